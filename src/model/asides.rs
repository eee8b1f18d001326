//! What a rule book says beside its rules: notes, who holds a post, whom to write to, and the days of its calendar as written. Nothing is
//! judged by these words, but a board that approves the rules reads them too.

use chrono::NaiveDate;

use super::{Benchmark, Escalation, Event, Grouping, Ladder, Party, Rating, Theme};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::span::Span;

/// Everything that is said beside the rules.
#[derive(Debug, Clone, Default)]
pub struct Asides {
    /// Notes and sources, in the order written.
    pub notes: Vec<Aside>,
    /// First and last days on which nobody works, as the calendar names them.
    pub closed: Vec<(NaiveDate, NaiveDate)>,
    /// School years, each with the first and last day of its terms.
    pub terms: Vec<(Period, Vec<(NaiveDate, NaiveDate)>)>,
}

/// A text, and what it stands beside.
#[derive(Debug, Clone)]
pub struct Aside {
    /// What it is about.
    pub about: About,
    /// What sort of text it is.
    pub kind: AsideKind,
    /// The text.
    pub text: String,
}

/// What sort of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideKind {
    /// A note, or where something comes from.
    Note,
    /// Who holds a post.
    HeldBy,
    /// Whom to write to.
    Contact,
}

/// What a text stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The framework as a whole.
    Framework,
    /// The calendar.
    Calendar,
    /// A board or role.
    Party(Id<Party>),
    /// A theme.
    Theme(Id<Theme>),
    /// A kind of group.
    Grouping(Id<Grouping>),
    /// A benchmark.
    Benchmark(Id<Benchmark>),
    /// A rating.
    Rating(Id<Rating>),
    /// An escalation.
    Escalation(Id<Escalation>),
    /// A ladder.
    Ladder(Id<Ladder>),
    /// An event.
    Event(Id<Event>),
    /// A waiver, by where it is declared.
    Waiver(Span),
}

impl Asides {
    /// What is said beside one thing, in the order written.
    pub fn about(&self, wanted: About) -> impl Iterator<Item = &Aside> {
        self.notes.iter().filter(move |aside| aside.about == wanted)
    }

    /// Whom to write to about one thing, where the book says so; the last word on it, where it says so twice.
    #[must_use]
    pub fn contact(&self, about: About) -> Option<&str> {
        let own = self.about(about).filter(|aside| aside.kind == AsideKind::Contact);
        own.last().map(|aside| aside.text.as_str())
    }
}
