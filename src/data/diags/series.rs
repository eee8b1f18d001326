//! Findings about a value beside others: the same period again, a period to come, a size that cannot be.

use crate::base::diag::{Cell, Code, Diagnostic, Severity};
use crate::model::Measure;

/// A value of a size that cannot be.
pub const IMPLAUSIBLE_VALUE: Code = Code("data::implausible-value");
/// Two values for one measure and period, and nothing says which stands.
pub const TWO_VALUES_FOR_ONE_PERIOD: Code = Code("data::two-values-for-one-period");
/// The same value for one measure and period a second time.
pub const REPEATED_ROW: Code = Code("data::repeated-row");
/// A value of a period that is not over.
pub const FUTURE_PERIOD: Code = Code("data::future-period");
/// A day on which a value was sent in that lies years after its period.
pub const DAY_FAR_AHEAD: Code = Code("data::day-far-ahead");
/// A value that was submitted after the report day.
pub const SUBMITTED_AFTER_REPORT: Code = Code("data::submitted-after-report");

/// A value for a measure that is computed.
pub const SUBMITTED_FOR_COMPUTED: Code = Code("data::submitted-for-computed");

/// A value for a measure whose figures are computed from others.
pub fn submitted_for_computed(cell: Cell, measure: &Measure) -> Diagnostic {
    let message = format!("there is a row for measure `{}`, whose figures are computed", measure.id);
    let finding = Diagnostic::warning(SUBMITTED_FOR_COMPUTED, message).cell(cell, "this row is not used");
    let finding = match &measure.computed {
        Some(computed) => finding.label(computed.span, "its figures are computed from here"),
        None => finding,
    };
    finding.help("delete the row, or take `computed` out of the measure if its figures are to be submitted")
}

/// A value far from what the measure's figures are. `against` says from what: `its baseline 420`.
pub fn implausible(cell: Cell, measure: &str, value: &str, against: &str) -> Diagnostic {
    Diagnostic::error(IMPLAUSIBLE_VALUE, format!("the value {value} of measure `{measure}` is not believed"))
        .cell(cell, format!("{value} against {against}"))
        .help("correct it, or write `plausible between` with both ends in the measure if such values occur")
}

/// A count or a share below nought. `what` says which.
pub fn negative(cell: Cell, measure: &str, value: &str, what: &str) -> Diagnostic {
    Diagnostic::error(IMPLAUSIBLE_VALUE, format!("the value {value} of measure `{measure}` is not believed"))
        .cell(cell, format!("{what} cannot be below 0"))
        .help("correct it, or write `plausible between` with both ends in the measure if such values occur")
}

/// All figures of a series are far from what the rule book says.
pub fn never_near(cell: Cell, measure: &str, value: &str, against: &str) -> Diagnostic {
    Diagnostic::warning(
        IMPLAUSIBLE_VALUE,
        format!("the values of measure `{measure}` are all far from its rules"),
    )
    .cell(cell, format!("{value} against {against}; the values are used as written"))
    .help("check that the rules and the data count the same thing in the same unit")
}

/// Two values for one measure and period. `which` names them: `measure 1.1 in Q3 2018/19`; `day` says where the day
/// goes that would tell which of them stands.
pub fn two_values_for_one_period(first: Cell, second: Cell, which: &str, day: &str) -> Diagnostic {
    let message = format!("there are two values for {which}: `{}` and `{}`", first.text, second.text);
    Diagnostic::error(TWO_VALUES_FOR_ONE_PERIOD, message)
        .cell(second, "this is the second; neither is used")
        .cell(first, "this is the first")
        .help(day)
}

/// The same value twice, with another forecast or another number still expected.
pub fn two_forecasts_for_one_period(first: Cell, second: Cell, which: &str) -> Diagnostic {
    let message =
        format!("there are two rows for {which} with the same value, which do not look ahead alike");
    Diagnostic::error(TWO_VALUES_FOR_ONE_PERIOD, message)
        .cell(second, "the forecast or the number still expected is another here; neither is used")
        .cell(first, "this is the first, whose value is used")
        .help("delete one of the rows, or say in a `submitted on` column when each was submitted")
}

/// The same value a second time.
pub fn repeated_row(first: Cell, second: Cell, which: &str) -> Diagnostic {
    Diagnostic::warning(REPEATED_ROW, format!("the value for {which} is given twice"))
        .cell(second, "this is the second; it is not used")
        .cell(first, "this is the first, with the same value")
        .help("delete one of the rows")
}

/// A value, and a row that says it is not there yet.
pub fn not_yet_and_a_value(value: Cell, word: Cell, which: &str) -> Diagnostic {
    let said = if word.text.is_empty() { "blank".to_owned() } else { format!("`{}`", word.text) };
    Diagnostic::warning(REPEATED_ROW, format!("{which} has a value in one row and none in another"))
        .cell(word, format!("{said} here; the row is not used"))
        .cell(value, "this value is used")
        .help("delete the row that has no value")
}

