//! Figures and the names of results as cells of a table.

use super::{Lacking, Value};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::unit::{Kind, TimeUnit, Unit};
use crate::data::{Mark, Marks};
use crate::eval::outcome::{Outcome, ResultKind};
use crate::report::view::View;

/// The name of a result that no other has: `1.14`, `2.8/JR`.
pub(super) fn id(view: &View<'_>, outcome: &Outcome) -> String {
    let measure = &view.measure(outcome).id;
    match (outcome.group.is_empty(), outcome.is_part) {
        (true, false) => measure.clone(),
        // Beside the gap between its groups, a measure may show all of them together.
        (true, true) => format!("{measure}/all"),
        (false, _) => format!("{measure}/{}", outcome.group),
    }
}

/// A figure with as many places as it is printed with.
pub(super) fn figure(value: &Exact, shown: &str, unit: &Unit) -> Value {
    let clock = matches!(unit.kind, Kind::Duration(TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour));
    let places = if clock { places_needed(value) } else { places_shown(shown) };
    Value::Number(value.plain(), places)
}

/// A number as exact as a reader needs it: never nought that is none.
pub(super) fn number(value: &Exact) -> Value {
    Value::Number(value.plain(), places_needed(value))
}

fn places_needed(value: &Exact) -> u8 {
    match value.places() {
        Some(places) if places <= 8 => places,
        Some(_) | None => (2..=12).find(|places| !value.rounded(*places).is_zero()).unwrap_or(12),
    }
}

/// How many places the first number of a text has.
fn places_shown(shown: &str) -> u8 {
    let from_number = shown.trim_start_matches(|c: char| !c.is_ascii_digit());
    let whole = from_number.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let fraction = whole.strip_prefix('.').unwrap_or("");
    let places = fraction.bytes().take_while(u8::is_ascii_digit).count();
    u8::try_from(places).unwrap_or(u8::MAX)
}

/// Why a result has no figure.
pub(super) fn no_figure(kind: ResultKind) -> Lacking {
    match kind {
        ResultKind::Withheld => Lacking::Withheld,
        ResultKind::NotApplicable => Lacking::NotApplicable,
        ResultKind::Missing
        | ResultKind::NotDue
        | ResultKind::Invalid
        | ResultKind::Rated
        | ResultKind::Unrated
        | ResultKind::NotRated => Lacking::NotAvailable,
    }
}

/// Why a result has no level.
pub(super) fn no_level(kind: ResultKind) -> Lacking {
    match kind {
        ResultKind::Withheld => Lacking::Withheld,
        ResultKind::NotApplicable | ResultKind::Unrated | ResultKind::NotDue => Lacking::NotApplicable,
        ResultKind::Missing | ResultKind::Invalid | ResultKind::Rated | ResultKind::NotRated => {
            Lacking::NotAvailable
        }
    }
}

/// `[p] [r]`.
pub(super) fn marks(marks: Marks) -> Value {
    let all: Vec<&str> = marks.iter().map(shorthand).collect();
    Value::text(all.join(" "))
}

/// The shorthand of a mark.
pub(super) fn shorthand(mark: Mark) -> &'static str {
    match mark {
        Mark::Provisional => "[p]",
        Mark::Estimated => "[e]",
        Mark::Revised => "[r]",
        Mark::LowReliability => "[u]",
        Mark::Incomplete => "[i]",
    }
}

/// A period by its name, its first day and its last.
pub(super) fn period(period: Option<Period>) -> [Value; 3] {
    match period {
        Some(period) => [Value::Text(period.to_string()), Value::Day(period.start), Value::Day(period.end)],
        None => [const { Value::None(Lacking::NotApplicable) }; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::places_shown;

    #[test]
    fn places_are_those_of_the_first_number() {
        let shown =
            [("94.96%", 2), ("about 94.9996%", 4), ("24,550", 0), ("-£1,500.50", 2), ("4.0 (2.1)", 1)];
        for (text, places) in shown {
            assert_eq!(places_shown(text), places, "{text}");
        }
    }
}
