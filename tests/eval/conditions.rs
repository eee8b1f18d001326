//! Conditions over periods, measures and answers.

use plimsoll::data::PlaceId;
use plimsoll::eval::moment::{Answered, LoopFacts};
use plimsoll::eval::outcome::Truth;
use plimsoll::model::*;

use super::support::*;

/// Whether a condition holds of the newest figure of the first measure.
fn holds(story: &Story, condition: &Condition) -> Truth {
    let judge = story.judge();
    let series = judge.series().first().unwrap();
    judge.holds(condition, series, series.report, &LoopFacts::default())
}

fn lasting(condition: Condition, periods: u32) -> Condition {
    Condition::For { condition: Box::new(condition), periods, without_gaps: false, span: span(0) }
}

fn moves(movement: Movement, since: Since, by: Option<&str>) -> Condition {
    let by_more_than = by.map(|by| Tolerance::Amount(exact(by)));
    Condition::Moves { movement, since, by_more_than, span: span(0) }
}

fn quarters(values: &[&str]) -> Story {
    Story::of(vec![rated("1.1", "95")]).quarters("1.1", values).report("Q4 2018/19")
}

#[test]
fn lasting_counts_known_periods_and_passes_over_gaps() {
    let two = lasting(off_target(), 2);
    assert_eq!(holds(&quarters(&["96", "94", "93"]), &two), Truth::True);
    assert_eq!(holds(&quarters(&["94", "96", "93"]), &two), Truth::False);
    assert_eq!(holds(&quarters(&["94", "_", "93"]), &two), Truth::True);
    assert_eq!(holds(&quarters(&["93"]), &two), Truth::False, "one period is not two");
    let strict =
        Condition::For { condition: Box::new(off_target()), periods: 2, without_gaps: true, span: span(0) };
    assert_eq!(holds(&quarters(&["94", "_", "93"]), &strict), Truth::False);
}

#[test]
fn lasting_is_unknown_only_where_the_newest_could_make_it_so() {
    let two = lasting(off_target(), 2);
    assert_eq!(holds(&quarters(&["94", "nya"]), &two), Truth::Unknown);
    assert_eq!(holds(&quarters(&["96", "nya"]), &two), Truth::False);
}

#[test]
fn in_so_many_of_the_last_is_three_valued() {
    let three_of_four =
        Condition::InLast { condition: Box::new(off_target()), least: 3, of: 4, span: span(0) };
    assert_eq!(holds(&quarters(&["94", "96", "93", "92"]), &three_of_four), Truth::True);
    assert_eq!(holds(&quarters(&["94", "_", "93", "96"]), &three_of_four), Truth::Unknown);
    assert_eq!(holds(&quarters(&["94", "96", "_", "96"]), &three_of_four), Truth::False);
    assert_eq!(
        holds(&quarters(&["93", "94"]), &three_of_four),
        Truth::Unknown,
        "nothing is known from before"
    );
}

#[test]
fn movement_is_in_the_direction_that_matters() {
    let worsening = moves(Movement::Worsening, Since::Previous, None);
    assert_eq!(holds(&quarters(&["92.7", "89.4"]), &worsening), Truth::True);
    assert_eq!(holds(&quarters(&["89.4", "92.7"]), &worsening), Truth::False);
    assert_eq!(holds(&quarters(&["92.7", "_", "89.4"]), &worsening), Truth::Unknown);
    let by_three = moves(Movement::Worsening, Since::Previous, Some("3.3"));
    assert_eq!(holds(&quarters(&["92.7", "89.4"]), &by_three), Truth::False, "by more than, not by as much");
    let same = moves(Movement::Unchanged, Since::Previous, Some("0.5"));
    assert_eq!(holds(&quarters(&["92.7", "92.2"]), &same), Truth::True);
    let last_year = moves(Movement::Improving, Since::LastYear, None);
    assert_eq!(holds(&quarters(&["90", "1", "1", "1", "91"]), &last_year), Truth::True);
}

