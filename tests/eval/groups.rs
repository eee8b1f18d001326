//! Measures reported by groups: each by itself, by the worst, or all together.

use plimsoll::base::unit::Unit;
use plimsoll::data::{Extra, Mark, PlaceId};
use plimsoll::eval::outcome::{ExceptionKind, Outcome, Remark, ResultKind, Truth};
use plimsoll::model::*;

use super::support::*;

fn by_site(measure: Measure, on_groups: OnGroups) -> Story {
    let mut story = Story::of(vec![measure]).report("Q3 2018/19");
    let site = grouping(&mut story.book, &["JR", "HGH"]);
    let id = story.book.measures.ids().next().unwrap();
    story.book.measures[id].by = vec![site];
    story.book.measures[id].on_groups = on_groups;
    story
}

fn shown(results: &[Outcome]) -> Vec<(&str, &str, bool)> {
    let word = |one: &Outcome| if one.level_word.is_empty() { one.kind.word() } else { "" };
    results
        .iter()
        .map(|one| {
            let word = if one.level_word.is_empty() { word(one) } else { one.level_word.as_str() };
            (one.group.as_str(), word, one.is_part)
        })
        .collect()
}

#[test]
fn each_group_has_its_own_result_and_a_silent_one_is_missing() {
    let story = by_site(rated("2.8", "95"), OnGroups::Each).with("2.8@HGH", "Q3 2018/19", "96");
    let assessment = story.assess();
    assert_eq!(shown(&assessment.results), [("JR", "missing", false), ("HGH", "green", false)]);
    assert_eq!(assessment.totals[0].measures, 2);
    let codes: Vec<_> = assessment.findings.iter().map(|finding| finding.code.0).collect();
    assert_eq!(codes, ["eval::not-submitted"]);
}

#[test]
fn a_measure_has_the_level_of_its_worst_group() {
    let story = by_site(rated("2.8", "95"), OnGroups::Worst).with("2.8@JR", "Q3 2018/19", "96").with(
        "2.8@HGH",
        "Q3 2018/19",
        "72",
    );
    let assessment = story.assess();
    assert_eq!(shown(&assessment.results), [("", "red", false), ("JR", "green", true), ("HGH", "red", true)]);
    let whole = &assessment.results[0];
    assert_eq!(whole.on_target, Truth::False);
    assert_eq!(whole.figure.as_ref().unwrap().amount, assessment.results[2].figure.as_ref().unwrap().amount);
    assert_eq!(whole.remarks, vec![Remark::WorstOf { group: "HGH".into(), known: 2, of: 2 }]);
    assert_eq!(assessment.totals[0].measures, 1, "groups beneath are not counted");
}

#[test]
fn a_site_that_is_silent_is_never_a_pass_for_the_whole() {
    for silent in ["nya", "c", "??"] {
        let story = by_site(rated("2.8", "95"), OnGroups::Worst).with("2.8@JR", "Q3 2018/19", "96").with(
            "2.8@HGH",
            "Q3 2018/19",
            silent,
        );
        let assessment = story.assess();
        let whole = &assessment.results[0];
        assert_eq!((whole.kind, whole.on_target), (ResultKind::NotRated, Truth::Unknown));
        assert!(whole.reason.starts_with("the worst is not known without HGH ("), "{}", whole.reason);
        assert_eq!((assessment.totals[0].rated, assessment.totals[0].on_target), (0, 0));
        assert_eq!(assessment.exceptions[0].kind, ExceptionKind::NotRated);
    }
}

#[test]
fn a_site_that_is_red_is_enough_for_the_whole_to_be_red() {
    let story = by_site(rated("2.8", "95"), OnGroups::Worst).with("2.8@JR", "Q3 2018/19", "72").with(
        "2.8@HGH",
        "Q3 2018/19",
        "nya",
    );
    let whole = &story.assess().results[0];
    assert_eq!((whole.level_word.as_str(), whole.on_target), ("red", Truth::False));
    assert!(whole.figure.as_ref().unwrap().marks.has(Mark::Incomplete));
    let silent = Remark::Said("HGH: due for Q3 2018/19 and not yet available".into());
    assert!(whole.remarks.contains(&silent), "{:?}", whole.remarks);
}

#[test]
fn a_site_that_the_measure_does_not_apply_to_is_not_waited_for() {
    let story = by_site(rated("2.8", "95"), OnGroups::Worst).with("2.8@JR", "Q3 2018/19", "96").with(
        "2.8@HGH",
        "Q3 2018/19",
        "n/a",
    );
    assert_eq!(story.word("2.8"), "green");
}

#[test]
fn a_site_on_an_old_figure_is_named() {
    let story = by_site(rated("2.8", "95"), OnGroups::Worst).with("2.8@JR", "Q3 2018/19", "96").with(
        "2.8@HGH",
        "Q2 2018/19",
        "97",
    );
    let whole = &story.assess().results[0];
    let old = "HGH: the figure is an old one, of Q2 2018/19 and not of Q3 2018/19";
    assert!(whole.remarks.contains(&Remark::Said(old.into())), "{:?}", whole.remarks);
    assert_eq!(story.assess().totals[0].on_target_with_reservation, 1);
}

#[test]
fn figures_of_different_periods_are_not_added_up() {
    let story = by_site(counted("1.1", "100"), OnGroups::Total).with("1.1@JR", "Q3 2018/19", "60").with(
        "1.1@HGH",
        "Q2 2018/19",
        "30",
    );
    let whole = &story.assess().results[0];
    assert_eq!(whole.reason, "the total cannot be reckoned: there is no figure for HGH for Q3 2018/19");
}

