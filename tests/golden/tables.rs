//! What programs read of a run, for every case of `tests/cases/run` and every shipped book: `results.json` is what its
//! published schema says, and the tables of CSV and workbooks are whole, agree with it, and hold nothing that is withheld.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use plimsoll::eval::outcome::Assessment;
use plimsoll::eval::{LookBack, assess_with_trends};
use plimsoll::report::tidy_csv::CsvFiles;
use plimsoll::report::{self, Inputs, json_v1};
use serde_json::Value as Json;

use super::case_folder::{Judged, judged};
use super::each_case;
use super::invariants::Shipped;

/// A table: its headings, and each row by them.
struct Table {
    headings: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let row =
            |row: csv::StringRecord| headings.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
        let rows = reader.records().map(|record| row(record.unwrap())).collect();
        Self { headings, rows }
    }

    fn column(&self, name: &str) -> Vec<&str> {
        assert!(self.headings.iter().any(|heading| heading == name), "there is no column `{name}`");
        self.rows.iter().map(|row| row[name].as_str()).collect()
    }
}

fn with_past(case: &Judged) -> Assessment {
    let findings = case.assessment.findings.clone();
    Assessment { findings, ..assess_with_trends(&case.run(), LookBack::Everything) }
}

fn inputs<'a>(case: &'a Judged, assessment: &'a Assessment) -> Inputs<'a> {
    Inputs { assessment, ..case.inputs() }
}

fn csv_files(inputs: Inputs<'_>) -> BTreeMap<String, Vec<u8>> {
    let view = report::View::new(inputs);
    let files = CsvFiles::new(&view);
    let seen = report::tables::Seen::new(&view);
    for table in &report::tables::TABLES {
        assert_eq!(table.count(&seen), (table.rows)(&seen).count(), "the rows of {}", table.name);
    }
    let write = |file: &report::tidy_csv::CsvFile| {
        let mut bytes = Vec::new();
        files.write(file, &mut bytes).unwrap();
        (file.name.clone(), bytes)
    };
    CsvFiles::all().iter().map(write).collect()
}

/// What is told apart here: whether a cell holds a figure, and which.
fn figure(text: &str) -> Option<&str> {
    Some(text).filter(|text| !["", "[x]", "[c]"].contains(text))
}

fn agrees(case: &Judged) {
    let assessment = with_past(case);
    let files = csv_files(inputs(case, &assessment));
    let json: Json = serde_json::from_str(&json_v1::render(inputs(case, &assessment))).unwrap();
    let tables: BTreeMap<&str, Table> = files
        .iter()
        .filter_map(|(name, bytes)| Some((name.strip_suffix(".csv")?, Table::read(bytes))))
        .collect();
    let results = &tables["results"];
    let ids: BTreeSet<&str> = results.column("result_id").into_iter().collect();
    assert_eq!(ids.len(), results.rows.len(), "two results have one name");
    let told = json["results"].as_array().unwrap();
    assert_eq!(results.rows.len(), told.len());
    for (row, told) in results.rows.iter().zip(told) {
        assert_eq!(row["result"], told["result"].as_str().unwrap());
        assert_eq!(figure(&row["level"]), told["level"].as_str(), "{row:?}");
        let value = told["value"].as_str().filter(|value| value.parse::<f64>().is_ok());
        assert_eq!(figure(&row["value"]), value, "{row:?}");
        assert_eq!(row["value"] == "[c]", told["result"] == "withheld", "{row:?}");
        let target = &told["target"];
        let lower = target["figure"].as_str().or(target["low"].as_str());
        assert_eq!(
            (figure(&row["target_figure"]), figure(&row["target_upper"])),
            (lower, target["high"].as_str())
        );
        assert_eq!(figure(&row["gap"]), told["gap"].as_str());
    }
    for name in ["history", "exceptions", "changes"] {
        assert!(
            tables[name].column("result_id").iter().all(|id| ids.contains(id)),
            "{name} names another result"
        );
    }
    let cases: BTreeSet<&str> = tables["cases"].column("id").into_iter().collect();
    for (name, may_lack) in [("exceptions", true), ("questions", false), ("answers", true)] {
        let named = tables[name].column("case");
        assert!(
            named.iter().all(|id| cases.contains(id) || (may_lack && id.is_empty())),
            "{name} names another case"
        );
    }
    // The ledger and the table of cases are one file under two names.
    let ledger = report::ledger(&case.rules.book, &assessment.cases).unwrap();
    assert_eq!(String::from_utf8(ledger).unwrap(), String::from_utf8(files["cases.csv"].clone()).unwrap());
    for words in &case.settings.nowhere {
        for (name, bytes) in &files {
            assert!(!String::from_utf8_lossy(bytes).contains(words.as_str()), "{name} says `{words}`");
        }
    }
}

#[test]
fn the_tables_of_every_case_are_whole_and_agree_with_its_json() {
    each_case("run", |folder| agrees(&judged(folder)));
    Shipped::all().iter().for_each(|book| agrees(&book.judged()));
}

// ---- the published schema ------------------------------------------------------------------------------------------

struct Schema {
    schemas: Schemas,
    top: SchemaIndex,
}

impl Schema {
    fn published() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/results.schema.json");
        let text = std::fs::read_to_string(path).unwrap();
        let mut compiler = Compiler::new();
        compiler.add_resource("schema.json", serde_json::from_str(&text).unwrap()).unwrap();
        let mut schemas = Schemas::new();
        let top = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, top }
    }

    fn holds(&self, value: &Json) -> Result<(), String> {
        self.schemas.validate(value, self.top).map_err(|why| format!("{why:#}"))
    }
}

#[test]
fn every_run_is_what_the_published_schema_says() {
    let schema = Schema::published();
    let holds = |case: &Judged| {
        let json: Json = serde_json::from_str(&json_v1::render(case.inputs())).unwrap();
        schema.holds(&json).unwrap_or_else(|why| panic!("{why}"));
    };
    each_case("run", |folder| holds(&judged(folder)));
    each_case("paper", |folder| holds(&judged(folder)));
    Shipped::all().iter().for_each(|book| holds(&book.judged()));
}

/// A change of a document.
type Change = fn(&mut Json);

#[test]
fn the_schema_refuses_what_no_run_writes() {
    let schema = Schema::published();
    let book = &Shipped::all()[2];
    let json: Json = serde_json::from_str(&json_v1::render(book.judged().inputs())).unwrap();
    schema.holds(&json).unwrap();
    let changes: [(&str, Change); 7] = [
        ("another version", |json| json["schema"] = "plimsoll/v2".into()),
        ("a key that is not named", |json| json["results"][0]["colour"] = "red".into()),
        ("a number that is no text", |json| json["results"][0]["value"] = 750.into()),
        ("a kind that there is not", |json| json["results"][0]["result"] = "excellent".into()),
        ("no list of cases", |json| drop(json.as_object_mut().unwrap().remove("cases"))),
        ("a case in no state", |json| json["cases"][0]["state"] = Json::Null),
        ("a key too many, deeper down", |json| json["results"][0]["movement"]["ever"] = Json::Null),
    ];
    for (what, change) in changes {
        let mut changed = json.clone();
        change(&mut changed);
        assert!(schema.holds(&changed).is_err(), "the schema lets {what} pass");
    }
}
