//! The one-screen summary: how the whole stands, counted both ways, and what somebody has to act on.

use super::counted::{self, OfKind};
use super::document::{Block, Cell, Column, Fact, Row, RowKind, Table};
use super::exceptions;
use super::framework::words;
use super::view::{View, level_cell, share};
use crate::eval::outcome::{Exception, ExceptionKind, Outcome, ResultKind, ShareStatus, TotalOf, Totals};
use crate::plain;

/// A summary names no more than these; the tables and the JSON have all.
pub const MOST_NAMES: usize = 30;

/// What stands at the top of the framework report.
#[must_use]
pub fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(totals) = view.inputs.assessment.totals.iter().find(|t| t.of == TotalOf::Book) {
        let all: Vec<&Outcome> = view.outcomes().iter().collect();
        blocks.extend(counted::told(view, totals, &all).into_iter().map(Block::Paragraph));
        blocks.push(Block::Facts(facts(view, totals)));
    }
    blocks.extend(exceptions::answers_awaited(view, &exceptions::every(view)));
    blocks
}

fn facts(view: &View<'_>, totals: &Totals) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Measures", measures(view, totals))];
    for (name, levels) in [("Levels", &totals.levels), ("Judged by hand", &totals.levels_by_hand)] {
        let counts: Vec<String> =
            levels.iter().map(|(word, number)| format!("{number} {}", with_letter(view, word))).collect();
        if !counts.is_empty() {
            facts.push(Fact::text(name, plain::and_list(&counts)));
        }
    }
    for one in counted::without_level(view.outcomes().iter()) {
        facts.push(Fact::text(
            plain::capital(one.word),
            format!("{}{}", one.results.len(), ids_of(view, &one)),
        ));
    }
    if totals.targets_to_be_set > 0 {
        facts.push(Fact::new("Targets to be set", Cell::count(totals.targets_to_be_set)));
    }
    let rated = view.inputs.assessment.totals.iter().filter_map(|one| Some((one, one.share.as_ref()?)));
    facts.extend(rated.map(|(one, share)| Fact::text(name_of(view, one), status_words(view, share))));
    let exceptions = &view.inputs.assessment.exceptions;
    facts.push(Fact::text(
        "Exceptions",
        match exceptions.len() {
            0 => "none".to_owned(),
            number => format!("{number} ({})", exceptions_by_kind(view, exceptions)),
        },
    ));
    let changes = &view.inputs.assessment.changes;
    let compared = view.inputs.assessment.compared_with_before > 0;
    if let Some(before) = view.inputs.assessment.previous_period.as_ref().filter(|_| compared) {
        let better = changes.iter().filter(|c| c.better > 0).count();
        let worse = changes.iter().filter(|c| c.better < 0).count();
        let other = changes.len() - better - worse;
        facts.push(Fact::text(
            format!("Changes since {before}"),
            match changes.len() {
                0 => "none".to_owned(),
                _ => format!("{better} better, {worse} worse, {other} neither better nor worse"),
            },
        ));
    }
    let differences = view.inputs.assessment.differences.len();
    if differences > 0 {
        facts.push(Fact::text(
            "Stated levels",
            match differences {
                1 => "1 differs from the rules".to_owned(),
                more => format!("{more} differ from the rules"),
            },
        ));
    }
    facts
}

/// How many measures there are, and how many results where some give one for each group.
fn measures(view: &View<'_>, totals: &Totals) -> Cell {
    match counted::measures(view, totals.of) {
        all if all < totals.measures => Cell::Text(format!("{all}, which give {} results", totals.measures)),
        _ => Cell::count(totals.measures),
    }
}

/// `red (R)`: a colour word is never without its letter.
#[must_use]
pub fn with_letter(view: &View<'_>, word: &str) -> String {
    let levels = view.inputs.book.ratings.values().flat_map(|rating| &rating.levels);
    let mut found = levels.filter(|level| level.word == word && !level.letter.is_empty());
    found.next().map_or_else(|| word.to_owned(), |level| format!("{word} ({})", level.letter))
}

/// Which measures are missing, invalid or not rated, by id; others are counted only.
fn ids_of(view: &View<'_>, of: &OfKind<'_>) -> String {
    match of.kind {
        ResultKind::Missing | ResultKind::Invalid | ResultKind::NotRated | ResultKind::Withheld => {
            let ids: Vec<String> = of.results.iter().map(|one| view.short_label(one)).collect();
            if ids.is_empty() { String::new() } else { format!(" ({})", plain::and_some(&ids, MOST_NAMES)) }
        }
        ResultKind::Rated | ResultKind::Unrated | ResultKind::NotDue | ResultKind::NotApplicable => {
            String::new()
        }
    }
}

