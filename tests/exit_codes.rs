//! How every command ends: a table of command lines, each with its exit code and a word of what it says.
//!
//! 0 done; 1 done, and something is at or above `--fail-on`; 2 the command line is wrong, or a file it names cannot be
//! read or written; 3 the rule book is wrong; 4 the data is wrong; 5 something due could not be judged, under
//! `--strict`; 70 a defect of the program.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads and writes files itself, and one that cannot has failed"
)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A command line run in a folder that holds the books of [`home`], how it ends, and words from what it says.
type Row = (&'static str, i32, &'static str);

const DAY: &str = "2026-07-20";

/// Every command, each way it can end. A command that is added to the program has to be added here.
const ROWS: &[Row] = &[
    ("check good", 0, "nothing wrong"),
    ("check good --fail-on advice", 0, "nothing wrong"),
    ("check doubtful", 0, "1 warning"),
    ("check doubtful --fail-on error", 0, "1 warning"),
    ("check doubtful --fail-on warning", 1, "1 warning"),
    ("check doubtful --fail-on advice --format sarif", 1, "monitor-with-target"),
    ("check doubtful --fail-on purple", 2, "purple"),
    ("check good --findings sarif=taken/a.sarif", 2, "cannot write taken"),
    ("check good --findings sarif=good", 2, "cannot write good"),
    ("check good --fix", 0, "nothing could be corrected without asking"),
    ("check good --fix --diff", 0, "nothing can be corrected without asking"),
    ("check wrong --fix --diff", 3, "nothing can be corrected without asking"),
    ("check good --diff", 2, "--fix"),
    ("check nowhere", 2, "cannot read nowhere: there is no such file or folder"),
    ("check values.csv", 2, "values.csv is data"),
    ("check lost-link", 2, "cannot read lost-link/rules.plim"),
    ("check empty", 3, "empty has no rule files"),
    ("check wrong", 3, "points the wrong way"),
    ("check wrong --fail-on warning", 3, "points the wrong way"),
    ("check not-text", 3, "not-text/rules.plim is not plain text"),
    ("run good --as-of DAY", 0, "Example performance framework"),
    ("run good --as-of DAY --fail-on red", 1, "red or worse (--fail-on): 1.1"),
    ("run good --as-of DAY --out reports --fail-on amber", 1, "amber or worse (--fail-on): 1.1"),
    ("run good --as-of DAY --strict", 0, "Example performance framework"),
    ("run good --as-of DAY --data missing.csv --strict", 5, "Example performance framework"),
    ("run good --as-of DAY --data missing.csv --strict --fail-on red", 5, "red or worse (--fail-on): 1.1"),
    ("run good --as-of DAY --format html", 2, "add --out"),
    ("run good --as-of DAY --format html --out pages-of-html", 0, "reports written to pages-of-html"),
    ("run good --as-of DAY --format docx", 2, "add --out"),
    ("run good --as-of DAY --format docx --out papers-for-word", 0, "reports written to papers-for-word"),
    ("run good --as-of never", 2, "`never` is not a day"),
    ("run good --as-of DAY --period Q9", 2, "`Q9` is not a period"),
    ("run good --as-of DAY --data nowhere.csv", 2, "cannot read nowhere.csv"),
    ("run good --as-of DAY --data empty", 2, "there is no data to judge"),
    ("run good --as-of DAY --out taken", 2, "cannot write taken"),
    ("run good --as-of DAY --ledger taken/a.csv", 2, "cannot write taken"),
    ("run good --as-of DAY --findings junit=taken/a.xml", 2, "cannot write taken"),
    ("run good --as-of DAY --fail-on purple", 2, "`purple` is not a level of this book"),
    ("run wrong --as-of DAY", 3, "points the wrong way"),
    ("run wrong --as-of DAY --data bad.csv --strict --fail-on red", 3, "points the wrong way"),
    ("run empty --as-of DAY", 3, "empty has no rule files"),
    ("run good --as-of DAY --data bad.csv", 4, "59O"),
    ("run good --as-of DAY --data bad.csv --strict --fail-on red", 4, "59O"),
    ("run good --as-of DAY --data not-text.csv", 4, "not-text.csv"),
    ("why 1.1 --book good --as-of DAY", 0, "1.1"),
    ("why 9.9 --book good --as-of DAY", 2, "no measure `9.9`"),
    ("why 1.1 --book good --as-of DAY --data nowhere.csv", 2, "cannot read nowhere.csv"),
    ("why 1.1 --book wrong --as-of DAY", 3, "1.1"),
    ("why 1.1 --book good --as-of DAY --data bad.csv", 4, "59O"),
    ("restate good --as-of DAY", 0, "results that were reported"),
    ("restate good --as-of DAY --was nowhere", 2, "`nowhere` is no file or folder"),
    ("restate wrong --as-of DAY", 3, "because of errors"),
    ("restate good --as-of DAY --data bad.csv", 4, "because of errors"),
    ("show good", 0, "rules in plain sentences"),
    ("show good 1.1", 0, "1.1"),
    ("show good 9.9", 2, "nothing that is called `9.9`"),
    ("show good --format docx", 2, "add --out and a name"),
    ("show good --format html --out taken/page.html", 2, "cannot write taken"),
    ("show nowhere/book", 2, "cannot read nowhere/book"),
    ("show wrong", 3, "not judged until its rule is mended"),
    ("show empty", 3, "empty has no rule files"),
    ("diff good good --as-of DAY", 0, "No rule says anything else"),
    ("diff good good --as-of DAY --fail-on-change", 0, "No rule says anything else"),
    ("diff doubtful good --as-of DAY --fail-on-change", 1, "What changed in the rules"),
    ("diff nowhere good --as-of DAY", 2, "`nowhere` is no file or folder"),
    ("diff good good --as-of DAY --period Q9", 2, "`Q9` is not a period"),
    ("diff good good --as-of DAY --data nowhere.csv", 2, "cannot read nowhere.csv"),
    ("diff good wrong --as-of DAY", 3, "because of errors"),
    ("diff wrong good --as-of DAY", 0, "The rules of wrong have faults"),
    ("diff good good --as-of DAY --data bad.csv", 4, "because of errors"),
    ("simulate good --as-of DAY", 0, "Exception report"),
    ("simulate good --as-of DAY --rules-only --data values.csv", 2, "cannot be used with"),
    ("simulate untold --as-of DAY", 0, "Not so"),
    ("simulate untold --as-of DAY --strict", 1, "Not so"),
    ("simulate wrong --as-of DAY", 3, "because of errors"),
    ("simulate good --as-of DAY --data bad.csv", 4, "because of errors"),
    ("template good --period 2026/27 --as-of DAY --out sent", 0, ".xlsx: "),
    ("template good --as-of DAY --out sent", 0, "the last that has ended; --period names another"),
    ("template good --as-of DAY", 2, "--out"),
    ("template good --period Q9 --as-of DAY --out sent", 2, "`Q9` is not a period"),
    ("template good --period 2026/27 --as-of DAY --out sent --board nobody", 2, "`nobody` is not a board"),
    ("template good --period 2026/27 --as-of DAY --out taken", 2, "cannot write taken"),
    ("template wrong --period 2026/27 --as-of DAY --out sent", 3, "because of errors"),
    ("template good --period 2026/27 --as-of DAY --out sent --data bad.csv", 4, "because of errors"),
    ("fmt good", 0, "good/rules.plim: in order already"),
    ("fmt good --check", 0, ""),
    ("fmt good --diff", 0, ""),
    ("fmt untidy --check", 1, "untidy/rules.plim: layout would be tidied"),
    ("fmt good -", 2, "`-` stands alone"),
    ("fmt nowhere", 2, "cannot read nowhere"),
    ("fmt empty", 3, "empty has no rule files"),
    ("fmt not-text", 3, "not-text/rules.plim is not plain text"),
    ("fmt unclosed --check", 3, "syntax::missing-brace"),
    ("test good", 0, "2 scenarios: 2 passed"),
    ("test good --coverage --coverage-at-least 100", 1, "scenarios: 2 passed"),
    ("test failing", 1, "1 failed"),
    ("test wrong", 3, "points the wrong way"),
    ("test nowhere", 2, "cannot read nowhere"),
    ("test good --junit taken/a.xml", 2, "cannot write taken"),
    ("new another", 0, "another now holds a rule book"),
    ("new good", 2, "is already there and was left as it is"),
    ("new taken/book", 2, "cannot write taken"),
    ("import table.csv --out imported --period 2019/20", 0, "imported now holds"),
    ("import table.csv --dry-run --period 2019/20", 0, "Nothing was written."),
    ("import nowhere.csv --out imported", 2, "cannot read nowhere.csv"),
    ("import table.csv --out good --period 2019/20", 2, "good already holds files and was left as it is"),
    ("import table.csv", 2, "--out"),
    ("import table.csv --sheet One --dry-run", 2, "table.csv is no workbook"),
    ("explain check::unknown-board", 0, "# check::unknown-board"),
    ("explain", 0, "check::unknown-board"),
    ("explain check::nothing-like-it", 2, "there is no code"),
    ("completions bash", 0, "plimsoll"),
    ("completions telex", 2, "telex"),
    ("man --out pages", 0, "pages of the manual written to pages"),
    ("man --out taken", 2, "cannot write taken"),
    ("man", 2, "--out"),
    ("", 2, "Usage"),
    ("frobnicate", 2, "frobnicate"),
    ("--version", 0, "plimsoll "),
    ("--help", 0, "How a command ends"),
    ("help", 0, "How a command ends"),
    ("help run", 0, "--fail-on"),
    ("help frob", 2, "unrecognized subcommand"),
];

