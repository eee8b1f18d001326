//! `plimsoll restate BOOK`: which past results revised figures, or changed rules, have altered.

use std::path::PathBuf;

use clap::Args;

use super::diff::version;
use super::exit::{Exit, Problem};
use super::page::Page;
use super::show_findings::{Plainly, say_errors};
use super::{load, past};
use crate::report::restate::{self, Inputs};

#[derive(Debug, Args)]
pub(super) struct RestateArguments {
    /// The rule book: a folder of .plim files, or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// Files of figures, CSV or workbooks, or folders of them; without it the book's own in data/
    #[arg(long, num_args = 1.., value_name = "FILES")]
    data: Vec<PathBuf>,
    /// Look only at what was reported from this day on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The day up to which figures are known, as in 2019-06-13; without it today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// The rules that the reports were made by, if they have changed since: a rule book, or a revision of git, as in
    /// HEAD~1
    #[arg(long, value_name = "BOOK")]
    was: Option<String>,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn restate(arguments: &RestateArguments) -> Result<Exit, Problem> {
    let book = load::book(&arguments.book)?;
    let was = arguments.was.as_deref().map(|was| version(was, &arguments.book)).transpose()?;
    let as_of = load::as_of(arguments.as_of.as_deref())?;
    let from = arguments.from.as_deref().map(|day| load::as_of(Some(day))).transpose()?;
    // The rules of then are judged on the data of now: a book that is kept for the record need not have data of its own.
    let data = load::data_files(&book, &arguments.data)?;
    let now = load::submitted(&book, &data, &[], &[], as_of)?;
    let which = past::Which { from, as_of, period: None };
    let found = past::restated(&book, was.as_ref(), &data, &now, which)?;
    let inputs = Inputs { book: &book.book, sources: &book.sources, as_of, from, found: &found };
    arguments.page.put(|| restate::document(inputs), || restate::json(inputs))?;
    say_errors(&book, &now.findings, &arguments.plainly);
    Ok(match () {
        () if book.is_wrong() || was.as_ref().is_some_and(load::Book::is_wrong) => Exit::RuleBook,
        () if load::has_error(&now.findings) => Exit::Data,
        () => Exit::Done,
    })
}
