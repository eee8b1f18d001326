//! Targets in words that read again as a `target` clause: `95% or more by March 2020`.

use super::benchmark::{best, known, peers};
use super::expression::expression;
use super::{Context, period};
use crate::base::period::date_name;
use crate::base::unit::{Kind, Unit};
use crate::eval::outcome::{GoalUsed, TargetUsed};
use crate::model::{
    Agreement, Bound, Expression, Goal, Measure, OfPeers, Offset, Quantity, RuleBook, Target,
};

/// A target as it was set, with its dates and who agreed it.
#[must_use]
pub fn target(target: &Target, measure: &Measure, book: &RuleBook) -> String {
    let context = Context::of(book, measure);
    let mut words = goal(&target.goal, measure, context);
    if let Some(from) = &target.from {
        words.push_str(&format!(" from {}", period(from)));
    }
    if let Some(by) = &target.by {
        words.push_str(&format!(" by {}", period(by)));
    }
    if let Some(year) = &target.year {
        words.push_str(&format!(" in {}", period(year)));
    }
    if target.pro_rata {
        words.push_str(", pro rata");
    }
    if let Some(day) = target.known_from {
        words.push_str(&format!(" known from {}", date_name(day)));
    }
    if let Some(last) = &target.until_set_use {
        words.push_str(&format!(" until set, use {}", period(last)));
    }
    if let Some(agreement) = &target.agreement {
        words.push_str(&agreed(agreement, book));
    }
    words
}

fn agreed(of: &Agreement, book: &RuleBook) -> String {
    let by = of.by.map_or_else(String::new, |id| format!(" agreed by \"{}\"", book.parties[id].title));
    let on = of.on.map_or_else(String::new, |day| match of.by {
        Some(_) => format!(" on {}", date_name(day)),
        None => format!(" agreed on {}", date_name(day)),
    });
    let why = of.because.as_ref().map_or_else(String::new, |why| format!(" because \"{why}\""));
    format!("{by}{on}{why}")
}

fn goal(of: &Goal, measure: &Measure, context: Context<'_>) -> String {
    match of {
        Goal::Limit { bound, figure } => limit_on(*bound, figure, measure, context),
        Goal::Between { low, high } => format!("between {} and {}", context.show(low), context.show(high)),
        Goal::Exactly { figure } => format!("exactly {}", expression(figure, context.with_signs())),
        Goal::ToBeSet { by } => format!("to be confirmed by {}", period(by)),
        Goal::MetBy { day } => format!("met by {}", date_name(*day)),
    }
}

fn limit_on(bound: Bound, figure: &Expression, measure: &Measure, context: Context<'_>) -> String {
    let words = expression(figure, context);
    match figure {
        Expression::Number(_) => limit(bound, &words, &measure.unit),
        // The way of the words is the way of the bound: `10% below baseline` cannot be read as a floor.
        Expression::Minus(..) if bound == Bound::AtMost && words.contains(" below ") => words,
        Expression::Plus(..) if bound == Bound::AtLeast && words.contains(" above ") => words,
        Expression::EachYear { .. } | Expression::EachYearOnTheLast { .. } if bound.includes_end() => words,
        Expression::Quantity { quantity: Quantity::Value, measure: None, offset }
            if bound.includes_end() && measure.higher_is_better == Some(bound.is_floor()) =>
        {
            format!("no worse than {}", super::expression::offset(*offset, context))
        }
        Expression::Quantity {
            quantity: Quantity::Value,
            measure: None,
            offset: offset @ (Offset::Before | Offset::LastYear | Offset::Named(_)),
        } => against(bound, &super::expression::offset(*offset, context)),
        Expression::OfPeers { peers: whose, what: OfPeers::Best(share), known_at_least } => {
            format!("{}{}", best(share, &peers(*whose, context.book)), known(*known_at_least))
        }
        Expression::Benchmark { .. } | Expression::OfPeers { .. }
            if bound.includes_end() && measure.higher_is_better == Some(bound.is_floor()) =>
        {
            format!("no worse than {words}")
        }
        Expression::Benchmark { .. } | Expression::OfPeers { .. } => against(bound, &words),
        Expression::Quantity { .. }
        | Expression::Position { .. }
        | Expression::Plus(..)
        | Expression::Minus(..)
        | Expression::Times(..)
        | Expression::Over(..)
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
        | Expression::Converted(..)
        | Expression::Window(_) => against(bound, &expression(figure, context.with_signs())),
    }
}

fn against(bound: Bound, words: &str) -> String {
    let side = match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "no more than",
        Bound::Above => "above",
        Bound::Below => "below",
    };
    format!("{side} {words}")
}

/// `95% or more`, `24,550 or fewer`, `below 175`.
fn limit(bound: Bound, figure: &str, unit: &Unit) -> String {
    match (bound, unit.kind) {
        (Bound::AtLeast, _) => format!("{figure} or more"),
        (Bound::AtMost, Kind::Count | Kind::Points) => format!("{figure} or fewer"),
        (
            Bound::AtMost,
            Kind::Percent
            | Kind::Rate
            | Kind::Money
            | Kind::Duration(_)
            | Kind::YesNo
            | Kind::Date
            | Kind::Rating,
        ) => format!("{figure} or less"),
        (Bound::Above, _) => format!("above {figure}"),
        (Bound::Below, _) => format!("below {figure}"),
    }
}

/// `5 points or fewer`.
#[must_use]
pub fn target_of_gap(gap: &crate::model::Gap) -> String {
    match &gap.target.goal {
        Goal::Limit { bound, figure: Expression::Number(figure) } => {
            limit(*bound, &gap.unit.show(figure), &gap.unit)
        }
        Goal::Limit { .. }
        | Goal::Between { .. }
        | Goal::Exactly { .. }
        | Goal::ToBeSet { .. }
        | Goal::MetBy { .. } => String::new(),
    }
}

/// A goal with its figures reckoned.
#[must_use]
pub fn goal_used(goal: &GoalUsed, unit: &Unit) -> String {
    match goal {
        GoalUsed::Limit { bound, figure } => limit(*bound, &unit.show(figure), unit),
        GoalUsed::Between { low, high } => format!("between {} and {}", unit.show(low), unit.show(high)),
        GoalUsed::Exactly { figure } => format!("exactly {}", unit.show(figure)),
        GoalUsed::MetBy { day } => format!("met by {}", date_name(*day)),
        GoalUsed::ToBeSet { by } => format!("to be confirmed by {}", period(by)),
    }
}

/// A goal with its figures reckoned, and the target's name where it has one.
#[must_use]
pub fn target_used(target: &TargetUsed, unit: &Unit) -> String {
    let goal = goal_used(&target.goal, unit);
    target.name.as_ref().map_or_else(|| goal.clone(), |name| format!("{goal} ({name})"))
}
