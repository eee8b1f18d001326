//! Letters: one for each board, role or person of whom something is asked, or who is to be told, ready to be sent. The
//! program sends nothing.
//!
//! A letter has what its reader needs and no more: whoever was told because others did not answer hears that, and is not
//! put the questions of those others.

mod case;
mod post;
mod words;

use chrono::NaiveDate;

use super::OutputFile;
use super::document::{Block, Cell, Column, Document, Fact, Row, Table};
use super::exceptions::working_days_said;
use super::framework::{subtitle, title};
use super::ladders;
use super::recipients::{file_names, possible};
use super::view::View;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Move, Position};
use crate::model::{Party, PartyKind};
use crate::plain;
use case::Lookup;
use post::Post;

/// A letter for everybody who has something to answer or to be told, in the order of the book.
#[must_use]
pub fn all(view: &View<'_>) -> Vec<OutputFile> {
    let names = file_names(view.inputs.book);
    let lookup = Lookup::of(view);
    let letters = post::sorted(view).into_iter();
    letters
        .map(|post| OutputFile { name: name(&names, post.to), document: letter(view, &lookup, &post) })
        .collect()
}

/// Who gets a letter, and what it is called.
#[must_use]
pub fn names(view: &View<'_>) -> Vec<(Id<Party>, String)> {
    let names = file_names(view.inputs.book);
    post::sorted(view).into_iter().map(|post| (post.to, name(&names, post.to))).collect()
}

fn name(names: &[String], to: Id<Party>) -> String {
    format!("letter-{}", names.get(to.index()).map_or("", String::as_str))
}

/// Whom the rules could ask or tell, and have nothing to say to in this report.
#[must_use]
pub fn without_any(view: &View<'_>, with: &[(Id<Party>, String)]) -> Vec<Id<Party>> {
    let has = |party: &Id<Party>| with.iter().any(|(to, _)| to == party);
    possible(view.inputs.book).into_iter().filter(|party| !has(party)).collect()
}

/// `letters to send: letter-ct and letter-hib; nothing to send to: NHS England`.
#[must_use]
pub fn in_a_line(view: &View<'_>) -> String {
    const MOST: usize = 12;
    let with = names(view);
    let files: Vec<&str> = with.iter().map(|(_, name)| name.as_str()).collect();
    let without: Vec<&str> = without_any(view, &with).into_iter().map(|party| view.party(party)).collect();
    let to_send = if files.is_empty() { "none".to_owned() } else { plain::and_some(&files, MOST) };
    let nothing = match without.as_slice() {
        [] => String::new(),
        some => format!("; nothing to send to {}", plain::and_some(some, MOST)),
    };
    format!("letters to send: {to_send}{nothing}")
}

fn letter(view: &View<'_>, lookup: &Lookup<'_>, post: &Post<'_>) -> Document {
    let party = &view.inputs.book.parties[post.to];
    let of = format!("{}. {}", title(view), subtitle(view));
    let mut document = Document::new(format!("To {}", party.named()), of);
    document.facts = counts(view, post);
    document.say(match party.kind {
        PartyKind::Board => "Dear colleagues,".to_owned(),
        PartyKind::Role => format!("Dear {},", party.name()),
    });
    document.say(words::why(view, post));
    let subjects = case::by_subject(view, post.asked.iter().chain(&post.told));
    let (asked, told): (Vec<_>, Vec<_>) = subjects.iter().partition(|own| case::is_asked(view, own));
    if !asked.is_empty() {
        let sections = asked.iter().map(|own| case::asked(view, own)).collect();
        document.blocks.push(Block::section("What we ask of you", sections));
        document.blocks.push(Block::section("How to answer", words::how_to_answer(view, post)));
    }
    if !post.answered.is_empty() {
        document.blocks.push(Block::section("What you have answered", answered(view, post)));
    }
    let mut news: Vec<Block> =
        post.over_silence.iter().map(|told| case::unanswered(view, lookup, told)).collect();
    news.extend(told.iter().map(|own| case::told(view, own)));
    news.extend(post.moved.iter().map(|(position, made)| moved(view, position, made)));
    if !news.is_empty() {
        document.blocks.push(Block::section("What you should know", news));
    }
    if !post.told_before.is_empty() {
        let table = vec![Block::Table(told_before(view, lookup, post))];
        document.blocks.push(Block::section("What you were told before, and still stands", table));
    }
    let dated = !post.asked.is_empty() || !post.over_silence.is_empty();
    document.blocks.extend(working_days_said(view).filter(|_| dated));
    let thanks = if post.asked.is_empty() { "No answer is needed. Thank you." } else { "Thank you." };
    document.say(thanks);
    document
}

