//! Every code has a page, and every page is true: its example yields the code, and its mended example does not.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use plimsoll::base::diag::{Diagnostic, Severity};
use plimsoll::catalog;
use plimsoll::data::workbook::{Wanted, read_workbook};
use plimsoll::data::{Reader, Responses, read_acts, read_extensions, read_responses};
use plimsoll::eval::{Run, assess};
use plimsoll::lint::{self, Accepted, Neighbour, Settings, Subject, settle};
use plimsoll::model::RuleBook;
use plimsoll::syntax::parse;
use support::{Block, blocks, read_book};

/// A page cut into its parts.
struct Page {
    code: &'static str,
    example: Vec<Block>,
    mended: Vec<Block>,
}

fn pages() -> Vec<Page> {
    catalog::pages().into_iter().map(|(code, text)| part(code.0, text)).collect()
}

/// The exact form: title, meaning, `## Why it matters`, `## Example`, `## Mended`, each with something in it.
fn part(code: &'static str, text: &'static str) -> Page {
    let rest = text
        .strip_prefix(&format!("# {code}\n\n"))
        .unwrap_or_else(|| panic!("the page of {code} begins with `# {code}` and a blank line"));
    let cut = |text: &'static str, heading: &str| {
        let (before, after) = text
            .split_once(&format!("\n\n## {heading}\n"))
            .unwrap_or_else(|| panic!("{code} has no `## {heading}`"));
        (before, after.strip_prefix('\n').unwrap_or(after))
    };
    let (meaning, rest) = cut(rest, "Why it matters");
    let (why, rest) = cut(rest, "Example");
    let (example, mended) = cut(rest, "Mended");
    for (part, text) in [("meaning", meaning), ("reason", why)] {
        assert!(!text.trim().is_empty() && !text.contains("TODO"), "{code} says no {part}");
        assert!(text.trim_end().ends_with('.'), "the {part} of {code} is a sentence");
    }
    assert!(text.ends_with("```\n"), "the page of {code} ends with its mended example");
    assert!(!mended.contains("\n## "), "{code} has more headings than it should");
    let page = Page { code, example: blocks(example), mended: blocks(mended) };
    for (name, blocks) in [("Example", &page.example), ("Mended", &page.mended)] {
        // A rule book on one side only would be no example of the same rules mended.
        let books = blocks.iter().filter(|b| b.header == "plimsoll").count();
        let beside = blocks.iter().filter(|b| b.header == "plimsoll beside").count();
        assert_eq!(books, 1, "`## {name}` of {code} has one plimsoll block");
        let data = blocks.iter().filter(|b| b.word() == "csv").count();
        let other = blocks.iter().find(|b| {
            ![
                "plimsoll",
                "plimsoll beside",
                "csv",
                "csv responses",
                "csv events",
                "csv extensions",
                "csv workbook",
            ]
            .contains(&b.header.as_str())
        });
        assert!(
            books + beside + data == blocks.len() && other.is_none(),
            "line {} of `## {name}` of {code} begins neither a plimsoll nor a csv block",
            other.map_or(0, |block| block.line)
        );
    }
    assert_eq!(page.example.len(), page.mended.len(), "{code} mends the same blocks that it shows");
    page
}

fn source_files(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            source_files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Every `Code("…")` that the source declares.
fn declared() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    source_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| line.trim_start().starts_with("pub const ")) {
            let Some((_, rest)) = line.split_once("Code = Code(\"") else { continue };
            found.push((rest.split('"').next().unwrap().to_owned(), file.clone()));
        }
    }
    found
}

