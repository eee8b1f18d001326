//! `plimsoll import` as a command: what it writes, what it refuses, and that it never writes over anything.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const TABLE: &str = "Ref,Measure,Plan,Target,Value\n1,Increase the number of homes,700,750,710\n";

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("table.csv"), TABLE).unwrap();
    home
}

/// Runs a command line, and gives its exit code with what it printed and said.
fn run(home: &Path, line: &[&str]) -> (i32, String, String) {
    let ran = Command::cargo_bin("plimsoll").unwrap().current_dir(home).args(line).assert();
    let output = ran.get_output();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_table_becomes_a_book_that_check_and_run_take() {
    let home = home();
    let line = ["import", "table.csv", "--out", "book", "--period", "Q3 2019/20"];
    let (code, printed, _) = run(home.path(), &line);
    assert_eq!(code, 0);
    assert!(printed.contains("1 row: 1 read whole, 0 with a doubt"), "{printed}");
    assert!(printed.contains("plimsoll check book"), "{printed}");
    assert_eq!(run(home.path(), &["check", "book"]).0, 0);
    let (code, printed, _) = run(home.path(), &["run", "book", "--as-of", "2020-01-20"]);
    assert_eq!(code, 0);
    assert!(printed.contains("750 or more"), "{printed}");
}

#[test]
fn nothing_is_ever_written_over() {
    let home = home();
    fs::create_dir(home.path().join("book")).unwrap();
    fs::write(home.path().join("book/mine.txt"), "mine").unwrap();
    let line = ["import", "table.csv", "--out", "book", "--period", "Q3 2019/20"];
    let (code, _, said) = run(home.path(), &line);
    assert_eq!(code, 2);
    assert!(said.contains("book already holds files and was left as it is"), "{said}");
    let left: Vec<_> =
        fs::read_dir(home.path().join("book")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["mine.txt"]);
}

/// With `--force` an import is made anew; what is not its own is told and left, for it would be read with the rest.
#[test]
fn an_import_may_be_made_anew() {
    let home = home();
    let line = ["import", "table.csv", "--out", "book", "--period", "Q3 2019/20"];
    assert_eq!(run(home.path(), &line).0, 0);
    let rules = home.path().join("book/measures.plim");
    let first = fs::read_to_string(&rules).unwrap();
    fs::write(&rules, "# mine\n").unwrap();
    fs::write(home.path().join("book/notes.txt"), "mine").unwrap();
    let (code, _, said) = run(home.path(), &line);
    assert_eq!((code, fs::read_to_string(&rules).unwrap().as_str()), (2, "# mine\n"), "{said}");
    assert!(said.contains("--force"), "{said}");
    let forced = [&line[..], &["--force"]].concat();
    assert_eq!(run(home.path(), &forced).0, 0);
    assert_eq!(fs::read_to_string(&rules).unwrap(), first);
    assert_eq!(fs::read_to_string(home.path().join("book/notes.txt")).unwrap(), "mine");
    fs::write(home.path().join("book/old.plim"), "board A \"A\"\n").unwrap();
    fs::write(&rules, "# mine\n").unwrap();
    let (code, _, said) = run(home.path(), &forced);
    assert_eq!((code, fs::read_to_string(&rules).unwrap().as_str()), (2, "# mine\n"), "{said}");
    assert!(said.contains("old.plim would be read together with the new rules"), "{said}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let home = home();
    let (code, printed, _) =
        run(home.path(), &["import", "table.csv", "--dry-run", "--period", "Q3 2019/20", "--out", "book"]);
    assert_eq!(code, 0);
    assert!(printed.ends_with("Nothing was written.\n"), "{printed}");
    assert!(!home.path().join("book").exists());
}

#[test]
fn a_column_may_be_named() {
    let home = home();
    let line =
        ["import", "table.csv", "--out", "book", "--period", "Q3 2019/20", "--columns", "target=Plan,value="];
    assert_eq!(run(home.path(), &line).0, 0);
    let rules = fs::read_to_string(home.path().join("book/measures.plim")).unwrap();
    assert!(rules.contains("target    700 or more"), "{rules}");
    let values = fs::read_to_string(home.path().join("book/data/values.csv")).unwrap();
    assert_eq!(values.lines().count(), 1, "no column is read as the value");
}

#[test]
fn what_is_missing_is_asked_for_in_words() {
    let home = home();
    for (line, wanted) in [
        (&["--out", "b"][..], "say it with --period"),
        (&["--out", "b", "--columns", "targte=Plan"], "`target` is one"),
        (&["--out", "b", "--columns", "target=Paln"], "`Plan` is near"),
        (&["--out", "b", "--columns", "target"], "write it as target="),
        (&["--out", "b", "--period", "soon"], "`soon` is not a period"),
        (&["--out", "b", "--period", "Q3 2019/20", "--year", "19"], "`19` is not a year"),
        (&[], "--out"),
    ] {
        let (code, _, said) = run(home.path(), &[&["import", "table.csv"], line].concat());
        assert_eq!(code, 2, "{line:?}");
        assert!(said.contains(wanted), "{line:?}: {said}");
    }
    fs::write(home.path().join("book.xlsx"), b"PK\x03\x04").unwrap();
    let (code, _, said) = run(home.path(), &["import", "book.xlsx", "--out", "b"]);
    assert_eq!(code, 2);
    assert!(said.contains("book.xlsx is a workbook that is damaged"), "{said}");
}
