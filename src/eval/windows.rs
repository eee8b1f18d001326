//! Figures read elsewhere, and several periods put together.

use chrono::{Days, Months};

use super::look::Look;
use super::timeline::SeriesTimeline;
use crate::base::exact::Exact;
use crate::base::rhythm::{Slot, Step, term_from};
use crate::model::{Reach, Whose, Window, Windowed};

/// The looks that a window wants, and those of them that lie within the series.
pub(super) struct Stretch<'j, 'a> {
    /// How many periods it is over.
    pub wanted: u32,
    /// Those from the first of the series on, oldest first (the same period of earlier years: newest first).
    pub looks: Vec<Look<'j, 'a>>,
}

impl<'j, 'a> Look<'j, 'a> {
    /// The look at the figures of another measure or group. What is reckoned is reckoned from figures of one time; what is
    /// only compared is compared with what was current.
    pub(super) fn other(self, whose: &Whose) -> Option<Self> {
        let own = self.series.measure;
        let series = match (&whose.group, whose.measure) {
            (Some(group), measure) => self.judge.of_group(measure.unwrap_or(own), group)?,
            (None, None) => return Some(self),
            (None, Some(measure)) if self.computing => self.judge.like(measure, self.series)?,
            (None, Some(measure)) => self.judge.counterpart(measure, self.series)?,
        };
        let slot = if whose.measure.is_none() { self.slot } else { self.slot_in(series)? };
        Some(self.of(series, slot))
    }

    /// The slot of another series that belongs to this look.
    pub(super) fn slot_in(self, other: &SeriesTimeline) -> Option<Slot> {
        if self.computing { self.aligned(other) } else { self.current(other) }
    }

    /// The slot of another series that holds the last day of this one.
    fn aligned(self, other: &SeriesTimeline) -> Option<Slot> {
        Some(other.rhythm.slot_of(self.series.rhythm.period(self.slot)?.end))
    }

    /// The looks that a window or count is over.
    pub(super) fn stretch(self, whose: &Whose, reach: Reach) -> Option<Stretch<'j, 'a>> {
        let look = self.other(whose)?;
        let base = if whose.measure.is_some() { look.at(self.aligned(look.series)?) } else { look };
        if let Reach::Years(years) = reach {
            let back = |look: &Self| look.years_before(1);
            let looks = std::iter::successors(base.years_before(1), back).take(years as usize);
            let begun = |look: &Self| look.slot >= look.series.earliest;
            return Some(Stretch { wanted: years, looks: looks.take_while(begun).collect() });
        }
        if let Reach::Last(count) = reach {
            let mut looks: Vec<Self> = base.back().take(count as usize).collect();
            looks.reverse();
            return Some(Stretch { wanted: count, looks });
        }
        let first = self.first_of(base, reach)?;
        // Periods that compare with no other are no part of it.
        let comparable = self.judge.comparable(base.series.measure);
        let wanted = u32::try_from(comparable.between(first, base.slot).count()).ok()?;
        let looks = comparable.between(first.max(base.series.earliest), base.slot).map(|slot| base.at(slot));
        Some(Stretch { wanted, looks: looks.collect() })
    }

    /// The first slot that a window reaches, from this look, in the series of another. A period that only ends within the
    /// time is not part of it, and neither is one before the first that was due.
    fn first_of(self, base: Self, reach: Reach) -> Option<Slot> {
        let rhythm = base.series.rhythm;
        let whole_from = |day| {
            let slot = rhythm.slot_of(day);
            let cut = rhythm.period(slot).is_some_and(|period| period.start < day);
            if cut { slot + 1 } else { slot }
        };
        let due = base.measure().first_due.map(|period| rhythm.slot_of(period.end));
        let begun = |slot: Slot| due.map_or(slot, |due| slot.max(due));
        Some(match reach {
            Reach::Last(_) | Reach::Years(_) => base.slot,
            Reach::LastTime(count, step) => {
                let after = rhythm.period(base.slot)?.end.succ_opt()?;
                whole_from(before(after, count, step)?)
            }
            Reach::YearSoFar => {
                let year = self.series.rhythm.period(self.slot)?.its_year(self.measure().year_start)?;
                begun(rhythm.slot_of(year.start))
            }
            Reach::Since(period) => begun(whole_from(period.start)),
            Reach::Within => begun(whole_from(self.series.rhythm.period(self.slot)?.start)),
            Reach::All => begun(base.series.first),
        })
    }

