//! `docs/language.md` is true: every fenced plimsoll block of it is read and checked.
//!
//! The words after `plimsoll` say how a block is taken:
//!
//! * nothing: a whole rule book;
//! * `in book`: declarations, added to the small book below;
//! * `clause`: lines of one measure of that book; `escalation`: lines of one of its escalations;
//! * `each`: every line by itself, before `clause`, `escalation`, `condition` (after `when` in an escalation) or
//!   `level` (a condition of the amber line of a measure);
//! * `bare`: the measure has only a theme, an owner and a unit beside the lines shown;
//! * `doubtful`: warnings are expected, and errors are not;
//! * `%`: the measure is a percentage and should rise, instead of a number of children that should fall;
//! * `england`, `neighbours`: the book declares that benchmark;
//! * `from=FILE`: the lines stand so in a file of a shipped book, whose own test runs them;
//! * `layout`: the lines are in another layout than the canonical one, to show something;
//! * `error=CODE`: the block shows this fault and no other; `warning=CODE` and `advice=CODE` likewise.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

mod support;

use plimsoll::base::diag::{Diagnostic, Severity};
use support::{Block, blocks, read_book};

const SMALL_BOOK: &str = r#"
framework "Health and Wellbeing Board report" { year 2019/20, April to March; due quarterly }
calendar "England" { bank holidays england }
board HWB "Health and Wellbeing Board" { meets 26 September 2019, 5 December 2019 }
board CT "Children's Trust" { reports to HWB; meets 12 September 2019 }
board HIB "Health Improvement Board" { reports to HWB; meets 12 September 2019 }
role chief_executive "Chief Executive"
theme start "A good start in life"
theme living "Living well"
groups site "Hospital site" { JR "John Radcliffe"; HGH "Horton General" }
rating RAG {
  green when on target
  amber when within 5% of target
  red otherwise
}
measure 2.1 "Health checks taken up" {
  theme living; owner HIB; unit % of people; aim increase; baseline 40% in 2018/19; target 50% or more; rating RAG
}
measure 2.2 "Smokers who have quit" {
  theme living; owner HIB; unit people; aim increase; baseline 2,100 in 2018/19; target 2,337 or more; rating RAG
}
"#;

/// What a measure of the small book says unless the lines shown say it.
const IN_CHILDREN: &[&str] = &[
    "theme start",
    "owner CT",
    "unit children",
    "aim reduce",
    "baseline 789 in Jan 2019",
    "target 750 or fewer",
    "rating RAG",
];
const IN_PER_CENT: &[&str] = &[
    "theme start",
    "owner HIB",
    "unit % of children",
    "aim increase",
    "baseline 92% in Q4 2018/19",
    "target 95% or more",
    "rating RAG",
];

/// Lines, and those of the usual ones whose first word they do not begin with.
fn completed(lines: &str, usual: &[&str]) -> String {
    let first = |line: &str| {
        let word = line.split([' ', ':', '=']).next().unwrap_or("").to_lowercase();
        match word.as_str() {
            "owned" | "responsible" => "owner".to_owned(),
            "if" => "when".to_owned(),
            "polarity" | "lower" | "higher" => "aim".to_owned(),
            _ => word,
        }
    };
    let said: Vec<String> = lines.lines().map(|line| first(line.trim())).collect();
    let rest: Vec<&str> = usual.iter().copied().filter(|line| !said.contains(&first(line))).collect();
    format!("{}\n{lines}", rest.join("\n"))
}

fn measure(lines: &str, block: &Block) -> String {
    let usual = if has(block, "%") { IN_PER_CENT } else { IN_CHILDREN };
    let usual = if has(block, "bare") { &usual[..3] } else { usual };
    let england = if has(block, "england") { ENGLAND } else { "" };
    let neighbours = if has(block, "neighbours") { NEIGHBOURS } else { "" };
    format!(
        "{SMALL_BOOK}\n{EXCEPTION}\n{england}\n{neighbours}\nmeasure 1.1 \"The measure shown\" {{\n{}\n}}\n",
        completed(lines, usual)
    )
}

const ENGLAND: &str = "benchmark england \"England average\"";
const NEIGHBOURS: &str =
    "benchmark neighbours \"Similar areas\" { peers BU \"Buckinghamshire\", HA \"Hampshire\" }";

const EXCEPTION: &str = "escalation exception \"Exception report\" { when red; to owner }";

fn escalation(lines: &str, block: &Block) -> String {
    let rule = completed(lines, &["when red", "to owner"]);
    format!("{}\nescalation shown \"The escalation shown\" {{\n{rule}\n}}\n", measure("", block))
}

