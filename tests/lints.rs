//! Lints as a whole: their list in the documents, the settings that weigh them, and the commands that obey both.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files itself, and one that cannot has failed"
)]

use std::path::Path;
use std::process::Command;

use plimsoll::base::diag::Diagnostic;
use plimsoll::base::span::FileId;
use plimsoll::catalog;
use plimsoll::lint::{LINTS, Settings};
use proptest::prelude::*;

/// `docs/lints.md` is the registry as a list; `UPDATE_DOCS=1 cargo test --test lints` writes it anew.
#[test]
fn the_list_of_lints_in_the_documents_is_current() {
    let mut wanted = String::from(
        "# Lints\n\nWhat `plimsoll check` looks for in rules that can be used as they are. `plimsoll explain NAME` prints the page of \
         each, with an example and the example mended.\n\nA lint is `off`, or it gives `advice`, a `warning` or an `error`. The \
         weight below is its own; `plimsoll.toml` gives it another, for all files of a book or for some. One finding is accepted \
         with a comment that says why:\n\n```text\n# plimsoll: accept unused-board because \"it starts in April\"\n```\n\n\
         [language.md](language.md#check) says how both are written.\n\n| lint | weight | what it finds |\n|---|---|---|\n",
    );
    let mut rows: Vec<String> = LINTS
        .iter()
        .map(|lint| {
            let page = catalog::page(lint.code.0).unwrap();
            let meaning = page.split("\n\n").nth(1).unwrap().replace('\n', " ").replace('|', "\\|");
            let floor = lint.code.0.split("::").next().unwrap();
            let folder = if floor == "lint" { "lint".to_owned() } else { format!("{floor}/diags") };
            let file = lint.name().replace('-', "_");
            format!(
                "| [`{}`](../src/{folder}/{file}.md) | {} | {meaning} |\n",
                lint.name(),
                lint.level.word()
            )
        })
        .collect();
    rows.sort();
    wanted.extend(rows);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lints.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == wanted,
        "docs/lints.md is out of date: UPDATE_DOCS=1 cargo test --test lints writes it anew"
    );
}

// ---- plimsoll.toml -------------------------------------------------------------------------------------------------

/// The fault of a text, as `line: words`.
fn fault(text: &str) -> String {
    let fault = Settings::read(text).unwrap_err();
    format!("{}: {}", fault.line, fault.message)
}

#[test]
fn what_cannot_be_set_is_told_by_its_line() {
    assert_eq!(
        fault("[lints]\n\nunused-bord = \"off\"\n"),
        "3: there is no lint `unused-bord`; did you mean `unused-board`?"
    );
    assert_eq!(
        fault("[lints]\ndeclared-twice = \"off\"\n"),
        "2: `declared-twice` is an error in the rules and no lint: it can only be mended"
    );
    assert_eq!(
        fault("[lints]\nunused-board = \"silent\"\n"),
        "2: `silent` is no weight for a lint; write \"off\", \"advice\", \"warning\" or \"error\""
    );
    assert_eq!(
        fault("[lints]\nunused-board = false\n"),
        "2: what stands here has to be \"off\", \"advice\", \"warning\" or \"error\""
    );
    assert_eq!(fault("unused-board = \"off\"\n"), "1: `unused-board` is a lint: write it beneath [lints]");
    assert_eq!(fault("[lint]\n"), "1: there is nothing to set by the name `lint`; did you mean `lints`?");
    assert_eq!(
        fault("[budget]\n"),
        "1: there is nothing to set by the name `budget`; what can be set here is `check`, `files` and `lints`"
    );
    assert_eq!(
        fault("[check]\nas-of = \"31 June 2019\"\n"),
        "2: `31 June 2019` is not a day; write it as \"2019-06-13\""
    );
    assert_eq!(
        fault("[check]\nasof = \"2019-06-13\"\n"),
        "2: there is nothing to set by the name `asof`; did you mean `as-of`?"
    );
    assert_eq!(
        fault("[check]\nalso = \"../other\"\n"),
        "2: `also` is paths of other books in brackets, as in [\"../children\"]"
    );
    assert_eq!(
        fault("[files.\"[\"]\nunused-board = \"off\"\n"),
        "1: `[` does not name files; write a name, with * for any letters"
    );
    assert!(
        fault("[lints]\naccept-not-read = \"off\"\n")
            .starts_with("2: `accept-not-read` cannot be turned off")
    );
    assert!(fault("[lints\n").starts_with("1: "), "{}", fault("[lints\n"));
    assert!(fault("[lints]\nunused-board = \"off\"\nunused-board = \"error\"\n").starts_with("3: "));
}

