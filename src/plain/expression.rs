//! Amounts in words: `10% below baseline`, `1.1 times target`, `the average of the last 5 years`.

use super::{Context, period};
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::model::{Conversion, Expression, Offset, Quantity, Reference, Tolerance};

/// An amount in words.
#[must_use]
pub fn expression(of: &Expression, context: Context<'_>) -> String {
    match of {
        Expression::Number(number) => context.show(number),
        Expression::Quantity { quantity: what, measure, offset: when } => {
            let whose = measure
                .map_or_else(String::new, |id| format!(" of measure {}", context.book.measures[id].id));
            let when = match when {
                Offset::Now => String::new(),
                Offset::Before | Offset::LastYear | Offset::Named(_) => {
                    format!(" in {}", offset(*when, context))
                }
            };
            format!("{}{whose}{when}", quantity(*what))
        }
        Expression::Benchmark { benchmark, measure, when } => {
            super::benchmark::benchmark(*benchmark, *measure, *when, context)
        }
        Expression::OfPeers { peers, what, known_at_least } => {
            super::benchmark::of_peers(*peers, what, *known_at_least, context.book)
        }
        Expression::Position { position, among, offset } => {
            super::benchmark::position(*position, *among, *offset, context)
        }
        Expression::Plus(left, right) if context.signs => with_sign(left, "+", right, context),
        Expression::Minus(left, right) if context.signs => with_sign(left, "-", right, context),
        Expression::Times(left, right) if context.signs => {
            format!("{} * {}", factor(left, context), factor(right, context))
        }
        Expression::Over(left, right) if context.signs => {
            format!("{} / {}", factor(left, context), factor(right, context))
        }
        Expression::Min(all) if context.signs => format!("min({})", listed(all, context)),
        Expression::Max(all) if context.signs => format!("max({})", listed(all, context)),
        Expression::Plus(left, right) => beside(left, right, false, context),
        Expression::Minus(left, right) => beside(left, right, true, context),
        Expression::Times(left, right) => {
            format!("{} times {}", factor(left, context), factor(right, context))
        }
        Expression::Over(left, right) => {
            format!("{} divided by {}", factor(left, context), factor(right, context))
        }
        Expression::Min(all) => format!("the smallest of {}", several(all, context)),
        Expression::Max(all) => format!("the largest of {}", several(all, context)),
        Expression::PercentOf(per_cent, whole) => {
            format!("{}% of {}", per_cent.text(), factor(whole, context))
        }
        Expression::EachYear { start, step } => each_year(start, step, context),
        Expression::EachYearOnTheLast { start, per_cent } => on_the_last(start, per_cent, context),
        Expression::Window(window) => super::reckoning::window(window, context),
        Expression::Amount(number, kind) => super::reckoning::in_its_unit(number, *kind),
        Expression::Elsewhere(elsewhere) => super::reckoning::elsewhere(elsewhere, context),
        Expression::Named { define, .. } => context.book.defines[*define].name.clone(),
        Expression::Rounded { rounding, of, to } => super::reckoning::rounded(*rounding, of, to, context),
        Expression::CountOf(count) => super::reckoning::count_of(count, context),
        Expression::List(list) => super::reckoning::list(list, context),
        Expression::Converted(Conversion::FromSeconds, of) => super::reckoning::length_of_time(of, context),
        Expression::Converted(_, of) => expression(of, context),
    }
}

fn listed(all: &[Expression], context: Context<'_>) -> String {
    all.iter().map(|one| expression(one, context)).collect::<Vec<_>>().join(", ")
}

/// `baseline + 5 points`, `110% of baseline`: what is added to an amount, or taken off it, is a difference.
fn with_sign(left: &Expression, sign: &str, right: &Expression, context: Context<'_>) -> String {
    if let Some(Part::Share(per_cent)) = part_of(left, right, context) {
        let hundred = Exact::from(100);
        let whole = if sign == "-" { hundred.minus(per_cent) } else { hundred.plus(per_cent) };
        return format!("{}% of {}", whole.text(), factor(left, context));
    }
    let right = match right {
        Expression::Number(number) if !matches!(left, Expression::Number(_)) => {
            context.show_difference(number)
        }
        other => factor(other, context),
    };
    format!("{} {sign} {right}", expression(left, context))
}

