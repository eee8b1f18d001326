//! The case folders of `tests/cases/<phase>/<case>/`: each has a sentence on what it shows (`why.md`), its files, and
//! a snapshot of what comes of them. A failing phase names every case that failed, not only the first.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads its cases from files, and one that cannot has failed"
)]

mod agreement;
mod case_folder;
mod challenges;
mod invariants;
mod lints;
mod scenarios;
mod showing;
mod tables;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use plimsoll::base::diag::Diagnostic;
use plimsoll::base::source::Sources;
use plimsoll::data::PlaceId;
use plimsoll::eval::derive;
use plimsoll::report::findings::{render_human, render_plain};
use plimsoll::report::{self, json_v1, pack, to_markdown, to_text};
use serde_json::Value;

use case_folder::{Judged, judged, rules};

#[test]
fn check() {
    each_case("check", |folder| {
        let rules = rules(folder);
        snapshot(folder, "findings", &plain(&rules.findings, &rules.sources));
        // Drawing for a terminal must not fail on any of them either.
        assert_eq!(
            render_human(&rules.findings, &rules.sources, false, 80).is_empty(),
            rules.findings.is_empty()
        );
    });
}

#[test]
fn data() {
    each_case("data", |folder| {
        let case = judged(folder);
        let sources = &case.rules.sources;
        assert!(
            case.rules.findings.is_empty(),
            "the rules of a data case are in order:\n{}",
            plain(&case.rules.findings, sources)
        );
        let later = match case.data.later.as_slice() {
            [] => String::new(),
            later => format!("\n--- left out, being of a later day ---\n{}", plain(later, sources)),
        };
        let shown = format!(
            "{}{later}\n--- when judged ---\n{}\n--- what was read ---\n{}",
            plain(&case.file_findings, sources),
            plain(&case.judging_findings, sources),
            figures(&case)
        );
        snapshot(folder, "findings", &shown);
    });
}

#[test]
fn run() {
    each_case("run", |folder| {
        let case = judged(folder);
        assert_said_nowhere(&case);
        snapshot(folder, "report", &told(&case));
    });
}

#[test]
fn why() {
    each_case("why", |folder| {
        let case = judged(folder);
        let book = &case.rules.book;
        let asked = case.settings.measure.as_deref().expect("run.toml names a `measure`");
        let measure = book.measure_by_id(asked).expect("the book has the measure");
        let pages: Vec<String> = derive(&case.run(), measure, PlaceId::WHOLE)
            .iter()
            .map(|derivation| {
                report::why::page(book, &case.rules.sources, derivation, &case.assessment.cases)
            })
            .map(|page| to_text(&page, 100))
            .collect();
        snapshot(folder, "why", &pages.join("\n"));
    });
}

/// Who is told what from the first figure to the report day, and whether a case can stay open with nobody told.
#[test]
fn simulate() {
    each_case("simulate", |folder| {
        let case = judged(folder);
        let first = case.data.periods.iter().map(|period| period.start).min().unwrap();
        let told = plimsoll::eval::cases::simulate(&case.run(), first, case.settings.as_of);
        let page = report::simulation::document(&case.rules.book, &told);
        snapshot(folder, "simulation", &to_text(&page, 100));
    });
}

/// The words of the papers that `run.toml` names, as a reader sees them.
#[test]
fn paper() {
    each_case("paper", |folder| {
        let case = judged(folder);
        let files = pack(case.inputs());
        let drawn = |name: &String| {
            let file = files.iter().find(|file| file.name == *name).expect("a paper of the pack");
            to_text(&file.document, 100)
        };
        let papers: Vec<String> = case.settings.papers.iter().map(drawn).collect();
        snapshot(folder, "paper", &papers.join("\n########\n\n"));
    });
}

#[test]
fn every_case_says_in_one_line_what_it_shows() {
    for phase in ["check", "data", "diff", "paper", "run", "scenario", "show", "simulate", "why"] {
        for folder in cases(phase) {
            let why = fs::read_to_string(folder.join("why.md")).unwrap_or_default();
            let name = folder.display();
            assert_eq!(why.lines().count(), 1, "{name}: why.md has one line");
            assert!(why.trim_end().ends_with(['.', '?']), "{name}: why.md is a sentence");
        }
    }
}

