//! The rules themselves as a document, for a board to read and approve: every declaration, every rule a plain sentence.

mod index;
pub mod json;

use super::document::{Block, Cell, Column, Document, Fact, Row, Table};
use crate::model::RuleBook;
use crate::plain::{self, Declared, DeclaredKind};

pub use json::json;

/// What is needed to show the rules.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// Each rule file with the SHA-256 of its bytes.
    pub files: &'a [(String, String)],
}

/// Every rule of a book.
#[must_use]
pub fn document(of: Inputs<'_>) -> Document {
    let all = plain::book(of.book);
    let mut document = Document::new(
        plain::framework::title(of.book),
        "The rules in plain sentences, for those who approve them",
    );
    sections(of.book, &all, &mut document.blocks);
    document.blocks.push(files(of.files));
    document
}

/// The declarations of a short or a full name, of whatever kind; empty where there is none.
#[must_use]
pub fn named<'d>(all: &'d [Declared], name: &str) -> Vec<&'d Declared> {
    let same = |known: &str| known.eq_ignore_ascii_case(name);
    let by = |wanted: &dyn Fn(&Declared) -> bool| all.iter().filter(|one| wanted(one)).collect::<Vec<_>>();
    let by_id = by(&|one| same(&one.id));
    let by_title = || by(&|one| same(&one.title));
    let formerly = || by(&|one| one.formerly.iter().any(|id| same(id)));
    [by_id, by_title(), formerly()].into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// Some declarations by themselves.
#[must_use]
pub fn some(of: &RuleBook, wanted: &[&Declared]) -> Document {
    let mut document = Document::new(plain::framework::title(of), "Some of its rules in plain sentences");
    document.blocks.extend(wanted.iter().map(|one| {
        Block::section(format!("{}: {}", plain::capital(one.kind.word()), one.name()), vec![sentences(one)])
    }));
    document
}

fn sections(book: &RuleBook, all: &[Declared], blocks: &mut Vec<Block>) {
    let of = |kinds: &[DeclaredKind]| -> Vec<&Declared> {
        all.iter().filter(|one| kinds.contains(&one.kind)).collect()
    };
    let whole = of(&[DeclaredKind::Framework, DeclaredKind::Calendar]);
    let said: Vec<String> = whole.iter().flat_map(|one| one.sentences().map(str::to_owned)).collect();
    if !said.is_empty() {
        blocks.push(Block::section("The framework", vec![Block::List(said)]));
    }
    let tables = [
        ("Who takes part", "Boards and roles", &[DeclaredKind::Board, DeclaredKind::Role][..]),
        ("Themes", "Themes", &[DeclaredKind::Theme]),
        ("Groups", "Groups that figures come for", &[DeclaredKind::Groups]),
        ("Benchmarks", "Whom figures are held against", &[DeclaredKind::Benchmark]),
    ];
    for (heading, title, kinds) in tables {
        blocks.extend(table(heading, title, &of(kinds)));
    }
    blocks.extend(chapter("How results are rated", None, &of(&[DeclaredKind::Rating])));
    blocks.extend(chapter("Names for amounts and conditions", None, &of(&[DeclaredKind::Define])));
    blocks.extend(index::measures(book, &of(&[DeclaredKind::Measure])));
    let others = [
        ("What follows from results", DeclaredKind::Escalation, None),
        ("Ladders", DeclaredKind::Ladder, Some("A thing on a ladder is in one stage at a time.")),
        ("Events", DeclaredKind::Event, None),
        ("Waivers", DeclaredKind::Waiver, None),
        ("Papers", DeclaredKind::Report, None),
    ];
    for (heading, kind, before) in others {
        blocks.extend(chapter(heading, before, &of(&[kind])));
    }
}

/// Every sentence of one declaration.
fn sentences(of: &Declared) -> Block {
    Block::List(of.sentences().map(str::to_owned).collect())
}

/// Declarations of one kind, each under its name.
fn chapter(heading: &str, before: Option<&str>, all: &[&Declared]) -> Option<Block> {
    if all.is_empty() {
        return None;
    }
    let mut blocks: Vec<Block> = before.map(|text| Block::Paragraph(text.to_owned())).into_iter().collect();
    blocks.extend(all.iter().map(|one| Block::section(one.name(), vec![sentences(one)])));
    Some(Block::section(heading, blocks))
}

/// Declarations of one kind, each in a row: they say little each.
fn table(heading: &str, title: &str, all: &[&Declared]) -> Option<Block> {
    if all.is_empty() {
        return None;
    }
    let row = |one: &&Declared| {
        // Its name has a column of its own.
        let own = one.clauses.iter().filter(|clause| clause.name != "id");
        let said = own.flat_map(|clause| clause.said.iter()).cloned().collect::<Vec<_>>().join(" ");
        let said = if said.is_empty() { Cell::absent("no more than its name") } else { Cell::Text(said) };
        Row::plain(vec![Cell::text(&one.title), Cell::text(&one.id), said])
    };
    let table = Table {
        title: title.to_owned(),
        columns: ["Name", "Called in the rules", "What the rules say"].map(Column::left).into(),
        rows: all.iter().map(row).collect(),
        key: Vec::new(),
        empty: String::new(),
    };
    Some(Block::section(heading, vec![Block::Table(table)]))
}

/// The files that these sentences were made from, so that what was approved can be told from what was not.
fn files(of: &[(String, String)]) -> Block {
    let facts = of.iter().map(|(name, hash)| Fact::text(name, hash)).collect();
    let text = "The sentences above are made from these files. A file with another fingerprint (SHA-256) has other words.";
    Block::section("Files", vec![Block::Paragraph(text.to_owned()), Block::Facts(facts)])
}