#[test]
fn a_group_that_it_does_not_apply_to_is_left_out_of_the_total() {
    let story = by_site(counted("1.1", "100"), OnGroups::Total).with("1.1@JR", "Q3 2018/19", "60").with(
        "1.1@HGH",
        "Q3 2018/19",
        "n/a",
    );
    assert_eq!(shown(&story.assess().results)[0], ("", "green", false));
}

#[test]
fn no_group_at_all_is_missing() {
    let story = by_site(rated("2.8", "95"), OnGroups::Worst);
    let whole = &story.assess().results[0];
    assert_eq!(
        (whole.kind, whole.reason.as_str()),
        (ResultKind::Missing, "due for Q3 2018/19 and not submitted")
    );
}

#[test]
fn counts_of_all_groups_are_added_up() {
    let story = by_site(counted("1.1", "100"), OnGroups::Total).with("1.1@JR", "Q3 2018/19", "60").with(
        "1.1@HGH",
        "Q3 2018/19",
        "45",
    );
    let assessment = story.assess();
    assert_eq!(shown(&assessment.results)[0], ("", "amber", false));
    assert_eq!(assessment.results[0].gap, Some(exact("5")));
    assert_eq!(assessment.results[0].remarks, vec![Remark::Said("put together from JR, HGH".into())]);
}

#[test]
fn a_total_with_a_group_missing_is_not_rated() {
    let story = by_site(counted("1.1", "100"), OnGroups::Total).with("1.1@JR", "Q3 2018/19", "60").with(
        "1.1@HGH",
        "Q3 2018/19",
        "nya",
    );
    let whole = &story.assess().results[0];
    assert_eq!(whole.kind, ResultKind::NotRated);
    assert_eq!(whole.reason, "the total cannot be reckoned: there is no figure for HGH for Q3 2018/19");
}

#[test]
fn the_wholes_own_row_stands_before_what_its_groups_add_up_to() {
    let story = by_site(counted("1.1", "100"), OnGroups::Total)
        .with("1.1@JR", "Q3 2018/19", "60")
        .with("1.1@HGH", "Q3 2018/19", "45")
        .with("1.1", "Q3 2018/19", "99");
    assert_eq!(shown(&story.assess().results)[0], ("", "green", false));
}

#[test]
fn percentages_are_pooled_and_never_averaged() {
    let row = |numerator: &str, denominator: &str| Extra {
        numerator: Some(exact(numerator)),
        denominator: Some(exact(denominator)),
        ..Extra::default()
    };
    let mut story = by_site(rated("2.8", "85"), OnGroups::Total);
    story.row("2.8@JR", "Q3 2018/19", "90", row("90", "100"));
    story.row("2.8@HGH", "Q3 2018/19", "50", row("5", "10"));
    let outcome = story.outcome("2.8");
    assert_eq!(outcome.level_word, "green", "95 of 110 is 86.36%, though the mean is 70%");
    assert!(outcome.gap.unwrap() < exact("-1.3"));
    let bare = by_site(rated("2.8", "85"), OnGroups::Total).with("2.8@JR", "Q3 2018/19", "90").with(
        "2.8@HGH",
        "Q3 2018/19",
        "50",
    );
    let reason = bare.outcome("2.8").reason;
    assert_eq!(reason, "the total cannot be reckoned: the figure for JR has no numerator and denominator");
}

#[test]
fn a_group_may_start_from_its_own_baseline() {
    let mut measure = rated("2.8", "95");
    measure.member_baselines = vec![
        ("JR".into(), baseline("98", Some("2017/18")).unwrap()),
        ("HGH".into(), baseline("96", Some("2017/18")).unwrap()),
    ];
    let story = by_site(measure, OnGroups::Each).with("2.8@JR", "Q3 2018/19", "87").with(
        "2.8@HGH",
        "Q3 2018/19",
        "72",
    );
    let changes: Vec<_> =
        story.assess().results.iter().map(|one| one.movement.baseline.clone().unwrap().change).collect();
    assert_eq!(changes, [exact("-11"), exact("-24")]);
}

#[test]
fn what_is_printed_once_for_all_groups_is_compared_once() {
    let mut story = by_site(rated("2.8", "95"), OnGroups::Worst);
    let stated = || Extra { stated: Some("A".into()), ..Extra::default() };
    story.row("2.8@JR", "Q3 2018/19", "96", stated());
    story.row("2.8@HGH", "Q3 2018/19", "72", stated());
    let assessment = story.assess();
    assert_eq!(assessment.differences.len(), 1);
    assert_eq!(assessment.differences[0].result, 0);
    assert_eq!(
        assessment.differences[0].reason,
        "72% is 23 points below 95%, which the rules make red; 90% or more would be amber or better"
    );
}

#[test]
fn a_group_without_a_unit_to_add_up_says_so() {
    let measure = Measure { unit: Unit::from_words("days"), ..rated("2.8", "95") };
    let story = by_site(measure, OnGroups::Total).with("2.8@JR", "Q3 2018/19", "9").with(
        "2.8@HGH",
        "Q3 2018/19",
        "8",
    );
    let outcome = story.outcome("2.8");
    assert_eq!(outcome.place, PlaceId::WHOLE);
    assert_eq!(outcome.reason, "figures in days of several groups cannot be added up");
}
