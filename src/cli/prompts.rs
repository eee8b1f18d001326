//! What is asked of whom, as one table for workbooks and programs.

use std::path::{Path, PathBuf};

use super::exit::Problem;
use super::io;
use crate::report::prompt_list::Asked;
use crate::report::{Inputs, prompt_list};

/// A form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
}

/// A file for the table, whose ending says in what form.
#[derive(Debug, Clone)]
pub(super) struct PromptsFile {
    path: PathBuf,
    form: Form,
}

impl PromptsFile {
    /// Reads what stands after `--prompts`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let path = PathBuf::from(text);
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let form = match ending.as_deref() {
            Some("csv") => Form::Csv,
            Some("json") => Form::Json,
            Some(_) | None => return Err("the name of the file ends in .csv or .json".to_owned()),
        };
        Ok(Self { path, form })
    }

    /// Writes it, whole or not at all.
    pub(super) fn write(&self, inputs: Inputs<'_>) -> Result<(), Problem> {
        write(inputs, &prompt_list::list(inputs), &self.path, self.form)?;
        io::mention(&format!("what is asked of whom written to {}\n", io::name(&self.path)));
        Ok(())
    }
}

/// Writes both forms beside the reports; gives back how many files they are.
pub(super) fn beside(inputs: Inputs<'_>, folder: &Path) -> Result<usize, Problem> {
    let all = prompt_list::list(inputs);
    write(inputs, &all, &folder.join("prompts.csv"), Form::Csv)?;
    write(inputs, &all, &folder.join("prompts.json"), Form::Json)?;
    Ok(2)
}

fn write(inputs: Inputs<'_>, all: &[Asked], path: &Path, form: Form) -> Result<(), Problem> {
    let bytes = match form {
        Form::Csv => prompt_list::to_csv(inputs.book, all)
            .map_err(|why| Problem::Write { path: io::name(path), why: why.to_string() })?,
        Form::Json => prompt_list::to_json(inputs, all).into_bytes(),
    };
    io::write(path, &bytes)
}
