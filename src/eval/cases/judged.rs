//! Every case of a book: each judged series replayed, then the book as a whole.

use std::rc::Rc;

use chrono::NaiveDate;

use super::{Replay, Watched, sort};
use crate::base::rhythm::{Rhythm, Step};
use crate::data::PlaceId;
use crate::eval::assess::Run;
use crate::eval::judge::Judge;
use crate::eval::known_then::Past;
use crate::eval::moment::Moment;
use crate::eval::outcome::Case;
use crate::model::{Scope, Target};

/// Every case that the book's escalations ever opened, in order. Groups that only make up a whole are not watched by
/// themselves.
#[must_use]
pub fn cases(judge: &Judge<'_>, run: &Run<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    if run.book.escalations.is_empty() {
        return cases;
    }
    let replay = Replay::new(run.book, run.responses, run.as_of);
    let past = Past::new(run, judge.period(), Rc::clone(&judge.stages));
    let targets_known = targets_known(run);
    for series in judge.series().iter().filter(|series| !series.is_part) {
        let moments = judge.moments(series);
        let group = judge.label(series.place);
        let watched =
            Watched { measure: Some(series.measure), place: series.place, group, moments: &moments };
        let mut corrected = judge.correction_days(series);
        corrected.extend(&targets_known);
        corrected.sort_unstable();
        cases.extend(replay.series(&watched, &|condition, moment, looped| {
            // Until a figure was corrected, or a target known, the rules were applied to what was known before.
            match corrected.iter().find(|day| **day > moment.day).and_then(|day| day.pred_opt()) {
                None => judge.holds(condition, series, moment.slot, looped),
                Some(eve) => past.on(eve).holds_as_it_was(condition, series, moment.slot, looped),
            }
        }));
    }
    cases.extend(of_whole_book((judge, run), &past, &replay, &targets_known));
    sort(run.book, &mut cases);
    cases
}

/// Cases about the book as a whole, which count over its measures: any series will do to look from.
fn of_whole_book(
    (judge, run): (&Judge<'_>, &Run<'_>),
    past: &Past<'_, '_>,
    replay: &Replay<'_>,
    targets_known: &[NaiveDate],
) -> Vec<Case> {
    let wanted = run.book.escalations.values().any(|rule| matches!(rule.scope, Scope::WholeBook));
    let Some(series) = judge.series().iter().find(|series| !series.is_part).filter(|_| wanted) else {
        return Vec::new();
    };
    let moments = report_moments(judge, run);
    let watched = Watched { measure: None, place: PlaceId::WHOLE, group: String::new(), moments: &moments };
    replay.series(&watched, &|condition, moment, looped| {
        let slot = series.rhythm.slot_of(moment.period.end);
        match targets_known.iter().find(|day| **day > moment.day).and_then(|day| day.pred_opt()) {
            None => judge.holds(condition, series, slot, looped),
            Some(eve) => past.on(eve).holds_as_it_was(condition, series, slot, looped),
        }
    })
}

/// The days up to the report on which targets of the book became known, oldest first.
fn targets_known(run: &Run<'_>) -> Vec<NaiveDate> {
    let targets = run.book.measures.values().flat_map(|measure| &measure.targets);
    let known = targets.flat_map(|sequence| &sequence.targets).filter_map(Target::known_on);
    let mut days: Vec<NaiveDate> = known.filter(|day| *day <= run.as_of).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The book's report days, or else the ends of its report periods from the first figure to the report.
fn report_moments(judge: &Judge<'_>, run: &Run<'_>) -> Vec<Moment> {
    let year_start = run.book.year_start();
    let rhythm = run.book.framework.due.unwrap_or_else(|| Rhythm::every(Step::Quarter, year_start));
    let days = &run.book.framework.report_days;
    let at = |day| {
        let slot = rhythm.slot_of(day);
        Some(Moment { slot, period: rhythm.period(slot)?, day, corrected: false })
    };
    if !days.is_empty() {
        return days.iter().filter(|day| **day <= run.as_of).filter_map(|day| at(*day)).collect();
    }
    let cut = judge.period().end.min(run.as_of);
    let first = run.data.periods.iter().map(|period| period.end).min().unwrap_or(cut);
    let slots = rhythm.slot_of(first)..=rhythm.slot_of(cut);
    slots.filter_map(|slot| rhythm.period(slot)).filter(|p| p.end <= cut).filter_map(|p| at(p.end)).collect()
}
