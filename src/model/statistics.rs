//! What statistics say of a measure: its control chart, and conditions on intervals and special causes.

use crate::base::period::Period;
use crate::base::span::Span;
pub use crate::stats::xmr::RuleSet;

/// A condition on the interval that came with a figure, or on its control chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// The target lies inside the interval, ends included.
    TargetInside,
    /// The whole interval is on the better side of the target.
    IntervalBetter,
    /// The whole interval is on the worse side of the target.
    IntervalWorse,
    /// A special cause, whichever way.
    SpecialCause,
    /// A special cause the way that is worse.
    Concern,
    /// A special cause the way that is better.
    Improvement,
    /// The target lies beyond the limits on the side that is better: it will be missed unless something changes.
    NotCapable,
}

impl Statistic {
    /// The words of the rule: `special cause concern`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::TargetInside => "target inside the interval",
            Self::IntervalBetter => "the interval is better than target",
            Self::IntervalWorse => "the interval is worse than target",
            Self::SpecialCause => "special cause",
            Self::Concern => "special cause concern",
            Self::Improvement => "special cause improvement",
            Self::NotCapable => "not capable of the target",
        }
    }

    /// True for one that reads the control chart.
    #[must_use]
    pub fn reads_chart(self) -> bool {
        match self {
            Self::SpecialCause | Self::Concern | Self::Improvement | Self::NotCapable => true,
            Self::TargetInside | Self::IntervalBetter | Self::IntervalWorse => false,
        }
    }

    /// True for one that reads the target.
    #[must_use]
    pub fn reads_target(self) -> bool {
        match self {
            Self::TargetInside | Self::IntervalBetter | Self::IntervalWorse | Self::NotCapable => true,
            Self::SpecialCause | Self::Concern | Self::Improvement => false,
        }
    }
}

/// How control limits are drawn for a measure.
#[derive(Debug, Clone)]
pub struct ControlChart {
    /// Whose rules.
    pub rules: RuleSet,
    /// The limits are those of the first so many points since the last rebase; none for all.
    pub from_first: Option<u32>,
    /// Where people drew the limits anew, oldest first.
    pub rebases: Vec<Rebase>,
    /// Where it was written.
    pub span: Span,
}

/// A decision to draw the limits anew.
#[derive(Debug, Clone)]
pub struct Rebase {
    /// The first period of the new limits.
    pub at: Period,
    /// Why.
    pub because: String,
    /// Where it was written.
    pub span: Span,
}
