//! One look at one slot of one series: what every condition and expression is read against.

use chrono::NaiveDate;

use super::judge::Judge;
use super::moment::LoopFacts;
use super::tallies::{When, slot_when};
use super::timeline::{SeriesTimeline, last_year};
use crate::base::exact::Exact;
use crate::base::rhythm::Slot;
use crate::base::span::Span;
use crate::model::{Measure, Offset, Prospect, Whose};

/// A look.
#[derive(Clone, Copy)]
pub(super) struct Look<'j, 'a> {
    pub judge: &'j Judge<'a>,
    pub facts: &'j LoopFacts,
    /// What to suppose instead of what was submitted, to find the smallest change.
    pub supposed: Option<&'j Supposed>,
    pub series: &'j SeriesTimeline,
    pub slot: Slot,
    /// The definition by which figures are looked at: that of the period in question, wherever else one looks from it.
    pub definition: u8,
    /// The day on which things are looked at, where more is known now than was then.
    pub on: Option<NaiveDate>,
    /// How many targets were looked up on the way here.
    pub depth: u8,
    /// True while a figure is reckoned: it is made of figures of its own time, not of the newest there are.
    pub computing: bool,
}

/// Targets may read one another through so many measures and no more. Circles of them are found when a book is checked;
/// this ends those of a book that is run all the same.
const DEEPEST: u8 = 8;

/// What may be supposed of one point: another value or target, that some targets were never set, that the year's target
/// is not shared out, or how the forecast stands.
pub(super) struct Supposed {
    pub series: usize,
    pub slot: Slot,
    pub value: Option<Exact>,
    pub target: Option<Exact>,
    pub without: Vec<Span>,
    pub whole_year: bool,
    pub prospect: Option<Prospect>,
}

impl Supposed {
    /// Nothing supposed yet, of the point looked at.
    pub(super) fn at(look: Look<'_, '_>) -> Self {
        Self {
            series: look.series.at,
            slot: look.slot,
            value: None,
            target: None,
            without: Vec::new(),
            whole_year: false,
            prospect: None,
        }
    }

    pub(super) fn prospect_at(&self, look: Look<'_, '_>) -> Option<Prospect> {
        self.prospect.filter(|_| self.is_at(look))
    }

    /// True where a target is supposed never to have been set.
    pub(super) fn leaves_out(&self, look: Look<'_, '_>, target: Span) -> bool {
        self.is_at(look) && self.without.contains(&target)
    }

    /// True where the year's target is held against the whole year.
    pub(super) fn is_whole_year(&self, look: Look<'_, '_>) -> bool {
        self.whole_year && self.is_at(look)
    }

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
    /// The same series at another slot, by the same definition.
    pub(super) fn at(self, slot: Slot) -> Self {
        Self { slot, ..self }
    }

    /// The same series at another slot, by the definition of that time.
    pub(super) fn in_its_time(self, slot: Slot) -> Self {
        let definition = self.judge.comparable(self.series.measure).definition_of(slot);
        Self { slot, definition, ..self }
    }

    /// Another series; one of the same measure by the same definition.
    pub(super) fn of(self, series: &'j SeriesTimeline, slot: Slot) -> Self {
        let look = Self { series, slot, ..self };
        if series.measure == self.series.measure { look } else { look.in_its_time(slot) }
    }

    /// The period before, which is what everything that looks back goes by: periods that are left out are passed over.
    pub(super) fn before(self) -> Self {
        self.at(self.judge.comparable(self.series.measure).before(self.slot))
    }

    /// This look and those before it, newest first, as far back as any figure by its definition reaches.
    pub(super) fn back(self) -> impl Iterator<Item = Self> {
        let begun = move |look: &Self| look.slot >= self.series.earliest;
        let first = (!self.is_excluded()).then_some(self).or_else(|| Some(self.before()));
        std::iter::successors(first.filter(begun), move |look| Some(look.before()).filter(begun))
    }

    /// The result before this one that a run can go on with; none where the series or its definition begins.
    pub(super) fn earlier(self) -> Option<Self> {
        let begins = self.judge.comparable(self.series.measure).first_of(self.definition);
        let first = begins.map_or(self.series.first, |slot| slot.max(self.series.first));
        Some(self.before()).filter(|look| look.slot >= first)
    }

    /// True for a period that compares with no other.
    pub(super) fn is_excluded(self) -> bool {
        self.judge.comparable(self.series.measure).is_excluded(self.slot)
    }

    /// True where the slot is looked at by the definition of its own time.
    pub(super) fn is_own_definition(self) -> bool {
        let comparable = self.judge.comparable(self.series.measure);
        comparable.is_one_definition() || comparable.definition_of(self.slot) == self.definition
    }

    /// True for a figure that is there to compare with, or to be shown, and is no result: a baseline, one by another
    /// definition than its time's, one of a period that is left out.
    pub(super) fn is_no_result(self) -> bool {
        self.is_baseline() || self.is_excluded() || !self.is_own_definition()
    }

    /// The look from within a target, which may read other targets; none when they go round in a circle.
    pub(super) fn deeper(self) -> Option<Self> {
        (self.depth < DEEPEST).then_some(Self { depth: self.depth + 1, computing: false, ..self })
    }

    /// The measure looked at.
    pub(super) fn measure(self) -> &'a Measure {
        self.judge.measure(self.series)
    }

    /// The look that an offset means; none where no such period is one of the series' own.
    pub(super) fn offset(self, offset: Offset) -> Option<Self> {
        let slot = match offset {
            Offset::Now => self.slot,
            Offset::Before => self.before().slot,
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

    /// The same slot so many years before; years in which it is left out are passed over.
    pub(super) fn years_before(self, years: u32) -> Option<Self> {
        let mut slot = self.slot;
        for _ in 0..years {
            slot = last_year(self.series.rhythm, slot)?;
            while self.at(slot).is_excluded() {
                slot = last_year(self.series.rhythm, slot)?;
            }
        }
        Some(self.at(slot))
    }

    /// The day up to which things are known to this look.
    pub(super) fn known_by(self) -> NaiveDate {
        self.on.map_or(self.judge.as_of, |day| day.min(self.judge.as_of))
    }

    /// True where no newer figure was known on a day; of a series of which none was, where none of a later time was due.
    /// What only stands for a board or a book has no figures, and is of the time of its slot.
    pub(super) fn is_current_on(self, day: NaiveDate) -> bool {
        if self.series.points.is_empty() {
            return false;
        }
        let newest = self.judge.newest_on(self.series, day);
        newest.unwrap_or_else(|| Self { on: Some(day), ..self }.expected_today()) <= self.slot
    }

    /// Of which time the figures of others are that this look takes for current: of its own where it is at an older figure
    /// than the newest; none past the end of the calendar.
    pub(super) fn when(self) -> Option<When> {
        let end = || Some(self.series.rhythm.period(self.slot)?.end);
        match self.on {
            None if self.slot == self.series.report => Some(When::Report),
            None => Some(When::Ended(end()?)),
            Some(day) if self.is_current_on(day) => Some(When::On(day)),
            Some(day) => Some(When::EndedAsOf(end()?.min(day), day)),
        }
    }

    /// The slot of another series that was current when this look was taken.
    pub(super) fn current(self, other: &SeriesTimeline) -> Option<Slot> {
        slot_when(self.judge, other, self.when())
    }

    /// The look at another measure, as it stood when this one was taken.
    pub(super) fn elsewhere(self, measure: crate::base::arena::Id<Measure>) -> Option<Self> {
        self.other(&Whose { measure: Some(measure), group: None })
    }
}
