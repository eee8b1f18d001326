//! Up to when things were due: results by the end of the period that is reported, and history by the day of the run.
//!
//! A report is on one period, and says nothing of later ones: in June, a monthly figure is not an old one in the report
//! on the quarter that ended in March. But that nobody has submitted anything for April and May is no reason to let it
//! pass: cases open, and things move on ladders, by what was due on the day. Whoever asks for a period by name wants the
//! history up to its end and no further.

use std::rc::Rc;

use chrono::NaiveDate;

use super::assess::Run;
use super::judge::Judge;
use crate::base::period::Period;
use crate::base::rhythm::{Rhythm, Slot};
use crate::model::{Measure, RuleBook};

/// How far a judge looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Horizon {
    /// The period reported.
    pub period: Period,
    /// True where what was due after its end is looked at too.
    to_the_day: bool,
}

impl Horizon {
    /// Up to the end of a period.
    pub(super) fn of(period: Period) -> Self {
        Self { period, to_the_day: false }
    }

    /// Up to the day of a run, unless it is asked for a period.
    fn of_history(run: &Run<'_>, period: Period) -> Self {
        Self { period, to_the_day: run.period.is_none() }
    }

    /// The last day of the figures of others that results may be held against.
    pub(super) fn end(self, as_of: NaiveDate) -> NaiveDate {
        if self.to_the_day { as_of } else { self.period.end }
    }

    /// The day up to which periods are over that are looked at.
    pub(super) fn cut(self, book: &RuleBook, as_of: NaiveDate) -> NaiveDate {
        if self.to_the_day { as_of } else { book.calendar.over(&self.period).min(as_of) }
    }
}

/// The newest slot of a measure that is over and due.
pub(super) fn expected(book: &RuleBook, measure: &Measure, (cut, day): (NaiveDate, NaiveDate)) -> Slot {
    let over = book.calendar.expected(Rhythm { arrears: None, ..measure.due }, cut);
    book.calendar.expected(measure.due, day).min(over)
}

/// How far the history of a report looks, where something was due after the period that is reported.
fn further(run: &Run<'_>, period: Period) -> Option<Horizon> {
    let (own, further) = (Horizon::of(period), Horizon::of_history(run, period));
    let until = |horizon: Horizon| (horizon.cut(run.book, run.as_of), run.as_of);
    let goes_on = |measure: &Measure| {
        expected(run.book, measure, until(own)) < expected(run.book, measure, until(further))
    };
    // What a measure is held against may be of a later period than any of its own.
    let others = run.book.comparators.is_some() && own.end(run.as_of) < run.as_of;
    (own != further && (others || run.book.measures.values().any(goes_on))).then_some(further)
}

/// A report, and the history that led to it.
pub(super) struct Judges<'a> {
    report: Judge<'a>,
    /// None where nothing was due after the period that is reported.
    history: Option<Judge<'a>>,
}

impl<'a> Judges<'a> {
    /// Of a report on a period.
    pub(super) fn new(run: &Run<'a>, period: Period) -> Self {
        let Some(further) = further(run, period) else {
            return Self { report: Judge::new(run, period), history: None };
        };
        let history = Judge::up_to(run, further);
        let report = Judge::with_stages(run, period, Rc::clone(&history.stages));
        Self { report, history: Some(history) }
    }

    /// The same without the stages of ladders.
    pub(super) fn without_stages(run: &Run<'a>, period: Period) -> Self {
        let history = further(run, period).map(|horizon| Judge::without_stages(run, horizon));
        Self { report: Judge::without_stages(run, Horizon::of(period)), history }
    }

    /// The report, by what was due for its period.
    pub(super) fn report(&self) -> &Judge<'a> {
        &self.report
    }

    /// The history, by what was due on its day.
    pub(super) fn history(&self) -> &Judge<'a> {
        self.history.as_ref().unwrap_or(&self.report)
    }
}
