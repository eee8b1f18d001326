//! Findings about workbooks: which cannot be read, and what is left out of the others.

use crate::base::diag::{Cell, Code, Diagnostic, Severity};
use crate::base::suggest::listed;

use super::file::NOT_TEXT;

/// Something in a workbook is not read, or is read although it is not shown.
pub const LEFT_OUT_OF_WORKBOOK: Code = Code("data::left-out-of-workbook");

/// A figure in a sheet that has a column for the day it was sent in, and no day there.
pub const WITHOUT_ITS_DAY: Code = Code("data::without-its-day");

/// A figure without the day on which it was sent in.
pub fn without_its_day(cell: Cell, measure: &str) -> Diagnostic {
    let heading = cell.column.clone().unwrap_or_default();
    Diagnostic::warning(
        WITHOUT_ITS_DAY,
        format!("the figure of measure `{measure}` does not say on which day it was sent in"),
    )
    .cell(cell, "it counts as known since its period ended, which may change reports of days before it came")
    .help(format!("write the day it was sent in under `{heading}`"))
}

fn advice(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(LEFT_OUT_OF_WORKBOOK, Severity::Advice, message)
}

fn names(sheets: &[String]) -> String {
    let names: Vec<String> = sheets.iter().map(|name| format!("`{name}`")).collect();
    listed(&names, "and")
}

/// A workbook cannot be opened.
pub fn unreadable_workbook(file: Cell, why: &str, help: &str) -> Diagnostic {
    let message = format!("`{}` {why}", file.file);
    Diagnostic::error(NOT_TEXT, message).cell(file, "no row of it can be read").help(help)
}

/// No sheet of a workbook has a table.
pub fn no_table(file: Cell, sheets: &[String], needed: &str) -> Diagnostic {
    let message = format!("no sheet of `{}` has a table with the headings {needed}", file.file);
    let seen = if sheets.is_empty() {
        "it has no sheets with cells".to_owned()
    } else {
        format!("its sheets are {}", names(sheets))
    };
    Diagnostic::error(super::MISSING_COLUMN, message)
        .cell(file, seen)
        .help(format!("put the headings {needed} over their columns, in one row"))
}

/// Some sheets have no table.
pub fn sheets_not_read(file: Cell, sheets: &[String], needed: &str) -> Diagnostic {
    let (noun, verb, it_has) =
        if sheets.len() == 1 { ("sheet", "is", "it has") } else { ("sheets", "are", "they have") };
    advice(format!("the {noun} {} of `{}` {verb} not read", names(sheets), file.file))
        .cell(file, format!("{it_has} no row with the headings {needed}"))
        .help("nothing has to be done where there are only words")
}

/// Rows stand above the headings.
pub fn rows_above(headings: Cell) -> Diagnostic {
    advice(format!("the rows above row {} are not read", headings.line))
        .cell(headings, "these are taken for the headings of the table")
        .help("nothing has to be done where the rows above hold words only")
}

/// A second row of headings begins another table.
pub fn second_table(headings: Cell) -> Diagnostic {
    Diagnostic::error(LEFT_OUT_OF_WORKBOOK, format!("a second table begins in row {}", headings.line))
        .cell(headings, "it has headings of its own; it and what stands below it are not read")
        .help("put each table on a sheet of its own")
}

/// A cell stands where no heading is.
pub fn beside_the_table(cell: Cell, within: bool) -> Diagnostic {
    let place = if within { "in a column without a heading" } else { "beside the table" };
    advice(format!("what stands {place} is not read"))
        .cell(cell, "the first such cell")
        .help("put a heading over the column, if its cells are meant to be read")
}

/// The older kinds of workbook do not say how a cell shows its number.
pub fn without_formats(file: Cell) -> Diagnostic {
    let message = format!("how cells of `{}` show their numbers is not read", file.file);
    Diagnostic::warning(LEFT_OUT_OF_WORKBOOK, message)
        .cell(file, "73.5% in a cell may be read as 0.735")
        .help("save the workbook as .xlsx")
}

/// A sheet is not shown.
pub fn hidden_sheet(row: Cell) -> Diagnostic {
    advice(format!("the sheet `{}` is hidden, and is read all the same", row.sheet().unwrap_or_default()))
        .cell(row, "its headings")
        .help("delete the sheet, if it is not meant")
}

/// Rows are not shown, because of a filter or by hand.
pub fn hidden_rows(first: Cell, count: usize) -> Diagnostic {
    let said = if count == 1 {
        "1 row is hidden, and is".to_owned()
    } else {
        format!("{count} rows are hidden, and are")
    };
    advice(format!("{said} read all the same"))
        .cell(first, "the first of them")
        .help("delete such rows, if they are not meant")
}
