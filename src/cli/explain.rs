//! `plimsoll explain CODE`: the page behind a finding.

use clap::Args;

use super::exit::{Exit, Problem};
use super::io;
use crate::catalog;
use crate::lint::{self, Level, Lint};

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
            // A page begins with its whole code.
            let whole = page.lines().next().and_then(|title| title.strip_prefix("# "));
            if let Some(lint) = whole.and_then(lint::by_name) {
                io::print(&weight(lint));
            }
            Ok(Exit::Done)
        }
        None => {
            let meant =
                catalog::nearest(code).map_or_else(|| ";".to_owned(), |c| format!("; did you mean `{c}`?"));
            Err(Problem::Argument(format!("there is no code `{code}`{meant} `plimsoll explain` lists all")))
        }
    }
}

/// How much a lint weighs, how to change that and how to accept one finding of it.
fn weight(lint: &Lint) -> String {
    let by_itself = match lint.level {
        Level::Off => "It is not looked for unless the settings turn it on.",
        Level::Advice => "It is advice, unless the settings say otherwise.",
        Level::Warning => "It is a warning, unless the settings say otherwise.",
        Level::Error => "It is an error, unless the settings say otherwise.",
    };
    let (name, other) = (lint.name(), if lint.level == Level::Off { "warning" } else { "off" });
    format!(
        "\n## Weight\n{by_itself} In plimsoll.toml, beside the rules:\n\n  [lints]\n  {name} = \"{other}\"\n\n\
         To accept it in one place, above or in the declaration:\n\n  # plimsoll: accept {name} because \"the reason\"\n"
    )
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
