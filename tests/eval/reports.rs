//! What a whole report says: totals, exceptions, differences, changes, findings, and why.

use plimsoll::base::diag::{Cell, Place};
use plimsoll::data::{PlaceId, Response};
use plimsoll::eval::assess::{previous_period, report_period};
use plimsoll::eval::explain::{StepKind, derive};
use plimsoll::eval::outcome::{Difference, ExceptionKind, ResultKind, TotalOf, Truth};
use plimsoll::model::*;

use super::support::*;

fn party(id: &str) -> Party {
    Party {
        id: id.into(),
        title: id.into(),
        kind: PartyKind::Board,
        reports_to: None,
        meets: Vec::new(),
        outside: false,
        rating: None,
        span: span(0),
    }
}

fn response(story: &Story, id: &str, of: Option<&str>) -> Response {
    Response {
        measure: story.book.measure_by_id(id),
        group: Vec::new(),
        escalation: None,
        period: of.map(period),
        field: Some("action".into()),
        text: "More clinics".into(),
        lead: None,
        due: None,
        recovery: None,
        submitted: Some(day("2019-06-01")),
        by: None,
        cell: Cell {
            file: "responses.csv".into(),
            line: 2,
            column: None,
            position: None,
            text: "More clinics".into(),
        },
    }
}

#[test]
fn the_period_reported_is_that_of_the_newest_figure_known() {
    let story =
        Story::of(vec![rated("1.1", "95")]).with("1.1", "Q3 2018/19", "96").with("1.1", "May 2019", "nya");
    let reported = |story: &Story| report_period(&story.book, &story.data, story.as_of).to_string();
    assert_eq!(reported(&story), "Q3 2018/19", "a blank is no figure");
    let story = story.with("1.1", "Apr 2019", "96");
    assert_eq!(reported(&story), "Q1 2019/20");
    let story = story.today("2019-04-15");
    assert_eq!(reported(&story), "Q3 2018/19");
    assert_eq!(reported(&Story::of(vec![]).today("2019-06-13")), "Q1 2019/20");
    assert_eq!(previous_period(&story.book, &period("Q1 2019/20")), Some(period("Q4 2018/19")));
}

#[test]
fn totals_are_given_of_those_due_and_of_those_rated() {
    let watched = Measure { aim: Some(Aim::Monitor), ..rated("1.5", "95") };
    let later = Measure { first_due: Some(period("Q1 2019/20")), ..rated("1.6", "95") };
    let mut story = Story::of(vec![
        rated("1.1", "95"),
        rated("1.2", "95"),
        rated("1.3", "95"),
        rated("1.4", "95"),
        watched,
        later,
    ]);
    let theme =
        story.book.themes.push(Theme { id: "a".into(), title: String::new(), rating: None, span: span(0) });
    let owner = story.book.parties.push(party("CT"));
    let ids: Vec<_> = story.book.measures.ids().collect();
    story.book.measures[ids[0]].themes = vec![theme];
    story.book.measures[ids[0]].owner = Some(owner);
    let story = story
        .with("1.1", "Q3 2018/19", "96")
        .with("1.2", "Q2 2018/19", "96")
        .with("1.3", "Q3 2018/19", "91")
        .with("1.4", "Q3 2018/19", "nya")
        .with("1.5", "Q3 2018/19", "9")
        .report("Q3 2018/19");
    let totals = story.assess().totals;
    let whole = &totals[0];
    assert_eq!((whole.measures, whole.due, whole.rated), (6, 4, 3));
    assert_eq!((whole.on_target, whole.on_target_with_reservation), (1, 1));
    let levels: Vec<_> = whole.levels.iter().map(|(word, n)| (word.as_str(), *n)).collect();
    assert_eq!(levels, [("green", 2), ("amber", 1), ("red", 0)]);
    let missing = whole.kinds.iter().find(|(kind, _)| *kind == ResultKind::Missing).unwrap();
    // One of which an older figure is shown is missing all the same.
    assert_eq!(missing.1, 2);
    let of: Vec<_> = totals.iter().map(|line| line.of).collect();
    assert_eq!(of, [TotalOf::Book, TotalOf::Theme(theme), TotalOf::Owner(Some(owner)), TotalOf::Owner(None)]);
    assert_eq!((totals[1].measures, totals[3].measures), (1, 5));
}

