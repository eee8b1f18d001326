//! Declarations as written.

use chrono::NaiveDate;

use super::{
    BenchmarkItem, Cond, Define, EventItem, LadderItem, MeasureItem, MeasureSetWords, Name, ReportItem,
    ScenarioItem, ShareWords, Text,
};
use crate::base::exact::Exact;
use crate::base::period::YearStart;
use crate::base::rhythm::{Arrears, Returned, Step};
use crate::base::span::{Span, Spanned};
use crate::syntax::plain_text::Comment;

/// A file.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Declarations, in order.
    pub items: Vec<Item>,
    /// Comments, in order.
    pub comments: Vec<Comment>,
    /// The first words of declarations that could not be read: what they declare is not missing, only unread.
    pub lost: Vec<String>,
}

/// A declaration.
#[derive(Debug, Clone)]
pub enum Item {
    /// `framework`
    Framework(Framework),
    /// `board` or `role`
    Board(Board),
    /// `theme`
    Theme(Theme),
    /// `groups`
    Groups(Groups),
    /// `benchmark`
    Benchmark(BenchmarkItem),
    /// `calendar`
    Calendar(Calendar),
    /// `rating`
    Rating(RatingItem),
    /// `define`
    Define(Box<Define>),
    /// `measure`
    Measure(Box<MeasureItem>),
    /// `escalation`
    Escalation(Escalation),
    /// `waiver`
    Waiver(Waiver),
    /// `report`
    Report(ReportItem),
    /// `ladder`
    Ladder(LadderItem),
    /// `event`
    Event(EventItem),
    /// `scenario`
    Scenario(ScenarioItem),
}

/// `framework "…" { … }`
#[derive(Debug, Clone)]
pub struct Framework {
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<FrameworkClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `framework`.
#[derive(Debug, Clone)]
pub enum FrameworkClause {
    /// `year 2019/20, April to March`
    Year(YearClause),
    /// `due quarterly`
    Due(DueClause),
    /// `report days …`
    ReportDays(Vec<NaiveDate>, Span),
    /// `movement within one target`
    WithinOneTarget,
    /// `contact "…"`
    Contact(Text),
    /// `source "…"`
    Source(Text),
    /// `note "…"`
    Note(Text),
}

/// `year 2019/20, April to March`
#[derive(Debug, Clone)]
pub struct YearClause {
    /// The year's text, read once its start is known.
    pub period: Option<Spanned<String>>,
    /// The months.
    pub start: Option<YearStart>,
    /// Where.
    pub span: Span,
}

/// `due quarterly, 1 quarter in arrears`
#[derive(Debug, Clone)]
pub struct DueClause {
    /// How often.
    pub words: DueWords,
    /// How late it may be.
    pub arrears: Option<Arrears>,
    /// `in Q4`, after `every other year`: the parts of the year it is due in
    pub parts: Vec<String>,
    /// `last in 2018/19`
    pub anchor: Option<Spanned<String>>,
    /// `20 working days after the quarter ends`
    pub returned: Option<Returned>,
    /// `by academic year`
    pub year_start: Option<YearStart>,
    /// `first due Apr 2019`
    pub first: Option<Spanned<String>>,
    /// Where.
    pub span: Span,
}

/// How often, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueWords {
    /// `quarterly`
    Every(Step),
    /// `every other year`
    EveryNth(u32, Step),
    /// `in Q2 and Q4`
    In(Vec<String>),
}

