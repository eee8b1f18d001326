//! Amounts that cannot be read.

use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;

/// A line of a list of amounts that cannot be read.
pub const UNREADABLE_AMOUNT_LINE: Code = Code("syntax::unreadable-amount-line");
/// `round(a, b)`.
pub const ROUNDING_OF_SEVERAL: Code = Code("syntax::rounding-of-several");

/// A line of a list of amounts that cannot be read.
#[must_use]
pub fn unreadable_amount_line(text: &str, at: Span) -> Diagnostic {
    let missing = if text.contains(" when ") || text.contains(" if ") || text.contains("otherwise") {
        "it is not an amount with a condition that can be read"
    } else {
        "it does not say when it holds"
    };
    Diagnostic::error(UNREADABLE_AMOUNT_LINE, "this line of a list of amounts cannot be read")
        .label(at, missing)
        .help("write an amount and when it holds, as in `2 when value of measure 3.2 >= 97%`, and last `3 otherwise`")
}

/// `round(a, b)`.
#[must_use]
pub fn rounding_of_several(at: Span) -> Diagnostic {
    Diagnostic::error(ROUNDING_OF_SEVERAL, "only one amount can be rounded at a time")
        .label(at, "several amounts, with commas between them")
        .help("write `round(value)`, or the size of the steps after `to`, as in `round(value to 0.1%)`")
}
