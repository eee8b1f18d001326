//! `plimsoll test`: run the scenarios of a rule book.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Exit, Problem};
use super::io::Stream;
use super::show_findings::{Plainly, draw, tally};
use super::{io, load, progress};
use crate::base::diag::Severity;
use crate::base::source::Sources;
use crate::base::span::FileId;
use crate::format::{Formatted, format};
use crate::model::Scenario;
use crate::plain;
use crate::report::junit::{Case, Outcome, Suite, junit};
use crate::scenario::coverage::{Kind, coverage};
use crate::scenario::generate::{Generated, generate};
use crate::scenario::mutate::{Score, mutate};
use crate::scenario::{Failure, Ran, Tables, Trial, accept, run};

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    /// The rule book: a folder of .plim files (with tests/*.plim in it), or one file
    #[arg(default_value = ".")]
    book: PathBuf,
    /// Run only the scenarios with this text in their titles
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Show which levels, escalation steps and clauses the scenarios reach, and which they do not
    #[arg(long)]
    coverage: bool,
    /// End with exit code 1 when less than this share of levels, steps or clauses is reached
    #[arg(long, value_name = "PER CENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    coverage_at_least: Option<u8>,
    /// Make scenarios for every threshold: at, just below and just above it, and with its figure missing
    #[arg(long)]
    generate: bool,
    /// Write the scenarios that are made into this file
    #[arg(long, value_name = "FILE", requires = "generate")]
    write: Option<PathBuf>,
    /// Move each threshold, duration and recipient by a step, and say which steps no scenario notices
    #[arg(long)]
    mutate: bool,
    /// List the steps that change no result, whatever the figure
    #[arg(long, requires = "mutate")]
    unnoticeable: bool,
    /// End with exit code 1 when the scenarios notice less than this share of the steps
    #[arg(long, value_name = "PER CENT", requires = "mutate", value_parser = clap::value_parser!(u8).range(0..=100))]
    score_at_least: Option<u8>,
    /// Rewrite expectations that fail to what the rules give
    #[arg(long)]
    accept: bool,
    /// Write the outcome as JUnit XML into this file, for a build server
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    #[command(flatten)]
    plainly: Plainly,
}

pub(super) fn test(arguments: &TestArguments) -> Result<Exit, Problem> {
    let book = load::book_with_tests(&arguments.book)?;
    let errors: Vec<_> = book.findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        io::say(&draw(&errors, &book.sources, &arguments.plainly, Stream::Err));
        io::say(&format!("nothing was tested: {}\n", tally(&errors)));
        return Ok(Exit::RuleBook);
    }
    let wanted = chosen(&book.book.scenarios, arguments.filter.as_deref())?;
    if wanted.is_empty() && !arguments.generate {
        io::print(&format!("{} has no scenarios to run\n", io::name(&arguments.book)));
        io::print("Write one as `scenario \"What it shows\" { … }`, or make some with `--generate`.\n");
        return Ok(Exit::Done);
    }
    let tables = tables(&book, &wanted);
    let trials: Vec<Trial<'_>> = wanted.iter().map(|one| Trial::new(&book.book, one, &tables)).collect();
    let ran: Vec<(&Scenario, Ran)> =
        wanted.iter().zip(&trials).map(|(one, trial)| (*one, run(&book.book, trial))).collect();
    let failed = tell(&book.sources, &ran);
    if let Some(path) = &arguments.junit {
        write_junit(&book.sources, &ran, path)?;
    }
    if arguments.accept {
        accept_all(&book.sources, &ran)?;
    }
    let covered = told_coverage(arguments, &book, &ran);
    let enough = if arguments.generate || arguments.mutate {
        generated_and_moved(arguments, &book, &wanted, &ran)?
    } else {
        true
    };
    let accepted = arguments.accept && ran.iter().all(|(_, ran)| all_rewritten(&book.sources, ran));
    let passed = failed == 0 || accepted;
    // The process ends here; giving back what was laid out piece by piece would only take time.
    std::mem::forget(trials);
    Ok(if passed && covered && enough { Exit::Done } else { Exit::FailOn })
}

/// The scenarios whose titles have a text.
fn chosen<'s>(all: &'s [Scenario], filter: Option<&str>) -> Result<Vec<&'s Scenario>, Problem> {
    let Some(text) = filter else { return Ok(all.iter().collect()) };
    let text = text.to_lowercase();
    let found: Vec<&Scenario> = all.iter().filter(|one| one.title.to_lowercase().contains(&text)).collect();
    if found.is_empty() {
        return Err(Problem::Argument(match all.len() {
            1 => format!("the one scenario does not have `{text}` in its title"),
            count => format!("none of the {count} scenarios has `{text}` in its title"),
        }));
    }
    Ok(found)
}

