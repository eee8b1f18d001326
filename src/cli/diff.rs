//! `plimsoll diff OLD NEW`: what changed between two versions of the rules, and which past results would change.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Exit, Problem};
use super::page::Page;
use super::show_findings::{Plainly, say_errors};
use super::{git, io, load, past};
use crate::report::changed;

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The rules as they were: a rule book, or a revision of git, as in HEAD~1
    old: String,
    /// The rules as they are: a rule book, or a revision of git; without it the rule book as it stands
    new: Option<String>,
    /// The rule book that revisions are of, and whose data are judged: a folder of .plim files, or one file
    #[arg(long, value_name = "BOOK")]
    book: Option<PathBuf>,
    /// Files of figures, CSV or workbooks, or folders of them; without it the book's own in data/, where there are any
    #[arg(long, num_args = 1.., value_name = "FILES")]
    data: Vec<PathBuf>,
    /// Look only at results of this period, as in "Q4 2018/19"
    #[arg(long)]
    period: Option<String>,
    /// Look only at what was reported from this day on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The day up to which reports are looked at, as in 2019-06-13; without it today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// List every result that would change; without it the first 100
    #[arg(long)]
    all: bool,
    /// End with exit code 1 when a rule or a past result changed
    #[arg(long)]
    fail_on_change: bool,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn diff(arguments: &DiffArguments) -> Result<Exit, Problem> {
    let here = here(arguments);
    let old = version(&arguments.old, &here)?;
    let new = match &arguments.new {
        Some(new) => version(new, &here)?,
        None => load::book(&here)?,
    };
    let names = (arguments.old.clone(), arguments.new.clone().unwrap_or_else(|| io::name(&here)));
    let changes = changed::changes(&old.book, &new.book);
    let as_of = load::as_of(arguments.as_of.as_deref())?;
    let period = |text: &String| load::period_by(&new.book, text, as_of);
    let which = past::Which {
        from: arguments.from.as_deref().map(|day| load::as_of(Some(day))).transpose()?,
        as_of,
        period: arguments.period.as_ref().map(period).transpose()?,
    };
    let found = results(&old, &new, arguments, which)?;
    let past =
        found.as_ref().map(|all| changed::Past { found: &all.found, days: all.days, as_of: which.as_of });
    let inputs = changed::Inputs {
        old: &old.book,
        new: &new.book,
        sources: &new.sources,
        names: (&names.0, &names.1),
        changes: &changes,
        past,
        all: arguments.all,
    };
    arguments.page.put(|| changed::document(inputs), || changed::json(inputs))?;
    let of_data = found.as_ref().map_or(&[][..], |all| all.findings.as_slice());
    say_errors(&new, of_data, &arguments.plainly);
    if old.is_wrong() {
        io::say(&format!("The rules of {} have faults; what is faulty in them judges nothing\n", names.0));
    }
    let altered = found.as_ref().is_some_and(|all| !all.found.altered.is_empty());
    Ok(match () {
        () if new.is_wrong() => Exit::RuleBook,
        () if load::has_error(of_data) => Exit::Data,
        () if arguments.fail_on_change && (altered || !changes.is_empty()) => Exit::FailOn,
        () => Exit::Done,
    })
}

/// The book that revisions are of: the one named, else one that is compared, else the one here.
fn here(arguments: &DiffArguments) -> PathBuf {
    let compared = [arguments.new.as_ref(), Some(&arguments.old)];
    let on_disk = || compared.into_iter().flatten().map(PathBuf::from).find(|path| path.exists());
    arguments.book.clone().or_else(on_disk).unwrap_or_else(|| PathBuf::from("."))
}

/// A version of the rules: a file or folder, or else a revision of git.
pub(super) fn version(named: &str, here: &Path) -> Result<load::Book, Problem> {
    let path = Path::new(named);
    if !path.exists() {
        return git::book(named, here);
    }
    let bare = !named.contains(['/', '\\']) && !named.starts_with('.');
    if bare && git::knows(named, here) {
        return Err(Problem::Argument(format!(
            "`{named}` is both a file or folder here and a revision of git; write `./{named}` for the one, or \
             `refs/heads/{named}` or `refs/tags/{named}` for the other"
        )));
    }
    load::book(path)
}

/// None where there are no figures, and none were named.
fn results(
    old: &load::Book,
    new: &load::Book,
    arguments: &DiffArguments,
    which: past::Which,
) -> Result<Option<past::Compared>, Problem> {
    let data = match load::data_files(new, &arguments.data) {
        Ok(data) => data,
        Err(_) if arguments.data.is_empty() => return Ok(None),
        Err(problem) => return Err(problem),
    };
    past::compared(old, new, &data, which).map(Some)
}
