//! Benchmarks and places in JSON v1.

use serde::Serialize;

use super::super::compared::words;
use super::super::view::View;
use super::build::{source_of, value_of};
use super::shape::Source;
use crate::eval::outcome::{Outcome, Rank, Remark};
use crate::model::PeerSet;
use crate::plain;

/// A benchmark beside a result.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BenchmarkShape {
    /// Id of the benchmark.
    pub id: String,
    /// The period its figure is of; null where none is known.
    pub period: Option<String>,
    /// Its figure, a decimal string.
    pub value: Option<String>,
    /// Value less its figure.
    pub difference: Option<String>,
    /// The same in words.
    pub words: String,
    /// True when it stands beside the last known figure.
    pub of_last_known: bool,
    /// Where it was read.
    pub source: Option<Source>,
}

/// A place among peers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlaceShape {
    /// `benchmark neighbours` or `groups site`.
    pub among: String,
    /// From 1; null while it is not yet available.
    pub place: Option<u32>,
    /// True when another has the same place.
    pub joint: bool,
    /// Of how many whose figures are known.
    pub of: Option<u32>,
    /// Of how many in all.
    pub of_all: Option<u32>,
    /// The quarter that the place is in, from 1.
    pub quartile: Option<u32>,
    /// `joint 4th of 6; up 2 places since 2016/17 (improving)`.
    pub words: String,
    /// Why there is none.
    pub reason: Option<String>,
    /// The place in the period before.
    pub previous: Option<PreviousPlace>,
}

/// The place in the period before.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PreviousPlace {
    /// The period.
    pub since: String,
    /// The place then.
    pub place: u32,
    /// True when another had the same.
    pub joint: bool,
    /// Places gained; below nought when lost.
    pub up: i64,
    /// `improving`, `worsening` or `unchanged`.
    pub direction: &'static str,
}

/// The level that a result would have without the cap that holds it down.
pub fn level_without_cap(view: &View<'_>, outcome: &Outcome) -> Option<String> {
    let rating = view.rating(outcome)?;
    outcome.remarks.iter().find_map(|remark| match remark {
        Remark::Capped { without, .. } => Some(rating.word(*without).to_owned()),
        Remark::OldFigure { .. }
        | Remark::Late { .. }
        | Remark::TargetOfAnotherYear { .. }
        | Remark::LastYearsTargetStands
        | Remark::ProRata { .. }
        | Remark::Trajectory
        | Remark::TargetLapsed { .. }
        | Remark::TargetToBeSet { .. }
        | Remark::MonitorOnly
        | Remark::WorstOf { .. }
        | Remark::Incomplete { .. }
        | Remark::SetByHand(_)
        | Remark::Said(_) => None,
    })
}

/// The benchmarks of a result.
pub fn benchmarks(view: &View<'_>, outcome: &Outcome) -> Vec<BenchmarkShape> {
    let all = outcome.comparisons.benchmarks.iter();
    all.map(|seen| BenchmarkShape {
        id: view.inputs.book.benchmarks[seen.benchmark].id.clone(),
        period: seen.figure.as_ref().map(|figure| figure.period.to_string()),
        value: seen.figure.as_ref().map(|figure| value_of(view, outcome, figure)),
        difference: seen.difference.as_ref().map(|difference| difference.plain()),
        words: words(view, outcome, seen),
        of_last_known: seen.of_last_known,
        source: seen.figure.as_ref().map(|figure| source_of(view, &figure.source)),
    })
    .collect()
}

/// The place of a result.
pub fn place(view: &View<'_>, outcome: &Outcome) -> Option<PlaceShape> {
    let seen = outcome.comparisons.place.as_ref()?;
    let book = view.inputs.book;
    let previous = |now: &Rank| {
        let (period, before) = seen.before.as_ref()?;
        let up = i64::from(before.place) - i64::from(now.place);
        Some(PreviousPlace {
            since: period.to_string(),
            place: before.place,
            joint: before.joint,
            up,
            direction: match up {
                1.. => "improving",
                0 => "unchanged",
                _ => "worsening",
            },
        })
    };
    Some(PlaceShape {
        among: match seen.peers {
            PeerSet::Own => "peers".to_owned(),
            PeerSet::Benchmark(id) => format!("benchmark {}", book.benchmarks[id].id),
            PeerSet::Groups(id) => format!("groups {}", book.groupings[id].id),
        },
        place: seen.rank.map(|rank| rank.place),
        joint: seen.rank.is_some_and(|rank| rank.joint),
        of: seen.rank.map(|rank| rank.known),
        of_all: seen.rank.map(|rank| rank.all),
        quartile: seen.rank.map(Rank::quartile),
        words: plain::benchmark::place(seen),
        reason: Some(seen.reason.clone()).filter(|reason| !reason.is_empty()),
        previous: seen.rank.as_ref().and_then(previous),
    })
}
