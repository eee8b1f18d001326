//! The words of data files: text made plain, the words that stand for no value, and the letters that mark one.

use std::borrow::Cow;

use super::submitted::{Mark, Marks, State, WORDS_FOR_NO_VALUE};

/// The Latin letter that a Cyrillic or Greek one looks like.
fn latin(letter: char) -> Option<char> {
    Some(match letter {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' | 'α' => 'a',
        'с' => 'c',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'н' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// Text as it is compared: letters that look Latin are, dashes are hyphens, quotation marks are straight, and
/// there is one space between words and none at the ends.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_space);
    let tidy = text.is_ascii() && !text.contains("  ") && !text.contains(['\t', '\n', '\r']);
    if tidy {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if is_space(letter) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push('-'),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            _ => out.push(latin(letter).unwrap_or(letter)),
        }
    }
    Cow::Owned(out)
}

/// Spaces of every kind, and the marks of no width that come along when text is pasted.
pub fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Plain text in lower case, as names are looked up.
pub fn key(text: &str) -> String {
    plain(text).to_lowercase()
}

/// A heading without letter case, spaces and signs: `Date_Submitted` and `date submitted` are one.
pub fn heading_key(text: &str) -> String {
    key(text).chars().filter(|c| c.is_alphanumeric() || *c == '£' || *c == '%').collect()
}

/// The state that a word for "no value" says, with its position in the table of such words.
pub fn no_value(text: &str) -> Option<(State, usize)> {
    let lower = text.to_ascii_lowercase();
    let bare = match lower.as_str() {
        "n.a." | "n.a" | "not appl." => "n/a",
        "--" | "---" => "-",
        other => other
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .or_else(|| other.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')))
            .unwrap_or(other),
    };
    let find = |word: &str| WORDS_FOR_NO_VALUE.iter().position(|(known, _)| *known == word);
    let at = find(bare).or_else(|| find(bare.strip_suffix('.').filter(|rest| !rest.is_empty())?))?;
    WORDS_FOR_NO_VALUE.get(at).map(|(_, state)| (*state, at))
}

/// The mark that a letter or word is.
fn mark(word: &str) -> Option<Mark> {
    Some(match word {
        "p" | "prov" | "provisional" => Mark::Provisional,
        "e" | "est" | "estimate" | "estimated" => Mark::Estimated,
        "r" | "rev" | "revised" => Mark::Revised,
        "u" | "unreliable" | "low reliability" => Mark::LowReliability,
        "i" | "incomplete" => Mark::Incomplete,
        _ => return None,
    })
}

/// The marks that a cell names: `p`, `p, r`, `pr`, `provisional`.
///
/// # Errors
/// The first word that is no mark.
pub fn marks(text: &str) -> Result<Marks, String> {
    let lower = key(text);
    let whole = lower.trim_matches(['(', ')', '[', ']']);
    if let Some(one) = mark(whole) {
        return Ok(Marks::NONE.with(one));
    }
    let mut all = Marks::NONE;
    for word in whole.split([',', ';', '/', ' ', '+', '&']).filter(|word| !word.is_empty()) {
        if let Some(one) = mark(word) {
            all = all.with(one);
            continue;
        }
        for letter in word.chars() {
            let one = mark(letter.encode_utf8(&mut [0; 4])).ok_or_else(|| word.to_owned())?;
            all = all.with(one);
        }
    }
    Ok(all)
}

/// What stood after a number: its marks, and signs that are none we know.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Trailing {
    /// Known marks.
    pub marks: Marks,
    /// A sign or letter with no known meaning.
    pub unknown: Option<String>,
}

/// Parts a value such as `87% (p)`, `87%p`, `87 r` or `2,337*` from what stands after its number.
pub fn split_marks(text: &str) -> (&str, Trailing) {
    let mut found = Trailing::default();
    let mut rest = text.trim_end();
    while let Some((before, after)) = last_sign(rest) {
        let inner = after.trim_matches(['(', ')', '[', ']', ' ']);
        match marks(inner) {
            Ok(known) if known != Marks::NONE => found.marks = found.marks.and(known),
            Ok(_) | Err(_) => found.unknown = Some(inner.to_owned()),
        }
        rest = before.trim_end();
    }
    (rest, found)
}

/// The last thing after a number that may be a mark, apart from the text before it.
fn last_sign(text: &str) -> Option<(&str, &str)> {
    let ends_number =
        |before: &str| before.trim_end().ends_with(|c: char| c.is_ascii_digit() || "%)]*".contains(c));
    let last = text.chars().next_back()?;
    if matches!(last, ')' | ']') {
        let open = text.rfind(if last == ')' { '(' } else { '[' })?;
        let (before, after) = text.split_at(open);
        let inner = after.get(1..after.len() - 1)?.trim();
        let is_mark = marks(inner).is_ok_and(|m| m != Marks::NONE) || inner.chars().count() == 1;
        return (is_mark && ends_number(before)).then_some((before, after));
    }
    if matches!(last, '*' | '†' | '‡' | '#' | '^' | '§' | '¹' | '²' | '³') {
        let before = text.get(..text.len() - last.len_utf8())?;
        return ends_number(before).then(|| text.split_at(before.len()));
    }
    if let Some((before, word)) = text.rsplit_once(' ')
        && ends_number(before)
        && mark(&word.to_ascii_lowercase()).is_some()
    {
        return Some((before, word));
    }
    let before = text.get(..text.len() - last.len_utf8())?;
    let glued = before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    (glued && mark(&last.to_lowercase().to_string()).is_some()).then(|| text.split_at(before.len()))
}

/// True for a word that says a milestone is met, false for one that says it is not.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().trim_end_matches('.') {
        "yes" | "y" | "true" | "met" | "done" | "complete" | "completed" | "achieved" => Some(true),
        "no" | "n" | "false" | "not met" | "not done" | "incomplete" | "not complete" | "not completed"
        | "not achieved" | "not yet" => Some(false),
        _ => None,
    }
}

