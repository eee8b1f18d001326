//! Figures that ought to add up, and do not: groups to the whole, smaller groups to the larger one they lie in, measures
//! to the measure that is their total.

use super::diags;
use super::judge::Judge;
use super::nested;
use super::outcome::{Amount, Figure, FigureSource, Outcome, ResultKind};
use crate::base::diag::{Cell, Diagnostic};
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::data::PlaceId;
use crate::model::Measure;

/// One finding for each whole whose parts are all there, add up to something else, and are of the same period.
pub(super) fn all(judge: &Judge<'_>, results: &[Outcome]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // The results of one measure stand together.
    for own in results.chunk_by(|a, b| a.measure == b.measure) {
        let Some(first) = own.first() else { continue };
        let measure = &judge.book.measures[first.measure];
        let adds_up = matches!(measure.unit.kind, Kind::Count | Kind::Money | Kind::Points);
        // What groups are apart is no sum of them.
        if adds_up && measure.gap.is_none() && judge.book.own_groups(measure).count() == 1 {
            findings.extend(of_groups(judge, measure, own));
        }
        findings.extend(own.iter().filter_map(|one| of_measures(judge, measure, one, results)));
    }
    findings
}

/// The groups of a measure against the whole, and against each group that holds some of them.
fn of_groups(judge: &Judge<'_>, measure: &Measure, own: &[Outcome]) -> Vec<Diagnostic> {
    let holds_others = |one: &Outcome| {
        let place = judge.places.place(one.place, judge.data);
        place.is_some_and(|place| {
            place.parts.iter().any(|(kind, _)| !judge.book.own_groups(measure).any(|own| own == *kind))
        })
    };
    let (larger, groups): (Vec<&Outcome>, Vec<&Outcome>) =
        own.iter().partition(|one| one.place == PlaceId::WHOLE || holds_others(one));
    let mut findings = Vec::new();
    // A whole that goes by one of its groups shows that group's figure, and none of its own.
    let goes_by_one = measure.on_groups.joining().is_some();
    for whole in larger.into_iter().filter(|one| one.place != PlaceId::WHOLE || !goes_by_one) {
        let Some((figure, total, cell)) = submitted(whole) else { continue };
        let lies_in = |one: &&&Outcome| {
            whole.place == PlaceId::WHOLE
                || nested::lies_in(judge.book, &judge.places, judge.data, one.place, whole.place)
        };
        let inside: Vec<&Outcome> = groups.iter().filter(lies_in).copied().collect();
        let Some(sum) = sum(&inside, figure).filter(|sum| sum != total) else { continue };
        let count = inside.iter().filter(|one| one.kind != ResultKind::NotApplicable).count();
        findings.push(if whole.place == PlaceId::WHOLE {
            diags::groups_do_not_add_up(measure, total, &sum, count, cell.clone())
        } else {
            let rows: Vec<Cell> = inside.iter().filter_map(|one| Some(submitted(one)?.2.clone())).collect();
            diags::groups_within_do_not_add_up(measure, &whole.group, (total, &sum), cell.clone(), rows)
        });
    }
    findings
}

/// A measure that is the total of others, against them, group by group where they have the same groups.
fn of_measures(
    judge: &Judge<'_>,
    measure: &Measure,
    whole: &Outcome,
    results: &[Outcome],
) -> Option<Diagnostic> {
    let total_of = measure.total_of.as_ref()?;
    let (figure, total, cell) = submitted(whole)?;
    let parts: Vec<&Outcome> = total_of
        .measures
        .iter()
        .map(|id| results.iter().find(|one| one.measure == *id && one.place == whole.place))
        .collect::<Option<_>>()?;
    let sum = sum(&parts, figure).filter(|sum| sum != total)?;
    let named: Vec<(String, Cell)> = parts
        .iter()
        .filter_map(|one| Some((judge.book.measures[one.measure].id.clone(), submitted(one)?.2.clone())))
        .collect();
    Some(diags::measures_do_not_add_up(measure, (total, &sum), total_of.span, cell.clone(), named))
}

/// A number that was submitted, with its row.
fn submitted(one: &Outcome) -> Option<(&Figure, &Exact, &Cell)> {
    let figure = one.figure.as_ref()?;
    match &figure.source {
        FigureSource::Data(cell) => Some((figure, number(figure)?, cell)),
        FigureSource::Baseline(_) | FigureSource::Computed(_) => None,
    }
}

/// The figures of the parts together; none unless each that applies has one of the same period.
fn sum(parts: &[&Outcome], whole: &Figure) -> Option<Exact> {
    let mut applying = parts.iter().filter(|part| part.kind != ResultKind::NotApplicable).peekable();
    applying.peek()?;
    applying.try_fold(Exact::zero(), |sum, part| {
        let figure = part.figure.as_ref().filter(|figure| figure.period == whole.period)?;
        Some(sum.plus(number(figure)?))
    })
}

fn number(figure: &Figure) -> Option<&Exact> {
    match &figure.amount {
        Amount::Number { value, .. } => Some(value),
        Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => None,
    }
}