/// The shipped rule books run as a reader would run them, and write what `expected/` holds, byte for byte.
/// `UPDATE_EXPECTED=1 cargo test --test golden shipped` writes `expected/` anew.
#[test]
fn shipped_books_write_the_packs_they_ship_with() {
    let mut wrong = Vec::new();
    for (book, as_of) in BOOKS {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(book).join("expected");
        let written = pack_of(book, as_of);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            let _ = fs::remove_dir_all(&kept);
            fs::create_dir_all(&kept).unwrap();
            for (name, bytes) in &written {
                fs::write(kept.join(name), bytes).unwrap();
            }
        }
        let names: Vec<_> = written.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(names, names_in(&kept), "rules/{book}/expected holds other papers than are written now");
        for (name, bytes) in written {
            let (new, old) =
                (String::from_utf8(bytes).unwrap(), fs::read_to_string(kept.join(&name)).unwrap());
            if let Some((line, (old, new))) =
                (1..).zip(old.lines().zip(new.lines())).find(|(_, (o, n))| o != n)
            {
                wrong.push(format!(
                    "rules/{book}/expected/{name}:{line}\n  expected: {old}\n  written:  {new}"
                ));
            } else if old != new {
                wrong.push(format!("rules/{book}/expected/{name}: the one is longer than the other"));
            }
        }
    }
    assert!(wrong.is_empty(), "papers differ:\n{}", wrong.join("\n"));
}

/// What the main job must find in the real pack of June 2019.
#[test]
fn the_oxfordshire_pack_is_judged_as_it_was_printed() {
    let path = "rules/oxfordshire-2019/expected/results.json";
    let report: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let whole = |r: &&Value| r["part"] == false;
    let has_figure = |r: &&Value| {
        !matches!(r["target"]["kind"].as_str(), None | Some("to be set by")) && r["value"].is_string()
    };
    let letter = |r: &Value| r["level"].as_str().map(|word| word[..1].to_uppercase());
    let results: Vec<&Value> = list(&report, "results").iter().filter(whole).collect();
    assert_eq!(results.len(), 65);

    // 37 printed levels stand beside a numeric target; all but one are what the rules give.
    let printed: Vec<&&Value> = results.iter().filter(|r| r["stated"].is_string() && has_figure(r)).collect();
    let matched = printed.iter().filter(|r| letter(r).as_deref() == r["stated"].as_str()).count();
    assert_eq!((printed.len(), matched), (37, 36));

    // Of the others each has a reason: rated without a target, or with none printed.
    let differences = list(&report, "differences");
    let ids = |wanted: fn(&Value) -> bool| -> Vec<&str> {
        differences.iter().filter(|d| wanted(d)).map(|d| text(d, "measure")).collect()
    };
    assert_eq!(ids(|d| d["stated"].is_string() && d["reckoned"].is_string()), ["1.4"]);
    assert_eq!(ids(|d| d["reckoned"].is_null()), ["1.10", "1.11", "3.9", "3.10"]);
    assert_eq!(ids(|d| d["stated"].is_null()), ["2.3", "2.19", "2.20"]);
    assert!(differences.iter().all(|d| !text(d, "reason").is_empty()));

    // Five ambers were printed without a note; the three with no printed level have none either.
    let owed: Vec<&str> = list(&report, "exceptions")
        .iter()
        .filter(|e| e["response_owed"] == true)
        .map(|e| text(e, "measure"))
        .collect();
    assert_eq!(owed, ["1.4", "2.3", "2.18", "2.19", "2.20", "2.21", "3.17", "3.18"]);

    let book = &list(&report, "totals")[0];
    let count = |key: &str| book[key].as_u64().unwrap();
    assert_eq!((count("measures"), count("due"), count("rated"), count("on_target")), (65, 45, 40, 20));
    assert_eq!(list(&report, "findings").iter().filter(|f| f["severity"] == "error").count(), 0);
}

/// The shipped books, each with the day of its report.
const BOOKS: [(&str, &str); 4] = [
    ("cqc-action-plan-2019", "2019-06-13"),
    ("example-borough", "2024-06-13"),
    ("oxfordshire-2019", "2019-06-13"),
    ("primary-care-networks-2019", "2019-06-13"),
];

