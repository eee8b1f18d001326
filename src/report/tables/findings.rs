//! Findings about the data and the rules, one row each.

use super::{Column, Lacking, Rows, Seen, Table, Value};
use crate::plain;
use crate::report::findings::position;

pub(super) const TABLE: Table = Table {
    name: "findings",
    title: "Findings",
    says: "each row is something to know about the data or the rules",
    columns: &[
        Column::text(
            "severity",
            "Severity",
            11,
            "error: not used; warning: used, and somebody should look; advice: worth knowing",
        )
        .one_of(&["error", "warning", "advice"])
        .required(),
        Column::text("finding", "Finding", 80, "what was found").required(),
        Column::text("file", "File", 24, "the file; none for a finding about the whole"),
        Column::whole("line", "Line", "the line of the file"),
        Column::text("help", "What to do", 60, "what mends it"),
        Column::text("code", "Code", 30, "the name of the finding; plimsoll explain says more").required(),
    ],
    key: "",
    rows,
    count: None,
};

fn rows<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let view = seen.view;
    let row = move |finding| {
        let told = view.hushed_finding(finding);
        let at = position(&told, view.inputs.sources);
        vec![
            Value::text(told.severity.word()),
            Value::Text(plain::capital(&told.message)),
            Value::maybe_text(at.as_ref().map(|at| at.file.as_str())),
            at.map_or(Value::None(Lacking::NotApplicable), |at| Value::Whole(at.line)),
            Value::maybe_text(told.help.as_deref().map(plain::sentence)),
            Value::text(told.code.0),
        ]
    };
    Box::new(view.inputs.assessment.findings.iter().map(row))
}
