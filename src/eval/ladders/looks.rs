//! The days on which a thing is looked at: as its figures become known, and as acts about it do.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::climbers::{From, is_observer, members};
use super::log::Track;
use crate::base::rhythm::Slot;
use crate::data::Row;
use crate::eval::cases::waivers;
use crate::eval::judge::Judge;
use crate::eval::moment::Moment;
use crate::eval::timeline::{Point, SeriesTimeline};
use crate::model::Ladder;

/// One look at one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub day: NaiveDate,
    /// Position of the track.
    pub track: usize,
    /// The slot whose figures are current.
    pub slot: Slot,
    /// True when a figure became known or was corrected that day, and not only an act.
    pub is_news: bool,
    /// True when there is no newer figure than before, and one known then was corrected.
    pub corrected: bool,
}

/// Every look at every thing, in the order of days.
pub(super) fn all(judge: &Judge<'_>, tracks: &[Track], as_of: NaiveDate) -> Vec<Look> {
    let mut looks = Vec::new();
    for (at, track) in tracks.iter().enumerate() {
        let ladder = &judge.book.ladders[track.ladder];
        let mut own = by_figures(judge, ladder, track, at);
        own.retain(|look| look.day <= as_of);
        let news = own.clone();
        let late = late_days(judge, ladder, track).into_iter().map(|day| (day, true));
        let acts = act_days(judge, track).into_iter().map(|day| (day, false));
        for (day, is_news) in late.chain(acts).filter(|(day, _)| *day <= as_of) {
            let before = news.partition_point(|look| look.day <= day);
            let Some(current) = before.checked_sub(1).and_then(|at| news.get(at)) else { continue };
            if current.day < day {
                own.push(Look { day, is_news, corrected: false, ..*current });
            }
        }
        looks.extend(own);
    }
    // Of two looks on one day the one at a figure counts, and of two figures that came that day the newer.
    looks.sort_by_key(|look| (look.day, look.track, !look.is_news, Reverse(look.slot), look.corrected));
    looks.dedup_by_key(|look| (look.day, look.track));
    looks
}

/// The days on which figures came in, or came again, that were not the newest any more, where no report day is to follow.
fn late_days(judge: &Judge<'_>, ladder: &Ladder, track: &Track) -> Vec<NaiveDate> {
    let last = judge.book.framework.report_days.iter().max();
    let own: Vec<&SeriesTimeline> = match &track.from {
        From::Series(..) => track.from.series(judge).into_iter().collect(),
        From::Observer(_) => members(judge, ladder, track.climber).collect(),
    };
    let rows = own.into_iter().flat_map(|series| &series.points).filter_map(|point| match point {
        Point::Row(row) => Some(*row),
        Point::Gap | Point::Undated(_) | Point::Baseline | Point::Joined | Point::Computed => None,
    });
    let late = |row: Row| {
        let end = judge.data.period(row).map(|period| period.end);
        let days = judge.corrections.back_from(row).filter_map(|row| judge.data.known_on(row));
        days.filter(move |day| Some(*day) > end)
    };
    rows.flat_map(late).filter(|day| last.is_none_or(|last| day > last)).collect()
}

/// The days on which an act about a thing became known, or a waiver of it began or ended.
fn act_days(judge: &Judge<'_>, track: &Track) -> Vec<NaiveDate> {
    let acts = track.acts.iter().filter_map(|at| judge.acts.get(*at)).map(|act| act.known_on());
    let own = judge.book.waivers.iter().filter(|waiver| judge.stands_down(waiver, track));
    let waivers = own.filter(|waiver| waivers::is_agreed(waiver));
    let turns = waivers.flat_map(|waiver| [waiver.agreed_on, waiver.until.and_then(|day| day.succ_opt())]);
    acts.chain(turns.flatten()).collect()
}

fn by_figures(judge: &Judge<'_>, ladder: &Ladder, track: &Track, at: usize) -> Vec<Look> {
    let look = |day, slot, corrected| Look { day, track: at, slot, is_news: true, corrected };
    match &track.from {
        From::Series(..) => {
            let series = track.from.series(judge);
            let moments = series.map(|series| judge.moments(series)).unwrap_or_default();
            moments.iter().map(|moment| look(moment.day, moment.slot, moment.corrected)).collect()
        }
        From::Observer(observer) => {
            let mut news: Vec<(NaiveDate, Slot)> = Vec::new();
            for series in members(judge, ladder, track.climber) {
                // That nothing has come of a measure is no news of the others.
                let has_come = |moment: &Moment| judge.newest_on(series, moment.day).is_some();
                let moments = judge.moments(series).into_iter().filter(has_come);
                // The end of a year that goes on is no day to look from.
                let slot_of = |end: NaiveDate, day: NaiveDate| observer.rhythm.slot_of(end.min(day));
                news.extend(moments.map(|moment| (moment.day, slot_of(moment.period.end, moment.day))));
            }
            news.sort_unstable();
            let mut looks: Vec<Look> = Vec::new();
            for (day, slot) in news {
                let slot = looks.last().map_or(slot, |last| last.slot.max(slot));
                match looks.last_mut().filter(|last| last.day == day) {
                    Some(last) => last.slot = slot,
                    None => looks.push(look(day, slot, false)),
                }
            }
            looks
        }
    }
}

/// For a thing: up to which day figures of a period, or of one before it, still came in or were corrected.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// The last day of a period, and the last day on which a figure of it or of one before became known.
    last: Vec<(NaiveDate, NaiveDate)>,
}

impl Arrivals {
    pub(super) fn of<'j>(judge: &Judge<'_>, series: impl Iterator<Item = &'j SeriesTimeline>) -> Self {
        let mut late: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for one in series.filter(|series| !is_observer(series)) {
            let rows = one.points.iter().filter_map(|point| match point {
                Point::Row(row) => Some(*row),
                Point::Gap | Point::Undated(_) | Point::Baseline | Point::Joined | Point::Computed => None,
            });
            late.extend(rows.filter_map(|row| arrival(judge, row)));
        }
        late.sort_unstable();
        let mut newest = NaiveDate::MIN;
        for (_, day) in &mut late {
            newest = newest.max(*day);
            *day = newest;
        }
        Self { last: late }
    }

    /// True when everything of periods that end by `end` was known on a day.
    pub(super) fn all_known(&self, end: NaiveDate, day: NaiveDate) -> bool {
        let upto = self.last.partition_point(|(period, _)| *period <= end);
        let last = upto.checked_sub(1).and_then(|at| self.last.get(at));
        last.is_none_or(|(_, arrived)| *arrived <= day)
    }
}

/// The end of a row's period, and the day since which it stands as it does, where that is later.
fn arrival(judge: &Judge<'_>, row: Row) -> Option<(NaiveDate, NaiveDate)> {
    let end = judge.data.period(row)?.end;
    let known = judge.data.known_on(row)?;
    (known > end).then_some((end, known))
}
