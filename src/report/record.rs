//! What was run on what, so that anybody can run it again and compare.

use super::document::{Block, Cell, Column, Document, Fact, Row, Table};
use super::framework::{subtitle, title};
use super::view::View;

/// The run record.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let record = view.inputs.record;
    let mut document = Document::new("Run record", subtitle(view));
    let said = |name: &str, text: &str| {
        let cell = if text.is_empty() { Cell::absent("not recorded") } else { Cell::text(text) };
        Fact::new(name, cell)
    };
    let words = record.arguments.join(" ");
    let command = if words.is_empty() { words } else { format!("plimsoll {words}") };
    let mut facts = vec![
        Fact::text("Framework", title(view)),
        said("Program", &record.program),
        said("Period", &record.period),
        said("As of", &record.as_of),
        said("Command", &command),
    ];
    if let Some(source) = &view.inputs.book.framework.source {
        facts.insert(1, Fact::text("Source", source));
    }
    document.blocks.push(Block::Facts(facts));
    let calendar = &view.inputs.book.calendar;
    document.say(match calendar.left_out() {
        Some(name) => format!("Working days leave out weekends and {name}."),
        None => "Working days leave out weekends only: the rule book names no bank holidays.".to_owned(),
    });
    document.blocks.push(Block::Table(files("Rule files", &record.rules)));
    document.blocks.push(Block::Table(files("Data files", &record.data)));
    document.say(
        "SHA-256 is a fingerprint of a file: two files with the same fingerprint are the same, byte for byte. \
         The same program on the same files gives the same report.",
    );
    document
}

fn files(title: &str, named: &[(String, String)]) -> Table {
    let row = |(name, sum): &(String, String)| Row::plain(vec![Cell::text(name), Cell::text(sum)]);
    Table {
        title: title.to_owned(),
        columns: vec![Column::left("File"), Column::left("SHA-256")],
        rows: named.iter().map(row).collect(),
        key: Vec::new(),
        empty: "None.".to_owned(),
    }
}