fn several(all: &[Expression], context: Context<'_>) -> String {
    super::and_list(&all.iter().map(|one| expression(one, context)).collect::<Vec<_>>())
}

/// A sum or difference; one that takes a part of something off it, or adds it on, is said as officers say it.
fn beside(left: &Expression, right: &Expression, minus: bool, context: Context<'_>) -> String {
    let base = expression(left, context);
    let side = if minus { "below" } else { "above" };
    match part_of(left, right, context) {
        // On a percentage, `10% below baseline` has two readings, and `90% of baseline` has one.
        Some(Part::Share(per_cent)) if context.unit().is_some_and(|unit| unit.kind == Kind::Percent) => {
            let hundred = Exact::from(100);
            let whole = if minus { hundred.minus(per_cent) } else { hundred.plus(per_cent) };
            format!("{}% of {base}", whole.text())
        }
        Some(Part::Share(per_cent)) => format!("{}% {side} {base}", per_cent.text()),
        Some(Part::Amount(amount)) => format!("{} {side} {base}", context.show_difference(amount)),
        None if minus => format!("{base} minus {}", factor(right, context)),
        None => format!("{base} plus {}", expression(right, context)),
    }
}

/// What is added to a figure or taken off it.
enum Part<'a> {
    /// So many per cent of that figure itself.
    Share(&'a Exact),
    /// A fixed amount.
    Amount(&'a Exact),
}

fn part_of<'a>(left: &Expression, right: &'a Expression, context: Context<'_>) -> Option<Part<'a>> {
    let is_figure = matches!(
        left,
        Expression::Quantity { .. }
            | Expression::Window(_)
            | Expression::Benchmark { .. }
            | Expression::OfPeers { .. }
    );
    if !is_figure {
        return None;
    }
    match right {
        Expression::PercentOf(per_cent, of) if expression(of, context) == expression(left, context) => {
            Some(Part::Share(per_cent))
        }
        Expression::Number(number) => Some(Part::Amount(number)),
        Expression::PercentOf(..)
        | Expression::Quantity { .. }
        | Expression::Benchmark { .. }
        | Expression::OfPeers { .. }
        | Expression::Position { .. }
        | Expression::Plus(..)
        | Expression::Minus(..)
        | Expression::Times(..)
        | Expression::Over(..)
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::EachYear { .. }
        | Expression::EachYearOnTheLast { .. }
        | Expression::Amount(..)
        | Expression::Elsewhere(_)
        | Expression::Named { .. }
        | Expression::Rounded { .. }
        | Expression::CountOf(_)
        | Expression::List(_)
        | Expression::Converted(..)
        | Expression::Window(_) => None,
    }
}

/// An amount that is multiplied or divided: numbers stand bare, sums in brackets.
pub(super) fn factor(of: &Expression, context: Context<'_>) -> String {
    match of {
        Expression::Number(number) => number.text(),
        Expression::Plus(..) | Expression::Minus(..) | Expression::Times(..) | Expression::Over(..) => {
            format!("({})", expression(of, context))
        }
        Expression::Converted(Conversion::FromSeconds, _) => expression(of, context),
        Expression::Converted(_, of) => factor(of, context),
        Expression::Quantity { .. }
        | Expression::Benchmark { .. }
        | Expression::OfPeers { .. }
        | Expression::Position { .. }
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::PercentOf(..)
        | Expression::EachYear { .. }
        | Expression::EachYearOnTheLast { .. }
        | Expression::Amount(..)
        | Expression::Elsewhere(_)
        | Expression::Named { .. }
        | Expression::Rounded { .. }
        | Expression::CountOf(_)
        | Expression::List(_)
        | Expression::Window(_) => expression(of, context),
    }
}

fn each_year(start: &Expression, step: &Tolerance, context: Context<'_>) -> String {
    let lower = match step {
        Tolerance::Amount(amount) | Tolerance::PercentOf(amount, _) => amount.is_negative(),
    };
    let size = match step {
        Tolerance::Amount(amount) => context.show_difference(&amount.magnitude()),
        Tolerance::PercentOf(amount, of) => percent_of(&amount.magnitude(), of, None, context),
    };
    let way = if lower { "lower" } else { "higher" };
    format!("{size} {way} each year{}", starting(start, context))
}

fn on_the_last(start: &Expression, per_cent: &Exact, context: Context<'_>) -> String {
    let way = if per_cent.is_negative() { "lower" } else { "higher" };
    let size = per_cent.magnitude().text();
    format!("{size}% {way} each year than the year before{}", starting(start, context))
}

/// Nothing for the baseline, from which steps are taken where nothing is said.
fn starting(start: &Expression, context: Context<'_>) -> String {
    match start {
        Expression::Quantity { quantity: Quantity::Baseline, measure: None, offset: Offset::Now } => {
            String::new()
        }
        other => format!(" from {}", expression(other, context)),
    }
}

/// `value`, `shortfall`.
#[must_use]
pub fn quantity(of: Quantity) -> &'static str {
    match of {
        Quantity::Value => "value",
        Quantity::Target => "target",
        Quantity::Baseline => "baseline",
        Quantity::Shortfall => "shortfall",
        Quantity::Forecast => "forecast",
        Quantity::Lower => "lower",
        Quantity::Upper => "upper",
        Quantity::Numerator => "numerator",
        Quantity::Denominator => "denominator",
    }
}

