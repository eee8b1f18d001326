//! The house rules, each failing by file and line: which module may see which, how long a file may be, and what is
//! left out of it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the source itself, and one that cannot has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// What each module of `src` may import, as the map in `src/lib.rs` has it. A path of two parts allows that part alone.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("base", &[]),
    ("model", &["base", "stats"]),
    ("stats", &["base"]),
    ("syntax", &["base", "model"]),
    ("check", &["base", "model", "stats", "syntax"]),
    ("data", &["base", "model"]),
    ("format", &["base", "model", "syntax"]),
    ("eval", &["base", "data", "model", "stats"]),
    ("lint", &["base", "check", "model", "plain", "syntax"]),
    ("import", &["base", "check", "data", "format", "lint", "model", "syntax"]),
    ("plain", &["base", "data", "eval::outcome", "model"]),
    ("report", &["base", "data", "eval::explain", "eval::outcome", "model", "plain"]),
    ("scenario", &["base", "data", "eval", "model", "plain"]),
    ("catalog", &["base", "check", "data", "eval", "lint", "syntax"]),
    (
        "cli",
        &[
            "base", "catalog", "check", "data", "eval", "format", "import", "lint", "model", "plain",
            "report", "scenario", "syntax",
        ],
    ),
];

#[test]
fn a_module_sees_only_the_floors_below_it() {
    let mut faults = Vec::new();
    for (path, text) in sources("src") {
        let module = module_of(&path);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            assert!(["lib", "main"].contains(&module.as_str()), "{path}: `{module}` is not in MAY_IMPORT");
            continue;
        };
        for (line, text) in code_lines(&text) {
            for seen in seen_paths(&path, text) {
                let own = seen.split("::").next() == Some(module.as_str());
                if !own && !allowed.iter().any(|a| seen == *a || seen.starts_with(&format!("{a}::"))) {
                    faults.push(format!("{path}:{line}: `{module}` may not see `crate::{seen}`"));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn every_module_is_on_the_map() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let missing: Vec<&str> = MAY_IMPORT
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !map.contains(&format!("[`{name}`]")) || !map.contains(&format!("pub mod {name};")))
        .collect();
    assert!(missing.is_empty(), "src/lib.rs does not tell of {}", missing.join(", "));
}

#[test]
fn no_file_is_over_500_lines() {
    let long = |(path, text): (String, String)| {
        let lines = text.lines().count();
        (lines > 500).then(|| format!("{path}:501: the file has {lines} lines; part it by topic"))
    };
    let files = sources("src").into_iter().chain(sources("tests")).chain(texts("grammar", "pest"));
    none(&files.filter_map(long).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_undone_or_hushed() {
    let banned = [
        ("use super::*", "name what is used"),
        ("#[allow(", "use #[expect(…, reason = \"…\")]"),
        ("#![allow(", "use #![expect(…, reason = \"…\")]"),
        ("todo!(", "write it"),
        ("unimplemented!(", "write it"),
        ("dbg!(", "take it out"),
    ];
    let mut faults = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        if path == "tests/tidy.rs" {
            continue;
        }
        for (line, text) in code_lines(&text) {
            for (words, instead) in banned.iter().filter(|(words, _)| text.contains(words)) {
                faults.push(format!("{path}:{line}: `{words}`: {instead}"));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let silent = |(path, text): (String, String)| {
        (!text.starts_with("//!"))
            .then(|| format!("{path}:1: the first line has to say in `//!` what it is for"))
    };
    none(&sources("src").into_iter().filter_map(silent).collect::<Vec<_>>());
}

/// The one way from an exact number to a float is in `base/exact.rs`; where levels are decided, nobody takes it.
#[test]
fn no_float_decides_a_level() {
    let floors = ["base", "model", "check", "data", "eval", "plain"];
    let mut faults = Vec::new();
    for (path, text) in sources("src") {
        if path == "src/base/exact.rs" || !floors.contains(&module_of(&path).as_str()) {
            continue;
        }
        for (line, text) in code_lines(&text) {
            if ["f32", "f64", "to_f64"].iter().any(|word| has_word(text, word)) {
                faults.push(format!("{path}:{line}: a float where amounts are exact: {}", text.trim()));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_keyword_of_the_grammar_is_used() {
    let grammar = texts("grammar", "pest");
    let mut faults = Vec::new();
    for (path, text) in &grammar {
        for (line, text) in (1..).zip(text.lines()) {
            let Some((name, _)) = text.split_once(" = ").filter(|(name, _)| name.starts_with("kw_")) else {
                continue;
            };
            let uses: usize =
                grammar.iter().map(|(_, text)| words_of(text).filter(|w| *w == name).count()).sum();
            if uses < 2 {
                faults.push(format!("{path}:{line}: no rule uses `{name}`"));
            }
        }
    }
    none(&faults);
}

/// The examples of the README are commands of this program on files that are there. `tests/readme.rs` may run them.
#[test]
fn every_command_in_the_readme_exists() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let verbs = fs::read_to_string(root().join("src/cli/mod.rs")).unwrap();
    let mut faults = Vec::new();
    let mut fenced = false;
    for (line, text) in (1..).zip(readme.lines()) {
        if text.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let command = text.trim_start().trim_start_matches("$ ");
        let Some(rest) = command.strip_prefix("plimsoll ").filter(|_| fenced) else { continue };
        let mut words = rest.split_whitespace();
        let verb = words.next().unwrap_or_default();
        let capital: String =
            verb.chars().take(1).flat_map(char::to_uppercase).chain(verb.chars().skip(1)).collect();
        if !verb.starts_with('-') && !verbs.contains(&format!("    {capital}(")) {
            faults.push(format!("README.md:{line}: there is no command `plimsoll {verb}`"));
        }
        for path in words.filter(|word| word.starts_with("rules/")) {
            if !root().join(path).exists() {
                faults.push(format!("README.md:{line}: `{path}` is not there"));
            }
        }
    }
    none(&faults);
}

// ---- reading -------------------------------------------------------------------------------------------------------

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<(String, String)> {
    texts(folder, "rs")
}

/// Every file beneath a folder with an ending: its path with `/` between its parts, and its text.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no .{ending} files");
    found.sort();
    found
}

/// `eval` of `src/eval/cases/mod.rs`, `catalog` of `src/catalog.rs`.
fn module_of(path: &str) -> String {
    let inside = path.trim_start_matches("src/");
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// Lines with their numbers, without those that are comments alone.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// What a line reaches through `crate::`, or by climbing with `super::` past its own module: `eval::outcome::Case`.
fn seen_paths(path: &str, line: &str) -> Vec<String> {
    let mut seen: Vec<String> = after(line, "crate::").collect();
    let climbs = line.matches("super::").count();
    // `src/a/b.rs` is one step below the module `a`, `src/a/b/c.rs` two; more steps than that reach the crate.
    let below = path.matches('/').count() - 1 - usize::from(path.ends_with("/mod.rs"));
    if climbs > below {
        seen.extend(line.rsplit("super::").next().map(leading_path));
    }
    seen
}

fn after<'l>(line: &'l str, mark: &'l str) -> impl Iterator<Item = String> + 'l {
    line.match_indices(mark).map(move |(at, _)| leading_path(&line[at + mark.len()..]))
}

fn leading_path(text: &str) -> String {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
    text[..end].trim_end_matches(':').to_owned()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == word)
}

#[test]
fn the_readers_of_this_file_read_right() {
    assert_eq!(seen_paths("src/eval/rating.rs", "use crate::check::Checked;"), ["check::Checked"]);
    assert_eq!(seen_paths("src/eval/rating.rs", "use super::super::check::Checked;"), ["check::Checked"]);
    assert!(seen_paths("src/eval/cases/who.rs", "use super::super::places::label;").is_empty());
    assert!(seen_paths("src/eval/mod.rs", "use self::places::label;").is_empty());
    assert_eq!(module_of("src/eval/cases/mod.rs"), "eval");
    assert_eq!(module_of("src/catalog.rs"), "catalog");
    assert!(has_word("let x: f64 = 1;", "f64") && !has_word("let f64_like = 1;", "f64"));
}
