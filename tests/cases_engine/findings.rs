//! What somebody should look at: nobody to tell, no day, empty words, promises not kept.

use plimsoll::base::calendar::Calendar;
use plimsoll::data::Response;
use plimsoll::eval::cases::{diags, findings};
use plimsoll::eval::outcome::Case;
use plimsoll::model::{Escalation, Recipient, Respond};

use crate::world::{World, asks, day, escalation, note, part, period, quarters, world};

fn with_exception() -> World {
    let mut w = world();
    w.rule(escalation("exception", "Exception report"));
    w
}

/// `code: message` of each finding.
fn found(w: &World, cases: &[Case], as_of: &str) -> Vec<String> {
    let all = findings(&w.book, &w.responses, day(as_of), cases);
    all.iter().map(|finding| format!("{}: {}", finding.code.0, finding.message)).collect()
}

fn found_about(w: &World, letters: &str, as_of: &str) -> Vec<String> {
    found(w, &w.replay(letters, as_of), as_of)
}

#[test]
fn a_case_that_runs_as_it_should_has_nothing_to_look_at() {
    let mut w = with_exception();
    w.responses.rows = vec![note(w.mmr, Some("2019-01-10"), 2)];
    assert!(found_about(&w, "rg", "2019-04-30").is_empty());
}

#[test]
fn a_measure_without_a_board_has_nobody_to_tell_and_is_said_once() {
    let w = with_exception();
    let cases = w.replay_of(Some(w.orphan), &quarters("rgr"), "rgr", "2019-07-31");
    let text = "cases::nobody-to-tell: `exception` has nobody to tell: measure 1.4 has no responsible board";
    assert_eq!(found(&w, &cases, "2019-07-31"), [text]);
}

#[test]
fn a_board_without_a_later_meeting_is_named() {
    let mut w = world();
    let respond = Some(Respond::NextMeeting(Recipient::Party(w.nhse)));
    w.rule(Escalation { respond, ..escalation("exception", "Exception") });
    let text = "cases::no-meeting-listed: no meeting of `NHSE` after 31 December 2018 is listed, so no day is set for the \
                answer to `exception`";
    assert_eq!(found_about(&w, "r", "2019-01-31"), [text]);
}

#[test]
fn a_fixed_day_that_had_passed_is_named() {
    let mut w = world();
    w.rule(Escalation {
        respond: Some(Respond::On(day("2018-12-30"))),
        ..escalation("exception", "Exception")
    });
    let text = "cases::day-passed: `exception` asks for an answer by 30 December 2018, which had passed when its case \
                opened on 31 December 2018";
    assert_eq!(found_about(&w, "r", "2019-01-31"), [text]);
}

#[test]
fn working_days_without_a_calendar_are_said_once() {
    let mut w = with_exception();
    w.book.calendar = Calendar::weekends_only();
    let cases = w.replay("rgr", "2019-07-31");
    let text = "cases::no-calendar: working days are counted without bank holidays, because the rule book has no calendar";
    assert_eq!(found(&w, &cases, "2019-07-31"), [text]);
    let rule = w.book.escalations.id_at(0).unwrap();
    w.book.escalations[rule].respond = Some(Respond::Days(10));
    assert!(found_about(&w, "rgr", "2019-07-31").is_empty(), "calendar days need none");
}

#[test]
fn the_same_text_again_is_told_but_not_the_same_name() {
    let mut w = with_exception();
    let first = Response { text: "Recruitment goes on".into(), ..note(w.mmr, Some("2019-01-10"), 2) };
    let lead = Response { text: "J. Smith".into(), ..part(w.mmr, "lead", Some("2019-01-10"), 3) };
    let again = |row: &Response, line| {
        let mut row = Response { submitted: Some(day("2019-04-10")), ..row.clone() };
        row.cell.line = line;
        row
    };
    let shouted = Response { text: "RECRUITMENT  goes on".into(), ..first.clone() };
    w.responses.rows = vec![again(&shouted, 4), again(&lead, 5), first, lead];
    let text = "cases::unchanged-text: the response about measure `1.14` has the same text as the one before";
    assert_eq!(found_about(&w, "r", "2019-04-30"), [text]);
}

