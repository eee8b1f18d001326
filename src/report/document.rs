//! The neutral document: what every format draws. It says what things are, never how they look.
//!
//! A cell knows whether it is a number, a level or a date, so that a workbook can store it as one; a row's remarks
//! belong to the row, so that a page can set them across its width and a workbook in a column of their own.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::chart::Chart;
use crate::base::exact::Exact;
use crate::model::Shade;

/// A document of the pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What it is of and for, in a line beneath the title; may be empty.
    pub subtitle: String,
    /// The day it reports as of, which files give as the day they were made; none where it is of no day.
    pub day: Option<NaiveDate>,
    /// What stands in its head, before the text: who reads it, when, and what they are asked to do.
    pub facts: Vec<Fact>,
    /// True for a letter, which is read from its greeting on: a list of contents comes after it, and only where it is long.
    pub letter: bool,
    /// The paper that leads to all others of its pack; none for a page by itself.
    pub home: Option<Link>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A letter with more headings than these is found through by a list of them.
const LONG_LETTER: usize = 12;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading and what stands under it.
    Section(Section),
    /// Running text.
    Paragraph(String),
    /// Names with their values.
    Facts(Vec<Fact>),
    /// How many of each, to be taken in at a glance.
    Counts(Vec<Count>),
    /// Points.
    List(Vec<String>),
    /// Something the reader must not pass over.
    Callout(Callout),
    /// A table.
    Table(Table),
    /// Questions and what was answered.
    Questions(Vec<Question>),
    /// Figures over time. A format that draws nothing says its description.
    Chart(Arc<Chart>),
    /// What most readers pass over: a page sets it behind its summary, and a format that cannot fold leaves it out.
    Fold(Fold),
    /// Other papers of the pack, to go to from here.
    Links(Vec<Link>),
    /// What has to be done.
    Tasks(Vec<Task>),
}

/// What stands behind a line that can be opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fold {
    /// The line: `Why 1.14 is red`.
    pub summary: String,
    /// What is behind it.
    pub blocks: Vec<Block>,
}

/// Another paper of the pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Its file name without an ending; each format adds its own.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is for; may be empty.
    pub about: String,
}

/// Something to do, and what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    /// What to do, without its full stop: `Answer by 27 June 2019`.
    pub what: String,
    /// What it is about, each by its full name; empty where the words say it.
    pub about: Vec<About>,
}

/// What a task is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// `1.14 Increase the levels of …`.
    pub name: String,
    /// The heading of the section further on that tells more of it; empty for none.
    pub told_in: String,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// `Target`.
    pub name: String,
    /// `95% or more`.
    pub value: Cell,
}

/// How many there are of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What of: a level, or a kind of result in words.
    pub of: Cell,
    /// How many.
    pub number: u32,
}

impl Count {
    /// The same as a name with its value, for a format that sets them in lines.
    #[must_use]
    pub fn as_fact(&self) -> Fact {
        Fact::new(self.of.shown(), Cell::count(self.number))
    }
}

/// How a callout is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Note,
    /// Somebody has to act.
    Act,
}

/// Something the reader must not pass over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// How it is meant.
    pub tone: Tone,
    /// One sentence or a few.
    pub text: String,
}

/// A question and what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub asked: String,
    /// The answers, one paragraph each; empty when there is none.
    pub answers: Vec<String>,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left, as text.
    Left,
    /// At the right, as numbers.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Where its text stands.
    pub align: Align,
    /// True when a narrow page may set it beneath the row, with its heading, rather than beside.
    pub folds: bool,
    /// True when all it has is drawn, so that a format that draws nothing leaves it out.
    pub drawn: bool,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What its short forms and words mean.
    pub key: Vec<KeyEntry>,
    /// What to say when it has no rows.
    pub empty: String,
}

/// A short form or word, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyEntry {
    /// `HIB`.
    pub term: String,
    /// `Health Improvement Board`.
    pub meaning: String,
}

/// What a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowKind {
    /// A row of its own.
    #[default]
    Plain,
    /// A part of the row above it.
    Part,
    /// A total.
    Total,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Remarks about the row as a whole.
    pub notes: Vec<String>,
    /// How it came about; drawn as [`Block::Fold`] is.
    pub fold: Option<Fold>,
    /// The heading of the section further on that tells more of it; empty for none.
    pub told_in: String,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number {
        /// As a reader sees it: `94.96%`.
        shown: String,
        /// The number itself, in the unit of what it is about.
        value: Exact,
        /// What is said beside it: the period it is of. May be empty.
        aside: String,
    },
    /// A level: never by colour alone.
    Level {
        /// `red`.
        word: String,
        /// `R`.
        letter: String,
        /// How it is drawn.
        shade: Shade,
    },
    /// A day.
    Day(NaiveDate),
    /// There is nothing, and this says so: `no baseline`.
    Absent(String),
    /// A small line of the figures over time.
    Trend(Arc<Chart>),
}

