//! Proofs about the lines of a rating beside one another: no value stands in two bands, and no line is out of reach.

use super::{Checker, diags};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::model::{Comparison, Condition, DecisionList, Expression, Line, Measure, Offset, Quantity};

/// The values that a line describes by figures alone.
struct Band {
    low: Option<End>,
    high: Option<End>,
}

/// An end of a band, and whether it belongs to it.
#[derive(Clone, PartialEq, Eq)]
struct End {
    figure: Exact,
    included: bool,
}

/// False when one value ends one band and begins another of another level: it was given two levels. Bands that overlap
/// further are read in order, the first that holds.
pub(super) fn one_level_each(cx: &mut Checker, measure: &Measure, list: &DecisionList) -> bool {
    let bands: Vec<(&Line, Band)> =
        list.lines.iter().filter_map(|line| Some((line, band(&line.when)?))).collect();
    let mut whole = true;
    for (at, (line, lower)) in bands.iter().enumerate() {
        for (above, upper) in bands.iter().take(at).filter(|(above, _)| above.level != line.level) {
            let Some(value) = upper.touches(lower).or_else(|| lower.touches(upper)) else { continue };
            let rating = &cx.book.ratings[list.rating];
            let levels = [rating.word(above.level), rating.word(line.level)];
            let shown = measure.unit.show(&value);
            let finding = diags::value_with_two_levels(&shown, levels, [above.span, line.span], measure);
            cx.findings.push(finding);
            whole = false;
        }
    }
    whole
}

impl Band {
    /// The one value that ends this band and begins another, when it belongs to both.
    fn touches(&self, above: &Self) -> Option<Exact> {
        let (end, start) = (self.high.as_ref()?, above.low.as_ref()?);
        (end.included && start.included && end.figure == start.figure).then(|| end.figure.clone())
    }

    fn and(self, other: Self) -> Option<Self> {
        let one = |a: Option<End>, b: Option<End>| match (a, b) {
            (Some(_), Some(_)) => None,
            (a, b) => Some(a.or(b)),
        };
        Some(Self { low: one(self.low, other.low)?, high: one(self.high, other.high)? })
    }
}

/// The band of a condition that compares the value with figures and nothing else.
fn band(condition: &Condition) -> Option<Band> {
    match condition {
        Condition::All(parts) => {
            let none = Band { low: None, high: None };
            parts.iter().try_fold(none, |all, part| all.and(band(part)?))
        }
        Condition::Compare { left, comparison, right: Expression::Number(figure), .. } if is_value(left) => {
            let end = |included| Some(End { figure: figure.clone(), included });
            match comparison {
                Comparison::AtLeast => Some(Band { low: end(true), high: None }),
                Comparison::Above => Some(Band { low: end(false), high: None }),
                Comparison::AtMost => Some(Band { low: None, high: end(true) }),
                Comparison::Below => Some(Band { low: None, high: end(false) }),
                Comparison::Equal | Comparison::NotEqual => None,
            }
        }
        _ => None,
    }
}

/// Lines that a nil target puts out of reach: the rating is sound if another measure can reach the line; if none can,
/// the line says nothing, and the measure is not judged by it.
pub(super) fn lines_out_of_reach(cx: &mut Checker) {
    let all = std::mem::take(&mut cx.names.nil_lines);
    let out_of_reach = |id: &str, at: Span| all.iter().any(|(own, line)| own == id && *line == at);
    for (name, at) in &all {
        let Some(id) = cx.names.measures.find(name) else { continue };
        let measure = &cx.book.measures[id];
        let Some(list) = &measure.list else { continue };
        let Some(line) = list.lines.iter().find(|line| line.span == *at) else { continue };
        let uses =
            |other: &Measure| other.list.as_ref().is_some_and(|l| l.lines.iter().any(|o| o.span == *at));
        let sound = cx.book.measures.values().any(|other| uses(other) && !out_of_reach(&other.id, *at));
        let word = cx.book.ratings[list.rating].word(line.level);
        let finding = diags::share_of_nil(word, line.span, measure, sound);
        cx.findings.push(finding);
        if !sound {
            cx.book.measures[id].faulty = true;
        }
    }
}

/// True for the submitted value of the period being judged.
pub(super) fn is_value(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
    )
}

/// Kleene's `and` (`any` false) or `or` (`any` true).
pub(super) fn fold(parts: impl Iterator<Item = Option<bool>>, any: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part {
            Some(held) if held == any => return Some(any),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!any)
}
