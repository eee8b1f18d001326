//! A rule book in the making: what will be written, clause by clause, each with the row it came from.

use crate::base::exact::Exact;
use crate::model::Bound;

/// What is remarked on a measure, in a comment above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// A sentence without a full stop, that follows `row 17`.
    pub words: String,
    /// What to write, or to do.
    pub help: Option<String>,
    /// True when a clause could not be made of the row and a safe one stands in its place.
    pub doubt: bool,
    /// What kind of thing it points out.
    pub point: Option<Point>,
}

/// What an import points out, in the order in which its summary does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// A target rewards what the title does not want.
    WrongWay,
    /// A colour is printed and there is no target.
    RatedWithoutTarget,
    /// Two targets are named for one measure.
    DoubleTarget,
    /// An id stands in two rows.
    IdTwice,
    /// A row has no id.
    NoId,
    /// Nobody is said to be responsible.
    NoOwner,
    /// The printed colour is not what the target gives.
    ColourDoesNotFit,
    /// Figures of one row are of different units.
    UnitsDiffer,
    /// The target is harder than the title says.
    Harder,
    /// The target may be for a whole year, and the figures are of shorter periods.
    WholeYear,
    /// Which way is better was taken from another cell.
    WayTaken,
    /// A period was completed, or left out.
    PeriodTaken,
    /// A colour cell holds no colour.
    NoColour,
}

impl Point {
    /// What it is called in the summary, before the rows.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::WrongWay => "the target points the wrong way",
            Self::RatedWithoutTarget => "rated without a target",
            Self::DoubleTarget => "two different targets",
            Self::IdTwice => "an id that stands in two rows",
            Self::NoId => "no id, so one was made",
            Self::NoOwner => "nobody is responsible",
            Self::ColourDoesNotFit => "the printed colour is not what the target gives",
            Self::UnitsDiffer => "figures of different units",
            Self::Harder => "the target is harder than the title says",
            Self::WholeYear => "the target may be for the whole year, and figures come more often",
            Self::WayTaken => "which way is better was taken from other cells",
            Self::PeriodTaken => "a baseline's period was completed or left out",
            Self::NoColour => "a colour that is none",
        }
    }
}

/// Which clause of a measure it is; clauses are written in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `theme`
    Theme,
    /// `owner`
    Owner,
    /// `unit`
    Unit,
    /// `aim`
    Aim,
    /// `by site`
    By,
    /// `baseline`
    Baseline,
    /// `target`
    Target,
    /// `trajectory`
    Trajectory,
    /// `rating`
    Rating,
    /// `counts over the last 12 months`
    Counts,
    /// `amber when …`
    Amber,
    /// `due`
    Due,
}

impl Kind {
    /// Its word, or words, in a rule.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Owner => "owner",
            Self::Unit => "unit",
            Self::Aim => "aim",
            Self::By => "by",
            Self::Baseline => "baseline",
            Self::Target => "target",
            Self::Trajectory => "trajectory",
            Self::Rating => "rating",
            Self::Counts => "counts",
            Self::Amber => "amber when",
            Self::Due => "due",
        }
    }
}

/// A clause to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Which.
    pub kind: Kind,
    /// What follows its word.
    pub words: String,
}

/// One row of the file of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRow {
    /// The period as printed; empty where none is.
    pub period: String,
    /// The value as printed.
    pub value: String,
    /// The level as printed; empty where none is.
    pub stated: String,
    /// The note as printed.
    pub note: String,
}

/// A printed colour beside its figures, from which the tolerance of a rating is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The target's figure.
    pub target: Exact,
    /// Its side.
    pub bound: Bound,
    /// The value.
    pub value: Exact,
    /// The printed level.
    pub colour: usize,
}

/// A measure in the making.
#[derive(Debug, Clone)]
pub struct Measure {
    /// The row it comes from.
    pub row: u64,
    /// Its name in the book.
    pub id: String,
    /// Its title, ready for quotes.
    pub title: String,
    /// Position of its theme among the draft's.
    pub theme: Option<usize>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// What is remarked on it.
    pub remarks: Vec<Remark>,
    /// Its rows of values.
    pub values: Vec<ValueRow>,
    /// What is being done about it.
    pub response: String,
    /// True when no measure could be made of the row: it stands as a comment.
    pub lost: bool,
    /// True when its figures are percentages.
    pub percent: bool,
    /// True when its target has a figure with a side to it.
    pub judged: bool,
    /// Its target, value and printed colour, where it has one figure of each.
    pub fit: Option<Fit>,
}

impl Measure {
    /// The words of a clause.
    #[must_use]
    pub fn clause(&self, kind: Kind) -> Option<&str> {
        self.clauses.iter().find(|clause| clause.kind == kind).map(|clause| clause.words.as_str())
    }

    /// Puts a clause in, in its place.
    pub fn put(&mut self, kind: Kind, words: impl Into<String>) {
        self.clauses.push(Clause { kind, words: words.into() });
        self.clauses.sort_by_key(|clause| clause.kind);
    }

    /// Takes a clause out.
    pub fn take(&mut self, kind: Kind) -> Option<String> {
        let at = self.clauses.iter().position(|clause| clause.kind == kind)?;
        Some(self.clauses.remove(at).words)
    }

    /// Remarks on something that was read, and that a reader should know.
    pub fn read(&mut self, point: Option<Point>, words: impl Into<String>) {
        self.remarks.push(Remark { words: words.into(), help: None, doubt: false, point });
    }

    /// Remarks on something that was not made a clause.
    pub fn doubt(&mut self, point: Option<Point>, words: impl Into<String>, help: impl Into<String>) {
        self.remarks.push(Remark { words: words.into(), help: Some(help.into()), doubt: true, point });
    }

    /// True when a clause of it could not be made.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.remarks.iter().any(|remark| remark.doubt)
    }
}

/// A board or theme: its name in the book and its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name in the book.
    pub id: String,
    /// Its title, ready for quotes.
    pub title: String,
}

/// A rating: its name, and how far off is amber, with a word on where that comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Its name.
    pub id: String,
    /// What follows `amber when within`; none where nothing is amber.
    pub amber: Option<String>,
    /// Where that comes from.
    pub comment: Vec<String>,
}

/// Groups of one measure or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Its name.
    pub id: String,
    /// Its members' names.
    pub members: Vec<String>,
}

/// A rule book in the making.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// The file it was made of.
    pub source: String,
    /// Its year, as `2019/20`.
    pub year: String,
    /// Where the year was taken from, when the command line does not say it.
    pub year_taken_from: Option<String>,
    /// How often figures are due.
    pub due: &'static str,
    /// Boards.
    pub boards: Vec<Named>,
    /// Themes.
    pub themes: Vec<Named>,
    /// Kinds of group.
    pub groupings: Vec<Grouping>,
    /// The levels found, as positions, best first.
    pub levels: Vec<usize>,
    /// Ratings.
    pub ratings: Vec<Rating>,
    /// Measures, in the order of the rows.
    pub measures: Vec<Measure>,
    /// Rows that hold the heading of the rows below them, and no measure.
    pub sections: Vec<u64>,
    /// True when the rows are numbered by a column of the table's own.
    pub own_numbers: bool,
}
