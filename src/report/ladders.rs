//! Where everything stands on its ladders: the stage of each thing, who was told of it, and what holds it there.

use super::document::{Block, Cell, Column, Document, Row, Table};
use super::framework::subtitle;
use super::letters::number;
use super::positions;
use super::view::View;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::data::PlaceId;
use crate::eval::outcome::{Climber, Decision, Move, MoveKind, Outcome, Position};
use crate::model::{Ladder, Party, PartyKind, Per, RuleBook};
use crate::plain;

/// The paper; none for a book without ladders.
#[must_use]
pub fn document(view: &View<'_>) -> Option<Document> {
    let book = view.inputs.book;
    if book.ladders.is_empty() {
        return None;
    }
    let mut document = Document::new("Ladders", subtitle(view));
    document.say(
        "A ladder is a row of stages, from the mildest to the most serious. What is on it is in one stage at a time.",
    );
    for (id, ladder) in book.ladders.iter() {
        document.blocks.push(Block::section(ladder.title.as_str(), section(view, id, ladder)));
    }
    Some(document)
}

fn section(view: &View<'_>, id: Id<Ladder>, ladder: &Ladder) -> Vec<Block> {
    if ladder.faulty {
        return vec![Block::act("this ladder is not used, because of an error in its rule.")];
    }
    let mut blocks = vec![Block::List(plain::ladder::ladder(ladder, view.inputs.book))];
    let own: Vec<&Position> =
        view.inputs.assessment.positions.iter().filter(|position| position.ladder == id).collect();
    let (shown, left) = positions::foremost(own, positions::MOST_ROWS);
    if !left.is_empty() {
        let all: Vec<&Position> = shown.iter().chain(&left).copied().collect();
        blocks.push(Block::Paragraph(format!(
            "{} are on this ladder: {}. The {} in the most serious stages are listed, and of one stage those that moved \
             last; all are in {}.",
            number(all.len()),
            positions::by_stage(ladder, &all),
            number(shown.len()),
            view.inputs.record.in_json()
        )));
    }
    blocks.push(Block::Table(table(view, ladder, &shown)));
    let moved: Vec<&Position> = shown.into_iter().filter(|position| !position.moves.is_empty()).collect();
    let (in_full, left) = positions::foremost(moved, positions::MOST_IN_FULL);
    if !left.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "What led there is told of {} of them; of the others it is in {}.",
            number(in_full.len()),
            view.inputs.record.in_json()
        )));
    }
    for position in in_full {
        let history = history(position, view.inputs.book);
        let history: Vec<String> = history.iter().map(|line| hushed(view, position, line)).collect();
        if !history.is_empty() {
            blocks.push(Block::section(headed(view, position), vec![Block::List(history)]));
        }
    }
    blocks
}

fn table(view: &View<'_>, ladder: &Ladder, own: &[&Position]) -> Table {
    let row = |position: &&Position| {
        let notes = standing(position, view.inputs.book);
        Row::plain(vec![
            Cell::Text(name(view, position)),
            Cell::Text(stage(ladder, position)),
            since(position),
            told(view, position),
        ])
        .with_notes(notes.iter().map(|note| plain::sentence(&hushed(view, position, note))).collect())
    };
    Table {
        title: format!("{}: the stage of each", ladder.title),
        columns: vec![
            Column::left(&heading(ladder, view.inputs.book)),
            Column::left("Stage"),
            Column::left("Since"),
            Column::left("Told"),
        ],
        rows: own.iter().map(row).collect(),
        key: Vec::new(),
        empty: "Nothing stands on this ladder.".to_owned(),
    }
}

fn heading(ladder: &Ladder, book: &RuleBook) -> String {
    match ladder.per {
        Per::Measure => "Measure".to_owned(),
        Per::Board => "Board".to_owned(),
        Per::Theme => "Theme".to_owned(),
        Per::Group(id) => book.groupings[id].title.clone(),
        Per::Book => "Of".to_owned(),
    }
}

/// What stands over the history of a thing: a group that has no name of its own is named by its kind too.
pub(super) fn headed(view: &View<'_>, position: &Position) -> String {
    let ladder = &view.inputs.book.ladders[position.ladder];
    let name = name(view, position);
    match ladder.per {
        Per::Group(_) if name == position.name => format!("{} {name}", heading(ladder, view.inputs.book)),
        Per::Group(_) | Per::Measure | Per::Board | Per::Theme | Per::Book => name,
    }
}

