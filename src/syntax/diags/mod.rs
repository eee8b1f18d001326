//! What can be wrong with the text itself. Each code has a page beside it.

mod amounts;
mod clauses;
mod elsewhere;
mod habits;
mod heads;
mod no_day;
mod respelt;
mod retold;
mod tell_whom;
mod text;
mod turn_list;
mod turns;
mod two_in_one;
mod unit_words;

pub use amounts::{ROUNDING_OF_SEVERAL, UNREADABLE_AMOUNT_LINE, rounding_of_several, unreadable_amount_line};
pub use clauses::{
    AND_WITH_OR, LASTING_OF_WHICH, MISSING_BRACE, Meant, STRAY_BRACE, UNKNOWN_CLAUSE, UNKNOWN_DECLARATION,
    UNREADABLE_CLAUSE, UNREADABLE_DECLARATION, YEAR_NOT_TWELVE_MONTHS, YEAR_OF_WHICH, and_with_or,
    another_bracket, closed_early, lasting_of_which, missing_brace, misspelt_inside, never_opened,
    stray_brace, unknown_clause, unknown_declaration, unreadable_clause, unreadable_declaration,
    unreadable_tail, year_not_twelve_months, year_of_which,
};

pub use elsewhere::declared_elsewhere;
pub use habits::{SAY_IT_LIKE_THIS, TEXT_NEEDS_QUOTES, habit};
pub use heads::faulty_head;
pub use no_day::no_day;
pub use tell_whom::tell_whom;
pub use text::{
    BAD_NUMBER, BAD_PERIOD, LOOKALIKE_LETTER, QUOTES_NOT_NEEDED, SIGN_AFTER_WORD, TOO_DEEP, UNCLOSED_QUOTE,
    bad_number, bad_period, decimal_comma, latin_for, lookalike_in_clause, lookalike_letter,
    number_of_a_size, quotes_not_needed, sign_after_word, too_deep, unclosed_quote,
};
pub use two_in_one::two_in_one;

pub use unit_words::unit_for_a_time;

use crate::base::diag::Code;

/// Every code of this folder with its page, sorted.
pub const CODES: &[(Code, &str)] = &[
    (AND_WITH_OR, include_str!("and_with_or.md")),
    (BAD_NUMBER, include_str!("bad_number.md")),
    (BAD_PERIOD, include_str!("bad_period.md")),
    (LASTING_OF_WHICH, include_str!("lasting_of_which.md")),
    (LOOKALIKE_LETTER, include_str!("lookalike_letter.md")),
    (MISSING_BRACE, include_str!("missing_brace.md")),
    (QUOTES_NOT_NEEDED, include_str!("quotes_not_needed.md")),
    (ROUNDING_OF_SEVERAL, include_str!("rounding_of_several.md")),
    (SAY_IT_LIKE_THIS, include_str!("say_it_like_this.md")),
    (SIGN_AFTER_WORD, include_str!("sign_after_word.md")),
    (STRAY_BRACE, include_str!("stray_brace.md")),
    (TEXT_NEEDS_QUOTES, include_str!("text_needs_quotes.md")),
    (TOO_DEEP, include_str!("too_deep.md")),
    (UNCLOSED_QUOTE, include_str!("unclosed_quote.md")),
    (UNKNOWN_CLAUSE, include_str!("unknown_clause.md")),
    (UNKNOWN_DECLARATION, include_str!("unknown_declaration.md")),
    (UNREADABLE_AMOUNT_LINE, include_str!("unreadable_amount_line.md")),
    (UNREADABLE_CLAUSE, include_str!("unreadable_clause.md")),
    (UNREADABLE_DECLARATION, include_str!("unreadable_declaration.md")),
    (YEAR_NOT_TWELVE_MONTHS, include_str!("year_not_twelve_months.md")),
    (YEAR_OF_WHICH, include_str!("year_of_which.md")),
];
