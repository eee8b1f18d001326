//! Keeps withheld figures from being had back from what was submitted before: a figure that was replaced stands in no
//! report of today, but what was known on an earlier day, and what changed since, can be asked for.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::disclosure::{AS_WELL, place, withhold};
use super::inference;
use super::observations::{Observations, PlaceId, Row};
use super::submitted::State;
use crate::base::arena::Id;
use crate::model::{Measure, RuleBook};

/// The measure and the position of the period of a row.
type Time = (Id<Measure>, u32);

/// Withholds what was replaced, where a withheld figure stands in its place or could be worked out with it.
pub(super) fn submissions(book: &RuleBook, seen: &mut Observations) {
    if seen.superseded.is_empty() {
        return;
    }
    let is_held = |seen: &Observations, row: Row| seen.state(row) == State::Withheld;
    let standing: FxHashSet<Time> = seen
        .order
        .iter()
        .filter(|row| is_held(seen, Row(**row)))
        .filter_map(|row| time(seen, Row(*row)))
        .collect();
    // A figure that was too small once, and in whose place one stands that is shown.
    let since_shown: FxHashSet<Time> = seen
        .superseded
        .iter()
        .filter(|(old, new)| is_held(seen, *old) && !is_held(seen, *new))
        .filter_map(|(old, _)| time(seen, *old))
        .collect();
    let measures: BTreeSet<Id<Measure>> = since_shown.iter().map(|(id, _)| *id).collect();
    let beside = inference::linked_with(book, &measures);
    // The newest first, so that what replaced a figure is withheld before it is asked about.
    for (old, new) in seen.superseded.clone().into_iter().rev() {
        let Some(at) = time(seen, old) else { continue };
        let of_group = place(seen, old) != PlaceId::WHOLE;
        let goes = is_held(seen, new)
            || since_shown.contains(&at)
            || beside.contains(&at.0)
            || of_group && standing.contains(&at);
        if goes && seen.state(old) == State::Number {
            withhold(seen, old, AS_WELL);
        }
        if since_shown.contains(&at) {
            forget(book, seen, old);
        }
    }
}

fn time(seen: &Observations, row: Row) -> Option<Time> {
    let at = row.0 as usize;
    Some((*seen.measure.get(at)?, *seen.period.get(at)?))
}

/// Leaves nothing of a figure from which a total of that time could be put together, and strikes it out of words.
fn forget(book: &RuleBook, seen: &mut Observations, row: Row) {
    let Some(unit) = seen.measure.get(row.0 as usize).map(|id| &book.measures[*id].unit) else { return };
    let Some(kept) = seen.kept.get_mut(&row.0) else { return };
    let numbers = kept.number.take().into_iter().chain(kept.parts.take().map(|(above, _)| above));
    let texts: Vec<String> = numbers.flat_map(|n| [unit.show(&n), n.text(), n.plain()]).collect();
    seen.extra.entry(row.0).or_default().behind.extend(texts);
}
