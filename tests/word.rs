//! Any document as a Word file: every part is well formed and found, every link has its place, tables and pictures say
//! what they are, and no text of others gets out of its element. Programs that others made read the files in
//! `tests/outside/word.py`.

#![cfg(feature = "word")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::Arc;

use plimsoll::base::exact::Exact;
use plimsoll::report::chart::{Chart, Dot, Line, Role, Sign};
use plimsoll::report::document::{
    About, Block, Cell, Column, Count, Document, Fact, Fold, KeyEntry, Link, Question, Row, RowKind, Table,
    Task,
};
use plimsoll::report::to_docx;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Text that would break a file that did not escape it, or lead out of it.
const HOSTILE: &str = "</w:t><script>alert('1')</script> & \"2\" \u{0}\u{b}\u{fffe}\u{202e} https://example.org/?a=1&b=2 \
                       {HYPERLINK \"file:///etc\"} \u{1f600} \u{200f}שלום";

fn level(word: &str, rank: u8) -> Cell {
    Cell::Level { word: word.to_owned(), letter: word[..1].to_uppercase(), rank, of: 3 }
}

fn dot(number: i64, sign: Sign) -> Option<Dot> {
    Some(Dot { at: Exact::decimal(number, 1), shown: Exact::decimal(number, 1).text(), sign })
}

fn chart(text: &str) -> Chart {
    let levels = [(0, "green"), (1, "amber"), (2, "red")];
    let signed = |at: usize| Sign::Level(levels[at].0, 3, levels[at].1.to_owned());
    Chart {
        title: format!("1.1 {text}"),
        description: format!("Three figures {text}"),
        after: "%".to_owned(),
        periods: ["Q1", "Q2", "Q3", "Q4"].map(str::to_owned).to_vec(),
        lines: vec![
            Line {
                name: format!("Value {text}"),
                role: Role::Figures,
                dots: vec![dot(912, signed(0)), None, dot(934, signed(1)), dot(894, signed(2))],
            },
            Line { name: "Target".to_owned(), role: Role::Target, dots: vec![dot(950, Sign::Plain); 4] },
        ],
        breaks: vec![2],
        ..Chart::default()
    }
}

fn table(text: &str) -> Table {
    let row = |cells| Row::plain(cells);
    Table {
        title: format!("Figures {text}"),
        columns: vec![
            Column::left("Ref"),
            Column::right("Value"),
            Column::left("Level"),
            Column::drawn("Trend"),
            Column::left(text).folding(),
        ],
        rows: vec![
            Row {
                told_in: "Beneath".to_owned(),
                fold: Some(Fold {
                    summary: "Why".to_owned(),
                    blocks: vec![Block::Paragraph("so".to_owned())],
                }),
                ..row(vec![
                    Cell::text("1.1"),
                    Cell::Number {
                        shown: "94.96%".to_owned(),
                        value: Exact::decimal(9496, 2),
                        aside: text.to_owned(),
                    },
                    level("red", 2),
                    Cell::Trend(Arc::new(chart(text))),
                    Cell::Day("2019-06-13".parse().unwrap()),
                ])
                .with_notes(vec![format!("A note {text}"), "another".to_owned()])
            },
            Row {
                kind: RowKind::Part,
                ..row(vec![Cell::text(""), Cell::absent("no figure"), level("amber", 1), Cell::absent("")])
            },
            Row {
                kind: RowKind::Total,
                ..row(vec![
                    Cell::text("All"),
                    Cell::count(2),
                    level("green", 0),
                    Cell::text(""),
                    Cell::text(text),
                ])
            },
        ],
        key: vec![KeyEntry::new("HIB", format!("a board {text}"))],
        empty: String::new(),
    }
}

