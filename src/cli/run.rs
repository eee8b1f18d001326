//! `plimsoll run`: judge a period's figures and write the reports.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Exit, Problem};
use super::io::Stream;
use super::prompts::PromptsFile;
use super::show_findings::{FindingsFile, Found, Plainly, draw, tally};
use super::{io, load, pack, progress};
use crate::base::diag::{Diagnostic, Place, Severity};
use crate::base::in_sheet::parted;
use crate::base::suggest::{listed, nearest};
use crate::data::diags::DAY_FAR_AHEAD;
use crate::eval::outcome::{Assessment, ResultKind};
use crate::eval::{Run, assess_with_trends};
use crate::model::RuleBook;
use crate::plain;
use crate::report::{self, Inputs, RunRecord, View};

#[derive(Debug, Args)]
pub(super) struct RunArguments {
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
    /// The period to report, as in "Q4 2018/19"; without it the one of the newest figure
    #[arg(long)]
    period: Option<String>,
    /// The day to report as of, as in 2019-06-13; without it today
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Write all reports into this folder instead of an overview to the terminal
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Write every case as a row of this CSV file, for others to read
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Write every question that is asked as a row of this file, whose name ends in .csv or .json
    #[arg(long, value_name = "FILE", value_parser = PromptsFile::parse)]
    prompts: Option<PromptsFile>,
    /// Which formats, with commas between them as in text,json; without it md and json into a folder, and an overview to
    /// the terminal
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<pack::OutputFormat>,
    /// Write the findings on rules and data into a file as well, as in sarif=run.sarif; a dash for FILE prints them
    #[arg(long, value_name = "FORMAT=FILE", value_parser = FindingsFile::parse)]
    findings: Vec<FindingsFile>,
    /// End with exit code 1 when a result has this level or a worse one, as in red
    #[arg(long, value_name = "LEVEL")]
    fail_on: Option<String>,
    /// End with exit code 5 when a result that is due could not be judged
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn run(arguments: &RunArguments, shown: &[String]) -> Result<Exit, Problem> {
    pack::need_folder(&arguments.format, arguments.out.as_deref())?;
    let book = load::book(&arguments.book)?;
    pack::must_not_be_read(&book.folder, arguments.out.as_deref())?;
    let fail_on = arguments.fail_on.as_deref().map(|level| known_level(&book.book, level)).transpose()?;
    let as_of = load::as_of(arguments.as_of.as_deref())?;
    let period =
        arguments.period.as_deref().map(|text| load::period_by(&book.book, text, as_of)).transpose()?;
    let submitted = load::submitted(&book, &arguments.data, &arguments.responses, &arguments.events, as_of)?;
    let judging =
        Run { book: &book.book, data: &submitted.data, responses: &submitted.responses, period, as_of };
    progress::stage("judging");
    let mut assessment = assess_with_trends(&judging, pack::looks_back(&arguments.format));
    let mut findings = book.findings.clone();
    findings.extend(submitted.findings.iter().cloned());
    findings.append(&mut assessment.findings);
    let data_wrong = load::has_error(&submitted.findings);
    assessment.findings = findings;
    let mut record = record(&book, &submitted, &assessment, shown);
    record.whole = pack::whole(&arguments.format, arguments.out.as_deref());
    let inputs = Inputs {
        book: &book.book,
        sources: &book.sources,
        data: &submitted.data,
        assessment: &assessment,
        record: &record,
    };
    let view = View::new(inputs);
    match &arguments.out {
        Some(folder) => pack::write_all(&view, folder, &arguments.format)?,
        None => pack::print_main(&view, &arguments.format),
    }
    if let Some(path) = &arguments.ledger {
        write_ledger(&book.book, &assessment, path)?;
    }
    if let Some(file) = &arguments.prompts {
        file.write(&view)?;
    }
    if !arguments.findings.is_empty() || load::has_error(&assessment.findings) {
        let hushed = report::hushed_findings(&view);
        assessment.findings = hushed;
    }
    write_findings(&book, &submitted, &assessment, &arguments.findings)?;
    say_findings(&book, &assessment, arguments);
    say_later(&book, &submitted, &arguments.plainly);
    say_passed_over(&load::passed_over(&book, &arguments.data)?);
    let level_reached = fail_on.is_some_and(|word| say_reached(&book.book, &assessment, &word));
    let not_judged = assessment
        .results
        .iter()
        .filter(|r| r.history.not_comparable.is_none())
        .any(|r| r.is_missing() || matches!(r.kind, ResultKind::NotRated | ResultKind::Invalid));
    let wrong = book.is_wrong();
    // The process ends here. Giving back millions of small pieces of memory one by one would take longer than some runs.
    std::mem::forget((assessment, submitted, book));
    Ok(match () {
        () if wrong => Exit::RuleBook,
        () if data_wrong => Exit::Data,
        () if arguments.strict && not_judged => Exit::NotJudged,
        () if level_reached => Exit::FailOn,
        () => Exit::Done,
    })
}

fn record(
    book: &load::Book,
    submitted: &load::Submitted,
    assessment: &Assessment,
    shown: &[String],
) -> RunRecord {
    let mut data: Vec<(String, String)> = submitted
        .data
        .files
        .iter()
        .map(|file| (parted(&file.name).0.to_owned(), file.sha256.clone()))
        .collect();
    // A workbook has several sheets, and a table with periods across is read once for each.
    data.dedup();
    data.extend(submitted.response_hashes.iter().cloned());
    RunRecord {
        program: format!("plimsoll {}", env!("CARGO_PKG_VERSION")),
        rules: book.hashes.clone(),
        data,
        arguments: shown.to_vec(),
        period: assessment.period.to_string(),
        as_of: assessment.as_of.to_string(),
        whole: Vec::new(),
    }
}

/// The cases as CSV, whole or not at all.
fn write_ledger(book: &RuleBook, assessment: &Assessment, path: &Path) -> Result<(), Problem> {
    let rows = report::ledger(book, &assessment.cases)
        .map_err(|why| Problem::Write { path: io::name(path), why: why.to_string() })?;
    io::write(path, &rows)?;
    let cases = plain::count(u32::try_from(assessment.cases.len()).unwrap_or(u32::MAX), "case");
    io::mention(&format!("{cases} written to {}\n", io::name(path)));
    Ok(())
}

/// The findings in the forms that other programs read.
fn write_findings(
    book: &load::Book,
    submitted: &load::Submitted,
    assessment: &Assessment,
    files: &[FindingsFile],
) -> Result<(), Problem> {
    let values = submitted.data.files.iter().map(|file| parted(&file.name).0.to_owned());
    let mut data: Vec<String> = values.collect();
    data.dedup();
    data.extend(submitted.response_hashes.iter().map(|(name, _)| name.clone()));
    let found = Found { verb: "run", book, data, findings: &assessment.findings, fails: Severity::Error };
    found.write(files)
}

fn say_findings(book: &load::Book, assessment: &Assessment, arguments: &RunArguments) {
    let errors: Vec<_> =
        assessment.findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        io::say(&draw(&errors, &book.sources, &arguments.plainly, Stream::Err));
    }
    let place = match &arguments.out {
        Some(folder) => format!("all are listed in {}", io::name(&folder.join("data-findings"))),
        None => "--out FOLDER writes them all into data-findings".to_owned(),
    };
    if !assessment.findings.is_empty() {
        io::mention(&format!("findings on rules and data: {}; {place}\n", tally(&assessment.findings)));
    }
}

