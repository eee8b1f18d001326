//! Findings about names: measures and groups that the rule book does not declare.

use super::file::count_of;
use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::suggest::listed;

/// A row names a measure that the rule book does not declare.
pub const UNKNOWN_MEASURE: Code = Code("data::unknown-measure");
/// A row names a group that the rule book does not declare.
pub const UNKNOWN_GROUP: Code = Code("data::unknown-group");
/// A row names a group on a measure that is not reported by groups of that kind.
pub const GROUP_NOT_EXPECTED: Code = Code("data::group-not-expected");
/// A row names a definition that its measure does not have.
pub const UNKNOWN_DEFINITION: Code = Code("data::unknown-definition");
/// A row names no group on a measure that is judged by its groups.
pub const GROUP_EXPECTED: Code = Code("data::group-expected");

/// A row names a measure that the rule book does not declare. `rows` says how many do.
pub fn unknown_measure(cell: Cell, rows: u32, near: Option<&str>) -> Diagnostic {
    let message = format!("no measure of the rule book is called `{}`", cell.text);
    let label = match rows {
        1 => "the row is not used".to_owned(),
        _ => format!("{} with this name are not used; this is the first", count_of(rows as usize, "row")),
    };
    let finding = Diagnostic::error(UNKNOWN_MEASURE, message).cell(cell, label);
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the measure meant")),
        None => finding.help("write the measure's id as the rule book has it, or declare the measure"),
    }
}

/// A row with a blank cell where its measure should stand.
pub fn no_measure_named(cell: Cell) -> Diagnostic {
    Diagnostic::error(UNKNOWN_MEASURE, "the row names no measure")
        .cell(cell, "the row is not used")
        .help("write the measure's id in every row, also where the row above has the same")
}

/// A cell names a group that the rule book does not declare.
pub fn unknown_group(
    cell: Cell,
    name: &str,
    grouping: &str,
    members: &[String],
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("`{name}` is no {grouping} of the rule book");
    let finding = Diagnostic::error(UNKNOWN_GROUP, message).cell(cell, "the value is not used");
    let quoted: Vec<String> = members.iter().map(|member| format!("`{member}`")).collect();
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the one meant")),
        None if !quoted.is_empty() && quoted.len() <= 8 => {
            finding.help(format!("write {}, or leave the cell blank for all together", listed(&quoted, "or")))
        }
        None => {
            finding.help("write a member as the rule book has it, or leave the cell blank for all together")
        }
    }
}

/// A row names a definition that its measure does not have.
pub fn unknown_definition(cell: Cell, measure: &str, known: &[String]) -> Diagnostic {
    let message = format!("measure `{measure}` has no definition that is called `{}`", cell.text);
    Diagnostic::error(UNKNOWN_DEFINITION, message).cell(cell, "the row is not used").help(format!(
        "write {}, or leave the cell blank for the definition of the figure's own time",
        listed(known, "or")
    ))
}

/// A cell names a benchmark or peer that the rule book does not declare.
pub fn unknown_benchmark(cell: Cell, name: &str, known: &[String], near: Option<&str>) -> Diagnostic {
    let message = format!("`{name}` is no benchmark of the rule book, and no peer of one");
    let finding = Diagnostic::error(UNKNOWN_GROUP, message).cell(cell, "the figure is not used");
    let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let own = "leave the cell blank if the figure is your own";
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the one meant, or {own}")),
        None if quoted.len() <= 8 => finding.help(format!("write {}, or {own}", listed(&quoted, "or"))),
        None => finding.help(format!("write its name as the rule book has it, or {own}")),
    }
}

/// A row names a group on a measure that is not reported by groups of that kind.
pub fn group_not_expected(cell: Cell, measure: &str, group: &str, grouping: &str) -> Diagnostic {
    Diagnostic::warning(GROUP_NOT_EXPECTED, format!("measure `{measure}` is not reported by {grouping}"))
        .cell(cell, format!("the value for `{group}` is kept, and nothing judges it"))
        .help(format!(
            "write `by {grouping}` in the measure, or leave the cell blank if the value is for all together"
        ))
}

/// A row names no group on a measure that is judged by its groups.
pub fn group_expected(cell: Cell, measure: &str, grouping: &str) -> Diagnostic {
    let message = format!("this row names no {grouping}, and measure `{measure}` is judged by {grouping}");
    Diagnostic::warning(GROUP_EXPECTED, message)
        .cell(cell, "the figure is shown at most, not judged")
        .help(format!("write a row for each {grouping}, with its name in a `{grouping}` column"))
}

/// A group that is said to lie in another than the rules say.
pub fn group_in_another(cell: Cell, member: &str, right: &str) -> Diagnostic {
    let message =
        format!("`{}` names two groups that do not belong together: `{member}` lies in `{right}`", cell.text);
    Diagnostic::error(UNKNOWN_GROUP, message)
        .cell(cell, "the row is not used")
        .help(format!("write `{right}` beside `{member}`, or leave the larger group out"))
}