#[test]
fn a_condition_may_be_asked_of_another_period() {
    let before = |of| Condition::In { condition: Box::new(off_target()), offset: of, span: span(0) };
    let story = quarters(&["94", "96", "97"]);
    assert_eq!(holds(&story, &before(Offset::Before)), Truth::False);
    assert_eq!(holds(&story, &before(Offset::Named(period("Q1 2016/17")))), Truth::True);
    assert_eq!(holds(&story, &before(Offset::LastYear)), Truth::Unknown);
    assert_eq!(
        holds(&story, &before(Offset::Named(period("2016/17")))),
        Truth::Unknown,
        "a year is no quarter"
    );
}

#[test]
fn a_tally_is_known_when_the_unknown_cannot_change_it() {
    let tally = |share, amount: &str| {
        Condition::Tally(Box::new(Tally {
            share,
            measures: MeasureSet::All,
            condition: off_target(),
            comparison: Comparison::AtLeast,
            amount: exact(amount),
            of_all: false,
            span: span(0),
        }))
    };
    let watched = Measure { aim: Some(Aim::Monitor), ..rated("1.4", "95") };
    let story = Story::of(vec![rated("1.1", "95"), rated("1.2", "95"), rated("1.3", "95"), watched])
        .with("1.1", "Q3 2018/19", "90")
        .with("1.2", "Q3 2018/19", "96")
        .with("1.3", "Q3 2018/19", "nya")
        .with("1.4", "Q3 2018/19", "1")
        .report("Q3 2018/19");
    assert_eq!(holds(&story, &tally(false, "1")), Truth::True);
    assert_eq!(holds(&story, &tally(false, "2")), Truth::Unknown);
    assert_eq!(holds(&story, &tally(false, "3")), Truth::False);
    assert_eq!(holds(&story, &tally(true, "33")), Truth::True, "one of three, whatever the third is");
    assert_eq!(holds(&story, &tally(true, "70")), Truth::False);
}

#[test]
fn kleene_and_and_or() {
    let unknown = moves(Movement::Worsening, Since::LastYear, None);
    let story = quarters(&["94"]);
    let all = |other: Condition| Condition::All(vec![unknown.clone(), other]);
    let any = |other: Condition| Condition::Any(vec![unknown.clone(), other]);
    assert_eq!(holds(&story, &all(off_target())), Truth::Unknown);
    assert_eq!(holds(&story, &all(on_target())), Truth::False);
    assert_eq!(holds(&story, &any(off_target())), Truth::True);
    assert_eq!(holds(&story, &any(on_target())), Truth::Unknown);
    assert_eq!(holds(&story, &Condition::Not(Box::new(unknown))), Truth::Unknown);
}

#[test]
fn statuses_say_what_was_submitted() {
    let status = |status| Condition::Status(status, span(0));
    let missing = quarters(&["94", "nya"]);
    assert_eq!(holds(&missing, &status(Status::Missing)), Truth::True);
    assert_eq!(holds(&missing, &is(&["red"])), Truth::Unknown);
    let old = quarters(&["94", "96 p"]);
    assert_eq!(holds(&old, &status(Status::Stale)), Truth::True);
    assert_eq!(holds(&old, &status(Status::Provisional)), Truth::True);
    assert_eq!(holds(&old, &status(Status::Late)), Truth::False);
    let silent = Story::of(vec![rated("1.1", "95")]).report("Q4 2018/19");
    assert_eq!(holds(&silent, &status(Status::Missing)), Truth::True);
}

