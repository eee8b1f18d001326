//! The days on which history is replayed, and what is known of answers on each.

use std::rc::Rc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::judge::Judge;
use super::ladders::Climbing;
use super::outcome::Truth;
use super::timeline::{Point, SeriesTimeline};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::model::{Escalation, Measure, PeerSet, Target};

/// One look at a series: the figure that is current on a report day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The slot whose figure is current.
    pub slot: Slot,
    /// The period that the figure is of, or, where it is missing, the period it was expected for.
    pub period: Period,
    /// The report day: one of the book's report days, else the day the figure became known.
    pub day: NaiveDate,
    /// True when there is no newer figure than at the look before, and one known then was corrected since.
    pub corrected: bool,
}

/// What is known of the answers to the cases of one series on one day. Conditions on the loop read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoopFacts {
    /// The escalation whose condition is being read: `no response` without a name is about its own case.
    pub asking: Option<Id<Escalation>>,
    /// For each escalation that has a live case: whether it has had no response.
    pub no_response: FxHashMap<Id<Escalation>, bool>,
    /// For each escalation that has a live case: whether it has had no response and its due day has passed.
    pub overdue: FxHashMap<Id<Escalation>, bool>,
    /// Whether a recovery day named in a response has passed; unknown when none was named.
    pub recovery_passed: Option<bool>,
    /// Whether the newest response has the same text as the one before; unknown with fewer than two.
    pub same_text: Option<bool>,
    /// The first day of the period looked at, and the day of the look; without them, as of the report.
    pub now: Option<(NaiveDate, NaiveDate)>,
    /// The day the case that is being asked about opened.
    pub opened_on: Option<NaiveDate>,
    /// The thing on a ladder that is being moved.
    pub climbing: Option<Climbing>,
}

/// `Some(true)` is true, `Some(false)` is false, `None` is unknown.
#[must_use]
pub fn truth_of(known: Option<bool>) -> Truth {
    match known {
        Some(true) => Truth::True,
        Some(false) => Truth::False,
        None => Truth::Unknown,
    }
}

/// Something that became known of a series: a figure, or that one known before was wrong.
#[derive(Clone, Copy)]
struct News {
    day: NaiveDate,
    slot: Slot,
    period: Period,
    corrects: bool,
    /// A figure of others became known, and none of the series' own.
    of_others: bool,
}

/// The look before, and what became known since.
#[derive(Default)]
struct Looking {
    last: Option<Slot>,
    on: Option<NaiveDate>,
    of_others: bool,
    current: Option<News>,
    corrected: bool,
    /// A target became known.
    renewed: bool,
}

impl Looking {
    fn hear(&mut self, news: News) {
        if news.of_others {
            self.of_others |= self.on != Some(news.day);
            return;
        }
        self.corrected |= news.corrects;
        if self.current.is_none_or(|current| current.slot < news.slot) {
            self.current = Some(news);
        }
    }

    fn is_news(&self) -> bool {
        self.corrected
            || self.of_others
            || self.renewed
            || self.last != self.current.map(|current| current.slot)
    }

    fn look(&mut self, day: NaiveDate) -> Option<Moment> {
        let current = self.current?;
        let corrected = self.corrected && self.last == Some(current.slot);
        (self.last, self.corrected, self.renewed) = (Some(current.slot), false, false);
        (self.on, self.of_others) = (Some(day), false);
        Some(Moment { slot: current.slot, period: current.period, day, corrected })
    }
}

