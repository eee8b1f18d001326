//! Conditions over several periods or several measures.

use super::ladders::is_observer;
use super::look::Look;
use super::moment::truth_of;
use super::outcome::Truth;
use super::tallies::{When, slot_when};
use super::timeline::SeriesTimeline;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::{Slot, Step};
use crate::model::{Comparison, Condition, MeasureSet, Tally};

/// Going back over so few periods is sooner done again than remembered.
const SHORT: u32 = 4;

impl<'j, 'a> Look<'j, 'a> {
    /// Whether a condition has held for so many periods running. Periods in which it cannot be known are passed
    /// over, unless a gap ends the run. Where it cannot be known now, the answer is known only if no answer now
    /// could make the run long enough.
    pub(super) fn lasts(self, condition: &Condition, periods: u32, without_gaps: bool) -> Truth {
        let now = self.holds(condition);
        if now == Truth::False || periods <= 1 {
            return now;
        }
        let before = self.earlier().map_or(0, |look| look.run(condition, without_gaps, periods - 1));
        match now {
            _ if before + 1 < periods => Truth::False,
            Truth::True | Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Whether a condition holds of a result; a baseline is none, so it neither makes a run nor ends one.
    pub(super) fn holds_of_result(self, condition: &Condition) -> Truth {
        if self.is_no_result() { Truth::Unknown } else { self.holds(condition) }
    }

    /// How many periods running a condition held up to this one, counted no further than `enough`.
    ///
    /// Going back ends at a long run that was counted before, so a whole series is counted in few steps a period.
    pub(super) fn run(self, condition: &Condition, without_gaps: bool, enough: u32) -> u32 {
        let key = |look: Self| match self.supposed {
            None if !without_gaps && self.on.is_none() => {
                self.judge.run_key(condition, look.series, look.slot)
            }
            _ => None,
        };
        let mut going = Some(self);
        let (mut count, mut steps) = (0, 0);
        while let Some(look) = going.filter(|_| count < enough) {
            steps += 1;
            if let Some(earlier) = key(look).and_then(|key| self.judge.run_of(key)) {
                count = earlier.saturating_add(count).min(enough);
                break;
            }
            match look.holds_of_result(condition) {
                Truth::True => count += 1,
                Truth::False => break,
                Truth::Unknown if without_gaps => break,
                Truth::Unknown => {}
            }
            going = look.earlier();
        }
        if steps > SHORT
            && let Some(key) = key(self)
        {
            self.judge.keep_run(key, count);
        }
        count
    }

    /// Of the last `of` periods: in how many a condition held, and in how many it cannot be known.
    pub(super) fn held_in_last(self, condition: &Condition, of: u32) -> (u32, u32) {
        let (mut asked, mut held, mut unknown) = (0_u32, 0_u32, 0_u32);
        let results = std::iter::successors(Some(self), |look| look.earlier());
        for look in results.take(of as usize) {
            asked += 1;
            match look.holds_of_result(condition) {
                Truth::True => held += 1,
                Truth::False => {}
                Truth::Unknown => unknown += 1,
            }
        }
        // Before the series or its definition begins nothing can be known, so those periods need not be asked.
        (held, unknown + (of - asked))
    }

    /// Whether a condition held in at least `least` of the last `of` periods.
    pub(super) fn in_last(self, condition: &Condition, least: u32, of: u32) -> Truth {
        let (held, unknown) = self.held_in_last(condition, of);
        if held >= least {
            Truth::True
        } else if held.saturating_add(unknown) < least {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// The measures that a count is over, each with whether the condition holds for it.
    pub(super) fn counted(self, tally: &Tally) -> Vec<(Self, Truth)> {
        let looks = self.members_of(&tally.measures).into_iter();
        looks.map(|look| (look, look.holds(&tally.condition))).collect()
    }

    /// The results of a set of measures, those that do not apply left out.
    pub(super) fn members_of(self, set: &MeasureSet) -> Vec<Self> {
        self.members_when(set, self.when())
    }

    /// The same as they were at a time.
    pub(super) fn members_when(self, set: &MeasureSet, when: Option<When>) -> Vec<Self> {
        let all = self.judge.series_in(set).into_iter().filter(|series| self.is_tallied(series));
        let looks = all.filter_map(|series| {
            let current =
                if self.computing { self.slot_in(series) } else { slot_when(self.judge, series, when) };
            let look = self.of(series, current.or_else(|| self.not_known_of(series))?);
            let counts = match look.state() {
                Some(state) => state != crate::data::State::NotApplicable,
                None => current.is_none(),
            };
            (counts && !look.is_excluded()).then_some(look)
        });
        looks.collect()
    }

    /// Whether a condition has held for so long by the calendar: since a period that began at least so long ago. Periods
    /// in which it cannot be known are passed over.
    pub(super) fn lasts_time(self, condition: &Condition, length: u32, step: Step) -> Truth {
        let now = self.holds_of_result(condition);
        let Some(since) = self.lasting_since(length, step).filter(|_| now != Truth::False) else {
            return if now == Truth::False { now } else { Truth::Unknown };
        };
        let began = |look: Self| look.series.rhythm.period(look.slot).is_some_and(|p| p.start <= since);
        let mut long_enough = began(self);
        let mut look = self;
        while !long_enough && look.slot > self.series.first {
            look = look.at(look.slot - 1);
            match look.holds_of_result(condition) {
                Truth::True => long_enough = began(look),
                Truth::False => break,
                Truth::Unknown => {}
            }
        }
        if long_enough { now } else { Truth::False }
    }

    /// Whether a condition holds and held in no earlier period that is known.
    pub(super) fn first_time(self, condition: &Condition) -> Truth {
        let now = self.holds_of_result(condition);
        let mut earlier = (self.series.first..self.slot).map(|slot| self.at(slot));
        if now != Truth::False && earlier.any(|look| look.holds_of_result(condition) == Truth::True) {
            return Truth::False;
        }
        now
    }

    /// Whether the period judged lies in a time: by its last day, as targets have it.
    pub(super) fn in_time(self, from: Option<&Period>, until: Option<&Period>) -> Truth {
        let end = self.series.rhythm.period(self.slot).map(|period| period.end);
        let after = from.is_none_or(|from| end >= Some(from.start));
        truth_of(end.map(|end| after && until.is_none_or(|until| end <= until.end)))
    }

    /// On a ladder, a measure that is due and of which nothing was known then is one of those counted, and not known.
    fn not_known_of(self, series: &SeriesTimeline) -> Option<Slot> {
        let end = self.series.rhythm.period(self.slot)?.end;
        let slot = series.rhythm.slot_of(end);
        (is_observer(self.series) && self.judge.is_due(series, slot)).then_some(slot)
    }

    fn is_tallied(self, series: &SeriesTimeline) -> bool {
        !self.judge.measure(series).is_monitor() && self.counts_for(series)
    }
}

/// How something between two bounds compares: known when both bounds agree.
pub(super) fn bounds(low: &Exact, how: Comparison, high: &Exact, with: &Exact) -> Truth {
    let inside = low <= with && with <= high;
    match how {
        Comparison::Equal | Comparison::NotEqual if inside && low != high => Truth::Unknown,
        Comparison::Equal | Comparison::NotEqual => truth_of(Some(how.holds(low, with))),
        Comparison::Above | Comparison::AtLeast | Comparison::Below | Comparison::AtMost => {
            let (one, other) = (how.holds(low, with), how.holds(high, with));
            if one == other { truth_of(Some(one)) } else { Truth::Unknown }
        }
    }
}
