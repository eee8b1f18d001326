//! Answers: in time, late, in part, never; and who is told when none comes.

use plimsoll::data::Response;
use plimsoll::eval::outcome::{Case, CaseState};
use plimsoll::model::{Climb, Condition, Escalation, Recipient};

use crate::world::{World, asks, day, escalation, note, on_days, part, period, span, steps, world};

/// The board above after the due day, the chief executive five working days later.
fn with_climbs() -> World {
    let mut w = world();
    let climb = |to, working_days_after_due| Climb { to, working_days_after_due, span: span(310) };
    let climbs = vec![climb(Recipient::AboveOwner, 0), climb(Recipient::Party(w.chief), 5)];
    w.rule(Escalation { climbs, ..escalation("plan", "Recovery plan") });
    w
}

/// Asked on 12 August 2019; due on 27 August.
fn asked_in_august(w: &World, as_of: &str) -> Case {
    w.replay_of(Some(w.mmr), &on_days(&["2019-08-12"]), "r", as_of).remove(0)
}

fn told(case: &Case) -> Vec<(String, usize)> {
    let told = case.steps.iter().filter_map(|step| Some((step.on.to_string(), step.told?.index())));
    told.skip(1).collect()
}

#[test]
fn a_plan_in_time_is_answered_and_goes_no_higher() {
    let mut w = with_climbs();
    w.responses.rows = vec![note(w.mmr, Some("2019-08-27"), 2)];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!((case.state, case.due), (CaseState::Answered, Some(day("2019-08-27"))));
    assert_eq!(steps(&case)[1..], ["2019-08-27 answered by a note"]);
}

#[test]
fn a_late_plan_is_marked_late_and_stops_the_climb() {
    let mut w = with_climbs();
    w.responses.rows = vec![note(w.mmr, Some("2019-08-30"), 2)];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!(case.state, CaseState::Answered);
    assert_eq!(
        steps(&case)[1..],
        [
            "2019-08-28 overdue: no full answer came by 27 August 2019",
            "2019-08-28 no full answer yet: taken to the Health and Wellbeing Board",
            "2019-08-30 answered late by a note, 3 working days after it was due",
        ]
    );
}

#[test]
fn with_no_plan_the_board_above_is_told_on_28_august_and_the_chief_executive_on_4_september() {
    let w = with_climbs();
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!(case.state, CaseState::Overdue);
    let (hwb, chief) = (w.hwb.index(), w.chief.index());
    assert_eq!(told(&case), [("2019-08-28".into(), hwb), ("2019-09-04".into(), chief)]);
}

#[test]
fn nobody_higher_is_told_before_the_day_comes() {
    let w = with_climbs();
    assert_eq!(asked_in_august(&w, "2019-08-27").state, CaseState::Open);
    assert!(told(&asked_in_august(&w, "2019-08-27")).is_empty());
    assert_eq!(told(&asked_in_august(&w, "2019-09-03")).len(), 1);
}

#[test]
fn a_case_that_has_closed_climbs_no_further() {
    let w = with_climbs();
    let moments = on_days(&["2019-08-12", "2019-08-30"]);
    let case = w.replay_of(Some(w.mmr), &moments, "rg", "2019-12-31").remove(0);
    assert_eq!(case.state, CaseState::Recovered);
    assert_eq!(told(&case).len(), 1);
}

#[test]
fn a_climb_to_nobody_says_so() {
    let mut w = with_climbs();
    let hib = w.hib;
    w.book.parties[hib].reports_to = None;
    let text = "2019-08-28 no full answer yet, and nobody to tell: no board is named above the Health Improvement Board";
    assert!(steps(&asked_in_august(&w, "2019-09-05")).contains(&text.to_owned()));
}

#[test]
fn with_no_day_for_the_answer_the_missing_climb_is_said() {
    let mut w = with_climbs();
    let rule = w.book.escalations.id_at(0).unwrap();
    w.book.escalations[rule].respond = None;
    let text =
        "2019-08-12 nobody else is told when no answer comes, since there is no day: the rule sets no day";
    assert!(steps(&asked_in_august(&w, "2019-09-05")).contains(&text.to_owned()));
}

// Parts of an answer.

fn with_questions() -> World {
    let mut w = with_climbs();
    let rule = w.book.escalations.id_at(0).unwrap();
    w.book.escalations[rule].asks = asks(&["cause", "action", "recovery"]);
    w
}

#[test]
fn a_case_is_answered_when_the_last_question_is() {
    let mut w = with_questions();
    let recovery =
        Response { recovery: Some(day("2020-01-01")), ..part(w.mmr, "Action", Some("2019-08-20"), 3) };
    w.responses.rows = vec![part(w.mmr, "cause", Some("2019-08-15"), 2), recovery];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!(case.state, CaseState::Answered);
    let parts = ["2019-08-15 answered in part; nothing on action and recovery yet", "2019-08-20 answered"];
    assert_eq!(steps(&case)[1..], parts);
}

#[test]
fn half_an_answer_is_overdue_and_climbs() {
    let mut w = with_questions();
    w.responses.rows = vec![part(w.mmr, "cause", Some("2019-08-15"), 2)];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!((case.state, told(&case).len()), (CaseState::Overdue, 2));
}

