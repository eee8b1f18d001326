//! Why something cannot be known, in the reader's words. Asked only once it is known that it matters.

use super::look::Look;
use super::outcome::Truth;
use super::profile;
use super::target::InForce;
use crate::data::State;
use crate::model::{
    Condition, Expression, Line, LoopTest, Movement, Offset, Quantity, Reference, Since, Status, Tolerance,
};

/// `green cannot be decided: there is no figure for Q3 2017/18`.
pub(super) fn of_line(look: Look<'_, '_>, line: &Line) -> String {
    let rating = look.judge.book.rating_of(look.measure());
    let word = rating.map_or("the level", |rating| rating.word(line.level));
    let reason = of_condition(look, &line.when);
    format!("{word} cannot be decided: {}", reason.unwrap_or_else(|| "not all it reads is known".to_owned()))
}

/// Why a condition is unknown; none when it is not.
pub(super) fn of_condition(look: Look<'_, '_>, condition: &Condition) -> Option<String> {
    if look.holds(condition) != Truth::Unknown {
        return None;
    }
    match condition {
        Condition::All(several) | Condition::Any(several) => {
            several.iter().find_map(|one| of_condition(look, one))
        }
        Condition::Not(one) => of_condition(look, one),
        Condition::Status(status, _) => of_status(look, *status),
        Condition::Level(..) => Some(no_level(look)),
        Condition::Within { of, worse, better, .. } => of_value(look)
            .or_else(|| of_reference(look, of))
            .or_else(|| of_tolerance(look, worse))
            .or_else(|| of_tolerance(look, better.as_ref()?)),
        Condition::Than { reference, by_more_than, .. } => of_value(look)
            .or_else(|| of_reference(look, reference))
            .or_else(|| of_tolerance(look, by_more_than.as_ref()?))
            .or_else(|| Some(no_way(look))),
        Condition::Moves { movement, since, by_more_than, .. } => of_value(look)
            .or_else(|| of_since(look, *since))
            .or_else(|| of_unlike(look, *since))
            .or_else(|| of_tolerance(look, by_more_than.as_ref()?))
            .or_else(|| (*movement != Movement::Unchanged).then(|| no_way(look))),
        Condition::Compare { left, right, .. } => {
            let side = if look.amount_of(left).is_none() { left } else { right };
            Some(of_expression(look, side))
        }
        Condition::OutsideRange { .. } => of_value(look).or_else(|| of_reference(look, &Reference::Target)),
        Condition::For { condition, .. } | Condition::InLast { condition, .. } => {
            of_condition(look, condition).or_else(|| Some("earlier periods are not known".to_owned()))
        }
        Condition::In { condition, offset, .. } => match look.offset(*offset) {
            Some(other) => of_condition(other, condition),
            None => Some(no_period(look, *offset)),
        },
        Condition::OfMeasure { measure, condition, .. } => match look.elsewhere(*measure) {
            Some(other) => of_condition(other, condition).map(|reason| of_other(other, &reason)),
            None => Some(format!("nothing is known of measure {}", look.judge.book.measures[*measure].id)),
        },
        Condition::Tally(_) => Some("the results of the measures counted are not all known".to_owned()),
        Condition::AnyGroup { .. } => Some("the results of the groups are not all known".to_owned()),
        Condition::Known(..) | Condition::NoResponse { .. } => None,
        Condition::RecoveryPassed(_) => Some("no response names a recovery day".to_owned()),
        Condition::SameText(_) => Some("there are no two responses to compare".to_owned()),
        Condition::Loop(LoopTest::ReturnNotIn, _) => Some("no day is set for its return".to_owned()),
        Condition::Loop(..) => Some("no response says so".to_owned()),
        Condition::OldBy { .. } => Some("there never was a figure".to_owned()),
    }
}

fn of_status(look: Look<'_, '_>, status: Status) -> Option<String> {
    match status {
        Status::OnTarget | Status::OffTarget => {
            of_value(look).or_else(|| of_reference(look, &Reference::Target))
        }
        Status::Missing
        | Status::Late
        | Status::Stale
        | Status::Provisional
        | Status::Estimated
        | Status::Revised
        | Status::Incomplete
        | Status::Unrated => Some(no_figure(look)),
    }
}

fn of_other(other: Look<'_, '_>, reason: &str) -> String {
    format!("of measure {}, {reason}", other.measure().id)
}

fn of_unlike(look: Look<'_, '_>, since: Since) -> Option<String> {
    let (own, earlier) = (look.period()?, profile::unlike(look, since)?);
    Some(format!("{own} and {earlier} are stretches of different length, and their counts do not compare"))
}

fn no_way(look: Look<'_, '_>) -> String {
    format!("neither higher nor lower is better for measure {}", look.measure().id)
}

fn no_level(look: Look<'_, '_>) -> String {
    look.period()
        .map_or_else(|| "there is no level".to_owned(), |period| format!("there is no level for {period}"))
}

