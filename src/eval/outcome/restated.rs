//! Results that are not what was reported.

use chrono::NaiveDate;

use super::{Amount, GoalUsed, ResultKind, Truth};
use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::period::Period;
use crate::base::span::Span;
use crate::model::Measure;

/// What was reported on one day and is otherwise now.
#[derive(Debug, Clone, Default)]
pub struct Restatement {
    /// The results that are not what they were.
    pub altered: Vec<Restated>,
    /// How many results were compared.
    pub compared: u32,
}

/// A result that is not what was reported.
#[derive(Debug, Clone)]
pub struct Restated {
    /// The measure, by the rules of today.
    pub measure: Id<Measure>,
    /// The label of its group; empty for the whole.
    pub group: String,
    /// The period it is of.
    pub period: Period,
    /// The day on which it was first reported.
    pub reported_on: NaiveDate,
    /// As it was reported.
    pub was: Standing,
    /// As it is now.
    pub now: Standing,
    /// Why.
    pub causes: Vec<Cause>,
}

/// What a result comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What kind of result.
    pub kind: ResultKind,
    /// The figure; none where there is none, and where it may not be shown.
    pub amount: Option<Amount>,
    /// The word of the level; empty where there is none.
    pub level: String,
    /// Whether the target is met.
    pub on_target: Truth,
    /// What it is held against.
    pub goal: Option<GoalUsed>,
    /// Whether it was better (+1) or worse (-1) than the period before.
    pub moved: Option<i8>,
}

/// Why a result is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// A figure was revised.
    Revised {
        /// The measure, by the rules of today.
        measure: Id<Measure>,
        /// The period of the figure.
        period: Period,
        /// The day on which what stands now came.
        on: NaiveDate,
        /// Who submitted it.
        by: Option<String>,
        /// The row that stands now.
        source: Cell,
    },
    /// Its target, or a figure that the target is made of, was not known yet.
    TargetKnown(Span),
    /// Figures of other measures that it reads were revised.
    OtherMeasures,
    /// The target is another.
    Target(Span),
    /// The line that gives its level is another, or says something else.
    Level(Span),
    /// Something else in the rules of the measure.
    Rules(Span),
}
