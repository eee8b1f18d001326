//! The figures of benchmarks and peers, laid out by measure and by whose they are.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::corrections::Corrections;
use super::diags;
use super::judge::Judge;
use super::look::Look;
use super::outcome::{Amount, Figure, FigureSource};
use super::places::Places;
use super::timeline::same_days;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::data::{Observations, Place, PlaceId, Row, State};
use crate::model::{Benchmark, Grouping, Measure, Offset, RuleBook};

/// A day on which something became known of what a measure is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Heard {
    pub day: NaiveDate,
    /// True where it was that a figure known before is another, and nothing else.
    pub is_revision: bool,
}

impl Heard {
    /// The days of some figures, each once: one on which a new figure came as well is no day of a revision alone.
    pub(super) fn of(
        data: &Observations,
        corrections: &Corrections,
        rows: impl Iterator<Item = Row>,
    ) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for row in rows {
            let Some(days) = corrections.days(data, row) else { continue };
            let one = |day, is_revision| Self { day, is_revision };
            all.push(one(days.first, false));
            all.extend(days.more.iter().map(|day| one(*day, false)));
            all.extend(days.corrected.iter().map(|day| one(*day, true)));
        }
        all.sort_unstable();
        all.dedup_by_key(|one| one.day);
        all
    }
}

/// The members of a place without the benchmark or peer among them, in lower case.
type Base = Vec<(Id<Grouping>, String)>;

/// All figures of others that a book's data have.
#[derive(Debug, Default)]
pub(super) struct Comparators {
    /// By measure, whose they are (in lower case), and for which place; oldest first.
    rows: FxHashMap<(Id<Measure>, String, PlaceId), Vec<Row>>,
    /// Whose figures a measure has, in order.
    of_measure: FxHashMap<Id<Measure>, Vec<String>>,
    /// The days on which what a measure is held against became known, found once.
    days: RefCell<FxHashMap<Id<Measure>, Rc<[Heard]>>>,
}

/// The benchmark or peer that a place names.
pub(super) fn named(place: &Place, comparators: Option<Id<Grouping>>) -> Option<&str> {
    let comparators = comparators?;
    place.parts.iter().find(|(grouping, _)| *grouping == comparators).map(|(_, name)| name.as_str())
}

fn base_of(place: &Place, comparators: Id<Grouping>) -> Base {
    let own = place.parts.iter().filter(|(grouping, _)| *grouping != comparators);
    own.map(|(grouping, name)| (*grouping, name.to_lowercase())).collect()
}

impl Comparators {
    pub(super) fn of(book: &RuleBook, data: &Observations, places: &Places) -> Self {
        let Some(comparators) = book.comparators else { return Self::default() };
        let mut bases: FxHashMap<Base, PlaceId> = FxHashMap::default();
        for (id, place) in places.all(data).filter(|(_, place)| named(place, Some(comparators)).is_none()) {
            bases.entry(base_of(place, comparators)).or_insert(id);
        }
        let mut all = Self::default();
        for series in &data.series {
            let Some(place) = data.place(series.place) else { continue };
            let Some(name) = named(place, Some(comparators)).map(str::to_lowercase) else { continue };
            let Some(base) = bases.get(&base_of(place, comparators)) else { continue };
            let names = all.of_measure.entry(series.measure).or_default();
            if !names.contains(&name) {
                names.push(name.clone());
            }
            all.rows.insert((series.measure, name, *base), data.rows(series).collect());
        }
        for rows in all.rows.values_mut() {
            rows.sort_by_key(|row| data.period(*row).map(|period| (period.end, period.start)));
        }
        all
    }

    /// Whose figures a measure has.
    pub(super) fn names(&self, measure: Id<Measure>) -> &[String] {
        self.of_measure.get(&measure).map_or(&[], Vec::as_slice)
    }

    /// The rows of one of them for a place, or for the whole where there are none for that place.
    fn rows(&self, measure: Id<Measure>, name: &str, place: PlaceId) -> &[Row] {
        let key = |place| (measure, name.to_lowercase(), place);
        let own = self.rows.get(&key(place)).or_else(|| self.rows.get(&key(PlaceId::WHOLE)));
        own.map_or(&[], Vec::as_slice)
    }

    /// True when no row of data is of one of them.
    pub(super) fn has_none(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        !self.of_measure.values().any(|names| names.contains(&name))
    }

    /// The days on which what a measure is held against became known.
    pub(super) fn days_of(&self, measure: Id<Measure>, find: impl FnOnce() -> Vec<Heard>) -> Rc<[Heard]> {
        if let Some(known) = self.days.borrow().get(&measure) {
            return Rc::clone(known);
        }
        let found: Rc<[Heard]> = find().into();
        self.days.borrow_mut().insert(measure, Rc::clone(&found));
        found
    }

