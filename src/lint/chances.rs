//! What can ever hold: a condition is gone through for one measure, and only what is shown is said.
//!
//! A condition may hold unless it is shown that it cannot. A level that the measure's rating does not have, a target on
//! a measure without one, two levels at once, more measures than there are: these can never be.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::linted::Members;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::model::{
    Comparison, Condition, Expression, LevelTest, Measure, Movement, Offset, OnGroups, Quantity, Rating,
    RuleBook, Since, Status, Tally,
};

/// Whether a condition can ever hold, and whether it can ever fail. It does neither where it is always unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chance {
    pub(super) holds: bool,
    pub(super) fails: bool,
}

impl Chance {
    const OPEN: Self = Self { holds: true, fails: true };
    const UNKNOWN: Self = Self { holds: false, fails: false };
    const NEVER: Self = Self { holds: false, fails: true };
}

/// The book, and what was found of counts in it.
pub(super) struct Chances<'a> {
    book: &'a RuleBook,
    members: Members,
    tallies: RefCell<FxHashMap<Span, Chance>>,
}

impl<'a> Chances<'a> {
    pub(super) fn new(book: &'a RuleBook, members: Members) -> Self {
        Self { book, members, tallies: RefCell::default() }
    }

    /// The chance of a condition on a measure, or on the whole book.
    pub(super) fn of(&self, condition: &Condition, measure: Option<&Measure>) -> Chance {
        match condition {
            Condition::All(parts) => {
                let each = parts.iter().map(|part| self.of(part, measure));
                let all = each.fold(Chance { holds: true, fails: false }, |so_far, part| Chance {
                    holds: so_far.holds && part.holds,
                    fails: so_far.fails || part.fails,
                });
                if all.holds && self.contradict(parts, measure) { Chance::NEVER } else { all }
            }
            Condition::Any(parts) => {
                let each = parts.iter().map(|part| self.of(part, measure));
                each.fold(Chance { holds: false, fails: true }, |so_far, part| Chance {
                    holds: so_far.holds || part.holds,
                    fails: so_far.fails && part.fails,
                })
            }
            Condition::Not(inner) => {
                let inner = self.of(inner, measure);
                Chance { holds: inner.fails, fails: inner.holds }
            }
            Condition::Named { condition, .. } => self.of(condition, measure),
            Condition::For { condition, .. }
            | Condition::ForTime { condition, .. }
            | Condition::FirstTime { condition, .. }
            | Condition::InLast { condition, .. }
            | Condition::In { condition, .. } => {
                let inner = self.of(condition, measure);
                Chance { holds: inner.holds, fails: inner.holds || inner.fails }
            }
            Condition::OfMeasure { measure: other, condition, .. } => {
                self.of_another(&self.book.measures[*other], condition, measure)
            }
            Condition::AnyGroup { condition, .. } | Condition::EachGroup { condition, .. } => {
                let unrated = measure.is_some_and(has_unrated_groups) && reads_level(condition);
                if unrated { Chance::UNKNOWN } else { Chance::OPEN }
            }
            Condition::Status(Status::OnTarget | Status::OffTarget, _) => {
                let has = measure.is_none_or(has_target);
                if has { Chance::OPEN } else { Chance::UNKNOWN }
            }
            Condition::Level(test, _) => measure.map_or(Chance::OPEN, |measure| self.level(test, measure)),
            Condition::Tally(tally) => self.tally(tally),
            Condition::Status(..)
            | Condition::Within { .. }
            | Condition::Than { .. }
            | Condition::Moves { .. }
            | Condition::Compare { .. }
            | Condition::Placed { .. }
            | Condition::OutsideRange { .. }
            | Condition::Forecast(..)
            | Condition::Statistical(..)
            | Condition::InTime { .. }
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::OnRecord(..)
            | Condition::Loop(..)
            | Condition::OldBy { .. } => Chance::OPEN,
        }
    }

    /// Where each group is rated by itself, the whole is not; a measure by the same groups reads theirs.
    fn of_another(&self, other: &Measure, condition: &Condition, measure: Option<&Measure>) -> Chance {
        let is_whole = other.on_groups == OnGroups::Each && measure.is_none_or(|own| own.by != other.by);
        if is_whole && !other.by.is_empty() && reads_level(condition) {
            return Chance::UNKNOWN;
        }
        self.of(condition, Some(other))
    }

    fn level(&self, test: &LevelTest, measure: &Measure) -> Chance {
        if measure.composite.is_some() || measure.unit.kind == Kind::Rating {
            return Chance::OPEN;
        }
        let Some(rating) = self.book.rating_of(measure) else { return Chance::UNKNOWN };
        let passes = |level: usize| self.passes(test, rating, level);
        let each: Vec<Option<bool>> = (0..rating.levels.len()).map(passes).collect();
        Chance {
            holds: each.iter().any(|passed| passed.is_none_or(|passed| passed)),
            fails: each.iter().any(|passed| passed.is_none_or(|passed| !passed)),
        }
    }

    /// Whether a level of a rating passes a test; none when the test names a level unknown to it.
    fn passes(&self, test: &LevelTest, rating: &Rating, level: usize) -> Option<bool> {
        let level = u8::try_from(level).ok()?;
        match test {
            LevelTest::OneOf(words) => Some(words.iter().any(|word| rating.level(word) == Some(level))),
            LevelTest::OrWorse(word) => Some(self.book.against_level(rating, level, word)?.is_ge()),
            LevelTest::OrBetter(word) => Some(self.book.against_level(rating, level, word)?.is_le()),
        }
    }

