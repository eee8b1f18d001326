//! The sheets before the tables, and what stands above each table.

use super::{Body, Part, Sheet};
use crate::base::period::date_name;
use crate::model::PartyKind;
use crate::plain;
use crate::report::framework;
use crate::report::tables::{Kind, Seen, Table};

/// The tab of the notes, which other sheets name.
const NOTES: &str = "Notes";

/// `Oxfordshire …: report on Q1 2019/20, as of 13 June 2019`.
pub(super) fn title(seen: &Seen<'_>) -> String {
    let subtitle = framework::subtitle(seen.view);
    let lower: String =
        subtitle.chars().take(1).flat_map(char::to_lowercase).chain(subtitle.chars().skip(1)).collect();
    format!("{}: {lower}", framework::title(seen.view))
}

/// What the workbook is, whose it is, and what was run.
pub(super) fn cover(seen: &Seen<'_>) -> Sheet {
    let view = seen.view;
    let (book, record) = (view.inputs.book, view.inputs.record);
    let assessment = view.inputs.assessment;
    let mut words = Vec::new();
    let mut say = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            words.push((heading.to_owned(), lines));
        }
    };
    say("Period", vec![assessment.period.to_string()]);
    say("As of", vec![date_name(assessment.as_of)]);
    say("Source", book.framework.source.clone().into_iter().collect());
    let boards = book.parties.iter().filter(|(_, party)| party.kind == PartyKind::Board);
    let board = |(id, _)| {
        let (short, full) = (view.party_id(id), view.party(id));
        if short == full { full.to_owned() } else { format!("{full} ({short})") }
    };
    say("Boards", boards.map(board).collect());
    let command = record.arguments.join(" ");
    let mut run = vec![record.program.clone()];
    run.push(if command.is_empty() { command } else { format!("plimsoll {command}") });
    run.retain(|line| !line.is_empty());
    say("What was run", run);
    let files =
        |all: &[(String, String)]| all.iter().map(|(name, sum)| format!("{name}, SHA-256 {sum}")).collect();
    say("Rule files", files(&record.rules));
    say("Data files", files(&record.data));
    Sheet { name: "Cover".to_owned(), title: title(seen), said: Vec::new(), body: Body::Words(words) }
}

/// What the other sheets hold.
pub(super) fn contents(seen: &Seen<'_>, tables: &[Sheet], empty: &[&Table]) -> Sheet {
    let mut said = vec!["This worksheet contains one table. Each name leads to its worksheet.".to_owned()];
    if !empty.is_empty() {
        let names: Vec<&str> = empty.iter().map(|table| table.title).collect();
        said.push(format!("Left out, as there is nothing to list: {}.", plain::and_list(&names)));
    }
    let row = |sheet: &Sheet| match &sheet.body {
        Body::Table(part) => (sheet.name.clone(), plain::sentence(part.table.says)),
        Body::Words(_) | Body::Contents(_) => (sheet.name.clone(), sheet.title.clone()),
    };
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
