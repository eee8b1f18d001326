//! Benchmarks as they are declared: a figure of others, or the figures of several peers.

use super::book::notes;
use super::declared::{Declared, DeclaredKind};
use super::members::listed;
use crate::base::arena::Id;
use crate::model::{About, Benchmark, Peers, RuleBook};

/// A benchmark.
#[must_use]
pub fn benchmark(id: Id<Benchmark>, book: &RuleBook) -> Declared {
    let of = &book.benchmarks[id];
    let mut said = Declared::new(DeclaredKind::Benchmark, &of.id, &of.title);
    if of.title != of.id {
        said.says("id", [format!("in the rules and in data it is called {}", of.id)]);
    }
    match &of.peers {
        None => said.says("peers", ["it is one figure for each period, read from data"]),
        Some(peers) => peers_said(peers, &mut said),
    }
    said.says("unit", of.unit.as_ref().map(|unit| format!("its figures are in {}", unit.words)));
    if !of.is_read {
        said.says_for("unused", super::Use::Shown, ["no rule reads it"]);
    }
    notes(About::Benchmark(id), book, &mut said);
    said
}

fn peers_said(of: &Peers, said: &mut Declared) {
    if !of.members.is_empty() {
        said.says("peers", [format!("its peers are {}", listed(&of.members))]);
    }
    if of.from_data {
        said.says("peers from data", ["peers are taken as the data name them"]);
    }
    said.says(
        "ranks",
        [match of.known_at_least {
            Some(least) => format!("a place among them is given when at least {least} of them are known"),
            None => "a place among them is given when all of them are known".to_owned(),
        }],
    );
}