/// `the period before`, `the same quarter last year`.
#[must_use]
pub fn offset(of: Offset, context: Context<'_>) -> String {
    match of {
        Offset::Now => "the period itself".to_owned(),
        Offset::Before => "the period before".to_owned(),
        // The language has no word for a half-year here.
        Offset::LastYear => match context.period_noun() {
            "half-year" => "the same period last year".to_owned(),
            noun => format!("the same {noun} last year"),
        },
        Offset::Named(named) => period(&named),
    }
}

/// What a value is held against: `target`, `the period before`.
#[must_use]
pub fn reference(of: &Reference, context: Context<'_>) -> String {
    match of {
        Reference::Target => "target".to_owned(),
        Reference::Baseline => "baseline".to_owned(),
        Reference::Value(Offset::Now) => "value".to_owned(),
        Reference::Value(when) => offset(*when, context),
        Reference::Amount(amount) => expression(amount, context),
    }
}

/// `5 points`, `5%`, `5% of target`. A per cent of what is compared with is said bare, except where values are
/// percentages themselves and the bare form has two readings.
#[must_use]
pub fn tolerance(of: &Tolerance, compared_with: &Reference, context: Context<'_>) -> String {
    match of {
        Tolerance::Amount(amount) => match context.unit() {
            Some(unit) => unit.show_difference(amount),
            None => format!("{} (in the measure's own unit)", amount.text()),
        },
        Tolerance::PercentOf(_, whole) if is_length_of_time(whole) => reference(whole, context),
        Tolerance::PercentOf(amount, whole) => percent_of(amount, whole, Some(compared_with), context),
    }
}

/// True for a length of time as written in a rule for measures of many units: `2 days`.
fn is_length_of_time(of: &Reference) -> bool {
    matches!(of.amount(), Some(Expression::Converted(Conversion::FromSeconds, _)))
}

fn percent_of(
    amount: &Exact,
    whole: &Reference,
    compared_with: Option<&Reference>,
    context: Context<'_>,
) -> String {
    let whole = reference(whole, context);
    let same = compared_with.is_some_and(|other| reference(other, context) == whole);
    // A rule for measures of many units may hold for percentages too.
    let percentages = context.unit().is_none_or(|unit| unit.kind == Kind::Percent);
    if same && !percentages {
        format!("{}%", amount.text())
    } else {
        format!("{}% of {whole}", amount.text())
    }
}
