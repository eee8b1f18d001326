//! The canonical layout: it changes nothing that means something, loses nothing, and is the same whoever wrote the text.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

#[path = "../support/mod.rs"]
mod support;

mod command;
mod corpus;
mod meaning;
mod properties;

use std::fs;

use corpus::{canonical_texts, project, texts};
use meaning::{comments, strings, tree};
use plimsoll::format::{Formatted, format, order};
use plimsoll::syntax::clause_words::{Inside, clause_words};

/// The layout of a text that can be laid out.
fn laid_out(name: &str, text: &str) -> String {
    match format(text) {
        Formatted::Done { text, .. } => text,
        other => panic!("{name}: {other:?}\n{text}"),
    }
}

/// Every rule text of the project: shipped books, cases, documents, and the pages of messages, faulty ones too.
#[test]
fn every_text_of_the_project_keeps_its_meaning_and_its_comments() {
    let (mut done, mut unclear) = (0, 0);
    for (name, text) in texts() {
        let Formatted::Done { text: new, .. } = format(&text) else {
            assert_eq!(format(&text), Formatted::Unclear, "{name}");
            unclear += 1;
            continue;
        };
        assert_eq!(tree(&text), tree(&new), "{name}: means something else");
        assert_eq!(comments(&text), comments(&new), "{name}: comments");
        assert_eq!(strings(&text), strings(&new), "{name}: text in quotes");
        assert_eq!(laid_out(&name, &new), new, "{name}: a second time is not as the first");
        done += 1;
    }
    assert!(done > 500, "{done} texts were laid out");
    assert!(unclear > 2, "{unclear} texts have a brace or quotation mark missing");
}

/// What the checker makes of a book is the same too, in words and in what it finds.
#[test]
fn every_book_is_checked_alike_before_and_after() {
    for (name, text) in texts().into_iter().filter(|(name, _)| name.ends_with(".plim")) {
        let Formatted::Done { text: new, .. } = format(&text) else { continue };
        assert_eq!(meaning::checked(&text), meaning::checked(&new), "{name}");
    }
}

/// `plimsoll fmt --check rules/… ` would find nothing to do, in the shipped books and in what officers copy.
#[test]
fn what_officers_copy_is_in_canonical_layout() {
    let mut wrong = Vec::new();
    for (name, text) in canonical_texts() {
        let new = laid_out(&name, &text);
        if new != text {
            let line = new.lines().zip(text.lines()).position(|(new, old)| new != old).unwrap_or(0) + 1;
            let (old, new) = (text.lines().nth(line - 1), new.lines().nth(line - 1));
            wrong.push(format!("{name}, line {line}\n  is:        {old:?}\n  should be: {new:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cases of `tests/cases/fmt/<case>/`: `before.plim` becomes `after.plim`.
/// `UPDATE_EXPECTED=1 cargo test --test formatting` writes the latter anew.
#[test]
fn cases() {
    let mut wrong = Vec::new();
    let mut folders: Vec<_> =
        fs::read_dir(project("tests/cases/fmt")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 10, "{} cases", folders.len());
    for folder in folders {
        let why = fs::read_to_string(folder.join("why.md")).unwrap_or_default();
        assert!(why.lines().count() == 1 && why.trim_end().ends_with('.'), "{}: why.md", folder.display());
        let text = fs::read_to_string(folder.join("before.plim")).unwrap();
        let new = laid_out(&folder.display().to_string(), &text);
        let kept = folder.join("after.plim");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&kept, &new).unwrap();
        }
        if fs::read_to_string(&kept).unwrap_or_default() != new {
            wrong.push(format!("{}\n{new}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "laid out otherwise than after.plim:\n{}", wrong.join("\n"));
}

#[test]
fn every_clause_word_has_its_place() {
    let mut lost = Vec::new();
    for inside in Inside::ALL {
        let Some(placed) = order::canonical(inside) else { continue };
        let words = clause_words(inside).iter().map(|clause| clause.word);
        lost.extend(words.filter(|word| !placed.contains(word)).map(|word| (inside, word)));
    }
    assert!(lost.is_empty(), "src/format/order.rs does not place {lost:?}");
}

/// The order that the reference tells is the order there is.
#[test]
fn the_reference_tells_the_order_of_clauses() {
    let text = fs::read_to_string(project("docs/language.md")).unwrap();
    for inside in [Inside::Measure, Inside::Escalation] {
        let table = text.split_once("| order of its clauses |").unwrap().1;
        let told = table
            .lines()
            .find_map(|line| line.strip_prefix(&format!("| `{}` | ", inside.word())))
            .unwrap_or_else(|| panic!("docs/language.md has no line for {}", inside.word()));
        let words: Vec<&str> = told.split('`').skip(1).step_by(2).collect();
        let mut known: Vec<&str> = order::canonical(inside).unwrap();
        // Levels have names of their own.
        known.retain(|word| !["green", "amber", "red"].contains(word));
        assert_eq!(words, known, "the order in a {}", inside.word());
    }
}
