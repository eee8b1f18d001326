//! The cut points of a rating, reckoned once for a measure: forty quarters then cost forty comparisons, and no more
//! arithmetic than one.
//!
//! Only lists that compare a value with figures known beforehand have them; every other list is read line by line.

use super::outcome::GoalUsed;
use crate::base::exact::Exact;
use crate::model::{
    Bound, Comparison, Condition, DecisionList, Expression, Measure, Offset, Quantity, Reference, Status,
    Tolerance,
};

/// A number as it was submitted, not in lowest terms: `above / below`, and `below` is above nought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction {
    pub above: i64,
    pub below: i64,
}

/// What of a measure is the same for every figure.
#[derive(Debug, Default)]
pub(super) struct Steady {
    /// The goal, where the target is the same whenever it is asked for.
    pub goal: Option<GoalUsed>,
    /// What a numerator over a denominator is multiplied by, where that is a whole number.
    pub per: Option<i64>,
    /// The cut points of its rating.
    pub limits: Option<Limits>,
}

/// Levels by cut points, in order; the first whose test holds wins.
#[derive(Debug)]
pub(super) struct Limits {
    lines: Vec<(u8, Test)>,
    otherwise: Option<u8>,
}

/// A test of a value against figures that are known.
#[derive(Debug)]
enum Test {
    Stands(Comparison, Fraction),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

impl Steady {
    pub(super) fn of(measure: &Measure) -> Self {
        let goal = super::target::steady(measure);
        // What is multiplied up to the year is not judged by the number that was submitted; what is only watched, or by
        // a rule that is faulty, not at all.
        let is_judged = !measure.scaled_up && !measure.faulty && !measure.is_monitor();
        let list = measure.list.as_ref().filter(|_| is_judged);
        let limits = list.and_then(|list| limits(list, goal.as_ref()));
        Self { goal, per: per(measure), limits }
    }
}

fn per(measure: &Measure) -> Option<i64> {
    let (base, below) = measure.unit.per()?.as_ratio()?;
    i64::try_from(base).ok().filter(|_| below == 1)
}

impl Limits {
    /// The level of a value; none where no line holds.
    pub(super) fn level(&self, value: Fraction) -> Option<u8> {
        let line = self.lines.iter().find(|(_, test)| test.holds(value));
        line.map(|(level, _)| *level).or(self.otherwise)
    }
}

impl Test {
    fn holds(&self, value: Fraction) -> bool {
        match self {
            Self::Stands(how, figure) => {
                // Two numbers of 64 bits multiply within 128.
                let one = i128::from(value.above) * i128::from(figure.below);
                let other = i128::from(figure.above) * i128::from(value.below);
                match how {
                    Comparison::Equal => one == other,
                    Comparison::NotEqual => one != other,
                    Comparison::Above => one > other,
                    Comparison::AtLeast => one >= other,
                    Comparison::Below => one < other,
                    Comparison::AtMost => one <= other,
                }
            }
            Self::All(all) => all.iter().all(|test| test.holds(value)),
            Self::Any(any) => any.iter().any(|test| test.holds(value)),
            Self::Not(one) => !one.holds(value),
        }
    }
}

fn limits(list: &DecisionList, goal: Option<&GoalUsed>) -> Option<Limits> {
    if list.rounded_to.is_some() || !list.caps.is_empty() {
        return None;
    }
    let lines: Option<Vec<_>> =
        list.lines.iter().map(|line| Some((line.level, test(&line.when, goal)?))).collect();
    Some(Limits { lines: lines?, otherwise: list.otherwise.map(|(level, _)| level) })
}

/// None for a condition that depends on more than the value.
fn test(condition: &Condition, goal: Option<&GoalUsed>) -> Option<Test> {
    let several = |all: &[Condition]| all.iter().map(|one| test(one, goal)).collect::<Option<Vec<_>>>();
    if let Condition::All(all) = condition {
        return several(all).map(Test::All);
    }
    if let Condition::Any(any) = condition {
        return several(any).map(Test::Any);
    }
    if let Condition::Not(one) = condition {
        return Some(Test::Not(Box::new(test(one, goal)?)));
    }
    if let Condition::Within { of: Reference::Target, worse, better: None, .. } = condition {
        return within(goal?, worse);
    }
    if let Condition::Status(status @ (Status::OnTarget | Status::OffTarget), _) = condition {
        let met = on_target(goal?)?;
        return Some(if *status == Status::OnTarget { met } else { Test::Not(Box::new(met)) });
    }
    let Condition::Compare { left, comparison, right, .. } = condition else { return None };
    let against = known(right, goal).filter(|_| is_value(left))?;
    Some(Test::Stands(*comparison, fraction(&against)?))
}

fn on_target(goal: &GoalUsed) -> Option<Test> {
    let stands = |how, figure: &Exact| Some(Test::Stands(how, fraction(figure)?));
    match goal {
        GoalUsed::Limit { bound, figure } => stands(comparison(*bound), figure),
        GoalUsed::Between { low, high } => {
            Some(Test::All(vec![stands(Comparison::AtLeast, low)?, stands(Comparison::AtMost, high)?]))
        }
        GoalUsed::Exactly { figure } => stands(Comparison::Equal, figure),
        GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => None,
    }
}

fn comparison(bound: Bound) -> Comparison {
    match bound {
        Bound::AtLeast => Comparison::AtLeast,
        Bound::AtMost => Comparison::AtMost,
        Bound::Above => Comparison::Above,
        Bound::Below => Comparison::Below,
    }
}

/// Misses the target of one side by at most so much.
fn within(goal: &GoalUsed, worse: &Tolerance) -> Option<Test> {
    let GoalUsed::Limit { bound, figure } = goal else { return None };
    let allowed = match worse {
        Tolerance::Amount(amount) => amount.magnitude(),
        Tolerance::PercentOf(per_cent, of) => {
            let Reference::Target = of.as_ref() else { return None };
            figure.magnitude().percent(per_cent)
        }
    };
    let (how, end) = if bound.is_floor() {
        (Comparison::AtLeast, figure.minus(&allowed))
    } else {
        (Comparison::AtMost, figure.plus(&allowed))
    };
    Some(Test::Stands(how, fraction(&end)?))
}

fn is_value(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
    )
}

/// An amount that is the same for every figure; none for one that looks at other periods, groups or measures.
fn known(expression: &Expression, goal: Option<&GoalUsed>) -> Option<Exact> {
    let of = |one: &Expression| known(one, goal);
    if let Expression::Number(number) = expression {
        return Some(number.clone());
    }
    if let Expression::Quantity { quantity: Quantity::Target, measure: None, offset: Offset::Now } =
        expression
    {
        return match goal? {
            GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => Some(figure.clone()),
            GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => None,
        };
    }
    if let Expression::Times(a, b) = expression {
        return Some(of(a)?.times(&of(b)?));
    }
    let Expression::PercentOf(per_cent, one) = expression else { return None };
    Some(of(one)?.percent(per_cent))
}

fn fraction(figure: &Exact) -> Option<Fraction> {
    let (above, below) = figure.as_ratio()?;
    Some(Fraction { above: i64::try_from(above).ok()?, below: i64::try_from(below).ok()? })
}