/// A document with every block and every cell there is.
fn everything(text: &str) -> Document {
    let mut document = Document::new(format!("A title {text}"), format!("beneath it {text}"));
    document.day = Some("2019-06-13".parse().unwrap());
    document.facts =
        vec![Fact::text("For", text), Fact::text("Something with a long name to it", "decision")];
    document.say(format!("A paragraph {text}\nin two lines"));
    let empty = Table { title: "Nothing".to_owned(), empty: format!("None {text}"), ..Table::default() };
    document.blocks.push(Block::section(
        format!("A section {text}"),
        vec![
            Block::Facts(vec![Fact::text("Target", text), Fact::new("Level", level("green", 0))]),
            Block::List(vec![text.to_owned(), "two".to_owned()]),
            Block::section("Beneath", vec![Block::Table(table(text)), Block::Table(empty)]),
        ],
    ));
    let asked = vec![
        Question { asked: format!("Why? {text}"), answers: vec![format!("because {text}\nand so")] },
        Question { asked: "When?".to_owned(), answers: Vec::new() },
    ];
    document.blocks.push(Block::section("Answers", vec![Block::Questions(asked), Block::act(text)]));
    document.blocks.push(Block::section(
        "A chart",
        vec![
            Block::Chart(Arc::new(chart(text))),
            Block::note(text),
            Block::Counts(vec![
                Count { of: level("red", 2), number: 3 },
                Count { of: Cell::text(text), number: 1 },
            ]),
            Block::Fold(Fold { summary: text.to_owned(), blocks: Vec::new() }),
            Block::Links(vec![Link {
                name: "exceptions-all".to_owned(),
                title: "All exceptions".to_owned(),
                about: text.to_owned(),
            }]),
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
        ],
    ));
    document
}

/// The parts of a file by their names.
fn parts(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(to_docx(document))).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(file.name().unwrap().into_owned(), bytes);
    }
    parts
}

fn part(document: &Document, name: &str) -> String {
    String::from_utf8(parts(document)[name].clone()).unwrap()
}

/// Each element with its attributes; fails where the text is not well formed or has a sign that XML may not hold.
fn elements(name: &str, text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let may_stand =
        |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    assert!(text.chars().all(may_stand), "{name} has a sign that XML may not hold");
    let mut reader = Reader::from_str(text);
    let (mut open, mut found) = (Vec::new(), Vec::new());
    let read = |start: &BytesStart<'_>| {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
            (attribute.key.as_ref().to_owned(), value)
        });
        (start.name().as_ref().to_owned(), attributes.collect())
    };
    loop {
        match reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}")) {
            Event::Start(start) => {
                open.push(start.name().as_ref().to_owned());
                found.push(read(&start));
            }
            Event::Empty(start) => found.push(read(&start)),
            Event::End(end) => assert_eq!(open.pop().as_deref(), Some(end.name().as_ref()), "{name}"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{name}: {open:?} stay open");
    found
}

/// The values of an attribute of all elements of a name.
fn values(of: &[(String, BTreeMap<String, String>)], element: &str, attribute: &str) -> Vec<String> {
    let all = of.iter().filter(|(name, _)| name == element);
    all.filter_map(|(_, attributes)| attributes.get(attribute).cloned()).collect()
}

/// What must hold of the file of any document.
fn assert_whole(document: &Document) {
    let parts = parts(document);
    let read: BTreeMap<&str, _> = parts
        .iter()
        .filter(|(name, _)| !name.ends_with(".emf"))
        .map(|(name, bytes)| (name.as_str(), elements(name, std::str::from_utf8(bytes).unwrap())))
        .collect();
    // Every part is of a kind, and nothing that is pointed at lies outside the file or is missing from it.
    let types = &read["[Content_Types].xml"];
    let (endings, named) = (values(types, "Default", "Extension"), values(types, "Override", "PartName"));
    for name in parts.keys() {
        let ending = name.rsplit('.').next().unwrap().to_owned();
        assert!(named.contains(&format!("/{name}")) || endings.contains(&ending), "{name} is of no kind");
    }
    let main = &read["word/document.xml"];
    let links = &read["word/_rels/document.xml.rels"];
    assert!(values(links, "Relationship", "TargetMode").is_empty());
    for target in values(links, "Relationship", "Target") {
        assert!(parts.contains_key(&format!("word/{target}")), "{target} is missing");
    }
    let known = values(links, "Relationship", "Id");
    for (element, attribute) in [
        ("a:blip", "r:embed"),
        ("asvg:svgBlip", "r:embed"),
        ("w:headerReference", "r:id"),
        ("w:footerReference", "r:id"),
    ] {
        assert!(values(main, element, attribute).iter().all(|id| known.contains(id)), "{element}");
    }
    assert!(values(main, "w:hyperlink", "r:id").is_empty());
    // Every place has one name, and every link leads to one.
    let marked = values(main, "w:bookmarkStart", "w:name");
    assert_eq!(marked.len(), marked.iter().collect::<BTreeSet<_>>().len());
    assert!(values(main, "w:hyperlink", "w:anchor").iter().all(|anchor| marked.contains(anchor)));
    // Every style that is used is there.
    let styles = values(&read["word/styles.xml"], "w:style", "w:styleId");
    for used in ["w:pStyle", "w:rStyle", "w:tblStyle"].iter().flat_map(|name| values(main, name, "w:val")) {
        assert!(styles.contains(&used), "there is no style {used}");
    }
    // Every picture says what it shows, and is there in two forms.
    let told = values(main, "wp:docPr", "descr");
    assert_eq!(told.len(), values(main, "asvg:svgBlip", "r:embed").len());
    assert!(told.iter().all(|said| !said.is_empty()));
    for (_, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".emf")) {
        assert_metafile(bytes);
    }
    assert_tables(main);
}

