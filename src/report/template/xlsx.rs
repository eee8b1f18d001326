//! Writes a workbook to fill in as `.xlsx`, which Excel and LibreOffice open alike. The same plan gives the same bytes.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    IgnoreError, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::length_rule::formula;
use super::{Bounds, CoverLine, Entry, Kind, Sheet, Slot, Template};
use crate::base::exact::Exact;
use crate::data::COVER;

/// The bytes of a workbook.
///
/// # Errors
/// In words, when a sheet would have more rows or longer texts than a workbook holds.
pub fn to_xlsx(template: &Template) -> Result<Vec<u8>, String> {
    written(template).map_err(|why| why.to_string())
}

fn written(template: &Template) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut book = Workbook::new();
    // A clock in the file would make each one another, so every workbook says the same day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new().set_title(&template.title).set_author("Plimsoll").set_creation_datetime(&day),
    );
    let cover = book.add_worksheet();
    put_cover(cover, template, &styles)?;
    for sheet in &template.sheets {
        let to = book.add_worksheet();
        put_sheet(to, sheet, &styles)?;
        page(to, &template.title);
    }
    book.save_to_buffer()
}

struct Styles {
    title: Format,
    heading: Format,
    says: Format,
    word: Format,
    head: Format,
    head_fill: Format,
    text: Format,
    closed: Format,
    fill: Format,
}

impl Styles {
    fn new() -> Self {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = || cell().set_bold().set_border_bottom(FormatBorder::Medium);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new().set_bold().set_font_size(12),
            says: cell(),
            word: cell().set_bold(),
            head: head().set_background_color("#E7E6E6"),
            head_fill: head().set_background_color("#FFF2CC"),
            text: cell().set_border_bottom(FormatBorder::Hair),
            closed: cell().set_background_color("#D9D9D9").set_border_bottom(FormatBorder::Hair),
            fill: cell().set_background_color("#FFF9E5").set_border(FormatBorder::Thin).set_unlocked(),
        }
    }

    /// A cell to fill in, whose number is shown as it is meant.
    fn of(&self, kind: &Kind) -> Format {
        match kind {
            Kind::Whole(_) => self.fill.clone().set_num_format("#,##0"),
            Kind::Number(_) => self.fill.clone().set_num_format("#,##0.##########"),
            Kind::Percent(_) => self.fill.clone().set_num_format("0.00%"),
            Kind::Day => self.fill.clone().set_num_format("d mmmm yyyy").set_align(FormatAlign::Left),
            Kind::OneOf(_) => self.fill.clone(),
            // Words such as `1/2` and `9:36` are to stay what they are.
            Kind::Words | Kind::Length(_, _) => self.fill.clone().set_num_format("@"),
        }
    }
}

