//! Results that are not what was reported: a table for readers, and JSON for programs.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Row, Table};
use super::json_v1::written;
use crate::base::period::date_name;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::eval::outcome::{Amount, Cause, Restated, Restatement, ResultKind, Standing, Truth};
use crate::model::{Measure, RuleBook};
use crate::plain;

/// What the JSON says it is.
pub const SCHEMA: &str = "plimsoll/restate-v1";

/// What is needed to say it.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The rules of today.
    pub book: &'a RuleBook,
    /// Their texts.
    pub sources: &'a Sources,
    /// The day as of which figures are known.
    pub as_of: NaiveDate,
    /// The first day whose reports are looked at; none for all.
    pub from: Option<NaiveDate>,
    /// What was found.
    pub found: &'a Restatement,
}

/// The table.
#[must_use]
pub fn document(of: Inputs<'_>) -> Document {
    let from = of.from.map_or_else(String::new, |day| format!(", reports from {} on", date_name(day)));
    let subtitle = format!("What was reported, and what it is as of {}{from}", date_name(of.as_of));
    let mut document = Document::new("Results restated", subtitle);
    document.say(counted(of.found));
    if of.found.altered.is_empty() {
        return document;
    }
    document.blocks.push(Block::Table(Table {
        title: "Results that are not what was reported".to_owned(),
        columns: ["Ref", "Measure", "Period", "Reported on", "It was", "It is"].map(Column::left).into(),
        rows: of.found.altered.iter().map(|one| row(of, one)).collect(),
        key: Vec::new(),
        empty: String::new(),
    }));
    document
}

/// `2 of the 14 results reported are not what they were.`
fn counted(found: &Restatement) -> String {
    match (found.altered.len(), found.compared) {
        (_, 0) => "No result was reported before that could be compared.".to_owned(),
        (0, 1) => "The one result that was reported stands as it was.".to_owned(),
        (0, all) => format!("All {all} results that were reported stand as they were."),
        (1, all) => format!("1 of the {all} results that were reported is not what it was."),
        (some, all) => format!("{some} of the {all} results that were reported are not what they were."),
    }
}

fn row(of: Inputs<'_>, one: &Restated) -> Row {
    let measure = &of.book.measures[one.measure];
    let colon = if one.group.is_empty() { "" } else { ": " };
    let cells = vec![
        Cell::text(&measure.id),
        Cell::text(format!("{}{colon}{}", measure.title, one.group)),
        Cell::text(one.period.to_string()),
        Cell::Day(one.reported_on),
        Cell::text(shown(of.book, measure, &one.was)),
        Cell::text(shown(of.book, measure, &one.now)),
    ];
    let mut notes: Vec<String> =
        what_else(measure, one).into_iter().map(|said| plain::sentence(&said)).collect();
    notes.extend(one.causes.iter().map(|cause| plain::sentence(&why(of.sources, cause))));
    Row::plain(cells).with_notes(notes)
}

/// `92%, red`.
pub(super) fn shown(book: &RuleBook, measure: &Measure, of: &Standing) -> String {
    let amount =
        of.amount.as_ref().map(|amount| plain::amount(amount, &measure.unit, book.rating_of(measure)));
    let word = standing(of);
    amount.map_or_else(|| word.clone(), |amount| format!("{amount}, {word}"))
}

/// `red`; where there is no level, what there is: `missing`.
pub(super) fn standing(of: &Standing) -> String {
    match of.kind {
        ResultKind::Rated if !of.level.is_empty() => of.level.clone(),
        ResultKind::Rated
        | ResultKind::Unrated
        | ResultKind::NotRated
        | ResultKind::Missing
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable
        | ResultKind::Invalid => of.kind.word().to_owned(),
    }
}

/// What changed besides figure and level, which the row shows.
pub(super) fn what_else(measure: &Measure, one: &Restated) -> Vec<String> {
    let mut said = Vec::new();
    if let (Some(was), Some(is)) = (&one.was.goal, &one.now.goal)
        && was != is
    {
        let goal = |goal| plain::goal_used(goal, &measure.unit);
        said.push(format!("the target was {} and is {}", goal(was), goal(is)));
    }
    if one.was.on_target != one.now.on_target {
        said.push(format!("it was {} and is {}", met(one.was.on_target), met(one.now.on_target)));
    }
    if one.was.moved != one.now.moved {
        said.push(format!("it was {} and is {}", moved(one.was.moved), moved(one.now.moved)));
    }
    said
}

fn met(on_target: Truth) -> &'static str {
    match on_target {
        Truth::True => "on target",
        Truth::False => "off target",
        Truth::Unknown => "not known to be on target",
    }
}

fn moved(better: Option<i8>) -> &'static str {
    match better {
        Some(1..) => "improving",
        Some(0) => "unchanged",
        Some(_) => "worsening",
        None => "without a movement",
    }
}

