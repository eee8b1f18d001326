//! Groups that ought to add up to the figure for the whole, and do not.

use super::diags;
use super::outcome::{Amount, Figure, FigureSource, Outcome};
use crate::base::diag::Diagnostic;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::data::PlaceId;
use crate::model::RuleBook;

/// One finding for each measure whose counts for all groups are there, add up to something else than the figure
/// submitted for the whole, and are of the same period.
pub(super) fn all(book: &RuleBook, results: &[Outcome]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // The results of one measure stand together.
    for own in results.chunk_by(|a, b| a.measure == b.measure) {
        let Some(whole) = own.iter().find(|one| one.place == PlaceId::WHOLE) else { continue };
        let measure = &book.measures[whole.measure];
        let adds_up = matches!(measure.unit.kind, Kind::Count | Kind::Money | Kind::Points);
        if measure.by.len() != 1 || !adds_up {
            continue;
        }
        let Some(figure) = &whole.figure else { continue };
        let (Some(total), FigureSource::Data(cell)) = (number(figure), &figure.source) else { continue };
        let groups: Vec<&Outcome> = own.iter().filter(|one| one.place != PlaceId::WHOLE).collect();
        let Some(sum) = sum(&groups, figure).filter(|sum| sum != total) else { continue };
        findings.push(diags::groups_do_not_add_up(measure, total, &sum, groups.len(), cell.clone()));
    }
    findings
}

/// The groups' figures together; none unless each has one of the same period.
fn sum(groups: &[&Outcome], whole: &Figure) -> Option<Exact> {
    if groups.is_empty() {
        return None;
    }
    groups.iter().try_fold(Exact::zero(), |sum, group| {
        let figure = group.figure.as_ref().filter(|figure| figure.period == whole.period)?;
        Some(sum.plus(number(figure)?))
    })
}

fn number(figure: &Figure) -> Option<&Exact> {
    match &figure.amount {
        Amount::Number { value, .. } => Some(value),
        Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => None,
    }
}
