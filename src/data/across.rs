//! Tables with measures down and periods across. Each column that is headed with a period is read as a table of its own,
//! whose rows all have that period.

use csv::ByteRecord;

use super::columns::is_long;
use super::periods::read_period;
use super::table::{Header, trimmed};
use crate::base::diag::Cell;
use crate::model::RuleBook;

/// A column of figures that is headed with a period.
#[derive(Debug, Clone)]
pub(super) struct Across {
    /// Its position.
    pub(super) column: usize,
    /// Its heading.
    period: String,
    /// The line of the headings.
    line: u32,
    /// How many headings there are; the period is put after them.
    headings: usize,
}

/// The columns that are headed with periods; none in a table that has a column of periods.
pub(super) fn columns_across(book: &RuleBook, header: &Header) -> Vec<Across> {
    if is_long(header) {
        return Vec::new();
    }
    let year = book.year_start();
    let cells = header.cells.iter().enumerate();
    let periods = cells.filter(|(_, text)| matches!(read_period(text, year), Some(Ok(_))));
    let across = periods.map(|(column, text)| Across {
        column,
        period: text.clone(),
        line: header.line,
        headings: header.cells.len(),
    });
    across.collect()
}

impl Across {
    /// The headings as the columns are looked up by: this one holds the value, others of its kind nothing.
    pub(super) fn header(&self, header: &Header, all: &[Self]) -> Header {
        let mut header = header.clone();
        for one in all {
            if let Some(key) = header.keys.get_mut(one.column) {
                *key = if one.column == self.column { "value".to_owned() } else { String::new() };
            }
        }
        header.cells.push(self.period.clone());
        header.keys.push("period".to_owned());
        header
    }

    /// A row with its period after it; none where the cell is blank, which says nothing.
    pub(super) fn row(&self, record: &ByteRecord) -> Option<ByteRecord> {
        let filled = record.get(self.column).is_some_and(|cell| !trimmed(cell).is_empty());
        filled.then(|| {
            let mut row: ByteRecord = record.iter().take(self.headings).collect();
            while row.len() < self.headings {
                row.push_field(b"");
            }
            row.push_field(self.period.as_bytes());
            // Cells beyond the headings stay, to be told of.
            row.extend(record.iter().skip(self.headings));
            row
        })
    }

    /// Where a cell really stands: that of the period is the heading.
    pub(super) fn place(&self, cell: Cell) -> Cell {
        if cell.position.is_none_or(|position| (position as usize) <= self.headings) {
            return cell;
        }
        Cell {
            line: u64::from(self.line),
            column: Some(self.period.clone()),
            position: Some(self.column as u32 + 1),
            ..cell
        }
    }
}
