//! Tables: headings that repeat on each page, rows that are not parted, no merged cells. What is said of a row as a whole
//! stands in a column of notes, and so do the columns that fold where the page has no room for them.

use super::body::{Sections, link};
use super::picture::{self, Picture};
use super::text::{self, BOLD, run};
use super::widths::{Wish, are_at_ease, hold_words, shared};
use super::xml::Xml;
use crate::plain;
use crate::report::document::{Align, Cell, Column, Row, RowKind, Table};

/// The heights of letters in half points, largest first, each with the style that has it.
const SIZES: [(u32, &str); 3] = [(20, "TableText"), (18, "TableTextSmall"), (16, "TableTextSmallest")];
const NOTES: &str = "Notes";

/// A table with its place on the page.
pub(super) struct Laid<'t> {
    table: &'t Table,
    beside: Vec<usize>,
    folded: Vec<usize>,
    has_notes: bool,
    widths: Vec<u32>,
    style: &'static str,
}

/// Whether columns fit into a room.
type Fits = fn(&[Wish], u32) -> bool;

/// One way to set a table.
struct Way {
    folds: bool,
    half_points: u32,
    style: &'static str,
}

impl Way {
    /// The ways from the best on: folding comes before small letters.
    fn all() -> impl Iterator<Item = Self> {
        let beside = SIZES.first().map(|(half_points, style)| (false, *half_points, *style));
        let folded = SIZES.iter().map(|(half_points, style)| (true, *half_points, *style));
        let ways = beside.into_iter().chain(folded);
        ways.map(|(folds, half_points, style)| Self { folds, half_points, style })
    }
}

impl<'t> Laid<'t> {
    /// True where a page with so much room holds the table in letters of full height and nothing is squeezed.
    pub(super) fn is_at_ease(table: &Table, room: u32) -> bool {
        let mut ways =
            Way::all().filter(|way| SIZES.first().is_some_and(|(full, _)| way.half_points == *full));
        table.rows.is_empty()
            || ways.any(|way| are_at_ease(&Laid::new(table, &way).wishes(way.half_points), room))
    }

    /// The best way in which the room holds the table.
    pub(super) fn of(table: &'t Table, room: u32) -> Self {
        // Where nothing is at ease, the columns that fold do so first of all.
        let at_ease = Way::all().map(|way| (way, are_at_ease as Fits));
        let in_need = Way::all().filter(|way| way.folds).map(|way| (way, hold_words as Fits));
        let found = at_ease.chain(in_need).find_map(|(way, fits)| {
            let laid = Self::new(table, &way);
            let wishes = laid.wishes(way.half_points);
            fits(&wishes, room).then(|| laid.shared(&wishes, room))
        });
        found.unwrap_or_else(|| {
            let way = Way { folds: true, half_points: 16, style: "TableTextSmallest" };
            let laid = Self::new(table, &way);
            let wishes = laid.wishes(way.half_points);
            laid.shared(&wishes, room)
        })
    }

    fn new(table: &'t Table, way: &Way) -> Self {
        let is_folded = |column: &Column| way.folds && column.folds;
        let (folded, beside): (Vec<usize>, Vec<usize>) =
            (0..table.columns.len()).partition(|at| table.columns.get(*at).is_some_and(is_folded));
        let mut laid = Self { table, beside, folded, has_notes: false, widths: Vec::new(), style: way.style };
        laid.has_notes = table.rows.iter().any(|row| !laid.notes(row).is_empty());
        laid
    }

    fn shared(mut self, wishes: &[Wish], room: u32) -> Self {
        self.widths = shared(wishes, room);
        self
    }

    /// Remarks on a row, each with the heading of its column where it has one.
    fn notes(&self, row: &'t Row) -> Vec<(&'t str, String)> {
        let folded = self.folded.iter().filter_map(|at| {
            let said = text::said(row.cells.get(*at)?);
            let says = !said.trim().is_empty() && !matches!(row.cells.get(*at), Some(Cell::Absent(_)));
            says.then_some((self.table.columns.get(*at)?.heading.as_str(), said))
        });
        folded.chain(row.notes.iter().map(|note| ("", note.clone()))).collect()
    }

