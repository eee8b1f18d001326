//! Opening, closing, standing down and replacing; who is asked and by when.

use plimsoll::data::PlaceId;
use plimsoll::eval::cases::{Replay, Watched, sort};
use plimsoll::eval::outcome::{Case, CaseState, Truth};
use plimsoll::model::{Condition, MeasureSet, Recipient, Respond, Scope};

use crate::world::{World, day, escalation, level, on_days, period, quarters, span, steps, waiver, world};

fn with_exception() -> World {
    let mut w = world();
    w.rule(escalation("exception", "Exception report"));
    w
}

fn states(cases: &[Case]) -> Vec<(String, CaseState)> {
    cases.iter().map(|case| (case.id.clone(), case.state)).collect()
}

#[test]
fn a_red_opens_a_case_and_a_green_closes_it_as_recovered() {
    let cases = with_exception().replay("gragg", "2020-01-31");
    assert_eq!(states(&cases), [("exception/1.14/Q4 2018/19".into(), CaseState::Recovered)]);
    assert_eq!(cases[0].opened_for, period("Q4 2018/19"));
    assert_eq!(cases[0].opened_on, day("2019-03-31"));
    assert_eq!(cases[0].closed_on, Some(day("2019-06-30")));
    assert_eq!(
        steps(&cases[0]).last().unwrap(),
        "2019-06-30 closed as recovered on the figure for Q1 2019/20"
    );
}

#[test]
fn a_case_stays_open_over_missing_figures_and_there_is_one_at_a_time() {
    let cases = with_exception().replay("r??r?", "2020-01-31");
    assert_eq!(cases.len(), 1);
    assert!(cases[0].state.is_live());
    assert_eq!(cases[0].opened_for, period("Q3 2018/19"));
}

#[test]
fn what_is_not_known_opens_nothing() {
    assert!(with_exception().replay("g???", "2020-01-31").is_empty());
}

#[test]
fn a_second_fall_opens_a_second_case_with_its_own_name() {
    let cases = with_exception().replay("rgr", "2019-07-31");
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["exception/1.14/Q3 2018/19", "exception/1.14/Q1 2019/20"]);
}

#[test]
fn two_cases_of_one_figure_have_two_names() {
    let w = with_exception();
    let moments = on_days(&["2019-07-01", "2019-07-02", "2019-07-03"]);
    let cases = w.replay_of(Some(w.mmr), &moments, "rgr", "2019-07-31");
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["exception/1.14/Q1 2019/20", "exception/1.14/Q1 2019/20/2"]);
}

#[test]
fn closes_when_decides_alone_when_it_is_written() {
    let mut w = world();
    w.rule(plimsoll::model::Escalation {
        closes_when: Some(level("green")),
        ..escalation("exception", "Exception")
    });
    let cases = w.replay("ra?g", "2019-12-31");
    assert_eq!(cases[0].closed_on, Some(day("2019-09-30")), "amber is not enough");
}

#[test]
fn looks_after_the_day_of_the_run_have_not_happened() {
    let cases = with_exception().replay("rg", "2019-03-30");
    assert_eq!(cases[0].closed_on, None);
}

#[test]
fn a_faulty_rule_asks_nothing_of_anybody() {
    let mut w = world();
    w.rule(plimsoll::model::Escalation { faulty: true, ..escalation("exception", "Exception") });
    assert!(w.replay("rrr", "2020-01-31").is_empty());
}

#[test]
fn a_rule_watches_only_the_measures_it_applies_to() {
    let mut w = world();
    let orphan = w.orphan;
    let scope = Scope::Measures(MeasureSet::Listed(vec![orphan]));
    w.rule(plimsoll::model::Escalation { scope, ..escalation("exception", "Exception") });
    assert!(w.replay("r", "2019-01-31").is_empty());
    assert_eq!(w.replay_of(Some(orphan), &quarters("r"), "r", "2019-01-31").len(), 1);
}

