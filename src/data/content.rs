//! What a table is read from: the text of a CSV file, or a sheet of a workbook.

use csv::ByteRecord;

use super::reader::open_text;
use super::table::{Header, Table, Text};
use super::words::heading_key;
use crate::base::diag::{Code, Diagnostic};

/// A table as it came.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// The bytes of a CSV file.
    Text(&'a [u8]),
    /// A table in a sheet.
    Sheet(&'a SheetTable),
}

impl<'a> From<&'a [u8]> for Content<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Text(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Content<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Text(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Content<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Text(bytes)
    }
}

impl<'a> From<&'a SheetTable> for Content<'a> {
    fn from(table: &'a SheetTable) -> Self {
        Self::Sheet(table)
    }
}

/// A row of a sheet: the filled cells in it, each as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number, from 1.
    pub number: u32,
    /// Positions from 0 and what stands there, in order.
    pub cells: Vec<(u32, String)>,
    /// True when it is not shown.
    pub hidden: bool,
}

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Figures.
    Figures,
    /// Answers to prompts.
    Answers,
    /// Whatever was looked for: the command line says what the file holds.
    AsAsked,
}

/// A table in a sheet: a row of headings and the rows below it.
#[derive(Debug, Clone)]
pub struct SheetTable {
    /// File and sheet, as [`crate::base::in_sheet`] has them.
    pub name: String,
    /// SHA-256 of the workbook's bytes.
    pub sha256: String,
    /// What it holds.
    pub holds: Holds,
    /// The rows, from the headings on.
    pub rows: Vec<SheetRow>,
    /// How many columns have a heading, or stand before one that has.
    pub width: usize,
    /// Whom the workbook was made for, where its first sheet says so as the forms of `plimsoll template` do.
    pub made_for: Option<String>,
}

/// What the first sheet of a form is called.
pub const COVER: &str = "Start here";

/// What stands between a board and what is asked of it at the top of a form's first sheet.
pub const FIGURES_OF: &str = ": figures ";

/// A table that can be read row by row.
#[derive(Debug)]
pub enum Lines<'a> {
    /// Of a text.
    Text(Text<'a>),
    /// Of a sheet.
    Sheet(&'a SheetTable),
}

impl<'a> Content<'a> {
    /// The rows; what is wrong with a text is told, and none are returned when it is no text.
    pub fn open(self, name: &str, tell: impl FnMut(u32, Code, Diagnostic)) -> Option<Lines<'a>> {
        match self {
            Self::Text(bytes) => open_text(name, bytes, tell).map(Lines::Text),
            Self::Sheet(table) => Some(Lines::Sheet(table)),
        }
    }
}

impl Lines<'_> {
    /// Walks along the rows; see [`Table::read`].
    pub fn read<S>(
        &self,
        open: impl FnOnce(Header) -> Option<S>,
        visit: impl FnMut(&mut S, u32, &ByteRecord),
    ) -> (Option<S>, Vec<u32>) {
        match self {
            Self::Text(text) => Table::new(&text.bytes).read(open, visit),
            Self::Sheet(table) => (table.read(open, visit), Vec::new()),
        }
    }

    /// The heading row.
    pub fn header(&self) -> Option<Header> {
        let mut found = None;
        let _ = self.read(
            |header| {
                found = Some(header);
                None::<()>
            },
            |(), _, _| {},
        );
        found
    }
}

impl SheetTable {
    fn read<S>(
        &self,
        open: impl FnOnce(Header) -> Option<S>,
        mut visit: impl FnMut(&mut S, u32, &ByteRecord),
    ) -> Option<S> {
        let (first, rest) = self.rows.split_first()?;
        let mut state = open(header(first, self.width))?;
        let mut record = ByteRecord::new();
        for row in rest {
            record.clear();
            let mut next = 0;
            let within = row.cells.iter().filter(|(at, _)| (*at as usize) < self.width);
            for (at, text) in within {
                for _ in next..*at {
                    record.push_field(b"");
                }
                record.push_field(text.as_bytes());
                next = at + 1;
            }
            if next == 0 {
                continue;
            }
            for _ in next as usize..self.width {
                record.push_field(b"");
            }
            visit(&mut state, row.number, &record);
        }
        Some(state)
    }
}

/// A row as headings.
pub(super) fn header(row: &SheetRow, width: usize) -> Header {
    let mut cells = vec![String::new(); width];
    for (at, text) in &row.cells {
        if let Some(cell) = cells.get_mut(*at as usize) {
            cell.clone_from(text);
        }
    }
    let keys = cells.iter().map(|cell| heading_key(cell)).collect();
    Header { cells, keys, line: row.number }
}
