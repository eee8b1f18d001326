//! Who is told what and when over many periods, and what the rules promise, as a document and as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Row, Table};
use super::json_v1::written;
use super::ladders::how_moved;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, Climber, Moved, Point, Proof, Simulation, Telling};
use crate::model::RuleBook;
use crate::plain;

/// What the JSON says it is.
pub const SCHEMA: &str = "plimsoll/simulation-v1";

/// The paper: what was told, then what was shown.
#[must_use]
pub fn document(book: &RuleBook, of: &Simulation) -> Document {
    let (from, to) = (date_name(of.from), date_name(of.to));
    let subtitle = if of.from_figures {
        format!("{}, {from} to {to}", book.framework.title)
    } else {
        format!(
            "{}, as if every rule opened its cases on {from} and nobody answered until {to}",
            book.framework.title
        )
    };
    let mut document = Document::new("Who is told what, and when", subtitle);
    let number = u32::try_from(of.told.len()).unwrap_or(u32::MAX);
    document.say(match number {
        0 if of.moved.iter().any(|one| !one.made.told.is_empty()) => "Nobody is told of a case.".to_owned(),
        0 => "Nobody is told anything.".to_owned(),
        _ => format!("{}.", plain::count(number, "telling")),
    });
    if number > 0 {
        document.blocks.push(Block::Table(table(book, of)));
    }
    if !of.moved.is_empty() {
        document.blocks.push(Block::section("What moves on a ladder", vec![Block::Table(moves(book, of))]));
    } else if !of.from_figures && !book.ladders.is_empty() {
        document.blocks.push(Block::note("ladders move on figures, so nothing is said of them here."));
    } else if !book.ladders.is_empty() {
        document.blocks.push(Block::note("nothing moves on a ladder."));
    }
    document.blocks.push(Block::section("Can a case stay open with nobody told?", proof(book, &of.proof)));
    document
}

fn table(book: &RuleBook, of: &Simulation) -> Table {
    let row = |telling: &Telling| {
        let case = of.cases.get(telling.case)?;
        let who = telling
            .to
            .map_or_else(|| Cell::absent("nobody"), |id| Cell::text(plain::escalation::party(id, book)));
        Some(Row::plain(vec![
            Cell::Day(telling.on),
            who,
            Cell::text(book.escalations[case.escalation].name()),
            Cell::text(about(book, case)),
            Cell::text(&telling.why),
            telling.due.map_or_else(|| Cell::absent("–"), Cell::Day),
        ]))
    };
    Table {
        title: "What is told".to_owned(),
        columns: vec![
            Column::left("Day"),
            Column::left("Who"),
            Column::left("What"),
            Column::left("About"),
            Column::left("Why").folding(),
            Column::left("Answer due"),
        ],
        rows: of.told.iter().filter_map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}

/// Every move on a ladder. What it was made on stands in the paper of the ladders, where withheld numbers are struck out.
fn moves(book: &RuleBook, of: &Simulation) -> Table {
    let row = |one: &Moved| {
        let ladder = &book.ladders[one.ladder];
        let told: Vec<&str> = one.made.told.iter().map(|id| plain::escalation::party(*id, book)).collect();
        let who = match (told.is_empty(), one.made.nobody.is_empty()) {
            (false, _) => Cell::text(plain::and_list(&told)),
            (true, false) => Cell::text(plain::capital(&one.made.nobody.join("; "))),
            (true, true) => Cell::absent("nobody"),
        };
        Row::plain(vec![
            Cell::Day(one.made.on),
            Cell::text(&ladder.title),
            Cell::text(full_name(one, book)),
            Cell::text(plain::capital(&how_moved(&one.made, ladder))),
            who,
        ])
    };
    Table {
        title: "What moves".to_owned(),
        columns: ["Day", "Ladder", "What", "Move", "Told"].map(Column::left).into(),
        rows: of.moved.iter().map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}

/// A board or theme by its title; anything else as it is called in short.
fn full_name(of: &Moved, book: &RuleBook) -> String {
    match of.climber {
        Climber::Board(id) => plain::escalation::party(id, book).to_owned(),
        Climber::Theme(id) => book.themes[id].title.clone(),
        Climber::Measure(..) | Climber::Group(_) | Climber::Book => of.name.clone(),
    }
}

/// `1.14`, `2.8 (JR)`, or the whole book.
fn about(book: &RuleBook, case: &Case) -> String {
    let Some(id) = case.measure else { return "the whole book".to_owned() };
    let id = &book.measures[id].id;
    if case.group.is_empty() { id.clone() } else { format!("{id} ({})", case.group) }
}

fn proof(book: &RuleBook, proof: &Proof) -> Vec<Block> {
    let mut blocks = Vec::new();
    if proof.escalations.is_empty() {
        blocks.push(Block::note("the book has no escalation, so no case is ever opened."));
    } else if proof.holds() {
        blocks.push(Block::note("no. Whatever the figures are, each case that opens is told to somebody, an answer that is asked for has a day, and each case can close."));
    } else {
        blocks.push(Block::act("it can. The lines that begin with \"Not so\" say how."));
    }
    for shown in &proof.escalations {
        let line = |point: &Point| {
            if point.holds { point.text.clone() } else { format!("Not so: {}", point.text) }
        };
        let lines = shown.points.iter().map(line).collect();
        blocks.push(Block::section(book.escalations[shown.escalation].name(), vec![Block::List(lines)]));
    }
    if !proof.unwatched.is_empty() {
        let ids: Vec<&str> = proof.unwatched.iter().map(|id| book.measures[*id].id.as_str()).collect();
        let named = plain::and_list(&ids);
        let (measures, is) = if ids.len() == 1 { ("measure", "is") } else { ("measures", "are") };
        blocks.push(Block::note(format!(
            "{measures} {named} {is} watched by no escalation, so nobody is told of them."
        )));
    }
    if !proof.endless_waivers.is_empty() {
        let titles: Vec<&str> = proof.endless_waivers.iter().map(String::as_str).collect();
        blocks.push(Block::act(format!(
            "a waiver without an end stands cases down for ever: {}.",
            plain::and_list(&titles)
        )));
    }
    blocks
}

/// Who is told what and when, as JSON has it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Shape {
    schema: &'static str,
    /// The first day.
    from: String,
    /// The last day.
    to: String,
    /// Whether figures were judged; if not, every rule opened its cases on the first day and nobody answered.
    from_figures: bool,
    /// What is told, by day.
    told: Vec<Told>,
    /// What moves on ladders, by day.
    moved: Vec<MovedShape>,
    /// What the rules promise whatever the figures are.
    proof: ProofShape,
}

/// Something moves on a ladder.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Moved"))]
struct MovedShape {
    /// The day.
    on: String,
    /// The ladder, by its short name.
    ladder: String,
    /// What moves, by its short name.
    what: String,
    /// The kind of move: entered, left, corrected or stood down.
    kind: &'static str,
    /// The stage before, by its short name; null for none.
    from: Option<String>,
    /// The stage after, by its short name; null for none.
    to: Option<String>,
    /// The period on whose figures it moves.
    figures: String,
    /// Who is told, by short names.
    told: Vec<String>,
}

/// Somebody is told something.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Told {
    /// The day.
    on: String,
    /// Who, by short name; null where nobody is.
    to: Option<String>,
    /// The escalation, by its short name.
    escalation: String,
    /// The measure, by its short name; null for the whole book.
    measure: Option<String>,
    /// The group; null for the whole.
    group: Option<String>,
    /// Id of the case: the same from run to run.
    case: String,
    /// Why, in words.
    why: String,
    /// The day by which an answer is due; null where none is asked for.
    due: Option<String>,
}

