//! The papers that a book asks for: what each shows, what it lists apart, how many it leaves out and why, and who
//! reads it when.

use super::document::{Block, Cell, Column, Document, Fact, Row, Table};
use super::framework::{subtitle, table};
use super::view::{View, share};
use super::{OutputFile, notes_owed, reservations};
use crate::base::file_name::Names;
use crate::base::period::date_name;
use crate::eval::explain::HistoryLine;
use crate::eval::outcome::{Outcome, Paper, PaperLine, Reading};
use crate::model::{Apart, Report};
use crate::plain;

/// Every paper, in the order of the book.
#[must_use]
pub fn all(view: &View<'_>) -> Vec<OutputFile> {
    let mut names = Names::default();
    let book = view.inputs.book;
    // Every report of the book has its name, whether it is shown or not, so that a name stays the same.
    let names: Vec<String> = book.reports.iter().map(|report| names.free(&report.id)).collect();
    let papers = view.inputs.assessment.papers.iter();
    papers
        .filter_map(|paper| {
            let report = rule(view, paper)?;
            let name = format!("report-{}", names.get(paper.report)?);
            Some(OutputFile { name, document: document(view, paper, report) })
        })
        .collect()
}

/// The rule of a paper.
#[must_use]
pub fn rule<'a>(view: &View<'a>, paper: &Paper) -> Option<&'a Report> {
    view.inputs.book.reports.get(paper.report)
}

fn document(view: &View<'_>, paper: &Paper, report: &Report) -> Document {
    let mut document = Document::new(&report.title, subtitle(view));
    document.blocks.extend(reservations::blocks(view));
    document.blocks.extend(report.notes.iter().map(|note| Block::Paragraph(plain::sentence(note))));
    let readings: Vec<Fact> = paper.readings.iter().map(|reading| reading_fact(view, reading)).collect();
    if !readings.is_empty() {
        document.blocks.push(Block::Facts(readings));
    }
    document.blocks.extend(working_days_said(view, report));
    let shown: Vec<&Outcome> = with_parts(view, paper.shown.iter().map(|line| line.result));
    let mut results = vec![Block::Paragraph(plain::sentence(&shows_words(view, report)))];
    results.extend(figures(view, "Results shown", &shown));
    document.blocks.push(Block::section("Results shown", results));
    for (rule, results) in report.apart.iter().zip(&paper.apart) {
        if !results.is_empty() {
            let heading = plain::capital(&apart_words(view, rule));
            let apart = with_parts(view, results.iter().copied());
            document.blocks.push(Block::section(&heading, figures(view, &heading, &apart)));
        }
    }
    let histories: Vec<Block> = paper.shown.iter().filter_map(|line| history(view, line)).collect();
    if !histories.is_empty() {
        document.blocks.push(Block::section("History", histories));
    }
    if report.lists_notes {
        document.blocks.push(Block::section("Notes owed", notes_owed::blocks(view)));
    }
    let foot = vec![
        Block::Paragraph(plain::sentence(&foot(view, paper, report))),
        Block::Paragraph(plain::sentence(&shares(view, paper))),
    ];
    document.blocks.push(Block::section("What this paper leaves out", foot));
    document
}

/// `shows green or red, and always 1.1`.
fn shows_words(view: &View<'_>, report: &Report) -> String {
    let book = view.inputs.book;
    let shows = report.shows.as_ref().map_or_else(
        || "shows all results".to_owned(),
        |when| format!("shows what is {}", plain::condition(when, plain::Context::whole(book))),
    );
    let always: Vec<&str> = report.always.iter().map(|id| book.measures[*id].id.as_str()).collect();
    if always.is_empty() { shows } else { format!("{shows}, and always {}", plain::and_list(&always)) }
}

/// Results with the groups beneath them.
fn with_parts<'v>(view: &'v View<'_>, results: impl Iterator<Item = usize>) -> Vec<&'v Outcome> {
    let all = view.outcomes();
    let mut found: Vec<&Outcome> = Vec::new();
    for at in results {
        let Some(whole) = all.get(at) else { continue };
        found.push(whole);
        let after = all.iter().skip(at + 1);
        found.extend(after.take_while(|one| one.is_part && one.measure == whole.measure));
    }
    found
}

fn figures(view: &View<'_>, heading: &str, outcomes: &[&Outcome]) -> Vec<Block> {
    if outcomes.is_empty() {
        return vec![Block::Paragraph("None.".to_owned())];
    }
    vec![Block::Table(table(view, heading, outcomes))]
}

fn reading_fact(view: &View<'_>, reading: &Reading) -> Fact {
    let name = if reading.results.is_some() { "Also goes to" } else { "Goes to" };
    Fact::text(name, reading_words(view, reading))
}

