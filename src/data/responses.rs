//! What came back, read as data: answers to prompts, and beside them acts and decisions.

use chrono::NaiveDate;

use super::acts::Act;
use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::period::Period;
use crate::model::{Escalation, Measure};

/// One line of an answer: one field of one escalation, for one measure and period.
#[derive(Debug, Clone)]
pub struct Response {
    /// The measure it is about.
    pub measure: Id<Measure>,
    /// The escalation it answers; none means any that is open.
    pub escalation: Option<Id<Escalation>>,
    /// The period it is about; none means whichever is open.
    pub period: Option<Period>,
    /// The question's field (`action`); none for a plain note on what is being done.
    pub field: Option<String>,
    /// The answer.
    pub text: String,
    /// Who leads.
    pub lead: Option<String>,
    /// When the action is due.
    pub due: Option<NaiveDate>,
    /// When the measure is expected back on target.
    pub recovery: Option<NaiveDate>,
    /// When the answer was submitted.
    pub submitted: Option<NaiveDate>,
    /// Who answered.
    pub by: Option<String>,
    /// Where it was read.
    pub cell: Cell,
}

/// All answers, in the order read.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    /// The answers.
    pub rows: Vec<Response>,
    /// Acts and decisions.
    pub acts: Vec<Act>,
}
