//! Floor 0: the words that every other part shares. Nothing here knows what a rule book is.

pub mod arena;
pub mod calendar;
pub mod diag;
mod digits;
mod duration;
pub mod exact;
pub mod file_name;
pub mod in_sheet;
pub mod inert;
pub mod mend;
pub mod number;
pub mod order;
pub mod parts;
pub mod period;
pub mod rare;
pub mod rhythm;
pub mod source;
pub mod span;
pub mod suggest;
pub mod together;
pub mod unit;
