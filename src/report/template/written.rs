//! How a figure of each unit is written in a form: what stands beside the cell, and what is said of a length of time.

use crate::base::unit::{Kind, TimeUnit};
use crate::data::may_have_fractions;
use crate::model::{Measure, Rating};

/// What stands before the cell for a value: what it is, and one written out.
pub(super) fn written(measure: &Measure, rating: Option<&Rating>, fractions: bool) -> String {
    let words = measure.unit.words.as_str();
    let of = |what: &str| if words.is_empty() { what.to_owned() } else { format!("{what} of {words}") };
    match measure.unit.kind {
        Kind::Count if fractions || may_have_fractions(measure) => format!("{}: 12.5", of("number")),
        Kind::Count => format!("whole {}: 125", of("number")),
        Kind::Percent => "percentage: 73.5%".to_owned(),
        Kind::Rate => format!("number {words}: 12.5"),
        Kind::Money => format!("{words}: 12.5"),
        Kind::Points => "points: 12.5".to_owned(),
        Kind::Duration(unit) => match length_of(unit) {
            Some(length) => format!("{}: {}", length.what, length.example),
            None => format!("number of {}: 12", unit.word()),
        },
        Kind::YesNo => "yes or no".to_owned(),
        Kind::Date => "day: 13 June 2019".to_owned(),
        Kind::Rating => {
            let words = rating.into_iter().flat_map(|rating| &rating.levels).map(|level| level.word.as_str());
            format!("level: {}", words.collect::<Vec<_>>().join(", "))
        }
    }
}

/// How a length of time is written that clocks count too.
pub(super) struct Length {
    /// `minutes and seconds`
    pub(super) what: &'static str,
    /// `9 min 36 s`
    pub(super) example: &'static str,
    /// The same with a decimal.
    decimal: &'static str,
    /// What is not written.
    not: &'static str,
}

/// How a length of time in this unit is written; none where it is but a number.
pub(super) fn length_of(unit: TimeUnit) -> Option<Length> {
    let length = |what, example, decimal, not| Some(Length { what, example, decimal, not });
    match unit {
        TimeUnit::Second => length("seconds", "96 s", "96.5 s", "1:36"),
        TimeUnit::Minute => {
            length("minutes and seconds", "9 min 36 s", "9.6 min", "9:36, nor 9.36 without its unit")
        }
        TimeUnit::Hour => {
            length("hours and minutes", "7 h 30 min", "7.5 h", "7:30, nor 7.30 without its unit")
        }
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => None,
    }
}

impl Length {
    /// What is said while the cell is chosen.
    pub(super) fn hint(&self) -> String {
        let Self { what, example, decimal, not } = self;
        format!("A length of time, in {what} with their units: {example}, or {decimal}. Not {not}.")
    }

    /// What is said to whoever writes something else.
    pub(super) fn refusal(&self) -> String {
        let Self { example, decimal, not, .. } = self;
        format!("Write the length of time with its units: {example}, or {decimal}. Not {not}.")
    }
}
