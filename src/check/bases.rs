//! Figures that are put together in a computed measure have to count over the same stretch: a month beside a year so far,
//! or beside a month multiplied up to the year, makes a number that nobody can read.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::model::walk::Part;
use crate::model::{Counts, Expression, Measure, Quantity};

/// Looks at every computed measure, once all measures are read.
pub(super) fn bases(cx: &mut Checker) {
    let ids: Vec<Id<Measure>> = cx.book.measures.iter().map(|(id, _)| id).collect();
    for id in ids {
        let computed = cx.book.measures[id].computed.as_ref();
        let Some((amount, at)) = computed.and_then(|one| Some((one.amount.as_ref()?, one.span))) else {
            continue;
        };
        let Some((one, other)) = mixed(cx, amount) else { continue };
        let (one, other) = (&cx.book.measures[one], &cx.book.measures[other]);
        let finding = diags::counted_differently((one, &words(one)), (other, &words(other)), at);
        cx.findings.push(finding);
        cx.book.measures[id].faulty = true;
    }
}

/// The first two measures within a sum, a difference or an average whose figures count differently.
fn mixed(cx: &Checker, amount: &Expression) -> Option<(Id<Measure>, Id<Measure>)> {
    let mut together = Vec::new();
    if is_sum(amount) {
        added(amount, &mut together);
    } else if let Expression::Window(window) = amount {
        together.extend(&window.measures);
    }
    let mut pairs = together.iter().zip(together.iter().skip(1));
    let differ = pairs.find(|(one, other)| differ(&cx.book.measures[**one], &cx.book.measures[**other]));
    if let Some((one, other)) = differ {
        return Some((*one, *other));
    }
    amount.parts().into_iter().find_map(|part| match part {
        Part::Amount(amount) => mixed(cx, amount),
        Part::Condition(_) => None,
    })
}

/// The measures whose values stand in a sum as they are.
fn added(amount: &Expression, together: &mut Vec<Id<Measure>>) {
    if let Expression::Quantity { quantity: Quantity::Value, measure: Some(measure), .. } = amount {
        together.push(*measure);
    } else if is_sum(amount) {
        for part in amount.parts() {
            if let Part::Amount(amount) = part {
                added(amount, together);
            }
        }
    }
}

fn is_sum(amount: &Expression) -> bool {
    matches!(amount, Expression::Plus(..) | Expression::Minus(..) | Expression::Min(_) | Expression::Max(_))
}

/// Where a measure does not say how its figures count, nothing is held against it.
fn differ(one: &Measure, other: &Measure) -> bool {
    let said = one.counts.zip(other.counts);
    one.scaled_up != other.scaled_up || said.is_some_and(|(one, other)| one != other)
}

fn words(measure: &Measure) -> String {
    let noun = measure.due.noun();
    if measure.scaled_up {
        return format!("one {noun} scaled up to the year");
    }
    match measure.counts {
        Some(Counts::InPeriod) | None => format!("one {noun}"),
        Some(Counts::FromStartOfYear) => "the year so far".to_owned(),
        Some(Counts::LastTwelveMonths) => "the last twelve months".to_owned(),
        Some(Counts::AtEndOfPeriod) => "how things stood on one day".to_owned(),
    }
}
