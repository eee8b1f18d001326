//! What can be wrong with the text itself. Each code has a page beside it.

mod clauses;
mod habits;
mod text;

pub use clauses::{
    AND_WITH_OR, LASTING_OF_WHICH, MISSING_BRACE, STRAY_BRACE, UNKNOWN_CLAUSE, UNKNOWN_DECLARATION,
    UNREADABLE_CLAUSE, UNREADABLE_DECLARATION, YEAR_NOT_TWELVE_MONTHS, and_with_or, lasting_of_which,
    missing_brace, stray_brace, unknown_clause, unknown_declaration, unreadable_clause,
    unreadable_declaration, year_not_twelve_months,
};
pub use habits::{SAY_IT_LIKE_THIS, TEXT_NEEDS_QUOTES, habit};
pub use text::{
    BAD_NUMBER, BAD_PERIOD, LOOKALIKE_LETTER, SIGN_AFTER_WORD, TOO_DEEP, UNCLOSED_QUOTE, bad_number,
    bad_period, latin_for, lookalike_in_clause, lookalike_letter, sign_after_word, too_deep, unclosed_quote,
};
