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
        let mut line_before = None;
        for label in &finding.labels {
            let told = told(label, sources);
            // A second place in the same line needs no second telling of the line.
            let same = line_before.as_ref() == Some(&told.line);
            match line_before.is_some() {
                false => out.push_str(&format!("  {}\n", told.line)),
                true if !same => out.push_str(&format!("  see {}\n", told.line)),
                true => {}
            }
            if let Some(seen) = told.seen.filter(|_| !(same && told.is_whole)) {
                out.push_str(&format!("  {seen}\n"));
            }
            line_before = Some(told.line);
        }
        if let Some(help) = &finding.help {
            out.push_str(&format!("  help: {help}\n"));
        }
        out.push_str(&format!("  more: plimsoll explain {}\n\n", finding.code.0));
    }
    clean(&out)
}

/// A place in words.
struct Told {
    /// Where, and what stands there.
    line: String,
    /// Which part of it is marked, and what is to be seen there.
    seen: Option<String>,
    /// True when the whole line is marked.
    is_whole: bool,
}

fn told(label: &Label, sources: &Sources) -> Told {
    let place = position_of(label, sources);
    let said = Some(label.text.as_str()).filter(|words| !words.is_empty());
    match &label.place {
        Place::Rule(span) => {
            let (line, marked) = around(*span, sources);
            let is_whole = marked == line;
            let at = if is_whole { "the whole line".to_owned() } else { marked };
            let line = format!("{}, line {}: {line}", place.file, place.line);
            Told { line, seen: said.map(|words| format!("at {at}: {words}")), is_whole }
        }
        Place::Data(cell) => {
            let reads = cell.text.replace('\n', " ");
            let reads = if reads.trim().is_empty() { "blank".to_owned() } else { format!("`{reads}`") };
            let what = if cell.column.is_some() { "the cell is" } else { "the row is" };
            let line = format!("{}: {what} {reads}", place.words());
            Told { line, seen: said.map(str::to_owned), is_whole: false }
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