    /// Whether there is what a window takes of this look.
    pub(super) fn is_known_in(self, window: &Windowed) -> bool {
        match (&window.of, window.window) {
            (_, Window::Pooled) => self.fraction().is_some(),
            (Some(of), _) => self.amount_of(of).is_some(),
            (None, _) => self.value().is_some(),
        }
    }

    /// The looks that are put together: several periods, or several measures.
    pub(super) fn gathered(self, window: &Windowed) -> Option<Stretch<'j, 'a>> {
        if window.measures.is_empty() {
            return self.stretch(&window.whose, window.reach);
        }
        let wanted = u32::try_from(window.measures.len()).unwrap_or(u32::MAX);
        let looks = window.measures.iter().filter_map(|measure| self.elsewhere(*measure)).collect();
        Some(Stretch { wanted, looks })
    }

    /// What a window comes to; none when a period it needs is not known.
    pub(super) fn window(self, window: &Windowed) -> Option<Exact> {
        let Stretch { wanted, looks } = self.gathered(window)?;
        let least = window.known_at_least.unwrap_or(wanted) as usize;
        if window.window == Window::Pooled {
            return pooled(&looks, least);
        }
        let amount = |look: Self| match &window.of {
            Some(of) => look.amount_of(of),
            None => look.in_window(window.window),
        };
        let mut known: Vec<Exact> = looks.into_iter().filter_map(amount).collect();
        if window.window == Window::Latest {
            return known.pop();
        }
        if known.is_empty() || known.len() < least {
            return None;
        }
        let total = || known.iter().fold(Exact::zero(), |sum, value| sum.plus(value));
        let count = |n: usize| Exact::from(i64::try_from(n).unwrap_or(i64::MAX));
        match window.window {
            Window::Total => Some(total()),
            Window::Average => total().over(&count(known.len())),
            Window::Lowest => known.into_iter().min(),
            Window::Highest => known.into_iter().max(),
            Window::Median => {
                known.sort();
                let middle = known.len() / 2;
                let upper = known.get(middle)?;
                if known.len() % 2 == 1 {
                    return Some(upper.clone());
                }
                known.get(middle - 1)?.plus(upper).over(&Exact::from(2))
            }
            Window::Pooled | Window::Latest => None,
        }
    }

    /// Numerator and denominator of a figure that may be used.
    pub(super) fn fraction(self) -> Option<(Exact, Exact)> {
        self.number()?;
        self.numerator().zip(self.denominator())
    }
}

/// All numerators over all denominators.
fn pooled(looks: &[Look<'_, '_>], least: usize) -> Option<Exact> {
    let known: Vec<(Exact, Exact)> = looks.iter().filter_map(|look| look.fraction()).collect();
    if known.is_empty() || known.len() < least {
        return None;
    }
    let sum = |part: fn(&(Exact, Exact)) -> &Exact| {
        known.iter().fold(Exact::zero(), |sum, one| sum.plus(part(one)))
    };
    sum(|one| &one.0).times(&looks.first()?.per()?).over(&sum(|one| &one.1))
}

/// The day so long before another.
fn before(day: chrono::NaiveDate, count: u32, step: Step) -> Option<chrono::NaiveDate> {
    match step.months() {
        Some(months) => {
            let months = u32::try_from(months).ok()?.checked_mul(count)?;
            day.checked_sub_months(Months::new(months))
        }
        None if step == Step::Term => Some(term_from(day, -i64::from(count))?.start),
        None => day.checked_sub_days(Days::new(7 * u64::from(count))),
    }
}

impl Look<'_, '_> {
    /// The last day before which a condition has to have begun to hold for it to have lasted so long.
    pub(super) fn lasting_since(self, length: u32, step: Step) -> Option<chrono::NaiveDate> {
        before(self.series.rhythm.period(self.slot)?.end.succ_opt()?, length, step)
    }
}
