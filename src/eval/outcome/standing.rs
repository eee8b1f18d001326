//! Whether a result is there, missing, or done with.

use chrono::NaiveDate;

use super::{Amount, Figure, Outcome, ResultKind};
use crate::base::unit::Kind;
use crate::model::{Goal, Measure};

/// True for a measure whose target is to be met by a day.
#[must_use]
pub fn is_milestone(measure: &Measure) -> bool {
    matches!(measure.unit.kind, Kind::YesNo | Kind::Date) && milestone_days(measure).next().is_some()
}

/// The days by which the targets of a measure are to be met.
pub fn milestone_days(measure: &Measure) -> impl Iterator<Item = NaiveDate> {
    let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    targets.filter_map(|target| match target.goal {
        Goal::MetBy { day } => Some(day),
        Goal::Limit { .. } | Goal::Between { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } => None,
    })
}

/// True for a figure that says that a milestone was met by a day.
#[must_use]
pub fn is_done(measure: &Measure, figure: &Figure, day: NaiveDate) -> bool {
    is_milestone(measure)
        && match figure.amount {
            Amount::Met(met) => met,
            Amount::Day(met) => met <= day,
            Amount::Number { .. } | Amount::Level(_) => false,
        }
}

impl Outcome {
    /// True where a figure was due for the period reported and did not come, whether or not an older one stands.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.kind == ResultKind::Missing || self.awaited.is_some()
    }
}
