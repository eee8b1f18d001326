//! What holds of every series, whatever its figures.

use plimsoll::base::unit::Unit;
use plimsoll::data::PlaceId;
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

/// A measure whose rating has up to three levels above red, each by a line that officers write.
fn graded() -> impl Strategy<Value = (Measure, String)> {
    let tenths = |least: i64, most: i64| (least..most).prop_map(|t| format!("{}.{}", t / 10, t % 10));
    let kind = prop_oneof![
        Just("% of children"),
        Just("children"),
        Just("per 1,000 homes"),
        Just("hours per month")
    ];
    let line = (0..6_usize, tenths(1, 250), prop::bool::ANY);
    let goal = (0..5_usize, tenths(200, 800), tenths(10, 100));
    let lines = prop::collection::vec(line, 1..3);
    (kind, lines, goal, tenths(0, 1000), prop::option::of(0..2_u8)).prop_map(
        |(unit, lines, goal, value, rounded)| {
            let (bound, figure, wide) = goal;
            let higher = bound % 2 == 0;
            let whole = unit == "children";
            let value = if whole { value.split('.').next().unwrap_or("0").to_owned() } else { value };
            let goal = match bound {
                0 => limit(Bound::AtLeast, number(&figure)),
                1 => limit(Bound::AtMost, number(&figure)),
                2 => limit(Bound::Above, number(&figure)),
                3 => limit(Bound::Below, number(&figure)),
                _ => Goal::Between { low: exact(&figure), high: exact(&figure).plus(&exact(&wide)) },
            };
            let mut conditions: Vec<Condition> =
                lines.iter().map(|(kind, by, over)| condition(*kind, by, *over)).collect();
            conditions.truncate(2);
            let mut list = list(conditions, Some(2)).unwrap();
            list.rounded_to = rounded;
            let measure = Measure {
                unit: Unit::from_words(unit),
                aim: (bound < 4)
                    .then_some(if higher { Aim::Increase } else { Aim::Reduce })
                    .or(Some(Aim::Maintain)),
                higher_is_better: (bound < 4).then_some(higher),
                targets: vec![sequence(vec![target(goal)])],
                list: Some(list),
                ..measure("1.1")
            };
            (measure, value)
        },
    )
}

fn condition(kind: usize, by: &str, over: bool) -> Condition {
    let than = Condition::Than {
        better: true,
        or_equal: over,
        reference: Reference::Target,
        by_more_than: Some(Tolerance::Amount(exact(by))),
        span: span(0),
    };
    match kind {
        0 => on_target(),
        1 => within(by, Reference::Target),
        2 => within_percent(by, Reference::Target),
        3 => than,
        4 => Condition::Compare {
            left: value(),
            comparison: if over { Comparison::AtLeast } else { Comparison::Below },
            right: Expression::Times(Box::new(number(by)), Box::new(number("1.1"))),
            span: span(0),
        },
        _ => Condition::Compare {
            left: Expression::Minus(Box::new(value()), Box::new(number("3"))),
            comparison: if over { Comparison::Above } else { Comparison::AtMost },
            right: number(by),
            span: span(0),
        },
    }
}

/// What a sentence says of a value: whether it is among those it names.
fn names(sentence: &str, value: &plimsoll::base::exact::Exact) -> bool {
    let (said, _) = sentence.split_once(" would be ").unwrap();
    let (near, far) = said.split_once(" but ").map_or((said, None), |(near, far)| (near, Some(far)));
    let figure = |text: &str| {
        let text: String = text.chars().filter(|c| c.is_ascii_digit() || ".-".contains(*c)).collect();
        exact(&text)
    };
    let side = |text: &str| match text {
        _ if text.starts_with("not over ") => *value <= figure(text),
        _ if text.starts_with("not under ") => *value >= figure(text),
        _ if text.starts_with("over ") => *value > figure(text),
        _ if text.starts_with("under ") => *value < figure(text),
        _ if text.ends_with(" or more") => *value >= figure(text),
        _ if text.ends_with(" or less") || text.ends_with(" or fewer") => *value <= figure(text),
        _ => *value == figure(text),
    };
    side(near) && far.is_none_or(side)
}

proptest! {
    #[test]
    fn what_would_change_it_is_true_of_every_value((measure, value) in graded()) {
        let story = |value: &str| Story::of(vec![measure.clone()]).with("1.1", "Q3 2018/19", value).report("Q3 2018/19");
        let told = story(&value);
        let id = told.book.measure_by_id("1.1").unwrap();
        let derived = &plimsoll::eval::explain::derive(&told.run(), id, PlaceId::WHOLE)[0];
        let whole = measure.unit.words == "children";
        let percent = measure.unit.words.starts_with('%');
        for said in derived.smallest_change.iter().filter(|said| !said.starts_with("the target")) {
            let (_, level) = said.split_once(" would be ").unwrap();
            let (word, tail) = level.split_once(' ').unwrap_or((level, ""));
            let rank = |word: &str| ["green", "amber", "red"].iter().position(|one| *one == word).unwrap();
            let figures = said.split_whitespace().filter_map(|word| {
                let text = word.trim_matches(|c: char| !c.is_ascii_digit());
                parse_number_of(text)
            });
            let mut near_all = Vec::new();
            for figure in figures {
                let step = if whole { "1" } else { "0.001" };
                let asked = [figure.minus(&exact(step)), figure.plus(&exact(step)), figure.plus(&exact("7")), figure.minus(&exact("7")), figure];
                near_all.extend(asked);
            }
            let believable = |one: &plimsoll::base::exact::Exact| !one.is_negative() && (!percent || *one <= exact("100"));
            for asked in near_all.into_iter().filter(believable) {
                let found = story(&asked.plain()).outcome("1.1").level_word;
                let fits = match tail {
                    "" => found == word,
                    "or better" => rank(&found) <= rank(word),
                    "or worse" => rank(&found) >= rank(word),
                    other => panic!("{other}"),
                };
                if names(said, &asked) {
                    prop_assert!(fits, "{said}: {} is {found}", asked.plain());
                }
            }
            // The figure named is the edge itself: just on the other side of it the level is another.
            let near = parse_number_of(said.split_whitespace().find_map(|w| parse_number_of(w.trim_matches(|c: char| !c.is_ascii_digit())).map(|_| w)).unwrap().trim_matches(|c: char| !c.is_ascii_digit())).unwrap();
            let step = if whole { "1" } else { "0.000001" };
            let outside: Vec<_> = [near.minus(&exact(step)), near.plus(&exact(step)), near].into_iter().filter(|one| believable(one) && !names(said, one)).collect();
            prop_assert!(outside.iter().any(|one| story(&one.plain()).outcome("1.1").level_word != word) || outside.is_empty(), "{said}");
        }
    }
}

fn parse_number_of(text: &str) -> Option<plimsoll::base::exact::Exact> {
    plimsoll::base::number::parse_number(text).ok().map(|read| read.exact())
}
