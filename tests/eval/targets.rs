//! Which target judges a figure, and what it comes to.

use plimsoll::base::period::Length;
use plimsoll::base::rhythm::Rhythm;
use plimsoll::base::unit::Unit;
use plimsoll::eval::outcome::{GoalUsed, Outcome, Remark, ResultKind, Truth};
use plimsoll::model::*;

use super::support::*;

fn figure_of(outcome: &Outcome) -> String {
    match &outcome.target.as_ref().unwrap().goal {
        GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => figure.text(),
        GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => String::new(),
    }
}

fn with_targets(targets: Vec<Target>) -> Measure {
    Measure { targets: vec![sequence(targets)], list: points("5"), ..measure("1.1") }
}

#[test]
fn a_target_by_a_period_judges_up_to_it_and_then_lapses() {
    let by = Target { by: Some(period("Mar 2019")), ..at_least("95") };
    let story = Story::of(vec![with_targets(vec![by])])
        .with("1.1", "Q4 2018/19", "96")
        .with("1.1", "Q1 2019/20", "96")
        .today("2019-07-10");
    let met = story.report("Q4 2018/19");
    assert_eq!(met.word("1.1"), "green");
    let lapsed = met.report("Q1 2019/20");
    let outcome = lapsed.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::Unrated);
    assert_eq!(outcome.reason, "its target lapsed after Mar 2019");
    assert_eq!(outcome.remarks, vec![Remark::TargetLapsed { by: period("Mar 2019") }]);
    let findings = lapsed.assess().findings;
    assert_eq!(findings.iter().map(|f| f.code.0).collect::<Vec<_>>(), ["eval::target-lapsed"]);
}

#[test]
fn a_value_of_another_year_is_judged_and_marked() {
    let by = Target { by: Some(period("Mar 2020")), ..at_most("750") };
    let book = Measure { targets: vec![sequence(vec![by])], ..counted("1.1", "750") };
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "794").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.level_word, "red");
    assert_eq!(outcome.remarks, vec![Remark::TargetOfAnotherYear { target: period("2019/20") }]);
    assert_eq!(story.assess().findings[0].code.0, "eval::target-of-another-year");
}

#[test]
fn of_two_years_targets_each_judges_its_own_year() {
    let of = |figure, year| Target { year: Some(period(year)), ..at_least(figure) };
    let book = with_targets(vec![of("90", "2018/19"), of("95", "2019/20")]);
    let story = Story::of(vec![book])
        .with("1.1", "Q4 2017/18", "92")
        .with("1.1", "Q3 2018/19", "92")
        .with("1.1", "Q1 2019/20", "92")
        .today("2019-08-01");
    let story = story.report("Q3 2018/19");
    assert_eq!(figure_of(&story.outcome("1.1")), "90");
    assert!(story.outcome("1.1").remarks.is_empty());
    let story = story.report("Q1 2019/20");
    assert_eq!(figure_of(&story.outcome("1.1")), "95");
    let story = story.report("Q4 2017/18");
    assert_eq!(figure_of(&story.outcome("1.1")), "90", "the nearest later year stands in, and is marked");
    assert_eq!(story.outcome("1.1").remarks, vec![Remark::TargetOfAnotherYear { target: period("2018/19") }]);
}

#[test]
fn a_change_within_the_year_judges_from_its_first_period() {
    let later = Target { from: Some(period("Q3 2018/19")), ..at_least("97") };
    let book = with_targets(vec![at_least("95"), later]);
    let story = Story::of(vec![book]).with("1.1", "Q2 2018/19", "96").with("1.1", "Q3 2018/19", "96");
    let story = story.report("Q2 2018/19");
    assert_eq!(story.word("1.1"), "green");
    assert_eq!(story.report("Q3 2018/19").word("1.1"), "amber");
}

#[test]
fn a_change_agreed_within_the_year_takes_over_from_the_years_own_target() {
    let of_year = Target { year: Some(period("2018/19")), ..at_least("95") };
    let change = Target { from: Some(period("Q3 2018/19")), ..at_least("97") };
    let next = Target { year: Some(period("2019/20")), ..at_least("90") };
    let story = Story::of(vec![with_targets(vec![of_year, change, next])])
        .quarters("1.1", &["_", "_", "_", "_", "_", "_", "_", "_", "_", "96", "96", "_", "96"])
        .today("2019-08-01");
    let story = story.report("Q2 2018/19");
    assert_eq!(figure_of(&story.outcome("1.1")), "95");
    let story = story.report("Q3 2018/19");
    assert_eq!(figure_of(&story.outcome("1.1")), "97");
    let story = story.report("Q1 2019/20");
    assert_eq!(
        figure_of(&story.outcome("1.1")),
        "90",
        "the next year's own target begins later than the change"
    );
}

