//! The framework theme by theme: what a board looks down, one line a measure. Baselines, comparisons and every group are in
//! the paper of the framework.

use super::Scope;
use crate::base::arena::Id;
use crate::eval::outcome::{Outcome, ResultKind};
use crate::model::Theme;
use crate::report::document::{Block, Cell, Column, KeyEntry, Row, RowKind, Table};
use crate::report::framework::{kinds_key, leave_out_if_empty, levels_key, named, notes, rest_of};
use crate::report::{ladders, trends, why};

/// A section for each theme that has results.
pub(super) fn sections(scope: &Scope<'_>) -> Vec<Block> {
    let themes = &scope.view.inputs.book.themes;
    let of_theme = |theme: Option<Id<Theme>>| {
        let own = |one: &&&Outcome| scope.view.measure(one).themes.first().copied() == theme;
        scope.outcomes.iter().filter(own).copied().collect::<Vec<&Outcome>>()
    };
    let mut all: Vec<(&str, Vec<&Outcome>)> =
        themes.iter().map(|(id, theme)| (theme.title.as_str(), of_theme(Some(id)))).collect();
    all.push((if themes.is_empty() { "Measures" } else { "Measures of no theme" }, of_theme(None)));
    all.retain(|(_, outcomes)| !outcomes.is_empty());
    // The same words mean the same in every table: the last has the key.
    let last = all.len().saturating_sub(1);
    let section = |(at, (title, outcomes)): (usize, (&str, Vec<&Outcome>))| {
        let mut table = table(scope, title, &outcomes);
        if at == last {
            table.key = key(scope);
        }
        Block::section(title, vec![Block::Table(table)])
    };
    all.into_iter().enumerate().map(section).collect()
}

fn table(scope: &Scope<'_>, title: &str, outcomes: &[&Outcome]) -> Table {
    let board = scope.of.is_none().then(|| Column::left("Board"));
    let before = [Column::left("Ref"), Column::left("Measure")];
    let after = [
        Column::left("Target"),
        Column::right("Value"),
        Column::left("Level"),
        Column::drawn("Trend"),
        Column::left("Gap"),
        Column::left("Movement"),
        Column::left("Year end").folding(),
        Column::left("Stage").folding(),
    ];
    let rows = outcomes.chunk_by(|one, next| one.measure == next.measure).flat_map(|own| {
        let shown = own.iter().filter(|one| scope.view.has_room(one)).map(|one| row(scope, one));
        shown.chain(rest_of(scope.view, own)).collect::<Vec<_>>()
    });
    let rows = rows.collect();
    let columns = before.iter().cloned().chain(board).chain(after).collect();
    let mut table =
        Table { title: format!("{title}: how each measure stands"), columns, rows, ..Table::default() };
    for heading in ["Trend", "Gap", "Movement", "Year end", "Stage"] {
        leave_out_if_empty(&mut table, heading);
    }
    table
}

fn row(scope: &Scope<'_>, outcome: &Outcome) -> Row {
    let view = scope.view;
    let beneath = view.stands_beneath(outcome);
    let (number, name) = named(view, outcome);
    let owner =
        view.measure(outcome).owner.map_or_else(|| Cell::absent("none"), |id| Cell::text(view.party_id(id)));
    let board = scope.of.is_none().then(|| if beneath { Cell::text("") } else { owner });
    let cells = [Cell::Text(number), Cell::Text(name)];
    let figures = [
        view.target(outcome),
        value(scope, outcome),
        view.level(outcome),
        trends::cell(view, outcome),
        view.gap(outcome),
        view.movement(outcome),
        view.year_end(outcome),
        ladders::cell(view, outcome),
    ];
    // What is told in full further on is not told here as well.
    let told = scope.in_full.iter().any(|(_, one)| std::ptr::eq(*one, outcome));
    // That a measure is only watched, or not due, needs no derivation.
    let is_judged = outcome.level.is_some() || outcome.kind == ResultKind::NotRated;
    Row {
        kind: if beneath { RowKind::Part } else { RowKind::Plain },
        cells: cells.into_iter().chain(board).chain(figures).collect(),
        notes: if told { Vec::new() } else { notes(view, outcome) },
        fold: why::fold(view, outcome).filter(|_| !told && is_judged),
        told_in: if told { view.label(outcome) } else { String::new() },
    }
}

/// The value with its period beneath.
fn value(scope: &Scope<'_>, outcome: &Outcome) -> Cell {
    let shown = scope.view.value(outcome);
    if outcome.figure.is_none() {
        return shown;
    }
    let period = scope.view.period(outcome).shown();
    match shown {
        Cell::Number { shown, value, aside } if aside.is_empty() => {
            Cell::Number { shown, value, aside: period }
        }
        Cell::Number { shown, value, aside } => {
            Cell::Number { shown, value, aside: format!("{period}: {aside}") }
        }
        Cell::Text(_) | Cell::Level { .. } | Cell::Day(_) | Cell::Absent(_) | Cell::Trend(_) => {
            Cell::Text(format!("{} ({period})", shown.shown()))
        }
    }
}

fn key(scope: &Scope<'_>) -> Vec<KeyEntry> {
    let owners: Vec<_> = scope.outcomes.iter().filter_map(|one| scope.view.measure(one).owner).collect();
    let mut key = if scope.of.is_none() { scope.view.board_key(&owners) } else { Vec::new() };
    key.extend(levels_key(scope.view, &scope.outcomes));
    key.extend(kinds_key(&scope.outcomes));
    key.push(KeyEntry::new("gap", "how far the value is from its target"));
    key
}
