//! Plimsoll.
pub mod base;
pub mod catalog;
pub mod check;
pub mod data;
pub mod eval;
pub mod model;
pub mod syntax;