#[test]
fn before_its_first_period_there_is_no_target() {
    let later = Target { from: Some(period("Q1 2019/20")), ..at_least("97") };
    let story =
        Story::of(vec![with_targets(vec![later])]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(
        (outcome.kind, outcome.reason.as_str()),
        (ResultKind::Unrated, "its target begins in Q1 2019/20")
    );
}

#[test]
fn a_target_to_be_set_leaves_it_unrated_and_is_a_finding_once_overdue() {
    let tbc = target(Goal::ToBeSet { by: period("Q4 2018/19") });
    let story = Story::of(vec![with_targets(vec![tbc])]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::Unrated);
    assert_eq!(outcome.remarks, vec![Remark::TargetToBeSet { by: period("Q4 2018/19"), overdue: true }]);
    assert_eq!(story.assess().findings[0].code.0, "eval::target-still-to-be-set");
    let in_time = story.today("2019-03-31");
    assert!(in_time.assess().findings.is_empty());
}

#[test]
fn last_years_target_may_stand_until_this_years_is_set() {
    let last = Target { year: Some(period("2018/19")), ..at_least("95") };
    let tbc = Target {
        year: Some(period("2019/20")),
        until_set_use: Some(period("2018/19")),
        ..target(Goal::ToBeSet { by: period("Q2 2019/20") })
    };
    let story = Story::of(vec![with_targets(vec![last, tbc])])
        .with("1.1", "Q1 2019/20", "96")
        .report("Q1 2019/20")
        .today("2019-07-30");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.level_word, "green");
    assert_eq!(outcome.remarks, vec![Remark::LastYearsTargetStands]);
}

#[test]
fn the_harder_of_two_targets_judges_and_the_other_is_shown() {
    let named =
        |name: &str, figure| TargetSequence { name: Some(name.into()), targets: vec![at_least(figure)] };
    let both = vec![named("national", "95"), named("local", "97")];
    let book = |against| Measure { targets: both.clone(), against, list: points("1"), ..measure("1.1") };
    let harder = Story::of(vec![book(Against::HarderOf(vec![0, 1]))]).with("1.1", "Q3 2018/19", "95");
    let outcome = harder.report("Q3 2018/19").outcome("1.1");
    assert_eq!((figure_of(&outcome), outcome.level_word.as_str()), ("97".to_owned(), "red"));
    assert_eq!(outcome.other_targets[0].name.as_deref(), Some("national"));
    let national = Story::of(vec![book(Against::Sequence(0))]).with("1.1", "Q3 2018/19", "95");
    assert_eq!(national.report("Q3 2018/19").word("1.1"), "green");
}

#[test]
fn a_profile_gives_each_period_its_own_figure() {
    let profile = Trajectory::Points {
        points: vec![(period("Q1 2019/20"), exact("780")), (period("Q2 2019/20"), exact("770"))],
        span: span(70),
    };
    let book = Measure { trajectory: Some(profile), ..counted("1.1", "750") };
    let story = Story::of(vec![book]).with("1.1", "Q1 2019/20", "780").with("1.1", "Aug 2019", "771");
    let story = story.with("1.1", "Q3 2019/20", "700").today("2020-01-30").report("Q1 2019/20");
    assert_eq!(story.word("1.1"), "green");
    let story = story.report("Q2 2019/20");
    let outcome = story.outcome("1.1");
    assert_eq!((figure_of(&outcome), outcome.level_word.as_str()), ("770".to_owned(), "amber"));
    assert_eq!(outcome.remarks, vec![Remark::Trajectory]);
    let beyond = story.report("Q3 2019/20").outcome("1.1");
    assert_eq!(beyond.kind, ResultKind::NotRated);
    assert!(beyond.reason.contains("the trajectory has no figure for Q3 2019/20"), "{}", beyond.reason);
}

#[test]
fn a_straight_trajectory_steps_exactly_from_the_baseline() {
    let year = Target { year: Some(period("2019/20")), ..at_most("750") };
    let book = Measure {
        baseline: baseline("800", Some("Q4 2018/19")),
        trajectory: Some(Trajectory::StraightFromBaseline { span: span(70) }),
        targets: vec![sequence(vec![year])],
        ..counted("1.1", "750")
    };
    let story = Story::of(vec![book])
        .with("1.1", "Q1 2019/20", "788")
        .with("1.1", "Q4 2019/20", "750")
        .today("2020-05-01")
        .report("Q1 2019/20");
    let outcome = story.outcome("1.1");
    assert_eq!(figure_of(&outcome), "787.5");
    assert_eq!(outcome.level_word, "amber", "788 is half a child above 787.5");
    assert_eq!(figure_of(&story.report("Q4 2019/20").outcome("1.1")), "750");
}

