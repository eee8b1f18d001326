//! The changes as a document: first the rules, then the results.

use super::moves::moves;
use super::{Change, ChangeKind, ClauseChange, Inputs, Past};
use crate::base::period::date_name;
use crate::plain::{self, Declared, count};
use crate::report::document::{Block, Cell, Column, Document, Row, Table};
use crate::report::restate::{shown, what_else};

/// So many results are listed one by one; a comment on a change has only so much room.
const MOST: usize = 100;

/// What changed, for those who have to agree to it.
#[must_use]
pub fn document(of: Inputs<'_>) -> Document {
    let title = plain::framework::title(of.new);
    let (old, new) = of.names;
    let mut document =
        Document::new(format!("Changes to the rules: {title}"), format!("From {old} to {new}"));
    document.blocks.push(Block::section("What changed in the rules", rules(of.changes)));
    document.blocks.push(Block::section("Past results that would change", results(of)));
    document
}

fn rules(changes: &[Change]) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(counted(changes))];
    blocks.extend(changes.iter().filter_map(one));
    blocks
}

/// `Of what the rules declare, 2 changed, 1 is new and 1 is gone.`
fn counted(changes: &[Change]) -> String {
    let of = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let be = |count: usize, word: &str| format!("{count} {} {word}", if count == 1 { "is" } else { "are" });
    let mut said = Vec::new();
    let (changed, added, removed) = (of(ChangeKind::Changed), of(ChangeKind::Added), of(ChangeKind::Removed));
    said.extend((changed > 0).then(|| format!("{changed} changed")));
    said.extend((added > 0).then(|| be(added, "new")));
    said.extend((removed > 0).then(|| be(removed, "gone")));
    match said.is_empty() {
        true => "No rule says anything else than before.".to_owned(),
        false => format!("Of what the rules declare, {}.", plain::and_list(&said)),
    }
}

fn one(change: &Change) -> Option<Block> {
    let declared = change.declared()?;
    let heading = format!("{} {}", plain::capital(declared.kind.word()), declared.name());
    let inner = match change.kind {
        ChangeKind::Added => said("This is new. It says:", declared),
        ChangeKind::Removed => said("This is gone. It said:", declared),
        ChangeKind::Changed => vec![Block::List(change.clauses.iter().map(clause).collect())],
    };
    Some(Block::section(heading, inner))
}

fn said(before: &str, of: &Declared) -> Vec<Block> {
    let sentences: Vec<String> = of.sentences().map(str::to_owned).collect();
    if sentences.is_empty() {
        return vec![Block::Paragraph(before.replace(". It says:", ".").replace(". It said:", "."))];
    }
    vec![Block::Paragraph(before.to_owned()), Block::List(sentences)]
}

/// `Was: The target is 95% or more. Now: The target is 96% or more.`
fn clause(of: &ClauseChange) -> String {
    match (of.was.as_slice(), of.is.as_slice()) {
        ([], is) => format!("New: {}", is.join(" ")),
        (was, []) => format!("No longer: {}", was.join(" ")),
        (was, is) => format!("Was: {} Now: {}", was.join(" "), is.join(" ")),
    }
}

fn results(of: Inputs<'_>) -> Vec<Block> {
    let Some(past) = of.past else {
        let text = "There are no figures to judge by both versions; name some with --data.";
        return vec![Block::Paragraph(text.to_owned())];
    };
    let mut blocks = vec![Block::Paragraph(how_many(past))];
    if past.found.altered.is_empty() {
        return blocks;
    }
    blocks.push(Block::Table(by_board(of)));
    let left = past.found.altered.len().saturating_sub(MOST);
    let shown = if of.all { past.found.altered.len() } else { MOST };
    if left > 0 && !of.all {
        // Before the table: whoever reads on to its end should know by then that it is not the end.
        let number = |count: usize| crate::base::exact::Exact::from(count as i64).text();
        blocks.push(Block::note(format!(
            "the first {MOST} of these results are listed here, and {} more are not; --all lists them all.",
            number(left)
        )));
    }
    blocks.push(Block::Table(one_by_one(of, past, shown)));
    blocks
}

fn how_many(past: Past<'_>) -> String {
    let until = format!("up to {}", date_name(past.as_of));
    let days = count(u32::try_from(past.days).unwrap_or(u32::MAX), "day");
    match (past.found.altered.len(), past.found.compared) {
        (_, 0) => format!("No result was reported {until} that could be judged by both."),
        (0, all) => format!("All {} reported on {days} {until} would be the same.", count(all, "result")),
        (some, all) => format!(
            "{} of the {} reported on {days} {until} would be different. Each is judged on the figures known on the day \
             of its report.",
            crate::base::exact::Exact::from(some as i64).text(),
            count(all, "result")
        ),
    }
}

fn by_board(of: Inputs<'_>) -> Table {
    let moves = moves(of);
    let mut boards: Vec<&str> = Vec::new();
    for one in &moves {
        if !boards.contains(&one.board.as_str()) {
            boards.push(&one.board);
        }
    }
    let row = |board: &&str| {
        let own = || moves.iter().filter(|one| one.board == **board);
        let words: Vec<String> = own().map(super::moves::Move::words).collect();
        let name = if board.is_empty() { Cell::absent("no board") } else { Cell::text(*board) };
        Row::plain(vec![name, Cell::count(own().map(|one| one.count).sum()), Cell::text(words.join("; "))])
    };
    Table {
        title: "By board".to_owned(),
        columns: vec![Column::left("Board"), Column::right("Results"), Column::left("How they would move")],
        rows: boards.iter().map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}

fn one_by_one(of: Inputs<'_>, past: Past<'_>, shown_here: usize) -> Table {
    let row = |one: &crate::eval::outcome::Restated| {
        let measure = &of.new.measures[one.measure];
        let colon = if one.group.is_empty() { "" } else { ": " };
        let notes = what_else(measure, one).into_iter().map(|said| plain::sentence(&said)).collect();
        Row::plain(vec![
            Cell::text(&measure.id),
            Cell::text(format!("{}{colon}{}", measure.title, one.group)),
            Cell::text(one.period.to_string()),
            Cell::Day(one.reported_on),
            Cell::text(shown(of.new, measure, &one.was)),
            Cell::text(shown(of.new, measure, &one.now)),
        ])
        .with_notes(notes)
    };
    Table {
        title: "One by one".to_owned(),
        columns: ["Ref", "Measure", "Period", "Reported on", "By the old rules", "By the new rules"]
            .map(Column::left)
            .into(),
        rows: past.found.altered.iter().take(shown_here).map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    }
}
