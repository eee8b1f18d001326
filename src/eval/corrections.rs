//! Figures that were submitted again: what stood before, and until when.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::data::{Observations, Row, State};

/// For each row that corrected another, the one that stood until then.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    before: FxHashMap<u32, Row>,
    /// Rows that say the figure before them again, with something else beside it: another forecast, another mark.
    repeats: FxHashSet<u32>,
}

/// When a figure became known.
#[derive(Debug, Clone)]
pub(super) struct Days {
    /// The day on which something was first known of it.
    pub first: NaiveDate,
    /// The days on which it, or something it is made of, turned out wrong.
    pub corrected: Vec<NaiveDate>,
    /// The days on which more of it became known, with nothing that was wrong: the figure of another group, a level
    /// set by hand.
    pub more: Vec<NaiveDate>,
}

impl Days {
    /// Of a figure made of others: it is first heard of with the first that is of its own time, and what comes after
    /// that adds to it. True stands beside those that are of its own time.
    pub(super) fn of_all(several: &[(bool, Self)]) -> Option<Self> {
        let own = several.iter().filter(|(own, _)| *own).map(|(_, days)| days.first).min();
        let first = own.or_else(|| several.iter().map(|(_, days)| days.first).max())?;
        let later = |days: Vec<NaiveDate>| {
            let mut days: Vec<NaiveDate> = days.into_iter().filter(|day| *day > first).collect();
            days.sort_unstable();
            days.dedup();
            days
        };
        let all = || several.iter().map(|(_, days)| days);
        let more = all().flat_map(|days| days.more.iter().copied().chain([days.first])).collect();
        let corrected = all().flat_map(|days| days.corrected.iter().copied()).collect();
        Some(Self { first, corrected: later(corrected), more: later(more) })
    }
}

impl Corrections {
    /// Only a row that became known on a later day corrects another.
    pub(super) fn of(data: &Observations) -> Self {
        let later = |(old, new): &&(Row, Row)| data.known_on(*old) < data.known_on(*new);
        let pairs = || data.superseded.iter().filter(later);
        let same = pairs().filter(|(old, new)| is_same_figure(data, *old, *new)).map(|(_, new)| new.0);
        Self { before: pairs().map(|(old, new)| (new.0, *old)).collect(), repeats: same.collect() }
    }

    /// True when no figure was ever corrected.
    pub(super) fn is_empty(&self) -> bool {
        self.before.is_empty()
    }

    /// The row and those it stood in for, newest first.
    pub(super) fn back_from(&self, row: Row) -> impl Iterator<Item = Row> + '_ {
        std::iter::successors(Some(row), |row| self.before.get(&row.0).copied())
    }

    /// True for a row that corrects no figure, only what came with it. A forecast is not a figure.
    pub(super) fn repeats(&self, row: Row) -> bool {
        self.repeats.contains(&row.0)
    }

    /// Each figure that stood in for another, and that one, newest first.
    pub(super) fn revised_from(&self, row: Row) -> impl Iterator<Item = (Row, Row)> + '_ {
        let pairs = self.back_from(row).zip(self.back_from(row).skip(1));
        pairs.filter(|(new, _)| !self.repeats(*new))
    }

    /// What stood in the place of a row on a day; none before the first was known.
    pub(super) fn known_by(&self, data: &Observations, row: Row, day: NaiveDate) -> Option<Row> {
        self.back_from(row).find(|row| data.known_on(*row).is_none_or(|known| known <= day))
    }

    /// The days on which something became known of a figure.
    pub(super) fn days(&self, data: &Observations, row: Row) -> Option<Days> {
        let (mut first, mut corrected, mut more) = (None, Vec::new(), Vec::new());
        for row in self.back_from(row) {
            let Some(day) = data.known_on(row) else { continue };
            if let Some((day, repeats)) = first.replace((day, self.repeats(row))) {
                if repeats { more.push(day) } else { corrected.push(day) }
            }
        }
        let (first, _) = first?;
        if !data.judged.is_empty() {
            let set = self.back_from(row).filter_map(|row| data.judged.get(&row.0));
            more.extend(set.map(|set| set.on).filter(|on| *on > first));
        }
        Some(Days { first, corrected, more })
    }
}

/// True when two rows say the same figure, made of the same counts.
fn is_same_figure(data: &Observations, one: Row, other: Row) -> bool {
    let written = |row: Row| data.mantissa.get(row.0 as usize);
    let same = match data.state(one) {
        State::Number => data.number(one) == data.number(other),
        State::Day | State::Level => written(one) == written(other),
        State::Yes | State::No | State::Missing | State::NotApplicable | State::Withheld => true,
        State::Invalid => false,
    };
    same && data.state(one) == data.state(other)
        && data.numerator(one) == data.numerator(other)
        && data.denominator(one) == data.denominator(other)
}
