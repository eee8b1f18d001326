//! Targets that move by a step each year: `0.5 points lower each year`.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::model::{Bound, Expression, Goal, Measure, Offset, Quantity, Reference, Tolerance};
use crate::syntax::ast::{Amount, AmountKind, Expr};

/// A step each year, as written.
#[derive(Clone, Copy)]
pub(super) struct Step<'w> {
    pub amount: &'w Amount,
    /// It says `of baseline`.
    pub of_baseline: bool,
    /// True lower; none where the aim says.
    pub lower: Option<bool>,
    /// It says `than the year before`.
    pub on_the_last: bool,
    pub from: Option<&'w Expr>,
}

/// The goal that a step each year comes to. A bare per cent can be read in several ways and is refused.
pub(super) fn goal(cx: &mut Checker, id: Id<Measure>, step: Step<'_>, measure: For<'_>) -> Option<Goal> {
    let start = match step.from {
        Some(expr) => cx.expression(expr, measure)?,
        None => Expression::Quantity { quantity: Quantity::Baseline, measure: None, offset: Offset::Now },
    };
    let by_aim = cx.book.measures[id].higher_is_better.map(|higher| !higher);
    let lower = step.lower.or(by_aim).unwrap_or(true);
    let signed = |value: &Exact| if lower { value.negated() } else { value.clone() };
    let per_cent = step.amount.kind == AmountKind::Percent;
    if per_cent && !step.of_baseline && !step.on_the_last {
        let baseline = cx.book.measures[id].baseline.clone();
        let percentage = measure.unit.is_some_and(|unit| unit.kind == Kind::Percent);
        let finding =
            diags::ambiguous_yearly_step(step.amount, lower, baseline.as_ref(), percentage, measure);
        cx.findings.push(finding);
        return None;
    }
    let start = Box::new(start);
    let figure = if per_cent && step.on_the_last {
        Expression::EachYearOnTheLast { start, per_cent: signed(&step.amount.value) }
    } else {
        let step = if per_cent {
            Tolerance::PercentOf(signed(&step.amount.value), Box::new(Reference::Baseline))
        } else {
            Tolerance::Amount(signed(&cx.difference_in(step.amount, measure)?))
        };
        Expression::EachYear { start, step: Box::new(step) }
    };
    Some(Goal::Limit { bound: if lower { Bound::AtMost } else { Bound::AtLeast }, figure })
}
