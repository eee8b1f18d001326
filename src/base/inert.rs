//! Text that a spreadsheet would take for a formula, written so that it stays text, and read back as it was.
//!
//! A spreadsheet reckons a cell of a CSV file that begins with `=`, `+`, `-` or `@`; a line end or a tab before it does
//! not help. An apostrophe before the text stops it. Whoever reads the file takes that one apostrophe away again, so
//! nothing of the text is lost: `=1+1` is written `'=1+1`, and `'=1+1` is written `''=1+1`.

use std::borrow::Cow;

/// True for text that a spreadsheet may reckon, however many apostrophes and spaces stand before it.
///
/// ```
/// use plimsoll::base::inert::may_be_reckoned;
/// assert!(may_be_reckoned("=cmd|' /C calc'!A0") && may_be_reckoned(" @SUM(1)") && may_be_reckoned("\tx"));
/// assert!(!may_be_reckoned("24,550") && !may_be_reckoned("'tis a = b"));
/// ```
#[must_use]
pub fn may_be_reckoned(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    // Most text begins with a letter or digit, and there are many millions of cells.
    if first.is_ascii_alphanumeric() {
        return false;
    }
    // The wide forms are the keys of East Asian keyboards, which some spreadsheets read as the narrow ones.
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let inside = text.trim_start_matches('\'');
    inside.starts_with(['\t', '\r', '\n']) || inside.trim_start().starts_with(signs)
}

/// The text as it is written to a CSV file.
///
/// ```
/// use plimsoll::base::inert::{inert, read_back};
/// assert_eq!(inert("=1+1"), "'=1+1");
/// assert_eq!(inert("fewer than 5"), "fewer than 5");
/// assert_eq!(read_back(&inert("'=1+1")), "'=1+1");
/// ```
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    if may_be_reckoned(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before [`inert`].
#[must_use]
pub fn read_back(text: &str) -> &str {
    text.strip_prefix('\'').filter(|inside| may_be_reckoned(inside)).unwrap_or(text)
}
