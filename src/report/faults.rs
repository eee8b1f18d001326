//! Findings about the data, and about rules that could not be applied, as a paper of the pack.

use super::document::{Block, Cell, Column, Document, KeyEntry, Row, Table};
use super::findings::position;
use super::framework::subtitle;
use super::view::View;
use crate::base::diag::{Diagnostic, Severity};
use crate::plain;

/// The paper of findings.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let mut document = Document::new("Findings about the data and the rules", subtitle(view));
    let findings = &view.inputs.assessment.findings;
    if findings.is_empty() {
        document.say("There is nothing to report: every row was read, and every rule could be applied.");
        return document;
    }
    let kinds = [
        (Severity::Error, "Errors", "These rows or rules were not used."),
        (Severity::Warning, "Warnings", "These were used, and somebody should look."),
        (Severity::Advice, "Advice", "Worth knowing."),
    ];
    for (severity, heading, means) in kinds {
        let rows: Vec<Row> =
            findings.iter().filter(|f| f.severity == severity).map(|f| row(view, f)).collect();
        if rows.is_empty() {
            continue;
        }
        let table = Table {
            title: format!("{heading}: {}", rows.len()),
            columns: vec![Column::left("Where"), Column::left("What"), Column::left("Code").folding()],
            rows,
            key: vec![KeyEntry::new("Code", "the name of the finding; `plimsoll explain CODE` says more")],
            empty: String::new(),
        };
        let blocks = vec![Block::Paragraph(means.to_owned()), Block::Table(table)];
        document.blocks.push(Block::section(heading, blocks));
    }
    document
}

fn row(view: &View<'_>, finding: &Diagnostic) -> Row {
    let seen = view.hushed_finding(finding);
    let place = position(&seen, view.inputs.sources);
    let place = place.map_or_else(|| Cell::absent("the whole"), |at| Cell::Text(at.words()));
    let notes = seen.help.iter().map(|help| plain::sentence(help)).collect();
    Row::plain(vec![place, Cell::Text(plain::capital(&seen.message)), Cell::text(seen.code.0)])
        .with_notes(notes)
}
