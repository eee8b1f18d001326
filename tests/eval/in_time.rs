//! Targets in time: known from a day, changed within the year, forecast, and what it takes to recover.

use plimsoll::data::Forecast;
use plimsoll::eval::outcome::{Case, Outlook, ResultKind};
use plimsoll::model::*;
use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::support::*;

fn with_targets(targets: Vec<Target>) -> Measure {
    Measure { targets: vec![sequence(targets)], list: points("5"), ..measure("1.1") }
}

fn known_from(target: Target, on: &str) -> Target {
    Target { known_from: Some(day(on)), ..target }
}

/// A change of target that somebody gave a reason for.
fn change(figure: &str, from: &str) -> Target {
    let agreement = Agreement { by: None, on: None, because: Some("a new method".into()) };
    // Each is written in a place of its own.
    let at = 60 + period(from).start.format("%j").to_string().parse::<usize>().unwrap();
    Target { from: Some(period(from)), agreement: Some(agreement), span: span(at), ..at_least(figure) }
}

fn outlook(story: &Story) -> Outlook {
    story.outcome("1.1").outlook.map(|outlook| *outlook).unwrap_or_default()
}

#[test]
fn before_the_day_on_which_it_is_known_a_target_is_not_there() {
    let book = with_targets(vec![known_from(at_least("95"), "2019-07-01")]);
    let story = Story::of(vec![book]).with("1.1", "Q1 2019/20", "96").report("Q1 2019/20");
    let before = story.today("2019-06-30");
    let outcome = before.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::NotRated);
    assert_eq!(outcome.reason, "green cannot be decided: the target is not known before 1 July 2019");
    assert_eq!(before.today("2019-07-01").word("1.1"), "green");
}

#[test]
fn a_target_of_last_year_does_not_stand_in_for_one_that_is_waiting_to_be_known() {
    let of = |figure, year| Target { year: Some(period(year)), ..at_least(figure) };
    let next = known_from(of("99", "2019/20"), "2019-08-01");
    let story = Story::of(vec![with_targets(vec![of("95", "2018/19"), next])])
        .with("1.1", "Q1 2019/20", "96")
        .report("Q1 2019/20")
        .today("2019-07-01");
    assert_eq!(story.word("1.1"), "not rated");
}

#[test]
fn two_changes_in_a_year_each_show_what_stood_before_them() {
    let targets = vec![at_least("97"), change("96", "Q2 2018/19"), change("95", "Q3 2018/19")];
    let story = Story::of(vec![with_targets(targets)]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    let seen = outlook(&story).earlier;
    let said: Vec<(String, &str)> =
        seen.iter().map(|one| (one.until.to_string(), one.level_word.as_str())).collect();
    assert_eq!(said, [("Q2 2018/19".to_owned(), "amber"), ("Q3 2018/19".to_owned(), "green")]);
    let next_year = story.with("1.1", "Q1 2019/20", "96").report("Q1 2019/20").today("2019-07-10");
    assert!(outlook(&next_year).earlier.is_empty(), "the year of the change is over");
}

#[test]
fn a_change_of_the_harder_target_is_shown_though_the_other_judges_now() {
    let named = |name: &str, targets| TargetSequence { name: Some(name.into()), targets };
    let local = vec![at_least("98"), change("90", "Q3 2018/19")];
    let book = Measure {
        targets: vec![named("national", vec![at_least("95")]), named("local", local)],
        against: Against::HarderOf(vec![0, 1]),
        ..with_targets(Vec::new())
    };
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    assert_eq!(story.word("1.1"), "green");
    let seen = outlook(&story).earlier;
    let words = "the local target was 98% or more until it changed from Q3 2018/19, on which this would be amber; the change was agreed because \"a new method\"";
    assert_eq!(seen.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), [words]);
}

