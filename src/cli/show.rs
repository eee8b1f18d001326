//! `plimsoll show BOOK`: every rule as a plain sentence, for a board to approve.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Exit, Problem};
use super::load;
use super::page::Page;
use super::show_findings::{Plainly, say_errors};
use crate::base::suggest::nearest;
use crate::plain::{self, Declared};
use crate::report::rules;

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// The rule book, a folder of .plim files or one file, unless it is here; then the ids or titles of what is to be
    /// shown, as in 1.14 or exception; without any, the whole book
    #[arg(value_name = "BOOK or ID")]
    words: Vec<String>,
    /// The rule book, where an id could be taken for it
    #[arg(long, value_name = "BOOK")]
    book: Option<PathBuf>,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn show(arguments: &ShowArguments) -> Result<Exit, Problem> {
    let (path, names) = book_and_names(arguments);
    let book = load::book(&path)?;
    let all = plain::book(&book.book);
    if names.is_empty() {
        let whole = rules::Inputs { book: &book.book, files: &book.hashes };
        let every: Vec<&Declared> = all.iter().collect();
        arguments.page.put(|| rules::document(whole), || rules::json(&book.hashes, &every))?;
    } else {
        let mut wanted: Vec<&Declared> = Vec::new();
        for name in names {
            let found = rules::named(&all, name);
            if found.is_empty() {
                return Err(Problem::Argument(no_such_rule(&all, name)));
            }
            wanted.extend(found);
        }
        arguments.page.put(|| rules::some(&book.book, &wanted), || rules::json(&book.hashes, &wanted))?;
    }
    say_errors(&book, &[], &arguments.plainly);
    Ok(if book.is_wrong() { Exit::RuleBook } else { Exit::Done })
}

/// The first word is the book where it is a file or folder.
fn book_and_names(arguments: &ShowArguments) -> (PathBuf, &[String]) {
    let here = PathBuf::from(".");
    match (&arguments.book, arguments.words.split_first()) {
        (Some(book), _) => (book.clone(), &arguments.words),
        (None, Some((first, names))) if Path::new(first).exists() => (PathBuf::from(first), names),
        // What looks like a path is one, so that a slip in it is told as such.
        (None, Some((first, names))) if first.contains(['/', '\\']) || first.ends_with(".plim") => {
            (PathBuf::from(first), names)
        }
        (None, Some(_) | None) => (here, &arguments.words),
    }
}

fn no_such_rule(all: &[Declared], name: &str) -> String {
    let known = all.iter().flat_map(|one| [one.id.as_str(), one.title.as_str()]);
    let meant = nearest(name, known).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    format!("the rule book declares nothing that is called `{name}`{meant}")
}
