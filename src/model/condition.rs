//! Conditions, which are true, false or unknown, and the expressions they compare.

use super::{
    AmountList, Benchmark, Conversion, CountOf, Define, Elsewhere, Escalation, LoopTest, Measure, OfPeers,
    Party, PeerSet, PlaceTest, Position, Prospect, Ranking, Record, Rounding, Statistic, Theme, Windowed,
};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Step;
use crate::base::span::Span;
use crate::base::unit::Kind;

/// A condition on one series in one period.
#[derive(Debug, Clone)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// On target, missing, late and the like.
    Status(Status, Span),
    /// One of these levels.
    Level(LevelTest, Span),
    /// Misses a figure by at most so much; a better value is within.
    Within {
        /// Of what: the target, the baseline.
        of: Reference,
        /// How much worse it may be.
        worse: Tolerance,
        /// How much better it may be, when that is limited too (`from 2% below to 1% above target`).
        better: Option<Tolerance>,
        /// Where it was written.
        span: Span,
    },
    /// Better or worse than a figure, in the direction that matters.
    Than {
        /// True for better, false for worse.
        better: bool,
        /// True when being equal is enough.
        or_equal: bool,
        /// What it is compared with.
        reference: Reference,
        /// By more than this, when written.
        by_more_than: Option<Tolerance>,
        /// Where it was written.
        span: Span,
    },
    /// Improving, worsening or unchanged.
    Moves {
        /// Which.
        movement: Movement,
        /// Compared with what.
        since: Since,
        /// By more than this, when written.
        by_more_than: Option<Tolerance>,
        /// Where it was written.
        span: Span,
    },
    /// Two amounts compared.
    Compare {
        /// Left.
        left: Expression,
        /// How.
        comparison: Comparison,
        /// Right.
        right: Expression,
        /// Where it was written.
        span: Span,
    },
    /// Its place among peers (`rank is 3 or better`, `in the best 25% of peers`).
    Placed {
        /// Among whom.
        among: Ranking,
        /// Which places.
        test: PlaceTest,
        /// Where it was written.
        span: Span,
    },
    /// On the wrong side of a range target.
    OutsideRange {
        /// True above the range, false below it.
        above: bool,
        /// Where it was written.
        span: Span,
    },
    /// How the forecast stands to the target (`forecast to miss the target`).
    Forecast(Prospect, Span),
    /// By the interval that came with the figure, or by its control chart.
    Statistical(Statistic, Span),
    /// It has held for so many periods running: known ones; gaps are passed over unless `without_gaps`.
    For {
        /// What has held.
        condition: Box<Condition>,
        /// How many periods.
        periods: u32,
        /// A gap ends the run.
        without_gaps: bool,
        /// Where it was written.
        span: Span,
    },
    /// It held in at least `least` of the last `of` periods.
    InLast {
        /// What held.
        condition: Box<Condition>,
        /// At least so many.
        least: u32,
        /// Of so many.
        of: u32,
        /// Where it was written.
        span: Span,
    },
    /// It has held for so long by the calendar: the run of known periods began at least so long before the end of this
    /// one.
    ForTime {
        /// What has held.
        condition: Box<Condition>,
        /// How many.
        length: u32,
        /// Of what.
        step: Step,
        /// Where it was written.
        span: Span,
    },
    /// It holds, and held in no earlier period that is known.
    FirstTime {
        /// What.
        condition: Box<Condition>,
        /// Where it was written.
        span: Span,
    },
    /// The period judged lies in this time: `from 2016`, `until 2015`.
    InTime {
        /// The first period.
        from: Option<Period>,
        /// The last period.
        until: Option<Period>,
        /// Where it was written.
        span: Span,
    },
    /// It holds in another period: `(CONDITION) in the period before`.
    In {
        /// What.
        condition: Box<Condition>,
        /// When.
        offset: Offset,
        /// Where it was written.
        span: Span,
    },
    /// It holds of another measure.
    OfMeasure {
        /// Which measure.
        measure: Id<Measure>,
        /// What.
        condition: Box<Condition>,
        /// Where it was written.
        span: Span,
    },
    /// How many, or what share, of some measures it holds for.
    Tally(Box<Tally>),
    /// It holds for at least one group (`any site is red`).
    AnyGroup {
        /// What.
        condition: Box<Condition>,
        /// Where it was written.
        span: Span,
    },
    /// It holds for every group (`each site is red`).
    EachGroup {
        /// What.
        condition: Box<Condition>,
        /// Where it was written.
        span: Span,
    },
    /// A name that stands for a condition.
    Named {
        /// The definition.
        define: Id<Define>,
        /// What it stands for, on the measure that uses it.
        condition: Box<Condition>,
        /// Where it was used.
        span: Span,
    },
    /// The amount is known.
    Known(Expression, Span),
    /// No response to a case of this escalation.
    NoResponse {
        /// Which; none for the escalation that asks.
        escalation: Option<Id<Escalation>>,
        /// True when the day it was due has passed.
        overdue: bool,
        /// Where it was written.
        span: Span,
    },
    /// The recovery day that a response named has passed.
    RecoveryPassed(Span),
    /// The response has the same text as the one before.
    SameText(Span),
    /// What is on record of it: its stage on a ladder, what happened, what was decided.
    OnRecord(Record, Span),
    /// A question about answers or returns.
    Loop(LoopTest, Span),
    /// The figure is more than so many periods older than the one expected.
    OldBy {
        /// How many periods.
        periods: u32,
        /// Where it was written.
        span: Span,
    },
}

