//! Intervals and control charts in words.

use super::period;
use crate::base::exact::Exact;
use crate::base::unit::Unit;
use crate::eval::outcome::{Assurance, ControlSeen, Rule, SignalSeen};

/// `44% to 52%`.
#[must_use]
pub fn interval((lower, upper): &(Exact, Exact), unit: &Unit) -> String {
    format!("{} to {}", unit.show(lower), unit.show(upper))
}

/// `12 of 4,000`.
#[must_use]
pub fn made_of((above, below): &(Exact, Exact)) -> String {
    format!("{} of {}", above.text(), below.text())
}

/// `special cause concern`, `no signal`, `not enough data (8 of 13)`.
#[must_use]
pub fn verdict(of: &ControlSeen) -> String {
    if !of.enough {
        return format!("not enough data ({} of {})", of.points, of.least);
    }
    let Some(signal) = of.signal else { return "no signal".to_owned() };
    let kind = match signal.better {
        Some(true) => "special cause improvement",
        Some(false) => "special cause concern",
        None => "special cause",
    };
    kind.to_owned()
}

/// Why a point is a signal: `a trend, falling`.
fn fired(signal: SignalSeen) -> String {
    let way = match (signal.rule, signal.high) {
        (Rule::Trend, true) => "rising",
        (Rule::Trend, false) => "falling",
        (Rule::Outside, true) => "above the upper one",
        (Rule::Outside, false) => "below the lower one",
        (Rule::TwoOfThree, true) => "the upper one",
        (Rule::TwoOfThree, false) => "the lower one",
        (Rule::Shift, true) => "above it",
        (Rule::Shift, false) => "below it",
    };
    format!("{}, {way}", signal.rule.words())
}

/// What a control chart says, in sentences that a member can follow.
#[must_use]
pub fn control(of: &ControlSeen, unit: &Unit) -> Vec<String> {
    let rules = of.rules.name();
    let mut said = match of.signal {
        Some(signal) => vec![format!("{}: {}", verdict(of), fired(signal))],
        None => vec![format!("control limits: {}", verdict(of))],
    };
    if let (Some(mean), Some((lower, upper))) = (&of.mean, &of.limits) {
        let trial = if of.on_trial { ", on trial with so few points" } else { "" };
        let (mean, lower, upper) = (figure(mean, unit), figure(lower, unit), figure(upper, unit));
        said.push(format!("mean {mean}, limits {lower} to {upper} ({rules}{trial})"));
    }
    said.extend(of.assurance.map(|assurance| match assurance {
        Assurance::Met => "the target will be met unless something changes".to_owned(),
        Assurance::HitOrMiss => {
            "the target will sometimes be met and sometimes missed, by chance alone".to_owned()
        }
        Assurance::Missed => "not capable of the target unless something changes".to_owned(),
    }));
    said.extend(
        of.rebased
            .as_ref()
            .map(|(at, because)| format!("limits drawn anew at {}: {}", period(at), because.trim())),
    );
    said
}

/// A figure that was reckoned, to two places.
fn figure(of: &Exact, unit: &Unit) -> String {
    unit.show(&of.rounded(2))
}
