//! What stands on a ladder, and from where each thing is looked at.

use std::rc::Rc;

use super::log::Track;
use crate::base::arena::Id;
use crate::base::rhythm::Slot;
use crate::data::PlaceId;
use crate::eval::judge::Judge;
use crate::eval::outcome::Climber;
use crate::eval::timeline::{Made, Point, SeriesTimeline};
use crate::model::{Grouping, Ladder, Measure, MeasureSet, Per};

/// Where a thing is looked at from.
#[derive(Debug, Clone)]
pub(super) enum From {
    /// The series of a measure at a place, whose figures its conditions are about.
    Series(Id<Measure>, PlaceId),
    /// A series without figures, in the rhythm of the thing's measures: its conditions count measures or name one.
    Observer(Rc<SeriesTimeline>),
}

/// Observers have positions and points of their own, far from those of any real series.
const OBSERVERS: usize = usize::MAX / 2;
const POINTS: usize = 1 << 20;

/// True for a series without figures.
pub(in crate::eval) fn is_observer(series: &SeriesTimeline) -> bool {
    series.at >= OBSERVERS
}

impl From {
    /// The series of it, as a judge has it laid out.
    pub(super) fn series<'j>(&'j self, judge: &'j Judge<'_>) -> Option<&'j SeriesTimeline> {
        match self {
            Self::Series(measure, place) => judge.series_of(*measure, *place),
            Self::Observer(series) => Some(series),
        }
    }
}

/// Everything that stands on the ladders of a book, ladder by ladder.
pub(super) fn all(judge: &Judge<'_>) -> Vec<Track> {
    let mut tracks = Vec::new();
    for (id, ladder) in judge.book.ladders.iter().filter(|(_, ladder)| !ladder.faulty) {
        for climber in of_ladder(judge, ladder) {
            let Some(from) = from(judge, ladder, climber, tracks.len()) else { continue };
            tracks.push(Track {
                ladder: id,
                climber,
                from,
                resting: ladder.resting(),
                acts: judge.acts_about(ladder, climber),
                moves: Vec::new(),
                last: None,
                stood_down: String::new(),
            });
        }
    }
    tracks
}

fn of_ladder(judge: &Judge<'_>, ladder: &Ladder) -> Vec<Climber> {
    let book = judge.book;
    let has_measures = |climber: &Climber| members(judge, ladder, *climber).next().is_some();
    match ladder.per {
        Per::Measure => {
            let mut found = Vec::new();
            for id in book.reading_order().into_iter().filter(|id| in_scope(judge, ladder, *id)) {
                let mut own: Vec<&SeriesTimeline> =
                    judge.of_measure(id).iter().filter(|series| !series.is_part).collect();
                own.sort_by_key(|series| (judge.places.rank(&book.measures[id], series.place), series.place));
                found.extend(own.into_iter().map(|series| Climber::Measure(id, series.place)));
            }
            found
        }
        Per::Board => book.parties.ids().map(Climber::Board).filter(has_measures).collect(),
        Per::Theme => book.themes.ids().map(Climber::Theme).filter(has_measures).collect(),
        Per::Group(grouping) => {
            let places = judge.places.members_of(grouping, judge.data);
            places.into_iter().map(Climber::Group).filter(has_measures).collect()
        }
        Per::Book => vec![Climber::Book],
    }
}

fn in_scope(judge: &Judge<'_>, ladder: &Ladder, id: Id<Measure>) -> bool {
    let measure = &judge.book.measures[id];
    match &ladder.measures {
        MeasureSet::All => true,
        MeasureSet::Theme(theme) => measure.themes.contains(theme),
        MeasureSet::OwnedBy(party) => measure.owner == Some(*party),
        MeasureSet::Listed(listed) => listed.contains(&id),
    }
}

/// The series of a ladder that belong to a thing on it.
pub(super) fn members<'j>(
    judge: &'j Judge<'_>,
    ladder: &'j Ladder,
    climber: Climber,
) -> impl Iterator<Item = &'j SeriesTimeline> {
    let all = judge.series().iter().filter(move |series| in_scope(judge, ladder, series.measure));
    all.filter(move |series| belongs(judge, series, climber))
}

