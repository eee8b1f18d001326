//! Scenarios: figures and acts that are supposed, the reports made of them, and what is expected of each report.

use chrono::NaiveDate;

use super::{Escalation, Grouping, Ladder, Measure, Party, ShareOf, Theme};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::{Period, Shape, parse_period};
use crate::base::span::Span;

/// A story that officers tell of their rules, and that is run as a test of them.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it shows.
    pub title: String,
    /// Figures, in order.
    pub figures: Vec<GivenFigure>,
    /// Tables beside the book.
    pub files: Vec<GivenFile>,
    /// Answers to prompts.
    pub answers: Vec<GivenAnswer>,
    /// Events and decisions.
    pub acts: Vec<GivenAct>,
    /// The reports, in order.
    pub reports: Vec<ReportMade>,
    /// True when an error in it means that it cannot be run.
    pub faulty: bool,
    /// Its title as written.
    pub span: Span,
}

/// One figure, in the words of a data file, so that it is read as `run` reads figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFigure {
    /// Of which measure.
    pub measure: Id<Measure>,
    /// Of which groups, or of which benchmark: the kind and the member's id.
    pub groups: Vec<(Id<Grouping>, String)>,
    /// The period in words.
    pub period: String,
    /// The figure in words; with `of` the numerator.
    pub value: String,
    /// The denominator.
    pub of: Option<String>,
    /// Marks, as in a data file.
    pub marks: String,
    /// The day it came, or was released.
    pub submitted: Option<NaiveDate>,
    /// A forecast for the year.
    pub forecast: String,
    /// Where it was written.
    pub span: Span,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Figures.
    Figures,
    /// Answers.
    Answers,
    /// Events and decisions.
    Events,
    /// Later days for returns.
    Extensions,
}

/// A table beside the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFile {
    /// What it holds.
    pub table: Table,
    /// Its path from the book's folder.
    pub path: String,
    /// Where it was written.
    pub span: Span,
}

/// A measure, and the groups of it that are meant.
pub type MeasureIn = (Id<Measure>, Vec<(Id<Grouping>, String)>);

/// An answer to a prompt.
#[derive(Debug, Clone)]
pub struct GivenAnswer {
    /// To which escalation.
    pub escalation: Id<Escalation>,
    /// About which measure and groups; none for one of the whole book.
    pub about: Option<MeasureIn>,
    /// The period whose figure opened the case, in words; empty where none is said.
    pub period: String,
    /// When it came.
    pub on: NaiveDate,
    /// From whom.
    pub by: Option<String>,
    /// Field and text.
    pub parts: Vec<(String, String)>,
    /// Where it was written.
    pub span: Span,
}

/// An event or a decision.
#[derive(Debug, Clone)]
pub struct GivenAct {
    /// The event, or the ladder decided on.
    pub event: String,
    /// What became of it, or the stage.
    pub state: String,
    /// What it is about.
    pub about: Option<ActAbout>,
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: Option<String>,
    /// Why.
    pub because: String,
    /// Where it was written.
    pub span: Span,
}

/// What an event is about.
#[derive(Debug, Clone)]
pub enum ActAbout {
    /// A measure, or groups of it.
    Measure(Id<Measure>, Vec<(Id<Grouping>, String)>),
    /// A board or role.
    Party(Id<Party>),
    /// A theme.
    Theme(Id<Theme>),
}

/// A report, and what is expected of it.
#[derive(Debug, Clone)]
pub struct ReportMade {
    /// The period reported.
    pub period: Period,
    /// The day of the report.
    pub as_of: NaiveDate,
    /// What is expected, in order.
    pub expects: Vec<Expect>,
    /// Where `and nothing else` was written.
    pub nothing_else: Option<Span>,
    /// Where it was written.
    pub span: Span,
}

/// One expectation.
#[derive(Debug, Clone)]
pub struct Expect {
    /// What.
    pub what: Expectation,
    /// Its words, without `expect`.
    pub span: Span,
}

/// A result: of a measure, or of groups of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The measure.
    pub measure: Id<Measure>,
    /// The groups; empty for the whole.
    pub groups: Vec<(Id<Grouping>, String)>,
}

