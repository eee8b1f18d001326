//! `lint::rounding-hides-target`: values are rounded to fewer places than the target has.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Expression, Goal};

/// Values are rounded to fewer places than the target has.
pub const ROUNDING_HIDES_TARGET: Code = Code("lint::rounding-hides-target");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some(list) = measure.list.as_ref() else { continue };
        let Some(places) = list.rounded_to else { continue };
        for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
            let (Goal::Limit { figure: Expression::Number(figure), .. }
            | Goal::Exactly { figure: Expression::Number(figure) }) = &target.goal
            else {
                continue;
            };
            if figure.rounded(places) == *figure {
                continue;
            }
            let shown = measure.unit.show(figure);
            let least = measure.unit.show(&figure.rounded(places));
            found.push(
                Diagnostic::warning(
                    ROUNDING_HIDES_TARGET,
                    format!("no rounded value of measure `{}` is ever its target", measure.id),
                )
                .label(target.span, format!("{shown}, and values are rounded before they are judged"))
                .label(linted.book.ratings[list.rating].span, "this rating rounds them")
                .help(format!("write {least} as the target, or round values to more places")),
            );
        }
    }
}
