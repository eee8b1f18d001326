//! Tries a draft: `check` reads its rules and the reader of values its figures, as a user's own would be read. What they
//! refuse is taken back, with what they say of it as a doubt, until nothing is refused.

use chrono::NaiveDate;

use super::draft::{Draft, Kind, Measure};
use super::names::quotable;
use super::write::{self, File, Place};
use crate::base::diag::{self, Diagnostic, Severity};
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::check;
use crate::data::Reader;
use crate::format::{Formatted, format};
use crate::lint::{Accepted, Levels, Subject, look_over};
use crate::model::RuleBook;
use crate::syntax;

/// A draft that was tried.
#[derive(Debug)]
pub struct Proved {
    /// As it will be written.
    pub draft: Draft,
    /// Its files.
    pub files: Vec<File>,
    /// What `check` still says of it: the finding's code, and the measure's position; none for the rest of the book.
    pub said: Vec<(&'static str, Option<usize>)>,
    /// Errors that are in no measure; there should be none.
    pub left: Vec<Diagnostic>,
}

/// More rounds than a draft can need: each takes something back.
const ROUNDS: usize = 40;

/// Tries a draft until nothing of it is refused.
#[must_use]
pub fn prove(mut draft: Draft, columns: &[String], as_of: Option<NaiveDate>) -> Proved {
    for _ in 0..ROUNDS {
        let tried = tried(&draft, columns);
        let refused: Vec<(usize, Option<Kind>, &Diagnostic)> = tried
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter_map(|finding| {
                let (measure, clause) = place(finding, &tried.places)?;
                Some((measure, clause, finding))
            })
            .collect();
        if refused.is_empty() {
            if values_stand(&mut draft, &tried.book) {
                return settled(draft, tried, as_of);
            }
            continue;
        }
        let mut done: Vec<usize> = Vec::new();
        for (at, clause, why) in refused {
            if done.contains(&at) {
                continue;
            }
            done.push(at);
            let year = draft.year.clone();
            if let Some(measure) = draft.measures.get_mut(at) {
                take_back(measure, clause, why, &year);
            }
        }
    }
    let tried = tried(&draft, columns);
    settled(draft, tried, as_of)
}

struct Tried {
    files: Vec<File>,
    places: Vec<Place>,
    book: RuleBook,
    findings: Vec<Diagnostic>,
}

fn tried(draft: &Draft, columns: &[String]) -> Tried {
    let (files, places) = write::rules(draft, columns);
    let mut sources = Sources::new();
    let (mut trees, mut findings) = (Vec::new(), Vec::new());
    for file in &files {
        let id = sources.add(file.name.clone(), file.text.clone());
        let parsed = syntax::parse(id, &file.text);
        trees.push(parsed.tree);
        findings.extend(parsed.findings);
    }
    let checked = check::check(&trees);
    findings.extend(checked.findings);
    Tried { files, places, book: checked.book, findings }
}

fn settled(draft: Draft, mut tried: Tried, as_of: Option<NaiveDate>) -> Proved {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    if let Some(as_of) = as_of {
        let whole = !tried.findings.iter().any(is_error);
        let subject = Subject { book: &tried.book, whole, as_of, neighbours: &[] };
        tried.findings.extend(look_over(&subject, &Levels::default(), &mut Accepted::default()));
    }
    let mut files: Vec<File> = tried.files.into_iter().map(laid_out).collect();
    files.extend(write::data(&draft));
    let about = |finding: &Diagnostic| place(finding, &tried.places).map(|(measure, _)| measure);
    let mut said: Vec<(&'static str, Option<usize>)> =
        tried.findings.iter().map(|finding| (finding.code.0, about(finding))).collect();
    said.sort_unstable();
    said.dedup();
    let left = tried.findings.into_iter().filter(is_error).collect();
    Proved { draft, files, said, left }
}

/// A file of rules as `fmt` lays it out, so that the first `fmt` changes nothing.
fn laid_out(file: File) -> File {
    match format(&file.text) {
        Formatted::Done { text, .. } => File { text, ..file },
        // What it cannot lay out is for `check` to tell.
        Formatted::Unclear | Formatted::Defect { .. } => file,
    }
}

/// The measure and clause that a finding is about.
fn place(finding: &Diagnostic, places: &[Place]) -> Option<(usize, Option<Kind>)> {
    let spans = finding.labels.iter().filter_map(|label| match &label.place {
        diag::Place::Rule(span) => Some(*span),
        diag::Place::Data(_) => None,
    });
    let holds = |place: &&Place, span: Span| {
        place.file == usize::from(span.file.0) && place.range.contains(&(span.start as usize))
    };
    let found = spans.filter_map(|span| places.iter().find(|place| holds(place, span))).next()?;
    Some((found.measure, found.clause))
}

/// Takes a clause out of a measure, or puts a safe one in its place; where that has been done, the measure itself.
fn take_back(measure: &mut Measure, clause: Option<Kind>, finding: &Diagnostic, year: &str) {
    let why = &finding.message;
    let help = finding.help.clone().unwrap_or_else(|| "write what is meant in its place".to_owned());
    let safe = format!("tbc by {year}");
    let kind = clause.filter(|kind| measure.clause(*kind).is_some());
    let kind =
        kind.or_else(|| measure.clause(Kind::Target).filter(|target| *target != safe).map(|_| Kind::Target));
    match kind {
        Some(Kind::Target | Kind::Trajectory) if measure.clause(Kind::Target) != Some(&safe) => {
            let was =
                measure.take(Kind::Trajectory).or_else(|| measure.take(Kind::Target)).unwrap_or_default();
            measure.take(Kind::Amber);
            measure.take(Kind::Target);
            measure.put(Kind::Target, safe);
            measure.doubt(None, format!("`target {was}` is not used: {why}"), help);
        }
        Some(
            kind @ (Kind::Baseline
            | Kind::Amber
            | Kind::Due
            | Kind::Unit
            | Kind::By
            | Kind::Counts
            | Kind::Aim
            | Kind::Owner
            | Kind::Theme),
        ) => {
            let was = measure.take(kind).unwrap_or_default();
            let word = kind.word();
            measure.doubt(None, format!("`{word} {was}` is not used: {why}"), help);
        }
        Some(Kind::Target | Kind::Trajectory | Kind::Rating) | None => {
            measure.lost = true;
            measure.doubt(None, format!("no measure could be made of it: {why}"), help);
        }
    }
}

/// Reads the values as `run` would. True when none is refused; else what is refused stands as a note.
fn values_stand(draft: &mut Draft, book: &RuleBook) -> bool {
    let Some(file) = write::data(draft).into_iter().next() else { return true };
    // Units are guessed here, so that a fraction says nothing against a figure.
    let mut reader = Reader::new(book).supposing();
    reader.read_csv(&file.name, file.text.as_bytes());
    // A day after all of them, so that none is of a period that is not over.
    let (_, findings) = reader.finish(NaiveDate::MAX);
    let mut refused: Vec<(u64, bool, Option<String>)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        if let Some(diag::Place::Data(cell)) = finding.primary().map(|label| &label.place) {
            let of_period = cell.column.as_deref() == Some("period");
            refused.push((cell.line, of_period, finding.help.clone()));
        }
    }
    let rows: Vec<(usize, usize)> = draft
        .measures
        .iter()
        .enumerate()
        .filter(|(_, measure)| !measure.lost)
        .flat_map(|(at, measure)| (0..measure.values.len()).map(move |row| (at, row)))
        .collect();
    let mut stands = true;
    refused.dedup_by_key(|(line, _, _)| *line);
    for (line, of_period, why) in refused.into_iter().rev() {
        // The headings are line 1.
        let found = usize::try_from(line).ok().and_then(|line| rows.get(line.checked_sub(2)?));
        let Some((measure, row)) = found.and_then(|(at, row)| Some((draft.measures.get_mut(*at)?, *row)))
        else {
            continue;
        };
        stands = false;
        refuse_value(measure, row, of_period, why.as_deref());
    }
    stands
}

fn refuse_value(measure: &mut Measure, row: usize, of_period: bool, help: Option<&str>) {
    let Some(value) = measure.values.get_mut(row) else { return };
    if value.value == "nya" && value.period.is_empty() {
        // Nothing is left of it that could be refused but the row itself.
        measure.values.remove(row);
        return;
    }
    let (what, lacks) = match (of_period, value.period.is_empty()) {
        (true, false) => {
            (format!("\"{}\" for the period of the value", quotable(&value.period)), "is not read")
        }
        (true, true) => (format!("\"{}\" for the value", quotable(&value.value)), "has no period"),
        (false, _) => (format!("\"{}\" for the value", quotable(&value.value)), "is not read"),
    };
    if of_period && !value.period.is_empty() || value.value == "nya" {
        value.period = String::new();
    } else {
        let printed = format!("Printed as: {}.", value.value);
        value.note = if value.note.is_empty() { printed } else { format!("{printed} {}", value.note) };
        value.value = "nya".to_owned();
    }
    let words = format!("says {what}, which {lacks}");
    let help = help.unwrap_or("write the figure");
    measure.doubt(None, words, format!("in data/values.csv, {help}"));
}
