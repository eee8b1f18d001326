//! Letters: one for each board, role or person of whom something is asked, or who is to be told, ready to be sent. The
//! program sends nothing.
//!
//! A letter has what its reader needs and no more: whoever was told because others did not answer hears that, and is not
//! put the questions of those others.

mod case;
mod most;
mod post;
mod words;

use chrono::NaiveDate;

use super::contacts;
use super::document::{Block, Cell, Column, Document, Fact, Row, Table};
use super::exceptions::working_days_said;
use super::framework::{subtitle, title};
use super::ladders;
use super::positions;
use super::recipients::{file_names, possible};
use super::view::View;
use super::{Inputs, OutputFile};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, Move, Position, Prompt};
use crate::model::{Party, PartyKind};
use crate::plain;
use case::Lookup;
use most::{Left, MOST_IN_FULL};
use post::{Post, Told};

pub use most::{number, parted, pressing};

/// A table of those who are asked or told has no more rows than these; the workbook and the other tables have all.
pub(super) const MOST_ROWS: usize = 100;

/// The letters of a run: what is in each, sorted once for every paper and table that speaks of them.
#[derive(Debug)]
pub(super) struct Letters<'v> {
    post: Vec<Post<'v>>,
    /// Who gets one, and what it is called, in the same order.
    names: Vec<(Id<Party>, String)>,
}

impl<'v> Letters<'v> {
    pub(super) fn of(inputs: Inputs<'v>) -> Self {
        let files = file_names(inputs.book);
        let name = |to: Id<Party>| format!("letter-{}", files.get(to.index()).map_or("", String::as_str));
        let post = post::sorted(inputs);
        Self { names: post.iter().map(|post| (post.to, name(post.to))).collect(), post }
    }
}

/// The order in which things are asked.
const IN_ORDER: &str =
    "What is due first stands first; what is due on one day stands in the order of the framework.";

/// A letter for everybody who has something to answer or to be told, in the order of the book.
#[must_use]
pub fn all(view: &View<'_>) -> Vec<OutputFile> {
    let lookup = Lookup::of(view);
    let letters = view.letters.post.iter().zip(names(view));
    letters
        .map(|(post, (_, name))| OutputFile { name: name.clone(), document: letter(view, &lookup, post) })
        .collect()
}

/// Who gets a letter, and what it is called.
#[must_use]
pub fn names<'v>(view: &'v View<'_>) -> &'v [(Id<Party>, String)] {
    &view.letters.names
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
    let without: Vec<&str> = without_any(view, with).into_iter().map(|party| view.party(party)).collect();
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
    document.letter = true;
    document.facts = counts(view, post);
    document.say(match party.kind {
        PartyKind::Board => "Dear colleagues,".to_owned(),
        PartyKind::Role => format!("Dear {},", party.name()),
    });
    document.say(words::why(view, post));
    let subjects = case::by_subject(view, post.asked.iter().chain(&post.told));
    let (asked, told): (Vec<_>, Vec<_>) = subjects.iter().partition(|own| case::is_asked(view, own));
    if !asked.is_empty() {
        document.blocks.push(Block::section("What we ask of you", ask(view, asked)));
        document.blocks.push(Block::section("How to answer", words::how_to_answer(view, post)));
    }
    if !post.answered.is_empty() {
        document.blocks.push(Block::section("What you have answered", answered(view, post)));
    }
    let news = news(view, lookup, post, told);
    if !news.is_empty() {
        document.blocks.push(Block::section("What you should know", news));
    }
    if !post.told_before.is_empty() {
        document
            .blocks
            .push(Block::section("What you were told before, and still stands", told_before(view, post)));
    }
    let dated = !post.asked.is_empty() || !post.over_silence.is_empty();
    document.blocks.extend(working_days_said(view).filter(|_| dated));
    let thanks = if post.asked.is_empty() { "No answer is needed. Thank you." } else { "Thank you." };
    document.say(thanks);
    document
}

/// How many answers are asked for and by when, and what else is in the letter.
fn counts(view: &View<'_>, post: &Post<'_>) -> Vec<Fact> {
    let as_of = view.inputs.assessment.as_of;
    let mut facts = vec![
        Fact::text("From", plain::capital(&words::sender(view, post.to))),
        Fact::new("Date", Cell::Day(as_of)),
    ];
    facts
        .extend(contacts::for_answers(view.inputs.book, post.to).map(|whom| contacts::fact("Contact", whom)));
    facts.extend(contacts::of(view.inputs.book, post.to).map(|whom| contacts::fact("To be sent to", whom)));
    let asked = match (post.asked.len(), post.answered.len()) {
        (0, _) => "none".to_owned(),
        (open, 0) => number(open),
        (open, answered) => format!("{}, besides {} that you have given", number(open), number(answered)),
    };
    facts.push(Fact::text("Answers we ask for", asked));
    let due: Vec<NaiveDate> = post.asked.iter().filter_map(|prompt| prompt.due).collect();
    let overdue = due.iter().filter(|day| **day < as_of).count();
    if overdue > 0 {
        facts.push(Fact::text("Overdue", number(overdue)));
    }
    let mut days: Vec<NaiveDate> = due.into_iter().filter(|day| *day >= as_of).collect();
    days.sort_unstable();
    if let Some(next) = days.first() {
        let by_then = days.iter().filter(|day| *day == next).count();
        let all =
            if by_then == days.len() { String::new() } else { format!(" ({} of them)", number(by_then)) };
        facts.push(Fact::text("Next due", format!("{}{all}", date_name(*next))));
    }
    let told = post.told.len() + post.over_silence.len() + post.moved.len();
    if told > 0 {
        facts.push(Fact::text("To know", number(told)));
    }
    if !post.told_before.is_empty() {
        facts.push(Fact::text("Told before, and still so", number(post.told_before.len())));
    }
    facts
}

