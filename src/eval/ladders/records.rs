//! Conditions on what is on record: stages, acts and decisions.

use chrono::NaiveDate;

use super::acts::is_known;
use super::climbers::is_observer;
use crate::base::arena::Id;
use crate::base::rhythm::Slot;
use crate::data::{Act, What};
use crate::eval::look::Look;
use crate::eval::moment::truth_of;
use crate::eval::outcome::{Climber, Truth};
use crate::eval::timeline::SeriesTimeline;
use crate::model::{Event, Ladder, Per, Record};
use crate::stats::Interval;

/// The thing on a ladder that is being moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Climbing {
    /// The ladder.
    pub ladder: Id<Ladder>,
    /// The thing.
    pub climber: Climber,
    /// The slot and day on which it came into its stage; none where it has been there from the beginning.
    pub entered: Option<(Slot, NaiveDate)>,
    /// The move in question.
    pub moving: Moving,
    /// How acts are taken.
    pub taken: Taken,
}

/// A move that a condition may be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moving {
    /// Into a stage.
    Into(usize),
    /// Out of a stage, to a lower one.
    OutOf(usize),
}

/// How acts and decisions are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// As they are on record.
    AsRecorded,
    /// As if nothing had been decided: what the rules alone would give.
    WithoutDecisions,
    /// As if everything had happened and been decided, to see whether only that is missing.
    AsIfDone,
}

impl<'j, 'a> Look<'j, 'a> {
    /// Whether a condition on the record holds.
    pub(in crate::eval) fn on_record(self, record: &Record) -> Truth {
        let taken = self.facts.climbing.map_or(Taken::AsRecorded, |climbing| climbing.taken);
        match record {
            Record::InStage { ladder, stage } => self.in_stage(*ladder, *stage),
            Record::Happened { .. } | Record::DecidedBy(_) if taken == Taken::AsIfDone => Truth::True,
            Record::Happened { event, state, since_it } => {
                truth_of(self.happened(*event, *state, *since_it).map(|act| act.is_some()))
            }
            Record::DecidedBy(_) if taken == Taken::WithoutDecisions => Truth::False,
            Record::DecidedBy(party) => truth_of(Some(self.decided(*party).is_some())),
            Record::SinceEntry { better } => truth_of(self.since_entry().and_then(|two| {
                let way = self.higher_is_better()?;
                Some(if way == *better { two.now.is_above(&two.then) } else { two.then.is_above(&two.now) })
            })),
        }
    }

    /// Whether it was in a stage as the period began. What is not on the ladder is in none of its stages.
    fn in_stage(self, id: Id<Ladder>, stage: usize) -> Truth {
        let ladder = &self.judge.book.ladders[id];
        let period = self.series.rhythm.period(self.slot);
        let (Some(period), false) = (period, ladder.faulty) else { return Truth::Unknown };
        let known = self.facts.now.map(|(_, day)| day);
        let own = self.facts.climbing.filter(|climbing| is_observer(self.series) && climbing.ladder == id);
        let is = |climber: Climber| match own {
            Some(climbing) => climbing.climber == climber,
            None => self.stands_as(ladder, climber),
        };
        truth_of(Some(self.judge.stages.was_in(id, stage, period.start, known, is)))
    }

    /// True when a series looked at is what stands on a ladder, or belongs to it.
    fn stands_as(self, ladder: &Ladder, climber: Climber) -> bool {
        let judge = self.judge;
        match (climber, ladder.per) {
            (Climber::Measure(id, place), _) if id == self.series.measure => {
                let whole = || place == crate::data::PlaceId::WHOLE && self.series.is_part;
                !is_observer(self.series) && (place == self.series.place || whole())
            }
            (Climber::Measure(..), _) => false,
            (Climber::Board(party), _) => match self.climber() {
                Climber::Measure(id, _) => judge.book.measures[id].owner == Some(party),
                other => other == climber,
            },
            (Climber::Theme(theme), _) => match self.climber() {
                Climber::Measure(id, _) => judge.book.measures[id].themes.contains(&theme),
                other => other == climber,
            },
            (Climber::Group(place), Per::Group(_)) => judge.is_within(self.series.place, place),
            (Climber::Group(_), Per::Measure | Per::Board | Per::Theme | Per::Book) => false,
            (Climber::Book, _) => true,
        }
    }

