//! One judgement, however it is asked for: what a report prints of a figure is what rules that read it act on, and the
//! short way of judging many figures gives what the long one gives.

use std::path::{Path, PathBuf};

use plimsoll::base::span::Span;
use plimsoll::eval::judge::Judge;
use plimsoll::eval::moment::LoopFacts;
use plimsoll::eval::outcome::{Outcome, ResultKind, Truth};
use plimsoll::eval::timeline::SeriesTimeline;
use plimsoll::eval::{Run, assess};
use plimsoll::model::{Condition, LevelTest, Line, RuleBook, Status};

use super::case_folder::{Judged, files, judged};
use super::invariants::Shipped;

/// Every case folder with values in it, and the shipped books.
fn all() -> Vec<(String, Judged)> {
    let phases = ["data", "diff", "paper", "run", "simulate", "why"];
    let folders = phases.iter().flat_map(|phase| super::cases(phase));
    let has_values = |folder: &PathBuf| !files(&folder.join("data"), "csv").is_empty();
    let cases = folders.filter(has_values).map(|folder| (shown(&folder), judged(&folder)));
    let shipped = Shipped::all().into_iter().map(|one| ("a shipped book".to_owned(), one.judged()));
    cases.chain(shipped).collect()
}

fn shown(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn rules_act_on_the_level_that_is_printed() {
    let mut wrong = Vec::new();
    for (name, case) in all() {
        let judge = Judge::new(&case.run(), case.assessment.period);
        for outcome in &case.assessment.results {
            let of = judge.of_measure(outcome.measure);
            let series = of.iter().find(|series| series.place == outcome.place).unwrap();
            let id = &case.rules.book.measures[outcome.measure].id;
            wrong.extend(differs(&judge, series, outcome, &case.rules.book).map(|(acts_on, printed)| {
                format!("{name}: {id} {}: rules act on {acts_on}, and {printed} is printed", outcome.group)
            }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What rules act on and what is printed, where they differ.
fn differs(
    judge: &Judge<'_>,
    series: &SeriesTimeline,
    outcome: &Outcome,
    book: &RuleBook,
) -> Option<(String, String)> {
    let holds = |condition| judge.holds(&condition, series, series.report, &LoopFacts::default());
    let is = |word: &str| Condition::Level(LevelTest::OneOf(vec![word.to_owned()]), Span::default());
    let levels = book.rating_of(&book.measures[outcome.measure]).map_or(&[][..], |rating| &rating.levels);
    let acted: Vec<&str> =
        levels.iter().map(|one| one.word.as_str()).filter(|word| holds(is(word)) == Truth::True).collect();
    let unrated = holds(Condition::Status(Status::Unrated, Span::default())) == Truth::True;
    let acts_on = if unrated { "unrated".to_owned() } else { acted.join(" and ") };
    let printed = match outcome.kind {
        ResultKind::Unrated => "unrated",
        ResultKind::Rated
        | ResultKind::NotRated
        | ResultKind::Missing
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable
        | ResultKind::Invalid => outcome.level_word.as_str(),
    };
    (acts_on != printed).then(|| (format!("`{acts_on}`"), format!("`{printed}`")))
}

/// A rating with a cap has no cut points that are reckoned once: each of its lines is read for each figure. A cap that
/// never holds alters nothing else.
#[test]
fn many_figures_are_judged_in_one_go_as_each_is_by_itself() {
    for (name, case) in all() {
        let mut book = case.rules.book.clone();
        let never = Line { level: 0, when: Condition::Any(Vec::new()), span: Span::default() };
        for id in case.rules.book.measures.ids() {
            if let Some(list) = &mut book.measures[id].list {
                list.caps.push(never.clone());
            }
        }
        let long = assess(&Run { book: &book, ..case.run() });
        let told = |results: &[Outcome]| -> Vec<_> {
            results.iter().map(|one| (one.kind, one.level, one.on_target, one.reason.clone())).collect()
        };
        assert_eq!(told(&case.assessment.results), told(&long.results), "{name}");
        assert_eq!(format!("{:?}", case.assessment.cases), format!("{:?}", long.cases), "{name}");
        assert_eq!(format!("{:?}", case.assessment.exceptions), format!("{:?}", long.exceptions), "{name}");
    }
}
