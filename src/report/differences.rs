//! Levels stated in print that the rules do not give, with the reason for each.

use super::document::{Block, Cell, Column, Document, Row, Table};
use super::framework::subtitle;
use super::view::View;
use crate::eval::outcome::Difference;
use crate::plain;

/// The paper of differences.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let mut document = Document::new("Levels stated otherwise than the rules give", subtitle(view));
    let differences = &view.inputs.assessment.differences;
    let whole = view.outcomes().iter().filter(|o| !o.is_part);
    let stated = whole.filter(|o| o.stated.as_ref().is_some_and(|s| !s.trim().is_empty()));
    let stated = u32::try_from(stated.count()).unwrap_or(u32::MAX);
    if stated == 0 && differences.is_empty() {
        document.say("No result came with a stated level, so there is nothing to compare.");
        return document;
    }
    document.say(format!(
        "{} came with a stated level; {}.",
        plain::count(stated, "result"),
        match differences.len() {
            0 => "all agree with the rules".to_owned(),
            1 => "1 difference from the rules is found".to_owned(),
            more => format!("{more} differences from the rules are found"),
        }
    ));
    document.blocks.push(Block::Table(Table {
        title: "Differences".to_owned(),
        columns: vec![
            Column::left("Ref"),
            Column::left("Measure"),
            Column::left("Stated"),
            Column::left("By the rules"),
            Column::left("Why"),
        ],
        rows: differences.iter().filter_map(|difference| row(view, difference)).collect(),
        key: Vec::new(),
        empty: "None.".to_owned(),
    }));
    document
}

fn row(view: &View<'_>, difference: &Difference) -> Option<Row> {
    let outcome = view.outcome(difference.result)?;
    let measure = view.measure(outcome);
    let group = view.group(outcome);
    let colon = if group.is_empty() { "" } else { ": " };
    let reason = view.hushed(outcome.measure, outcome.place, &difference.reason);
    Some(Row::plain(vec![
        Cell::text(&measure.id),
        Cell::text(format!("{}{colon}{group}", measure.title)),
        view.level_said(outcome, &difference.stated),
        view.level(outcome),
        Cell::Text(plain::sentence(&reason)),
    ]))
}
