//! `lint::target-cannot-be-missed`: every possible value is on target.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::exact::Exact;
use crate::base::unit::{Kind, Unit};
use crate::model::{Bound, Expression, Goal, Measure, Target};

/// Every possible value is on target.
pub const TARGET_CANNOT_BE_MISSED: Code = Code("lint::target-cannot-be-missed");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (measure, target) in one_sided(linted) {
        let Goal::Limit { bound, figure: Expression::Number(figure) } = &target.goal else { continue };
        let (low, high) = ends(&measure.unit);
        let always = match bound {
            Bound::AtLeast => low.is_some_and(|low| *figure <= low),
            Bound::Above => low.is_some_and(|low| *figure < low),
            Bound::AtMost => high.is_some_and(|high| *figure >= high),
            Bound::Below => high.is_some_and(|high| *figure > high),
        };
        // That it asks for less than the baseline has is told already.
        let told = measure
            .baseline
            .as_ref()
            .is_some_and(|baseline| bound.met_by(&baseline.value, figure) && baseline.value != *figure);
        if always && !told {
            found.push(
                Diagnostic::warning(
                    TARGET_CANNOT_BE_MISSED,
                    format!("every possible value meets the target of measure `{}`", measure.id),
                )
                .label(target.span, format!("{} cannot be missed", measure.unit.show(figure)))
                .help("check the figure and its direction; with nothing wanted, write `aim monitor`"),
            );
        }
    }
}

/// The targets of measures whose values have an end that is sure.
pub(super) fn one_sided<'l>(linted: &'l Linted<'_>) -> impl Iterator<Item = (&'l Measure, &'l Target)> {
    let all = linted.book.measures.values().filter(|measure| !measure.is_monitor());
    all.flat_map(|measure| {
        let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
        targets.map(move |target| (measure, target))
    })
}

/// The lowest and the highest value there can be: a count is nought or more, a share of something up to 100%.
pub(super) fn ends(unit: &Unit) -> (Option<Exact>, Option<Exact>) {
    match unit.kind {
        Kind::Percent if unit.words.trim_start_matches('%').trim_start().starts_with("of ") => {
            (Some(Exact::zero()), Some(Exact::decimal(100, 0)))
        }
        Kind::Count | Kind::Rate | Kind::Duration(_) => (Some(Exact::zero()), None),
        Kind::Percent | Kind::Money | Kind::Points | Kind::YesNo | Kind::Date | Kind::Rating => (None, None),
    }
}
