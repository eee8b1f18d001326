//! The changes as JSON, for other programs.

use serde::Serialize;

use super::moves::moves;
use super::{Change, ChangeKind, Inputs};
use crate::report::json_v1::written;
use crate::report::restate::{Entry, entry_of};

/// What the JSON says it is.
pub const SCHEMA: &str = "plimsoll/diff-v1";

/// What changed between two versions of the rules.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report<'a> {
    schema: &'static str,
    /// What the reader calls the rules as they were.
    old: &'a str,
    /// What the reader calls the rules as they are.
    new: &'a str,
    /// Declarations that are not what they were, in the order of the rules.
    rules: Vec<Rule<'a>>,
    /// What past reports would say differently; null where there are no figures to judge.
    results: Option<Results>,
}

/// A declaration that came, went or changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Rule<'a> {
    /// What became of it.
    change: &'static str,
    /// What it declares, in the words of the language.
    kind: &'static str,
    /// Its short name; where it went, the one it had.
    id: &'a str,
    /// Its title.
    title: &'a str,
    /// The short name it had before, where that was another.
    was_id: Option<&'a str>,
    /// Its clauses that are not what they were.
    clauses: Vec<ClauseShape<'a>>,
}

/// A clause that came, went or changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Clause"))]
struct ClauseShape<'a> {
    /// The clause, by the words it begins with.
    clause: &'static str,
    /// What it said, in plain sentences; empty where it was not there.
    was: &'a [String],
    /// What it says; empty where it is there no more.
    is: &'a [String],
}

/// Past results under both versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Results {
    /// The day as of which figures are known.
    as_of: String,
    /// On how many days a report was due.
    days: usize,
    /// How many results were compared.
    compared: u32,
    /// How many of them would be other.
    changed: usize,
    /// How many results went from which level to which, board by board.
    moves: Vec<MoveShape>,
    /// Every result that would be other.
    each: Vec<Entry>,
}

/// So many results of one board, from one level to another.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Move"))]
struct MoveShape {
    /// The board, by its short name; null where no board is named.
    board: Option<String>,
    /// The level it was; where there was none, the result.
    from: String,
    /// The level it would be; where there is none, the result.
    to: String,
    /// How many.
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
