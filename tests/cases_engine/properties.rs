//! What holds whatever the figures and the answers are.

use chrono::Days;
use plimsoll::base::calendar::Calendar;
use plimsoll::data::Response;
use plimsoll::eval::outcome::{Case, CaseState};
use plimsoll::model::{Climb, Condition, Escalation, LevelTest, Recipient, Respond};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::world::{World, asks, day, escalation, level, note, part, period, quarters, span, waiver, world};

/// An exception on amber or red, silenced by a report card on red, with climbs, perhaps a waiver.
fn partnership(rows: &[(u64, u8)], waived: bool, owned: bool) -> World {
    let mut w = world();
    let climb = |to, working_days_after_due| Climb { to, working_days_after_due, span: span(1) };
    let climbs = vec![climb(Recipient::AboveOwner, 0), climb(Recipient::Party(w.chief), 5)];
    let amber_or_red = Condition::Level(LevelTest::OneOf(vec!["amber".into(), "red".into()]), span(0));
    let exception = w.rule(Escalation {
        when: amber_or_red,
        climbs,
        asks: asks(&["cause", "action"]),
        ..escalation("exception", "Exception report")
    });
    w.rule(Escalation {
        closes_when: Some(level("green")),
        respond: Some(Respond::NextMeeting(Recipient::Owner)),
        replaces: vec![exception],
        ..escalation("report_card", "Report card")
    });
    let start = day("2018-12-01");
    w.responses.rows = rows
        .iter()
        .zip(2..)
        .map(|((after, kind), line)| {
            let submitted = start.checked_add_days(Days::new(*after)).map(|day| day.to_string());
            let submitted = submitted.as_deref();
            match kind {
                0 => note(w.mmr, submitted, line),
                1 => part(w.mmr, "cause", submitted, line),
                2 => part(w.mmr, "action", submitted, line),
                3 => Response { period: Some(period("Q1 2019/20")), ..note(w.mmr, None, line) },
                _ => Response { period: Some(period("Q4 2018/19")), ..note(w.mmr, submitted, line) },
            }
        })
        .collect();
    if waived {
        w.book.waivers = vec![waiver(&w, &[w.mmr], Some("2019-02-14"), Some("2019-08-01"))];
    }
    if !owned {
        let mmr = w.mmr;
        w.book.measures[mmr].owner = None;
    }
    w
}

fn letters() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof![Just('r'), Just('a'), Just('g'), Just('?')], 0..9)
        .prop_map(|letters| letters.into_iter().collect())
}

fn rows() -> impl Strategy<Value = Vec<(u64, u8)>> {
    proptest::collection::vec((0..900_u64, 0..5_u8), 0..6)
}

/// The last day of the nth quarter from Q3 2018/19.
fn quarter_end(n: usize) -> String {
    quarters(&"g".repeat(n + 1)).last().unwrap().day.to_string()
}

fn is_open_on(case: &Case, on: chrono::NaiveDate) -> bool {
    case.opened_on <= on && case.closed_on.is_none_or(|closed| on < closed)
}

proptest! {
    #[test]
    fn every_live_case_is_told_to_somebody_or_says_why_not(
        letters in letters(), rows in rows(), waived in any::<bool>(), owned in any::<bool>()
    ) {
        let w = partnership(&rows, waived, owned);
        for case in w.replay(&letters, "2021-01-31") {
            let told = case.steps.iter().any(|step| step.told.is_some());
            let why_not = case.steps.iter().any(|step| step.text.starts_with("nobody to tell: "));
            prop_assert!(case.state == CaseState::Waived || told || why_not, "{case:?}");
            prop_assert!(case.state == CaseState::Waived || case.due.is_some() == case.due_reason.is_empty());
        }
    }

    #[test]
    fn a_case_neither_opens_nor_closes_on_a_figure_that_is_not_known(letters in letters(), rows in rows()) {
        let w = partnership(&rows, false, true);
        let cases = w.replay(&letters, "2021-01-31");
        for (moment, letter) in quarters(&letters).iter().zip(letters.chars()).filter(|(_, letter)| *letter == '?') {
            let moved = |case: &&Case| case.opened_on == moment.day || case.closed_on == Some(moment.day);
            prop_assert_eq!(cases.iter().find(moved).map(|case| &case.id), None, "{} on {}", letter, moment.day);
        }
    }

    #[test]
    fn what_had_happened_by_a_day_is_the_same_however_far_history_runs_on(
        letters in letters(), rows in rows(), waived in any::<bool>(), cut in 0..9_usize, later in 0..80_u64
    ) {
        let w = partnership(&rows, waived, true);
        let as_of = day(&quarter_end(cut)).checked_add_days(Days::new(later)).unwrap();
        let then = w.replay(&letters, &as_of.to_string());
        let now = w.replay(&letters, "2023-12-31");
        prop_assert_eq!(then.len(), now.iter().filter(|case| case.opened_on <= as_of).count());
        for case in &then {
            let same = now.iter().find(|other| other.id == case.id).unwrap();
            let steps = same.steps.iter().filter(|step| step.on <= as_of);
            prop_assert_eq!(case.steps.iter().collect::<Vec<_>>(), steps.collect::<Vec<_>>());
            prop_assert_eq!((case.due, &case.to, case.opened_on), (same.due, &same.to, same.opened_on));
            prop_assert_eq!(case.closed_on, same.closed_on.filter(|closed| *closed <= as_of));
        }
    }

    #[test]
    fn a_rule_has_one_open_case_at_a_time_and_none_beside_the_rule_that_replaces_it(letters in letters()) {
        let w = partnership(&[], false, true);
        let cases = w.replay(&letters, "2021-01-31");
        for moment in quarters(&letters) {
            prop_assert!(cases.iter().filter(|case| is_open_on(case, moment.day)).count() <= 1);
        }
    }

    #[test]
    fn steps_are_in_order_of_days_and_within_the_case(letters in letters(), rows in rows(), waived in any::<bool>()) {
        let w = partnership(&rows, waived, true);
        for case in w.replay(&letters, "2021-01-31") {
            prop_assert!(case.steps.is_sorted_by_key(|step| step.on));
            prop_assert!(case.steps.iter().all(|step| step.on >= case.opened_on));
            prop_assert!(case.closed_on.is_none_or(|closed| case.steps.iter().all(|step| step.on <= closed)));
            prop_assert_eq!(case.closed_on.is_none(), case.state.is_live());
        }
    }

    #[test]
    fn so_many_working_days_after_are_so_many_between(from in 0..4000_u64, count in 1..60_u32) {
        let calendar = Calendar::bank_holidays("england").unwrap();
        let from = day("2015-01-01").checked_add_days(Days::new(from)).unwrap();
        let to = calendar.working_days_after(from, count);
        prop_assert!(calendar.is_working_day(to));
        prop_assert_eq!(calendar.working_days_between(from, to), count);
    }
}
