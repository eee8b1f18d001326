//! `lint::target-is-the-baseline`: a measure is to go up or down, and its target is where it already stands.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Aim, Expression, Goal};

/// A measure is to go up or down, and its target is where it already stands.
pub const TARGET_IS_THE_BASELINE: Code = Code("lint::target-is-the-baseline");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some(baseline) = &measure.baseline else { continue };
        let Some(aim @ (Aim::Reduce | Aim::Increase)) = measure.aim else { continue };
        for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
            let Goal::Limit { bound, figure: Expression::Number(figure) } = &target.goal else { continue };
            if bound.includes_end() && *figure == baseline.value {
                let shown = measure.unit.show(figure);
                found.push(
                    Diagnostic::warning(
                        TARGET_IS_THE_BASELINE,
                        format!(
                            "measure `{}` is to {}, and its target asks for no change",
                            measure.id,
                            aim.word()
                        ),
                    )
                    .label(target.span, format!("{shown} is on target"))
                    .label(baseline.span, format!("and {shown} is where it started"))
                    .help("check the figure; if standing still is enough, write `aim maintain`"),
                );
            }
        }
    }
}