#[test]
fn amounts_are_compared_exactly() {
    let share = Expression::Over(Box::new(value()), Box::new(number("3")));
    let compare = |comparison, right: &str| Condition::Compare {
        left: share.clone(),
        comparison,
        right: Expression::Over(Box::new(number(right)), Box::new(number("3"))),
        span: span(0),
    };
    assert_eq!(holds(&quarters(&["100"]), &compare(Comparison::Equal, "100")), Truth::True);
    assert_eq!(holds(&quarters(&["100"]), &compare(Comparison::Above, "100")), Truth::False);
    let by_nought = Condition::Compare {
        left: Expression::Over(Box::new(value()), Box::new(number("0"))),
        comparison: Comparison::Above,
        right: number("1"),
        span: span(0),
    };
    assert_eq!(holds(&quarters(&["100"]), &by_nought), Truth::Unknown);
}

#[test]
fn conditions_on_answers_read_what_is_known_that_day() {
    let mut story = quarters(&["94"]);
    let asks = Escalation {
        id: "exception".into(),
        title: String::new(),
        scope: Scope::Measures(MeasureSet::All),
        when: off_target(),
        closes_when: None,
        to: Vec::new(),
        respond: None,
        asks: Vec::new(),
        replaces: Vec::new(),
        climbs: Vec::new(),
        earlier: Vec::new(),
        ask_once: false,
        once: false,
        faulty: false,
        span: span(0),
    };
    let id = story.book.escalations.push(asks);
    let silent = Condition::NoResponse { escalation: Some(id), overdue: false, span: span(0) };
    let mut facts = LoopFacts::default();
    let judge = story.judge();
    let series = judge.series().first().unwrap();
    let holds = |facts: &LoopFacts| judge.holds(&silent, series, series.report, facts);
    assert_eq!(holds(&facts), Truth::False, "nothing was asked");
    facts.answers.insert(id, Answered { silent: true, ..Answered::default() });
    assert_eq!(holds(&facts), Truth::True);
    let passed = Condition::RecoveryPassed(span(0));
    assert_eq!(judge.holds(&passed, series, series.report, &facts), Truth::Unknown);
}

#[test]
fn history_is_replayed_on_report_days_or_on_the_days_figures_became_known() {
    let story = Story::of(vec![rated("1.1", "95")])
        .submitted("1.1", "Q2 2018/19", "94", "2018-11-05")
        .with("1.1", "Q3 2018/19", "93")
        .report("Q4 2018/19");
    let days = |story: &Story| {
        let judge = story.judge();
        let moments = judge.moments(judge.series().first().unwrap());
        moments.iter().map(|m| (m.day.to_string(), m.period.to_string())).collect::<Vec<_>>()
    };
    let expect = |rows: &[(&str, &str)]| {
        rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(days(&story), expect(&[("2018-11-05", "Q2 2018/19"), ("2018-12-31", "Q3 2018/19")]));
    let mut story = story;
    story.book.framework.report_days = vec![day("2018-10-20"), day("2018-12-01"), day("2019-06-13")];
    assert_eq!(days(&story), expect(&[("2018-12-01", "Q2 2018/19"), ("2019-06-13", "Q3 2018/19")]));
    story.book.framework.report_days.pop();
    let known = [("2018-12-01", "Q2 2018/19"), ("2018-12-31", "Q3 2018/19")];
    assert_eq!(days(&story), expect(&known), "never the day of the run");
}

#[test]
fn any_group_asks_the_groups_beneath() {
    let mut story = Story::of(vec![rated("1.1", "95")]);
    let site = grouping(&mut story.book, &["JR", "HGH"]);
    let id = story.book.measure_by_id("1.1").unwrap();
    story.book.measures[id].by = vec![site];
    story.book.measures[id].on_groups = OnGroups::Worst;
    let story =
        story.with("1.1@JR", "Q3 2018/19", "96").with("1.1@HGH", "Q3 2018/19", "50").report("Q3 2018/19");
    let any = Condition::AnyGroup { condition: Box::new(is(&["red"])), span: span(0) };
    let judge = story.judge();
    assert_eq!(judge.series().first().unwrap().place, PlaceId::WHOLE);
    assert_eq!(holds(&story, &any), Truth::True);
    assert_eq!(holds(&story, &is(&["red"])), Truth::True, "the whole is as its worst group");
}
