//! Tables that become rule books: each case of `tests/cases/import/` as a whole, the real board pack by its counts and
//! against the book that was made of it by hand, and what holds of any table.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its cases from files, and one that cannot has failed"
)]

mod against_the_hand;
mod command;
mod page;
mod properties;

use std::fs;
use std::path::{Path, PathBuf};

use plimsoll::base::period::parse_date;
use plimsoll::format::{Formatted, format};
use plimsoll::import::draft::Point;
use plimsoll::import::{Imported, Said, Table, Wishes, counts, from_csv, import, pointed};

/// A case: its table, the others beside it, and what the command line says.
struct Case {
    folder: PathBuf,
    table: Table,
    beside: Vec<Table>,
    wishes: Wishes,
    as_of: String,
}

impl Case {
    fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join("import.toml")).unwrap_or_default();
        let settings: toml::Table = text.parse().unwrap();
        let word = |key: &str| settings.get(key).map(|value| value.as_str().unwrap().to_owned());
        let columns = settings.get("columns").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let columns = columns
            .into_iter()
            .map(|(word, heading)| Said { word, heading: heading.as_str().unwrap().to_owned() });
        let name = word("table").unwrap_or_else(|| "table.csv".to_owned());
        Self {
            folder: folder.to_owned(),
            table: table(&folder.join(name)),
            beside: files(&folder.join("beside")).iter().map(|path| table(path)).collect(),
            wishes: Wishes {
                title: word("title"),
                year: word("year"),
                period: word("period"),
                columns: columns.collect(),
                tolerance_in_points: word("tolerance").map(|word| word == "points"),
                as_of: Some(parse_date(&word("as_of").unwrap_or_else(|| "2019-05-24".to_owned())).unwrap()),
            },
            as_of: word("as_of").unwrap_or_else(|| "2019-05-24".to_owned()),
        }
    }

    fn import(&self) -> Imported {
        import(&self.table, &self.beside, &self.wishes).unwrap()
    }
}

