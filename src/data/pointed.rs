//! Lengths of time written with a point and no unit: `9.36` in a measure of minutes.
//!
//! It is read as what it says, 9 min 21.6 s, and may be meant for 9 min 36 s; or it is the part of a day that a
//! spreadsheet made of `9:36`. Nothing but the measure's own figures tells which.

use super::careful::Answer;
use super::clock::meant_by_part_of_a_day;
use super::diags;
use super::measures::{Facts, figures};
use super::rows::{Found, Rows};
use super::value::Reading;
use crate::base::diag::Cell;
use crate::base::exact::Exact;
use crate::base::unit::TimeUnit;
use crate::model::Measure;

impl Rows<'_, '_> {
    /// Tells what a length of time with a point may have been meant for; it is not believed where that is plain.
    pub(super) fn time_with_point(
        &mut self,
        found: &Found,
        reading: Reading,
        number: &Exact,
        cell: Cell,
        facts: &Facts,
    ) -> Answer {
        let measure = &self.reader.book.measures[found.measure];
        let Some(clock) = facts.clock else { return Answer { reading, reason: None } };
        let text = cell.text.clone();
        if let Some((meant, near)) = part_of_a_day(measure, number, clock) {
            let (meant, itself) = (measure.unit.show(&meant), format!("{text} {}", clock.word()));
            self.tell(found.line, diags::LOOKS_LIKE_A_TIME_OF_DAY, || {
                diags::looks_like_a_time_of_day(cell, &measure.id, &meant, &near, &itself)
            });
            let reason = format!("`{text}` looks like a time of day, and {meant} is near {near}");
            return Answer::invalid(&text, reason);
        }
        let column = self.columns.value.unwrap_or(0);
        let in_form = self.is_filled_in(column);
        if let Some(meant) = may_be_a_colon(&text, number, clock, in_form) {
            let read_as = measure.unit.show(number);
            self.tell(found.line, diags::TIME_WITH_A_POINT, || {
                diags::time_with_a_point(cell, &measure.id, &read_as, &meant, in_form)
            });
            if in_form {
                return Answer::invalid(&text, format!("`{text}` may be {read_as} or {meant}"));
            }
        }
        Answer { reading, reason: None }
    }
}

/// What was typed for a number that is a part of a day, and the figure of the rule book that it is near, where the number
/// itself is near none.
fn part_of_a_day(measure: &Measure, number: &Exact, clock: TimeUnit) -> Option<(Exact, String)> {
    let times = |number: &Exact, by: i64| number.times(&Exact::from(by));
    let is_near = |one: &Exact, figure: &Exact| times(one, 5) >= *figure && *one <= times(figure, 5);
    let all: Vec<_> = figures(measure).filter(|(_, figure)| !figure.is_zero()).collect();
    if all.iter().any(|(_, figure)| is_near(number, figure)) {
        return None;
    }
    meant_by_part_of_a_day(number, clock).into_iter().find_map(|meant| {
        let (what, figure) = all.iter().find(|(_, figure)| is_near(&meant, figure))?;
        Some((meant, format!("its {what} {}", measure.unit.show(figure))))
    })
}

/// What it is if its point stands for a colon: `9 min 36 s` of `9.36`. In a form, whose cells ask for units, any that can
/// be so; elsewhere decimals are common, and only two that no whole seconds give are pointed out.
fn may_be_a_colon(text: &str, number: &Exact, clock: TimeUnit, in_form: bool) -> Option<String> {
    let (smaller, name, below) = match clock {
        TimeUnit::Minute => (60, "min", "s"),
        TimeUnit::Hour => (60, "h", "min"),
        TimeUnit::Second | TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => return None,
    };
    let (whole, decimals) = text.split_once('.')?;
    let is_whole = number.times(&Exact::from(smaller)).is_whole();
    if decimals.len() > 2 || (!in_form && (decimals.len() < 2 || is_whole)) {
        return None;
    }
    // A spreadsheet drops the nought of 9.50.
    let rest: i64 = format!("{decimals:0<2}").parse().ok().filter(|rest| *rest < smaller)?;
    let is_digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    is_digits.then(|| format!("{whole} {name} {rest} {below}"))
}
