//! What a text says, without where it says it.

use std::fmt::Debug;

use plimsoll::base::source::Sources;
use plimsoll::syntax::ast::{Item, LadderClause, Tree};
use plimsoll::syntax::parse;
use plimsoll::syntax::plain_text::plain_text;

use crate::support::read_book;

fn read(text: &str) -> (Tree, Vec<String>) {
    let file = Sources::new().add("book.plim", text);
    let parsed = parse(file, text);
    (parsed.tree, parsed.findings.iter().map(|finding| finding.code.0.to_owned()).collect())
}

/// How a value prints, without its places, spaces and the signs that have a plain form.
fn bare(value: &impl Debug) -> String {
    let printed = format!("{value:?}");
    let mut pieces = printed.split("Span { ");
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
    }
    let plain = [("≥", ">="), ("≤", "<="), ("×", "*"), ("–", "-"), ("=>", ">="), ("=<", "<=")];
    // A list of amounts also carries its own text, for reports.
    let spelt = [("inallothercases", "otherwise"), ("ifred", "whenred")];
    let text = plain.iter().fold(text, |text, (pasted, plain)| text.replace(pasted, plain));
    let text: String =
        text.replace("\\u{a0}", "").chars().filter(|c| !c.is_whitespace() && *c != ';').collect();
    spelt.iter().fold(text, |text, (other, usual)| text.replace(other, usual))
}

/// Clauses by kind, those of one kind in their order.
fn clauses<T: Debug>(clauses: &[T]) -> Vec<String> {
    let mut all: Vec<String> = clauses.iter().map(bare).collect();
    all.sort_by_key(|clause| {
        let kind = clause.trim_start_matches("Spanned{node:");
        // What a rating rounds to is no line of it.
        let kind = kind.strip_prefix("Line(").filter(|line| line.starts_with("Rounded")).unwrap_or(kind);
        kind.split(['(', '{']).next().unwrap().to_owned()
    });
    all
}

fn ladder_clause(clause: &LadderClause) -> String {
    match clause {
        LadderClause::Stage(stage) => {
            format!("Stage({}{}{:?})", bare(&stage.id), bare(&stage.title), clauses(&stage.clauses))
        }
        other => bare(other),
    }
}

fn item(item: &Item) -> Vec<String> {
    let of = |head: String, clauses: Vec<String>| [vec![head], clauses].concat();
    match item {
        Item::Framework(i) => of(bare(&(&i.title, i.broken)), clauses(&i.clauses)),
        Item::Board(i) => of(bare(&(i.role, &i.id, &i.title, i.broken)), clauses(&i.clauses)),
        Item::Theme(i) => of(bare(&(&i.id, &i.title, i.broken)), clauses(&i.clauses)),
        Item::Calendar(i) => of(bare(&i.broken), clauses(&i.clauses)),
        Item::Rating(i) => of(bare(&(&i.id, i.broken)), clauses(&i.clauses)),
        Item::Measure(i) => of(bare(&(&i.id, &i.title, i.broken)), clauses(&i.clauses)),
        Item::Escalation(i) => of(bare(&(&i.id, &i.title, i.broken)), clauses(&i.clauses)),
        Item::Waiver(i) => of(bare(&(&i.title, i.broken)), clauses(&i.clauses)),
        Item::Report(i) => of(bare(&(&i.id, &i.title, i.broken)), clauses(&i.clauses)),
        Item::Benchmark(i) => of(bare(&(&i.id, &i.title, i.broken)), clauses(&i.clauses)),
        Item::Ladder(i) => {
            let mut all: Vec<String> = i.clauses.iter().map(ladder_clause).collect();
            all.sort_by_key(|clause| clause.split('(').next().unwrap().to_owned());
            of(bare(&(&i.id, &i.title, i.broken)), all)
        }
        Item::Groups(_) | Item::Define(_) | Item::Event(_) | Item::Scenario(_) => vec![bare(item)],
    }
}

/// The tree of a text without its places, and the faults of the text but for signs that no word needs.
pub fn tree(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let (tree, mut faults) = read(text);
    faults.retain(|code| code != "syntax::sign-after-word");
    faults.sort();
    (tree.items.iter().map(item).collect(), faults)
}

/// All comments, by the letter.
pub fn comments(text: &str) -> Vec<String> {
    let file = Sources::new().add("book.plim", text);
    let found = plain_text(file, text).comments.into_iter();
    let mut all: Vec<String> =
        found.map(|c| text[c.span.start as usize..c.span.end as usize].to_owned()).collect();
    all.sort();
    all
}

/// All text in quotes, by the letter.
pub fn strings(text: &str) -> Vec<String> {
    let file = Sources::new().add("book.plim", text);
    let plain = plain_text(file, text).text;
    let ends: Vec<usize> = plain.match_indices('"').map(|(at, _)| at).collect();
    let mut all: Vec<String> =
        ends.chunks_exact(2).map(|pair| text[pair[0] + 1..pair[1]].to_owned()).collect();
    all.sort();
    all
}

/// What the checker makes of a book: the book itself, and the codes of all that is found.
pub fn checked(text: &str) -> (String, Vec<String>) {
    let (book, findings) = read_book(&[("book.plim", text)]);
    let mut faults: Vec<String> = findings.iter().map(|finding| finding.code.0.to_owned()).collect();
    faults.retain(|code| code != "syntax::sign-after-word");
    faults.sort();
    (bare(&book), faults)
}
