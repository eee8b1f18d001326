//! What a result says of other times: the target before a change, the forecast, and what it takes to recover. Each has
//! its words, which every report, prompt and derivation repeats, and the amounts they stand on.

use super::{GoalUsed, TargetUsed};
use crate::base::diag::Cell;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::span::Span;
use crate::model::{Agreement, Projection, Prospect};

/// What a result says of other times; most say nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlook {
    /// Targets that stood earlier in the year, oldest first.
    pub earlier: Vec<EarlierTarget>,
    /// Changes of target that are not used.
    pub refused: Vec<RefusedTarget>,
    /// The figure multiplied up to the year.
    pub scaled: Option<ScaledUp>,
    /// Why the movement since the period before is not given.
    pub movement_left_out: Option<String>,
    /// The forecast.
    pub forecast: Option<ForecastSeen>,
    /// Why there is none, where the book asks for one.
    pub no_forecast: Option<String>,
    /// What it takes to recover.
    pub recovery: Option<Recovery>,
}

impl Outlook {
    /// Everything it says, in the order in which a reader wants it.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        let scaled = self.scaled.iter().map(|scaled| scaled.words.as_str());
        let earlier = self.earlier.iter().map(|target| target.words.as_str());
        let refused = self.refused.iter().map(|target| target.words.as_str());
        let movement = self.movement_left_out.iter().map(String::as_str);
        let recovery = self.recovery.iter().map(|recovery| recovery.words.as_str());
        let forecast = self.forecast.iter().map(|forecast| forecast.words.as_str());
        let none = self.no_forecast.iter().map(String::as_str);
        scaled.chain(earlier).chain(refused).chain(movement).chain(recovery).chain(forecast).chain(none)
    }
}

/// A target that stood until it was changed within the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierTarget {
    /// The target that stood.
    pub target: TargetUsed,
    /// The period from which another took its place.
    pub until: Period,
    /// Who agreed the change, when and why.
    pub agreed: Option<Agreement>,
    /// The level the value would have on it: position in the measure's rating.
    pub level: Option<u8>,
    /// The word of that level.
    pub level_word: String,
    /// In words.
    pub words: String,
}

/// A change of target within the year that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedTarget {
    /// What it would have asked for; none where its figure cannot be reckoned.
    pub goal: Option<GoalUsed>,
    /// From when.
    pub from: Period,
    /// Where it is written.
    pub span: Span,
    /// In words.
    pub words: String,
}

/// A figure of part of a year multiplied up to the whole of it: an estimate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaledUp {
    /// By how much.
    pub factor: Exact,
    /// What it comes to.
    pub estimate: Exact,
    /// In words.
    pub words: String,
}

/// Where a forecast came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForecastSource {
    /// It was submitted with the figure.
    Submitted(Cell),
    /// The book projects it.
    Projected(Projection),
}

/// A forecast: never a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastSeen {
    /// Its lower end.
    pub low: Exact,
    /// Its upper end; the same as the lower for a single figure.
    pub high: Exact,
    /// The year or the period it is for.
    pub of: Period,
    /// Where it came from.
    pub source: ForecastSource,
    /// The target it is held against.
    pub target: Option<TargetUsed>,
    /// How it stands to that target.
    pub prospect: Option<Prospect>,
    /// True when the book asks for its level.
    pub is_rated: bool,
    /// The level it has: position in the rating of forecasts.
    pub level: Option<u8>,
    /// The word of that level.
    pub level_word: String,
    /// The letter of that level.
    pub level_letter: String,
    /// How many levels the rating of forecasts has.
    pub levels: u8,
    /// How far the value lies above (below nought: below) a forecast for its own period; nought inside a range.
    pub difference: Option<Exact>,
    /// In words.
    pub words: String,
}

/// What it takes to meet the target after all: a projection, never rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// The goal to be met.
    pub goal: GoalUsed,
    /// The year, or the next period, that it is for.
    pub of: Period,
    /// False when it can no longer be met.
    pub is_possible: bool,
    /// How many or how much is needed, or is still allowed.
    pub needed: Option<Exact>,
    /// Of how many that are still expected.
    pub expected: Option<Exact>,
    /// The rate that is needed from here on.
    pub rate: Option<Exact>,
    /// In words.
    pub words: String,
}
