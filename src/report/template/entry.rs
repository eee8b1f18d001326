//! How a cell is filled in: what may stand in it, and what is said to whoever writes something else.

use super::written::length_of;
use crate::base::exact::Exact;
use crate::base::unit::{Kind as Of, TimeUnit};
use crate::data::{may_be_negative, may_have_fractions, most_believed};
use crate::model::{Measure, Rating};

/// A cell to fill in.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What may stand in it.
    pub kind: Kind,
    /// What it is for, shown while the cell is chosen.
    pub hint: String,
    /// What is said when something else is written.
    pub refusal: String,
    /// What stands in it from the start.
    pub given: String,
}

/// The ends of what is believed; none where there is no end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bounds {
    /// The least.
    pub low: Option<Exact>,
    /// The most.
    pub high: Option<Exact>,
}

/// What may stand in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A whole number.
    Whole(Bounds),
    /// A number.
    Number(Bounds),
    /// A percentage, which a spreadsheet holds as a hundredth; the bounds are in per cent.
    Percent(Bounds),
    /// A length of time with its units, as words; a spreadsheet makes a time of day of `9:36` in a cell for numbers. A
    /// bare whole number is one of the unit.
    Length(TimeUnit, Bounds),
    /// A day.
    Day,
    /// One of these words.
    OneOf(Vec<String>),
    /// Any words.
    Words,
}

impl Entry {
    pub(super) fn new(kind: Kind, hint: impl Into<String>, refusal: impl Into<String>) -> Self {
        Self { kind, hint: hint.into(), refusal: refusal.into(), given: String::new() }
    }

    pub(super) fn words(hint: impl Into<String>) -> Self {
        Self::new(Kind::Words, hint, "")
    }

    pub(super) fn day(hint: impl Into<String>) -> Self {
        Self::new(Kind::Day, hint, "Write a day, such as 13 June 2019.")
    }

    /// The same with other words about a cell that is left blank.
    pub(super) fn leaving(self, words: &str) -> Self {
        Self { refusal: self.refusal.replace(NO_FIGURE, words), ..self }
    }

    pub(super) fn given(self, text: impl Into<String>) -> Self {
        Self { given: text.into(), ..self }
    }
}

/// What to do where there is no figure.
const NO_FIGURE: &str = "With no figure to give, leave this blank and choose a word under Mark.";

/// The words of the column of marks: first those that stand in place of a value.
pub(super) fn marks() -> Entry {
    let words = [
        "not yet available",
        "suppressed",
        "not applicable",
        "provisional",
        "estimated",
        "revised",
        "low reliability",
        "incomplete",
    ];
    Entry::new(
        Kind::OneOf(words.map(str::to_owned).to_vec()),
        "Leave blank for a firm figure. With no figure to give, say here why.",
        "Choose a word from the list, or leave the cell blank.",
    )
}

/// What is known of the figures in hand of a cell's series.
#[derive(Debug, Clone, Default)]
pub(super) struct InHand {
    /// True where they are not all whole.
    pub(super) fractions: bool,
    /// The largest.
    pub(super) largest: Option<Exact>,
}

/// The cell for a value of a measure.
pub(super) fn value(measure: &Measure, rating: Option<&Rating>, in_hand: &InHand) -> Entry {
    let unit = &measure.unit;
    let (low, high) = measure.plausible.clone().map_or((None, None), |(low, high)| (Some(low), Some(high)));
    let words = if unit.words.is_empty() { String::new() } else { format!(" ({})", unit.words) };
    let bounds = || {
        let nought = || (!may_be_negative(measure)).then(|| Exact::from(0));
        Bounds { low: low.clone().or_else(nought), high: most_believed(measure, in_hand.largest.as_ref()) }
    };
    match unit.kind {
        Of::Percent => {
            let share = unit.words.trim_start_matches('%').trim_start().starts_with("of ");
            let bounds = match measure.plausible {
                None if share => Bounds { low: Some(Exact::from(0)), high: Some(Exact::from(100)) },
                Some(_) | None => Bounds { low, high },
            };
            number(Kind::Percent, bounds, "percentage", &format!("A percentage{words}, such as 73.5%."), "%")
        }
        Of::Count if in_hand.fractions || may_have_fractions(measure) => {
            number(Kind::Number, bounds(), "number", &format!("A number{words}."), "")
        }
        Of::Count => number(Kind::Whole, bounds(), "whole number", &format!("A whole number{words}."), ""),
        Of::Rate => {
            number(Kind::Number, bounds(), "number", &format!("A rate{words}: the number alone."), "")
        }
        Of::Duration(time) => match length_of(time) {
            Some(length) => {
                let refusal = format!("{} {NO_FIGURE}", length.refusal());
                Entry::new(Kind::Length(time, bounds()), length.hint(), refusal)
            }
            None => number(
                Kind::Number,
                bounds(),
                "number",
                &format!("A number of {}, such as 12.", time.word()),
                "",
            ),
        },
        Of::Money | Of::Points => {
            number(Kind::Number, Bounds { low, high }, "number", &format!("The number alone{words}."), "")
        }
        Of::YesNo => one_of(&["yes", "no"], "Whether it is met."),
        Of::Date => Entry::day("The day on which it was met, or is expected to be."),
        Of::Rating => {
            let levels: Vec<&str> =
                rating.into_iter().flat_map(|r| &r.levels).map(|l| l.word.as_str()).collect();
            one_of(&levels, "The level that it is given.")
        }
    }
}

/// The cells for the parts that a value is made of; none where its unit has none.
pub(super) fn part(measure: &Measure, numerator: bool) -> Option<Entry> {
    let has_parts = matches!(measure.unit.kind, Of::Percent | Of::Rate);
    let what = if numerator { "How many of them" } else { "Out of how many" };
    has_parts.then(|| {
        let bounds = Bounds { low: Some(Exact::from(0)), high: None };
        let entry = number(Kind::Whole, bounds, "whole number", &format!("{what}, where you have it."), "");
        entry.leaving("Leave it blank if you do not have it.")
    })
}

fn one_of(words: &[&str], hint: &str) -> Entry {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Entry::new(Kind::OneOf(words), hint, "Choose a word from the list, or leave the cell blank.")
}

fn number(kind: fn(Bounds) -> Kind, bounds: Bounds, noun: &str, hint: &str, sign: &str) -> Entry {
    let range = match (&bounds.low, &bounds.high) {
        (Some(low), Some(high)) => format!(" from {}{sign} to {}{sign}", low.text(), high.text()),
        (Some(low), None) => format!(" of {}{sign} or more", low.text()),
        (None, Some(high)) => format!(" of {}{sign} or less", high.text()),
        (None, None) => String::new(),
    };
    let refusal = format!("Write a {noun}{range}, in digits. {NO_FIGURE}");
    Entry::new(kind(bounds), hint, refusal)
}
