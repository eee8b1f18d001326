//! Totals of the whole book, of each theme and of each owner.

use super::outcome::{GoalUsed, Outcome, ResultKind, TargetUsed, TotalOf, Totals, Truth};
use super::share;
use crate::base::unit::Kind;
use crate::model::{Measure, RuleBook};

const KINDS: [ResultKind; 8] = [
    ResultKind::Rated,
    ResultKind::Unrated,
    ResultKind::NotRated,
    ResultKind::Missing,
    ResultKind::NotDue,
    ResultKind::Withheld,
    ResultKind::NotApplicable,
    ResultKind::Invalid,
];

/// Every line of totals, the whole first. Owners without a measure have none.
pub(super) fn all(book: &RuleBook, results: &[Outcome]) -> Vec<Totals> {
    let words = [level_words(book, false), level_words(book, true)];
    let of = |of, belongs: &dyn Fn(&Measure) -> bool| count(book, results, &words, of, belongs);
    let mut totals = vec![of(TotalOf::Book, &|_| true)];
    for theme in book.themes.ids() {
        totals.push(of(TotalOf::Theme(theme), &|measure| measure.themes.contains(&theme)));
    }
    for owner in book.parties.ids().map(Some).chain([None]) {
        if book.measures.values().any(|measure| measure.owner == owner) {
            totals.push(of(TotalOf::Owner(owner), &|measure| measure.owner == owner));
        }
    }
    totals
}

/// True for a measure whose level people set.
fn is_by_hand(measure: &Measure) -> bool {
    measure.unit.kind == Kind::Rating && measure.composite.is_none()
}

/// The words of the levels of every rating in use, from best to worst; of those used by hand, or by the rules.
fn level_words(book: &RuleBook, by_hand: bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let used = book.measures.values().filter(|measure| is_by_hand(measure) == by_hand);
    for rating in used.filter_map(|measure| book.rating_of(measure)) {
        for level in &rating.levels {
            if !words.contains(&level.word) {
                words.push(level.word.clone());
            }
        }
    }
    words
}

fn count(
    book: &RuleBook,
    results: &[Outcome],
    [by_rule, by_hand]: &[Vec<String>; 2],
    of: TotalOf,
    belongs: &dyn Fn(&Measure) -> bool,
) -> Totals {
    let counted = results.iter().filter(|one| !one.is_part && belongs(&book.measures[one.measure]));
    let mut totals = Totals {
        of,
        measures: 0,
        due: 0,
        targets_to_be_set: 0,
        received: book.measures.values().any(|measure| measure.due.parts.is_some()).then_some(0),
        watched: (0, 0),
        rated: 0,
        on_target: 0,
        on_target_with_reservation: 0,
        levels: by_rule.iter().map(|word| (word.clone(), 0)).collect(),
        by_hand: 0,
        levels_by_hand: by_hand.iter().map(|word| (word.clone(), 0)).collect(),
        share: None,
        kinds: KINDS.iter().map(|kind| (*kind, 0)).collect(),
    };
    for outcome in counted {
        add(&mut totals, outcome, &book.measures[outcome.measure]);
    }
    totals.share = share::status(book, &totals);
    totals
}

fn add(totals: &mut Totals, outcome: &Outcome, measure: &Measure) {
    totals.measures += 1;
    if let Some((_, count)) = totals.kinds.iter_mut().find(|(kind, _)| *kind == outcome.kind) {
        *count += 1;
    }
    let by_hand = is_by_hand(measure);
    let levels = if by_hand { &mut totals.levels_by_hand } else { &mut totals.levels };
    if outcome.level.is_some()
        && let Some((_, count)) = levels.iter_mut().find(|(word, _)| *word == outcome.level_word)
    {
        *count += 1;
    }
    if by_hand {
        totals.by_hand += u32::from(outcome.kind == ResultKind::Rated);
        return;
    }
    let is_due = !matches!(outcome.kind, ResultKind::NotDue | ResultKind::NotApplicable);
    if is_due && measure.is_monitor() {
        totals.watched.0 += 1;
        totals.watched.1 += u32::from(outcome.kind != ResultKind::Missing);
    }
    if is_due && !measure.is_monitor() {
        totals.due += 1;
        if let Some(received) = totals.received.as_mut().filter(|_| outcome.kind != ResultKind::Missing) {
            *received += 1;
        }
    }
    let to_be_set = |used: &TargetUsed| matches!(used.goal, GoalUsed::ToBeSet { .. });
    totals.targets_to_be_set += u32::from(outcome.target.as_ref().is_some_and(to_be_set));
    // What is missing is rated where the measure gives a level to that.
    if outcome.level.is_none() {
        return;
    }
    totals.rated += 1;
    if outcome.on_target == Truth::True {
        // An old or incomplete figure is judged, and is no pass without reservation.
        if outcome.has_reservation() {
            totals.on_target_with_reservation += 1;
        } else {
            totals.on_target += 1;
        }
    }
}
