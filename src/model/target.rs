//! A target: what a value has to be, and from when to when.

use chrono::NaiveDate;

use super::{Expression, Party};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::span::Span;

/// Which side of a figure is on target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `85% or more`.
    AtLeast,
    /// `24,550 or fewer`.
    AtMost,
    /// `above 69.9%`.
    Above,
    /// `below 175`.
    Below,
}

impl Bound {
    /// True when higher values are on target.
    #[must_use]
    pub fn is_floor(self) -> bool {
        matches!(self, Self::AtLeast | Self::Above)
    }

    /// True when the figure itself is on target.
    #[must_use]
    pub fn includes_end(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost)
    }

    /// True when `value` is on target.
    #[must_use]
    pub fn met_by(self, value: &Exact, figure: &Exact) -> bool {
        match self {
            Self::AtLeast => value >= figure,
            Self::AtMost => value <= figure,
            Self::Above => value > figure,
            Self::Below => value < figure,
        }
    }
}

/// What a value has to be.
#[derive(Debug, Clone)]
pub enum Goal {
    /// On one side of a figure, which may itself be reckoned from a baseline or last year.
    Limit {
        /// Which side.
        bound: Bound,
        /// The figure.
        figure: Expression,
    },
    /// From `low` to `high`, both ends on target.
    Between {
        /// Lowest value on target.
        low: Exact,
        /// Highest value on target.
        high: Exact,
    },
    /// Just this.
    Exactly {
        /// The figure.
        figure: Expression,
    },
    /// To be set by the end of a period.
    ToBeSet {
        /// The period by whose end it is to be set.
        by: Period,
    },
    /// A milestone or date met by a day.
    MetBy {
        /// The last day that is in time.
        day: NaiveDate,
    },
}

/// A target in force for a time.
#[derive(Debug, Clone)]
pub struct Target {
    /// What a value has to be.
    pub goal: Goal,
    /// The first period it judges, when written (`from Q3 2019/20`).
    pub from: Option<Period>,
    /// The last period it judges, when written (`by Mar 2020`).
    pub by: Option<Period>,
    /// The year it is for, when written (`in 2019/20`, `for the year`); values of other years are marked.
    pub year: Option<Period>,
    /// True when it is a whole year's figure shared out over the year's periods (`pro rata`).
    pub pro_rata: bool,
    /// Last year's target stands until this one is set (`until set, use 2018/19`).
    pub until_set_use: Option<Period>,
    /// Who agreed a change, and why.
    pub agreement: Option<Agreement>,
    /// Where it was written.
    pub span: Span,
}

/// Who agreed something, when and why.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Who.
    pub by: Option<Id<Party>>,
    /// The day.
    pub on: Option<NaiveDate>,
    /// Why.
    pub because: Option<String>,
}
