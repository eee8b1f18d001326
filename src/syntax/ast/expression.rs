//! Expressions and conditions as written.

use super::{
    AmountListWords, BenchmarkWords, CountWords, Later, Name, NamedWords, OfPeersWords, PlacedWords,
    PositionWords, RecordWords, WindowWords,
};
use crate::base::exact::Exact;
use crate::base::rhythm::Step;
use crate::base::span::{Span, Spanned};
use crate::model::{Comparison, Quantity, Rounding};

/// An amount as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The number; a duration is in seconds.
    pub value: Exact,
    /// Decimal places as written.
    pub places: u8,
    /// What stood with it.
    pub kind: AmountKind,
    /// Where.
    pub span: Span,
}

/// What stood with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountKind {
    /// Nothing.
    Bare,
    /// `%`.
    Percent,
    /// `points`.
    Points,
    /// `£`.
    Money,
    /// Units of time.
    Duration,
    /// `per 100,000`.
    Rate(Exact),
}

/// Another period, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// The period before.
    Before,
    /// The same period last year.
    LastYear,
    /// By name.
    Named(super::items::PeriodText),
}

/// `+ - * /`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// `min`, `max`, `round`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallWord {
    /// Smallest.
    Min,
    /// Largest.
    Max,
    /// To whole steps.
    Round(Rounding),
}

/// An expression as written.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A number.
    Amount(Amount),
    /// `value of measure 3.1 in the period before`.
    Quantity {
        /// Which.
        quantity: Quantity,
        /// Of which measure.
        measure: Option<Name>,
        /// For which group.
        group: Option<Name>,
        /// When.
        when: Option<When>,
        /// Where.
        span: Span,
    },
    /// A name that `define` gave an amount: `share of measure 1.1 in 2018/19`.
    Named(Box<NamedWords>),
    /// `the same quarter last year`: the value then.
    Then(When, Span),
    /// `benchmark england`
    Benchmark(BenchmarkWords),
    /// `the median of peers`
    OfPeers(OfPeersWords),
    /// `rank`
    Position(PositionWords),
    /// Two with a sign between.
    Binary {
        /// The sign.
        op: BinaryOp,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
        /// Where.
        span: Span,
    },
    /// `min(a, b)`, `round(a to 5)`.
    Call {
        /// Which.
        call: CallWord,
        /// Of what.
        of: Vec<Expr>,
        /// The steps that it is rounded to.
        to: Option<Amount>,
        /// Where.
        span: Span,
    },
    /// `5% of target`.
    PercentOf {
        /// How many per cent.
        percent: Exact,
        /// Of what.
        of: Box<Expr>,
        /// Where.
        span: Span,
    },
    /// `the average of the last 5 years`.
    Window(Box<WindowWords>),
    /// `count of periods where (red)`.
    Count(Box<CountWords>),
    /// A decision list that yields an amount.
    List(Box<AmountListWords>),
    /// Not judged yet.
    Later(Later),
}

impl Expr {
    /// Where it was written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Amount(amount) => amount.span,
            Self::Then(_, span)
            | Self::Quantity { span, .. }
            | Self::Binary { span, .. }
            | Self::Call { span, .. }
            | Self::PercentOf { span, .. } => *span,
            Self::Named(words) => words.span,
            Self::Window(words) => words.span,
            Self::Count(words) => words.span,
            Self::List(words) => words.span,
            Self::Benchmark(words) => words.span,
            Self::OfPeers(words) => words.among.span,
            Self::Position(words) => words.among.span,
            Self::Later(later) => later.span,
        }
    }
}

/// How far, as written.
#[derive(Debug, Clone)]
pub struct ToleranceWords {
    /// `5%`, `5 points`, `0.5`.
    pub amount: Amount,
    /// `of target`, `of baseline`.
    pub of: Option<Expr>,
    /// Where.
    pub span: Span,
}

/// A condition as written, with its place.
#[derive(Debug, Clone)]
pub struct Cond {
    /// What it says.
    pub kind: CondKind,
    /// Where.
    pub span: Span,
}

