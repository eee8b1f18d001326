//! Text as runs of one look, and cells as text.

use super::xml::{Attributes, Xml};
use crate::base::together::kept_together;
use crate::model::Shade;
use crate::report::document::Cell;

/// What sets a run apart from the text about it: elements of `w:rPr`, in the order that the format has them.
pub(super) type Look<'a> = &'a [(&'a str, Attributes<'a>)];

pub(super) const BOLD: Look<'static> = &[("w:b", &[])];

/// Text of one look; where its lines end, so do those of the page.
pub(super) fn run(xml: &mut Xml, look: Look<'_>, text: &str) {
    xml.within("w:r", &[], |xml| {
        if !look.is_empty() {
            xml.within("w:rPr", &[], |xml| look.iter().for_each(|(name, with)| xml.empty(name, with)));
        }
        for (at, line) in text.replace("\r\n", "\n").trim().split('\n').enumerate() {
            if at > 0 {
                xml.empty("w:br", &[]);
            }
            // A space at the end of a text counts, as before a bold word.
            let line = if text.contains('\n') { line.trim() } else { text };
            xml.text("w:t", &[("xml:space", "preserve")], &kept_together(line));
        }
    });
}

/// The colour behind a level: light, so that black on it keeps more than seven to one.
pub(super) fn colour(shade: Shade) -> &'static str {
    match shade {
        Shade::Best => "CFEAD6",
        Shade::Good => "E6F3C5",
        Shade::Middle => "FFE8B3",
        Shade::Worst => "F8C9C4",
    }
}

/// What a cell says, in one text: of a level the shape and the word, and the letter where it is not the word's own first.
pub(super) fn said(cell: &Cell) -> String {
    match cell {
        Cell::Level { word, letter, shade } => {
            let first = word.chars().take(1).flat_map(char::to_lowercase);
            let is_first = letter.chars().flat_map(char::to_lowercase).eq(first);
            let letter =
                if letter.is_empty() || is_first { String::new() } else { format!("\u{a0}({letter})") };
            // The shape is never parted from its word at the end of a line.
            format!("{}\u{a0}{word}{letter}", shade.shape())
        }
        Cell::Trend(_) => String::new(),
        Cell::Text(_) | Cell::Number { .. } | Cell::Day(_) | Cell::Absent(_) => cell.shown(),
    }
}

/// A cell as part of a line: a level has its colour behind it.
pub(super) fn cell(xml: &mut Xml, of: &Cell) {
    match of {
        Cell::Level { shade, .. } => {
            let shaded = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour(*shade))];
            run(xml, &[("w:shd", &shaded)], &format!("\u{a0}{}\u{a0}", said(of)));
        }
        Cell::Trend(chart) => run(xml, &[], &chart.description),
        Cell::Text(_) | Cell::Number { .. } | Cell::Day(_) | Cell::Absent(_) => run(xml, &[], &said(of)),
    }
}
