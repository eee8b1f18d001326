//! Benchmarks and peers: figures of others that a measure is held against, and places among them.

use super::{Grouping, Member};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::base::unit::Unit;

/// Figures of others, read from data: one series (`england`), or one for each of several peers.
#[derive(Debug, Clone)]
pub struct Benchmark {
    /// Short name, as data files write it.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Its peers; none for a benchmark of one series.
    pub peers: Option<Peers>,
    /// What its figures count, when the book says.
    pub unit: Option<Unit>,
    /// True when a rule reads it.
    pub is_read: bool,
    /// Where it was declared.
    pub span: Span,
}

/// The peers of a benchmark.
#[derive(Debug, Clone, Default)]
pub struct Peers {
    /// Those that the book names.
    pub members: Vec<Member>,
    /// True when data may bring more.
    pub from_data: bool,
    /// A place is given once so many of them are known; none means all.
    pub known_at_least: Option<u32>,
}

/// Whose figures a value is held against as those of peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeerSet {
    /// The other groups of a measure that is reported by groups, else the one benchmark of the book that has peers.
    Own,
    /// The peers of this benchmark.
    Benchmark(Id<Benchmark>),
    /// The other groups of this kind.
    Groups(Id<Grouping>),
}

/// Among whom a place is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranking {
    /// Whose figures it is among.
    pub peers: PeerSet,
    /// It is given once so many of the peers are known; none means all.
    pub known_at_least: Option<u32>,
}

/// What is asked of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceTest {
    /// `3rd or better`.
    OrBetter(u32),
    /// `5th or worse`.
    OrWorse(u32),
    /// `in the best 25% of peers`.
    Best(Exact),
    /// `in the worst 25% of peers`.
    Worst(Exact),
}

/// A number that says where a value stands among its peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Its place, from 1; those that are equal share the better one.
    Rank,
    /// The quarter that its place is in, from 1.
    Quartile,
}

/// A figure that the figures of peers make, the value's own left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfPeers {
    /// `the median of peers`.
    Window(super::Window),
    /// The figure that a value has to reach to be in the best so many per cent, itself counted among them.
    Best(Exact),
}

/// What the rules of one measure, or of the whole book, are held against.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Benchmarks of one series that are read, in the order declared; true where their newest figure is.
    pub benchmarks: Vec<(Id<Benchmark>, bool)>,
    /// Sets of peers that are read, in order.
    pub peers: Vec<PeerSet>,
}

impl Compared {
    /// Remembers that a benchmark is read: its newest figure, or that of one period.
    pub fn with_benchmark(&mut self, id: Id<Benchmark>, newest: bool) {
        match self.benchmarks.binary_search_by_key(&id, |(known, _)| *known) {
            Ok(at) => self.benchmarks.iter_mut().skip(at).take(1).for_each(|(_, known)| *known |= newest),
            Err(at) => self.benchmarks.insert(at, (id, newest)),
        }
    }

    /// True when the benchmark is read.
    #[must_use]
    pub fn reads(&self, id: Id<Benchmark>) -> bool {
        self.benchmarks.iter().any(|(known, _)| *known == id)
    }

    /// True when the benchmark's newest figure is read.
    #[must_use]
    pub fn reads_newest(&self, id: Id<Benchmark>) -> bool {
        self.benchmarks.contains(&(id, true))
    }

    /// Remembers that a set of peers is read.
    pub fn with_peers(&mut self, peers: PeerSet) {
        if let Err(at) = self.peers.binary_search(&peers) {
            self.peers.insert(at, peers);
        }
    }

    /// True when nothing is read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.benchmarks.is_empty() && self.peers.is_empty()
    }
}
