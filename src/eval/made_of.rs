//! Submitted figures against what they are made of: the periods of another measure that they add up, the measures that are
//! their numerator and denominator.

use super::diags;
use super::judge::Judge;
use super::look::Look;
use super::outcome::{Amount, FigureSource, Outcome};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Diagnostic};
use crate::base::exact::Exact;
use crate::data::PlaceId;
use crate::model::{Measure, OverTime, Whose};

/// One finding for each figure that is something else than what it is made of comes to.
pub(super) fn all(judge: &Judge<'_>, results: &[Outcome]) -> Vec<Diagnostic> {
    let is_made = |one: &&Outcome| {
        let made_of = &judge.book.measures[one.measure].made_of;
        made_of.measures().next().is_some()
    };
    results.iter().filter(is_made).flat_map(|one| of_result(judge, one)).collect()
}

/// A submitted number, how far it may be off by being rounded, and its row.
struct Submitted<'o> {
    value: &'o Exact,
    half: Exact,
    cell: &'o Cell,
}

impl Submitted<'_> {
    fn is(&self, other: &Exact) -> bool {
        self.value.minus(other).magnitude() <= self.half
    }
}

fn submitted(one: &Outcome) -> Option<Submitted<'_>> {
    let figure = one.figure.as_ref()?;
    match (&figure.source, &figure.amount) {
        (FigureSource::Data(cell), Amount::Number { value, places }) => {
            Some(Submitted { value, half: Exact::decimal(5, places.saturating_add(1)), cell })
        }
        _ => None,
    }
}

fn of_result(judge: &Judge<'_>, one: &Outcome) -> Vec<Diagnostic> {
    let measure = &judge.book.measures[one.measure];
    let series = judge.of_measure(one.measure).iter().find(|series| series.place == one.place);
    let (Some(series), Some(submitted)) = (series, submitted(one)) else { return Vec::new() };
    let look = judge.look(series, series.report).computing();
    let over = measure.made_of.over_time.as_ref();
    let over = over.and_then(|over| over_time(look, measure, over, &submitted));
    over.into_iter().chain(quotient(look, measure, &submitted)).collect()
}

/// None where it agrees, or where something that it adds up is not known.
fn over_time(
    look: Look<'_, '_>,
    measure: &Measure,
    over: &OverTime,
    own: &Submitted<'_>,
) -> Option<Diagnostic> {
    let stretch = look.stretch(&Whose { measure: Some(over.measure), group: None }, over.reach)?;
    let numbers: Option<Vec<Exact>> = stretch.looks.iter().map(|look| look.number()).collect();
    let numbers = numbers.filter(|all| !all.is_empty() && all.len() == stretch.wanted as usize)?;
    let sum = numbers.iter().fold(Exact::zero(), |sum, one| sum.plus(one));
    let comes_to =
        if over.average { sum.over(&Exact::from(i64::try_from(numbers.len()).ok()?))? } else { sum };
    if own.is(&comes_to) {
        return None;
    }
    let part = &look.judge.book.measures[over.measure];
    Some(diags::periods_do_not_add_up(measure, part, over, (own.value, &comes_to), own.cell.clone()))
}

/// None where it agrees, or where numerator or denominator is not known.
fn quotient(look: Look<'_, '_>, measure: &Measure, own: &Submitted<'_>) -> Option<Diagnostic> {
    let made_of = &measure.made_of;
    let span = made_of.numerator.or(made_of.denominator).map(|(_, span)| span)?;
    let named = |part: Option<(Id<Measure>, _)>| match part {
        Some((id, _)) => number_beside(look, id).map(Some),
        None => Some(None),
    };
    let above = named(made_of.numerator)?.or_else(|| look.numerator())?;
    let below = named(made_of.denominator)?.or_else(|| look.denominator())?;
    let comes_to = above.times(&look.per()?).over(&below)?;
    if own.is(&comes_to) {
        return None;
    }
    Some(diags::quotient_does_not_agree(
        measure,
        (&above, &below),
        (own.value, &comes_to),
        span,
        own.cell.clone(),
    ))
}

/// The figure of another measure for the same period: of the same group, else of the whole.
fn number_beside(look: Look<'_, '_>, id: Id<Measure>) -> Option<Exact> {
    let series = look
        .judge
        .like(id, look.series)
        .or_else(|| look.judge.of_measure(id).iter().find(|series| series.place == PlaceId::WHOLE))?;
    let there = look.of(series, look.slot_in(series)?);
    let (own, other) = (look.period()?, there.period()?);
    there.number().filter(|_| (own.start, own.end) == (other.start, other.end))
}
