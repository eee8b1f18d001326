//! The lints of `plimsoll check`: advice on a book as it stands today, beside the books it is compared with.

use std::path::{Path, PathBuf};

use super::exit::Problem;
use super::{io, load};
use crate::check;
use crate::lint::{Neighbour, Subject, look_over};
use crate::syntax;

/// Adds to the findings of a book what the lints have to say.
pub(super) fn advise(book: &mut load::Book, also: &[PathBuf], as_of: Option<&str>) -> Result<(), Problem> {
    let as_of = match (as_of, book.settings.as_of) {
        (None, Some(day)) => day,
        (given, _) => load::as_of(given)?,
    };
    let mut paths: Vec<PathBuf> = also.to_vec();
    for path in &book.settings.also {
        let whole = io::absolute(&book.settings_folder.join(path))?;
        let own = io::absolute(&book.folder)?;
        // One file of settings may serve several books, each of which is then named to the others.
        if whole != own {
            paths.push(from_here(&whole)?);
        }
    }
    let neighbours = paths.iter().map(|path| neighbour(book, path)).collect::<Result<Vec<_>, _>>()?;
    let whole = !book.is_wrong();
    let subject = Subject { book: &book.book, whole, as_of, neighbours: &neighbours };
    book.findings.extend(look_over(&subject, &book.levels, &mut book.accepted));
    load::in_order_of_lines(&mut book.findings, &[]);
    Ok(())
}

/// A book to compare with. Its own faults are told when it is checked itself.
fn neighbour(book: &mut load::Book, path: &Path) -> Result<Neighbour, Problem> {
    let files = if path.is_dir() { load::rule_files(path)? } else { vec![path.to_owned()] };
    let mut trees = Vec::new();
    for file in &files {
        let name = io::name(file);
        let text = String::from_utf8(io::read(file)?)
            .map_err(|_| Problem::RuleBook(format!("{name} is not plain text in UTF-8")))?;
        let id = book.sources.add(name, text.clone());
        trees.push(syntax::parse(id, &text).tree);
    }
    Ok(Neighbour { name: io::name(path), book: check::check(&trees).book })
}

/// A path as the reader would write it from where they stand.
fn from_here(whole: &Path) -> Result<PathBuf, Problem> {
    let here = io::absolute(Path::new(""))?;
    Ok(whole.strip_prefix(&here).map_or_else(|_| whole.to_owned(), Path::to_owned))
}
