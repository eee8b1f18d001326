//! The figures of a result over time, as a chart shows them.

use super::{Figure, GoalUsed};
use crate::base::exact::Exact;
use crate::base::period::Period;

/// The figures behind one result, oldest first, the newest last.
#[derive(Debug, Clone, Default)]
pub struct Trend {
    /// One for each period in which a figure was due or came.
    pub points: Vec<TrendPoint>,
}

impl Trend {
    /// True where the book draws control limits and there are figures enough for them.
    #[must_use]
    pub fn has_limits(&self) -> bool {
        self.points.iter().any(|point| point.control.is_some())
    }
}

/// A period of a trend.
#[derive(Debug, Clone)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// The figure; none where none is known.
    pub figure: Option<Figure>,
    /// Position in the rating.
    pub level: Option<u8>,
    /// The goal in force for the period.
    pub goal: Option<GoalUsed>,
    /// True where what is counted changed with this period, or nothing before compares with it.
    pub breaks: bool,
    /// What the control chart has for it.
    pub control: Option<Box<ControlPoint>>,
}

/// A point of a control chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlPoint {
    /// The mean of its stretch.
    pub mean: Exact,
    /// Lower and upper process limit.
    pub limits: (Exact, Exact),
    /// A signal: true for one in the better direction, false for the worse; none where neither is better.
    pub signal: Option<Option<bool>>,
}