    /// The figures of others that a measure has, as they stand now.
    pub(super) fn rows_of(&self, measure: Id<Measure>) -> impl Iterator<Item = Row> + '_ {
        let all = self.rows.iter().filter(move |((of, _, _), _)| *of == measure);
        all.flat_map(|(_, rows)| rows.iter().copied())
    }
}

/// A finding for each benchmark that a rule reads and of which the data have nothing.
pub(super) fn without_data(judge: &Judge<'_>) -> Vec<Diagnostic> {
    let silent = |benchmark: &&Benchmark| match &benchmark.peers {
        None => judge.comparators.has_none(&benchmark.id),
        Some(peers) => {
            let none = peers.members.iter().all(|peer| judge.comparators.has_none(&peer.id));
            none && (!peers.from_data || judge.comparators.of_measure.is_empty())
        }
    };
    let read = judge.book.benchmarks.values().filter(|benchmark| benchmark.is_read);
    read.filter(silent).map(diags::benchmark_without_data).collect()
}

impl<'j, 'a> Look<'j, 'a> {
    /// The day on which this figure was reported: the report's own for the figure it judges, else the first report day
    /// on which it was known, or, without such days, the day it became known.
    fn reported_on(self) -> NaiveDate {
        let report = self.known_by();
        let newest = match self.on {
            None => Some(self.series.report),
            Some(day) => self.judge.newest_on(self.series, day),
        };
        if newest.is_some_and(|newest| newest <= self.slot) {
            return report;
        }
        let known = self.row().and_then(|row| self.judge.data.known_on(row));
        let Some(known) = known.or_else(|| self.period().map(|period| period.end)) else { return report };
        let days = self.judge.book.framework.report_days.iter();
        days.filter(|day| **day >= known).min().copied().unwrap_or(known).min(report)
    }

    fn known_row(self, row: Row, day: NaiveDate) -> Option<Row> {
        self.judge.corrections.known_by(self.judge.data, row, day)
    }

    fn rows_of_other(self, name: &str) -> &'j [Row] {
        self.judge.comparators.rows(self.series.measure, name, self.series.place)
    }

    /// The figure of another for exactly one period, as it is known today.
    pub(super) fn of_other_in(self, name: &str, period: &Period) -> Option<Row> {
        let data = self.judge.data;
        let same = |row: &&Row| data.period(**row).is_some_and(|own| same_days(&own, period));
        let row = self.rows_of_other(name).iter().find(same)?;
        self.known_row(*row, self.known_by())
    }

    /// The newest number of another that was known when this figure was reported. Of two periods that end on one day
    /// the one as long as the figure's own is meant.
    fn newest_of_other(self, name: &str) -> Option<Row> {
        let data = self.judge.data;
        let (day, cut) = (self.reported_on(), self.judge.horizon().end(self.judge.as_of));
        let length = |period: Period| period.length();
        let own = self.period().map(length);
        let known = self.rows_of_other(name).iter().rev().filter_map(|row| self.known_row(*row, day));
        let numbers = known.filter(|row| data.state(*row) == State::Number);
        let in_time = numbers.filter_map(|row| Some((row, data.period(row)?)));
        let mut in_time = in_time.filter(|(_, period)| period.end <= cut);
        let (first, newest) = in_time.next()?;
        if Some(length(newest)) == own {
            return Some(first);
        }
        let as_long = in_time
            .take_while(|(_, period)| period.end == newest.end)
            .find(|(_, period)| Some(length(*period)) == own);
        Some(as_long.map_or(first, |(row, _)| row))
    }

    /// The row of a benchmark: its newest, or that of one period.
    pub(super) fn benchmark_row(self, benchmark: Id<Benchmark>, when: Option<Offset>) -> Option<Row> {
        let name = &self.judge.book.benchmarks[benchmark].id;
        match when {
            None => self.newest_of_other(name),
            Some(offset) => self.of_other_in(name, &self.period_at(offset)?),
        }
    }

    /// The period that an offset means, also where the series itself has nothing in it.
    pub(super) fn period_at(self, offset: Offset) -> Option<Period> {
        match offset {
            Offset::Named(period) => Some(period),
            Offset::Now | Offset::Before | Offset::LastYear => self.offset(offset)?.period(),
        }
    }

    /// The figure of a benchmark.
    pub(super) fn benchmark(self, benchmark: Id<Benchmark>, when: Option<Offset>) -> Option<Exact> {
        self.of_row(self.benchmark_row(benchmark, when)?)
    }

    /// The figure of another as a reader sees it.
    pub(super) fn figure_of_row(self, row: Row) -> Option<Figure> {
        let data = self.judge.data;
        let places = data.decimals.get(row.0 as usize).copied().unwrap_or(0);
        Some(Figure {
            amount: Amount::Number { value: self.of_row(row)?, places },
            period: data.period(row)?,
            marks: data.marks(row),
            note: data.extra(row).and_then(|extra| extra.note.clone()),
            source: FigureSource::Data(data.cell(row)),
        })
    }
}