/// What is said of a thing, with the withheld numbers of its measures struck out.
#[must_use]
pub fn hushed(view: &View<'_>, position: &Position, text: &str) -> String {
    match position.climber {
        Climber::Measure(id, place) => view.hushed(id, place, text),
        Climber::Group(_) | Climber::Board(_) | Climber::Theme(_) | Climber::Book => {
            let measures = view.inputs.book.measures.ids();
            measures.fold(text.to_owned(), |text, id| view.hushed(id, PlaceId::WHOLE, &text))
        }
    }
}

/// What a thing is called in full.
#[must_use]
pub fn name(view: &View<'_>, position: &Position) -> String {
    let book = view.inputs.book;
    match position.climber {
        Climber::Measure(id, place) => {
            let measure = &book.measures[id];
            let label = position.name.strip_prefix(&measure.id).unwrap_or("").trim();
            let group = if label.is_empty() { String::new() } else { view.group_named(place, label) };
            let comma = if group.is_empty() { "" } else { ": " };
            format!("{} {}{comma}{group}", measure.id, measure.title)
        }
        Climber::Board(party) => view.party(party).to_owned(),
        Climber::Theme(theme) => book.themes[theme].title.clone(),
        Climber::Group(place) => view.group_named(place, &position.name),
        Climber::Book => "The whole book".to_owned(),
    }
}

/// The stage of the report's period, and the one after it where a move has been made already.
fn stage(ladder: &Ladder, position: &Position) -> String {
    let now = ladder.stage_title(position.stage);
    let from = position.moves.last().and_then(|made| made.holds_from);
    match (position.next, from) {
        (Some(next), Some(from)) => format!("{now}; {} from {from}", ladder.stage_title(next)),
        (Some(next), None) => format!("{now}; then {}", ladder.stage_title(next)),
        (None, _) => now.to_owned(),
    }
}

fn since(position: &Position) -> Cell {
    match position.moves.last() {
        Some(made) => Cell::Day(made.on),
        None => Cell::absent("the beginning"),
    }
}

fn told(view: &View<'_>, position: &Position) -> Cell {
    let newest = position.moves.last();
    let names: Vec<&str> = newest.into_iter().flat_map(|made| &made.told).map(|id| view.party(*id)).collect();
    if names.is_empty() { Cell::absent("nobody") } else { Cell::Text(plain::and_list(&names)) }
}

/// What holds a thing where it is.
fn standing(position: &Position, book: &RuleBook) -> Vec<String> {
    let ladder = &book.ladders[position.ladder];
    let mut said = Vec::new();
    if !position.stood_down.is_empty() {
        said.push(position.stood_down.clone());
    }
    let current = position.next.unwrap_or(position.stage);
    if !position.stays.is_empty() {
        let title = ladder.stage_title(current);
        said.push(format!("it stays in {title}: {}", position.stays.join("; ")));
    }
    for (stage, what) in &position.waits {
        said.push(format!("not in {} yet: {what}", ladder.stage_title(Some(*stage))));
    }
    for decision in &position.unused {
        said.push(format!("{} did not move it", decided(decision, book)));
    }
    said
}

/// Everything that led to where a thing stands, oldest first, and what holds it there.
#[must_use]
pub fn history(position: &Position, book: &RuleBook) -> Vec<String> {
    let ladder = &book.ladders[position.ladder];
    position.moves.iter().map(|made| moved(made, ladder, book)).collect()
}

/// The history of a result on its ladders, for its derivation.
#[must_use]
pub fn derivation(position: &Position, book: &RuleBook) -> Vec<String> {
    let ladder = &book.ladders[position.ladder];
    let mut lines = vec![format!("{}: {}", ladder.title, stage(ladder, position))];
    lines.extend(history(position, book));
    lines.extend(standing(position, book));
    lines
}

/// `entered Given help on the figures for Q1 2026/27, from Q2 2026/27`: with nothing of what those figures were.
pub(super) fn how_moved(made: &Move, ladder: &Ladder) -> String {
    let (from, to) = (ladder.stage_title(made.from), ladder.stage_title(made.to));
    let figures = plain::period(&made.figures);
    let how = match made.kind {
        MoveKind::Entered => format!("entered {to} on the figures for {figures}"),
        MoveKind::Left => format!("left {from} for {to} on the figures for {figures}"),
        MoveKind::Corrected => format!("taken back from {from} to {to}"),
        MoveKind::StoodDown => format!("taken off {from}"),
    };
    made.holds_from.map_or_else(|| how.clone(), |period| format!("{how}, from {period}"))
}

