//! Levels that people set on figures, beside the ones that the rules give.

use super::judge::Judge;
use super::look::Look;
use super::outcome::{Outcome, Remark, ResultKind, SetByHand};
use super::results::level_word;
use super::timeline::{Point, SeriesTimeline};
use crate::data::{Judgement, Row, State};

impl<'a> Look<'_, 'a> {
    /// The level that was set on this figure and is known on the report day; none on what is not there.
    pub(super) fn set_level(self) -> Option<&'a Judgement> {
        let data = self.judge.data;
        if data.judged.is_empty() || self.supposed.is_some() || self.measure().faulty {
            return None;
        }
        let has_figure = match self.point()? {
            Point::Row(row) => matches!(data.state(row), State::Number | State::Yes | State::No | State::Day),
            Point::Joined | Point::Computed => true,
            Point::Gap | Point::Undated(_) | Point::Baseline => false,
        };
        let row = if has_figure { self.row_of_its_own() } else { None };
        data.judged.get(&row?.0).filter(|set| set.on <= self.known_by())
    }

    /// The row of this series and slot, also where its figure is made of others.
    pub(super) fn row_of_its_own(self) -> Option<Row> {
        self.row().or_else(|| {
            let data = self.judge.data;
            let series = data.find(self.series.measure, self.series.place)?;
            let is_of_slot = |row: &Row| {
                data.period(*row).is_some_and(|period| self.series.rhythm.slot_of(period.end) == self.slot)
            };
            data.rows(series).rev().find(is_of_slot)
        })
    }
}

/// Puts the level that was set in the place of the one that the rules give, and keeps that beside it.
pub(super) fn apply(judge: &Judge<'_>, series: &SeriesTimeline, outcome: &mut Outcome) {
    let fit = match outcome.kind {
        ResultKind::Rated | ResultKind::Unrated | ResultKind::NotRated => true,
        ResultKind::Missing
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable
        | ResultKind::Invalid => false,
    };
    let Some(set) = judge.look(series, series.report).set_level().filter(|_| fit) else { return };
    let word = level_word(judge, series, Some(set.level));
    let remark = SetByHand {
        word: word.clone(),
        by: set.by.clone(),
        on: set.on,
        because: set.because.clone(),
        computed: outcome.level,
        computed_word: std::mem::replace(&mut outcome.level_word, word),
        computed_kind: outcome.kind,
    };
    outcome.remarks.insert(0, Remark::SetByHand(Box::new(remark)));
    if outcome.kind != ResultKind::Rated && !outcome.reason.is_empty() {
        let reason = std::mem::take(&mut outcome.reason);
        outcome.remarks.push(Remark::Said(format!("by the rules: {reason}")));
    }
    (outcome.kind, outcome.level) = (ResultKind::Rated, Some(set.level));
}
