//! Any document as a page of HTML: it is well formed, every link has its place, and no text of others gets out of its
//! element.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use plimsoll::base::exact::Exact;
use plimsoll::report::document::{
    About, Block, Cell, Column, Count, Document, Fact, Fold, KeyEntry, Link, Question, Row, RowKind, Table,
    Task,
};
use plimsoll::report::to_html;

/// Text that would break a page that did not escape it.
const HOSTILE: &str = "</td><script>alert('1')</script> & \"2\" <!-- \u{0} \u{202e}";

fn level(word: &str, rank: u8) -> Cell {
    Cell::Level { word: word.to_owned(), letter: word[..1].to_uppercase(), rank, of: 3 }
}

/// A table with every kind of row and cell.
fn figures(text: &str) -> Table {
    Table {
        title: format!("Figures {text}"),
        columns: vec![Column::left("Ref"), Column::right("Value"), Column::left("Level"), Column::left(text)],
        rows: vec![
            Row::plain(vec![
                Cell::text("1.1"),
                Cell::Number {
                    shown: "94.96%".to_owned(),
                    value: Exact::decimal(9496, 2),
                    aside: text.to_owned(),
                },
                level("red", 2),
                Cell::Day("2019-06-13".parse().unwrap()),
            ])
            .with_notes(vec![format!("A note {text}")]),
            Row {
                kind: RowKind::Part,
                cells: vec![Cell::text(""), Cell::absent("no figure"), level("amber", 1), Cell::text(text)],
                fold: Some(Fold {
                    summary: format!("Why it is amber {text}"),
                    blocks: vec![Block::List(vec![text.to_owned()])],
                }),
                told_in: format!("A section {text}"),
                ..Row::default()
            },
            Row {
                kind: RowKind::Total,
                cells: vec![Cell::text("All"), Cell::count(2), level("green", 0), Cell::text("")],
                ..Row::default()
            },
        ],
        key: vec![KeyEntry::new("HIB", format!("a board {text}"))],
        empty: String::new(),
    }
}

/// A document with every block and every cell there is.
fn everything(text: &str) -> Document {
    let mut document = Document::new(format!("A title {text}"), format!("beneath it {text}"));
    document.facts = vec![Fact::text("Board", text)];
    document.say(format!("A paragraph {text}\nin two lines"));
    let empty = Table { title: "Nothing".to_owned(), empty: format!("None {text}"), ..Table::default() };
    document.blocks.push(Block::section(
        format!("A section {text}"),
        vec![
            Block::Facts(vec![Fact::text("Target", text), Fact::new("Level", level("green", 0))]),
            Block::Counts(vec![
                Count { of: level("red", 2), number: 7 },
                Count { of: Cell::text(text), number: 0 },
            ]),
            Block::List(vec![text.to_owned(), "two".to_owned()]),
            Block::section("Beneath", vec![Block::Table(figures(text)), Block::Table(empty)]),
        ],
    ));
    document.blocks.push(Block::section(
        "Beneath",
        vec![
            Block::note(text),
            Block::act("Somebody has to act"),
            Block::Fold(Fold {
                summary: format!("Why {text}"),
                blocks: vec![Block::section(
                    format!("Behind it {text}"),
                    vec![Block::Paragraph(text.to_owned())],
                )],
            }),
            Block::Links(vec![
                Link { name: "prompts".to_owned(), title: format!("Prompts {text}"), about: text.to_owned() },
                Link { name: "changes".to_owned(), title: "Changes".to_owned(), about: String::new() },
            ]),
            Block::Tasks(vec![
                Task { what: format!("Look into it {text}"), about: Vec::new() },
                Task {
                    what: "Answer by 27 June 2019".to_owned(),
                    about: vec![
                        About { name: format!("1.1 {text}"), told_in: "Beneath".to_owned() },
                        About { name: "1.2 Nowhere".to_owned(), told_in: String::new() },
                    ],
                },
            ]),
            Block::Questions(vec![
                Question { asked: format!("Why {text}?"), answers: vec![text.to_owned()] },
                Question { asked: "When?".to_owned(), answers: Vec::new() },
            ]),
        ],
    ));
    document
}

/// Every tag of a page, in order: `/p` for the end of a paragraph.
fn tags(page: &str) -> Vec<String> {
    let after_style = page.split_once("</style>").map_or(page, |(_, rest)| rest);
    let pieces = after_style.split('<').skip(1);
    pieces.map(|piece| piece.split('>').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_element_is_closed_where_it_should_be() {
    for text in ["plain", HOSTILE] {
        let page = to_html(&everything(text));
        let mut open = vec!["html".to_owned(), "head".to_owned()];
        for tag in tags(&page) {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default().to_owned();
            if name == "br" {
                continue;
            }
            if tag.starts_with('/') {
                assert_eq!(open.pop().as_ref(), Some(&name), "{tag} closes another element in\n{page}");
            } else {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?} are never closed");
    }
}

#[test]
fn no_text_of_others_gets_out_of_its_element() {
    let hostile = to_html(&everything(HOSTILE));
    for tag in tags(&hostile) {
        assert!(!tag.starts_with("script") && !tag.starts_with('!'), "{tag}");
    }
    let (plain, odd) = (tags(&to_html(&everything("plain"))), tags(&hostile));
    let names = |tags: &[String]| -> Vec<String> {
        tags.iter().map(|tag| tag.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(names(&plain), names(&odd), "the same elements, whatever the texts are");
    assert!(!hostile.contains('\u{0}') && !hostile.contains('\u{202e}'));
}

#[test]
fn every_link_and_label_has_its_place_and_no_place_two() {
    let page = to_html(&everything("plain"));
    let values = |name: &str| -> Vec<String> {
        let mark = format!(" {name}=\"");
        page.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let mut ids = values("id");
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "two places have one id");
    let links: Vec<String> =
        values("href").iter().filter_map(|link| Some(link.strip_prefix('#')?.to_owned())).collect();
    for wanted in links.iter().chain(&values("aria-labelledby")) {
        assert!(ids.contains(wanted), "nothing has the id {wanted}");
    }
    assert!(links.len() > 3);
}

#[test]
fn a_page_loads_nothing_and_says_its_language() {
    let page = to_html(&everything("plain"));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    for outside in ["http:", "https:", "url(", "@import", "src=", "<link", "<script"] {
        assert!(!page.contains(outside), "{outside} reaches outside");
    }
}

#[test]
fn a_page_has_headings_tables_with_headers_and_levels_in_words() {
    let page = to_html(&everything("x"));
    let body = page.split_once("</style>").map_or("", |(_, rest)| rest);
    insta::assert_snapshot!(body);
}
