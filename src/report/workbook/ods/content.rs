//! The sheets, row after row.

use std::io::Result;

use super::super::{Body, Part, Sheet, Workbook};
use super::styles;
use super::xml::Xml;
use crate::base::period::date_name;
use crate::report::tables::{Column, Seen, Value};

pub(super) fn write(out: &mut Xml<'_>, workbook: &Workbook<'_>) -> Result<()> {
    let mut widths: Vec<u8> = workbook.sheets.iter().flat_map(|sheet| sheet.widths()).collect();
    widths.sort_unstable();
    widths.dedup();
    styles::automatic(out, &widths, &pages(workbook))?;
    out.element("office:body", &[], |out| {
        out.element("office:spreadsheet", &[], |out| {
            for sheet in &workbook.sheets {
                one(out, sheet, workbook.seen)?;
            }
            out.element("table:database-ranges", &[], |out| {
                workbook.sheets.iter().try_for_each(|sheet| range(out, sheet))
            })
        })
    })
}

/// Over how many pages side by side the sheets are printed, each number once.
pub(super) fn pages(workbook: &Workbook<'_>) -> Vec<usize> {
    let mut pages: Vec<usize> = workbook.sheets.iter().map(Sheet::pages_wide).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

fn one(out: &mut Xml<'_>, sheet: &Sheet, seen: &Seen<'_>) -> Result<()> {
    let look = styles::sheet(sheet.pages_wide());
    let named = [("table:name", sheet.name.as_str()), ("table:style-name", look.as_str())];
    out.element("table:table", &named, |out| {
        for width in sheet.widths() {
            out.empty("table:table-column", &[("table:style-name", &styles::column(width))])?;
        }
        row(out, |out| text(out, "title", &sheet.title))?;
        for line in &sheet.said {
            row(out, |out| text(out, "line", line))?;
        }
        match &sheet.body {
            Body::Words(words) => {
                for (heading, lines) in words {
                    row(out, |out| text(out, "heading", heading))?;
                    for line in lines {
                        row(out, |out| text(out, "text", line))?;
                    }
                }
                Ok(())
            }
            Body::Contents(rows) => contents(out, rows),
            Body::Table(part) => table(out, *part, seen),
        }
    })
}

fn row(out: &mut Xml<'_>, inside: impl FnOnce(&mut Xml<'_>) -> Result<()>) -> Result<()> {
    out.element("table:table-row", &[("table:style-name", "row")], inside)
}

fn headings(out: &mut Xml<'_>, all: &[&str]) -> Result<()> {
    out.element("table:table-header-rows", &[], |out| {
        row(out, |out| all.iter().try_for_each(|heading| text(out, "heading", heading)))
    })
}

fn text(out: &mut Xml<'_>, look: &str, words: &str) -> Result<()> {
    let attributes = [("table:style-name", look), ("office:value-type", "string")];
    out.element("table:table-cell", &attributes, |out| out.lines(words))
}

fn contents(out: &mut Xml<'_>, rows: &[(String, String)]) -> Result<()> {
    headings(out, &["Worksheet", "What it holds"])?;
    for (name, says) in rows {
        row(out, |out| {
            let attributes = [("table:style-name", "text"), ("office:value-type", "string")];
            out.element("table:table-cell", &attributes, |out| {
                out.element("text:p", &[], |out| {
                    let to = format!("#'{name}'.A1");
                    let link = [("xlink:type", "simple"), ("xlink:href", to.as_str())];
                    out.element("text:a", &link, |out| out.text(name))
                })
            })?;
            text(out, "text", says)
        })?;
    }
    Ok(())
}

fn table(out: &mut Xml<'_>, part: Part, seen: &Seen<'_>) -> Result<()> {
    let named: Vec<&str> = part.columns().iter().map(|column| column.heading).collect();
    headings(out, &named)?;
    for values in part.rows(seen) {
        row(out, |out| {
            part.columns().iter().zip(&values).try_for_each(|(column, value)| cell(out, column, value))
        })?;
    }
    Ok(())
}

fn cell(out: &mut Xml<'_>, column: &Column, value: &Value) -> Result<()> {
    let number = |out: &mut Xml<'_>, plain: &str, places: u8| {
        let look = styles::number(places);
        let attributes =
            [("table:style-name", look.as_str()), ("office:value-type", "float"), ("office:value", plain)];
        out.element("table:table-cell", &attributes, |out| out.words("text:p", plain))
    };
    match value {
        Value::Text(words) => text(out, "text", words),
        Value::Number(plain, places) => number(out, plain, *places),
        Value::Whole(whole) => number(out, &whole.to_string(), 0),
        Value::Day(day) => {
            let iso = day.format("%Y-%m-%d").to_string();
            let attributes = [
                ("table:style-name", "day"),
                ("office:value-type", "date"),
                ("office:date-value", iso.as_str()),
            ];
            out.element("table:table-cell", &attributes, |out| out.words("text:p", &date_name(*day)))
        }
        Value::YesNo(yes) => text(out, "text", if *yes { "yes" } else { "no" }),
        Value::None(why) => text(out, if column.is_number() { "lacking" } else { "text" }, why.shorthand()),
    }
}

/// Marks a table up as one, as Excel does by its tables.
fn range(out: &mut Xml<'_>, sheet: &Sheet) -> Result<()> {
    let (name, columns, rows) = match &sheet.body {
        Body::Words(_) => return Ok(()),
        Body::Contents(rows) => ("contents".to_owned(), 2, rows.len()),
        Body::Table(part) => (part.mark(), part.columns().len(), part.count),
    };
    let first = sheet.header_row() + 1;
    let last = first + rows;
    let to = format!("'{0}'.A{first}:'{0}'.{1}{last}", sheet.name, letters(columns));
    let attributes = [
        ("table:name", name.as_str()),
        ("table:target-range-address", to.as_str()),
        ("table:contains-header", "true"),
        ("table:display-filter-buttons", "false"),
    ];
    out.empty("table:database-range", &attributes)
}

/// The name of a column, counted from 1: `A`, `AF`.
fn letters(mut column: usize) -> String {
    let mut name = String::new();
    while column > 0 {
        let letter = u8::try_from((column - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        column = (column - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        assert_eq!([1, 26, 27, 52, 53, 702, 703].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
