//! What came back, read as data: answers to prompts, and beside them acts and decisions.

use chrono::NaiveDate;

use super::acts::Act;
use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::period::Period;
use crate::model::{Escalation, Grouping, Measure};

/// One line of an answer: one field of one escalation, for one measure and period.
#[derive(Debug, Clone)]
pub struct Response {
    /// The measure it is about; none for the whole book.
    pub measure: Option<Id<Measure>>,
    /// The groups it is about, by kind; empty for the measure with all its groups.
    pub group: Vec<(Id<Grouping>, String)>,
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

impl Response {
    /// True when it is about the group with this label, or about all groups.
    #[must_use]
    pub fn is_about_group(&self, label: &str) -> bool {
        let named = self.group.iter().map(|(_, member)| member.as_str());
        if self.group.is_empty() || named.clone().collect::<Vec<_>>().join(", ").eq_ignore_ascii_case(label) {
            return true;
        }
        // A label of several kinds of group names one member of each.
        let parts: Vec<&str> = label.split(", ").collect();
        named.into_iter().all(|own| parts.iter().any(|part| part.eq_ignore_ascii_case(own)))
    }
}

/// A later day for a return, as it was recorded.
#[derive(Debug, Clone)]
pub struct Extension {
    /// The measure whose return it is.
    pub measure: Id<Measure>,
    /// The groups it is for, by kind; empty for all.
    pub group: Vec<(Id<Grouping>, String)>,
    /// The period of the return; none for the newest that had ended when it was recorded.
    pub period: Option<Period>,
    /// The new day.
    pub until: NaiveDate,
    /// The day it was recorded.
    pub on: Option<NaiveDate>,
    /// Why.
    pub because: Option<String>,
    /// Who granted it.
    pub by: Option<String>,
    /// Where it was read.
    pub cell: Cell,
}

/// All answers, in the order read, and extensions of returns.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    /// The answers.
    pub rows: Vec<Response>,
    /// Rows of a form whose question nobody answered: they say nothing, and are where the answer goes.
    pub left_open: Vec<Response>,
    /// Acts and decisions.
    pub acts: Vec<Act>,
    /// Later days for returns.
    pub extensions: Vec<Extension>,
}