fn the_pack() -> Case {
    Case::read(&root().join("tests/cases/import/the_board_pack_of_june_2019"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table(path: &Path) -> Table {
    from_csv(&path.file_name().unwrap().to_string_lossy(), &fs::read(path).unwrap()).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn cases() -> Vec<Case> {
    let folders = files(&root().join("tests/cases/import"));
    assert!(folders.len() > 4);
    folders.iter().filter(|path| path.is_dir()).map(|folder| Case::read(folder)).collect()
}

fn write(imported: &Imported, folder: &Path) {
    for file in &imported.files {
        let path = folder.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
}

#[test]
fn each_table_becomes_the_book_that_is_kept() {
    for case in cases() {
        let imported = case.import();
        let files: Vec<String> =
            imported.files.iter().map(|file| format!("=== {} ===\n{}", file.name, file.text)).collect();
        let shown = format!("{}\n{}", imported.summary, files.join("\n"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case.folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let why = fs::read_to_string(case.folder.join("why.md")).unwrap();
        assert_eq!(why.lines().count(), 1, "{}: why.md has one line", case.folder.display());
        settings.set_description(why.trim().to_owned());
        settings.bind(|| insta::assert_snapshot!("book", shown));
    }
}

/// The book passes `check`, `run` reads its figures without an error, and a second import writes the same.
#[test]
fn each_book_passes_check_and_runs() {
    for case in cases() {
        let imported = case.import();
        let name = case.folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(imported.proved.left.is_empty(), "{name}: {:?}", imported.proved.left);
        let home = tempfile::tempdir().unwrap();
        write(&imported, home.path());
        let plimsoll = || {
            let mut command = assert_cmd::Command::cargo_bin("plimsoll").unwrap();
            command.current_dir(home.path());
            command
        };
        let checked = plimsoll().args(["check", ".", "--format", "plain"]).assert().code(0);
        let said = String::from_utf8_lossy(&checked.get_output().stdout).into_owned();
        assert!(!said.contains(": error"), "{name}:\n{said}");
        plimsoll().args(["run", ".", "--as-of", &case.as_of]).assert().code(0);
        let again = case.import();
        assert_eq!(again.files, imported.files, "{name}");
        assert_eq!(again.summary, imported.summary, "{name}");
    }
}

/// What is written is laid out already, and the summary has told all that `check` says of it.
#[test]
fn each_book_is_laid_out_and_its_findings_are_told() {
    for case in cases() {
        let imported = case.import();
        for file in imported.files.iter().filter(|file| file.name.ends_with(".plim")) {
            let laid_out = Formatted::Done { text: file.text.clone(), left: 0 };
            assert_eq!(format(&file.text), laid_out, "{} of {}", file.name, case.folder.display());
        }
        let home = tempfile::tempdir().unwrap();
        write(&imported, home.path());
        let mut check = assert_cmd::Command::cargo_bin("plimsoll").unwrap();
        let check =
            check.current_dir(home.path()).args(["check", ".", "--as-of", &case.as_of, "--format", "json"]);
        let told: serde_json::Value = serde_json::from_slice(&check.assert().get_output().stdout).unwrap();
        let told =
            told["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned());
        let mut told: Vec<String> = told.collect();
        told.sort();
        told.dedup();
        let mut said: Vec<&str> = imported.proved.said.iter().map(|(code, _)| *code).collect();
        said.dedup();
        assert_eq!(said, told, "{}", case.folder.display());
        assert!(said.iter().all(|code| imported.summary.contains(code)), "{}", imported.summary);
    }
}

/// Every row is in the book, as a measure or as a comment that says why not.
#[test]
fn no_row_is_lost() {
    for case in cases() {
        let imported = case.import();
        assert_all_rows_are_told(&case.table, &imported);
    }
}

fn assert_all_rows_are_told(table: &Table, imported: &Imported) {
    let draft = &imported.proved.draft;
    let rules: String =
        imported.files.iter().filter(|f| f.name.ends_with(".plim")).map(|f| f.text.as_str()).collect();
    assert_eq!(draft.measures.len() + draft.sections.len(), table.rows.len());
    let measured = table.rows.iter().filter(|row| !draft.sections.contains(&row.number));
    for (measure, row) in draft.measures.iter().zip(measured) {
        assert_eq!(measure.row, row.number);
        let declared = rules.contains(&format!("\nmeasure {} \"", measure.id));
        let left_out = rules.contains(&format!("# row {} is left out", row.number));
        assert!(declared != left_out, "row {} is not told", row.number);
    }
}

#[test]
fn of_the_real_pack_at_least_sixty_rows_need_no_hand() {
    let imported = the_pack().import();
    let (whole, doubtful) = counts(&imported.proved);
    assert_eq!((whole, doubtful), (61, 4));
    let rules: String = imported.files.iter().map(|file| file.text.as_str()).collect();
    assert_eq!(rules.matches("\nmeasure ").count(), 65);

    let ids = |point: Point| -> Vec<String> {
        pointed(&imported.proved, point).into_iter().map(|measure| measure.id.clone()).collect()
    };
    assert_eq!(ids(Point::WrongWay), ["4.1", "4.2", "4.3"]);
    assert_eq!(ids(Point::RatedWithoutTarget), ["1.10", "1.11", "3.9", "3.10"]);
    assert_eq!(ids(Point::DoubleTarget), ["1.1", "1.4", "1.8", "1.9", "2.1", "3.4", "3.9", "3.12"]);
}

/// Each remark of the draft is a comment of the book, with its row, and each doubt is in the summary with what to do.
#[test]
fn each_doubt_is_a_comment_with_its_row() {
    for case in cases() {
        let imported = case.import();
        let text: String = imported.files.iter().map(|file| file.text.as_str()).collect();
        let flat = |text: &str| text.replace("\n#", " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let (text, summary) = (flat(&text), flat(&imported.summary));
        for measure in &imported.proved.draft.measures {
            for remark in &measure.remarks {
                let words = flat(&remark.words);
                let in_book =
                    [format!("row {} {words}", measure.row), format!("row {}: {words}", measure.row)];
                assert!(in_book.iter().any(|words| text.contains(words)), "{words}");
                if remark.doubt {
                    assert!(summary.contains(&words), "{words}");
                    assert!(remark.help.is_some(), "{words}");
                }
            }
        }
    }
}
