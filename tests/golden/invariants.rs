//! What must hold whatever a book says, tried on the shipped books with their own data: the order of rows and files
//! decides nothing, a measure that nobody reads changes nothing, what is taken away is never a pass, and an earlier
//! report is the same whatever has come since.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use plimsoll::data::Observations;
use plimsoll::report::json_v1;
use proptest::prelude::*;
use serde_json::Value as Json;

use super::case_folder::{Judged, Settings, files, judged_as, rules};

/// The shipped books, each with a day on which it is run.
const BOOKS: [(&str, &str); 4] = [
    ("cqc-action-plan-2019", "2019-06-13"),
    ("example-borough", "2024-06-13"),
    ("oxfordshire-2019", "2019-06-13"),
    ("primary-care-networks-2019", "2019-06-13"),
];

/// Files in a book's data folder that hold no values.
const BESIDE: [&str; 3] = ["responses", "events", "extensions"];

/// A book's files by their names within its folder, to be changed and judged.
#[derive(Clone)]
pub struct Shipped {
    as_of: NaiveDate,
    files: BTreeMap<String, String>,
}

impl Shipped {
    pub fn all() -> Vec<Self> {
        BOOKS.iter().map(|(book, as_of)| Self::read(book, as_of)).collect()
    }

    fn read(book: &str, as_of: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(book);
        let rules = files(&folder, "plim").into_iter();
        let data = files(&folder.join("data"), "csv").into_iter();
        let named = rules.chain(data).map(|path| {
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        });
        Self { as_of: as_of.parse().unwrap(), files: named.collect() }
    }

    /// Files of submitted values.
    fn values(&self) -> Vec<String> {
        let beside = |name: &&String| BESIDE.iter().any(|kind| name.contains(kind));
        self.files.keys().filter(|name| name.ends_with(".csv") && !beside(name)).cloned().collect()
    }

    pub fn judged(&self) -> Judged {
        self.judged_on(self.as_of)
    }

