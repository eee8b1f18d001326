//! `lint::target-differs-elsewhere`: a book beside this one wants another figure of the same measure.

use rustc_hash::FxHashMap;

use super::linted::{Linted, Neighbour};
use super::same_title::plain_title;
use crate::base::diag::{Code, Diagnostic};
use crate::base::period::Period;
use crate::model::{Expression, Goal, Measure, Target};
use crate::plain;

/// A book beside this one wants another figure of the same measure.
pub const TARGET_DIFFERS_ELSEWHERE: Code = Code("lint::target-differs-elsewhere");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for neighbour in linted.neighbours {
        let mut known: FxHashMap<String, Vec<&Measure>> = FxHashMap::default();
        for measure in neighbour.book.measures.values().filter(|one| one.title != one.id) {
            known.entry(what(&measure.title)).or_default().push(measure);
        }
        for measure in linted.book.measures.values() {
            for other in known.get(&what(&measure.title)).into_iter().flatten() {
                if measure.unit.kind == other.unit.kind {
                    compare(linted, measure, (neighbour, other), found);
                }
            }
        }
    }
}

/// What a title is about, without the words for what is wanted of it: one board writes `Increase the proportion of …`
/// and another `Proportion of …`.
fn what(title: &str) -> String {
    const WANTED: [&str; 9] =
        ["increase", "decrease", "reduce", "raise", "improve", "maintain", "ensure", "keep", "the"];
    let plain = plain_title(title);
    let words = plain.split(' ').skip_while(|word| WANTED.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

fn compare(
    linted: &Linted<'_>,
    measure: &Measure,
    (neighbour, other): (&Neighbour, &Measure),
    found: &mut Vec<Diagnostic>,
) {
    for own in &measure.targets {
        let Some(theirs) = other.targets.iter().find(|sequence| sequence.name == own.name) else { continue };
        for target in &own.targets {
            let differs = |their: &&Target| at_one_time(target, their) && differ(&target.goal, &their.goal);
            let Some(their) = theirs.targets.iter().find(differs) else { continue };
            let (here, there) =
                (plain::target(target, measure, linted.book), plain::target(their, other, &neighbour.book));
            found.push(
                Diagnostic::warning(
                    TARGET_DIFFERS_ELSEWHERE,
                    format!("measure `{}` has another target in `{}`", measure.id, neighbour.name),
                )
                .label(target.span, format!("{here} here"))
                .label(their.span, format!("{there} there, as measure `{}`", other.id))
                .help("let the two books agree, or say in the titles what makes two measures of it"),
            );
            return;
        }
    }
}

/// True when both could judge one period, as far as they say when they hold.
fn at_one_time(one: &Target, other: &Target) -> bool {
    let first = |target: &Target| target.from.or(target.year).map(|period: Period| period.start);
    let last = |target: &Target| target.by.or(target.year).map(|period: Period| period.end);
    let ends_before = |a: &Target, b: &Target| last(a).zip(first(b)).is_some_and(|(end, start)| end < start);
    // Two that end in different years, and do not say when they begin, are targets of different years.
    let same_end = match (last(one), last(other)) {
        (Some(a), Some(b)) if first(one).is_none() || first(other).is_none() => a == b,
        _ => true,
    };
    same_end && !ends_before(one, other) && !ends_before(other, one)
}

/// True when two goals are surely not the same: another figure, or one that is set where the other is still to be.
fn differ(one: &Goal, other: &Goal) -> bool {
    let to_be_set = |goal: &Goal| matches!(goal, Goal::ToBeSet { .. });
    if to_be_set(one) != to_be_set(other) {
        return true;
    }
    match (one, other) {
        (
            Goal::Limit { bound, figure: Expression::Number(figure) },
            Goal::Limit { bound: their_bound, figure: Expression::Number(theirs) },
        ) => figure != theirs || bound != their_bound,
        (
            Goal::Exactly { figure: Expression::Number(a) },
            Goal::Exactly { figure: Expression::Number(b) },
        ) => a != b,
        (Goal::Between { low, high }, Goal::Between { low: their_low, high: their_high }) => {
            low != their_low || high != their_high
        }
        (Goal::MetBy { day }, Goal::MetBy { day: theirs }) => day != theirs,
        (
            Goal::Limit { .. }
            | Goal::Exactly { .. }
            | Goal::Between { .. }
            | Goal::ToBeSet { .. }
            | Goal::MetBy { .. },
            _,
        ) => false,
    }
}
