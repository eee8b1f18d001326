//! Where a condition was written.

use super::Condition;
use crate::base::span::Span;

impl Condition {
    /// Where it was written, from the first of its parts to the last; none for a list of nothing.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::All(all) | Self::Any(all) => {
                all.iter().filter_map(Self::span).reduce(|first, next| first.to(next))
            }
            Self::Not(condition) => condition.span(),
            Self::Status(_, span)
            | Self::Level(_, span)
            | Self::Within { span, .. }
            | Self::Than { span, .. }
            | Self::Moves { span, .. }
            | Self::Compare { span, .. }
            | Self::Placed { span, .. }
            | Self::OutsideRange { span, .. }
            | Self::Forecast(_, span)
            | Self::Statistical(_, span)
            | Self::For { span, .. }
            | Self::InLast { span, .. }
            | Self::ForTime { span, .. }
            | Self::FirstTime { span, .. }
            | Self::InTime { span, .. }
            | Self::In { span, .. }
            | Self::OfMeasure { span, .. }
            | Self::AnyGroup { span, .. }
            | Self::EachGroup { span, .. }
            | Self::Named { span, .. }
            | Self::Known(_, span)
            | Self::NoResponse { span, .. }
            | Self::RecoveryPassed(span)
            | Self::SameText(span)
            | Self::OnRecord(_, span)
            | Self::Loop(_, span)
            | Self::OldBy { span, .. } => Some(*span),
            Self::Tally(tally) => Some(tally.span),
        }
    }
}
