//! Counts over measures that many looks ask for: which series each is over, and what it came to when.
//!
//! What a count comes to hangs on the day, and not on the series that asks: it is counted once a day and remembered.

use std::cell::{OnceCell, RefCell};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::judge::Judge;
use super::ladders::is_observer;
use super::look::Look;
use super::outcome::Truth;
use super::reads;
use super::timeline::SeriesTimeline;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::rhythm::Slot;
use crate::model::{Measure, MeasureSet, Party, RuleBook, Tally, Theme};

/// Of which time the figures of others are that a look takes for current.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum When {
    /// Those of the report.
    Report,
    /// The newest of periods that end by a day.
    Ended(NaiveDate),
    /// The newest that were known on a day.
    On(NaiveDate),
    /// The newest of periods that end by the first day, as they were known on the second.
    EndedAsOf(NaiveDate, NaiveDate),
}

impl When {
    /// The day of which things are looked at, where it is not the report's.
    fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Report | Self::Ended(_) => None,
            Self::On(day) | Self::EndedAsOf(_, day) => Some(day),
        }
    }
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    /// How many it holds for.
    pub held: u32,
    /// How many it cannot be known of.
    pub unknown: u32,
    /// How many there are.
    pub of: u32,
}

impl Counts {
    pub(super) fn of(counted: impl Iterator<Item = Truth>) -> Self {
        let mut counts = Self { held: 0, unknown: 0, of: 0 };
        for holds in counted {
            counts.of += 1;
            match holds {
                Truth::True => counts.held += 1,
                Truth::Unknown => counts.unknown += 1,
                Truth::False => {}
            }
        }
        counts
    }

    /// How it compares with what is asked for; known when those that are unknown cannot change the answer.
    fn compares(self, tally: &Tally) -> Truth {
        if self.of == 0 && tally.share {
            return Truth::Unknown;
        }
        let amount = |count: u32| {
            let count = Exact::from(i64::from(count));
            let of = Exact::from(i64::from(self.of));
            if tally.share { count.times(&Exact::from(100)).over(&of) } else { Some(count) }
        };
        match amount(self.held).zip(amount(self.held + self.unknown)) {
            Some((low, high)) => super::lasting::bounds(&low, tally.comparison, &high, &tally.amount),
            None => Truth::Unknown,
        }
    }
}

/// The series of each board and theme, and the counts that are remembered.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    /// Addresses of the counts in the book that hang on nothing but the day.
    steady: FxHashSet<usize>,
    sets: OnceCell<Sets>,
    counts: RefCell<FxHashMap<(usize, When), Counts>>,
}

#[derive(Debug, Default)]
struct Sets {
    of_board: FxHashMap<Id<Party>, Vec<u32>>,
    of_theme: FxHashMap<Id<Theme>, Vec<u32>>,
}

impl Tallies {
    /// Finds the counts of a book that may be remembered.
    pub(super) fn new(book: &RuleBook) -> Self {
        let mut steady = FxHashSet::default();
        // What a level hangs on, every count of levels hangs on.
        let levels = book.measures.values().filter_map(|measure| measure.list.as_ref());
        let mut lines = levels.flat_map(|list| list.lines.iter().chain(&list.caps)).map(|line| &line.when);
        if lines.clone().any(reads::differs_by_asker) {
            return Self::default();
        }
        let mut add = |tally: &Tally| {
            if !reads::differs_by_asker(&tally.condition) {
                steady.insert(std::ptr::from_ref(tally) as usize);
            }
        };
        lines.by_ref().for_each(|line| reads::tallies(line, &mut add));
        for escalation in book.escalations.values() {
            let conditions = std::iter::once(&escalation.when).chain(&escalation.closes_when);
            conditions.for_each(|condition| reads::tallies(condition, &mut add));
        }
        Self { steady, ..Self::default() }
    }

    /// Forgets what was counted.
    pub(super) fn forget(&self) {
        self.counts.borrow_mut().clear();
    }

    /// True for a count that comes to the same whoever asks.
    pub(super) fn is_steady(&self, tally: &Tally) -> bool {
        self.steady.contains(&(std::ptr::from_ref(tally) as usize))
    }