/// The tables beside the book that scenarios name.
fn tables(book: &load::Book, scenarios: &[&Scenario]) -> Tables {
    let files = scenarios.iter().flat_map(|scenario| &scenario.files);
    let read = |path: &str| {
        io::read(&book.folder.join(path)).map_err(|problem| {
            let text = problem.to_string();
            text.rsplit(": ").next().unwrap_or(&text).to_owned()
        })
    };
    files.map(|file| (file.path.clone(), read(&file.path))).collect()
}

/// Tells how each scenario came out, and how many failed.
fn tell(sources: &Sources, ran: &[(&Scenario, Ran)]) -> usize {
    let mut failed = 0;
    for (scenario, ran) in ran {
        if ran.failures.is_empty() {
            io::print(&format!("ok    {}\n", scenario.title));
            continue;
        }
        failed += 1;
        io::print(&format!("FAIL  {}\n", scenario.title));
        for failure in &ran.failures {
            io::print(&format!("{}\n", words(sources, failure)));
        }
    }
    if !ran.is_empty() {
        let s = if ran.len() == 1 { "" } else { "s" };
        let passed = ran.len() - failed;
        let failing = if failed == 0 { String::new() } else { format!(", {failed} failed") };
        io::print(&format!("\n{} scenario{s}: {passed} passed{failing}\n", ran.len()));
    }
    failed
}

/// A failure in three lines under its place: what was expected, what came, and the line that decided it with its numbers.
fn words(sources: &Sources, failure: &Failure) -> String {
    let place = |span| format!("{}, line {}", sources.name(span), sources.line_column(span).line);
    if failure.expected.is_empty() {
        return format!("      {}\n        {}", place(failure.span), failure.got);
    }
    let decided = failure.line.map(|line| {
        let text = sources.text(line).lines().next().unwrap_or("").split_whitespace().collect::<Vec<_>>();
        format!("{} ({})", text.join(" "), place(line))
    });
    let because = (!failure.because.is_empty()).then(|| failure.because.clone());
    let last: Vec<String> = decided.into_iter().chain(because).collect();
    let last = if last.is_empty() { "no rule is about it".to_owned() } else { last.join(": ") };
    format!(
        "      {}\n        expected  {}\n        got       {}\n        because   {last}",
        place(failure.span),
        failure.expected,
        failure.got
    )
}

fn write_junit(sources: &Sources, ran: &[(&Scenario, Ran)], path: &Path) -> Result<(), Problem> {
    let mut suites = Vec::new();
    for (file, source) in sources.iter() {
        let own = ran.iter().filter(|(scenario, _)| scenario.span.file == file);
        let cases: Vec<Case> = own.map(|(scenario, ran)| junit_case(sources, scenario, ran)).collect();
        if !cases.is_empty() {
            suites.push(Suite { file: source.name.clone(), cases });
        }
    }
    io::write(path, junit("plimsoll test", &suites).as_bytes())
}

/// A scenario as a build server knows it: a case that fails in as many words as there are failures.
fn junit_case(sources: &Sources, scenario: &Scenario, ran: &Ran) -> Case {
    let told: Vec<String> = ran.failures.iter().map(|failure| words(sources, failure)).collect();
    let result = match ran.failures.first() {
        Some(first) => Outcome::Failed {
            kind: "expectation".to_owned(),
            message: first.got.clone(),
            words: told.join("\n\n"),
        },
        None => Outcome::Passed,
    };
    Case { name: scenario.title.clone(), result }
}

/// True when nothing failed that could not be rewritten.
fn all_rewritten(sources: &Sources, ran: &Ran) -> bool {
    ran.failures.iter().all(|failure| !accept::edits(sources, std::slice::from_ref(failure)).is_empty())
}

/// Rewrites expectations that failed, file by file, and says which.
fn accept_all(sources: &Sources, ran: &[(&Scenario, Ran)]) -> Result<(), Problem> {
    let failures: Vec<Failure> = ran.iter().flat_map(|(_, ran)| ran.failures.clone()).collect();
    let edits = accept::edits(sources, &failures);
    let mut files: Vec<FileId> = edits.iter().map(|edit| edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let (Some(text), Some(source)) = (accept::rewritten(sources, file, &edits), sources.get(file)) else {
            continue;
        };
        io::write(Path::new(&source.name), text.as_bytes())?;
        for edit in edits.iter().filter(|edit| edit.span.file == file) {
            let line = sources.line_column(edit.span).line;
            let said = if edit.from.is_empty() {
                format!("added `{}`", edit.to.trim().trim_start_matches("; "))
            } else {
                format!("`{}` is now `{}`", edit.from, edit.to)
            };
            io::print(&format!("{}, line {line}: {said}\n", source.name));
        }
    }
    let left = failures.iter().filter(|one| accept::edits(sources, std::slice::from_ref(one)).is_empty());
    for failure in left {
        let line = sources.line_column(failure.span).line;
        let file = sources.name(failure.span);
        io::print(&format!("{file}, line {line}: left as it is; {}\n", failure.got));
    }
    Ok(())
}

