//! The run as tables, one row a thing: what workbooks and CSV files hold. Every table says what its columns mean and
//! which values they may have, so that the files can say it of themselves.
//!
//! Numbers are the exact figures, as in JSON, with as many places as a reader is shown. Where a cell has no value it
//! says why: not available, withheld, or nothing that applies. A withheld figure never comes here: rows are made from
//! `View` alone.

mod cases;
mod cells;
mod findings;
mod history;
mod notes;
mod questions;
mod results;
mod totals;

use chrono::NaiveDate;

use super::view::View;
pub(super) use cases::{CASES, case_row};
pub use notes::{NoteIndex, SHORTHAND};

/// A table of the run.
#[derive(Debug, Clone)]
pub struct Table {
    /// What its file is called, and how other tables name it: `results`.
    pub name: &'static str,
    /// What readers call it: `Results`.
    pub title: &'static str,
    /// What a row is, as a sentence.
    pub says: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The column in which no two rows are alike; empty where there is none.
    pub key: &'static str,
    /// Its rows, one after another.
    pub rows: for<'v> fn(&'v Seen<'v>) -> Rows<'v>,
    /// How many they are, where that can be told without making them.
    pub count: Option<fn(&Seen<'_>) -> usize>,
}

impl Table {
    /// How many rows it has.
    #[must_use]
    pub fn count<'v>(&self, seen: &'v Seen<'v>) -> usize {
        self.count.map_or_else(|| (self.rows)(seen).count(), |count| count(seen))
    }
}

/// The rows of a table: a value for each of its columns.
pub type Rows<'v> = Box<dyn Iterator<Item = Vec<Value>> + 'v>;

/// What rows are made from.
#[derive(Debug)]
pub struct Seen<'v> {
    /// The results as readers may see them.
    pub view: &'v View<'v>,
    /// The notes of measures, numbered.
    pub notes: NoteIndex<'v>,
}

impl<'v> Seen<'v> {
    /// What the tables of a run are made from.
    #[must_use]
    pub fn new(view: &'v View<'v>) -> Self {
        Self { view, notes: NoteIndex::new(view) }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// As programs name it: `target_figure`.
    pub name: &'static str,
    /// As readers do: `Target figure`.
    pub heading: &'static str,
    /// What it holds, as a sentence.
    pub means: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// True when every row has a value in it.
    pub required: bool,
    /// All values that it may have; empty where any may stand.
    pub one_of: &'static [&'static str],
    /// The table whose key it names; empty where it names none.
    pub names: &'static str,
    /// How many letters wide it is drawn.
    pub width: u8,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Whole numbers.
    Whole,
    /// Days.
    Day,
    /// `yes` or `no`.
    YesNo,
}

impl Column {
    const fn new(
        name: &'static str,
        heading: &'static str,
        kind: Kind,
        width: u8,
        means: &'static str,
    ) -> Self {
        Self { name, heading, means, kind, required: false, one_of: &[], names: "", width }
    }

    const fn text(name: &'static str, heading: &'static str, width: u8, means: &'static str) -> Self {
        Self::new(name, heading, Kind::Text, width, means)
    }

    const fn number(name: &'static str, heading: &'static str, means: &'static str) -> Self {
        Self::new(name, heading, Kind::Number, 13, means)
    }

    const fn whole(name: &'static str, heading: &'static str, means: &'static str) -> Self {
        Self::new(name, heading, Kind::Whole, 11, means)
    }

    const fn day(name: &'static str, heading: &'static str, means: &'static str) -> Self {
        Self::new(name, heading, Kind::Day, 17, means)
    }

    const fn yes_no(name: &'static str, heading: &'static str, means: &'static str) -> Self {
        Self::new(name, heading, Kind::YesNo, 11, means)
    }

    /// True where figures stand, which are set to the right.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Whole)
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn one_of(self, one_of: &'static [&'static str]) -> Self {
        Self { one_of, ..self }
    }

    const fn names(self, names: &'static str) -> Self {
        Self { names, ..self }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A decimal number, and how many places a reader is shown.
    Number(String, u8),
    /// A whole number.
    Whole(u64),
    /// A day.
    Day(NaiveDate),
    /// `yes` or `no`.
    YesNo(bool),
    /// No value, and why.
    None(Lacking),
}

/// Why a cell has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// It ought to be there and is not.
    NotAvailable,
    /// It is withheld.
    Withheld,
    /// There is nothing that could stand there.
    NotApplicable,
}

impl Lacking {
    /// The shorthand that government tables have for it.
    #[must_use]
    pub fn shorthand(self) -> &'static str {
        match self {
            Self::NotAvailable => "[x]",
            Self::Withheld => "[c]",
            Self::NotApplicable => "[z]",
        }
    }
}

impl Value {
    /// Words; nothing that applies where there are none.
    fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.trim().is_empty() { Self::None(Lacking::NotApplicable) } else { Self::Text(words) }
    }

    fn maybe_text(words: Option<impl Into<String>>) -> Self {
        words.map_or(Self::None(Lacking::NotApplicable), Self::text)
    }

    fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::None(Lacking::NotApplicable), Self::Day)
    }
}

/// Every table, in the order of the workbook.
pub static TABLES: [Table; 10] = [
    notes::TABLE,
    results::TABLE,
    history::TABLE,
    cases::EXCEPTIONS,
    CASES,
    questions::QUESTIONS,
    questions::ANSWERS,
    totals::CHANGES,
    totals::TOTALS,
    findings::TABLE,
];
