//! Milestones: not met on the last day that is in time, and not met on the day after.

use chrono::NaiveDate;

use super::boundaries::{Setting, day};
use super::generate::{Made, title_of};
use crate::base::rhythm::{Rhythm, Step};
use crate::model::{Goal, Measure};

/// Adds a scenario for each of the two days, where the measure is due on them.
pub(super) fn of(made: &mut Made<'_>, setting: &Setting) {
    let Some(moved) = setting.figures.get(setting.moved) else { return };
    let days = last_days(&made.book.measures[moved.measure]);
    for as_of in days.into_iter().flat_map(|last| [Some(last), last.succ_opt()]).flatten() {
        let Some(on_the_day) = dated(made, setting, as_of) else { continue };
        let title = format!("{} as no on {}", title_of(made.book, setting), day(as_of));
        made.add(&on_the_day, "no", title);
    }
}

/// The last day on which each milestone of a measure is in time.
fn last_days(measure: &Measure) -> Vec<NaiveDate> {
    let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    let days = targets.filter_map(|target| match target.goal {
        Goal::MetBy { day } => Some(day),
        Goal::Limit { .. } | Goal::Between { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } => None,
    });
    days.collect()
}

/// The setting as it is on a day, with the figure of the period that holds it: sent in by then, even where the period has
/// some days to go.
fn dated(made: &Made<'_>, setting: &Setting, as_of: NaiveDate) -> Option<Setting> {
    let book = made.book;
    let mut dated = setting.clone();
    let moved = dated.figures.get_mut(setting.moved)?;
    let own = &book.measures[moved.measure];
    let slot = own.due.slot_of(as_of);
    let whole = own.due.period(slot).filter(|period| period.end <= as_of);
    let first = own.first_due.map(|period| own.due.slot_of(period.end));
    // The newest period that is over; the one that runs, where it is the first.
    let slot = if whole.is_some() || first.is_some_and(|first| slot <= first) { slot } else { slot - 1 };
    let period = own.due.period(slot)?;
    moved.period = crate::model::scenario::period_words(own, &period);
    moved.submitted = (period.end > as_of).then_some(as_of);
    let rhythm = book.framework.due.unwrap_or_else(|| Rhythm::every(Step::Quarter, book.year_start()));
    dated.report = rhythm.period(rhythm.slot_of(as_of.max(period.end)))?;
    dated.as_of = as_of;
    Some(dated)
}
