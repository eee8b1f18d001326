//! Keeps withheld figures from being worked out where one measure is the total of others: a figure that is missing from
//! the sum is what the rest leaves over, so a second one is withheld.

use rustc_hash::FxHashMap;

use super::crossing;
use super::diags;
use super::disclosure::{count, of_measure, place, rows_of, withhold};
use super::exposure::{Hidden, is_any_given_away};
use super::observations::{Observations, PlaceId, Row};
use super::submitted::State;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::model::{Measure, OnGroups, RuleBook, Withholding};

/// Why a figure is withheld.
const AS_WELL: &str = "withheld so that another measure's figure cannot be worked out";

/// Withholds what would give a withheld figure away between a measure and those that add up to it.
pub(super) fn of_measures(book: &RuleBook, seen: &mut Observations, findings: &mut Vec<Diagnostic>) {
    let wholes: Vec<(Id<Measure>, &[Id<Measure>])> = book
        .measures
        .iter()
        .filter_map(|(id, measure)| Some((id, measure.total_of.as_ref()?.measures.as_slice())))
        .collect();
    if wholes.is_empty() {
        return;
    }
    let by_period = by_period(book, seen, &wholes);
    let times: Vec<Vec<(Period, PlaceId)>> = wholes.iter().map(|(id, _)| times(book, seen, *id)).collect();
    // What is withheld here may give something away elsewhere. Each round withholds something, so it ends.
    let mut goes_on = true;
    while goes_on {
        goes_on = false;
        for ((id, parts), times) in wholes.iter().zip(&times) {
            for (period, at) in times.iter().copied() {
                let addend = |id| {
                    let rows = by_period.get(&(id, period)).map_or(&[][..], Vec::as_slice);
                    addend(book, seen, id, (period, at), rows)
                };
                let sum = Sum { whole: addend(*id), parts: parts.iter().map(|id| addend(*id)).collect() };
                let Some((measure, figure)) = sum.next_to_withhold() else { continue };
                goes_on = true;
                hold(book, seen, (measure, period), figure, findings);
            }
        }
    }
}

type ByPeriod = FxHashMap<(Id<Measure>, Period), Vec<Row>>;

/// The rows of every measure that is a sum or part of one.
fn by_period(book: &RuleBook, seen: &Observations, wholes: &[(Id<Measure>, &[Id<Measure>])]) -> ByPeriod {
    let mut measures: Vec<Id<Measure>> = wholes.iter().map(|(id, _)| *id).collect();
    measures.extend(wholes.iter().flat_map(|(_, parts)| parts.iter().copied()));
    measures.sort_unstable();
    measures.dedup();
    let mut all = ByPeriod::default();
    for id in measures {
        for row in rows_of(book, seen, id) {
            if let Some(period) = seen.period(row) {
                all.entry((id, period)).or_default().push(row);
            }
        }
    }
    all
}

/// The periods and places for which a measure has figures, and the whole for each period.
fn times(book: &RuleBook, seen: &Observations, id: Id<Measure>) -> Vec<(Period, PlaceId)> {
    let mut all = Vec::new();
    for row in rows_of(book, seen, id) {
        let Some(period) = seen.period(row) else { continue };
        if all.last().is_none_or(|(last, _)| *last != period) {
            all.push((period, PlaceId::WHOLE));
        }
        let at = place(seen, row);
        if at != PlaceId::WHOLE {
            all.push((period, at));
        }
    }
    all
}

fn hold(
    book: &RuleBook,
    seen: &mut Observations,
    (id, period): (Id<Measure>, Period),
    figure: Figure,
    findings: &mut Vec<Diagnostic>,
) {
    match figure {
        Figure::Row(row) => {
            let mut cell = seen.cell(row);
            cell.text = String::new();
            findings.push(diags::withheld_in_a_sum(&book.measures[id].id, &period.when(), cell));
            withhold(seen, row, AS_WELL);
        }
        Figure::Joined => seen.withheld_totals.push((id, period)),
    }
    match book.measures[id].by.len() {
        0 => {}
        1 => of_measure(book, id, &book.measures[id], seen, findings),
        _ => crossing::of_measure(book, id, &book.measures[id], seen, findings),
    }
}

