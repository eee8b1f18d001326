//! The whole framework, theme by theme: the paper a board reads first.

use super::document::{Block, Cell, Column, Document, KeyEntry, Row, RowKind, Table};
use super::view::{View, level_cell};
use super::{compared, ladders, reservations, summary, trends};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::data::{Absence, Mark};
use crate::eval::outcome::{DOES_NOT_APPLY, Outcome, Remark, ResultKind, not_submitted};
use crate::model::{Party, Rating, Theme};
use crate::plain;

/// The framework report.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let mut document = Document::new(title(view), subtitle(view));
    let mut summary = reservations::blocks(view);
    summary.extend(summary::blocks(view));
    if view.outcomes().is_empty() {
        summary.push(Block::Paragraph("There are no measures to report on.".to_owned()));
    }
    document.blocks.push(Block::section("Summary", summary));
    for (id, theme) in view.inputs.book.themes.iter() {
        let of_theme = |o: &&Outcome| view.measure(o).themes.first() == Some(&id);
        section(view, &theme.title, view.outcomes().iter().filter(of_theme).collect(), &mut document);
    }
    let none = |o: &&Outcome| view.measure(o).themes.is_empty();
    let heading = if view.inputs.book.themes.is_empty() { "Measures" } else { "Measures of no theme" };
    section(view, heading, view.outcomes().iter().filter(none).collect(), &mut document);
    compared::leagues(view, &mut document);
    let totals = [("Totals by theme", true), ("Totals by responsible board", false)];
    let tables: Vec<Block> = totals
        .into_iter()
        .filter_map(|(title, by_theme)| summary::table(view, title, by_theme).map(Block::Table))
        .collect();
    if !tables.is_empty() {
        document.blocks.push(Block::section("Totals", tables));
    }
    document
}

/// The framework's title, or a plain name where it has none.
#[must_use]
pub fn title(view: &View<'_>) -> String {
    let title = &view.inputs.book.framework.title;
    if title.is_empty() { "Performance framework".to_owned() } else { title.clone() }
}

/// `Report on Q1 2019/20, as of 13 June 2019`.
#[must_use]
pub fn subtitle(view: &View<'_>) -> String {
    let assessment = view.inputs.assessment;
    format!("Report on {}, as of {}", assessment.period, date_name(assessment.as_of))
}

fn section(view: &View<'_>, heading: &str, outcomes: Vec<&Outcome>, document: &mut Document) {
    if outcomes.is_empty() {
        return;
    }
    let table = table(view, heading, &outcomes);
    document.blocks.push(Block::section(heading, vec![Block::Table(table)]));
}

/// Figures and levels of some results, with a key.
#[must_use]
pub fn table(view: &View<'_>, theme: &str, outcomes: &[&Outcome]) -> Table {
    let owners: Vec<Id<Party>> = outcomes.iter().filter_map(|o| view.measure(o).owner).collect();
    let mut key = view.board_key(&owners);
    key.extend(levels_key(view, outcomes));
    key.extend(kinds_key(outcomes));
    let mut table = Table {
        title: format!("{theme}: figures and levels"),
        columns: vec![
            Column::left("Ref"),
            Column::left("Measure"),
            Column::left("Board"),
            Column::right("Baseline"),
            Column::left("Target"),
            Column::left("Period"),
            Column::right("Value"),
            Column::left("Level"),
            Column::drawn("Trend"),
            Column::left("Year end"),
            Column::left("Stage"),
            Column::left("Gap").folding(),
            Column::left("Movement").folding(),
            Column::left("Compared with").folding(),
            Column::left("Place").folding(),
        ],
        rows: rows(view, outcomes),
        key,
        empty: String::new(),
    };
    for heading in ["Baseline", "Trend", "Year end", "Stage", "Gap", "Movement", "Compared with", "Place"] {
        leave_out_if_empty(&mut table, heading);
    }
    for (heading, name, words) in [
        ("Year end", "year end", "the level of the forecast, which is no result"),
        ("Gap", "gap", "how far the value is from its target"),
    ] {
        if table.columns.iter().any(|column| column.heading == heading) {
            table.key.push(KeyEntry::new(name, words));
        }
    }
    table
}

fn rows(view: &View<'_>, outcomes: &[&Outcome]) -> Vec<Row> {
    let by_measure = outcomes.chunk_by(|one, next| one.measure == next.measure);
    let rows = by_measure.flat_map(|own| {
        let shown = own.iter().filter(|one| view.has_room(one)).map(|one| row(view, one));
        shown.chain(rest_of(view, own)).collect::<Vec<_>>()
    });
    rows.collect()
}