#[test]
fn the_last_pattern_that_fits_a_file_decides() {
    let text = "[lints]\nunused-board = \"warning\"\n\n[files.\"*.plim\"]\nunused-board = \"off\"\n\n\
                [files.\"boards-*\"]\nunused-board = \"error\"\n";
    let names = ["start.plim", "boards-1.plim", "other/start.plim"].map(str::to_owned);
    let levels = Settings::read(text).unwrap().for_files(&names);
    let lint = plimsoll::lint::by_name("unused-board").unwrap();
    let words: Vec<&str> = (0..3).map(|at| levels.of(lint, FileId(at)).word()).collect();
    assert_eq!(words, ["off", "error", "off"]);
    assert!(levels.is_on(lint));
}

// ---- the commands --------------------------------------------------------------------------------------------------

fn plimsoll(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let ran =
        Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
}

const BOOK: &str = "framework \"Board report\" { year April to March; due quarterly }\n\
    board HWB \"Health and Wellbeing Board\" { meets 13 June 2019 }\n\
    rating RAG { green when on target; red otherwise }\n\
    measure 1.1 \"Looked after children\" { unit children; aim reduce; target 750 or fewer; rating RAG }\n";

fn write(home: &Path, name: &str, text: &str) {
    let path = home.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn settings_hold_for_every_command_and_are_found_above_the_book() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "books/one/rules.plim", BOOK);
    write(home.path(), "books/one/data/values.csv", "measure,period,value\n1.1,Q1 2019/20,700\n");
    write(home.path(), "books/plimsoll.toml", "[files.\"one/*\"]\nmissing-owner = \"error\"\n");
    let (code, out, _) =
        plimsoll(home.path(), &["check", "books/one", "--format", "plain", "--as-of", "2019-06-13"]);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("plimsoll explain check::missing-owner"), "{out}");
    let (code, _, _) = plimsoll(home.path(), &["run", "books/one", "--as-of", "2019-07-13"]);
    assert_eq!(code, 3, "a run goes by the same weights");
    write(
        home.path(),
        "books/one/plimsoll.toml",
        "[lints]\nmissing-owner = \"off\"\nunused-board = \"off\"\n",
    );
    let (code, out, _) = plimsoll(home.path(), &["check", "books/one"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "1 measure in 1 file: nothing wrong\n"),
        "the nearest file of settings holds"
    );
    let (code, _, _) = plimsoll(home.path(), &["run", "books/one", "--as-of", "2019-07-13"]);
    assert_eq!(code, 0);
}

#[test]
fn a_file_of_settings_that_cannot_be_read_stops_every_command() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "book/rules.plim", BOOK);
    write(home.path(), "book/plimsoll.toml", "[lints]\nmising-owner = \"off\"\n");
    for verb in ["check", "simulate"] {
        let (code, _, err) = plimsoll(home.path(), &[verb, "book"]);
        assert_eq!(code, 3);
        let wanted = "plimsoll: book/plimsoll.toml, line 2: there is no lint `mising-owner`; did you mean `missing-owner`?\n";
        assert_eq!(err, wanted);
    }
}

#[test]
fn what_is_accepted_is_not_told_by_any_command() {
    let home = tempfile::tempdir().unwrap();
    let accepted = BOOK
        .replace("measure", "# plimsoll: accept missing-owner because \"it is shared\"\nmeasure")
        + "# plimsoll: accept in this file unused-board because \"it reads the paper\"\n";
    write(home.path(), "book/rules.plim", &accepted);
    write(home.path(), "book/data/values.csv", "measure,period,value\n1.1,Q1 2019/20,700\n");
    let (code, out, _) = plimsoll(home.path(), &["check", "book"]);
    assert_eq!((code, out.as_str()), (0, "1 measure in 1 file: nothing wrong\n"));
    let (_, out, _) = plimsoll(home.path(), &["run", "book", "--as-of", "2019-07-13", "--format", "json"]);
    assert!(!out.contains("missing-owner"), "{out}");
}

#[test]
fn today_is_an_input_and_settings_may_name_it() {
    let home = tempfile::tempdir().unwrap();
    write(
        home.path(),
        "book/rules.plim",
        &BOOK.replace("target 750 or fewer", "owner HWB; target tbc by Q1 2019/20"),
    );
    let told = |arguments: &[&str]| {
        let all = [&["check", "book", "--format", "plain"], arguments].concat();
        plimsoll(home.path(), &all).1.contains("lint::tbc-past-its-date")
    };
    assert!(!told(&["--as-of", "2019-06-30"]));
    assert!(told(&["--as-of", "2019-07-01"]));
    assert!(told(&[]), "whatever the day is, 2019 is over");
    write(home.path(), "book/plimsoll.toml", "[check]\nas-of = \"2019-06-30\"\n");
    assert!(!told(&[]));
    assert!(told(&["--as-of", "2019-07-01"]), "the command line goes before the settings");
}