fn why(sources: &Sources, cause: &Cause) -> String {
    match cause {
        Cause::Revised { period, on, by, source, .. } => {
            let by = by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
            let place = format!("{}, {}", source.file, source.place());
            format!("the figure {} was revised on {}{by} ({place})", period.when(), date_name(*on))
        }
        Cause::TargetKnown(span) => {
            format!("its target was not known on that day ({})", sources.place(*span))
        }
        Cause::OtherMeasures => "figures of other measures that it reads were revised".to_owned(),
        Cause::Target(span) => format!("the rules have another target ({})", sources.place(*span)),
        Cause::Level(span) => format!("the rules give its level otherwise ({})", sources.place(*span)),
        Cause::Rules(span) => format!("the rules of the measure changed ({})", sources.place(*span)),
    }
}

// ---- JSON ------------------------------------------------------------------------------------------------------------

/// What was reported and what it is today, as JSON has it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    schema: &'static str,
    /// The day as of which figures are known.
    as_of: String,
    /// The first day whose reports are looked at; null for all.
    from: Option<String>,
    /// How many results were compared.
    compared: u32,
    /// Those that are not what was reported.
    restated: Vec<Entry>,
}

/// One result, as it was and as it is.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Restated"))]
pub(super) struct Entry {
    /// The measure, by its short name.
    measure: String,
    /// The group; null for the whole.
    group: Option<String>,
    /// The period of the figure.
    period: String,
    /// The day of the report.
    reported_on: String,
    /// As it was reported.
    was: Side,
    /// As it is.
    now: Side,
    /// Why it is another, as far as can be told.
    why: Vec<Why>,
}

/// A result on one of two sides.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Side {
    /// The figure: a decimal, a day, `yes` or `no`, or a level; null where there is none or it is withheld.
    value: Option<String>,
    /// What came of judging.
    result: &'static str,
    /// The level, where there is one.
    level: Option<String>,
    /// The target, as it is read aloud.
    target: Option<String>,
    /// Whether the target is met; null where that is not known.
    on_target: Option<bool>,
    /// How it moved since the period before; null without a movement.
    direction: Option<&'static str>,
}

/// One reason.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Why {
    /// In words.
    text: String,
    /// The file that it stands in; null where no one place is meant.
    file: Option<String>,
    /// Its line, from 1.
    line: Option<u64>,
}

/// The same as JSON.
#[must_use]
pub fn json(of: Inputs<'_>) -> String {
    let report = Report {
        schema: SCHEMA,
        as_of: of.as_of.to_string(),
        from: of.from.map(|day| day.to_string()),
        compared: of.found.compared,
        restated: of.found.altered.iter().map(|one| entry(of, one)).collect(),
    };
    written(&report)
}

fn entry(of: Inputs<'_>, one: &Restated) -> Entry {
    entry_of(of.book, of.sources, one)
}

/// One result as JSON has it.
pub(super) fn entry_of(book: &RuleBook, sources: &Sources, one: &Restated) -> Entry {
    let measure = &book.measures[one.measure];
    Entry {
        measure: measure.id.clone(),
        group: Some(one.group.clone()).filter(|group| !group.is_empty()),
        period: one.period.to_string(),
        reported_on: one.reported_on.to_string(),
        was: side(book, measure, &one.was),
        now: side(book, measure, &one.now),
        why: one.causes.iter().map(|cause| reason(sources, cause)).collect(),
    }
}

fn side(book: &RuleBook, measure: &Measure, of: &Standing) -> Side {
    Side {
        value: of.amount.as_ref().map(|amount| match amount {
            Amount::Number { value, .. } => value.plain(),
            Amount::Met(met) => (if *met { "yes" } else { "no" }).to_owned(),
            Amount::Day(day) => day.to_string(),
            Amount::Level(level) => {
                book.rating_of(measure).map_or("", |rating| rating.word(*level)).to_owned()
            }
        }),
        result: of.kind.word(),
        level: Some(of.level.clone()).filter(|level| !level.is_empty()),
        target: of.goal.as_ref().map(|goal| plain::goal_used(goal, &measure.unit)),
        on_target: match of.on_target {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        },
        direction: of.moved.map(|better| moved(Some(better))),
    }
}

fn reason(sources: &Sources, cause: &Cause) -> Why {
    let rule = |span: &Span| {
        (Some(sources.name(*span).to_owned()), Some(u64::from(sources.line_column(*span).line)))
    };
    let (file, line) = match cause {
        Cause::Revised { source, .. } => (Some(source.file.clone()), Some(source.line)),
        Cause::OtherMeasures => (None, None),
        Cause::TargetKnown(span) | Cause::Target(span) | Cause::Level(span) | Cause::Rules(span) => {
            rule(span)
        }
    };
    Why { text: why(sources, cause), file, line }
}