/// Where a measure comes for more groups than a page has room for, a row that counts those left out.
#[must_use]
pub fn rest_of(view: &View<'_>, own: &[&Outcome]) -> Option<Row> {
    let left: Vec<&&Outcome> = own.iter().filter(|one| !view.has_room(one)).collect();
    let first = left.first()?;
    let mut said: Vec<(String, u32)> = Vec::new();
    for one in &left {
        let word = words(&view.level(one));
        match said.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => said.push((word, 1)),
        }
    }
    let said: Vec<String> = said.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let id = &view.measure(first).id;
    let text = format!("{id}: {} more, none of a worse level: {}", left.len(), plain::and_list(&said));
    Some(Row { kind: RowKind::Part, cells: vec![Cell::text(""), Cell::Text(text)], ..Row::default() })
}

/// Takes a column away in which no row has anything.
pub(super) fn leave_out_if_empty(table: &mut Table, heading: &str) {
    let Some(at) = table.columns.iter().position(|column| column.heading == heading) else { return };
    if table.rows.iter().all(|row| matches!(row.cells.get(at), Some(Cell::Absent(_)) | None)) {
        table.columns.remove(at);
        for row in table.rows.iter_mut().filter(|row| at < row.cells.len()) {
            row.cells.remove(at);
        }
    }
}

/// Which level is best and which worst, for each rating that is used.
#[must_use]
pub fn levels_key(view: &View<'_>, outcomes: &[&Outcome]) -> Vec<KeyEntry> {
    let mut ratings: Vec<Id<Rating>> =
        outcomes.iter().filter_map(|o| Some(view.measure(o).list.as_ref()?.rating)).collect();
    ratings.sort_unstable();
    ratings.dedup();
    let mut said: Vec<(&str, String)> = Vec::new();
    for id in ratings {
        let rating = &view.inputs.book.ratings[id];
        let levels: Vec<String> = (0..rating.levels.len())
            .filter_map(|at| Some(words(&level_cell(rating, u8::try_from(at).ok()?))))
            .collect();
        said.push((&rating.id, format!("from best to worst: {}", levels.join(", "))));
    }
    let first = said.first().map(|(_, levels)| levels.clone());
    if said.iter().all(|(_, levels)| Some(levels) == first.as_ref()) {
        return first.map(|levels| KeyEntry::new("level", levels)).into_iter().collect();
    }
    said.into_iter().map(|(id, levels)| KeyEntry::new(format!("level {id}"), levels)).collect()
}

