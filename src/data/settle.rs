//! Puts the rows of all files in order once they are read: which stand, which were replaced, which come too early.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::diags;
use super::findings::Findings;
use super::later::is_far_ahead;
use super::observations::{Extra, Observations, PlaceId, Row, Series};
use super::plausible;
use super::reader::{Reader, ValueColumn};
use super::submitted::{Mark, State};
use super::whole;
use crate::base::diag::{Cell, Diagnostic};
use crate::base::exact::Exact;
use crate::base::period::date_name;
use crate::model::RuleBook;

/// The rows of all files, and what is told of them.
pub(super) struct Settling<'b> {
    pub(super) book: &'b RuleBook,
    pub(super) seen: Observations,
    pub(super) values: Vec<ValueColumn>,
    pub(super) findings: Findings,
    /// What is told of rows that became known after the report day: it is no part of the report.
    later: Findings,
    as_of: NaiveDate,
}

/// Puts all rows in order.
pub(super) fn settle(mut reader: Reader<'_>, as_of: NaiveDate) -> (Observations, Vec<Diagnostic>) {
    renumber(&mut reader);
    let undated = std::mem::take(&mut reader.undated);
    let undated_revisions = std::mem::take(&mut reader.undated_revisions);
    let Reader { book, seen, values, findings, later, supposes, .. } = reader;
    let mut all = Settling { book, seen, values, findings, later, as_of };
    for row in undated {
        if row.submitted_on.is_none_or(|day| day <= as_of) {
            all.seen.undated.push(row.row);
        } else {
            let day = row.submitted_on.map_or_else(String::new, date_name);
            let which = format!("measure `{}`", book.measures[row.row.measure].id);
            all.later.add((row.file, row.row.cell.line as u32), diags::SUBMITTED_AFTER_REPORT, || {
                diags::submitted_after_report(row.row.cell, &which, &day, &date_name(as_of))
            });
        }
    }
    let mut apart = all.too_early();
    let other = all.by_other_definitions(&apart);
    if !other.is_empty() {
        apart.extend(&other);
        apart.sort_unstable();
    }
    all.order(&apart);
    all.split();
    for (at, finding) in undated_revisions {
        if !all.findings.has(at, diags::TWO_VALUES_FOR_ONE_PERIOD) {
            all.findings.add(at, diags::WITHOUT_ITS_DAY, || finding);
        }
    }
    all.settle_definitions(other);
    plausible::doubt(&mut all);
    if !supposes {
        whole::doubt(&mut all);
    }
    let mut diagnostics = all.findings.finish(&all.seen.files);
    all.seen.later = all.later.finish(&all.seen.files);
    let mut seen = all.seen;
    let held = super::disclosure::protect(book, &mut seen, &mut diagnostics);
    diagnostics.extend(held);
    (seen, diagnostics)
}

/// Numbers periods and places anew, in an order that does not depend on the order of rows.
fn renumber(reader: &mut Reader<'_>) {
    let (periods, period_numbers) = reader.periods.in_order();
    let mut used = Vec::new();
    let undated = reader.undated.iter().map(|undated| &undated.row.place);
    for place in reader.seen.place.iter().chain(undated) {
        let at = place.0 as usize;
        if used.len() <= at {
            used.resize(at + 1, false);
        }
        if let Some(slot) = used.get_mut(at) {
            *slot = true;
        }
    }
    let (places, place_numbers) = reader.places.in_order(&used);
    let new_place = |place: &PlaceId| place_numbers.get(place.0 as usize).copied().unwrap_or(PlaceId::WHOLE);
    reader.seen.place.iter_mut().for_each(|place| *place = new_place(place));
    reader.undated.iter_mut().for_each(|undated| undated.row.place = new_place(&undated.row.place));
    for period in &mut reader.seen.period {
        *period = period_numbers.get(*period as usize).copied().unwrap_or(0);
    }
    reader.seen.over = periods.iter().map(|period| reader.book.calendar.over(period)).collect();
    reader.seen.periods = periods;
    reader.seen.places = places;
    let rows = reader.seen.len();
    for parts in [&mut reader.seen.numerators, &mut reader.seen.denominators] {
        if !parts.is_empty() {
            parts.resize(rows, super::observations::NOT_GIVEN);
        }
    }
}

