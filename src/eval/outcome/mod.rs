//! What judging yields. Plain data: no reference to how it was reckoned, and nothing left to reckon.
//!
//! Amounts are exact, names ids, places in files spans and cells. Reports make words of it, and judge nothing again.

mod beside;
mod cases;
mod compared;
mod goal;
mod history;
mod ladders;
mod made;
mod outlook;
mod papers;
mod restated;
mod returns;
mod room;
mod simulation;
mod standing;
mod summary;
mod trend;

use chrono::NaiveDate;

use super::explain::DerivationStep;
use crate::base::arena::Id;
use crate::base::diag::{Cell, Diagnostic};
use crate::base::exact::Exact;
use crate::base::period::{Length, Period, date_name};
use crate::base::rare::Rare;
use crate::base::span::Span;
use crate::data::{Absence, Mark, Marks, PlaceId};
use crate::model::Measure;

pub use beside::{Assurance, Beside, ControlSeen, Rule, SignalSeen};
pub use cases::{Answer, Case, CaseState, Prompt, Step};
pub use compared::{BenchmarkSeen, Comparisons, PlaceSeen, Rank};
pub use goal::{GoalUsed, TargetUsed};
pub use history::{DefinitionNamed, FigureBy, History, NoFigure, Replaced};
pub use ladders::{Climber, Decision, Move, MoveKind, Position};
pub use made::{SetByHand, ShareStatus};
pub use outlook::{EarlierTarget, ForecastSeen, ForecastSource, Outlook, Recovery, RefusedTarget, ScaledUp};
pub use papers::{NoteOwed, Paper, PaperLine, Reading};
pub use restated::{Cause, Restated, Restatement, Standing};
pub use returns::{Later, Refusal, ReturnSeen, ReturnState};
pub use room::{badness, room};
pub use simulation::{Moved, Point, Proof, Shown, Simulation, Telling};
pub use standing::{is_done, is_milestone, milestone_days};
pub use summary::{Change, Difference, Exception, ExceptionKind, TotalOf, Totals};
pub use trend::{ControlPoint, Trend, TrendPoint};

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

/// The reason of a result that was due for a period, where somebody said in its place that there is no figure: what was
/// said and when, and whether that was after the day on which the figure was due.
#[must_use]
pub fn said_absent(period: &Period, said: Absence, on: Option<NaiveDate>, due: Option<NaiveDate>) -> String {
    let on = on.map_or_else(String::new, |day| format!(", as said on {}", date_name(day)));
    let after = due.map_or_else(String::new, |day| format!(", after {}, the day it was due", date_name(day)));
    format!("due for {period} and {}{on}{after}", said.words())
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
    /// How each thing stands on each ladder, ladder by ladder; empty for a book without ladders.
    pub positions: Vec<Position>,
    /// What is asked of whom in this report.
    pub prompts: Vec<Prompt>,
    /// Red or worse, missing and invalid results that somebody has to look at, with or without a case.
    pub exceptions: Vec<Exception>,
    /// The papers that the book asks for, in its order.
    pub papers: Vec<Paper>,
    /// The notes that are owed, where a paper of the book lists them.
    pub notes: Option<Vec<NoteOwed>>,
    /// Totals of the whole, then by theme, then by owner.
    pub totals: Vec<Totals>,
    /// Levels stated in print that the rules do not give.
    pub differences: Vec<Difference>,
    /// What changed since the last report period.
    pub changes: Vec<Change>,
    /// How many results the last report period had to compare with.
    pub compared_with_before: u32,
    /// The figures of each result over time, in the order of the results; empty unless they were asked for.
    pub trends: Vec<Trend>,
    /// How each result came about, in the order of the results; empty unless it was asked for, and for results that a
    /// page has no room for.
    pub steps: Vec<Vec<DerivationStep>>,
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
    /// What the rules say a figure is computed as.
    Computed(Span),
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
        /// How much of the year the figure stands for.
        part: Length,
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
    /// Something it is made of has no result, and it stands without.
    Incomplete {
        /// What, in the reader's words.
        why: String,
    },
    /// A cap held the level down.
    Capped {
        /// Where the cap is written.
        span: Span,
        /// The level it would have without a cap: position in the measure's rating.
        without: u8,
    },
    /// The level was set by hand, beside the one that the rules give.
    SetByHand(Box<SetByHand>),
    /// Anything else, in the reader's words.
    Said(String),
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
    pub baseline: Option<Box<MovementSeen>>,
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
    /// The period whose figure was due and did not come, where an older one stands.
    pub awaited: Option<Period>,
    /// How its return came in, where the book sets a day for it.
    pub returned: Option<Box<ReturnSeen>>,
    /// What kind of result.
    pub kind: ResultKind,
    /// Why it is of that kind, in the reader's words; empty when there is nothing to say.
    pub reason: String,
    /// The figure that was judged or shown.
    pub figure: Option<Figure>,
    /// The newest known figure when `figure` is none.
    pub last_known: Option<Box<Figure>>,
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
    /// What it says of other times: earlier targets, the forecast, what it takes to recover.
    pub outlook: Option<Box<Outlook>>,
    /// How far the value misses the target (above nought) or beats it (below nought).
    pub gap: Option<Exact>,
    /// Movement.
    pub movement: Movements,
    /// Benchmarks beside it, and its place among peers.
    pub comparisons: Rare<Comparisons>,
    /// What stands beside the figure, for the measures that have it.
    pub beside: Option<Box<Beside>>,
    /// Remarks of ours.
    pub remarks: Vec<Remark>,
    /// The level stated in print, as written.
    pub stated: Option<String>,
    /// When its figure came, what it replaced, and what it does not compare with.
    pub history: Rare<History>,
    /// What a computed figure was reckoned from.
    pub computed_from: Vec<SourceFigure>,
    /// The first period in which the target was met, where the measure asks for it.
    pub first_met: Option<Period>,
}