/// What the words mean that stand where a level would.
#[must_use]
pub fn kinds_key(outcomes: &[&Outcome]) -> Vec<KeyEntry> {
    let mut kinds: Vec<ResultKind> = outcomes.iter().filter(|o| o.level.is_none()).map(|o| o.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let left_out = |o: &&&Outcome| o.history.not_comparable.is_some();
    let of_kind = |kind| outcomes.iter().filter(move |o| o.level.is_none() && o.kind == kind);
    let entry = |kind: ResultKind| {
        let (all, out) = (of_kind(kind).count(), of_kind(kind).filter(left_out).count());
        let meaning = plain::result_kind_meaning(kind);
        let meaning = match out {
            0 => meaning.to_owned(),
            _ if out == all => "the period does not compare with others, as its row says".to_owned(),
            _ => format!("{meaning}; or the period does not compare with others, as its row says"),
        };
        KeyEntry::new(plain::result_kind(kind), meaning)
    };
    let said: Vec<Absence> = outcomes.iter().filter_map(|one| Some(one.said_absent()?.absence)).collect();
    let missing = of_kind(ResultKind::Missing).any(|one| one.said_absent().is_none());
    let mut key: Vec<KeyEntry> =
        kinds.into_iter().filter(|kind| missing || *kind != ResultKind::Missing).map(entry).collect();
    let absences = [Absence::NotYet, Absence::NotAvailable].into_iter().filter(|one| said.contains(one));
    key.extend(absences.map(|one| KeyEntry::new(one.words(), plain::outcome::absence_meaning(one))));
    key
}

/// The number and the name of a result, as they stand in its row.
#[must_use]
pub fn named(view: &View<'_>, outcome: &Outcome) -> (String, String) {
    let measure = view.measure(outcome);
    let group = view.group(outcome);
    let beneath = view.stands_beneath(outcome);
    match (outcome.is_part, group.is_empty()) {
        (true, true) => (measure.id.clone(), format!("{}: all groups together", measure.title)),
        (true, false) if beneath => (String::new(), format!("of which {group}")),
        (false, true) => (measure.id.clone(), measure.title.clone()),
        (_, false) => (measure.id.clone(), format!("{}: {group}", measure.title)),
    }
}

fn row(view: &View<'_>, outcome: &Outcome) -> Row {
    let measure = view.measure(outcome);
    let beneath = view.stands_beneath(outcome);
    let (number, name) = named(view, outcome);
    let owner = measure.owner.map_or_else(|| Cell::absent("none"), |id| Cell::text(view.party_id(id)));
    Row {
        kind: if beneath { RowKind::Part } else { RowKind::Plain },
        cells: vec![
            Cell::Text(number),
            Cell::Text(name),
            if beneath { Cell::text("") } else { owner },
            view.baseline(outcome),
            view.target(outcome),
            view.period(outcome),
            view.value(outcome),
            view.level(outcome),
            trends::cell(view, outcome),
            view.year_end(outcome),
            ladders::cell(view, outcome),
            view.gap(outcome),
            view.movement(outcome),
            compared::benchmarks(view, outcome),
            compared::place(outcome),
        ],
        notes: notes(view, outcome),
        ..Row::default()
    }
}

/// Everything a reader should bear in mind about a row: ours first, then the words that came with it.
#[must_use]
pub fn notes(view: &View<'_>, outcome: &Outcome) -> Vec<String> {
    let measure = view.measure(outcome);
    // The target says of itself that a measure is only watched.
    let target = view.target(outcome).shown();
    let remarks: Vec<String> = view.remarks(outcome).into_iter().filter(|text| *text != target).collect();
    let mut notes = Vec::new();
    // A remark may be the reason itself: it is said once. So is what stands in the row already.
    if !outcome.reason.is_empty() && !remarks.contains(&outcome.reason) && !is_in_the_row(view, outcome) {
        notes.push(outcome.reason.clone());
    }
    notes.extend(remarks);
    notes.extend(compared::why_no_place(outcome));
    let mut marks = view.marks(outcome);
    // Where it says what is missing, it need not say that something is.
    if outcome.remarks.iter().any(|remark| matches!(remark, Remark::Incomplete { .. })) {
        marks.retain(|mark| *mark != Mark::Incomplete.word());
    }
    if !marks.is_empty() && outcome.figure.is_some() {
        notes.push(format!("the figure is {}", plain::and_list(&marks)));
    }
    if let Some(known) = view.last_known(outcome) {
        notes.push(format!("last known: {known}"));
    }
    notes.extend(view.outlook(outcome));
    for other in &outcome.other_targets {
        notes.push(format!("also shown: target {}", plain::target_used(other, &measure.unit)));
    }
    if let Some(stated) = stated_otherwise(view, outcome) {
        notes.push(stated);
    }
    let mut notes: Vec<String> = notes.iter().map(|note| plain::sentence(note)).collect();
    // What is withheld is not to be guessed from a note that came with it.
    let instead = outcome.said_absent().and_then(|said| said.note.as_deref());
    let came = outcome.figure.as_ref().and_then(|figure| figure.note.as_deref()).or(instead);
    let own = measure.notes.iter().map(String::as_str).filter(|_| !outcome.is_part);
    let own = own.filter(|note| !came.is_some_and(|came| repeats(came, note)));
    notes.extend(own.chain(came).map(|note| format!("Note: {note}")));
    notes.dedup();
    notes
}

/// True when the value or the target of a row says why it has the result it has.
#[must_use]
pub fn is_in_the_row(view: &View<'_>, outcome: &Outcome) -> bool {
    let only_watched = outcome.kind == ResultKind::Unrated && view.measure(outcome).is_monitor();
    let not_applicable = outcome.kind == ResultKind::NotApplicable && outcome.reason == DOES_NOT_APPLY;
    let missing = outcome.expected.is_some_and(|period| outcome.reason == not_submitted(&period));
    only_watched || not_applicable || missing || outcome.reason == view.value(outcome).shown()
}

/// True when a note says all that another does: the letter case, spacing and final stop do not matter.
fn repeats(note: &str, other: &str) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(note).contains(folded(other).trim_end_matches('.'))
}

fn stated_otherwise(view: &View<'_>, outcome: &Outcome) -> Option<String> {
    let stated = outcome.stated.as_ref().filter(|text| !text.trim().is_empty())?;
    let said = view.level_said(outcome, stated);
    let reckoned = view.level(outcome);
    (said != reckoned)
        .then(|| format!("stated as {}, where the rules give {}", words(&said), words(&reckoned)))
}

/// A level within a sentence: `amber (A)`.
#[must_use]
pub fn words(cell: &Cell) -> String {
    match cell {
        Cell::Level { word, letter, .. } if !letter.is_empty() => format!("{word} ({letter})"),
        Cell::Level { .. }
        | Cell::Text(_)
        | Cell::Number { .. }
        | Cell::Day(_)
        | Cell::Absent(_)
        | Cell::Trend(_) => cell.shown(),
    }
}

/// The title of a measure's first theme.
#[must_use]
pub fn theme_of(view: &View<'_>, outcome: &Outcome) -> Option<String> {
    let theme: Id<Theme> = *view.measure(outcome).themes.first()?;
    Some(view.inputs.book.themes[theme].title.clone())
}
