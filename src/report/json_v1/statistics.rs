//! Control charts in the shapes of JSON v1.

use super::paper_shape as shape;
use crate::eval::outcome::{Assurance, ControlSeen, Rule};
use crate::plain;

/// The control chart of a result.
pub(super) fn control(seen: &ControlSeen) -> shape::Control {
    shape::Control {
        rules: seen.rules.name(),
        verdict: plain::statistics::verdict(seen),
        rule: seen.signal.map(|signal| match signal.rule {
            Rule::Outside => "outside",
            Rule::Trend => "trend",
            Rule::TwoOfThree => "two of three",
            Rule::Shift => "shift",
        }),
        high: seen.signal.map(|signal| signal.high),
        points: seen.points,
        mean: seen.mean.as_ref().map(|mean| mean.plain()),
        lower: seen.limits.as_ref().map(|(lower, _)| lower.plain()),
        upper: seen.limits.as_ref().map(|(_, upper)| upper.plain()),
        target: seen.assurance.map(|assurance| match assurance {
            Assurance::Met => "met",
            Assurance::HitOrMiss => "hit or miss",
            Assurance::Missed => "missed",
        }),
        on_trial: seen.on_trial,
        rebased: seen.rebased.as_ref().map(|(period, _)| period.to_string()),
    }
}
