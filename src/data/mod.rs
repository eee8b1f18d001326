//! Floor 2: submitted values in. One file per input format; what comes out is columns, each value with its place.
//!
//! A file of values passes through these hands: `table` makes text and rows of its bytes, `columns` finds what each
//! column holds, `rows` sends plain rows straight to the columns and hands any other to `careful`, and `settle` puts
//! all rows in order once every file is read. `responses_csv` reads answers to prompts, `extensions_csv` later
//! days for returns; `sheet` is what the two have in common.

mod beside;
mod careful;
mod columns;
mod cut;
pub mod diags;
mod disclosure;
mod extensions_csv;
mod findings;
mod measures;
pub mod observations;
mod periods;
mod places;
mod plausible;
mod quantity;
mod reader;
pub mod responses;
mod responses_csv;
mod rows;
mod settle;
mod sheet;
mod sites;
mod table;
mod value;
mod words;

pub use extensions_csv::read_extensions;
pub use observations::{
    DataFile, Extra, Mark, Marks, NOT_GIVEN, Observations, Place, PlaceId, Row, Series, State, Undated,
    WORDS_FOR_NO_VALUE,
};
pub use quantity::rate_base;
pub use reader::{Reader, fingerprint};
pub use responses::{Extension, Response, Responses};
pub use responses_csv::read_responses;
