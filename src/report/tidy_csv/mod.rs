//! The tables of a run as CSV files, with what describes them: metadata for CSV on the Web (W3C) and a Table Schema data
//! package (Frictionless).
//!
//! A number is a decimal with a point and no commas, a day an ISO date. A figure that is not available is `[x]`, one that
//! is withheld `[c]`; where nothing applies, the cell is empty. Text that a spreadsheet might reckon has an apostrophe
//! before it, which `plimsoll` takes away again when it reads such a file.

mod csvw;
mod datapackage;

use std::io::{Error, Result, Write};

use serde_json::Value as Json;

use super::tables::{Column, Kind, Lacking, Seen, TABLES, Table, Value};
use super::view::View;
use crate::base::inert;

/// A file of the set.
#[derive(Debug, Clone)]
pub struct CsvFile {
    /// Its name.
    pub name: String,
    of: Of,
}

#[derive(Debug, Clone, Copy)]
enum Of {
    Table(&'static Table),
    Csvw,
    DataPackage,
}

/// What a run is as CSV files.
#[derive(Debug)]
pub struct CsvFiles<'v> {
    seen: Seen<'v>,
}

impl<'v> CsvFiles<'v> {
    /// Makes ready to write the files of a run.
    #[must_use]
    pub fn new(view: &'v View<'v>) -> Self {
        Self { seen: Seen::new(view) }
    }

    /// Every file: one for each table, then the two that describe them.
    #[must_use]
    pub fn all() -> Vec<CsvFile> {
        let tables = TABLES.iter().map(|table| CsvFile { name: file_of(table), of: Of::Table(table) });
        let about = [("results.csv-metadata.json", Of::Csvw), ("datapackage.json", Of::DataPackage)];
        tables.chain(about.map(|(name, of)| CsvFile { name: name.to_owned(), of })).collect()
    }

    /// Writes one of them.
    ///
    /// # Errors
    /// What `out` says when it cannot be written to.
    pub fn write(&self, file: &CsvFile, out: impl Write) -> Result<()> {
        match file.of {
            Of::Table(table) => write_rows(table, (table.rows)(&self.seen), out),
            Of::Csvw => write_json(&csvw::metadata(self.seen.view), out),
            Of::DataPackage => write_json(&datapackage::package(self.seen.view), out),
        }
    }
}

/// The name of a table's file.
fn file_of(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// Rows of a table under its heading row.
///
/// # Errors
/// What `out` says when it cannot be written to.
pub(super) fn write_rows(
    table: &Table,
    rows: impl Iterator<Item = Vec<Value>>,
    out: impl Write,
) -> Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(table.columns.iter().map(|column| column.name))?;
    for row in rows {
        for value in row {
            out.write_field(cell(&value))?;
        }
        out.write_record(None::<&[u8]>)?;
    }
    out.flush()
}

/// A value as a cell of a CSV file.
fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) => inert::cell(text).into_owned(),
        Value::Number(plain, _) => plain.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Day(day) => day.format("%Y-%m-%d").to_string(),
        Value::YesNo(true) => "yes".to_owned(),
        Value::YesNo(false) => "no".to_owned(),
        Value::None(Lacking::NotApplicable) => String::new(),
        Value::None(why @ (Lacking::NotAvailable | Lacking::Withheld)) => why.shorthand().to_owned(),
    }
}

/// What stands in a table where there is no value.
fn missing(table: &Table) -> Vec<&'static str> {
    let has_figures = table.columns.iter().any(|column| column.kind == Kind::Number);
    let shorthand: &[&str] = if has_figures { &["", "[x]", "[c]"] } else { &[""] };
    shorthand.to_vec()
}

/// The table that a column names a row of.
fn named(column: &Column) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == column.names)
}

/// What both descriptions say of the set.
const SAYS: &str = "Made by plimsoll run --format csv. [x] is a figure that is not available, [c] one that is withheld; an \
                    empty cell is one to which nothing applies. Text that begins with =, +, - or @, or with a tab or line \
                    end, has an apostrophe before it so that no spreadsheet reckons it.";

fn write_json(json: &Json, mut out: impl Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut out, json).map_err(Error::from)?;
    out.write_all(b"\n")
}
