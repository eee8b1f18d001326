//! A run at a glance, for a terminal: how the whole stands, the exceptions of each board, what is owed, and every
//! measure in a line. The papers of the pack say it in full.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::document::{Block, Cell, Column, Document, KeyEntry, Row, RowKind, Table};
use super::framework::{is_in_the_row, kinds_key, leave_out_if_empty, subtitle, title};
use super::view::View;
use super::{ladders, notes_owed, papers, reservations, summary};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::data::{Absence, PlaceId};
use crate::eval::outcome::{Case, CaseState, Exception, GoalUsed, Outcome, Remark, ResultKind, TargetUsed};
use crate::model::{Measure, Party, Theme};
use crate::plain;

/// A title is cut to this many letters, so that a measure takes one line.
const TITLE: usize = 40;
/// The same beside the column of responses.
const TITLE_OF_EXCEPTION: usize = 35;

/// A table at a glance has no more rows than these; the papers have all.
const MOST_ROWS: usize = 60;

/// Says how many rows a table leaves out.
fn rest_key(rows: usize) -> Vec<KeyEntry> {
    let more = rows.saturating_sub(MOST_ROWS);
    let words = "left out here; `--out FOLDER` writes the papers with all of them";
    if more == 0 { Vec::new() } else { vec![KeyEntry::new(format!("{more} more"), words)] }
}

/// The run at a glance.
#[must_use]
pub fn document(view: &View<'_>) -> Document {
    let mut document = Document::new(title(view), subtitle(view));
    // What somebody has to act on has a section of its own here.
    let mut summary = summary::blocks(view);
    summary.retain(|block| !matches!(block, Block::Callout(_)));
    summary.splice(0..0, reservations::blocks(view));
    document.blocks.push(Block::section("Summary", summary));
    let exceptions = exceptions(view);
    if !exceptions.is_empty() {
        document.blocks.push(Block::section("Exceptions", exceptions));
    }
    let owed = owed(view);
    if !owed.is_empty() {
        document.blocks.push(Block::section("What is owed", vec![Block::List(owed)]));
    }
    let papers = papers(view);
    if !papers.is_empty() {
        document.blocks.push(Block::section("Papers", vec![Block::List(papers)]));
    }

    let stages = ladders::at_a_glance(view);
    if !stages.is_empty() {
        document.blocks.push(Block::section("Stages", vec![Block::List(stages)]));
    }
    document.blocks.push(Block::section("Every measure", measures(view)));
    document
}

/// Each paper that the book asks for, who reads it and what it leaves out.
fn papers(view: &View<'_>) -> Vec<String> {
    let all = view.inputs.assessment.papers.iter();
    let line = |paper| {
        let report = papers::rule(view, paper)?;
        let readings = paper.readings.iter().map(|reading| papers::reading_words(view, reading));
        let to = readings.collect::<Vec<_>>().join("; ");
        let to = if to.is_empty() { String::new() } else { format!(" To {to}.") };
        let notes = if report.lists_notes {
            format!(" {}", plain::sentence(&notes_owed::words(view)))
        } else {
            String::new()
        };
        Some(format!(
            "{}: {}.{to}{}",
            report.title,
            papers::foot(view, paper, report),
            plain::capital(&notes)
        ))
    };
    all.filter_map(line).collect()
}

/// A table for each responsible board, in the order of the book.
fn exceptions(view: &View<'_>) -> Vec<Block> {
    let all = view.inputs.assessment.exceptions.iter();
    let all: Vec<(&Exception, &Outcome)> = all.filter_map(|e| Some((e, view.outcome(e.result)?))).collect();
    let mut owners: Vec<Option<Id<Party>>> = all.iter().map(|(_, o)| view.measure(o).owner).collect();
    owners.sort_unstable_by_key(|owner| (owner.is_none(), *owner));
    owners.dedup();
    let table = |owner: &Option<Id<Party>>| {
        let own = all.iter().filter(|(_, outcome)| view.measure(outcome).owner == *owner);
        Block::Table(Table {
            title: owner.map_or("No responsible board", |id| view.party(id)).to_owned(),
            columns: vec![
                Column::left("Ref"),
                Column::left("Measure"),
                Column::left("Level"),
                Column::right("Value"),
                Column::left("Target"),
                Column::left("Response"),
            ],
            rows: own
                .clone()
                .take(MOST_ROWS)
                .map(|(exception, outcome)| exception_row(view, exception, outcome))
                .collect(),
            key: rest_key(own.count()),
            empty: String::new(),
        })
    };
    owners.iter().map(table).collect()
}

