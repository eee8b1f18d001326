//! The sheet: A4, upright unless a table of the document is too wide for that; and what stands at the top and the foot of
//! each page.

use super::table::Laid;
use super::text::run;
use super::xml::Xml;
use crate::report::document::{Block, Document};

/// The sheet of a document, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) wide: u32,
    pub(super) high: u32,
    pub(super) margin: u32,
}

/// 210 by 297 millimetres with 20 at each edge.
pub(super) const UPRIGHT: Page = Page { wide: 11_906, high: 16_838, margin: 1_134 };
/// The same sheet on its side, with 16 millimetres at each edge.
pub(super) const ACROSS: Page = Page { wide: 16_838, high: 11_906, margin: 907 };

impl Page {
    /// The whole paper lies across where one of its tables needs it: nobody turns single sheets.
    pub(super) fn fitting(document: &Document) -> Self {
        if needs_width(&document.blocks) { ACROSS } else { UPRIGHT }
    }

    /// Room between the margins.
    pub(super) fn room(self) -> u32 {
        self.wide - 2 * self.margin
    }

    /// Lines of running text are no longer on a wide page than on an upright one; the rest stays free at the right.
    pub(super) fn free_at_right(self) -> u32 {
        self.room().saturating_sub(UPRIGHT.room())
    }

    /// True for a page on its side, which has room for two columns.
    pub(super) fn is_across(self) -> bool {
        self.wide > self.high
    }

    /// Room in each of the two columns that a wide page can have.
    pub(super) fn column(self) -> u32 {
        (self.room() - BETWEEN) / 2
    }

    /// The properties of a section of a paper: where the first one has what stands at the top and the foot, and those after
    /// it go on on the same page.
    pub(super) fn section(self, xml: &mut Xml, is_first: bool, in_columns: bool) {
        let (wide, high, margin) = (self.wide.to_string(), self.high.to_string(), self.margin.to_string());
        xml.within("w:sectPr", &[], |xml| {
            if is_first {
                xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId5")]);
                xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId6")]);
                xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", "rId7")]);
            } else {
                xml.empty("w:type", &[("w:val", "continuous")]);
            }
            let mut size = vec![("w:w", wide.as_str()), ("w:h", high.as_str())];
            if self.wide > self.high {
                size.push(("w:orient", "landscape"));
            }
            xml.empty("w:pgSz", &size);
            let margins = [
                ("w:top", margin.as_str()),
                ("w:right", margin.as_str()),
                ("w:bottom", margin.as_str()),
                ("w:left", margin.as_str()),
                ("w:header", "567"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ];
            xml.empty("w:pgMar", &margins);
            if in_columns {
                xml.empty("w:cols", &[("w:num", "2"), ("w:space", &BETWEEN.to_string())]);
            }
            if is_first {
                // The first page has the title itself.
                xml.empty("w:titlePg", &[]);
            }
        });
    }
}

/// What is left free between two columns.
const BETWEEN: u32 = 680;

fn needs_width(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Section(section) => needs_width(&section.blocks),
        Block::Table(table) => !Laid::is_at_ease(table, UPRIGHT.room()),
        Block::Paragraph(_)
        | Block::Facts(_)
        | Block::Counts(_)
        | Block::List(_)
        | Block::Callout(_)
        | Block::Questions(_)
        | Block::Chart(_)
        | Block::Fold(_)
        | Block::Links(_)
        | Block::Tasks(_) => false,
    })
}

/// The names of the namespaces that every part with text has.
pub(super) const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// The title at the top of each page but the first.
pub(super) fn header(title: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:hdr", &NAMESPACES, |xml| paragraph(xml, "Header", |xml| run(xml, &[], title)));
    xml.into_bytes()
}

/// `Page 2 of 9` at the foot of each.
pub(super) fn footer() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:ftr", &NAMESPACES, |xml| {
        paragraph(xml, "Footer", |xml| {
            run(xml, &[], "Page ");
            field(xml, " PAGE ");
            run(xml, &[], " of ");
            field(xml, " NUMPAGES ");
        });
    });
    xml.into_bytes()
}

/// A number that the reader's program knows. It is reckoned whenever a page is laid out.
fn field(xml: &mut Xml, instruction: &str) {
    xml.within("w:fldSimple", &[("w:instr", instruction)], |xml| run(xml, &[], "1"));
}

/// A paragraph in a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    set(xml, style, Set::default(), inside);
}

/// How a paragraph is set beyond its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Set {
    /// It stays on the page of what follows.
    pub(super) stays: bool,
    /// So much at its right stays free.
    pub(super) free: u32,
}

/// A paragraph in a style, set in its own way; returns where its properties end.
pub(super) fn set(xml: &mut Xml, style: &str, way: Set, inside: impl FnOnce(&mut Xml)) -> usize {
    let mut ends = 0;
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", style)]);
            if way.stays {
                xml.empty("w:keepNext", &[]);
            }
            if way.free > 0 {
                xml.empty("w:ind", &[("w:right", &way.free.to_string())]);
            }
            ends = xml.here();
        });
        inside(xml);
    });
    ends
}
