//! Plimsoll.
pub mod base;
pub mod data;
pub mod eval;
pub mod model;
pub mod plain;
pub mod report;
