//! The register of prompts: who gets which letter, what is in it, and how each answer stands. The words that are sent stand
//! in the letters alone.

use super::document::{Block, Cell, Column, Document, Link, Row, Table};
use super::exceptions::{due, working_days_said};
use super::framework::subtitle;
use super::ladders;
use super::letters;
use super::positions;
use super::view::View;
use crate::base::arena::Id;
use crate::eval::outcome::{Case, CaseState, Move, Position, Prompt};
use crate::model::Party;
use crate::plain;

/// The paper of prompts.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let mut document = Document::new("Prompts: what is asked of whom", subtitle(view));
    let prompts = &view.inputs.assessment.prompts;
    let moves = letters::moves_told(view);
    if prompts.is_empty() && moves.is_empty() {
        document.say("Nothing is asked of anybody in this report.");
        return document;
    }
    document.say(counts(view, prompts));
    let letters = letters::names(view);
    let link = |(to, name): &(Id<Party>, String)| Link {
        name: name.clone(),
        title: format!("Letter to {}", view.inputs.book.parties[*to].named()),
        about: String::new(),
    };
    if !letters.is_empty() {
        let links = vec![Block::Links(letters.iter().map(link).collect())];
        document.blocks.push(Block::section("Letters to send", links));
    }
    let none: Vec<String> = letters::without_any(view, letters)
        .into_iter()
        .map(|party| view.inputs.book.parties[party].named())
        .collect();
    if !none.is_empty() {
        let is = if none.len() == 1 { "gets" } else { "get" };
        document.say(format!(
            "{} {is} no letter: there is nothing to ask or to tell.",
            plain::capital(&plain::and_list(&none))
        ));
    }
    let mut asked: Vec<Id<Party>> = prompts.iter().map(|prompt| prompt.to).collect();
    asked.sort_unstable();
    asked.dedup();
    for party in asked {
        let own: Vec<&Prompt> = prompts.iter().filter(|prompt| prompt.to == party).collect();
        let heading = format!("To {}", view.inputs.book.parties[party].named());
        document.blocks.push(Block::section(&heading, register(view, own)));
    }
    if !moves.is_empty() {
        document.blocks.push(Block::section("Told of stages", told_of_stages(view, moves)));
    }
    document.blocks.extend(working_days_said(view));
    document
}

/// What moved on ladders since the report before; of more than a page has room for, into the most serious stages.
fn told_of_stages(view: &View<'_>, moves: Vec<(&Position, &Move)>) -> Vec<Block> {
    let (shown, left) = positions::foremost_moves(moves, letters::MOST_ROWS);
    let left = (!left.is_empty()).then(|| {
        Block::Paragraph(format!(
            "The {} into the most serious stages are listed; {} more are in {}.",
            letters::number(shown.len()),
            letters::number(left.len()),
            view.inputs.record.in_json()
        ))
    });
    left.into_iter().chain([Block::Table(stages(view, &shown))]).collect()
}

/// What moved on ladders, and who is told of it.
fn stages(view: &View<'_>, moves: &[(&Position, &Move)]) -> Table {
    let book = view.inputs.book;
    let row = |(position, made): &(&Position, &Move)| {
        let ladder = &book.ladders[position.ladder];
        let told: Vec<&str> = made.told.iter().map(|party| view.party(*party)).collect();
        Row::plain(vec![
            Cell::Text(ladders::name(view, position)),
            Cell::text(&ladder.title),
            Cell::text(ladder.stage_title(made.to)),
            Cell::Day(made.on),
            Cell::Text(plain::and_list(&told)),
        ])
    };
    Table {
        title: "Told of stages".to_owned(),
        columns: vec![
            Column::left("About"),
            Column::left("Ladder"),
            Column::left("Stage"),
            Column::left("Since"),
            Column::left("Told"),
        ],
        rows: moves.iter().map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}

/// How many prompts there are, how many have a response, and how many only tell.
fn counts(view: &View<'_>, prompts: &[Prompt]) -> String {
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
    format!("{}; {answered} of them {have} a response.{told}", plain::count(count(asked), "prompt"))
}

/// What one party is asked and told; of more than a page has room for, what is still to be answered and presses most.
fn register(view: &View<'_>, own: Vec<&Prompt>) -> Vec<Block> {
    let pressing = |prompt: &&Prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case);
        let waits = case.is_some_and(|case| {
            case.wants_answer(view.inputs.book) && matches!(case.state, CaseState::Open | CaseState::Overdue)
        });
        let (urgency, measure) = letters::pressing(view, case, prompt.due);
        ((!waits, urgency), measure)
    };
    let (shown, left) = letters::parted(own, letters::MOST_ROWS, pressing);
    let mut blocks = Vec::new();
    if !left.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "The {} that press most are listed: those overdue for longest, then those due soonest, and of one day the \
             worst levels of each measure. {} more are in {}; prompts.csv has every question.",
            letters::number(shown.len()),
            letters::number(left.len()),
            view.inputs.record.everything()
        )));
    }
    blocks.push(Block::Table(table(view, &shown)));
    blocks
}

fn table(view: &View<'_>, prompts: &[&Prompt]) -> Table {
    let rows = prompts.iter().filter_map(|prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case)?;
        let due = due(view, Some(case), prompt.due).value;
        Some(Row::plain(vec![
            Cell::Text(view.label_of_case(case)),
            Cell::text(view.inputs.book.escalations[case.escalation].name()),
            Cell::Text(case.opened_for.to_string()),
            Cell::Day(case.opened_on),
            due,
            Cell::text(standing(view, case, prompt)),
        ]))
    });
    Table {
        title: "Asked and told".to_owned(),
        columns: vec![
            Column::left("Measure"),
            Column::left("Asked under"),
            Column::left("Period"),
            Column::left("Since"),
            Column::left("Response due"),
            Column::left("How it stands"),
        ],
        rows: rows.collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}

fn standing(view: &View<'_>, case: &Case, prompt: &Prompt) -> &'static str {
    match (case.wants_answer(view.inputs.book), prompt.response.is_empty()) {
        (false, _) => "for information",
        (true, true) => case.state.word(),
        (true, false) if case.state == CaseState::Answered => "answered",
        (true, false) => "answered in part",
    }
}

/// The facts of a prompt as sentences and how its case has gone, with nothing of a withheld figure.
#[must_use]
pub fn facts_said(view: &View<'_>, prompt: &Prompt) -> Vec<String> {
    let mut said = facts_of_result(view, prompt);
    said.push(prompt.so_far.clone());
    said
}

/// The facts of the result alone.
#[must_use]
pub fn facts_of_result(view: &View<'_>, prompt: &Prompt) -> Vec<String> {
    let about = view.inputs.assessment.cases.get(prompt.case).and_then(|c| Some((c.measure?, c.place)));
    let hush = |fact: &String| match about {
        // What it quotes are the words of others, in which figures of other periods may stand.
        Some((measure, place)) if fact.contains('"') => {
            view.hushed_words(Some(measure), place, &view.hushed(measure, place, fact))
        }
        Some((measure, place)) => view.hushed(measure, place, fact),
        None => fact.clone(),
    };
    prompt.facts.iter().map(hush).collect()
}
