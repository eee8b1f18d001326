//! Escalations that watch the same measures for the same thing, pair by pair.

use rustc_hash::{FxHashMap, FxHashSet};

use super::linted::Linted;
use crate::base::arena::Id;
use crate::model::{Escalation, Measure, Recipient};
use crate::plain::{self, Context};

/// A condition in words, and the measure that it is read on.
type Opening = (String, Option<Id<Measure>>);

/// Pairs of escalations that open on the same condition for some measure and tell the same recipients, neither in the
/// other's place: the one declared first comes first.
pub(super) fn alike<'a>(linted: &Linted<'a>) -> Vec<(&'a Escalation, &'a Escalation)> {
    let mut first: FxHashMap<Opening, Vec<Id<Escalation>>> = FxHashMap::default();
    let mut seen = FxHashSet::default();
    let mut pairs = Vec::new();
    for (id, rule) in linted.escalations() {
        let words = plain::condition(&rule.when, Context::whole(linted.book));
        let watched =
            linted.watched(rule).map_or_else(|| vec![None], |all| all.into_iter().map(Some).collect());
        for measure in watched {
            let known = first.entry((words.clone(), measure)).or_default();
            for other in known.iter().filter(|other| seen.insert((**other, id))) {
                let earlier = &linted.book.escalations[*other];
                let replaced = earlier.replaces.contains(&id) || rule.replaces.contains(other);
                if !replaced && recipients(earlier) == recipients(rule) {
                    pairs.push((earlier, rule));
                }
            }
            known.push(id);
        }
    }
    pairs
}

fn recipients(rule: &Escalation) -> Vec<(u8, usize)> {
    let mut all: Vec<(u8, usize)> = rule
        .to
        .iter()
        .map(|to| match to {
            Recipient::Owner => (0, 0),
            Recipient::AboveOwner => (1, 0),
            Recipient::OwnerOf(kind) => (3, kind.index()),
            Recipient::Party(party) => (2, party.index()),
        })
        .collect();
    all.sort_unstable();
    all
}