fn has(block: &Block, word: &str) -> bool {
    block.header.split(' ').any(|w| w == word)
}

/// The rule books that a block stands for, each with the line of the document it begins at.
fn books(block: &Block) -> Vec<(usize, String)> {
    let pieces: Vec<(usize, String)> = if has(block, "each") {
        let lines = block.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(at, line)| (block.line + at, line.to_owned())).collect()
    } else {
        vec![(block.line, block.text.clone())]
    };
    let book = |text: String| {
        if has(block, "clause") {
            measure(&text, block)
        } else if has(block, "escalation") {
            escalation(&text, block)
        } else if has(block, "condition") {
            escalation(&format!("when {text}"), block)
        } else if has(block, "level") {
            measure(&format!("amber when {text}"), block)
        } else if has(block, "in") {
            format!("{}\n{text}", measure("", block))
        } else {
            text
        }
    };
    pieces.into_iter().map(|(line, text)| (line, book(text))).collect()
}

/// The code that a block is to show, with its weight.
fn shown(block: &Block) -> Option<(&str, Severity)> {
    block.header.split(' ').find_map(|word| {
        let (weight, code) = word.split_once('=')?;
        let weight = match weight {
            "error" => Severity::Error,
            "advice" => Severity::Advice,
            _ => Severity::Warning,
        };
        Some((code, weight))
    })
}

fn all_blocks() -> Vec<Block> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md");
    let all = blocks(&std::fs::read_to_string(path).unwrap());
    all.into_iter().filter(|block| block.word() == "plimsoll").collect()
}

/// The blocks that are examples of their own.
fn document() -> Vec<Block> {
    all_blocks().into_iter().filter(|block| source_of(block).is_none()).collect()
}

/// The file that a block is a piece of.
fn source_of(block: &Block) -> Option<&str> {
    block.header.split(' ').find_map(|word| word.strip_prefix("from="))
}

/// What is shown as a piece of a shipped book is one, to the letter.
#[test]
fn pieces_of_shipped_books_stand_in_them() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shown = 0;
    for block in all_blocks() {
        let Some(file) = source_of(&block) else { continue };
        let text = std::fs::read_to_string(project.join(file)).unwrap();
        assert!(text.contains(&block.text), "docs/language.md:{}: not so in {file}", block.line);
        shown += 1;
    }
    assert!(shown > 0, "the reference shows pieces of a shipped book");
}

#[test]
fn every_example_of_the_language_reference_holds() {
    let mut wrong = Vec::new();
    for block in document() {
        for (line, text) in books(&block) {
            let (_, findings) = read_book(&[("book.plim", &text)]);
            let told = |f: &Diagnostic| {
                format!("docs/language.md:{line}: {} {}: {}", f.severity.word(), f.code.0, f.message)
            };
            match shown(&block) {
                None => wrong.extend(findings.iter().filter(|f| f.severity == Severity::Error).map(told)),
                Some((code, weight)) => {
                    if !findings.iter().any(|f| f.code.0 == code && f.severity == weight) {
                        wrong.push(format!("docs/language.md:{line}: does not show {code}"));
                    }
                    let others =
                        findings.iter().filter(|f| f.code.0 != code && f.severity != Severity::Advice);
                    wrong.extend(others.map(told));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a reader copies brings no finding along that the text does not speak of.
#[test]
fn examples_of_the_language_reference_are_free_of_warnings() {
    let mut wrong = Vec::new();
    for block in document().iter().filter(|block| shown(block).is_none() && !has(block, "doubtful")) {
        for (line, text) in books(block) {
            let (_, findings) = read_book(&[("book.plim", &text)]);
            wrong.extend(
                findings.iter().map(|f| format!("docs/language.md:{line}: {}: {}", f.code.0, f.message)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every word that a clause or declaration can begin with is in the reference.
#[test]
fn the_reference_shows_every_clause() {
    use plimsoll::syntax::clause_words::{DECLARATIONS, Inside, clause_words};
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut lost = Vec::new();
    for (word, _) in DECLARATIONS {
        if !text.contains(&format!("`{word}")) {
            lost.push(format!("declaration `{word}`"));
        }
    }
    for inside in Inside::ALL {
        for clause in clause_words(inside) {
            if !text.contains(clause.word) {
                lost.push(format!("`{}` in `{}`", clause.word, inside.word()));
            }
        }
    }
    assert!(lost.is_empty(), "docs/language.md does not show {}", lost.join(", "));
}