    /// What a look is at: the thing that is being moved, or else the series.
    fn climber(self) -> Climber {
        let own = |climbing: &super::Climbing| match climbing.climber {
            Climber::Group(place) => self.series.place == place,
            Climber::Measure(id, place) => self.series.measure == id && self.series.place == place,
            Climber::Board(_) | Climber::Theme(_) | Climber::Book => is_observer(self.series),
        };
        let series = Climber::Measure(self.series.measure, self.series.place);
        self.facts.climbing.filter(own).map_or(series, |climbing| climbing.climber)
    }

    /// The day up to which acts are known: that of the look, or the end of an earlier period that is looked back at.
    fn record_day(self) -> NaiveDate {
        let period = self.series.rhythm.period(self.slot);
        match (self.facts.now, period) {
            (Some((start, _)), Some(period)) if period.end < start => period.end,
            (Some((_, day)), _) => day,
            (None, _) if self.on.is_some() => self.today(),
            (None, _) if self.slot == self.series.report => self.judge.as_of,
            (None, _) => self.period().map_or(self.judge.as_of, |period| period.end),
        }
    }

    /// The day since which `since it entered` or `since it opened` counts; none where neither has happened.
    fn since(self) -> Option<NaiveDate> {
        match self.facts.climbing {
            Some(climbing) => Some(climbing.entered.map_or(NaiveDate::MIN, |(_, day)| day)),
            None => self.facts.opened_on,
        }
    }

    /// The newest act by which a condition on an event holds; the outer none where it cannot be known.
    pub(super) fn happened(
        self,
        event: Id<Event>,
        state: Option<usize>,
        since_it: bool,
    ) -> Option<Option<&'j Act>> {
        let since = if since_it { self.since()? } else { NaiveDate::MIN };
        let wanted = |act: &&Act| match act.what {
            What::Happened { event: own, state: became } => {
                own == event && state.is_none_or(|state| state == became) && act.on >= since
            }
            What::MovesTo { .. } | What::Leaves { .. } => false,
        };
        let day = self.record_day();
        Some(self.own_acts().filter(|act| is_known(act, day)).filter(wanted).max_by_key(|act| act.on))
    }

    fn own_acts(self) -> impl Iterator<Item = &'j Act> + use<'j, 'a> {
        let climber = self.climber();
        self.judge.acts.iter().filter(move |act| self.judge.is_about(&act.about, climber))
    }

    /// The newest decision of a party on the move in question, taken since the thing came into its stage.
    pub(super) fn decided(self, party: Id<crate::model::Party>) -> Option<&'j Act> {
        let climbing = self.facts.climbing.filter(|c| c.taken != Taken::WithoutDecisions)?;
        let entered = climbing.entered.map_or(NaiveDate::MIN, |(_, day)| day);
        let on_it = |act: &&Act| match (act.what, climbing.moving) {
            (What::MovesTo { ladder, stage }, Moving::Into(into)) => {
                ladder == climbing.ladder && stage == into && act.on >= entered
            }
            (What::MovesTo { ladder, stage }, Moving::OutOf(from)) => {
                ladder == climbing.ladder && stage < from && act.on > entered
            }
            (What::Leaves { ladder }, Moving::OutOf(_)) => ladder == climbing.ladder && act.on > entered,
            (What::Leaves { .. }, Moving::Into(_)) | (What::Happened { .. }, _) => false,
        };
        let day = self.record_day();
        let own = self.own_acts().filter(|act| is_known(act, day) && act.party == Some(party));
        own.filter(on_it).max_by_key(|act| act.on)
    }

    /// The 95% intervals of the share now and of that on which the stage was entered.
    pub(super) fn since_entry(self) -> Option<TwoShares> {
        let (slot, _) = self.facts.climbing?.entered?;
        let of = |look: Self| Interval::wilson_95(&look.numerator()?, &look.denominator()?);
        Some(TwoShares { now: of(self)?, then: of(self.at(slot))?, entered: slot })
    }

    /// True for a measure that a count on a ladder is over: one of the thing's own, where a ladder is being climbed.
    pub(in crate::eval) fn counts_for(self, series: &SeriesTimeline) -> bool {
        let by_group = matches!(self.facts.climbing, Some(Climbing { climber: Climber::Group(_), .. }));
        let listed = !series.is_part || by_group;
        listed
            && self.facts.climbing.is_none_or(|climbing| match climbing.climber {
                // What stands on the ladder by itself counts over whatever measures its condition names.
                Climber::Measure(..) | Climber::Book => true,
                Climber::Board(_) | Climber::Theme(_) | Climber::Group(_) => {
                    super::climbers::belongs(self.judge, series, climbing.climber)
                }
            })
    }
}

/// A share in two periods.
pub(super) struct TwoShares {
    pub now: Interval,
    pub then: Interval,
    pub entered: Slot,
}
