//! Groups that hold others: an area and its wards. The wards are judged; an area has its own figure, or theirs together.

use super::of_groups::joined;
use super::places::Places;
use super::timeline::{Builder, Frame, Made, SeriesTimeline};
use crate::base::arena::Id;
use crate::data::{Observations, PlaceId};
use crate::model::{Grouping, Measure, OnGroups, RuleBook};

/// The places that hold others of the same measure; none for most measures.
pub(super) fn split_larger(builder: &Builder<'_>, measure: &Measure, places: &[PlaceId]) -> Vec<PlaceId> {
    let own: Vec<Id<Grouping>> = builder.book.own_groups(measure).collect();
    if own.len() == measure.by.len() {
        return Vec::new();
    }
    let is_larger = |id: &PlaceId| {
        let place = builder.places.place(*id, builder.data);
        place.is_some_and(|place| !place.parts.iter().any(|(kind, _)| own.contains(kind)))
    };
    places.iter().copied().filter(is_larger).collect()
}

/// The series of a group that holds others: what was submitted for it, and where figures are put together, theirs. None
/// where neither is.
pub(super) fn larger(
    builder: &Builder<'_>,
    frame: &Frame<'_>,
    place: PlaceId,
    parts: &[SeriesTimeline],
) -> Option<SeriesTimeline> {
    let own = builder.data.find(frame.id, place).map(|_| builder.submitted(frame, place, true));
    match frame.measure.on_groups {
        OnGroups::Total | OnGroups::TotalOfKnown(_) => {
            let inside = |part: &&SeriesTimeline| {
                lies_in(builder.book, builder.places, builder.data, part.place, place)
            };
            let inside: Vec<SeriesTimeline> = parts.iter().filter(inside).cloned().collect();
            if inside.is_empty() && own.is_none() {
                return None;
            }
            let mut series = joined(frame, &inside, Made::Total, own.as_ref());
            (series.place, series.is_part) = (place, true);
            Some(series)
        }
        OnGroups::Each
        | OnGroups::Worst
        | OnGroups::WorstOfKnown(_)
        | OnGroups::AtLeast { .. }
        | OnGroups::Gap => own.map(|own| SeriesTimeline { made: Made::Whole, ..own }),
    }
}

/// True when a group is one of those that another holds, or one of those that these hold.
pub(super) fn lies_in(
    book: &RuleBook,
    places: &Places,
    data: &Observations,
    inner: PlaceId,
    outer: PlaceId,
) -> bool {
    let part = |id| places.place(id, data).and_then(|place| place.parts.first());
    let (Some((kind, member)), Some((wanted, name))) = (part(inner), part(outer)) else { return false };
    let (mut kind, mut member) = (*kind, member.as_str());
    // Kinds never lie within one another in a circle.
    while let Some(nest) = book.nestings.iter().find(|nest| nest.inner == kind) {
        let Some(larger) = nest.outer_of(member) else { return false };
        (kind, member) = (nest.outer, larger);
        if kind == *wanted {
            return member.eq_ignore_ascii_case(name);
        }
    }
    false
}
