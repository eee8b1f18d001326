//! Papers that a book asks for: what each shows, what it leaves out and why, who reads it when, and the notes owed.

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::data::PlaceId;
use crate::eval::explain::HistoryLine;
use crate::model::{Measure, Party};

/// One paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Position of its rule in [`RuleBook::reports`](crate::model::RuleBook::reports).
    pub report: usize,
    /// What it shows, in the order of the results.
    pub shown: Vec<PaperLine>,
    /// Positions of the results that it lists apart, for each of its rules that says so.
    pub apart: Vec<Vec<usize>>,
    /// Positions of the results it leaves out.
    pub left_out: Vec<usize>,
    /// How many results have a level, shown or not, of the levels in the order of their first occurrence.
    pub levels: Vec<(String, u32)>,
    /// How many have one.
    pub rated: u32,
    /// Who reads it when.
    pub readings: Vec<Reading>,
}

/// A result in a paper.
#[derive(Debug, Clone)]
pub struct PaperLine {
    /// Position in [`Assessment::results`](super::Assessment::results).
    pub result: usize,
    /// The figures before it and its own, oldest first, where the paper shows history.
    pub history: Vec<HistoryLine>,
}

/// Who reads a paper, or some of its results, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Who.
    pub to: Vec<Id<Party>>,
    /// By which way.
    pub by: Option<String>,
    /// On which day.
    pub on: Option<NaiveDate>,
    /// What day it is, or why there is none, in the reader's words; may be empty.
    pub day_is: String,
    /// Positions of the results that go; none for the whole paper.
    pub results: Option<Vec<usize>>,
}

/// A note that is owed about a result, with what it has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteOwed {
    /// Position of its case in [`Assessment::cases`](super::Assessment::cases).
    pub case: usize,
    /// The measure; none for a case of the whole book.
    pub measure: Option<Id<Measure>>,
    /// The group.
    pub place: PlaceId,
    /// The responsible board.
    pub board: Option<Id<Party>>,
    /// Each entry that is asked for, and whether it is there.
    pub entries: Vec<(String, bool)>,
}

impl NoteOwed {
    /// True when every entry is there.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.entries.iter().all(|(_, there)| *there)
    }

    /// The entries that are not there.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        self.entries.iter().filter(|(_, there)| !there).map(|(entry, _)| entry.as_str()).collect()
    }
}