/// `20 July 2026: entered Given help on the figures for Q1 2026/27: …. Told: …`.
pub(super) fn moved(made: &Move, ladder: &Ladder, book: &RuleBook) -> String {
    let (from, to) = (ladder.stage_title(made.from), ladder.stage_title(made.to));
    let how = how_moved(made, ladder);
    let why = if made.because.is_empty() { String::new() } else { format!(": {}", made.because) };
    let mut text = format!("{}: {how}{why}", date_name(made.on));
    if made.decision.is_some() {
        let kept = match made.kind {
            MoveKind::Left => format!("it stays in {from}"),
            MoveKind::Entered | MoveKind::Corrected | MoveKind::StoodDown => {
                format!("it does not enter {to}")
            }
        };
        let tests = made.without_decision.join("; ");
        let colon = if tests.is_empty() { "" } else { ": " };
        text.push_str(&format!(". By the rules alone {kept}{colon}{tests}"));
    }
    if !made.told.is_empty() {
        let names: Vec<String> = made.told.iter().map(|id| called(*id, book)).collect();
        text.push_str(&format!(". Told: {}", plain::and_list(&names)));
    }
    for nobody in &made.nobody {
        text.push_str(&format!(". Nobody to tell: {nobody}"));
    }
    plain::sentence(&text)
}

/// `the decision of the Review chair on 1 November 2019 because "new case mix"`.
fn decided(decision: &Decision, book: &RuleBook) -> String {
    let by = called(decision.by, book);
    format!("the decision of {by} on {} because \"{}\"", date_name(decision.on), decision.because)
}

/// A party as a sentence names it: a post has `the` before it.
fn called(id: Id<Party>, book: &RuleBook) -> String {
    let title = plain::escalation::party(id, book);
    match book.parties[id].kind {
        PartyKind::Role => format!("the {title}"),
        PartyKind::Board => title.to_owned(),
    }
}

/// The stages that stand beside a result: each ladder with the title of the stage.
#[must_use]
pub fn beside<'v>(view: &View<'v>, outcome: &Outcome) -> Vec<(&'v Ladder, &'v Position)> {
    let ladders = &view.inputs.book.ladders;
    view.positions(outcome).iter().map(|position| (&ladders[position.ladder], *position)).collect()
}

/// What stands in the column of stages, which is never the level's.
#[must_use]
pub fn cell(view: &View<'_>, outcome: &Outcome) -> Cell {
    let beside = beside(view, outcome);
    let several = view.inputs.book.ladders.len() > 1;
    let said: Vec<String> = beside
        .iter()
        .map(|(ladder, position)| {
            let name = if several { format!("{}: ", ladder.title) } else { String::new() };
            let down = if position.stood_down.is_empty() { "" } else { " (stood down)" };
            format!("{name}{}{down}", ladder.stage_title(position.stage))
        })
        .collect();
    if said.is_empty() { Cell::absent("–") } else { Cell::Text(said.join("; ")) }
}

/// Everything above where everything begins, in a line each, for the run at a glance.
#[must_use]
pub fn at_a_glance(view: &View<'_>) -> Vec<String> {
    glanced(view, raised(view).collect())
}

/// Positions in a line each, as many as can be taken in at a glance.
#[must_use]
pub fn glanced(view: &View<'_>, all: Vec<&Position>) -> Vec<String> {
    let (shown, left) = positions::foremost(all, positions::MOST_LINES);
    let lines = shown.into_iter().map(|position| line(view, position));
    lines.chain(positions::others(view, &left)).collect()
}

/// The positions of what does not rest at the foot of its ladder.
pub fn raised<'v>(view: &'v View<'_>) -> impl Iterator<Item = &'v Position> {
    let ladders = &view.inputs.book.ladders;
    view.inputs.assessment.positions.iter().filter(|position| {
        let resting = ladders[position.ladder].resting();
        position.stage != resting || position.next.is_some_and(|next| next != resting)
    })
}

/// `Oversight of boards: Adults' Partnership: Watched`.
#[must_use]
pub fn line(view: &View<'_>, position: &Position) -> String {
    let ladder = &view.inputs.book.ladders[position.ladder];
    format!("{}: {}: {}", ladder.title, name(view, position), stage(ladder, position))
}
