//! The rules in sentences, and two versions of them told apart: `tests/cases/show/` and `tests/cases/diff/`. Each case
//! runs the program in its own folder, as its `run.toml` says, and keeps what is printed.

use std::fs;
use std::path::Path;

use super::{each_case, snapshot};

/// What the program prints in a case's folder, and how it ended where that is not 0.
fn printed(folder: &Path, verb: &str) -> String {
    let text = fs::read_to_string(folder.join("run.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap();
    let words = table.get("arguments").map(|all| all.as_array().unwrap().clone()).unwrap_or_default();
    let words: Vec<&str> = words.iter().map(|word| word.as_str().unwrap()).collect();
    let output = assert_cmd::Command::cargo_bin("plimsoll")
        .unwrap()
        .current_dir(folder)
        .arg(verb)
        .args(words)
        .output()
        .unwrap();
    let mut shown = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    if !said.is_empty() {
        shown.push_str(&format!("\n--- said beside it ---\n{said}"));
    }
    match output.status.code() {
        Some(0) => shown,
        code => format!("{shown}\n--- ended with {} ---\n", code.unwrap()),
    }
}

#[test]
fn show() {
    each_case("show", |folder| snapshot(folder, "show", &printed(folder, "show")));
}

#[test]
fn diff() {
    each_case("diff", |folder| snapshot(folder, "diff", &printed(folder, "diff")));
}
