//! `check --fix`: makes the corrections that can mean nothing else, and says which.

use std::path::Path;

use similar::TextDiff;

use super::exit::{Exit, Problem};
use super::load::Book;
use super::{io, load};
use crate::base::diag::Diagnostic;
use crate::base::mend::{Change, Mended, mend};
use crate::report::findings::Format;

/// The book with every correction made that applies by itself; no file is touched.
pub(super) fn mended(book: &Book) -> Mended {
    mend(book.sources.clone(), load::found_in)
}

/// Shows the corrections as a comparison of lines, and writes nothing.
pub(super) fn show(book: &Book, mended: &Mended) -> Result<Exit, Problem> {
    for ((_, was), (_, is)) in book.sources.iter().zip(mended.sources.iter()) {
        if was.text != is.text {
            let lines = TextDiff::from_lines(&was.text, &is.text);
            io::print(&lines.unified_diff().context_radius(2).header(&was.name, &is.name).to_string());
        }
    }
    io::say(&match mended.changes.len() {
        0 => "nothing can be corrected without asking\n".to_owned(),
        1 => "1 correction would be made; nothing is written\n".to_owned(),
        several => format!("{several} corrections would be made; nothing is written\n"),
    });
    Ok(if book.is_wrong() { Exit::RuleBook } else { Exit::Done })
}

/// Writes the files that were corrected, each whole, and says what was changed; the book as it is then.
pub(super) fn write(book: Book, mended: Mended, format: &Format) -> Result<Book, Problem> {
    for ((_, was), (_, is)) in book.sources.iter().zip(mended.sources.iter()) {
        if was.text != is.text {
            io::write(Path::new(&was.name), is.text.as_bytes())?;
        }
    }
    let words = words(&mended);
    // What is a whole file of its own kind takes no other line.
    if format.whole {
        io::mention(&words)
    } else {
        io::print_done(&words)
    }
    load::book_of(mended.sources, book.folder, book.name)
}

/// What a reader of the findings can have corrected for them.
pub(super) fn offer(findings: &[Diagnostic], book: &Path) -> String {
    let count = findings.iter().filter(|finding| finding.mends_itself()).count();
    let command = format!("plimsoll check {} --fix", io::name(book));
    match count {
        0 => String::new(),
        1 => format!("1 of these can be corrected for you: {command}\n"),
        _ => format!("{count} of these can be corrected for you: {command}\n"),
    }
}

fn words(mended: &Mended) -> String {
    let mut out: String = mended.changes.iter().map(change).collect();
    out.push_str(&match mended.changes.len() {
        0 => "nothing could be corrected without asking\n\n".to_owned(),
        1 => "1 correction made\n\n".to_owned(),
        several => format!("{several} corrections made\n\n"),
    });
    out
}

/// `rules.plim, line 12: owner: CT is now owner CT`, each in backticks.
fn change(change: &Change) -> String {
    let Change { file, line, was, is, code } = change;
    let (was, is) = (was.trim(), is.trim());
    match is.strip_prefix(was).map(str::trim) {
        Some(added) if is.contains('\n') => {
            format!("{file}, line {line}: `{added}` is added below it ({})\n", code.0)
        }
        Some(_) | None => format!("{file}, line {line}: `{was}` is now `{is}` ({})\n", code.0),
    }
}
