//! Where a condition stands in the rules.

use crate::base::span::Span;
use crate::model::{Condition, Escalation};

/// The words of a condition, from the first to the last that can be placed.
pub(super) fn of(condition: &Condition) -> Option<Span> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            let mut all = parts.iter().filter_map(of);
            let first = all.next()?;
            Some(all.filter(|span| span.file == first.file).fold(first, Span::to))
        }
        Condition::Not(inner) => of(inner),
        Condition::Tally(tally) => Some(tally.span),
        Condition::Status(_, span)
        | Condition::Level(_, span)
        | Condition::Within { span, .. }
        | Condition::Than { span, .. }
        | Condition::Moves { span, .. }
        | Condition::Compare { span, .. }
        | Condition::Placed { span, .. }
        | Condition::OutsideRange { span, .. }
        | Condition::Forecast(_, span)
        | Condition::Statistical(_, span)
        | Condition::For { span, .. }
        | Condition::InLast { span, .. }
        | Condition::ForTime { span, .. }
        | Condition::FirstTime { span, .. }
        | Condition::InTime { span, .. }
        | Condition::In { span, .. }
        | Condition::OfMeasure { span, .. }
        | Condition::AnyGroup { span, .. }
        | Condition::EachGroup { span, .. }
        | Condition::Named { span, .. }
        | Condition::Known(_, span)
        | Condition::NoResponse { span, .. }
        | Condition::RecoveryPassed(span)
        | Condition::SameText(span)
        | Condition::OnRecord(_, span)
        | Condition::Loop(_, span)
        | Condition::OldBy { span, .. } => Some(*span),
    }
}

/// What opens an escalation; the whole of it where that cannot be placed.
pub(super) fn opens(rule: &Escalation) -> Span {
    inside(of(&rule.when), rule)
}

/// What closes an escalation; what opens it where nothing is said of closing.
pub(super) fn closes(rule: &Escalation) -> Span {
    rule.closes_when.as_ref().map_or_else(|| opens(rule), |closes| inside(of(closes), rule))
}

/// A name may stand for a condition that is written elsewhere: then the rule itself is the place.
fn inside(span: Option<Span>, rule: &Escalation) -> Span {
    let within = |span: &Span| {
        span.file == rule.span.file && rule.span.start <= span.start && span.end <= rule.span.end
    };
    span.filter(within).unwrap_or(rule.span)
}
