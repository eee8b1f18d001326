//! The pages for officers that show messages: each book is followed by what `check` says of it today.
//!
//! `UPDATE_DOCS=1 cargo test --test messages` writes the messages anew, to be read before they are kept.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the pages of the project, and one that cannot has failed"
)]

#[expect(dead_code, reason = "other tests read whole books with it")]
mod support;

use std::path::Path;

use plimsoll::base::source::Sources;
use plimsoll::catalog;
use plimsoll::check::check;
use plimsoll::report::findings::render_narrated;
use plimsoll::syntax::parse;
use support::{Block, blocks};

fn told(book: &str) -> String {
    let mut sources = Sources::new();
    let id = sources.add("rules.plim", book);
    let parsed = parse(id, book);
    let mut findings = parsed.findings;
    findings.extend(check(&[parsed.tree]).findings);
    findings.sort_by_key(|finding| {
        finding.primary().map(|label| match &label.place {
            plimsoll::base::diag::Place::Rule(span) => span.start,
            plimsoll::base::diag::Place::Data(_) => 0,
        })
    });
    format!("{}\n", render_narrated(&findings, &sources).trim_end())
}

/// Each book of a page with the block that shows what is said of it.
fn pairs(page: &str) -> Vec<(Block, Block)> {
    let all = blocks(page);
    let books = all.iter().enumerate().filter(|(_, block)| block.word() == "plimsoll");
    books
        .map(|(at, book)| {
            let shown = all.get(at + 1).filter(|block| block.word() == "text").cloned();
            (book.clone(), shown.unwrap())
        })
        .collect()
}

fn hold_to(name: &str, at_least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    let page = std::fs::read_to_string(&path).unwrap();
    let found = pairs(&page);
    assert!(found.len() >= at_least, "{name} shows {} messages", found.len());
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    for (book, shown) in found.iter().rev() {
        let now = told(&book.text);
        assert!(!now.trim().is_empty(), "{name}, line {}: the book has no fault", book.line);
        if now != shown.text {
            wrong.push(format!("{name}, line {}: it says now:\n{now}", shown.line));
        }
        let from = shown.line - 1;
        lines.splice(from..from + shown.text.lines().count(), now.lines().map(str::to_owned));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_on_messages_shows_them_as_they_are() {
    hold_to("when-check-finds-something.md", 2);
}

/// A message that has been mended comes off the page: its text changes, and the section with it.
#[test]
fn the_messages_we_are_not_proud_of_are_as_they_are_shown() {
    hold_to("messages-to-mend.md", 0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages-to-mend.md");
    let page = std::fs::read_to_string(path).unwrap();
    assert_eq!(page.matches("\n## ").count(), pairs(&page).len(), "one message to a section");
    for section in page.split("\n## ").skip(1) {
        let (_, rest) = section.split_once("\n\n").unwrap();
        let reason = rest.split("\n\n```").next().unwrap();
        assert!(reason.ends_with('.'), "each section says what is wanting: {section}");
    }
}

#[test]
fn there_are_at_least_sixty_codes_each_with_its_page() {
    assert!(catalog::pages().len() >= 60);
}