/// Whoever names files of figures means to add to the book's own, or to put others in their place; only they know.
fn say_passed_over(files: &[String]) {
    if !files.is_empty() {
        let them = if files.len() == 1 { "it" } else { "them" };
        io::say(&format!(
            "not read, for --data names other files: {}; name {them} after --data as well to judge all together\n",
            listed(files, "and")
        ));
    }
}

/// Rows of a later day are no part of the report, whose words they must not change; whoever runs it is told here.
fn say_later(book: &load::Book, submitted: &load::Submitted, how: &Plainly) {
    // What lies years ahead did not become known later: somebody wrote the wrong year.
    let odd = submitted.data.later.iter().filter(|finding| finding.code == DAY_FAR_AHEAD);
    let odd: Vec<Diagnostic> = odd.cloned().collect();
    if !odd.is_empty() {
        io::say(&draw(&odd, &book.sources, how, Stream::Err));
    }
    let place = submitted.data.later.iter().find_map(|finding| match &finding.primary()?.place {
        Place::Data(cell) => Some(format!("{}, {}", cell.file, cell.place())),
        Place::Rule(_) => None,
    });
    if let Some(place) = place {
        let text =
            format!("left out: what became known after the report day; the first such row is {place}\n");
        io::say(&text);
    }
}

fn known_level(book: &RuleBook, word: &str) -> Result<String, Problem> {
    let mut known: Vec<&str> =
        book.ratings.values().flat_map(|r| r.levels.iter().map(|l| l.word.as_str())).collect();
    // From best to worst, as the ratings have them; each word once.
    let mut seen = BTreeSet::new();
    known.retain(|word| seen.insert(*word));
    if known.iter().any(|level| level.eq_ignore_ascii_case(word)) {
        return Ok(word.to_lowercase());
    }
    let meant = nearest(word, known.iter().copied())
        .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    let all: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    Err(Problem::Argument(format!(
        "`{word}` is not a level of this book, whose levels are {}{meant}",
        listed(&all, "and")
    )))
}

/// True when a result has this level or a worse one; says which have, since the exit code alone does not.
fn say_reached(book: &RuleBook, assessment: &Assessment, word: &str) -> bool {
    let reached = assessment.results.iter().filter(|result| {
        let rating = book.rating_of(&book.measures[result.measure]);
        let limit = rating.and_then(|rating| rating.level(word));
        matches!((result.level, limit), (Some(level), Some(limit)) if level >= limit)
    });
    let mut measures: Vec<&str> = reached.map(|result| book.measures[result.measure].id.as_str()).collect();
    measures.dedup();
    if measures.is_empty() {
        return false;
    }
    const FEW: usize = 12;
    let more = measures.len().saturating_sub(FEW);
    let mut named: Vec<String> = measures.iter().take(FEW).map(|id| (*id).to_owned()).collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    io::say(&format!("{word} or worse (--fail-on): {}\n", listed(&named, "and")));
    true
}
