//! `plimsoll check`: read a rule book and say what is wrong or doubtful in it.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Problem};
use super::io::Stream;
use super::show_findings::{FailOn, FindingsFile, Found, format_for, format_parser, tally};
use super::{advice, fix, io, load};
use crate::report::findings::Format;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The rule book: a folder of .plim files, or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// How to show what was found; unless said, human at a terminal and plain into a file or another program
    #[arg(long, value_parser = format_parser())]
    format: Option<&'static Format>,
    /// Write the findings into a file as well, as in sarif=check.sarif; a dash for FILE prints them; may be said again
    #[arg(long, value_name = "FORMAT=FILE", value_parser = FindingsFile::parse)]
    findings: Vec<FindingsFile>,
    /// The day that counts as today, as in 2019-06-13; without it the one in plimsoll.toml, or today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Other books whose targets for the same measures have to agree with this one's
    #[arg(long, num_args = 1.., value_name = "BOOKS")]
    also: Vec<PathBuf>,
    /// How heavy a finding has to be for the check to fail
    #[arg(long, value_name = "WEIGHT", value_enum, default_value = "error")]
    fail_on: FailOn,
    /// Make the corrections that can mean nothing else, and say which
    #[arg(long)]
    fix: bool,
    /// With --fix: show the corrections, and change no file
    #[arg(long, requires = "fix")]
    diff: bool,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<Exit, Problem> {
    let format = format_for(arguments.format, Stream::Out);
    let mut book = load::book_with_tests(&arguments.book)?;
    if arguments.fix {
        let mended = fix::mended(&book);
        if arguments.diff {
            return fix::show(&book, &mended);
        }
        book = fix::write(book, mended, format)?;
    }
    advice::advise(&mut book, &arguments.also, arguments.as_of.as_deref())?;
    let fails = arguments.fail_on.severity();
    let found = Found { verb: "check", book: &book, data: Vec::new(), findings: &book.findings, fails };
    found.print(format);
    if !format.whole {
        say_what_is_left_out(&book);
        io::print(&fix::offer(&book.findings, &arguments.book));
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
