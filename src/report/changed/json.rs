//! The changes as JSON, for other programs.

use serde::Serialize;

use super::moves::moves;
use super::{Change, ChangeKind, Inputs};
use crate::report::json_v1::written;
use crate::report::restate::{Entry, entry_of};

/// What the JSON says it is.
pub const SCHEMA: &str = "plimsoll/diff-v1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    old: &'a str,
    new: &'a str,
    rules: Vec<Rule<'a>>,
    results: Option<Results>,
}

#[derive(Serialize)]
struct Rule<'a> {
    change: &'static str,
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    was_id: Option<&'a str>,
    clauses: Vec<ClauseShape<'a>>,
}

#[derive(Serialize)]
struct ClauseShape<'a> {
    clause: &'static str,
    was: &'a [String],
    is: &'a [String],
}

#[derive(Serialize)]
struct Results {
    as_of: String,
    days: usize,
    compared: u32,
    changed: usize,
    moves: Vec<MoveShape>,
    each: Vec<Entry>,
}

#[derive(Serialize)]
struct MoveShape {
    board: Option<String>,
    from: String,
    to: String,
    count: u32,
}

/// The same as JSON.
#[must_use]
pub fn json(of: Inputs<'_>) -> String {
    let results = of.past.map(|past| Results {
        as_of: past.as_of.to_string(),
        days: past.days,
        compared: past.found.compared,
        changed: past.found.altered.len(),
        moves: moves(of)
            .into_iter()
            .map(|one| MoveShape {
                board: Some(one.board).filter(|board| !board.is_empty()),
                from: one.from,
                to: one.to,
                count: one.count,
            })
            .collect(),
        each: past.found.altered.iter().map(|one| entry_of(of.new, of.sources, one)).collect(),
    });
    let (old, new) = of.names;
    let report =
        Report { schema: SCHEMA, old, new, rules: of.changes.iter().filter_map(rule).collect(), results };
    written(&report)
}

fn rule(of: &Change) -> Option<Rule<'_>> {
    let declared = of.declared()?;
    let was = of.was.as_ref().map(|was| was.id.as_str());
    let whole =
        |said: &'_ crate::plain::Declared| said.clauses.iter().map(|one| one.name).collect::<Vec<_>>();
    let clauses = match of.kind {
        ChangeKind::Changed => of
            .clauses
            .iter()
            .map(|one| ClauseShape { clause: one.name, was: &one.was, is: &one.is })
            .collect(),
        ChangeKind::Added | ChangeKind::Removed => whole(declared)
            .into_iter()
            .zip(&declared.clauses)
            .map(|(clause, said)| match of.kind {
                ChangeKind::Removed => ClauseShape { clause, was: &said.said, is: &[] },
                ChangeKind::Added | ChangeKind::Changed => ClauseShape { clause, was: &[], is: &said.said },
            })
            .collect(),
    };
    Some(Rule {
        change: match of.kind {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        },
        kind: declared.kind.word(),
        id: &declared.id,
        title: &declared.title,
        was_id: was.filter(|was| *was != declared.id),
        clauses,
    })
}
