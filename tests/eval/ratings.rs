//! Decision lists: edges, unknowns, caps and rounding.

use plimsoll::base::unit::Unit;
use plimsoll::eval::outcome::{Remark, ResultKind, Truth};
use plimsoll::model::*;

use super::support::*;

fn word(measure: Measure, value: &str) -> String {
    Story::of(vec![measure]).with("1.1", "Q3 2018/19", value).report("Q3 2018/19").word("1.1")
}

#[test]
fn almost_is_not_met() {
    assert_eq!(word(rated("1.1", "95"), "94.96"), "amber");
    assert_eq!(word(rated("1.1", "95"), "95"), "green");
    assert_eq!(word(rated("1.1", "95"), "95.00"), "green");
    let outcome = Story::of(vec![rated("1.1", "95")])
        .with("1.1", "Q3 2018/19", "94.96")
        .report("Q3 2018/19")
        .outcome("1.1");
    assert_eq!((outcome.on_target, outcome.gap), (Truth::False, Some(exact("0.04"))));
}

#[test]
fn a_tolerance_includes_its_end() {
    assert_eq!(word(rated("1.1", "95"), "90"), "amber");
    assert_eq!(word(rated("1.1", "95"), "89.99"), "red");
    assert_eq!(word(counted("1.1", "750"), "787.5"), "amber", "5% of 750 is 37.5");
    assert_eq!(word(counted("1.1", "750"), "788"), "red");
}

#[test]
fn a_strict_target_is_not_met_by_its_own_figure() {
    let strict = target(limit(Bound::Below, number("175")));
    let book = Measure { targets: vec![sequence(vec![strict])], ..counted("1.1", "0") };
    assert_eq!(word(book.clone(), "175"), "amber");
    assert_eq!(word(book, "174"), "green");
}

#[test]
fn the_packs_amber_is_near_the_target_or_little_worse_than_the_baseline() {
    let pack = |base: &str| Measure {
        baseline: baseline(base, Some("Q2 2018/19")),
        list: list(
            vec![
                on_target(),
                Condition::Any(vec![within("5", Reference::Target), within("0.5", Reference::Baseline)]),
            ],
            Some(2),
        ),
        ..rated("1.1", "75")
    };
    assert_eq!(word(pack("26"), "26"), "amber", "no worse than the baseline");
    assert_eq!(word(pack("26"), "25.5"), "amber", "half a point worse");
    assert_eq!(word(pack("26"), "25.4"), "red");
    assert_eq!(word(pack("26"), "70"), "amber", "within 5 points of 75%");
    let without = Measure { baseline: None, ..pack("26") };
    assert_eq!(word(without.clone(), "70"), "amber", "near the target, so the baseline does not matter");
    let story = Story::of(vec![without]).with("1.1", "Q3 2018/19", "60").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(outcome.kind, ResultKind::NotRated);
    assert_eq!(outcome.reason, "amber cannot be decided: there is no baseline");
    assert_eq!(story.assess().findings[0].code.0, "eval::unknown-stops-rating");
}

#[test]
fn an_unknown_line_does_not_matter_when_the_rest_gives_the_same_level() {
    let better = Condition::Than {
        better: true,
        or_equal: true,
        reference: Reference::Value(Offset::LastYear),
        by_more_than: None,
        span: span(0),
    };
    let line = |level, when| Line { level, when, span: span(0) };
    let mut rule = points("5").unwrap();
    rule.lines = vec![line(0, on_target()), line(2, better)];
    let book = Measure { list: Some(rule.clone()), ..rated("1.1", "95") };
    assert_eq!(word(book, "90"), "red", "red whichever way last year was");
    rule.otherwise = Some((1, span(0)));
    let book = Measure { list: Some(rule), ..rated("1.1", "95") };
    assert_eq!(word(book, "90"), "not rated");
}

#[test]
fn cut_points_need_no_target() {
    let cuts = list(vec![value_at_least("85"), value_at_least("70")], Some(2));
    let book = Measure { list: cuts, ..measure("1.1") };
    assert_eq!(word(book.clone(), "85"), "green");
    assert_eq!(word(book.clone(), "84.99"), "amber");
    assert_eq!(word(book, "69"), "red");
}

#[test]
fn values_that_fall_through_are_not_rated() {
    let book = Measure { list: list(vec![value_at_least("85")], None), ..measure("1.1") };
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "84").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!(
        (outcome.kind, outcome.reason.as_str()),
        (ResultKind::NotRated, "no line of the rating holds for 84%")
    );
}

#[test]
fn a_rating_without_a_target_is_unrated() {
    let story =
        Story::of(vec![Measure { list: points("5"), ..measure("1.1") }]).with("1.1", "Q3 2018/19", "84");
    let outcome = story.report("Q3 2018/19").outcome("1.1");
    assert_eq!((outcome.kind, outcome.reason.as_str()), (ResultKind::Unrated, "it has no target"));
}

