//! The figures of one measure and place laid out in slots, one after another without gaps.

use chrono::NaiveDate;

use super::composed;
use super::corrections::Corrections;
use super::horizon::expected;
use super::nested;
use super::of_groups::joined;
use super::places::Places;
use super::returns::Returns;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::{Rhythm, Slot};
use crate::data::{Observations, PlaceId, Row};
use crate::model::{Baseline, Measure, OnGroups, RuleBook};

/// What stands in one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Nothing was submitted for it.
    Gap,
    /// A row of data.
    Row(Row),
    /// A row that names no period: position in [`Observations::undated`].
    Undated(u32),
    /// The baseline, which is history and never the reported figure.
    Baseline,
    /// Made of the groups' figures of that slot.
    Joined,
    /// Reckoned from figures of other measures.
    Computed,
}

/// How the figures of a series come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// They were submitted for it.
    Submitted,
    /// They were submitted for the whole of a measure whose groups are rated each by itself: shown, and not judged.
    Whole,
    /// They are those of the worst group.
    Worst,
    /// They were submitted for the whole, or are those of the groups put together.
    Total,
    /// How far two of the groups are apart.
    Gap,
    /// There are none: its level is made of those of other measures.
    Composite,
    /// The measure does not apply to it: position of the reason in [`Measure::excluded_groups`].
    Excluded(usize),
    /// They are reckoned from figures of other measures.
    Computed,
}

impl Made {
    /// True for a group that is judged by itself, and not one that holds others.
    pub(super) fn is_own(self) -> bool {
        match self {
            Self::Submitted | Self::Composite | Self::Computed | Self::Excluded(_) => true,
            Self::Whole | Self::Worst | Self::Total | Self::Gap => false,
        }
    }
}

/// One measure and place over time.
#[derive(Debug, Clone)]
pub struct SeriesTimeline {
    /// The measure.
    pub measure: Id<Measure>,
    /// The place.
    pub place: PlaceId,
    /// When its figures are due.
    pub rhythm: Rhythm,
    /// The slot of the first point.
    pub first: Slot,
    /// One for each slot.
    pub points: Vec<Point>,
    /// True when it is shown beneath the measure's own result.
    pub is_part: bool,
    /// How its figures come about.
    pub made: Made,
    /// Figures by other definitions than those of their time, sorted by slot.
    pub again: Vec<Again>,
    /// The first slot that any figure reaches back to.
    pub earliest: Slot,
    /// The slot whose figure is expected in the report.
    pub expected: Slot,
    /// The last slot whose figure was expected on any day up to the report: later than `expected` only for a milestone
    /// that has been met since.
    pub(super) expected_once: Slot,
    /// The slot whose figure the report judges: that of the newest row, else the expected one.
    pub report: Slot,
    /// Position among all series, and of its first point among all points.
    pub(super) at: usize,
    pub(super) offset: usize,
}

/// A figure of a slot by another definition than that of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// The slot.
    pub slot: Slot,
    /// Position in the measure's definitions.
    pub definition: u8,
    /// Where the figure is.
    pub point: Point,
}

impl SeriesTimeline {
    /// What stands in a slot by another definition than that of its time.
    pub(super) fn point_by(&self, slot: Slot, definition: u8) -> Option<Point> {
        let wanted = |one: &&Again| one.slot == slot && one.definition == definition;
        self.again.iter().find(wanted).map(|one| one.point)
    }

    /// What stands in a slot; none outside the series.
    #[must_use]
    pub fn point(&self, slot: Slot) -> Option<Point> {
        let at = usize::try_from(slot.checked_sub(self.first)?).ok()?;
        self.points.get(at).copied()
    }

    /// The slot of the last point.
    #[must_use]
    pub fn last(&self) -> Slot {
        self.first + self.points.len() as Slot - 1
    }

    /// Position of a slot's point among all points of all series.
    pub(super) fn cell_of(&self, slot: Slot) -> Option<usize> {
        let at = usize::try_from(slot.checked_sub(self.first)?).ok()?;
        (at < self.points.len()).then_some(self.offset + at)
    }
}

/// The slot a year before; where slots do not divide the year, the one that holds the same day last year.
pub(super) fn last_year(rhythm: Rhythm, slot: Slot) -> Option<Slot> {
    if let Some(per_year) = rhythm.slots_per_year() {
        return Some(slot - per_year);
    }
    let end = rhythm.period(slot)?.end;
    Some(rhythm.slot_of(end.checked_sub_months(chrono::Months::new(12))?))
}

