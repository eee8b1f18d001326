//! How a return came in: when it was due, how that day was moved, and when it came.

use chrono::NaiveDate;

use crate::base::diag::Cell;
use crate::base::period::date_name;

/// A return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnSeen {
    /// The day it was due before anything moved it.
    pub first_due: NaiveDate,
    /// The day it was due in the end.
    pub due: NaiveDate,
    /// What was recorded to move it, in order.
    pub later: Vec<Later>,
    /// The day it came; none when it did not.
    pub received: Option<NaiveDate>,
    /// How it stands.
    pub state: ReturnState,
}

impl ReturnSeen {
    /// What to say of it as of a day: how late it is, or that it was in time because its day was moved.
    #[must_use]
    pub fn how_it_came(&self, as_of: NaiveDate) -> Option<String> {
        let moved = self.due != self.first_due;
        let due = if moved {
            format!("due {}, first due {}", date_name(self.due), date_name(self.first_due))
        } else {
            format!("due {}", date_name(self.due))
        };
        let received = self.received.map_or_else(String::new, date_name);
        match self.state {
            ReturnState::Late { working_days: 0 } => {
                Some(format!("late, before the next working day: {due}, in on {received}"))
            }
            ReturnState::Late { working_days } => {
                let s = if working_days == 1 { "" } else { "s" };
                Some(format!("late by {working_days} working day{s}: {due}, in on {received}"))
            }
            ReturnState::InTime if moved => Some(format!("in time: {due}, in on {received}")),
            ReturnState::NotIn => Some(format!("not in by {}: {due}", date_name(as_of))),
            ReturnState::InTime | ReturnState::Awaited => None,
        }
    }

    /// What was asked for to move its day on, and what came of it.
    #[must_use]
    pub fn moved_on(&self) -> Vec<String> {
        let mut said = Vec::new();
        for later in &self.later {
            let recorded =
                later.recorded.map_or_else(String::new, |on| format!(", recorded on {}", date_name(on)));
            let because =
                later.because.as_deref().map_or_else(String::new, |why| format!(": {}", why.trim()));
            said.push(match later.refused {
                None => format!("extended to {}{recorded}{because}", date_name(later.until)),
                Some(why) => {
                    format!("extension to {} refused{recorded}: {}", date_name(later.until), why.words())
                }
            });
        }
        said
    }
}

/// How a return stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnState {
    /// It is not due yet, and has not come.
    Awaited,
    /// It came by the day it was due.
    InTime,
    /// It came after that day.
    Late {
        /// By so many working days; nought before the next working day.
        working_days: u32,
    },
    /// It was due, and has not come.
    NotIn,
}

impl ReturnState {
    /// `in time`, as JSON writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Awaited => "awaited",
            Self::InTime => "in time",
            Self::Late { .. } => "late",
            Self::NotIn => "not in",
        }
    }
}

/// A later day that was recorded for a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The new day.
    pub until: NaiveDate,
    /// When it was recorded.
    pub recorded: Option<NaiveDate>,
    /// Why.
    pub because: Option<String>,
    /// Why it does not count; none when it does.
    pub refused: Option<Refusal>,
    /// Where it was read.
    pub source: Cell,
}

/// Why a later day does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It was recorded after the return was due.
    TooLate,
    /// No day says when it was recorded.
    NoDay,
    /// No reason was given.
    NoReason,
    /// It is not later than the day the return is due anyway.
    NotLater,
}

impl Refusal {
    /// `it was recorded after the return was due`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::TooLate => "it was recorded after the return was due",
            Self::NoDay => "the day it was recorded is not given",
            Self::NoReason => "no reason is given",
            Self::NotLater => "it is not later than the day the return was due",
        }
    }
}