#[test]
fn books_are_compared_from_either_side() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "one/rules.plim", BOOK);
    write(home.path(), "two/rules.plim", &BOOK.replace("750", "770").replace("1.1", "7.3"));
    let (_, out, _) = plimsoll(home.path(), &["check", "one", "--also", "two", "--format", "plain"]);
    assert!(
        out.contains("one/rules.plim, line 4")
            && out.contains("plimsoll explain lint::target-differs-elsewhere"),
        "{out}"
    );
    assert!(
        out.contains("two/rules.plim, line 4") && out.contains("770 or fewer there, as measure `7.3`"),
        "{out}"
    );
    write(home.path(), "plimsoll.toml", "[check]\nalso = [\"one\", \"two\"]\n");
    let (_, out, _) = plimsoll(home.path(), &["check", "two", "--format", "plain"]);
    assert!(
        out.contains("two/rules.plim, line 4") && out.contains("lint::target-differs-elsewhere"),
        "{out}"
    );
    let (_, out, _) = plimsoll(home.path(), &["check", "two", "--also", "two", "--format", "plain"]);
    assert!(!out.contains("`two`"), "a book agrees with itself: {out}");
    write(home.path(), "plimsoll.toml", "[check]\nalso = [\"three\"]\n");
    let (code, _, err) = plimsoll(home.path(), &["check", "one"]);
    assert_eq!(code, 2);
    assert!(err.contains("three"), "{err}");
}

#[test]
fn the_page_of_a_lint_says_what_it_weighs() {
    let home = tempfile::tempdir().unwrap();
    let page = |name: &str| plimsoll(home.path(), &["explain", name]).1;
    assert!(page("unused-board").contains("It is advice, unless the settings say otherwise."));
    assert!(page("unsourced-target").contains("It is not looked for unless the settings turn it on."));
    assert!(page("missing-owner").contains("# plimsoll: accept missing-owner because \"the reason\""));
    assert!(!page("declared-twice").contains("## Weight"), "an error cannot be weighed");
}

// ---- proofs --------------------------------------------------------------------------------------------------------

/// What is found in a book of one file.
fn checked(text: &str) -> Vec<Diagnostic> {
    let parsed = plimsoll::syntax::parse(FileId::default(), text);
    let mut findings = parsed.findings;
    findings.extend(plimsoll::check::check(&[parsed.tree]).findings);
    findings
}

/// A line of a rating on one figure, for which `@` stands.
fn a_test() -> impl Strategy<Value = String> {
    let one = prop::sample::select(vec![
        "value > @",
        "value >= @",
        "value < @",
        "value <= @",
        "value = @",
        "not (value > @)",
        "not (value = @)",
    ]);
    prop_oneof![
        3 => one.clone().prop_map(str::to_owned),
        1 => (one.clone(), one.clone()).prop_map(|(a, b)| format!("({a}) or ({b})")),
        1 => (one.clone(), one).prop_map(|(a, b)| format!("({a}) and ({b})")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whether a list covers every value, and which of its lines can be reached, does not depend on whether the figure
    /// in it is known: a number is proved by trying values, a benchmark by how a value can stand to it.
    #[test]
    fn a_list_is_proved_alike_whether_its_figure_is_known_or_not(lines in prop::collection::vec(a_test(), 1..4)) {
        let found = |figure: &str| {
            let words = ["green", "amber", "red"];
            let lines: Vec<String> =
                lines.iter().zip(words).map(|(line, word)| format!("  {word} when {}\n", line.replace('@', figure))).collect();
            let book = format!(
                "framework \"f\" {{ year April to March; due quarterly }}\nboard HWB \"H\"\nbenchmark england \"England\"\n\
                 rating R {{\n{}}}\nmeasure 1 \"m\" {{ owner HWB; unit people; aim increase; rating R }}\n",
                lines.concat()
            );
            let findings = checked(&book);
            let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code.0).collect();
            // Two bands that meet at one figure are told where the figure is known.
            codes.retain(|code| ["check::values-without-level", "check::level-never-reached"].contains(code));
            codes
        };
        prop_assert_eq!(found("50"), found("benchmark england"), "{:?}", lines);
    }
}
