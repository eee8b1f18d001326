//! What judging yields. Plain data: no reference to how it was reckoned, and nothing left to reckon.
//!
//! Amounts are exact; names are ids into the rule book; places in files are spans and cells. Reports turn this into
//! words and must not judge anything again.

mod cases;
mod returns;
mod simulation;

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::base::diag::{Cell, Diagnostic};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::span::Span;
use crate::data::{Marks, PlaceId};
use crate::model::{Bound, Measure, Party, Theme};

pub use cases::{Answer, Case, CaseState, Prompt, Step};
pub use returns::{Later, Refusal, ReturnSeen, ReturnState};
pub use simulation::{Point, Proof, Shown, Simulation, Telling};

/// True, false, or not to be known from what was submitted (Kleene's three values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
    /// It cannot be known.
    Unknown,
}

/// The reason of a result that does not apply, where none was given with it.
pub const DOES_NOT_APPLY: &str = "it does not apply";

/// The reason of a result that was due for a period and of which nothing was submitted.
#[must_use]
pub fn not_submitted(period: &Period) -> String {
    format!("due for {period} and not submitted")
}

/// The whole judgement of a report.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The period reported.
    pub period: Period,
    /// The report period before it, when there is one.
    pub previous_period: Option<Period>,
    /// The day as of which it is reported.
    pub as_of: NaiveDate,
    /// One for each measure, and one for each of its groups, in the order in which reports list measures.
    pub results: Vec<Outcome>,
    /// Every case that was ever opened, oldest first.
    pub cases: Vec<Case>,
    /// What is asked of whom in this report.
    pub prompts: Vec<Prompt>,
    /// Red or worse, missing and invalid results that somebody has to look at, with or without a case.
    pub exceptions: Vec<Exception>,
    /// Totals of the whole, then by theme, then by owner.
    pub totals: Vec<Totals>,
    /// Levels stated in print that the rules do not give.
    pub differences: Vec<Difference>,
    /// What changed since the last report period.
    pub changes: Vec<Change>,
    /// How many results the last report period had to compare with.
    pub compared_with_before: u32,
    /// Findings about data and about rules that could not be applied.
    pub findings: Vec<Diagnostic>,
}

/// What a submitted figure was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A number in the measure's unit, with the decimal places it was written with.
    Number {
        /// The number.
        value: Exact,
        /// Places as written.
        places: u8,
    },
    /// A milestone met or not.
    Met(bool),
    /// A day.
    Day(NaiveDate),
    /// A level set by hand: position in the measure's rating.
    Level(u8),
}

/// A figure and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it was.
    pub amount: Amount,
    /// The period it is of.
    pub period: Period,
    /// Marks that came with it.
    pub marks: Marks,
    /// Note that came with it.
    pub note: Option<String>,
    /// Where it was read.
    pub source: FigureSource,
}

/// Where a figure came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureSource {
    /// A row of data.
    Data(Cell),
    /// A baseline in the rules.
    Baseline(Span),
}

/// What kind of result it is (the words of section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ResultKind {
    /// It has a level.
    Rated,
    /// Nothing rates it: monitor only, or the target is to be set or has lapsed.
    Unrated,
    /// A rating exists but met something unknown that matters, or a faulty rule.
    NotRated,
    /// Due and not submitted.
    Missing,
    /// Not due by this report.
    NotDue,
    /// Withheld.
    Withheld,
    /// Not applicable.
    NotApplicable,
    /// Could not be read or believed.
    Invalid,
}

impl ResultKind {
    /// `not rated`, as reports and JSON write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rated => "rated",
            Self::Unrated => "unrated",
            Self::NotRated => "not rated",
            Self::Missing => "missing",
            Self::NotDue => "not due",
            Self::Withheld => "withheld",
            Self::NotApplicable => "not applicable",
            Self::Invalid => "invalid",
        }
    }
}

