//! Which figure is withheld as well, so that a withheld one does not follow from those that are shown: what is derived from
//! others before what was submitted for itself, and of these the smallest.

use std::collections::{BTreeMap, BTreeSet};

use super::affine::{Affine, Unseen};
use super::algebra::{determined, is_too_large, telling, tries};
use super::cells::Cell;
use super::relations::Equation;
use crate::base::exact::Exact;
use crate::data::exposure::Hidden;

/// One more figure to withhold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub withhold: Cell,
    /// The figure that could be worked out with it.
    pub for_the_sake_of: Cell,
}

/// What has to be withheld next: at most one figure for each set of equations that hang together, and for sets that are
/// too large every figure that is derived. Empty when nothing is given away.
pub(super) fn steps(equations: &[Equation]) -> Vec<Step> {
    let mut steps: Vec<Step> = equations.iter().filter_map(plainly_told).collect();
    // Where one figure is all that is not seen, there is nothing to solve.
    let is_solved = !steps.is_empty();
    for set in sets(equations).into_iter().filter(|_| !is_solved) {
        let asked_for = |one: &&Equation| one.amount.unseen.values().any(|one| one.asked_for);
        if !set.iter().any(asked_for) {
            continue;
        }
        let amounts: Vec<&Affine> = set.iter().map(|one| &one.amount).collect();
        let telling = telling(&amounts);
        if is_too_large(&telling) {
            let tells = |one: &&&Equation| telling.iter().any(|other| std::ptr::eq(*other, &one.amount));
            steps.extend(set.iter().filter(tells).filter_map(|one| conservative(one)));
            continue;
        }
        let rough = set.iter().find_map(|one| rough(one));
        steps.extend(rough.or_else(|| next(&set, &amounts)));
    }
    steps.sort();
    steps.dedup_by_key(|step| step.withhold);
    steps
}

/// The figure that others make where a withheld one is all that is not seen beside it.
fn plainly_told(equation: &Equation) -> Option<Step> {
    let (cell, one) = equation.amount.unseen.first_key_value()?;
    let is_told = equation.amount.unseen.len() == 1 && one.asked_for;
    let own = equation.amount.seen.iter().find(|one| is_of(&one.cell, &equation.whole));
    own.filter(|_| is_told).map(|own| Step { withhold: own.cell, for_the_sake_of: *cell })
}

/// The equations that hang together by a figure that is not seen.
fn sets(equations: &[Equation]) -> Vec<Vec<&Equation>> {
    let mut of: Vec<usize> = (0..equations.len()).collect();
    let mut first: BTreeMap<Cell, usize> = BTreeMap::new();
    for (at, equation) in equations.iter().enumerate() {
        for cell in equation.amount.unseen.keys() {
            let with = *first.entry(*cell).or_insert(at);
            let (own, other) = (root(&of, at), root(&of, with));
            if let Some(slot) = of.get_mut(own.max(other)) {
                *slot = own.min(other);
            }
        }
    }
    let mut sets: BTreeMap<usize, Vec<&Equation>> = BTreeMap::new();
    for (at, equation) in equations.iter().enumerate() {
        sets.entry(root(&of, at)).or_default().push(equation);
    }
    sets.into_values().collect()
}

fn root(of: &[usize], mut at: usize) -> usize {
    while let Some(up) = of.get(at).filter(|up| **up != at) {
        at = *up;
    }
    at
}

/// The figure that is derived in an equation, where it is seen; else the smallest that is.
fn conservative(equation: &Equation) -> Option<Step> {
    let (for_the_sake_of, _) =
        equation.amount.unseen.iter().max_by_key(|(cell, one)| (one.asked_for, std::cmp::Reverse(**cell)))?;
    let whole_is_unseen = equation.amount.unseen.keys().any(|cell| is_of(cell, &equation.whole));
    let own = equation.amount.seen.iter().find(|one| is_of(&one.cell, &equation.whole));
    let smallest = || {
        let told = equation.amount.unseen.len() == 1 && whole_is_unseen;
        equation.amount.seen.iter().filter(|_| told).min_by(|a, b| a.value.cmp(&b.value))
    };
    let withhold = own.or_else(smallest)?.cell;
    Some(Step { withhold, for_the_sake_of: *for_the_sake_of })
}

