//! Control limits for a series of single values (the XmR chart), as the NHS uses it, by named rule sets.
//!
//! Every quantity is a fraction of the values, so the arithmetic is exact and a value on a limit is on it.
//!
//! | quantity | formula |
//! |---|---|
//! | mean | Σy / n, outliers included |
//! | moving range | the distance from one value to the next, never across a rebase |
//! | limits | mean ± 2.66 × the mean of the moving ranges; near limits at two thirds of that |
//! | outside | beyond a limit; a value on it is inside |
//!
//! # Source
//!
//! NHS England "Making Data Count" (2023 tools); NHSRplotthedots 0.2.2; Nelson 1982, J. Quality Technology 14(3).

mod chart;
mod rule_sets;
mod rules;

pub use chart::{Assurance, Chart, Group, Limits, Point, chart};
pub use rule_sets::{Conflict, Gaps, RuleSet, Settings, Ties};
pub use rules::{Fired, Rule};
