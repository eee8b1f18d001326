//! Findings on the terminal, in the form that was asked for.

use clap::{Args, ValueEnum};

use super::io::Stream;
use super::{io, load};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::Sources;
use crate::report::findings::{render_human, render_narrated};

/// How findings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// With the lines they are about; coloured on a terminal
    Human,
    /// Read out in plain lines, nothing drawn: for screen readers and logs
    Plain,
    /// As JSON, for other programs
    Json,
}

/// For commands whose `--format` is about something else.
#[derive(Debug, Args)]
pub(super) struct Plainly {
    /// Read out what is wrong with rules or data in plain lines, nothing drawn: for screen readers and logs
    #[arg(long)]
    plain: bool,
}

impl Plainly {
    /// How what goes to standard error is drawn.
    pub(super) fn format(&self) -> FindingFormat {
        format_for(self.plain.then_some(FindingFormat::Plain), Stream::Err)
    }
}

/// The form that was asked for; unasked, pictures for a person at a terminal and plain lines for anything else.
pub(super) fn format_for(asked: Option<FindingFormat>, stream: Stream) -> FindingFormat {
    let fitting = if io::terminal(stream).interactive { FindingFormat::Human } else { FindingFormat::Plain };
    asked.unwrap_or(fitting)
}

/// The findings as text for a stream.
pub(super) fn draw(
    findings: &[Diagnostic],
    sources: &Sources,
    format: FindingFormat,
    stream: Stream,
) -> String {
    let terminal = io::terminal(stream);
    match format {
        FindingFormat::Human => render_human(findings, sources, terminal.colour, terminal.width),
        FindingFormat::Plain => render_narrated(findings, sources),
        FindingFormat::Json => crate::report::findings::render_json(findings, sources),
    }
}

/// Draws the errors of the rule book and of its data, for a command whose own words are about something else.
pub(super) fn say_errors(book: &load::Book, of_data: &[Diagnostic], how: &Plainly) {
    let all = book.findings.iter().chain(of_data);
    let errors: Vec<Diagnostic> = all.filter(|f| f.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        io::say(&draw(&errors, &book.sources, how.format(), Stream::Err));
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
