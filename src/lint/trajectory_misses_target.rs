//! `lint::trajectory-misses-target`: the last step of a trajectory is not the year's target.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Bound, Expression, Goal, Trajectory};

/// The last step of a trajectory is not the year's target.
pub const TRAJECTORY_MISSES_TARGET: Code = Code("lint::trajectory-misses-target");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some(Trajectory::Points { points, span }) = &measure.trajectory else { continue };
        let Some((last, step)) = points.last() else { continue };
        let targets = measure.judged_targets().into_iter().flat_map(|sequence| &sequence.targets);
        for target in targets {
            let Goal::Limit { bound, figure: Expression::Number(figure) } = &target.goal else { continue };
            let whole = target.year.or(target.by).filter(|whole| whole.end == last.end);
            if whole.is_none() || step == figure {
                continue;
            }
            let easier = match bound {
                Bound::AtLeast | Bound::Above => step < figure,
                Bound::AtMost | Bound::Below => step > figure,
            };
            let how = if easier { "short of" } else { "beyond" };
            let (step, figure) = (measure.unit.show(step), measure.unit.show(figure));
            found.push(
                Diagnostic::warning(
                    TRAJECTORY_MISSES_TARGET,
                    format!("the trajectory of measure `{}` ends {how} its target", measure.id),
                )
                .label(*span, format!("{step} in {last}"))
                .label(target.span, format!("and {figure} is wanted by then"))
                .help("let the last step be the target, or mend the target"),
            );
        }
    }
}
