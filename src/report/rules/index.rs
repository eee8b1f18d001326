//! Measures theme by theme: a table to find one, then every measure in full.

use super::sentences;
use crate::base::arena::Id;
use crate::model::{Measure, RuleBook, Theme};
use crate::plain::{self, Declared};
use crate::report::document::{Block, Cell, Column, Row, Table};

/// A section for each theme, in the order declared; measures of no theme come last.
pub(super) fn measures(book: &RuleBook, all: &[&Declared]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (id, theme) in book.themes.iter() {
        blocks.extend(section(book, &format!("Measures: {}", theme.title), Some(id), all));
    }
    let heading = if book.themes.is_empty() { "Measures" } else { "Measures of no theme" };
    blocks.extend(section(book, heading, None, all));
    blocks
}

fn section(book: &RuleBook, heading: &str, theme: Option<Id<Theme>>, all: &[&Declared]) -> Option<Block> {
    let mut rows = Vec::new();
    let mut pages = Vec::new();
    // Both are in reading order.
    for (id, said) in book.reading_order().into_iter().zip(all) {
        let measure = &book.measures[id];
        if measure.themes.first() != theme.as_ref() {
            continue;
        }
        rows.push(row(measure, book));
        pages.push(Block::section(said.name(), vec![sentences(said)]));
    }
    if rows.is_empty() {
        return None;
    }
    let table = Table {
        title: format!("{heading}, at a glance"),
        columns: ["Ref", "Measure", "Board", "Target", "Rating"].map(Column::left).into(),
        rows,
        key: Vec::new(),
        empty: String::new(),
    };
    let mut inner = vec![Block::Table(table)];
    inner.extend(pages);
    Some(Block::section(heading, inner))
}

fn row(of: &Measure, book: &RuleBook) -> Row {
    let owner = of
        .owner
        .map_or_else(|| Cell::absent("none"), |owner| Cell::text(plain::escalation::party(owner, book)));
    let targets: Vec<String> = of
        .targets
        .iter()
        .flat_map(|sequence| {
            let name = sequence.name.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
            sequence.targets.iter().map(move |one| format!("{}{name}", plain::target(one, of, book)))
        })
        .collect();
    let gap = of.gap.as_ref().map(|gap| format!("gap of {}", plain::target::target_of_gap(gap)));
    let targets: Vec<String> = targets.into_iter().chain(gap).collect();
    let target = match targets.as_slice() {
        [] if of.is_monitor() => Cell::absent("only watched"),
        [] => Cell::absent("none"),
        some => Cell::text(some.join("; ")),
    };
    let rating =
        book.rating_of(of).map_or_else(|| Cell::absent("not rated"), |rating| Cell::text(&rating.id));
    Row::plain(vec![Cell::text(&of.id), Cell::text(&of.title), owner, target, rating])
}