/// What is expected.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// How a result comes out.
    Result {
        /// Whose.
        subject: Subject,
        /// True where it is to be anything else.
        not: bool,
        /// How.
        outcome: Outcome,
    },
    /// A figure of a result.
    Figure {
        /// Whose.
        subject: Subject,
        /// Which.
        which: ResultFigure,
        /// What it is to be.
        amount: ExpectedAmount,
    },
    /// A case as it stands on the day of the report.
    Case(CaseExpected),
    /// No case of it is open.
    NoCase {
        /// Of which escalation; none for any.
        escalation: Option<Id<Escalation>>,
        /// About what; none for anything.
        about: Option<Subject>,
    },
    /// How a theme or board stands that is rated by its share on target.
    Share {
        /// Which.
        whose: ShareOf,
        /// True where it is to be anything else.
        not: bool,
        /// The level; none for `not rated`.
        level: Option<String>,
    },
    /// How many.
    Total {
        /// How many.
        count: u32,
        /// Of which.
        of: TotalWord,
        /// Of the whole book, or of a theme or board.
        whose: Whole,
    },
    /// A stage on a ladder.
    Stage {
        /// Who or what stands there.
        who: Stands,
        /// The ladder.
        ladder: Id<Ladder>,
        /// The stage.
        stage: usize,
    },
}

/// How a result comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A level.
    Level(String),
    /// A kind of result, in the words of reports: `missing`, `not rated`.
    Kind(&'static str),
    /// The target is met.
    OnTarget,
    /// The target is not met.
    OffTarget,
    /// Submitted after its due day.
    Late,
    /// An old figure.
    Old,
    /// Moves in the direction wanted since the period before.
    Improving,
    /// Moves the other way.
    Worsening,
    /// Does not move.
    Unchanged,
}

/// Kinds of result that a scenario may expect, in the words of reports.
pub const KINDS: [&str; 8] =
    ["rated", "unrated", "not rated", "missing", "not due", "withheld", "not applicable", "invalid"];

/// Which figure of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultFigure {
    /// The value.
    Value,
    /// The figure of the target in force.
    Target,
    /// How far it is short; below nought when it is better.
    Gap,
}

/// A figure expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedAmount {
    /// A number in the measure's unit.
    Number(Exact),
    /// Words as reports have them: a day, `met`, a level, `not set`.
    Words(String),
}

/// A case expected; what is not said is not compared.
#[derive(Debug, Clone)]
pub struct CaseExpected {
    /// Of which escalation.
    pub escalation: Id<Escalation>,
    /// About what.
    pub about: Option<Subject>,
    /// The period whose figure opened it.
    pub opened_for: Option<Period>,
    /// Who was asked.
    pub to: Option<Vec<Id<Party>>>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it opened.
    pub opened: Option<NaiveDate>,
    /// How it stands; none for any way in which it is still open.
    pub state: Option<CaseWord>,
    /// Who else was told, and when.
    pub told: Vec<(Id<Party>, Option<NaiveDate>)>,
    /// Questions that are asked in this report.
    pub asks: Vec<(String, String)>,
}

/// How a case is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseWord {
    /// In just this state, in the words of reports.
    Is(&'static str),
    /// Closed, for whatever reason.
    Closed,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotalWord {
    /// Measures in all.
    Measures,
    /// Due.
    Due,
    /// Rated by the rules.
    Rated,
    /// On target.
    OnTarget,
    /// A level.
    Level(String),
    /// A kind of result.
    Kind(&'static str),
}

/// Whose totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// The whole book's.
    Book,
    /// A theme's.
    Theme(Id<Theme>),
    /// A board's.
    Owner(Id<Party>),
}

/// Who or what stands on a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// A measure, or groups of it.
    Measure(Subject),
    /// A board.
    Party(Id<Party>),
    /// A theme.
    Theme(Id<Theme>),
    /// A group by its id.
    Group(String),
    /// The whole book.
    Book,
}

impl Expectation {
    /// The result it is about, where it is about one.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Result { subject, .. } | Self::Figure { subject, .. } => Some(subject),
            Self::Case(case) => case.about.as_ref(),
            Self::NoCase { about, .. } => about.as_ref(),
            Self::Stage { who: Stands::Measure(subject), .. } => Some(subject),
            Self::Stage { .. } | Self::Total { .. } | Self::Share { .. } => None,
        }
    }
}

/// A period in words that files of a measure's figures would have; its first and last day where its name would be read as
/// another one there.
#[must_use]
pub fn period_words(measure: &Measure, period: &Period) -> String {
    let name = period.to_string();
    match parse_period(&name, Some(measure.year_start)) {
        Ok(read) if (read.start, read.end) == (period.start, period.end) => name,
        Ok(_) | Err(_) => Period { shape: Shape::Span, ..*period }.to_string(),
    }
}