/// True for a row that adds others up.
pub fn is_total(text: &str) -> bool {
    matches!(
        key(text).trim_end_matches(':'),
        "total" | "totals" | "grand total" | "sub total" | "subtotal" | "sub-total"
    )
}

/// True for a group cell that means all groups together.
pub fn is_whole(key: &str) -> bool {
    matches!(key, "" | "all" | "total" | "whole" | "-")
}

#[cfg(test)]
mod tests {
    use super::{Mark, Marks, State, marks, no_value, plain, split_marks};

    #[test]
    fn letters_that_look_latin_are_read_as_latin() {
        assert_eq!(plain("А"), "A");
        assert_eq!(plain("\u{a0}Q3\u{a0} 2018–19 "), "Q3 2018-19");
    }

    #[test]
    fn words_for_no_value_are_told_apart() {
        assert_eq!(no_value("NYA").map(|(state, _)| state), Some(State::Missing));
        assert_eq!(no_value("[z]").map(|(state, _)| state), Some(State::NotApplicable));
        assert_eq!(no_value("*").map(|(state, _)| state), Some(State::Withheld));
        assert_eq!(no_value("87"), None);
    }

    #[test]
    fn marks_stand_after_a_number() {
        assert_eq!(split_marks("87% (p)").0, "87%");
        assert_eq!(split_marks("87%pr").0, "87%pr");
        assert_eq!(split_marks("87 r").1.marks, Marks::NONE.with(Mark::Revised));
        assert_eq!(split_marks("2,337*").1.unknown.as_deref(), Some("*"));
        assert_eq!(split_marks("12 days").0, "12 days");
        assert_eq!(marks("p, e").unwrap(), Marks::NONE.with(Mark::Provisional).with(Mark::Estimated));
        assert!(marks("q").is_err());
    }
}
