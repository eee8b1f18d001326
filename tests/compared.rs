//! Benchmarks, peers and places: what holds whatever the figures, and stories that need more than one report.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use chrono::NaiveDate;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::data::{Reader, Responses};
use plimsoll::eval::outcome::{Assessment, Outcome, Rank};
use plimsoll::eval::{Run, assess};
use plimsoll::syntax::parse;
use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

const HEAD: &str =
    "framework \"Report\" { year April to March; due quarterly }\nboard HIB \"Health Improvement Board\"\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn judged(book: &str, values: &str, as_of: &str) -> Assessment {
    let text = format!("{HEAD}{book}");
    let parsed = parse(Sources::new().add("book.plim", text.as_str()), &text);
    let checked = check(&[parsed.tree]);
    let mut findings = parsed.findings.iter().chain(&checked.findings);
    let error = findings.find(|found| found.severity.word() == "error");
    assert!(error.is_none(), "{error:?}");
    let book = checked.book;
    let mut reader = Reader::new(&book);
    reader.read_csv("values.csv", values.as_bytes());
    let (data, _) = reader.finish(day(as_of));
    let responses = Responses::default();
    assess(&Run { book: &book, data: &data, responses: &responses, period: None, as_of: day(as_of) })
}

fn only(assessment: &Assessment) -> &Outcome {
    assessment.results.first().unwrap()
}

fn rank(outcome: &Outcome) -> Option<Rank> {
    outcome.comparisons.place.as_ref()?.rank
}

/// Small numbers, so that many are equal; none for one that did not come.
fn figure() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![9 => (0..8_i64).prop_map(Some), 1 => Just(None)]
}

/// Better ones counted by hand: each of those that are better takes a place.
fn naive(own: i64, others: &[i64], higher: bool) -> (u32, bool) {
    let is_better = |other: &&i64| if higher { **other > own } else { **other < own };
    let better = others.iter().filter(is_better).count();
    (u32::try_from(better).unwrap() + 1, others.contains(&own))
}

fn name(at: usize) -> String {
    format!("P{at}")
}

