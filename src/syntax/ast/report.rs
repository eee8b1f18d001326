//! A report as written: what a paper holds and who reads it when.

use super::{Cond, LevelWords, Name, Text};
use crate::base::span::{Span, Spanned};

/// `report committee "Committee paper" { … }`
#[derive(Debug, Clone)]
pub struct ReportItem {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<ReportClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `report`.
#[derive(Debug, Clone)]
pub enum ReportClause {
    /// `shows amber or worse`; none for `shows all`
    Shows(Option<Cond>),
    /// `always 1.1, 2.3`
    Always(Vec<Name>),
    /// `lists without a target apart` (none), `lists missing apart`
    Apart(Option<Cond>),
    /// `lists notes owed`
    Notes,
    /// `history 3 years when red`
    History {
        /// How many.
        count: u32,
        /// How many months each of them has; none for the measure's own periods.
        months: Option<u32>,
        /// For which results; none for all that are shown.
        when: Option<Cond>,
    },
    /// `to HWB in Q2, Q4`
    To {
        /// Who reads it.
        to: Vec<Name>,
        /// `by newsletter`
        by: Option<Name>,
        /// On which day.
        day: Option<PaperDayWords>,
        /// In which parts of the year; empty for all.
        parts: Vec<Spanned<String>>,
        /// Where.
        span: Span,
    },
    /// `a red goes to chair the same day in Q1, Q3`
    Copy {
        /// Which results.
        level: LevelWords,
        /// To whom.
        to: Vec<Name>,
        /// In which parts of the year; empty for all.
        parts: Vec<Spanned<String>>,
        /// Where.
        span: Span,
    },
    /// `note "…"`
    Note(Text),
}

/// The day a paper goes out, as written.
#[derive(Debug, Clone)]
pub enum PaperDayWords {
    /// `at the next meeting of HWB`; none for the reader's own
    NextMeeting(Option<Name>),
    /// `on the last working day of the month after the quarter`
    LastWorkingDay,
    /// `10 working days after the quarter`
    WorkingDays(u32),
}
