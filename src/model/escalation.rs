//! Escalations: when somebody is told, who, by when, and what they are asked.

use chrono::NaiveDate;

use super::{Condition, Earlier, Grouping, MeasureSet, Party};
use crate::base::arena::Id;
use crate::base::rhythm::Step;
use crate::base::span::Span;

/// What a question may leave to be filled in, as in `{value}`. Anything else in braces is left as it is.
pub const PLACEHOLDERS: &[&str] = &[
    "measure",
    "value",
    "period",
    "previous",
    "target",
    "baseline",
    "owner",
    "level",
    "gap",
    "group",
    "value as % of target",
    "gap as % of target",
];

/// An escalation rule.
#[derive(Debug, Clone)]
pub struct Escalation {
    /// Short name.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// Which measures it watches.
    pub scope: Scope,
    /// Opens a case.
    pub when: Condition,
    /// Closes it; none means when `when` no longer holds.
    pub closes_when: Option<Condition>,
    /// Who is asked.
    pub to: Vec<Recipient>,
    /// By when they answer.
    pub respond: Option<Respond>,
    /// What they are asked.
    pub asks: Vec<Ask>,
    /// Escalations that are silent for a measure while this one has a case open for it.
    pub replaces: Vec<Id<Escalation>>,
    /// Who is told next when nobody answers, in order.
    pub climbs: Vec<Climb>,
    /// What it said before, oldest first; the fields above are what it says from then on.
    pub earlier: Vec<Earlier>,
    /// One prompt for the whole case rather than one each report.
    pub ask_once: bool,
    /// It opens at most one case for each thing it watches.
    pub once: bool,
    /// True when an error in it means it cannot be used.
    pub faulty: bool,
    /// The whole declaration.
    pub span: Span,
}

/// What an escalation watches.
#[derive(Debug, Clone)]
pub enum Scope {
    /// Each measure of a set by itself.
    Measures(MeasureSet),
    /// The whole book, once.
    WholeBook,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// The measure's responsible board.
    Owner,
    /// The board that the responsible board reports to.
    AboveOwner,
    /// Who owns the group of this kind that the case is about; the measure's responsible board where it has no owner.
    OwnerOf(Id<Grouping>),
    /// This party.
    Party(Id<Party>),
}

/// By when an answer is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Respond {
    /// So many working days after the day it is asked, that day not counted.
    WorkingDays(u32),
    /// So many of another step after the day it is asked.
    After(u32, Step),
    /// So many calendar days after the day it is asked.
    Days(u32),
    /// The next meeting, strictly later than the day it is asked.
    NextMeeting(Recipient),
    /// A fixed day.
    On(NaiveDate),
}

/// A question.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The field that an answer carries.
    pub field: String,
    /// The question, with `{value}`, `{period}` and the like to be filled in.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// `then board above owner if no response 5 working days after due`.
#[derive(Debug, Clone)]
pub struct Climb {
    /// Who is told.
    pub to: Recipient,
    /// How many working days after the day the answer was due; the next working day tells.
    pub working_days_after_due: u32,
    /// Where it was written.
    pub span: Span,
}
