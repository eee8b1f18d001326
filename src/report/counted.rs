//! How many results there are of each kind, and how the counts of a page agree: every count says what it is of, and where
//! two seem to differ, the results that make the difference are named.

use super::summary::MOST_NAMES;
use super::view::{View, share};
use crate::eval::outcome::{Outcome, ResultKind, TotalOf, Totals, Truth};
use crate::plain;

/// How many measures a line of totals is of, of which some give a result for each of their groups.
#[must_use]
pub fn measures(view: &View<'_>, of: TotalOf) -> u32 {
    let is_of = |one: &&Outcome| match of {
        TotalOf::Book => true,
        TotalOf::Theme(theme) => view.measure(one).themes.contains(&theme),
        TotalOf::Owner(owner) => view.measure(one).owner == owner,
    };
    let counted = view.outcomes().iter().filter(|one| !one.is_part).filter(is_of);
    let mut ids: Vec<_> = counted.map(|one| one.measure).collect();
    ids.sort_unstable();
    ids.dedup();
    number(ids.len())
}

/// The results that have one word for what they are in the place of a level, in the order of the kinds of result.
#[derive(Debug)]
pub struct OfKind<'o> {
    /// `unrated`, `not yet available`.
    pub word: &'static str,
    /// The kind.
    pub kind: ResultKind,
    /// Which.
    pub results: Vec<&'o Outcome>,
}

/// The results without a level, by kind. What somebody said is not yet available is counted apart from what nobody sent.
#[must_use]
pub fn without_level<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> Vec<OfKind<'o>> {
    let mut all: Vec<OfKind<'o>> = Vec::new();
    for outcome in outcomes.filter(|one| !one.is_part && (one.level.is_none() || one.awaited.is_some())) {
        // What did not come is missing, whatever older figure stands.
        let (word, kind) = match outcome.awaited {
            Some(_) => (ResultKind::Missing.word(), ResultKind::Missing),
            None => (outcome.kind_word(), outcome.kind),
        };
        match all.iter_mut().find(|known| known.word == word) {
            Some(known) => known.results.push(outcome),
            None => all.push(OfKind { word, kind, results: vec![outcome] }),
        }
    }
    all.sort_by_key(|one| (one.kind, one.word));
    all
}

/// How many are on target, both ways; then of what kinds the results are, which of them make counts differ, and how many
/// figures came.
#[must_use]
pub fn told(view: &View<'_>, totals: &Totals, outcomes: &[&Outcome]) -> Vec<String> {
    let own: Vec<&Outcome> = outcomes.iter().filter(|one| !one.is_part).copied().collect();
    // Where all are rated, their share says so.
    let mut beneath: Vec<String> =
        (number(own.len()) != totals.rated).then(|| kinds(&own)).into_iter().collect();
    beneath.extend(with_reservation(view, totals, &own));
    beneath.extend(beside_levels(view, &own));
    beneath.extend(received(totals));
    let beneath = (!beneath.is_empty()).then(|| beneath.join(" "));
    on_target(totals).into_iter().chain(beneath).collect()
}

/// `10 results: 7 rated, 2 unrated and 1 not yet available.`
fn kinds(own: &[&Outcome]) -> String {
    let with_level = own.iter().filter(|one| one.level.is_some() && one.awaited.is_none());
    let (by_hand, rated): (Vec<&&Outcome>, Vec<&&Outcome>) = with_level.partition(|one| is_by_hand(one));
    let levels = [(rated.len(), "rated"), (by_hand.len(), "judged by hand")];
    let levels = levels.into_iter().filter(|(number, _)| *number > 0);
    let others = without_level(own.iter().copied());
    let others = others.iter().map(|one| (one.results.len(), one.word));
    let parts: Vec<String> = levels.chain(others).map(|(number, word)| format!("{number} {word}")).collect();
    let all = plain::count(number(own.len()), "result");
    if parts.len() == 1 && own.len() == 1 {
        return format!("{all}: {}.", parts.concat().trim_start_matches("1 "));
    }
    format!("{all}: {}.", plain::and_list(&parts))
}

/// True for a level that people gave to something that has no figure.
fn is_by_hand(outcome: &Outcome) -> bool {
    use crate::eval::outcome::Amount;
    outcome.figure.as_ref().is_some_and(|figure| matches!(figure.amount, Amount::Level(_)))
}

/// `On target: 20 of the 41 rated (49%), and of the 44 due (45%).`
fn on_target(totals: &Totals) -> Option<String> {
    if totals.rated == 0 {
        return None;
    }
    let of_rated = share(totals.on_target, totals.rated);
    let of_due = share(totals.on_target, totals.due);
    Some(format!(
        "On target: {} of the {} rated ({of_rated}), and of the {} due ({of_due}).",
        totals.on_target, totals.rated, totals.due
    ))
}

/// Those that meet their target by a figure that nobody should lean on.
fn with_reservation(view: &View<'_>, totals: &Totals, own: &[&Outcome]) -> Option<String> {
    let rated = own.iter().filter(|one| one.kind == ResultKind::Rated && !is_by_hand(one));
    let such = rated.filter(|one| one.on_target == Truth::True && one.has_reservation());
    let names = names(view, such.copied());
    let (more, meet, their) = match totals.on_target_with_reservation {
        0 => return None,
        1 => ("1 more".to_owned(), "meets", "its target"),
        some => (format!("{some} more"), "meet", "their targets"),
    };
    let are = if totals.on_target_with_reservation == 1 { "is" } else { "are" };
    Some(format!(
        "{more} {meet} {their} only by an old or incomplete figure, and {are} not counted: {names}."
    ))
}

/// Where a level and a target do not say the same, by the rules of the book.
fn beside_levels(view: &View<'_>, own: &[&Outcome]) -> Vec<String> {
    let rated = || own.iter().copied().filter(|one| one.kind == ResultKind::Rated && !is_by_hand(one));
    let best = |one: &Outcome| one.level == Some(0);
    let groups = [
        (
            "On target, and not at the best level",
            names(
                view,
                rated().filter(|one| one.on_target == Truth::True && !best(one) && !one.has_reservation()),
            ),
        ),
        (
            "At the best level, and not on target",
            names(view, rated().filter(|one| one.on_target == Truth::False && best(one))),
        ),
        (
            "At the best level, with no target to meet",
            names(view, rated().filter(|one| one.on_target == Truth::Unknown && best(one))),
        ),
    ];
    groups
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what}: {names}."))
        .collect()
}

fn names<'o>(view: &View<'_>, outcomes: impl Iterator<Item = &'o Outcome>) -> String {
    let names: Vec<String> = outcomes.map(|one| view.short_label(one)).collect();
    plain::and_some(&names, MOST_NAMES)
}

/// `Figures came for 36 of the 36 due, and for 4 of the 5 that are only watched.` One that is only watched is missed, too.
fn received(totals: &Totals) -> Option<String> {
    let received = totals.received?;
    let of =
        |came: u32, all: u32| if came == all { format!("all {all}") } else { format!("{came} of the {all}") };
    let of_due = (totals.due > 0).then(|| format!("for {} due", of(received, totals.due)));
    let of_watched = match totals.watched {
        (0, _) => None,
        (1, 1) => Some("for the 1 that is only watched".to_owned()),
        (1, _) => Some("for none of the 1 that is only watched".to_owned()),
        (due, came) => Some(format!("for {} that are only watched", of(came, due))),
    };
    let told: Vec<String> = of_due.into_iter().chain(of_watched).collect();
    (!told.is_empty()).then(|| format!("Figures came {}.", plain::and_list(&told)))
}

fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
