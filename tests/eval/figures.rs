//! Which figure is judged, and what stands in its place when there is none.

use plimsoll::base::rhythm::{Arrears, Rhythm, Step};
use plimsoll::data::{Extra, State};
use plimsoll::eval::outcome::{Amount, FigureSource, Remark, ResultKind, Truth};
use plimsoll::model::{Baseline, Counts, Measure};

use super::support::*;

#[test]
fn the_newest_figure_up_to_the_report_is_judged() {
    let story = Story::of(vec![rated("1.1", "95")])
        .with("1.1", "Q2 2018/19", "96")
        .with("1.1", "Q3 2018/19", "91")
        .with("1.1", "Q4 2018/19", "99")
        .report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.figure.unwrap().period, period("Q3 2018/19"));
    assert_eq!(outcome.level_word, "amber");
    assert_eq!(outcome.expected, Some(period("Q3 2018/19")));
}

#[test]
fn a_month_fills_the_quarter_that_it_ends_and_the_quarters_own_figure_comes_first() {
    let months = Story::of(vec![rated("1.1", "95")])
        .with("1.1", "Feb 2019", "80")
        .with("1.1", "Mar 2019", "96")
        .report("Q4 2018/19");
    assert_eq!(months.word("1.1"), "green");
    assert_eq!(months.outcome("1.1").figure.unwrap().period, period("Mar 2019"));
    let with_own = months.with("1.1", "Q4 2018/19", "91");
    assert_eq!(with_own.word("1.1"), "amber");
}

#[test]
fn nothing_submitted_is_missing_and_never_a_pass() {
    let story = Story::of(vec![rated("1.1", "0")]).report("Q4 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::Missing);
    assert_eq!(outcome.reason, "due for Q4 2018/19 and not submitted");
    assert_eq!(outcome.on_target, Truth::Unknown);
    assert_eq!(outcome.level, None);
}

#[test]
fn nya_is_missing_and_shows_the_last_known_figure() {
    let story = Story::of(vec![rated("1.1", "95")])
        .with("1.1", "Q2 2018/19", "96")
        .with("1.1", "Q3 2018/19", "nya")
        .report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::Missing);
    assert!(outcome.figure.is_none());
    assert_eq!(outcome.last_known.unwrap().period, period("Q2 2018/19"));
}

#[test]
fn missing_is_red_only_where_the_book_says_so() {
    let book = vec![Measure { missing_level: Some(2), ..rated("1.1", "95") }];
    let story = Story::of(book).with("1.1", "Q3 2018/19", "nya").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!((outcome.kind, outcome.level_word.as_str()), (ResultKind::Missing, "red"));
}

#[test]
fn a_baseline_is_history_and_never_the_reported_figure() {
    let book = vec![Measure { baseline: baseline("96", Some("Q3 2018/19")), ..rated("1.1", "95") }];
    let alone = Story::of(book.clone()).report("Q3 2018/19");
    assert_eq!(alone.word("1.1"), "missing");
    let story = Story::of(book).with("1.1", "Q4 2018/19", "94").report("Q4 2018/19");
    let previous = story.outcome("1.1").movement.previous.unwrap();
    assert_eq!(previous.change, exact("-2"));
    assert_eq!(previous.better, Some(-1));
    assert!(matches!(previous.from.source, FigureSource::Baseline(_)));
}

#[test]
fn withheld_figures_are_never_shown() {
    let story = Story::of(vec![rated("1.1", "95")]).with("1.1", "Q3 2018/19", "c").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::Withheld);
    assert!(outcome.figure.is_none() && outcome.gap.is_none());
}

#[test]
fn not_applicable_and_unreadable_are_counted_apart() {
    let story = Story::of(vec![rated("1.1", "95"), rated("1.2", "95")])
        .with("1.1", "Q3 2018/19", "n/a")
        .with("1.2", "Q3 2018/19", "??")
        .report("Q3 2018/19");
    assert_eq!(story.word("1.1"), "not applicable");
    assert_eq!(story.word("1.2"), "invalid");
}

#[test]
fn a_row_without_a_period_answers_for_the_measure() {
    let story = Story::of(vec![rated("1.1", "95"), rated("1.2", "95")])
        .undated("1.1", State::NotApplicable)
        .undated("1.2", State::Missing)
        .report("Q3 2018/19");
    assert_eq!(story.word("1.1"), "not applicable");
    assert_eq!(story.word("1.2"), "missing");
}

#[test]
fn a_figure_in_arrears_is_not_old() {
    let arrears = Some(Arrears { count: 1, step: Step::Quarter });
    let mut late = rated("1.1", "95");
    late.due.arrears = arrears;
    let story = Story::of(vec![late, rated("1.2", "95")])
        .with("1.1", "Q3 2018/19", "96")
        .with("1.2", "Q3 2018/19", "96")
        .report("Q4 2018/19");
    assert!(story.outcome("1.1").remarks.is_empty());
    let old = Remark::OldFigure { periods: 1, expected: period("Q4 2018/19") };
    assert_eq!(story.outcome("1.2").remarks, vec![old]);
    assert_eq!(story.word("1.2"), "green");
}

