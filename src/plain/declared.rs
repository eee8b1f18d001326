//! One declaration of a rule book as plain sentences, clause by clause: `show` prints them, `diff` compares them.

use super::sentence;

/// What sort of thing is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeclaredKind {
    /// `framework`
    Framework,
    /// `calendar`
    Calendar,
    /// `board`
    Board,
    /// `role`
    Role,
    /// `theme`
    Theme,
    /// `groups`
    Groups,
    /// `benchmark`
    Benchmark,
    /// `rating`
    Rating,
    /// `define`
    Define,
    /// `measure`
    Measure,
    /// `escalation`
    Escalation,
    /// `ladder`
    Ladder,
    /// `event`
    Event,
    /// `waiver`
    Waiver,
    /// `report`
    Report,
}

impl DeclaredKind {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Framework,
        Self::Calendar,
        Self::Board,
        Self::Role,
        Self::Theme,
        Self::Groups,
        Self::Benchmark,
        Self::Rating,
        Self::Define,
        Self::Measure,
        Self::Escalation,
        Self::Ladder,
        Self::Event,
        Self::Waiver,
        Self::Report,
    ];

    /// The word of the language: `measure`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Calendar => "calendar",
            Self::Board => "board",
            Self::Role => "role",
            Self::Theme => "theme",
            Self::Groups => "groups",
            Self::Benchmark => "benchmark",
            Self::Rating => "rating",
            Self::Define => "define",
            Self::Measure => "measure",
            Self::Escalation => "escalation",
            Self::Ladder => "ladder",
            Self::Event => "event",
            Self::Waiver => "waiver",
            Self::Report => "report",
        }
    }
}

/// Who reads a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It is shown, and a change of it is a change of the rules.
    Both,
    /// It is shown; it follows from another declaration, where a change of it is said.
    Shown,
    /// It is only compared: what is shown says it already, among other things.
    Compared,
}

/// What one clause of a declaration says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The word of the language for it: `target`.
    pub name: &'static str,
    /// In whole sentences.
    pub said: Vec<String>,
    /// Who reads it.
    pub used: Use,
}

/// A declaration in sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// What it is.
    pub kind: DeclaredKind,
    /// Its short name.
    pub id: String,
    /// Its full name; the short one where it has no other.
    pub title: String,
    /// Short names it had before.
    pub formerly: Vec<String>,
    /// What it says, in the order in which a reader wants it.
    pub clauses: Vec<Clause>,
}

impl Declared {
    /// A declaration of which nothing is said yet.
    #[must_use]
    pub fn new(kind: DeclaredKind, id: &str, title: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            title: if title.is_empty() { id.to_owned() } else { title.to_owned() },
            formerly: Vec::new(),
            clauses: Vec::new(),
        }
    }

    /// Adds what a clause says; nothing is added where it says nothing.
    pub fn says<S: AsRef<str>>(&mut self, name: &'static str, said: impl IntoIterator<Item = S>) {
        self.says_for(name, Use::Both, said);
    }

    /// The same for some readers.
    pub fn says_for<S: AsRef<str>>(
        &mut self,
        name: &'static str,
        used: Use,
        said: impl IntoIterator<Item = S>,
    ) {
        let said: Vec<String> = said.into_iter().map(|one| sentence(one.as_ref())).collect();
        if !said.is_empty() {
            self.clauses.push(Clause { name, said, used });
        }
    }

    /// Every sentence that is shown, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        let shown = self.clauses.iter().filter(|clause| clause.used != Use::Compared);
        shown.flat_map(|clause| clause.said.iter().map(String::as_str))
    }

    /// `1.14 Increase the levels of …`; the title alone where it is also the short name.
    #[must_use]
    pub fn name(&self) -> String {
        match self.kind {
            DeclaredKind::Measure if self.title != self.id => format!("{} {}", self.id, self.title),
            DeclaredKind::Measure
            | DeclaredKind::Framework
            | DeclaredKind::Calendar
            | DeclaredKind::Board
            | DeclaredKind::Role
            | DeclaredKind::Theme
            | DeclaredKind::Groups
            | DeclaredKind::Benchmark
            | DeclaredKind::Rating
            | DeclaredKind::Define
            | DeclaredKind::Escalation
            | DeclaredKind::Ladder
            | DeclaredKind::Event
            | DeclaredKind::Waiver
            | DeclaredKind::Report => self.title.clone(),
        }
    }
}