fn exception_row(view: &View<'_>, exception: &Exception, outcome: &Outcome) -> Row {
    let cells = vec![
        Cell::text(&view.measure(outcome).id),
        Cell::Text(short_title(view, outcome, TITLE_OF_EXCEPTION)),
        view.level(outcome),
        value(view, outcome),
        target(view, outcome),
        Cell::Text(response(view, exception)),
    ];
    let told = [view.gap(outcome), view.movement(outcome)].into_iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text),
        Cell::Absent(_) | Cell::Number { .. } | Cell::Level { .. } | Cell::Day(_) | Cell::Trend(_) => None,
    });
    // Of a figure that did not come, the row does not say for which period it was due.
    let is_news = outcome.kind == ResultKind::Missing || !is_in_the_row(view, outcome);
    let reason = Some(outcome.reason.clone()).filter(|reason| is_news && !reason.is_empty());
    let said: Vec<String> = told.chain(reason).chain(reservations(view, outcome)).collect();
    let notes = if said.is_empty() { Vec::new() } else { vec![plain::sentence(&said.join("; "))] };
    Row::plain(cells).with_notes(notes)
}

/// How it stands with the answer: `due 27 Jun 2019` while none or not all of it has come.
fn response(view: &View<'_>, exception: &Exception) -> String {
    let as_of = view.inputs.assessment.as_of;
    let cases = exception.cases.iter().filter_map(|at| view.inputs.assessment.cases.get(*at));
    let open = |case: &&Case| case.state != CaseState::Answered && case.wants_answer(view.inputs.book);
    let waiting: Vec<&Case> = cases.filter(open).collect();
    if waiting.is_empty() {
        return if exception.response.is_empty() { "not asked for" } else { "received" }.to_owned();
    }
    waiting.iter().filter_map(|case| case.due).min().map_or_else(
        || "none yet".to_owned(),
        |day| format!("{} {}", if day < as_of { "was due" } else { "due" }, day.format("%-d %b %Y")),
    )
}

/// What to bear in mind about an exception, short of how its target was set.
fn reservations(view: &View<'_>, outcome: &Outcome) -> Vec<String> {
    let context = plain::Context::of(view.inputs.book, view.measure(outcome));
    let wanted = outcome.remarks.iter().filter(|remark| match remark {
        Remark::OldFigure { .. }
        | Remark::Late { .. }
        | Remark::WorstOf { .. }
        | Remark::Incomplete { .. }
        | Remark::SetByHand(_)
        | Remark::Capped { .. } => true,
        Remark::TargetOfAnotherYear { .. }
        | Remark::LastYearsTargetStands
        | Remark::ProRata { .. }
        | Remark::Trajectory
        | Remark::TargetLapsed { .. }
        | Remark::TargetToBeSet { .. }
        | Remark::MonitorOnly
        | Remark::Said(_) => false,
    });
    wanted.map(|remark| plain::remark(remark, context)).collect()
}

/// Who owes answers by when, and whose figures did not come.
fn owed(view: &View<'_>) -> Vec<String> {
    let assessment = view.inputs.assessment;
    let waiting = |state| matches!(state, CaseState::Open | CaseState::Overdue);
    let mut asked: Vec<(Id<Party>, Option<NaiveDate>, Vec<String>)> = Vec::new();
    let order: FxHashMap<(Id<Measure>, PlaceId), usize> =
        view.outcomes().iter().enumerate().map(|(at, one)| ((one.measure, one.place), at)).collect();
    let owing = |case: &&Case| waiting(case.state) && case.wants_answer(view.inputs.book);
    let mut cases: Vec<&Case> = assessment.cases.iter().filter(owing).collect();
    cases.sort_by_key(|case| case.measure.and_then(|id| order.get(&(id, case.place))));
    for case in cases {
        let name = case.measure.map_or("the whole book", |id| view.inputs.book.measures[id].id.as_str());
        let group = view.group_named(case.place, &case.group);
        let name = if group.is_empty() { name.to_owned() } else { format!("{name} ({group})") };
        for to in &case.to {
            match asked.iter_mut().find(|(who, due, _)| who == to && *due == case.due) {
                Some((_, _, names)) => names.push(name.clone()),
                None => asked.push((*to, case.due, vec![name.clone()])),
            }
        }
    }
    asked.sort_by_key(|(who, due, _)| (*who, due.is_none(), *due));
    let answers = asked.iter().map(|(who, due, names)| {
        let number = plain::count(u32::try_from(names.len()).unwrap_or(u32::MAX), "response");
        let by = due.map_or_else(String::new, |day| {
            let was = match names.len() {
                _ if day >= assessment.as_of => " by",
                1 => " that was due by",
                _ => " that were due by",
            };
            format!("{was} {}", date_name(day))
        });
        format!("{}: {number}{by} ({})", view.party(*who), plain::and_some(names, summary::MOST_NAMES))
    });
    answers.chain(figures_owed(view)).collect()
}

/// Who owes figures, and what was said in their place.
type OwedBy = (Option<Id<Party>>, Option<Absence>);

