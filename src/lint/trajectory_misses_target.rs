//! `lint::trajectory-misses-target`: where a trajectory leads is not the year's target.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::exact::Exact;
use crate::base::period::{Length, Period};
use crate::model::{Bound, Counts, Expression, Goal, Measure, Trajectory};

/// The last step of a trajectory is not the year's target.
pub const TRAJECTORY_MISSES_TARGET: Code = Code("lint::trajectory-misses-target");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some(Trajectory::Points { points, span }) = &measure.trajectory else { continue };
        let targets = measure.judged_targets().into_iter().flat_map(|sequence| &sequence.targets);
        for target in targets {
            let Goal::Limit { bound, figure: Expression::Number(figure) } = &target.goal else { continue };
            let Some(whole) = target.year.or(target.by) else { continue };
            let Some((last, step, said)) = reached(measure, points, &whole) else { continue };
            if step == *figure {
                continue;
            }
            let easier = match bound {
                Bound::AtLeast | Bound::Above => step < *figure,
                Bound::AtMost | Bound::Below => step > *figure,
            };
            let how = if easier { "short of" } else { "beyond" };
            let (step, figure) = (measure.unit.show(&step), measure.unit.show(figure));
            found.push(
                Diagnostic::warning(
                    TRAJECTORY_MISSES_TARGET,
                    format!("the trajectory of measure `{}` ends {how} its target", measure.id),
                )
                .label(*span, format!("{said}{step} in {last}"))
                .label(target.span, format!("and {figure} is wanted by then"))
                .help(if said.is_empty() {
                    "let the last step be the target, or mend the target"
                } else {
                    "let the steps add up to the target, or mend the target"
                }),
            );
        }
    }
}

/// Where the steps within a target's time lead: the last of them, or, where each figure is of its own period alone, all
/// of them together, with the words that say so.
fn reached(
    measure: &Measure,
    points: &[(Period, Exact)],
    whole: &Period,
) -> Option<(Period, Exact, &'static str)> {
    let (last, step) = points.iter().find(|(of, _)| of.end == whole.end)?;
    let is_year = whole.length() == Length::Months(12);
    if !is_year || measure.counts != Some(Counts::InPeriod) || !measure.unit.adds_up() {
        return Some((*last, step.clone(), ""));
    }
    let own = points.iter().filter(|(of, _)| of.start >= whole.start && of.end <= whole.end);
    let (mut days, mut sum) = (0, Exact::zero());
    for (of, step) in own {
        days += of.days();
        sum = sum.plus(step);
    }
    // Steps that leave some of the year out say nothing of the whole of it.
    (days == whole.days()).then_some((*whole, sum, "its steps add up to "))
}
