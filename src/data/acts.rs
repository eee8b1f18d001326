//! Acts and decisions, read as data: a meeting was held, a board decided.

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::model::{Event, Grouping, Ladder, Measure, Party, Theme};

/// Something that happened to an event, or a decision about a ladder.
#[derive(Debug, Clone)]
pub struct Act {
    /// What.
    pub what: What,
    /// What it is about.
    pub about: About,
    /// The day it happened.
    pub on: NaiveDate,
    /// The day it was put on record, where that is said; without it the day it happened.
    pub recorded: Option<NaiveDate>,
    /// Who, where that is a board or role of the book.
    pub party: Option<Id<Party>>,
    /// Who, as written.
    pub by: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// Where it was read.
    pub cell: Cell,
}

/// What an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// This became of an event.
    Happened {
        /// The event.
        event: Id<Event>,
        /// Position among its states.
        state: usize,
    },
    /// A decision that a thing goes to this stage of a ladder.
    MovesTo {
        /// The ladder.
        ladder: Id<Ladder>,
        /// Position among its stages.
        stage: usize,
    },
    /// A decision that a thing leaves the stage of a ladder it is in.
    Leaves {
        /// The ladder.
        ladder: Id<Ladder>,
    },
}

/// What an act is about: everything that its row names. A row that names nothing is about the book as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// A measure.
    pub measure: Option<Id<Measure>>,
    /// A member of a kind of group.
    pub member: Option<(Id<Grouping>, String)>,
    /// A board.
    pub board: Option<Id<Party>>,
    /// A theme.
    pub theme: Option<Id<Theme>>,
}

impl Act {
    /// The day from which it counts: it has happened and is on record.
    #[must_use]
    pub fn known_on(&self) -> NaiveDate {
        self.recorded.map_or(self.on, |recorded| recorded.max(self.on))
    }
}
