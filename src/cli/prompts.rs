//! What is asked of whom, as one table for workbooks and programs.

use std::path::{Path, PathBuf};

use super::exit::Problem;
use super::io;
use crate::report::{View, prompt_list};

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
    pub(super) fn write<'v>(&self, view: &'v View<'v>) -> Result<(), Problem> {
        write(view, &self.path, self.form)?;
        io::mention(&format!("what is asked of whom written to {}\n", io::name(&self.path)));
        Ok(())
    }
}

/// Writes both forms beside the reports; gives back how many files they are.
pub(super) fn beside<'v>(view: &'v View<'v>, folder: &Path) -> Result<usize, Problem> {
    write(view, &folder.join("prompts.csv"), Form::Csv)?;
    write(view, &folder.join("prompts.json"), Form::Json)?;
    Ok(2)
}

fn write<'v>(view: &'v View<'v>, path: &Path, form: Form) -> Result<(), Problem> {
    io::write_with(path, |out| match form {
        Form::Csv => prompt_list::write_csv(view, out),
        Form::Json => prompt_list::write_json(view, out),
    })
}
