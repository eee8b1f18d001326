//! Measures whose figures stand as numerators or denominators beside those of another, as the data tell: wherever both
//! have a figure, it is the same.

use rustc_hash::FxHashSet;

use super::cells::{Index, What};
use super::relations::Relation;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::data::observations::{NOT_GIVEN, Observations, PlaceId, Row};
use crate::data::submitted::State;
use crate::model::{Measure, RuleBook};

/// Every pair of a percentage or rate and a withheld measure that stands beside it. Nothing is looked for where no
/// numerators came with the data.
pub(super) fn found<'b>(book: &'b RuleBook, seen: &Observations, index: &mut Index) -> Vec<Relation<'b>> {
    let given = with_parts(seen);
    if given.is_empty() {
        return Vec::new();
    }
    let held: FxHashSet<Id<Measure>> = (0..)
        .zip(&seen.state)
        .filter(|(_, state)| **state == State::Withheld)
        .filter_map(|(row, _): (usize, _)| seen.measure.get(row).copied())
        .collect();
    let is_amount = |measure: &Measure| {
        matches!(measure.unit.kind, Kind::Count | Kind::Money) && measure.computed.is_none()
    };
    let parts: Vec<Id<Measure>> = book
        .measures
        .iter()
        .filter(|(id, measure)| held.contains(id) && is_amount(measure))
        .map(|(id, _)| id)
        .collect();
    let is_quotient = |id: &Id<Measure>| {
        matches!(book.measures[*id].unit.kind, Kind::Percent | Kind::Rate) && given.contains(id)
    };
    let wholes: Vec<Id<Measure>> = book.measures.ids().filter(is_quotient).collect();
    let mut all = Vec::new();
    for part in parts {
        for whole in &wholes {
            for what in [What::Numerator, What::Denominator] {
                if book.measures[part].by == book.measures[*whole].by
                    && is_the_same(book, seen, index, (*whole, what), part)
                {
                    all.push(Relation::SamePart { whole: *whole, what, part });
                }
            }
        }
    }
    all
}

/// The measures beside whose figures a numerator or denominator stands.
fn with_parts(seen: &Observations) -> FxHashSet<Id<Measure>> {
    let mut found = FxHashSet::default();
    for column in [&seen.numerators, &seen.denominators] {
        let given = column.iter().zip(&seen.measure).filter(|(part, _)| **part != NOT_GIVEN);
        found.extend(given.map(|(_, id)| *id));
    }
    let kept = seen.kept.iter().filter(|(_, kept)| kept.parts.is_some()).map(|(row, _)| *row);
    let extra = seen.extra.iter().filter(|(_, one)| one.numerator.is_some() || one.denominator.is_some());
    let rows = kept.chain(extra.map(|(row, _)| *row));
    found.extend(rows.filter_map(|row| seen.measure.get(row as usize).copied()));
    found
}

/// True where all that both have is the same, and both have something.
fn is_the_same(
    book: &RuleBook,
    seen: &Observations,
    index: &mut Index,
    (whole, what): (Id<Measure>, What),
    part: Id<Measure>,
) -> bool {
    let mut same = false;
    let places: Vec<PlaceId> = seen.of_measure(part).iter().map(|series| series.place).collect();
    for place in places {
        let rows = index.series(book, seen, whole, place).to_vec();
        for (slot, row) in rows {
            let Some(own) = beside(seen, row, what) else { continue };
            let Some(period) = book.measures[whole].due.period(slot) else { continue };
            let due = book.measures[part].due;
            let other = due.slot_of(period.end);
            if due.period(other).is_none_or(|other| (other.start, other.end) != (period.start, period.end)) {
                continue;
            }
            let others = index.series(book, seen, part, place);
            let at = others.binary_search_by_key(&other, |(slot, _)| *slot);
            let Some((_, found)) = at.ok().and_then(|at| others.get(at)) else { continue };
            match number(seen, *found) {
                Some(other) if other == own => same = true,
                Some(_) => return false,
                None => {}
            }
        }
    }
    same
}

fn number(seen: &Observations, row: Row) -> Option<Exact> {
    seen.number(row).or_else(|| seen.kept(row)?.number.clone())
}

fn beside(seen: &Observations, row: Row, what: What) -> Option<Exact> {
    let kept = || seen.kept(row)?.parts.clone();
    match what {
        What::Numerator => seen.numerator(row).or_else(|| kept().map(|(above, _)| above)),
        What::Denominator => seen.denominator(row).or_else(|| kept().map(|(_, below)| below)),
        What::Value => None,
    }
}
