//! Findings as other programs read them: each format is held to its schema, over every faulty rule book of the tests.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

mod escapes;
mod published;
mod schemas;
mod tree;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use plimsoll::base::diag::{Diagnostic, Severity};
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::report::findings::{FORMATS, Findings, format};
use plimsoll::syntax::parse;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is found in one rule book.
struct Checked {
    findings: Vec<Diagnostic>,
    sources: Sources,
    files: Vec<String>,
}

impl Checked {
    fn of(files: &[(&str, &str)]) -> Self {
        let mut sources = Sources::new();
        let (mut trees, mut findings) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let parsed = parse(sources.add(*name, *text), text);
            trees.push(parsed.tree);
            findings.extend(parsed.findings);
        }
        findings.extend(check(&trees).findings);
        Self { findings, sources, files: files.iter().map(|(name, _)| (*name).to_owned()).collect() }
    }

    fn draw(&self, name: &str) -> String {
        (format(name).unwrap().render)(&Findings {
            findings: &self.findings,
            sources: &self.sources,
            verb: "check",
            book: "book",
            files: &self.files,
            folder: "/work",
            fails: Severity::Error,
            page: |_| Some(("What it means.".to_owned(), "# The page\n\nWhat it means.\n")),
            colour: false,
            width: 100,
        })
    }
}

/// Every rule book of the cases of `check`: nearly all of them are faulty, each in its own way.
fn faulty_books() -> Vec<Checked> {
    let cases = std::fs::read_dir(root().join("tests/cases/check")).unwrap();
    let mut books: Vec<PathBuf> = cases.map(|case| case.unwrap().path().join("book.plim")).collect();
    books.retain(|book| book.exists());
    books.sort();
    let read = |path: &PathBuf| {
        let name = format!("./{}", path.strip_prefix(root()).unwrap().display());
        Checked::of(&[(&name, &std::fs::read_to_string(path).unwrap())])
    };
    let all: Vec<Checked> = books.iter().map(read).collect();
    assert!(all.iter().map(|book| book.findings.len()).sum::<usize>() > 100, "too few findings to try");
    all
}

const BOOK: &str = "framework \"Health, 50% & \\\"wealth\\\"\" { year April to March; due quarterly }
board HIB \"Health Improvement Board\"
rating RAG { green when on target; red otherwise }
measure 1.1 \"Children <under 5>\" { owner HIP; unit children; aim reduce; target 10 or fewer; rating RAG }
measure 1.2 \"Children\" { owner HIB; unit children; aim monitor; target 10 or fewer }
measure 1.2 \"Children again\" { owner HIB; unit children; aim monitor }
";

fn small() -> Checked {
    Checked::of(&[
        ("./rules, old/first book.plim", BOOK),
        ("/work/rules/second.plim", "# nothing here yet\n"),
    ])
}

#[test]
fn each_format_draws_the_same_findings() {
    let book = small();
    for format in FORMATS {
        insta::assert_snapshot!(format!("as_{}", format.name), book.draw(format.name));
    }
}

#[test]
fn the_formats_are_sorted_and_none_is_like_another() {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

#[test]
fn json_formats_are_as_their_schemas_say_whatever_is_found() {
    let schemas = [("sarif", "sarif-2.1.0.json"), ("gitlab", "gitlab-code-quality.json")]
        .map(|(name, file)| (name, schemas::Json::read(&root().join("tests/fixtures/schemas").join(file))));
    let own = ("json", schemas::Json::read(&root().join("docs/schemas/findings.schema.json")));
    for book in faulty_books().iter().chain([&small()]) {
        for (name, schema) in schemas.iter().chain([&own]) {
            let value: Value = serde_json::from_str(&book.draw(name)).unwrap();
            schema.holds(&value).unwrap_or_else(|why| panic!("{name} of {:?}: {why}", book.files));
        }
    }
}

/// A schema that lets everything through would prove nothing.
#[test]
fn the_schemas_refuse_what_is_not_theirs() {
    let spoil = |name: &str, file: PathBuf, spoil: &dyn Fn(&mut Value)| {
        let schema = schemas::Json::read(&file);
        let mut value: Value = serde_json::from_str(&small().draw(name)).unwrap();
        schema.holds(&value).unwrap();
        spoil(&mut value);
        assert!(schema.holds(&value).is_err(), "{name} was spoilt, and its schema holds: {value}");
    };
    let fixture = |file: &str| root().join("tests/fixtures/schemas").join(file);
    spoil("sarif", fixture("sarif-2.1.0.json"), &|v| v["runs"][0]["results"][0]["level"] = "fatal".into());
    spoil("sarif", fixture("sarif-2.1.0.json"), &|v| v["runs"][0]["colour"] = "red".into());
    spoil("gitlab", fixture("gitlab-code-quality.json"), &|v| v[0]["severity"] = "awful".into());
    spoil("json", root().join("docs/schemas/findings.schema.json"), &|v| v["findings"][0]["more"] = 1.into());
    spoil("json", root().join("docs/schemas/findings.schema.json"), &|v| {
        v["findings"][0].as_object_mut().unwrap().remove("help");
    });
}

#[test]
fn junit_is_as_its_schema_says_whatever_is_found() {
    let schema = schemas::Xsd::read(&root().join("tests/fixtures/schemas/junit-10.xsd"));
    for book in faulty_books().iter().chain([&small()]) {
        let top = tree::read(&book.draw("junit"));
        schema.holds(&top).unwrap_or_else(|why| panic!("{:?}: {why}", book.files));
        let count = |key: &str| top.attributes[key].parse::<usize>().unwrap();
        let cases = top.all("testcase");
        assert_eq!(count("tests"), cases.len());
        assert_eq!(count("failures"), top.all("failure").len());
        let errors = book.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        assert_eq!(count("failures"), errors);
        let mut names: Vec<_> =
            cases.iter().map(|case| (&case.attributes["classname"], &case.attributes["name"])).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "GitLab drops a case that is named like another: {names:?}");
    }
    let wrong = tree::read("<testsuites><testsuite name='a' tests='1' failures='0'/></testsuites>");
    assert!(schema.holds(&wrong).unwrap_err().contains("errors"), "an attribute is missing");
    let wrong = tree::read("<testsuites><testcase name='a'/></testsuites>");
    assert!(schema.holds(&wrong).is_err(), "a case stands outside a suite");
}