/// Whether a case can stay open with nobody told.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Proof"))]
struct ProofShape {
    /// Whether it cannot: everything below holds.
    holds: bool,
    /// Escalation by escalation.
    escalations: Vec<EscalationShape>,
    /// Measures that no escalation watches, by short name.
    unwatched: Vec<String>,
    /// Waivers without an end, by title.
    endless_waivers: Vec<String>,
}

/// What one escalation promises.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Escalation"))]
struct EscalationShape {
    /// Its short name.
    escalation: String,
    /// Promise by promise.
    points: Vec<PointShape>,
}

/// One promise.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Point"))]
struct PointShape {
    /// Whether it is kept.
    holds: bool,
    /// In words: what is kept, or how it is not.
    text: String,
}

fn moved_shape(book: &RuleBook, of: &Moved) -> MovedShape {
    let ladder = &book.ladders[of.ladder];
    let stage = |at: Option<usize>| Some(ladder.stages.get(at?)?.id.clone());
    MovedShape {
        on: of.made.on.format("%Y-%m-%d").to_string(),
        ladder: ladder.id.clone(),
        what: of.name.clone(),
        kind: of.made.kind.word(),
        from: stage(of.made.from),
        to: stage(of.made.to),
        figures: of.made.figures.to_string(),
        told: of.made.told.iter().map(|id| book.parties[*id].id.clone()).collect(),
    }
}

/// The same as JSON, version 1 of its own shape.
#[must_use]
pub fn json(book: &RuleBook, of: &Simulation) -> String {
    let iso = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let told = |telling: &Telling| {
        let case = of.cases.get(telling.case)?;
        Some(Told {
            on: iso(telling.on),
            to: telling.to.map(|id| book.parties[id].id.clone()),
            escalation: book.escalations[case.escalation].id.clone(),
            measure: case.measure.map(|id| book.measures[id].id.clone()),
            group: Some(case.group.clone()).filter(|group| !group.is_empty()),
            case: case.id.clone(),
            why: telling.why.clone(),
            due: telling.due.map(iso),
        })
    };
    let escalations = of.proof.escalations.iter().map(|shown| EscalationShape {
        escalation: book.escalations[shown.escalation].id.clone(),
        points: shown
            .points
            .iter()
            .map(|point| PointShape { holds: point.holds, text: point.text.clone() })
            .collect(),
    });
    let shape = Shape {
        schema: SCHEMA,
        from: iso(of.from),
        to: iso(of.to),
        from_figures: of.from_figures,
        told: of.told.iter().filter_map(told).collect(),
        moved: of.moved.iter().map(|one| moved_shape(book, one)).collect(),
        proof: ProofShape {
            holds: of.proof.holds(),
            escalations: escalations.collect(),
            unwatched: of.proof.unwatched.iter().map(|id| book.measures[*id].id.clone()).collect(),
            endless_waivers: of.proof.endless_waivers.clone(),
        },
    };
    written(&shape)
}
