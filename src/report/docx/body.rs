//! The blocks of a document in the styles of the file, in the order in which they are read.

use std::collections::BTreeMap;

use super::columns::{is_narrow_section, is_running};
use super::metrics::width;
use super::page::{NAMESPACES, Page, Set, paragraph, set};
use super::picture::{self, Picture};
use super::table::Laid;
use super::text::{self, BOLD, run};
use super::xml::Xml;
use crate::report::chart::Chart;
use crate::report::document::{
    About, Block, Callout, Cell, Count, Document, Fact, KeyEntry, Link, Question, Section, Table, Task, Tone,
};

/// The deepest level of headings that has a style.
const DEEPEST: usize = 4;
/// A paper with fewer headings than this is seen through without a list of them.
const FEWEST: usize = 3;
/// A list of contents that would be longer than this has the first level alone, so that a paper begins on its first page.
const LONGEST: usize = 10;
/// Half points of running text.
const LETTERS: u32 = 24;
/// How wide the names of facts stand, as the style `Fact` has it, unless one is longer.
const NAMES: u32 = 2_381;
const ANNEX: &str = "Figures of the charts";

/// The text of the file in the making, and what belongs to it.
pub(super) struct Body {
    page: Page,
    xml: Xml,
    pub(super) pictures: Vec<Picture>,
    headings: Vec<Heading>,
    /// The name by which the figures of each picture are found, its title, and the figures.
    charts: Vec<(String, String, Vec<String>)>,
    sections: Sections,
    bookmarks: u32,
    ends_in_table: bool,
    /// Where the properties of the newest paragraph end, in the piece that is written.
    newest: Option<usize>,
    /// True where text stands in two columns.
    in_columns: bool,
    /// True once a section of the file has ended.
    has_parts: bool,
    /// How many headings deep it is in what stands in columns.
    narrow: usize,
}

/// By which name the first section of each heading is found, so that what stands before it can lead to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Sections {
    names: BTreeMap<String, String>,
    count: usize,
}

impl Sections {
    fn of(blocks: &[Block]) -> Self {
        let mut sections = Self::default();
        sections.walk(blocks);
        sections
    }

    fn walk(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let Block::Section(section) = block {
                let name = bookmark(self.count);
                self.names.entry(section.heading.clone()).or_insert(name);
                self.count += 1;
                self.walk(&section.blocks);
            }
        }
    }

    /// The name of the section of a heading.
    pub(super) fn named(&self, heading: &str) -> Option<&str> {
        self.names.get(heading).map(String::as_str)
    }
}

/// The name of the heading at a position, in the form of those that Word makes.
fn bookmark(at: usize) -> String {
    format!("_Toc{:08}", at + 1)
}

/// A heading, and the name by which it is found.
struct Heading {
    level: usize,
    text: String,
    name: String,
}

impl Body {
    pub(super) fn new(page: Page) -> Self {
        Self {
            page,
            xml: Xml::new(),
            pictures: Vec::new(),
            headings: Vec::new(),
            charts: Vec::new(),
            sections: Sections::default(),
            bookmarks: 0,
            ends_in_table: false,
            newest: None,
            in_columns: false,
            has_parts: false,
            narrow: 0,
        }
    }

    /// The main part, and the pictures that it shows.
    pub(super) fn into_parts(self) -> (Vec<u8>, Vec<Picture>) {
        (self.xml.into_bytes(), self.pictures)
    }

    /// Writes the whole document.
    pub(super) fn document(&mut self, document: &Document) {
        self.xml.open("w:document", &NAMESPACES);
        self.xml.open("w:body", &[]);
        self.plain("Title", &document.title);
        if !document.subtitle.is_empty() {
            self.plain("Subtitle", &document.subtitle);
        }
        self.sections = Sections::of(&document.blocks);
        self.facts(&document.facts, false);
        // What is said before the first heading stands before the contents, too.
        let (opening, rest) = document.opening();
        self.blocks(opening, 1);
        // The contents are known when the rest is written.
        let before = std::mem::replace(&mut self.xml, Xml::fragment());
        self.newest = None;
        self.blocks(rest, 1);
        self.annex();
        if self.ends_in_table {
            self.plain("Ending", "End of the paper");
        }
        let rest = std::mem::replace(&mut self.xml, before);
        self.contents(document);
        self.xml.append(rest);
        self.page.section(&mut self.xml, !self.has_parts, self.in_columns);
        self.xml.close("w:body");
        self.xml.close("w:document");
    }

