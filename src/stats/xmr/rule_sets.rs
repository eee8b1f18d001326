//! The rule sets in use, and what each of them settles.

use crate::base::exact::Exact;

/// A named and dated set of rules for control limits. A later version of a tool is another set with another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleSet {
    /// `mdc-2023`: the tools of NHS England's "Making Data Count" since November 2023.
    Mdc2023,
    /// `plot-the-dots-r-0.2`: the R package NHSRplotthedots, version 0.2.
    PlotTheDotsR02,
}

/// What equal neighbours do to a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// They end it.
    Break,
    /// They count as one point of it.
    Ignored,
}

/// What a missing value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// It is stepped over: it is no point.
    Skipped,
    /// No range and no run crosses it.
    Break,
}

/// What a point is when rules fire both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// An improvement.
    Improvement,
    /// As the first rule in their order says.
    FirstRule,
}

/// What a rule set settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How many points on one side of the mean make a shift.
    pub run_length: usize,
    /// How many points in a row, all one way, make a trend.
    pub trend_length: usize,
    /// Moving ranges of 3.267 times their mean or more are left out, once.
    pub screens: bool,
    /// Points beyond a limit count among the two of three.
    pub beyond_counts: bool,
    /// The third of the three has to be on the same side of the mean.
    pub same_side: bool,
    /// Of three points only those near the limit are flagged, and not the third.
    pub flags_near_only: bool,
    /// What equal neighbours do to a trend.
    pub ties: Ties,
    /// What a missing value does.
    pub gaps: Gaps,
    /// With fewer values than these since the last rebase there are no limits and no signals.
    pub least_points: usize,
    /// With fewer values than these the limits are on trial.
    pub trial_below: usize,
    /// What a point is when rules fire both ways.
    pub conflict: Conflict,
    /// How many mean ranges the limits lie from the mean.
    pub factor: Exact,
}

impl RuleSet {
    /// All, sorted by name.
    pub const ALL: [Self; 2] = [Self::Mdc2023, Self::PlotTheDotsR02];

    /// `mdc-2023`, as rules write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mdc2023 => "mdc-2023",
            Self::PlotTheDotsR02 => "plot-the-dots-r-0.2",
        }
    }

    /// The rule set of this name, in any letter case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.name().eq_ignore_ascii_case(name))
    }

    /// What it settles.
    #[must_use]
    pub fn settings(self) -> Settings {
        let common = Settings {
            run_length: 7,
            trend_length: 7,
            screens: false,
            beyond_counts: true,
            same_side: true,
            flags_near_only: true,
            ties: Ties::Break,
            gaps: Gaps::Skipped,
            least_points: 13,
            trial_below: 13,
            conflict: Conflict::Improvement,
            factor: Exact::decimal(266, 2),
        };
        match self {
            Self::Mdc2023 => common,
            Self::PlotTheDotsR02 => Settings {
                screens: true,
                beyond_counts: false,
                least_points: 1,
                conflict: Conflict::FirstRule,
                ..common
            },
        }
    }
}
