//! A document's blocks as the templates want them: each heading with its level and its own id to link to.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use askama::Template;

use super::in_lines;
use crate::report::document::{
    Align, Block, Cell, Column, Count, Fact, Fold, Link, Question, Row, RowKind, Section as Headed, Table,
    Task, Tone,
};
use crate::report::svg;

/// How many periods a small picture goes back.
const SMALL: usize = 12;
/// So many columns can be read side by side on a page; of more, those that fold are set beneath their row.
const BESIDE: usize = 10;
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
    Counts(Vec<CountShown>),
    List(Vec<String>),
    Callout(CalloutShown),
    Table(TableShown),
    Questions(Vec<QuestionShown>),
    Chart(ChartShown),
    Fold(FoldShown),
    Links(Vec<LinkShown>),
    Tasks(Vec<TaskShown>),
    /// Sections that paper sets in columns.
    Together(Blocks),
}

struct Section {
    id: String,
    level: usize,
    heading: String,
    /// Many small parts and nothing wide: they may stand in two columns.
    two: bool,
    inner: Blocks,
}

/// A name with its value.
pub(super) struct FactShown {
    pub(super) name: String,
    pub(super) cell: CellShown,
}

struct CountShown {
    number: u32,
    cell: CellShown,
}

struct FoldShown {
    summary: String,
    inner: Blocks,
}

/// Another paper of the pack.
pub(super) struct LinkShown {
    pub(super) href: String,
    pub(super) title: String,
    about: String,
}

struct TaskShown {
    what: String,
    /// The name of each thing it is about, and where more is told of it.
    about: Vec<(String, String)>,
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
    /// What its folded columns say: their headings and texts.
    beneath: Vec<(String, String)>,
    notes: Vec<String>,
    fold: Option<FoldShown>,
}

impl RowShown {
    /// True where something is said beneath the row.
    fn has_more(&self) -> bool {
        !self.beneath.is_empty() || !self.notes.is_empty() || self.fold.is_some()
    }
}

/// What stands in a cell or beside a name.
pub(super) struct CellShown {
    pub(super) text: String,
    /// What is said beneath it in small: the period of a number.
    pub(super) aside: String,
    /// A small picture in the place of the text; empty for none.
    pub(super) drawn: String,
    /// The class of a level; empty for anything else.
    pub(super) level: &'static str,
    /// What says that there is nothing.
    pub(super) absent: bool,
    right: bool,
    /// True where it names its row.
    heads: bool,
    /// Where more is told of it; empty for nowhere.
    pub(super) href: String,
    /// The heading of its column, for pages too narrow for columns.
    label: String,
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

/// The ids in use, so that none stands for two headings. Those of the sections are known before anything is drawn, so that
/// what stands before a section can lead to it.
#[derive(Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// The sections that are still to come, in order.
    coming: VecDeque<String>,
    /// The first section of each heading.
    first: BTreeMap<String, String>,
}

impl Ids {
    /// The ids of all sections of a document.
    pub(super) fn of_sections(blocks: &[Block]) -> Self {
        let mut ids = Self::default();
        ids.walk(blocks);
        ids
    }

