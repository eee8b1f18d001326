//! `lint::figure-not-plausible`: a target or baseline is a value that the measure itself would not believe.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::model::{Expression, Goal, Measure, Trajectory};

/// A target or baseline is a value that the measure itself would not believe.
pub const FIGURE_NOT_PLAUSIBLE: Code = Code("lint::figure-not-plausible");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some((low, high)) = &measure.plausible else { continue };
        for (what, figure, at) in figures(measure) {
            if figure < low || figure > high {
                let (low, high) = (measure.unit.show(low), measure.unit.show(high));
                found.push(
                    Diagnostic::warning(
                        FIGURE_NOT_PLAUSIBLE,
                        format!("the {what} of measure `{}` is not a plausible value of it", measure.id),
                    )
                    .label(at, format!("{} is not between {low} and {high}", measure.unit.show(figure)))
                    .label(measure.id_span, "whose `plausible` line says what is believed")
                    .help("check the figure and the `plausible` line: a value like this would not be judged"),
                );
            }
        }
    }
}

fn figures(measure: &Measure) -> Vec<(&'static str, &Exact, Span)> {
    let mut all: Vec<(&'static str, &Exact, Span)> = Vec::new();
    all.extend(measure.baseline.iter().map(|baseline| ("baseline", &baseline.value, baseline.span)));
    for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
        match &target.goal {
            // The year's figure is no value of a month when it is shared out.
            Goal::Limit { .. } | Goal::Exactly { .. } if target.pro_rata => {}
            Goal::Limit { figure: Expression::Number(figure), .. }
            | Goal::Exactly { figure: Expression::Number(figure) } => {
                all.push(("target", figure, target.span))
            }
            Goal::Between { low, high } => {
                all.extend([("target", low, target.span), ("target", high, target.span)]);
            }
            Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => {}
        }
    }
    if let Some(Trajectory::Points { points, span }) = &measure.trajectory {
        all.extend(points.iter().map(|(_, figure)| ("trajectory", figure, *span)));
    }
    all
}
