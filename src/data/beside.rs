//! What stands beside a value, and the names it may have wrong: marks, printed ratings, notes, dates, groups.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::diags;
use super::observations::Extra;
use super::rows::{Found, Rows};
use super::submitted::{Mark, Marks, State};
use super::table::{text_of, trimmed};
use super::value::{Odd, read_value};
use super::words::{marks, no_value, plain};
use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::exact::Exact;
use crate::base::period::{PeriodFault, parse_date};
use crate::base::suggest::nearest;
use crate::model::{Grouping, Measure};

impl Rows<'_, '_> {
    /// What stands beside the value: marks, the printed rating, a note, who and when.
    pub(super) fn beside(&mut self, found: &Found, record: &ByteRecord) -> (Marks, Option<Extra>) {
        let revised = if self.columns.revises { Marks::NONE.with(Mark::Revised) } else { Marks::NONE };
        if self.columns.bare {
            return (revised, None);
        }
        let (marks, mut extra) = self.words_beside(found, record);
        let marks = marks.and(revised);
        self.looking_ahead(found, record, &mut extra);
        (marks, extra)
    }

    fn words_beside(&mut self, found: &Found, record: &ByteRecord) -> (Marks, Option<Extra>) {
        let filled = |column: Option<usize>| {
            let at = column?;
            record.get(at).filter(|cell| !trimmed(cell).is_empty()).map(|cell| (at, text_of(cell)))
        };
        let columns = &self.columns;
        let (mark, stated, note) = (filled(columns.mark), filled(columns.stated), filled(columns.note));
        // The day a benchmark's figure was known is that of its release.
        let is_other = self.reader.is_of_others(found.place);
        let released = filled(columns.released).filter(|_| is_other);
        let (by, on) = (filled(columns.by), released.or_else(|| filled(columns.on)));
        let mark = mark.filter(|_| self.mark_for_no_value(record).is_none());
        let marks = mark.map_or(Marks::NONE, |(column, text)| self.row_marks(found, column, &text));
        let interval = self.interval(found, record);
        let judged = self.judged(found, record);
        let alone = interval.is_none() && found.definition.is_none() && judged.is_none();
        if stated.is_none() && note.is_none() && by.is_none() && on.is_none() && alone {
            return (marks, None);
        }
        let extra = Extra {
            stated: stated.and_then(|(column, text)| self.stated(found, column, &text)),
            note: note.map(|(_, text)| text.into_owned()),
            submitted_by: by.map(|(_, text)| text.into_owned()),
            judged,
            submitted_on: on.and_then(|(column, text)| self.submitted_on(found, column, &text)),
            interval,
            definition: found.definition,
            ..Extra::default()
        };
        (marks, Some(extra))
    }

    /// Both ends of the interval of a value, in the measure's unit.
    fn interval(&mut self, found: &Found, record: &ByteRecord) -> Option<(Exact, Exact)> {
        let (lower, upper) = (self.columns.lower?, self.columns.upper?);
        let (low, high) = (self.end(found, record, lower), self.end(found, record, upper));
        let (low, high) = low.zip(high)?;
        let value = self.columns.value.and_then(|at| self.number_at(found, record, at));
        if low > high || value.is_some_and(|value| value < low || value > high) {
            let ends = [lower, upper].map(|at| record.get(at).map(text_of).unwrap_or_default().into_owned());
            let cell = self.cell(found.line, lower, &ends.join(" to "));
            let measure = self.reader.book.measures[found.measure].id.clone();
            self.tell(found.line, diags::INTERVAL_WITHOUT_ITS_VALUE, || {
                diags::interval_without_its_value(cell, &measure)
            });
            return None;
        }
        Some((low, high))
    }

    fn end(&mut self, found: &Found, record: &ByteRecord, column: usize) -> Option<Exact> {
        let text = text_of(record.get(column)?);
        let text = plain(&text);
        if text.is_empty() || no_value(&text).is_some() {
            return None;
        }
        let end = self.number_at(found, record, column);
        if end.is_none() {
            let (cell, measure) =
                (self.cell(found.line, column, &text), self.reader.book.measures[found.measure].id.clone());
            self.tell(found.line, diags::UNREADABLE_VALUE, || diags::unreadable_part(cell, &measure));
        }
        end
    }

    /// A cell as a number in the measure's unit.
    fn number_at(&self, found: &Found, record: &ByteRecord, column: usize) -> Option<Exact> {
        let text = text_of(record.get(column)?);
        let reading = read_value(&text, self.reader.measures.asked(found.measure)).ok()?;
        let exact = || Exact::decimal(reading.mantissa, reading.places);
        let is_exact = !reading.odd.iter().any(|odd| matches!(odd, Odd::Inequality | Odd::Rounded));
        (reading.state == State::Number && is_exact).then(|| reading.exact.clone().unwrap_or_else(exact))
    }