/// What is asked, measure by measure; of more than a letter holds, what presses most.
fn ask(view: &View<'_>, asked: Vec<&Vec<&Prompt>>) -> Vec<Block> {
    let case = |prompt: &Prompt| view.inputs.assessment.cases.get(prompt.case);
    let owed = |own: &[&'_ Prompt]| -> Vec<(Option<NaiveDate>, Option<&Case>)> {
        let own = own.iter().filter(|prompt| case::wants_answer(view, prompt));
        own.map(|prompt| (prompt.due, case(prompt))).collect()
    };
    let (shown, left) = parted(asked, MOST_IN_FULL, |own| {
        let first = owed(own).into_iter().min_by_key(|(due, _)| (due.is_none(), *due));
        let (due, case) = first.unwrap_or_default();
        most::pressing(view, case, due)
    });
    let mut blocks = Vec::new();
    if !left.is_empty() {
        let which = "those overdue for longest, then those due soonest, and of one day the worst levels of each measure";
        blocks.push(most::said(shown.len(), left.len(), which, "whose questions are in prompts.csv"));
        let left = left.iter().flat_map(|own| owed(own));
        let left = left.map(|(due, case)| Left { measure: case.and_then(|case| case.measure), due });
        blocks.push(most::counted(view, "Answers", &left.collect::<Vec<_>>()));
    }
    if shown.len() > 1 {
        blocks.push(Block::Paragraph(IN_ORDER.to_owned()));
    }
    blocks.extend(shown.iter().map(|own| case::asked(view, own)));
    blocks
}

/// What is told; of more than a letter holds, the worst levels, and first what others did not answer.
fn news(view: &View<'_>, lookup: &Lookup<'_>, post: &Post<'_>, told: Vec<&Vec<&Prompt>>) -> Vec<Block> {
    let cases = &view.inputs.assessment.cases;
    let of_told = |own: &[&Prompt]| own.first().and_then(|prompt| cases.get(prompt.case));
    let silence: Vec<&Told<'_>> = post.over_silence.iter().collect();
    let (silence, unheard) =
        parted(silence, MOST_IN_FULL, |told| most::pressing(view, Some(told.case), told.case.due));
    let room = MOST_IN_FULL - silence.len();
    let (told, untold) = parted(told, room, |own| most::pressing(view, of_told(own), None));
    let left = unheard.iter().map(|told| Some(told.case)).chain(untold.iter().map(|own| of_told(own)));
    let left: Vec<Left> =
        left.map(|case| Left { measure: case.and_then(|case| case.measure), due: None }).collect();
    let mut blocks = Vec::new();
    if !left.is_empty() {
        let which = match silence.is_empty() {
            true => "the worst levels of each measure",
            false => "first what others did not answer, then the worst levels of each measure",
        };
        let place = format!("which are in {}", view.inputs.record.everything());
        blocks.push(most::said(silence.len() + told.len(), left.len(), which, &place));
        blocks.push(most::counted(view, "To know", &left));
    }
    blocks.extend(silence.iter().map(|told| case::unanswered(view, lookup, told)));
    blocks.extend(told.iter().map(|own| case::told(view, own)));
    let (shown, left) = positions::foremost_moves(post.moved.clone(), MOST_IN_FULL);
    if !left.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "{} moves on ladders are told of below, those into the most serious stages; {} more are in {}.",
            number(shown.len()),
            number(left.len()),
            view.inputs.record.in_json()
        )));
    }
    blocks.extend(shown.iter().map(|(position, made)| moved(view, position, made)));
    blocks
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
    post::new_moves(view.inputs)
}

fn answered(view: &View<'_>, post: &Post<'_>) -> Vec<Block> {
    let came = |prompt: &Prompt| prompt.response.iter().filter_map(|answer| answer.submitted).max();
    let (shown, left) =
        parted(post.answered.clone(), MOST_ROWS, |prompt| (std::cmp::Reverse(came(prompt)), ()));
    let rows = shown.iter().filter_map(|prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case)?;
        Some(Row::plain(vec![
            Cell::Text(view.label_of_case(case)),
            Cell::text(view.inputs.book.escalations[case.escalation].name()),
            Cell::Text(case.opened_for.to_string()),
            came(prompt).map_or_else(|| Cell::absent("day not given"), Cell::Day),
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
    let mut blocks = vec![Block::Paragraph(said.to_owned())];
    blocks.extend(listed(shown.len(), left.len(), "that came last", "prompts.csv"));
    blocks.push(Block::Table(table));
    blocks
}

/// `The 100 that came last are listed; 20 more are in prompts.csv.`
fn listed(shown: usize, left: usize, which: &str, place: &str) -> Option<Block> {
    let (shown, more) = (number(shown), number(left));
    (left > 0)
        .then(|| Block::Paragraph(format!("The {shown} {which} are listed; {more} more are in {place}.")))
}

fn told_before(view: &View<'_>, post: &Post<'_>) -> Vec<Block> {
    // Those that have stood longest come first.
    let shown = post.told_before.iter().take(MOST_ROWS);
    let rows = shown.filter_map(|(at, since)| {
        let case = view.inputs.assessment.cases.get(*at)?;
        Some(Row::plain(vec![
            Cell::Text(view.label_of_case(case)),
            Cell::text(view.inputs.book.escalations[case.escalation].name()),
            Cell::Text(case::standing(view, case)),
            Cell::Day(*since),
        ]))
    });
    let table = Table {
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
    };
    let left = post.told_before.len().saturating_sub(MOST_ROWS);
    let said = listed(MOST_ROWS, left, "that have stood longest", view.inputs.record.everything());
    said.into_iter().chain([Block::Table(table)]).collect()
}
