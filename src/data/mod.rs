//! Floor 2: submitted values in. One file per input format; what comes out is columns, each value with its place.
//!
//! A file of values passes through these hands: `table` makes text and rows of its bytes, `columns` finds what each
//! column holds, `rows` sends plain rows straight to the columns and hands any other to `careful`, and `settle` puts
//! all rows in order once every file is read. `responses_csv` reads answers to prompts, `extensions_csv` later days for
//! returns, `acts_csv` acts and decisions; `sheet` is what files beside the values have in common.

mod across;
pub mod acts;
mod acts_csv;
mod beside;
mod careful;
mod columns;
mod content;
mod crossing;
mod cut;
mod definition;
pub mod diags;
mod disclosure;
mod earlier;
mod exposure;
mod extensions_csv;
mod findings;
mod forecast;
mod hushing;
mod inference;
mod judged;
mod later;
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
mod submitted;
pub mod table;
mod value;
mod wide;
pub mod words;
#[cfg(feature = "workbooks")]
pub mod workbook;

pub use acts::{About, Act, What};
pub use acts_csv::read_acts;
pub use content::{Content, Holds, SheetRow, SheetTable};
pub use extensions_csv::read_extensions;
pub use forecast::Forecast;
pub use observations::{
    DataFile, Extra, Judgement, Kept, NOT_GIVEN, Observations, Place, PlaceId, Row, Series, Undated,
    WorkedAgain,
};
pub use quantity::rate_base;
pub use reader::{Reader, fingerprint};
pub use responses::{Extension, Response, Responses};
pub use responses_csv::{read_responses, read_responses_by};
pub use submitted::{Mark, Marks, State, WORDS_FOR_NO_VALUE};
