//! Floor 2: submitted values in. One file per input format; what comes out is columns, each value with its place.
//!
//! A file of values passes through these hands: `table` makes text and rows of its bytes, `columns` finds what each
//! column holds, `rows` sends plain rows straight to the columns and hands any other to `careful`, and `settle` puts
//! all rows in order once every file is read. `responses_csv` reads answers to prompts, `extensions_csv` later days for
//! returns, `acts_csv` acts and decisions; `sheet` is what files beside the values have in common.

mod across;
pub mod acts;
mod acts_csv;
mod asked;
mod beside;
mod careful;
mod clock;
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
mod form;
mod formula;
mod hushing;
mod inference;
mod judged;
mod later;
mod measures;
pub mod observations;
mod periods;
mod places;
mod plausible;
mod pointed;
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
mod whole;
mod wide;
pub mod words;
#[cfg(feature = "workbooks")]
pub mod workbook;

pub use acts::{About, Act, What};
pub use acts_csv::read_acts;
pub use asked::field_asked;
pub use content::{COVER, Content, FIGURES_OF, Holds, SheetRow, SheetTable};
pub use extensions_csv::read_extensions;
pub use forecast::Forecast;
pub use measures::may_be_negative;
pub use observations::{
    DataFile, Extra, Judgement, Kept, NOT_GIVEN, Observations, Place, PlaceId, Row, Series, Undated,
    WorkedAgain,
};
pub use plausible::most_believed;
pub use reader::{Reader, fingerprint};
pub use responses::{Extension, Response, Responses};
pub use responses_csv::{read_responses, read_responses_by};
pub use submitted::{Absence, Mark, Marks, State, WORDS_FOR_NO_VALUE};
pub use whole::may_have_fractions;