#[test]
fn an_old_figure_is_rated_only_as_long_as_the_book_allows() {
    let book = vec![Measure { stale_unrated_after: Some(2), ..rated("1.1", "95") }];
    let story = Story::of(book).with("1.1", "Q1 2018/19", "96").report("Q3 2018/19");
    assert_eq!(story.word("1.1"), "green");
    let story = story.report("Q4 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::NotRated);
    assert_eq!(
        outcome.reason,
        "the figure is 3 quarters behind Q4 2018/19, and after 2 quarters it is not rated"
    );
    assert_eq!(outcome.on_target, Truth::Unknown);
}

#[test]
fn not_due_until_its_first_period() {
    let book = vec![Measure { first_due: Some(period("Q1 2019/20")), ..rated("1.1", "95") }];
    let story = Story::of(book).report("Q4 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::NotDue);
    assert_eq!(outcome.reason, "first due for Q1 2019/20");
    assert_eq!(outcome.expected, None);
    let silent = story.with("1.1", "Q4 2018/19", "nya");
    assert_eq!(silent.word("1.1"), "not due");
    let early = Story::of(vec![Measure { first_due: Some(period("Q1 2019/20")), ..rated("1.1", "95") }])
        .with("1.1", "Q4 2018/19", "96")
        .report("Q4 2018/19");
    assert_eq!(early.word("1.1"), "green");
}

#[test]
fn a_figure_that_came_after_its_due_day_is_marked_late() {
    let story = |measure: Measure, submitted: &str| {
        let told = Story::of(vec![measure]).submitted("1.1", "Q3 2018/19", "96", submitted);
        told.report("Q1 2019/20").outcome("1.1").remarks
    };
    let in_arrears = || {
        let due = Rhythm { arrears: Some(Arrears { count: 1, step: Step::Month }), ..rated("1.1", "95").due };
        Measure { due, ..rated("1.1", "95") }
    };
    let late = Remark::Late { due: day("2019-01-31"), submitted: day("2019-02-20") };
    assert!(story(in_arrears(), "2019-02-20").contains(&late));
    assert!(!story(in_arrears(), "2019-01-20").iter().any(|remark| matches!(remark, Remark::Late { .. })));
    let no_day_set = story(rated("1.1", "95"), "2019-02-20");
    assert!(!no_day_set.iter().any(|remark| matches!(remark, Remark::Late { .. })), "no day was set");
}

#[test]
fn a_figure_submitted_later_than_the_report_day_is_not_known() {
    let story = Story::of(vec![rated("1.1", "95")])
        .submitted("1.1", "Q3 2018/19", "96", "2019-06-14")
        .report("Q3 2018/19");
    assert_eq!(story.word("1.1"), "missing");
    assert_eq!(story.today("2019-06-14").word("1.1"), "green");
}

#[test]
fn movement_is_seen_on_three_clocks_and_only_since_known_periods() {
    let book = vec![Measure { baseline: baseline("50.5", Some("2016/17")), ..counted("1.1", "60") }];
    let story = Story::of(book).quarters("1.1", &["70", "_", "65", "_", "64"]).report("Q1 2017/18");
    let movement = story.outcome("1.1").movement;
    assert!(movement.previous.is_none(), "the quarter before was not submitted");
    let last_year = movement.last_year.unwrap();
    assert_eq!((last_year.change, last_year.better), (exact("-6"), Some(1)));
    let since = movement.baseline.unwrap();
    assert_eq!((since.change, since.better), (exact("13.5"), Some(-1)));
}

#[test]
fn a_figure_carries_its_row_and_its_decimals() {
    let story = Story::of(vec![rated("1.1", "95")])
        .with("1.1", "Q2 2018/19", "93")
        .with("1.1", "Q3 2018/19", "92.70 p")
        .report("Q3 2018/19");
    let figure = story.outcome("1.1").figure.unwrap();
    assert_eq!(figure.amount, Amount::Number { value: exact("92.7"), places: 2 });
    let FigureSource::Data(cell) = figure.source else { panic!("not from a row") };
    assert_eq!((cell.file.as_str(), cell.line), ("values.csv", line_of(&story.data, 1)));
    assert!(figure.marks.has(plimsoll::data::Mark::Provisional));
}

#[test]
fn a_count_is_not_held_against_one_of_a_longer_time() {
    let baseline = || {
        Some(Baseline {
            value: exact("1036"),
            places: 0,
            period: Some(period("Apr to Dec 2018")),
            span: span(0),
        })
    };
    let in_period =
        Measure { counts: Some(Counts::InPeriod), baseline: baseline(), ..counted("1.1", "2000") };
    let standing =
        Measure { counts: Some(Counts::AtEndOfPeriod), baseline: baseline(), ..counted("1.2", "2000") };
    let so_far =
        Measure { counts: Some(Counts::FromStartOfYear), baseline: baseline(), ..counted("1.3", "2000") };
    let story = Story::of(vec![in_period, standing, so_far])
        .with("1.1", "Q4 2018/19", "123")
        .with("1.2", "Q4 2018/19", "900")
        .with("1.3", "Q3 2018/19", "950")
        .report("Q4 2018/19");
    assert!(story.outcome("1.1").movement.baseline.is_none(), "three months against nine");
    assert!(story.outcome("1.2").movement.baseline.is_some(), "how things stood on two days");
    assert!(story.outcome("1.3").movement.baseline.is_some(), "both are totals from April to December");
}

#[test]
fn a_rounded_value_is_judged_as_what_its_parts_give() {
    let parts = |numerator: &str, denominator: &str| Extra {
        numerator: Some(exact(numerator)),
        denominator: Some(exact(denominator)),
        ..Extra::default()
    };
    let mut story = Story::of(vec![rated("1.1", "95")]).report("Q3 2018/19");
    story.row("1.1", "Q3 2018/19", "95", parts("2374", "2500"));
    let outcome = story.outcome("1.1");
    assert_eq!((outcome.level_word.as_str(), outcome.gap), ("amber", Some(exact("0.04"))), "it is 94.96%");
    let mut story = Story::of(vec![rated("1.1", "95")]).report("Q3 2018/19");
    story.row("1.1", "Q3 2018/19", "95", parts("10", "2500"));
    assert_eq!(
        story.word("1.1"),
        "green",
        "parts that do not give the value are a finding, and do not judge"
    );
}
