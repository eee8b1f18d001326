//! Documents as plain text for a terminal or a log: no colour, wrapped to a width.

mod table;
pub(super) mod wrap;

use super::document::{Block, Callout, Count, Document, Fact, Link, Question, Table, Task};
use wrap::{ascii, width, wrap};

/// Narrower than this, nothing can be read.
const NARROWEST: usize = 40;

/// How a page of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Terminal columns.
    pub width: usize,
    /// ASCII only, for printers and terminals that know no more.
    pub ascii: bool,
}

/// A document as text of a width.
#[must_use]
pub fn to_text(document: &Document, width: usize) -> String {
    to_text_in(document, Style { width, ascii: false })
}

/// A document as text in a style.
#[must_use]
pub fn to_text_in(document: &Document, style: Style) -> String {
    let mut page = Page { width: style.width.max(NARROWEST), lines: Vec::new() };
    page.heading(&document.title, '═');
    if !document.subtitle.is_empty() {
        page.wrapped(&document.subtitle, 0);
    }
    if !document.facts.is_empty() {
        page.blank();
        page.facts(&document.facts);
    }
    page.blocks(&document.blocks, 1);
    let text = page.finish();
    if style.ascii { ascii(&text) } else { text }
}

struct Page {
    width: usize,
    lines: Vec<String>,
}

impl Page {
    fn finish(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn wrapped(&mut self, text: &str, indent: usize) {
        let lines = wrap(text, self.width.saturating_sub(indent));
        self.lines.extend(lines.into_iter().map(|line| format!("{}{line}", " ".repeat(indent))));
    }

    /// A first line with a mark, and the lines after it set in as far.
    fn hung(&mut self, mark: &str, text: &str) {
        let indent = width(mark);
        for (at, line) in wrap(text, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let before = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.lines.push(format!("{before}{line}"));
        }
    }

    fn heading(&mut self, text: &str, under: char) {
        let lines = wrap(text, self.width);
        let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        self.lines.extend(lines);
        self.lines.push(under.to_string().repeat(longest));
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        // What is folded away is said by `plimsoll why`.
        for block in blocks.iter().filter(|block| !matches!(block, Block::Fold(_))) {
            self.blank();
            match block {
                Block::Section(section) => {
                    if depth == 1 {
                        self.lines.push(String::new());
                        self.heading(&section.heading, '─');
                    } else {
                        self.wrapped(&section.heading, 0);
                    }
                    self.blocks(&section.blocks, depth + 1);
                }
                Block::Paragraph(text) => self.wrapped(text, 0),
                Block::Facts(facts) => self.facts(facts),
                Block::Counts(counts) => self.facts(&counts.iter().map(Count::as_fact).collect::<Vec<_>>()),
                Block::List(items) => items.iter().for_each(|item| self.hung("- ", item)),
                Block::Callout(callout) => self.callout(callout),
                Block::Table(table) => self.table(&table.without_drawings()),
                Block::Chart(chart) => self.wrapped(&chart.in_words(), 0),
                Block::Questions(questions) => self.questions(questions),
                Block::Links(links) => links.iter().for_each(|link| self.link(link)),
                Block::Tasks(tasks) => tasks.iter().for_each(|task| self.task(task)),
                Block::Fold(_) => {}
            }
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        let names = facts.iter().map(|fact| width(&fact.name)).max().unwrap_or(0).min(self.width / 3);
        for fact in facts {
            let gap = names.saturating_sub(width(&fact.name)) + 2;
            let mark = format!("{}{}", fact.name, " ".repeat(gap));
            let shown = fact.value.shown();
            // A short value is set as it is, so that the letter of a level keeps its distance.
            if width(&mark) + width(&shown) <= self.width && !shown.contains('\n') {
                self.lines.push(format!("{mark}{}", wrap::clean(&shown)));
            } else {
                self.hung(&mark, &shown);
            }
        }
    }

    fn callout(&mut self, callout: &Callout) {
        let text = format!("{}: {}", callout.tone.word(), callout.text);
        let lines = wrap(&text, self.width.saturating_sub(2));
        self.lines.extend(lines.into_iter().map(|line| format!("│ {line}")));
    }

    fn table(&mut self, table: &Table) {
        self.wrapped(&table.title, 0);
        self.lines.push(String::new());
        if table.rows.is_empty() {
            self.wrapped(&table.empty, 0);
            return;
        }
        for line in table::lines(table, self.width) {
            self.lines.extend(line.split('\n').map(str::to_owned));
        }
        if table.key.is_empty() {
            return;
        }
        self.lines.push(String::new());
        let terms = table.key.iter().map(|entry| width(&entry.term)).max().unwrap_or(0);
        for (at, entry) in table.key.iter().enumerate() {
            let word = if at == 0 { "Key  " } else { "     " };
            let gap = " ".repeat(terms.saturating_sub(width(&entry.term)) + 2);
            self.hung(&format!("{word}{}{gap}", entry.term), &entry.meaning);
        }
    }

    fn link(&mut self, link: &Link) {
        let colon = if link.about.is_empty() { "" } else { ": " };
        self.hung("- ", &format!("{} ({}){colon}{}", link.title, link.name, link.about));
    }

    fn task(&mut self, task: &Task) {
        match task.about.as_slice() {
            [] => self.hung("- ", &format!("{}.", task.what)),
            [one] => self.hung("- ", &format!("{}: {}", task.what, one.name)),
            all => {
                self.hung("- ", &format!("{}:", task.what));
                all.iter().for_each(|one| self.hung("  - ", &one.name));
            }
        }
    }

    fn questions(&mut self, questions: &[Question]) {
        for question in questions {
            // Questions nobody has answered stand together.
            if !question.answers.is_empty() {
                self.blank();
            }
            let mark = if question.asked.trim_end().ends_with('?') { "? " } else { "" };
            self.hung(mark, &question.asked);
            for answer in &question.answers {
                self.wrapped(answer, 2);
            }
        }
    }
}
