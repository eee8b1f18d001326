//! Findings about what was and was not submitted.

use crate::base::diag::{Cell, Code, Diagnostic, Severity};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::suggest::listed;
use crate::model::Measure;

/// A figure that was due and of which there is no row at all.
pub const NOT_SUBMITTED: Code = Code("eval::not-submitted");

/// `whose` names the measure, and the group where there is one.
pub fn not_submitted(measure: &Measure, whose: &str, period: Option<&Period>) -> Diagnostic {
    let when = period.map_or_else(String::new, |period| format!(" for {period}"));
    Diagnostic::warning(NOT_SUBMITTED, format!("{whose} has no figure at all: one was due{when}"))
        .label(measure.id_span, "nothing was submitted for it")
        .help("submit the figure, write `nya` in its row, or say `first due` with the first period it is due for")
}

/// A figure came for the newest of the periods within the one reported, and none for these.
pub fn part_not_submitted(measure: &Measure, whose: &str, periods: &[Period]) -> Diagnostic {
    let named: Vec<String> = periods.iter().map(Period::to_string).collect();
    let message = {
        let due = if named.len() == 1 { "one was due" } else { "one was due for each" };
        format!("{whose} has no figure for {}: {due}", listed(&named, "and"))
    };
    Diagnostic::warning(NOT_SUBMITTED, message)
        .label(measure.id_span, "nothing was submitted for that time")
        .help("submit the figures, or write `nya` in their rows")
}

/// Nothing was read about these measures, and a file could not be used that may hold their figures.
pub fn perhaps_in_a_file(file: &str, measures: &[&str]) -> Diagnostic {
    const SHOWN: usize = 12;
    let mut named: Vec<String> = measures.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    if measures.len() > SHOWN {
        named.push(format!("{} others", measures.len() - SHOWN));
    }
    let (measure, has, figures) = match measures {
        [_] => ("measure", "has", "its figure"),
        _ => ("measures", "have", "their figures"),
    };
    let named = listed(&named, "and");
    let message =
        format!("{measure} {named} {has} no figure at all; {figures} may be in `{file}`, which was not used");
    let place = Cell { file: file.to_owned(), line: 1, column: None, position: None, text: String::new() };
    Diagnostic::warning(NOT_SUBMITTED, message)
        .cell(place, "no row of this file was used")
        .help("mend what is wrong with the file first, and run again")
}

/// A figure older than the rhythm and arrears of its measure allow.
pub const OLD_FIGURE: Code = Code("eval::old-figure");

/// The newest figure is judged all the same.
pub fn old_figure(
    measure: &Measure,
    whose: &str,
    figure: &Period,
    expected: &Period,
    cell: Option<Cell>,
) -> Diagnostic {
    let message = format!("{whose} is judged on an old figure: {figure}, where {expected} was due");
    about_old_figure(message, measure, expected, cell)
}

/// The newest figure is too old to be rated, as the measure says.
pub fn too_old_figure(
    measure: &Measure,
    whose: &str,
    figure: &Period,
    expected: &Period,
    cell: Option<Cell>,
) -> Diagnostic {
    let message = format!("the figure of {whose} is too old to be rated: {figure}, where {expected} was due");
    about_old_figure(message, measure, expected, cell)
}

fn about_old_figure(message: String, measure: &Measure, expected: &Period, cell: Option<Cell>) -> Diagnostic {
    let found = Diagnostic::new(OLD_FIGURE, Severity::Warning, message);
    let found = match cell {
        Some(cell) => found.cell(cell, "the newest figure that was submitted"),
        None => found,
    };
    found
        .label(measure.id_span, "its rhythm is written here")
        .help(format!("submit the figure for {expected}"))
}

/// An answer about a measure that has nothing to answer for.
pub const RESPONSE_WITHOUT_EXCEPTION: Code = Code("eval::response-without-exception");

/// The answer is kept and shown nowhere.
pub fn response_without_exception(measure: &Measure, cell: Cell) -> Diagnostic {
    let message = format!("there is a response about measure `{}`, and it is not an exception", measure.id);
    Diagnostic::new(RESPONSE_WITHOUT_EXCEPTION, Severity::Advice, message)
        .cell(cell, "the response")
        .help("check that the response names the right measure and period")
}

/// An answer for a period of which there is no figure.
pub const RESPONSE_FOR_NO_FIGURE: Code = Code("eval::response-for-no-figure");

/// The answer is shown nowhere, since no result has its period.
pub fn response_for_no_figure(measure: &Measure, period: &Period, cell: Cell) -> Diagnostic {
    let message = format!(
        "there is a response about measure `{}` for {period}, and no figure of that period",
        measure.id
    );
    Diagnostic::new(RESPONSE_FOR_NO_FIGURE, Severity::Warning, message)
        .cell(cell, "the response; it stands beside nothing in this report")
        .label(measure.id_span, "the measure")
        .help(
            "write the period of the figure it is about, or leave the period blank if it is about the newest",
        )
}

/// Figures for all groups that do not add up to the figure for the whole.
pub const GROUPS_DO_NOT_ADD_UP: Code = Code("eval::groups-do-not-add-up");

/// Both are shown as they were submitted.
pub fn groups_do_not_add_up(
    measure: &Measure,
    whole: &Exact,
    sum: &Exact,
    groups: usize,
    cell: Cell,
) -> Diagnostic {
    let show = |n: &Exact| measure.unit.show(n);
    let apart = show(&whole.minus(sum).magnitude());
    let message = format!(
        "the {groups} groups of measure `{}` add up to {}, and the figure for the whole is {}",
        measure.id,
        show(sum),
        show(whole)
    );
    Diagnostic::new(GROUPS_DO_NOT_ADD_UP, Severity::Warning, message)
        .cell(cell, format!("{apart} apart"))
        .label(measure.id_span, "for this measure")
        .help("check the figures of the groups and the figure for the whole against one another")
}