#[test]
fn every_code_has_a_page_beside_it() {
    let listed: BTreeSet<&str> = catalog::pages().iter().map(|(code, _)| code.0).collect();
    let mut lost = Vec::new();
    for (code, file) in declared() {
        let page = file.with_file_name(format!("{}.md", code.rsplit("::").next().unwrap().replace('-', "_")));
        if !listed.contains(code.as_str()) {
            lost.push(format!("{code} ({}) is not in the catalog", file.display()));
        }
        if !page.exists() {
            lost.push(format!("{code} has no page {}", page.display()));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn codes_are_unique_and_plain() {
    let declared = declared();
    let mut seen = BTreeSet::new();
    for (code, file) in &declared {
        assert!(seen.insert(code), "{code} is declared twice, again in {}", file.display());
        let (floor, name) = code.split_once("::").unwrap_or_else(|| panic!("{code} has no floor"));
        for part in [floor, name] {
            let plain = part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            let hyphens = !part.starts_with('-') && !part.ends_with('-') && !part.contains("--");
            assert!(plain && hyphens && !part.is_empty(), "{code} is not in lower case with hyphens");
        }
    }
    let listed = catalog::pages();
    assert_eq!(listed.len(), seen.len(), "the catalog lists each code once");
    assert!(listed.is_sorted_by(|a, b| a.0 < b.0), "the catalog is sorted");
}

#[test]
fn every_list_of_a_floor_is_sorted() {
    for list in [
        plimsoll::syntax::diags::CODES,
        plimsoll::check::diags::CODES,
        plimsoll::data::diags::CODES,
        plimsoll::eval::diags::CODES,
        plimsoll::eval::cases::diags::CODES,
        lint::CODES,
    ] {
        let unsorted = list.windows(2).find(|pair| pair[0].0 >= pair[1].0);
        assert!(unsorted.is_none(), "{:?} stands too early", unsorted.map(|pair| pair[0].0));
    }
}

#[test]
fn every_page_has_the_agreed_form() {
    assert!(!pages().is_empty());
}

#[test]
fn every_example_shows_its_code_and_mended_is_free_of_it() {
    let mut wrong = Vec::new();
    for page in pages() {
        for (name, blocks, shows) in [("Example", &page.example, true), ("Mended", &page.mended, false)] {
            let findings = findings_of(page.code, blocks);
            let yields = findings.iter().any(|(code, _, _)| *code == page.code);
            if yields != shows {
                let all: Vec<_> =
                    findings.iter().map(|(code, _, message)| format!("{code}: {message}")).collect();
                let verb = if shows { "does not yield" } else { "still yields" };
                wrong.push(format!("`## {name}` of {} {verb} it, but {all:?}", page.code));
            }
            let errors = findings.iter().filter(|(_, severity, _)| *severity == Severity::Error);
            if !shows {
                wrong.extend(errors.map(|(code, _, message)| {
                    format!("`## {name}` of {} has the error {code}: {message}", page.code)
                }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One cause, one message: an example shows its own code and no other.
#[test]
fn an_example_shows_nothing_but_its_code() {
    let mut wrong = Vec::new();
    for page in pages() {
        let beside = |blocks: &[Block]| -> Vec<String> {
            let findings =
                findings_of(page.code, blocks).into_iter().filter(|(code, _, _)| *code != page.code);
            findings.map(|(code, _, message)| format!("{code}: {message}")).collect()
        };
        for (name, blocks) in [("Example", &page.example), ("Mended", &page.mended)] {
            if blocks.iter().any(|block| block.word() == "csv") {
                continue;
            }
            let beside = beside(blocks);
            if !beside.is_empty() {
                wrong.push(format!("`## {name}` of {} also has {beside:?}", page.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The findings of a page's blocks: code, weight and message. The rules are read and checked; with csv blocks the
/// book is run on them as of the board's meeting of 13 June 2019.
fn findings_of(code: &str, blocks: &[Block]) -> Vec<(&'static str, Severity, String)> {
    if code.starts_with("lint::") {
        return linted(code, blocks);
    }
    let book = blocks.iter().find(|block| block.word() == "plimsoll").unwrap();
    let (book, mut findings) = read_book(&[("book.plim", &book.text)]);
    let files: Vec<&Block> = blocks.iter().filter(|block| block.word() == "csv").collect();
    if !files.is_empty() {
        findings.extend(run_on(&book, &files));
    }
    findings.into_iter().map(|f| (f.code.0, f.severity, f.message)).collect()
}

/// The findings of a page about a lint: all that are on by default, and its own.
fn linted(code: &str, blocks: &[Block]) -> Vec<(&'static str, Severity, String)> {
    let block = |header: &str| blocks.iter().find(|block| block.header == header);
    let (book, found) = read_book(&[("book.plim", &block("plimsoll").unwrap().text)]);
    let mut sources = plimsoll::base::source::Sources::new();
    let id = sources.add("book.plim", block("plimsoll").unwrap().text.clone());
    let trees = [parse(id, &block("plimsoll").unwrap().text).tree];
    let neighbours: Vec<Neighbour> = block("plimsoll beside")
        .map(|other| Neighbour { name: "other".to_owned(), book: read_book(&[("o", &other.text)]).0 })
        .into_iter()
        .collect();
    let on = match lint::by_name(code).unwrap().level {
        lint::Level::Off => format!("[lints]\n\"{code}\" = \"warning\"\n"),
        lint::Level::Advice | lint::Level::Warning | lint::Level::Error => String::new(),
    };
    let levels = Settings::read(&on).unwrap().for_files(&["book.plim".to_owned()]);
    let as_of = NaiveDate::from_ymd_opt(2019, 6, 13).unwrap();
    let subject = Subject { book: &book, whole: true, as_of, neighbours: &neighbours };
    let mut accepted = Accepted::read(&trees, &sources);
    let mut findings = settle(found, &levels, &mut accepted);
    findings.extend(lint::look_over(&subject, &levels, &mut accepted));
    // The comment that cannot be read leaves standing what it was meant to accept.
    findings.retain(|f| code != "lint::accept-not-read" || f.code.0 == code);
    findings.into_iter().map(|f| (f.code.0, f.severity, f.message)).collect()
}

/// A csv block marked `responses`, or with an `escalation` column, holds answers.
fn run_on(book: &RuleBook, files: &[&Block]) -> Vec<Diagnostic> {
    let as_of = NaiveDate::from_ymd_opt(2019, 6, 13).unwrap();
    let is_response = |block: &Block| {
        block.header.ends_with("responses")
            || block.text.lines().next().is_some_and(|head| head.contains("escalation"))
    };
    let mut reader = Reader::new(book);
    let mut responses = Responses::default();
    let mut of_responses = Vec::new();
    for file in files {
        if file.header.ends_with("workbook") {
            let workbook = read_workbook("values.xlsx", &workbook_of(&file.text), Wanted::Figures);
            of_responses.extend(workbook.findings);
            workbook.tables.iter().for_each(|table| reader.read_sheet(table));
        } else if file.header.ends_with("events") {
            of_responses.extend(read_acts(book, "events.csv", file.text.as_bytes(), as_of, &mut responses));
        } else if file.header.ends_with("extensions") {
            let bytes = file.text.as_bytes();
            of_responses.extend(read_extensions(book, "extensions.csv", bytes, &mut responses));
        } else if is_response(file) {
            of_responses.extend(read_responses(book, "responses.csv", file.text.as_bytes(), &mut responses));
        } else {
            reader.read_csv("values.csv", file.text.as_bytes());
        }
    }
    let (data, mut findings) = reader.finish(as_of);
    findings.extend(of_responses);
    findings.extend(data.later.iter().cloned());
    findings.extend(assess(&Run { book, data: &data, responses: &responses, period: None, as_of }).findings);
    findings
}

/// A workbook of one sheet, with a row for each line and the cells between its commas.
fn workbook_of(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in text.lines().zip(0..) {
        for (cell, column) in line.split(',').zip(0..) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_code_is_found_by_its_last_part_and_near_misses_are_offered() {
    assert!(
        catalog::page("check::unknown-measure").is_some_and(|p| p.starts_with("# check::unknown-measure"))
    );
    assert!(catalog::page("Unknown Measure").is_some_and(|p| p.contains("unknown-measure")));
    assert_eq!(catalog::page("unknown-mesure"), None);
    assert_eq!(catalog::nearest("unknown-mesure"), Some("check::unknown-measure"));
    assert_eq!(catalog::nearest("check::unknown-mesure"), Some("check::unknown-measure"));
    assert_eq!(catalog::nearest("lookalike"), Some("syntax::lookalike-letter"));
}

/// `docs/codes.md` is the catalog as a list; `UPDATE_DOCS=1 cargo test --test pages` writes it anew.
#[test]
fn the_list_of_codes_in_the_documents_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let mut wanted = String::from(
        "# Codes\n\nEvery finding has a code. `plimsoll explain CODE` prints the page behind it, with an example and the \
         example mended; the part after `::` is enough.\n",
    );
    let mut floor = "";
    for (code, text) in catalog::pages() {
        let (own, name) = code.0.split_once("::").unwrap();
        if own != floor {
            floor = own;
            wanted.push_str(&format!(
                "\n## {}\n\n| code | meaning | page |\n|---|---|---|\n",
                floor_words(own)
            ));
        }
        let meaning = text.split("\n\n").nth(1).unwrap().replace('\n', " ").replace('|', "\\|");
        wanted.push_str(&format!("| `{name}` | {meaning} | [page](../{}) |\n", page_path(own, name)));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(
        written == wanted,
        "docs/codes.md is out of date: UPDATE_DOCS=1 cargo test --test pages writes it anew"
    );
}

fn floor_words(floor: &str) -> String {
    match floor {
        "syntax" => "syntax: what is written in the rules".into(),
        "check" => "check: what the rules mean".into(),
        "data" => "data: what was submitted".into(),
        "eval" => "eval: what came of judging".into(),
        "cases" => "cases: escalations and answers".into(),
        "lint" => "lint: advice on rules that are in order".into(),
        other => other.into(),
    }
}

fn page_path(floor: &str, name: &str) -> String {
    let folder = match floor {
        "cases" => "eval/cases/diags".to_owned(),
        "lint" => "lint".to_owned(),
        floor => format!("{floor}/diags"),
    };
    format!("src/{folder}/{}.md", name.replace('-', "_"))
}
