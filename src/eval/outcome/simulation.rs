//! Who is told what over a stretch of time, and what the rules promise.

use chrono::NaiveDate;

use super::{Case, Climber, Move};
use crate::base::arena::Id;
use crate::model::{Escalation, Ladder, Measure, Party};

/// Who is told what over a stretch of time, and what the rules promise.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// The first day that is told of.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// True when it is told from figures, false when from rules alone.
    pub from_figures: bool,
    /// Everything that somebody was told, or that nobody could be told, in order of days.
    pub told: Vec<Telling>,
    /// The cases they are about.
    pub cases: Vec<Case>,
    /// Every move on a ladder, in order of days; none where it is told from rules alone, for ladders move on figures.
    pub moved: Vec<Moved>,
    /// What was shown from the rules.
    pub proof: Proof,
}

/// Somebody was told of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// When.
    pub on: NaiveDate,
    /// Who; none where nobody could be.
    pub to: Option<Id<Party>>,
    /// Position of the case in [`Simulation::cases`].
    pub case: usize,
    /// Why: the figure that opened the case, or that no answer came.
    pub why: String,
    /// By when an answer is due.
    pub due: Option<NaiveDate>,
}

/// Something moved on a ladder.
#[derive(Debug, Clone)]
pub struct Moved {
    /// The ladder.
    pub ladder: Id<Ladder>,
    /// The thing that moved.
    pub climber: Climber,
    /// What it is called in short.
    pub name: String,
    /// The move.
    pub made: Move,
}

/// What was shown of every escalation, for cases that open from one day to another.
#[derive(Debug, Clone)]
pub struct Proof {
    /// One for each escalation, in the order declared.
    pub escalations: Vec<Shown>,
    /// Measures that no escalation watches.
    pub unwatched: Vec<Id<Measure>>,
    /// Waivers that never end, by their titles.
    pub endless_waivers: Vec<String>,
}

/// What was shown of one escalation.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Which.
    pub escalation: Id<Escalation>,
    /// What was looked at, in order.
    pub points: Vec<Point>,
}

/// One thing that has to be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Whether it is.
    pub holds: bool,
    /// Why, or the example that shows it is not, as a sentence.
    pub text: String,
}

impl Proof {
    /// True when no case can stay open with nobody told.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.escalations.iter().flat_map(|shown| &shown.points).all(|point| point.holds)
    }
}
