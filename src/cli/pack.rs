//! What `run` writes: every paper of the pack in each format that is wanted, and the run as a whole for programs.

use std::path::Path;

use clap::ValueEnum;

use super::exit::Problem;
use super::io;
use super::page::Drawing;
use crate::report::{self, Inputs};

/// How many periods a chart goes back.
const CHARTED: usize = 24;

/// A format of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For a terminal
    Text,
    /// Markdown
    Md,
    /// Pages of HTML with charts, for reading and printing; they need --out
    Html,
    /// JSON, for other programs
    Json,
}

/// What a format is made from.
enum Form {
    /// Each paper of the pack is a file.
    Papers(Drawing),
    /// The run as a whole is a file.
    Json,
}

impl OutputFormat {
    fn form(self) -> Form {
        match self {
            Self::Text => Form::Papers(Drawing::Text),
            Self::Md => Form::Papers(Drawing::Md),
            Self::Html => Form::Papers(Drawing::Html),
            Self::Json => Form::Json,
        }
    }

    /// What these files are, where they can only be files.
    fn only_files(self) -> Option<&'static str> {
        match self {
            Self::Html => Some("pages of HTML are files: add --out and a folder for them"),
            Self::Text | Self::Md | Self::Json => None,
        }
    }

    /// True when it draws charts.
    fn draws(self) -> bool {
        match self {
            Self::Html => true,
            Self::Text | Self::Md | Self::Json => false,
        }
    }
}

/// How many periods back figures are wanted for charts; none where nothing is drawn.
pub(super) fn charted(formats: &[OutputFormat]) -> usize {
    if formats.iter().any(|format| format.draws()) { CHARTED } else { 0 }
}

/// # Errors
/// When a format can only be written to files and no folder is named.
pub(super) fn need_folder(formats: &[OutputFormat], out: Option<&Path>) -> Result<(), Problem> {
    let lacking = formats.iter().find_map(|format| format.only_files()).filter(|_| out.is_none());
    lacking.map_or(Ok(()), |text| Err(Problem::Argument(text.to_owned())))
}

/// Every report of the pack, each whole or not at all.
pub(super) fn write_all(inputs: Inputs<'_>, folder: &Path, formats: &[OutputFormat]) -> Result<(), Problem> {
    let formats = if formats.is_empty() { &[OutputFormat::Md, OutputFormat::Json] } else { formats };
    // The papers are the same whatever they are drawn as.
    let drawn = formats.iter().any(|format| matches!(format.form(), Form::Papers(_)));
    let papers = if drawn { report::pack(inputs) } else { Vec::new() };
    let mut written = 0;
    for format in formats {
        match format.form() {
            Form::Papers(drawing) => {
                for paper in &papers {
                    let path = folder.join(format!("{}.{}", paper.name, drawing.ending()));
                    io::write(&path, &drawing.draw(&paper.document))?;
                }
                written += papers.len();
            }
            Form::Json => {
                io::write_with(&folder.join("results.json"), |out| report::json_v1::write(inputs, out))?;
                written += 1;
            }
        }
    }
    io::print(&format!("{written} reports written to {}\n", io::name(folder)));
    Ok(())
}

/// The run at a glance; where a format is named, JSON or the main reports in full, one after another.
pub(super) fn print_main(inputs: Inputs<'_>, formats: &[OutputFormat]) {
    let Some(format) = formats.iter().find(|format| matches!(format.form(), Form::Json)).or(formats.first())
    else {
        io::print(&report::to_text(&report::overview(inputs), io::WIDTH));
        io::print(
            "\nIn full: `--out FOLDER` writes every report into a folder;\n\
             `--format text` or `--format md` prints the main ones here.\n",
        );
        return;
    };
    match format.form() {
        Form::Json => io::print_with(|out| report::json_v1::write(inputs, out)),
        Form::Papers(drawing) => {
            let main = ["board-paper", "ladders", "differences"];
            for file in report::pack(inputs).iter().filter(|file| main.contains(&file.name.as_str())) {
                io::print_with(|out| out.write_all(&drawing.draw(&file.document)));
                io::print("\n");
            }
        }
    }
}