/// Runs a shipped book in a copy of its folder, so that no path of this machine is in the record.
fn pack_of(book: &str, as_of: &str) -> Vec<(String, Vec<u8>)> {
    let home = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(book);
    let to = home.path().join("rules").join(book);
    for (folder, ending) in [("", "plim"), ("data", "csv")] {
        fs::create_dir_all(to.join(folder)).unwrap();
        for path in case_folder::files(&from.join(folder), ending) {
            fs::copy(&path, to.join(folder).join(path.file_name().unwrap())).unwrap();
        }
    }
    let (book, out) = (format!("rules/{book}"), format!("rules/{book}/expected"));
    assert_cmd::Command::cargo_bin("plimsoll")
        .unwrap()
        .current_dir(home.path())
        .args(["run", &book, "--as-of", as_of, "--out", &out])
        .assert()
        .code(0);
    // The framework itself, for the board that approves it.
    let rules = format!("{out}/rules.md");
    assert_cmd::Command::cargo_bin("plimsoll")
        .unwrap()
        .current_dir(home.path())
        .args(["show", &book, "--format", "md", "--out", &rules])
        .assert()
        .code(0);
    let out = home.path().join(out);
    names_in(&out).into_iter().map(|name| (name.clone(), fs::read(out.join(name)).unwrap())).collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn cases(phase: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(phase);
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

/// Goes through all cases of a phase, and fails at the end by the names of those that failed.
fn each_case(phase: &str, case: impl Fn(&Path)) {
    let folders = cases(phase);
    assert!(!folders.is_empty(), "tests/cases/{phase} has no cases");
    let failed: Vec<String> = folders
        .iter()
        .filter(|folder| catch_unwind(AssertUnwindSafe(|| case(folder))).is_err())
        .map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(
        failed.is_empty(),
        "{} of {} cases failed in tests/cases/{phase}:\n  {}\n",
        failed.len(),
        folders.len(),
        failed.join("\n  ")
    );
}

fn snapshot(folder: &Path, name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let why = fs::read_to_string(folder.join("why.md")).unwrap_or_default();
    settings.set_description(why.trim().to_owned());
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

fn plain(findings: &[Diagnostic], sources: &Sources) -> String {
    if findings.is_empty() { "nothing wrong\n".to_owned() } else { render_plain(findings, sources) }
}

/// Text that has to stay unknown is in no paper, in no format.
fn assert_said_nowhere(case: &Judged) {
    let mut all = json_v1::render(case.inputs());
    all.push_str(&to_text(&report::overview(&report::View::new(case.inputs())), 100));
    for file in pack(case.inputs()) {
        all.push_str(&to_text(&file.document, 100));
        all.push_str(&to_markdown(&file.document));
    }
    for secret in &case.settings.nowhere {
        assert!(!all.contains(secret.as_str()), "`{secret}` is printed in the pack");
    }
}

// ---- the story of a run, from its JSON -----------------------------------------------------------------------------

fn json(case: &Judged) -> Value {
    serde_json::from_str(&json_v1::render(case.inputs())).unwrap()
}

fn text<'v>(of: &'v Value, key: &str) -> &'v str {
    of[key].as_str().unwrap_or("-")
}

fn list<'v>(of: &'v Value, key: &str) -> &'v [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

fn words(of: &Value, key: &str) -> Vec<String> {
    list(of, key).iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect()
}

fn name(of: &Value) -> String {
    match of["group"].as_str() {
        Some(group) => format!("{} {group}", text(of, "measure")),
        None => text(of, "measure").to_owned(),
    }
}

/// Each result with its figure, for cases about reading.
fn figures(case: &Judged) -> String {
    let report = json(case);
    let lines = list(&report, "results").iter().map(|result| {
        let marks = words(result, "marks");
        let marks = if marks.is_empty() { String::new() } else { format!("  ({})", marks.join(", ")) };
        let source = result["source"]["line"].as_u64().map_or(String::new(), |line| format!("  line {line}"));
        format!(
            "{:<8} {:<12} {:<12} {}{marks}{source}\n",
            name(result),
            text(result, "period"),
            text(result, "value"),
            level(result)
        )
    });
    lines.collect()
}

fn level(result: &Value) -> &str {
    result["level"].as_str().unwrap_or(text(result, "result"))
}