/// Every table has a first row that repeats, a name, a description, and as many cells in each row as it has columns.
fn assert_tables(main: &[(String, BTreeMap<String, String>)]) {
    let starts =
        |name: &str| main.iter().enumerate().filter(|(_, (of, _))| of == name).map(|(at, _)| at).collect();
    let tables: Vec<usize> = starts("w:tbl");
    let page: u32 = values(main, "w:pgSz", "w:w")[0].parse().unwrap();
    for (at, from) in tables.iter().enumerate() {
        let to = tables.get(at + 1).copied().unwrap_or(main.len());
        let own = &main[*from..to];
        let count = |name: &str| own.iter().filter(|(of, _)| of == name).count();
        assert_eq!(count("w:tblHeader"), 1);
        assert_eq!(count("w:tr"), count("w:cantSplit"));
        assert_eq!(count("w:tc"), count("w:tr") * count("w:gridCol"));
        assert_eq!((count("w:gridSpan"), count("w:vMerge")), (0, 0));
        assert_eq!(values(own, "w:tblLook", "w:firstRow"), ["1"]);
        assert!(!values(own, "w:tblCaption", "w:val").is_empty());
        assert!(values(own, "w:tblDescription", "w:val")[0].starts_with("A table of "));
        let wide: u32 = values(own, "w:gridCol", "w:w").iter().map(|one| one.parse::<u32>().unwrap()).sum();
        assert!(wide + 2 * 900 <= page, "a table of {wide} on a page of {page}");
    }
}

/// The records of a metafile follow one another to its end, and its header counts them.
fn assert_metafile(bytes: &[u8]) {
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(0), &bytes[40..44], number(48) as usize), (1, b" EMF".as_slice(), bytes.len()));
    let (mut at, mut records, mut last) = (0, 0, 0);
    while at < bytes.len() {
        last = number(at);
        assert!(number(at + 4) >= 8 && number(at + 4).is_multiple_of(4));
        at += number(at + 4) as usize;
        records += 1;
    }
    assert_eq!((at, records, last), (bytes.len(), number(52), 14));
}

