//! No withheld figure can be reckoned from what is printed: for random small tables, whatever their counts, every
//! withheld count could be something else as far as a reader can tell, and no paper prints one.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use plimsoll::base::source::Sources;
use plimsoll::check;
use plimsoll::data::{Observations, Reader, Responses};
use plimsoll::eval::outcome::{Amount, Assessment, Outcome, ResultKind};
use plimsoll::eval::{LookBack, Run, assess, assess_with_trends, derive};
use plimsoll::model::RuleBook;
use plimsoll::report::tidy_csv::CsvFiles;
use plimsoll::report::{self, Inputs, RunRecord, json_v1, pack, to_text};
use plimsoll::{data::PlaceId, syntax};
use proptest::prelude::{Just, ProptestConfig, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

/// The smallest and the largest count that is withheld.
const FROM: i64 = 1;
const TO: i64 = 4;

fn book(groups: usize, next_smallest: bool) -> (RuleBook, Sources) {
    let members: Vec<String> = (0..groups).map(|n| format!("g{n} \"Area {n}\"")).collect();
    let next = if next_smallest { " and the next smallest" } else { "" };
    let known = if groups % 2 == 1 { " of those known at least 1" } else { "" };
    let text = format!(
        r#"framework "Report" {{ year April to March; due yearly }}
board HIB "Health Improvement Board"
groups area "Area" {{ {} }}
rating met {{ green when on target; red otherwise }}
measure 1 "Injuries" {{
  owner HIB; unit injuries; aim reduce; by area; target 20 or fewer; rating met on the total{known}
  plausible up to 1,000,000
  withhold counts {FROM} to {TO}{next}
}}
escalation exception "Exception report" {{ when red; to owner; ask cause "What explains {{value}} after {{previous}}?" }}
report paper "Paper" {{ shows all; history 2 years; lists notes owed }}
"#,
        members.join("; ")
    );
    let mut sources = Sources::new();
    let id = sources.add("book.plim".to_owned(), text.clone());
    let parsed = syntax::parse(id, &text);
    let checked = check::check(&[parsed.tree]);
    assert!(checked.findings.iter().all(|f| f.severity.word() != "error"), "{:?}", checked.findings);
    (checked.book, sources)
}

/// Two years of counts; the total is submitted, or put together from the groups.
fn read(book: &RuleBook, counts: &[Vec<i64>; 2], submitted: bool) -> (Observations, String) {
    let mut csv = "measure,period,area,value\n".to_owned();
    for (year, counts) in ["2017/18", "2018/19"].iter().zip(counts) {
        for (at, count) in counts.iter().enumerate() {
            csv.push_str(&format!("1,{year},g{at},{count}\n"));
        }
        if submitted {
            csv.push_str(&format!("1,{year},all,{}\n", counts.iter().sum::<i64>()));
        }
    }
    let mut reader = Reader::new(book);
    reader.read_csv("values.csv", csv.as_bytes());
    (reader.finish("2019-06-13".parse().unwrap()).0, csv)
}

fn number(outcome: &Outcome) -> Option<i64> {
    match &outcome.figure.as_ref()?.amount {
        Amount::Number { value, .. } => value.plain().parse().ok(),
        Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => None,
    }
}

/// Every count that a reader must think possible for a withheld group, given the total and the groups that are shown.
fn possible(hidden: &[(i64, i64)], together: i64, at: usize) -> Vec<i64> {
    let others: Vec<(i64, i64)> =
        hidden.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, range)| *range).collect();
    let (least, most) = others.iter().fold((0, 0), |(l, m), (low, high)| (l + low, m + high));
    let (low, high) = hidden[at];
    (low..=high).filter(|own| (least..=most).contains(&(together - own))).collect()
}