impl Document {
    /// A document with a title and nothing in it yet.
    #[must_use]
    pub fn new(title: impl Into<String>, subtitle: impl Into<String>) -> Self {
        Self { title: title.into(), subtitle: subtitle.into(), ..Self::default() }
    }

    /// What is said before the first heading, and the rest.
    #[must_use]
    pub fn opening(&self) -> (&[Block], &[Block]) {
        let is_section = |block: &Block| matches!(block, Block::Section(_));
        let first = self.blocks.iter().position(is_section).unwrap_or(self.blocks.len());
        self.blocks.split_at(first)
    }

    /// True where its headings are worth a list: so many of the first level, and so many of the first two.
    #[must_use]
    pub fn wants_contents(&self, first: usize, both: usize) -> bool {
        first > 1 && (!self.letter || both > LONG_LETTER)
    }

    /// Adds running text.
    pub fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }
}

impl Block {
    /// A section.
    #[must_use]
    pub fn section(heading: impl Into<String>, blocks: Vec<Self>) -> Self {
        Self::Section(Section { heading: heading.into(), blocks })
    }

    /// Worth knowing.
    #[must_use]
    pub fn note(text: impl Into<String>) -> Self {
        Self::Callout(Callout { tone: Tone::Note, text: text.into() })
    }

    /// Somebody has to act.
    #[must_use]
    pub fn act(text: impl Into<String>) -> Self {
        Self::Callout(Callout { tone: Tone::Act, text: text.into() })
    }
}

impl Tone {
    /// The word that stands before a callout.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Act => "Action",
        }
    }
}

impl Fact {
    /// A name with its value.
    #[must_use]
    pub fn new(name: impl Into<String>, value: Cell) -> Self {
        Self { name: name.into(), value }
    }

    /// A name with a text.
    #[must_use]
    pub fn text(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self::new(name, Cell::text(value))
    }
}

impl Table {
    /// The table without the columns that have to be drawn.
    #[must_use]
    pub fn without_drawings(&self) -> Cow<'_, Self> {
        if !self.columns.iter().any(|column| column.drawn) {
            return Cow::Borrowed(self);
        }
        let drawn: Vec<bool> = self.columns.iter().map(|column| column.drawn).collect();
        let mut plain = self.clone();
        plain.columns.retain(|column| !column.drawn);
        for row in &mut plain.rows {
            let mut of_columns = drawn.iter();
            row.cells.retain(|_| of_columns.next() != Some(&true));
        }
        Cow::Owned(plain)
    }
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn left(heading: &str) -> Self {
        Self { heading: heading.to_owned(), align: Align::Left, folds: false, drawn: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn right(heading: &str) -> Self {
        Self { heading: heading.to_owned(), align: Align::Right, folds: false, drawn: false }
    }

    /// A column of what is drawn.
    #[must_use]
    pub fn drawn(heading: &str) -> Self {
        Self { drawn: true, ..Self::left(heading) }
    }

    /// The same column, which a narrow page may set beneath the row.
    #[must_use]
    pub fn folding(mut self) -> Self {
        self.folds = true;
        self
    }
}

impl KeyEntry {
    /// A term and its meaning.
    #[must_use]
    pub fn new(term: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self { term: term.into(), meaning: meaning.into() }
    }
}

impl Row {
    /// A plain row.
    #[must_use]
    pub fn plain(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// The same row with remarks.
    #[must_use]
    pub fn with_notes(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }
}

impl Cell {
    /// Text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// How many.
    #[must_use]
    pub fn count(number: u32) -> Self {
        let value = Exact::from(i64::from(number));
        Self::Number { shown: value.text(), value, aside: String::new() }
    }

    /// Nothing, said in words.
    #[must_use]
    pub fn absent(words: &str) -> Self {
        Self::Absent(words.to_owned())
    }

    /// Its text in one line. A level has its letter and its word.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Absent(text) => text.clone(),
            Self::Number { shown, aside, .. } if aside.is_empty() => shown.clone(),
            Self::Number { shown, aside, .. } => format!("{shown} ({aside})"),
            Self::Level { word, letter, .. } if letter.is_empty() => word.clone(),
            Self::Level { word, letter, .. } => format!("{letter}  {word}"),
            Self::Day(day) => crate::base::period::date_name(*day),
            Self::Trend(chart) => chart.description.clone(),
        }
    }
}