/// A remark of ours about a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The figure is older than the one expected, by so many periods.
    OldFigure {
        /// How many periods.
        periods: u32,
        /// The period that was expected.
        expected: Period,
    },
    /// Submitted after its due day.
    Late {
        /// The day it was due.
        due: NaiveDate,
        /// The day it came.
        submitted: NaiveDate,
    },
    /// The target is for another year than the value.
    TargetOfAnotherYear {
        /// The year of the target.
        target: Period,
    },
    /// Last year's target stands until this year's is set.
    LastYearsTargetStands,
    /// The target was shared out over the year.
    ProRata {
        /// The whole year's figure.
        year_figure: Exact,
        /// How many of the year's months the figure's period covers.
        months: u32,
    },
    /// The target is a step of a trajectory.
    Trajectory,
    /// The target lapsed at the end of this period.
    TargetLapsed {
        /// Its last period.
        by: Period,
    },
    /// The target is to be set by the end of this period.
    TargetToBeSet {
        /// The period.
        by: Period,
        /// True when that day has passed.
        overdue: bool,
    },
    /// Only watched.
    MonitorOnly,
    /// The level is that of the worst group.
    WorstOf {
        /// The name of that group.
        group: String,
        /// How many groups have a result, of how many.
        known: u32,
        /// How many there are.
        of: u32,
    },
    /// A cap held the level down.
    Capped {
        /// Where the cap is written.
        span: Span,
    },
    /// Anything else, in the reader's words.
    Said(String),
}

/// The target a value was judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetUsed {
    /// Its name, when it has one.
    pub name: Option<String>,
    /// What had to be.
    pub goal: GoalUsed,
    /// Where it is written.
    pub span: Span,
}

/// A goal with its figures reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoalUsed {
    /// One side of a figure.
    Limit {
        /// Which side.
        bound: Bound,
        /// The figure.
        figure: Exact,
    },
    /// A range, ends on target.
    Between {
        /// Lowest on target.
        low: Exact,
        /// Highest on target.
        high: Exact,
    },
    /// Just this.
    Exactly {
        /// The figure.
        figure: Exact,
    },
    /// Met by a day.
    MetBy {
        /// The day.
        day: NaiveDate,
    },
    /// To be set.
    ToBeSet {
        /// By the end of this period.
        by: Period,
    },
}

/// How a value moved from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementSeen {
    /// The earlier figure.
    pub from: Figure,
    /// Value less earlier value.
    pub change: Exact,
    /// +1 better, -1 worse, 0 the same; none when neither way is better.
    pub better: Option<i8>,
}

/// Movement on three clocks; none where there is nothing to compare with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Movements {
    /// Since the period before.
    pub previous: Option<MovementSeen>,
    /// Since the same period last year.
    pub last_year: Option<MovementSeen>,
    /// Since the baseline.
    pub baseline: Option<MovementSeen>,
}

/// The result of one measure, or of one group of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The measure.
    pub measure: Id<Measure>,
    /// The group; the whole when it has none.
    pub place: PlaceId,
    /// The group's label; empty for the whole.
    pub group: String,
    /// True when it is shown beneath the measure's own result and not counted in totals.
    pub is_part: bool,
    /// The period the figure is expected for; none when none is due yet.
    pub expected: Option<Period>,
    /// What kind of result.
    pub kind: ResultKind,
    /// Why it is of that kind, in the reader's words; empty when there is nothing to say.
    pub reason: String,
    /// The figure that was judged or shown.
    pub figure: Option<Figure>,
    /// The newest known figure when `figure` is none.
    pub last_known: Option<Figure>,
    /// Position in the measure's rating.
    pub level: Option<u8>,
    /// The word of the level.
    pub level_word: String,
    /// The line that gave it.
    pub decided_by: Option<Span>,
    /// Whether the target is met.
    pub on_target: Truth,
    /// The target in force.
    pub target: Option<TargetUsed>,
    /// Other named targets in force, which are shown and do not judge.
    pub other_targets: Vec<TargetUsed>,
    /// How far the value misses the target (above nought) or beats it (below nought).
    pub gap: Option<Exact>,
    /// Movement.
    pub movement: Movements,
    /// Remarks of ours.
    pub remarks: Vec<Remark>,
    /// The level stated in print, as written.
    pub stated: Option<String>,
    /// How its return came in, where the book sets a day for it.
    pub returned: Option<Box<ReturnSeen>>,
}

