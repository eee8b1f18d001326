//! The README's commands work and its rules read without error.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files itself, and one that cannot has failed"
)]

use std::path::Path;
use std::process::Command;

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let open = format!("```{language}\n");
    text.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// Runs a command line of the README with the built program in the place of `cargo run --release --` or `plimsoll`.
fn run(line: &str) -> (i32, String) {
    let words = line.trim_start_matches("cargo run --release -- ").trim_start_matches("plimsoll ");
    let mut arguments: Vec<String> = Vec::new();
    for (at, part) in words.split('"').enumerate() {
        if at % 2 == 1 {
            arguments.push(part.to_owned());
        } else {
            arguments.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(&arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_main_command_runs_the_real_board_pack() {
    let commands = blocks("sh");
    let main = commands.iter().find(|block| block.contains("-- run ")).unwrap().trim().to_owned();
    let (code, printed) = run(&main);
    assert_eq!(code, 0, "{main} ended with {code}");
    assert!(printed.contains("Oxfordshire Health & Wellbeing Performance Framework"));
    assert!(printed.contains("On target: 20 of the 40 rated"));
}

#[test]
fn the_test_command_is_the_one_that_the_contributors_run_calls() {
    let commands = blocks("sh");
    let test = commands.iter().find(|block| block.contains("cargo test")).unwrap().trim().to_owned();
    let ci = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line.trim() == test), ".ci/run does not call `{test}`");
}

#[test]
fn the_other_commands_on_shipped_books_work() {
    let text = readme();
    let shown = text.split('`').filter(|part| {
        part.starts_with("plimsoll ") && (part.contains("rules/") || part.starts_with("plimsoll explain"))
    });
    let mut tried = 0;
    for command in shown {
        let (code, printed) = run(command);
        assert_eq!(code, 0, "{command} ended with {code}");
        assert!(!printed.is_empty(), "{command} printed nothing");
        tried += 1;
    }
    assert!(tried >= 2, "only {tried} commands were found");
}

#[test]
fn the_commands_that_the_invented_book_names_work() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/example-borough/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let named: Vec<&str> = text.lines().filter(|line| line.starts_with("plimsoll ")).collect();
    assert!(named.len() >= 4, "only {} commands were found", named.len());
    // What writes into a folder of the reader's is tried by the golden books.
    for command in named.into_iter().filter(|line| !line.contains("--out")) {
        let (code, printed) = run(command);
        assert_eq!(code, 0, "{command} ended with {code}");
        assert!(!printed.is_empty(), "{command} printed nothing");
    }
}

#[test]
fn its_rules_read_without_a_fault() {
    for block in blocks("plimsoll") {
        let parsed = plimsoll::syntax::parse(plimsoll::base::span::FileId(0), &block);
        assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
    }
}

#[test]
fn every_file_it_names_is_there() {
    let text = readme();
    for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if !link.starts_with("http") {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "{link} is not there");
        }
    }
}

/// The entry shown is what the program writes, line for line, with some lines left out.
#[test]
fn the_exception_it_shows_is_the_one_that_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_string_lossy().into_owned();
    let written = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(["run", "rules/oxfordshire-2019", "--as-of", "2019-06-13", "--format", "text", "--out", &out])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(written.status.success());
    let paper = std::fs::read_to_string(folder.path().join("board-paper-jmg.txt")).unwrap();
    // The table at a glance names it first.
    let entry = paper.rsplit("\n3.13 ").next().unwrap();
    let mut lines = entry.lines();
    for shown in blocks("text").concat().lines().filter(|line| !line.is_empty()) {
        assert!(lines.any(|line| line == shown), "`{shown}` is not written, or not in this order");
    }
}