/// What moved on a ladder, under the name of what it is about.
fn moved(view: &View<'_>, position: &Position, made: &Move) -> Block {
    let ladder = &view.inputs.book.ladders[position.ladder];
    let said = ladders::hushed(view, position, &ladders::moved(made, ladder, view.inputs.book));
    let facts = vec![
        Fact::text("Told under", ladder.title.as_str()),
        Fact::new("Reference", Cell::text(&position.id)),
    ];
    let blocks = vec![Block::Paragraph(said), Block::Facts(facts)];
    Block::section(ladders::headed(view, position), blocks)
}

/// What moved on ladders since the report before, and who is told of it.
#[must_use]
pub fn moves_told<'v>(view: &View<'v>) -> Vec<(&'v Position, &'v Move)> {
    post::new_moves(view)
}

/// How many answers are asked for and by when, and what else is in the letter.
fn counts(view: &View<'_>, post: &Post<'_>) -> Vec<Fact> {
    let as_of = view.inputs.assessment.as_of;
    let mut facts = vec![Fact::new("Date", Cell::Day(as_of))];
    let asked = match (post.asked.len(), post.answered.len()) {
        (0, _) => "none".to_owned(),
        (open, 0) => open.to_string(),
        (open, answered) => format!("{open}, besides {answered} that you have given"),
    };
    facts.push(Fact::text("Answers we ask for", asked));
    let due: Vec<NaiveDate> = post.asked.iter().filter_map(|prompt| prompt.due).collect();
    let overdue = due.iter().filter(|day| **day < as_of).count();
    if overdue > 0 {
        facts.push(Fact::text("Overdue", overdue.to_string()));
    }
    let mut days: Vec<NaiveDate> = due.into_iter().filter(|day| *day >= as_of).collect();
    days.sort_unstable();
    if let Some(next) = days.first() {
        let by_then = days.iter().filter(|day| *day == next).count();
        let all = if by_then == days.len() { String::new() } else { format!(" ({by_then} of them)") };
        facts.push(Fact::text("Next due", format!("{}{all}", date_name(*next))));
    }
    let told = post.told.len() + post.over_silence.len() + post.moved.len();
    if told > 0 {
        facts.push(Fact::text("To know", told.to_string()));
    }
    if !post.told_before.is_empty() {
        facts.push(Fact::text("Told before, and still so", post.told_before.len().to_string()));
    }
    facts
}

fn answered(view: &View<'_>, post: &Post<'_>) -> Vec<Block> {
    let rows = post.answered.iter().filter_map(|prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case)?;
        let came = prompt.response.iter().filter_map(|answer| answer.submitted).max();
        Some(Row::plain(vec![
            Cell::Text(case::about(view, case)),
            Cell::text(view.inputs.book.escalations[case.escalation].name()),
            Cell::Text(case.opened_for.to_string()),
            came.map_or_else(|| Cell::absent("day not given"), Cell::Day),
        ]))
    });
    let table = Table {
        title: "Answers received".to_owned(),
        columns: vec![
            Column::left("Measure"),
            Column::left("Asked under"),
            Column::left("Period"),
            Column::left("Received"),
        ],
        rows: rows.collect(),
        key: Vec::new(),
        empty: String::new(),
    };
    let said = "Thank you for these. They are in the report, and nothing more is asked about them now.";
    vec![Block::Paragraph(said.to_owned()), Block::Table(table)]
}

fn told_before(view: &View<'_>, lookup: &Lookup<'_>, post: &Post<'_>) -> Table {
    let rows = post.told_before.iter().filter_map(|(at, since)| {
        let case = view.inputs.assessment.cases.get(*at)?;
        Some(Row::plain(vec![
            Cell::Text(case::about(view, case)),
            Cell::text(view.inputs.book.escalations[case.escalation].name()),
            Cell::Text(case::standing(view, lookup, case)),
            Cell::Day(*since),
        ]))
    });
    Table {
        title: "Told before".to_owned(),
        columns: vec![
            Column::left("Measure"),
            Column::left("What it is"),
            Column::left("How it stands"),
            Column::left("Since"),
        ],
        rows: rows.collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}
