//! Whether a figure follows from equations: by taking them away from one another, as anybody might who sees what is
//! shown, and for counts by what the others leave room for.

use std::collections::{BTreeMap, BTreeSet};

use super::affine::Affine;
use super::cells::Cell;
use crate::base::exact::Exact;

/// Equations of more than so many rows times figures are not solved.
const MOST: usize = 40_000;
/// How often the room that is left for counts is narrowed.
const ROUNDS: usize = 12;

/// True where a set of equations is too large to be solved.
pub(super) fn is_too_large(equations: &[&Affine]) -> bool {
    size(equations) > MOST
}

/// How many figures, times how many equations.
fn size(equations: &[&Affine]) -> usize {
    let figures: usize = equations.iter().map(|one| one.unseen.len()).sum();
    figures.saturating_mul(equations.len())
}

/// How often a set may be solved to find the best figure to withhold.
pub(super) fn tries(equations: &[&Affine]) -> usize {
    (MOST.saturating_mul(10) / size(equations).max(1)).clamp(3, 60)
}

/// The figures that follow from equations.
pub(super) fn determined(equations: &[&Affine]) -> BTreeSet<Cell> {
    let mut found = solved(&telling(equations));
    found.extend(narrowed(equations));
    found
}

/// The equations that may tell of a figure which was to be withheld. One with a figure that is in no other, and that was
/// withheld for the sake of another, tells nothing but that figure.
pub(super) fn telling<'e>(equations: &[&'e Affine]) -> Vec<&'e Affine> {
    let mut places: BTreeMap<Cell, Vec<usize>> = BTreeMap::new();
    for (at, equation) in equations.iter().enumerate() {
        for cell in equation.unseen.keys() {
            places.entry(*cell).or_default().push(at);
        }
    }
    let mut count: BTreeMap<Cell, usize> = places.iter().map(|(cell, all)| (*cell, all.len())).collect();
    let mut is_kept = vec![true; equations.len()];
    let asked_for = |cell: &Cell| {
        let of = places.get(cell).into_iter().flatten();
        of.filter_map(|at| equations.get(*at)?.unseen.get(cell)).any(|one| one.asked_for)
    };
    let mut open: Vec<Cell> = count
        .iter()
        .filter(|(cell, count)| **count == 1 && !asked_for(cell))
        .map(|(cell, _)| *cell)
        .collect();
    while let Some(cell) = open.pop() {
        let mut of = places.get(&cell).into_iter().flatten().copied();
        let Some(at) = of.find(|at| is_kept.get(*at) == Some(&true)) else { continue };
        if let Some(slot) = is_kept.get_mut(at) {
            *slot = false;
        }
        for other in equations.get(at).into_iter().flat_map(|one| one.unseen.keys()) {
            if let Some(left) = count.get_mut(other) {
                *left = left.saturating_sub(1);
                if *left == 1 && !asked_for(other) {
                    open.push(*other);
                }
            }
        }
    }
    equations.iter().zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(one, _)| *one).collect()
}

/// The figures that elimination leaves alone in an equation of their own.
fn solved(equations: &[&Affine]) -> BTreeSet<Cell> {
    // Each row has a pivot that no other row holds.
    let mut rows: BTreeMap<Cell, BTreeMap<Cell, Exact>> = BTreeMap::new();
    for equation in equations {
        let mut row: BTreeMap<Cell, Exact> =
            equation.unseen.iter().map(|(cell, one)| (*cell, one.times.clone())).collect();
        let pivots: Vec<Cell> = row.keys().filter(|cell| rows.contains_key(*cell)).copied().collect();
        for pivot in pivots {
            if let (Some(times), Some(known)) = (row.get(&pivot).cloned(), rows.get(&pivot)) {
                take_away(&mut row, known, &times);
            }
        }
        let Some((pivot, by)) = row.iter().next().map(|(cell, by)| (*cell, by.clone())) else { continue };
        for times in row.values_mut() {
            *times = times.over(&by).unwrap_or_else(Exact::zero);
        }
        for other in rows.values_mut() {
            if let Some(times) = other.get(&pivot).cloned() {
                take_away(other, &row, &times);
            }
        }
        rows.insert(pivot, row);
    }
    rows.into_iter().filter(|(_, row)| row.len() == 1).map(|(pivot, _)| pivot).collect()
}

/// Takes so many times one row away from another.
fn take_away(from: &mut BTreeMap<Cell, Exact>, row: &BTreeMap<Cell, Exact>, times: &Exact) {
    for (cell, own) in row {
        let less = own.times(times);
        let left = from.get(cell).map_or_else(|| less.negated(), |known| known.minus(&less));
        if left.is_zero() {
            from.remove(cell);
        } else {
            from.insert(*cell, left);
        }
    }
}

/// The ends between which a figure lies, as far as readers know them.
#[derive(Debug, Clone, Default)]
struct Room {
    least: Option<Exact>,
    most: Option<Exact>,
}

