//! What may be submitted in a cell: a value of some kind, a word that stands for none, and marks beside it.

/// The words that stand for a value that is not there, with what each says. The first is a blank cell.
///
/// A row holds the position of its word rather than a text of its own, because large files have many such rows.
pub const WORDS_FOR_NO_VALUE: &[(&str, State)] = &[
    ("", State::Missing),
    ("nya", State::Missing),
    ("nyr", State::Missing),
    ("tbc", State::Missing),
    ("tba", State::Missing),
    ("to be confirmed", State::Missing),
    ("not yet available", State::Missing),
    ("not yet reported", State::Missing),
    ("not available", State::Missing),
    ("not submitted", State::Missing),
    ("no data", State::Missing),
    ("awaited", State::Missing),
    ("missing", State::Missing),
    ("x", State::Missing),
    ("-", State::Missing),
    ("..", State::Missing),
    ("...", State::Missing),
    (":", State::Missing),
    ("n/a", State::NotApplicable),
    ("na", State::NotApplicable),
    ("z", State::NotApplicable),
    ("not applicable", State::NotApplicable),
    ("c", State::Withheld),
    ("*", State::Withheld),
    ("withheld", State::Withheld),
    ("suppressed", State::Withheld),
];

/// What a word for a missing value says of it. A blank cell, a dash and `not submitted` say nothing of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absence {
    /// `nya`: there is no figure yet, and one will come.
    NotYet,
    /// `x`: there is no figure.
    NotAvailable,
}

impl Absence {
    /// What the word at a position of [`WORDS_FOR_NO_VALUE`] says.
    #[must_use]
    pub fn said_by(position: usize) -> Option<Self> {
        match WORDS_FOR_NO_VALUE.get(position)?.0 {
            "nya" | "nyr" | "tbc" | "tba" | "to be confirmed" | "not yet available" | "not yet reported"
            | "awaited" => Some(Self::NotYet),
            "not available" | "no data" | "x" | ".." | "..." | ":" => Some(Self::NotAvailable),
            _ => None,
        }
    }

    /// `not yet available`, as readers are told.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotYet => "not yet available",
            Self::NotAvailable => "not available",
        }
    }
}

/// What was submitted in a cell, before any rule is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// A number: `mantissa` and `places` hold it.
    Number,
    /// A milestone met.
    Yes,
    /// A milestone not met.
    No,
    /// A day: `mantissa` is its number of days from the start of the common era.
    Day,
    /// A level set by hand on a measure of `unit rating`: `mantissa` is its position in the rating.
    Level,
    /// `nya`, `x`, `-` or blank: `mantissa` is the position of the word in [`WORDS_FOR_NO_VALUE`].
    Missing,
    /// `n/a` or `z`: `mantissa` is the position of the word in [`WORDS_FOR_NO_VALUE`].
    NotApplicable,
    /// `c` or `*`: `mantissa` is the position of the word in [`WORDS_FOR_NO_VALUE`].
    Withheld,
    /// It could not be read or believed; a finding says why.
    Invalid,
}

/// A remark that came with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `p`
    Provisional,
    /// `e`
    Estimated,
    /// `r`
    Revised,
    /// `u`
    LowReliability,
    /// `i`
    Incomplete,
}

impl Mark {
    /// All, in the order they are printed.
    pub const ALL: [Self; 5] =
        [Self::Provisional, Self::Estimated, Self::Revised, Self::LowReliability, Self::Incomplete];

    /// `provisional`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Estimated => "estimated",
            Self::Revised => "revised",
            Self::LowReliability => "low reliability",
            Self::Incomplete => "incomplete",
        }
    }
}

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Marks(u8);

impl Marks {
    /// No marks.
    pub const NONE: Self = Self(0);

    /// The set with one more.
    #[must_use]
    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u8)
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when it is in the set.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }

    /// The marks in the set.
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Mark::ALL.into_iter().filter(move |mark| self.has(*mark))
    }
}
