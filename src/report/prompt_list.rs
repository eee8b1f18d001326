//! Every question that is asked in a report, one a row: CSV for a workbook, JSON for programs. Nothing is sent by us.
//!
//! The CSV is also a form: with answers written into `text`, it is read back as a file of answers.

use chrono::NaiveDate;
use serde::Serialize;

use super::answers::{asked_in, is_answered, newest};
use super::json_v1::written;
use super::view::View;
use super::{Inputs, letters};
use crate::base::arena::Id;
use crate::base::inert;
use crate::data::PlaceId;
use crate::eval::outcome::{Answer, Case, Prompt};
use crate::model::{Grouping, RuleBook};

/// What the JSON says it is.
pub const SCHEMA: &str = "plimsoll/prompts-v1";

/// The columns of the CSV, in order; one for each kind of group that measures are reported by follows them.
pub const COLUMNS: [&str; 20] = [
    "recipient",
    "recipient_name",
    "letter",
    "case",
    "measure",
    "title",
    "group",
    "period",
    "escalation",
    "kind",
    "field",
    "question",
    "asked_on",
    "due_on",
    "state",
    "answered",
    "text",
    "lead",
    "recovery",
    "submitted",
];

/// One question of one recipient.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Asked {
    /// Id of who is asked.
    pub recipient: String,
    /// Full name.
    pub recipient_name: String,
    /// Name of the letter, without an ending; null where the case is answered and no letter asks.
    pub letter: Option<String>,
    /// Id of the case: the same from run to run.
    pub case: String,
    /// Id of the measure; null for the whole book.
    pub measure: Option<String>,
    /// Title of the measure.
    pub title: Option<String>,
    /// Label of the group.
    pub group: Option<String>,
    /// The period whose figure opened the case.
    pub period: String,
    /// Id of the escalation.
    pub escalation: String,
    /// What readers call the escalation.
    pub kind: String,
    /// The field that an answer carries; null where the rule asks for a response and puts no question.
    pub field: Option<String>,
    /// The question, with its facts filled in.
    pub question: Option<String>,
    /// The day it was asked.
    pub asked_on: String,
    /// The day the answer is due.
    pub due_on: Option<String>,
    /// `open`, `answered` or `overdue`: how the case stands.
    pub state: &'static str,
    /// `yes`, `by a note` on the whole, or `no`.
    pub answered: &'static str,
    /// The newest answer that came; null where none did, and where one is to be written.
    pub text: Option<String>,
    /// Who leads.
    pub lead: Option<String>,
    /// When the measure is expected back on target.
    pub recovery: Option<String>,
    /// When the answer was submitted.
    pub submitted: Option<String>,
    #[serde(skip)]
    members: Vec<(Id<Grouping>, String)>,
}

/// Every question, as JSON has it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct List<'a> {
    schema: &'static str,
    /// The period that is reported.
    period: String,
    /// The day as of which it is reported.
    as_of: String,
    /// The questions, in the order of the prompts.
    prompts: &'a [Asked],
}

/// Every question, in the order of the prompts; nothing of a withheld figure is in any.
#[must_use]
pub fn list(inputs: Inputs<'_>) -> Vec<Asked> {
    let view = View::new(inputs);
    let names = letters::names(&view);
    let mut all = Vec::new();
    for prompt in &inputs.assessment.prompts {
        let Some(case) = inputs.assessment.cases.get(prompt.case) else { continue };
        if !case.wants_answer(inputs.book) {
            continue;
        }
        let letter = names.iter().find(|(to, _)| *to == prompt.to).map(|(_, name)| name.clone());
        let about = Asked { letter, ..about(&view, case, prompt) };
        let response = view.answers(case.measure, case.place, &prompt.response);
        let questions = asked_in(&view, prompt);
        if questions.is_empty() {
            all.push(with_answer(about, None, &response));
            continue;
        }
        all.extend(
            questions.into_iter().map(|question| with_answer(about.clone(), Some(question), &response)),
        );
    }
    all
}

/// The list as JSON, with a line end at its end.
#[must_use]
pub fn to_json(inputs: Inputs<'_>, all: &[Asked]) -> String {
    written(&List {
        schema: SCHEMA,
        period: inputs.assessment.period.to_string(),
        as_of: inputs.assessment.as_of.to_string(),
        prompts: all,
    })
}

