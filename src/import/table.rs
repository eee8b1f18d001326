//! A table as it is on paper: headings, rows with the number a spreadsheet gives them, and cells as text. Whatever a
//! table comes from (a CSV file, a sheet of a workbook) ends up as this.

use csv::ByteRecord;

#[cfg(feature = "workbooks")]
use crate::base::in_sheet::in_sheet;
#[cfg(feature = "workbooks")]
use crate::base::suggest::listed;
use crate::data::table::{self, NotText, decode, text_of};
use crate::data::words::key;
#[cfg(feature = "workbooks")]
use crate::data::workbook::{RawSheet, sheets};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The file's name as the reader knows it.
    pub name: String,
    /// The line above the headings, where there is one: what the table is called.
    pub banner: Option<String>,
    /// Headings as written.
    pub headings: Vec<String>,
    /// Rows with text in them, in order.
    pub rows: Vec<TableRow>,
    /// Rows that were lost because a quotation mark opens in them and never closes.
    pub lost: Vec<u64>,
    /// True when the rows are numbered by a column of the table's own.
    pub own_numbers: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its number: the table's own, or the one a spreadsheet shows beside it (the headings are row 1).
    pub number: u64,
    /// Its cells, without the spaces about them; as many as there are headings, or more.
    pub cells: Vec<String>,
}

impl TableRow {
    /// A cell; empty where the row is too short.
    #[must_use]
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// Why a file is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTable {
    /// It is a workbook, which is saved as CSV first.
    Workbook,
    /// It is no text.
    NotText,
    /// It has no rows under its headings.
    Empty,
}

impl NoTable {
    /// What is wrong and what to do, to be put after the file's name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Workbook => "is a workbook; in Excel, save the sheet as \"CSV UTF-8\" and import that",
            Self::NotText => "is not plain text; save it again as \"CSV UTF-8\"",
            Self::Empty => "has no rows under its headings",
        }
    }
}

/// Reads the text of a CSV file, in any of its common forms.
///
/// # Errors
/// [`NoTable`], when it is a workbook, no text, or has nothing under its headings.
pub fn from_csv(name: &str, bytes: &[u8]) -> Result<Table, NoTable> {
    let text = decode(bytes).map_err(|why| match why {
        NotText::Workbook => NoTable::Workbook,
        NotText::Unknown => NoTable::NotText,
    })?;
    let open = |header: table::Header| Some((header, Vec::new(), 0_u64));
    let visit = |state: &mut (table::Header, Vec<TableRow>, u64), line: u32, record: &ByteRecord| {
        let (header, rows, inside) = state;
        let mut cells: Vec<String> = record.iter().map(|cell| text_of(cell).into_owned()).collect();
        // A spreadsheet counts a row once, however many lines of text its cells hold.
        let number = u64::from(line).saturating_sub(*inside + lines_in(&header.cells));
        *inside += lines_in(&cells);
        if cells.len() < header.cells.len() {
            cells.resize(header.cells.len(), String::new());
        }
        let repeats_header = cells.iter().zip(&header.cells).all(|(cell, heading)| key(cell) == key(heading));
        if !repeats_header {
            rows.push(TableRow { number, cells });
        }
    };
    let (read, lost) = table::Table::new(&text.bytes).read(open, visit);
    let (header, rows, _) = read.ok_or(NoTable::Empty)?;
    of_rows(name, header.cells, rows, lost.into_iter().map(u64::from).collect())
}

/// A table of its first row and the others; a title above the headings becomes its banner.
fn of_rows(
    name: &str,
    mut headings: Vec<String>,
    mut rows: Vec<TableRow>,
    lost: Vec<u64>,
) -> Result<Table, NoTable> {
    let mut banner = None;
    // A sheet often begins with its title, alone in its row.
    while filled(&headings) < 2 && rows.first().is_some_and(|row| filled(&row.cells) > 1) {
        banner = banner.or_else(|| headings.iter().find(|cell| !cell.is_empty()).cloned());
        headings = rows.remove(0).cells;
    }
    if rows.is_empty() {
        return Err(NoTable::Empty);
    }
    let mut table = Table { name: name.to_owned(), banner, headings, rows, lost, own_numbers: false };
    table.take_own_numbers();
    Ok(table)
}