#[test]
fn checkstyle_has_a_place_and_a_weight_for_each_finding() {
    for book in faulty_books().iter().chain([&small()]) {
        let top = tree::read(&book.draw("checkstyle"));
        assert_eq!((top.name.as_str(), top.attributes["version"].as_str()), ("checkstyle", "4.3"));
        assert!(top.children.iter().all(|file| file.name == "file" && !file.children.is_empty()));
        let errors = top.all("error");
        assert_eq!(errors.len(), book.findings.len());
        for error in errors {
            assert!(error.attributes["line"].parse::<u32>().unwrap() >= 1);
            assert!(["error", "warning", "info"].contains(&error.attributes["severity"].as_str()));
            assert!(error.attributes["source"].contains("::") && !error.attributes["message"].is_empty());
        }
    }
}

#[test]
fn a_fingerprint_stays_when_lines_above_come_and_go_and_no_two_are_alike() {
    let prints = |text: &str| -> Vec<String> {
        let value: Value = serde_json::from_str(&Checked::of(&[("a.plim", text)]).draw("gitlab")).unwrap();
        value.as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints(BOOK);
    let moved =
        BOOK.replace("board HIB", "# a comment\n\n\nboard HIB").replace("owner HIP;", "owner   HIP ;");
    let same = |text: &str| before.iter().zip(prints(text)).filter(|(a, b)| *a == b).count();
    assert_eq!(before.len(), prints(&moved).len());
    // The line whose own spaces were changed between letters and a mark is another line; all others are as they were.
    assert!(same(&moved) + 1 >= before.len(), "{before:?}");
    assert_eq!(same(&BOOK.replace("board HIB", "# a comment\n\n\nboard HIB")), before.len());
    let twice = format!("{BOOK}measure 1.2 \"Children again\" {{ owner HIB; unit children; aim monitor }}\n");
    let mut all = prints(&twice);
    let count = all.len();
    assert!(count > before.len());
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "two findings share a name");
}

#[test]
fn a_finding_about_the_whole_is_put_at_the_top_of_the_first_file() {
    let book = Checked::of(&[("a.plim", "")]);
    assert!(book.findings.iter().any(|finding| finding.labels.is_empty()), "{:?}", book.findings);
    assert!(
        book.draw("github").contains("file=a.plim,line=1,title=check%3A%3Aempty-book::"),
        "{}",
        book.draw("github")
    );
    let sarif: Value = serde_json::from_str(&book.draw("sarif")).unwrap();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a.plim");
    assert_eq!(place["region"]["startLine"], 1);
}