/// Sorts rows by a number that is below `buckets`, keeping the order of equals.
fn sort_by_number(order: &mut Vec<u32>, buckets: usize, number: impl Fn(u32) -> usize) {
    if order.is_sorted_by_key(|row| number(*row)) {
        return;
    }
    let mut starts = vec![0_u32; buckets + 1];
    for row in order.iter() {
        if let Some(count) = starts.get_mut(number(*row) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut sorted = vec![0; order.len()];
    for row in order.iter() {
        if let Some(next) = starts.get_mut(number(*row)) {
            if let Some(slot) = sorted.get_mut(*next as usize) {
                *slot = *row;
            }
            *next += 1;
        }
    }
    *order = sorted;
}

impl Settling<'_> {
    /// Rows that may not be used yet: of a period that is not over, or submitted after the report day. In order.
    fn too_early(&mut self) -> Vec<u32> {
        let as_of = self.as_of;
        // Periods are in the order of their last days; of terms some may be over sooner, or later.
        let is_future: Vec<bool> = self.seen.over.iter().map(|over| *over > as_of).collect();
        let mut early: Vec<u32> = Vec::new();
        let in_future = |period: &u32| is_future.get(*period as usize).copied().unwrap_or(false);
        let future = self.seen.period.iter().enumerate().filter(|(_, period)| in_future(period));
        early.extend(future.map(|(row, _)| row as u32));
        for row in early.clone() {
            let given = !matches!(self.seen.state(Row(row)), State::Missing | State::NotApplicable);
            if given {
                let (at, which, cell) = (self.at(Row(row)), self.which(Row(row)), self.cell(Row(row)));
                let ends = self.seen.period(Row(row)).map_or_else(String::new, |p| date_name(p.end));
                // Of a figure that is said to have come by the report day, the report may know.
                let on = self.seen.extra(Row(row)).and_then(|extra| extra.submitted_on);
                let told =
                    if on.is_some_and(|on| on <= as_of) { &mut self.findings } else { &mut self.later };
                let begins = self.seen.period(Row(row)).map(|period| period.start).filter(|day| *day > as_of);
                told.add(at, diags::FUTURE_PERIOD, || match begins {
                    Some(begins) => diags::not_begun(cell, &which, &date_name(begins), &date_name(as_of)),
                    None => diags::future_period(cell, &which, &ends, &date_name(as_of)),
                });
            }
        }
        let later = |extra: &Extra| extra.submitted_on.filter(|day| *day > as_of);
        let mut late: Vec<(u32, NaiveDate)> =
            self.seen.extra.iter().filter_map(|(row, extra)| Some((*row, later(extra)?))).collect();
        late.sort_unstable();
        for (row, day) in late {
            if early.binary_search(&row).is_ok() {
                continue;
            }
            let (at, which, cell) = (self.at(Row(row)), self.which(Row(row)), self.cell(Row(row)));
            if self.seen.period(Row(row)).is_some_and(|period| is_far_ahead(day, period)) {
                let on = self.values.get(usize::from(at.0)).and_then(|column| column.on.clone());
                let (column, position) = on.unzip();
                let cell = Cell { column, position, text: date_name(day), ..cell };
                self.later.add(at, diags::DAY_FAR_AHEAD, || {
                    diags::day_far_ahead(cell, &which, &date_name(day), &date_name(as_of))
                });
                early.push(row);
                continue;
            }
            self.later.add(at, diags::SUBMITTED_AFTER_REPORT, || {
                diags::submitted_after_report(cell, &which, &date_name(day), &date_name(as_of))
            });
            early.push(row);
        }
        early.sort_unstable();
        early.dedup();
        early
    }

    /// Sorts the rows that may be used by measure, place and period, and then as they were read.
    fn order(&mut self, early: &[u32]) {
        let seen = &mut self.seen;
        let mut skip = early.iter().peekable();
        let mut order: Vec<u32> = (0..seen.measure.len() as u32)
            .filter(|row| skip.next_if(|early| *early == row).is_none())
            .collect();
        let number = |column: &[u32], row: u32| column.get(row as usize).map_or(0, |n| *n as usize);
        let place = |row: u32| seen.place.get(row as usize).map_or(0, |place| place.0 as usize);
        let measure = |row: u32| seen.measure.get(row as usize).map_or(0, |measure| measure.index());
        let key = |row: &u32| (measure(*row), place(*row), number(&seen.period, *row));
        if !order.is_sorted_by_key(key) {
            sort_by_number(&mut order, seen.periods.len(), |row| number(&seen.period, row));
            sort_by_number(&mut order, seen.places.len(), place);
            sort_by_number(&mut order, self.book.measures.len(), measure);
        }
        seen.order = order;
    }

    /// Parts the order into series, leaving one row for each period.
    fn split(&mut self) {
        let order = std::mem::take(&mut self.seen.order);
        let mut stands: Vec<u32> = Vec::with_capacity(order.len());
        let mut series: Vec<Series> = Vec::new();
        let key = |seen: &Observations, row: u32| {
            let at = row as usize;
            Some((*seen.measure.get(at)?, *seen.place.get(at)?, *seen.period.get(at)?))
        };
        let mut rest = order.as_slice();
        while let Some(first) = rest.first() {
            let of = key(&self.seen, *first);
            let same = 1 + rest.iter().skip(1).take_while(|row| key(&self.seen, **row) == of).count();
            let (rows, after) = rest.split_at(same);
            rest = after;
            let standing = if same == 1 { *first } else { self.resolve(rows) };
            let Some((measure, place, _)) = of else { continue };
            let at = stands.len() as u32;
            match series.last_mut().filter(|last| last.measure == measure && last.place == place) {
                Some(last) => last.rows.end = at + 1,
                None => series.push(Series { measure, place, rows: at..at + 1 }),
            }
            stands.push(standing);
        }
        self.seen.order = stands;
        self.seen.series = series;
    }

    /// The row that stands of several for one measure, place and period.
    pub(super) fn resolve(&mut self, rows: &[u32]) -> u32 {
        let mut rows: Vec<Row> = rows.iter().map(|row| Row(*row)).collect();
        let on = |seen: &Observations, row: Row| seen.extra(row).and_then(|extra| extra.submitted_on);
        let dated = rows.iter().all(|row| on(&self.seen, *row).is_some());
        // A figure that is marked as revised replaces one of which nobody noted the day.
        let revised = |seen: &Observations, row: Row| seen.marks(row).has(Mark::Revised);
        if dated || rows.iter().any(|row| revised(&self.seen, *row)) {
            rows.sort_by_key(|row| on(&self.seen, *row));
        }
        let mut rows = rows.into_iter();
        let Some(mut standing) = rows.next() else { return 0 };
        let mut contradiction = None;
        for next in rows {
            let revises = revised(&self.seen, next) && !revised(&self.seen, standing);
            let later = (dated || revises) && on(&self.seen, next) > on(&self.seen, standing);
            match self.one_of(standing, next, later) {
                Some(stands) => {
                    // A later submission settles what stood before it.
                    contradiction = contradiction.filter(|_| !(later && stands == next));
                    standing = stands;
                }
                None => {
                    let both = format!(
                        "two values were submitted: {} and {}",
                        self.shown(standing),
                        self.shown(next)
                    );
                    contradiction.get_or_insert(both);
                }
            }
        }
        if let Some(reason) = contradiction {
            self.disbelieve(standing, reason);
        }
        standing.0
    }

    /// Which of two rows stands; none when nothing says.
    fn one_of(&mut self, first: Row, next: Row, later: bool) -> Option<Row> {
        let same_value = self.same_value(first, next);
        let looks_ahead_alike = self.looks_ahead_alike(first, next);
        let which = self.which(first);
        let (at, first_cell, next_cell) = (self.at(next), self.cell(first), self.cell(next));
        if same_value && !later && !looks_ahead_alike {
            self.forget_what_is_ahead(first);
            self.findings.add(at, diags::TWO_VALUES_FOR_ONE_PERIOD, || {
                diags::two_forecasts_for_one_period(first_cell, next_cell, &which)
            });
            return Some(first);
        }
        if same_value && (!later || looks_ahead_alike && self.seen.marks(first) == self.seen.marks(next)) {
            let marks = self.seen.marks(first).and(self.seen.marks(next));
            if let Some(slot) = self.seen.marks.get_mut(first.0 as usize) {
                *slot = marks;
            }
            self.findings.add(at, diags::REPEATED_ROW, || diags::repeated_row(first_cell, next_cell, &which));
            return Some(first);
        }
        if later {
            self.seen.superseded.push((first, next));
            return Some(next);
        }
        let no_value = |row| self.seen.state(row) == State::Missing;
        match (no_value(first), no_value(next)) {
            (true, false) => {
                let at = self.at(first);
                self.seen.superseded.push((first, next));
                self.findings.add(at, diags::REPEATED_ROW, || {
                    diags::not_yet_and_a_value(next_cell, first_cell, &which)
                });
                Some(next)
            }
            (false, true) => {
                self.seen.superseded.push((next, first));
                self.findings.add(at, diags::REPEATED_ROW, || {
                    diags::not_yet_and_a_value(first_cell, next_cell, &which)
                });
                Some(first)
            }
            (true, true) | (false, false) => {
                let day = self.where_the_day_goes(first, next);
                self.findings.add(at, diags::TWO_VALUES_FOR_ONE_PERIOD, || {
                    diags::two_values_for_one_period(first_cell, next_cell, &which, &day)
                });
                None
            }
        }
    }

    /// What to do about two values: the day that lacks, by the heading of its column, tells which stands.
    fn where_the_day_goes(&self, first: Row, next: Row) -> String {
        let lacks = |row: &Row| self.seen.extra(*row).is_none_or(|extra| extra.submitted_on.is_none());
        let heading = |row: Row| Some(self.values.get(usize::from(self.at(row).0))?.on.as_ref()?.0.as_str());
        let undated = [next, first].into_iter().filter(lacks).find_map(|row| Some((row, heading(row)?)));
        match undated {
            Some((row, heading)) if self.seen.marks(row).has(Mark::Revised) => format!(
                "write the day on which `{}` was sent in under `{heading}`, and it replaces the other",
                self.shown(row)
            ),
            Some((row, heading)) => format!(
                "write the day on which `{}` was sent in under `{heading}`, or delete one of the rows; of two days the later stands",
                self.shown(row)
            ),
            None => {
                "delete one of the rows, or say in a `submitted on` column when each was submitted".to_owned()
            }
        }
    }

    /// True when two rows have the same forecast and the same number still expected.
    fn looks_ahead_alike(&self, first: Row, next: Row) -> bool {
        let ahead = |row: Row| self.seen.extra(row).map(|extra| (&extra.forecast, &extra.still_expected));
        ahead(first).unwrap_or((&None, &None)) == ahead(next).unwrap_or((&None, &None))
    }

    /// Takes forecast and number still expected from a row whose value stands.
    fn forget_what_is_ahead(&mut self, row: Row) {
        if let Some(extra) = self.seen.extra.get_mut(&row.0) {
            (extra.forecast, extra.still_expected) = (None, None);
        }
    }

    fn same_value(&self, first: Row, next: Row) -> bool {
        let (a, b) = (self.seen.state(first), self.seen.state(next));
        if a != b {
            return false;
        }
        let mantissa = |row: Row| self.seen.mantissa.get(row.0 as usize);
        match a {
            State::Number => self.seen.number(first).cmp(&self.seen.number(next)) == Ordering::Equal,
            State::Day | State::Level => mantissa(first) == mantissa(next),
            State::Yes | State::No | State::Missing | State::NotApplicable | State::Withheld => true,
            State::Invalid => self.seen.written(first) == self.seen.written(next),
        }
    }

    /// Takes a value out of judging; what was written stays to be shown.
    pub(super) fn disbelieve(&mut self, row: Row, reason: String) {
        let text = self.shown(row);
        if let Some(state) = self.seen.state.get_mut(row.0 as usize) {
            *state = State::Invalid;
        }
        let extra = self.seen.extra.entry(row.0).or_default();
        extra.text.get_or_insert(text);
        extra.exact = None;
        extra.reason = Some(reason);
    }

    /// `measure 1.14 in Q3 2018/19`, with its group where it has one.
    pub(super) fn which(&self, row: Row) -> String {
        let at = row.0 as usize;
        let id = self.seen.measure.get(at).map_or("", |measure| self.book.measures[*measure].id.as_str());
        let place = self.seen.place.get(at).and_then(|place| self.seen.place(*place));
        let group = place.map(super::Place::label).filter(|label| !label.is_empty());
        let group = group.map_or_else(String::new, |label| format!(" for `{label}`"));
        let period = self.seen.period(row).map_or_else(String::new, |period| format!(" {}", period.when()));
        format!("measure `{id}`{group}{period}")
    }

    /// File and line of a row.
    pub(super) fn at(&self, row: Row) -> (u16, u32) {
        let at = row.0 as usize;
        (
            self.seen.file.get(at).copied().unwrap_or_default(),
            self.seen.line.get(at).copied().unwrap_or_default(),
        )
    }

    /// The cell that holds the value of a row.
    pub(super) fn cell(&self, row: Row) -> Cell {
        let column = self.values.get(usize::from(self.at(row).0));
        Cell {
            column: column.map(|column| column.heading.clone()).filter(|heading| !heading.is_empty()),
            position: column.map(|column| column.position).filter(|position| *position > 0),
            text: self.shown(row),
            ..self.seen.cell(row)
        }
    }

    /// A value in its measure's unit, or as it was written where that is kept.
    pub(super) fn shown(&self, row: Row) -> String {
        if let Some(text) = self.seen.extra(row).and_then(|extra| extra.text.clone()) {
            return text;
        }
        let at = row.0 as usize;
        let places = self.seen.decimals.get(at).copied().unwrap_or_default();
        let unit = self.seen.measure.get(at).map(|measure| &self.book.measures[*measure].unit);
        let number: Option<Exact> = self.seen.number(row);
        match (unit, number) {
            (Some(unit), Some(number)) => unit.show_places(&number, places),
            _ => self.seen.written(row),
        }
    }
}
