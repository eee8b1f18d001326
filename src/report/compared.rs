//! Benchmarks beside a result, and its place among peers, as papers show them.

use super::document::{Block, Cell, Column, Document, Fact, Row, Table};
use super::view::View;
use crate::base::arena::Id;
use crate::eval::outcome::{BenchmarkSeen, Outcome, PlaceSeen};
use crate::model::{Measure, PeerSet};
use crate::plain;

/// The full name of a benchmark beside a result.
fn title<'v>(view: &'v View<'_>, seen: &BenchmarkSeen) -> &'v str {
    &view.inputs.book.benchmarks[seen.benchmark].title
}

/// `24% in 2017/18 (the value is 4 points below it)`, or that it is not available.
#[must_use]
pub fn words(view: &View<'_>, outcome: &Outcome, seen: &BenchmarkSeen) -> String {
    let unit = &view.measure(outcome).unit;
    plain::benchmark::seen(seen, unit).unwrap_or_else(|| "not available".to_owned())
}

/// Every benchmark of a result in one cell: `England average 24% in 2017/18 (the value is 4 points below it)`.
#[must_use]
pub fn benchmarks(view: &View<'_>, outcome: &Outcome) -> Cell {
    let all = outcome.comparisons.benchmarks.iter();
    let said: Vec<String> =
        all.map(|seen| format!("{} {}", title(view, seen), words(view, outcome, seen))).collect();
    if said.is_empty() { Cell::absent("–") } else { Cell::Text(said.join("; ")) }
}

/// `joint 4th of 6; up 2 places since 2016/17 (improving)`.
#[must_use]
pub fn place(outcome: &Outcome) -> Cell {
    let words = outcome.comparisons.place.as_ref().map(plain::benchmark::place);
    words.map_or_else(|| Cell::absent("–"), Cell::Text)
}

/// Among whom a place is: `Similar areas`, `Hospital site`.
fn among(view: &View<'_>, place: &PlaceSeen) -> String {
    let book = view.inputs.book;
    match place.peers {
        PeerSet::Own => "peers".to_owned(),
        PeerSet::Benchmark(id) => book.benchmarks[id].title.clone(),
        PeerSet::Groups(id) => book.groupings[id].title.clone(),
    }
}

/// Benchmarks and place as facts of one result.
#[must_use]
pub fn facts(view: &View<'_>, outcome: &Outcome) -> Vec<Fact> {
    let seen = &outcome.comparisons;
    let mut facts: Vec<Fact> = seen
        .benchmarks
        .iter()
        .map(|one| Fact::text(title(view, one).to_owned(), words(view, outcome, one)))
        .collect();
    if let Some(place) = &seen.place {
        let why = if place.reason.is_empty() { String::new() } else { format!(": {}", place.reason) };
        let words = format!("{}{why}", plain::benchmark::place(place));
        facts.push(Fact::text(format!("Place among {}", among(view, place)), words));
    }
    facts
}

/// Why a place is not yet available, for the notes of a row.
#[must_use]
pub fn why_no_place(outcome: &Outcome) -> Option<String> {
    let place = outcome.comparisons.place.as_ref()?;
    (!place.reason.is_empty()).then(|| format!("place not yet available: {}", place.reason))
}

/// A table for each measure whose groups have places among themselves: the best level first, then the best place, and
/// without places those furthest on the good side of their target.
pub fn leagues(view: &View<'_>, document: &mut Document) {
    let mut ranked: Vec<Id<Measure>> = Vec::new();
    for outcome in view.outcomes() {
        if is_ranked_among_groups(outcome) && !ranked.contains(&outcome.measure) {
            ranked.push(outcome.measure);
        }
    }
    for id in ranked {
        let of_measure = view.outcomes().iter().filter(|outcome| outcome.measure == id);
        let mut all: Vec<&Outcome> = of_measure.filter(|outcome| !outcome.group.is_empty()).collect();
        all.sort_by(|one, other| {
            let by = |outcome: &Outcome| (outcome.level.is_none(), outcome.level, rank(outcome));
            by(one).cmp(&by(other)).then_with(|| one.gap.cmp(&other.gap))
        });
        let measure = &view.inputs.book.measures[id];
        let table = Table {
            title: format!("{} {}: league table", measure.id, measure.title),
            columns: vec![
                Column::left("Group"),
                Column::left("Level"),
                Column::right("Value"),
                Column::left("Place"),
            ],
            rows: all.iter().map(|outcome| league_row(view, outcome)).collect(),
            key: Vec::new(),
            empty: String::new(),
        };
        let mut blocks = vec![Block::Table(table)];
        let mut reasons: Vec<String> = all.iter().filter_map(|outcome| why_no_place(outcome)).collect();
        reasons.dedup();
        blocks.extend(reasons.iter().map(|reason| Block::Paragraph(plain::sentence(reason))));
        document.blocks.push(Block::section(format!("League of measure {}", measure.id), blocks));
    }
}

fn league_row(view: &View<'_>, outcome: &Outcome) -> Row {
    Row::plain(vec![
        Cell::text(view.group(outcome)),
        view.level(outcome),
        view.value(outcome),
        place(outcome),
    ])
}

fn is_ranked_among_groups(outcome: &Outcome) -> bool {
    let place = outcome.comparisons.place.as_ref();
    place.is_some_and(|place| matches!(place.peers, PeerSet::Groups(_)))
}

/// Places that are not known come last.
fn rank(outcome: &Outcome) -> u32 {
    let rank = outcome.comparisons.place.as_ref().and_then(|place| place.rank);
    rank.map_or(u32::MAX, |rank| rank.place)
}