proptest! {
    #[test]
    fn a_place_among_peers_is_what_a_naive_count_gives(
        own in 0..8_i64,
        others in prop::collection::vec(figure(), 1..7),
        higher in prop::bool::ANY,
        least in prop::option::of(1..6_u32),
    ) {
        let names: Vec<String> = (0..others.len()).map(name).collect();
        let aim = if higher { "increase" } else { "reduce" };
        let known_at_least = least.map_or_else(String::new, |least| format!(" of those known at least {least}"));
        let book = format!(
            "benchmark near \"Near\" {{ peers {} }}\n\
             measure 1.1 \"M\" {{ owner HIB; unit children; aim {aim}; ranked among peers{known_at_least} }}",
            names.join(", ")
        );
        let mut rows = format!("measure,period,benchmark,value\n1.1,Q1 2019/20,,{own}\n");
        for (name, value) in names.iter().zip(&others) {
            let value = value.map_or_else(|| "nya".to_owned(), |value| value.to_string());
            rows.push_str(&format!("1.1,Q1 2019/20,{name},{value}\n"));
        }
        let assessment = judged(&book, &rows, "2019-08-01");
        let known: Vec<i64> = others.iter().flatten().copied().collect();
        let needed = least.map_or(others.len(), |least| least as usize);
        match rank(only(&assessment)) {
            Some(rank) => {
                prop_assert!(!known.is_empty() && known.len() >= needed);
                prop_assert_eq!((rank.place, rank.joint), naive(own, &known, higher));
                prop_assert_eq!(rank.known as usize, known.len() + 1);
                prop_assert_eq!(rank.all as usize, others.len() + 1);
            }
            None => prop_assert!(known.is_empty() || known.len() < needed),
        }
    }

    #[test]
    fn groups_are_ranked_as_a_naive_count_ranks_them(values in prop::collection::vec(0..8_i64, 2..9), higher in prop::bool::ANY) {
        let names: Vec<String> = (0..values.len()).map(name).collect();
        let aim = if higher { "increase" } else { "reduce" };
        let book = format!(
            "groups site \"Site\" {{ {} }}\n\
             rating band {{ first when in the best half of peers; second otherwise }}\n\
             measure 1.1 \"M\" {{ owner HIB; unit children; aim {aim}; by site; ranked among groups site; rating band on each site }}",
            names.join("; ")
        );
        let mut rows = "measure,period,site,value\n".to_owned();
        for (name, value) in names.iter().zip(&values) {
            rows.push_str(&format!("1.1,Q1 2019/20,{name},{value}\n"));
        }
        let assessment = judged(&book, &rows, "2019-08-01");
        for (at, value) in values.iter().enumerate() {
            let mut others = values.clone();
            others.remove(at);
            let outcome = assessment.results.iter().find(|one| one.group == name(at)).unwrap();
            let (place, joint) = naive(*value, &others, higher);
            let rank = rank(outcome).unwrap();
            prop_assert_eq!((rank.place, rank.joint), (place, joint));
            let best_half = place as usize * 2 <= values.len();
            prop_assert_eq!(outcome.level_word.as_str(), if best_half { "first" } else { "second" });
        }
    }

    #[test]
    fn a_target_in_the_best_share_of_peers_is_met_by_just_those_places(
        own in 0..8_i64,
        others in prop::collection::vec(0..8_i64, 1..9),
        share in 1..100_u32,
        higher in prop::bool::ANY,
    ) {
        let names: Vec<String> = (0..others.len()).map(name).collect();
        let aim = if higher { "increase" } else { "reduce" };
        let book = format!(
            "benchmark near \"Near\" {{ peers {} }}\n\
             rating band {{ first when on target; second otherwise }}\n\
             measure 1.1 \"M\" {{ owner HIB; unit children; aim {aim}; target in the best {share}% of peers; rating band }}",
            names.join(", ")
        );
        let mut rows = format!("measure,period,benchmark,value\n1.1,Q1 2019/20,,{own}\n");
        for (name, value) in names.iter().zip(&others) {
            rows.push_str(&format!("1.1,Q1 2019/20,{name},{value}\n"));
        }
        let assessment = judged(&book, &rows, "2019-08-01");
        let (place, _) = naive(own, &others, higher);
        let all = u32::try_from(others.len()).unwrap() + 1;
        // Where the share is of no place at all, nobody is told that they missed it.
        if share * all >= 100 {
            let expected = if place * 100 <= all * share { "first" } else { "second" };
            prop_assert_eq!(only(&assessment).level_word.as_str(), expected);
        } else {
            prop_assert_eq!(only(&assessment).level_word.as_str(), "");
        }
    }

    #[test]
    fn a_benchmark_that_nobody_reads_changes_nothing(
        own in prop::collection::vec(figure(), 1..5),
        england in prop::collection::vec(figure(), 1..5),
    ) {
        let book = "rating band { first when on target; second when within 2 of target; third otherwise }\n\
             measure 1.1 \"M\" { owner HIB; unit children; aim reduce; target 3 or fewer; rating band }\n\
             escalation exception \"Exception report\" { when third; to owner }";
        let mut rows = "measure,period,benchmark,value\n".to_owned();
        let mut with_england = rows.clone();
        let add = |of: &str, values: &[Option<i64>], into: &mut String| {
            for (at, value) in values.iter().enumerate() {
                let value = value.map_or_else(|| "nya".to_owned(), |value| value.to_string());
                into.push_str(&format!("1.1,Q{} 2018/19,{of},{value}\n", at + 1));
            }
        };
        add("", &own, &mut rows);
        add("", &own, &mut with_england);
        add("england", &england, &mut with_england);
        let declared = format!("benchmark england \"England average\"\n{book}");
        let (without, with) = (judged(book, &rows, "2019-08-01"), judged(&declared, &with_england, "2019-08-01"));
        prop_assert_eq!(without.period, with.period);
        prop_assert_eq!(without.results.len(), with.results.len());
        let said = |all: &Assessment| {
            let one = only(all).clone();
            format!("{:?} {:?} {:?} {:?} {:?}", one.kind, one.level_word, one.gap, one.movement, one.reason)
        };
        // Places in files differ by the heading alone.
        prop_assert_eq!(said(&without), said(&with));
        prop_assert_eq!(format!("{:?}", without.totals), format!("{:?}", with.totals));
        let cases = |all: &Assessment| all.cases.iter().map(|case| (case.id.clone(), case.opened_on, case.closed_on)).collect::<Vec<_>>();
        prop_assert_eq!(cases(&without), cases(&with));
    }
}

