//! Plimsoll.
pub mod base;
pub mod model;
pub mod data;
pub mod eval;