/// What a result is, apart from its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The target is met.
    OnTarget,
    /// The target is not met.
    OffTarget,
    /// Due and not there.
    Missing,
    /// Submitted after its due day.
    Late,
    /// Older than rhythm and arrears allow.
    Stale,
    /// Marked provisional.
    Provisional,
    /// Marked estimated.
    Estimated,
    /// Marked revised.
    Revised,
    /// Marked incomplete.
    Incomplete,
    /// Has no level.
    Unrated,
}

/// A test of the level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelTest {
    /// One of these words (`amber, red`).
    OneOf(Vec<String>),
    /// This or a worse one.
    OrWorse(String),
    /// This or a better one.
    OrBetter(String),
}

/// A figure that a value is held against.
#[derive(Debug, Clone)]
pub enum Reference {
    /// The target in force.
    Target,
    /// The baseline.
    Baseline,
    /// The figure of another period.
    Value(Offset),
    /// Any amount.
    Amount(Box<Expression>),
}

/// Another period of the same series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offset {
    /// The period itself.
    Now,
    /// The period before.
    Before,
    /// The same period last year.
    LastYear,
    /// A period by name.
    Named(Period),
}

/// How far from a figure.
#[derive(Debug, Clone)]
pub enum Tolerance {
    /// A fixed amount in the measure's unit; points on a percentage.
    Amount(Exact),
    /// Per cent of the figure compared with, or of the one written.
    PercentOf(Exact, Box<Reference>),
}

/// How far below and how far above a figure is within `from 2% below to 1% above` of it, of what is allowed on its worse
/// and its better side; and the same back again. Where neither way is better, below counts as the worse side.
#[must_use]
pub fn sides<T>(worse: T, better: T, higher_is_better: Option<bool>) -> (T, T) {
    if higher_is_better == Some(false) { (better, worse) } else { (worse, better) }
}

/// Which way a value moves, in the direction that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// Towards better.
    Improving,
    /// Towards worse.
    Worsening,
    /// Neither.
    Unchanged,
}

/// What a movement is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The period before.
    Previous,
    /// The same period last year.
    LastYear,
    /// The baseline.
    Baseline,
}

/// How two amounts compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Not equal.
    NotEqual,
    /// Above.
    Above,
    /// At least.
    AtLeast,
    /// Below.
    Below,
    /// At most.
    AtMost,
}

impl Comparison {
    /// True when `left` stands so to `right`.
    #[must_use]
    pub fn holds(self, left: &Exact, right: &Exact) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
            Self::Below => left < right,
            Self::AtMost => left <= right,
        }
    }
}