const HELD_AGAINST_ENGLAND: &str = "benchmark england \"England average\"\n\
    rating band { first when on target; second otherwise }\n\
    measure 1.1 \"M\" { owner HIB; unit %; aim increase; target no worse than benchmark england; rating band }\n\
    escalation exception \"Exception report\" { when second; to owner }";

#[test]
fn a_case_opens_on_the_day_a_benchmark_is_released_and_not_before() {
    let values = "measure,period,benchmark,value,submitted,released\n\
        1.1,Q1 2019/20,,80%,5 July 2019,\n\
        1.1,Q1 2019/20,england,82%,,1 September 2019\n";
    let before = judged(HELD_AGAINST_ENGLAND, values, "2019-08-31");
    assert!(before.cases.is_empty());
    assert_eq!(only(&before).level_word, "");
    let after = judged(HELD_AGAINST_ENGLAND, values, "2019-09-26");
    let opened: Vec<NaiveDate> = after.cases.iter().map(|case| case.opened_on).collect();
    assert_eq!(opened, [day("2019-09-01")]);
}

#[test]
fn an_earlier_figure_is_held_against_what_was_known_when_it_was_reported() {
    let values = "measure,period,benchmark,value,submitted,released\n\
        1.1,Q3 2018/19,england,80%,,1 February 2019\n\
        1.1,Q4 2018/19,,81%,5 April 2019,\n\
        1.1,Q1 2019/20,,84%,5 July 2019,\n\
        1.1,Q4 2018/19,england,83%,,1 June 2019\n";
    let book = HELD_AGAINST_ENGLAND.replace("second; to owner", "second in the period before; to owner");
    let all = judged(&book, values, "2019-08-01");
    assert_eq!(only(&all).level_word, "first", "84% is held against the 83% known by then");
    assert!(all.cases.is_empty(), "81% was above the 80% that was known when it was reported");
}

#[test]
fn a_revised_benchmark_is_what_it_was_until_it_was_revised() {
    let values = "measure,period,benchmark,value,submitted,released\n\
        1.1,Q1 2019/20,,80%,5 July 2019,\n\
        1.1,Q1 2019/20,england,82%,,1 August 2019\n\
        1.1,Q1 2019/20,england,79%,,1 September 2019\n";
    let all = judged(HELD_AGAINST_ENGLAND, values, "2019-09-26");
    let cases: Vec<_> = all.cases.iter().map(|case| (case.opened_on, case.closed_on)).collect();
    assert_eq!(cases, [(day("2019-08-01"), Some(day("2019-09-01")))]);
}

#[test]
fn peers_from_data_are_those_that_the_data_name() {
    let book = "benchmark near \"Near\" { peers from data }\n\
        measure 1.1 \"M\" { owner HIB; unit children; aim monitor, higher is better }\n\
        measure 1.2 \"N\" { owner HIB; unit children; aim monitor }";
    let values = "measure,period,benchmark,value\n1.1,Q1 2019/20,,5\n1.1,Q1 2019/20,Leeds,7\n\
        1.1,Q1 2019/20,York,5\n1.2,Q1 2019/20,,5\n1.2,Q1 2019/20,York,4\n";
    let all = judged(book, values, "2019-08-01");
    let place = rank(only(&all)).unwrap();
    assert_eq!((place.place, place.joint, place.known), (2, true, 3));
    let second = all.results.get(1).unwrap();
    assert!(second.comparisons.place.is_none(), "nothing says which way is better");
    assert_eq!(all.results.len(), 2, "a peer is no group of a measure");
}

#[test]
fn a_withheld_group_gives_no_place_away() {
    let book = "groups site \"Site\" { A; B; C }\n\
        measure 1.1 \"M\" { owner HIB; unit children; aim monitor, higher is better; by site; ranked among groups site }";
    let values = "measure,period,site,value\n1.1,Q1 2019/20,A,5\n1.1,Q1 2019/20,B,c\n1.1,Q1 2019/20,C,9\n";
    let all = judged(book, values, "2019-08-01");
    assert!(all.results.iter().all(|one| rank(one).is_none()));
}
