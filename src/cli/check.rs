//! `plimsoll check`: read a rule book and say what is wrong or doubtful in it.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Problem};
use super::show_findings::{FindingFormat, draw, tally};
use super::{io, load};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The rule book: a folder of .plim files, or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// How to show what was found
    #[arg(long, value_enum, default_value = "human")]
    format: FindingFormat,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<Exit, Problem> {
    let book = load::book_with_tests(&arguments.book)?;
    let drawn = draw(&book.findings, &book.sources, arguments.format);
    io::print(&drawn);
    if arguments.format != FindingFormat::Json {
        let measures = book.book.measures.len();
        let files = book.hashes.len();
        let plural = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
        let faulty: Vec<&str> =
            book.book.measures.values().filter(|m| m.faulty).map(|m| m.id.as_str()).collect();
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
    Ok(if book.is_wrong() { Exit::RuleBook } else { Exit::Done })
}
