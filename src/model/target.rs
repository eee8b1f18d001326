//! A target: what a value has to be, and from when to when.

use chrono::NaiveDate;

use super::{Expression, Party};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::{Period, Shape};
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
    /// The first day on which anybody knew of it, when written (`known from 1 July 2019`).
    pub known_from: Option<NaiveDate>,
    /// Where it was written.
    pub span: Span,
}

impl Target {
    /// The first day on which it was known: as written, else the day a change was agreed; none when always.
    #[must_use]
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.known_from.or_else(|| self.agreement.as_ref()?.on)
    }

    /// The period within a year from which it takes the place of another (`from Q3 2019/20`); none for one that begins
    /// with a year, or that stands for a single period.
    #[must_use]
    pub fn change_within_year(&self) -> Option<Period> {
        let from = self.from.filter(|from| from.shape != Shape::Year && self.by != Some(*from))?;
        let starts_year = from.its_year(from.year_start).is_some_and(|year| year.start == from.start);
        (!starts_year).then_some(from)
    }
}

/// A change of target within the year that is not used, since nobody agreed it or nothing says why. The target before it
/// stands.
#[derive(Debug, Clone)]
pub struct RefusedChange {
    /// The target that it would have brought.
    pub target: Target,
    /// The period from which it would have held.
    pub from: Period,
    /// The name of the targets it would have joined.
    pub name: Option<String>,
    /// True when it says who agreed it.
    pub has_approver: bool,
    /// True when it says why.
    pub has_reason: bool,
}

/// Who agreed something, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Who.
    pub by: Option<Id<Party>>,
    /// The day.
    pub on: Option<NaiveDate>,
    /// Why.
    pub because: Option<String>,
}