impl Outcome {
    /// True for a remark that its reason or its target says already.
    #[must_use]
    pub fn says_already(&self, remark: &Remark) -> bool {
        match remark {
            Remark::TargetToBeSet { overdue: false, .. } => true,
            Remark::TargetToBeSet { overdue: true, .. }
            | Remark::TargetLapsed { .. }
            | Remark::MonitorOnly => self.kind == ResultKind::Unrated,
            Remark::OldFigure { .. }
            | Remark::Late { .. }
            | Remark::TargetOfAnotherYear { .. }
            | Remark::LastYearsTargetStands
            | Remark::ProRata { .. }
            | Remark::Trajectory
            | Remark::WorstOf { .. }
            | Remark::Capped { .. } => false,
            Remark::Said(text) => *text == self.reason,
        }
    }
}

/// Why a result is an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExceptionKind {
    /// An escalation has a case open for it.
    Escalated,
    /// Below the best level, and nothing in the book escalates it.
    NotEscalated,
    /// Due and not submitted.
    Missing,
    /// Could not be read or believed.
    Invalid,
    /// A rating exists and could not be given.
    NotRated,
}

impl ExceptionKind {
    /// The word reports and JSON write.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Escalated => "escalated",
            Self::NotEscalated => "not escalated",
            Self::Missing => "missing",
            Self::Invalid => "invalid",
            Self::NotRated => "not rated",
        }
    }
}

/// A result that somebody has to look at.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Position in [`Assessment::results`].
    pub result: usize,
    /// Why.
    pub kind: ExceptionKind,
    /// Positions of its open cases in [`Assessment::cases`].
    pub cases: Vec<usize>,
    /// True when a response is owed and none came.
    pub response_owed: bool,
    /// Answers that came back, also where no case is open.
    pub response: Vec<Answer>,
}

/// Who or what a line of totals is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalOf {
    /// The whole book.
    Book,
    /// A theme.
    Theme(Id<Theme>),
    /// The measures of one owner.
    Owner(Option<Id<Party>>),
}

/// Totals, given both ways: of those due, and of those rated.
#[derive(Debug, Clone)]
pub struct Totals {
    /// What of.
    pub of: TotalOf,
    /// Measures in all.
    pub measures: u32,
    /// Due by this report, apart from those judged by hand.
    pub due: u32,
    /// Rated by the rules.
    pub rated: u32,
    /// On target, of those rated.
    pub on_target: u32,
    /// On target only by an old or incomplete figure; not part of `on_target`.
    pub on_target_with_reservation: u32,
    /// How many have each level word by the rules, in the order the words first occur from best to worst.
    pub levels: Vec<(String, u32)>,
    /// Judged by hand; never added to those rated by the rules.
    pub by_hand: u32,
    /// How many have each level word by hand.
    pub levels_by_hand: Vec<(String, u32)>,
    /// How many are of each kind of result, in the order of [`ResultKind`].
    pub kinds: Vec<(ResultKind, u32)>,
}

/// A level stated in print that the rules do not give.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Position in [`Assessment::results`].
    pub result: usize,
    /// As printed; empty when none was printed.
    pub stated: String,
    /// As reckoned; empty when none.
    pub reckoned: String,
    /// Why they differ, in the reader's words.
    pub reason: String,
}

/// A change since the last report period.
#[derive(Debug, Clone)]
pub struct Change {
    /// Position in [`Assessment::results`].
    pub result: usize,
    /// The level or kind before.
    pub before: String,
    /// Now.
    pub now: String,
    /// +1 better, -1 worse, 0 neither.
    pub better: i8,
}
