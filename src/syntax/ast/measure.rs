//! A measure as written.

use chrono::NaiveDate;

use super::items::{DueClause, PeriodText, RatingClause, YearClause};
use super::{
    Amount, CompositeWords, ComputedWords, ExclusionWords, Expr, GapWords, Later, Name, OnGroupsWords,
    RankedWords, ReachWords, Text,
};
use crate::base::span::{Span, Spanned};
use crate::model::{Aim, Bound, Counts, Projection};

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
    /// `trajectory …`, and the member it is for
    Trajectory(TrajectoryWords, Option<Name>),
    /// `rating RAG against local`
    Rating(RatingWords),
    /// `due …`
    Due(DueClause),
    /// `first due Apr 2019`
    FirstDue(PeriodText),
    /// `counts …`; true with `scaled up to the year`
    Counts(Counts, bool),
    /// `forecast at the rate so far`
    Forecast(Projection),
    /// `movement within one target`
    WithinOneTarget,
    /// `year September to August`
    Year(YearClause),
    /// `by site`
    By(Vec<Name>),
    /// `ranked among peers`
    Ranked(RankedWords),
    /// `gap between most_deprived and least_deprived within 5 points`
    Gap(Box<GapWords>),
    /// `excluding HGH because "no births there"`
    Excluding(ExclusionWords),
    /// `is the total of measures 3.2, 3.3`
    TotalOf(Vec<Name>),
    /// `is the total of measure 3.1 from the start of the year`
    OverTime(Box<OverTimeWords>),
    /// `numerator is measure 3.1`; true for the numerator, false for the denominator
    PartIs(bool, Name),
    /// `computed as measure 3.2 + measure 3.3`
    Computed(Box<ComputedWords>),
    /// `say when first met`
    SayFirstMet,
    /// `moves of less than 0.1 are not significant`
    Significance(Amount),
    /// `plausible between 0 and 500`
    Plausible(Option<Amount>, Amount),
    /// A level line, `otherwise`, cap or rounding laid over the rating.
    Line(Box<RatingClause>),
    /// `withhold counts 1 to 4 and the next smallest`
    Withhold(WithholdWords),
    /// `spc mdc-2023, limits from the first 15 points`
    Spc(Name, Option<u32>),
    /// `rebased at Apr 2018 because "…"`
    Rebased(PeriodText, Option<Text>),
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
    /// `definition from 2006/07 "per 100,000 homes"`: what is counted, and from when on
    Definition(Option<PeriodText>, Text),
    /// `excluding 2015, 2017 because "…"`
    ExcludingPeriods(Vec<PeriodText>, Option<Text>),
    /// Not judged yet.
    Later(Later),
}

/// `is the total of measure 3.1 from the start of the year`.
#[derive(Debug, Clone)]
pub struct OverTimeWords {
    /// True for an average.
    pub average: bool,
    /// Whose periods.
    pub measure: Name,
    /// Which of them.
    pub reach: ReachWords,
}

/// What `withhold` says.
#[derive(Debug, Clone)]
pub enum WithholdWords {
    /// `counts 1 to 4 and the next smallest`
    Counts(Box<WithheldCounts>),
    /// What follows `withhold` cannot be read.
    Unreadable,
    /// `withhold` itself is misspelt, which has been said.
    Misspelt,
}

/// Which counts are withheld, as written.
#[derive(Debug, Clone)]
pub struct WithheldCounts {
    /// The smallest that is withheld.
    pub from: Amount,
    /// The largest.
    pub to: Amount,
    /// `and the next smallest`
    pub next_smallest: bool,
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
        /// True when it says `of baseline`.
        of_baseline: bool,
        /// True lower; none when not written.
        lower: Option<bool>,
        /// True when it says `than the year before`.
        on_the_last: bool,
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
    /// `of those known`, after several: one that is not known is left out.
    pub of_those_known: bool,
    /// How groups make one rating.
    pub on: Option<Spanned<OnGroupsWords>>,
    /// `on the forecast`.
    pub on_forecast: bool,
    /// What is not judged yet.
    pub later: Vec<Later>,
    /// `from measures 2.1, 2.2 by worst`
    pub from: Option<Box<CompositeWords>>,
}
