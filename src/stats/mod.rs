//! Floor 1: statistics, one to a file, each with the source of its formula. They are reckoned in floating point and say
//! so; what is decided on them is decided on their ends, and figures are printed rounded.

pub mod wilson;

pub use wilson::Interval;
