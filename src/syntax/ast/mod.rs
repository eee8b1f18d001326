//! The tree of a rule file: what was written, name by name and clause by clause, before anything is looked up.

pub mod benchmark;
pub mod expression;
pub mod groups;
pub mod items;
pub mod ladder;
pub mod measure;
pub mod reckoning;
pub mod report;
pub mod scenario;
mod span_of;

pub use benchmark::{
    BenchmarkClause, BenchmarkItem, BenchmarkWhen, BenchmarkWords, OfPeersWords, PeersWords, PlacedWords,
    PositionWords, RankedWords,
};
pub use expression::{
    Amount, AmountKind, BinaryOp, CallWord, Cond, CondKind, Expr, LevelWords, LoopWords, MeasureSetWords,
    MovementWord, StatusWord, ToleranceWords, When,
};
pub use groups::{CompositeHow, CompositeWords, ExclusionWords, GapWords, OnGroupsWords, ShareWords};
pub use items::{
    AppliesTo, Ask, Board, Calendar, CalendarClause, DueClause, DueWords, Escalation, EscalationClause,
    Framework, FrameworkClause, Groups, InForce, Item, LevelLine, MemberWords, PartyClause, RatingClause,
    RatingItem, RecipientWords, RespondWords, Theme, Tree, Waiver, WaiverClause, YearClause,
};
pub use ladder::{EventItem, LadderClause, LadderItem, PerWords, RecordWords, StageClause, StageItem};
pub use measure::{
    BaselineWords, GoalWords, MeasureClause, MeasureItem, OverTimeWords, RatingWords, TargetTail,
    TargetWords, TrajectoryWords, WithheldCounts, WithholdWords,
};
pub use reckoning::{
    AmountLineWords, AmountListWords, ComputedWords, CountOverWords, CountWords, Define, DefineWords,
    NamedWords, ReachWords, WindowWords,
};

pub use report::{PaperDayWords, ReportClause, ReportItem};
pub use scenario::{
    AboutWords, AnswerWords, CasePartWords, EventWords, ExpectWords, ExpectationWords, FigureOf, FigureWords,
    FileWord, FileWords, GivenValueWords, GivenWords, ScenarioClause, ScenarioItem, SubjectWords,
};

use crate::base::span::{Span, Spanned};

/// A name as written: an id, or a title in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The id, or the title without its quotes.
    pub text: String,
    /// True when it was written in quotes.
    pub quoted: bool,
    /// Where.
    pub span: Span,
}

/// Text in quotes.
pub type Text = Spanned<String>;

/// Something the language has and this version does not judge yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// What it is, in the reader's words: `a scenario`, `an SPC chart`.
    pub what: &'static str,
    /// Where.
    pub span: Span,
}
