//! A measure as written.

use chrono::NaiveDate;

use super::items::{DueClause, PeriodText, RatingClause, YearClause};
use super::{Amount, ComputedWords, Expr, Later, MeasureSetWords, Name, Text};
use crate::base::span::{Span, Spanned};
use crate::model::{Aim, Bound, Counts};

/// `measure 1.1 "…" { … }`
#[derive(Debug, Clone)]
pub struct MeasureItem {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses with their places.
    pub clauses: Vec<Spanned<MeasureClause>>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// The whole declaration.
    pub span: Span,
}

/// A clause of `measure`.
#[derive(Debug, Clone)]
pub enum MeasureClause {
    /// `theme start`
    Theme(Vec<Name>),
    /// `owner CT`
    Owner(Name),
    /// `unit children`
    Unit(Spanned<String>),
    /// `aim reduce`; `aim maintain, lower is better`: whether higher is better, where that is written
    Aim(Aim, Option<bool>),
    /// `baseline 789 in Jan 2019`
    Baseline(BaselineWords),
    /// `target …`
    Target(Box<TargetWords>),
    /// `trajectory …`
    Trajectory(TrajectoryWords),
    /// `rating RAG against local`
    Rating(RatingWords),
    /// `due …`
    Due(DueClause),
    /// `first due Apr 2019`
    FirstDue(PeriodText),
    /// `counts …`
    Counts(Counts),
    /// `year September to August`
    Year(YearClause),
    /// `by site`
    By(Vec<Name>),
    /// `computed as measure 3.2 + measure 3.3`
    Computed(Box<ComputedWords>),
    /// `say when first met`
    SayFirstMet,
    /// `plausible between 0 and 500`
    Plausible(Option<Amount>, Amount),
    /// A level line, `otherwise`, cap or rounding laid over the rating.
    Line(Box<RatingClause>),
    /// `missing is red`
    MissingIs(Name),
    /// `stale is unrated after 2 periods`
    StaleUnrated(u32),
    /// `note "…"`
    Note(Text),
    /// `source "…"`
    Source(Text),
    /// `formerly 2.5`
    Formerly(Vec<Name>),
    /// `linked to 2.2`
    Linked(Vec<Name>),
    /// Not judged yet.
    Later(Later),
}

/// A baseline as written.
#[derive(Debug, Clone)]
pub enum BaselineWords {
    /// `tbc`, `not set`
    Unset,
    /// One figure.
    Whole(Amount, Option<PeriodText>),
    /// One for each member.
    Members(Vec<(Amount, Name)>, Option<PeriodText>),
}

/// A target as written.
#[derive(Debug, Clone)]
pub struct TargetWords {
    /// What a value has to be.
    pub goal: GoalWords,
    /// What it says of time, name and agreement.
    pub tails: Vec<Spanned<TargetTail>>,
    /// The goal's own place.
    pub goal_span: Span,
    /// The whole clause.
    pub span: Span,
}

/// A goal as written.
#[derive(Debug, Clone)]
pub enum GoalWords {
    /// `tbc by Q1 2019/20`
    ToBeSet(Option<PeriodText>),
    /// `met by 31 August 2019`, or by a period's end
    MetBy(PeriodText),
    /// `between 30,000 and 50,000`
    Between(Amount, Amount),
    /// `exactly 0`
    Exactly(Expr),
    /// `85% or more`, `below 175`
    Limit(Bound, Expr),
    /// `no worse than the same quarter last year`; with `or better` strict
    NoWorseThan(Expr, bool),
    /// `10% below baseline`
    Relative {
        /// How far.
        amount: Amount,
        /// True below; none for `by 10%`, where the aim says.
        below: Option<bool>,
        /// Below what; none for `by 10%` and `reduce by 10%`.
        of: Option<Expr>,
    },
    /// `0.5 points lower each year`
    EachYear {
        /// How far each year.
        amount: Amount,
        /// True lower; none when not written.
        lower: Option<bool>,
        /// From what; none means the baseline.
        from: Option<Expr>,
    },
    /// `750`: its direction comes from the aim.
    Bare(Amount),
    /// Not judged yet.
    Later(Later),
}

/// What a target says besides its goal.
#[derive(Debug, Clone)]
pub enum TargetTail {
    /// `by Mar 2020`
    By(PeriodText),
    /// `in 2019/20`
    In(PeriodText),
    /// `for the year`
    ForTheYear,
    /// `from Q3 2019/20`
    From(PeriodText),
    /// `until Q2 2019/20`
    Until(PeriodText),
    /// `until set, use 2018/19`
    UntilSetUse(PeriodText),
    /// `known from 1 May 2019`
    KnownFrom(NaiveDate),
    /// `as national`
    As(Name),
    /// `for JR`
    For(Name),
    /// `pro rata`
    ProRata,
    /// `agreed by HWB on 13 June 2019`
    Agreed(Name, Option<NaiveDate>),
    /// `because "…"`
    Because(Text),
}

/// A trajectory as written.
#[derive(Debug, Clone)]
pub enum TrajectoryWords {
    /// `straight from baseline`
    Straight,
    /// `{ Q1 780; Q2 770 }`
    Points(Vec<(PeriodText, Amount)>),
}

/// `rating RAG against local on the worst site`
#[derive(Debug, Clone, Default)]
pub struct RatingWords {
    /// Its name.
    pub name: Option<Name>,
    /// `against local`, or several: the harder of them.
    pub against: Vec<Name>,
    /// How groups make one rating.
    pub on: Option<Spanned<OnGroupsWords>>,
    /// Not judged yet: composites, forecasts, k of n groups.
    pub later: Vec<Later>,
    /// The measures of a composite, so that names are looked up all the same.
    pub from: Option<MeasureSetWords>,
}

/// How groups make one rating, as written.
#[derive(Debug, Clone)]
pub enum OnGroupsWords {
    /// `on the worst site`
    Worst(Option<Name>),
    /// `on each site`
    Each(Option<Name>),
    /// `on the total`
    Total,
}
