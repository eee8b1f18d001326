//! `plimsoll man --out FOLDER`: the manual, a page for the program and one for each command.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::exit::{Exit, Problem};
use super::{examples, io};

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The folder to write the pages into, as in man1
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

pub(super) fn man(arguments: &ManArguments) -> Result<Exit, Problem> {
    let mut whole = super::command();
    whole.build();
    let verbs: Vec<Command> = whole.get_subcommands().filter(|verb| !verb.is_hide_set()).cloned().collect();
    let mut written = 0;
    for command in std::iter::once(whole).chain(verbs) {
        let verb = command.get_name().to_owned();
        let man = Man::new(command).source(concat!("plimsoll ", env!("CARGO_PKG_VERSION")));
        let path = arguments.out.join(man.get_filename());
        let page = page(&man, &verb)
            .map_err(|why| Problem::Write { path: io::name(&path), why: why.to_string() })?;
        io::write(&path, &page)?;
        written += 1;
    }
    io::print_done(&format!("{written} pages of the manual written to {}\n", io::name(&arguments.out)));
    Ok(Exit::Done)
}

/// A page of the manual: what clap knows of the command, its examples, and how it ends.
fn page(man: &Man, verb: &str) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if verb == "plimsoll" {
        man.render_subcommands_section(&mut out)?;
    }
    let mut roff = Roff::new();
    let examples = examples::of(verb);
    if !examples.is_empty() {
        roff.control("SH", ["EXAMPLES"]);
    }
    for (command, what) in examples {
        roff.control("TP", []).text([bold(*command)]).text([roman(*what)]);
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in examples::EXIT_CODES {
        roff.control("TP", []).text([bold(*code)]).text([roman(*meaning)]);
    }
    roff.to_writer(&mut out)?;
    Ok(out)
}
