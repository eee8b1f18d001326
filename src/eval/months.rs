//! The shorter periods within the one that is reported: what each month of a quarter came to, and which did not come.

use super::judge::{Graded, Judge};
use super::look::Look;
use super::timeline::{Made, Point, SeriesTimeline};
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::base::suggest::listed;
use crate::data::State;

/// The slots of a series within the period reported that were due by then, where it has more than one.
fn within(judge: &Judge<'_>, series: &SeriesTimeline) -> Vec<(Slot, Period)> {
    let reported = judge.period();
    let Some(newest) = series.rhythm.period(series.expected) else { return Vec::new() };
    if !own(series) || (newest.start <= reported.start && reported.end <= newest.end) {
        return Vec::new();
    }
    let (first, last) = (series.rhythm.slot_of(reported.start), series.rhythm.slot_of(reported.end));
    // Where nothing says since when its figures are due, they are since the first that came.
    let came = |slot: &Slot| !matches!(series.point(*slot), None | Some(Point::Gap | Point::Baseline));
    let since = judge.starts(series).or_else(|| (series.first..=series.last()).find(came));
    let first = since.map_or(first, |since| since.max(first));
    let inside = |(_, period): &(Slot, Period)| reported.start <= period.start && period.end <= reported.end;
    let slots = (first..=last.min(series.expected)).filter(|slot| judge.is_due(series, *slot));
    let all: Vec<(Slot, Period)> =
        slots.filter_map(|slot| Some((slot, series.rhythm.period(slot)?))).filter(inside).collect();
    if last > first { all } else { Vec::new() }
}

/// True for figures that somebody sends in.
fn own(series: &SeriesTimeline) -> bool {
    match series.made {
        Made::Submitted | Made::Whole | Made::Total => true,
        Made::Worst | Made::Gap | Made::Composite | Made::Computed | Made::Excluded(_) => false,
    }
}

/// The periods within the one reported of which no figure came, the newest of them left out: that one is told of as missing
/// or as old.
pub(super) fn missing(judge: &Judge<'_>, series: &SeriesTimeline) -> Vec<Period> {
    let slots = within(judge, series).into_iter();
    let gone = slots.filter(|(slot, _)| *slot < series.report && is_missing(judge.look(series, *slot)));
    gone.map(|(_, period)| period).collect()
}

fn is_missing(look: Look<'_, '_>) -> bool {
    matches!(look.state(), None | Some(State::Missing))
}

/// `within the period: Jan 2026 green, Feb 2026 red, Mar 2026 green`, and which did not come; nothing for a series that has
/// one figure a period.
pub(super) fn said(look: Look<'_, '_>) -> Vec<String> {
    let (judge, series) = (look.judge, look.series);
    let slots = within(judge, series);
    if slots.len() < 2 {
        return Vec::new();
    }
    let rating = judge.book.rating_of(look.measure());
    // Of what is withheld, a level may tell more than it should.
    let shown = look.measure().withholds.is_none();
    let level = |(slot, period): &(Slot, Period)| {
        let own = look.in_its_time(*slot);
        match own.grade() {
            Graded::Level(level) => Some(format!("{period} {}", rating?.word(level))),
            Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown if is_missing(own) => {
                Some(format!("{period} missing"))
            }
            Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => {
                Some(format!("{period} not rated"))
            }
        }
    };
    let is_rated = slots.iter().any(|(slot, _)| matches!(look.in_its_time(*slot).grade(), Graded::Level(_)));
    let mut said = Vec::new();
    if shown && is_rated {
        let levels: Vec<String> = slots.iter().filter_map(level).collect();
        said.push(format!("by {}: {}", series.rhythm.noun(), levels.join(", ")));
    }
    let gone: Vec<String> = missing(judge, series).iter().map(Period::to_string).collect();
    if !gone.is_empty() {
        said.push(format!("no figure came for {}", listed(&gone, "and")));
    }
    said
}
