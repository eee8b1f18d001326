//! `plimsoll why ID PERIOD`: how one result came about.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Exit, Problem};
use super::show_findings::{Plainly, say_errors};
use super::{io, load};
use crate::base::suggest::{listed, nearest};
use crate::data::PlaceId;
use crate::eval::cases::of_run;
use crate::eval::{Run, derive};
use crate::model::RuleBook;
use crate::report;

/// So many measures can be listed in a message.
const FEW: usize = 12;

#[derive(Debug, Args)]
pub(super) struct WhyArguments {
    /// The measure, as in 3.13; the rule book may stand before it, as with the other commands
    #[arg(value_name = "ID")]
    first: String,
    /// The period, as in "Q4 2018/19"; without it the one of the newest figure
    #[arg(value_name = "PERIOD")]
    second: Option<String>,
    /// The period, where the rule book stands before the measure
    #[arg(hide = true)]
    third: Option<String>,
    /// The rule book: a folder of .plim files, or one file; without it the folder you are in
    #[arg(long)]
    book: Option<PathBuf>,
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
    /// The day to report as of, as in 2019-06-13; without it today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[command(flatten)]
    plainly: Plainly,
}

/// What is asked about, whichever of the words says it.
struct Asked<'w> {
    book: &'w Path,
    id: &'w str,
    period: Option<&'w str>,
}

/// A word that names a folder or a rule file that is there is the book, unless `--book` names one.
fn asked(arguments: &WhyArguments) -> Result<Asked<'_>, Problem> {
    let mut words: Vec<&str> = [Some(&arguments.first), arguments.second.as_ref(), arguments.third.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let is_book = |word: &&str| arguments.book.is_none() && load::is_book(Path::new(word));
    let named = words.iter().position(is_book).map(|at| words.remove(at));
    let book = arguments.book.as_deref().or(named.map(Path::new)).unwrap_or(Path::new("."));
    match words.as_slice() {
        [id] => Ok(Asked { book, id, period: None }),
        [id, period] => Ok(Asked { book, id, period: Some(period) }),
        [] => Err(Problem::Argument(
            "name the measure too, as in `plimsoll why 3.13 --book rules/oxfordshire-2019`".to_owned(),
        )),
        [_, _, more, ..] => Err(Problem::Argument(format!(
            "`{more}` is one word too many: a measure, a period in quotes and the rule book are named"
        ))),
    }
}

pub(super) fn why(arguments: &WhyArguments) -> Result<Exit, Problem> {
    let asked = asked(arguments)?;
    let book = load::book(asked.book)?;
    let Some(measure) = book.book.measure_by_id(asked.id) else {
        return Err(Problem::Argument(no_such_measure(&book.book, asked.id)));
    };
    let as_of = load::as_of(arguments.as_of.as_deref())?;
    let period = asked.period.map(|text| load::period_by(&book.book, text, as_of)).transpose()?;
    let submitted = load::submitted(&book, &arguments.data, &arguments.responses, &arguments.events, as_of)?;
    let run = Run { book: &book.book, data: &submitted.data, responses: &submitted.responses, period, as_of };
    // The cases are those of the ledger: a period that is asked for opens none of its own.
    let told = of_run(&Run { period: None, ..run });
    let derivations = derive(&run, measure, PlaceId::WHOLE);
    let first = derivations.first().and_then(|derivation| derivation.period);
    if let (Some(asked), Some(shown)) = (period, first)
        && derivations
            .iter()
            .filter_map(|one| one.period)
            .all(|own| (own.start, own.end) != (asked.start, asked.end))
    {
        let id = &book.book.measures[measure].id;
        io::print(&format!("{id} has no figure of its own for {asked}; the one for {shown} is shown\n\n"));
    }
    for derivation in derivations {
        let page = report::why::page(&book.book, &book.sources, &derivation, &told);
        io::print(&report::to_text(&page, 100));
        io::print("\n");
    }
    say_errors(&book, &submitted.findings, &arguments.plainly);
    Ok(match () {
        () if book.is_wrong() => Exit::RuleBook,
        () if load::has_error(&submitted.findings) => Exit::Data,
        () => Exit::Done,
    })
}

fn no_such_measure(book: &RuleBook, id: &str) -> String {
    let known: Vec<&str> = book.measures.values().map(|m| m.id.as_str()).collect();
    let meant = nearest(id, known.iter().copied()).map(|m| format!("; did you mean `{m}`?"));
    let all = (1..=FEW).contains(&known.len()).then(|| {
        let quoted: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
        let joint = if meant.is_some() { "" } else { ";" };
        format!("{joint} its measures are {}", listed(&quoted, "and"))
    });
    format!("the rule book has no measure `{id}`{}{}", meant.unwrap_or_default(), all.unwrap_or_default())
}