/// Lays out every series of a book.
pub(super) struct Builder<'b> {
    pub book: &'b RuleBook,
    pub data: &'b Observations,
    pub places: &'b Places,
    pub corrections: &'b Corrections,
    pub returns: &'b Returns<'b>,
    /// Periods that end later are not part of the report.
    pub cut: NaiveDate,
    /// The report day: what was due by then is expected.
    pub day: NaiveDate,
    /// Rows submitted later are not known yet.
    pub as_of: NaiveDate,
    /// Figures of which no version was known by this day are left out.
    pub begun_by: Option<NaiveDate>,
}

impl Builder<'_> {
    /// Every series, sorted by measure and place.
    pub(super) fn all(&self) -> Vec<SeriesTimeline> {
        let mut all = Vec::with_capacity(self.data.series.len());
        for (id, measure) in self.book.measures.iter() {
            if measure.computed.is_none() && measure.composite.is_none() {
                self.of_measure(id, &mut all);
            }
        }
        self.computed(&mut all);
        composed::with_composites(self, &mut all);
        let mut offset = 0;
        for (at, series) in all.iter_mut().enumerate() {
            series.at = at;
            series.offset = offset;
            offset += series.points.len();
            series.earliest = series.again.iter().map(|one| one.slot).fold(series.first, Slot::min);
        }
        all
    }

    /// False for a group that the book does not declare and of which nothing is known of the periods reported.
    fn is_known(&self, measure: &Measure, id: Id<Measure>, place: PlaceId) -> bool {
        // A report cannot count on a group whose first period is still to come.
        let known = |row| {
            self.has_begun(row)
                && self.is_over(row)
                && self.corrections.known_by(self.data, row, self.as_of).is_some()
        };
        let brought = self.data.find(id, place).is_none_or(|series| self.data.rows(series).any(known));
        brought || self.places.is_declared(measure, place)
    }

    /// True for a figure of a period that is over.
    fn is_over(&self, row: Row) -> bool {
        self.data.over(row).is_some_and(|over| over <= self.cut)
    }

    /// True for a figure some version of which was known by the day that is asked about.
    fn has_begun(&self, row: Row) -> bool {
        let Some(day) = self.begun_by else { return true };
        self.corrections.days(self.data, row).is_some_and(|days| days.first <= day)
    }

    /// The figures by other definitions that are known in this report.
    fn again(&self, frame: &Frame<'_>, place: PlaceId) -> Vec<Again> {
        let rows = self.data.worked_again(frame.id, place).iter();
        let known = rows.filter_map(|one| {
            let period = self.data.period(one.row).filter(|_| self.is_over(one.row))?;
            let row = self.corrections.known_by(self.data, one.row, self.as_of)?;
            if !self.has_begun(one.row) {
                return None;
            }
            let slot = frame.measure.due.slot_of(period.end);
            Some(Again { slot, definition: one.definition, point: Point::Row(row) })
        });
        known.collect()
    }

    /// The series of one measure that has figures of its own.
    pub(super) fn of_measure(&self, id: Id<Measure>, all: &mut Vec<SeriesTimeline>) {
        let measure = &self.book.measures[id];
        let frame = Frame::new(self.book, id, expected(self.book, measure, (self.cut, self.day)));
        let mut parts = self.places.of_measure((self.book, measure), id, self.data);
        parts.retain(|place| self.is_known(measure, id, *place));
        if parts.is_empty() {
            all.push(self.submitted(&frame, PlaceId::WHOLE, false));
            return;
        }
        let start = all.len();
        let is_part = measure.on_groups != OnGroups::Each;
        let larger = nested::split_larger(self, measure, &parts);
        let parts = parts.into_iter().filter(|place| !larger.contains(place));
        let parts: Vec<_> = parts.map(|place| self.group(&frame, place, is_part)).collect();
        for place in &larger {
            all.extend(nested::larger(self, &frame, *place, &parts));
        }
        match measure.on_groups {
            OnGroups::Each => {
                if self.data.find(id, PlaceId::WHOLE).is_some() {
                    let whole = self.submitted(&frame, PlaceId::WHOLE, true);
                    all.push(SeriesTimeline { made: Made::Whole, ..whole });
                }
            }
            OnGroups::Worst | OnGroups::WorstOfKnown(_) | OnGroups::AtLeast { .. } => {
                all.push(joined(&frame, &parts, Made::Worst, None));
            }
            OnGroups::Gap => all.push(joined(&frame, &parts, Made::Gap, None)),
            OnGroups::Total | OnGroups::TotalOfKnown(_) => {
                let own = self.data.find(id, PlaceId::WHOLE).is_some();
                let whole = own.then(|| self.submitted(&frame, PlaceId::WHOLE, false));
                all.push(joined(&frame, &parts, Made::Total, whole.as_ref()));
            }
        }
        all.extend(parts);
        if !larger.is_empty()
            && let Some(own) = all.get_mut(start..)
        {
            own.sort_by_key(|series| series.place);
        }
    }

    /// The slot whose figure is expected: a return may still come until the end of the day it is due.
    fn expected(&self, frame: &Frame<'_>, place: PlaceId) -> Slot {
        let label =
            || self.places.place(place, self.data).map_or_else(String::new, crate::data::Place::label);
        let mut slot = frame.expected;
        while self.returns.due(frame.id, slot, &label, self.as_of).is_some_and(|due| self.as_of <= due) {
            slot -= 1;
        }
        slot
    }

    /// A group: what was submitted for it, or the reason why nothing is.
    fn group(&self, frame: &Frame<'_>, place: PlaceId, is_part: bool) -> SeriesTimeline {
        match self.places.excluded(frame.measure, place, self.data) {
            Some(at) => {
                let mut series = frame.empty(place, is_part);
                series.made = Made::Excluded(at);
                series.span(frame.expected, frame.expected);
                series
            }
            None => self.submitted(frame, place, is_part),
        }
    }

    pub(super) fn submitted(&self, frame: &Frame<'_>, place: PlaceId, is_part: bool) -> SeriesTimeline {
        let mut rows = self.rows(frame, place);
        let expected_once = self.expected(frame, place);
        let done = self.until_done(frame.measure, &mut rows);
        let expected = done.map_or(expected_once, |done| expected_once.min(done));
        let frame = &Frame { expected, ..*frame };
        let baseline = self.baseline_slot(frame, place);
        let undated = self.places.undated(frame.id, place);
        let mut series = SeriesTimeline { expected_once, ..frame.empty(place, is_part) };
        series.again = self.again(frame, place);
        let due = self.due_since(frame, place);
        if let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) {
            series.report = done.unwrap_or(*last);
            let baseline = baseline.filter(|slot| slot < last);
            // What was due before its first figure came is missing, however late that came.
            let first = [baseline, due].into_iter().flatten().fold(*first, Slot::min);
            series.span(first, *last);
            rows.iter().for_each(|(slot, row)| series.put(*slot, Point::Row(*row)));
        } else {
            let first = due.map_or(frame.expected, |slot| slot.min(frame.expected));
            let baseline = baseline.filter(|slot| *slot < frame.expected);
            series.span(baseline.map_or(first, |slot| slot.min(first)), frame.expected);
            if let Some(at) = undated {
                series.put(frame.expected, Point::Undated(at));
            }
        }
        let free = |slot: &Slot| *slot != series.report && series.point(*slot) == Some(Point::Gap);
        if let Some(slot) = baseline.filter(free) {
            series.put(slot, Point::Baseline);
        }
        series
    }

    /// The first slot for which a figure is due, whenever the first one came: what was missing does not depend on the day
    /// of the run. None where neither the measure nor the book's year says, and for a group that only the data name: it is
    /// there since its first figure.
    pub(super) fn due_since(&self, frame: &Frame<'_>, place: PlaceId) -> Option<Slot> {
        if !self.places.is_declared(frame.measure, place) {
            return None;
        }
        due_since(self.book, frame.measure)
    }

    /// The rows known in this report, one for each slot that has any.
    fn rows(&self, frame: &Frame<'_>, place: PlaceId) -> Vec<(Slot, Row)> {
        let Some(series) = self.data.find(frame.id, place) else { return Vec::new() };
        let mut kept: Vec<(Slot, Row)> = Vec::with_capacity(series.rows.len());
        for row in self.data.rows(series) {
            let Some(period) = self.data.period(row).filter(|_| self.is_over(row)) else {
                continue;
            };
            if !self.has_begun(row) {
                continue;
            }
            let Some(row) = self.corrections.known_by(self.data, row, self.as_of) else { continue };
            let slot = frame.measure.due.slot_of(period.end);
            match kept.last_mut().filter(|(last, _)| *last == slot) {
                None => kept.push((slot, row)),
                Some(last) if !self.is_own(frame, last.1, slot) || self.is_own(frame, row, slot) => {
                    last.1 = row
                }
                Some(_) => {}
            }
        }
        kept
    }

    /// True when a row is of the slot's own period, and not of a month within it.
    fn is_own(&self, frame: &Frame<'_>, row: Row, slot: Slot) -> bool {
        let own = frame.measure.due.period(slot);
        own.zip(self.data.period(row)).is_some_and(|(own, row)| same_days(&own, &row))
    }

    /// The slot a baseline fills: only when it is of exactly that slot's period.
    pub(super) fn baseline_slot(&self, frame: &Frame<'_>, place: PlaceId) -> Option<Slot> {
        let period = self.places.baseline(frame.measure, place, self.data)?.period?;
        let slot = frame.measure.due.slot_of(period.end);
        let own = frame.measure.due.period(slot)?;
        // What is due in Q4 alone may well be of the year that ends with it.
        let fits = same_days(&own, &period) || (frame.measure.due.parts.is_some() && own.end == period.end);
        (fits && self.book.calendar.over(&period) <= self.cut).then_some(slot)
    }
}