/// `count of measures in theme start where (red) >= 3`.
#[derive(Debug, Clone)]
pub struct Tally {
    /// True for a share in per cent, false for a count.
    pub share: bool,
    /// Which measures.
    pub measures: MeasureSet,
    /// What is counted.
    pub condition: Condition,
    /// How the count compares.
    pub comparison: Comparison,
    /// With what.
    pub amount: Exact,
    /// True where it was written of a thing with several measures, as `on target` of a board: all of them have to.
    pub of_all: bool,
    /// Where it was written.
    pub span: Span,
}

/// A set of measures.
#[derive(Debug, Clone)]
pub enum MeasureSet {
    /// All of the book.
    All,
    /// Those of a theme.
    Theme(Id<Theme>),
    /// Those of a board.
    OwnedBy(Id<Party>),
    /// These.
    Listed(Vec<Id<Measure>>),
}

/// An amount.
#[derive(Debug, Clone)]
pub enum Expression {
    /// A number in the measure's unit, or bare.
    Number(Exact),
    /// A quantity of the series, or of another measure, in some period.
    Quantity {
        /// Which.
        quantity: Quantity,
        /// Of which measure; none for the one being judged.
        measure: Option<Id<Measure>>,
        /// When.
        offset: Offset,
    },
    /// The figure of a benchmark.
    Benchmark {
        /// Which.
        benchmark: Id<Benchmark>,
        /// For which measure; none for the one being judged.
        measure: Option<Id<Measure>>,
        /// For the period of the value or another one; none for the newest figure known on the report day.
        when: Option<Offset>,
    },
    /// A figure made of those of peers.
    OfPeers {
        /// Whose.
        peers: PeerSet,
        /// Which.
        what: OfPeers,
        /// `of those known at least 3`: how many must be known; none means all.
        known_at_least: Option<u32>,
    },
    /// Where the value stands among its peers.
    Position {
        /// Which number.
        position: Position,
        /// Among whom.
        among: Ranking,
        /// When.
        offset: Offset,
    },
    /// Sum.
    Plus(Box<Expression>, Box<Expression>),
    /// Difference.
    Minus(Box<Expression>, Box<Expression>),
    /// Product.
    Times(Box<Expression>, Box<Expression>),
    /// Quotient.
    Over(Box<Expression>, Box<Expression>),
    /// The smallest of several.
    Min(Vec<Expression>),
    /// The largest of several.
    Max(Vec<Expression>),
    /// So many per cent of an amount.
    PercentOf(Exact, Box<Expression>),
    /// A step that repeats each year since the baseline (`0.5 points lower each year`).
    EachYear {
        /// Where it starts.
        start: Box<Expression>,
        /// The step each year, with its sign.
        step: Box<Tolerance>,
    },
    /// A step in per cent of the figure of the year before, repeated each year since the baseline
    /// (`0.5% lower each year than the year before`).
    EachYearOnTheLast {
        /// Where it starts.
        start: Box<Expression>,
        /// The step each year in per cent, with its sign.
        per_cent: Exact,
    },
    /// Several periods put together.
    Window(Box<Windowed>),
    /// A number in a unit of its own, where that is not the measure's: `£100,000` in a measure of points.
    Amount(Exact, Kind),
    /// An amount read at another measure, for another group or in another period.
    Elsewhere(Box<Elsewhere>),
    /// A name that stands for an amount.
    Named {
        /// The definition.
        define: Id<Define>,
        /// What it stands for, on the measure that uses it.
        of: Box<Expression>,
    },
    /// To whole steps.
    Rounded {
        /// Which way.
        rounding: Rounding,
        /// What.
        of: Box<Expression>,
        /// The size of the steps.
        to: Exact,
    },
    /// How many, or what share, of periods, groups or measures a condition holds for.
    CountOf(Box<CountOf>),
    /// A decision list that yields an amount.
    List(Box<AmountList>),
    /// The same amount in another unit: a quotient of like amounts as a percentage.
    Converted(Conversion, Box<Expression>),
}

/// What an expression may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The submitted value.
    Value,
    /// The figure of the target in force.
    Target,
    /// The baseline.
    Baseline,
    /// How far the value misses the target; nought when met.
    Shortfall,
    /// The figure forecast; unknown for a range.
    Forecast,
    /// The lower end of its interval.
    Lower,
    /// The upper end of its interval.
    Upper,
    /// Numerator.
    Numerator,
    /// Denominator.
    Denominator,
}
