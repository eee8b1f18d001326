//! How things stand on their ladders: the stage each is in, and every move that led there.

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::period::Period;
use crate::data::PlaceId;
use crate::model::{Ladder, Measure, Party, Theme};

/// A thing on a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Climber {
    /// A measure, or one group of it.
    Measure(Id<Measure>, PlaceId),
    /// A board, by its own measures.
    Board(Id<Party>),
    /// A theme, by its own measures.
    Theme(Id<Theme>),
    /// A member of a kind of group.
    Group(PlaceId),
    /// The book as a whole.
    Book,
}

/// One thing on one ladder, as it stands in the report.
#[derive(Debug, Clone)]
pub struct Position {
    /// `oversight/CT`: the same from run to run.
    pub id: String,
    /// The ladder.
    pub ladder: Id<Ladder>,
    /// The thing.
    pub climber: Climber,
    /// What readers call it.
    pub name: String,
    /// The stage of the report's period, as a position among the ladder's; none for no stage.
    pub stage: Option<usize>,
    /// Where a move has been made that takes effect only from the next period: the stage from then on.
    pub next: Option<Option<usize>>,
    /// Every move, oldest first.
    pub moves: Vec<Move>,
    /// Why it stays where it is although the rule says when it would be left: each test that is not met.
    pub stays: Vec<String>,
    /// Higher stages that it would be in but for what has not happened yet: the stage, and what it waits for.
    pub waits: Vec<(usize, String)>,
    /// Decisions on record that moved nothing.
    pub unused: Vec<Decision>,
    /// Why the ladder is stood down for it, in the words of the waiver; empty when it is not.
    pub stood_down: String,
    /// Positions in [`Assessment::results`](super::Assessment::results) of the results it stands beside.
    pub results: Vec<usize>,
}

/// From one stage to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The day it was made.
    pub on: NaiveDate,
    /// The period on whose figures it was made.
    pub figures: Period,
    /// The period in which it was made: that of the figures, or of the act that completed it.
    pub during: Period,
    /// The first period it holds for, where moves take effect from the next.
    pub holds_from: Option<Period>,
    /// The stage before.
    pub from: Option<usize>,
    /// The stage after.
    pub to: Option<usize>,
    /// What kind of move.
    pub kind: MoveKind,
    /// Who was told.
    pub told: Vec<Id<Party>>,
    /// Who could not be told, in the reader's words.
    pub nobody: Vec<String>,
    /// What it was made on, in the reader's words.
    pub because: String,
    /// The decision without which it would not have been made.
    pub decision: Option<Decision>,
    /// What speaks against the move by the rules alone: each test that is not met. Empty where no decision was needed.
    pub without_decision: Vec<String>,
}

/// What kind of move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveKind {
    /// A higher stage was entered.
    Entered,
    /// A stage was left for a lower one.
    Left,
    /// A stage was taken back, because the figure it was entered on was wrong.
    Corrected,
    /// A waiver took it off the ladder.
    StoodDown,
}

impl MoveKind {
    /// `entered`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Left => "left",
            Self::Corrected => "corrected",
            Self::StoodDown => "stood down",
        }
    }
}

/// A decision on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who took it.
    pub by: Id<Party>,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub because: String,
    /// Where it was read.
    pub source: Cell,
}