fn no_figure(look: Look<'_, '_>) -> String {
    let period = look.period().map_or_else(String::new, |period| format!(" for {period}"));
    match look.state() {
        Some(State::Withheld) => format!("the figure{period} is withheld"),
        Some(State::NotApplicable) => format!("the figure{period} is not applicable"),
        Some(State::Invalid) => format!("the figure{period} could not be read"),
        Some(State::Yes | State::No | State::Level) => format!("what was submitted{period} is not a number"),
        Some(State::Number | State::Day | State::Missing) | None => format!("there is no figure{period}"),
    }
}

fn no_period(look: Look<'_, '_>, offset: Offset) -> String {
    match offset {
        Offset::Named(period) => {
            format!("{period} is not a period that measure {} reports on", look.measure().id)
        }
        Offset::Now | Offset::Before | Offset::LastYear => "there is no such period".to_owned(),
    }
}

fn of_value(look: Look<'_, '_>) -> Option<String> {
    if look.value().is_some() {
        return None;
    }
    Some(if look.is_joined_total() {
        look.together().err().unwrap_or_else(|| no_figure(look))
    } else {
        no_figure(look)
    })
}

fn of_since(look: Look<'_, '_>, since: Since) -> Option<String> {
    of_reference(look, &super::condition::since_reference(since))
}

fn of_reference(look: Look<'_, '_>, reference: &Reference) -> Option<String> {
    match reference {
        Reference::Target => match look.in_force() {
            InForce::None => Some("there is no target".to_owned()),
            InForce::NotYet { from, .. } => Some(format!("the target begins in {from}")),
            InForce::ToBeSet { by, .. } => Some(format!("the target is to be set by {by}")),
            InForce::Lapsed { by, .. } => Some(format!("the target lapsed after {by}")),
            InForce::Unknown { reason, .. } => Some(reason),
            InForce::Known(_) => None,
        },
        _ if look.reference(reference).is_some() => None,
        Reference::Baseline => Some("there is no baseline".to_owned()),
        Reference::Value(offset) => Some(of_quantity(look, Quantity::Value, *offset)),
        Reference::Amount(expression) => Some(of_expression(look, expression)),
    }
}

fn of_quantity(look: Look<'_, '_>, quantity: Quantity, offset: Offset) -> String {
    let Some(look) = look.offset(offset) else { return no_period(look, offset) };
    let period = look.period().map_or_else(String::new, |period| format!(" for {period}"));
    match quantity {
        Quantity::Value => of_value(look).unwrap_or_else(|| no_figure(look)),
        Quantity::Baseline => "there is no baseline".to_owned(),
        Quantity::Target | Quantity::Shortfall => of_reference(look, &Reference::Target)
            .or_else(|| of_value(look))
            .unwrap_or_else(|| format!("there is no target figure{period}")),
        Quantity::Numerator => format!("there is no numerator{period}"),
        Quantity::Denominator => format!("there is no denominator{period}"),
    }
}

fn of_tolerance(look: Look<'_, '_>, tolerance: &Tolerance) -> Option<String> {
    match tolerance {
        Tolerance::Amount(_) => None,
        Tolerance::PercentOf(_, of) => of_reference(look, of),
    }
}

/// Why an amount cannot be reckoned.
pub(super) fn of_expression(look: Look<'_, '_>, expression: &Expression) -> String {
    let inner = |parts: &[&Expression]| {
        let unknown = parts.iter().find(|part| look.amount_of(part).is_none());
        unknown.map_or_else(|| "it divides by nought".to_owned(), |part| of_expression(look, part))
    };
    match expression {
        Expression::Number(_) => "the amount is not known".to_owned(),
        Expression::Quantity { quantity, measure, offset } => match measure {
            None => of_quantity(look, *quantity, *offset),
            Some(id) => match look.elsewhere(*id) {
                Some(other) => of_other(other, &of_quantity(other, *quantity, *offset)),
                None => format!("nothing is known of measure {}", look.judge.book.measures[*id].id),
            },
        },
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => inner(&[a, b]),
        Expression::Min(all) | Expression::Max(all) => inner(&all.iter().collect::<Vec<_>>()),
        Expression::PercentOf(_, of) => inner(&[of]),
        Expression::EachYear { start, .. } => match look.baseline() {
            None => "there is no baseline".to_owned(),
            Some(baseline) if baseline.period.is_none() => {
                "the baseline names no period, so the years since then are not known".to_owned()
            }
            Some(_) => inner(&[start]),
        },
        Expression::Window { years: Some(years), .. } => {
            let looks = (1..=(*years).min(100)).map_while(|back| look.years_before(back));
            let unknown = looks.into_iter().find(|look| look.value().is_none());
            unknown.map_or_else(|| "too few figures are known".to_owned(), no_figure)
        }
        Expression::Window { .. } => {
            let looks = (look.series.first..=look.slot).rev().map(|slot| look.at(slot));
            let unknown = looks.into_iter().find(|look| look.value().is_none());
            unknown.map_or_else(|| "too few periods are known".to_owned(), no_figure)
        }
    }
}
