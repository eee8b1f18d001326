//! The page that leads to every paper of the pack, and says what each is for.

use super::OutputFile;
use super::document::{Block, Document, Link};
use super::framework::{subtitle, title};
use super::view::View;

/// What the papers of every pack are for; those that a book asks for say it themselves.
const ABOUT: [(&str, &str); 8] = [
    ("board-paper", "How everything stands, what changed, and every exception: the paper for the meeting."),
    ("changes", "Every result that is better or worse than in the report before."),
    ("data-findings", "What is odd about the rules and the data, for those who mend them."),
    ("differences", "Levels stated in print that do not follow from the rules, and why."),
    ("framework", "Every result with its baseline, its comparisons and its notes, to look things up."),
    ("ladders", "Where everything stands on its ladders, and what led there."),
    ("prompts", "What is asked of whom, by when, and what came back."),
    ("run-record", "What was run on what, so that anybody can run it again."),
];

/// The index of a pack.
#[must_use]
pub fn document(view: &View<'_>, papers: &[OutputFile]) -> Document {
    let mut document = Document::new(title(view), subtitle(view));
    let link = |paper: &OutputFile| Link {
        name: paper.name.clone(),
        // The framework has the title of the book, as this page has.
        title: match paper.name.as_str() {
            "framework" => "The whole framework".to_owned(),
            _ => paper.document.title.clone(),
        },
        about: about(&paper.name),
    };
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<Link> {
        papers.iter().filter(|paper| wanted(&paper.name)).map(link).collect()
    };
    let is_board = |name: &str| name == "board-paper" || name.starts_with("board-paper-");
    let is_asked = |name: &str| name.starts_with("report-");
    let is_letter = |name: &str| name.starts_with("letter-");
    let sections = [
        ("For the meeting", of(&is_board)),
        ("Papers that the rule book asks for", of(&is_asked)),
        ("Letters to send", of(&is_letter)),
        ("To look things up", of(&|name| !is_board(name) && !is_asked(name) && !is_letter(name))),
    ];
    for (heading, links) in sections {
        if !links.is_empty() {
            document.blocks.push(Block::section(heading, vec![Block::Links(links)]));
        }
    }
    document
}

fn about(name: &str) -> String {
    let known = ABOUT.iter().find(|(known, _)| *known == name);
    match known {
        Some((_, about)) => (*about).to_owned(),
        None if name.starts_with("board-paper-") => "The same for its own measures alone.".to_owned(),
        None => String::new(),
    }
}
