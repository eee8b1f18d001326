//! Findings on the terminal, in the form that was asked for.

use clap::ValueEnum;

use super::{io, load};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::Sources;
use crate::report::findings::{render_human, render_plain};

/// How findings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// With the lines they are about; coloured on a terminal
    Human,
    /// One after another in plain lines, for screen readers and logs
    Plain,
    /// As JSON, for other programs
    Json,
}

/// The findings as text.
pub(super) fn draw(findings: &[Diagnostic], sources: &Sources, format: FindingFormat) -> String {
    let terminal = io::terminal();
    match format {
        FindingFormat::Human if terminal.interactive => {
            render_human(findings, sources, terminal.colour, terminal.width)
        }
        FindingFormat::Human => render_human(findings, sources, false, terminal.width),
        FindingFormat::Plain => render_plain(findings, sources),
        FindingFormat::Json => crate::report::findings::render_json(findings, sources),
    }
}

/// Draws the errors of the rule book and of its data, for a command whose own words are about something else.
pub(super) fn say_errors(book: &load::Book, of_data: &[Diagnostic]) {
    let all = book.findings.iter().chain(of_data);
    let errors: Vec<Diagnostic> = all.filter(|f| f.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        io::say(&draw(&errors, &book.sources, FindingFormat::Human));
        io::say(&format!("not reckoned with, because of errors in rules or data: {}\n", tally(&errors)));
    }
}

/// `2 errors, 1 warning and 3 pieces of advice`.
pub(super) fn tally(findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let say = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{n} {many}")),
    };
    let parts: Vec<String> = [
        say(count(Severity::Error), "error", "errors"),
        say(count(Severity::Warning), "warning", "warnings"),
        say(count(Severity::Advice), "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { "nothing wrong".to_owned() } else { crate::base::suggest::listed(&parts, "and") }
}
