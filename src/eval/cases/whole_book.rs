//! Cases about the book as a whole: looked at on its report days, or else whenever something became known.

use chrono::NaiveDate;

use super::judged::known_days;
use super::words;
use super::{Replay, Watched};
use crate::base::rhythm::{Rhythm, Slot};
use crate::data::PlaceId;
use crate::eval::assess::Run;
use crate::eval::judge::Judge;
use crate::eval::moment::Moment;
use crate::eval::outcome::{Case, Prompt};
use crate::eval::telling;
use crate::eval::timeline::{Made, SeriesTimeline};
use crate::model::walk::Part;
use crate::model::{Condition, RuleBook, Scope, Tally};

/// Every case about the whole book.
pub(super) fn cases(judge: &Judge<'_>, run: &Run<'_>, replay: &Replay<'_>) -> Vec<Case> {
    let wanted = run.book.escalations.values().any(|rule| matches!(rule.scope, Scope::WholeBook));
    let Some(series) = stand_in(judge, run).filter(|_| wanted) else { return Vec::new() };
    let report_days = &run.book.framework.report_days;
    let days = if report_days.is_empty() { known_days(judge) } else { report_days.clone() };
    let known = days.iter().filter(|day| **day <= run.as_of);
    let moments: Vec<Moment> = known.filter_map(|day| look_on(&series, *day)).collect();
    let watched = Watched { measure: None, place: PlaceId::WHOLE, group: String::new(), moments: &moments };
    replay.series(&watched, &|condition, moment, looped| {
        judge.holds_on(condition, &series, moment.slot, looped, moment.day)
    })
}

/// A series with no figures of its own, in the book's rhythm, from which the measures are looked at.
fn stand_in(judge: &Judge<'_>, run: &Run<'_>) -> Option<SeriesTimeline> {
    let rhythm = rhythm(run.book);
    let ends = run.data.periods.iter().map(|period| period.end).filter(|end| *end <= run.as_of);
    let first = rhythm.slot_of(ends.min()?);
    let last = newest_ended(rhythm, run.as_of);
    Some(SeriesTimeline {
        measure: judge.book.measures.ids().next()?,
        place: PlaceId::WHOLE,
        rhythm,
        first,
        points: Vec::new(),
        again: Vec::new(),
        earliest: first,
        is_part: false,
        made: Made::Whole,
        expected: last,
        expected_once: last,
        report: Slot::MAX,
        // No grade and no run of it is remembered.
        at: usize::MAX,
        offset: usize::MAX,
    })
}

fn rhythm(book: &RuleBook) -> Rhythm {
    Rhythm { arrears: None, returned: None, ..book.rhythm() }
}

/// The newest slot that has ended by a day.
fn newest_ended(rhythm: Rhythm, day: NaiveDate) -> Slot {
    let slot = rhythm.slot_of(day);
    if rhythm.period(slot).is_some_and(|period| period.end <= day) { slot } else { slot - 1 }
}

fn look_on(series: &SeriesTimeline, day: NaiveDate) -> Option<Moment> {
    let slot = newest_ended(series.rhythm, day);
    Some(Moment { as_known_then: true, ..Moment::new(slot, series.rhythm.period(slot)?, day) })
}

/// The facts of cases about the whole book: how many, and which.
pub fn add_book_facts(judge: &Judge<'_>, run: &Run<'_>, cases: &[Case], prompts: &mut [Prompt]) {
    for prompt in prompts {
        let Some(case) = cases.get(prompt.case).filter(|case| case.measure.is_none()) else { continue };
        let Some(series) = stand_in(judge, run) else { continue };
        let slot = newest_ended(series.rhythm, run.as_of);
        let look = crate::eval::look::Look { on: Some(run.as_of), ..judge.look(&series, slot) };
        let counts = tallies(&run.book.escalations[case.escalation].when).into_iter();
        prompt.facts = counts.map(|tally| words::sentence(&telling::told_tally(look, tally))).collect();
    }
}

/// Every count in a condition.
fn tallies(condition: &Condition) -> Vec<&Tally> {
    match condition {
        Condition::Tally(tally) => vec![tally],
        // What is asked of another measure is not a count over the book.
        Condition::OfMeasure { .. } => Vec::new(),
        _ => condition
            .parts()
            .into_iter()
            .flat_map(|part| match part {
                Part::Condition(inner) => tallies(inner),
                Part::Amount(_) => Vec::new(),
            })
            .collect(),
    }
}
