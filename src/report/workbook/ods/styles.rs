//! How cells look: none says anything by its colour.

use std::io::Result;

use super::super::Workbook;
use super::xml::Xml;

/// Numbers have looks for as many places as this.
const MOST_PLACES: u8 = 12;

/// The look of a number with so many places.
pub(super) fn number(places: u8) -> String {
    format!("number{}", places.min(MOST_PLACES))
}

/// The look of a column of such a width.
pub(super) fn column(width: u8) -> String {
    format!("column{width}")
}

/// What holds for every cell: the language above all, by which a screen reader chooses its voice.
pub(super) fn defaults(out: &mut Xml<'_>, _: &Workbook<'_>) -> Result<()> {
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
    })
}

/// The looks that the sheets use.
pub(super) fn automatic(out: &mut Xml<'_>, widths: &[u8]) -> Result<()> {
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
    let is_number = name.starts_with("number") || name == "lacking";
    out.element("style:style", &named, |out| {
        let mut own = vec![("style:vertical-align", "top")];
        own.extend_from_slice(properties);
        if is_number {
            own.push(("style:text-align-source", "fix"));
        }
        out.empty("style:table-cell-properties", &own)?;
        if is_number {
            out.empty("style:paragraph-properties", &[("fo:text-align", "end")])?;
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