#[test]
fn a_rule_for_the_whole_book_has_one_case_of_no_measure() {
    let mut w = world();
    let to = vec![Recipient::Party(w.hwb), Recipient::Owner];
    w.rule(plimsoll::model::Escalation { scope: Scope::WholeBook, to, ..escalation("alarm", "Alarm") });
    let cases = w.replay_of(None, &quarters("gr"), "gr", "2019-04-01");
    assert_eq!(cases[0].id, "alarm/whole book/Q4 2018/19");
    assert_eq!((cases[0].measure, cases[0].to.clone()), (None, vec![w.hwb]));
    assert!(
        steps(&cases[0])
            .contains(&"2019-03-31 nobody to tell: the whole book has no responsible board".into())
    );
    assert!(w.replay("r", "2019-04-01").is_empty(), "it does not watch measures one by one");
}

// Who and when.

#[test]
fn ten_working_days_from_12_august_2019_end_after_the_bank_holiday() {
    let w = with_exception();
    let cases = w.replay_of(Some(w.mmr), &on_days(&["2019-08-12"]), "r", "2019-08-12");
    assert_eq!(cases[0].due, Some(day("2019-08-27")));
    let asked =
        "2019-08-12 opened for Q1 2019/20 and put to the Health Improvement Board; answer due 27 August 2019";
    assert_eq!(steps(&cases[0]), [asked]);
}

fn due_by(respond: Respond, asked: &str) -> Case {
    let mut w = world();
    w.rule(plimsoll::model::Escalation { respond: Some(respond), ..escalation("exception", "Exception") });
    w.replay_of(Some(w.mmr), &on_days(&[asked]), "r", "2019-12-31").remove(0)
}

#[test]
fn days_do_not_count_the_day_asked_and_months_end_on_their_last_day() {
    use plimsoll::base::rhythm::Step;
    assert_eq!(due_by(Respond::Days(5), "2019-08-12").due, Some(day("2019-08-17")));
    assert_eq!(due_by(Respond::After(1, Step::Month), "2019-08-31").due, Some(day("2019-09-30")));
    assert_eq!(due_by(Respond::After(2, Step::Week), "2019-08-12").due, Some(day("2019-08-26")));
    assert_eq!(due_by(Respond::After(1, Step::Quarter), "2019-11-30").due, Some(day("2020-02-29")));
}

#[test]
fn the_next_meeting_is_strictly_later_than_the_day_asked() {
    let next = Respond::NextMeeting(Recipient::Owner);
    assert_eq!(due_by(next, "2019-05-08").due, Some(day("2019-05-09")));
    assert_eq!(due_by(next, "2019-05-09").due, Some(day("2019-09-12")), "a case opened at a meeting waits");
}

#[test]
fn without_a_later_meeting_there_is_no_day_and_a_reason() {
    let case = due_by(Respond::NextMeeting(Recipient::Owner), "2019-09-12");
    assert_eq!(case.due, None);
    assert_eq!(case.due_reason, "no later meeting of the Health Improvement Board is listed");
    let above = due_by(Respond::NextMeeting(Recipient::AboveOwner), "2019-09-12");
    assert_eq!(above.due_reason, "no later meeting of the Health and Wellbeing Board is listed");
}

#[test]
fn a_fixed_day_holds_until_it_has_passed() {
    let fixed = Respond::On(day("2019-09-12"));
    assert_eq!(due_by(fixed, "2019-09-12").due, Some(day("2019-09-12")));
    let late = due_by(fixed, "2019-09-13");
    assert_eq!(late.due_reason, "the day the rule names, 12 September 2019, had passed when it was asked");
    assert_eq!(late.state, CaseState::Open, "nobody is late for a day that was never theirs");
}

