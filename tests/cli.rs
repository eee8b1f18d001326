//! The commands as a person meets them: what they print, how they end, and what they leave on disk.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files itself, and one that cannot has failed"
)]

use std::path::Path;
use std::process::{Command, Output};

fn plimsoll(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn new_book() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let made = plimsoll(home.path(), &["new", "book"]);
    assert_eq!(code(&made), 0, "{}", err(&made));
    home
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "`{from}` is not in {}", path.display());
    std::fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_new_book_passes_check_and_run_as_it_says() {
    let home = new_book();
    let checked = plimsoll(home.path(), &["check", "book"]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
    assert!(out(&checked).contains("nothing wrong"), "{}", out(&checked));
    let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20"]);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    assert!(out(&ran).contains("Example performance framework"));
    let again = plimsoll(home.path(), &["new", "book"]);
    assert_eq!(code(&again), 2, "a book that is there is left as it is");
}

/// What a folder holds, by name.
fn held(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn nothing_is_written_among_rules_or_figures_and_nothing_for_a_far_period() {
    let home = new_book();
    let rules = home.path().join("book");
    let data = rules.join("data");
    let before = (held(&rules), held(&data));
    for verb in ["run", "template"] {
        let refused = |out: &str, period: &str| {
            let period = ["--period", period, "--as-of", "2026-07-20", "--out", out];
            let ran = plimsoll(home.path(), &[&[verb, "book"], &period[..]].concat());
            assert_eq!(code(&ran), 2, "{verb} {out} {}", err(&ran));
            err(&ran).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert!(refused("book", "Q1 2026/27").contains("holds rules"), "{verb}");
        assert!(refused("book/data", "Q1 2026/27").contains("holds the figures"), "{verb}");
        assert!(refused("far", "Q1 2095/96").contains("more than a year after"), "{verb}");
        assert!(refused("far", "Q1 2519/20").contains("is not a period"), "{verb}");
    }
    assert_eq!((held(&rules), held(&data)), before);
    assert!(!home.path().join("far").exists());
}

#[test]
fn a_format_by_the_name_of_its_program_is_told_what_to_write() {
    let home = new_book();
    let asked = |format: &str| {
        let ran = plimsoll(home.path(), &["run", "book", "--format", format, "--out", "papers"]);
        assert_eq!(code(&ran), 2, "{format}");
        err(&ran).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(asked("word").contains("tip: Word files are `--format docx`"));
    let pdf = asked("PDF");
    assert!(
        pdf.contains("write `--format docx` and save it as PDF") && pdf.contains("`--format html`"),
        "{pdf}"
    );
    assert!(asked("htlm").contains("'html'"), "a slip is still told the nearest");
    let level = err(&plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20", "--fail-on", "purple"]));
    assert!(level.contains("`purple` is not a level of this book, whose levels are"), "{level}");
}

#[test]
fn a_run_prints_an_overview_and_the_main_reports_in_full_where_a_format_is_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |more: &[&str]| {
        let mut arguments = vec!["run", "rules/oxfordshire-2019", "--as-of", "2019-06-13"];
        arguments.extend(more);
        out(&plimsoll(root, &arguments))
    };
    let overview = run(&[]);
    assert!(overview.lines().count() < 250, "{} lines", overview.lines().count());
    assert!(overview.contains("Health Improvement Board: 6 responses by 27 June 2019"));
    assert!(overview.contains("--out FOLDER"), "it says how to get the rest");
    for full in [run(&["--format", "text"]), run(&["--format", "md"])] {
        assert!(full.contains("Board paper: Health and Wellbeing Board"));
        assert!(full.contains("What is being done to improve performance?"));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let home = new_book();
    let run = || {
        let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20", "--out", "reports"]);
        assert_eq!(code(&ran), 0, "{}", err(&ran));
        let folder = home.path().join("reports");
        let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        let read: Vec<_> = files.iter().map(|path| std::fs::read(path).unwrap()).collect();
        std::fs::remove_dir_all(folder).unwrap();
        (files, read)
    };
    assert!(run() == run(), "two runs on the same files differ");
}

#[test]
fn a_wrong_rule_ends_with_3_and_the_rest_is_still_judged() {
    let home = new_book();
    replace(&home.path().join("book/rules.plim"), "75% or more", "75% or fewer");
    let checked = plimsoll(home.path(), &["check", "book", "--format", "plain"]);
    assert_eq!(code(&checked), 3);
    assert!(out(&checked).contains("points the wrong way"), "{}", out(&checked));
    let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20", "--format", "json"]);
    assert_eq!(code(&ran), 3);
    let json: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let result = |id: &str| {
        json["results"].as_array().unwrap().iter().find(|r| r["measure"] == id).unwrap()["result"].clone()
    };
    assert_eq!(result("1.1"), "not rated");
    assert_eq!(result("1.2"), "rated");
}

#[test]
fn wrong_data_ends_with_4_and_a_wrong_command_line_with_2() {
    let home = new_book();
    replace(&home.path().join("book/data/values.csv"), "590", "59O");
    let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20"]);
    assert_eq!(code(&ran), 4, "{}", err(&ran));
    assert!(err(&ran).contains("590"), "{}", err(&ran));
    for arguments in [
        &["run", "book", "--as-of", "31 June 2026"][..],
        &["run", "book", "--period", "Q5 2026/27"],
        &["run", "book", "--data", "nowhere.csv"],
        &["why", "9.9", "--book", "book"],
        &["explain", "check::nothing-like-it"],
        &["run", "book", "--fail-on", "purple"],
        &["frobnicate"],
    ] {
        let ended = plimsoll(home.path(), arguments);
        assert_eq!(code(&ended), 2, "{arguments:?}: {}", err(&ended));
        assert!(!err(&ended).is_empty());
    }
}

#[test]
fn fail_on_and_strict_say_so_by_the_exit_code() {
    let home = new_book();
    let run = |more: &[&str]| {
        let mut arguments = vec!["run", "book", "--as-of", "2026-07-20"];
        arguments.extend(more);
        code(&plimsoll(home.path(), &arguments))
    };
    assert_eq!(run(&["--fail-on", "red"]), 1);
    assert_eq!(run(&["--strict"]), 0);
    replace(&home.path().join("book/data/values.csv"), "590", "nya");
    assert_eq!(run(&["--strict"]), 5);
}

#[test]
fn a_folder_without_rules_says_where_there_are_some() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checked = plimsoll(root, &["check", "rules"]);
    assert_eq!(code(&checked), 3);
    assert!(err(&checked).contains("rules/oxfordshire-2019"), "{}", err(&checked));
}

#[test]
fn checking_as_json_lists_findings_with_the_published_keys() {
    let home = new_book();
    replace(&home.path().join("book/rules.plim"), "owner     HIB", "owner     HIP");
    let checked = plimsoll(home.path(), &["check", "book", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let finding = &json["findings"][0];
    for key in ["code", "severity", "file", "line", "column", "message", "help"] {
        assert!(!finding[key].is_null(), "{key} is missing in {finding}");
    }
    assert_eq!(finding["code"], "check::unknown-board");
}

#[test]
fn a_report_that_cannot_be_written_leaves_what_was_there() {
    let home = new_book();
    std::fs::write(home.path().join("taken"), "mine").unwrap();
    let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20", "--out", "taken"]);
    assert_eq!(code(&ran), 2);
    assert_eq!(std::fs::read_to_string(home.path().join("taken")).unwrap(), "mine");
}

#[test]
fn check_names_the_escalations_that_are_not_used() {
    let home = new_book();
    let rules = home.path().join("book/rules.plim");
    let text = std::fs::read_to_string(&rules).unwrap();
    std::fs::write(&rules, format!("{text}\nescalation slip \"Slip\" {{ when ambre or worse; to owner }}\n"))
        .unwrap();
    let checked = plimsoll(home.path(), &["check", "book"]);
    assert!(out(&checked).ends_with("not used until mended: escalation slip\n"), "{}", out(&checked));
}

#[test]
fn slips_on_the_command_line_are_told_what_to_write() {
    let home = new_book();
    std::fs::write(home.path().join("q1.csv"), "measure,period,value\n").unwrap();
    for (arguments, wanted) in [
        (
            &["run", "book", "--as-of", "today"][..],
            "write a day as 2019-06-13 or 13 June 2019; leave it out for today",
        ),
        (&["run", "book", "--as-of", "31 June 2026"], "write a day as 2019-06-13 or 13 June 2019"),
        (&["run", "book", "--as-of", "31", "June", "2026"], "what has a space in it stands in quotes"),
        (&["run", "book", "--format", "pdf"], "for a PDF, write `--format docx`"),
        (&["run", "book", "--period", "Q2"], "say which year, for example `Q2 20"),
        (&["run", "q1.csv"], "q1.csv is data; name the rule book's folder, and the data with --data"),
        (&["check", "q1.csv"], "q1.csv is data; name the rule book's folder, and the data with --data"),
        (
            &["run", "book", "--as-of", "2026-07-20", "--out", "q1.csv"],
            "there is a file of that name; choose a folder",
        ),
        (&["explain", "nonsense"], "there is no code `nonsense`; `plimsoll explain` lists all"),
        (&["why", "P99", "--book", "book"], "its measures are `1.1`, "),
    ] {
        let ended = plimsoll(home.path(), arguments);
        assert_eq!(code(&ended), 2, "{arguments:?}: {}", err(&ended));
        assert!(err(&ended).contains(wanted), "{arguments:?}: {}", err(&ended));
    }
}

#[test]
fn the_list_of_codes_cuts_no_sentence_off() {
    let home = tempfile::tempdir().unwrap();
    let shown = out(&plimsoll(home.path(), &["explain"]));
    let entries = shown.replace(&format!("\n{}", " ".repeat(43)), " ");
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    assert!(entries.lines().all(|line| line.ends_with('.')), "{entries}");
}

#[test]
fn a_glance_at_a_large_book_stays_short_and_says_what_it_leaves_out() {
    let home = new_book();
    let rules = home.path().join("book/rules.plim");
    let mut text = std::fs::read_to_string(&rules).unwrap();
    let mut values = String::from("measure,period,value\n");
    for at in 100..400 {
        text.push_str(&format!(
            "measure {at} \"Measure {at}\" {{ owner HIB; unit children; aim reduce; target 10 or fewer; rating RAG }}\n"
        ));
        values.push_str(&format!("{at},Q1 2026/27,20\n"));
    }
    std::fs::write(&rules, text).unwrap();
    std::fs::write(home.path().join("book/data/values.csv"), values).unwrap();
    let ran = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20"]);
    let printed = out(&ran);
    assert!(printed.lines().count() < 500, "{} lines", printed.lines().count());
    assert!(printed.contains("240 more"), "{printed}");
    assert!(printed.contains("270 more"), "names in the summary are cut too");
}

#[test]
fn restate_lists_what_a_revised_figure_and_a_changed_rule_have_altered() {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/a-figure-revised");
    let restate = |more: &[&str]| {
        let given: Vec<&str> = ["restate", "book"].iter().chain(more).copied().collect();
        plimsoll(&story, &given)
    };
    let then = restate(&["--as-of", "2019-02-01"]);
    assert_eq!(code(&then), 0, "{}", err(&then));
    assert!(out(&then).contains("All 2 results that were reported stand as they were."), "{}", out(&then));
    let now = out(&restate(&["--as-of", "2019-06-13"]));
    assert!(now.contains("1 of the 2 results that were reported is not what it was."), "{now}");
    assert!(
        now.contains("The figure in Q3 2018/19 was revised on 9 May 2019 (book/data/values.csv, line 4)."),
        "{now}"
    );
    let rules =
        out(&restate(&["--as-of", "2019-06-13", "--was", "old", "--from", "2018-10-01", "--format", "md"]));
    assert!(rules.contains("95.5%, red") && rules.contains("95.5%, green"), "{rules}");
    assert!(rules.contains("The rules have another target (book/rules.plim:17)."), "{rules}");
    let json = out(&restate(&["--as-of", "2019-06-13", "--from", "2019-06-01", "--format", "json"]));
    assert!(
        json.contains("\"schema\": \"plimsoll/restate-v1\"") && json.contains("\"restated\": []"),
        "{json}"
    );
    assert_eq!(code(&restate(&["--as-of", "2019-06-13", "--was", "nowhere"])), 2);
}

#[test]
fn a_run_says_on_the_side_what_it_left_out_as_later() {
    let home = new_book();
    let values = home.path().join("book/data/values.csv");
    let before = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20", "--format", "text"]);
    let heading = std::fs::read_to_string(&values).unwrap();
    let measure = heading.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let later = format!("{heading}{measure},Q3 2030/31,1\nno such measure,Q4 2030/31,x\n");
    std::fs::write(&values, later).unwrap();
    let after = plimsoll(home.path(), &["run", "book", "--as-of", "2026-07-20", "--format", "text"]);
    assert_eq!(out(&before), out(&after), "the report is the same to the letter");
    assert!(err(&after).contains("left out: what became known after the report day"), "{}", err(&after));
}

const OFFICE: &str = r#"framework "Board report" { year April to March; due quarterly }
calendar "England" { bank holidays england }
board HWB "Health and Wellbeing Board" { meets 26 September 2019 }
board CT "Children's Trust" { reports to HWB }
rating RAG { green when on target; red otherwise }
measure 1.1 "Looked after children" { owner CT; unit children; aim reduce; target 100 or fewer; rating RAG }
measure 1.2 "Children in need" { unit children; aim reduce; target 100 or fewer; rating RAG }
escalation exception "Exception report" {
  applies to measure 1.1
  when red
  to owner
  respond within 10 working days
  then board above owner if no response
}
"#;

#[test]
fn a_simulation_tells_who_is_told_and_shows_that_somebody_always_is() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("book.plim"), OFFICE).unwrap();
    let simulate = |more: &[&str]| {
        let output = plimsoll(home.path(), &[&["simulate", "book.plim"], more].concat());
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    let rules = simulate(&["--as-of", "2019-04-01", "--format", "md"]);
    assert!(rules.contains("as if every rule opened its cases on 1 April 2019"), "{rules}");
    assert!(rules.contains("| 1 April 2019 | Children's Trust | Exception report | 1.1 |"), "{rules}");
    assert!(rules.contains("taken to the Health and Wellbeing Board"), "{rules}");
    assert!(rules.contains("each case that opens is told to somebody"), "{rules}");
    assert!(rules.contains("measure 1.2 is watched by no escalation"), "{rules}");
    std::fs::create_dir(home.path().join("data")).unwrap();
    let values = "measure,period,value\n1.1,Q3 2018/19,120\n1.1,Q4 2018/19,90\n";
    std::fs::write(home.path().join("data/values.csv"), values).unwrap();
    let figures = simulate(&["--from", "Q3 2018/19", "--to", "Q4 2018/19", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&figures).unwrap();
    let told: Vec<String> = json["told"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["on"].as_str().unwrap(), one["to"].as_str().unwrap(), one["due"]))
        .collect();
    assert_eq!(told, ["2018-12-31 CT \"2019-01-15\"", "2019-01-16 HWB null"]);
    assert_eq!(json["told"][0]["why"], "red: 120 in Q3 2018/19");
    assert_eq!(json["proof"]["holds"], true);
}

#[test]
fn a_simulation_refutes_what_the_rules_do_not_keep() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("book.plim");
    std::fs::write(&path, OFFICE).unwrap();
    replace(&path, "applies to measure 1.1\n", "");
    replace(&path, "within 10 working days", "by the next meeting of HWB");
    replace(&path, "  then", "  closes when on target for 2 periods\n  then");
    let output = plimsoll(home.path(), &["simulate", "book.plim", "--as-of", "2019-12-01"]);
    let said = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [
        "it can. The lines that begin with \"Not so\" say how",
        "Not so: A case of measure 1.2 is told to nobody: measure 1.2 has no responsible board.",
        "Not so: A case that opens on or after 1 December 2019 has no day for its answer: no later meeting of the \
         Health and Wellbeing Board is listed.",
    ] {
        assert!(said.contains(text), "{text}\n{said}");
    }
    assert_eq!(code(&output), 0, "what it shows is its work, not a failure of it");
    let strict = plimsoll(home.path(), &["simulate", "book.plim", "--as-of", "2019-12-01", "--strict"]);
    assert_eq!(code(&strict), 1);
}

#[test]
fn a_simulation_says_which_figures_it_left_out() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("book.plim"), OFFICE).unwrap();
    std::fs::create_dir(home.path().join("data")).unwrap();
    let values = "measure,period,value\n1.1,Q3 2018/19,120\n1.1,Q4 2018/19,many\n";
    std::fs::write(home.path().join("data/values.csv"), values).unwrap();
    for command in ["simulate", "restate"] {
        let output = plimsoll(home.path(), &[command, "book.plim", "--as-of", "2019-06-13"]);
        assert_eq!(code(&output), 4, "{}", err(&output));
        assert!(err(&output).contains("many"), "{}", err(&output));
        assert!(err(&output).contains("because of errors in rules or data: 1 error"), "{}", err(&output));
    }
}

#[test]
fn the_ledger_has_a_row_for_each_case() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("book.plim"), OFFICE).unwrap();
    let values = "measure,period,value\n1.1,Q3 2018/19,120\n1.1,Q4 2018/19,90\n";
    std::fs::write(home.path().join("values.csv"), values).unwrap();
    let arguments =
        ["run", "book.plim", "--data", "values.csv", "--as-of", "2019-05-24", "--ledger", "out/cases.csv"];
    let ran = plimsoll(home.path(), &arguments);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    assert_eq!(
        std::fs::read_to_string(home.path().join("out/cases.csv")).unwrap(),
        "id,escalation,measure,group,opened,for,to,due,state,closed,told\n\
         exception/1.1/Q3 2018/19,exception,1.1,,2018-12-31,Q3 2018/19,CT,2019-01-15,recovered,2019-03-31,\
         2018-12-31 CT; 2019-01-16 HWB\n"
    );
}

