//! Every rule text that the project holds.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Block, blocks};

pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Files with an ending beneath a folder, with their names.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![project(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == ending) {
                let name = path.strip_prefix(project("")).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder} has no .{ending} files");
    found
}

/// The examples of a document, each with its name and its text as a rule book.
fn examples(name: &str, text: &str) -> Vec<(String, Block, String)> {
    let all = blocks(text).into_iter().filter(|block| block.word() == "plimsoll");
    let whole = |block: Block| {
        let has = |word: &str| block.header.split(' ').any(|own| own == word);
        let text = if has("escalation") {
            format!("escalation shown \"Shown\" {{\n{}}}\n", block.text)
        } else if has("clause") {
            format!("measure 1.1 \"Shown\" {{\n{}}}\n", block.text)
        } else {
            block.text.clone()
        };
        (format!("{name}:{}", block.line), block, text)
    };
    all.map(whole).collect()
}

/// Every rule text of the project, faulty ones too.
pub fn texts() -> Vec<(String, String)> {
    let mut all = files("rules", "plim");
    all.extend(files("tests", "plim"));
    all.extend(files("src", "plim"));
    for folder in ["docs", "src"] {
        for (name, text) in files(folder, "md") {
            all.extend(examples(&name, &text).into_iter().map(|(name, _, text)| (name, text)));
        }
    }
    all
}

/// What has to be in canonical layout: shipped books, the book to start from, and examples of whole declarations.
pub fn canonical_texts() -> Vec<(String, String)> {
    let mut all = files("rules", "plim");
    all.extend(files("src/cli", "plim"));
    for name in ["docs/language.md", "README.md"] {
        let text = fs::read_to_string(project(name)).unwrap();
        let whole = |block: &Block| {
            let of_parts = ["clause", "escalation", "condition", "level", "each", "layout"];
            // A piece of a shipped book has the columns of the lines round it.
            let is_shown = |word: &str| word.starts_with("error=") || word.starts_with("from=");
            !block.header.split(' ').any(|word| of_parts.contains(&word) || is_shown(word))
        };
        let shown = examples(name, &text).into_iter().filter(|(_, block, _)| whole(block));
        all.extend(shown.map(|(name, _, text)| (name, text)));
    }
    all
}
