//! What was asked of somebody and what came back: what was answered first, then what is still open, each once.

use super::document::{Block, Question};
use super::view::View;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Answer, Prompt};
use crate::model::Escalation;

/// A question of a prompt.
struct Asked {
    field: String,
    text: String,
    /// The rules that ask it.
    by: Vec<Id<Escalation>>,
}

impl Asked {
    /// True for an answer that may be to this question: one to another rule is not.
    fn may_be_answered_by(&self, answer: &Answer) -> bool {
        answer.escalation.is_none_or(|named| self.by.is_empty() || self.by.contains(&named))
    }
}

/// The questions of prompts about one result, with the answers that came back about it.
///
/// What answers as a whole comes first, then each question that was answered, then the open ones in one line.
#[must_use]
pub fn blocks(view: &View<'_>, prompts: &[&Prompt], response: &[Answer]) -> Vec<Block> {
    let (answered, open) = parted(view, prompts, response);
    let not = if answered.is_empty() { "Asked, and not answered yet" } else { "Not answered yet" };
    let answered = (!answered.is_empty()).then_some(Block::Questions(answered));
    let open = (!open.is_empty()).then(|| Block::Paragraph(format!("{not}: {}", open.join(" "))));
    answered.into_iter().chain(open).collect()
}

/// What was answered, as a whole and by question, and the questions that nobody has answered.
#[must_use]
pub fn parted(view: &View<'_>, prompts: &[&Prompt], response: &[Answer]) -> (Vec<Question>, Vec<String>) {
    let asked = asked(view, prompts);
    let fields: Vec<&str> = asked.iter().map(|one| one.field.as_str()).collect();
    let mut answered: Vec<Question> = as_a_whole(&asked, response, &fields).into_iter().collect();
    let mut open = Vec::new();
    for question in &asked {
        let answers = answers_to(question, response, &fields);
        if answers.is_empty() {
            open.push(question.text.clone());
        } else {
            answered.push(Question { asked: question.text.clone(), answers });
        }
    }
    (answered, open)
}

/// The questions of prompts, each once, with nothing of a withheld figure.
fn asked(view: &View<'_>, prompts: &[&Prompt]) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for prompt in prompts {
        let case = view.inputs.assessment.cases.get(prompt.case);
        let about = case.and_then(|case| Some((case.measure?, case.place)));
        for (field, text) in &prompt.questions {
            let text = about.map_or_else(|| text.clone(), |(id, place)| view.hushed(id, place, text));
            let rule = case.map(|case| case.escalation);
            match all.iter_mut().find(|known| known.text == text) {
                Some(known) => known.by.extend(rule),
                None => all.push(Asked { field: field.clone(), text, by: rule.into_iter().collect() }),
            }
        }
    }
    all
}

/// The questions of one prompt with their fields, with nothing of a withheld figure.
#[must_use]
pub fn asked_in(view: &View<'_>, prompt: &Prompt) -> Vec<(String, String)> {
    asked(view, &[prompt]).into_iter().map(|one| (one.field, one.text)).collect()
}

/// Answers to no question that was put: plain notes, and fields nobody asked for.
fn as_a_whole(asked: &[Asked], response: &[Answer], fields: &[&str]) -> Option<Question> {
    let named = |answer: &&Answer| {
        asked.iter().any(|one| is_field(answer, &one.field) && one.may_be_answered_by(answer))
    };
    let answers: Vec<String> = response.iter().filter(|a| !named(a)).map(|a| answer(a, fields)).collect();
    let answers: Vec<String> = answers.into_iter().filter(|text| !text.is_empty()).collect();
    (!answers.is_empty()).then(|| Question { asked: "What the board says of it".to_owned(), answers })
}

/// The answers to a question: by its field, and in the column for who leads, when it is done or when the measure is
/// back on target.
fn answers_to(question: &Asked, response: &[Answer], fields: &[&str]) -> Vec<String> {
    let may = || response.iter().filter(|a| question.may_be_answered_by(a));
    let own = may().filter(|a| is_field(a, &question.field)).map(|a| answer(a, fields));
    let mut said: Vec<String> = own.filter(|text| !text.is_empty()).collect();
    for text in may().filter_map(|a| in_column(a, &question.field)) {
        if !said.iter().any(|known| known.contains(&text)) {
            said.push(text);
        }
    }
    said
}

fn is_field(answer: &Answer, field: &str) -> bool {
    answer.field.trim().eq_ignore_ascii_case(field)
}

/// The newest answer to a question in its own words, or as its column has it.
#[must_use]
pub fn newest<'r>(field: &str, response: &'r [Answer]) -> Option<(String, &'r Answer)> {
    let own = |a: &&Answer| is_field(a, field) && !a.text.trim().is_empty();
    let said = response.iter().rfind(own).map(|answer| (answer.text.trim().to_owned(), answer));
    said.or_else(|| response.iter().rev().find_map(|answer| Some((in_column(answer, field)?, answer))))
}

/// What a response says in the column that a question of this name is about.
fn in_column(of: &Answer, field: &str) -> Option<String> {
    match field.to_ascii_lowercase().as_str() {
        "lead" => of.lead.clone().filter(|lead| !lead.trim().is_empty()),
        "recovery" => of.recovery.map(date_name),
        "due" => of.due.map(date_name),
        _ => None,
    }
}

/// An answer with who leads, by when, and when it came, save for what answers a question of its own.
fn answer(of: &Answer, fields: &[&str]) -> String {
    let asks = |name: &str| fields.iter().any(|field| field.eq_ignore_ascii_case(name));
    let lead = of.lead.as_ref().filter(|lead| !asks("lead") && !lead.trim().is_empty());
    let mut said = vec![of.text.trim().to_owned()];
    said.extend(lead.map(|lead| format!("Lead: {lead}.")));
    said.extend(of.due.filter(|_| !asks("due")).map(|day| format!("Action due {}.", date_name(day))));
    let recovery = of.recovery.filter(|_| !asks("recovery"));
    said.extend(recovery.map(|day| format!("Back on target by {}.", date_name(day))));
    said.retain(|part| !part.is_empty());
    // The day it came says nothing of what the others already said.
    if let (false, Some(day)) = (said.is_empty(), of.submitted) {
        said.push(format!("Submitted {}.", date_name(day)));
    }
    let several = said.len() > 1;
    if let Some(text) = said.first_mut().filter(|text| several && text.ends_with(char::is_alphanumeric)) {
        text.push('.');
    }
    said.join(" ")
}

/// Whether a question has an answer, for readers that set their own papers.
#[must_use]
pub fn is_answered(field: &str, response: &[Answer]) -> bool {
    let own = |a: &&Answer| is_field(a, field) && !a.text.trim().is_empty();
    response.iter().any(|a| own(&a) || in_column(a, field).is_some())
}