/// The table of `diff` stops at a hundred results, says so before it begins, and goes on with `--all`.
#[test]
fn a_long_comparison_says_where_it_stops_and_how_to_see_the_rest() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let home = tempfile::tempdir().unwrap();
    let other = home.path().join("other");
    std::fs::create_dir(&other).unwrap();
    let book = here.join("rules/example-borough");
    for entry in std::fs::read_dir(&book).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|ending| ending == "plim") {
            std::fs::copy(&entry, other.join(entry.file_name().unwrap())).unwrap();
        }
    }
    replace(&other.join("framework.plim"), "green when on target", "green when on target and missing");
    let compared = |more: &[&str]| {
        let fixed = ["diff", book.to_str().unwrap(), other.to_str().unwrap(), "--as-of", "2026-07-31"];
        let data = book.join("data");
        let own = ["--format", "md", "--data", data.to_str().unwrap()];
        out(&plimsoll(home.path(), &[&fixed[..], &own[..], more].concat()))
    };
    let (short, whole) = (compared(&[]), compared(&["--all"]));
    let rows = |text: &str| text.split("One by one").last().unwrap().matches("\n|").count() - 2;
    assert_eq!(rows(&short), 100, "{short}");
    let (before, _) = short.split_once("One by one").unwrap();
    assert!(before.contains("the first 100 of these results are listed here"), "{before}");
    assert!(before.contains("--all lists them all"), "{before}");
    assert!(rows(&whole) > 100 && !whole.contains("--all"), "{whole}");
}

#[test]
fn why_takes_the_rule_book_before_the_measure_as_the_other_commands_do() {
    let day = ["--as-of", "2019-06-13"];
    let why = |words: &[&str]| {
        plimsoll(Path::new(env!("CARGO_MANIFEST_DIR")), &[&["why"], words, &day[..]].concat())
    };
    let book = "rules/oxfordshire-2019";
    let named = out(&why(&["3.13", "--book", book]));
    assert!(named.contains("3.13"), "{named}");
    assert_eq!(out(&why(&[book, "3.13"])), named);
    assert_eq!(out(&why(&["3.13", book])), named);
    let quarter = out(&why(&["1.1", "Q4 2018/19", "--book", book]));
    assert_eq!(out(&why(&[book, "1.1", "Q4 2018/19"])), quarter);
    assert!(err(&why(&[book])).contains("name the measure too"), "{}", err(&why(&[book])));
    let much = err(&why(&["3.13", "Q4", "2018/19", "--book", book]));
    assert!(much.contains("`2018/19` is one word too many"), "{much}");
}
