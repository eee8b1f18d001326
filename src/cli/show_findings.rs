//! Findings on the terminal and into files, in the forms that were asked for.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::exit::Problem;
use super::io::Stream;
use super::{io, load};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::Sources;
use crate::base::suggest::listed;
use crate::catalog;
use crate::report::findings::{
    FORMATS, Findings, Format, HUMAN, PLAIN, format, render_human, render_narrated,
};

/// Reads the name of a format; help and completions list them all.
pub(super) fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names).try_map(|name| format(&name).ok_or("no such format"))
}

/// For commands whose `--format` is about something else.
#[derive(Debug, Args)]
pub(super) struct Plainly {
    /// Read out what is wrong with rules or data in plain lines, nothing drawn: for screen readers and logs
    #[arg(long)]
    plain: bool,
}

/// The form that was asked for; unasked, pictures for a person at a terminal and plain lines for anything else.
pub(super) fn format_for(asked: Option<&'static Format>, stream: Stream) -> &'static Format {
    asked.unwrap_or(if io::terminal(stream).interactive { &HUMAN } else { &PLAIN })
}

/// `sarif=check.sarif`: a format and the file that findings are written to.
#[derive(Debug, Clone)]
pub(super) struct FindingsFile {
    format: &'static Format,
    /// None for standard output.
    path: Option<PathBuf>,
}

impl FindingsFile {
    /// Reads `FORMAT=FILE`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let names: Vec<String> = FORMATS.iter().map(|format| format.name.to_owned()).collect();
        let Some((name, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
            return Err("write a format, an equals sign and a file, as in sarif=check.sarif".to_owned());
        };
        let format = format(name)
            .ok_or_else(|| format!("`{name}` is not a format; there are {}", listed(&names, "and")))?;
        Ok(Self { format, path: (path != "-").then(|| PathBuf::from(path)) })
    }
}

/// From which weight on a finding makes `check` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors: a rule or row that cannot be used; they always end with 3
    Error,
    /// Warnings too, which then end with 1
    Warning,
    /// Advice too, which then ends with 1
    Advice,
}

impl FailOn {
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Advice => Severity::Advice,
        }
    }
}

/// What a command has found, ready to be drawn.
pub(super) struct Found<'a> {
    pub(super) verb: &'a str,
    pub(super) book: &'a load::Book,
    /// The data files that were read.
    pub(super) data: Vec<String>,
    pub(super) findings: &'a [Diagnostic],
    pub(super) fails: Severity,
}

impl Found<'_> {
    /// Prints the findings in one format.
    pub(super) fn print(&self, format: &Format) {
        io::print(&self.draw(format, io::terminal(Stream::Out).colour));
    }

    fn draw(&self, format: &Format, colour: bool) -> String {
        let rules = self.book.hashes.iter().map(|(name, _)| name.clone());
        (format.render)(&Findings {
            findings: self.findings,
            sources: &self.book.sources,
            verb: self.verb,
            book: &self.book.name,
            files: &rules.chain(self.data.iter().cloned()).collect::<Vec<_>>(),
            folder: &io::working_folder(),
            fails: self.fails,
            page: |code| catalog::page(code).map(|page| (catalog::summary(page), page)),
            colour,
            width: io::WIDTH,
        })
    }

    /// Writes each file that was asked for, whole or not at all.
    pub(super) fn write(&self, files: &[FindingsFile]) -> Result<(), Problem> {
        for file in files {
            match &file.path {
                Some(path) => io::write(path, self.draw(file.format, false).as_bytes())?,
                None => self.print(file.format),
            }
        }
        Ok(())
    }
}

/// Findings for a person, for a stream.
pub(super) fn draw(findings: &[Diagnostic], sources: &Sources, how: &Plainly, stream: Stream) -> String {
    let terminal = io::terminal(stream);
    if how.plain || !terminal.interactive {
        render_narrated(findings, sources)
    } else {
        render_human(findings, sources, terminal.colour, io::WIDTH)
    }
}

/// Draws the errors of the rule book and of its data, for a command whose own words are about something else.
pub(super) fn say_errors(book: &load::Book, of_data: &[Diagnostic], how: &Plainly) {
    let all = book.findings.iter().chain(of_data);
    let errors: Vec<Diagnostic> = all.filter(|f| f.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        io::say(&draw(&errors, &book.sources, how, Stream::Err));
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
    if parts.is_empty() { "nothing wrong".to_owned() } else { listed(&parts, "and") }
}
