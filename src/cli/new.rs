//! `plimsoll new DIR`: a small rule book to start from, with data and scenarios, that passes `check`, `test` and `run`.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Problem};
use super::io;

/// The files of the book, which are also a test case.
const FILES: &[(&str, &str)] = &[
    ("rules.plim", include_str!("new_book/rules.plim")),
    ("scenarios.plim", include_str!("new_book/scenarios.plim")),
    ("data/values.csv", include_str!("new_book/data/values.csv")),
    ("data/responses.csv", include_str!("new_book/data/responses.csv")),
];

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The folder to make; it must not hold a rule book yet
    folder: PathBuf,
}

pub(super) fn new(arguments: &NewArguments) -> Result<Exit, Problem> {
    let folder = &arguments.folder;
    if let Some((name, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        let place = io::name(&folder.join(name));
        return Err(Problem::Argument(format!(
            "{place} is already there and was left as it is; choose another folder"
        )));
    }
    for (name, text) in FILES {
        io::write(&folder.join(name), text.as_bytes())?;
    }
    let shown = io::name(folder);
    io::print_done(&format!(
        "{shown} now holds a rule book and some figures. Next:\n\n  plimsoll check {shown}\n  plimsoll test {shown}\n  plimsoll run {shown} --as-of 2026-07-20\n\n\
         Then change {shown}/rules.plim to say what your board measures.\n"
    ));
    Ok(Exit::Done)
}
