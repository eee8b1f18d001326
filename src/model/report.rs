//! Reports: what a paper holds, how much history, and who reads it when.

use super::{Condition, LevelTest, Measure, Party};
use crate::base::arena::Id;
use crate::base::span::Span;

/// A paper that a book asks for.
#[derive(Debug, Clone)]
pub struct Report {
    /// Short name.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// The results it shows; none for all.
    pub shows: Option<Condition>,
    /// Measures it shows whatever their result.
    pub always: Vec<Id<Measure>>,
    /// What it lists apart.
    pub apart: Vec<Apart>,
    /// How much history it shows.
    pub history: Option<HistoryWanted>,
    /// Who reads it when.
    pub readers: Vec<Reader>,
    /// Results that also go to somebody by themselves.
    pub copies: Vec<CopyTo>,
    /// True when it lists the notes that are owed.
    pub lists_notes: bool,
    /// Notes that go with it.
    pub notes: Vec<String>,
    /// True when an error in it means that it cannot be made.
    pub faulty: bool,
    /// Its name.
    pub span: Span,
}

/// What a paper lists apart.
#[derive(Debug, Clone)]
pub enum Apart {
    /// Measures that nothing is wanted of: only watched, or with no target in force.
    WithoutTarget,
    /// Results of which a condition holds.
    When(Condition),
}

/// How much history a paper shows.
#[derive(Debug, Clone)]
pub struct HistoryWanted {
    /// How many.
    pub count: u32,
    /// How many months each of them has: 12 for years; none for the measure's own periods.
    pub months: Option<u32>,
    /// For which results; none for all that it shows.
    pub when: Option<Condition>,
}

/// Who reads a paper, how and on which day.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Who.
    pub to: Vec<Id<Party>>,
    /// By which way: `newsletter`.
    pub by: Option<String>,
    /// On which day.
    pub day: PaperDay,
    /// In which parts of the year, as `Q2` or `Apr`; empty for all.
    pub parts: Vec<String>,
    /// Where it was written.
    pub span: Span,
}

/// The day a paper goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperDay {
    /// The first meeting after the last day of the period.
    NextMeeting(Id<Party>),
    /// The last working day of the month after the period.
    LastWorkingDay,
    /// So many working days after the last day of the period.
    WorkingDays(u32),
    /// None is set.
    NotSet,
}

/// Results that also go to somebody by themselves, on the day the paper goes.
#[derive(Debug, Clone)]
pub struct CopyTo {
    /// Which results.
    pub level: LevelTest,
    /// To whom.
    pub to: Vec<Id<Party>>,
    /// In which parts of the year; empty for all.
    pub parts: Vec<String>,
    /// Where it was written.
    pub span: Span,
}