/// Results, exceptions, cases, prompts and totals in a few lines.
fn told(case: &Judged) -> String {
    let report = json(case);
    let mut out = format!(
        "report on {} as of {}\n\nresults\n",
        text(&report["run"], "period"),
        text(&report["run"], "as_of")
    );
    for result in list(&report, "results") {
        out.push_str(&format!(
            "  {:<8} {:<12} {:<8} {:<14} target: {}\n",
            name(result),
            text(result, "period"),
            text(result, "value"),
            level(result),
            text(&result["target"], "words")
        ));
        for said in result["reason"].as_str().map(str::to_owned).into_iter().chain(words(result, "remarks")) {
            out.push_str(&format!("             {said}\n"));
        }
        for words in outlook(result) {
            out.push_str(&format!("             {words}\n"));
        }
        for beside in result["benchmarks"].as_array().into_iter().flatten() {
            out.push_str(&format!("             {}: {}\n", text(beside, "id"), text(beside, "words")));
        }
        if result["place"].is_object() {
            let place = &result["place"];
            out.push_str(&format!("             among {}: {}\n", text(place, "among"), text(place, "words")));
        }
        if let Some(stated) = result["stated"].as_str() {
            out.push_str(&format!("             stated in print: {stated}\n"));
        }
    }
    tell_totals(&report, &mut out);
    tell_exceptions(&report, &mut out);
    tell_cases(&report, &mut out);
    let found = plain(&case.assessment.findings, &case.rules.sources);
    out.push_str(&format!("\nfindings\n{}", indent(&found)));
    out
}

/// What a result says of other times, in the keys that say anything.
fn outlook(result: &Value) -> Vec<String> {
    let several = ["earlier_targets", "refused_targets"].iter().flat_map(|key| result[*key].as_array());
    let one = ["scaled_up", "recovery", "forecast"].iter().map(|key| &result[*key]);
    let words = several.flatten().chain(one).filter_map(|said| said["words"].as_str());
    let plain = ["movement_left_out", "no_forecast"].iter().filter_map(|key| result[*key].as_str());
    words.chain(plain).map(str::to_owned).collect()
}

fn tell_totals(report: &Value, out: &mut String) {
    let book = &list(report, "totals")[0];
    let counts = |key: &str, word: &str| -> Vec<String> {
        let some = list(book, key).iter().filter(|c| c["count"] != 0);
        some.map(|c| format!("{} {}", c["count"], text(c, word))).collect()
    };
    out.push_str(&format!(
        "\ntotals\n  measures {}, due {}, rated {}, on target {}\n  {}\n  {}\n",
        book["measures"],
        book["due"],
        book["rated"],
        book["on_target"],
        none_if_empty(&counts("levels", "level")),
        counts("kinds", "result").join(", ")
    ));
}

fn none_if_empty(counts: &[String]) -> String {
    if counts.is_empty() { "no levels".to_owned() } else { counts.join(", ") }
}

fn tell_exceptions(report: &Value, out: &mut String) {
    out.push_str("\nexceptions\n");
    for exception in list(report, "exceptions") {
        let owed = if exception["response_owed"] == true { ", response owed" } else { "" };
        out.push_str(&format!("  {:<8} {}{owed}\n", name(exception), text(exception, "kind")));
    }
    let differences = list(report, "differences");
    if !differences.is_empty() {
        out.push_str("\ndifferences\n");
    }
    for difference in differences {
        out.push_str(&format!(
            "  {:<8} stated {}, reckoned {}: {}\n",
            name(difference),
            text(difference, "stated"),
            text(difference, "reckoned"),
            text(difference, "reason")
        ));
    }
}

fn tell_cases(report: &Value, out: &mut String) {
    out.push_str("\ncases\n");
    for case in list(report, "cases") {
        out.push_str(&format!(
            "  {}: {}, to {}, due {}\n",
            text(case, "id"),
            text(case, "state"),
            if list(case, "to").is_empty() { "nobody".to_owned() } else { words(case, "to").join(" and ") },
            case["due"].as_str().unwrap_or(text(case, "due_reason"))
        ));
        for step in list(case, "steps") {
            let told = step["told"].as_str().map_or(String::new(), |who| format!(" [told {who}]"));
            out.push_str(&format!("    {} {}{told}\n", text(step, "on"), text(step, "text")));
        }
    }
    out.push_str("\nprompts\n");
    for prompt in list(report, "prompts") {
        let answered = if list(prompt, "response").is_empty() { "" } else { ", answered" };
        out.push_str(&format!(
            "  to {}, due {}, on {}{answered}\n",
            text(prompt, "to"),
            text(prompt, "due"),
            text(prompt, "case")
        ));
        for question in list(prompt, "questions") {
            out.push_str(&format!("    {}: {}\n", text(question, "field"), text(question, "text")));
        }
        for fact in words(prompt, "facts") {
            out.push_str(&format!("    - {fact}\n"));
        }
    }
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
