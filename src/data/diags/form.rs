//! Findings about what a form would have refused, had it been typed there and not pasted.

use crate::base::diag::{Cell, Code, Diagnostic, Severity};

use super::super::submitted::State;

/// A figure beside a mark that says there is none.
pub const FIGURE_MARKED_AS_NONE: Code = Code("data::figure-marked-as-none");
/// A figure of another board's measure in the workbook of a board.
pub const FIGURE_OF_ANOTHER_BOARD: Code = Code("data::figure-of-another-board");
/// A fraction of something that is counted in whole numbers.
pub const FRACTION_OF_A_COUNT: Code = Code("data::fraction-of-a-count");
/// A word in a cell that takes a figure.
pub const WORD_WHERE_A_FIGURE_GOES: Code = Code("data::word-where-a-figure-goes");

/// A figure beside a mark that says there is none.
pub fn figure_marked_as_none(mark: Cell, measure: &str, figure: &str) -> Diagnostic {
    let said = mark.text.clone();
    let message = format!("measure `{measure}` has the figure `{figure}`, and `{said}` beside it");
    Diagnostic::error(FIGURE_MARKED_AS_NONE, message)
        .cell(mark, "it is not judged: the one says that there is a figure, and the other that there is none")
        .help(format!(
            "clear `{said}` if `{figure}` is the figure, or write `provisional` in its place if it may still change; else clear `{figure}`"
        ))
}

/// A figure of another board's measure in the workbook of a board.
pub fn figure_of_another_board(cell: Cell, measure: &str, owner: &str, board: &str) -> Diagnostic {
    let message = format!("measure `{measure}` is not one of {board}, whose workbook this is");
    Diagnostic::warning(FIGURE_OF_ANOTHER_BOARD, message)
        .cell(cell, format!("{owner} answers for it; the figure is used all the same"))
        .help("check the measure's number, and delete the row if it is not meant")
}

/// A fraction of something that is counted in whole numbers; not judged where that is sure.
pub fn fraction_of_a_count(cell: Cell, which: &str, value: &str, counted: &str, is_sure: bool) -> Diagnostic {
    let message = format!("the value {value} for {which} is not a whole number");
    let counts = format!("the measure counts {counted}");
    let finding = if is_sure {
        Diagnostic::error(FRACTION_OF_A_COUNT, message).cell(cell, format!("it is not judged: {counts}"))
    } else {
        Diagnostic::warning(FRACTION_OF_A_COUNT, message).cell(cell, format!("{counts}; it is used as it is"))
    };
    finding.help(
        "correct it; a measure that counts in fractions says so by a baseline or target with a point, or by its unit, as in `people per week`",
    )
}

/// The numerator or denominator is a fraction.
pub fn part_is_a_fraction(cell: Cell, measure: &str) -> Diagnostic {
    let column = cell.column.clone().unwrap_or_default();
    let message = format!("`{}` under `{column}` of measure `{measure}` is not a whole number", cell.text);
    Diagnostic::warning(FRACTION_OF_A_COUNT, message)
        .cell(cell, "it is used as it is")
        .help("check that it is how many were counted, and not a percentage")
}

/// A word in a cell that takes a figure. `mark` is the heading under which such words stand.
pub fn word_where_a_figure_goes(cell: Cell, state: State, mark: &str) -> Diagnostic {
    let (read_as, choose, severity) = match state {
        State::NotApplicable => (
            "not applicable: nothing to count here in this period",
            "choose `not applicable`, or `not yet available` if the figure is still to come,",
            Severity::Warning,
        ),
        State::Withheld => ("suppressed", "choose `suppressed`", Severity::Advice),
        State::Missing
        | State::Number
        | State::Yes
        | State::No
        | State::Day
        | State::Level
        | State::Invalid => ("not yet available", "choose `not yet available`", Severity::Advice),
    };
    let message = format!("`{}` stands where a figure goes", cell.text);
    Diagnostic::new(WORD_WHERE_A_FIGURE_GOES, severity, message)
        .cell(cell, format!("read as {read_as}"))
        .help(format!("leave the cell blank, and {choose} under `{mark}`"))
}

/// A word for no value where a figure goes that replaces an earlier one.
pub fn nothing_to_revise(cell: Cell) -> Diagnostic {
    let message = format!("`{}` stands where a revised figure goes", cell.text);
    Diagnostic::warning(WORD_WHERE_A_FIGURE_GOES, message)
        .cell(cell, "nothing is revised: the figure before stands")
        .help("leave the cell blank where there is nothing to correct")
}
