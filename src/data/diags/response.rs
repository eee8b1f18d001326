//! Findings about answers to prompts.

use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::suggest::listed;

/// An answer names an escalation that the rule book does not declare.
pub const UNKNOWN_ESCALATION: Code = Code("data::unknown-escalation");
/// An answer names a question that its escalation does not ask.
pub const UNKNOWN_FIELD: Code = Code("data::unknown-field");
/// An answer says nothing.
pub const BLANK_RESPONSE: Code = Code("data::blank-response");

/// A later day for a return is not given.
pub const EXTENSION_WITHOUT_DAY: Code = Code("data::extension-without-day");

/// A later day for a return is not given.
pub fn extension_without_day(cell: Cell) -> Diagnostic {
    Diagnostic::error(EXTENSION_WITHOUT_DAY, "the extension does not say until when")
        .cell(cell, "the row is not used")
        .help("write the new day, as in `2 August 2019`")
}

/// An answer names an escalation that the rule book does not declare.
pub fn unknown_escalation(cell: Cell, known: &[String], near: Option<&str>) -> Diagnostic {
    let message = format!("no escalation of the rule book is called `{}`", cell.text);
    let finding = Diagnostic::error(UNKNOWN_ESCALATION, message).cell(cell, "the answer is not used");
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the one meant")),
        None if known.is_empty() => finding.help("leave the cell blank: the rule book has no escalations"),
        None if known.len() <= 8 => finding
            .help(format!("write {}, or leave the cell blank for any that is open", listed(known, "or"))),
        None => finding.help("write the escalation's id as the rule book has it, or leave the cell blank"),
    }
}

/// An answer names a question that its escalation does not ask.
pub fn unknown_field(cell: Cell, known: &[String], near: Option<&str>) -> Diagnostic {
    let message = format!("no escalation asks for `{}`", cell.text);
    let finding =
        Diagnostic::warning(UNKNOWN_FIELD, message).cell(cell, "the answer is kept under that name");
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the question meant")),
        None if !known.is_empty() && known.len() <= 8 => {
            finding.help(format!("write {}, or leave the cell blank for a plain note", listed(known, "or")))
        }
        None => finding.help("leave the cell blank for a plain note"),
    }
}

/// An answer or extension names a group that the rule book does not declare.
pub fn unknown_group_named(
    cell: Cell,
    name: &str,
    grouping: &str,
    members: &[String],
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("`{name}` is no {grouping} of the rule book");
    let finding = Diagnostic::error(super::UNKNOWN_GROUP, message).cell(cell, "the row is not used");
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

/// An answer names a group, and what it is about has no groups of that kind.
pub fn answer_for_a_group(cell: Cell, whose: &str, grouping: &str) -> Diagnostic {
    Diagnostic::warning(super::GROUP_NOT_EXPECTED, format!("{whose} is not reported by {grouping}"))
        .cell(cell, "the answer counts for all together")
        .help("leave the cell blank, or name the measure that is reported by it")
}

/// An answer says nothing.
pub fn blank_response(cell: Cell, measure: &str) -> Diagnostic {
    Diagnostic::warning(
        BLANK_RESPONSE,
        if measure == "the whole book" {
            "the answer about the whole book is blank".to_owned()
        } else {
            format!("the answer about measure `{measure}` is blank")
        },
    )
    .cell(cell, "it does not count as a response")
    .help("write what is being done, who leads and by when")
}
