//! The run as a workbook, by the rules that government analysts publish spreadsheets by: a cover, the contents, the notes,
//! and then each table on a sheet of its own, under one row of headings.
//!
//! Source: Government Analysis Function, *Releasing statistics in spreadsheets* and *Symbols in tables*. No cell is merged,
//! empty or left to its colour; the title stands in the first cell; tables are marked up as tables; what a cell lacks is
//! said in shorthand. The same model is written as `.xlsx` and `.ods`.

mod front;
mod ods;
mod xlsx;

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

    /// As it stands on its tab: `History 2`.
    fn name(self) -> String {
        if self.number == 1 {
            self.table.title.to_owned()
        } else {
            format!("{} {}", self.table.title, self.number)
        }
    }

    /// A name for the table that no other has: `history_2`.
    fn mark(self) -> String {
        if self.number == 1 {
            self.table.name.to_owned()
        } else {
            format!("{}_{}", self.table.name, self.number)
        }
    }
}

impl Sheet {
    /// How wide each of its columns is, in letters.
    fn widths(&self) -> Vec<u8> {
        match &self.body {
            Body::Words(_) => vec![110],
            Body::Contents(_) => vec![30, 110],
            Body::Table(part) => part.columns().iter().map(|column| column.width).collect(),
        }
    }

    /// How many pages side by side it is printed on, so that it can still be read.
    fn pages_wide(&self) -> usize {
        let wide: usize = self.widths().into_iter().map(usize::from).sum();
        wide.div_ceil(LETTERS_ON_A_PAGE)
    }

    /// The row of the headings, counted from 0: the title and what is said stand above it.
    fn header_row(&self) -> usize {
        1 + self.said.len()
    }
}

/// The run as an Excel workbook.
///
/// # Errors
/// When a name or size is more than the format allows, which no run is known to reach.
pub fn xlsx(view: &View<'_>) -> Result<Vec<u8>, WorkbookFault> {
    made(view, MOST_ROWS, xlsx::write)
}

/// The run as an OpenDocument workbook.
///
/// # Errors
/// As with [`xlsx`].
pub fn ods(view: &View<'_>) -> Result<Vec<u8>, WorkbookFault> {
    made(view, MOST_ROWS, |workbook| ods::write(workbook).map_err(|fault| WorkbookFault(fault.to_string())))
}

fn made(
    view: &View<'_>,
    most: usize,
    write: impl FnOnce(&Workbook<'_>) -> Result<Vec<u8>, WorkbookFault>,
) -> Result<Vec<u8>, WorkbookFault> {
    let seen = Seen::new(view);
    write(&workbook(&seen, most))
}

/// The workbook of a run. A table of more rows than a sheet has goes on over as many sheets as it takes.
fn workbook<'v>(seen: &'v Seen<'v>, most: usize) -> Workbook<'v> {
    let mut tables = Vec::new();
    let mut empty = Vec::new();
    for table in &TABLES {
        let rows = table.count(seen);
        if rows == 0 {
            empty.push(table);
        }
        tables.extend(parts(table, rows, most).map(|(part, of)| front::sheet(seen, part, of)));
    }
    tables.push(front::provenance(seen));
    let contents = front::contents(seen, &tables, &empty);
    let mut sheets = vec![front::cover(seen, &tables), contents];
    sheets.extend(tables);
    Workbook { seen, title: front::title(seen), sheets }
}

/// The parts of a table that each fit on a sheet, and how many there are.
fn parts(table: &'static Table, rows: usize, most: usize) -> impl Iterator<Item = (Part, usize)> {
    let room = most.saturating_sub(HEAD).max(1);
    let of = rows.div_ceil(room);
    let part = move |number: usize| {
        let from = room * (number - 1);
        (Part { table, from, count: (rows - from).min(room), number }, of)
    };
    (1..=of).map(part)
}

/// How many letters across still can be read on a page of A4 on its side.
const LETTERS_ON_A_PAGE: usize = 200;

/// How many rows are kept for what stands above the rows of a table.
const HEAD: usize = 8;

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::report::tables::TABLES;

    #[test]
    fn a_table_of_more_rows_than_a_sheet_has_goes_on_over_others() {
        let history = TABLES.iter().find(|table| table.name == "history").unwrap();
        let shares = |rows: usize| -> Vec<(String, String, usize, usize, usize)> {
            parts(history, rows, 20)
                .map(|(part, of)| (part.name(), part.mark(), part.from, part.count, of))
                .collect()
        };
        let share =
            |name: &str, mark: &str, from, count, of| (name.to_owned(), mark.to_owned(), from, count, of);
        assert_eq!(shares(0), []);
        assert_eq!(shares(12), [share("History", "history", 0, 12, 1)]);
        assert_eq!(
            shares(25),
            [
                share("History", "history", 0, 12, 3),
                share("History 2", "history_2", 12, 12, 3),
                share("History 3", "history_3", 24, 1, 3)
            ]
        );
    }

    #[test]
    fn names_fit_on_a_tab_and_no_two_are_alike() {
        let all = TABLES.iter().flat_map(|table| parts(table, 10_000, 108));
        let mut names: Vec<String> = all.map(|(part, _)| part.name().to_lowercase()).collect();
        let odd = ['[', ']', ':', '*', '?', '/', '\\', '\''];
        assert!(names.iter().all(|name| name.chars().count() <= 31 && !name.contains(odd)));
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
