//! Figures that were submitted again: what stood before, and until when.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::data::{Observations, Row};

/// For each row that corrected another, the one that stood until then.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    before: FxHashMap<u32, Row>,
}

impl Corrections {
    /// Only a row that became known on a later day corrects another.
    pub(super) fn of(data: &Observations) -> Self {
        let later = |(old, new): &&(Row, Row)| data.known_on(*old) < data.known_on(*new);
        let before = data.superseded.iter().filter(later).map(|(old, new)| (new.0, *old));
        Self { before: before.collect() }
    }

    /// True when no figure was ever corrected.
    pub(super) fn is_empty(&self) -> bool {
        self.before.is_empty()
    }

    /// The row and those it stood in for, newest first.
    pub(super) fn back_from(&self, row: Row) -> impl Iterator<Item = Row> + '_ {
        std::iter::successors(Some(row), |row| self.before.get(&row.0).copied())
    }

    /// What stood in the place of a row on a day; none before the first was known.
    pub(super) fn known_by(&self, data: &Observations, row: Row, day: NaiveDate) -> Option<Row> {
        self.back_from(row).find(|row| data.known_on(*row).is_none_or(|known| known <= day))
    }

    /// The day a figure was first known, and the days on which it, or its level by hand, was set anew.
    pub(super) fn days(&self, data: &Observations, row: Row) -> Option<(NaiveDate, Vec<NaiveDate>)> {
        let mut days: Vec<NaiveDate> = self.back_from(row).filter_map(|row| data.known_on(row)).collect();
        let first = days.pop()?;
        if !data.judged.is_empty() {
            let set = self.back_from(row).filter_map(|row| data.judged.get(&row.0));
            days.extend(set.map(|set| set.on).filter(|on| *on > first));
        }
        Some((first, days))
    }
}
