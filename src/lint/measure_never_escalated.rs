//! `lint::measure-never-escalated`: something is wanted of a measure, and nobody would be told that it was missed.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::Per;

/// Something is wanted of a measure, and nobody would be told that it was missed.
pub const MEASURE_NEVER_ESCALATED: Code = Code("lint::measure-never-escalated");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    // A book that escalates nothing one by one does it in another way, or not at all.
    if linted.escalations().all(|(_, rule)| linted.watched(rule).is_none()) {
        return;
    }
    let mut told = vec![false; linted.book.measures.len()];
    for (_, rule) in linted.escalations() {
        for id in linted.watched(rule).unwrap_or_default() {
            if let Some(told) = told.get_mut(id.index())
                && !*told
            {
                *told = linted.chances().of(&rule.when, Some(&linted.book.measures[id])).holds;
            }
        }
    }
    for ladder in linted.book.ladders.values() {
        match ladder.per {
            Per::Measure | Per::Group(_) => {
                for id in linted.members.of_set(&ladder.measures) {
                    told.get_mut(id.index()).into_iter().for_each(|told| *told = true);
                }
            }
            Per::Board | Per::Theme | Per::Book => {}
        }
    }
    for measure in linted.book.measures.values().filter(|one| one.composite.is_none()) {
        for part in measure.total_of.iter().flat_map(|total| &total.measures) {
            // What a total is made of is answered for with the total.
            let covered = told.get(part.index()).copied().unwrap_or(false);
            told.get_mut(part.index()).into_iter().for_each(|told| *told = covered);
        }
    }
    for ((_, measure), told) in linted.book.measures.iter().zip(&told) {
        if !told && !measure.is_monitor() && measure.list.is_some() && !measure.targets.is_empty() {
            found.push(
                Diagnostic::warning(
                    MEASURE_NEVER_ESCALATED,
                    format!("nobody is told when measure `{}` is off target", measure.id),
                )
                .label(measure.id_span, "no escalation can open for it")
                .help("widen the `applies to` line of an escalation, or say here why nobody need be told"),
            );
        }
    }
}
