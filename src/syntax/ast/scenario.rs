//! A scenario as written: what is given, the reports made of it, and what is expected of them.

use chrono::NaiveDate;

use super::items::PeriodText;
use super::{Amount, Name, Text};
use crate::base::span::{Span, Spanned};

/// `scenario "…" { … }`
#[derive(Debug, Clone)]
pub struct ScenarioItem {
    /// What it shows.
    pub title: Name,
    /// Its clauses, in order.
    pub clauses: Vec<ScenarioClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `scenario`.
#[derive(Debug, Clone)]
pub enum ScenarioClause {
    /// `measure 1.14: 92.7% in Q2 2018/19, 89.4%`
    Given(GivenWords),
    /// `figures from "clinics.csv"`
    File(FileWords),
    /// `answer to exception about 1.14 on 3 June 2019: cause "…"`
    Answer(AnswerWords),
    /// `event plan received for CYP on 2 March 2024`
    Event(EventWords),
    /// `report on Q3 2018/19 as of 24 May 2019`
    Report(PeriodText, Option<NaiveDate>, Span),
    /// `expect 1.14 is red`
    Expect(ExpectWords),
    /// `and nothing else`
    NothingElse(Span),
    /// `note "…"`
    Note(Text),
}

/// A measure, and the groups of it that are meant.
#[derive(Debug, Clone)]
pub struct SubjectWords {
    /// The measure.
    pub name: Name,
    /// `for JR`
    pub groups: Vec<Name>,
    /// Where.
    pub span: Span,
}

/// The figures of one series.
#[derive(Debug, Clone)]
pub struct GivenWords {
    /// Whose.
    pub subject: SubjectWords,
    /// The benchmark or peer, where they are figures of one.
    pub benchmark: Option<Name>,
    /// One after another.
    pub values: Vec<GivenValueWords>,
    /// Where.
    pub span: Span,
}

/// A figure as a data file would have it.
#[derive(Debug, Clone)]
pub struct FigureWords {
    /// Its text; for counts the numerator.
    pub text: String,
    /// The denominator, where it is written as `73 of 348`.
    pub of: Option<String>,
    /// Where.
    pub span: Span,
}

/// One figure with what is said of it.
#[derive(Debug, Clone)]
pub struct GivenValueWords {
    /// What it is.
    pub figure: FigureWords,
    /// Of which period; none for the one after the figure before.
    pub when: Option<PeriodText>,
    /// For how many periods running.
    pub repeated: Option<u32>,
    /// `late`
    pub late: Option<Span>,
    /// `submitted 24 May 2019`
    pub submitted: Option<NaiveDate>,
    /// `revised to 91% on 3 June 2019`
    pub revised: Option<(FigureWords, Option<NaiveDate>)>,
    /// `provisional`
    pub marks: Vec<String>,
    /// `forecast 92%`
    pub forecast: Option<String>,
    /// Where.
    pub span: Span,
}

/// What a table beside the book holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileWord {
    /// Figures.
    Figures,
    /// Answers.
    Answers,
    /// Events and decisions.
    Events,
    /// Later days for returns.
    Extensions,
}

/// `figures from "clinics.csv"`
#[derive(Debug, Clone)]
pub struct FileWords {
    /// What it holds.
    pub kind: FileWord,
    /// Its path, from the book's folder.
    pub path: Text,
}

/// An answer to a prompt.
#[derive(Debug, Clone)]
pub struct AnswerWords {
    /// To which escalation.
    pub escalation: Name,
    /// About what.
    pub about: Option<AboutWords>,
    /// When it came.
    pub on: NaiveDate,
    /// From whom.
    pub by: Option<Name>,
    /// Field and text.
    pub parts: Vec<(String, Text)>,
    /// Where.
    pub span: Span,
}

/// `about 1.14 for JR in Q3 2018/19`
#[derive(Debug, Clone)]
pub struct AboutWords {
    /// The measure.
    pub subject: SubjectWords,
    /// The period whose figure opened the case.
    pub period: Option<PeriodText>,
}

/// Something that happened, or was decided.
#[derive(Debug, Clone)]
pub struct EventWords {
    /// The event, or the ladder decided on.
    pub event: Name,
    /// What became of it, or the stage.
    pub state: Name,
    /// For which measure, board or theme.
    pub subject: Option<SubjectWords>,
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: Option<Name>,
    /// Why.
    pub because: Option<Text>,
    /// Where.
    pub span: Span,
}

/// One expectation.
#[derive(Debug, Clone)]
pub struct ExpectWords {
    /// What is expected.
    pub what: ExpectationWords,
    /// `and nothing else` after it.
    pub nothing_else: Option<Span>,
    /// The expectation, without `expect`.
    pub span: Span,
}

/// What is expected.
#[derive(Debug, Clone)]
pub enum ExpectationWords {
    /// `no exception about 1.14`
    NoCase(Name, Option<AboutWords>),
    /// `value of 1.14 is 92.7%`, with the amount where it is one
    Figure(FigureOf, SubjectWords, FigureWords, Option<Amount>),
    /// `CYP is in stage watch of oversight`
    Stage(SubjectWords, Spanned<String>, Option<Name>),
    /// `1.14 is red`, `1.14 is not red`
    Result(SubjectWords, bool, Spanned<String>),
    /// `theme start is strong`, `theme start is not weak`; true for a theme, false for a board
    Share(bool, Name, bool, Spanned<String>),
    /// `3 red of theme start`
    Total(u32, Spanned<String>, Option<Name>),
    /// `exception to CT about 1.14 due 12 September 2019`
    Case(Name, Vec<CasePartWords>),
}

/// Which figure of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureOf {
    /// The value.
    Value,
    /// The target in force.
    Target,
    /// How far it is short.
    Gap,
}

/// What is said of a case.
#[derive(Debug, Clone)]
pub enum CasePartWords {
    /// `to NHSE`
    To(Vec<Name>),
    /// `about 1.14`
    About(AboutWords),
    /// `due 12 September 2019`
    Due(NaiveDate),
    /// `opened 24 May 2019`
    Opened(NaiveDate),
    /// `telling HWB on 3 June 2019`
    Told(Name, Option<NaiveDate>),
    /// `asks plan "…"`
    Asks(Spanned<String>, Text),
    /// `overdue`
    State(Spanned<String>),
}