#[test]
fn a_blank_answer_is_no_answer() {
    let mut w = with_questions();
    w.responses.rows = vec![Response { text: "  ".into(), ..note(w.mmr, Some("2019-08-15"), 2) }];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!(case.state, CaseState::Overdue);
    assert!(!steps(&case).iter().any(|step| step.contains("2019-08-15")));
}

#[test]
fn a_plain_note_answers_the_case_as_a_whole() {
    let mut w = with_questions();
    w.responses.rows = vec![note(w.mmr, Some("2019-08-15"), 2)];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!(case.state, CaseState::Answered);
    assert_eq!(steps(&case)[1], "2019-08-15 answered by a note");
}

// Which case it answers.

#[test]
fn a_response_of_another_rule_an_earlier_period_or_a_later_day_does_not_count() {
    let mut w = with_climbs();
    let other = w.rule(Escalation { when: Condition::Any(Vec::new()), ..escalation("other", "Other") });
    let scope = plimsoll::model::Scope::Measures(plimsoll::model::MeasureSet::Listed(Vec::new()));
    w.book.escalations[other].scope = scope;
    let good = note(w.mmr, Some("2019-08-15"), 2);
    w.responses.rows = vec![
        Response { escalation: Some(other), ..good.clone() },
        Response { period: Some(period("Q4 2018/19")), ..good.clone() },
        Response { submitted: Some(day("2019-09-06")), ..good.clone() },
        Response { submitted: Some(day("2019-08-01")), ..good.clone() },
        Response { measure: Some(w.orphan), ..good },
    ];
    assert_eq!(asked_in_august(&w, "2019-09-05").state, CaseState::Overdue);
}

#[test]
fn a_note_on_the_same_period_that_came_first_answers_from_the_first_day() {
    let mut w = with_climbs();
    w.responses.rows =
        vec![Response { period: Some(period("Q1 2019/20")), ..note(w.mmr, Some("2019-08-01"), 2) }];
    let case = asked_in_august(&w, "2019-08-12");
    assert_eq!(case.state, CaseState::Answered);
    assert_eq!(steps(&case)[1], "2019-08-12 answered by a note before it opened, on 1 August 2019");
}

#[test]
fn a_response_without_a_day_counts_and_its_day_is_not_known() {
    let mut w = with_climbs();
    w.responses.rows = vec![Response { period: Some(period("Q1 2019/20")), ..note(w.mmr, None, 2) }];
    let case = asked_in_august(&w, "2019-09-05");
    assert_eq!(case.state, CaseState::Answered);
    assert_eq!(steps(&case)[1..], ["2019-08-12 answered by a note; the day it came is not known"]);
}

#[test]
fn part_of_an_answer_may_come_before_the_report_that_asks() {
    let mut w = with_questions();
    let early = part(w.mmr, "action", Some("2019-05-24"), 2);
    w.responses.rows = vec![Response { period: Some(period("Q1 2019/20")), ..early }];
    let case = asked_in_august(&w, "2019-08-12");
    assert_eq!(case.state, CaseState::Open);
    let text =
        "2019-08-12 answered in part before it opened, on 24 May 2019; nothing on cause and recovery yet";
    assert_eq!(steps(&case)[1], text);
}

// What rules may read of the loop.

#[test]
fn a_rule_may_wait_for_a_response_to_be_overdue() {
    let mut w = with_climbs();
    let plan = w.book.escalations.id_at(0).unwrap();
    let when = Condition::NoResponse { escalation: Some(plan), overdue: true, span: span(0) };
    w.rule(Escalation { when, to: vec![Recipient::Party(w.chief)], ..escalation("chase", "Chase") });
    let moments = on_days(&["2019-08-12", "2019-08-27", "2019-08-28"]);
    let cases = w.replay_of(Some(w.mmr), &moments, "rrr", "2019-09-30");
    let chase: Vec<_> = cases.iter().filter(|case| case.id.starts_with("chase")).collect();
    assert_eq!(chase.len(), 1);
    assert_eq!(chase[0].opened_on, day("2019-08-28"));
}

#[test]
fn a_rule_may_read_a_missed_recovery_day_and_repeated_words() {
    let mut w = with_climbs();
    w.rule(Escalation { when: Condition::RecoveryPassed(span(0)), ..escalation("missed", "Missed") });
    w.rule(Escalation { when: Condition::SameText(span(0)), ..escalation("same", "Same again") });
    let first = Response { recovery: Some(day("2019-09-01")), ..note(w.mmr, Some("2019-08-20"), 2) };
    w.responses.rows = vec![first.clone(), Response { submitted: Some(day("2019-09-10")), ..first }];
    let moments = on_days(&["2019-08-12", "2019-09-01", "2019-09-02", "2019-09-10"]);
    let cases = w.replay_of(Some(w.mmr), &moments, "rrrr", "2019-09-30");
    let opened = |rule: &str| {
        let case = cases.iter().find(|case| case.id.starts_with(rule));
        case.map(|case| case.opened_on.to_string()).unwrap_or_default()
    };
    assert_eq!((opened("missed"), opened("same")), ("2019-09-02".into(), "2019-09-10".into()));
}
