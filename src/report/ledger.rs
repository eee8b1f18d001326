//! Every case as one row of a CSV file, for programs and workbooks of others to read: the table of cases by itself.

use super::tables::{CASES, case_row};
use super::tidy_csv::write_rows;
use crate::eval::outcome::Case;
use crate::model::RuleBook;

/// The cases in their order, under a heading row. Days are ISO dates; several names in one cell are parted by `; `.
/// No text is a formula to a spreadsheet.
///
/// # Errors
/// None in practice: the rows are written to memory.
pub fn ledger(book: &RuleBook, cases: &[Case]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    write_rows(&CASES, cases.iter().map(|case| case_row(book, case)), &mut out)?;
    Ok(out)
}
