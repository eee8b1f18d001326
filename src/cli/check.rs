//! `plimsoll check`: read a rule book and say what is wrong or doubtful in it.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Problem};
use super::show_findings::{FailOn, FindingsFile, Found, format_parser, tally};
use super::{io, load};
use crate::report::findings::Format;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The rule book: a folder of .plim files, or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// How to show what was found
    #[arg(long, value_parser = format_parser(), default_value = "human")]
    format: &'static Format,
    /// Write the findings into a file as well, as in sarif=check.sarif; a dash for FILE prints them; may be said again
    #[arg(long, value_name = "FORMAT=FILE", value_parser = FindingsFile::parse)]
    findings: Vec<FindingsFile>,
    /// How heavy a finding has to be for the check to fail
    #[arg(long, value_name = "WEIGHT", value_enum, default_value = "error")]
    fail_on: FailOn,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<Exit, Problem> {
    let book = load::book_with_tests(&arguments.book)?;
    let fails = arguments.fail_on.severity();
    let found = Found { verb: "check", book: &book, data: Vec::new(), findings: &book.findings, fails };
    found.print(arguments.format);
    if !arguments.format.whole {
        say_what_is_left_out(&book);
    }
    found.write(&arguments.findings)?;
    let heavy = book.findings.iter().any(|finding| finding.severity <= fails);
    Ok(match () {
        () if book.is_wrong() => Exit::RuleBook,
        () if heavy => Exit::FailOn,
        () => Exit::Done,
    })
}

/// How much was read and found, and what is not used until it is mended.
fn say_what_is_left_out(book: &load::Book) {
    let measures = book.book.measures.len();
    let files = book.hashes.len();
    let plural = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let faulty: Vec<&str> = book.book.measures.values().filter(|m| m.faulty).map(|m| m.id.as_str()).collect();
    io::print(&format!(
        "{} in {}: {}\n",
        plural(measures, "measure"),
        plural(files, "file"),
        tally(&book.findings)
    ));
    if !faulty.is_empty() {
        io::print(&format!("not judged until mended: {}\n", faulty.join(", ")));
    }
    let escalations = book.book.escalations.values().filter(|rule| rule.faulty);
    let ladders = book.book.ladders.values().filter(|ladder| ladder.faulty);
    let mut unused: Vec<String> = escalations.map(|rule| format!("escalation {}", rule.id)).collect();
    unused.extend(ladders.map(|ladder| format!("ladder {}", ladder.id)));
    if !unused.is_empty() {
        io::print(&format!("not used until mended: {}\n", unused.join(", ")));
    }
}
