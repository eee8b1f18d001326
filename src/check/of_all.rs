//! `on target` of a thing on a ladder that has several measures: every one of them that is due meets its target.
//!
//! No other condition of one measure has such a reading. A red board may be one with a red measure, with most of them red,
//! or with nothing but red ones; a board that is on target has nothing off target.

use super::Checker;
use super::escalations::in_set;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::model::{Comparison, Condition, Ladder, Measure, MeasureSet, Status, Tally};

/// The condition with `on target` read of all measures of a thing.
pub(super) fn read(cx: &Checker, id: Id<Ladder>, condition: Condition) -> Condition {
    let all = in_set(cx, &cx.book.ladders[id].measures);
    let aims: Vec<Id<Measure>> = all.into_iter().filter(|id| aims(&cx.book.measures[*id])).collect();
    if aims.is_empty() { condition } else { of_all(condition, &aims) }
}

/// True for a measure that may be on target; one that is only watched never is, and is no reason to wait for it.
fn aims(measure: &Measure) -> bool {
    let has_target = !measure.targets.is_empty() || !measure.of_members.is_empty();
    !measure.is_monitor() && (has_target || measure.composite.is_some())
}

fn of_all(condition: Condition, measures: &[Id<Measure>]) -> Condition {
    let each = |parts: Vec<Condition>| parts.into_iter().map(|part| of_all(part, measures)).collect();
    let inner = |one: Box<Condition>| Box::new(of_all(*one, measures));
    match condition {
        Condition::Status(Status::OnTarget, span) => every(span, measures),
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::Not(one) => Condition::Not(inner(one)),
        Condition::For { condition, periods, without_gaps, span } => {
            Condition::For { condition: inner(condition), periods, without_gaps, span }
        }
        Condition::ForTime { condition, length, step, span } => {
            Condition::ForTime { condition: inner(condition), length, step, span }
        }
        Condition::FirstTime { condition, span } => {
            Condition::FirstTime { condition: inner(condition), span }
        }
        Condition::InLast { condition, least, of, span } => {
            Condition::InLast { condition: inner(condition), least, of, span }
        }
        Condition::In { condition, offset, span } => {
            Condition::In { condition: inner(condition), offset, span }
        }
        other => other,
    }
}

/// `share of measures where (on target) >= 100%`.
fn every(span: Span, measures: &[Id<Measure>]) -> Condition {
    Condition::Tally(Box::new(Tally {
        share: true,
        measures: MeasureSet::Listed(measures.to_vec()),
        condition: Condition::Status(Status::OnTarget, span),
        comparison: Comparison::AtLeast,
        amount: Exact::from(100),
        of_all: true,
        span,
    }))
}
