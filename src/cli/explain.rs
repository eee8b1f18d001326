//! `plimsoll explain CODE`: the page behind a finding.

use clap::Args;

use super::exit::{Exit, Problem};
use super::io;
use crate::catalog;

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code, as in check::ambiguous-tolerance; without one, all codes are listed
    code: Option<String>,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Result<Exit, Problem> {
    let Some(code) = &arguments.code else {
        for (code, page) in catalog::pages() {
            let first = page.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or("");
            io::print(&format!("{:<42} {first}\n", code.0));
        }
        return Ok(Exit::Done);
    };
    match catalog::page(code) {
        Some(page) => {
            io::print(page);
            Ok(Exit::Done)
        }
        None => {
            let meant = catalog::nearest(code).map(|c| format!("; did you mean `{c}`?")).unwrap_or_default();
            Err(Problem::Argument(format!("there is no code `{code}`{meant} `plimsoll explain` lists all")))
        }
    }
}