fn put_cover(to: &mut Worksheet, template: &Template, styles: &Styles) -> Result<(), XlsxError> {
    to.set_name(COVER)?;
    to.set_column_width(0, 24)?.set_column_width(1, 76)?;
    let mut row = 0;
    for line in &template.cover {
        match line {
            CoverLine::Heading(text) => {
                let first = row == 0;
                row += u32::from(!first);
                to.write_string_with_format(
                    row,
                    0,
                    text,
                    if first { &styles.title } else { &styles.heading },
                )?;
            }
            CoverLine::Says(text) => {
                to.merge_range(row, 0, row, 1, text, &styles.says)?;
                // Merged cells do not grow with their text.
                to.set_row_height(row, 15 * lines_of(text, 104))?;
            }
            CoverLine::Pair(word, meaning) => {
                to.write_string_with_format(row, 0, word, &styles.word)?;
                to.write_string_with_format(row, 1, meaning, &styles.says)?;
            }
            CoverLine::Write(what, by_whom) => {
                to.write_string_with_format(row, 0, what, &styles.word)?;
                to.write_string_with_format(row, 1, by_whom, &styles.fill)?;
            }
            CoverLine::Sample(text) => {
                to.write_string_with_format(row, 0, "→ fill in", &styles.fill)?;
                to.write_string_with_format(row, 1, text, &styles.says)?;
                to.set_row_height(row, 15 * lines_of(text, 76))?;
            }
        }
        row += 1;
    }
    protect(to);
    to.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn lines_of(text: &str, width: usize) -> u16 {
    u16::try_from(text.chars().count().div_ceil(width).max(1)).unwrap_or(1)
}

/// Nobody needs a password; the lock only keeps rows and headings where they are. Widths and heights may be changed.
fn protect(to: &mut Worksheet) {
    to.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
}

fn put_sheet(to: &mut Worksheet, sheet: &Sheet, styles: &Styles) -> Result<(), XlsxError> {
    to.set_name(sheet.name)?;
    for (column, at) in sheet.columns.iter().zip(0..) {
        to.set_column_width(at, column.width)?;
        let style = if column.input { &styles.head_fill } else { &styles.head };
        to.write_string_with_format(0, at, &column.heading, style)?;
    }
    to.set_row_height(0, 30)?;
    let mut rules = Rules::default();
    for (slots, row) in sheet.rows.iter().zip(1..) {
        to.set_row_height(row, 15 * height(slots, sheet))?;
        for (slot, column) in slots.iter().zip(0..) {
            match slot {
                Slot::Text(text) => {
                    to.write_string_with_format(row, column, text, &styles.text)?;
                }
                Slot::Closed => {
                    to.write_blank(row, column, &styles.closed)?;
                }
                Slot::Fill(entry) => {
                    put_entry(to, (row, column), entry, styles)?;
                    rules.add((row, column), entry);
                }
            }
        }
    }
    for (first, last, entry) in rules.all {
        to.add_data_validation(first.0, first.1, last.0, last.1, &rule(entry, first)?)?;
        if matches!(entry.kind, Kind::Length(_, _)) {
            // A number of minutes is text there, on purpose.
            to.ignore_error_range(first.0, first.1, last.0, last.1, IgnoreError::NumberStoredAsText)?;
        }
    }
    to.set_freeze_panes(1, sheet.kept_in_view)?;
    protect(to);
    let first = sheet.columns.iter().position(|column| column.input).and_then(|at| u16::try_from(at).ok());
    if let Some(column) = first {
        to.set_selection(1, column, 1, column)?;
    }
    Ok(())
}

/// How many lines the longest text of a row takes. Not every program makes room by itself.
fn height(slots: &[Slot], sheet: &Sheet) -> u16 {
    let lines = slots.iter().zip(&sheet.columns).map(|(slot, column)| {
        let text = match slot {
            Slot::Text(text) => text,
            Slot::Fill(entry) => &entry.given,
            Slot::Closed => return 1,
        };
        lines_of(text, usize::from(column.width))
    });
    // Excel takes rows of up to 409 points.
    lines.max().unwrap_or(1).min(26)
}

fn put_entry(
    to: &mut Worksheet,
    (row, column): (u32, u16),
    entry: &Entry,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let style = styles.of(&entry.kind);
    if entry.given.is_empty() {
        to.write_blank(row, column, &style)?;
    } else {
        to.write_string_with_format(row, column, &entry.given, &style)?;
    }
    Ok(())
}

/// Row and column.
type At = (u32, u16);

/// What cells take, with one rule for those below one another that take the same.
#[derive(Default)]
struct Rules<'a> {
    all: Vec<(At, At, &'a Entry)>,
}

impl<'a> Rules<'a> {
    fn add(&mut self, at: At, entry: &'a Entry) {
        let continues = |(_, last, known): &&mut (At, At, &Entry)| {
            last.1 == at.1 && last.0 + 1 == at.0 && **known == *entry
        };
        match self.all.iter_mut().rev().find(continues) {
            Some((_, last, _)) => *last = at,
            None => self.all.push((at, at, entry)),
        }
    }
}

fn rule(entry: &Entry, first: At) -> Result<DataValidation, XlsxError> {
    let none = DataValidation::new;
    let rule = match &entry.kind {
        Kind::Whole(bounds) => match ends(bounds, 1.0) {
            (low, high) if whole(low).is_none() && whole(high).is_none() => {
                none().allow_decimal_number(between((low, high)))
            }
            (low, high) => none().allow_whole_number(match (whole(low), whole(high)) {
                (Some(low), Some(high)) => DataValidationRule::Between(low, high),
                (Some(low), None) => DataValidationRule::GreaterThanOrEqualTo(low),
                (None, Some(high)) => DataValidationRule::LessThanOrEqualTo(high),
                (None, None) => DataValidationRule::GreaterThanOrEqualTo(i32::MIN),
            }),
        },
        Kind::Number(bounds) => none().allow_decimal_number(between(ends(bounds, 1.0))),
        Kind::Percent(bounds) => none().allow_decimal_number(between(ends(bounds, 100.0))),
        Kind::Length(unit, bounds) => none().allow_custom(formula(*unit, bounds, first).as_str().into()),
        Kind::Day => none().allow_date(DataValidationRule::Between(
            ExcelDateTime::from_ymd(1990, 1, 1)?,
            ExcelDateTime::from_ymd(2099, 12, 31)?,
        )),
        Kind::OneOf(words) => none().allow_list_strings(words)?,
        Kind::Words => none().allow_any_value(),
    };
    let rule = rule.set_input_message(short(&entry.hint, 255))?;
    if entry.refusal.is_empty() {
        return Ok(rule);
    }
    rule.set_error_title("This cannot be right")?.set_error_message(short(&entry.refusal, 225))
}

/// The ends as a spreadsheet holds them.
fn ends(bounds: &Bounds, parts: f64) -> (Option<f64>, Option<f64>) {
    let end = |end: &Option<Exact>| end.as_ref().map(|end| end.to_f64() / parts);
    (end(&bounds.low), end(&bounds.high))
}

fn whole(end: Option<f64>) -> Option<i32> {
    let end = end.filter(|end| end.fract() == 0.0)?;
    format!("{end}").parse().ok()
}

/// A number within the ends; with none, any number, since a rule for numbers is what refuses words.
fn between((low, high): (Option<f64>, Option<f64>)) -> DataValidationRule<f64> {
    const FAR: f64 = 1e15;
    DataValidationRule::Between(low.unwrap_or(-FAR), high.unwrap_or(FAR))
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn page(to: &mut Worksheet, title: &str) {
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    // A sign in a header begins a code.
    to.set_header(format!("&L{}", title.replace('&', "&&"))).set_footer("&L&A&RPage &P of &N");
}
