//! The workbook as Excel's `.xlsx`.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table as Marked, TableColumn, TableStyle, Url,
    Worksheet, XlsxError,
};

use super::{Body, Part, Sheet, Workbook, WorkbookFault};
use crate::base::inert::{may_be_reckoned, visible};
use crate::report::tables::{Column, Seen, Value};
use chrono::Datelike;

/// How many rows a sheet may have before it is written row by row, and not held whole.
const HELD: usize = 20_000;

/// How high a line is, in points.
const LINE: u32 = 15;

/// How many letters Excel keeps in a cell.
const MOST_LETTERS: usize = 32_767;

impl From<XlsxError> for WorkbookFault {
    fn from(fault: XlsxError) -> Self {
        Self(fault.to_string())
    }
}

/// How cells look. None says anything by its colour.
struct Looks {
    title: Format,
    heading: Format,
    plain: Format,
    text: Format,
    /// For text that begins like a formula: it stays text also when somebody edits it.
    quoted: Format,
    lacking: Format,
    whole: Format,
    day: Format,
    /// With so many places.
    numbers: Vec<Format>,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let number = |places: usize| {
            let fraction = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
            top().set_align(FormatAlign::Right).set_num_format(format!("#,##0{fraction}"))
        };
        Self {
            title: Format::new().set_bold().set_font_size(15),
            heading: top().set_bold().set_text_wrap(),
            plain: Format::new(),
            text: top().set_text_wrap(),
            quoted: top().set_text_wrap().set_quote_prefix(),
            lacking: top().set_align(FormatAlign::Right),
            whole: top().set_align(FormatAlign::Right).set_num_format("#,##0"),
            day: top().set_align(FormatAlign::Left).set_num_format("d mmmm yyyy"),
            numbers: (0..=12).map(number).collect(),
        }
    }

    fn number(&self, places: u8) -> &Format {
        self.numbers.get(usize::from(places)).or(self.numbers.last()).unwrap_or(&self.whole)
    }
}

