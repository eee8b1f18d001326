//! What changed since the report before.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::assess::Run;
use super::judge::Judge;
use super::outcome::{Change, Outcome, ResultKind};
use super::results;
use crate::base::period::Period;

/// Results whose level changed, or that were rated in one of the two reports and not in the other; and how many
/// results there were to compare with.
pub(super) fn all(run: &Run<'_>, before: &Period, results: &[Outcome]) -> (Vec<Change>, u32) {
    let judge = Judge::as_it_was(run, *before);
    let mut changed = Vec::new();
    let mut compared = 0;
    let mut rest = results.iter().enumerate().peekable();
    // Measure by measure, so that the report before is never held as a whole beside this one.
    for id in run.book.reading_order() {
        let mut earlier = Vec::new();
        results::of_measure(&judge, id, &mut earlier);
        let known: FxHashMap<_, &Outcome> =
            earlier.iter().filter(|one| !one.is_part).map(|one| (one.place, one)).collect();
        while let Some((at, now)) = rest.next_if(|(_, one)| one.measure == id) {
            let before = known.get(&now.place).filter(|_| !now.is_part);
            compared += u32::from(before.is_some_and(|before| !was_silent(before)));
            changed.extend(before.and_then(|before| change(at, before, now)));
        }
    }
    (changed, compared)
}

fn change(at: usize, before: &Outcome, now: &Outcome) -> Option<Change> {
    if was_silent(before) || now.kind == ResultKind::NotDue {
        return None;
    }
    let better = match (before.level, now.level) {
        (Some(before), Some(now)) => match now.cmp(&before) {
            Ordering::Less => 1,
            Ordering::Greater => -1,
            Ordering::Equal => return None,
        },
        _ if before.kind == now.kind => return None,
        _ if before.kind == ResultKind::Rated || now.kind == ResultKind::Rated => 0,
        _ => return None,
    };
    Some(Change { result: at, before: word(before), now: word(now), better })
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
