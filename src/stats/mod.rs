//! Floor 1: statistics over a series, one to a file, each with the source of its formula. What they are computed from,
//! and nothing of rules. Where they are reckoned in floating point they say so; what is decided on them is decided on
//! their ends, and figures are printed rounded.

pub mod wilson;
pub mod xmr;

pub use wilson::Interval;
