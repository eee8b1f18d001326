//! The shapes of cases: what happened to each, what is asked of whom, and what was answered.

use serde::Serialize;

use super::shape::Source;

/// One escalation of one measure or group.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Case {
    /// The same from run to run.
    pub id: String,
    /// Id of the escalation.
    pub escalation: String,
    /// Id of the measure; null for the whole book.
    pub measure: Option<String>,
    /// Label of the group.
    pub group: Option<String>,
    /// The period whose figure opened it.
    pub opened_for: String,
    /// The day it opened.
    pub opened_on: String,
    /// Ids of who was asked.
    pub to: Vec<String>,
    /// The day the response is due.
    pub due: Option<String>,
    /// Why there is no day.
    pub due_reason: Option<String>,
    /// `open`, `answered` and so on.
    pub state: &'static str,
    /// The day it closed.
    pub closed_on: Option<String>,
    /// What happened to it, oldest first.
    pub steps: Vec<Step>,
}

/// Something that happened to a case.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Step {
    /// When.
    pub on: String,
    /// Id of who was told.
    pub told: Option<String>,
    /// What happened.
    pub text: String,
}

/// What is asked of somebody.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Prompt {
    /// Id of its case.
    pub case: Option<String>,
    /// Id of the measure; null for the whole book.
    pub measure: Option<String>,
    /// Id of who is asked.
    pub to: String,
    /// By when.
    pub due: Option<String>,
    /// The questions.
    pub questions: Vec<Question>,
    /// The facts, each a sentence.
    pub facts: Vec<String>,
    /// Answers that came; null where none.
    pub response: Option<Vec<Answer>>,
}

/// A question.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Question {
    /// The field that an answer carries.
    pub field: String,
    /// The question.
    pub text: String,
    /// True when a response answers it by its field or in its column; a plain note answers the whole.
    pub answered: bool,
}

/// An answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Answer {
    /// The question's field; null for a plain note.
    pub field: Option<String>,
    /// The text.
    pub text: String,
    /// Who leads.
    pub lead: Option<String>,
    /// When the action is due.
    pub due: Option<String>,
    /// When the measure is expected back on target.
    pub recovery: Option<String>,
    /// When it was submitted.
    pub submitted: Option<String>,
    /// Where it was read.
    pub source: Source,
}
