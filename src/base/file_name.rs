//! Names of files made from names that somebody gave: safe on every system, unique, and the same from run to run.

use std::collections::BTreeSet;

/// A longer name is cut; with a word before it, a number and an ending it stays far below what any system allows.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices, whatever ending follows.
const KEPT_FOR_DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Lower-case letters and digits with dashes between, never empty: path separators, dots, spaces and letters that are not
/// on every keyboard become dashes.
///
/// ```
/// use plimsoll::base::file_name::safe;
/// assert_eq!(safe("Children's Trust"), "children-s-trust");
/// assert_eq!(safe("../etc/passwd"), "etc-passwd");
/// assert_eq!(safe("CON"), "con-1");
/// assert_eq!(safe("日本"), "unnamed");
/// ```
#[must_use]
pub fn safe(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        if name.len() == LONGEST {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        return "unnamed".to_owned();
    }
    if is_kept_for_a_device(name) { format!("{name}-1") } else { name.to_owned() }
}

/// `con`, `com1`, `lpt9`.
fn is_kept_for_a_device(name: &str) -> bool {
    let port = |rest: &str| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit());
    KEPT_FOR_DEVICES.contains(&name)
        || ["com", "lpt"].iter().any(|word| name.strip_prefix(word).is_some_and(port))
}

/// Names in use, so that no two files have one.
#[derive(Debug, Clone, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// With names that are taken from the start.
    #[must_use]
    pub fn without(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// The safe name of a text, or the first with a number after it that is free.
    ///
    /// ```
    /// use plimsoll::base::file_name::Names;
    /// let mut names = Names::default();
    /// assert_eq!((names.free("A&B"), names.free("a b")), ("a-b".to_owned(), "a-b-2".to_owned()));
    /// ```
    pub fn free(&mut self, text: &str) -> String {
        let plain = safe(text);
        let mut name = plain.clone();
        let mut number = 1_u32;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("{plain}-{number}");
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Names, is_kept_for_a_device, safe};
    use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

    proptest! {
        #[test]
        fn any_names_give_files_that_every_system_takes(
            texts in prop::collection::vec(prop_oneof![
                any::<String>(),
                "[a-c&/\\\\. -]{0,6}",
                "(?i)(con|nul|com1|lpt9|aux)[.:-]?(txt)?",
                "[a-z-]{50,80}",
            ], 0..12),
        ) {
            let (mut names, mut again) = (Names::default(), Names::default());
            let made: Vec<String> = texts.iter().map(|text| names.free(text)).collect();
            for (text, name) in texts.iter().zip(&made) {
                prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
                prop_assert!(!name.starts_with('-') && !name.ends_with('-') && !name.is_empty());
                prop_assert!(name.len() <= LONGEST + 3);
                prop_assert!(!is_kept_for_a_device(name));
                prop_assert_eq!(&again.free(text), name, "the same from run to run");
                prop_assert!(name.len() > LONGEST || safe(name) == *name, "a safe name stays as it is");
            }
            let mut unique = made.clone();
            unique.sort();
            unique.dedup();
            prop_assert_eq!(unique.len(), made.len());
        }
    }
}