#[test]
fn exceptions_are_what_somebody_has_to_look_at() {
    let mut story =
        Story::of(vec![rated("1.1", "95"), rated("1.2", "95"), rated("1.3", "95"), rated("1.4", "95")])
            .with("1.1", "Q3 2018/19", "96")
            .with("1.2", "Q3 2018/19", "91")
            .with("1.3", "Q3 2018/19", "nya")
            .with("1.4", "Q3 2018/19", "50")
            .report("Q3 2018/19");
    story.responses.rows = vec![
        response(&story, "1.2", Some("Q3 2018/19")),
        response(&story, "1.4", Some("Q2 2018/19")),
        response(&story, "1.1", None),
    ];
    let assessment = story.assess();
    let seen: Vec<_> = assessment
        .exceptions
        .iter()
        .map(|one| (one.result, one.kind, one.response_owed, one.response.len()))
        .collect();
    assert_eq!(
        seen,
        [
            (1, ExceptionKind::NotEscalated, false, 1),
            (2, ExceptionKind::Missing, false, 0),
            (3, ExceptionKind::NotEscalated, false, 0),
        ]
    );
    let codes: Vec<_> = assessment.findings.iter().map(|finding| finding.code.0).collect();
    assert_eq!(codes, ["eval::response-for-no-figure", "eval::response-without-exception"]);
}

#[test]
fn differences_from_print_are_explained_with_their_numbers() {
    let tbc = Measure {
        targets: vec![sequence(vec![target(Goal::ToBeSet { by: period("Q4 2019/20") })])],
        ..rated("1.10", "95")
    };
    let story = Story::of(vec![
        counted("1.1", "750"),
        tbc,
        rated("1.3", "95"),
        rated("1.4", "95"),
        rated("1.5", "95"),
    ])
    .stated("1.1", "Q3 2018/19", "794", "A")
    .stated("1.10", "Q3 2018/19", "20", "A")
    .stated("1.3", "Q3 2018/19", "96", "green")
    .with("1.4", "Q3 2018/19", "96")
    .stated("1.5", "Q3 2018/19", "96", "B")
    .report("Q3 2018/19");
    let differences = story.assess().differences;
    let reasons: Vec<_> = differences
        .iter()
        .map(|Difference { stated, reckoned, reason, .. }| {
            (stated.as_str(), reckoned.as_str(), reason.as_str())
        })
        .collect();
    assert_eq!(
        reasons,
        [
            (
                "A",
                "red",
                "794 is 44 (5.9%) above 750, which the rules make red; 787 or fewer would be amber or better"
            ),
            ("", "green", "no rating was printed"),
            ("B", "green", "`B` is not a level of its rating"),
            ("A", "", "rated in print without a target: its target is still to be set, by Q4 2019/20"),
        ]
    );
}

#[test]
fn changes_are_those_of_level_and_of_being_rated() {
    let story =
        Story::of(vec![rated("1.1", "95"), rated("1.2", "95"), rated("1.3", "95"), rated("1.4", "95")])
            .with("1.1", "Q2 2018/19", "96")
            .with("1.1", "Q3 2018/19", "91")
            .with("1.2", "Q2 2018/19", "96")
            .with("1.2", "Q3 2018/19", "nya")
            .with("1.3", "Q3 2018/19", "96")
            .with("1.4", "Q2 2018/19", "96")
            .with("1.4", "Q3 2018/19", "97")
            .report("Q3 2018/19");
    let assessment = story.assess();
    assert_eq!(assessment.previous_period, Some(period("Q2 2018/19")));
    let seen: Vec<_> = assessment
        .changes
        .iter()
        .map(|one| (one.result, one.before.as_str(), one.now.as_str(), one.better))
        .collect();
    assert_eq!(seen, [(0, "green", "amber", -1), (1, "green", "missing", 0)]);
}

