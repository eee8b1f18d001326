//! What the tests of the documents share: fenced blocks, and reading a small rule book.

use plimsoll::base::diag::Diagnostic;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::model::RuleBook;
use plimsoll::syntax::parse;

/// A fenced block of a document.
#[derive(Debug, Clone)]
pub struct Block {
    /// What stands after the opening fence: `plimsoll`, `plimsoll clause`, `csv`.
    pub header: String,
    /// The line of the document that the block's text begins at, counted from 1.
    pub line: usize,
    /// The text between the fences.
    pub text: String,
}

impl Block {
    /// The first word of the header.
    pub fn word(&self) -> &str {
        self.header.split(' ').next().unwrap_or("")
    }
}

/// The fenced blocks of a document, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(header)) => {
                open = Some(Block { header: header.trim().to_owned(), line: at + 2, text: String::new() });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fenced block is never closed");
    found
}

/// Reads and checks the files of one rule book: the book, and all that is found, what was read first.
pub fn read_book(files: &[(&str, &str)]) -> (RuleBook, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let (mut trees, mut findings) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let id = sources.add(*name, *text);
        let parsed = parse(id, text);
        trees.push(parsed.tree);
        findings.extend(parsed.findings);
    }
    let checked = check(&trees);
    findings.extend(checked.findings);
    (checked.book, findings)
}
