//! Rules by which a result goes by its own figure alone, and the amounts that they name.

use std::collections::BTreeSet;

use crate::base::exact::Exact;
use crate::model::{
    Condition, Expression, Goal, Measure, Offset, OnGroups, Quantity, Reference, Status, Tolerance,
    Trajectory,
};

/// True when the level of a measure goes by its own figure of the period, by figures that its rules write down, and by
/// nothing else.
pub(super) fn goes_by_its_figure(measure: &Measure) -> bool {
    let whole = measure.composite.is_none()
        && measure.gap.is_none()
        && measure.total_of.is_none()
        && measure.year_end.is_none()
        && !measure.scaled_up
        && matches!(measure.on_groups, OnGroups::Each)
        && matches!(measure.trajectory, None | Some(Trajectory::Points { .. }));
    let of_members = measure.of_members.iter().flat_map(|one| &one.targets);
    let mut targets = measure.targets.iter().chain(of_members).flat_map(|sequence| &sequence.targets);
    let targets = targets.all(|target| match &target.goal {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => is_written(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => true,
    });
    let mut lists = measure.list.iter().filter(|list| list.rounded_to.is_none());
    let list =
        lists.next().is_some_and(|list| list.lines.iter().chain(&list.caps).all(|line| is_own(&line.when)));
    whole && targets && list
}

fn is_own(condition: &Condition) -> bool {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().all(is_own),
        Condition::Not(one) | Condition::Named { condition: one, .. } => is_own(one),
        Condition::Status(status, _) => matches!(status, Status::OnTarget | Status::OffTarget),
        Condition::Within { of, worse, better, .. } => {
            is_steady(of) && is_size(worse) && better.as_ref().is_none_or(is_size)
        }
        Condition::Than { reference, by_more_than, .. } => {
            is_steady(reference) && by_more_than.as_ref().is_none_or(is_size)
        }
        Condition::Compare { left, right, .. } => {
            (is_value(left) && is_written(right)) || (is_written(left) && is_value(right))
        }
        Condition::OutsideRange { .. } | Condition::InTime { .. } => true,
        Condition::Level(..)
        | Condition::Moves { .. }
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::OnRecord(..)
        | Condition::For { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::SameText(_) => false,
    }
}

fn is_steady(reference: &Reference) -> bool {
    match reference {
        Reference::Target | Reference::Baseline => true,
        Reference::Value(_) => false,
        Reference::Amount(amount) => is_written(amount),
    }
}

fn is_size(tolerance: &Tolerance) -> bool {
    match tolerance {
        Tolerance::Amount(_) => true,
        Tolerance::PercentOf(_, of) => is_steady(of),
    }
}

fn is_value(amount: &Expression) -> bool {
    matches!(amount, Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now })
}

/// True for an amount made of what is written: numbers, the target, the baseline.
fn is_written(amount: &Expression) -> bool {
    // Any target and baseline will do: it is asked whether there is an amount, not which.
    written(amount, Some(&Exact::from(1)), Some(&Exact::from(1))).is_some()
}

/// What a written amount comes to; none where it reads figures.
pub(super) fn written(
    amount: &Expression,
    target: Option<&Exact>,
    baseline: Option<&Exact>,
) -> Option<Exact> {
    let of = |amount: &Expression| written(amount, target, baseline);
    match amount {
        Expression::Number(number) | Expression::Amount(number, _) => Some(number.clone()),
        Expression::Plus(a, b) => Some(of(a)?.plus(&of(b)?)),
        Expression::Minus(a, b) => Some(of(a)?.minus(&of(b)?)),
        Expression::Times(a, b) => Some(of(a)?.times(&of(b)?)),
        Expression::Over(a, b) => of(a)?.over(&of(b)?),
        Expression::PercentOf(per_cent, amount) => Some(of(amount)?.percent(per_cent)),
        Expression::Quantity { quantity: Quantity::Target, measure: None, offset: Offset::Now } => {
            target.cloned()
        }
        Expression::Quantity { quantity: Quantity::Baseline, measure: None, offset: Offset::Now } => {
            baseline.cloned()
        }
        Expression::Named { of: amount, .. } => of(amount),
        Expression::Quantity { .. }
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::EachYear { .. }
        | Expression::EachYearOnTheLast { .. }
        | Expression::Window(_)
        | Expression::Elsewhere(_)
        | Expression::Converted(..)
        | Expression::Rounded { .. }
        | Expression::CountOf(_)
        | Expression::List(_)
        | Expression::Benchmark { .. }
        | Expression::OfPeers { .. }
        | Expression::Position { .. } => None,
    }
}

/// The values of a measure that is computed by a list of written amounts; none for any other.
pub(super) fn values_it_can_have(measure: &Measure) -> Option<BTreeSet<Exact>> {
    let Expression::List(list) = measure.computed.as_ref()?.amount.as_ref()? else { return None };
    let otherwise = list.otherwise.iter().map(|(amount, _)| amount);
    let amounts = list.lines.iter().map(|line| &line.amount).chain(otherwise);
    amounts.map(|amount| written(amount, None, None)).collect()
}