#[test]
fn one_note_may_serve_two_measures_only_if_it_names_them() {
    let mut w = with_exception();
    let both = |text: &str, w: &World| {
        let about = |measure, line| Response { text: text.into(), ..note(measure, Some("2019-01-10"), line) };
        vec![about(w.mmr, 2), about(w.orphan, 3)]
    };
    w.responses.rows = both("Clinics open on Saturdays from March", &w);
    let text = "cases::unchanged-text: the responses about measures `1.14` and `1.4` have the same text";
    assert_eq!(found_about(&w, "r", "2019-01-11"), [text]);
    w.responses.rows = both("For 1.14 and 1.4: clinics open on Saturdays", &w);
    assert!(found_about(&w, "r", "2019-01-11").is_empty());
    // One row that names both in its column of measures.
    // One row whose `measure` cell is `1.14; 1.4` names them there.
    w.responses.rows = both("Clinics open on Saturdays from March", &w);
    w.responses.rows[1].cell.line = 2;
    assert!(found_about(&w, "r", "2019-01-11").is_empty());
}

#[test]
fn a_recovery_day_in_the_past_and_one_that_was_missed_are_told_apart() {
    let mut w = with_exception();
    let promise = |recovery: &str, submitted: &str, line, w: &World| Response {
        recovery: Some(day(recovery)),
        ..note(w.mmr, Some(submitted), line)
    };
    w.responses.rows = vec![promise("2018-12-01", "2019-01-10", 2, &w)];
    let past = "cases::recovery-in-the-past: the recovery day 1 December 2018 was already past when the response was \
                submitted on 10 January 2019";
    let missed = "cases::recovery-missed: the recovery day 1 December 2018 is past, and measure `1.14` has not recovered";
    assert_eq!(found_about(&w, "r", "2019-01-31"), [past, missed]);
    w.responses.rows =
        vec![promise("2019-03-01", "2019-01-10", 2, &w), promise("2019-06-01", "2019-03-10", 3, &w)];
    assert!(found_about(&w, "r", "2019-05-31").is_empty(), "a new day takes the place of the old one");
    assert!(found_about(&w, "rg", "2019-06-30").is_empty(), "it recovered");
    assert_eq!(found_about(&w, "r", "2019-06-30").len(), 1);
}

#[test]
fn questions_without_an_answer_are_named() {
    let mut w = world();
    w.rule(Escalation { asks: asks(&["cause", "action", "lead"]), ..escalation("exception", "Exception") });
    w.responses.rows = vec![part(w.mmr, "action", Some("2019-01-10"), 2)];
    let text =
        "cases::field-unanswered: the response about measure `1.14` says nothing on `cause` and `lead`";
    assert_eq!(found_about(&w, "r", "2019-01-31"), [text]);
    w.responses.rows = vec![Response { lead: Some("J. Smith".into()), ..note(w.mmr, Some("2019-01-10"), 2) }];
    let text = "cases::field-unanswered: measure `1.14` was answered by one note, with no answer of its own to `cause` \
                and `action`";
    assert_eq!(
        found_about(&w, "r", "2019-01-31"),
        [text],
        "a note answers the case, and leaves questions open"
    );
}

#[test]
fn a_response_after_its_case_closed_is_told_unless_it_is_about_something_else() {
    let mut w = with_exception();
    w.responses.rows = vec![note(w.mmr, Some("2019-04-10"), 2)];
    let text = "cases::response-after-close: the response about measure `1.14` came on 10 April 2019, after its case \
                closed on 31 March 2019";
    assert_eq!(found_about(&w, "rg", "2019-04-30"), [text]);
    w.responses.rows[0].period = Some(period("Q2 2018/19"));
    assert!(found_about(&w, "rg", "2019-04-30").is_empty(), "it is about a period before the case");
    w.responses.rows[0].period = None;
    assert!(found_about(&w, "rgr", "2019-07-31").contains(&text.to_owned()), "no later case takes it");
}

#[test]
fn a_note_without_day_or_period_is_told_when_it_counts_twice() {
    let mut w = with_exception();
    w.responses.rows = vec![note(w.mmr, None, 2)];
    assert!(found_about(&w, "r", "2019-04-30").is_empty());
    let text = "cases::undated-response: the response about measure `1.14` has neither a period nor a day, so it counts for \
                all 2 cases";
    assert_eq!(found_about(&w, "rgr", "2019-07-31"), [text]);
}

#[test]
fn every_code_has_its_page_and_the_list_is_in_order() {
    let names: Vec<&str> = diags::CODES.iter().map(|(code, _)| code.0).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(names, sorted);
    for (code, page) in diags::CODES {
        assert!(page.starts_with(&format!("# {}\n\n", code.0)), "the page of {}", code.0);
        for part in ["## Why it matters\n", "## Example\n", "## Mended\n"] {
            assert_eq!(page.matches(part).count(), 1, "{part} of {}", code.0);
        }
    }
}
