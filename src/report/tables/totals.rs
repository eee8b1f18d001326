//! What changed since the last report, and how many results are of each kind.

use super::cells::id;
use super::{Column, Rows, Seen, Table, Value};
use crate::eval::outcome::{Change, TotalOf, Totals};
use crate::report::counted;
use crate::report::document::Cell;
use crate::report::view::{View, share};

pub(super) const CHANGES: Table = Table {
    name: "changes",
    title: "Changes since last time",
    says: "each row is a result whose level or kind changed since the report before",
    columns: &[
        Column::text("result_id", "Result", 14, "the result").required().names("results"),
        Column::text("measure", "Measure", 11, "the reference of the measure").required(),
        Column::text("title", "Title", 48, "what is measured"),
        Column::text("group", "Group", 18, "the group of people or places; none for the whole"),
        Column::text("before", "Before", 15, "the level or kind of result of the report before"),
        Column::text("now", "Now", 15, "the level or kind of result of this report"),
        Column::text("way", "Way", 11, "which way that is")
            .one_of(&["better", "worse", "neither"])
            .required(),
        Column::text("movement", "Movement", 36, "how the figure moved, in words"),
    ],
    key: "result_id",
    rows: changes,
    count: None,
};

pub(super) const TOTALS: Table = Table {
    name: "totals",
    title: "Totals",
    says: "each row counts the measures and results of the whole book, of a theme or of a board",
    columns: &[
        Column::text("of", "Of", 10, "what is counted").one_of(&["book", "theme", "owner"]).required(),
        Column::text("name", "Name", 40, "the theme or board; none for the whole book"),
        Column::whole("measures", "Measures", "how many measures there are").required(),
        Column::whole(
            "results",
            "Results",
            "how many results they give: one for each group where each is judged; what follows counts these",
        )
        .required(),
        Column::whole("due", "Due", "how many were due by this report").required(),
        Column::whole("rated", "Rated", "how many were rated by the rules").required(),
        Column::whole("on_target", "On target", "how many of those rated met their target").required(),
        Column::whole(
            "with_reservation",
            "With reservation",
            "how many more are on target only by an old or incomplete figure",
        )
        .required(),
        Column::text("share_of_due", "Share of those due", 13, "those on target, of those due"),
        Column::text("share_of_rated", "Share of those rated", 13, "those on target, of those rated"),
        Column::whole("by_hand", "Judged by hand", "how many were judged by people; never among those rated")
            .required(),
        Column::text("levels", "Levels", 40, "how many have each level, from best to worst"),
    ],
    key: "",
    rows: totals,
    count: None,
};

fn changes<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let view = seen.view;
    Box::new(view.inputs.assessment.changes.iter().filter_map(move |change| change_row(view, change)))
}

fn change_row(view: &View<'_>, change: &Change) -> Option<Vec<Value>> {
    let outcome = view.outcome(change.result)?;
    let measure = view.measure(outcome);
    let movement = match view.movement(outcome) {
        Cell::Absent(_) => String::new(),
        said => said.shown(),
    };
    Some(vec![
        Value::Text(id(view, outcome)),
        Value::text(&measure.id),
        Value::text(&measure.title),
        Value::text(view.group(outcome)),
        Value::text(&change.before),
        Value::text(&change.now),
        Value::text(match change.better {
            1.. => "better",
            0 => "neither",
            _ => "worse",
        }),
        Value::text(movement),
    ])
}

fn totals<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    Box::new(seen.view.inputs.assessment.totals.iter().map(|one| total_row(seen.view, one)))
}

fn total_row(view: &View<'_>, of: &Totals) -> Vec<Value> {
    let (what, name) = match of.of {
        TotalOf::Book => ("book", None),
        TotalOf::Theme(id) => ("theme", Some(view.inputs.book.themes[id].title.as_str())),
        TotalOf::Owner(id) => ("owner", Some(id.map_or("no responsible board", |id| view.party(id)))),
    };
    let count = |number: u32| Value::Whole(u64::from(number));
    let part = |whole: u32| Value::maybe_text((whole > 0).then(|| share(of.on_target, whole)));
    let levels: Vec<String> = of.levels.iter().map(|(level, count)| format!("{count} {level}")).collect();
    vec![
        Value::text(what),
        Value::maybe_text(name),
        count(counted::measures(view, of.of)),
        count(of.measures),
        count(of.due),
        count(of.rated),
        count(of.on_target),
        count(of.on_target_with_reservation),
        part(of.due),
        part(of.rated),
        count(of.by_hand),
        Value::text(levels.join("; ")),
    ]
}
