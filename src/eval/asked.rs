//! A result as it stood on the day somebody was asked about it: what the words of the question are filled in with.

use super::judge::{Graded, Judge};
use super::look::Look;
use super::outcome::{Case, Outcome, ResultKind};
use super::results;

/// The result that a case asks about, with what was known on the day it opened; none for a case of the whole book.
pub(super) fn as_asked(judge: &Judge<'_>, case: &Case) -> Option<Outcome> {
    let series = judge.of_measure(case.measure?).iter().find(|series| series.place == case.place)?;
    let slot = series.rhythm.slot_of(case.opened_for.end);
    let look = Look { on: Some(case.opened_on), ..judge.look(series, slot) };
    let figure = look.figure();
    let rating = judge.book.rating_of(look.measure());
    let level = match look.grade() {
        Graded::Level(level) => Some(level),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
    };
    let force = look.in_force();
    let value = look.value().filter(|_| figure.is_some());
    let kind = match (&figure, level) {
        (None, _) => ResultKind::Missing,
        (Some(_), Some(_)) => ResultKind::Rated,
        (Some(_), None) => ResultKind::NotRated,
    };
    Some(Outcome {
        place: case.place,
        group: case.group.clone(),
        expected: Some(case.opened_for),
        last_known: if figure.is_some() { None } else { look.last_known().map(Box::new) },
        level,
        level_word: rating
            .zip(level)
            .map_or_else(String::new, |(rating, level)| rating.word(level).to_owned()),
        gap: value.and_then(|value| force.goal()?.miss(&value)),
        movement: results::movements(look),
        target: results::used(force, look.measure()),
        figure,
        ..Outcome::empty(series.measure, kind)
    })
}