    fn plain(&mut self, style: &str, text: &str) {
        self.said(style, |xml| run(xml, &[], text));
    }

    fn said(&mut self, style: &str, inside: impl FnOnce(&mut Xml)) {
        self.ends_in_table = false;
        let free = if self.in_columns || !is_running(style) { 0 } else { self.page.free_at_right() };
        self.newest = Some(set(&mut self.xml, style, Set { free, ..Set::default() }, inside));
    }

    /// Ends the section of the file here, and goes on in one column or in two. A section ends with a paragraph, so nothing
    /// is done after a table.
    fn go_on(&mut self, in_columns: bool) {
        let Some(at) = self.newest.filter(|_| !self.ends_in_table && in_columns != self.in_columns) else {
            return;
        };
        let mut piece = Xml::fragment();
        self.page.section(&mut piece, !self.has_parts, self.in_columns);
        self.xml.insert(at, piece);
        self.newest = None;
        self.has_parts = true;
        self.in_columns = in_columns;
    }

    /// How wide a chart or a table may be.
    fn room(&self) -> u32 {
        if self.in_columns { self.page.column() } else { self.page.room() }
    }

    /// A paragraph that links can lead to.
    fn marked(&mut self, style: &str, name: &str, text: &str) {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.said(style, |xml| {
            xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
            run(xml, &[], text);
            xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }

    fn heading(&mut self, level: usize, text: &str) {
        let name = bookmark(self.headings.len());
        let level = level.min(DEEPEST);
        self.marked(&format!("Heading{level}"), &name, text);
        self.headings.push(Heading { level, text: text.to_owned(), name });
    }

    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for (at, block) in blocks.iter().enumerate() {
            if self.narrow == 0 {
                self.go_on(self.page.is_across() && level > 1 && is_narrow_section(block));
            }
            match block {
                Block::Section(Section { heading, blocks }) => {
                    let inside = usize::from(self.in_columns);
                    self.narrow += inside;
                    self.heading(level, heading);
                    self.blocks(blocks, level + 1);
                    self.narrow -= inside;
                }
                Block::Paragraph(text) => self.plain("BodyText", text),
                // The facts of something and the chart of it are read together.
                Block::Facts(facts) => self.facts(facts, matches!(blocks.get(at + 1), Some(Block::Chart(_)))),
                Block::Counts(counts) => self.counts(counts),
                Block::List(items) => items.iter().for_each(|item| self.plain("ListBullet", item)),
                Block::Callout(callout) => self.callout(callout),
                Block::Table(table) => self.table(table),
                Block::Questions(questions) => questions.iter().for_each(|one| self.question(one)),
                Block::Chart(chart) => self.chart(chart),
                // Who reads on paper cannot open it, and it is what most readers pass over.
                Block::Fold(_) => {}
                Block::Links(links) => links.iter().for_each(|link| self.paper(link)),
                Block::Tasks(tasks) => tasks.iter().for_each(|task| self.task(task)),
            }
        }
    }

    fn facts(&mut self, facts: &[Fact], stay: bool) {
        let pairs: Vec<(Cell, &Cell)> =
            facts.iter().map(|fact| (Cell::text(&fact.name), &fact.value)).collect();
        self.pairs(&pairs, stay);
    }

    fn counts(&mut self, counts: &[Count]) {
        let numbers: Vec<Cell> = counts.iter().map(|count| Cell::count(count.number)).collect();
        let pairs: Vec<(Cell, &Cell)> =
            counts.iter().zip(&numbers).map(|(count, number)| (count.of.clone(), number)).collect();
        self.pairs(&pairs, false);
    }

    /// Names with their values in lines, all values beginning at one place; they stay with what follows, or need not.
    fn pairs(&mut self, pairs: &[(Cell, &Cell)], stay: bool) {
        let free = if self.in_columns { 0 } else { self.page.free_at_right() };
        let widths = pairs.iter().map(|(name, _)| width(&text::said(name), LETTERS, true) + 170);
        let tab = widths.max().unwrap_or(0).clamp(NAMES, 2 * NAMES);
        for (at, (name, value)) in pairs.iter().enumerate() {
            let style = if at + 1 == pairs.len() { "FactLast" } else { "Fact" };
            self.ends_in_table = false;
            let newest = &mut self.newest;
            self.xml.within("w:p", &[], |xml| {
                xml.within("w:pPr", &[], |xml| {
                    set_in(
                        xml,
                        style,
                        Set { stays: stay && at + 1 == pairs.len() || at < 2, free },
                        tab,
                        at == 0,
                    );
                    *newest = Some(xml.here());
                });
                match name {
                    Cell::Level { .. } => text::cell(xml, name),
                    Cell::Text(_) | Cell::Number { .. } | Cell::Day(_) | Cell::Absent(_) | Cell::Trend(_) => {
                        run(xml, BOLD, &text::said(name));
                    }
                }
                xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
                text::cell(xml, value);
            });
        }
    }

    fn callout(&mut self, callout: &Callout) {
        let style = match callout.tone {
            Tone::Note => "CalloutNote",
            Tone::Act => "CalloutAction",
        };
        self.said(style, |xml| {
            run(xml, BOLD, &format!("{}: ", callout.tone.word()));
            run(xml, &[], &callout.text);
        });
    }

    fn question(&mut self, question: &Question) {
        let style = if question.answers.is_empty() { "QuestionOpen" } else { "Question" };
        self.plain(style, &question.asked);
        question.answers.iter().for_each(|answer| self.plain("Answer", answer));
    }

    fn table(&mut self, table: &Table) {
        // Two tables without words between them would be read as one.
        let title = if table.title.trim().is_empty() { "Table" } else { &table.title };
        self.plain("Caption", title);
        self.rows(table);
    }

    fn rows(&mut self, table: &Table) {
        if table.rows.is_empty() || table.columns.is_empty() {
            self.plain("BodyText", &table.empty);
            return;
        }
        Laid::of(table, self.room()).put(&mut self.xml, &self.sections, &mut self.pictures);
        self.ends_in_table = true;
        if !table.key.is_empty() {
            self.key(&table.key);
        }
    }

    /// Another paper of the pack: its title and file are named, and nothing leads out of this file.
    fn paper(&mut self, paper: &Link) {
        self.said("ListBullet", |xml| {
            run(xml, BOLD, &paper.title);
            let about = if paper.about.is_empty() { String::new() } else { format!(": {}", paper.about) };
            run(xml, &[], &format!(" ({}.docx){about}", paper.name));
        });
    }

    /// What is to be done, with links to where more is told of what it is about.
    fn task(&mut self, task: &Task) {
        let sections = std::mem::take(&mut self.sections);
        let named = |xml: &mut Xml, one: &About| match sections.named(&one.told_in) {
            Some(name) => link(xml, name, &one.name),
            None => run(xml, &[], &one.name),
        };
        match task.about.as_slice() {
            [] => self.plain("ListBullet", &format!("{}.", task.what)),
            [one] => self.said("ListBullet", |xml| {
                run(xml, &[], &format!("{}: ", task.what));
                named(xml, one);
            }),
            all => {
                self.said("ListBullet", |xml| run(xml, &[], &format!("{}:", task.what)));
                all.iter().for_each(|one| self.said("ListBullet2", |xml| named(xml, one)));
            }
        }
        self.sections = sections;
    }

    fn key(&mut self, key: &[KeyEntry]) {
        self.said("TableKey", |xml| {
            run(xml, &[], "Key: ");
            for (at, entry) in key.iter().enumerate() {
                let end = if at + 1 == key.len() { "." } else { "; " };
                run(xml, BOLD, &entry.term);
                run(xml, &[], &format!(" {}{end}", entry.meaning.trim_end()));
            }
        });
    }

    /// The picture; the figures it shows stand in an annex, so that the paper stays short to read.
    fn chart(&mut self, chart: &Chart) {
        let Some(drawn) = picture::chart(chart, self.room().min(super::page::UPRIGHT.room())) else {
            self.plain("BodyText", &chart.in_words());
            self.table(&chart.table());
            return;
        };
        // Under a heading of the same words it needs no title of its own; the picture has it for those who cannot see it.
        if self.headings.last().is_none_or(|heading| heading.text != chart.title) {
            self.plain("Caption", &chart.title);
        }
        let pictures = &mut self.pictures;
        self.ends_in_table = false;
        self.newest =
            Some(set(&mut self.xml, "Picture", Set::default(), |xml| drawn.put(xml, chart, pictures)));
        let name = format!("chart_{}", self.charts.len() + 1);
        self.said("PictureLink", |xml| {
            link(xml, &name, &format!("The figures are in “{ANNEX}” at the end."))
        });
        self.charts.push((name, chart.title.clone(), chart.figures_said()));
    }

    fn annex(&mut self) {
        let charts = std::mem::take(&mut self.charts);
        if charts.is_empty() {
            return;
        }
        self.go_on(self.page.is_across());
        self.heading(1, ANNEX);
        for (name, title, figures) in &charts {
            self.marked("Caption", name, title);
            figures.iter().for_each(|line| self.plain("Figures", line));
        }
    }

    /// The headings as links. It is a table of contents as Word makes one, with no page numbers that could be wrong: they
    /// are known only where the pages are laid out, and a reader would be asked first.
    fn contents(&mut self, document: &Document) {
        let all = |level| self.headings.iter().filter(move |heading| heading.level <= level);
        let (first, second) = (all(1).count(), all(2).count());
        if first < FEWEST || !document.wants_contents(first, second) {
            return;
        }
        let level = if second <= LONGEST { 2 } else { 1 };
        let listed: Vec<&Heading> = all(level).collect();
        let xml = &mut self.xml;
        xml.open("w:sdt", &[]);
        xml.within("w:sdtPr", &[], |xml| {
            xml.within("w:docPartObj", &[], |xml| {
                xml.empty("w:docPartGallery", &[("w:val", "Table of Contents")]);
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.open("w:sdtContent", &[]);
        paragraph(xml, "TOCHeading", |xml| run(xml, &[], "Contents"));
        for (at, heading) in listed.iter().enumerate() {
            paragraph(xml, &format!("TOC{}", heading.level), |xml| {
                if at == 0 {
                    begin_field(xml, &format!(" TOC \\o \"1-{level}\" \\n \\h \\z \\u "));
                }
                link(xml, &heading.name, &heading.text);
                if at + 1 == listed.len() {
                    end_field(xml);
                }
            });
        }
        xml.close("w:sdtContent");
        xml.close("w:sdt");
    }
}

/// How a name with its value stands: as its style has it, save where the names need more room, and with some air before
/// the first.
fn set_in(xml: &mut Xml, style: &str, way: Set, tab: u32, is_first: bool) {
    let (usual, own, free) = (NAMES.to_string(), tab.to_string(), way.free.to_string());
    xml.empty("w:pStyle", &[("w:val", style)]);
    if way.stays {
        xml.empty("w:keepNext", &[]);
    }
    if tab > NAMES {
        xml.within("w:tabs", &[], |xml| {
            xml.empty("w:tab", &[("w:val", "clear"), ("w:pos", &usual)]);
            xml.empty("w:tab", &[("w:val", "left"), ("w:pos", &own)]);
        });
    }
    if is_first {
        xml.empty("w:spacing", &[("w:before", "140")]);
    }
    if tab > NAMES || way.free > 0 {
        let mut sides = vec![("w:left", own.as_str())];
        sides.extend((way.free > 0).then_some(("w:right", free.as_str())));
        sides.push(("w:hanging", own.as_str()));
        xml.empty("w:ind", &sides);
    }
}

/// A link to a place in the file.
pub(super) fn link(xml: &mut Xml, name: &str, text: &str) {
    xml.within("w:hyperlink", &[("w:anchor", name), ("w:history", "1")], |xml| {
        run(xml, &[("w:rStyle", &[("w:val", "Hyperlink")])], text);
    });
}

fn begin_field(xml: &mut Xml, instruction: &str) {
    let sign = |xml: &mut Xml, kind: &str| {
        xml.within("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    };
    sign(xml, "begin");
    xml.within("w:r", &[], |xml| xml.text("w:instrText", &[("xml:space", "preserve")], instruction));
    sign(xml, "separate");
}

fn end_field(xml: &mut Xml) {
    xml.within("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", "end")]));
}