    fn headings(&self) -> Vec<&'t str> {
        let table = self.table;
        let beside = self.beside.iter().filter_map(|at| Some(table.columns.get(*at)?.heading.as_str()));
        beside.chain(self.has_notes.then_some(NOTES)).collect()
    }

    fn wishes(&self, half_points: u32) -> Vec<Wish> {
        let mut wishes: Vec<Wish> = Vec::new();
        for heading in self.headings() {
            let mut wish = Wish::default();
            wish.hold(heading, half_points, true);
            wishes.push(wish);
        }
        for row in &self.table.rows {
            for (at, wish) in self.beside.iter().zip(&mut wishes) {
                match row.cells.get(*at) {
                    Some(Cell::Trend(_)) => {
                        wish.hold_wide(picture::SMALL_WIDTH);
                        wish.hold_no_row();
                    }
                    Some(cell) => {
                        let said = text::said(cell);
                        wish.hold_row([said.as_str()].into_iter(), half_points, row.kind == RowKind::Total);
                    }
                    None => wish.hold_no_row(),
                }
            }
            if let Some(wish) = wishes.last_mut().filter(|_| self.has_notes) {
                let notes = self.notes(row).into_iter().map(|(heading, note)| format!("{heading}: {note}"));
                let notes: Vec<String> = notes.collect();
                wish.hold_row(notes.iter().map(String::as_str), half_points, false);
            }
        }
        wishes
    }

    /// Writes the table.
    pub(super) fn put(&self, xml: &mut Xml, sections: &Sections, pictures: &mut Vec<Picture>) {
        xml.open("w:tbl", &[]);
        self.properties(xml);
        xml.within("w:tblGrid", &[], |xml| {
            for width in &self.widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
            for (at, heading) in self.headings().into_iter().enumerate() {
                self.cell(xml, at, "", |xml| self.paragraph(xml, at, true, |xml| run(xml, BOLD, heading)));
            }
        });
        let last = self.table.rows.len().saturating_sub(1);
        for (at, row) in self.table.rows.iter().enumerate() {
            // A short table stays on one page; of a longer one, no single row stands apart from the others.
            let stays = at < last && (self.table.rows.len() <= SHORT || at == 0 || at + 1 == last);
            self.row(xml, row, stays, sections, pictures);
        }
        xml.close("w:tbl");
    }

    fn properties(&self, xml: &mut Xml) {
        let whole = self.widths.iter().sum::<u32>().to_string();
        xml.within("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", "PlimsollTable")]);
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            // The first row and the first column are headings; rows and columns are not striped.
            let look = [
                ("w:val", "06A0"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "1"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ];
            xml.empty("w:tblLook", &look);
            xml.empty("w:tblCaption", &[("w:val", self.table.title.trim())]);
            xml.empty("w:tblDescription", &[("w:val", &self.described())]);
        });
    }

    /// `A table of 9 rows. Its columns are Ref, Measure and Level.`
    fn described(&self) -> String {
        let headings: Vec<&str> =
            self.headings().into_iter().filter(|heading| !heading.trim().is_empty()).collect();
        let rows = plain::count(u32::try_from(self.table.rows.len()).unwrap_or(u32::MAX), "row");
        format!("A table of {rows}. Its columns are {}.", plain::and_list(&headings))
    }

    fn row(
        &self,
        xml: &mut Xml,
        row: &'t Row,
        stays: bool,
        sections: &Sections,
        pictures: &mut Vec<Picture>,
    ) {
        xml.open("w:tr", &[]);
        xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        let ground = if row.kind == RowKind::Part { "F5F5F5" } else { "" };
        // The first cell with any words leads to where more is told of the row.
        let told = sections.named(&row.told_in);
        let head = row.cells.iter().position(|cell| !text::said(cell).trim().is_empty());
        let look = if row.kind == RowKind::Total { BOLD } else { &[] };
        for (at, column) in self.beside.iter().enumerate() {
            let cell = row.cells.get(*column);
            let fill = match cell {
                Some(Cell::Level { shade, .. }) => text::colour(*shade),
                Some(
                    Cell::Text(_) | Cell::Number { .. } | Cell::Day(_) | Cell::Absent(_) | Cell::Trend(_),
                )
                | None => ground,
            };
            self.cell(xml, at, fill, |xml| {
                self.paragraph(xml, at, stays, |xml| match cell {
                    Some(Cell::Trend(chart)) => match picture::small(chart) {
                        Some(drawn) => drawn.put(xml, chart, pictures),
                        None => run(xml, look, "–"),
                    },
                    Some(cell) => match told.filter(|_| head == Some(*column)) {
                        Some(name) => link(xml, name, &text::said(cell)),
                        None => run(xml, look, &text::said(cell)),
                    },
                    None => {}
                });
            });
        }
        if self.has_notes {
            let at = self.beside.len();
            self.cell(xml, at, ground, |xml| self.notes_of(xml, at, row, stays));
        }
        xml.close("w:tr");
    }

    fn notes_of(&self, xml: &mut Xml, at: usize, row: &'t Row, stays: bool) {
        let notes = self.notes(row);
        if notes.is_empty() {
            self.paragraph(xml, at, stays, |_| {});
        }
        for (heading, note) in notes {
            self.paragraph(xml, at, stays, |xml| {
                if !heading.is_empty() {
                    run(xml, BOLD, &format!("{heading}: "));
                }
                run(xml, &[], &note);
            });
        }
    }

    fn cell(&self, xml: &mut Xml, at: usize, fill: &str, inside: impl FnOnce(&mut Xml)) {
        xml.open("w:tc", &[]);
        xml.within("w:tcPr", &[], |xml| {
            let width = self.widths.get(at).copied().unwrap_or_default().to_string();
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
            if !fill.is_empty() {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
            }
        });
        inside(xml);
        xml.close("w:tc");
    }

    fn paragraph(&self, xml: &mut Xml, at: usize, stays: bool, inside: impl FnOnce(&mut Xml)) {
        let column = self.beside.get(at).and_then(|column| self.table.columns.get(*column));
        xml.open("w:p", &[]);
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", self.style)]);
            if stays {
                xml.empty("w:keepNext", &[]);
            }
            if column.is_some_and(|column| column.align == Align::Right) {
                xml.empty("w:jc", &[("w:val", "right")]);
            }
        });
        inside(xml);
        xml.close("w:p");
    }
}

/// A table of no more rows is not parted between pages.
const SHORT: usize = 4;