fn check_period(outcomes: &[&Outcome], counts: &[i64]) {
    let whole = outcomes.iter().find(|one| one.group.is_empty()).unwrap();
    let groups: Vec<&&Outcome> = outcomes.iter().filter(|one| !one.group.is_empty()).collect();
    let shown: Vec<i64> = groups.iter().filter_map(|one| number(one)).collect();
    assert!(shown.iter().all(|count| !(FROM..=TO).contains(count)), "a small count is shown: {shown:?}");
    let least_shown = shown.iter().copied().filter(|count| *count > 0).min().unwrap_or(1_000);
    // What a reader knows of each: those called small are small, the others were the next smallest.
    let hidden: Vec<(i64, i64)> = groups
        .iter()
        .filter(|one| one.kind == ResultKind::Withheld)
        .map(|one| if one.reason.contains("small number") { (FROM, TO) } else { (TO + 1, least_shown) })
        .collect();
    let total: i64 = counts.iter().sum();
    match number(whole) {
        Some(printed) => {
            assert_eq!(printed, total, "the total is the true one");
            let together = total - shown.iter().sum::<i64>();
            for at in 0..hidden.len() {
                let could_be = possible(&hidden, together, at);
                assert!(could_be.len() > 1, "{counts:?} gives away {could_be:?}; shown {shown:?}");
            }
        }
        None => assert_eq!(whole.kind, ResultKind::Withheld),
    }
}

fn everything(
    book: &RuleBook,
    sources: &Sources,
    data: &Observations,
    run: &Run<'_>,
) -> (Assessment, String) {
    let assessment = assess_with_trends(run, LookBack::Everything);
    let record = RunRecord::default();
    let inputs = Inputs { book, sources, data, assessment: &assessment, record: &record };
    let view = report::View::new(inputs);
    let mut said = to_text(&report::overview(&view), 10_000);
    pack(inputs).iter().for_each(|file| said.push_str(&to_text(&file.document, 10_000)));
    said.push_str(&json_v1::render(inputs));
    // Workbooks hold the same tables as these.
    let files = CsvFiles::new(&view);
    for file in CsvFiles::all() {
        let mut bytes = Vec::new();
        files.write(&file, &mut bytes).unwrap();
        said.push_str(&String::from_utf8(bytes).unwrap());
    }
    for derivation in derive(run, book.measures.ids().next().unwrap(), PlaceId::WHOLE) {
        said.push_str(&to_text(&report::why::page(book, sources, &derivation, &assessment.cases), 10_000));
    }
    (assessment, said)
}