#[test]
fn whatever_texts_say_the_file_is_whole() {
    assert_whole(&everything("plain"));
    assert_whole(&everything(HOSTILE));
    assert_whole(&everything(""));
    assert_whole(&everything(&"verylongword".repeat(80)));
    assert_whole(&Document::default());
    let main = part(&everything(HOSTILE), "word/document.xml");
    assert!(main.contains("&lt;script&gt;") && !main.contains("<script"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_of_others_gets_out_of_its_element(text in "(?s).{0,60}") {
        assert_whole(&everything(&text));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_and_its_day_is_the_report_day() {
    assert_eq!(to_docx(&everything("x")), to_docx(&everything("x")));
    let core = part(&everything("x"), "docProps/core.xml");
    assert!(core.contains("<dc:title>A title x</dc:title>") && core.contains(">2019-06-13T00:00:00Z<"));
    let of_no_day = Document { day: None, ..everything("x") };
    assert!(!part(&of_no_day, "docProps/core.xml").contains("dcterms:created"));
}

#[test]
fn headings_have_their_levels_and_the_contents_lead_to_them() {
    let main = elements("main", &part(&everything("x"), "word/document.xml"));
    let styles = values(&main, "w:pStyle", "w:val");
    let headings: Vec<&String> = styles.iter().filter(|style| style.starts_with("Heading")).collect();
    assert_eq!(headings, ["Heading1", "Heading2", "Heading1", "Heading1", "Heading1"]);
    let listed: Vec<&String> = styles.iter().filter(|style| style.starts_with("TOC")).collect();
    assert_eq!(listed, ["TOCHeading", "TOC1", "TOC2", "TOC1", "TOC1", "TOC1"]);
    // Five in the contents, one from a row to its section, one from a task, and one from the chart to its figures.
    assert_eq!(values(&main, "w:hyperlink", "w:anchor").len(), 8);
}

#[test]
fn a_paper_lies_across_where_a_table_needs_it() {
    let size = |document: &Document| {
        let main = elements("main", &part(document, "word/document.xml"));
        (values(&main, "w:pgSz", "w:w")[0].clone(), values(&main, "w:pgSz", "w:orient"))
    };
    let mut document = Document::new("Narrow", "");
    document.blocks.push(Block::Table(table("x")));
    assert_eq!(size(&document), ("11906".to_owned(), vec![]));
    let headings = (1..=9).map(|at| Column::left(&format!("A heading of column {at}")));
    let cells = (1..=9).map(|at| Cell::Text(format!("Words that need some room, {at}"))).collect();
    let wide = Table { columns: headings.collect(), rows: vec![Row::plain(cells)], ..Table::default() };
    document.blocks.push(Block::section("Wide", vec![Block::Table(wide)]));
    assert_eq!(size(&document), ("16838".to_owned(), vec!["landscape".to_owned()]));
}

#[test]
fn what_needs_half_a_page_stands_in_two_columns_where_the_paper_lies_across() {
    let headings = (1..=9).map(|at| Column::left(&format!("A heading of column {at}")));
    let cells = (1..=9).map(|at| Cell::Text(format!("Words that need some room, {at}"))).collect();
    let wide = Table { columns: headings.collect(), rows: vec![Row::plain(cells)], ..Table::default() };
    let told = |name: &str| {
        Block::section(name, vec![Block::Facts(vec![Fact::text("Level", "red")]), Block::note("a note")])
    };
    let said = |text: &str| Block::Paragraph(text.to_owned());
    let sections = |blocks: Vec<Block>| {
        let mut document = Document::new("Wide", "");
        document.blocks.push(Block::section("Exceptions", blocks));
        let main = elements("main", &part(&document, "word/document.xml"));
        assert_whole(&document);
        let headers = values(&main, "w:headerReference", "w:type").len();
        (values(&main, "w:type", "w:val").len(), values(&main, "w:cols", "w:num"), headers)
    };
    let table = Block::Table(wide);
    // One column, two, and one again, under one head; a section of the file ends with words and never with a table.
    let parted = vec![table.clone(), said("Each follows."), told("1.1"), told("1.2"), said("That is all.")];
    assert_eq!(sections(parted), (2, vec!["2".to_owned()], 1));
    assert_eq!(sections(vec![table, told("1.1"), said("That is all.")]), (0, vec![], 1));
    assert_eq!(sections(vec![said("Upright."), told("1.1")]), (0, vec![], 1));
}

#[test]
fn a_column_that_folds_is_said_in_the_notes_of_its_row() {
    let fold = |name: &str| Column::left(name).folding();
    let words = "words that take a good deal of room on the page".to_owned();
    let columns = (1..=9).map(|at| Column::left(&format!("Column {at}"))).chain([fold("Gap"), fold("Move")]);
    let mut cells = vec![Cell::Text(words.clone()); 9];
    cells.extend([Cell::text("44 above"), Cell::absent("–")]);
    let rows = vec![Row::plain(cells).with_notes(vec!["said of the row".to_owned()])];
    let mut document = Document::new("Folded", "");
    document.blocks.push(Block::Table(Table { columns: columns.collect(), rows, ..Table::default() }));
    let main = part(&document, "word/document.xml");
    assert!(main.contains(">Gap: </w:t>") && main.contains(">44 above</w:t>"));
    assert!(main.contains(">said of the row</w:t>") && !main.contains(">Move"));
}

#[test]
fn levels_are_told_by_shape_and_word_on_a_light_ground() {
    let main = part(&everything("x"), "word/document.xml");
    for said in ["■\u{a0}red", "▲\u{a0}amber", "●\u{a0}green"] {
        assert!(main.contains(said), "{said}");
    }
    let grounds = values(&elements("main", &main), "w:shd", "w:fill");
    let light = |hex: &str| {
        let channel = |at: usize| {
            let share = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    };
    assert!(grounds.len() >= 4);
    for ground in grounds {
        assert!((light(&ground) + 0.05) / (light("0B0C0C") + 0.05) >= 7.0, "{ground}");
    }
}
