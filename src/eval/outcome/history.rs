//! What there is to know of a result's past: when its figure came, what it replaced, and what it does not compare with.

use chrono::NaiveDate;

use super::{Amount, Figure, MovementSeen};
use crate::base::diag::Cell;
use crate::base::period::Period;
use crate::base::rare::Absent;
use crate::data::Absence;

/// The past of a result. Most have none that needs a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The day its figure was submitted, where the data say.
    pub submitted_on: Option<NaiveDate>,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// What its figure replaced, newest first.
    pub replaced: Vec<Replaced>,
    /// Figures of the same period by other definitions: shown for comparison, and not judged.
    pub by_other_definitions: Vec<FigureBy>,
    /// The definition that begins with it, where that leaves no earlier figure to compare with.
    pub definition_changed: Option<DefinitionNamed>,
    /// Why it compares with no other period.
    pub not_comparable: Option<String>,
    /// What was submitted in the place of a figure.
    pub no_figure: Option<NoFigure>,
}

impl Absent for History {
    const ABSENT: &'static Self = &Self {
        submitted_on: None,
        submitted_by: None,
        replaced: Vec::new(),
        by_other_definitions: Vec::new(),
        definition_changed: None,
        not_comparable: None,
        no_figure: None,
    };
}

/// A word that somebody submitted in the place of a figure: a statement, which is more than nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFigure {
    /// What it says.
    pub absence: Absence,
    /// The note that came with it.
    pub note: Option<String>,
}

/// A figure that stood until it was revised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it was; none where it was no figure (`nya`).
    pub amount: Option<Amount>,
    /// The day from which it is another.
    pub on: NaiveDate,
    /// Who submitted what replaced it.
    pub by: Option<String>,
    /// Where it was read.
    pub source: Cell,
}

/// A definition as readers know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionNamed {
    /// The first period it holds for; none for the first definition of all.
    pub from: Option<Period>,
    /// The first period that it no longer holds for.
    pub until: Option<Period>,
    /// What is counted; empty where the book does not say.
    pub words: String,
}

/// A figure by another definition than that of its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureBy {
    /// The definition.
    pub definition: DefinitionNamed,
    /// The figure.
    pub figure: Figure,
    /// How it moved from the figure before by that definition.
    pub previous: Option<MovementSeen>,
}
