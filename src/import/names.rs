//! Names and quoted text that a rule book can have, made of what stands in a table.

use crate::check::RESERVED;
use crate::data::words::{key, plain};

/// The levels that ratings mostly have: a measure of that name would be taken for one.
const LEVELS: &[&str] = &["red", "amber", "green", "blue"];

/// Text for a line of a rule book, without its quotes: on one line, with straight signs, and none that would end it.
#[must_use]
pub fn quotable(text: &str) -> String {
    plain(text)
        .chars()
        .map(|c| if matches!(c, '"' | '“' | '”' | '„') { '\'' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}

/// A name made of a cell: letters, digits and `. _ -`; none when nothing is left of it.
#[must_use]
pub fn name(cell: &str) -> Option<String> {
    let mut name = String::new();
    for c in plain(cell).chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => name.push(c),
            '.' | '-' if name.ends_with(|c: char| c.is_alphanumeric()) => name.push(c),
            _ if name.is_empty() || name.ends_with(['_', '.', '-']) => {}
            _ => name.push('_'),
        }
    }
    let name = name.trim_end_matches(['_', '.', '-']).to_owned();
    let lower = name.to_lowercase();
    let reserved = [RESERVED, LEVELS].iter().any(|words| words.contains(&lower.as_str()));
    match name.is_empty() {
        true => None,
        false if reserved => Some(format!("{name}_1")),
        false => Some(name),
    }
}

/// The first letters of a title of several words, or a short title itself.
#[must_use]
pub fn initials(title: &str) -> String {
    let small = |word: &&str| {
        !word.is_empty() && !["and", "of", "the", "for", "with", "to", "in", "on", "s"].contains(word)
    };
    let lower = plain(title).replace('\'', "");
    let words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| small(&word.to_lowercase().as_str()))
        .map(str::to_owned)
        .collect();
    let made = match words.as_slice() {
        [one] => one.clone(),
        several => {
            several.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
        }
    };
    name(&made).unwrap_or_else(|| "board".to_owned())
}

/// The first telling word of a title, in small letters.
#[must_use]
pub fn first_word(title: &str) -> String {
    let lower = key(title);
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let telling = |word: &&str| {
        word.len() > 2
            && !["the", "and", "for", "our", "priority", "theme", "outcome", "section", "part"].contains(word)
    };
    words.into_iter().find(telling).and_then(name).unwrap_or_else(|| "theme".to_owned())
}

/// A name that is not taken yet, compared as rules compare names.
#[must_use]
pub fn free(wanted: &str, taken: &[String]) -> String {
    let is_taken = |name: &str| taken.iter().any(|other| key(other) == key(name));
    if !is_taken(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|n| format!("{wanted}_{n}")).find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{first_word, free, initials, name, quotable};

    #[test]
    fn names_are_made_of_what_is_there() {
        assert_eq!(name("4.4.").as_deref(), Some("4.4"));
        assert_eq!(name("KPI 7 (new)").as_deref(), Some("KPI_7_new"));
        assert_eq!(name("  –  "), None);
        assert_eq!(name("Target").as_deref(), Some("Target_1"));
        assert_eq!(initials("Children's Trust"), "CT");
        assert_eq!(initials("Health and Wellbeing Board"), "HWB");
        assert_eq!(initials("Finance"), "Finance");
        assert_eq!(first_word("A good start in life"), "good");
        assert_eq!(free("CT", &["ct".to_owned()]), "CT_2");
        assert_eq!(quotable("the “best”\nof \"two\""), "the 'best' of 'two'");
    }
}
