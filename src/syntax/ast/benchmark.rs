//! Benchmarks, peers and places among them as written.

use super::{MemberWords, Name, Text, When};
use crate::base::exact::Exact;
use crate::base::span::{Span, Spanned};
use crate::model::{OfPeers, PlaceTest, Position};

/// `benchmark england "England average" { … }`
#[derive(Debug, Clone)]
pub struct BenchmarkItem {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Text>,
    /// Its clauses.
    pub clauses: Vec<BenchmarkClause>,
    /// True when a clause of it could not be read.
    pub broken: bool,
    /// Where.
    pub span: Span,
}

/// A clause of `benchmark`.
#[derive(Debug, Clone)]
pub enum BenchmarkClause {
    /// `peers CH "Cherwell", OX "Oxford"`
    Peers(Vec<MemberWords>),
    /// `peers from data`
    PeersFromData,
    /// `ranks of those known at least 4`
    RanksOfThoseKnown(u32, Span),
    /// `unit % of children`
    Unit(Spanned<String>),
    /// `note` or `source`
    Note(Text),
}

/// Whose figures are meant, as written.
#[derive(Debug, Clone)]
pub enum PeersWords {
    /// `of peers`, or nothing
    Own,
    /// `of benchmark neighbours`
    Benchmark(Name),
    /// `of groups site`
    Groups(Name),
}

/// Among whom a place is given, as written.
#[derive(Debug, Clone)]
pub struct RankedWords {
    /// Whose.
    pub peers: PeersWords,
    /// `of those known at least 4`
    pub known_at_least: Option<u32>,
    /// Where.
    pub span: Span,
}

/// Which figure of a benchmark, as written.
#[derive(Debug, Clone)]
pub enum BenchmarkWhen {
    /// The newest that is known.
    Newest,
    /// `for the same period`
    Same,
    /// `in the period before`
    In(When),
}

/// `benchmark england for the same period`
#[derive(Debug, Clone)]
pub struct BenchmarkWords {
    /// Which.
    pub name: Name,
    /// Of which measure.
    pub measure: Option<Name>,
    /// When.
    pub when: BenchmarkWhen,
    /// Where.
    pub span: Span,
}

/// `the median of peers`, and `in the best 25% of peers` as a target.
#[derive(Debug, Clone)]
pub struct OfPeersWords {
    /// Which figure.
    pub what: OfPeers,
    /// Whose.
    pub among: RankedWords,
}

/// `rank`, `quartile of peers in the period before`
#[derive(Debug, Clone)]
pub struct PositionWords {
    /// Which number.
    pub position: Position,
    /// Among whom.
    pub among: RankedWords,
    /// When.
    pub when: Option<When>,
}

/// `rank is 3 or better`, `in the worst quarter of peers`
#[derive(Debug, Clone)]
pub struct PlacedWords {
    /// Which places.
    pub test: PlaceTest,
    /// Among whom.
    pub among: RankedWords,
}

/// The share that a word stands for, in per cent.
#[must_use]
pub fn share_named(word: &str) -> Option<Exact> {
    let parts = match word {
        "half" => 2,
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        "tenth" => 10,
        _ => return None,
    };
    Exact::from(100).over(&Exact::from(parts))
}
