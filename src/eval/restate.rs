//! What was reported on earlier days, beside what it is now: the results that a revision of figures, or a change of
//! rules, has altered.
//!
//! A report of an earlier day is judged twice: on the figures known on that day, and on what is known of the same
//! figures today. Figures of which nothing was known on that day alter no report of it.

use chrono::NaiveDate;

use super::assess::Run;
use super::judge::Judge;
use super::outcome::{Cause, Outcome, Restated, Restatement, ResultKind, Standing, TargetUsed};
use super::results;
use super::timeline::{Point, SeriesTimeline};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::model::Measure;

/// One report three times over: by the rules and figures of its day, by the rules of its day and the figures of today,
/// and by the rules and figures of today. Without a change of rules the last two are one.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// The rules of then; the figures known on the day of the report.
    pub then: Run<'a>,
    /// The rules of then; the figures of today.
    pub revised: Run<'a>,
    /// The rules and figures of today.
    pub now: Run<'a>,
    /// The period whose results are compared; none for all.
    pub only: Option<Period>,
}

/// The days on which something was first reported, oldest first.
#[must_use]
pub fn days(run: &Run<'_>) -> Vec<NaiveDate> {
    let judge = Judge::new(run, run.reported());
    let whole = judge.series().iter().filter(|series| !series.is_part);
    let mut days: Vec<NaiveDate> =
        whole.flat_map(|series| judge.moments(series)).map(|moment| moment.day).collect();
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day <= run.as_of);
    days
}

/// What was first reported on the day of `then`, and is otherwise now. `then` knows its figures as of that day.
#[must_use]
pub fn restate(of: &Versions<'_>) -> Restatement {
    let day = of.then.as_of;
    let period = of.then.reported();
    let then = Judge::new(&of.then, period);
    let revised = Judge::restated(&of.revised, period, day);
    let now = Judge::restated(&of.now, period, day);
    let mut found = Restatement::default();
    for id in of.then.book.reading_order() {
        let Some(now_id) = same_measure(of, id) else { continue };
        let (mut were, mut with_data, mut are) = (Vec::new(), Vec::new(), Vec::new());
        results::of_measure(&then, id, &mut were);
        results::of_measure(&revised, id, &mut with_data);
        results::of_measure(&now, now_id, &mut are);
        for was in were.iter().filter(|was| !was.is_part) {
            let like =
                |all: &[Outcome]| all.iter().find(|one| !one.is_part && one.group == was.group).cloned();
            let Some(slot) = first_reported(&then, was).filter(|_| of.looks_at(was)) else { continue };
            let (Some(with_data), Some(is)) = (like(&with_data), like(&are)) else { continue };
            found.compared += 1;
            let three = Three { was, with_data: &with_data, is: &is };
            let restated = three.restated(&now, slot, day);
            found.altered.extend(restated.filter(|one| one.was != one.now));
        }
    }
    found
}

impl Versions<'_> {
    /// True for a result of the period that is looked at.
    fn looks_at(&self, was: &Outcome) -> bool {
        let own = was.figure.as_ref().map(|figure| figure.period).or(was.expected);
        self.only.is_none_or(|only| own.is_some_and(|own| only.covers(&own)))
    }
}

/// The measure of today's rules that a measure of then is now.
fn same_measure(of: &Versions<'_>, id: Id<Measure>) -> Option<Id<Measure>> {
    let measure = &of.then.book.measures[id];
    let all = &of.now.book.measures;
    let by_id = all.iter().find(|(_, other)| other.id.eq_ignore_ascii_case(&measure.id));
    let formerly = |other: &Measure| other.formerly.iter().any(|id| id.eq_ignore_ascii_case(&measure.id));
    by_id.or_else(|| all.iter().find(|(_, other)| formerly(other))).map(|(found, _)| found)
}

/// The slot of a result, if it was first reported on the day of the judge.
fn first_reported(judge: &Judge<'_>, outcome: &Outcome) -> Option<Slot> {
    let series = judge.series_of(outcome.measure, outcome.place)?;
    let moments = judge.moments(series);
    let (last, before) = moments.split_last()?;
    let first = last.day == judge.as_of() && before.iter().all(|moment| moment.slot != last.slot);
    first.then_some(last.slot)
}

