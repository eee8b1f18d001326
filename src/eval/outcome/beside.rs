//! What stands beside a figure: its interval, the counts it is made of, and its control chart.

use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::model::RuleSet;

pub use crate::stats::xmr::{Assurance, Rule};

/// What stands beside a figure, for the measures that have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// Both ends of the interval that came with it.
    pub interval: Option<(Exact, Exact)>,
    /// The numerator and denominator it is made of, where its measure withholds counts and these may be shown.
    pub made_of: Option<(Exact, Exact)>,
    /// Its control chart.
    pub control: Option<ControlSeen>,
}

/// What a control chart shows of the newest point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSeen {
    /// Whose rules.
    pub rules: RuleSet,
    /// How many points there are since the last rebase.
    pub points: u32,
    /// How many the rules ask for.
    pub least: u32,
    /// False with fewer.
    pub enough: bool,
    /// True when there are so few points that the limits are on trial.
    pub on_trial: bool,
    /// The mean since the last rebase.
    pub mean: Option<Exact>,
    /// Lower and upper limit.
    pub limits: Option<(Exact, Exact)>,
    /// The signal of the newest point; none for common cause.
    pub signal: Option<SignalSeen>,
    /// How the target stands to the limits.
    pub assurance: Option<Assurance>,
    /// Since when the limits are drawn, and why.
    pub rebased: Option<(Period, String)>,
}

/// A signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignalSeen {
    /// The rule that fired.
    pub rule: Rule,
    /// True for high or rising.
    pub high: bool,
    /// True for an improvement, false for a concern; none when neither way is better.
    pub better: Option<bool>,
}