/// Where a figure stands.
#[derive(Debug, Clone, Copy)]
enum Figure {
    /// In a row.
    Row(Row),
    /// Nowhere: it is put together from groups.
    Joined,
}

/// One figure of a sum.
struct Addend {
    measure: Id<Measure>,
    figure: Figure,
    /// What it comes to, where that is shown.
    shown: Option<Exact>,
    /// What a reader knows of it where it is withheld.
    hidden: Hidden,
}

/// A measure and those that add up to it, for one period and place.
struct Sum {
    whole: Option<Addend>,
    /// None where one of them has no figure, so that nothing can be worked out.
    parts: Option<Vec<Addend>>,
}

impl Sum {
    /// The figure that gives another one away; none when none does.
    fn next_to_withhold(self) -> Option<(Id<Measure>, Figure)> {
        let (whole, parts) = (self.whole?, self.parts?);
        let (shown, hidden): (Vec<&Addend>, Vec<&Addend>) = parts.iter().partition(|one| one.shown.is_some());
        let Some(total) = &whole.shown else {
            // The whole is withheld, and is the sum of what is shown.
            let least = shown.into_iter().min_by(|a, b| a.shown.cmp(&b.shown))?;
            return hidden.is_empty().then_some((least.measure, least.figure));
        };
        if hidden.is_empty() {
            return None;
        }
        let together = shown
            .iter()
            .filter_map(|one| one.shown.as_ref())
            .fold(total.clone(), |rest, one| rest.minus(one));
        let known: Vec<Hidden> = hidden.iter().map(|one| one.hidden.clone()).collect();
        is_any_given_away(&known, &together).then_some((whole.measure, whole.figure))
    }
}

/// The figure of a measure for a period and place; none where it has none.
fn addend(
    book: &RuleBook,
    seen: &Observations,
    id: Id<Measure>,
    (period, at): (Period, PlaceId),
    rows: &[Row],
) -> Option<Addend> {
    let measure = &book.measures[id];
    let anything = Hidden { least: Exact::zero(), most: None };
    if let Some(row) = rows.iter().find(|row| place(seen, **row) == at) {
        let (shown, hidden) = match seen.state(*row) {
            State::Number => (Some(count(measure, seen, *row)?), anything),
            State::Withheld => (None, known_of(measure, seen, *row)),
            State::Yes
            | State::No
            | State::Day
            | State::Level
            | State::Missing
            | State::NotApplicable
            | State::Invalid => return None,
        };
        return Some(Addend { measure: id, figure: Figure::Row(*row), shown, hidden });
    }
    if rows.is_empty() || at != PlaceId::WHOLE || measure.on_groups != OnGroups::Total {
        return None;
    }
    let mut counts = rows.iter().map(|row| count(measure, seen, *row));
    let together = counts.try_fold(Exact::zero(), |sum, one| Some(sum.plus(&one?)));
    let held = seen.withheld_totals.contains(&(id, period));
    let shown = if held { None } else { Some(together?) };
    Some(Addend { measure: id, figure: Figure::Joined, shown, hidden: anything })
}

/// What a reader knows of a withheld count: by the rule it is small, unless it was withheld because of another.
fn known_of(measure: &Measure, seen: &Observations, row: Row) -> Hidden {
    match (&measure.withholds, count(measure, seen, row)) {
        (Some(rule @ Withholding::Counts { from, to, .. }), Some(count)) if rule.holds_back(&count) => {
            Hidden { least: from.clone(), most: Some(to.clone()) }
        }
        _ => Hidden { least: Exact::zero(), most: None },
    }
}
