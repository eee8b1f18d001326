//! What a result was held against: benchmarks, and its place among peers.

use super::Figure;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rare::Absent;
use crate::model::{Benchmark, PeerSet};

/// The figures of others beside a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparisons {
    /// Benchmarks, in the order declared.
    pub benchmarks: Vec<BenchmarkSeen>,
    /// Its place among peers.
    pub place: Option<PlaceSeen>,
}

impl Absent for Comparisons {
    const ABSENT: &'static Self = &Self { benchmarks: Vec::new(), place: None };
}

/// A benchmark beside a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchmarkSeen {
    /// Which.
    pub benchmark: Id<Benchmark>,
    /// Its figure; none where none is known on the report day.
    pub figure: Option<Figure>,
    /// Value less its figure.
    pub difference: Option<Exact>,
    /// True when it is beside the last known figure, because there is no newer one.
    pub of_last_known: bool,
}

/// A place among peers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceSeen {
    /// Among whom.
    pub peers: PeerSet,
    /// The place; none while not enough of the others are known.
    pub rank: Option<Rank>,
    /// Why there is none, in the reader's words.
    pub reason: String,
    /// The place in the period before, where both are known.
    pub before: Option<(Period, Rank)>,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// From 1; those that are equal share the better one.
    pub place: u32,
    /// True when another has the same.
    pub joint: bool,
    /// Of how many whose figures are known, itself among them.
    pub known: u32,
    /// Of how many in all.
    pub all: u32,
}

impl Rank {
    /// The quarter of all that the place is in, from 1: the first holds those in the best 25%.
    #[must_use]
    pub fn quartile(self) -> u32 {
        (self.place * 4).div_ceil(self.known.max(1))
    }
}