/// What a condition says.
#[derive(Debug, Clone)]
pub enum CondKind {
    /// All of them.
    All(Vec<Cond>),
    /// At least one.
    Any(Vec<Cond>),
    /// Not.
    Not(Box<Cond>),
    /// `on target`, `missing`.
    Status(StatusWord),
    /// `amber or worse`.
    Level(LevelWords),
    /// `within 5 points of target`.
    Within {
        /// How far.
        tolerance: ToleranceWords,
        /// Of what; none means the target.
        of: Option<Expr>,
    },
    /// `from 2% below to 1% above target`.
    Uneven {
        /// How far below.
        below: Box<ToleranceWords>,
        /// How far above.
        above: Box<ToleranceWords>,
        /// Of what.
        of: Expr,
    },
    /// `no more than 0.5 points worse than baseline`.
    NoMoreWorse {
        /// How far.
        tolerance: ToleranceWords,
        /// Than what.
        than: Expr,
    },
    /// `better than …`, `worse than …`.
    Than {
        /// True for better.
        better: bool,
        /// Being equal is enough.
        or_equal: bool,
        /// Than what.
        reference: Expr,
        /// `by more than …`.
        by: Option<ToleranceWords>,
    },
    /// `improving by more than 5 points since baseline`.
    Moves {
        /// Which way.
        movement: MovementWord,
        /// Since when.
        since: crate::model::Since,
        /// By more than.
        by: Option<ToleranceWords>,
    },
    /// `in the best 25% of peers`, `rank is 3 or better`.
    Placed(PlacedWords),
    /// `below the range`.
    OutsideRange {
        /// True for above.
        above: bool,
    },
    /// `special cause concern`, `target inside the interval`.
    Statistical(crate::model::Statistic),
    /// `value >= 85%`; without a left side it is the value.
    Compare {
        /// Left.
        left: Option<Expr>,
        /// How.
        comparison: Comparison,
        /// Right.
        right: Expr,
    },
    /// `value between 60% and 80%`.
    Between {
        /// What; none means the value.
        what: Option<Expr>,
        /// Low end.
        low: Amount,
        /// High end.
        high: Amount,
        /// True when the high end is not included (`up to`).
        open_top: bool,
    },
    /// `forecast to miss the target`, `target inside the forecast`.
    Forecast(crate::model::Prospect),
    /// `for 2 periods`.
    For {
        /// What.
        condition: Box<Cond>,
        /// How many.
        periods: u32,
        /// `without gaps`.
        without_gaps: bool,
    },
    /// `for 6 months`: by the calendar.
    ForTime {
        /// What.
        condition: Box<Cond>,
        /// How many.
        length: u32,
        /// Of what.
        step: Step,
    },
    /// `for the first time`.
    FirstTime(Box<Cond>),
    /// `from 2016`, `until 2015`.
    InTime {
        /// The first period.
        from: Option<super::items::PeriodText>,
        /// The last period.
        until: Option<super::items::PeriodText>,
    },
    /// `in 3 of the last 4 periods`.
    InLast {
        /// What.
        condition: Box<Cond>,
        /// At least.
        least: u32,
        /// Of.
        of: u32,
    },
    /// `(red) in the period before`.
    In {
        /// What.
        condition: Box<Cond>,
        /// When.
        when: When,
    },
    /// `measure 3.1 is red`.
    OfMeasure {
        /// Which.
        measure: Name,
        /// What.
        condition: Box<Cond>,
    },
    /// `any site is red`, `each site is red`.
    AnyGroup {
        /// True for each of them.
        each: bool,
        /// Which kind of group.
        grouping: Name,
        /// What.
        condition: Box<Cond>,
    },
    /// `count of measures … where (…) >= 3`.
    Tally {
        /// True for a share.
        share: bool,
        /// Which measures.
        set: MeasureSetWords,
        /// What.
        condition: Box<Cond>,
        /// How compared.
        comparison: Comparison,
        /// With what.
        amount: Amount,
    },
    /// `X is known`.
    Known(Expr),
    /// `no response to exception`, `response overdue`.
    Response {
        /// To which.
        escalation: Option<Name>,
        /// Overdue rather than none.
        overdue: bool,
    },
    /// `recovery date passed`.
    RecoveryPassed,
    /// `same text as last time`.
    SameText,
    /// `in stage watch`, `meeting was held`, `by decision of HWB`.
    OnRecord(RecordWords),
    /// `response late`, `answered by owner`, `return not in`.
    Loop(LoopWords),
    /// `stale by more than 2 quarters`.
    OldBy(u32),
    /// Not judged yet.
    Later(Later),
}

/// A question about answers or returns, as written.
#[derive(Debug, Clone)]
pub enum LoopWords {
    /// `response to X late by more than 5 working days`.
    Late(Option<Name>, u32),
    /// `response to X incomplete`.
    Incomplete(Option<Name>),
    /// `response to X blank`.
    Blank(Option<Name>),
    /// `recovery date in the past`.
    RecoveryInThePast,
    /// `answered by HWB`.
    AnsweredBy(super::RecipientWords),
    /// `return not in`.
    ReturnNotIn,
}

/// A status as written.
pub type StatusWord = crate::model::Status;
/// A movement as written.
pub type MovementWord = crate::model::Movement;

/// Levels as written.
#[derive(Debug, Clone)]
pub enum LevelWords {
    /// One of these.
    OneOf(Vec<Spanned<String>>),
    /// Or worse.
    OrWorse(Spanned<String>),
    /// Or better.
    OrBetter(Spanned<String>),
}

/// A set of measures as written.
#[derive(Debug, Clone)]
pub enum MeasureSetWords {
    /// `all measures`.
    All,
    /// `measures in theme X`.
    Theme(Name),
    /// `measures owned by X`.
    OwnedBy(Name),
    /// `measures 1.1, 1.2`.
    Listed(Vec<Name>),
}
