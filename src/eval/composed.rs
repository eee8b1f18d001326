//! The series of measures that have no figures: when they are due, and for which periods there is anything to make
//! their level of.

use super::horizon;
use super::judge::at_place;
use super::of_groups::joined;
use super::timeline::{Builder, Frame, Made, Point, SeriesTimeline, due_since};
use crate::base::arena::Id;
use crate::base::rhythm::Slot;
use crate::data::PlaceId;
use crate::model::{Composite, Measure, OnGroups};

/// Adds the series of composites to those of all other measures, sorted by measure and place.
pub(super) fn with_composites(builder: &Builder<'_>, all: &mut Vec<SeriesTimeline>) {
    if builder.book.measures.values().all(|measure| measure.composite.is_none()) {
        return;
    }
    let mut of_each: Vec<Vec<SeriesTimeline>> = vec![Vec::new(); builder.book.measures.len()];
    for series in all.drain(..) {
        if let Some(own) = of_each.get_mut(series.measure.index()) {
            own.push(series);
        }
    }
    let mut left: Vec<Id<Measure>> = builder
        .book
        .measures
        .iter()
        .filter(|(_, measure)| measure.composite.is_some())
        .map(|(id, _)| id)
        .collect();
    while !left.is_empty() {
        // A composite may be made of others; one in a circle is faulty, and is laid out with what there is.
        let waits = |id: &Id<Measure>| {
            let made = builder.book.measures[*id].composite.iter().flat_map(|made| &made.measures);
            made.into_iter().any(|part| left.contains(part))
        };
        let at = left.iter().position(|id| !waits(id)).unwrap_or(0);
        let id = left.remove(at);
        let own = of_composite(builder, id, &of_each);
        if let Some(slot) = of_each.get_mut(id.index()) {
            *slot = own;
        }
    }
    all.extend(of_each.into_iter().flatten());
}

fn of_composite(
    builder: &Builder<'_>,
    id: Id<Measure>,
    of_each: &[Vec<SeriesTimeline>],
) -> Vec<SeriesTimeline> {
    let measure = &builder.book.measures[id];
    let Some(made) = &measure.composite else { return Vec::new() };
    let places = places(builder, (id, measure), made, of_each);
    if places.is_empty() {
        return vec![series(builder, (id, measure, made), (PlaceId::WHOLE, false), of_each)];
    }
    let is_part = measure.on_groups != OnGroups::Each;
    let each = |place| match builder.places.excluded(measure, place, builder.data) {
        Some(at) => {
            let own = series(builder, (id, measure, made), (place, is_part), of_each);
            SeriesTimeline { made: Made::Excluded(at), ..own }
        }
        None => series(builder, (id, measure, made), (place, is_part), of_each),
    };
    let parts: Vec<SeriesTimeline> = places.into_iter().map(each).collect();
    let mut all = Vec::with_capacity(parts.len() + 1);
    if is_part {
        let expected = parts.iter().map(|part| part.expected).max().unwrap_or_default();
        all.push(joined(&Frame::new(builder.book, id, expected), &parts, Made::Worst, None));
    }
    all.extend(parts);
    all
}

/// The groups of a composite: the declared ones, and those that the measures it is made of have.
fn places(
    builder: &Builder<'_>,
    (id, measure): (Id<Measure>, &Measure),
    made: &Composite,
    of_each: &[Vec<SeriesTimeline>],
) -> Vec<PlaceId> {
    if measure.by.is_empty() {
        return Vec::new();
    }
    let mut found = builder.places.of_measure((builder.book, measure), id, builder.data);
    let is_own = |place: &PlaceId| {
        let place = builder.places.place(*place, builder.data);
        place.is_some_and(|place| {
            place.parts.len() == measure.by.len()
                && place.parts.iter().all(|(kind, _)| measure.by.contains(kind))
        })
    };
    let parts = made.measures.iter().filter_map(|part| of_each.get(part.index())).flatten();
    found.extend(parts.map(|part| part.place).filter(is_own));
    found.retain(|place| *place != PlaceId::WHOLE);
    found.sort_unstable();
    found.dedup();
    found
}

/// One series: it is due when the measures it is made of are, in its own rhythm.
fn series(
    builder: &Builder<'_>,
    (id, measure, made): (Id<Measure>, &Measure, &Composite),
    (place, is_part): (PlaceId, bool),
    of_each: &[Vec<SeriesTimeline>],
) -> SeriesTimeline {
    let own = |part: &Id<Measure>| {
        let all = of_each.get(part.index())?;
        let at = |place| at_place(all, place);
        at(place).or_else(|| at(PlaceId::WHOLE))
    };
    let parts: Vec<&SeriesTimeline> = made.measures.iter().filter_map(own).collect();
    let rhythm = measure.due;
    let newest = horizon::expected(builder.book, measure, (builder.cut, builder.day));
    let slot_in = |part: &SeriesTimeline, slot: Slot| Some(rhythm.slot_of(part.rhythm.period(slot)?.end));
    let due = parts.iter().filter_map(|part| slot_in(part, part.expected)).max();
    let expected = due.map_or(newest, |due| due.min(newest));
    let mut series = Frame::new(builder.book, id, expected).empty(place, is_part);
    series.made = Made::Composite;
    let mut filled: Vec<Slot> = Vec::new();
    for part in &parts {
        let slots = (part.first..=part.last()).filter(|slot| part.has_row(*slot));
        // A period of its own that is not over has no level yet.
        let over = |slot: &Slot| rhythm.period(*slot).is_some_and(|period| period.end <= builder.cut);
        filled.extend(slots.filter_map(|slot| slot_in(part, slot)).filter(over));
    }
    filled.sort_unstable();
    filled.dedup();
    let due =
        if builder.places.is_declared(measure, place) { due_since(builder.book, measure) } else { None };
    let first = filled.first().copied().into_iter().chain(due).fold(expected, Slot::min);
    let last = filled.last().copied().unwrap_or(expected);
    series.span(first, last.max(expected));
    filled.iter().for_each(|slot| series.put(*slot, Point::Joined));
    series.report = filled.last().copied().unwrap_or(expected);
    series
}
