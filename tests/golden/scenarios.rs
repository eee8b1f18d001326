//! Scenario cases: what `plimsoll test` says of a book.

use std::fs;

use super::{each_case, names_in, snapshot};

/// `plimsoll test` on a copy of the case's folder, with the words of `arguments.txt`: what it prints, how it ends, and the
/// files it wrote or rewrote.
#[test]
fn scenario() {
    each_case("scenario", |folder| {
        let home = tempfile::tempdir().unwrap();
        let copied: Vec<String> = names_in(folder)
            .into_iter()
            .filter(|name| !matches!(name.as_str(), "why.md" | "arguments.txt" | "outcome.snap"))
            .collect();
        for name in &copied {
            fs::copy(folder.join(name), home.path().join(name)).unwrap();
        }
        let arguments = fs::read_to_string(folder.join("arguments.txt")).unwrap_or_default();
        let ran = assert_cmd::Command::cargo_bin("plimsoll")
            .unwrap()
            .current_dir(home.path())
            .args(["test", "."])
            .args(arguments.split_whitespace())
            .output()
            .unwrap();
        let mut shown = String::from_utf8(ran.stdout).unwrap();
        shown.push_str(&String::from_utf8(ran.stderr).unwrap());
        shown.push_str(&format!("\nexit code {}\n", ran.status.code().unwrap()));
        for name in names_in(home.path()) {
            let now = fs::read_to_string(home.path().join(&name)).unwrap();
            if fs::read_to_string(folder.join(&name)).ok().as_ref() != Some(&now) {
                shown.push_str(&format!("\n--- {name} ---\n{now}"));
            }
        }
        snapshot(folder, "outcome", &shown.replace("./", ""));
    });
}
