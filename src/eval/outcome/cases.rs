//! Cases as they stand on the report day: what was asked of whom, by when, and what came back.

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::period::Period;
use crate::data::PlaceId;
use crate::model::{Escalation, Measure, Party, RuleBook};

/// How a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseState {
    /// Asked, not answered, and not yet due.
    Open,
    /// Answered.
    Answered,
    /// Not answered by the day it was due.
    Overdue,
    /// Closed because the reason for it is over.
    Recovered,
    /// Closed because the figure that opened it was wrong.
    Corrected,
    /// Closed because a waiver stands it down.
    Waived,
    /// Closed because another escalation that replaces it opened a case for the same series.
    Replaced,
}

impl CaseState {
    /// `open`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Overdue => "overdue",
            Self::Recovered => "recovered",
            Self::Corrected => "corrected",
            Self::Waived => "stood down",
            Self::Replaced => "replaced",
        }
    }

    /// True while somebody still has to act or watch.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Answered | Self::Overdue)
    }
}

/// One escalation of one measure or group, from opening to closing.
#[derive(Debug, Clone)]
pub struct Case {
    /// `exception/1.14/Q3 2018/19`: the same from run to run.
    pub id: String,
    /// The rule.
    pub escalation: Id<Escalation>,
    /// The measure; none for a case of the whole book.
    pub measure: Option<Id<Measure>>,
    /// The group.
    pub place: PlaceId,
    /// The group's label.
    pub group: String,
    /// The period whose figure opened it.
    pub opened_for: Period,
    /// The day it opened.
    pub opened_on: NaiveDate,
    /// Who was asked.
    pub to: Vec<Id<Party>>,
    /// By when; none when the rule sets no day or no meeting is listed.
    pub due: Option<NaiveDate>,
    /// Why there is no day, in the reader's words.
    pub due_reason: String,
    /// How it stands on the report day.
    pub state: CaseState,
    /// The day it closed.
    pub closed_on: Option<NaiveDate>,
    /// Everything that happened to it, oldest first.
    pub steps: Vec<Step>,
    /// What happens after the report day if no full answer comes, soonest first; empty once it is answered or closed.
    pub ahead: Vec<Step>,
}

impl Case {
    /// True where an answer is wanted, and not only somebody told.
    #[must_use]
    pub fn wants_answer(&self, book: &RuleBook) -> bool {
        book.escalations[self.escalation].terms_on(self.opened_on).wants_answer()
    }
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub on: NaiveDate,
    /// Who was told, if anybody.
    pub told: Option<Id<Party>>,
    /// True where somebody should have been told, and nobody could be.
    pub nobody: bool,
    /// What happened, in the reader's words.
    pub text: String,
}

/// What is asked of somebody in this report.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// Position of its case in [`Assessment::cases`](super::Assessment::cases).
    pub case: usize,
    /// Who is asked.
    pub to: Id<Party>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The questions, with the facts filled in: field and text.
    pub questions: Vec<(String, String)>,
    /// The facts of the result, each a short sentence.
    pub facts: Vec<String>,
    /// How the case has gone so far, in a sentence.
    pub so_far: String,
    /// The answers that came back.
    pub response: Vec<Answer>,
}

/// One answer that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The escalation it answers; none where it names none, and is for any that is open.
    pub escalation: Option<Id<Escalation>>,
    /// The question's field; empty for a plain note.
    pub field: String,
    /// The text.
    pub text: String,
    /// Who leads.
    pub lead: Option<String>,
    /// When the action is due.
    pub due: Option<NaiveDate>,
    /// When the measure is expected back on target.
    pub recovery: Option<NaiveDate>,
    /// When it was submitted.
    pub submitted: Option<NaiveDate>,
    /// Where it was read.
    pub source: Cell,
}
