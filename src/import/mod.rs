//! Floor 4: a framework table → a rule book that passes `check`, with each doubt as a comment beside its measure.
//!
//! A table goes through these hands: `table` makes rows of a file, whatever its kind; `roles` finds which column holds
//! what; `entry` reads each row's cells by the language's own grammar (`phrase`), and `way` weighs what says which way
//! is better; `assemble` puts the measures together and `colours` finds what the printed levels follow from; `beside`
//! holds the targets against notes and other tables; `write` makes text of it all, and `prove` has `check` and the
//! reader of values try that text and takes back what they refuse, and lays out what is left as `fmt` does; `summary`
//! tells what came of it.

pub mod draft;
pub mod table;

mod assemble;
mod beside;
mod colours;
mod entry;
mod members;
mod names;
mod owners;
mod phrase;
mod prove;
mod roles;
mod summary;
mod unit;
mod way;
mod words;
mod write;

use chrono::NaiveDate;

pub use prove::Proved;
pub use roles::{Columns, How, Role, Said};
pub use summary::{counts, pointed, summary};
#[cfg(feature = "workbooks")]
pub use table::from_workbook;
pub use table::{NoTable, Table, from_csv};
pub use write::File;

/// What the command line says about a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The book's title.
    pub title: Option<String>,
    /// Its year, as `2019/20`.
    pub year: Option<String>,
    /// The period of values that have none.
    pub period: Option<String>,
    /// Which column holds what.
    pub columns: Vec<Said>,
    /// How a bare `5%` in the tolerance column is meant on percentages: in points (`true`) or in per cent of the target.
    pub tolerance_in_points: Option<bool>,
    /// The day on which the book is looked over, for the advice that `check` will give; none leaves it out.
    pub as_of: Option<NaiveDate>,
}

/// A rule book made of a table.
#[derive(Debug)]
pub struct Imported {
    /// Its files, in the order in which they are written.
    pub files: Vec<File>,
    /// What came of it, for the officer who asked for it.
    pub summary: String,
    /// The draft that it was made of, with what was remarked on each row.
    pub proved: Proved,
}

/// Makes a rule book of a table. `beside` are other tables of the same pack, whose targets are held against its own.
///
/// # Errors
/// A sentence that says what is wrong with what the command line says, or what it has to say.
pub fn import(table: &Table, beside: &[Table], wishes: &Wishes) -> Result<Imported, String> {
    let columns = roles::columns(table, &wishes.columns, wishes.year.as_deref())?;
    let mut draft = assemble::draft(table, &columns, wishes)?;
    beside::notes(&mut draft);
    beside::columns_of(&mut draft, table, &columns);
    beside::tables(&mut draft, beside)?;
    let read_as = summary::columns(table, &columns);
    let proved = prove::prove(draft, &read_as, wishes.as_of);
    let summary = summary::summary(table, &columns, &proved);
    Ok(Imported { files: proved.files.clone(), summary, proved })
}
