//! Floor 1: text → tree. `parse` never fails: what cannot be read costs one clause and yields one finding.

pub mod ast;
pub mod clause_words;
pub mod diags;
pub mod grammar;
mod lower;
pub mod outline;
pub mod plain_text;

pub use lower::{Parsed, parse};
