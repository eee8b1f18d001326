//! The sheets before the tables, and what stands above each table.

use super::{Body, Part, Sheet};
use crate::base::period::date_name;
use crate::eval::outcome::{Outcome, TotalOf};
use crate::model::PartyKind;
use crate::plain;
use crate::report::tables::{Kind, Seen, Table};
use crate::report::{counted, framework, summary};

/// The tab of the notes, which other sheets name.
const NOTES: &str = "Notes";
/// The tab of what was run.
const PROVENANCE: &str = "What was run";
const RAN_ON: &str =
    "the program, the rules and the data that this was made from, with the fingerprint of each file";

/// `Oxfordshire …: report on Q1 2019/20, as of 13 June 2019`.
pub(super) fn title(seen: &Seen<'_>) -> String {
    let subtitle = framework::subtitle(seen.view);
    let lower: String =
        subtitle.chars().take(1).flat_map(char::to_lowercase).chain(subtitle.chars().skip(1)).collect();
    format!("{}: {lower}", framework::title(seen.view))
}

/// Headings with what stands beneath each; a heading with nothing beneath it is left out.
fn words(all: Vec<(&str, Vec<String>)>) -> Body {
    let said = all.into_iter().filter(|(_, lines)| !lines.is_empty());
    Body::Words(said.map(|(heading, lines)| (heading.to_owned(), lines)).collect())
}

/// What the workbook is of, how things stand, and what stands on which sheet.
pub(super) fn cover(seen: &Seen<'_>, others: &[Sheet]) -> Sheet {
    let view = seen.view;
    let book = view.inputs.book;
    let assessment = view.inputs.assessment;
    let boards = book.parties.iter().filter(|(_, party)| party.kind == PartyKind::Board);
    let board = |(id, _)| {
        let (short, full) = (view.party_id(id), view.party(id));
        if short == full { full.to_owned() } else { format!("{full} ({short})") }
    };
    let holds = |sheet: &Sheet| format!("{}: {}", sheet.name, holds(sheet));
    let body = words(vec![
        ("Period", vec![assessment.period.to_string()]),
        ("As of", vec![date_name(assessment.as_of)]),
        ("At a glance", at_a_glance(seen)),
        ("What stands on which sheet", others.iter().map(holds).collect()),
        ("Boards", boards.map(board).collect()),
        ("Source", book.framework.source.clone().into_iter().collect()),
    ]);
    Sheet { name: "Cover".to_owned(), title: title(seen), said: Vec::new(), body }
}

/// How many are at each level, and how the counts agree.
fn at_a_glance(seen: &Seen<'_>) -> Vec<String> {
    let view = seen.view;
    let Some(totals) = view.inputs.assessment.totals.iter().find(|one| one.of == TotalOf::Book) else {
        return Vec::new();
    };
    let of = |levels: &[(String, u32)]| {
        let some = levels.iter().filter(|(_, number)| *number > 0);
        some.map(|(word, number)| format!("{number} {}", summary::with_letter(view, word)))
            .collect::<Vec<_>>()
    };
    let all: Vec<&Outcome> = view.outcomes().iter().collect();
    let (rated, by_hand) = (of(&totals.levels), of(&totals.levels_by_hand));
    let mut said = counted::told(view, totals, &all);
    if !rated.is_empty() {
        said.push(format!("Levels: {}.", plain::and_list(&rated)));
    }
    if !by_hand.is_empty() {
        said.push(format!("Judged by hand: {}.", plain::and_list(&by_hand)));
    }
    said
}

/// What was run on which files, so that anybody can check it: of use to few, and so the last sheet.
pub(super) fn provenance(seen: &Seen<'_>) -> Sheet {
    let record = seen.view.inputs.record;
    let command = record.arguments.join(" ");
    let command = if command.is_empty() { command } else { format!("plimsoll {command}") };
    let run = vec![record.program.clone(), command].into_iter().filter(|line| !line.is_empty()).collect();
    let files =
        |all: &[(String, String)]| all.iter().map(|(name, sum)| format!("{name}, SHA-256 {sum}")).collect();
    let body = words(vec![
        ("Program", run),
        ("Rule files", files(&record.rules)),
        ("Data files", files(&record.data)),
    ]);
    Sheet { name: PROVENANCE.to_owned(), title: format!("{PROVENANCE}: {RAN_ON}"), said: Vec::new(), body }
}

/// What a sheet holds, in a sentence.
fn holds(sheet: &Sheet) -> String {
    match &sheet.body {
        Body::Table(part) => plain::sentence(part.table.says),
        Body::Words(_) => plain::sentence(RAN_ON),
        Body::Contents(_) => plain::sentence("the same list, with links"),
    }
}

/// What the other sheets hold.
pub(super) fn contents(seen: &Seen<'_>, tables: &[Sheet], empty: &[&Table]) -> Sheet {
    let mut said = vec!["This worksheet contains one table. Each name leads to its worksheet.".to_owned()];
    if !empty.is_empty() {
        let names: Vec<&str> = empty.iter().map(|table| table.title).collect();
        said.push(format!("Left out, as there is nothing to list: {}.", plain::and_list(&names)));
    }
    let row = |sheet: &Sheet| (sheet.name.clone(), holds(sheet));
    Sheet {
        name: "Contents".to_owned(),
        title: format!("Contents: {}", framework::title(seen.view)),
        said,
        body: Body::Contents(tables.iter().map(row).collect()),
    }
}

/// A table, or a part of one, with what a reader has to know before it.
pub(super) fn sheet(seen: &Seen<'_>, part: Part, of: usize) -> Sheet {
    let table = part.table;
    let period = seen.view.inputs.assessment.period;
    let name = part.name();
    let mut said = vec![format!("This worksheet contains one table; {}.", table.says)];
    if of > 1 {
        let (first, last) = (part.from + 1, part.from + part.count);
        said.push(format!(
            "The table has more rows than a worksheet can hold: this is part {} of {of}, rows {first} to {last}.",
            part.number
        ));
    }
    if table.name != "notes" {
        said.push(format!("Shorthand such as [x], [c] and [z] is explained on the worksheet {NOTES}."));
    }
    if table.columns.iter().any(|column| column.kind == Kind::Number) {
        said.push(
            "Numbers are in the unit of their row: 95 in a row of per cent is 95%. No number is rounded; a cell may show \
             fewer places than it holds."
                .to_owned(),
        );
    }
    Sheet {
        title: format!("{name}, {period}: {}", framework::title(seen.view)),
        name,
        said,
        body: Body::Table(part),
    }
}