/// Shows the coverage where it is asked for; false when it is below what is asked.
fn told_coverage(arguments: &TestArguments, book: &load::Book, ran: &[(&Scenario, Ran)]) -> bool {
    if !arguments.coverage && arguments.coverage_at_least.is_none() {
        return true;
    }
    let all: Vec<(&Scenario, &Ran)> = ran.iter().map(|(scenario, ran)| (*scenario, ran)).collect();
    let kinds = coverage(&book.book, &book.sources, &all);
    io::print("\nreached by an expectation\n");
    for Kind { what, reached, of, .. } in &kinds {
        io::print(&format!("  {what:<17} {reached} of {of}\n"));
    }
    for kind in kinds.iter().filter(|kind| arguments.coverage && !kind.left.is_empty()) {
        io::print(&format!("\n{} that no expectation reaches\n", kind.what));
        for left in &kind.left {
            io::print(&format!("  {left}\n"));
        }
    }
    let Some(least) = arguments.coverage_at_least else { return true };
    let low: Vec<&str> =
        kinds.iter().filter(|kind| kind.per_cent() < usize::from(least)).map(|kind| kind.what).collect();
    if !low.is_empty() {
        io::print(&format!("\nless than {least}% of {} are reached\n", low.join(" and ")));
    }
    low.is_empty()
}

/// Makes scenarios, and tries the rules with each of their sizes moved; false when too few steps are noticed.
fn generated_and_moved(
    arguments: &TestArguments,
    book: &load::Book,
    own: &[&Scenario],
    ran: &[(&Scenario, Ran)],
) -> Result<bool, Problem> {
    let made = if arguments.generate { generate(&book.book) } else { Generated::default() };
    if arguments.generate {
        let text = laid_out(made.text(&book.book));
        let count = counted(made.scenarios.len(), "scenario");
        match &arguments.write {
            Some(path) => {
                io::write(path, text.as_bytes())?;
                io::print_done(&format!("{count} written to {}\n", io::name(path)));
            }
            None if arguments.mutate => io::print(&format!("{count} made\n")),
            None => io::print(&text),
        }
    }
    if !arguments.mutate {
        return Ok(true);
    }
    let tables = tables(book, own);
    let passing = ran.iter().filter(|(_, ran)| ran.failures.is_empty()).map(|(scenario, _)| *scenario);
    let all = passing.chain(&made.scenarios);
    let trials: Vec<Trial<'_>> = all.map(|one| Trial::new(&book.book, one, &tables)).collect();
    progress::begin();
    progress::stage("trying the scenarios against moved rules");
    let score = mutate(&book.book, &trials);
    std::mem::forget(trials);
    tell_score(&book.sources, &score, arguments.unnoticeable);
    Ok(arguments.score_at_least.is_none_or(|least| share(score.noticed, score.tried) >= u32::from(least)))
}

/// Scenarios in the layout that `fmt` gives them, which breaks their longest lines.
fn laid_out(text: String) -> String {
    match format(&text) {
        Formatted::Done { text, .. } => text,
        Formatted::Unclear | Formatted::Defect { .. } => text,
    }
}

/// `1 scenario`, `3 scenarios`.
fn counted(number: impl TryInto<u32>, noun: &str) -> String {
    plain::count(number.try_into().unwrap_or(u32::MAX), noun)
}

fn share(part: u32, of: u32) -> u32 {
    (part * 100).checked_div(of).unwrap_or(100)
}

fn tell_score(sources: &Sources, score: &Score, lists_alike: bool) {
    let Score { tried, noticed, thresholds, thresholds_noticed, alike, survivors } = score;
    let percent = share(*noticed, *tried);
    io::print(&format!("\n{} tried, {noticed} noticed ({percent}%)\n", counted(*tried, "step")));
    let (steps, percent) = (counted(*thresholds, "step"), share(*thresholds_noticed, *thresholds));
    io::print(&format!("of {steps} of thresholds {thresholds_noticed} noticed ({percent}%)\n"));
    for survivor in survivors {
        io::print(&format!("  {} and no scenario would notice\n", survivor.sentence(sources)));
    }
    if !alike.is_empty() {
        let (steps, change, them) = match alike.len() {
            1 => ("1 more step".to_owned(), "changes", "it"),
            count => (format!("{count} more steps"), "change", "them"),
        };
        let more = if lists_alike { String::new() } else { format!("; --unnoticeable lists {them}") };
        io::print(&format!("\n{steps} of thresholds {change} no result, whatever the figure{more}\n"));
    }
    for one in alike.iter().filter(|_| lists_alike) {
        io::print(&format!("  {} and no figure would show it\n", one.sentence(sources)));
    }
}
