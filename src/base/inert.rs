//! Text of others made harmless: for a cell of a spreadsheet, which would take `=1+1` for a formula, and for a reader,
//! whose terminal would take an escape for an order.
//!
//! Source: OWASP, "CSV Injection": cells that begin with `=`, `+`, `-`, `@`, a tab or a line end, and their full-width
//! forms, get an apostrophe before them. The reading of data takes it off again, so that what goes out comes back.

use std::borrow::Cow;

/// What makes a spreadsheet take a text for a formula.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text as a cell of a spreadsheet or of CSV. Numbers are not text, and go there as they are.
///
/// ```
/// use plimsoll::base::inert::cell;
/// assert_eq!(cell("=1+1"), "'=1+1");
/// assert_eq!(cell("Fell to 3 = 1 + 2"), "Fell to 3 = 1 + 2");
/// ```
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if may_be_reckoned(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

/// A text that [`cell`] made, as it was.
///
/// ```
/// use plimsoll::base::inert::{as_meant, cell};
/// assert_eq!(as_meant("'=1+1"), "=1+1");
/// assert_eq!(as_meant("'tis so"), "'tis so");
/// assert_eq!(as_meant(&cell("'-3")), "'-3");
/// ```
#[must_use]
pub fn as_meant(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if may_be_reckoned(rest) => rest,
        Some(_) | None => text,
    }
}

/// True for text that a spreadsheet may take for a formula, however many apostrophes stand before it: some of them look
/// past spaces, too.
#[must_use]
pub fn may_be_reckoned(text: &str) -> bool {
    // Most text begins with a letter or digit, and there are many millions of cells.
    if text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return false;
    }
    let text = text.trim_start_matches('\'');
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c)).starts_with(BEGINNINGS)
}

/// A text without what has no shape of its own: control characters, of which terminals make orders and which XML may
/// not hold, and marks that turn the direction of writing. A space stands for each; line ends stay.
///
/// ```
/// use plimsoll::base::inert::visible;
/// assert_eq!(visible("\u{1b}[31mred"), " [31mred");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    // Nearly every text is plain, and long reports pass here.
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) || !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n");
    Cow::Owned(lines.chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect())
}

/// True for control characters but line ends, for marks that turn the direction of text, and for what is no character.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::{as_meant, cell, visible};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let bad = ["=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", "-1+1", " =1", "＝1"];
        for text in bad {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["", "3", "a-b", "–", "(=1)", "'tis", "<script>"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn what_has_no_shape_is_taken_out() {
        assert_eq!(visible("a\0b\u{202e}c\u{9b}31m\r\nd\te\u{7f}"), "a b c 31m\nd e ");
        assert_eq!(visible("naïve – “quoted” £5"), "naïve – “quoted” £5");
    }

    proptest! {
        #[test]
        fn what_goes_out_comes_back(text in r"['=+\-@ \t]{0,5}.{0,5}") {
            let out = cell(&text);
            let seen = visible(&text);
            prop_assert_eq!(as_meant(&out), seen.as_ref());
            prop_assert!(!out.trim_start().starts_with(['=', '+', '-', '@']));
        }
    }
}