#[test]
fn monitor_only_is_never_rated_and_its_movement_is_shown() {
    let book = Measure { aim: Some(Aim::Monitor), higher_is_better: None, ..rated("1.1", "95") };
    let story = Story::of(vec![book]).with("1.1", "Q2 2018/19", "80").with("1.1", "Q3 2018/19", "84");
    let outcome = story.report("Q3 2018/19").outcome("1.1");
    assert_eq!((outcome.kind, outcome.on_target), (ResultKind::Unrated, Truth::Unknown));
    assert_eq!(outcome.remarks, vec![Remark::MonitorOnly]);
    let movement = outcome.movement.previous.unwrap();
    assert_eq!((movement.change, movement.better), (exact("4"), None));
}

#[test]
fn a_faulty_rule_costs_its_own_measure() {
    let story = Story::of(vec![Measure { faulty: true, ..rated("1.1", "95") }, rated("1.2", "95")])
        .with("1.1", "Q3 2018/19", "96")
        .with("1.2", "Q3 2018/19", "96")
        .report("Q3 2018/19");
    assert_eq!(story.outcome("1.1").reason, "its rule is faulty");
    assert_eq!(story.outcome("1.1").on_target, Truth::Unknown);
    assert_eq!((story.word("1.1").as_str(), story.word("1.2").as_str()), ("not rated", "green"));
}

#[test]
fn a_cap_holds_the_level_down() {
    let mut rule = points("5").unwrap();
    let red_elsewhere =
        |id| Condition::OfMeasure { measure: id, condition: Box::new(is(&["red"])), span: span(0) };
    let story = Story::of(vec![rated("1.2", "95"), rated("1.1", "95")]);
    let other = story.book.measure_by_id("1.2").unwrap();
    rule.caps = vec![Line { level: 1, when: red_elsewhere(other), span: span(77) }];
    let mut story =
        story.with("1.1", "Q3 2018/19", "96").with("1.2", "Q3 2018/19", "50").report("Q3 2018/19");
    let id = story.book.measure_by_id("1.1").unwrap();
    story.book.measures[id].list = Some(rule);
    let outcome = story.outcome("1.1");
    assert_eq!((outcome.level_word.as_str(), outcome.on_target), ("amber", Truth::True));
    assert_eq!(outcome.remarks, vec![Remark::Capped { span: span(77), without: 0 }]);
}

#[test]
fn rounding_before_judging_only_where_it_is_written() {
    let mut rule = points("0").unwrap();
    assert_eq!(word(Measure { list: Some(rule.clone()), ..rated("1.1", "95") }, "94.5"), "red");
    rule.rounded_to = Some(0);
    assert_eq!(word(Measure { list: Some(rule.clone()), ..rated("1.1", "95") }, "94.5"), "green");
    assert_eq!(word(Measure { list: Some(rule), ..rated("1.1", "95") }, "94.49"), "red");
}

#[test]
fn a_level_set_by_hand_is_that_level() {
    let book = Measure { unit: Unit::from_words("rating"), list: list(vec![], None), ..measure("1.1") };
    let story = Story::of(vec![book]).with("1.1", "Q3 2018/19", "A").report("Q3 2018/19");
    let outcome = story.outcome("1.1");
    assert_eq!((outcome.level_word.as_str(), outcome.reason.as_str()), ("amber", "judged by hand"));
    assert_eq!(outcome.decided_by, None);
}

#[test]
fn a_range_is_met_at_both_ends_and_missed_on_either_side() {
    let range = target(Goal::Between { low: exact("30000"), high: exact("50000") });
    let book = Measure {
        targets: vec![sequence(vec![range])],
        higher_is_better: None,
        list: list(vec![on_target(), within("1000", Reference::Target)], Some(2)),
        ..counted("1.1", "0")
    };
    for (value, level) in
        [("30000", "green"), ("50000", "green"), ("51000", "amber"), ("29000", "amber"), ("28999", "red")]
    {
        assert_eq!(word(book.clone(), value), level, "{value}");
    }
}

#[test]
fn an_uneven_tolerance_has_two_sides() {
    let exactly = target(Goal::Exactly { figure: number("100") });
    let uneven = Condition::Within {
        of: Reference::Target,
        worse: Tolerance::PercentOf(exact("2"), Box::new(Reference::Target)),
        better: Some(Tolerance::PercentOf(exact("1"), Box::new(Reference::Target))),
        span: span(0),
    };
    let book = Measure {
        targets: vec![sequence(vec![exactly])],
        higher_is_better: None,
        list: list(vec![uneven], Some(2)),
        ..counted("1.1", "0")
    };
    for (value, level) in [("98", "green"), ("97", "red"), ("101", "green"), ("102", "red")] {
        assert_eq!(word(book.clone(), value), level, "{value}");
    }
}

#[test]
fn a_circle_of_levels_ends_as_unknown() {
    let mut story = Story::of(vec![rated("1.1", "95"), rated("1.2", "95")])
        .with("1.1", "Q3 2018/19", "96")
        .with("1.2", "Q3 2018/19", "96")
        .report("Q3 2018/19");
    let ids: Vec<_> = story.book.measures.ids().collect();
    for (own, other) in [(ids[0], ids[1]), (ids[1], ids[0])] {
        let red = Condition::OfMeasure { measure: other, condition: Box::new(is(&["red"])), span: span(0) };
        story.book.measures[own].list = list(vec![red], Some(1));
    }
    assert_eq!(story.word("1.1"), "not rated");
}
