//! An escalation about the whole book counts over its measures, and reads none of them as its own.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{Condition, Escalation, Expression, LoopTest, Reference, Scope, Tolerance};

/// False when a condition of an escalation about the whole book is about one measure, and does not say which.
pub(super) fn about_no_measure(cx: &mut Checker, id: Id<Escalation>) -> bool {
    let row = &cx.book.escalations[id];
    if !matches!(row.scope, Scope::WholeBook) {
        return true;
    }
    let conditions = [Some(&row.when), row.closes_when.as_ref()];
    let faults: Vec<Span> = conditions.into_iter().flatten().filter_map(own).collect();
    let name = row.id.clone();
    for span in &faults {
        cx.findings.push(diags::whole_book_reads_a_measure(&name, *span));
    }
    faults.is_empty()
}

/// Where a condition reads the measure that it is on.
fn own(condition: &Condition) -> Option<Span> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(own),
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::In { condition: inner, .. } => own(inner),
        Condition::Compare { left, right, span, .. } => (reads(left) || reads(right)).then_some(*span),
        Condition::Known(amount, span) => reads(amount).then_some(*span),
        Condition::Status(_, span)
        | Condition::Level(_, span)
        | Condition::Within { span, .. }
        | Condition::Than { span, .. }
        | Condition::Moves { span, .. }
        | Condition::OutsideRange { span, .. }
        | Condition::AnyGroup { span, .. }
        | Condition::Loop(LoopTest::ReturnNotIn, span)
        | Condition::OldBy { span, .. } => Some(*span),
        Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(
            LoopTest::Late(..)
            | LoopTest::Incomplete(_)
            | LoopTest::Blank(_)
            | LoopTest::RecoveryInThePast
            | LoopTest::AnsweredBy(_),
            _,
        ) => None,
    }
}

/// True when an amount reads the measure that it is on.
fn reads(amount: &Expression) -> bool {
    match amount {
        Expression::Number(_) => false,
        Expression::Quantity { measure, .. } => measure.is_none(),
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => reads(a) || reads(b),
        Expression::Min(all) | Expression::Max(all) => all.iter().any(reads),
        Expression::PercentOf(_, of) => reads(of),
        Expression::EachYear { start, step } => {
            let of = match step.as_ref() {
                Tolerance::Amount(_) => false,
                Tolerance::PercentOf(_, of) => match of.as_ref() {
                    Reference::Amount(amount) => reads(amount),
                    Reference::Target | Reference::Baseline | Reference::Value(_) => true,
                },
            };
            of || reads(start)
        }
        Expression::Window { .. } => true,
    }
}
