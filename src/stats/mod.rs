//! Floor 1: statistics over a series, one file for each method. What they are computed from, and nothing of rules.

pub mod xmr;
