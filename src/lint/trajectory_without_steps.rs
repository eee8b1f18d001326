//! `lint::trajectory-without-steps`: a target is in force for periods of which the trajectory says nothing.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::suggest::listed;
use crate::model::{Goal, Trajectory};

/// A target is in force for periods of which the trajectory says nothing.
pub const TRAJECTORY_WITHOUT_STEPS: Code = Code("lint::trajectory-without-steps");

/// More periods than this are not named one by one.
const MOST: usize = 4;

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some(Trajectory::Points { points, span }) = &measure.trajectory else { continue };
        let Some((last, _)) = points.last() else { continue };
        for target in measure.judged_targets().into_iter().flat_map(|sequence| &sequence.targets) {
            let Some(year) = target.year.filter(|_| !matches!(target.goal, Goal::ToBeSet { .. })) else {
                continue;
            };
            let slots = measure.due.slot_of(year.start)..=measure.due.slot_of(year.end);
            let periods: Vec<_> = slots.filter_map(|slot| measure.due.period(slot)).collect();
            let has_step = |end| points.iter().any(|(of, _)| of.contains(end));
            let without: Vec<String> =
                periods.iter().filter(|of| !has_step(of.end)).map(ToString::to_string).collect();
            if without.is_empty() {
                continue;
            }
            let which = if without.len() == periods.len() {
                year.to_string()
            } else if without.len() > MOST {
                format!("{} of the periods of {year}", without.len())
            } else {
                listed(&without, "and")
            };
            let example = without.first().map_or("", String::as_str);
            found.push(
                Diagnostic::warning(
                    TRAJECTORY_WITHOUT_STEPS,
                    format!("the trajectory of measure `{}` has no step for {which}", measure.id),
                )
                .label(target.span, "this target is reached by a trajectory, and without a step nothing is judged")
                .label(*span, format!("its last step is of {last}"))
                .help(format!(
                    "add the steps to the trajectory, each with its year, as in `{example} 125`; one trajectory may hold several years"
                )),
            );
        }
    }
}
