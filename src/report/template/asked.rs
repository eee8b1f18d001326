//! The sheet of answers: a row for each question that a board was asked and has not answered.

use super::super::answers::is_answered;
use super::super::prompts::facts_said;
use super::super::view::View;
use super::due::DueRow;
use super::entry::Entry;
use super::{Column, Sheet, Slot};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::data::field_asked;
use crate::eval::outcome::{Case, Prompt};
use crate::model::{Grouping, Party};

/// A prompt with the questions that are still open.
pub(super) struct Open<'a> {
    pub(super) case: &'a Case,
    prompt: &'a Prompt,
    /// Field and text of each.
    pub(super) questions: Vec<&'a (String, String)>,
}

/// The prompts to a board that it has not answered in full. A prompt that only says that a figure is lacking which is
/// asked for in the same workbook would be asked twice.
pub(super) fn of_board<'a>(view: &View<'a>, board: Id<Party>, due: &[DueRow]) -> Vec<Open<'a>> {
    let assessment = view.inputs.assessment;
    let asked_here = |case: &Case| {
        due.iter().any(|row| {
            Some(row.measure) == case.measure && row.place == case.place && row.period == case.opened_for
        })
    };
    let open = |prompt: &'a Prompt| {
        let case = assessment.cases.get(prompt.case)?;
        if prompt.to != board || !case.state.is_live() || asked_here(case) {
            return None;
        }
        let unanswered = |question: &&(String, String)| !is_answered(&question.0, &prompt.response);
        let questions: Vec<_> = prompt.questions.iter().filter(unanswered).collect();
        (!questions.is_empty()).then_some(Open { case, prompt, questions })
    };
    assessment.prompts.iter().filter_map(open).collect()
}

/// The sheet; none where nothing is open.
pub(super) fn sheet(view: &View<'_>, open: &[Open<'_>], board: Option<Id<Party>>) -> Option<Sheet> {
    if open.is_empty() {
        return None;
    }
    let members = open.iter().flat_map(|one| members(view, one.case));
    let mut kinds: Vec<Id<Grouping>> = members.map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut columns = vec![Column::said("Measure", 9), Column::said("Title", 34)];
    columns.extend(kinds.iter().map(|kind| Column::said(super::heading_of(view, *kind), 14)));
    columns.extend([
        Column::said("Period", 12),
        Column::said("Escalation", 17),
        Column::said("What we know", 44),
        Column::said("Question", 40),
        Column::said("Answer by", 14),
        Column::filled("Answer", 50),
        Column::filled("Submitted on", 15),
        Column::filled("Submitted by", 18),
    ]);
    let rows = open.iter().flat_map(|one| rows(view, one, &kinds, board)).collect();
    Some(Sheet { name: "Responses", columns, rows, kept_in_view: 2 })
}

fn members<'v>(view: &View<'v>, case: &Case) -> Vec<(Id<Grouping>, &'v str)> {
    view.members(case.measure, case.place, &case.group)
}

fn rows(view: &View<'_>, one: &Open<'_>, kinds: &[Id<Grouping>], board: Option<Id<Party>>) -> Vec<Vec<Slot>> {
    let book = view.inputs.book;
    let measure = one.case.measure.map(|id| &book.measures[id]);
    let members = members(view, one.case);
    let facts = facts_said(view, one.prompt).join(" ");
    let by = board.map_or("", |board| book.parties[board].title.as_str());
    let hush = |text: &str| match one.case.measure {
        Some(id) => view.hushed(id, one.case.place, text),
        None => text.to_owned(),
    };
    let own = &book.escalations[one.case.escalation];
    let alike = book.escalations.values().filter(|other| other.title == own.title).count();
    let escalation = if alike > 1 { &own.id } else { &own.title };
    // The question itself, where it can be told by its words alone which it is.
    let put = |field: &str, text: &str| match field_asked(book, Some(one.case.escalation), text) {
        Some(meant) if meant == field => text.to_owned(),
        Some(_) | None => format!("{field}: {text}"),
    };
    let row = |question: &&(String, String)| {
        let (field, text) = &**question;
        let mut slots = vec![
            Slot::text(measure.map_or("the whole book", |measure| measure.id.as_str())),
            Slot::text(measure.map_or("", |measure| measure.title.as_str())),
        ];
        slots.extend(kinds.iter().map(|kind| {
            let part = members.iter().find(|(own, _)| own == kind);
            Slot::text(part.map_or("", |(_, member)| member))
        }));
        slots.extend([
            Slot::text(one.case.opened_for.to_string()),
            Slot::text(escalation),
            // A row may be read alone, sorted or filtered.
            Slot::text(&facts),
            Slot::text(put(field, &hush(text))),
            Slot::text(one.prompt.due.map_or_else(String::new, date_name)),
            Slot::Fill(answer(field)),
            Slot::Fill(Entry::day("The day on which you send this back.")),
            Slot::Fill(Entry::words("Who answers.").given(by)),
        ]);
        slots
    };
    one.questions.iter().map(row).collect()
}

fn answer(field: &str) -> Entry {
    match field {
        "recovery" => Entry::day("The day by which the measure is back on target."),
        "due" => Entry::day("The day by which the action is done."),
        "lead" => Entry::words("Name and post of one person."),
        _ => Entry::words("Your answer, in a few sentences."),
    }
}
