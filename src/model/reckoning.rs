//! What amounts are reckoned from besides single figures: windows, counts, decision lists, figures read elsewhere.

use super::{Condition, Expression, Grouping, Measure, MeasureSet, Offset};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Step;
use crate::base::span::Span;

/// What `computed` says of a measure: its figures are reckoned and never submitted.
#[derive(Debug, Clone)]
pub struct Computed {
    /// What a figure comes to; none when it could not be understood.
    pub amount: Option<Expression>,
    /// What was written after `computed`.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A name that stands for an amount or a condition, read on the measure that uses it.
#[derive(Debug, Clone)]
pub struct Define {
    /// The name.
    pub name: String,
    /// What was written after it.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// How a window puts the amounts of several periods together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Sum.
    Total,
    /// Mean.
    Average,
    /// Smallest.
    Lowest,
    /// Largest.
    Highest,
    /// Middle.
    Median,
    /// All numerators over all denominators.
    Pooled,
    /// The newest that is known.
    Latest,
}

/// Several periods, or several measures, put together.
#[derive(Debug, Clone)]
pub struct Windowed {
    /// How.
    pub window: Window,
    /// What is taken of each period; none for the value.
    pub of: Option<Expression>,
    /// Whose periods.
    pub whose: Whose,
    /// These measures in place of periods, each with its figure of the period judged.
    pub measures: Vec<Id<Measure>>,
    /// Which of them.
    pub reach: Reach,
    /// `of those known at least 3`: how many must be known; none means all.
    pub known_at_least: Option<u32>,
}

impl Windowed {
    /// True when it reads no measure or group but the one judged.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.whose.is_own() && self.measures.is_empty()
    }

    /// The measure in whose unit it comes out; none for the one judged.
    #[must_use]
    pub fn first_measure(&self) -> Option<Id<Measure>> {
        self.whose.measure.or_else(|| self.measures.first().copied())
    }
}

/// Whose figures: those of the measure and group being judged, or of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whose {
    /// Another measure.
    pub measure: Option<Id<Measure>>,
    /// One group of it.
    pub group: Option<GroupName>,
}

/// One member of a kind of group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupName {
    /// The kind of group.
    pub grouping: Id<Grouping>,
    /// The member, as declared or as the data write it.
    pub member: String,
}

/// Which periods of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The last so many, the one judged included.
    Last(u32),
    /// Those of the last so many weeks, months and so on that end with the one judged.
    LastTime(u32, Step),
    /// The same period of the last so many years, the one judged left out.
    Years(u32),
    /// From the start of the year.
    YearSoFar,
    /// From the start of a period.
    Since(Period),
    /// Those within the period judged, of a measure with shorter periods.
    Within,
    /// All up to the one judged.
    All,
}

/// An amount read at another measure, for another group or in another period.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// Whose.
    pub whose: Whose,
    /// When.
    pub offset: Offset,
    /// What is read there.
    pub of: Expression,
}

/// How many, or what share, of some things a condition holds for.
#[derive(Debug, Clone)]
pub struct CountOf {
    /// True for a share in per cent, false for a count.
    pub share: bool,
    /// What is counted.
    pub over: CountOver,
    /// What has to hold.
    pub condition: Condition,
    /// Where it was written.
    pub span: Span,
}

/// What is counted.
#[derive(Debug, Clone)]
pub enum CountOver {
    /// Periods.
    Periods(Whose, Reach),
    /// The groups of a measure; none for the measure being judged.
    Groups(Option<Id<Measure>>),
    /// Measures.
    Measures(MeasureSet),
}

/// Which way an amount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest step, halves away from nought.
    Nearest,
    /// To the step below.
    Down,
    /// To the step above.
    Up,
}

impl Rounding {
    /// An amount in whole steps; none for steps of nought.
    #[must_use]
    pub fn of(self, amount: &Exact, step: &Exact) -> Option<Exact> {
        let steps = amount.over(step)?;
        let nearest = steps.rounded(0);
        let one = Exact::from(1);
        let whole = match self {
            Self::Nearest => nearest,
            Self::Down if nearest > steps => nearest.minus(&one),
            Self::Up if nearest < steps => nearest.plus(&one),
            Self::Down | Self::Up => nearest,
        };
        Some(whole.times(step))
    }
}

/// How an amount is put in another unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conversion {
    /// A share of one as a percentage: times 100.
    ToPercent,
    /// A percentage as a share of one: over 100.
    FromPercent,
    /// A share of one as a rate: times the base of the rate.
    ToRate(Exact),
}

impl Conversion {
    /// The same amount in the other unit.
    #[must_use]
    pub fn of(&self, amount: &Exact) -> Exact {
        match self {
            Self::ToPercent => amount.times(&Exact::from(100)),
            Self::FromPercent => amount.percent(&Exact::from(1)),
            Self::ToRate(base) => amount.times(base),
        }
    }
}

/// An ordered list of amounts; the first line that holds gives it.
#[derive(Debug, Clone)]
pub struct AmountList {
    /// In order.
    pub lines: Vec<AmountLine>,
    /// The amount when none holds, and where that is written.
    pub otherwise: Option<(Expression, Span)>,
    /// Where it was written.
    pub span: Span,
}

/// One line of a list of amounts.
#[derive(Debug, Clone)]
pub struct AmountLine {
    /// The amount.
    pub amount: Expression,
    /// When it holds.
    pub when: Condition,
    /// Where it was written.
    pub span: Span,
}