/// A value of a period that has not begun.
pub fn not_begun(cell: Cell, which: &str, begins: &str, as_of: &str) -> Diagnostic {
    Diagnostic::error(FUTURE_PERIOD, format!("the value for {which} is of a period that has not begun"))
        .cell(cell, format!("the period begins on {begins}, after the report day, {as_of}; there cannot be a figure for it"))
        .help("correct the period, which may have another year than was meant")
}

/// A value of a period that is not over.
pub fn future_period(cell: Cell, which: &str, ends: &str, as_of: &str) -> Diagnostic {
    Diagnostic::warning(FUTURE_PERIOD, format!("the value for {which} is of a period that is not over"))
        .cell(
            cell,
            format!("the period ends on {ends}, after the report day, {as_of}; the value is not used yet"),
        )
        .help("correct the period, or give a later report day")
}

/// The day on which an answer was sent in lies years after the report day.
pub fn answer_far_ahead(cell: Cell, on: &str, as_of: &str) -> Diagnostic {
    Diagnostic::warning(DAY_FAR_AHEAD, format!("the answer says that it was sent in on {on}, years ahead"))
        .cell(
            cell,
            format!("the row is left out: the report is as of {as_of}, and the answer is not known then"),
        )
        .help(format!("write the day on which it was sent in, such as `{as_of}`"))
}

/// The day on which a value was sent in lies years after its period, and after the report day.
pub fn day_far_ahead(cell: Cell, whose: &str, on: &str, as_of: &str) -> Diagnostic {
    let message = format!("the figure of {whose} says that it was sent in on {on}, years after its period");
    Diagnostic::warning(DAY_FAR_AHEAD, message)
        .cell(
            cell,
            format!("the row is left out: the report is as of {as_of}, and the figure is not known then"),
        )
        .help(format!("write the day on which it was sent in, such as `{as_of}`"))
}

/// A value that was submitted after the report day.
pub fn submitted_after_report(cell: Cell, which: &str, submitted: &str, as_of: &str) -> Diagnostic {
    let message = format!("the value for {which} was submitted after the report day");
    Diagnostic::new(SUBMITTED_AFTER_REPORT, Severity::Advice, message)
        .cell(cell, format!("submitted on {submitted}, and the report is as of {as_of}; it is not used yet"))
        .help("give a later report day to have it judged")
}

/// A level that was set by hand after the report day.
pub fn judged_after_report(cell: Cell, id: &str, on: &str, as_of: &str) -> Diagnostic {
    let message = format!("a level of measure `{id}` was set by hand after the report day");
    Diagnostic::new(SUBMITTED_AFTER_REPORT, Severity::Advice, message)
        .cell(cell, format!("set on {on}, and the report is as of {as_of}; it is not used yet"))
        .help("give a later report day to have it used")
}

/// An act that is on record only after the report day.
pub fn act_after_report(cell: Cell, on: &str, as_of: &str) -> Diagnostic {
    Diagnostic::new(SUBMITTED_AFTER_REPORT, Severity::Advice, "this event came after the report day")
        .cell(cell, format!("on record from {on}, and the report is as of {as_of}; it is not used yet"))
        .help("give a later report day to have it used")
}

/// A figure withheld because another could be worked out from it.
pub const WITHHELD_AS_WELL: Code = Code("data::withheld-as-well");

/// The figure itself is never printed, here or elsewhere.
pub fn withheld_as_well(measure: &str, which: &str, when: &str, cell: Cell) -> Diagnostic {
    Diagnostic::new(
        WITHHELD_AS_WELL,
        Severity::Advice,
        format!("the figure of measure `{measure}` for {which} {when} is withheld as well"),
    )
    .cell(cell, "with it and the figure for the whole, the one that is withheld could be worked out")
    .help("nothing needs mending; to show it, leave the figure for the whole out of the data")
}

/// A figure that is withheld because another one, of another measure or period, could be worked out with it. `sake` names
/// that one.
#[must_use]
pub fn withheld_beside(measure: &str, group: &str, when: &str, cell: Cell, sake: &str) -> Diagnostic {
    let which = if group.is_empty() { String::new() } else { format!(" for {group}") };
    Diagnostic::new(
        WITHHELD_AS_WELL,
        Severity::Advice,
        format!("the figure of measure `{measure}`{which} {when} is withheld as well"),
    )
    .cell(cell, format!("with it, the withheld figure of {sake} could be worked out"))
    .help("nothing needs mending: the rules and the data say how the two hang together")
}

/// A figure that is withheld because its measure is by several kinds of group, which add up to the same.
#[must_use]
pub fn withheld_where_kinds_meet(measure: &str, group: &str, when: &str, cell: Cell) -> Diagnostic {
    let which = if group.is_empty() { "the whole" } else { group };
    Diagnostic::new(
        WITHHELD_AS_WELL,
        Severity::Advice,
        format!("the figure of measure `{measure}` for {which} {when} is withheld as well"),
    )
    .cell(cell, "all kinds of group add up to the same, and with it one that is withheld could be worked out")
    .help("nothing needs mending; to show more, report each kind of group in a measure of its own")
}