pub(super) fn write(workbook: &Workbook<'_>) -> Result<Vec<u8>, WorkbookFault> {
    let mut out = rust_xlsxwriter::Workbook::new();
    let record = workbook.seen.view.inputs.record;
    let day = workbook.seen.view.inputs.assessment.as_of;
    let year = u16::try_from(day.year()).unwrap_or(1900);
    // The report day, not the day of the run: the same run gives the same bytes.
    let made = ExcelDateTime::from_ymd(year, u8_of(day.month()), u8_of(day.day()))?;
    out.set_properties(
        &DocProperties::new()
            .set_title(&workbook.title)
            .set_author(&record.program)
            .set_custom_property("Language", "en-GB")
            .set_creation_datetime(&made),
    );
    let looks = Looks::new();
    for sheet in &workbook.sheets {
        let is_long = matches!(&sheet.body, Body::Table(part) if part.count > HELD);
        let to = if is_long { out.add_worksheet_with_constant_memory()? } else { out.add_worksheet() };
        let wide = u16::try_from(sheet.pages_wide()).unwrap_or(1);
        to.set_name(&sheet.name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(wide, 0);
        if wide > 1 {
            to.set_repeat_columns(0, 0)?;
        }
        one(to, sheet, workbook.seen, &looks)?;
    }
    Ok(out.save_to_buffer()?)
}

fn u8_of(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

fn one(to: &mut Worksheet, sheet: &Sheet, seen: &Seen<'_>, looks: &Looks) -> Result<(), XlsxError> {
    for (at, width) in (0..).zip(sheet.widths()) {
        to.set_column_width(at, width)?;
    }
    to.write_string_with_format(0, 0, cut(&sheet.title), &looks.title)?;
    let mut row = 1;
    for line in &sheet.said {
        to.write_string_with_format(row, 0, cut(line), &looks.plain)?;
        row += 1;
    }
    match &sheet.body {
        Body::Words(words) => {
            for (heading, lines) in words {
                to.write_string_with_format(row, 0, heading, &looks.heading)?;
                row += 1;
                for line in lines {
                    text(to, row, 0, line, looks)?;
                    row += 1;
                }
            }
            Ok(())
        }
        Body::Contents(rows) => contents(to, row, rows, looks),
        Body::Table(part) => table(to, row, *part, seen, looks),
    }
}

fn marked(name: &str, headings: &[&str], looks: &Looks) -> Marked {
    let columns: Vec<TableColumn> = headings
        .iter()
        .map(|h| TableColumn::new().set_header(*h).set_header_format(&looks.heading))
        .collect();
    Marked::new().set_name(name).set_columns(&columns).set_style(TableStyle::Light1).set_autofilter(false)
}

fn contents(
    to: &mut Worksheet,
    header: u32,
    rows: &[(String, String)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let last = header + u32::try_from(rows.len()).unwrap_or(u32::MAX);
    to.add_table(header, 0, last, 1, &marked("contents", &["Worksheet", "What it holds"], looks))?;
    for (row, (name, says)) in (header + 1..).zip(rows) {
        to.write_url_with_text(row, 0, Url::new(format!("internal:'{name}'!A1")), name)?;
        text(to, row, 1, says, looks)?;
    }
    Ok(())
}

fn table(
    to: &mut Worksheet,
    header: u32,
    part: Part,
    seen: &Seen<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let columns = part.columns();
    let headings: Vec<&str> = columns.iter().map(|column| column.heading).collect();
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = header + u32::try_from(part.count).unwrap_or(u32::MAX);
    to.set_repeat_rows(header, header)?;
    let is_number = |at: usize| columns.get(at).is_some_and(Column::is_number);
    to.add_table(header, 0, last_row, last_column, &marked(&part.mark(), &headings, looks))?;
    to.set_row_height(header, 2 * LINE)?;
    for (row, values) in (header + 1..).zip(part.rows(seen)) {
        // Each height is held until the end, which a long sheet has no room for.
        if part.count <= HELD {
            to.set_row_height(row, height(columns, &values))?;
        }
        for (at, value) in values.iter().enumerate() {
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            match value {
                Value::Text(words) => text(to, row, column, words, looks)?,
                Value::Number(plain, places) => match plain.parse::<f64>() {
                    Ok(number) => {
                        to.write_number_with_format(row, column, number, looks.number(*places))?;
                    }
                    Err(_) => text(to, row, column, plain, looks)?,
                },
                Value::Whole(number) => {
                    // Counts and line numbers: far below where a float would lose one.
                    let number = u32::try_from(*number).map_or(f64::from(u32::MAX), f64::from);
                    to.write_number_with_format(row, column, number, &looks.whole)?;
                }
                Value::Day(day) => {
                    to.write_datetime_with_format(row, column, day, &looks.day)?;
                }
                Value::YesNo(yes) => text(to, row, column, if *yes { "yes" } else { "no" }, looks)?,
                Value::None(why) => {
                    let look = if is_number(at) { &looks.lacking } else { &looks.text };
                    to.write_string_with_format(row, column, why.shorthand(), look)?;
                }
            }
        }
    }
    Ok(())
}

/// How high a row is, so that all its words are seen: programs other than Excel do not reckon it by themselves.
fn height(columns: &[Column], values: &[Value]) -> u32 {
    let lines = columns.iter().zip(values).map(|(column, value)| match value {
        Value::Text(words) => words.lines().map(|line| lines(line, column.width)).sum(),
        Value::Number(..) | Value::Whole(_) | Value::Day(_) | Value::YesNo(_) | Value::None(_) => 1,
    });
    let most: usize = lines.max().unwrap_or(1);
    // Excel draws no row higher than 409 points.
    u32::try_from(most.clamp(1, 27)).unwrap_or(1) * LINE
}

/// Over how many lines a text goes that is broken between words, and so fills no line to its end.
fn lines(line: &str, width: u8) -> usize {
    (line.chars().count() * 9 / 8).div_ceil(usize::from(width)).max(1)
}

fn text(to: &mut Worksheet, row: u32, column: u16, words: &str, looks: &Looks) -> Result<(), XlsxError> {
    let look = if may_be_reckoned(words) { &looks.quoted } else { &looks.text };
    to.write_string_with_format(row, column, cut(words), look)?;
    Ok(())
}

/// Text as long as a cell may be, without what has no shape; what is cut says so.
fn cut(words: &str) -> String {
    const SAID: &str = " … (cut: a cell of Excel holds no more; the CSV and JSON have it whole)";
    let words = visible(words);
    // A letter may count for two, and never for more than the bytes it takes.
    if words.len() <= MOST_LETTERS || words.encode_utf16().count() <= MOST_LETTERS {
        return words.into_owned();
    }
    let mut left = MOST_LETTERS - SAID.encode_utf16().count();
    let fits = |letter: &char| {
        let room = left.checked_sub(letter.len_utf16());
        left = room.unwrap_or(0);
        room.is_some()
    };
    let kept: String = words.chars().take_while(fits).collect();
    kept + SAID
}

#[cfg(test)]
mod tests {
    use super::{MOST_LETTERS, cut};

    #[test]
    fn a_text_that_is_too_long_for_a_cell_says_that_it_is_cut() {
        assert_eq!(cut("short"), "short");
        let whole = "a".repeat(MOST_LETTERS);
        assert_eq!(cut(&whole), whole);
        for long in ["a".repeat(MOST_LETTERS + 1), "😀".repeat(MOST_LETTERS)] {
            let cut = cut(&long);
            assert!(cut.ends_with("have it whole)") && cut.encode_utf16().count() <= MOST_LETTERS);
        }
    }
}
