//! The scenarios of the shipped books pass, those that are made pass as they are written, and what is said of a moved rule
//! is true.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

use std::fs;
use std::path::Path;

use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::scenario::generate::generate;
use plimsoll::scenario::mutate::{mutate, mutate_in_full};
use plimsoll::scenario::{Tables, Trial};
use plimsoll::syntax::parse;

fn test(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let ran = assert_cmd::Command::cargo_bin("plimsoll")
        .unwrap()
        .current_dir(folder)
        .arg("test")
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap();
    (text, ran.status.code().unwrap())
}

fn copy(book: &str, to: &Path) {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(book)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "plim") {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

#[test]
fn the_scenarios_of_the_shipped_books_pass() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for book in ["rules/oxfordshire-2019", "rules/example-borough", "src/cli/new_book"] {
        let (said, code) = test(project, &[book]);
        assert_eq!(code, 0, "{book}:\n{said}");
        assert!(said.contains(" passed\n"), "{book} has scenarios:\n{said}");
    }
}

/// What is made for a book is read back from its text, passes, and holds its thresholds in place.
#[test]
fn scenarios_that_are_made_pass_and_notice_nearly_every_threshold() {
    for name in ["oxfordshire-2019", "cqc-action-plan-2019", "primary-care-networks-2019"] {
        let home = tempfile::tempdir().unwrap();
        copy(&format!("rules/{name}"), home.path());
        // Its own scenarios, where it has some, would help.
        let _ = fs::remove_file(home.path().join("scenarios.plim"));
        let (said, code) = test(home.path(), &["--generate", "--write", "tests/made.plim", "--mutate"]);
        assert_eq!(code, 0, "{said}");
        let line = said.lines().find(|line| line.contains("steps of thresholds")).unwrap();
        let numbers: Vec<u32> = line.split([' ', '(', '%']).filter_map(|word| word.parse().ok()).collect();
        let [tried, noticed, _] = numbers.as_slice() else { panic!("{line}") };
        assert!(noticed * 100 >= tried * 95, "{name}: {line}");
        let (said, code) = test(home.path(), &[]);
        assert_eq!(code, 0, "{name}: {said}");
        let made = fs::read_to_string(home.path().join("tests/made.plim")).unwrap();
        let laid_out = plimsoll::format::Formatted::Done { text: made.clone(), left: 0 };
        assert!(plimsoll::format::format(&made) == laid_out, "{name}: what is made is not in its layout");
    }
}

/// Leaving out what a step cannot touch makes it quick, and changes nothing that is found.
#[test]
fn short_cuts_change_nothing() {
    for case in [
        "scenarios_made_for_each_threshold",
        "scenarios_for_more_than_one_figure",
        "a_theme_stands_by_its_share",
    ] {
        let path = format!("tests/cases/scenario/{case}/book.plim");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let mut sources = Sources::new();
        let file = sources.add(&path, text.as_str());
        let book = check(&[parse(file, &text).tree]).book;
        let made = generate(&book);
        let tables = Tables::new();
        let all: Vec<Trial<'_>> = made.scenarios.iter().map(|one| Trial::new(&book, one, &tables)).collect();
        assert!(!all.is_empty(), "{case}");
        // With few scenarios more is left over, and more has to be found out.
        for trials in [all.as_slice(), all.get(..all.len() / 3).unwrap()] {
            assert_eq!(mutate(&book, trials), mutate_in_full(&book, trials), "{case}");
        }
    }
}

/// For a rule that is moved by hand as a survivor says, every scenario still passes; for one that was noticed, one fails.
#[test]
fn what_is_said_of_a_moved_rule_is_true() {
    let home = tempfile::tempdir().unwrap();
    let case = "tests/cases/scenario/a_step_that_nobody_notices";
    copy(case, home.path());
    let book = home.path().join("book.plim");
    let text = fs::read_to_string(&book).unwrap();
    let (said, _) = test(home.path(), &["--mutate"]);
    assert!(said.contains("could say 6 instead of 5 and no scenario would notice"), "{said}");
    fs::write(&book, text.replace("within 5% of target", "within 6% of target")).unwrap();
    assert_eq!(test(home.path(), &[]).1, 0, "as the survivor says");
    assert!(!said.contains("could say 751 instead of 750"), "{said}");
    fs::write(&book, text.replace("target    750", "target    751")).unwrap();
    assert_eq!(test(home.path(), &[]).1, 1, "as it was noticed");
    assert!(!said.contains("leave the figure itself out"), "{said}");
    fs::write(&book, text.replace("750 or fewer", "below 750")).unwrap();
    assert_eq!(test(home.path(), &[]).1, 1, "as it was noticed");
}
