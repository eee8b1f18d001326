//! `plimsoll simulate`: who is told what, and when, over many periods.

use std::path::PathBuf;

use chrono::{Months, NaiveDate};
use clap::Args;

use super::exit::{Exit, Problem};
use super::page::Page;
use super::show_findings::{Plainly, say_errors};
use super::{io, load};
use crate::base::diag::Diagnostic;
use crate::base::period::Period;
use crate::eval::Run;
use crate::eval::cases::{simulate as from_figures, simulate_rules};
use crate::eval::outcome::Simulation;
use crate::report;

#[derive(Debug, Args)]
pub(super) struct SimulateArguments {
    /// The rule book: a folder of .plim files, or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// Files of figures, CSV or workbooks, or folders of them; without it the book's own in data/
    #[arg(long, num_args = 1.., value_name = "FILES")]
    data: Vec<PathBuf>,
    /// Files of answers, and of more time to answer (their names begin with extensions); without it the book's own in
    /// data/
    #[arg(long, num_args = 1.., value_name = "FILES")]
    responses: Vec<PathBuf>,
    /// Files of events and decisions; without it the book's own in data/ whose names begin with events
    #[arg(long, num_args = 1.., value_name = "FILES")]
    events: Vec<PathBuf>,
    /// Leave the figures aside: as if every rule opened its cases on one day, and nobody answered
    #[arg(long, conflicts_with = "data")]
    rules_only: bool,
    /// The first period to tell of, as in "Q1 2018/19"; without it the first of the figures
    #[arg(long, value_name = "PERIOD")]
    from: Option<String>,
    /// The last period to tell of; without it up to the report day
    #[arg(long, value_name = "PERIOD")]
    to: Option<String>,
    /// The day to tell it as of, as in 2019-06-13; without it the end of the last period, or today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// End with exit code 1 when a case can stay open with nobody told
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn simulate(arguments: &SimulateArguments) -> Result<Exit, Problem> {
    let book = load::book(&arguments.book)?;
    let period = |text: Option<&String>| text.map(|text| load::period(&book.book, text)).transpose();
    let (from, to) = (period(arguments.from.as_ref())?, period(arguments.to.as_ref())?);
    let as_of = match (&arguments.as_of, to) {
        (None, Some(to)) => to.end,
        (given, _) => load::as_of(given.as_deref())?,
    };
    if from.zip(to).is_some_and(|(from, to)| from.start > to.end) {
        return Err(Problem::Argument("--from comes after --to; name the earlier period first".to_owned()));
    }
    let (simulation, findings) = if arguments.rules_only || !has_data(&book, arguments)? {
        let start = from.map_or(as_of, |from| from.start);
        let year_later = start.checked_add_months(Months::new(12)).unwrap_or(start);
        (simulate_rules(&book.book, start, to.map_or(year_later, |to| to.end)), Vec::new())
    } else {
        of_figures(&book, arguments, (from, to), as_of)?
    };
    let document = || report::simulation::document(&book.book, &simulation);
    arguments.page.put(document, || report::simulation::json(&book.book, &simulation))?;
    say_errors(&book, &findings, &arguments.plainly);
    Ok(match () {
        () if book.is_wrong() => Exit::RuleBook,
        () if load::has_error(&findings) => Exit::Data,
        () if arguments.strict && !simulation.proof.holds() => Exit::FailOn,
        () => Exit::Done,
    })
}

/// True when files of figures are named or stand beside the book.
fn has_data(book: &load::Book, arguments: &SimulateArguments) -> Result<bool, Problem> {
    let own = book.folder.join("data");
    Ok(!arguments.data.is_empty() || (own.is_dir() && !io::tables_in(&own)?.is_empty()))
}

fn of_figures(
    book: &load::Book,
    arguments: &SimulateArguments,
    (from, to): (Option<Period>, Option<Period>),
    as_of: NaiveDate,
) -> Result<(Simulation, Vec<Diagnostic>), Problem> {
    let submitted = load::submitted(book, &arguments.data, &arguments.responses, &arguments.events, as_of)?;
    let first = submitted.data.periods.iter().map(|period| period.start).min().unwrap_or(as_of);
    let run =
        Run { book: &book.book, data: &submitted.data, responses: &submitted.responses, period: None, as_of };
    let last = to.map_or(as_of, |to| to.end.min(as_of));
    Ok((from_figures(&run, from.map_or(first, |from| from.start), last), submitted.findings))
}
