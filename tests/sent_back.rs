//! The table of questions, filled in and sent back as it is, answers them; and where nobody looks, no line of progress is written.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and runs the program on files of its own"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const BOOK: &str = r#"framework "Report" { year April to March; due quarterly }
board HIB "Health Improvement Board" { meets 12 September 2019 }
groups site "Site" { JR "John Radcliffe"; HGH "Horton" }
rating met { green when on target; red otherwise }
measure 1 "People" { owner HIB; unit people; aim reduce; by site; target 10 or fewer; rating met on each site }
measure 2 "Total" { owner HIB; unit people; aim reduce; target 10 or fewer; rating met }
escalation exception "Exception report" { when red; to owner; respond within 14 days; ask cause "What explains it?"; ask action "What is being done?" }
"#;

fn write_book(folder: &Path, rows: &str) {
    fs::create_dir(folder.join("data")).unwrap();
    fs::write(folder.join("book.plim"), BOOK).unwrap();
    fs::write(folder.join("data/values.csv"), format!("measure,site,period,value,submitted\n{rows}"))
        .unwrap();
}

/// The table of questions, and all that was said.
fn run(folder: &Path, more: &[&str]) -> (Vec<csv::StringRecord>, String) {
    let asked = ["run", ".", "--as-of", "2019-01-20", "--prompts", "prompts.csv"];
    let ran =
        Command::cargo_bin("plimsoll").unwrap().current_dir(folder).args(asked).args(more).output().unwrap();
    let said = String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(0), "{said}");
    let mut table =
        csv::ReaderBuilder::new().has_headers(false).from_path(folder.join("prompts.csv")).unwrap();
    (table.records().map(Result::unwrap).collect(), said)
}

#[test]
fn a_filled_in_table_of_questions_answers_them() {
    let scratch = tempfile::tempdir().unwrap();
    write_book(
        scratch.path(),
        "1,JR,Q3 2018/19,17,2019-01-10\n1,HGH,Q3 2018/19,18,2019-01-10\n2,,Q3 2018/19,35,2019-01-10\n",
    );
    let (table, _) = run(scratch.path(), &[]);
    let at = |name: &str| table[0].iter().position(|heading| heading == name).unwrap();
    let (text, submitted, answered) = (at("text"), at("submitted"), at("answered"));
    assert!(table.len() > 4 && table[1..].iter().all(|row| &row[answered] == "no"), "{table:?}");
    let mut out = csv::Writer::from_path(scratch.path().join("returned.csv")).unwrap();
    out.write_record(&table[0]).unwrap();
    for (number, row) in table[1..].iter().enumerate() {
        let filled = |column: usize, cell: &str| match column {
            _ if column == text => format!("answer {number}"),
            _ if column == submitted => "2019-01-18".to_owned(),
            _ => cell.to_owned(),
        };
        out.write_record(row.iter().enumerate().map(|(column, cell)| filled(column, cell))).unwrap();
    }
    out.flush().unwrap();
    let (back, _) = run(scratch.path(), &["--responses", "returned.csv"]);
    assert_eq!(back.len(), table.len());
    for (number, row) in back[1..].iter().enumerate() {
        assert_eq!((&row[answered], &row[text]), ("yes", format!("answer {number}").as_str()), "{row:?}");
    }
}

#[test]
fn where_nobody_looks_there_is_no_line_of_progress() {
    let scratch = tempfile::tempdir().unwrap();
    // Enough work to last beyond the second after which a line is shown to somebody who looks.
    let areas = (0..30_000).map(|n| n.to_string());
    let months = ["Q1 2018/19", "Q2 2018/19", "Q3 2018/19"];
    let rows: String = areas.flat_map(|n| months.map(|month| format!("1,A{n},{month},{n},\n"))).collect();
    write_book(scratch.path(), &rows);
    let book = BOOK.replace(r#"{ JR "John Radcliffe"; HGH "Horton" }"#, "from data");
    fs::write(scratch.path().join("book.plim"), book).unwrap();
    let said = run_whatever(scratch.path());
    assert!(said.contains("written"), "the run came to its end: {said}");
    for mark in ["\u{1b}", "\r", "reading the figures", "judging (", "writing the reports"] {
        assert!(!said.contains(mark), "{mark:?} is written");
    }
}

/// Ends with whatever code: what it says is looked at.
fn run_whatever(folder: &Path) -> String {
    let asked = ["run", ".", "--as-of", "2019-01-20", "--out", "out"];
    let ran = Command::cargo_bin("plimsoll").unwrap().current_dir(folder).args(asked).output().unwrap();
    String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap()
}