    fn judged_on(&self, as_of: NaiveDate) -> Judged {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in &self.files {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        // The commands look for these beside the values; a case folder has them at its top.
        for name in BESIDE.map(|kind| format!("{kind}.csv")) {
            if let Some(text) = self.files.get(&format!("data/{name}")) {
                fs::write(home.path().join(&name), text).unwrap();
                fs::remove_file(home.path().join("data").join(&name)).unwrap();
            }
        }
        let rules = rules(home.path());
        let settings = Settings::of(Some(&as_of.to_string()), None, &rules.book);
        judged_as(home.path(), rules, settings)
    }

    /// The lines of one file, its heading first.
    fn lines(&self, name: &str) -> Vec<String> {
        self.files[name].lines().map(str::to_owned).collect()
    }

    fn put(&mut self, name: &str, lines: &[String]) {
        self.files.insert(name.to_owned(), format!("{}\n", lines.join("\n")));
    }
}

/// What a run says, apart from the places and names of files.
fn told(case: &Judged) -> Json {
    let mut json: Json = serde_json::from_str(&json_v1::render(case.inputs())).unwrap();
    for key in ["rules", "data"] {
        json["run"][key] = Json::Null;
    }
    json["findings"] = Json::Null;
    without_places(&mut json);
    json
}

fn without_places(json: &mut Json) {
    match json {
        Json::Object(map) => {
            map.retain(|key, _| !["source", "file", "line", "column"].contains(&key.as_str()));
            map.values_mut().for_each(without_places);
        }
        Json::Array(all) => all.iter_mut().for_each(without_places),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// Fails with the first place where two reports differ: whole ones are too long to read.
fn assert_same(one: &Json, other: &Json, at: &str) {
    match (one, other) {
        (Json::Object(a), Json::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().for_each(|(key, value)| assert_same(value, &b[key], &format!("{at} / {key}")));
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            (0..).zip(a.iter().zip(b)).for_each(|(i, (a, b))| assert_same(a, b, &format!("{at} / {i}")));
        }
        _ => assert!(one == other, "{at}: {one:.400}\nand not\n{other:.400}"),
    }
}

fn is_plain(lines: &[String]) -> bool {
    lines.iter().all(|line| line.matches('"').count() % 2 == 0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_of_files_decides_nothing(turn in 1..500_usize, cut in 1..500_usize) {
        for shipped in Shipped::all() {
            let first = told(&shipped.judged());
            let mut turned = shipped.clone();
            for name in shipped.values() {
                let lines = shipped.lines(&name);
                let (head, mut rows) = (lines[0].clone(), lines[1..].to_vec());
                prop_assert!(is_plain(&rows), "{name}: a row of several lines cannot be moved about");
                let of = rows.len();
                rows.rotate_left(turn % of);
                rows.reverse();
                let (one, other) = rows.split_at(cut % of);
                turned.put(&name, &[std::slice::from_ref(&head), other].concat());
                turned.put(&name.replace(".csv", "-again.csv"), &[&[head], one].concat());
            }
            prop_assert_eq!(&told(&turned.judged()), &first);
        }
    }

    #[test]
    fn what_is_taken_away_is_never_a_pass(which in 0..10_000_usize) {
        for shipped in Shipped::all() {
            let before = told(&shipped.judged());
            let names = shipped.values();
            let name = &names[which % names.len()];
            let mut lines = shipped.lines(name);
            if lines.len() < 2 {
                continue;
            }
            let gone = lines.remove(1 + which % (lines.len() - 1));
            let mut less = shipped.clone();
            less.put(name, &lines);
            let after = told(&less.judged());
            let measure = gone.split(',').next().unwrap_or_default().to_owned();
            for (key, now) in passes(&after).iter().filter(|(key, _)| key.starts_with(&format!("{measure}|"))) {
                let was = passes(&before).get(key).copied();
                let newly = *now && was != Some(true);
                // An older figure that was on target may come to the front, and then it is marked as old.
                prop_assert!(!newly || is_reserved(&after, key), "{key} is on target without `{gone}`");
            }
        }
    }
}

/// Each result by measure and group, with whether it is on target.
fn passes(json: &Json) -> BTreeMap<String, bool> {
    let all = json["results"].as_array().unwrap().iter();
    all.map(|result| (key(result), result["on_target"] == true)).collect()
}

fn key(result: &Json) -> String {
    format!("{}|{}", result["measure"].as_str().unwrap(), result["group"].as_str().unwrap_or_default())
}

fn is_reserved(json: &Json, wanted: &str) -> bool {
    let result = json["results"].as_array().unwrap().iter().find(|result| key(result) == wanted).unwrap();
    let remarks = result["remarks"].as_array().unwrap();
    remarks.iter().any(|remark| remark.as_str().unwrap().contains("old"))
}

#[test]
fn a_measure_that_nobody_reads_changes_nothing() {
    for shipped in Shipped::all() {
        let first = told(&shipped.judged());
        let mut more = shipped.clone();
        more.files.insert(
            "zz-irrelevant.plim".to_owned(),
            "board ZZZ \"Nobody's board\"\n\
             measure ZZZ.1 \"Watched by nobody\" {\n  owner ZZZ\n  unit children\n  aim monitor\n}\n"
                .to_owned(),
        );
        let with = told(&more.judged());
        for part in ["results", "cases", "prompts", "differences"] {
            let all = with[part].as_array().unwrap().iter();
            // Where a rule asks for whatever is missing, it asks for this one too.
            let others: Vec<Json> = all.filter(|one| one["measure"] != "ZZZ.1").cloned().collect();
            assert_same(&Json::Array(others), &first[part], part);
        }
    }
}

#[test]
fn an_earlier_report_is_the_same_whatever_has_come_since() {
    for shipped in Shipped::all() {
        let now = shipped.judged();
        for as_of in earlier_days(&now.data, shipped.as_of) {
            let replayed = told(&shipped.judged_on(as_of));
            let mut then = shipped.clone();
            for (at, name) in (0_u16..).zip(shipped.values()) {
                let lines = shipped.lines(&name);
                let known = |line: usize| is_known(&now.data, at, line as u32 + 1, as_of);
                let kept: Vec<String> = lines
                    .iter()
                    .enumerate()
                    .filter(|(line, _)| *line == 0 || known(*line))
                    .map(|(_, line)| line.clone())
                    .collect();
                then.put(&name, &kept);
            }
            assert_same(&told(&then.judged_on(as_of)), &replayed, &format!("as of {as_of}"));
        }
    }
}

/// A few days between the first and the last on which something became known.
fn earlier_days(data: &Observations, as_of: NaiveDate) -> Vec<NaiveDate> {
    let mut ends: Vec<NaiveDate> = data.periods.iter().map(|period| period.end).collect();
    ends.retain(|end| *end < as_of);
    ends.sort_unstable();
    ends.dedup();
    ends.iter().rev().step_by(2).take(4).copied().collect()
}

/// True for a row that was known by a day, and for one that names no period.
fn is_known(data: &Observations, file: u16, line: u32, as_of: NaiveDate) -> bool {
    let rows = (0..data.len() as u32).map(plimsoll::data::Row);
    let here =
        |row: &plimsoll::data::Row| data.file[row.0 as usize] == file && data.line[row.0 as usize] == line;
    let mut rows = rows.filter(here).peekable();
    rows.peek().is_none() || rows.any(|row| data.known_on(row).is_some_and(|day| day <= as_of))
}
