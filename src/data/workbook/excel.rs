//! Sheets of Excel's workbooks. Formulas are read by what they last gave.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError};

use super::numbers::{Shown, day, number};
use super::times::{Clock, is_part_of_a_day, seconds_of};
use super::{Gathered, RawSheet, Unreadable};

/// `.xlsx`, `.xlsm`
pub(super) fn xlsx(bytes: &[u8], has_formulas: bool) -> Result<Vec<RawSheet>, Unreadable> {
    let damaged = |why: XlsxError| match why {
        XlsxError::Password => Unreadable::Password,
        _ => Unreadable::Damaged,
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let (mut all, mut gathered) = (Vec::new(), Gathered::default());
    for sheet in worksheets(book.sheets_metadata()) {
        let waiting =
            if has_formulas { not_worked_out(&mut book, &sheet.name).map_err(damaged)? } else { Vec::new() };
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        let format = |style: &calamine::Style| {
            style.number_format.as_ref().map_or(Shown::Plainly, |format| Shown::by(&format.format_code))
        };
        let shown: Vec<Shown> = cells.styles().iter().map(format).collect();
        let mut rows = Vec::new();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            let shown = shown.get(style).copied().unwrap_or_default();
            let at = cell.get_position();
            let text = text_of(cell.get_value(), shown);
            let is_waiting = text.is_empty() && waiting.binary_search(&at).is_ok();
            gathered.add(&mut rows, at, if is_waiting { NOT_WORKED_OUT } else { &text })?;
        }
        all.push(raw(&sheet, true, rows));
    }
    Ok(all)
}

/// What stands for a formula of which nobody has seen the result. Reading takes it for one that failed.
const NOT_WORKED_OUT: &str = "#NOT CALCULATED";

/// The cells whose formulas have no result: a program wrote them, and no spreadsheet has opened them since.
fn not_worked_out(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<(u32, u32)>, XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut found = Vec::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.push(cell.pos);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// `.xlsb`: without the formats of its cells, so that a fraction shown as a percentage is a fraction.
pub(super) fn xlsb(bytes: &[u8]) -> Result<Vec<RawSheet>, Unreadable> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let (mut all, mut gathered) = (Vec::new(), Gathered::default());
    for sheet in worksheets(book.sheets_metadata()) {
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(|_| Unreadable::Damaged)?;
        let mut rows = Vec::new();
        while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
            gathered.add(&mut rows, cell.get_position(), &text_of(cell.get_value(), Shown::Plainly))?;
        }
        all.push(raw(&sheet, false, rows));
    }
    Ok(all)
}

/// `.xls`, likewise without formats.
pub(super) fn xls(bytes: &[u8]) -> Result<Vec<RawSheet>, Unreadable> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|why| match why {
        XlsError::Password => Unreadable::Password,
        _ => Unreadable::Damaged,
    })?;
    let (mut all, mut gathered) = (Vec::new(), Gathered::default());
    for sheet in worksheets(book.sheets_metadata()) {
        let range = book.worksheet_range(&sheet.name).map_err(|_| Unreadable::Damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Vec::new();
        for (row, column, value) in range.used_cells() {
            let at = (top.saturating_add(row as u32), left.saturating_add(column as u32));
            let value: &Data = value;
            gathered.add(&mut rows, at, &text_of(value, Shown::Plainly))?;
        }
        all.push(raw(&sheet, false, rows));
    }
    Ok(all)
}

/// The sheets that have cells; charts have a sheet of their own.
fn worksheets(all: &[Sheet]) -> Vec<Sheet> {
    all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect()
}

fn raw(sheet: &Sheet, has_formats: bool, rows: Vec<super::SheetRow>) -> RawSheet {
    RawSheet { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible, has_formats, rows }
}

fn text_of(value: &impl Cellular, shown: Shown) -> String {
    value.text(shown)
}

/// What the two forms in which cells come have in common.
trait Cellular {
    fn text(&self, shown: Shown) -> String;
}

impl Cellular for DataRef<'_> {
    fn text(&self, shown: Shown) -> String {
        match self {
            // Most cells of a table are texts that many share.
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Int(_)
            | DataRef::Float(_)
            | DataRef::String(_)
            | DataRef::Bool(_)
            | DataRef::DateTime(_)
            | DataRef::DateTimeIso(_)
            | DataRef::DurationIso(_)
            | DataRef::Error(_)
            | DataRef::Empty => Data::from(self.clone()).text(shown),
        }
    }
}

impl Cellular for Data {
    fn text(&self, shown: Shown) -> String {
        match self {
            Self::Int(whole) => number(&whole.to_string(), shown),
            Self::Float(float) => number(&float.to_string(), shown),
            Self::String(text) | Self::DateTimeIso(text) | Self::DurationIso(text) => text.clone(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            // What is less than a day is a time, and the day that a spreadsheet counts from is nobody's.
            Self::DateTime(time)
                if time.is_duration() || time.as_duration().is_some_and(is_part_of_a_day) =>
            {
                let clock = match shown {
                    Shown::Time(clock) => clock,
                    Shown::Plainly | Shown::Percent | Shown::Month => Clock::PLAIN,
                };
                time.as_duration().map(|length| clock.text(seconds_of(length))).unwrap_or_default()
            }
            Self::DateTime(time) => time.as_datetime().map(|at| day(at, shown)).unwrap_or_default(),
            Self::Error(error) => error.to_string(),
            Self::Empty => String::new(),
        }
    }
}