/// Reads a sheet of a workbook: the one that is named, or else the one with the most rows of several cells.
///
/// # Errors
/// What is wrong and what to do, to be put after the file's name.
#[cfg(feature = "workbooks")]
pub fn from_workbook(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Table, String> {
    let all = sheets(bytes).map_err(|why| format!("{}; {}", why.words(), why.help()))?;
    let names: Vec<String> = all.iter().map(|sheet| format!("`{}`", sheet.name)).collect();
    let size = |sheet: &RawSheet| sheet.rows.iter().filter(|row| row.cells.len() > 1).count();
    let chosen = match sheet {
        Some(wanted) => all
            .iter()
            .find(|sheet| key(&sheet.name) == key(wanted))
            .ok_or_else(|| format!("has no sheet `{wanted}`; its sheets are {}", listed(&names, "and")))?,
        // Of equals the first.
        None => all.iter().rev().max_by_key(|sheet| size(sheet)).ok_or("has no sheets with cells")?,
    };
    let name = in_sheet(name, &chosen.name);
    let width =
        chosen.rows.iter().take(50).filter_map(|row| row.cells.last()).map(|(at, _)| *at as usize + 1);
    let width = width.max().unwrap_or(0).min(1_000);
    let mut rows = chosen.rows.iter().map(|row| {
        let mut cells = vec![String::new(); width];
        for (at, text) in &row.cells {
            if let Some(cell) = cells.get_mut(*at as usize) {
                cell.clone_from(text);
            }
        }
        TableRow { number: u64::from(row.number), cells }
    });
    let first =
        rows.next().ok_or_else(|| format!("{} on the sheet `{}`", NoTable::Empty.words(), chosen.name))?;
    let is_again =
        |row: &TableRow| row.cells.iter().zip(&first.cells).all(|(cell, heading)| key(cell) == key(heading));
    let rest = rows.filter(|row| !is_again(row)).collect();
    of_rows(&name, first.cells.clone(), rest, Vec::new())
        .map_err(|why| format!("{} on the sheet `{}`", why.words(), chosen.name))
}

/// How many cells have text in them.
pub(super) fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn lines_in(cells: &[String]) -> u64 {
    cells.iter().map(|cell| cell.matches('\n').count() as u64).sum()
}

impl Table {
    /// Numbers the rows as a column of the table does that is headed `row` and counts up.
    fn take_own_numbers(&mut self) {
        let Some(at) =
            self.headings.iter().position(|h| matches!(key(h).as_str(), "row" | "row no" | "row number"))
        else {
            return;
        };
        let own: Vec<u64> = self.rows.iter().filter_map(|row| row.cell(at).parse().ok()).collect();
        if own.len() == self.rows.len() && own.is_sorted_by(|one, next| one < next) {
            self.own_numbers = true;
            for (row, number) in self.rows.iter_mut().zip(own) {
                row.number = number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoTable, from_csv};

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let table = from_csv("t.csv", b"Ref,Target\n\n1,\"a\nb\"\n2,c\n").unwrap();
        let numbers: Vec<u64> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [3, 4]);
    }

    #[test]
    fn a_title_above_the_headings_is_no_heading() {
        let table = from_csv("t.csv", b"Council scorecard,,\nRef,Measure,Target\n1,Homes,2\n").unwrap();
        assert_eq!(table.banner.as_deref(), Some("Council scorecard"));
        assert_eq!((table.headings.len(), table.rows.len(), table.rows[0].number), (3, 1, 3));
    }

    #[test]
    fn a_table_may_number_its_own_rows() {
        let table = from_csv("t.csv", b"row,Target\n7,a\n9,c\n").unwrap();
        assert!(table.own_numbers);
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [7, 9]);
    }

    #[test]
    fn what_is_no_table_is_told_apart() {
        assert_eq!(from_csv("t.xlsx", b"PK\x03\x04"), Err(NoTable::Workbook));
        assert_eq!(from_csv("t.csv", b"Ref,Target\n"), Err(NoTable::Empty));
    }
}