impl Judge<'_> {
    /// The looks taken at a series, oldest first: on each report day the figure that was current, then any figure or
    /// correction that became known after the last report day. Without report days, each on the day it became known.
    #[must_use]
    pub fn moments(&self, series: &SeriesTimeline) -> Vec<Moment> {
        let mut news = self.news(series);
        news.extend(self.news_of_others(series));
        news.sort_by_key(|news| (news.day, news.of_others, news.corrects, news.slot));
        let days = self.book.framework.report_days.iter().copied().filter(|day| *day <= self.as_of);
        let mut days: Vec<NaiveDate> = days.collect();
        days.sort_unstable();
        let mut moments = Vec::with_capacity(news.len().max(days.len()));
        let mut news = news.into_iter().peekable();
        let mut targets = self.targets_known(series.measure).into_iter().peekable();
        let mut looking = Looking::default();
        for day in days {
            while let Some(next) = news.next_if(|next| next.day <= day) {
                looking.hear(next);
            }
            while targets.next_if(|known| *known <= day).is_some() {}
            moments.extend(looking.look(day));
        }
        for next in news {
            // What was known before is looked at again on the day a target becomes known.
            while let Some(known) = targets.next_if(|known| *known < next.day) {
                looking.renewed = true;
                moments.extend(looking.look(known));
            }
            looking.hear(next);
            if looking.is_news() {
                moments.extend(looking.look(next.day));
            }
        }
        for known in targets {
            looking.renewed = true;
            moments.extend(looking.look(known));
        }
        moments
    }

    /// The days up to the report on which targets of a measure became known, oldest first.
    fn targets_known(&self, measure: Id<Measure>) -> Vec<NaiveDate> {
        let targets = self.book.measures[measure].targets.iter().flat_map(|sequence| &sequence.targets);
        let mut days: Vec<NaiveDate> =
            targets.filter_map(Target::known_on).filter(|day| *day <= self.as_of).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Each slot that says something, with the day it became known and the days on which it was corrected.
    fn news(&self, series: &SeriesTimeline) -> Vec<News> {
        let silent = !series
            .points
            .iter()
            .any(|point| matches!(point, Point::Row(_) | Point::Joined | Point::Computed));
        let mut news = Vec::with_capacity(series.points.len());
        for (slot, point) in (series.first..).zip(&series.points) {
            let Some(own) = series.rhythm.period(slot) else { continue };
            let mut known =
                |period, day, corrects| news.push(News { day, slot, period, corrects, of_others: false });
            match point {
                Point::Row(row) => {
                    let period = self.data.period(*row).unwrap_or(own);
                    let Some((first, corrected)) = self.corrections.days(self.data, *row) else { continue };
                    known(period, first, false);
                    corrected.into_iter().for_each(|day| known(period, day, true));
                }
                Point::Joined | Point::Computed => {
                    let (first, corrected) =
                        self.look(series, slot).days_known().unwrap_or((own.end, Vec::new()));
                    known(own, first, false);
                    corrected.into_iter().for_each(|day| known(own, day, true));
                }
                // Nothing was ever submitted: it is missing from the day it was due.
                Point::Gap | Point::Undated(_) if silent && self.is_due(series, slot) => {
                    if let Some(day) = self.book.calendar.due_day(series.rhythm, slot) {
                        known(own, day, false);
                    }
                }
                Point::Gap | Point::Undated(_) | Point::Baseline => {}
            }
        }
        news
    }

    /// Figures of others that became known, where rules are held against them.
    fn news_of_others(&self, series: &SeriesTimeline) -> impl Iterator<Item = News> {
        let days = self.days_of_others(series).to_vec().into_iter().filter(|day| *day <= self.as_of);
        days.map(|day| News {
            day,
            slot: Slot::MIN,
            period: Period::day(day),
            corrects: false,
            of_others: true,
        })
    }

    /// The days on which figures became known that the rules of a measure are held against.
    fn days_of_others(&self, series: &SeriesTimeline) -> Rc<[NaiveDate]> {
        let (own, of_book) = (&self.measure(series).compared, &self.book.compared);
        if own.is_empty() && of_book.is_empty() {
            return Rc::default();
        }
        self.comparators.days_of(series.measure, || self.days_known(series))
    }

    fn days_known(&self, series: &SeriesTimeline) -> Vec<NaiveDate> {
        let (own, of_book) = (&self.measure(series).compared, &self.book.compared);
        let mut days = self.comparators.days(self.data, series.measure);
        let groups = own.peers.iter().chain(&of_book.peers).any(|peers| match peers {
            PeerSet::Groups(_) => true,
            PeerSet::Own => !self.measure(series).by.is_empty(),
            PeerSet::Benchmark(_) => false,
        });
        let members = self.of_measure(series.measure).iter().filter(|_| groups);
        let points = members.flat_map(|member| &member.points);
        days.extend(points.filter_map(|point| match point {
            Point::Row(row) => self.data.known_on(*row),
            Point::Gap | Point::Undated(_) | Point::Baseline | Point::Joined | Point::Computed => None,
        }));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The days on which what is known of a series changed otherwise than by a new figure of its own, oldest first:
    /// figures were corrected, or those of others became known.
    pub(super) fn correction_days(&self, series: &SeriesTimeline) -> Vec<NaiveDate> {
        let mut days = self.days_of_others(series).to_vec();
        if !(self.corrections.is_empty() && self.data.judged.is_empty()) {
            let news = self.news(series).into_iter();
            days.extend(news.filter(|news| news.corrects).map(|news| news.day));
        }
        days.sort_unstable();
        days
    }
}
