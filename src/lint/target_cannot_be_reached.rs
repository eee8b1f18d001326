//! `lint::target-cannot-be-reached`: no possible value is on target.

use super::linted::Linted;
use super::target_cannot_be_missed::{ends, one_sided};
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Bound, Expression, Goal};

/// No possible value is on target.
pub const TARGET_CANNOT_BE_REACHED: Code = Code("lint::target-cannot-be-reached");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (measure, target) in one_sided(linted) {
        let Goal::Limit { bound, figure: Expression::Number(figure) } = &target.goal else { continue };
        let (low, high) = ends(&measure.unit);
        // `above 100%` leaves a level of the rating without a value, which is an error of its own.
        let told = measure.list.is_some() && !bound.includes_end();
        if told && [&low, &high].into_iter().flatten().any(|end| end == figure) {
            continue;
        }
        let never = match bound {
            Bound::AtLeast => high.is_some_and(|high| *figure > high),
            Bound::Above => high.is_some_and(|high| *figure >= high),
            Bound::AtMost => low.is_some_and(|low| *figure < low),
            Bound::Below => low.is_some_and(|low| *figure <= low),
        };
        if never {
            found.push(
                Diagnostic::warning(
                    TARGET_CANNOT_BE_REACHED,
                    format!("no possible value meets the target of measure `{}`", measure.id),
                )
                .label(target.span, format!("nothing reaches {}", measure.unit.show(figure)))
                .help("check the figure, its direction and the `unit`"),
            );
        }
    }
}