    /// A count of measures lies between none and all of those of which its condition can hold.
    fn tally(&self, tally: &Tally) -> Chance {
        if let Some(known) = self.tallies.borrow().get(&tally.span) {
            return *known;
        }
        let members = self.members.of_set(&tally.measures);
        let counted: Vec<&Measure> =
            members.iter().map(|id| &self.book.measures[*id]).filter(|one| !one.is_monitor()).collect();
        let most = counted.iter().filter(|one| self.of(&tally.condition, Some(one)).holds).count();
        let share = |n: usize| Exact::ratio(100 * n as i128, counted.len().max(1) as i128);
        let highest = if tally.share { share(most) } else { Exact::ratio(most as i128, 1) };
        let (low, high) = (
            tally.comparison.holds(&Exact::zero(), &tally.amount),
            tally.comparison.holds(&highest, &tally.amount),
        );
        let chance = match tally.comparison {
            Comparison::Above | Comparison::AtLeast => Chance { holds: high, fails: !low },
            Comparison::Below | Comparison::AtMost => Chance { holds: low, fails: !high },
            Comparison::Equal => {
                Chance { holds: tally.amount >= Exact::zero() && tally.amount <= highest, fails: true }
            }
            Comparison::NotEqual => Chance::OPEN,
        };
        self.tallies.borrow_mut().insert(tally.span, chance);
        chance
    }

    /// True when parts that have to hold together cannot.
    fn contradict(&self, parts: &[Condition], measure: Option<&Measure>) -> bool {
        let mut flat = Vec::new();
        flatten(parts, &mut flat);
        let status =
            |wanted| flat.iter().any(|part| matches!(part, Condition::Status(found, _) if *found == wanted));
        if status(Status::OnTarget) && status(Status::OffTarget) {
            return true;
        }
        let moves = |wanted: Movement, from: Since| {
            flat.iter().any(|part| {
                matches!(part, Condition::Moves { movement, since, .. } if *movement == wanted && *since == from)
            })
        };
        let all = [Since::Previous, Since::LastYear, Since::Baseline];
        if all.into_iter().any(|from| moves(Movement::Improving, from) && moves(Movement::Worsening, from)) {
            return true;
        }
        no_value_fits(&flat) || measure.is_some_and(|measure| self.no_level_fits(&flat, measure))
    }

    fn no_level_fits(&self, flat: &[&Condition], measure: &Measure) -> bool {
        let mut tests: Vec<&LevelTest> = Vec::new();
        for part in flat {
            if let Condition::Level(test, _) = part {
                tests.push(test);
            }
        }
        let Some(rating) = self.book.rating_of(measure).filter(|_| tests.len() > 1) else { return false };
        let fits = |level: usize| {
            tests.iter().all(|test| self.passes(test, rating, level).is_none_or(|passed| passed))
        };
        !(0..rating.levels.len()).any(fits)
    }
}

/// True where the total of the groups is rated, or how far apart they are, and none of the groups.
fn has_unrated_groups(measure: &Measure) -> bool {
    let of_gap = measure.gap.is_some() && measure.targets.is_empty();
    (measure.adds_up_groups() && measure.of_members.is_empty()) || of_gap
}

/// True for a condition that is unknown of what is not rated: that tests its level and nothing else.
fn reads_level(condition: &Condition) -> bool {
    match condition {
        Condition::Level(..) => true,
        Condition::All(parts) => parts.iter().any(reads_level),
        Condition::Any(parts) => parts.iter().all(reads_level),
        Condition::Not(inner) => reads_level(inner),
        Condition::Named { condition, .. }
        | Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::FirstTime { condition, .. }
        | Condition::In { condition, .. }
        | Condition::InLast { condition, .. } => reads_level(condition),
        Condition::Status(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::Placed { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::InTime { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::OnRecord(..)
        | Condition::Loop(..)
        | Condition::OldBy { .. } => false,
    }
}

/// True when something is wanted of a measure.
fn has_target(measure: &Measure) -> bool {
    !measure.targets.is_empty()
        || measure.gap.is_some()
        || measure.composite.is_some()
        || measure.trajectory.is_some()
        || !measure.refused.is_empty()
        || !measure.of_members.is_empty()
}

/// The parts that have to hold together, those of names and of brackets among them.
fn flatten<'c>(parts: &'c [Condition], flat: &mut Vec<&'c Condition>) {
    for part in parts {
        if let Condition::All(inner) = part {
            flatten(inner, flat);
        } else if let Condition::Named { condition, .. } = part {
            flatten(std::slice::from_ref(condition), flat);
        } else {
            flat.push(part);
        }
    }
}

/// True when bounds on the value leave none: `value > 90 and value < 80`.
fn no_value_fits(flat: &[&Condition]) -> bool {
    let mut low: Option<(Exact, bool)> = None;
    let mut high: Option<(Exact, bool)> = None;
    for part in flat {
        let Condition::Compare { left, comparison, right: Expression::Number(n), .. } = part else {
            continue;
        };
        let is_value = matches!(
            left,
            Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
        );
        if !is_value {
            continue;
        }
        let (floor, ceiling, strict) = match comparison {
            Comparison::Above => (true, false, true),
            Comparison::AtLeast => (true, false, false),
            Comparison::Below => (false, true, true),
            Comparison::AtMost => (false, true, false),
            Comparison::Equal => (true, true, false),
            Comparison::NotEqual => (false, false, false),
        };
        let bound = (n.clone(), strict);
        if floor && low.as_ref().is_none_or(|known| bound > *known) {
            low = Some(bound.clone());
        }
        let sharper = |known: &(Exact, bool)| bound.0 < known.0 || (bound.0 == known.0 && strict);
        if ceiling && high.as_ref().is_none_or(sharper) {
            high = Some(bound);
        }
    }
    match (low, high) {
        (Some((low, above)), Some((high, below))) => low > high || (low == high && (above || below)),
        _ => false,
    }
}