    fn walk(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => {
                    let id = self.of(&section.heading);
                    self.first.entry(section.heading.clone()).or_insert_with(|| id.clone());
                    self.coming.push_back(id);
                    self.walk(&section.blocks);
                }
                Block::Fold(fold) => self.walk(&fold.blocks),
                Block::Paragraph(_)
                | Block::Facts(_)
                | Block::Counts(_)
                | Block::List(_)
                | Block::Callout(_)
                | Block::Table(_)
                | Block::Questions(_)
                | Block::Chart(_)
                | Block::Links(_)
                | Block::Tasks(_) => {}
            }
        }
    }

    /// The next section's; a section that was not known before gets one of its own.
    fn of_section(&mut self, section: &Headed) -> String {
        self.coming.pop_front().unwrap_or_else(|| self.of(&section.heading))
    }

    /// `#s-1-14-increase` for the section of a heading; empty for none.
    fn link_to(&self, heading: &str) -> String {
        self.first.get(heading).map_or_else(String::new, |id| format!("#{id}"))
    }

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
        Self { parts: together(blocks.iter().map(|block| part(block, level, ids)).collect()) }
    }

    /// The headings here, each with those directly beneath it.
    pub(super) fn contents(&self) -> Vec<Entry> {
        self.sections()
            .into_iter()
            .map(|section| Entry { beneath: section.inner.headings(), ..section.entry() })
            .collect()
    }

    fn headings(&self) -> Vec<Entry> {
        self.sections().into_iter().map(Section::entry).collect()
    }

    fn sections(&self) -> Vec<&Section> {
        let mut all = Vec::new();
        for part in &self.parts {
            match part {
                Part::Section(section) => all.push(section),
                Part::Together(inner) => all.extend(inner.sections()),
                Part::Paragraph(_)
                | Part::Facts(_)
                | Part::Counts(_)
                | Part::List(_)
                | Part::Callout(_)
                | Part::Table(_)
                | Part::Questions(_)
                | Part::Chart(_)
                | Part::Fold(_)
                | Part::Links(_)
                | Part::Tasks(_) => {}
            }
        }
        all
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
            id: ids.of_section(section),
            level: level.min(DEEPEST),
            heading: in_lines(&section.heading),
            two: stands_in_two(&section.blocks),
            inner: Blocks::of(&section.blocks, level + 1, ids),
        }),
        Block::Paragraph(text) => Part::Paragraph(in_lines(text)),
        Block::Facts(facts) => Part::Facts(facts.iter().map(FactShown::of).collect()),
        Block::Counts(counts) => Part::Counts(counts.iter().map(count).collect()),
        Block::List(items) => Part::List(items.iter().map(|item| in_lines(item)).collect()),
        Block::Callout(callout) => Part::Callout(CalloutShown {
            class: match callout.tone {
                Tone::Note => "note",
                Tone::Act => "act",
            },
            word: callout.tone.word(),
            text: in_lines(&callout.text),
        }),
        Block::Table(table) => Part::Table(table_shown(table, level, ids)),
        Block::Questions(questions) => Part::Questions(questions.iter().map(question).collect()),
        Block::Fold(fold) => Part::Fold(fold_shown(fold, level, ids)),
        Block::Links(links) => Part::Links(links.iter().map(LinkShown::of).collect()),
        Block::Tasks(tasks) => Part::Tasks(tasks.iter().map(|task| task_shown(task, ids)).collect()),
        Block::Chart(chart) => Part::Chart(ChartShown {
            drawn: svg::draw(chart, &ids.of(&format!("chart {}", chart.title))),
            figures: Blocks { parts: vec![Part::Table(table_shown(&chart.table(), level, ids))] },
        }),
    }
}

/// True for a section of so many small parts that they would run down the left of a page.
fn stands_in_two(blocks: &[Block]) -> bool {
    let is_small = |block: &Block| match block {
        Block::Section(_) | Block::Table(_) | Block::Counts(_) | Block::Links(_) | Block::Tasks(_) => false,
        Block::Paragraph(_)
        | Block::Facts(_)
        | Block::List(_)
        | Block::Callout(_)
        | Block::Questions(_)
        | Block::Chart(_)
        | Block::Fold(_) => true,
    };
    // One list of facts with a sentence before it fills one column, and leaves the other bare.
    let columns = blocks.iter().filter(|block| matches!(block, Block::Facts(_) | Block::Chart(_))).count();
    columns >= 2 && blocks.iter().all(is_small)
}

/// Sections that stand in two columns and follow one another, so that paper can set them one after another down its own.
fn together(parts: Vec<Part>) -> Vec<Part> {
    let mut all = Vec::new();
    let mut run = Vec::new();
    for part in parts {
        match part {
            Part::Section(section) if section.two => run.push(Part::Section(section)),
            other => {
                close(&mut run, &mut all);
                all.push(other);
            }
        }
    }
    close(&mut run, &mut all);
    all
}

fn close(run: &mut Vec<Part>, all: &mut Vec<Part>) {
    if !run.is_empty() {
        all.push(Part::Together(Blocks { parts: std::mem::take(run) }));
    }
}

fn question(of: &Question) -> QuestionShown {
    QuestionShown {
        asked: in_lines(&of.asked),
        answers: of.answers.iter().map(|answer| in_lines(answer)).collect(),
    }
}

impl FactShown {
    /// A fact as the templates want it.
    pub(super) fn of(fact: &Fact) -> Self {
        Self { name: in_lines(&fact.name), cell: cell(&fact.value) }
    }
}

fn task_shown(of: &Task, ids: &Ids) -> TaskShown {
    let about = of.about.iter().map(|one| (in_lines(&one.name), ids.link_to(&one.told_in)));
    TaskShown { what: in_lines(&of.what), about: about.collect() }
}

fn count(of: &Count) -> CountShown {
    CountShown { number: of.number, cell: cell(&of.of) }
}

fn fold_shown(of: &Fold, level: usize, ids: &mut Ids) -> FoldShown {
    FoldShown { summary: in_lines(&of.summary), inner: Blocks::of(&of.blocks, level, ids) }
}

