//! Milestones: until when nothing is owed of one, and from when one that is met asks for nothing more.
//!
//! A figure of one says whether it was met, or on which day. Before its day nothing is due; a word that it is not met yet
//! may be sent all the same. Once it is met, it is done, and stays so until somebody says otherwise.

use chrono::NaiveDate;

use super::judge::Judge;
use super::look::Look;
use super::outcome::{GoalUsed, Truth};
pub(super) use super::outcome::{is_milestone, milestone_days as days};
use super::timeline::{Builder, Made, Point, SeriesTimeline};
use crate::base::period::date_name;
use crate::base::rhythm::Slot;
use crate::data::{Observations, Row, State};
use crate::model::Measure;

/// True for a row that says that the milestone was met, on a day that is past on `day`. A day that was still to come when
/// it was sent in is a plan: somebody has yet to say that it came true.
pub(super) fn says_done(data: &Observations, row: Row, day: NaiveDate) -> bool {
    match data.state(row) {
        State::Yes => true,
        State::Day => {
            let by = data.known_on(row).map_or(day, |known| known.min(day));
            day_of(data, row).is_some_and(|met| met <= by)
        }
        State::No
        | State::Number
        | State::Level
        | State::Missing
        | State::NotApplicable
        | State::Withheld
        | State::Invalid => false,
    }
}

fn day_of(data: &Observations, row: Row) -> Option<NaiveDate> {
    let days = i32::try_from(*data.mantissa.get(row.0 as usize)?).ok()?;
    NaiveDate::from_num_days_from_ce_opt(days)
}

impl Builder<'_> {
    /// The slot of the newest figure of a milestone, where that says that it is done: nothing more is due of it then, and a
    /// blank row that comes after it says nothing and is left out. One that came before it stood until then.
    pub(super) fn until_done(&self, measure: &Measure, rows: &mut Vec<(Slot, Row)>) -> Option<Slot> {
        if !is_milestone(measure) {
            return None;
        }
        let done = self.done(rows, self.as_of)?;
        let came = |row| self.corrections.days(self.data, row).map(|days| days.first);
        let stood = |row| came(row).is_some_and(|day| self.done(rows, day).is_none());
        let kept = rows.iter().copied().filter(|(slot, row)| *slot <= done || stood(*row));
        *rows = kept.collect();
        Some(done)
    }

    fn done(&self, rows: &[(Slot, Row)], day: NaiveDate) -> Option<Slot> {
        let known = rows
            .iter()
            .rev()
            .filter_map(|(slot, row)| Some((*slot, self.corrections.known_by(self.data, *row, day)?)));
        newest_done(self.data, known, day.min(self.day))
    }
}

/// The slot of the newest figure of some, newest first, where that says that the milestone is done.
fn newest_done(
    data: &Observations,
    known: impl Iterator<Item = (Slot, Row)>,
    day: NaiveDate,
) -> Option<Slot> {
    let mut told = known.filter(|(_, row)| data.state(*row) != State::Missing);
    let (slot, row) = told.next()?;
    says_done(data, row, day).then_some(slot)
}

impl Look<'_, '_> {
    /// The day up to which milestones are known: for the newest figure the day of the look. One that a newer figure has
    /// followed tells of its own period, all of which was over.
    pub(super) fn clock(self) -> Option<NaiveDate> {
        let after = || self.period().and_then(|period| period.end.succ_opt());
        match self.on {
            Some(day) if self.is_current_on(day) => Some(day),
            Some(day) => after().map(|after| after.min(day)),
            None if self.slot == self.series.report => Some(self.judge.milestones_by()),
            None => after(),
        }
    }

    /// Whether what is met was met by a day. It was where a figure that says so is of a time that had begun by then, and
    /// was not where one of the time up to that day or later said no before it. Where neither is known, a yes that is of
    /// a later time may have been one all along.
    pub(super) fn was_met_by(self, day: NaiveDate) -> Truth {
        for look in std::iter::successors(Some(self), |look| look.earlier()) {
            let Some(period) = look.period() else { continue };
            match look.state() {
                Some(State::Yes) if period.start <= day => return Truth::True,
                Some(State::No) => return if period.end >= day { Truth::False } else { Truth::Unknown },
                _ => {}
            }
        }
        Truth::Unknown
    }

    /// Why it is not known whether what is met was met by its day; none where it is known.
    pub(super) fn met_since(self) -> Option<String> {
        let goal = self.goal()?;
        let GoalUsed::MetBy { day } = goal.as_ref() else { return None };
        let is_open = self.state() == Some(State::Yes) && self.was_met_by(*day) == Truth::Unknown;
        let looks = std::iter::successors(Some(self), |look| look.earlier());
        let met = looks.take_while(|look| look.state() != Some(State::No));
        let first = met.filter(|look| look.state() == Some(State::Yes)).last()?.period()?;
        let day = date_name(*day);
        is_open.then(|| {
            format!("it is first said to be met {}, and no figure says whether it was by {day}", first.when())
        })
    }

    /// The day by which a milestone has to be met, where it is not met yet and the day has not passed.
    pub(super) fn milestone_ahead(self) -> Option<NaiveDate> {
        if self.state() != Some(State::No) {
            return None;
        }
        self.still_to_come()
    }

    /// The day by which a milestone has to be met, where that has not passed; none for what is no milestone.
    pub(super) fn still_to_come(self) -> Option<NaiveDate> {
        if !is_milestone(self.measure()) {
            return None;
        }
        match self.in_force().goal() {
            Some(GoalUsed::MetBy { day }) if self.clock() <= Some(*day) => Some(*day),
            _ => None,
        }
    }

    /// True where a figure is due of a slot, and of a milestone only once its day has passed.
    pub(super) fn is_owed(self) -> bool {
        let due = self.judge.is_due(self.series, self.slot);
        due && (!is_milestone(self.measure())
            || (self.still_to_come().is_none() && self.done_on(self.today()).is_none()))
    }

    /// The slot of the newest figure known on a day, where that says that the milestone is done.
    pub(super) fn done_on(self, day: NaiveDate) -> Option<Slot> {
        done_on(self.judge, self.series, day)
    }
}

/// The slot of the newest figure of a milestone known on a day, where that says that it is done; of one by groups, where
/// it is done in all of them.
pub(super) fn done_on(judge: &Judge<'_>, series: &SeriesTimeline, day: NaiveDate) -> Option<Slot> {
    if !is_milestone(judge.measure(series)) {
        return None;
    }
    if matches!(series.made, Made::Worst | Made::Total | Made::Gap) {
        let parts = judge.parts(series).filter(|part| has_to_be_met(part));
        let done: Option<Vec<Slot>> = parts.map(|part| done_on(judge, part, day)).collect();
        return done?.into_iter().max();
    }
    let newest = series.rhythm.slot_of(day).min(series.last());
    let rows = (series.first..=newest).rev().filter_map(|slot| match series.point(slot)? {
        Point::Row(row) => Some((slot, judge.corrections.known_by(judge.data, row, day)?)),
        Point::Gap | Point::Undated(_) | Point::Baseline | Point::Joined | Point::Computed => None,
    });
    newest_done(judge.data, rows, day)
}

/// True for a group that has to meet a milestone for the whole to meet it: one that it applies to, and not one that holds
/// others.
pub(super) fn has_to_be_met(part: &SeriesTimeline) -> bool {
    part.made.is_own() && !matches!(part.made, Made::Excluded(_))
}
