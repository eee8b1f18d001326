//! What `run` writes: every paper of the pack in each format that is wanted, and the run as a whole for programs.

use std::path::Path;

use clap::ValueEnum;

use super::exit::Problem;
use super::page::Drawing;
use super::{io, progress, prompts};
use crate::eval::LookBack;
use crate::plain;
use crate::report::tidy_csv::CsvFiles;
use crate::report::{self, CHARTED, View};

/// A format of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For a terminal
    Text,
    /// Markdown
    Md,
    /// Pages of HTML with charts, for reading and printing; they need --out
    Html,
    /// Word files with charts, to hand out or to edit; they need --out
    #[cfg(feature = "word")]
    Docx,
    /// JSON, for other programs
    Json,
    /// CSV files of every table, with what describes them; they need --out
    Csv,
    /// A workbook for Excel; it needs --out
    #[cfg(feature = "workbooks")]
    Xlsx,
    /// A workbook for LibreOffice and others, in OpenDocument; it needs --out
    #[cfg(feature = "workbooks")]
    Ods,
}

/// What a format is made from.
enum Form {
    /// Each paper of the pack is a file.
    Papers(Drawing),
    /// The run as a whole is a file.
    Json,
    /// Each table of the run is a file.
    Csv,
    /// The run as a whole is a workbook: its name, and what makes it.
    #[cfg(feature = "workbooks")]
    Workbook(&'static str, MakeWorkbook),
}

/// Makes a workbook of a run.
#[cfg(feature = "workbooks")]
type MakeWorkbook = fn(&View<'_>) -> Result<Vec<u8>, report::workbook::WorkbookFault>;

impl OutputFormat {
    fn form(self) -> Form {
        match self {
            Self::Text => Form::Papers(Drawing::Text),
            Self::Md => Form::Papers(Drawing::Md),
            Self::Html => Form::Papers(Drawing::Html),
            #[cfg(feature = "word")]
            Self::Docx => Form::Papers(Drawing::Docx),
            Self::Json => Form::Json,
            Self::Csv => Form::Csv,
            #[cfg(feature = "workbooks")]
            Self::Xlsx => Form::Workbook("results.xlsx", report::workbook::xlsx),
            #[cfg(feature = "workbooks")]
            Self::Ods => Form::Workbook("results.ods", report::workbook::ods),
        }
    }

    /// What these files are, where they can only be files.
    fn only_files(self) -> Option<&'static str> {
        match self {
            Self::Html => Some("pages of HTML are files: add --out and a folder for them"),
            #[cfg(feature = "word")]
            Self::Docx => Some("Word papers are files: add --out and a folder for them"),
            Self::Csv => Some("each table is a CSV file: add --out and a folder for them"),
            #[cfg(feature = "workbooks")]
            Self::Xlsx | Self::Ods => Some("a workbook is a file: add --out and a folder for it"),
            Self::Text | Self::Md | Self::Json => None,
        }
    }

    /// How many periods back it looks.
    fn looks_back(self) -> LookBack {
        match self {
            Self::Html => LookBack::ForPages(CHARTED),
            #[cfg(feature = "word")]
            Self::Docx => LookBack::ForPages(CHARTED),
            // A table of the past has no reason to end anywhere.
            Self::Csv => LookBack::Everything,
            #[cfg(feature = "workbooks")]
            Self::Xlsx | Self::Ods => LookBack::Everything,
            Self::Text | Self::Md | Self::Json => LookBack::Nothing,
        }
    }
}

/// How many periods back figures are wanted for charts and tables; none where nothing shows them.
pub(super) fn looks_back(formats: &[OutputFormat]) -> LookBack {
    formats.iter().map(|format| format.looks_back()).max().unwrap_or(LookBack::Nothing)
}

/// What is written where no format is named.
const USUAL: &[OutputFormat] = &[OutputFormat::Md, OutputFormat::Json];

/// The files that hold the run as a whole, which papers may name.
pub(super) fn whole(formats: &[OutputFormat], out: Option<&Path>) -> Vec<String> {
    let formats = if formats.is_empty() { USUAL } else { formats };
    let name = |format: &OutputFormat| match format.form() {
        Form::Papers(_) => None,
        Form::Json => Some("results.json"),
        Form::Csv => Some("cases.csv"),
        #[cfg(feature = "workbooks")]
        Form::Workbook(name, _) => Some(name),
    };
    formats.iter().filter(|_| out.is_some()).filter_map(name).map(str::to_owned).collect()
}

/// # Errors
/// When a format can only be written to files and no folder is named.
pub(super) fn need_folder(formats: &[OutputFormat], out: Option<&Path>) -> Result<(), Problem> {
    let lacking = formats.iter().find_map(|format| format.only_files()).filter(|_| out.is_none());
    lacking.map_or(Ok(()), |text| Err(Problem::Argument(text.to_owned())))
}

/// # Errors
/// When reports would be written among the book's own figures, where the next run would read them as figures, or among
/// rules, where nobody could tell the two apart.
pub(super) fn must_not_be_read(book: &Path, out: Option<&Path>) -> Result<(), Problem> {
    let Some(out) = out else { return Ok(()) };
    let data = book.join("data");
    if io::absolute(out)?.starts_with(io::absolute(&data)?) {
        return Err(Problem::Argument(format!(
            "{} holds the figures of this book, and the next run would read reports there as figures; name another folder after --out",
            io::name(&data)
        )));
    }
    if out.is_dir() && !io::files_in(out, "plim")?.is_empty() {
        return Err(Problem::Argument(format!(
            "{} holds rules, which are kept apart from what is made of them; name another folder, as in --out {}",
            io::name(out),
            io::name(&out.join("reports"))
        )));
    }
    Ok(())
}

/// Every report of the pack, each whole or not at all.
pub(super) fn write_all<'v>(
    view: &'v View<'v>,
    folder: &Path,
    formats: &[OutputFormat],
) -> Result<(), Problem> {
    let formats = if formats.is_empty() { USUAL } else { formats };
    // The papers are the same whatever they are drawn as.
    let drawn = formats.iter().any(|format| matches!(format.form(), Form::Papers(_)));
    progress::stage("writing the reports");
    let papers = if drawn { report::papers_of(view) } else { Vec::new() };
    let mut written = 0;
    for format in formats {
        match format.form() {
            Form::Papers(drawing) => {
                progress::of(papers.len());
                for paper in &papers {
                    progress::one_done();
                    let path = folder.join(format!("{}.{}", paper.name, drawing.ending()));
                    io::write(&path, &drawing.draw(&paper.document))?;
                }
                written += papers.len();
            }
            Form::Json => {
                io::write_with(&folder.join("results.json"), |out| report::json_v1::write(view, out))?;
                written += 1;
            }
            Form::Csv => {
                let files = CsvFiles::new(view);
                for file in CsvFiles::all() {
                    io::write_with(&folder.join(&file.name), |out| files.write(&file, out))?;
                    written += 1;
                }
            }
            #[cfg(feature = "workbooks")]
            Form::Workbook(name, make) => {
                let path = folder.join(name);
                let bytes = make(view)
                    .map_err(|why| Problem::Write { path: io::name(&path), why: why.to_string() })?;
                io::write(&path, &bytes)?;
                written += 1;
            }
        }
    }
    // Letters say that their questions stand in these tables, whatever the letters are drawn as.
    if drawn || formats.iter().any(|format| matches!(format.form(), Form::Json)) {
        written += prompts::beside(view, folder)?;
    }
    io::print_done(&format!(
        "{} written to {}\n",
        plain::count(u32::try_from(written).unwrap_or(u32::MAX), "report"),
        io::name(folder)
    ));
    if drawn && !progress::is_quiet() {
        io::print_done(&format!("{}\n", report::letters_in_a_line(view)));
    }
    Ok(())
}

/// The run at a glance; where a format is named, JSON or the main reports in full, one after another.
pub(super) fn print_main(view: &View<'_>, formats: &[OutputFormat]) {
    let Some(format) = formats.iter().find(|format| matches!(format.form(), Form::Json)).or(formats.first())
    else {
        io::print(&report::to_text(&report::overview(view), io::WIDTH));
        io::print(
            "\nIn full: `--out FOLDER` writes every report into a folder;\n\
             `--format text` or `--format md` prints the main ones here.\n",
        );
        return;
    };
    match format.form() {
        Form::Json => io::print_with(|out| report::json_v1::write(view, out)),
        // These are files alone, and `need_folder` has asked for their folder.
        Form::Csv => {}
        #[cfg(feature = "workbooks")]
        Form::Workbook(..) => {}
        Form::Papers(drawing) => {
            let main = ["board-paper", "ladders", "differences"];
            for file in report::papers_of(view).iter().filter(|file| main.contains(&file.name.as_str())) {
                io::print_with(|out| out.write_all(&drawing.draw(&file.document)));
                io::print("\n");
            }
        }
    }
}