/// The first slot whose figure is due, by the measure or else by the year of the book; none where neither says.
pub(super) fn due_since(book: &RuleBook, measure: &Measure) -> Option<Slot> {
    let first_due = measure.first_due.map(|period| measure.due.slot_of(period.end));
    first_due.or_else(|| book.framework.year.map(|year| measure.due.slot_of(year.start)))
}

/// True when two periods cover the same days, whatever they are called.
pub(super) fn same_days(one: &Period, other: &Period) -> bool {
    one.start == other.start && one.end == other.end
}

/// What all series of one measure share.
#[derive(Clone, Copy)]
pub(super) struct Frame<'m> {
    pub measure: &'m Measure,
    pub id: Id<Measure>,
    pub expected: Slot,
    /// The first slot whose figure is due, where the book says.
    pub since: Option<Slot>,
}

impl<'m> Frame<'m> {
    pub(super) fn new(book: &'m RuleBook, id: Id<Measure>, expected: Slot) -> Self {
        let measure = &book.measures[id];
        Self { measure, id, expected, since: due_since(book, measure) }
    }

    pub(super) fn empty(&self, place: PlaceId, is_part: bool) -> SeriesTimeline {
        SeriesTimeline {
            measure: self.id,
            place,
            rhythm: self.measure.due,
            first: self.expected,
            points: Vec::new(),
            is_part,
            made: Made::Submitted,
            again: Vec::new(),
            earliest: self.expected,
            expected: self.expected,
            expected_once: self.expected,
            report: self.expected,
            at: 0,
            offset: 0,
        }
    }
}

impl SeriesTimeline {
    pub(super) fn span(&mut self, first: Slot, last: Slot) {
        self.first = first;
        self.points = vec![Point::Gap; usize::try_from(last - first + 1).unwrap_or(0)];
    }

    pub(super) fn put(&mut self, slot: Slot, point: Point) {
        let at = usize::try_from(slot - self.first).ok();
        if let Some(place) = at.and_then(|at| self.points.get_mut(at)) {
            *place = point;
        }
    }

    pub(super) fn has_row(&self, slot: Slot) -> bool {
        let point = self.point(slot);
        matches!(point, Some(Point::Row(_) | Point::Undated(_) | Point::Joined | Point::Computed))
    }
}

/// The baseline of a place, by what the rules say of the measure and of its members.
pub(super) fn baseline_of<'m>(measure: &'m Measure, member: Option<&str>) -> Option<&'m Baseline> {
    match member {
        Some(member) if !measure.member_baselines.is_empty() => {
            let own = measure.member_baselines.iter().find(|(id, _)| id.eq_ignore_ascii_case(member));
            own.map(|(_, baseline)| baseline)
        }
        _ => measure.baseline.as_ref(),
    }
}
