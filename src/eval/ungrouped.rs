//! Rows without a group beside rows of groups: whether the whole was meant, or a group was forgotten.

use super::diags;
use super::judge::Judge;
use super::timeline::{Point, SeriesTimeline};
use crate::base::diag::Diagnostic;
use crate::base::rhythm::Slot;
use crate::data::{PlaceId, Row};
use crate::model::{Measure, OnGroups};

/// A finding for each row that names no group, where some groups of its period have a figure and another has none; and for
/// each that is not used at all, since the whole goes by its groups.
pub(super) fn all(judge: &Judge<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for id in judge.book.reading_order() {
        let measure = &judge.book.measures[id];
        let Some(own) = judge.data.find(id, PlaceId::WHOLE).filter(|_| !measure.by.is_empty()) else {
            continue;
        };
        let groups: Vec<&SeriesTimeline> = judge
            .of_measure(id)
            .iter()
            .filter(|one| one.place != PlaceId::WHOLE && one.made.is_own())
            .collect();
        for row in judge.data.rows(own) {
            findings.extend(of_row(judge, measure, &groups, row));
        }
    }
    findings
}

fn of_row(judge: &Judge<'_>, measure: &Measure, groups: &[&SeriesTimeline], row: Row) -> Option<Diagnostic> {
    let period = judge.data.period(row).filter(|period| period.end <= judge.as_of)?;
    judge.data.known_on(row).filter(|day| *day <= judge.as_of)?;
    let at = row.0 as usize;
    let said = judge.data.file.get(at).copied().zip(judge.data.line.get(at).copied());
    if said.is_some_and(|place| judge.data.said_whole.contains(&place)) {
        return None;
    }
    let slot = measure.due.slot_of(period.end);
    let (there, without): (Vec<&SeriesTimeline>, Vec<&SeriesTimeline>) =
        groups.iter().partition(|group| has_row(group, slot));
    // With no group beside it, it is the whole that was sent.
    if there.is_empty() {
        return None;
    }
    let declared = without.iter().filter(|one| judge.places.is_declared(measure, one.place));
    let forgotten: Vec<String> = declared.map(|group| judge.title(group.place)).collect();
    let unused = measure.on_groups.joining().is_some() || measure.on_groups == OnGroups::Gap;
    let cell = judge.data.cell(row);
    if forgotten.is_empty() {
        return unused.then(|| diags::row_not_used_beside_groups(measure, cell));
    }
    let reckoned = unused || matches!(measure.on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_));
    Some(diags::row_without_group(measure, &period, &forgotten, reckoned, cell))
}

fn has_row(group: &SeriesTimeline, slot: Slot) -> bool {
    matches!(group.point(slot), Some(Point::Row(_)))
}