/// The list as CSV under a heading row. No text is a formula to a spreadsheet.
///
/// # Errors
/// None in practice: the rows are written to memory.
pub fn to_csv(book: &RuleBook, all: &[Asked]) -> std::io::Result<Vec<u8>> {
    let groupings = groupings(book);
    let mut out = csv::Writer::from_writer(Vec::new());
    let names = groupings.iter().map(|id| book.groupings[*id].id.as_str());
    out.write_record(COLUMNS.into_iter().chain(names).map(|name| inert::cell(name).into_owned()))?;
    for asked in all {
        out.write_record(cells(asked, &groupings).iter().map(|text| inert::cell(text).into_owned()))?;
    }
    out.into_inner().map_err(|fault| std::io::Error::other(fault.to_string()))
}

/// The kinds of group that measures are reported by, in the order of the book.
fn groupings(book: &RuleBook) -> Vec<Id<Grouping>> {
    let is_used = |id: &Id<Grouping>| book.measures.values().any(|measure| measure.by.contains(id));
    book.groupings.ids().filter(is_used).collect()
}

fn cells(of: &Asked, groupings: &[Id<Grouping>]) -> Vec<String> {
    let member = |id: &Id<Grouping>| {
        of.members
            .iter()
            .find(|(grouping, _)| grouping == id)
            .map_or_else(String::new, |(_, name)| name.clone())
    };
    let members: Vec<String> = groupings.iter().map(member).collect();
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let fixed = [
        of.recipient.clone(),
        of.recipient_name.clone(),
        said(&of.letter),
        of.case.clone(),
        of.measure.clone().unwrap_or_else(|| "the whole book".to_owned()),
        said(&of.title),
        said(&of.group),
        of.period.clone(),
        of.escalation.clone(),
        of.kind.clone(),
        said(&of.field),
        said(&of.question),
        of.asked_on.clone(),
        said(&of.due_on),
        of.state.to_owned(),
        of.answered.to_owned(),
        said(&of.text),
        said(&of.lead),
        said(&of.recovery),
        said(&of.submitted),
    ];
    fixed.into_iter().chain(members).collect()
}

fn about(view: &View<'_>, case: &Case, prompt: &Prompt) -> Asked {
    let book = view.inputs.book;
    let measure = case.measure.map(|id| &book.measures[id]);
    let rule = &book.escalations[case.escalation];
    let place = view.inputs.data.place(case.place).filter(|_| case.place != PlaceId::WHOLE);
    Asked {
        recipient: view.party_id(prompt.to).to_owned(),
        recipient_name: view.party(prompt.to).to_owned(),
        case: case.id.clone(),
        measure: measure.map(|measure| measure.id.clone()),
        title: measure.map(|measure| measure.title.clone()),
        group: Some(case.group.clone()).filter(|group| !group.is_empty()),
        period: case.opened_for.to_string(),
        escalation: rule.id.clone(),
        kind: rule.name().to_owned(),
        asked_on: iso(case.opened_on),
        due_on: prompt.due.map(iso),
        state: case.state.word(),
        answered: "no",
        members: place.map_or_else(Vec::new, |place| place.parts.clone()),
        ..Asked::default()
    }
}

/// A question with the newest answer to it.
fn with_answer(mut about: Asked, question: Option<(String, String)>, response: &[Answer]) -> Asked {
    let field = question.as_ref().map_or("", |(field, _)| field.as_str());
    let note = |answer: &&Answer| answer.field.trim().is_empty() && !answer.text.trim().is_empty();
    about.answered = match () {
        () if is_answered(field, response) => "yes",
        () if response.iter().any(|answer| note(&answer)) => "by a note",
        () => "no",
    };
    if let Some((text, answer)) = newest(field, response) {
        about.text = Some(text);
        about.lead = answer.lead.clone();
        about.recovery = answer.recovery.map(iso);
        about.submitted = answer.submitted.map(iso);
    }
    if let Some((field, text)) = question {
        about.field = Some(field);
        about.question = Some(text);
    }
    about
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
