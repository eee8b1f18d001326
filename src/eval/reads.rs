//! What a condition reads, found by walking through it once.

use crate::model::walk::Part;
use crate::model::{Condition, DecisionList, Expression, Quantity, Reference, Status, Tally, Tolerance};

/// True when a decision list cannot do without the target.
pub(super) fn list_reads_target(list: &DecisionList) -> bool {
    list.lines.iter().chain(&list.caps).any(|line| reads_target(&line.when))
}

/// The conditions directly within another.
fn within(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().collect(),
        Condition::Not(one) => vec![one],
        Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::FirstTime { condition, .. }
        | Condition::InLast { condition, .. }
        | Condition::In { condition, .. }
        | Condition::OfMeasure { condition, .. }
        | Condition::Named { condition, .. }
        | Condition::EachGroup { condition, .. }
        | Condition::AnyGroup { condition, .. } => vec![condition],
        Condition::Tally(tally) => vec![&tally.condition],
        Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Placed { .. }
        | Condition::Statistical(..)
        | Condition::InTime { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::OnRecord(..) => Vec::new(),
    }
}

/// True when a condition reads the target of the measure it is on.
pub(super) fn reads_target(condition: &Condition) -> bool {
    match condition {
        Condition::Status(status, _) => matches!(status, Status::OnTarget | Status::OffTarget),
        Condition::Within { of, worse, better, .. } => {
            reference(of) || tolerance(worse) || better.as_ref().is_some_and(tolerance)
        }
        Condition::Than { reference: than, by_more_than, .. } => {
            reference(than) || by_more_than.as_ref().is_some_and(tolerance)
        }
        Condition::Moves { by_more_than, .. } => by_more_than.as_ref().is_some_and(tolerance),
        Condition::Compare { left, right, .. } => expression(left) || expression(right),
        Condition::OutsideRange { .. } | Condition::Forecast(..) => true,
        Condition::Statistical(statistic, _) => statistic.reads_target(),
        Condition::OfMeasure { .. } | Condition::Tally(_) | Condition::Placed { .. } => false,
        Condition::Known(..)
        | Condition::InTime { .. }
        | Condition::Level(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::OnRecord(..) => false,
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::For { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::Named { .. }
        | Condition::EachGroup { .. }
        | Condition::AnyGroup { .. } => within(condition).into_iter().any(reads_target),
    }
}

fn reference(of: &Reference) -> bool {
    match of {
        Reference::Target => true,
        Reference::Baseline | Reference::Value(_) => false,
        Reference::Amount(amount) => expression(amount),
    }
}

fn tolerance(of: &Tolerance) -> bool {
    match of {
        Tolerance::Amount(_) => false,
        Tolerance::PercentOf(_, of) => reference(of),
    }
}

fn expression(of: &Expression) -> bool {
    match of {
        Expression::Quantity { quantity, measure: None, .. } => {
            matches!(quantity, Quantity::Target | Quantity::Shortfall)
        }
        Expression::EachYear { start, step } => expression(start) || tolerance(step),
        Expression::EachYearOnTheLast { start, .. } => expression(start),
        Expression::Benchmark { .. } | Expression::OfPeers { .. } | Expression::Position { .. } => false,
        Expression::Window(window) => window.is_own() && window.of.as_ref().is_some_and(expression),
        Expression::Quantity { .. }
        | Expression::Number(_)
        | Expression::Amount(..)
        | Expression::Elsewhere(_)
        | Expression::CountOf(_) => false,
        Expression::Plus(..)
        | Expression::Minus(..)
        | Expression::Times(..)
        | Expression::Over(..)
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::PercentOf(..)
        | Expression::Named { .. }
        | Expression::Rounded { .. }
        | Expression::List(_)
        | Expression::Converted(..) => of.parts().into_iter().any(|part| match part {
            Part::Amount(inner) => expression(inner),
            Part::Condition(inner) => reads_target(inner),
        }),
    }
}

/// True when a condition reads what differs from day to day and not from slot to slot: answers, acts and stages.
fn reads_loop(condition: &Condition) -> bool {
    is_of_the_loop(condition)
        || matches!(condition, Condition::OldBy { .. })
        || within(condition).into_iter().any(reads_loop)
}

/// True when what a condition comes to hangs on who asks and when: on answers, acts and stages, also within amounts.
pub(super) fn differs_by_asker(condition: &Condition) -> bool {
    is_of_the_loop(condition) || condition.parts().into_iter().any(|part| differs_within(part))
}

/// True for a condition on answers, acts and stages themselves.
fn is_of_the_loop(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::OnRecord(..)
            | Condition::Loop(..)
    )
}

fn differs_within(part: Part<'_>) -> bool {
    match part {
        Part::Condition(inner) => differs_by_asker(inner),
        Part::Amount(amount) => amount.parts().into_iter().any(differs_within),
    }
}

/// Calls `found` with each count over measures in a condition, also with those within amounts.
pub(super) fn tallies<'c>(condition: &'c Condition, found: &mut impl FnMut(&'c Tally)) {
    if let Condition::Tally(tally) = condition {
        found(tally);
    }
    let mut parts = condition.parts();
    while let Some(part) = parts.pop() {
        match part {
            Part::Condition(inner) => tallies(inner, found),
            Part::Amount(amount) => parts.extend(amount.parts()),
        }
    }
}

/// Calls `found` with each condition whose runs are counted and may be remembered.
pub(super) fn runs<'c>(condition: &'c Condition, found: &mut impl FnMut(&'c Condition)) {
    if let Condition::For { condition, .. } = condition
        && !reads_loop(condition)
    {
        found(condition);
    }
    for inner in within(condition) {
        runs(inner, found);
    }
}
