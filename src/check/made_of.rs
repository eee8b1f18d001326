//! What submitted figures are made of: `is the total of measure 3.1 from the start of the year`, `numerator is measure 3.1`.

use super::amounts::For;
use super::{Checker, diags, groups};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::model::{Measure, OverTime};
use crate::syntax::ast::{Name, OverTimeWords};

/// A total or an average of the periods of another measure: of one kind, and not of percentages.
pub(super) fn over_time(cx: &mut Checker, id: Id<Measure>, words: &OverTimeWords, span: Span) -> bool {
    let Some(measure) = cx.measure(&words.measure) else { return false };
    let (own, other) = (&cx.book.measures[id], &cx.book.measures[measure]);
    if measure == id || !groups::adds_up(&own.unit) || own.unit.kind != other.unit.kind {
        let finding = diags::cannot_add_up(words.measure.span, own, other, measure == id);
        cx.findings.push(finding);
        return false;
    }
    let (name, at) = (own.id.clone(), own.id_span);
    let row = For { unit: None, id: &name, span: at };
    let Some(reach) = cx.reach(Some(&words.reach), Some(measure), span, true, row) else { return false };
    cx.book.measures[id].made_of.over_time = Some(OverTime { measure, average: words.average, reach, span });
    true
}

/// The measure that is the numerator or the denominator of a percentage or rate.
pub(super) fn part_is(
    cx: &mut Checker,
    id: Id<Measure>,
    (numerator, name): (bool, &Name),
    span: Span,
) -> bool {
    let Some(part) = cx.measure(name) else { return false };
    let (own, other) = (&cx.book.measures[id], &cx.book.measures[part]);
    let is_quotient = matches!(own.unit.kind, Kind::Percent | Kind::Rate);
    let is_amount = matches!(other.unit.kind, Kind::Count | Kind::Money | Kind::Duration(_));
    if part == id || !is_quotient || !is_amount {
        let finding = diags::wrong_numerator(name.span, own, other, numerator);
        cx.findings.push(finding);
        return false;
    }
    let made_of = &mut cx.book.measures[id].made_of;
    let slot = if numerator { &mut made_of.numerator } else { &mut made_of.denominator };
    *slot = Some((part, span));
    true
}