/// One result in three versions.
struct Three<'o> {
    was: &'o Outcome,
    with_data: &'o Outcome,
    is: &'o Outcome,
}

impl Three<'_> {
    fn restated(&self, now: &Judge<'_>, slot: Slot, day: NaiveDate) -> Option<Restated> {
        let (mut was, with_data, is) = (standing(self.was), standing(self.with_data), standing(self.is));
        let figure = self.was.figure.as_ref().map(|figure| figure.period);
        let period = figure.or(self.was.expected)?;
        let mut causes = Vec::new();
        if was != with_data {
            let found = revisions(now, self.is, slot, day);
            let target = self.with_data.target.as_ref().filter(|_| was.goal.is_none());
            match (found.as_slice(), target) {
                ([Cause::OtherMeasures], Some(target)) => causes.push(Cause::TargetKnown(target.span)),
                _ => causes.extend(found),
            }
        }
        if with_data != is {
            causes.push(self.rule(now, &with_data, &is));
        }
        // What is withheld now is not to be had from what was said before.
        if is.kind == ResultKind::Withheld {
            was.amount = None;
        }
        Some(Restated {
            measure: self.is.measure,
            group: self.is.group.clone(),
            period,
            reported_on: day,
            was,
            now: is,
            causes,
        })
    }

    fn rule(&self, now: &Judge<'_>, before: &Standing, is: &Standing) -> Cause {
        let target = self.is.target.as_ref().map(|target: &TargetUsed| target.span);
        match (target, self.is.decided_by) {
            (Some(span), _) if before.goal != is.goal => Cause::Target(span),
            (_, Some(span)) if before.level != is.level => Cause::Level(span),
            _ => Cause::Rules(now.book.measures[self.is.measure].id_span),
        }
    }
}

fn standing(of: &Outcome) -> Standing {
    Standing {
        kind: of.kind,
        amount: of.figure.as_ref().map(|figure| figure.amount.clone()),
        level: of.level_word.clone(),
        on_target: of.on_target,
        goal: of.target.as_ref().map(|target| target.goal.clone()),
        moved: of.movement.previous.as_ref().and_then(|seen| seen.better),
    }
}

/// The figures of the measure, up to the slot in question, that were revised since a day; where there are none, the
/// figures were those of other measures.
fn revisions(now: &Judge<'_>, outcome: &Outcome, slot: Slot, day: NaiveDate) -> Vec<Cause> {
    let own = now.of_measure(outcome.measure).iter();
    let about = own.filter(|series| series.place == outcome.place || series.is_part);
    let mut causes: Vec<Cause> =
        about.flat_map(|series| revised_points(now, series, slot, day)).map(|(_, cause)| cause).collect();
    causes.dedup();
    if causes.is_empty() {
        causes.push(Cause::OtherMeasures);
    }
    causes
}

/// The newest first: it is the figure itself, if that was revised.
fn revised_points(
    now: &Judge<'_>,
    series: &SeriesTimeline,
    slot: Slot,
    day: NaiveDate,
) -> Vec<(Slot, Cause)> {
    let own = (series.first..).zip(&series.points).map(|(at, point)| (at, *point));
    let again = series.again.iter().map(|one| (one.slot, one.point));
    let mut found: Vec<(Slot, Cause)> = own
        .chain(again)
        .filter(|(at, _)| *at <= slot)
        .filter_map(|(at, point)| {
            let Point::Row(row) = point else { return None };
            let on = now.data.known_on(row).filter(|on| *on > day)?;
            now.corrections.back_from(row).nth(1)?;
            let cause = Cause::Revised {
                measure: series.measure,
                period: now.data.period(row)?,
                on,
                by: now.data.extra(row).and_then(|extra| extra.submitted_by.clone()),
                source: now.data.cell(row),
            };
            Some((at, cause))
        })
        .collect();
    found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    found
}
