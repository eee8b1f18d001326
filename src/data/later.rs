//! Rows that became known after the report day. The report must not know of them, nor of what is wrong with them.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::diags;
use super::periods::{When, read_period};
use super::rows::{Found, Rows};
use super::table::{text_of, trimmed};
use super::words::plain;
use crate::base::arena::Id;
use crate::base::period::{Period, date_name, parse_date};
use crate::model::Measure;

/// A figure that came so many years after its period, and after the report day, has most likely a slip in its day.
const YEARS: i64 = 2;

/// True for a day that lies years after a period.
pub(super) fn is_far_ahead(on: NaiveDate, period: Period) -> bool {
    on.signed_duration_since(period.end).num_days() > YEARS * 366
}

/// Why a row is left out, with the day it is of.
enum Later {
    /// It was submitted later.
    Submitted(NaiveDate),
    /// The day is so far from its period that it is most likely a slip.
    FarAhead(NaiveDate),
    /// Its period ends later, and nothing says that it was submitted before.
    Ends(Period),
}

impl Rows<'_, '_> {
    /// True for a row that was submitted after the report day: it is left out before anything else is made of it.
    pub(super) fn came_later(
        &mut self,
        line: u32,
        record: &ByteRecord,
        measure: Option<Id<Measure>>,
    ) -> bool {
        let (Some(day), Some(_)) = (self.reader.known_by, self.columns.on) else { return false };
        let Some(on) = self.day_submitted(record).filter(|on| *on > day) else { return false };
        let when = measure.and_then(|id| self.when(record, id));
        let later = if self.is_far_ahead(on, when) { Later::FarAhead(on) } else { Later::Submitted(on) };
        self.leave_out(line, record, measure, later, day);
        true
    }

    /// True for a day that lies years after the period that its row is of.
    fn is_far_ahead(&self, on: NaiveDate, when: Option<When>) -> bool {
        let period = match when {
            Some(When::At(number) | When::Day(number)) => self.reader.periods.get(number),
            Some(When::Blank | When::Fault) | None => None,
        };
        period.is_some_and(|period| is_far_ahead(on, period))
    }

    /// True for a row of a period that ends after the report day, of which nothing says that it came before.
    pub(super) fn ends_later(
        &mut self,
        line: u32,
        record: &ByteRecord,
        measure: Option<Id<Measure>>,
        when: Option<When>,
    ) -> bool {
        let Some(day) = self.reader.known_by else { return false };
        let period = match when {
            Some(When::At(number) | When::Day(number)) => self.reader.periods.get(number),
            Some(When::Blank | When::Fault) => None,
            None => {
                let cell = trimmed(record.get(self.columns.period).unwrap_or(&[]));
                read_period(&text_of(cell), self.reader.book.year_start()).and_then(Result::ok)
            }
        };
        let Some(period) = period.filter(|period| self.reader.book.calendar.over(period) > day) else {
            return false;
        };
        if self.day_submitted(record).is_some() {
            return false;
        }
        self.leave_out(line, record, measure, Later::Ends(period), day);
        true
    }

    /// Tells of a row that is left out, apart from the report.
    fn leave_out(
        &mut self,
        line: u32,
        record: &ByteRecord,
        measure: Option<Id<Measure>>,
        later: Later,
        day: NaiveDate,
    ) {
        // What a form asks for and nobody filled in is nothing to leave out.
        if self.value_is_blank(record) && self.is_left_open(record) {
            return;
        }
        let book = self.reader.book;
        let whose = measure.map_or_else(
            || "a measure that is not known".to_owned(),
            |id| format!("measure `{}`", book.measures[id].id),
        );
        let value = self.columns.value.or(self.columns.numerator).unwrap_or(0);
        let text = record.get(value).map(text_of).unwrap_or_default();
        let (file, sheet, as_of) = (self.file, &self.sheet, date_name(day));
        let code = match later {
            Later::Submitted(_) => diags::SUBMITTED_AFTER_REPORT,
            Later::FarAhead(_) => diags::DAY_FAR_AHEAD,
            Later::Ends(_) => diags::FUTURE_PERIOD,
        };
        let on_column = self.columns.on;
        let on_text = on_column.and_then(|at| record.get(at)).map(text_of).unwrap_or_default();
        self.reader.later.add((file, line), code, || {
            let cell = sheet.cell(line, value, &text);
            match later {
                Later::FarAhead(on) => {
                    let cell = sheet.cell(line, on_column.unwrap_or(value), &on_text);
                    diags::day_far_ahead(cell, &whose, &date_name(on), &as_of)
                }
                Later::Submitted(on) => diags::submitted_after_report(cell, &whose, &date_name(on), &as_of),
                Later::Ends(period) => {
                    let which = format!("{whose} {}", period.when());
                    diags::future_period(cell, &which, &date_name(book.calendar.over(&period)), &as_of)
                }
            }
        });
    }

    /// Tells of a level that is left out, as it was set after the report day.
    pub(super) fn set_later(
        &mut self,
        found: &Found,
        (column, level): (usize, &str),
        (on, day): (NaiveDate, NaiveDate),
    ) {
        let id = &self.reader.book.measures[found.measure].id;
        let cell = self.cell(found.line, column, level);
        self.reader.later.add((self.file, found.line), diags::SUBMITTED_AFTER_REPORT, || {
            diags::judged_after_report(cell, id, &date_name(on), &date_name(day))
        });
    }

    /// The day on which a row says it was submitted. A cell that is no day says nothing, and is told of elsewhere.
    fn day_submitted(&mut self, record: &ByteRecord) -> Option<NaiveDate> {
        let cell = trimmed(record.get(self.columns.on?)?);
        if cell.is_empty() {
            return None;
        }
        if self.reader.last_submitted.0 != cell {
            let text = text_of(cell);
            self.reader.last_submitted = (cell.to_vec(), day_of(&plain(&text)));
        }
        self.reader.last_submitted.1
    }
}

/// A day, without the time of day that a spreadsheet may write after it.
fn day_of(text: &str) -> Option<NaiveDate> {
    let day = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    parse_date(day).ok()
}
