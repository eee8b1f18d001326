//! What amounts are reckoned from, as written: windows, counts, decision lists, and names that stand for them.

use super::items::PeriodText;
use super::{Cond, Expr, MeasureSetWords, Name, When};
use crate::base::rhythm::Step;
use crate::base::span::Span;
use crate::model::Window;

/// `share of measure 1.1 for JR in 2018/19`: a name that `define` gave an amount.
#[derive(Debug, Clone)]
pub struct NamedWords {
    /// The name.
    pub name: Name,
    /// Of which measure.
    pub measure: Option<Name>,
    /// For which group.
    pub group: Option<Name>,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub span: Span,
}

/// `the pooled value of measure 2.1 from the start of the year`.
#[derive(Debug, Clone)]
pub struct WindowWords {
    /// How put together.
    pub window: Window,
    /// What is taken of each period; none for the value.
    pub of: Option<Expr>,
    /// Of which measure.
    pub measure: Option<Name>,
    /// Of which measures, where figures of one period are put together across several.
    pub measures: Vec<Name>,
    /// For which group.
    pub group: Option<Name>,
    /// Which periods; none for those within the one judged.
    pub reach: Option<ReachWords>,
    /// `of those known at least 3` (1 when no number was written).
    pub known_at_least: Option<u32>,
    /// Where.
    pub span: Span,
}

/// Which periods, as written.
#[derive(Debug, Clone)]
pub enum ReachWords {
    /// `of the last 4`; none where the word is `periods` or no word at all.
    Last(u32, Option<Step>),
    /// `from the start of the year`
    YearSoFar,
    /// `since Apr 2019`
    Since(PeriodText),
    /// `in the quarter`; none for `in the period`
    Within(Option<Step>, Span),
}

/// `count of months of measure 2.1 where (value > 5%) in the quarter`.
#[derive(Debug, Clone)]
pub struct CountWords {
    /// True for a share.
    pub share: bool,
    /// What is counted.
    pub over: CountOverWords,
    /// What has to hold.
    pub condition: Cond,
    /// Which periods.
    pub reach: Option<ReachWords>,
    /// Where.
    pub span: Span,
}

/// What is counted, as written.
#[derive(Debug, Clone)]
pub enum CountOverWords {
    /// Periods of a measure; none for the one judged. The step is none for `periods`.
    Periods {
        /// `months`
        step: Option<Step>,
        /// Of which measure.
        measure: Option<Name>,
        /// For which group.
        group: Option<Name>,
    },
    /// `sites of measure 2.1`
    Groups {
        /// The kind of group, in the singular or the plural.
        grouping: Name,
        /// Of which measure.
        measure: Option<Name>,
    },
    /// `measures in theme start`
    Measures(MeasureSetWords),
}

/// A decision list that yields an amount.
#[derive(Debug, Clone)]
pub struct AmountListWords {
    /// Lines with what has to hold, in order.
    pub lines: Vec<AmountLineWords>,
    /// `3 otherwise`
    pub otherwise: Option<(Expr, Span)>,
    /// Where.
    pub span: Span,
}

/// `2 when value of measure 2.1 >= 98%`
#[derive(Debug, Clone)]
pub struct AmountLineWords {
    /// The amount.
    pub amount: Expr,
    /// When it holds.
    pub when: Cond,
    /// The whole line.
    pub span: Span,
}

/// `computed as …`, `computed { … }`
#[derive(Debug, Clone)]
pub struct ComputedWords {
    /// What its figures come to.
    pub amount: Expr,
    /// What was written after `computed`, as the file has it.
    pub text: String,
    /// The clause.
    pub span: Span,
}

/// `define share as value / target`
#[derive(Debug, Clone)]
pub struct Define {
    /// The name.
    pub name: Name,
    /// What it stands for.
    pub what: DefineWords,
    /// What was written after the name, as the file has it.
    pub text: String,
    /// True when a line of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// What a name stands for, as written.
#[derive(Debug, Clone)]
pub enum DefineWords {
    /// An amount.
    Amount(Expr),
    /// A condition.
    Condition(Box<Cond>),
}
