//! The notes of measures, numbered once for all tables, and the shorthand that cells are written in.

use rustc_hash::FxHashMap;

use super::{Column, Rows, Seen, Table, Value};
use crate::report::view::View;

/// The notes and the shorthand as a table.
pub(super) const TABLE: Table = Table {
    name: "notes",
    title: "Notes",
    says: "each row is a shorthand or a note, and what it means",
    columns: &[
        Column::text(
            "mark",
            "Mark",
            12,
            "the shorthand or the number of the note, as it stands in other tables",
        )
        .required(),
        Column::text("meaning", "Meaning", 110, "what it means").required(),
    ],
    key: "mark",
    rows,
    count: None,
};

/// Shorthand of the Government Statistical Service, and one of our own, with what it stands for.
pub const SHORTHAND: [(&str, &str); 8] = [
    ("[c]", "Confidential: the figure is withheld so that nobody can be identified."),
    ("[e]", "Estimated."),
    ("[i]", "Incomplete: something that the figure is made of is not known."),
    ("[p]", "Provisional."),
    ("[r]", "Revised."),
    ("[u]", "Low reliability."),
    ("[x]", "Not available: there ought to be a figure, and none is known or usable."),
    ("[z]", "Not applicable: there is nothing that could stand here."),
];

/// The notes of measures in the order of the results, each once.
#[derive(Debug)]
pub struct NoteIndex<'v> {
    all: Vec<&'v str>,
    numbers: FxHashMap<&'v str, usize>,
}

impl<'v> NoteIndex<'v> {
    /// The notes of all measures that have results.
    #[must_use]
    pub fn new(view: &'v View<'v>) -> Self {
        let mut index = Self { all: Vec::new(), numbers: FxHashMap::default() };
        let measures = view.outcomes().iter().map(|outcome| view.measure(outcome));
        for note in measures.flat_map(|measure| &measure.notes) {
            if !index.numbers.contains_key(note.as_str()) {
                index.all.push(note);
                index.numbers.insert(note, index.all.len());
            }
        }
        index
    }

    /// `[note 1] [note 4]`; empty where there is none.
    #[must_use]
    pub fn marks(&self, notes: &[String]) -> String {
        let numbers = notes.iter().filter_map(|note| self.numbers.get(note.as_str()));
        numbers.map(|number| format!("[note {number}]")).collect::<Vec<_>>().join(" ")
    }
}

fn rows<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let row = |mark: String, meaning: &str| vec![Value::Text(mark), Value::text(meaning)];
    let shorthand = SHORTHAND.iter().map(move |(mark, meaning)| row((*mark).to_owned(), meaning));
    let notes = (1..)
        .zip(&seen.notes.all)
        .map(move |(number, note): (usize, _)| row(format!("[note {number}]"), note));
    Box::new(shorthand.chain(notes))
}