/// A figure that another was reckoned from.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceFigure {
    /// Whose it is.
    pub measure: Id<Measure>,
    /// The group's label; empty for the whole.
    pub group: String,
    /// Numerator and denominator, where these were read and not the value.
    pub parts: Option<(Exact, Exact)>,
    /// The figure.
    pub figure: Figure,
}

impl Outcome {
    /// A result of the whole of a measure with nothing in it yet.
    #[must_use]
    pub fn empty(measure: Id<Measure>, kind: ResultKind) -> Self {
        Self {
            measure,
            place: PlaceId::WHOLE,
            group: String::new(),
            is_part: false,
            expected: None,
            awaited: None,
            kind,
            reason: String::new(),
            figure: None,
            last_known: None,
            level: None,
            level_word: String::new(),
            decided_by: None,
            on_target: Truth::Unknown,
            target: None,
            other_targets: Vec::new(),
            outlook: None,
            gap: None,
            movement: Movements::default(),
            comparisons: Rare::default(),
            history: Rare::default(),
            beside: None,
            returned: None,
            computed_from: Vec::new(),
            first_met: None,
            remarks: Vec::new(),
            stated: None,
        }
    }

    /// The number that was judged: the figure, or what it comes to when it is multiplied up to the year.
    #[must_use]
    pub fn judged_number(&self) -> Option<&Exact> {
        let scaled = self.outlook.as_ref().and_then(|outlook| outlook.scaled.as_ref());
        match (scaled, &self.figure.as_ref()?.amount) {
            (Some(scaled), _) => Some(&scaled.estimate),
            (None, Amount::Number { value, .. }) => Some(value),
            (None, Amount::Met(_) | Amount::Day(_) | Amount::Level(_)) => None,
        }
    }

    /// The line that held its level down, where one did.
    #[must_use]
    pub fn held_down_by(&self) -> Option<Span> {
        self.remarks.iter().find_map(|remark| match remark {
            Remark::Capped { span, .. } => Some(*span),
            _ => None,
        })
    }

    /// The level that was set by hand, where one was, beside the one that the rules give.
    #[must_use]
    pub fn set_by_hand(&self) -> Option<&SetByHand> {
        self.remarks.iter().find_map(|remark| match remark {
            Remark::SetByHand(set) => Some(&**set),
            _ => None,
        })
    }

    /// True where something that it is made of has no result.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.remarks.iter().any(|remark| matches!(remark, Remark::Incomplete { .. }))
    }

    /// True where it stands on an old or incomplete figure, which is judged and is no pass without reservation.
    #[must_use]
    pub fn has_reservation(&self) -> bool {
        let incomplete = self.figure.as_ref().is_some_and(|figure| figure.marks.has(Mark::Incomplete));
        let old = self.remarks.iter().any(|remark| matches!(remark, Remark::OldFigure { .. }));
        incomplete || old || self.is_incomplete()
    }

    /// Both ends of the interval that came with the figure.
    #[must_use]
    pub fn interval(&self) -> Option<&(Exact, Exact)> {
        self.beside.as_ref()?.interval.as_ref()
    }

    /// The counts that the figure is made of, where they may be shown.
    #[must_use]
    pub fn made_of(&self) -> Option<&(Exact, Exact)> {
        self.beside.as_ref()?.made_of.as_ref()
    }

    /// Its control chart.
    #[must_use]
    pub fn control(&self) -> Option<&ControlSeen> {
        self.beside.as_ref()?.control.as_ref()
    }

    /// What was submitted in the place of a figure; none where nothing was.
    #[must_use]
    pub fn said_absent(&self) -> Option<&NoFigure> {
        self.history.no_figure.as_ref().filter(|_| self.kind == ResultKind::Missing)
    }

    /// The kind of result in a word or two: what was said to be `not yet available` is not called missing.
    #[must_use]
    pub fn kind_word(&self) -> &'static str {
        self.said_absent().map_or_else(|| self.kind.word(), |said| said.absence.words())
    }

    /// True for a remark that its reason or its target says already.
    #[must_use]
    pub fn says_already(&self, remark: &Remark) -> bool {
        match remark {
            Remark::TargetToBeSet { overdue: false, .. } => true,
            Remark::TargetToBeSet { overdue: true, .. }
            | Remark::TargetLapsed { .. }
            | Remark::MonitorOnly => self.kind == ResultKind::Unrated,
            // What is missing did not come late.
            Remark::Late { .. } => self.kind == ResultKind::Missing,
            Remark::OldFigure { .. }
            | Remark::TargetOfAnotherYear { .. }
            | Remark::LastYearsTargetStands
            | Remark::ProRata { .. }
            | Remark::Trajectory
            | Remark::WorstOf { .. }
            | Remark::Incomplete { .. }
            | Remark::SetByHand(_)
            | Remark::Capped { .. } => false,
            Remark::Said(text) => *text == self.reason,
        }
    }
}
