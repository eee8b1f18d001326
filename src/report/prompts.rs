//! Every prompt of this report, by whom it is put to: questions, facts, and what was answered.

use super::answers;
use super::document::{Block, Cell, Document, Fact};
use super::exceptions::{due, working_days_said};
use super::framework::subtitle;
use super::view::View;
use crate::base::arena::Id;
use crate::data::PlaceId;
use crate::eval::outcome::Prompt;
use crate::model::Party;
use crate::plain;

/// The paper of prompts.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let mut document = Document::new("Prompts: what is asked of whom", subtitle(view));
    let prompts = &view.inputs.assessment.prompts;
    if prompts.is_empty() {
        document.say("Nothing is asked of anybody in this report.");
        return document;
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let wanted = |prompt: &&Prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case);
        case.is_none_or(|case| case.wants_answer(view.inputs.book))
    };
    let asked = prompts.iter().filter(wanted).count();
    let told = match prompts.len() - asked {
        0 => String::new(),
        1 => " One more is for information only.".to_owned(),
        more => format!(" {more} more are for information only."),
    };
    let answered = prompts.iter().filter(|prompt| !prompt.response.is_empty()).count();
    let have = if answered == 1 { "has" } else { "have" };
    document.say(format!(
        "{}; {answered} of them {have} a response.{told}",
        plain::count(count(asked), "prompt")
    ));
    let mut asked: Vec<Id<Party>> = prompts.iter().map(|prompt| prompt.to).collect();
    asked.sort_unstable();
    asked.dedup();
    for party in asked {
        let own = prompts.iter().filter(|prompt| prompt.to == party);
        let blocks = own.map(|prompt| one(view, prompt)).collect();
        document.blocks.push(Block::section(format!("To {}", view.party(party)), blocks));
    }
    document.blocks.extend(working_days_said(view));
    document
}

fn one(view: &View<'_>, prompt: &Prompt) -> Block {
    let case = view.inputs.assessment.cases.get(prompt.case);
    let mut facts = Vec::new();
    let mut heading = "Prompt".to_owned();
    if let Some(case) = case {
        let rule = &view.inputs.book.escalations[case.escalation];
        heading = match case.measure {
            Some(id) => {
                let measure = &view.inputs.book.measures[id];
                let group = view.group_named(case.place, &case.group);
                let colon = if group.is_empty() { "" } else { ": " };
                format!("{}: {} {}{colon}{group}", rule.title, measure.id, measure.title)
            }
            None => format!("{}: the whole book", rule.title),
        };
        facts.push(Fact::text("For", case.opened_for.to_string()));
    }
    facts.push(Fact::text("To", view.party(prompt.to)));
    facts.push(due(view, case, prompt.due));
    if let Some(case) = case {
        facts.push(Fact::new("Reference", Cell::text(&case.id)));
    }
    let mut blocks = vec![Block::Facts(facts)];
    let said = facts_said(view, prompt);
    if !said.is_empty() {
        blocks.push(Block::List(said));
    }
    let (measure, place) = case.map_or((None, PlaceId::WHOLE), |case| (case.measure, case.place));
    let response = view.answers(measure, place, &prompt.response);
    blocks.extend(answers::blocks(view, &[prompt], &response));
    Block::section(heading, blocks)
}

/// The facts of a prompt as sentences, with nothing of a withheld figure.
#[must_use]
pub fn facts_said(view: &View<'_>, prompt: &Prompt) -> Vec<String> {
    let about = view.inputs.assessment.cases.get(prompt.case).and_then(|c| Some((c.measure?, c.place)));
    let hush = |fact: &String| match about {
        Some((measure, place)) => view.hushed(measure, place, fact),
        None => fact.clone(),
    };
    prompt.facts.iter().map(hush).collect()
}
