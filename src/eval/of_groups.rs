//! The whole of a measure by groups, laid out of what its groups have.

use super::milestone;
use super::timeline::{Again, Frame, Made, Point, SeriesTimeline};
use crate::base::rhythm::Slot;
use crate::data::PlaceId;

/// The whole of a measure by groups: its own rows where it has any, else what the groups make together.
pub(super) fn joined(
    frame: &Frame<'_>,
    parts: &[SeriesTimeline],
    made: Made,
    own: Option<&SeriesTimeline>,
) -> SeriesTimeline {
    let mut whole = frame.empty(PlaceId::WHOLE, false);
    whole.made = made;
    let all = || parts.iter().chain(own);
    let first = all().map(|series| series.first).chain(frame.since).min().unwrap_or(frame.expected);
    let last = all().map(SeriesTimeline::last).max().unwrap_or(frame.expected);
    whole.span(first, last);
    for slot in first..=last {
        let point = match own.and_then(|series| series.point(slot)) {
            Some(point) if point != Point::Gap => point,
            _ if parts.iter().any(|part| part.has_row(slot)) => Point::Joined,
            _ => Point::Gap,
        };
        whole.put(slot, point);
    }
    if milestone::is_milestone(frame.measure) {
        let expected =
            parts.iter().filter(|part| milestone::has_to_be_met(part)).map(|part| part.expected).max();
        whole.expected = expected.unwrap_or(frame.expected);
        whole.expected_once = parts.iter().map(|part| part.expected_once).fold(whole.expected, Slot::max);
    }
    whole.again = joined_again(parts, own);
    let newest = all().map(|series| series.report).max().unwrap_or(last);
    let newest = (first..=newest).rev().find(|slot| whole.has_row(*slot));
    whole.report = newest.unwrap_or(frame.expected);
    whole
}

/// The figures of a whole by other definitions: its own where it has any, else what the groups make together.
fn joined_again(parts: &[SeriesTimeline], own: Option<&SeriesTimeline>) -> Vec<Again> {
    let mut again = own.map_or_else(Vec::new, |own| own.again.clone());
    let mut all: Vec<(Slot, u8)> =
        parts.iter().flat_map(|part| &part.again).map(|one| (one.slot, one.definition)).collect();
    all.sort_unstable();
    all.dedup();
    for (slot, definition) in all {
        if !again.iter().any(|one| (one.slot, one.definition) == (slot, definition)) {
            again.push(Again { slot, definition, point: Point::Joined });
        }
    }
    again.sort_by_key(|one| (one.slot, one.definition));
    again
}
