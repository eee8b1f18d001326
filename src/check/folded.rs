//! One slip told once: amounts that no longer fit their measure since its unit was changed, and measures that lost
//! their rating since a second one was declared.

use super::{Checker, diags};
use crate::base::diag::{Diagnostic, Place};
use crate::base::span::Span;

/// Several amounts that do not fit one measure are one finding, which says it of the unit.
pub(super) fn units(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut folded: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings {
        let first = measure_of(&finding).and_then(|measure| {
            folded.iter_mut().find(|other| {
                let same = measure_of(other) == Some(measure);
                // An amount without its sign is a slip of its own, unless others show that the unit is not meant.
                let of_unit = [other.code, finding.code].contains(&diags::UNIT_MISMATCH);
                same && of_unit
            })
        });
        match first {
            Some(first) => diags::fold_into(first, finding),
            None => folded.push(finding),
        }
    }
    without_unit(folded)
}

/// Amounts that do not fit a measure because its unit was left out: that is what is wrong, and it is told once.
fn without_unit(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |finding: &Diagnostic| {
        let label = finding.primary().filter(|_| finding.code == diags::MISSING_UNIT)?;
        match &label.place {
            Place::Rule(span) => Some(*span),
            Place::Data(_) => None,
        }
    };
    let bare: Vec<Span> = findings.iter().filter_map(place).collect();
    let misfits = |finding: &Diagnostic| measure_of(finding).filter(|measure| bare.contains(measure));
    let told: Vec<Span> = findings.iter().filter_map(misfits).collect();
    findings
        .into_iter()
        .filter(|finding| place(finding).is_none_or(|measure| !told.contains(&measure)))
        .map(|finding| match measure_of(&finding).filter(|measure| bare.contains(measure)) {
            Some(_) => finding.help("add the `unit` line that is missing, such as `unit % of children`; without one a measure's numbers are read as a count"),
            None => finding,
        })
        .collect()
}

/// The measure that an amount does not fit: its second label.
fn measure_of(finding: &Diagnostic) -> Option<Span> {
    let about_unit = [diags::UNIT_MISMATCH, diags::BARE_NUMBER_ON_A_PERCENTAGE].contains(&finding.code);
    let label = finding.labels.last().filter(|_| about_unit && finding.labels.len() > 1)?;
    match &label.place {
        Place::Rule(span) => Some(*span),
        Place::Data(_) => None,
    }
}

/// Targets that nothing turns into a level. With several ratings, of which none is for all any more, they are told
/// together.
pub(super) fn without_rating(cx: &mut Checker) {
    let all = std::mem::take(&mut cx.names.without_rating);
    let second = cx.book.ratings.values().nth(1).map(|rating| rating.span);
    match (all.as_slice(), second) {
        ([_, _, ..], Some(second)) => {
            let ratings: Vec<String> = cx.book.ratings.values().map(|rating| rating.id.clone()).collect();
            cx.findings.push(diags::rating_no_longer_the_only_one(&all, &ratings, second));
        }
        (all, _) => {
            for (id, target) in all {
                cx.findings.push(diags::target_without_rating(*target, id));
            }
        }
    }
}
