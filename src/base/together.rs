//! Lengths of time that no line parts: the spaces in `9 min 50 s` are such that a page never breaks there.

use std::borrow::Cow;

/// A text in which each length of time, as [`Unit::show`](super::unit::Unit::show) writes it, stays on one line.
///
/// ```
/// use plimsoll::base::together::kept_together;
/// assert_eq!(kept_together("9 min 50 s in Q3"), "9\u{a0}min\u{a0}50\u{a0}s in Q3");
/// assert_eq!(kept_together("3 of 4 hold"), "3 of 4 hold");
/// ```
#[must_use]
pub fn kept_together(text: &str) -> Cow<'_, str> {
    if ![" min", " s", " h"].iter().any(|unit| text.contains(unit)) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split(' ').collect();
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let mut out = String::with_capacity(text.len() + 16);
    for (at, own) in words.iter().enumerate() {
        if at > 0 {
            let before = word(at - 1);
            let pair = ends_in_digit(before) && is_unit(own);
            // `9 min` and `50 s` are one length.
            let goes_on = matches!(before, "h" | "min")
                && at > 1
                && ends_in_digit(word(at - 2))
                && own.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                && is_unit(word(at + 1));
            out.push(if pair || goes_on { '\u{a0}' } else { ' ' });
        }
        out.push_str(own);
    }
    Cow::Owned(out)
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|letter: char| letter.is_ascii_digit())
}

/// True for a unit, with or without a sign after it.
fn is_unit(word: &str) -> bool {
    ["min", "h", "s"].iter().any(|unit| {
        word.strip_prefix(unit)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })
}
