//! A document's blocks as the templates want them: each heading with its level and its own id to link to.

use std::collections::BTreeSet;

use askama::Template;

use super::in_lines;
use crate::report::document::{Align, Block, Cell, Question, Row, RowKind, Table, Tone};
use crate::report::svg;

/// How many periods a small picture goes back.
const SMALL: usize = 12;
/// Browsers know six levels of headings.
const DEEPEST: usize = 6;

/// Blocks that stand together.
#[derive(Template)]
#[template(path = "blocks.html", config = "src/report/html/askama.toml")]
pub(super) struct Blocks {
    parts: Vec<Part>,
}

/// One block.
enum Part {
    Section(Section),
    Paragraph(String),
    Facts(Vec<FactShown>),
    List(Vec<String>),
    Callout(CalloutShown),
    Table(TableShown),
    Questions(Vec<QuestionShown>),
    Chart(ChartShown),
}

struct Section {
    id: String,
    level: usize,
    heading: String,
    inner: Blocks,
}

struct FactShown {
    name: String,
    cell: CellShown,
}

struct CalloutShown {
    class: &'static str,
    word: &'static str,
    text: String,
}

struct TableShown {
    id: String,
    title: String,
    empty: String,
    columns: Vec<ColumnShown>,
    rows: Vec<RowShown>,
    key: Vec<(String, String)>,
}

struct ColumnShown {
    heading: String,
    right: bool,
}

struct RowShown {
    class: &'static str,
    cells: Vec<CellShown>,
    notes: Vec<String>,
}

struct CellShown {
    text: String,
    /// A small picture in the place of the text; empty for none.
    drawn: String,
    /// The class of a level; empty for anything else.
    level: &'static str,
    letter: String,
    right: bool,
    /// True where it names its row.
    heads: bool,
}

/// A picture, and beneath it everything that it shows.
pub(super) struct ChartShown {
    drawn: String,
    figures: Blocks,
}

struct QuestionShown {
    asked: String,
    answers: Vec<String>,
}

/// A heading in the list of contents.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) beneath: Vec<Self>,
}

/// The ids in use, so that none stands for two headings.
#[derive(Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// `1-14-increase-the-levels`: letters and digits of a heading, and a number where that is taken.
    fn of(&mut self, heading: &str) -> String {
        let letter = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let spaced: String = heading.to_lowercase().chars().map(letter).collect();
        let words: Vec<&str> = spaced.split('-').filter(|word| !word.is_empty()).take(8).collect();
        // A letter first, and never one of the ids of the page itself.
        let plain = format!("s-{}", words.join("-"));
        let numbered = (2..).map(|number: u32| format!("{plain}-{number}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }
}

impl Blocks {
    /// Blocks whose headings are of a level.
    pub(super) fn of(blocks: &[Block], level: usize, ids: &mut Ids) -> Self {
        Self { parts: blocks.iter().map(|block| part(block, level, ids)).collect() }
    }

    /// The headings here, each with those directly beneath it.
    pub(super) fn contents(&self) -> Vec<Entry> {
        self.sections()
            .map(|section| Entry { beneath: section.inner.headings(), ..section.entry() })
            .collect()
    }

    fn headings(&self) -> Vec<Entry> {
        self.sections().map(Section::entry).collect()
    }

    fn sections(&self) -> impl Iterator<Item = &Section> {
        self.parts
            .iter()
            .filter_map(|part| if let Part::Section(section) = part { Some(section) } else { None })
    }
}

impl Section {
    fn entry(&self) -> Entry {
        Entry { id: self.id.clone(), heading: self.heading.clone(), beneath: Vec::new() }
    }
}

fn part(block: &Block, level: usize, ids: &mut Ids) -> Part {
    match block {
        Block::Section(section) => Part::Section(Section {
            id: ids.of(&section.heading),
            level: level.min(DEEPEST),
            heading: in_lines(&section.heading),
            inner: Blocks::of(&section.blocks, level + 1, ids),
        }),
        Block::Paragraph(text) => Part::Paragraph(in_lines(text)),
        Block::Facts(facts) => {
            let shown = |fact: &crate::report::document::Fact| FactShown {
                name: in_lines(&fact.name),
                cell: cell(&fact.value, false, false),
            };
            Part::Facts(facts.iter().map(shown).collect())
        }
        Block::List(items) => Part::List(items.iter().map(|item| in_lines(item)).collect()),
        Block::Callout(callout) => Part::Callout(CalloutShown {
            class: match callout.tone {
                Tone::Note => "note",
                Tone::Act => "act",
            },
            word: callout.tone.word(),
            text: in_lines(&callout.text),
        }),
        Block::Table(table) => Part::Table(table_shown(table, ids)),
        Block::Questions(questions) => Part::Questions(questions.iter().map(question).collect()),
        Block::Chart(chart) => Part::Chart(ChartShown {
            drawn: svg::draw(chart, &ids.of(&format!("chart {}", chart.title))),
            figures: Blocks { parts: vec![Part::Table(table_shown(&chart.table(), ids))] },
        }),
    }
}

fn question(of: &Question) -> QuestionShown {
    QuestionShown {
        asked: in_lines(&of.asked),
        answers: of.answers.iter().map(|answer| in_lines(answer)).collect(),
    }
}

fn table_shown(of: &Table, ids: &mut Ids) -> TableShown {
    let right: Vec<bool> = of.columns.iter().map(|column| column.align == Align::Right).collect();
    let columns = of.columns.iter().zip(&right);
    TableShown {
        id: ids.of(&of.title),
        title: in_lines(&of.title),
        empty: in_lines(&of.empty),
        columns: columns
            .map(|(column, right)| ColumnShown { heading: in_lines(&column.heading), right: *right })
            .collect(),
        rows: of.rows.iter().map(|row| row_shown(row, &right)).collect(),
        key: of.key.iter().map(|entry| (in_lines(&entry.term), in_lines(&entry.meaning))).collect(),
    }
}

fn row_shown(of: &Row, right: &[bool]) -> RowShown {
    let class = match of.kind {
        RowKind::Plain => "",
        RowKind::Part => "part",
        RowKind::Total => "total",
    };
    // The first cell with any words says what the row is about.
    let is_head = |cell: &Cell| !matches!(cell, Cell::Trend(_)) && !cell.shown().trim().is_empty();
    let head = of.cells.iter().position(is_head);
    let shown =
        |(at, one): (usize, &Cell)| cell(one, right.get(at).copied().unwrap_or(false), Some(at) == head);
    RowShown {
        class,
        cells: of.cells.iter().enumerate().map(shown).collect(),
        notes: of.notes.iter().map(|note| in_lines(note)).collect(),
    }
}

fn cell(of: &Cell, right: bool, heads: bool) -> CellShown {
    let (text, level, letter) = match of {
        Cell::Level { word, letter, rank, of } => (word.clone(), level_class(*rank, *of), in_lines(letter)),
        Cell::Text(_) | Cell::Number { .. } | Cell::Day(_) | Cell::Absent(_) => {
            (of.shown(), "", String::new())
        }
        Cell::Trend(_) => (String::new(), "", String::new()),
    };
    let drawn = if let Cell::Trend(chart) = of { svg::spark(chart, SMALL) } else { String::new() };
    CellShown { text: in_lines(&text), drawn, level, letter, right, heads }
}

/// Best, worst or between; the word and the letter say it without the colour.
fn level_class(rank: u8, of: u8) -> &'static str {
    match rank {
        0 => "best",
        last if last + 1 >= of => "worst",
        _ => "middle",
    }
}
