//! How cells look: none says anything by its colour.

use std::io::Result;

use super::super::Workbook;
use super::content::pages;
use super::xml::Xml;

/// Numbers have looks for as many places as this.
const MOST_PLACES: u8 = 12;

/// The look of a number with so many places.
pub(super) fn number(places: u8) -> String {
    format!("number{}", places.min(MOST_PLACES))
}

/// The look of a sheet that is printed over so many pages side by side.
pub(super) fn sheet(pages_wide: usize) -> String {
    format!("sheet{pages_wide}")
}

/// The look of a column of such a width.
pub(super) fn column(width: u8) -> String {
    format!("column{width}")
}

/// What holds for every cell: the language above all, by which a screen reader chooses its voice.
pub(super) fn defaults(out: &mut Xml<'_>, workbook: &Workbook<'_>) -> Result<()> {
    out.element("office:styles", &[], |out| {
        out.element("style:default-style", &[("style:family", "table-cell")], |out| {
            let words = [
                ("fo:language", "en"),
                ("fo:country", "GB"),
                ("fo:font-family", "Arial"),
                ("fo:font-size", "11pt"),
            ];
            out.empty("style:text-properties", &words)
        })
    })?;
    let pages = pages(workbook);
    out.element("office:automatic-styles", &[], |out| pages.iter().try_for_each(|wide| layout(out, *wide)))?;
    out.element("office:master-styles", &[], |out| {
        pages.iter().try_for_each(|wide| {
            let (name, layout) = (format!("Page{wide}"), format!("page{wide}"));
            out.empty("style:master-page", &[("style:name", &name), ("style:page-layout-name", &layout)])
        })
    })
}

/// A4 on its side, so many pages wide and as many long as it takes.
fn layout(out: &mut Xml<'_>, wide: usize) -> Result<()> {
    let (name, wide) = (format!("page{wide}"), wide.to_string());
    out.element("style:page-layout", &[("style:name", name.as_str())], |out| {
        let page = [
            ("fo:page-width", "297mm"),
            ("fo:page-height", "210mm"),
            ("style:print-orientation", "landscape"),
            ("style:scale-to-X", wide.as_str()),
            ("style:scale-to-Y", "0"),
        ];
        out.empty("style:page-layout-properties", &page)
    })
}

/// The looks that the sheets use.
pub(super) fn automatic(out: &mut Xml<'_>, widths: &[u8], pages: &[usize]) -> Result<()> {
    out.element("office:automatic-styles", &[], |out| {
        for width in widths {
            // A letter is about two millimetres wide.
            let wide = format!("{}mm", u32::from(*width) * 2 + 3);
            let named = [("style:name", column(*width)), ("style:family", "table-column".to_owned())];
            out.element("style:style", &borrowed(&named), |out| {
                out.empty("style:table-column-properties", &[("style:column-width", wide.as_str())])
            })?;
        }
        out.element("style:style", &[("style:name", "row"), ("style:family", "table-row")], |out| {
            out.empty("style:table-row-properties", &[("style:use-optimal-row-height", "true")])
        })?;
        for wide in pages {
            let (name, page) = (sheet(*wide), format!("Page{wide}"));
            let named = [
                ("style:name", name.as_str()),
                ("style:family", "table"),
                ("style:master-page-name", page.as_str()),
            ];
            out.element("style:style", &named, |out| {
                out.empty("style:table-properties", &[("table:display", "true")])
            })?;
        }
        for places in 0..=MOST_PLACES {
            format_of(out, places)?;
        }
        day(out)?;
        cell(out, "title", None, &[], &[("fo:font-weight", "bold"), ("fo:font-size", "15pt")])?;
        cell(out, "line", None, &[], &[])?;
        cell(out, "heading", None, &[("fo:wrap-option", "wrap")], &[("fo:font-weight", "bold")])?;
        cell(out, "text", None, &[("fo:wrap-option", "wrap")], &[])?;
        cell(out, "lacking", None, &[], &[])?;
        cell(out, "day", Some("day-format"), &[], &[])?;
        for places in 0..=MOST_PLACES {
            cell(out, &number(places), Some(&format!("{}-format", number(places))), &[], &[])?;
        }
        Ok(())
    })
}

fn borrowed<'t>(attributes: &'t [(&'t str, String)]) -> Vec<(&'t str, &'t str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

fn cell(
    out: &mut Xml<'_>,
    name: &str,
    format: Option<&str>,
    properties: &[(&str, &str)],
    letters: &[(&str, &str)],
) -> Result<()> {
    let mut named = vec![("style:name", name), ("style:family", "table-cell")];
    named.extend(format.map(|format| ("style:data-style-name", format)));
    let side = match name {
        "lacking" => Some("end"),
        "day" => Some("start"),
        _ => name.starts_with("number").then_some("end"),
    };
    out.element("style:style", &named, |out| {
        let mut own = vec![("style:vertical-align", "top")];
        own.extend_from_slice(properties);
        own.extend(side.map(|_| ("style:text-align-source", "fix")));
        out.empty("style:table-cell-properties", &own)?;
        if let Some(side) = side {
            out.empty("style:paragraph-properties", &[("fo:text-align", side)])?;
        }
        if letters.is_empty() { Ok(()) } else { out.empty("style:text-properties", letters) }
    })
}

fn format_of(out: &mut Xml<'_>, places: u8) -> Result<()> {
    let name = format!("{}-format", number(places));
    let places = places.to_string();
    out.element("number:number-style", &[("style:name", name.as_str())], |out| {
        let digits = [
            ("number:decimal-places", places.as_str()),
            ("number:min-decimal-places", places.as_str()),
            ("number:min-integer-digits", "1"),
            ("number:grouping", "true"),
        ];
        out.empty("number:number", &digits)
    })
}

fn day(out: &mut Xml<'_>) -> Result<()> {
    out.element("number:date-style", &[("style:name", "day-format")], |out| {
        out.empty("number:day", &[])?;
        out.words("number:text", " ")?;
        out.empty("number:month", &[("number:style", "long"), ("number:textual", "true")])?;
        out.words("number:text", " ")?;
        out.empty("number:year", &[("number:style", "long")])
    })
}
