//! Findings for people and for machines: drawn with their snippets, as plain lines, or as JSON.

mod graphical;
mod narrated;

use super::json_v1;
use crate::base::diag::{Diagnostic, Label, Place};
use crate::base::source::Sources;

pub use graphical::render_human;
pub use narrated::render_narrated;

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// File name as the reader knows it.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// Column, from 1: characters in a rule file, cells in a data file; none for a whole row.
    pub column: Option<u32>,
    /// Heading of the column of a data file.
    pub heading: Option<String>,
}

impl Position {
    /// `values.csv, line 15, column value`.
    #[must_use]
    pub fn words(&self) -> String {
        let column = match (&self.heading, self.column) {
            (Some(heading), _) => format!(", column {heading}"),
            (None, Some(column)) => format!(", column {column}"),
            (None, None) => String::new(),
        };
        format!("{}, line {}{column}", self.file, self.line)
    }
}

/// Where the fault is; none for a finding about the whole.
#[must_use]
pub fn position(finding: &Diagnostic, sources: &Sources) -> Option<Position> {
    finding.primary().map(|label| position_of(label, sources))
}

fn position_of(label: &Label, sources: &Sources) -> Position {
    match &label.place {
        Place::Rule(span) => {
            let at = sources.line_column(*span);
            Position {
                file: sources.name(*span).to_owned(),
                line: u64::from(at.line),
                column: Some(at.column),
                heading: None,
            }
        }
        Place::Data(cell) => Position {
            file: cell.file.clone(),
            line: cell.line,
            column: cell.position,
            heading: cell.column.clone(),
        },
    }
}

/// Findings in as few plain lines as they take, each with its code and place first: for one who knows the rules by heart.
#[must_use]
pub fn render_plain(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let at = position(finding, sources).map_or_else(String::new, |at| format!(" at {}", at.words()));
        out.push_str(&format!("{} {}{at}: {}\n", finding.severity.word(), finding.code.0, finding.message));
        for (order, label) in finding.labels.iter().enumerate() {
            let place = position_of(label, sources).words();
            let read = read_there(label);
            // The first place is named in the line above.
            let line = match (order, label.text.is_empty()) {
                (0, true) if read.is_empty() => continue,
                (0, _) => format!("  {}{read}", label.text),
                (_, true) => format!("  see {place}{read}"),
                (_, false) => format!("  {place}: {}{read}", label.text),
            };
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if let Some(help) = &finding.help {
            out.push_str(&format!("  help: {help}\n"));
        }
    }
    super::text::wrap::clean(&out)
}

fn read_there(label: &Label) -> String {
    match &label.place {
        Place::Data(cell) if !cell.text.is_empty() => {
            let space = if label.text.is_empty() { "" } else { " " };
            format!("{space}(it reads `{}`)", cell.text.replace('\n', " "))
        }
        Place::Data(_) | Place::Rule(_) => String::new(),
    }
}

/// Findings as a JSON object `{ "findings": [...] }`, each as in JSON v1.
#[must_use]
pub fn render_json(findings: &[Diagnostic], sources: &Sources) -> String {
    json_v1::findings(findings, sources)
}