    fn sets(&self, judge: &Judge<'_>) -> &Sets {
        self.sets.get_or_init(|| {
            let mut sets = Sets::default();
            for (at, series) in judge.series().iter().enumerate() {
                let (at, measure) = (at as u32, judge.measure(series));
                if let Some(owner) = measure.owner {
                    sets.of_board.entry(owner).or_default().push(at);
                }
                for theme in &measure.themes {
                    let own = sets.of_theme.entry(*theme).or_default();
                    if own.last() != Some(&at) {
                        own.push(at);
                    }
                }
            }
            sets
        })
    }
}

impl Judge<'_> {
    /// Every series of a set of measures, in their order.
    pub(super) fn series_in(&self, set: &MeasureSet) -> Vec<&SeriesTimeline> {
        let at = |at: &u32| self.series().get(*at as usize);
        match set {
            MeasureSet::All => self.series().iter().collect(),
            MeasureSet::Theme(theme) => {
                self.tallies.sets(self).of_theme.get(theme).into_iter().flatten().filter_map(at).collect()
            }
            MeasureSet::OwnedBy(party) => {
                self.tallies.sets(self).of_board.get(party).into_iter().flatten().filter_map(at).collect()
            }
            MeasureSet::Listed(listed) => {
                let mut listed: Vec<Id<Measure>> = listed.clone();
                listed.sort_unstable();
                listed.dedup();
                listed.into_iter().flat_map(|id| self.of_measure(id)).collect()
            }
        }
    }

    /// What a count came to on a day, for whoever asks; none where it differs by that.
    pub(in crate::eval) fn tallied_on(&self, tally: &Tally, day: NaiveDate) -> Option<Truth> {
        let alike = |series: &&SeriesTimeline| self.comparable(series.measure).is_one_definition();
        let asks = self.series().iter().find(alike)?;
        let look = self.look(asks, asks.report);
        self.tallies.is_steady(tally).then(|| look.counts_when(tally, When::On(day)).compares(tally))
    }
}

impl Look<'_, '_> {
    /// How many, or what share, of some measures a condition holds for; known when the unknown ones cannot change
    /// the answer. Measures that are only watched, or not due, do not count.
    pub(super) fn tally(self, tally: &Tally) -> Truth {
        let by_anybody = self.asks_as_anybody() && self.judge.tallies.is_steady(tally);
        let counts = match self.when().filter(|_| by_anybody) {
            Some(when) => self.counts_when(tally, when),
            None => Counts::of(self.counted(tally).into_iter().map(|(_, holds)| holds)),
        };
        counts.compares(tally)
    }

    /// True where nothing but the time of this look decides what a count comes to.
    fn asks_as_anybody(self) -> bool {
        self.supposed.is_none()
            && !self.computing
            && self.depth == 0
            && self.facts.climbing.is_none()
            && !is_observer(self.series)
            && self.judge.comparable(self.series.measure).is_one_definition()
    }

    /// A count at a time, made once.
    fn counts_when(self, tally: &Tally, when: When) -> Counts {
        let key = (std::ptr::from_ref(tally) as usize, when);
        if let Some(known) = self.judge.tallies.counts.borrow().get(&key) {
            return *known;
        }
        let anybody = Look { on: when.day(), ..self.judge.look(self.series, self.slot) };
        let looks = anybody.members_when(&tally.measures, Some(when)).into_iter();
        let counts = Counts::of(looks.map(|look| look.holds(&tally.condition)));
        self.judge.tallies.counts.borrow_mut().insert(key, counts);
        counts
    }
}

/// The slot of a series that is current at a time.
pub(super) fn slot_when(judge: &Judge<'_>, series: &SeriesTimeline, when: Option<When>) -> Option<Slot> {
    match when? {
        When::Report => Some(series.report),
        When::Ended(end) => judge.newest_ended(series, end),
        When::On(day) => judge.newest_on(series, day),
        When::EndedAsOf(end, day) => judge.newest_until(series, end, day),
    }
}
