//! What a report sums up: exceptions, totals, differences from print and changes since the report before.

use crate::base::arena::Id;
use crate::model::{Party, Theme};

use super::{Answer, ResultKind, ShareStatus};

/// Why a result is an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExceptionKind {
    /// An escalation has a case open for it.
    Escalated,
    /// Below the best level, and nothing in the book escalates it.
    NotEscalated,
    /// Due and not submitted.
    Missing,
    /// Could not be read or believed.
    Invalid,
    /// A rating exists and could not be given.
    NotRated,
}

impl ExceptionKind {
    /// The word reports and JSON write.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Escalated => "escalated",
            Self::NotEscalated => "not escalated",
            Self::Missing => "missing",
            Self::Invalid => "invalid",
            Self::NotRated => "not rated",
        }
    }
}

/// A result that somebody has to look at.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Position in [`super::Assessment::results`].
    pub result: usize,
    /// Why.
    pub kind: ExceptionKind,
    /// Positions of its open cases in [`super::Assessment::cases`].
    pub cases: Vec<usize>,
    /// True when a response is owed and none came.
    pub response_owed: bool,
    /// Answers that came back, also where no case is open.
    pub response: Vec<Answer>,
}

/// Who or what a line of totals is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TotalOf {
    /// The whole book.
    #[default]
    Book,
    /// A theme.
    Theme(Id<Theme>),
    /// The measures of one owner.
    Owner(Option<Id<Party>>),
}

/// Totals, given both ways: of those due, and of those rated.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// What of.
    pub of: TotalOf,
    /// Measures in all.
    pub measures: u32,
    /// Due by this report, apart from those judged by hand.
    pub due: u32,
    /// Of those due, how many were submitted; none unless the book names the parts of the year in which measures are
    /// due, so that a reader cannot tell it from the list.
    pub received: Option<u32>,
    /// Those that are only watched and had a figure to bring, and how many of them were submitted.
    pub watched: (u32, u32),
    /// Waiting for a target that is still to be set; rated by none.
    pub targets_to_be_set: u32,
    /// Rated by the rules.
    pub rated: u32,
    /// On target, of those rated.
    pub on_target: u32,
    /// On target only by an old or incomplete figure; not part of `on_target`.
    pub on_target_with_reservation: u32,
    /// How many have each level word by the rules, in the order the words first occur from best to worst.
    pub levels: Vec<(String, u32)>,
    /// Judged by hand; never added to those rated by the rules.
    pub by_hand: u32,
    /// How many have each level word by hand.
    pub levels_by_hand: Vec<(String, u32)>,
    /// How it is rated itself, where it is: by its share on target.
    pub share: Option<ShareStatus>,
    /// How many are of each kind of result, in the order of [`ResultKind`].
    pub kinds: Vec<(ResultKind, u32)>,
}

/// A level stated in print that the rules do not give.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Position in [`super::Assessment::results`].
    pub result: usize,
    /// As printed; empty when none was printed.
    pub stated: String,
    /// As reckoned; empty when none.
    pub reckoned: String,
    /// Why they differ, in the reader's words.
    pub reason: String,
}

/// A change since the last report period.
#[derive(Debug, Clone)]
pub struct Change {
    /// Position in [`super::Assessment::results`].
    pub result: usize,
    /// The level or kind before.
    pub before: String,
    /// Now.
    pub now: String,
    /// +1 better, -1 worse, 0 neither.
    pub better: i8,
}
