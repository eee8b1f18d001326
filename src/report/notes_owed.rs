//! The notes that are owed before a report goes out: complete or not, by line and by responsible board.

use super::document::{Block, Cell, Column, Row, RowKind, Table};
use super::view::View;
use crate::base::arena::Id;
use crate::eval::outcome::NoteOwed;
use crate::model::Party;
use crate::plain;

/// What an entry is called where a reader is told that it is missing.
#[must_use]
pub fn entry_words(field: &str) -> String {
    match field.to_ascii_lowercase().as_str() {
        "recovery" => "date of recovery".to_owned(),
        "due" => "date of action".to_owned(),
        _ => field.replace('_', " "),
    }
}

/// The notes owed, where a paper of the book lists them.
#[must_use]
pub fn all<'v>(view: &View<'v>) -> &'v [NoteOwed] {
    view.inputs.assessment.notes.as_deref().unwrap_or(&[])
}

/// `owed: 6 notes; complete: 4; missing: B date of recovery, D comment`.
#[must_use]
pub fn words(view: &View<'_>) -> String {
    let notes = all(view);
    let complete = notes.iter().filter(|note| note.is_complete()).count();
    let owed = plain::count(u32::try_from(notes.len()).unwrap_or(u32::MAX), "note");
    let missing: Vec<String> = notes
        .iter()
        .filter(|note| !note.is_complete())
        .map(|note| format!("{} {}", line(view, note), missing(note)))
        .collect();
    let missing = if missing.is_empty() { "nothing".to_owned() } else { missing.join(", ") };
    format!("owed: {owed}; complete: {complete}; missing: {missing}")
}

/// `B`, or `2.8 (John Radcliffe)`.
#[must_use]
pub fn line(view: &View<'_>, note: &NoteOwed) -> String {
    let Some(id) = note.measure else { return "the whole book".to_owned() };
    let case = view.inputs.assessment.cases.get(note.case);
    let group = case.map_or_else(String::new, |case| view.group_named(case.place, &case.group));
    let measure = &view.inputs.book.measures[id].id;
    if group.is_empty() { measure.clone() } else { format!("{measure} ({group})") }
}

fn missing(note: &NoteOwed) -> String {
    let entries: Vec<String> = note.missing().into_iter().map(entry_words).collect();
    plain::and_list(&entries)
}

/// The sentence, what is missing by line, and the counts by responsible board.
#[must_use]
pub fn blocks(view: &View<'_>) -> Vec<Block> {
    let notes = all(view);
    let mut blocks = vec![Block::Paragraph(plain::sentence(&words(view)))];
    if notes.is_empty() {
        return blocks;
    }
    let board = |id: Option<Id<Party>>| id.map_or("No responsible board", |id| view.party(id));
    let rows: Vec<Row> = notes
        .iter()
        .filter(|note| !note.is_complete())
        .map(|note| {
            Row::plain(vec![
                Cell::Text(line(view, note)),
                Cell::text(board(note.board)),
                Cell::Text(escalation(view, note)),
                Cell::Text(missing(note)),
            ])
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            title: "Missing".to_owned(),
            columns: vec![
                Column::left("Ref"),
                Column::left("Responsible board"),
                Column::left("Note"),
                Column::left("Missing"),
            ],
            rows,
            key: Vec::new(),
            empty: String::new(),
        }));
    }
    blocks.push(Block::Table(by_board(view, notes)));
    blocks
}

/// What the note is for: the title of its escalation.
#[must_use]
pub fn escalation(view: &View<'_>, note: &NoteOwed) -> String {
    let case = view.inputs.assessment.cases.get(note.case);
    case.map_or_else(String::new, |case| view.inputs.book.escalations[case.escalation].title.clone())
}

/// The boards that owe notes, in the order of the book.
#[must_use]
pub fn boards(notes: &[NoteOwed]) -> Vec<Option<Id<Party>>> {
    let mut boards: Vec<Option<Id<Party>>> = notes.iter().map(|note| note.board).collect();
    boards.sort_unstable_by_key(|board| (board.is_none(), *board));
    boards.dedup();
    boards
}

fn by_board(view: &View<'_>, notes: &[NoteOwed]) -> Table {
    let count = |of: &dyn Fn(&NoteOwed) -> bool| {
        Cell::count(u32::try_from(notes.iter().filter(|note| of(note)).count()).unwrap_or(u32::MAX))
    };
    let cells = |name: &str, own: &dyn Fn(&NoteOwed) -> bool| {
        vec![
            Cell::text(name),
            count(own),
            count(&|note| own(note) && note.is_complete()),
            count(&|note| own(note) && !note.is_complete()),
        ]
    };
    let mut rows: Vec<Row> = boards(notes)
        .into_iter()
        .map(|board| {
            let name = board.map_or("No responsible board", |id| view.party(id));
            Row::plain(cells(name, &|note| note.board == board))
        })
        .collect();
    rows.push(Row { kind: RowKind::Total, cells: cells("All", &|_| true), ..Row::default() });
    Table {
        title: "Notes by responsible board".to_owned(),
        columns: vec![
            Column::left("Responsible board"),
            Column::right("Owed"),
            Column::right("Complete"),
            Column::right("Not complete"),
        ],
        rows,
        key: Vec::new(),
        empty: String::new(),
    }
}
