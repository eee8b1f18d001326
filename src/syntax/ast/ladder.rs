//! Ladders and events as written.

use super::items::{AppliesTo, MemberWords, RecipientWords};
use super::{Cond, Name, Text};
use crate::base::span::Span;

/// `ladder`
#[derive(Debug, Clone)]
pub struct LadderItem {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<LadderClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `ladder`.
#[derive(Debug, Clone)]
pub enum LadderClause {
    /// `per board`
    Per(PerWords, Span),
    /// `applies to …`
    Applies(AppliesTo, Span),
    /// `stage watch { … }`
    Stage(StageItem),
    /// `down one stage at a time`
    DownOne(Span),
    /// `returns at most once`
    Returns(u32, Span),
    /// `takes effect from the next period`
    NextPeriod(Span),
    /// `note` or `source`
    Note(Text),
}

/// What stands on a ladder, as written.
#[derive(Debug, Clone)]
pub enum PerWords {
    /// `per measure`
    Measure,
    /// `per board`
    Board,
    /// `per theme`
    Theme,
    /// `per site`
    Group(Name),
    /// `the whole book`
    Book,
}

/// `stage watch { … }`
#[derive(Debug, Clone)]
pub struct StageItem {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<StageClause>,
    /// Where.
    pub span: Span,
}

/// A clause of `stage`.
#[derive(Debug, Clone)]
pub enum StageClause {
    /// `enter when …`, and its words without capitals or double spaces.
    Enter(Cond, String),
    /// `leave when …`
    Leave(Cond),
    /// `only by decision of X`, `enter only by …`, `leave only by …`
    Only {
        /// No entering without it.
        enter: bool,
        /// No leaving without it.
        leave: bool,
        /// Whose.
        by: Name,
        /// Where.
        span: Span,
    },
    /// `never left`
    NeverLeft(Span),
    /// `to …`
    To(Vec<RecipientWords>, Span),
    /// `note`
    Note(Text),
}

/// `event`
#[derive(Debug, Clone)]
pub struct EventItem {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// What can become of it.
    pub states: Vec<MemberWords>,
    /// What is said beside it.
    pub notes: Vec<Text>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// What is on record, as a condition asks for it.
#[derive(Debug, Clone)]
pub enum RecordWords {
    /// `in stage watch of oversight`
    InStage {
        /// The stage.
        stage: Name,
        /// The ladder, where it is named.
        ladder: Option<Name>,
    },
    /// `meeting was held since it entered`; without a state any record of it will do.
    Happened {
        /// The event.
        event: Name,
        /// What became of it.
        state: Option<Name>,
        /// Only what happened since the stage was entered or the case opened.
        since_it: bool,
    },
    /// `by decision of HWB`
    DecidedBy(Name),
    /// `significantly better than when it entered`
    SinceEntry {
        /// True for better, false for worse.
        better: bool,
    },
}