/// A folder with a good book, a doubtful one, wrong ones, data, and a file where a folder is wanted.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let at = |path: &str| home.path().join(path);
    let write = |path: &str, text: &str| {
        std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        std::fs::write(at(path), text).unwrap();
    };
    assert!(plimsoll(home.path(), "new good").status.success());
    let rules = std::fs::read_to_string(at("good/rules.plim")).unwrap();
    let values = std::fs::read_to_string(at("good/data/values.csv")).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(rules.contains(from) || values.contains(from), "the new book has no `{from}`");
        (rules.replace(from, to), values.replace(from, to))
    };
    write("wrong/rules.plim", &changed("75% or more", "75% or fewer").0);
    write("wrong/data/values.csv", &values);
    write(
        "doubtful/rules.plim",
        &changed("aim       monitor", "aim       monitor\n  target    10 or fewer").0,
    );
    write("untold/rules.plim", UNTOLD);
    write(
        "failing/rules.plim",
        &format!(
            "{rules}\nscenario \"No figure passes\" {{\n  measure 1.1: missing in Q1 2026/27\n  \
             report on Q1 2026/27 as of 20 July 2026\n  expect 1.1 is green\n}}\n"
        ),
    );
    write("untidy/rules.plim", "board  HWB  { meets 13 June 2019 }\n");
    write("unclosed/rules.plim", "measure 1.1 \"Children\" {\n  owner CT\n");
    write("bad.csv", &changed("590", "59O").1);
    write("missing.csv", &changed("590", "nya").1);
    write("values.csv", &values);
    write("table.csv", "Ref,Measure,Target,Value\n1,Increase the number of homes,750,710\n");
    write("taken", "mine");
    std::fs::create_dir(at("empty")).unwrap();
    std::fs::create_dir(at("not-text")).unwrap();
    std::fs::write(at("not-text/rules.plim"), b"board HIB \"\xff\xfe\"").unwrap();
    std::fs::write(at("not-text.csv"), b"measure,period,value\n1.1,\xff\xff,1\n").unwrap();
    std::fs::create_dir(at("lost-link")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere.plim", at("lost-link/rules.plim")).unwrap();
    home
}

