//! `diff` reads rule books out of git: two revisions, or one and the files as they stand.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test makes a repository of its own, and one that cannot has failed"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BOOK: &str = "\
framework \"F\" { year April to March; due quarterly }
board CT \"Children's Trust\"
rating RAG { green when on target; red otherwise }
measure 1.1 \"Looked after children\" { owner CT; unit children; aim reduce; target 750 or fewer; rating RAG }
";

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", folder.join("none"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .arg("diff")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {said}", output.status.code());
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr.clone()).unwrap())
}

/// A repository with a book in a folder of it, in three revisions: 750, 740 (tagged v2) and 730.
fn repository() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let book = home.path().join("rules/book");
    fs::create_dir_all(book.join("data")).unwrap();
    fs::write(book.join("data/values.csv"), "measure,period,value\n1.1,Q1 2018/19,745\n1.1,Q2 2018/19,735\n")
        .unwrap();
    git(home.path(), &["init", "-q", "-b", "main"]);
    for (target, tag) in [("750", "v1"), ("740", "v2"), ("730", "v3")] {
        fs::write(book.join("book.plim"), BOOK.replace("750", target)).unwrap();
        git(home.path(), &["add", "-A"]);
        git(home.path(), &["commit", "-q", "-m", target]);
        git(home.path(), &["tag", tag]);
    }
    home
}

#[test]
fn one_revision_is_told_from_the_files_as_they_stand() {
    let home = repository();
    let said = out(&diff(home.path(), &["HEAD~1", "--book", "rules/book", "--as-of", "2019-01-10"]));
    assert!(said.contains("From HEAD~1 to rules/book"), "{said}");
    assert!(said.contains("Was: The target is 740 or fewer. Now: The target is 730 or fewer."), "{said}");
    assert!(said.contains("2 of the 2 results"), "{said}");
    assert!(said.contains("1 from green to red"), "{said}");
    let inside = out(&diff(&home.path().join("rules/book"), &["HEAD~1", "--as-of", "2019-01-10"]));
    assert!(inside.contains("Was: The target is 740 or fewer."), "{inside}");
}

#[test]
fn two_revisions_are_told_apart_whatever_the_files_say() {
    let home = repository();
    fs::write(home.path().join("rules/book/book.plim"), "nothing of use").unwrap();
    let said = out(&diff(home.path(), &["v1", "v2", "--book", "rules/book", "--as-of", "2019-01-10"]));
    assert!(said.contains("Was: The target is 750 or fewer. Now: The target is 740 or fewer."), "{said}");
    let same =
        out(&diff(home.path(), &["v2", "HEAD~1", "--book", "rules/book/book.plim", "--as-of", "2019-01-10"]));
    assert!(same.contains("No rule says anything else than before."), "{same}");
}

#[test]
fn what_git_does_not_know_is_told() {
    let home = repository();
    let (code, said) = err(&diff(home.path(), &["v9", "--book", "rules/book"]));
    assert_eq!(code, Some(2));
    assert!(said.contains("`v9` is no file or folder, and no revision"), "{said}");
    let (code, said) = err(&diff(home.path(), &["--book", "rules/book", "--", "--upload-pack=touch x"]));
    assert_eq!(code, Some(2), "{said}");
    assert!(!home.path().join("x").exists());
    fs::create_dir(home.path().join("other")).unwrap();
    fs::write(home.path().join("other/book.plim"), BOOK).unwrap();
    let (code, said) = err(&diff(home.path(), &["v1", "--book", "other"]));
    assert_eq!(code, Some(3));
    assert!(said.contains("other has no rule files in revision `v1`"), "{said}");
    let nowhere = tempfile::tempdir().unwrap();
    fs::write(nowhere.path().join("book.plim"), BOOK).unwrap();
    let (code, said) = err(&diff(nowhere.path(), &["v1", "--book", "book.plim"]));
    assert_eq!(code, Some(2));
    assert!(said.contains("in no git repository"), "{said}");
}

#[test]
fn a_name_that_is_both_a_folder_and_a_revision_is_asked_back() {
    let home = repository();
    fs::create_dir(home.path().join("v1")).unwrap();
    fs::write(home.path().join("v1/book.plim"), BOOK).unwrap();
    let (code, said) = err(&diff(home.path(), &["v1", "rules/book"]));
    assert_eq!(code, Some(2));
    assert!(said.contains("write `./v1` for the one"), "{said}");
    let folder = out(&diff(home.path(), &["./v1", "rules/book", "--as-of", "2019-01-10"]));
    assert!(folder.contains("Was: The target is 750 or fewer. Now: The target is 730 or fewer."), "{folder}");
    let tag = out(&diff(home.path(), &["refs/tags/v1", "rules/book", "--as-of", "2019-01-10"]));
    assert!(tag.contains("Was: The target is 750 or fewer."), "{tag}");
}

#[test]
fn reports_made_by_a_revision_are_held_against_the_rules_of_now() {
    let home = repository();
    let restate = |was: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plimsoll"));
        command.args(["restate", "rules/book", "--was", was, "--as-of", "2019-01-10"]);
        command.current_dir(home.path()).output().unwrap()
    };
    let said = out(&restate("HEAD~1"));
    assert!(said.contains("740"), "{said}");
    assert!(said.contains("730"), "{said}");
    let (code, said) = err(&restate("v9"));
    assert_eq!(code, Some(2));
    assert!(said.contains("`v9` is no file or folder, and no revision"), "{said}");
}
