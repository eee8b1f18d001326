//! Nothing that a rule book says is left unsaid by `show`: take any one line out of the invented book, which shows the
//! whole language, and either the book means what it meant, or its sentences are others.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its book from files, and one that cannot has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plimsoll::base::diag::Severity;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::model::RuleBook;
use plimsoll::plain::{self, Use};
use plimsoll::syntax::ast::Tree;
use plimsoll::syntax::parse;

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/example-borough");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|own| own == "plim")).collect();
    // Scenarios are no rules: `plimsoll test` tells what they come to.
    files.retain(|path| !path.ends_with("scenarios.plim"));
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn tree(at: usize, text: &str) -> Option<Tree> {
    let mut sources = Sources::new();
    let ids: Vec<_> = (0..=at).map(|_| sources.add("book.plim", text)).collect();
    let parsed = parse(*ids.last().unwrap(), text);
    parsed.findings.iter().all(|finding| finding.severity != Severity::Error).then_some(parsed.tree)
}

/// None where the rules are wrong.
fn book(trees: &[Tree]) -> Option<RuleBook> {
    let checked = check(trees);
    checked.findings.iter().all(|finding| finding.severity != Severity::Error).then_some(checked.book)
}

/// All that a book means, but for the places in its text and the order of its declarations.
fn meaning(of: &RuleBook) -> String {
    let text = format!("{of:?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("Span {") {
        out.push_str(before);
        rest = after.split_once('}').unwrap().1;
    }
    out.push_str(rest);
    out
}

/// Every sentence, by declaration: those that are shown, and those by which two versions are compared.
fn said(of: &RuleBook) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let all = plain::book(of);
    let mut shown: Vec<String> =
        all.iter().flat_map(|one| one.sentences().map(str::to_owned).collect::<Vec<_>>()).collect();
    shown.extend(all.iter().map(plain::Declared::name));
    let compared = all.iter().map(|one| {
        let clauses = one.clauses.iter().filter(|clause| clause.used != Use::Shown);
        let name = format!("{} {}", one.kind.word(), one.id);
        (name, clauses.flat_map(|clause| clause.said.clone()).chain([one.title.clone()]).collect())
    });
    (shown, compared.collect())
}

#[test]
fn no_line_of_the_invented_book_is_left_unsaid() {
    let texts = texts();
    let trees: Vec<Tree> = texts.iter().enumerate().map(|(at, text)| tree(at, text).unwrap()).collect();
    let whole = book(&trees).unwrap();
    let (meant, (shown, compared)) = (meaning(&whole), said(&whole));
    let (mut unsaid, mut uncompared, mut tried) = (Vec::new(), Vec::new(), 0);
    for (at, text) in texts.iter().enumerate() {
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let without: Vec<&str> = text
                .lines()
                .enumerate()
                .map(|(other, text)| if other == number { "" } else { text })
                .collect();
            let Some(tree) = tree(at, &format!("{}\n", without.join("\n"))) else { continue };
            let mut changed = trees.clone();
            *changed.get_mut(at).unwrap() = tree;
            let Some(book) = book(&changed) else { continue };
            if meaning(&book) == meant {
                continue;
            }
            tried += 1;
            let (now_shown, now_compared) = said(&book);
            if now_shown == shown {
                unsaid.push(line.trim());
            }
            if now_compared == compared {
                uncompared.push(line.trim());
            }
        }
    }
    assert!(unsaid.is_empty(), "`show` says nothing of:\n{}", unsaid.join("\n"));
    assert!(uncompared.is_empty(), "`diff` would say nothing of:\n{}", uncompared.join("\n"));
    assert!(tried > 200, "only {tried} lines could be left out");
}