/// `All members by newsletter on 31 July 2019 (the last working day of the month after the quarter): A`.
#[must_use]
pub fn reading_words(view: &View<'_>, reading: &Reading) -> String {
    let to: Vec<&str> = reading.to.iter().map(|id| view.party(*id)).collect();
    let mut said = plain::and_list(&to);
    if let Some(by) = &reading.by {
        said.push_str(&format!(" by {by}"));
    }
    match (reading.on, reading.day_is.is_empty()) {
        (Some(day), true) => said.push_str(&format!(" on {}", date_name(day))),
        (Some(day), false) => said.push_str(&format!(" on {} ({})", date_name(day), reading.day_is)),
        (None, true) => said.push_str(", no day set"),
        (None, false) => said.push_str(&format!(", no day set: {}", reading.day_is)),
    }
    if let Some(results) = &reading.results {
        let names: Vec<String> =
            results.iter().filter_map(|at| Some(view.short_label(view.outcome(*at)?))).collect();
        said.push_str(&format!(": {}", plain::and_list(&names)));
    }
    said
}

/// What a rule lists apart: `without a target`, `missing`.
#[must_use]
pub fn apart_words(view: &View<'_>, rule: &Apart) -> String {
    match rule {
        Apart::WithoutTarget => "without a target".to_owned(),
        Apart::When(when) => plain::condition(when, plain::Context::whole(view.inputs.book)),
    }
}

/// `5 rated, 3 shown, 2 amber not shown, 1 without a target`: shares and counts are of all, not of those shown.
#[must_use]
pub fn foot(view: &View<'_>, paper: &Paper, report: &Report) -> String {
    let mut said = vec![format!("{} rated", paper.rated), format!("{} shown", paper.shown.len())];
    let mut left: Vec<(&str, u32)> = Vec::new();
    for outcome in paper.left_out.iter().filter_map(|at| view.outcome(*at)) {
        let why = if outcome.level_word.is_empty() { outcome.kind_word() } else { &outcome.level_word };
        match left.iter_mut().find(|(word, _)| *word == why) {
            Some((_, count)) => *count += 1,
            None => left.push((why, 1)),
        }
    }
    said.extend(left.iter().map(|(why, count)| format!("{count} {why} not shown")));
    let apart = report.apart.iter().zip(&paper.apart).filter(|(_, results)| !results.is_empty());
    said.extend(apart.map(|(rule, results)| format!("{} {}", results.len(), apart_words(view, rule))));
    said.join(", ")
}

/// `of all 5 rated, green 2 (40%), amber 2 (40%), red 1 (20%)`.
fn shares(view: &View<'_>, paper: &Paper) -> String {
    if paper.rated == 0 {
        return "no result is rated".to_owned();
    }
    let levels = paper.levels.iter().map(|(word, count)| {
        let with_letter = super::summary::with_letter(view, word);
        format!("{with_letter} {count} of {} ({})", paper.rated, share(*count, paper.rated))
    });
    format!(
        "shares are of all results that are rated, shown or not: {}",
        levels.collect::<Vec<_>>().join(", ")
    )
}

fn working_days_said(view: &View<'_>, report: &Report) -> Option<Block> {
    use crate::model::PaperDay;
    let counts = report.readers.iter().any(|reader| match reader.day {
        PaperDay::LastWorkingDay | PaperDay::WorkingDays(_) => true,
        PaperDay::NextMeeting(_) | PaperDay::NotSet => false,
    });
    let unknown = view.inputs.book.calendar.name.is_none();
    let said = "working days leave out weekends only, since the rule book names no bank holidays.";
    (counts && unknown).then(|| Block::note(said))
}

fn history(view: &View<'_>, line: &PaperLine) -> Option<Block> {
    let outcome = view.outcome(line.result).filter(|_| !line.history.is_empty())?;
    let measure = view.measure(outcome);
    let row = |past: &HistoryLine| {
        let figure = past.figure.as_ref().filter(|figure| !view.is_secret_figure(figure));
        let value = figure.map(|figure| plain::amount(&figure.amount, &measure.unit, view.rating(outcome)));
        let level = past.level.zip(view.rating(outcome));
        Row::plain(vec![
            Cell::text(past.period.to_string()),
            value.map_or_else(|| Cell::absent("no figure"), Cell::Text),
            level.map_or_else(|| Cell::absent("–"), |(level, rating)| super::view::level_cell(rating, level)),
        ])
    };
    Some(Block::Table(Table {
        title: view.label(outcome),
        columns: vec![Column::left("Period"), Column::right("Value"), Column::left("Level")],
        rows: line.history.iter().map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    }))
}