/// True when a series is one of those that a thing on a ladder goes by.
pub(super) fn belongs(judge: &Judge<'_>, series: &SeriesTimeline, climber: Climber) -> bool {
    let measure = judge.measure(series);
    match climber {
        Climber::Measure(id, place) => series.measure == id && series.place == place,
        Climber::Board(party) => !series.is_part && measure.owner == Some(party),
        Climber::Theme(theme) => !series.is_part && measure.themes.contains(&theme),
        Climber::Group(place) => judge.is_within(series.place, place),
        Climber::Book => !series.is_part,
    }
}

/// The measures of a ladder that are reported by a kind of group.
fn measures_by(judge: &Judge<'_>, ladder: &Ladder, grouping: Id<Grouping>) -> Vec<Id<Measure>> {
    let all = judge.book.measures.iter().filter(|(id, _)| in_scope(judge, ladder, *id));
    all.filter(|(_, measure)| measure.by.contains(&grouping)).map(|(id, _)| id).collect()
}

/// The one measure that the groups on a ladder go by, where there is just one.
pub(super) fn only_measure(judge: &Judge<'_>, ladder: &Ladder) -> Option<Id<Measure>> {
    let Per::Group(grouping) = ladder.per else { return None };
    match measures_by(judge, ladder, grouping).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn from(judge: &Judge<'_>, ladder: &Ladder, climber: Climber, at: usize) -> Option<From> {
    match climber {
        Climber::Measure(id, place) => Some(From::Series(id, place)),
        Climber::Group(place) => match only_measure(judge, ladder) {
            Some(only) => judge.series_of(only, place).map(|own| From::Series(only, own.place)),
            None => observer(judge, ladder, climber, at),
        },
        Climber::Board(_) | Climber::Theme(_) | Climber::Book => observer(judge, ladder, climber, at),
    }
}

/// A series without figures, from the first period of the thing's measures to the newest.
fn observer(judge: &Judge<'_>, ladder: &Ladder, climber: Climber, at: usize) -> Option<From> {
    let series: Vec<&SeriesTimeline> = members(judge, ladder, climber).collect();
    let any = series.first()?;
    let alike = series.iter().all(|one| one.rhythm == any.rhythm);
    let rhythm = if alike { any.rhythm } else { judge.book.rhythm() };
    let slot = |one: &SeriesTimeline, slot| Some(rhythm.slot_of(one.rhythm.period(slot)?.end));
    let first = series.iter().filter_map(|one| slot(one, one.first)).min()?;
    let last = series.iter().filter_map(|one| slot(one, one.report)).max()?;
    let length = usize::try_from(last - first + 1).ok()?;
    Some(From::Observer(Rc::new(SeriesTimeline {
        measure: any.measure,
        place: if let Climber::Group(place) = climber { place } else { PlaceId::WHOLE },
        rhythm,
        first,
        points: vec![Point::Gap; length],
        again: Vec::new(),
        earliest: first,
        is_part: false,
        made: Made::Submitted,
        expected: last,
        expected_once: last,
        // Never the slot looked at: on every look the figures are those that were current then.
        report: Slot::MAX,
        at: OBSERVERS + at,
        offset: OBSERVERS + at * POINTS,
    })))
}

impl Judge<'_> {
    /// True when a place is one of a group: the group by itself, or together with groups of other kinds.
    pub(super) fn is_within(&self, place: PlaceId, group: PlaceId) -> bool {
        let parts = |id| self.places.place(id, self.data).map_or(&[][..], |place| place.parts.as_slice());
        let same = |one: &(Id<Grouping>, String), other: &(Id<Grouping>, String)| {
            one.0 == other.0 && one.1.eq_ignore_ascii_case(&other.1)
        };
        let wanted = parts(group);
        !wanted.is_empty() && wanted.iter().all(|part| parts(place).iter().any(|own| same(own, part)))
    }
}
