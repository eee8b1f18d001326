//! Benchmarks beside a result, and its place among peers, as papers show them.

use super::document::{Cell, Fact};
use super::view::View;
use crate::eval::outcome::{BenchmarkSeen, Outcome, PlaceSeen};
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
    use crate::model::PeerSet;
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
