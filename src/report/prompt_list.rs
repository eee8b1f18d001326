//! Every question that is asked in a report, one a row: CSV for a workbook, JSON for programs. Nothing is sent by us.
//!
//! The CSV is also a form: with answers written into `text`, it is read back as a file of answers.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::answers::{asked_in, is_answered, newest};
use super::json_v1::{iso, stream};
use super::letters;
use super::view::View;
use crate::base::arena::Id;
use crate::base::inert;
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
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Asked<'v> {
    /// Id of who is asked.
    recipient: &'v str,
    /// Full name.
    recipient_name: &'v str,
    /// Name of the letter, without an ending; null where the case is answered and no letter asks.
    letter: Option<&'v str>,
    /// Id of the case: the same from run to run.
    case: &'v str,
    /// Id of the measure; null for the whole book.
    measure: Option<&'v str>,
    /// Title of the measure.
    title: Option<&'v str>,
    /// Label of the group.
    group: Option<&'v str>,
    /// The period whose figure opened the case.
    period: String,
    /// Id of the escalation.
    escalation: &'v str,
    /// What readers call the escalation.
    kind: &'v str,
    /// The field that an answer carries; null where the rule asks for a response and puts no question.
    field: Option<String>,
    /// The question, with its facts filled in.
    question: Option<String>,
    /// The day it was asked.
    asked_on: String,
    /// The day the answer is due.
    due_on: Option<String>,
    /// `open`, `answered` or `overdue`: how the case stands.
    state: &'static str,
    /// `yes`, `by a note` on the whole, or `no`.
    answered: &'static str,
    /// The newest answer that came; null where none did, and where one is to be written.
    text: Option<String>,
    /// Who leads.
    lead: Option<String>,
    /// When the measure is expected back on target.
    recovery: Option<String>,
    /// When the answer was submitted.
    submitted: Option<String>,
    #[serde(skip)]
    members: Vec<(Id<Grouping>, &'v str)>,
}

/// Every question, as JSON has it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct List<'v> {
    schema: &'static str,
    /// The period that is reported.
    period: String,
    /// The day as of which it is reported.
    as_of: String,
    /// The questions, in the order of the prompts.
    #[cfg_attr(test, schemars(with = "Vec<Asked<'v>>"))]
    prompts: Each<'v>,
}

/// Every question, made one after another as they are written: a large report has many thousands.
struct Each<'v>(&'v View<'v>);

impl Serialize for Each<'_> {
    fn serialize<W: Serializer>(&self, out: W) -> Result<W::Ok, W::Error> {
        out.collect_seq(list(self.0))
    }
}

/// Every question, in the order of the prompts; nothing of a withheld figure is in any.
fn list<'v>(view: &'v View<'v>) -> impl Iterator<Item = Asked<'v>> {
    let of_prompt = |prompt: &'v Prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case)?;
        if !case.wants_answer(view.inputs.book) {
            return None;
        }
        let letter =
            letters::names(view).iter().find(|(to, _)| *to == prompt.to).map(|(_, name)| name.as_str());
        let about = Asked { letter, ..about(view, case, prompt) };
        let response = view.answers(case.measure, case.place, &prompt.response);
        let mut questions: Vec<_> = asked_in(view, prompt).into_iter().map(Some).collect();
        if questions.is_empty() {
            questions.push(None);
        }
        Some(questions.into_iter().map(move |question| with_answer(about.clone(), question, &response)))
    };
    view.inputs.assessment.prompts.iter().filter_map(of_prompt).flatten()
}

/// Writes the list as JSON, with a line end at its end.
///
/// # Errors
/// What `out` says when it cannot be written to.
pub fn write_json<'v>(view: &'v View<'v>, out: impl Write) -> io::Result<()> {
    let assessment = view.inputs.assessment;
    let list = List {
        schema: SCHEMA,
        period: assessment.period.to_string(),
        as_of: assessment.as_of.to_string(),
        prompts: Each(view),
    };
    stream(&list, out)
}

/// Writes the list as CSV under a heading row. No text is a formula to a spreadsheet.
///
/// # Errors
/// What `out` says when it cannot be written to.
pub fn write_csv<'v>(view: &'v View<'v>, out: impl Write) -> io::Result<()> {
    let book = view.inputs.book;
    let groupings = groupings(book);
    let mut out = csv::Writer::from_writer(out);
    let names = groupings.iter().map(|id| book.groupings[*id].id.as_str());
    out.write_record(COLUMNS.into_iter().chain(names).map(|name| inert::cell(name).into_owned()))?;
    for asked in list(view) {
        for cell in cells(&asked) {
            out.write_field(inert::cell(cell).as_bytes())?;
        }
        for grouping in &groupings {
            let member = asked.members.iter().find(|(known, _)| known == grouping);
            out.write_field(inert::cell(member.map_or("", |(_, name)| name)).as_bytes())?;
        }
        out.write_record(None::<&[u8]>)?;
    }
    out.flush()
}

/// The kinds of group that measures are reported by, in the order of the book.
fn groupings(book: &RuleBook) -> Vec<Id<Grouping>> {
    let is_used = |id: &Id<Grouping>| book.measures.values().any(|measure| measure.by.contains(id));
    book.groupings.ids().filter(is_used).collect()
}

fn cells<'c>(of: &'c Asked<'_>) -> [&'c str; COLUMNS.len()] {
    fn said(text: &Option<String>) -> &str {
        text.as_deref().unwrap_or_default()
    }
    [
        of.recipient,
        of.recipient_name,
        of.letter.unwrap_or_default(),
        of.case,
        of.measure.unwrap_or("the whole book"),
        of.title.unwrap_or_default(),
        of.group.unwrap_or_default(),
        &of.period,
        of.escalation,
        of.kind,
        said(&of.field),
        said(&of.question),
        &of.asked_on,
        said(&of.due_on),
        of.state,
        of.answered,
        said(&of.text),
        said(&of.lead),
        said(&of.recovery),
        said(&of.submitted),
    ]
}

fn about<'v>(view: &'v View<'v>, case: &'v Case, prompt: &Prompt) -> Asked<'v> {
    let book = view.inputs.book;
    let measure = case.measure.map(|id| &book.measures[id]);
    let rule = &book.escalations[case.escalation];
    Asked {
        recipient: view.party_id(prompt.to),
        recipient_name: view.party(prompt.to),
        letter: None,
        case: &case.id,
        measure: measure.map(|measure| measure.id.as_str()),
        title: measure.map(|measure| measure.title.as_str()),
        group: Some(case.group.as_str()).filter(|group| !group.is_empty()),
        period: case.opened_for.to_string(),
        escalation: &rule.id,
        kind: rule.name(),
        field: None,
        question: None,
        asked_on: iso(case.opened_on),
        due_on: prompt.due.map(iso),
        state: case.state.word(),
        answered: "no",
        text: None,
        lead: None,
        recovery: None,
        submitted: None,
        members: view.members(case.measure, case.place, &case.group),
    }
}

/// A question with the newest answer to it.
fn with_answer<'v>(
    mut about: Asked<'v>,
    question: Option<(String, String)>,
    response: &[Answer],
) -> Asked<'v> {
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
