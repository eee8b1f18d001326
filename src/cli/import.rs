//! `plimsoll import TABLE`: a framework table into a rule book and its figures, each doubt marked.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::exit::{Exit, Problem};
use super::{io, load};
#[cfg(feature = "workbooks")]
use crate::data::workbook::is_workbook;
#[cfg(feature = "workbooks")]
use crate::import::from_workbook;
use crate::import::{File, Said, Table, Wishes, from_csv, import};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The framework table: a CSV file or a workbook
    table: PathBuf,
    /// Which sheet of a workbook; without it the one with the most rows
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The folder to make for the rule book; it must be new or empty, unless --force is given
    #[arg(long, required_unless_present = "dry_run")]
    out: Option<PathBuf>,
    /// What the framework is called
    #[arg(long)]
    title: Option<String>,
    /// The year that the framework is for, such as 2019/20, or 2019 for January to December
    #[arg(long)]
    year: Option<String>,
    /// The period of the values, where the table has no column for it, such as "Q3 2018/19"
    #[arg(long)]
    period: Option<String>,
    /// Which column holds what, by its heading: id=Ref,title=Measure,target="Target 19/20"; nothing after the = for none
    #[arg(long, value_delimiter = ',', value_name = "ROLE=HEADING")]
    columns: Vec<String>,
    /// How "5%" in a column of tolerances is meant on percentages
    #[arg(long, value_enum)]
    tolerance: Option<Tolerance>,
    /// Another table of the same pack: where it has another target for a measure, that is pointed out
    #[arg(long, value_name = "TABLE")]
    beside: Vec<PathBuf>,
    /// The day on which the book is looked over for the advice of `check`; today if not given
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Write over files of the same names, such as those of an earlier import
    #[arg(long)]
    force: bool,
    /// Say what would come of it, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tolerance {
    /// Percentage points: 5% below 90% is 85%
    Points,
    /// Per cent of the target: 5% below 90% is 85.5%
    Percent,
}

pub(super) fn import_table(arguments: &ImportArguments) -> Result<Exit, Problem> {
    let table = read(&arguments.table, arguments.sheet.as_deref())?;
    let beside = arguments.beside.iter().map(|path| read(path, None)).collect::<Result<Vec<_>, _>>()?;
    let wishes = Wishes {
        title: arguments.title.clone(),
        year: arguments.year.clone(),
        period: arguments.period.clone(),
        columns: arguments.columns.iter().map(|said| column(said)).collect::<Result<_, _>>()?,
        as_of: Some(load::as_of(arguments.as_of.as_deref())?),
        tolerance_in_points: arguments.tolerance.map(|tolerance| tolerance == Tolerance::Points),
    };
    if let Some(folder) = arguments.out.as_ref().filter(|_| !arguments.force) {
        must_be_free(folder)?;
    }
    let imported = import(&table, &beside, &wishes).map_err(Problem::Argument)?;
    if let Some(folder) = arguments.out.as_ref().filter(|folder| arguments.force && folder.exists()) {
        nothing_beside(folder, &imported.files)?;
    }
    io::print(&imported.summary);
    let Some(folder) = arguments.out.as_ref().filter(|_| !arguments.dry_run) else {
        io::print("\nNothing was written.\n");
        return Ok(Exit::Done);
    };
    for file in &imported.files {
        io::write(&folder.join(&file.name), file.text.as_bytes())?;
    }
    let shown = io::name(folder);
    let names: Vec<&str> = imported.files.iter().map(|file| file.name.as_str()).collect();
    io::print_done(&format!(
        "\n{shown} now holds {}. Next:\n\n  plimsoll check {shown}\n  plimsoll run {shown} --as-of DAY\n",
        names.join(", ")
    ));
    Ok(Exit::Done)
}

fn read(path: &Path, sheet: Option<&str>) -> Result<Table, Problem> {
    let bytes = io::read(path)?;
    let name = path.file_name().map_or_else(|| io::name(path), |name| name.to_string_lossy().into_owned());
    #[cfg(feature = "workbooks")]
    if is_workbook(&bytes) {
        return from_workbook(&name, &bytes, sheet)
            .map_err(|why| Problem::Argument(format!("{} {why}", io::name(path))));
    }
    if let Some(sheet) = sheet {
        let text =
            format!("{} is no workbook, so it has no sheet `{sheet}`; leave out --sheet", io::name(path));
        return Err(Problem::Argument(text));
    }
    from_csv(&name, &bytes).map_err(|why| Problem::Argument(format!("{} {}", io::name(path), why.words())))
}

fn column(said: &str) -> Result<Said, Problem> {
    let (word, heading) = said.split_once('=').ok_or_else(|| {
        Problem::Argument(format!("`{said}` names no column; write it as target=\"Target 19/20\""))
    })?;
    let heading = heading.trim().trim_matches('"');
    Ok(Said { word: word.trim().to_lowercase(), heading: heading.to_owned() })
}

/// Nothing of the reader's is ever written over: a folder that holds anything is left as it is.
fn must_be_free(folder: &Path) -> Result<(), Problem> {
    if io::holds_anything(folder) {
        return Err(Problem::Argument(format!(
            "{} already holds files and was left as it is; name a new folder with --out, or write over what an earlier \
             import made with --force",
            io::name(folder)
        )));
    }
    Ok(())
}

/// All rule files of a folder are read together, so one that would be left beside the new ones is a second measure of
/// each name in it.
fn nothing_beside(folder: &Path, files: &[File]) -> Result<(), Problem> {
    let written: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
    match io::files_in(folder, "plim")?.iter().find(|path| !written.contains(path)) {
        Some(other) => Err(Problem::Argument(format!(
            "{} would be read together with the new rules, and nothing was written; move it out of the folder first, or \
             name a new folder with --out",
            io::name(other)
        ))),
        None => Ok(()),
    }
}