#[test]
fn the_board_above_the_owner_is_told_where_the_rule_says_so() {
    let mut w = world();
    let to = vec![Recipient::AboveOwner, Recipient::Party(w.nhse), Recipient::Party(w.hwb)];
    w.rule(plimsoll::model::Escalation { to, ..escalation("exception", "Exception") });
    let cases = w.replay("r", "2019-01-01");
    assert_eq!(cases[0].to, [w.hwb, w.nhse], "the board above is named twice and told once");
}

#[test]
fn nobody_to_tell_is_said_and_not_dropped() {
    let w = with_exception();
    let cases = w.replay_of(Some(w.orphan), &quarters("r"), "r", "2019-01-01");
    assert!(cases[0].to.is_empty());
    assert!(cases[0].state.is_live());
    assert_eq!(steps(&cases[0]), ["2018-12-31 nobody to tell: measure 1.4 has no responsible board"]);
}

// Replacing.

fn with_report_card() -> World {
    let mut w = with_exception();
    let exception = w.book.escalations.id_at(0).unwrap();
    // Declared after the exception, as in most books: the order of declarations does not decide.
    w.rule(plimsoll::model::Escalation {
        when: Condition::Any(Vec::new()),
        replaces: vec![exception],
        to: vec![Recipient::Party(w.nhse)],
        ..escalation("report_card", "Report card")
    });
    w
}

#[test]
fn a_report_card_opened_on_the_same_day_leaves_no_exception() {
    let mut w = with_report_card();
    let card = w.book.escalations.id_at(1).unwrap();
    w.book.escalations[card].when = level("red");
    let cases = w.replay("r", "2019-01-01");
    assert_eq!(states(&cases), [("report_card/1.14/Q3 2018/19".into(), CaseState::Open)]);
}

#[test]
fn a_report_card_opened_later_replaces_the_exception_which_comes_back_when_it_closes() {
    let mut w = with_report_card();
    let (exception, card) = (w.book.escalations.id_at(0).unwrap(), w.book.escalations.id_at(1).unwrap());
    w.book.escalations[exception].when =
        Condition::Level(plimsoll::model::LevelTest::OneOf(vec!["red".into(), "amber".into()]), span(0));
    w.book.escalations[card].when = level("red");
    let cases = w.replay("ararg", "2020-01-01");
    let ids: Vec<(&str, &str)> = cases.iter().map(|case| (case.id.as_str(), case.state.word())).collect();
    assert_eq!(
        ids,
        [
            ("exception/1.14/Q3 2018/19", "replaced"),
            ("report_card/1.14/Q4 2018/19", "recovered"),
            ("exception/1.14/Q1 2019/20", "replaced"),
            ("report_card/1.14/Q2 2019/20", "recovered"),
        ]
    );
    assert_eq!(cases[0].closed_on, Some(day("2019-03-31")));
    assert_eq!(steps(&cases[0]).last().unwrap(), "2019-03-31 replaced by Report card");
}

#[test]
fn two_rules_that_replace_each_other_leave_the_first_declared() {
    let mut w = with_report_card();
    let (exception, card) = (w.book.escalations.id_at(0).unwrap(), w.book.escalations.id_at(1).unwrap());
    w.book.escalations[exception].replaces = vec![card];
    w.book.escalations[card].when = level("red");
    let ids: Vec<String> = w.replay("rr", "2019-04-01").into_iter().map(|case| case.id).collect();
    assert_eq!(ids, ["exception/1.14/Q3 2018/19"]);
}

// Standing down.

#[test]
fn a_waiver_stands_a_case_down_and_says_why_who_and_when() {
    let mut w = with_exception();
    w.book.waivers = vec![waiver(&w, &[w.mmr], Some("2018-12-01"), Some("2019-05-01"))];
    let cases = w.replay("rr", "2019-04-01");
    assert_eq!(states(&cases), [("exception/1.14/Q3 2018/19".into(), CaseState::Waived)]);
    assert!(cases[0].to.is_empty());
    let why = "2018-12-31 stood down until 1 May 2019 because \"Target not yet available\", agreed by the Health and \
               Wellbeing Board on 1 December 2018";
    assert_eq!(steps(&cases[0]), [why]);
}