#[test]
fn pro_rata_shares_a_years_figure_by_its_months() {
    let year = Target { year: Some(period("2018/19")), pro_rata: true, ..at_least("2000") };
    let book = |counts| Measure {
        unit: Unit::from_words("referrals"),
        targets: vec![sequence(vec![year.clone()])],
        counts: Some(counts),
        due: Rhythm::every(plimsoll::base::rhythm::Step::Month, plimsoll::base::period::YearStart::FINANCIAL),
        ..rated("3.1", "0")
    };
    let story = Story::of(vec![book(Counts::InPeriod)]).with("3.1", "Mar 2019", "123").report("Q4 2018/19");
    let outcome = story.outcome("3.1");
    assert_eq!(
        outcome.remarks,
        vec![Remark::ProRata { year_figure: exact("2000"), part: Length::Months(1) }]
    );
    let GoalUsed::Limit { figure, .. } = outcome.target.unwrap().goal else { panic!("no limit") };
    assert_eq!(figure.times(&exact("6")), exact("1000"), "a twelfth of 2,000, exactly");
    let story =
        Story::of(vec![book(Counts::FromStartOfYear)]).with("3.1", "Sep 2018", "999").report("Q2 2018/19");
    assert_eq!(figure_of(&story.outcome("3.1")), "1,000");
}

#[test]
fn a_target_reckoned_from_last_year_is_unknown_without_it() {
    let last = Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::LastYear };
    let book = with_targets(vec![target(limit(Bound::AtLeast, last))]);
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::NotRated);
    assert_eq!(outcome.reason, "green cannot be decided: there is no figure for Q3 2017/18");
    let story = story.with("1.1", "Q3 2017/18", "96");
    assert_eq!(story.word("1.1"), "green");
}

#[test]
fn a_step_each_year_counts_from_the_baselines_year() {
    let step = Expression::EachYear {
        start: Box::new(Expression::Quantity {
            quantity: Quantity::Baseline,
            measure: None,
            offset: Offset::Now,
        }),
        step: Box::new(Tolerance::Amount(exact("0.5"))),
    };
    let mut book = with_targets(vec![target(limit(Bound::AtLeast, step))]);
    book.baseline = baseline("90.1", Some("2016/17"));
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "91.1").report("Q3 2018/19");
    assert_eq!(figure_of(&story.outcome("1.1")), "91.1");
    assert_eq!(story.word("1.1"), "green");
}

#[test]
fn a_target_may_be_the_average_of_the_last_years() {
    let average = Expression::Window(Box::new(Windowed {
        window: Window::Average,
        of: None,
        whose: Whose::default(),
        measures: Vec::new(),
        reach: Reach::Years(3),
        known_at_least: None,
    }));
    let lower = Expression::PercentOf(exact("95"), Box::new(average));
    let book = Measure {
        targets: vec![sequence(vec![target(limit(Bound::AtMost, lower))])],
        due: yearly(),
        ..counted("1.1", "0")
    };
    let story = Story::of(vec![book]).with("1.1", "2015/16", "100").with("1.1", "2016/17", "90");
    let unknown = story.with("1.1", "2018/19", "95").report("Q4 2018/19");
    assert_eq!(unknown.word("1.1"), "not rated");
    let known = unknown.with("1.1", "2017/18", "110");
    assert_eq!((figure_of(&known.outcome("1.1")), known.word("1.1").as_str()), ("95".to_owned(), "green"));
}

#[test]
fn a_milestone_is_met_by_its_day_or_off_target_after_it() {
    let met_by = target(Goal::MetBy { day: day("2019-08-31") });
    let milestone = |words| Measure {
        unit: Unit::from_words(words),
        targets: vec![sequence(vec![met_by.clone()])],
        list: list(vec![on_target()], Some(2)),
        ..measure("1.1")
    };
    let story = Story::of(vec![milestone("yes or no")]).with("1.1", "Q4 2018/19", "no").report("Q4 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!((outcome.kind, outcome.reason.as_str()), (ResultKind::NotDue, "not due until 31 August 2019"));
    let story = story.today("2019-09-01");
    assert_eq!((story.word("1.1").as_str(), story.outcome("1.1").on_target), ("red", Truth::False));
    let done = Story::of(vec![milestone("yes or no")]).with("1.1", "Q4 2018/19", "yes").report("Q4 2018/19");
    assert_eq!(done.word("1.1"), "green");
    let on_the_day =
        Story::of(vec![milestone("date")]).with("1.1", "Q4 2018/19", "2019-08-31").report("Q4 2018/19");
    assert_eq!(on_the_day.word("1.1"), "green");
    let a_day_late =
        Story::of(vec![milestone("date")]).with("1.1", "Q4 2018/19", "2019-09-02").report("Q4 2018/19");
    let outcome = a_day_late.outcome("1.1");
    assert_eq!((outcome.level_word.as_str(), outcome.gap), ("red", Some(exact("2"))));
}

#[test]
fn targets_that_read_one_another_in_a_circle_are_unknown_and_end() {
    let own = Expression::Quantity { quantity: Quantity::Target, measure: None, offset: Offset::Now };
    let book = with_targets(vec![target(limit(Bound::AtLeast, own))]);
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "96").report("Q3 2018/19");
    assert_eq!(story.word("1.1"), "not rated");
}