impl LinkShown {
    /// A link as the templates want it.
    pub(super) fn of(of: &Link) -> Self {
        Self { href: format!("{}.html", of.name), title: in_lines(&of.title), about: in_lines(&of.about) }
    }
}

/// How the columns of a table are set.
struct Columns<'t> {
    all: &'t [Column],
    /// False for those that are set beneath their row.
    beside: Vec<bool>,
}

impl<'t> Columns<'t> {
    fn of(all: &'t [Column]) -> Self {
        let mut beside = vec![true; all.len()];
        let mut over = all.len().saturating_sub(BESIDE);
        for (column, beside) in all.iter().zip(&mut beside).rev() {
            if over > 0 && column.folds {
                *beside = false;
                over -= 1;
            }
        }
        Self { all, beside }
    }

    /// Each column with whether it stands beside the others.
    fn each(&self) -> impl Iterator<Item = (&'t Column, bool)> {
        self.all.iter().zip(self.beside.iter().copied())
    }
}

fn table_shown(of: &Table, level: usize, ids: &mut Ids) -> TableShown {
    let columns = Columns::of(&of.columns);
    let shown = columns.each().filter(|(_, beside)| *beside).map(|(column, _)| ColumnShown {
        heading: in_lines(&column.heading),
        right: column.align == Align::Right,
    });
    TableShown {
        id: ids.of(&of.title),
        title: in_lines(&of.title),
        empty: in_lines(&of.empty),
        columns: shown.collect(),
        rows: of.rows.iter().map(|row| row_shown(row, &columns, level, ids)).collect(),
        key: of.key.iter().map(|entry| (in_lines(&entry.term), in_lines(&entry.meaning))).collect(),
    }
}

fn row_shown(of: &Row, columns: &Columns<'_>, level: usize, ids: &mut Ids) -> RowShown {
    let class = match of.kind {
        RowKind::Plain => "",
        RowKind::Part => "part",
        RowKind::Total => "total",
    };
    // The first cell with any words says what the row is about.
    let is_head = |cell: &Cell| !matches!(cell, Cell::Trend(_)) && !cell.shown().trim().is_empty();
    let head = of.cells.iter().position(is_head);
    let beside = of.cells.iter().zip(columns.each()).enumerate().filter(|(_, (_, (_, beside)))| *beside);
    let shown = |(at, (one, (column, _))): (usize, (&Cell, (&Column, bool)))| CellShown {
        right: column.align == Align::Right,
        heads: Some(at) == head,
        href: if Some(at) == head { ids.link_to(&of.told_in) } else { String::new() },
        label: in_lines(&column.heading),
        ..cell(one)
    };
    let cells = beside.map(shown).collect();
    let folded = of.cells.iter().zip(columns.each()).filter(|(_, (_, beside))| !beside);
    let said = |(one, (column, _)): (&Cell, (&Column, bool))| {
        let text = one.shown();
        let is_said = !matches!(one, Cell::Absent(_)) && !text.is_empty();
        is_said.then(|| (in_lines(&column.heading), in_lines(&text)))
    };
    RowShown {
        class,
        cells,
        beneath: folded.filter_map(said).collect(),
        notes: of.notes.iter().map(|note| in_lines(note)).collect(),
        fold: of.fold.as_ref().map(|fold| fold_shown(fold, level, ids)),
    }
}

fn cell(of: &Cell) -> CellShown {
    let (text, aside, level) = match of {
        Cell::Level { word, letter, rank, of } => (level_text(word, letter), "", level_class(*rank, *of)),
        Cell::Number { shown, aside, .. } => (shown.clone(), aside.as_str(), ""),
        Cell::Text(_) | Cell::Day(_) | Cell::Absent(_) => (of.shown(), "", ""),
        Cell::Trend(_) => (String::new(), "", ""),
    };
    CellShown {
        text: in_lines(&text),
        aside: in_lines(aside),
        drawn: if let Cell::Trend(chart) = of { svg::spark(chart, SMALL) } else { String::new() },
        level,
        absent: matches!(of, Cell::Absent(_)),
        right: false,
        heads: false,
        href: String::new(),
        label: String::new(),
    }
}

/// The word of a level, with its letter where that is not the word's own first.
fn level_text(word: &str, letter: &str) -> String {
    let mut first = word.chars().take(1).flat_map(char::to_lowercase);
    let is_first = letter.chars().flat_map(char::to_lowercase).eq(first.by_ref());
    if letter.is_empty() || is_first { word.to_owned() } else { format!("{word} ({letter})") }
}

/// Best, worst or between; the word and the letter say it without the colour.
fn level_class(rank: u8, of: u8) -> &'static str {
    match rank {
        0 => "best",
        last if last + 1 >= of => "worst",
        _ => "middle",
    }
}
