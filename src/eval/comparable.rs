//! Which periods of a measure compare with one another: those of one definition that are not left out.

use std::ops::RangeInclusive;

use crate::base::rhythm::Slot;
use crate::model::{Measure, RuleBook};

/// What a measure says of its slots. Nearly all measures say nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Comparable {
    /// The first slot of each definition but the first.
    breaks: Vec<Slot>,
    /// Runs of slots that compare with no other.
    excluded: Vec<RangeInclusive<Slot>>,
}

impl Comparable {
    /// One for each measure of a book.
    pub(super) fn of_book(book: &RuleBook) -> Vec<Self> {
        book.measures.values().map(Self::of).collect()
    }

    fn of(measure: &Measure) -> Self {
        let due = measure.due;
        let begins = measure.definitions.iter().filter_map(|definition| definition.from);
        let run = |period: &crate::base::period::Period| {
            let inside = |slot: &Slot| due.period(*slot).is_some_and(|own| period.covers(&own));
            let ends = due.slot_of(period.start)..=due.slot_of(period.end);
            let (first, last) = (ends.clone().find(inside)?, ends.rev().find(inside)?);
            Some(first..=last)
        };
        let excluded = measure.excluded.iter().flat_map(|exclusion| &exclusion.periods);
        Self {
            breaks: begins.map(|from| due.slot_of(from.start)).collect(),
            excluded: excluded.filter_map(run).collect(),
        }
    }

    /// Position of the definition that a slot's own figure is by.
    pub(super) fn definition_of(&self, slot: Slot) -> u8 {
        let begun = self.breaks.iter().filter(|first| **first <= slot).count();
        u8::try_from(begun).unwrap_or(u8::MAX)
    }

    /// The first slot of a definition; none for the first of all.
    pub(super) fn first_of(&self, definition: u8) -> Option<Slot> {
        self.breaks.get(usize::from(definition).checked_sub(1)?).copied()
    }

    /// True where the definition never changed.
    pub(super) fn is_one_definition(&self) -> bool {
        self.breaks.is_empty()
    }

    /// True for a slot that compares with no other.
    pub(super) fn is_excluded(&self, slot: Slot) -> bool {
        self.excluded.iter().any(|run| run.contains(&slot))
    }

    /// The slot before one that is not left out.
    pub(super) fn before(&self, slot: Slot) -> Slot {
        let mut before = slot - 1;
        while let Some(run) = self.excluded.iter().find(|run| run.contains(&before)) {
            before = run.start() - 1;
        }
        before
    }

    /// The slots from `first` to `last` that are not left out.
    pub(super) fn between(&self, first: Slot, last: Slot) -> impl Iterator<Item = Slot> + '_ {
        (first..=last).filter(|slot| !self.is_excluded(*slot))
    }
}
