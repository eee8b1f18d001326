//! Floor 1: text → tree.
pub mod grammar;
