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
            io::print(&listed(code.0, &catalog::summary(page)));
        }
        return Ok(Exit::Done);
    };
    match catalog::page(code) {
        Some(page) => {
            io::print(page);
            Ok(Exit::Done)
        }
        None => {
            let meant =
                catalog::nearest(code).map_or_else(|| ";".to_owned(), |c| format!("; did you mean `{c}`?"));
            Err(Problem::Argument(format!("there is no code `{code}`{meant} `plimsoll explain` lists all")))
        }
    }
}

/// A code and what it means, with as many lines as that takes.
fn listed(code: &str, sentence: &str) -> String {
    const LEFT: usize = 42;
    const WIDTH: usize = 100;
    let mut lines = vec![format!("{code:<LEFT$}")];
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{:<LEFT$} {word}", "")),
        }
    }
    lines.join("\n") + "\n"
}