#[test]
fn sarif_regions_cover_what_the_finding_is_about() {
    let book = small();
    let sarif: Value = serde_json::from_str(&book.draw("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let unknown = results.iter().find(|one| one["ruleId"] == "check::unknown-board").unwrap();
    let place = &unknown["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "rules%2C%20old/first%20book.plim");
    let region = &place["region"];
    let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
    let line = BOOK.lines().nth(number("startLine") - 1).unwrap();
    let text: String = line
        .chars()
        .skip(number("startColumn") - 1)
        .take(number("endColumn") - number("startColumn"))
        .collect();
    assert_eq!(text, "HIP");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for one in results {
        let at = usize::try_from(one["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], one["ruleId"]);
    }
}

// ---- the commands --------------------------------------------------------------------------------------------------

fn plimsoll(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn a_check_prints_for_people_and_writes_for_programs_at_once() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("book")).unwrap();
    std::fs::write(home.path().join("book/rules.plim"), BOOK).unwrap();
    let book = home.path().join("book");
    let run = plimsoll(
        home.path(),
        &["check", book.to_str().unwrap(), "--findings", "sarif=out/a.sarif", "--findings", "junit=b.xml"],
    );
    assert_eq!(run.status.code(), Some(3));
    assert!(String::from_utf8(run.stdout).unwrap().contains("in 1 file: 3 errors and 1 warning"));
    let sarif: Value =
        serde_json::from_slice(&std::fs::read(home.path().join("out/a.sarif")).unwrap()).unwrap();
    let uri = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "book/rules.plim", "a path from the working folder, however the book was named");
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap() {
        let page = rule["help"]["markdown"].as_str().unwrap();
        assert!(page.starts_with(&format!("# {}\n", rule["id"].as_str().unwrap())), "{page}");
    }
    let junit = tree::read(&std::fs::read_to_string(home.path().join("b.xml")).unwrap());
    assert_eq!(junit.attributes["name"], "plimsoll check");
}

#[test]
fn a_run_writes_the_findings_on_data_by_row_with_no_column_of_characters() {
    let home = tempfile::tempdir().unwrap();
    assert!(plimsoll(home.path(), &["new", "book"]).status.success());
    let path = home.path().join("book/data/values.csv");
    let text = std::fs::read_to_string(&path).unwrap().replace("590", "59O");
    std::fs::write(&path, text).unwrap();
    let arguments =
        ["run", "book", "--as-of", "2026-07-20", "--findings", "github=-", "--findings", "junit=f.xml"];
    let run = plimsoll(home.path(), &arguments);
    assert_eq!(run.status.code(), Some(4));
    let printed = String::from_utf8(run.stdout).unwrap();
    let note = printed.lines().find(|line| line.starts_with("::error ")).unwrap();
    assert!(note.starts_with("::error file=book/data/values.csv,line="), "{note}");
    assert!(!note.contains("col="), "{note}");
    let junit = tree::read(&std::fs::read_to_string(home.path().join("f.xml")).unwrap());
    let suites: Vec<&str> =
        junit.all("testsuite").iter().map(|suite| suite.attributes["name"].as_str()).collect();
    let files = ["book/data/responses.csv", "book/data/values.csv", "book/rules.plim", "book/scenarios.plim"];
    assert_eq!(suites, files);
}

#[test]
fn a_format_or_a_file_that_is_left_out_is_asked_for() {
    for (argument, wanted) in [
        ("sarif", "write a format, an equals sign and a file"),
        ("sarif=", "write a format, an equals sign and a file"),
        ("telex=a", "`telex` is not a format; there are checkstyle, github,"),
    ] {
        let run = plimsoll(root(), &["check", "rules/oxfordshire-2019", "--findings", argument]);
        assert_eq!(run.status.code(), Some(2), "{argument}");
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(said.contains(wanted), "{said}");
    }
}

/// Scenarios are written by the same hand as findings, and are held to the same schema.
#[test]
fn scenarios_are_a_junit_report_as_its_schema_says() {
    let home = tempfile::tempdir().unwrap();
    let book = root().join("tests/cases/scenario/a_filter_chooses_by_title/book.plim");
    let text = std::fs::read_to_string(book).unwrap();
    std::fs::write(home.path().join("book.plim"), text).unwrap();
    let run = plimsoll(home.path(), &["test", "book.plim", "--junit", "out.xml"]);
    assert_eq!(run.status.code(), Some(1));
    let schema = schemas::Xsd::read(&root().join("tests/fixtures/schemas/junit-10.xsd"));
    let top = tree::read(&std::fs::read_to_string(home.path().join("out.xml")).unwrap());
    schema.holds(&top).unwrap();
    assert_eq!(top.attributes["name"], "plimsoll test");
    let cases = top.all("testcase");
    assert_eq!(top.attributes["tests"], cases.len().to_string());
    let named = |case: &&tree::Element| case.attributes["name"] == "On target is green";
    assert!(
        cases.iter().copied().find(named).unwrap().children.is_empty(),
        "a story that held has nothing to say"
    );
    let failures = top.all("failure");
    assert_eq!(top.attributes["failures"], failures.len().to_string());
    assert!(!failures.is_empty() && failures.len() < cases.len());
    for failure in failures {
        assert_eq!(failure.attributes["type"], "expectation");
        assert!(
            failure.text.contains("book.plim, line ") && failure.text.contains("expected"),
            "{}",
            failure.text
        );
    }
}
