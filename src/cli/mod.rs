//! Floor 5: the commands, one file a verb. `io.rs` is the one door to files and to today's date.

mod advice;
mod check;
mod completions;
mod diff;
mod examples;
mod exit;
mod explain;
mod fix;
mod fmt;
mod git;
mod import;
mod io;
mod load;
mod man;
mod meant;
mod new;
mod pack;
mod page;
mod past;
mod progress;
mod prompts;
mod restate;
mod run;
mod settings;
mod show;
mod show_findings;
mod simulate;
mod template;
mod test;
mod why;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use exit::Exit;

/// Checks each quarter's figures against rules that a board can read aloud, and writes the exception reports and
/// mitigation prompts that follow.
#[derive(Debug, Parser)]
#[command(name = "plimsoll", version, max_term_width = 100, disable_help_subcommand = true)]
struct Arguments {
    /// Say nothing of what went well: no progress, and not where files were written; what is wrong is told all the same
    #[arg(long, short, global = true, display_order = 900)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read a rule book and say what is wrong or doubtful in it
    Check(check::CheckArguments),
    /// Say every rule as a plain sentence, for a board to approve
    Show(show::ShowArguments),
    /// Judge a period's figures and write the reports
    Run(run::RunArguments),
    /// Show how one result came about, with the rule, the row and the arithmetic
    Why(why::WhyArguments),
    /// List the past results that revised figures, or changed rules, have altered
    Restate(restate::RestateArguments),
    /// Say what changed between two versions of the rules, and which past results would change
    Diff(diff::DiffArguments),
    /// Show who is told what and when over many periods, and whether a case can stay open with nobody told
    Simulate(simulate::SimulateArguments),
    /// Write a workbook for each board to fill in: the figures that are due and the questions that are open
    Template(template::TemplateArguments),
    /// Put rule files in their canonical layout; what they mean and every comment stay as they are
    Fmt(fmt::FmtArguments),
    /// Run the scenarios of a rule book, and see how well they hold its rules in place
    Test(test::TestArguments),
    /// Make a small rule book to start from, with data
    New(new::NewArguments),
    /// Make a rule book of a framework table, with each doubt marked
    Import(import::ImportArguments),
    /// Show the page behind a finding's code
    Explain(explain::ExplainArguments),
    /// Print what a shell needs to finish commands on the tab key
    Completions(completions::CompletionsArguments),
    /// Write the manual pages
    Man(man::ManArguments),
}

impl Command {
    /// True where there may be work that lasts.
    fn may_last(&self) -> bool {
        match self {
            Self::Run(_)
            | Self::Why(_)
            | Self::Restate(_)
            | Self::Diff(_)
            | Self::Simulate(_)
            | Self::Template(_)
            | Self::Test(_)
            | Self::Import(_) => true,
            Self::Check(_)
            | Self::Show(_)
            | Self::Fmt(_)
            | Self::New(_)
            | Self::Explain(_)
            | Self::Completions(_)
            | Self::Man(_) => false,
        }
    }
}

/// Runs the command line and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = asked_in_words(arguments.into_iter().collect());
    let shown: Vec<String> = arguments.iter().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let read = command().try_get_matches_from(&arguments);
    let parsed = match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(parsed) => parsed,
        Err(message) => {
            let asked_for_help = !message.use_stderr();
            // Nothing can be done about a closed terminal.
            let _ = meant::told(message).print();
            return if asked_for_help { Exit::Done } else { Exit::CommandLine };
        }
    };
    progress::be_quiet(parsed.quiet);
    if parsed.command.may_last() {
        progress::begin();
    }
    let ended = match parsed.command {
        Command::Check(a) => check::check(&a),
        Command::Show(a) => show::show(&a),
        Command::Run(a) => run::run(&a, &shown),
        Command::Why(a) => why::why(&a),
        Command::Restate(a) => restate::restate(&a),
        Command::Diff(a) => diff::diff(&a),
        Command::Simulate(a) => simulate::simulate(&a),
        Command::Template(a) => template::template(&a),
        Command::Fmt(a) => fmt::fmt(&a),
        Command::Test(a) => test::test(&a),
        Command::New(a) => new::new(&a),
        Command::Import(a) => import::import_table(&a),
        Command::Explain(a) => explain::explain(&a),
        Command::Completions(a) => completions::completions(&a),
        Command::Man(a) => man::man(&a),
    };
    progress::end();
    let printed = io::not_printed().map_or(Ok(()), |why| Err(exit::Problem::Print(why.to_owned())));
    ended.and_then(|exit| printed.map(|()| exit)).unwrap_or_else(|problem| {
        io::say(&format!("plimsoll: {problem}\n"));
        problem.exit()
    })
}

/// `help` as it is asked in words: `plimsoll help run` is `plimsoll run --help`.
fn asked_in_words(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// The commands and their options as clap knows them, with their examples. Help, completions and manual pages are made
/// from this.
#[must_use]
pub fn command() -> clap::Command {
    let whole = Arguments::command().after_help(examples::after_main_help());
    let verbs: Vec<String> = whole.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs.into_iter().fold(whole, |whole, verb| {
        let shown = examples::after_help(&verb);
        whole.mut_subcommand(verb, |command| command.after_help(shown))
    })
}

/// Has a defect of ours end with its own exit code and a word about what to do.
pub fn on_defect() {
    std::panic::set_hook(Box::new(|what| {
        let place = what.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        let words = what.payload_as_str().unwrap_or("no words");
        io::say(&format!(
            "plimsoll: this is a defect of the program, not of your files; no file was left half written\n\
             please report it, with the command you ran and this line:\n  \
             plimsoll {}{place}: {words}\n",
            env!("CARGO_PKG_VERSION")
        ));
        exit::end_with_defect();
    }));
}