/// What is more than a sum is not solved: what is derived from it goes, as long as it is seen.
fn rough(equation: &Equation) -> Option<Step> {
    let asked_for = equation.amount.unseen.values().any(|one| one.asked_for);
    if equation.amount.rough && asked_for { conservative(equation) } else { None }
}

fn is_of(cell: &Cell, whole: &Cell) -> bool {
    (cell.measure, cell.place, cell.slot) == (whole.measure, whole.place, whole.slot)
}

/// The next figure to withhold in a set of equations; none where nothing is given away, or nothing is left to withhold.
fn next(set: &[&Equation], amounts: &[&Affine]) -> Option<Step> {
    let asked_for: BTreeSet<Cell> = amounts
        .iter()
        .flat_map(|one| &one.unseen)
        .filter(|(_, one)| one.asked_for)
        .map(|(cell, _)| *cell)
        .collect();
    let given_away = determined(amounts).into_iter().find(|cell| asked_for.contains(cell))?;
    let candidates = candidates(set, &given_away);
    let tries = tries(amounts);
    let help = |cells: &[Cell]| {
        let less = |one: &&Affine| cells.iter().fold((*one).clone(), |left, cell| without(&left, cell));
        let left: Vec<Affine> = amounts.iter().map(less).collect();
        !determined(&left.iter().collect::<Vec<_>>()).contains(&given_away)
    };
    let one_of = |all: &[Cell]| all.iter().take(tries).find(|one| help(&[**one])).copied();
    // Several derived figures are withheld one by one before one that was submitted for itself.
    let several = || if help(&candidates.derived) { candidates.derived.first().copied() } else { None };
    let withhold = one_of(&candidates.derived)
        .or_else(several)
        .or_else(|| one_of(&candidates.submitted))
        .or_else(|| candidates.derived.first().or(candidates.submitted.first()).copied())?;
    Some(Step { withhold, for_the_sake_of: given_away })
}

/// What may be withheld, the best first.
struct Candidates {
    /// What others make: of equations with the figure in question before others.
    derived: Vec<Cell>,
    /// What was submitted for itself: the smallest above nought first.
    submitted: Vec<Cell>,
}

fn candidates(set: &[&Equation], given_away: &Cell) -> Candidates {
    let (mut derived, mut submitted) = (Vec::new(), Vec::new());
    for equation in set {
        let is_elsewhere = !equation.amount.unseen.contains_key(given_away);
        for one in equation.amount.seen.iter().filter(|one| !one.times.is_zero()) {
            if is_of(&one.cell, &equation.whole) {
                derived.push((is_elsewhere, equation.derived, one.cell));
            } else {
                submitted.push((is_elsewhere, one.value.is_zero(), one.value.clone(), one.cell));
            }
        }
    }
    derived.sort();
    submitted.sort();
    let mut seen = BTreeSet::new();
    let derived = derived.into_iter().map(|(.., cell)| cell).filter(|cell| seen.insert(*cell)).collect();
    let submitted = submitted.into_iter().map(|(.., cell)| cell).filter(|cell| seen.insert(*cell)).collect();
    Candidates { derived, submitted }
}

/// An equation as it would be with one more figure withheld.
fn without(equation: &Affine, cell: &Cell) -> Affine {
    let mut left = equation.clone();
    let (gone, seen): (Vec<_>, Vec<_>) = left.seen.into_iter().partition(|one| is_of(&one.cell, cell));
    left.seen = seen;
    for one in gone {
        left.rest = left.rest.map(|rest| rest.minus(&one.times.times(&one.value)));
        let range = Some(Hidden { least: Exact::zero(), most: None });
        let unseen = Unseen { times: Exact::zero(), asked_for: false, range };
        let slot = left.unseen.entry(one.cell).or_insert(unseen);
        slot.times = slot.times.plus(&one.times);
    }
    left.unseen.retain(|_, one| !one.times.is_zero());
    left
}
