//! `plimsoll template`: a workbook for each board, with the figures that are due and the questions that are open.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::exit::{Exit, Problem};
#[cfg(feature = "workbooks")]
use super::io;
use super::show_findings::{Plainly, say_errors};
use super::{load, pack};
use crate::base::period::Period;
use crate::base::rhythm::Rhythm;
use crate::base::suggest::{listed, nearest};
use crate::eval::judge::Judge;
use crate::eval::{Run, assess};
use crate::model::RuleBook;
use crate::report::template::{For, Template, templates};
use crate::report::{Inputs, RunRecord};

#[derive(Debug, Args)]
pub(super) struct TemplateArguments {
    /// The rule book: a folder of .plim files, or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// The period whose figures are asked for, as in "Q4 2018/19"; without it the last that has ended
    #[arg(long)]
    period: Option<String>,
    /// The day the workbooks are sent out, as in 2019-04-01; without it today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// The folder for the workbooks; those of the same names are written over
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Boards to write to, by id with commas between them; without it all that owe something
    #[arg(long, value_delimiter = ',', value_name = "BOARDS")]
    board: Vec<String>,
    /// Files of figures in hand, or folders of them; without it the book's own in data/
    #[arg(long, num_args = 1.., value_name = "FILES")]
    data: Vec<PathBuf>,
    /// Files of answers that came, and of more time to answer; without it the book's own in data/
    #[arg(long, num_args = 1.., value_name = "FILES")]
    responses: Vec<PathBuf>,
    /// Files of events and decisions; without it the book's own in data/
    #[arg(long, num_args = 1.., value_name = "FILES")]
    events: Vec<PathBuf>,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn template(arguments: &TemplateArguments) -> Result<Exit, Problem> {
    let book = load::book(&arguments.book)?;
    pack::must_not_be_read(&book.folder, Some(&arguments.out))?;
    let boards = known_boards(&book, &arguments.board)?;
    let as_of = load::as_of(arguments.as_of.as_deref())?;
    let period = match &arguments.period {
        Some(text) => load::period_by(&book.book, text, as_of)?,
        None => last_ended(&book.book, as_of)?,
    };
    let submitted = load::in_hand(&book, &arguments.data, &arguments.responses, &arguments.events, as_of)?;
    let run = Run {
        book: &book.book,
        data: &submitted.data,
        responses: &submitted.responses,
        period: Some(period),
        as_of,
    };
    let assessment = assess(&run);
    let record = RunRecord::default();
    let inputs = Inputs {
        book: &book.book,
        sources: &book.sources,
        data: &submitted.data,
        assessment: &assessment,
        record: &record,
    };
    let judge = Judge::new(&run, period);
    let target = |measure, place, slot| judge.target_of(measure, place, slot);
    let mut made = templates(inputs, For { target: &target, period, as_of });
    made.retain(|template| boards.is_empty() || boards.contains(&template.board));
    write(&made, period, arguments)?;
    say_errors(&book, &submitted.findings, &arguments.plainly);
    Ok(match () {
        () if book.is_wrong() => Exit::RuleBook,
        () if load::has_error(&submitted.findings) => Exit::Data,
        () => Exit::Done,
    })
}

/// The last period of the book that has ended by a day.
fn last_ended(book: &RuleBook, as_of: NaiveDate) -> Result<Period, Problem> {
    let rhythm = Rhythm { arrears: None, returned: None, ..book.rhythm() };
    let slot = book.calendar.expected(rhythm, as_of);
    rhythm.period(slot).ok_or_else(|| {
        Problem::Argument(
            "no period has ended; name one with --period, as in `--period \"Q4 2018/19\"`".to_owned(),
        )
    })
}

/// The ids of the boards that were named, as the book has them.
fn known_boards(book: &load::Book, named: &[String]) -> Result<Vec<String>, Problem> {
    let ids: Vec<&str> = book.book.parties.values().map(|party| party.id.as_str()).collect();
    let find = |name: &String| {
        let known = ids.iter().find(|id| id.eq_ignore_ascii_case(name.trim()));
        known.map(|id| (*id).to_owned()).ok_or_else(|| {
            let meant = nearest(name, ids.iter().copied())
                .map(|meant| format!("; did you mean `{meant}`?"))
                .unwrap_or_else(|| ";".to_owned());
            let all: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            Problem::Argument(format!(
                "`{name}` is not a board of this book{meant} its boards are {}",
                listed(&all, "and")
            ))
        })
    };
    named.iter().map(find).collect()
}

#[cfg(feature = "workbooks")]
fn write(made: &[Template], period: Period, arguments: &TemplateArguments) -> Result<(), Problem> {
    use crate::report::template::xlsx::to_xlsx;

    // All are made before any is written.
    let path = |template: &Template| arguments.out.join(format!("{}.xlsx", template.name));
    let bytes = |template: &Template| {
        to_xlsx(template).map_err(|why| Problem::Write { path: io::name(&path(template)), why })
    };
    let files = made.iter().map(|one| Ok((one, bytes(one)?))).collect::<Result<Vec<_>, Problem>>()?;
    if arguments.period.is_none() {
        io::print_done(&format!("asked for: {period}, the last that has ended; --period names another\n"));
    }
    for (template, bytes) in &files {
        io::write(&path(template), bytes)?;
        io::print_done(&format!("{}: {}\n", io::name(&path(template)), wanted(template)));
    }
    if made.is_empty() {
        io::print_done(&format!(
            "nothing is due for {period}, and no question is open; no workbook was written\n"
        ));
    }
    Ok(())
}

#[cfg(not(feature = "workbooks"))]
fn write(_: &[Template], _: Period, _: &TemplateArguments) -> Result<(), Problem> {
    Err(Problem::Argument("this build of Plimsoll was made without workbooks".to_owned()))
}

/// `12 figures and 4 answers`.
#[cfg(feature = "workbooks")]
fn wanted(template: &Template) -> String {
    let count = |number: usize, noun: &str| {
        let s = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {noun}{s}"))
    };
    let parts: Vec<String> = [count(template.figures, "figure"), count(template.questions, "answer")]
        .into_iter()
        .flatten()
        .collect();
    listed(&parts, "and")
}
