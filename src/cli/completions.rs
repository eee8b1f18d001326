//! `plimsoll completions SHELL`: what a shell needs to finish commands and options on the tab key.

use clap::Args;
use clap_complete::Shell;

use super::exit::{Exit, Problem};
use super::io;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell that will read them
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn completions(arguments: &CompletionsArguments) -> Result<Exit, Problem> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "plimsoll", &mut script);
    io::print_with(|out| out.write_all(&script));
    Ok(Exit::Done)
}
