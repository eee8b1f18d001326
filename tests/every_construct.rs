//! The invented book shows the whole language: every rule of the grammar reads something in it, but for other ways of
//! writing what it shows already. Both lists are made from `grammar/*.pest`, so a new word of the language fails here
//! until the book uses it, or until the list below says why it does not.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pest::Parser;
use plimsoll::base::source::Sources;
use plimsoll::syntax::grammar::{PlimParser, Rule};
use plimsoll::syntax::plain_text::plain_text;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(project(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    found
}

/// The names of all rules of the grammar but the silent ones, which leave no trace in what is read.
fn rules_of_the_grammar() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files("grammar", "pest") {
        for line in fs::read_to_string(path).unwrap().lines() {
            let Some((name, rest)) = line.split_once(" = ") else { continue };
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
            if is_name && !rest.starts_with("_{") {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

/// The rules that read something in the book.
fn rules_in_use() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files("rules/example-borough", "plim") {
        let text = fs::read_to_string(&path).unwrap();
        let file = Sources::new().add("book.plim", text.as_str());
        let plain = plain_text(file, &text);
        let pairs = PlimParser::parse(Rule::file, &plain.text).unwrap();
        names.extend(pairs.flatten().map(|pair| format!("{:?}", pair.as_rule())));
    }
    names
}

#[test]
fn the_invented_book_uses_every_construct() {
    let (all, used) = (rules_of_the_grammar(), rules_in_use());
    let unused: BTreeSet<String> = all.difference(&used).cloned().collect();
    println!("{unused:#?}");
    panic!();
}
