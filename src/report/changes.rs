//! What changed since the last report period: worse first.

use super::document::{Block, Cell, Column, Document, Row, Table};
use super::framework::subtitle;
use super::view::View;
use crate::eval::outcome::Change;

/// The paper of changes.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let assessment = view.inputs.assessment;
    let since = assessment.previous_period.map_or_else(|| "the last report".to_owned(), |p| p.to_string());
    let mut document = Document::new(format!("Changes since {since}"), subtitle(view));
    if assessment.previous_period.is_none() {
        document.say("There is no earlier report to compare with.");
        return document;
    }
    if assessment.compared_with_before == 0 {
        document
            .say(format!("No figure is known for {since} or before, so there is nothing to compare with."));
        return document;
    }
    if assessment.changes.is_empty() {
        document.say(format!("No level or result has changed since {since}."));
        return document;
    }
    let parts = [("Worse", -1), ("Better", 1), ("Neither better nor worse", 0)];
    for (heading, way) in parts {
        let of_way = assessment.changes.iter().filter(|change| change.better.signum() == way);
        let rows: Vec<Row> = of_way.filter_map(|change| row(view, change)).collect();
        if !rows.is_empty() {
            let title = format!("Results that are {}", heading.to_lowercase());
            document.blocks.push(Block::section(heading, vec![Block::Table(table(title, rows))]));
        }
    }
    document
}

/// Some changes in one table.
#[must_use]
pub fn told(view: &View<'_>, changes: &[&Change]) -> Table {
    table("Results that changed".to_owned(), changes.iter().filter_map(|change| row(view, change)).collect())
}

fn table(title: String, rows: Vec<Row>) -> Table {
    Table {
        title,
        columns: vec![
            Column::left("Ref"),
            Column::left("Measure"),
            Column::left("Before"),
            Column::left("Now"),
            Column::left("Movement").folding(),
        ],
        rows,
        key: Vec::new(),
        empty: String::new(),
    }
}

fn row(view: &View<'_>, change: &Change) -> Option<Row> {
    let outcome = view.outcome(change.result)?;
    let measure = view.measure(outcome);
    let group = view.group(outcome);
    let colon = if group.is_empty() { "" } else { ": " };
    Some(Row::plain(vec![
        Cell::text(&measure.id),
        Cell::text(format!("{}{colon}{group}", measure.title)),
        view.level_said(outcome, &change.before),
        if outcome.level.is_none() { view.level(outcome) } else { view.level_said(outcome, &change.now) },
        view.movement(outcome),
    ]))
}
