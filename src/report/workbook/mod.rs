//! The run as a workbook, by the rules that government analysts publish spreadsheets by: a cover, the contents, the notes,
//! and then each table on a sheet of its own, under one row of headings.
//!
//! Source: Government Analysis Function, *Releasing statistics in spreadsheets* and *Symbols in tables*. No cell is merged,
//! empty or left to its colour; the title stands in the first cell; tables are marked up as tables; what a cell lacks is
//! said in shorthand. The same model is written as `.xlsx` and `.ods`.

mod front;
mod ods;
mod xlsx;

use super::Inputs;
use super::tables::{Column, Rows, Seen, TABLES, Table};
use super::view::View;

/// A workbook could not be made, and why.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be made: {0}")]
pub struct WorkbookFault(String);

/// How many rows a sheet of either program has.
pub const MOST_ROWS: usize = 1_048_576;

/// A workbook.
#[derive(Debug)]
struct Workbook<'v> {
    seen: &'v Seen<'v>,
    /// What it is called.
    title: String,
    /// Its sheets, in order.
    sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug)]
struct Sheet {
    /// As it stands on its tab: at most 31 letters, and no two alike.
    name: String,
    /// What stands in its first cell.
    title: String,
    /// What is said between the title and the table, each in a cell of its own.
    said: Vec<String>,
    body: Body,
}

/// What a sheet holds.
#[derive(Debug)]
enum Body {
    /// Headings and what stands beneath each.
    Words(Vec<(String, Vec<String>)>),
    /// The other sheets, with what they hold.
    Contents(Vec<(String, String)>),
    /// The rows of a table, or a part of them.
    Table(Part),
}

/// Some rows of a table.
#[derive(Debug, Clone, Copy)]
struct Part {
    table: &'static Table,
    from: usize,
    count: usize,
    /// Which part it is, from 1.
    number: usize,
}

impl Part {
    fn rows<'v>(self, seen: &'v Seen<'v>) -> Rows<'v> {
        Box::new((self.table.rows)(seen).skip(self.from).take(self.count))
    }

    fn columns(self) -> &'static [Column] {
        self.table.columns
    }

    /// A name for the table that no other has: `history_2`.
    fn name(self) -> String {
        if self.number == 1 {
            self.table.name.to_owned()
        } else {
            format!("{}_{}", self.table.name, self.number)
        }
    }
}

impl Sheet {
    /// The row of the headings, counted from 0: the title and what is said stand above it.
    fn header_row(&self) -> usize {
        1 + self.said.len()
    }
}

/// The run as an Excel workbook.
///
/// # Errors
/// When a name or size is more than the format allows, which no run is known to reach.
pub fn xlsx(inputs: Inputs<'_>) -> Result<Vec<u8>, WorkbookFault> {
    made(inputs, MOST_ROWS, xlsx::write)
}

/// The run as an OpenDocument workbook.
///
/// # Errors
/// As with [`xlsx`].
pub fn ods(inputs: Inputs<'_>) -> Result<Vec<u8>, WorkbookFault> {
    made(inputs, MOST_ROWS, |workbook| ods::write(workbook).map_err(|fault| WorkbookFault(fault.to_string())))
}

fn made(
    inputs: Inputs<'_>,
    most: usize,
    write: impl FnOnce(&Workbook<'_>) -> Result<Vec<u8>, WorkbookFault>,
) -> Result<Vec<u8>, WorkbookFault> {
    let view = View::new(inputs);
    let seen = Seen::new(&view);
    write(&workbook(&seen, most))
}

/// The workbook of a run. A table of more rows than a sheet has goes on over as many sheets as it takes.
fn workbook<'v>(seen: &'v Seen<'v>, most: usize) -> Workbook<'v> {
    let mut tables = Vec::new();
    let mut empty = Vec::new();
    for table in &TABLES {
        let rows = (table.rows)(seen).count();
        if rows == 0 {
            empty.push(table);
        }
        tables.extend(parts(table, rows, most));
    }
    let mut sheets = vec![front::cover(seen), front::contents(&tables, &empty)];
    sheets.extend(tables);
    Workbook { seen, title: front::title(seen), sheets }
}

fn parts(table: &'static Table, rows: usize, most: usize) -> Vec<Sheet> {
    let room = most.saturating_sub(HEAD).max(1);
    let of = rows.div_ceil(room);
    let part = |number: usize| {
        let from = room * (number - 1);
        front::sheet(Part { table, from, count: (rows - from).min(room), number }, of)
    };
    (1..=of).map(part).collect()
}

/// How many rows are kept for what stands above the rows of a table.
const HEAD: usize = 8;

#[cfg(test)]
mod tests {
    use super::super::tables::TABLES;
    use super::{Body, Sheet, parts};

    fn shares(sheets: &[Sheet]) -> Vec<(String, usize, usize)> {
        let share = |sheet: &Sheet| match &sheet.body {
            Body::Table(part) => (sheet.name.clone(), part.from, part.count),
            Body::Words(_) | Body::Contents(_) => panic!("{} is no table", sheet.name),
        };
        sheets.iter().map(share).collect()
    }

    #[test]
    fn a_table_of_more_rows_than_a_sheet_has_goes_on_over_others() {
        let history = TABLES.iter().find(|table| table.name == "history").unwrap();
        let name = |text: &str| text.to_owned();
        assert_eq!(shares(&parts(history, 12, 20)), [(name("History"), 0, 12)]);
        assert_eq!(
            shares(&parts(history, 25, 20)),
            [(name("History"), 0, 12), (name("History 2"), 12, 12), (name("History 3"), 24, 1)]
        );
        let sheets = parts(history, 25, 20);
        assert!(sheets.iter().all(|sheet| sheet.said.iter().any(|line| line.contains("of 3"))));
        assert!(parts(history, 0, 20).is_empty());
    }

    #[test]
    fn names_fit_on_a_tab() {
        let all: Vec<Sheet> = TABLES.iter().flat_map(|table| parts(table, 100, 20)).collect();
        let mut names: Vec<String> = all.iter().map(|sheet| sheet.name.to_lowercase()).collect();
        assert!(
            names.iter().all(
                |name| name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\'])
            )
        );
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
