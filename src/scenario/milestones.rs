//! Milestones: not met on the last day that is in time, and not met on the day after.

use chrono::{Days, NaiveDate};

use super::boundaries::{Setting, day};
use super::generate::{Made, title_of};
use super::settings::newest;
use crate::base::arena::Id;
use crate::model::{Goal, Measure, RuleBook};

/// So many weeks to each side of the last day in time: longer than any period that a milestone may be reported by.
const WEEKS: u64 = 54;

/// Adds a scenario for each of the two days, where the measure is due on them.
pub(super) fn of(made: &mut Made<'_>, setting: &Setting) {
    let Some(moved) = setting.figures.get(setting.moved) else { return };
    let days = last_days(&made.book.measures[moved.measure]);
    let came = |one: &Setting| one.came(made.book, "no").map(|came| (came.level, came.kind, came.on_target));
    for last in days {
        let after = last.succ_opt().and_then(|after| dated(made.book, setting, after));
        let (Some(in_time), Some(late)) = (dated(made.book, setting, last), after) else { continue };
        // In the middle of a period nobody reports, and the day makes no difference.
        if came(&in_time) == came(&late) {
            continue;
        }
        for one in [in_time, late] {
            let title = format!("{} as no on {}", title_of(made.book, setting), day(one.as_of));
            made.add(&one, "no", title);
        }
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
fn dated(book: &RuleBook, setting: &Setting, as_of: NaiveDate) -> Option<Setting> {
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
    let rhythm = book.rhythm();
    dated.report = rhythm.period(rhythm.slot_of(as_of.max(period.end)))?;
    dated.as_of = as_of;
    Some(dated)
}

/// Met and not met, as of every day that is within a year of the last day in time.
pub(super) fn days_about(book: &RuleBook, id: Id<Measure>) -> Vec<(Setting, &'static str)> {
    let Some(setting) = newest(book, id) else { return Vec::new() };
    let mut all = Vec::new();
    for last in last_days(&book.measures[id]) {
        let days =
            last.checked_sub_days(Days::new(WEEKS * 7)).into_iter().flat_map(|first| first.iter_days());
        for as_of in days.take(usize::try_from(WEEKS * 14).unwrap_or(0)) {
            let dated = dated(book, &setting, as_of);
            all.extend(dated.into_iter().flat_map(|one| [(one.clone(), "yes"), (one, "no")]));
        }
    }
    all
}
