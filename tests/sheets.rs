//! Workbooks and CSV files as another program reads them: the same in both formats of workbook, and inert whatever was
//! submitted.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files itself, and one that cannot has failed"
)]

use std::path::Path;
use std::process::{Command, Output};

use plimsoll::base::inert::{as_meant, cell, may_be_reckoned, visible};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

const BOOK: &str = r#"framework "=1+1" { year April to March; due quarterly }
board HIB "@SUM(1)"
rating RAG { green when on target; red otherwise }
escalation exception "Exception" { when red; to owner; respond within 10 working days; ask cause "+cmd: why?" }
measure 1 "=cmd|' /C calc'!A0" { owner HIB; unit children; aim reduce; target 20 or fewer; rating RAG; note "-2+3"; plausible between -10 and 100 }
measure 2 "<script>alert(1)</script>" { owner HIB; unit % of children; aim increase; target 95% or more; rating RAG }
"#;
const VALUES: &str = "measure,period,value,note\n1,Q4 2018/19,30,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n2,Q4 2018/19,94.96,\n\
                      1,Q3 2018/19,-5,\n";
const ANSWERS: &str = "measure,escalation,period,field,text,lead,submitted\n\
                       1,exception,Q4 2018/19,cause,\"=cmd|' /C calc'!A0\",@lead,2019-06-12\n";

fn plimsoll(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap()
}

/// Runs the hostile book into `out`.
fn hostile(formats: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("book/data")).unwrap();
    for (name, text) in [("book.plim", BOOK), ("data/values.csv", VALUES), ("data/responses.csv", ANSWERS)] {
        std::fs::write(home.path().join("book").join(name), text).unwrap();
    }
    let ran =
        plimsoll(home.path(), &["run", "book", "--as-of", "2019-06-13", "--out", "out", "--format", formats]);
    assert!(ran.status.code() == Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    home
}

#[test]
fn a_cell_of_a_csv_file_never_begins_like_a_formula_unless_it_is_a_number() {
    let home = hostile("csv");
    let mut hostile_cells = 0;
    for entry in std::fs::read_dir(home.path().join("out")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        for record in csv::Reader::from_path(&path).unwrap().records() {
            for cell in record.unwrap().iter() {
                let is_number = cell.parse::<f64>().is_ok();
                assert!(
                    is_number || !may_be_reckoned(cell) || cell.starts_with('\''),
                    "{}: {cell}",
                    path.display()
                );
                hostile_cells += usize::from(may_be_reckoned(as_meant(cell)) && !is_number);
            }
        }
    }
    assert!(hostile_cells >= 8, "only {hostile_cells} cells were hostile at all");
}

#[test]
fn a_negative_number_is_a_number() {
    let home = hostile("csv");
    let history = std::fs::read_to_string(home.path().join("out/history.csv")).unwrap();
    assert!(history.contains(",-5,children,"), "{history}");
}

#[test]
fn what_is_written_is_read_back_as_it_was_submitted() {
    let home = hostile("csv");
    // Our own file of answers, given back as a file of answers with the same headings.
    let written = std::fs::read_to_string(home.path().join("out/answers.csv")).unwrap();
    assert!(written.contains("'=cmd|' /C calc'!A0"), "{written}");
    let back = written.replacen("case,", "escalation,", 1).replace("exception/1/Q4 2018/19,", "exception,");
    std::fs::write(home.path().join("book/data/responses.csv"), back).unwrap();
    let again = plimsoll(home.path(), &["run", "book", "--as-of", "2019-06-13", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    let text = json["prompts"].to_string();
    assert!(text.contains("\"=cmd|' /C calc'!A0\"") && text.contains("\"@lead\""), "{text}");
}

#[test]
fn a_format_of_files_asks_for_a_folder() {
    let home = hostile("csv");
    for format in ["csv", "xlsx", "ods"] {
        let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2019-06-13", "--format", format]);
        assert_eq!(ran.status.code(), Some(2), "{format}");
        assert!(String::from_utf8_lossy(&ran.stderr).contains("add --out"), "{format}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_inert_and_comes_back(text in any::<String>(), start in "['=+@\\-\t\r\n ＝]{0,4}") {
        let text = format!("{start}{text}");
        let written = cell(&text);
        prop_assert!(!written.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{:?}", written);
        prop_assert!(!written.starts_with(['\t', '\r', '\n']), "{:?}", written);
        prop_assert_eq!(as_meant(&written), visible(&text).as_ref());
    }
}

#[cfg(feature = "workbooks")]
mod workbooks {
    use std::path::Path;

    use calamine::{Data, Reader, open_workbook_auto};

    use super::{hostile, plimsoll};

    /// Every sheet with its cells: numbers as numbers, days as days, all else as text.
    fn sheets(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
        let mut book = open_workbook_auto(path).unwrap();
        let cell = |cell: &Data| match cell {
            Data::DateTime(day) => format!("day {}", day.as_datetime().unwrap().date()),
            Data::DateTimeIso(day) => format!("day {}", day.get(..10).unwrap_or(day)),
            Data::Float(number) => format!("number {number}"),
            Data::Int(number) => format!("number {number}"),
            Data::String(text) => text.replace("\r\n", "\n"),
            other => format!("{other:?}"),
        };
        let names = book.sheet_names();
        names
            .into_iter()
            .map(|name| {
                let rows = book.worksheet_range(&name).unwrap();
                let rows = rows.rows().map(|row| row.iter().map(cell).collect()).collect();
                let formulas = book.worksheet_formula(&name).unwrap();
                assert!(formulas.rows().flatten().all(String::is_empty), "{name} has a formula");
                (name, rows)
            })
            .collect()
    }

    #[test]
    fn both_formats_hold_the_same_and_no_formula() {
        let home = hostile("xlsx,ods");
        let out = home.path().join("out");
        let (xlsx, ods) = (sheets(&out.join("results.xlsx")), sheets(&out.join("results.ods")));
        assert_eq!(xlsx, ods);
        let all: Vec<&String> = xlsx.iter().flat_map(|(_, rows)| rows.iter().flatten()).collect();
        for text in
            ["=cmd|' /C calc'!A0", "@SUM(1)", "<script>alert(1)</script>", "number 94.96", "number -5"]
        {
            assert!(all.iter().any(|cell| *cell == text), "no cell holds `{text}`");
        }
    }

    #[test]
    fn shipped_books_are_the_same_in_both_formats_and_from_run_to_run() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for book in ["rules/example-borough", "rules/oxfordshire-2019"] {
            let home = tempfile::tempdir().unwrap();
            let written = |name: &str| {
                let out = home.path().join(name);
                let arguments = ["run", book, "--as-of", "2019-06-13", "--format", "xlsx,ods", "--out"];
                let ran = plimsoll(root, &[&arguments[..], &[out.to_str().unwrap()]].concat());
                assert_eq!(ran.status.code(), Some(0));
                out
            };
            let out = written("one");
            assert_eq!(sheets(&out.join("results.xlsx")), sheets(&out.join("results.ods")), "{book}");
            let bytes = |folder: &Path, name: &str| std::fs::read(folder.join(name)).unwrap();
            // The command line stands on the cover, so both runs have the same.
            let before = ["results.xlsx", "results.ods"].map(|name| bytes(&out, name));
            let again = written("one");
            let after = ["results.xlsx", "results.ods"].map(|name| bytes(&again, name));
            assert!(before == after, "{book}: two runs differ");
        }
    }
}