/// The counts that have room for one whole number only.
fn narrowed(equations: &[&Affine]) -> BTreeSet<Cell> {
    let exact: Vec<(&Affine, &Exact)> = equations
        .iter()
        .filter(|one| !one.rough && one.unseen.values().all(|one| one.range.is_some()))
        .filter_map(|one| Some((*one, one.rest.as_ref()?)))
        .collect();
    let mut rooms: BTreeMap<Cell, Room> = BTreeMap::new();
    for (cell, one) in exact.iter().flat_map(|(one, _)| &one.unseen) {
        if let Some(range) = &one.range {
            let room = Room { least: Some(range.least.clone()), most: range.most.clone() };
            rooms.entry(*cell).or_insert(room);
        }
    }
    for _ in 0..ROUNDS {
        let mut is_changed = false;
        for (equation, rest) in &exact {
            is_changed |= narrow(equation, rest, &mut rooms);
        }
        if !is_changed {
            break;
        }
    }
    // Counts are whole: with less than one between both ends there is only one that fits.
    let is_told = |room: &Room| {
        let between = room.most.as_ref().zip(room.least.as_ref()).map(|(most, least)| most.minus(least));
        between.is_some_and(|between| between < Exact::from(1))
    };
    rooms.into_iter().filter(|(_, room)| is_told(room)).map(|(cell, _)| cell).collect()
}

/// A sum of ends, some of which nobody knows.
#[derive(Debug, Clone)]
struct Ends {
    sum: Exact,
    unknown: usize,
}

impl Ends {
    fn of<'r>(rest: &Exact, all: impl Iterator<Item = &'r Option<Exact>>) -> Self {
        let start = Self { sum: rest.clone(), unknown: 0 };
        all.fold(start, |ends, one| match one {
            Some(one) => Self { sum: ends.sum.plus(one), ..ends },
            None => Self { unknown: ends.unknown + 1, ..ends },
        })
    }

    /// Without one of them.
    fn without(&self, one: &Option<Exact>) -> Option<Exact> {
        match one {
            Some(one) => (self.unknown == 0).then(|| self.sum.minus(one)),
            None => (self.unknown == 1).then(|| self.sum.clone()),
        }
    }
}

/// What one equation leaves of the room of each of its figures; true where that is less than before.
fn narrow(equation: &Affine, rest: &Exact, rooms: &mut BTreeMap<Cell, Room>) -> bool {
    let own = |cell: &Cell| rooms.get(cell).cloned().unwrap_or_default();
    let all: Vec<(Cell, &Exact, Room)> = equation
        .unseen
        .iter()
        .map(|(cell, one)| (*cell, &one.times, scaled(&own(cell), &one.times)))
        .collect();
    let least = Ends::of(rest, all.iter().map(|(_, _, room)| &room.least));
    let most = Ends::of(rest, all.iter().map(|(_, _, room)| &room.most));
    let mut is_changed = false;
    for (cell, times, room) in all {
        let Some(by) = Exact::from(-1).over(times) else { continue };
        let others = Room { least: least.without(&room.least), most: most.without(&room.most) };
        let (left, known) = (scaled(&others, &by), rooms.entry(cell).or_default());
        let least = [known.least.clone(), left.least].into_iter().flatten().max();
        let most = [known.most.clone(), left.most].into_iter().flatten().min();
        if least != known.least || most != known.most {
            is_changed = true;
            *known = Room { least, most };
        }
    }
    is_changed
}

fn scaled(room: &Room, by: &Exact) -> Room {
    let end = |end: &Option<Exact>| end.as_ref().map(|end| end.times(by));
    if by.is_negative() {
        Room { least: end(&room.most), most: end(&room.least) }
    } else {
        Room { least: end(&room.least), most: end(&room.most) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Affine, Cell, Exact, determined};
    use crate::base::arena::Arena;
    use crate::data::PlaceId;
    use crate::data::exposure::Hidden;
    use crate::data::inference::affine::Unseen;
    use crate::data::inference::cells::What;

    fn cell(slot: i64) -> Cell {
        let mut arena = Arena::new();
        let measure = crate::model::Measure::new(
            "1",
            "",
            crate::base::rhythm::Rhythm::every(
                crate::base::rhythm::Step::Quarter,
                crate::base::period::YearStart(4),
            ),
            crate::base::span::Span::default(),
            crate::base::span::Span::default(),
        );
        Cell { measure: arena.push(measure), slot, place: PlaceId::WHOLE, what: What::Value }
    }

    /// So many times each figure, and the rest.
    fn equation(times: &[(i64, i64)], rest: i64, most: Option<i64>) -> Affine {
        let unseen = times.iter().map(|(slot, times)| {
            let range = Some(Hidden { least: Exact::from(1), most: most.map(Exact::from) });
            (cell(*slot), Unseen { times: Exact::from(*times), asked_for: true, range })
        });
        Affine { unseen: unseen.collect(), ..Affine::number(Exact::from(rest)) }
    }

    fn told(equations: &[Affine]) -> Vec<i64> {
        determined(&equations.iter().collect::<Vec<_>>()).into_iter().map(|cell| cell.slot).collect()
    }

    #[test]
    fn one_unseen_figure_of_a_sum_is_what_is_left() {
        assert_eq!(told(&[equation(&[(1, 1)], -30, None)]), [1]);
        assert!(told(&[equation(&[(1, 1), (2, 1)], -30, None)]).is_empty());
    }

    #[test]
    fn two_sums_of_the_same_two_figures_tell_both_unless_they_say_the_same() {
        let sum = || equation(&[(1, 1), (2, 1)], -30, None);
        assert_eq!(told(&[sum(), equation(&[(1, 1), (2, -1)], 2, None)]), [1, 2]);
        assert!(told(&[sum(), equation(&[(1, 2), (2, 2)], -60, None)]).is_empty());
    }

    #[test]
    fn small_counts_are_told_where_their_sum_leaves_no_room() {
        let sum = |rest| equation(&[(1, 1), (2, 1)], rest, Some(4));
        assert_eq!(told(&[sum(-8)]), [1, 2]);
        assert_eq!(told(&[sum(-2)]), [1, 2]);
        assert!(told(&[sum(-5)]).is_empty());
    }
}
