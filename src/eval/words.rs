//! Short phrases for reasons and derivations.

use super::outcome::{Amount, GoalUsed};
use crate::base::exact::Exact;
use crate::base::period::date_name;
use crate::base::unit::{Kind, Unit};
use crate::model::{Bound, Measure, RuleBook};

/// `fewer` for things that are counted, `less` for the rest.
fn smaller(unit: &Unit) -> &'static str {
    match unit.kind {
        Kind::Count | Kind::Points => "fewer",
        Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => "less",
    }
}

/// `95% or more`, `below 175`.
pub(super) fn goal(goal: &GoalUsed, unit: &Unit) -> String {
    match goal {
        GoalUsed::Limit { bound, figure } => {
            let figure = unit.show(figure);
            match bound {
                Bound::AtLeast => format!("{figure} or more"),
                Bound::AtMost => format!("{figure} or {}", smaller(unit)),
                Bound::Above => format!("above {figure}"),
                Bound::Below => format!("below {figure}"),
            }
        }
        GoalUsed::Between { low, high } => format!("between {} and {}", unit.show(low), unit.show(high)),
        GoalUsed::Exactly { figure } => format!("exactly {}", unit.show(figure)),
        GoalUsed::MetBy { day } => format!("met by {}", date_name(*day)),
        GoalUsed::ToBeSet { by } => format!("to be set by {by}"),
    }
}

/// `95% or more` for a value that gives a level together with all beyond it.
pub(super) fn onward(value: &str, upward: bool, unit: &Unit) -> String {
    match (unit.kind == Kind::Date, upward) {
        (false, true) => format!("{value} or more"),
        (false, false) => format!("{value} or {}", smaller(unit)),
        (true, true) => format!("{value} or later"),
        (true, false) => format!("{value} or earlier"),
    }
}

/// `over 95%` for all beyond a value and not the value itself.
pub(super) fn past(value: &str, upward: bool, unit: &Unit) -> String {
    let word = match (unit.kind == Kind::Date, upward) {
        (false, true) => "over",
        (false, false) => "under",
        (true, true) => "after",
        (true, false) => "before",
    };
    format!("{word} {value}")
}

/// A figure at which a level begins, to the last place: `9 min 40 s`, `33 1/3%`.
pub(super) fn edge(value: &Exact, unit: &Unit) -> String {
    match value.as_ratio() {
        // No number of places writes it, and a small fraction is read as easily.
        Some((above, below @ 2..=12)) if value.places().is_none() => {
            let (whole, rest) =
                (above.unsigned_abs() / below.unsigned_abs(), above.unsigned_abs() % below.unsigned_abs());
            let sign = if above < 0 { "-" } else { "" };
            let whole = if whole == 0 {
                String::new()
            } else {
                format!("{} ", Exact::ratio(whole as i128, 1).text())
            };
            unit.show_as(value, &format!("{sign}{whole}{rest}/{below}"))
        }
        _ => number(value, unit),
    }
}

/// A figure's amount as a reader sees it.
pub(super) fn amount(amount: &Amount, measure: &Measure, book: &RuleBook) -> String {
    match amount {
        Amount::Number { value, places } => measure.unit.show_places(value, *places),
        Amount::Met(true) => "yes".to_owned(),
        Amount::Met(false) => "no".to_owned(),
        Amount::Day(day) => date_name(*day),
        Amount::Level(level) => book
            .rating_of(measure)
            .map_or_else(|| format!("level {level}"), |rating| rating.word(*level).to_owned()),
    }
}

/// A number of days as a day, other amounts in their unit.
pub(super) fn number(value: &Exact, unit: &Unit) -> String {
    let day = || chrono::NaiveDate::from_num_days_from_ce_opt(value.plain().parse().ok()?);
    match unit.kind {
        Kind::Date => day().map_or_else(|| value.text(), date_name),
        Kind::Count
        | Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Rating => unit.show(value),
    }
}

/// A difference: `0.04 points`, `12 days`.
pub(super) fn difference(value: &Exact, unit: &Unit) -> String {
    match unit.kind {
        Kind::Date if value.text() == "1" => "1 day".to_owned(),
        Kind::Date => format!("{} days", value.text()),
        Kind::Count
        | Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Rating => unit.show_difference(value),
    }
}

/// `1 period`, `3 periods`.
pub(super) fn count(number: u32, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// `1 point`, `2.5 points`.
pub(super) fn count_of(number: &Exact, noun: &str) -> String {
    let s = if *number == Exact::from(1) { "" } else { "s" };
    format!("{} {noun}{s}", number.text())
}