    fn row_marks(&mut self, found: &Found, column: usize, text: &str) -> Marks {
        if text == "-" {
            return Marks::NONE;
        }
        marks(text).unwrap_or_else(|unknown| {
            let cell = self.cell(found.line, column, text);
            let in_form = self.form_mark().is_some();
            self.tell(found.line, diags::UNKNOWN_MARK, || diags::unknown_mark(cell, &unknown, in_form));
            Marks::NONE
        })
    }

    fn stated(&mut self, found: &Found, column: usize, text: &str) -> Option<String> {
        let text = plain(text).into_owned();
        if matches!(text.to_ascii_lowercase().as_str(), "" | "-" | "n/a" | "none" | "not rated" | "unrated") {
            return None;
        }
        let book = self.reader.book;
        let rating = book.rating_of(&book.measures[found.measure]);
        if rating.is_some_and(|rating| rating.level(&text).is_none()) {
            let cell = self.cell(found.line, column, &text);
            self.tell_level(found.measure, cell, true);
        }
        Some(text)
    }

    /// The day that a row says it was submitted on.
    pub(super) fn known_on(&mut self, found: &Found, record: &ByteRecord) -> Option<NaiveDate> {
        let column = self.columns.released.or(self.columns.on)?;
        let text = record.get(column).filter(|cell| !trimmed(cell).is_empty()).map(text_of)?;
        self.submitted_on(found, column, &text)
    }

    fn submitted_on(&mut self, found: &Found, column: usize, text: &str) -> Option<NaiveDate> {
        let text = plain(text);
        if text == "-" {
            return None;
        }
        // A spreadsheet may write the time of day after the date.
        let day =
            text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(&*text, |(day, _)| day);
        match parse_date(day) {
            Ok(day) => Some(day),
            Err(fault) => {
                let cell = self.cell(found.line, column, &text);
                self.tell(found.line, diags::UNREADABLE_DATE, || {
                    diags::unreadable_date(cell, &date_words(&fault))
                });
                None
            }
        }
    }

    /// Tells that a group is not known, naming the ones that are.
    pub(super) fn tell_unknown_group(
        &mut self,
        line: u32,
        column: usize,
        text: &str,
        grouping: Id<Grouping>,
        member: Option<&str>,
    ) {
        let cell = self.cell(line, column, text);
        let of_others = Some(grouping) == self.reader.book.comparators;
        let grouping = &self.reader.book.groupings[grouping];
        self.tell(line, diags::UNKNOWN_GROUP, || {
            let name = member.unwrap_or(text);
            let ids = grouping.members.iter().map(|member| member.id.as_str());
            let titles = grouping.members.iter().map(|member| member.title.as_str());
            let near = nearest(name, ids.clone().chain(titles));
            let members: Vec<String> = ids.map(str::to_owned).collect();
            if of_others {
                return diags::unknown_benchmark(cell, name, &members, near);
            }
            diags::unknown_group(
                cell,
                name,
                &grouping.id,
                &members,
                near.filter(|_| name.chars().count() > 3),
            )
        });
    }

    pub(super) fn tell_level(&mut self, measure: Id<Measure>, cell: Cell, stated: bool) {
        let book = self.reader.book;
        let line = cell.line as u32;
        let Some(rating) = book.rating_of(&book.measures[measure]) else {
            let (id, text) = (
                book.measures[measure].id.clone(),
                Some("the measure has no rating whose level it could be"),
            );
            return self.tell(line, diags::UNREADABLE_VALUE, || {
                diags::unreadable_value(
                    cell,
                    &id,
                    "a level of its rating",
                    text,
                    Some("give the measure a rating"),
                    None,
                )
            });
        };
        self.tell(line, diags::UNKNOWN_LEVEL, || {
            let words = || rating.levels.iter().map(|level| level.word.as_str());
            let levels: Vec<String> =
                rating.levels.iter().map(|level| format!("`{}` ({})", level.word, level.letter)).collect();
            let text = cell.text.clone();
            let near = nearest(&text, words()).filter(|_| text.chars().count() > 2);
            diags::unknown_level(cell, &rating.id, &levels, near, stated)
        });
    }
}

/// What to write for a date that cannot be read.
pub fn date_words(fault: &PeriodFault) -> String {
    match fault {
        PeriodFault::NoSuchDay { .. } | PeriodFault::MonthFirst { .. } => fault.words(),
        PeriodFault::Unknown
        | PeriodFault::NoYear
        | PeriodFault::YearsDoNotFollow { .. }
        | PeriodFault::NoSuchPart
        | PeriodFault::NoYearDeclared { .. }
        | PeriodFault::EndsBeforeItStarts => "write a day such as `13 June 2019`".to_owned(),
    }
}
