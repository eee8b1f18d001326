//! The course of a measure: where it starts from, the way to its target, and the values it may plausibly take.

use super::amounts::For;
use super::{Checker, diags, groups, targets};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::{Period, month_named, parse_period};
use crate::base::span::Span;
use crate::base::unit::Unit;
use crate::model::{Baseline, Measure, Trajectory};
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{Amount, BaselineWords, Name, TrajectoryWords};
use chrono::Datelike;

pub(super) fn baseline(
    cx: &mut Checker,
    id: Id<Measure>,
    words: &BaselineWords,
    unit: &Unit,
    span: Span,
) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    let year = targets::own_year(cx, id);
    let read = |cx: &mut Checker, amount: &Amount, when: Option<&PeriodText>| {
        let value = cx.value_in(amount, measure)?;
        let period = match when {
            Some(text) => Some(cx.period(text, year)?),
            None => None,
        };
        Some(Baseline { value, places: amount.places, period, span })
    };
    match words {
        BaselineWords::Unset => true,
        BaselineWords::Whole(amount, when) => {
            let read = read(cx, amount, when.as_ref());
            let whole = read.is_some();
            cx.book.measures[id].baseline = read;
            whole
        }
        BaselineWords::Members(all, when) => {
            let mut whole = true;
            for (amount, member) in all {
                let own = cx.member(id, member);
                match own.zip(read(cx, amount, when.as_ref())) {
                    Some(both) => cx.book.measures[id].member_baselines.push(both),
                    None => whole = false,
                }
            }
            whole
        }
    }
}

pub(super) fn plausible(
    cx: &mut Checker,
    id: Id<Measure>,
    low: Option<&Amount>,
    high: &Amount,
    unit: &Unit,
) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    let ends = low.zip(Some(high));
    let low = match low {
        Some(amount) => cx.value_in(amount, measure),
        None => Some(Exact::zero()),
    };
    let high_value = cx.value_in(high, measure);
    match low.zip(high_value) {
        Some((low, top)) if low > top => {
            cx.findings.push(diags::range_upside_down(high.span, ends));
            false
        }
        both => {
            let whole = both.is_some();
            cx.book.measures[id].plausible = both;
            whole
        }
    }
}

/// From which move on a change of level is significant.
pub(super) fn significance(cx: &mut Checker, id: Id<Measure>, amount: &Amount, unit: &Unit) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let least = cx.difference_in(amount, For { unit: Some(unit), id: &name, span: at });
    let whole = least.is_some();
    cx.book.measures[id].significant_from = least;
    whole
}

pub(super) fn trajectory(
    cx: &mut Checker,
    id: Id<Measure>,
    (words, member): (&TrajectoryWords, Option<&Name>),
    unit: &Unit,
    span: Span,
) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    let read = match words {
        TrajectoryWords::Straight => Some(Trajectory::StraightFromBaseline { span }),
        TrajectoryWords::Points(points) => {
            let mut read = Vec::new();
            for (when, amount) in points {
                let period = point_period(cx, id, when);
                read.push(period.zip(cx.value_in(amount, measure)));
            }
            let points: Option<Vec<_>> = read.into_iter().collect();
            points.map(|mut points| {
                points.sort_by_key(|(period, _)| *period);
                Trajectory::Points { points, span }
            })
        }
    };
    groups::keep_trajectory(cx, id, member, read)
}

/// A bare `Q1` or `Apr` is of the framework's year.
fn point_period(cx: &mut Checker, id: Id<Measure>, when: &PeriodText) -> Option<Period> {
    let year_start = cx.book.measures[id].year_start;
    let month = month_named(&when.node);
    if when.node.len() == 2 || month.is_some() {
        if let Some(year) = cx.book.framework.year {
            let Some(month) = month else {
                return parse_period(&format!("{} {year}", when.node), Some(year_start)).ok();
            };
            let own = parse_period(&year.to_string(), Some(year_start)).unwrap_or(year);
            let months =
                [own.start.year(), own.end.year()].into_iter().filter_map(|of| Period::month(of, month));
            return months.into_iter().find(|of| own.contains(of.end));
        }
        cx.findings.push(diags::trajectory_needs_year(when));
        return None;
    }
    cx.period(when, targets::own_year(cx, id))
}