#[test]
fn a_target_after_one_that_ended_changes_nothing() {
    let until = Target { by: Some(period("Q2 2018/19")), ..at_least("97") };
    let targets = vec![until, change("95", "Q3 2018/19")];
    let story = Story::of(vec![with_targets(targets)]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    assert!(outlook(&story).earlier.is_empty());
}

#[test]
fn a_step_on_the_year_before_is_exact() {
    let baseline_now =
        Expression::Quantity { quantity: Quantity::Baseline, measure: None, offset: Offset::Now };
    let step = Expression::EachYearOnTheLast { start: Box::new(baseline_now), per_cent: exact("-0.5") };
    let mut book = Measure {
        due: yearly(),
        higher_is_better: Some(false),
        ..with_targets(vec![target(limit(Bound::AtMost, step))])
    };
    book.baseline = baseline("19.1", Some("2017/18"));
    let word = |year: &str, value: &str| {
        Story::of(vec![book.clone()]).with("1.1", year, value).report(year).today("2021-05-01").word("1.1")
    };
    assert_eq!(word("2019/20", "18.9094775"), "green");
    assert_eq!(word("2019/20", "18.9094776"), "amber");
    assert_eq!(word("2016/17", "19.19"), "green", "a year before the baseline it was higher");
}

/// A yearly count with a forecast, judged quarter by quarter.
fn forecast(low: &str, high: &str, bound: Bound) -> Option<Prospect> {
    let floor = bound.is_floor();
    let year = Target { year: Some(period("2018/19")), ..target(limit(bound, number("100"))) };
    let book = Measure {
        higher_is_better: Some(floor),
        counts: Some(Counts::AtEndOfPeriod),
        targets: vec![sequence(vec![year])],
        ..counted("1.1", "100")
    };
    let given = Forecast { low: exact(low), high: exact(high), for_year: true };
    let mut story = Story::of(vec![book]).report("Q2 2018/19");
    let extra = plimsoll::data::Extra { forecast: Some(given), ..Default::default() };
    story.row("1.1", "Q2 2018/19", "50", extra);
    outlook(&story).forecast.unwrap().prospect
}

#[test]
fn a_forecast_meets_misses_or_holds_the_target_within_it() {
    let all = [
        (Bound::AtLeast, ["100", "120"], Prospect::Meets),
        (Bound::AtLeast, ["80", "100"], Prospect::Open),
        (Bound::AtLeast, ["80", "99"], Prospect::Misses),
        (Bound::Above, ["100", "120"], Prospect::Open),
        (Bound::Above, ["100", "100"], Prospect::Misses),
        (Bound::AtMost, ["80", "100"], Prospect::Meets),
        (Bound::AtMost, ["100", "120"], Prospect::Open),
        (Bound::Below, ["100", "120"], Prospect::Misses),
    ];
    for (bound, [low, high], prospect) in all {
        assert_eq!(forecast(low, high, bound), Some(prospect), "{bound:?} {low} to {high}");
    }
}

/// Values around a target of 95, with gaps.
fn figures() -> impl Strategy<Value = Vec<String>> {
    let one = prop_oneof![
        4 => (8500..9900_i64).prop_map(|hundredths| format!("{}.{:02}", hundredths / 100, hundredths % 100)),
        1 => Just("_".to_owned()),
    ];
    prop::collection::vec(one, 1..10)
}

/// The story of figures of one quarter after another, judged on a day, with an escalation for misses.
fn story(targets: Vec<Target>, values: &[String], on: &str) -> Story {
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let mut story = Story::of(vec![with_targets(targets)]).quarters("1.1", &values);
    story.book.escalations.push(asking_nobody(off_target()));
    story.report("Q4 2018/19").today(on)
}

/// What of a case may not change afterwards.
fn opening(case: &Case) -> (String, String) {
    (case.opened_on.to_string(), case.opened_for.to_string())
}

proptest! {
    #[test]
    fn without_a_change_of_target_no_other_level_is_spoken_of(values in figures(), year in 0..2_u8) {
        let dated = Target { year: Some(period("2017/18")), ..at_least("96") };
        let targets = if year == 0 { vec![at_least("95")] } else { vec![dated, Target {
            year: Some(period("2018/19")), ..at_least("95") }] };
        let seen = outlook(&story(targets, &values, "2019-05-01"));
        prop_assert!(seen.earlier.is_empty());
        prop_assert!(seen.refused.is_empty());
    }

    #[test]
    fn a_target_known_later_changes_no_earlier_report(values in figures(), quarter in 1..5_u32) {
        let later = known_from(change("99", &format!("Q{quarter} 2017/18")), "2018-06-15");
        let plain = story(vec![at_least("95")], &values, "2018-06-14");
        let both = story(vec![at_least("95"), later.clone()], &values, "2018-06-14");
        let (before, with_it) = (plain.assess(), both.assess());
        prop_assert_eq!(format!("{:?}", before.results), format!("{:?}", with_it.results));
        prop_assert_eq!(format!("{:?}", before.cases), format!("{:?}", with_it.cases));
        // And what was opened by then stays opened as it was, however much later it is looked back on.
        let afterwards = story(vec![at_least("95"), later], &values, "2019-05-01").assess();
        let known = day("2018-06-15");
        let early = afterwards.cases.iter().filter(|case| case.opened_on < known).map(opening);
        prop_assert_eq!(before.cases.iter().map(opening).collect::<Vec<_>>(), early.collect::<Vec<_>>());
    }

    #[test]
    fn what_is_needed_just_meets_the_target(numerator in 0..1_000_i64, rest in 1..2_000_i64, rate in 1..100_i64) {
        let year = Target { year: Some(period("2018/19")), ..at_least(&rate.to_string()) };
        let book = Measure { counts: Some(Counts::FromStartOfYear), ..with_targets(vec![year]) };
        let mut story = Story::of(vec![book]).report("Q2 2018/19");
        let extra = plimsoll::data::Extra {
            numerator: Some(numerator.into()),
            denominator: Some(1_000.into()),
            still_expected: Some(rest.into()),
            ..Default::default()
        };
        let (whole, tenth) = (numerator / 10, numerator % 10);
        story.row("1.1", "Q2 2018/19", &format!("{whole}.{tenth}"), extra);
        let Some(recovery) = outlook(&story).recovery else {
            prop_assert!(numerator >= 10 * rate, "a miss says what it takes");
            return Ok(());
        };
        let needed: i64 = recovery.needed.unwrap().plain().parse().unwrap();
        let meets = |more: i64| (numerator + more) * 100 >= rate * (1_000 + rest);
        prop_assert!(meets(needed) && !meets(needed - 1));
        prop_assert_eq!(recovery.is_possible, needed <= rest);
    }
}
