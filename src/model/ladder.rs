//! Ladders, whose stages are entered and left on conditions and decisions, and the events that they go by.

use super::{Condition, Grouping, MeasureSet, Party, Recipient};
use crate::base::arena::Id;
use crate::base::span::Span;

/// A ladder. A thing on it is in one stage at a time, or in none.
#[derive(Debug, Clone)]
pub struct Ladder {
    /// Short name.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// What stands on it.
    pub per: Per,
    /// The measures it is about.
    pub measures: MeasureSet,
    /// Its stages, lowest first.
    pub stages: Vec<Stage>,
    /// It goes down one stage at a time.
    pub one_down: bool,
    /// How often a thing may go down; none for as often as the conditions say.
    pub returns: Option<u32>,
    /// A move holds from the period after the one on whose figures it was made.
    pub from_next_period: bool,
    /// True when an error in it means it cannot be used.
    pub faulty: bool,
    /// The whole declaration.
    pub span: Span,
}

/// What stands on a ladder, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Each measure, and each group of a measure that is rated by itself.
    Measure,
    /// Each board that owns a measure.
    Board,
    /// Each theme.
    Theme,
    /// Each member of a kind of group.
    Group(Id<Grouping>),
    /// The book as a whole.
    Book,
}

/// A stage of a ladder.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Short name.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// When it is entered; none for the first one, in which everything begins.
    pub enter: Option<Condition>,
    /// When it is left for a lower one; none when it never is.
    pub leave: Option<Condition>,
    /// Who is told when it is entered.
    pub to: Vec<Recipient>,
    /// Where its name is.
    pub span: Span,
}

/// An event that data bring: a meeting, a plan.
#[derive(Debug, Clone)]
pub struct Event {
    /// Short name.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// What can become of it.
    pub states: Vec<EventState>,
    /// Where it was declared.
    pub span: Span,
}

/// What can become of an event: `held`, `refused`.
#[derive(Debug, Clone)]
pub struct EventState {
    /// Short name.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// Where it was declared.
    pub span: Span,
}

/// What is on record of the thing that a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// It was in this stage as the period began.
    InStage {
        /// The ladder.
        ladder: Id<Ladder>,
        /// Position among its stages.
        stage: usize,
    },
    /// This became of an event; without a state, any record of it will do.
    Happened {
        /// The event.
        event: Id<Event>,
        /// Position among its states.
        state: Option<usize>,
        /// Only what happened since the stage it is in was entered, or since the case opened.
        since_it: bool,
    },
    /// The move in question was decided by this party.
    DecidedBy(Id<Party>),
    /// The 95% interval of the share lies wholly on one side of that of the period on which the stage was entered.
    SinceEntry {
        /// On the better side.
        better: bool,
    },
}

impl Ladder {
    /// The stage in which everything begins, when there is one.
    #[must_use]
    pub fn resting(&self) -> Option<usize> {
        self.stages.first().filter(|stage| stage.enter.is_none()).map(|_| 0)
    }

    /// What readers call a stage; `none` for no stage.
    #[must_use]
    pub fn stage_title(&self, stage: Option<usize>) -> &str {
        stage.and_then(|at| self.stages.get(at)).map_or("none", |stage| stage.title.as_str())
    }

    /// Position of the stage with this id or title, in any letter case.
    #[must_use]
    pub fn stage(&self, name: &str) -> Option<usize> {
        let named =
            |stage: &Stage| stage.id.eq_ignore_ascii_case(name) || stage.title.eq_ignore_ascii_case(name);
        self.stages.iter().position(named)
    }
}

impl Event {
    /// Position of the state with this id or title, in any letter case.
    #[must_use]
    pub fn state(&self, name: &str) -> Option<usize> {
        let named = |state: &EventState| {
            state.id.eq_ignore_ascii_case(name) || state.title.eq_ignore_ascii_case(name)
        };
        self.states.iter().position(named)
    }
}
