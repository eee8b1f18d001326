//! What changed since the report before.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::assess::Run;
use super::judge::Judge;
use super::outcome::{Change, Outcome, ResultKind};
use super::results;
use crate::base::period::Period;

/// Results whose level changed, or that were rated in one of the two reports and not in the other.
pub(super) fn all(run: &Run<'_>, before: &Period, results: &[Outcome]) -> Vec<Change> {
    let judge = Judge::as_it_was(run, *before);
    let earlier = results::all(&judge);
    let known: FxHashMap<_, &Outcome> =
        earlier.iter().filter(|one| !one.is_part).map(|one| ((one.measure, one.place), one)).collect();
    let whole = results.iter().enumerate().filter(|(_, one)| !one.is_part);
    let changed = whole.filter_map(|(at, one)| {
        let before = known.get(&(one.measure, one.place))?;
        if was_silent(before) || one.kind == ResultKind::NotDue {
            return None;
        }
        let better = match (before.level, one.level) {
            (Some(before), Some(now)) => match now.cmp(&before) {
                Ordering::Less => 1,
                Ordering::Greater => -1,
                Ordering::Equal => return None,
            },
            _ if before.kind == one.kind => return None,
            _ if before.kind == ResultKind::Rated || one.kind == ResultKind::Rated => 0,
            _ => return None,
        };
        Some(Change { result: at, before: word(before), now: word(one), better })
    });
    changed.collect()
}

/// True where nothing had ever been submitted, so that there is nothing to compare with.
fn was_silent(before: &Outcome) -> bool {
    before.figure.is_none()
        && before.last_known.is_none()
        && matches!(before.kind, ResultKind::Missing | ResultKind::NotDue)
}

fn word(outcome: &Outcome) -> String {
    if outcome.level_word.is_empty() { outcome.kind.word().to_owned() } else { outcome.level_word.clone() }
}
