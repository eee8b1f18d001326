//! Findings told as one would read them out: what is wrong, where, the line itself, and what to write.
//!
//! No colour, nothing drawn, and no line that means something only by where it stands: for screen readers, logs, and
//! anything that is not a terminal.

use super::super::text::wrap::clean;
use super::position_of;
use crate::base::diag::{Diagnostic, Label, Place};
use crate::base::source::Sources;
use crate::base::span::Span;

/// Findings in plain lines, a blank line after each.
#[must_use]
pub fn render_narrated(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&format!("{}: {}\n", finding.severity.word(), finding.message));
        for (order, label) in finding.labels.iter().enumerate() {
            let see = if order == 0 { "" } else { "see " };
            for line in told(label, sources) {
                out.push_str(&format!("  {see}{line}\n"));
            }
        }
        if let Some(help) = &finding.help {
            out.push_str(&format!("  help: {help}\n"));
        }
        out.push_str(&format!("  more: plimsoll explain {}\n\n", finding.code.0));
    }
    clean(&out)
}

/// A place with what stands there, and what is to be seen.
fn told(label: &Label, sources: &Sources) -> Vec<String> {
    let place = position_of(label, sources);
    match &label.place {
        Place::Rule(span) => {
            let (line, marked) = around(*span, sources);
            let first = format!("{}, line {}: {line}", place.file, place.line);
            let at = if marked == line { "the whole line".to_owned() } else { marked };
            match label.text.as_str() {
                "" => vec![first],
                words => vec![first, format!("at {at}: {words}")],
            }
        }
        Place::Data(cell) => {
            let reads = cell.text.replace('\n', " ");
            let reads = if reads.trim().is_empty() { "blank".to_owned() } else { format!("`{reads}`") };
            let what = if cell.column.is_some() { "the cell is" } else { "the row is" };
            let first = format!("{}: {what} {reads}", place.words());
            match label.text.as_str() {
                "" => vec![first],
                words => vec![first, words.to_owned()],
            }
        }
    }
}

/// The line in which a span begins, and the part of it that is marked, in backticks.
fn around(span: Span, sources: &Sources) -> (String, String) {
    let text = sources.get(span.file).map_or("", |source| source.text.as_str());
    let above = text.get(..span.start as usize).unwrap_or("");
    let start = above.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let line = line.trim().trim_start_matches('\u{feff}').to_owned();
    let marked = sources.text(span);
    let (first, more) = marked.split_once('\n').unwrap_or((marked, ""));
    let marked = match first.trim() {
        "" => "the end of the line".to_owned(),
        whole if whole == line && more.is_empty() => return (line.clone(), line),
        part if more.is_empty() => format!("`{part}`"),
        part => format!("`{part}` and what follows"),
    };
    (line, marked)
}