#[test]
fn a_case_opens_anew_once_the_waiver_has_expired() {
    let mut w = with_exception();
    w.book.waivers = vec![waiver(&w, &[w.mmr], None, Some("2019-03-31"))];
    let cases = w.replay("rrr", "2019-07-01");
    let found: Vec<(&str, &str)> = cases.iter().map(|case| (case.id.as_str(), case.state.word())).collect();
    assert_eq!(
        found,
        [("exception/1.14/Q3 2018/19", "stood down"), ("exception/1.14/Q4 2018/19", "overdue")],
        "the last day of the waiver still belongs to it, and on the next it is asked anew, report or no report"
    );
    assert_eq!((cases[1].opened_on, cases[1].due), (day("2019-04-01"), Some(day("2019-04-15"))));
    w.book.waivers.push(waiver(&w, &[w.mmr], None, Some("2019-06-14")));
    let renewed = w.replay("rrr", "2019-07-01");
    let days: Vec<_> = renewed.iter().map(|case| case.opened_on.to_string()).collect();
    assert_eq!(days, ["2018-12-31", "2019-06-15"], "a waiver that is renewed goes on");
    let better = w.replay("rrg", "2019-07-01");
    assert_eq!(
        better.last().unwrap().closed_on,
        Some(day("2019-06-30")),
        "what was asked anew closes as any other"
    );
}

#[test]
fn a_waiver_agreed_while_a_case_is_open_stands_it_down_that_day() {
    let mut w = with_exception();
    w.book.waivers = vec![waiver(&w, &[w.mmr], Some("2019-01-10"), Some("2019-05-01"))];
    let before = w.replay("r", "2019-01-09");
    assert_eq!(before[0].state, CaseState::Open);
    let after = w.replay("r", "2019-01-31");
    assert_eq!((after[0].state, after[0].closed_on), (CaseState::Waived, Some(day("2019-01-10"))));
    assert!(!steps(&after[0]).iter().any(|step| step.contains("overdue")));
}

#[test]
fn a_waiver_without_reason_or_agreement_stands_nothing_down() {
    let mut w = with_exception();
    let good = waiver(&w, &[w.mmr], Some("2018-12-01"), None);
    let blank = plimsoll::model::Waiver { because: Some("  ".into()), ..good.clone() };
    let nobody = plimsoll::model::Waiver { agreed_by: None, ..good.clone() };
    let too_early = plimsoll::model::Waiver { agreed_on: Some(day("2019-02-01")), ..good.clone() };
    let another = plimsoll::model::Waiver { measures: vec![w.orphan], ..good };
    for waiver in [blank, nobody, too_early, another] {
        w.book.waivers = vec![waiver];
        assert_eq!(w.replay("r", "2019-01-01")[0].state, CaseState::Open);
    }
}

// Groups, and cases of many series together.

#[test]
fn each_group_has_its_own_case_named_for_it_and_many_series_sort_into_one_order() {
    let w = with_exception();
    let replay = Replay::new(&w.book, &w.responses, day("2019-07-31"));
    let moments = quarters("rr");
    let red_from = |measure, place: u32, group: &str, from: usize| {
        let moments = &moments[from..];
        let watched = Watched { measure: Some(measure), place: PlaceId(place), group: group.into(), moments };
        replay.series(&watched, &|_, _, _| Truth::True)
    };
    let mut cases: Vec<Case> = [
        red_from(w.orphan, 0, "", 0),
        red_from(w.mmr, 2, "HGH", 0),
        red_from(w.mmr, 1, "JR", 1),
        red_from(w.mmr, 0, "", 0),
    ]
    .concat();
    sort(&w.book, &mut cases);
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "exception/1.4/Q3 2018/19",
            "exception/1.14/Q3 2018/19",
            "exception/1.14/HGH/Q3 2018/19",
            "exception/1.14/JR/Q4 2018/19",
        ]
    );
}