/// A measure that nobody answers for, whose case is told to nobody.
const UNTOLD: &str = "framework \"Health\" { year April to March; due quarterly }
board HWB \"Health and Wellbeing Board\"
rating RAG { green when on target; red otherwise }
measure 1.1 \"Children\" { unit children; aim reduce; target 10 or fewer; rating RAG }
escalation exception \"Exception report\" { when red; to owner; respond within 10 working days }
";

fn plimsoll(folder: &Path, line: &str) -> Output {
    let arguments = line.split_whitespace().map(|word| if word == "DAY" { DAY } else { word });
    Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn every_command_ends_as_the_design_says() {
    let home = home();
    let mut faults = Vec::new();
    for (line, code, words) in ROWS {
        if cfg!(not(unix)) && line.contains("lost-link") {
            continue;
        }
        let output = plimsoll(home.path(), line);
        let said = said(&output);
        // Messages are wrapped; the words asked for are not.
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        if output.status.code() != Some(*code) || !flat.contains(words) {
            faults.push(format!(
                "plimsoll {line}\n  ended with {:?}, not {code} with `{words}`:\n{said}",
                output.status.code()
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(std::fs::read_to_string(home.path().join("taken")).unwrap(), "mine");
}

#[test]
fn every_command_has_its_rows() {
    let program = plimsoll::cli::command();
    for verb in program.get_subcommands().map(clap::Command::get_name) {
        let own = |line: &&Row| line.0.split(' ').next() == Some(verb);
        let codes: Vec<i32> = ROWS.iter().filter(own).map(|(_, code, _)| *code).collect();
        assert!(
            codes.contains(&0),
            "`plimsoll {verb}` needs a row in ROWS that ends with 0, and one for each other end"
        );
        let home = tempfile::tempdir().unwrap();
        let wrong = plimsoll(home.path(), &format!("{verb} --no-such-option"));
        assert_eq!(wrong.status.code(), Some(2), "plimsoll {verb}: {}", said(&wrong));
        let help = plimsoll(home.path(), &format!("{verb} --help"));
        assert_eq!(help.status.code(), Some(0), "plimsoll {verb}: {}", said(&help));
    }
}

/// `plimsoll explain | head -1`: whoever stopped reading has what they wanted.
#[test]
#[cfg(unix)]
fn a_reader_who_stops_is_no_fault() {
    for line in ["explain", "run rules/oxfordshire-2019 --as-of 2019-06-13 --format json", "completions zsh"]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
            .args(line.split_whitespace())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{line}: {}", said(&ended));
        assert!(!said(&ended).contains("cannot print"), "{line}: {}", said(&ended));
    }
}

/// A full disk is not a reader who stopped: what was printed is not all there was.
#[test]
#[cfg(target_os = "linux")]
fn a_result_that_cannot_be_printed_is_told() {
    for line in ["explain", "check rules/oxfordshire-2019 --format json", "completions fish"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ended = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
            .args(line.split_whitespace())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(ended.status.code(), Some(2), "{line}: {}", said(&ended));
        assert!(said(&ended).contains("cannot print the whole result"), "{line}: {}", said(&ended));
    }
}

/// Ends as the program does on a defect. Run by the test below in a process of its own, never by itself.
#[test]
#[ignore = "it ends the process; the test below runs it"]
fn a_defect() {
    plimsoll::cli::on_defect();
    panic!("the sum of parts is not the whole");
}

#[test]
fn a_defect_ends_with_70_and_asks_to_be_reported() {
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_defect", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let said = said(&ended);
    assert_eq!(ended.status.code(), Some(70), "{said}");
    for words in [
        "plimsoll: this is a defect of the program, not of your files",
        "please report it, with the command you ran and this line:",
        "tests/exit_codes.rs:",
        "the sum of parts is not the whole",
    ] {
        assert!(said.contains(words), "`{words}` is not in\n{said}");
    }
    assert!(!said.contains("RUST_BACKTRACE") && !said.contains("panicked"), "{said}");
}