fn figures_owed(view: &View<'_>) -> Vec<String> {
    // A group that its whole does without owes its figure as well.
    let excepted: Vec<usize> = view.inputs.assessment.exceptions.iter().map(|one| one.result).collect();
    let all = view.outcomes().iter().enumerate();
    let missing = all
        .filter(|(at, o)| o.is_missing() && (!o.is_part || excepted.binary_search(at).is_ok()))
        .map(|(_, outcome)| outcome);
    // What somebody said is not yet available is owed as well, and is not called missing.
    let mut owners: Vec<(OwedBy, Vec<String>)> = Vec::new();
    for outcome in missing {
        let of = (view.measure(outcome).owner, outcome.said_absent().map(|said| said.absence));
        let name = view.short_label(outcome);
        match owners.iter_mut().find(|(known, _)| *known == of) {
            Some((_, names)) => names.push(name),
            None => owners.push((of, vec![name])),
        }
    }
    owners.sort_by_key(|((owner, said), _)| (owner.is_none(), *owner, said.is_some()));
    let line = |((owner, said), names): &(OwedBy, Vec<String>)| {
        let number = plain::count(u32::try_from(names.len()).unwrap_or(u32::MAX), "figure");
        let who = owner.map_or("No responsible board", |id| view.party(id));
        let said = said.map_or_else(String::new, |said| format!(" said to be {}", said.words()));
        format!("{who}: {number}{said} ({})", plain::and_some(names, summary::MOST_NAMES))
    };
    owners.iter().map(line).collect()
}

/// Every measure in a line, theme by theme.
fn measures(view: &View<'_>) -> Vec<Block> {
    let themes = &view.inputs.book.themes;
    let mut blocks = Vec::new();
    let mut add = |theme: Option<Id<Theme>>, heading: &str| {
        let own = |outcome: &&Outcome| view.measure(outcome).themes.first().copied() == theme;
        let outcomes: Vec<&Outcome> = view.outcomes().iter().filter(own).collect();
        if !outcomes.is_empty() {
            blocks.push(Block::Table(table(view, heading, &outcomes)));
        }
    };
    for (id, theme) in themes.iter() {
        add(Some(id), &theme.title);
    }
    add(None, if themes.is_empty() { "Measures" } else { "Measures of no theme" });
    if let Some(Block::Table(last)) = blocks.last_mut() {
        last.key.extend(kinds_key(&view.outcomes().iter().collect::<Vec<_>>()));
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph("There are no measures to report on.".to_owned()));
    }
    blocks
}

fn table(view: &View<'_>, heading: &str, outcomes: &[&Outcome]) -> Table {
    let mut columns = vec![
        Column::left("Ref"),
        Column::left("Measure"),
        Column::left("Board"),
        Column::left("Target"),
        Column::right("Value"),
        Column::left("Level"),
        Column::left("Year end"),
    ];
    columns.extend(view.has_stages().then(|| Column::left("Stage")));
    let mut table = Table {
        title: heading.to_owned(),
        columns,
        rows: outcomes.iter().take(MOST_ROWS).map(|outcome| row(view, outcome)).collect(),
        key: rest_key(outcomes.len()),
        empty: String::new(),
    };
    leave_out_if_empty(&mut table, "Year end");
    table
}

fn row(view: &View<'_>, outcome: &Outcome) -> Row {
    let measure = view.measure(outcome);
    let beneath = view.stands_beneath(outcome);
    let owner = measure.owner.map_or("none", |id| view.party_id(id));
    let name =
        if beneath { format!("of which {}", view.group(outcome)) } else { short_title(view, outcome, TITLE) };
    let mut cells = vec![
        Cell::text(if beneath { "" } else { &measure.id }),
        Cell::Text(name),
        Cell::text(if beneath { "" } else { owner }),
        target(view, outcome),
        value(view, outcome),
        view.level(outcome),
        view.year_end(outcome),
    ];
    cells.extend(view.has_stages().then(|| ladders::cell(view, outcome)));
    Row { kind: if beneath { RowKind::Part } else { RowKind::Plain }, cells, ..Row::default() }
}

/// The value; where there is none, the level says why.
fn value(view: &View<'_>, outcome: &Outcome) -> Cell {
    if outcome.figure.is_some() { view.value(outcome) } else { Cell::absent("–") }
}

/// The target without its dates.
fn target(view: &View<'_>, outcome: &Outcome) -> Cell {
    let to_be_set = |used: &&TargetUsed| matches!(used.goal, GoalUsed::ToBeSet { .. });
    match outcome.target.as_ref().filter(to_be_set) {
        Some(_) => Cell::absent("to be confirmed"),
        None => view.target(outcome),
    }
}

/// The title, or as many of its words as fit in a line; of a group its name, which tells it apart.
fn short_title(view: &View<'_>, outcome: &Outcome, room: usize) -> String {
    let group = view.group(outcome);
    shortened(if group.is_empty() { &view.measure(outcome).title } else { &group }, room)
}

fn shortened(title: &str, room: usize) -> String {
    if title.chars().count() <= room {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split_whitespace() {
        if short.chars().count() + word.chars().count() + 2 > room && !short.is_empty() {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.push('…');
    short
}