/// `20 with a response asked for, 5 missing`.
#[must_use]
pub fn exceptions_by_kind<'e>(
    view: &View<'_>,
    exceptions: impl IntoIterator<Item = &'e Exception>,
) -> String {
    let (told, others): (Vec<&Exception>, Vec<&Exception>) =
        exceptions.into_iter().partition(|one| is_only_told(view, one));
    let kinds: Vec<ExceptionKind> = others.iter().map(|e| e.kind).collect();
    let all = [
        ExceptionKind::Escalated,
        ExceptionKind::NotEscalated,
        ExceptionKind::Missing,
        ExceptionKind::Invalid,
        ExceptionKind::NotRated,
    ];
    // What somebody said is not yet available is not called missing.
    let said: Vec<&str> = others.iter().filter_map(|one| said_absent(view, one)).collect();
    let counts = all.iter().flat_map(|kind| {
        let of_kind = kinds.iter().filter(|k| *k == kind).count();
        let apart = if *kind == ExceptionKind::Missing { said.as_slice() } else { &[] };
        let rest = of_kind - apart.len();
        let rest = (rest > 0).then(|| format!("{rest} {}", plain::outcome::exception_kind_short(*kind)));
        rest.into_iter().chain(each_once(apart))
    });
    let told = (!told.is_empty()).then(|| format!("{} that somebody is told of", told.len()));
    counts.chain(told).collect::<Vec<_>>().join(", ")
}

/// The word for an exception that is one because somebody said that there is no figure.
fn said_absent(view: &View<'_>, exception: &Exception) -> Option<&'static str> {
    let outcome = view.outcome(exception.result).filter(|_| exception.kind == ExceptionKind::Missing)?;
    outcome.said_absent().map(|said| said.absence.words())
}

/// `2 not yet available`, `1 not available`: each word with how often it occurs.
fn each_once(words: &[&'static str]) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in words {
        match counts.iter_mut().find(|(known, _)| known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.into_iter().map(|(word, count)| format!("{count} {word}")).collect()
}

/// True where rules tell somebody of a result, and none asks for a response.
#[must_use]
pub fn is_only_told(view: &View<'_>, exception: &Exception) -> bool {
    let mut cases = exception.cases.iter().filter_map(|at| view.inputs.assessment.cases.get(*at));
    exception.kind == ExceptionKind::Escalated && !cases.any(|case| case.wants_answer(view.inputs.book))
}

/// The totals of the whole, by theme or by responsible board.
#[must_use]
pub fn table(view: &View<'_>, title: &str, by_theme: bool) -> Option<Table> {
    let wanted = |of: TotalOf| match of {
        TotalOf::Book => true,
        TotalOf::Theme(_) => by_theme,
        TotalOf::Owner(_) => !by_theme,
    };
    let mut rows: Vec<&Totals> = view.inputs.assessment.totals.iter().filter(|t| wanted(t.of)).collect();
    rows.sort_by_key(|totals| totals.of == TotalOf::Book);
    if rows.iter().all(|totals| totals.of == TotalOf::Book) {
        return None;
    }
    let is_rated = rows.iter().any(|totals| totals.share.is_some());
    let status = is_rated.then(|| Column::left("Status"));
    Some(Table {
        title: title.to_owned(),
        columns: [
            Column::left(if by_theme { "Theme" } else { "Responsible board" }),
            Column::right("Results"),
            Column::right("Due"),
            Column::right("Rated"),
            Column::right("On target"),
            Column::right("Of those rated"),
            Column::right("Of those due"),
        ]
        .into_iter()
        .chain(status)
        .collect(),
        rows: rows.into_iter().map(|totals| row(view, totals, is_rated)).collect(),
        key: Vec::new(),
        empty: String::new(),
    })
}

fn name_of(view: &View<'_>, totals: &Totals) -> String {
    match totals.of {
        TotalOf::Book => "All".to_owned(),
        TotalOf::Theme(id) => view.inputs.book.themes[id].title.clone(),
        TotalOf::Owner(Some(id)) => view.party(id).to_owned(),
        TotalOf::Owner(None) => "No responsible board".to_owned(),
    }
}

/// `needs_attention (N): 85%, 28 of 33 rated`.
fn status_words(view: &View<'_>, status: &ShareStatus) -> String {
    let of = if status.of_due { "due" } else { "rated" };
    if status.of == 0 {
        return format!("no status: nothing is {of}");
    }
    let rating = &view.inputs.book.ratings[status.rating];
    let level = status.level.map_or_else(|| "no level".to_owned(), |level| words(&level_cell(rating, level)));
    format!("{level}: {}, {} of {} {of}", share(status.on_target, status.of), status.on_target, status.of)
}

fn row(view: &View<'_>, totals: &Totals, with_status: bool) -> Row {
    let name = name_of(view, totals);
    let part_of = |whole: u32, nothing: &str| match whole {
        0 if totals.by_hand > 0 && totals.by_hand == totals.measures => Cell::absent("judged by hand"),
        0 => Cell::absent(nothing),
        _ => Cell::text(share(totals.on_target, whole)),
    };
    Row {
        kind: if totals.of == TotalOf::Book { RowKind::Total } else { RowKind::Plain },
        cells: [
            Cell::Text(name),
            Cell::count(totals.measures),
            Cell::count(totals.due),
            Cell::count(totals.rated),
            Cell::count(totals.on_target),
            part_of(totals.rated, "none rated"),
            part_of(totals.due, "none due"),
        ]
        .into_iter()
        .chain(with_status.then(|| match &totals.share {
            Some(status) => Cell::Text(status_words(view, status)),
            None => Cell::absent("not rated itself"),
        }))
        .collect(),
        ..Row::default()
    }
}
