//! Nothing that a rule book says is left unsaid by `show`: take any one clause or declaration out of the invented book,
//! which shows the whole language, and what it means changes, and its sentences with it.

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
use plimsoll::syntax::outline::{Entry, outline};
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

/// What the invented book has no need of: the lines that stand beside groups and events.
const BESIDE: &str = "groups lab \"Laboratory\" {
  East \"East laboratory\"
  note \"The west laboratory closed in 2018\"
}
event audit \"Audit of figures\" {
  held
  note \"By the county's auditors\"
}
";

/// Where each declaration and each clause of a text stands, those on one line with others too.
fn clauses(text: &str) -> Vec<std::ops::Range<usize>> {
    fn within(entry: &Entry, found: &mut Vec<std::ops::Range<usize>>) {
        for one in entry.body.iter().flat_map(|body| &body.entries) {
            found.push(one.start..one.end);
            within(one, found);
        }
    }
    let mut found = Vec::new();
    for entry in &outline(text).unwrap().entries {
        found.push(entry.start..entry.end);
        within(entry, &mut found);
    }
    found
}

/// Clause by clause: what is read of each is in what the book means, so that no clause is read and then forgotten.
#[test]
fn no_clause_of_the_invented_book_is_left_unsaid() {
    let texts: Vec<String> = texts().into_iter().chain([BESIDE.to_owned()]).collect();
    let trees: Vec<Tree> = texts.iter().enumerate().map(|(at, text)| tree(at, text).unwrap()).collect();
    let whole = book(&trees).unwrap();
    let (meant, (shown, compared)) = (meaning(&whole), said(&whole));
    let (mut idle, mut unsaid, mut uncompared, mut tried) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (at, text) in texts.iter().enumerate() {
        for clause in clauses(text) {
            let mut without = text.clone();
            let blank = " ".repeat(clause.len());
            without.replace_range(clause.clone(), &blank);
            let Some(tree) = tree(at, &without) else { continue };
            let mut changed = trees.clone();
            *changed.get_mut(at).unwrap() = tree;
            let Some(book) = book(&changed) else { continue };
            tried += 1;
            let written = text.get(clause).unwrap().trim().to_owned();
            if meaning(&book) == meant {
                idle.push(written);
                continue;
            }
            let (now_shown, now_compared) = said(&book);
            if now_shown == shown {
                unsaid.push(written.clone());
            }
            if now_compared == compared {
                uncompared.push(written);
            }
        }
    }
    assert!(
        idle.iter().all(|one| MEANS_THE_SAME.contains(&one.as_str())),
        "nothing is kept of:\n{}",
        idle.join("\n")
    );
    assert!(unsaid.is_empty(), "`show` says nothing of:\n{}", unsaid.join("\n"));
    assert!(uncompared.is_empty(), "`diff` would say nothing of:\n{}", uncompared.join("\n"));
    assert!(tried > 300, "only {tried} clauses could be left out");
}

/// Clauses that say what would hold without them.
const MEANS_THE_SAME: &[&str] = &[
    "levels green (G), amber (A), red (R)",
    "levels strong (S), mixed (M), weak (W)",
    "never left",
    "shows    all",
    "baseline  tbc",
    "rating    RAG",
    "ranked    among peers",
];
