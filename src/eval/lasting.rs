//! Conditions over several periods or several measures.

use super::look::Look;
use super::moment::truth_of;
use super::outcome::Truth;
use super::timeline::SeriesTimeline;
use crate::base::exact::Exact;
use crate::model::{Comparison, Condition, Measure, MeasureSet, Tally};

impl<'j, 'a> Look<'j, 'a> {
    /// Whether a condition has held for so many periods running. Periods in which it cannot be known are passed
    /// over, unless a gap ends the run. Where it cannot be known now, the answer is known only if no answer now
    /// could make the run long enough.
    pub(super) fn lasts(self, condition: &Condition, periods: u32, without_gaps: bool) -> Truth {
        let now = self.holds(condition);
        if now == Truth::False || periods <= 1 {
            return now;
        }
        let before = self.at(self.slot - 1).run(condition, without_gaps, periods - 1);
        match now {
            _ if before + 1 < periods => Truth::False,
            Truth::True | Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Whether a condition holds of a result; a baseline is none, so it neither makes a run nor ends one.
    fn holds_of_result(self, condition: &Condition) -> Truth {
        if self.is_baseline() { Truth::Unknown } else { self.holds(condition) }
    }

    /// How many periods running a condition held up to this one, counted no further than `enough`.
    ///
    /// Going back ends at a run that was counted before, so a whole series is counted in one pass.
    pub(super) fn run(self, condition: &Condition, without_gaps: bool, enough: u32) -> u32 {
        let key = |look: Self| match self.supposed {
            None if !without_gaps && self.on.is_none() => {
                self.judge.run_key(condition, look.series, look.slot)
            }
            _ => None,
        };
        let mut look = self;
        let mut count = 0;
        while count < enough && look.slot >= self.series.first {
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
            look = look.at(look.slot - 1);
        }
        if let Some(key) = key(self) {
            self.judge.keep_run(key, count);
        }
        count
    }

    /// Whether a condition held in at least `least` of the last `of` periods.
    pub(super) fn in_last(self, condition: &Condition, least: u32, of: u32) -> Truth {
        let first = self.slot - i64::from(of) + 1;
        // Before the series begins nothing can be known, so those periods need not be asked one by one.
        let mut unknown = u32::try_from(self.series.first - first).unwrap_or(0).min(of);
        let mut held = 0_u32;
        for slot in first.max(self.series.first)..=self.slot {
            match self.at(slot).holds_of_result(condition) {
                Truth::True => held += 1,
                Truth::False => {}
                Truth::Unknown => unknown += 1,
            }
        }
        if held >= least {
            Truth::True
        } else if held.saturating_add(unknown) < least {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// How many, or what share, of some measures a condition holds for; known when the unknown ones cannot change
    /// the answer. Measures that are only watched, or not due, do not count.
    pub(super) fn tally(self, tally: &Tally) -> Truth {
        let counted = self.counted(tally);
        let of = counted.len() as i64;
        if of == 0 && tally.share {
            return Truth::Unknown;
        }
        let amount = |count: usize| {
            let count = Exact::from(count as i64);
            if tally.share { count.times(&Exact::from(100)).over(&Exact::from(of)) } else { Some(count) }
        };
        let count = |wanted| counted.iter().filter(|(_, holds)| *holds == wanted).count();
        let (held, unknown) = (count(Truth::True), count(Truth::Unknown));
        let (Some(low), Some(high)) = (amount(held), amount(held + unknown)) else { return Truth::Unknown };
        bounds(&low, tally.comparison, &high, &tally.amount)
    }

    /// The measures that a count is over, each with whether the condition holds for it.
    pub(super) fn counted(self, tally: &Tally) -> Vec<(Self, Truth)> {
        let all = self.judge.series().iter().filter(|series| self.is_tallied(series, &tally.measures));
        let looks = all.filter_map(|series| {
            let look = self.of(series, self.current(series)?);
            let counts = look.state().is_some_and(|state| state != crate::data::State::NotApplicable);
            counts.then_some(look)
        });
        looks.map(|look| (look, look.holds(&tally.condition))).collect()
    }

    fn is_tallied(self, series: &SeriesTimeline, set: &MeasureSet) -> bool {
        let measure = self.judge.measure(series);
        let watched = measure.is_monitor() || series.is_part;
        !watched && belongs(measure, series, set)
    }
}

fn belongs(measure: &Measure, series: &SeriesTimeline, set: &MeasureSet) -> bool {
    match set {
        MeasureSet::All => true,
        MeasureSet::Theme(theme) => measure.themes.contains(theme),
        MeasureSet::OwnedBy(party) => measure.owner == Some(*party),
        MeasureSet::Listed(listed) => listed.contains(&series.measure),
    }
}

/// How something between two bounds compares: known when both bounds agree.
fn bounds(low: &Exact, how: Comparison, high: &Exact, with: &Exact) -> Truth {
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
