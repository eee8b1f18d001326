//! What holds of every series, whatever its figures.

use plimsoll::eval::moment::LoopFacts;
use plimsoll::eval::outcome::{ResultKind, Truth};
use plimsoll::model::*;
use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::support::*;

/// Figures around a target of 95, with rows that are missing and rows that are not there.
fn figures() -> impl Strategy<Value = Vec<String>> {
    let one = prop_oneof![
        4 => (8500..9900_i64).prop_map(|hundredths| format!("{}.{:02}", hundredths / 100, hundredths % 100)),
        1 => Just("nya".to_owned()),
        1 => Just("_".to_owned()),
    ];
    prop::collection::vec(one, 1..12)
}

fn story(values: &[String]) -> Story {
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    Story::of(vec![rated("1.1", "95")]).quarters("1.1", &values).report("Q4 2018/19")
}

/// How many periods running a level was red or amber up to the last, passing over what is not known.
fn naive_run(values: &[String]) -> (bool, u32) {
    let known = |value: &String| value.parse::<f64>().ok();
    let submitted: Vec<_> = values.iter().rev().skip_while(|value| *value == "_").collect();
    let newest_known = submitted.first().and_then(|value| known(value)).is_some();
    let run = submitted.iter().filter_map(|value| known(value)).take_while(|value| *value < 95.0).count();
    (newest_known, run as u32)
}

proptest! {
    #[test]
    fn missing_is_never_a_pass(values in figures()) {
        let outcome = story(&values).outcome("1.1");
        if outcome.kind != ResultKind::Rated {
            prop_assert_eq!(outcome.on_target, Truth::Unknown);
            prop_assert!(outcome.level.is_none());
        }
        if outcome.figure.is_none() {
            prop_assert!(outcome.on_target != Truth::True);
        }
    }

    #[test]
    fn a_run_is_as_long_as_a_naive_count(values in figures(), periods in 1..6_u32) {
        let story = story(&values);
        let judge = story.judge();
        let series = judge.series().first().unwrap();
        let lasts = Condition::For {
            condition: Box::new(is(&["amber", "red"])),
            periods,
            without_gaps: false,
            span: span(0),
        };
        let (newest_known, run) = naive_run(&values);
        let expected = match (newest_known, run) {
            (true, run) if run >= periods => Truth::True,
            (false, run) if run + 1 >= periods => Truth::Unknown,
            _ => Truth::False,
        };
        prop_assert_eq!(judge.holds(&lasts, series, series.report, &LoopFacts::default()), expected);
    }

    #[test]
    fn remembered_runs_are_those_counted_afresh(values in figures(), periods in 2..5_u32) {
        let mut story = story(&values);
        let when = Condition::For {
            condition: Box::new(off_target()),
            periods,
            without_gaps: false,
            span: span(0),
        };
        let id = story.book.measure_by_id("1.1").unwrap();
        story.book.measures[id].list = list(vec![on_target(), when.clone()], Some(1));
        let judge = story.judge();
        let series = judge.series().first().unwrap();
        let own = &story.book.measures[id].list.as_ref().unwrap().lines[1].when;
        for slot in series.first..=series.last() {
            let remembered = judge.holds(own, series, slot, &LoopFacts::default());
            let afresh = judge.holds(&when, series, slot, &LoopFacts::default());
            prop_assert_eq!(remembered, afresh);
        }
    }

    #[test]
    fn the_order_of_rows_decides_nothing(values in figures(), turn in 0..12_usize) {
        let plain = story(&values).outcome("1.1");
        let mut rows: Vec<(usize, &String)> = values.iter().enumerate().collect();
        rows.rotate_left(turn % values.len());
        let mut turned = Story::of(vec![rated("1.1", "95")]).report("Q4 2018/19");
        for (at, value) in rows.into_iter().filter(|(_, value)| *value != "_") {
            turned = turned.with("1.1", &format!("Q{} {}/{:02}", at % 4 + 1, 2016 + at / 4, 17 + at / 4), value);
        }
        let turned = turned.outcome("1.1");
        prop_assert_eq!((plain.kind, plain.level, plain.reason), (turned.kind, turned.level, turned.reason));
    }

    #[test]
    fn a_better_value_never_has_a_worse_level(one in 8000..10000_i64, other in 8000..10000_i64) {
        let level = |hundredths: i64| {
            let value = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            story(&[value]).outcome("1.1").level.unwrap()
        };
        let (low, high) = (one.min(other), one.max(other));
        prop_assert!(level(high) <= level(low));
    }
}
