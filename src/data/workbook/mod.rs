//! Workbooks: Excel's and OpenDocument's. A file is known by its content, not by the ending of its name.
//!
//! `packed` looks into the file before anything is made of it, so that a small file which unpacks to a huge one is
//! refused; `excel` and `open_document` make rows of text of its sheets; `numbers` writes numbers and dates as the table
//! of a CSV file would have them, `times` times as their sheet shows them; `tables` finds the table in each sheet.

mod excel;
mod numbers;
mod open_document;
mod packed;
mod tables;
mod times;

pub use tables::{Wanted, Workbook, read_workbook};

use super::content::SheetRow;

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It opens with a password only.
    Password,
    /// More would come out of it than anybody fills in.
    TooLarge,
    /// It is a packed file of another kind.
    NoWorkbook,
    /// It is broken.
    Damaged,
}

impl Unreadable {
    /// What is wrong, to be put after the file's name.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Password => "opens with a password only",
            Self::TooLarge => "holds more than is read: 5 million cells, 250 MB of text, 500 MB unpacked",
            Self::NoWorkbook => "is neither a workbook nor plain text",
            Self::Damaged => "is a workbook that is damaged",
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Password => "take the password off, or save the sheet as `CSV UTF-8 (comma delimited)`",
            Self::TooLarge => {
                "keep the table alone in a workbook, or save it as `CSV UTF-8 (comma delimited)`"
            }
            Self::NoWorkbook => {
                "save the table as a workbook (.xlsx or .ods) or as `CSV UTF-8 (comma delimited)`"
            }
            Self::Damaged => "open it in Excel or LibreOffice, which may mend it, and save it again",
        }
    }
}

/// A sheet as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawSheet {
    /// Its name.
    pub name: String,
    /// True when it is not shown.
    pub hidden: bool,
    /// True when it is known how each cell shows its number.
    pub has_formats: bool,
    /// The rows with something in them, from the top.
    pub rows: Vec<SheetRow>,
}

/// True for bytes that begin as workbooks do, and as no text does.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&packed::OLE)
}

/// The sheets of a workbook, in its order, each cell as text.
///
/// # Errors
/// [`Unreadable`].
pub fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, Unreadable> {
    match packed::kind(bytes)? {
        packed::Kind::OpenDocument(content) => open_document::sheets(&content),
        packed::Kind::Xlsx(has_formulas) => excel::xlsx(bytes, has_formulas),
        packed::Kind::Xlsb => excel::xlsb(bytes),
        packed::Kind::Xls => excel::xls(bytes),
    }
}

/// How many cells, and bytes of text in them, are taken.
const CELLS: usize = 5_000_000;
const TEXT: usize = 250_000_000;

/// Gathers the cells of a workbook, up to a bound.
#[derive(Debug, Default)]
struct Gathered {
    cells: usize,
    text: usize,
}

impl Gathered {
    /// Puts a cell into the rows of its sheet; cells come in the order of rows.
    fn add(
        &mut self,
        rows: &mut Vec<SheetRow>,
        (row, column): (u32, u32),
        text: &str,
    ) -> Result<(), Unreadable> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.cells += 1;
        self.text = self.text.saturating_add(text.len());
        if self.cells > CELLS || self.text > TEXT {
            return Err(Unreadable::TooLarge);
        }
        let number = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(SheetRow { number, ..SheetRow::default() });
        }
        if let Some(last) = rows.last_mut() {
            last.cells.push((column, text.to_owned()));
        }
        Ok(())
    }
}