/// A measure that is the total of others, each of which withholds its small counts.
fn book_of_a_sum(parts: usize) -> RuleBook {
    let ids: Vec<String> = (1..=parts).map(|n| format!("1.{n}")).collect();
    let mut text = format!(
        "framework \"Report\" {{ year April to March; due yearly }}\nboard HIB \"Health Improvement Board\"\n\
         rating met {{ green when on target; red otherwise }}\n\
         measure 1 \"Injuries\" {{ owner HIB; unit injuries; aim reduce; target 20 or fewer; rating met\n\
         is the total of measures {} }}\n",
        ids.join(", ")
    );
    for id in ids {
        text.push_str(&format!(
            "measure {id} \"Part\" {{ owner HIB; unit injuries; aim reduce; target 20 or fewer; rating met\n\
             withhold counts {FROM} to {TO} }}\n"
        ));
    }
    let parsed = syntax::parse(Sources::new().add("book.plim".to_owned(), text.clone()), &text);
    let checked = check::check(&[parsed.tree]);
    assert!(checked.findings.iter().all(|f| f.severity.word() != "error"), "{:?}", checked.findings);
    checked.book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_withheld_part_of_a_sum_can_be_reckoned(counts in prop::collection::vec(0_i64..9, 2..5)) {
        let book = book_of_a_sum(counts.len());
        let total: i64 = counts.iter().sum();
        let mut csv = format!("measure,period,value\n1,2018/19,{total}\n");
        for (at, count) in counts.iter().enumerate() {
            csv.push_str(&format!("1.{},2018/19,{count}\n", at + 1));
        }
        let mut reader = Reader::new(&book);
        reader.read_csv("values.csv", csv.as_bytes());
        let as_of = "2019-06-13".parse().unwrap();
        let (data, _) = reader.finish(as_of);
        let run = Run { book: &book, data: &data, responses: &Responses::default(), period: None, as_of };
        let assessment = assess(&run);
        let whole = assessment.results.iter().find(|one| book.measures[one.measure].id == "1").unwrap();
        let shown: Vec<i64> =
            assessment.results.iter().filter(|one| one.measure != whole.measure).filter_map(number).collect();
        prop_assert!(shown.iter().all(|count| !(FROM..=TO).contains(count)));
        let hidden = vec![(FROM, TO); counts.len() - shown.len()];
        if let Some(printed) = number(whole) {
            prop_assert_eq!(printed, total);
            let together = total - shown.iter().sum::<i64>();
            prop_assert!((0..hidden.len()).all(|at| possible(&hidden, together, at).len() > 1), "{:?}", counts);
        } else {
            prop_assert!(!hidden.is_empty(), "nothing was withheld, and so the sum may be shown");
        }
    }

    #[test]
    fn no_withheld_count_can_be_reckoned_from_what_is_shown(
        earlier in prop::collection::vec(0_i64..15, 2..6),
        later in prop::collection::vec(0_i64..15, 2..6),
        submitted in any::<bool>(),
        next_smallest in prop_oneof![3 => Just(true), 1 => Just(false)],
    ) {
        let groups = earlier.len().min(later.len());
        let counts = [earlier[..groups].to_vec(), later[..groups].to_vec()];
        let (book, _) = book(groups, next_smallest);
        let (data, _) = read(&book, &counts, submitted);
        for (year, counts) in ["2018-03-31", "2019-03-31"].iter().zip(&counts) {
            let as_of = year.parse().unwrap();
            let run = Run { book: &book, data: &data, responses: &Responses::default(), period: None, as_of };
            let assessment = assess(&run);
            let outcomes: Vec<&Outcome> = assessment.results.iter().collect();
            check_period(&outcomes, counts);
        }
    }

    /// Counts that stand nowhere else: a withheld one is printed nowhere, in no paper, finding or derivation.
    #[test]
    fn no_withheld_count_is_printed(
        small in FROM..=TO,
        others in prop::collection::vec(10_i64..90, 1..5),
        submitted in any::<bool>(),
    ) {
        // Every count is a multiple of 1,009 but the small one, so that no sum or year looks like it.
        let mut counts: Vec<i64> = others.iter().map(|n| n * 1_009).collect();
        counts.push(small);
        let (book, sources) = book(counts.len(), true);
        let before = counts.iter().map(|n| n + 500).collect();
        let (data, _) = read(&book, &[before, counts.clone()], submitted);
        let as_of = "2019-06-13".parse().unwrap();
        let run = Run { book: &book, data: &data, responses: &Responses::default(), period: None, as_of };
        let (assessment, said) = everything(&book, &sources, &data, &run);
        let next = *counts.iter().filter(|n| **n > TO).min().unwrap();
        let commas = |n: i64| format!("{},{:03}", n / 1_000, n % 1_000);
        let withheld = assessment.results.iter().filter(|one| one.kind == ResultKind::Withheld).count();
        let same = counts.iter().filter(|n| **n == next).count();
        if counts.len() > 2 && same == 1 {
            prop_assert_eq!(withheld, 2);
            let is_number = |c: char| c.is_ascii_digit() || c == ',';
            let mut numbers = said.split(|c| !is_number(c)).map(|number| number.trim_matches(','));
            let spelt = [next.to_string(), commas(next)];
            prop_assert!(!numbers.any(|number| spelt.iter().any(|own| own == number)), "{} is printed", next);
        }
        let together = format!("+ {small}");
        prop_assert!(!said.contains(&together), "{} is printed", together);
    }
}