/// `board` or `role`
#[derive(Debug, Clone)]
pub struct Board {
    /// True for a role.
    pub role: bool,
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<PartyClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `board`, `role` or `theme`.
#[derive(Debug, Clone)]
pub enum PartyClause {
    /// `reports to X`
    ReportsTo(Name),
    /// `meets …`
    Meets(Vec<NaiveDate>, Span),
    /// `outside the partnership`
    Outside(Span),
    /// `held by "…"`
    HeldBy(Text),
    /// `contact "…"`
    Contact(Text),
    /// `rating X`
    Rating(Name),
    /// `rating X by the share on target`
    Share(ShareWords),
    /// `note "…"` or `source "…"`
    Note(Text),
}

/// `theme`
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<PartyClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// `groups`
#[derive(Debug, Clone)]
pub struct Groups {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Members come from data.
    pub from_data: bool,
    /// `within area`: the kind of group that these are parts of.
    pub within: Option<Name>,
    /// Members.
    pub members: Vec<MemberWords>,
    /// What is said beside it.
    pub notes: Vec<Text>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// One member.
#[derive(Debug, Clone)]
pub struct MemberWords {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// `in NE`: the member that it is a part of.
    pub within: Option<Name>,
    /// `owned by X`
    pub owner: Option<Name>,
}

/// `calendar`
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Its clauses.
    pub clauses: Vec<CalendarClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `calendar`.
#[derive(Debug, Clone)]
pub enum CalendarClause {
    /// `bank holidays england`
    BankHolidays(Vec<Name>),
    /// `closed 24 December 2019`, `closed 24 December 2019 to 1 January 2020`: first and last days
    Closed(Vec<(NaiveDate, NaiveDate)>),
    /// `terms 2018/19: …`: the school year, and the first and last day of each of its terms
    Terms(PeriodText, Vec<(NaiveDate, NaiveDate)>, Span),
    /// `note` or `source`
    Note(Text),
}

/// `rating`
#[derive(Debug, Clone)]
pub struct RatingItem {
    /// Its id.
    pub id: Name,
    /// Its clauses.
    pub clauses: Vec<RatingClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `rating`, also of `measure` where it lays lines over its rating.
#[derive(Debug, Clone)]
pub enum RatingClause {
    /// `green when …`
    Line(LevelLine),
    /// `red otherwise`
    Otherwise(Spanned<String>, Span),
    /// `no better than amber when …`
    Cap(LevelLine),
    /// `levels green (G), amber (A), red (R)`
    Levels(Vec<(Spanned<String>, Option<String>)>),
    /// `rounded to 1%`
    Rounded(Exact, u8, Span),
    /// `note` or `source`
    Note(Text),
}

/// `green when …`
#[derive(Debug, Clone)]
pub struct LevelLine {
    /// The level's word.
    pub level: Spanned<String>,
    /// The condition.
    pub when: Cond,
    /// The whole line.
    pub span: Span,
}

/// `escalation`
#[derive(Debug, Clone)]
pub struct Escalation {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<EscalationClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `escalation`.
#[derive(Debug, Clone)]
pub enum EscalationClause {
    /// `when …`
    When(Cond),
    /// `applies to …`
    Applies(AppliesTo, Span),
    /// `to …`
    To(Vec<RecipientWords>, Span),
    /// `respond …`
    Respond(RespondWords, Span),
    /// `ask cause "…"`
    Ask(Ask),
    /// `ask once`
    AskOnce(Span),
    /// `closes when …`
    Closes(Cond),
    /// `replaces …`
    Replaces(Vec<Name>),
    /// `then … if no response …`
    Then {
        /// Who.
        to: RecipientWords,
        /// Working days after due.
        after: u32,
        /// Where.
        span: Span,
    },
    /// `once`
    Once(Span),
    /// A line that holds from a day, until a day, or both.
    Dated(Box<EscalationClause>, InForce),
    /// `note` or `source`
    Note(Text),
}

/// From and until when a line holds, as written.
#[derive(Debug, Clone)]
pub struct InForce {
    /// `from 1 April 2020`: a day, or a period from its first day.
    pub from: Option<PeriodText>,
    /// `until 31 March 2020`: a day, or a period to its last.
    pub until: Option<PeriodText>,
    /// Where.
    pub span: Span,
}

/// What an escalation watches, as written.
#[derive(Debug, Clone)]
pub enum AppliesTo {
    /// Measures.
    Set(MeasureSetWords),
    /// The whole book.
    WholeBook,
}

/// A recipient as written.
#[derive(Debug, Clone)]
pub enum RecipientWords {
    /// `owner`
    Owner(Span),
    /// `board above owner`
    AboveOwner(Span),
    /// `owner of station`
    OwnerOf(Name),
    /// A name.
    Named(Name),
}

/// By when, as written.
#[derive(Debug, Clone)]
pub enum RespondWords {
    /// `within 10 working days`
    WorkingDays(u32),
    /// `within 10 days`
    Days(u32),
    /// `within 2 months`
    After(u32, Step),
    /// `by the next meeting of X`
    NextMeeting(Option<RecipientWords>),
    /// `by 12 July 2019`
    On(NaiveDate),
}

/// `ask cause "…"`
#[derive(Debug, Clone)]
pub struct Ask {
    /// The field.
    pub field: Name,
    /// The question.
    pub text: Text,
}

/// `waiver`
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Its title.
    pub title: Name,
    /// Its clauses.
    pub clauses: Vec<WaiverClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `waiver`.
#[derive(Debug, Clone)]
pub enum WaiverClause {
    /// `measure 3.9`
    Measures(Vec<Name>),
    /// `for provider 5`: the kind of group, and its members
    For(Name, Vec<Name>),
    /// `ladder oversight`
    Ladder(Name),
    /// `escalation exception`
    Escalation(Name),
    /// `until 26 September 2019`, or a period, to its last day
    Until(PeriodText),
    /// `because "…"`
    Because(Text),
    /// `agreed by HWB on 13 June 2019`
    Agreed(Name, Option<NaiveDate>),
    /// `note`
    Note(Text),
}

/// A period kept as text until the year in use is known.
pub type PeriodText = Spanned<String>;