#[test]
fn one_finding_a_measure_however_it_is_reported() {
    let story = Story::of(vec![rated("1.1", "95"), rated("1.2", "95")])
        .with("1.1", "Q2 2018/19", "96")
        .report("Q3 2018/19");
    let findings = story.assess().findings;
    let said: Vec<_> = findings.iter().map(|one| (one.code.0, one.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (
                "eval::old-figure",
                "measure `1.1` is judged on an old figure: Q2 2018/19, where Q3 2018/19 was due"
            ),
            ("eval::not-submitted", "measure `1.2` has no figure at all: one was due for Q3 2018/19"),
        ]
    );
}

#[test]
fn why_goes_from_the_row_to_the_level() {
    let story = Story::of(vec![rated("1.3", "85")])
        .with("1.3", "Q2 2018/19", "70")
        .with("1.3", "Q3 2018/19", "73.7")
        .report("Q3 2018/19");
    let id = story.book.measure_by_id("1.3").unwrap();
    let all = derive(&story.run(), id, PlaceId::WHOLE);
    let why = &all[0];
    let said: Vec<_> = why.steps.iter().map(|step| (step.kind, step.text.as_str(), step.truth)).collect();
    assert_eq!(
        said,
        [
            (StepKind::Value, "73.7% in Q3 2018/19", None),
            (StepKind::Target, "the target is 85% or more", None),
            (StepKind::Gap, "85% − 73.7% = 11.3 points short", None),
            (StepKind::Line, "green: 73.7% is not 85% or more", Some(Truth::False)),
            (
                StepKind::Line,
                "amber: 73.7% is worse than the target, 85%, by 11.3 points, and up to 5 points is allowed",
                Some(Truth::False)
            ),
            (StepKind::Line, "red: otherwise", Some(Truth::True)),
            (StepKind::Result, "red", None),
        ]
    );
    assert!(matches!(&why.steps[0].place, Some(Place::Data(cell)) if cell.line == 3));
    assert!(matches!(&why.steps[1].place, Some(Place::Rule(at)) if *at == span(50)));
    assert_eq!(
        why.smallest_change,
        [
            "85% or more would be green",
            "80% or more would be amber or better",
            "the target would have to be 73.7% or lower for it to be green as it stands",
        ]
    );
    let history: Vec<_> = why.history.iter().map(|line| (line.period.to_string(), line.level)).collect();
    assert_eq!(history, [("Q2 2018/19".to_owned(), Some(2)), ("Q3 2018/19".to_owned(), Some(2))]);
}

#[test]
fn the_smallest_change_steps_by_whole_things_for_counts() {
    let story = Story::of(vec![counted("1.1", "750")]).with("1.1", "Q3 2018/19", "760").report("Q3 2018/19");
    let id = story.book.measure_by_id("1.1").unwrap();
    assert_eq!(
        derive(&story.run(), id, PlaceId::WHOLE)[0].smallest_change,
        [
            "750 or fewer would be green",
            "788 or more would be red",
            "the target would have to be 760 or higher for it to be green as it stands",
        ]
    );
}

#[test]
fn why_says_what_is_missing_without_any_line() {
    let story = Story::of(vec![rated("1.1", "95")]).with("1.1", "Q3 2018/19", "nya").report("Q3 2018/19");
    let id = story.book.measure_by_id("1.1").unwrap();
    let why = &derive(&story.run(), id, PlaceId::WHOLE)[0];
    let said: Vec<_> = why.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(
        said,
        ["due for Q3 2018/19 and not yet available", "not yet available, which the rules count as missing"]
    );
    assert!(why.smallest_change.is_empty());
}
