//! Floor 3: rule book × observations × period → assessment.

mod adding_up;
pub mod assess;
mod boundary;
pub mod cases;
mod changes;
mod condition;
mod corrections;
pub mod diags;
mod differences;
mod exceptions;
pub mod explain;
mod expression;
mod figures;
mod findings;
pub mod judge;
pub mod ladders;
mod lasting;
mod look;
pub mod moment;
pub mod outcome;
mod past;
mod places;
mod profile;
mod rating;
mod reads;
mod results;
mod target;
mod telling;
pub mod timeline;
mod totals;
mod unknown;
mod verdict;
mod words;
mod worst;

pub use assess::{Run, assess, report_period};
pub use explain::{Derivation, DerivationStep, HistoryLine, derive};
