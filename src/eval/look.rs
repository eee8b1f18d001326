//! One look at one slot of one series: what every condition and expression is read against.

use chrono::NaiveDate;

use super::judge::Judge;
use super::moment::LoopFacts;
use super::timeline::{SeriesTimeline, last_year};
use crate::base::exact::Exact;
use crate::base::rhythm::Slot;
use crate::model::{Measure, Offset};

/// A look.
#[derive(Clone, Copy)]
pub(super) struct Look<'j, 'a> {
    pub judge: &'j Judge<'a>,
    pub facts: &'j LoopFacts,
    /// What to suppose instead of what was submitted, to find the smallest change.
    pub supposed: Option<&'j Supposed>,
    pub series: &'j SeriesTimeline,
    pub slot: Slot,
    /// The day on which things are looked at, where more is known now than was then.
    pub on: Option<NaiveDate>,
    /// How many targets were looked up on the way here.
    pub depth: u8,
}

/// More targets that read one another than this are a circle.
const DEEPEST: u8 = 8;

/// Another value or target at one point.
pub(super) struct Supposed {
    pub series: usize,
    pub slot: Slot,
    pub value: Option<Exact>,
    pub target: Option<Exact>,
}

impl Supposed {
    fn is_at(&self, look: Look<'_, '_>) -> bool {
        self.series == look.series.at && self.slot == look.slot
    }

    pub(super) fn value_at(&self, look: Look<'_, '_>) -> Option<Exact> {
        self.value.clone().filter(|_| self.is_at(look))
    }

    pub(super) fn target_at(&self, look: Look<'_, '_>) -> Option<Exact> {
        self.target.clone().filter(|_| self.is_at(look))
    }
}

impl<'j, 'a> Look<'j, 'a> {
    /// The same series at another slot.
    pub(super) fn at(self, slot: Slot) -> Self {
        Self { slot, ..self }
    }

    /// Another series.
    pub(super) fn of(self, series: &'j SeriesTimeline, slot: Slot) -> Self {
        Self { series, slot, ..self }
    }

    /// The look from within a target, which may read other targets; none when they go round in a circle.
    pub(super) fn deeper(self) -> Option<Self> {
        (self.depth < DEEPEST).then_some(Self { depth: self.depth + 1, ..self })
    }

    /// The measure looked at.
    pub(super) fn measure(self) -> &'a Measure {
        self.judge.measure(self.series)
    }

    /// The look that an offset means; none where no such period is one of the series' own.
    pub(super) fn offset(self, offset: Offset) -> Option<Self> {
        let slot = match offset {
            Offset::Now => self.slot,
            Offset::Before => self.slot - 1,
            Offset::LastYear => last_year(self.series.rhythm, self.slot)?,
            Offset::Named(period) => {
                let look = self.at(self.series.rhythm.slot_of(period.end));
                let own = self.series.rhythm.period(look.slot);
                let is_named = |known: &crate::base::period::Period| {
                    known.start == period.start && known.end == period.end
                };
                return (own.as_ref().is_some_and(is_named) || look.period().as_ref().is_some_and(is_named))
                    .then_some(look);
            }
        };
        Some(self.at(slot))
    }

    /// The same slot so many years before.
    pub(super) fn years_before(self, years: u32) -> Option<Self> {
        let mut slot = self.slot;
        for _ in 0..years {
            slot = last_year(self.series.rhythm, slot)?;
        }
        Some(self.at(slot))
    }

    /// The slot of another series that was current when this look was taken.
    pub(super) fn current(self, other: &SeriesTimeline) -> Option<Slot> {
        match self.on {
            None => self.judge.current(other, self.series, self.slot),
            Some(day) => self.judge.current_on(other, self.series, self.slot, day),
        }
    }

    /// The look at another measure, as it stood when this one was taken.
    pub(super) fn elsewhere(self, measure: crate::base::arena::Id<Measure>) -> Option<Self> {
        let series = self.judge.counterpart(measure, self.series)?;
        let slot = self.current(series)?;
        Some(self.of(series, slot))
    }
}
