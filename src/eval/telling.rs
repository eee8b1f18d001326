//! What a condition came to, with its numbers: `it misses 95% by 0.04 points, and 5 points are allowed`.

use super::judge::Graded;
use super::look::Look;
use super::outcome::Truth;
use super::unknown;
use super::words;
use crate::base::exact::Exact;
use crate::model::{
    Comparison, Condition, Expression, LevelTest, LoopTest, Movement, Offset, Quantity, Reference, Status,
    Tally, Tolerance,
};

/// The arithmetic of one condition, or why it cannot be known.
pub(super) fn tell(look: Look<'_, '_>, condition: &Condition) -> String {
    if look.holds(condition) == Truth::Unknown
        && let Some(reason) = unknown::of_condition(look, condition)
    {
        return reason;
    }
    match condition {
        Condition::All(several) => join(look, several, ", and "),
        Condition::Any(several) => join(look, several, ", or "),
        Condition::Not(one) => tell(look, one),
        Condition::Status(status, _) => tell_status(look, *status),
        Condition::Level(..) => tell_level(look),
        Condition::Within { of, worse, .. } => tell_within(look, of, worse),
        Condition::Than { reference, .. } => against(look, reference),
        Condition::Moves { movement, since, .. } => tell_moves(look, *movement, *since),
        Condition::Compare { left, comparison, right, .. } => tell_compare(look, left, *comparison, right),
        Condition::OutsideRange { .. } => tell_status(look, Status::OnTarget),
        Condition::For { condition, periods, without_gaps, .. } => {
            let run = look.run(condition, *without_gaps, *periods);
            format!("it has held for {} running, and {periods} are asked for", words::count(run, "period"))
        }
        Condition::InLast { condition, least, of, .. } => {
            let first = (look.slot - i64::from(*of) + 1).max(look.series.first);
            let held =
                (first..=look.slot).filter(|slot| look.at(*slot).holds(condition) == Truth::True).count();
            format!("it held in {held} of the last {of} periods, and {least} are asked for")
        }
        Condition::In { condition, offset, .. } => look
            .offset(*offset)
            .map_or_else(String::new, |other| format!("{}: {}", when(other), tell(other, condition))),
        Condition::OfMeasure { measure, condition, .. } => {
            let id = &look.judge.book.measures[*measure].id;
            let inner = look.elsewhere(*measure).map_or_else(String::new, |other| tell(other, condition));
            format!("measure {id}: {inner}")
        }
        Condition::Tally(tally) => tell_tally(look, tally),
        Condition::AnyGroup { condition, .. } => {
            let named = |group: Look<'_, '_>| look.judge.label(group.series.place);
            let held = look.groups().filter(|group| group.holds(condition) == Truth::True).map(named);
            match held.collect::<Vec<_>>().as_slice() {
                [] => "no group is".to_owned(),
                held => format!("so it is for {}", held.join(", ")),
            }
        }
        Condition::Known(expression, _) => match look.amount_of(expression) {
            Some(amount) => format!("it is {}", words::number(&amount, &look.measure().unit)),
            None => unknown::of_expression(look, expression),
        },
        Condition::OldBy { .. } | Condition::Loop(LoopTest::ReturnNotIn, _) => {
            "by what was submitted".to_owned()
        }
        Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..) => "by the responses".to_owned(),
    }
}

/// `2 of 4 measures: 1.1 and 1.5; not known: 1.3`.
fn tell_tally(look: Look<'_, '_>, tally: &Tally) -> String {
    let counted = look.counted(tally);
    let named = |wanted| {
        let those = counted.iter().filter(move |(_, holds)| *holds == wanted);
        let label = |look: &Look<'_, '_>| {
            let group = look.judge.label(look.series.place);
            let id = &look.measure().id;
            if group.is_empty() { id.clone() } else { format!("{id} ({group})") }
        };
        those.map(|(look, _)| label(look)).collect::<Vec<_>>()
    };
    let (held, unknown) = (named(Truth::True), named(Truth::Unknown));
    let names = if held.is_empty() { String::new() } else { format!(": {}", held.join(", ")) };
    let open =
        if unknown.is_empty() { String::new() } else { format!("; not known: {}", unknown.join(", ")) };
    format!("so it is for {} of {}{names}{open}", held.len(), words::count(counted.len() as u32, "measure"))
}

/// `3 of 7 measures are red: 1.1, 1.5 and 2.2; not known: 1.3`, to stand by itself.
pub(super) fn told_tally(look: Look<'_, '_>, tally: &Tally) -> String {
    let told = tell_tally(look, tally);
    let told = told.strip_prefix("so it is for ").unwrap_or(&told);
    let (count, names) = told.split_once(" measure").unwrap_or((told, ""));
    let (noun, names) = match names.strip_prefix('s') {
        Some(rest) => ("measures", rest),
        None => ("measure", names),
    };
    let verb = if count.starts_with("1 of") { "is" } else { "are" };
    let what = match &tally.condition {
        Condition::Level(LevelTest::OneOf(words), _) => words.join(" or "),
        Condition::Level(LevelTest::OrWorse(word), _) => format!("{word} or worse"),
        Condition::Level(LevelTest::OrBetter(word), _) => format!("{word} or better"),
        Condition::Status(Status::OffTarget, _) => "off target".to_owned(),
        Condition::Status(Status::OnTarget, _) => "on target".to_owned(),
        Condition::Status(Status::Missing, _) => "missing".to_owned(),
        Condition::Status(Status::Late, _) => "late".to_owned(),
        _ => "counted".to_owned(),
    };
    format!("{count} {noun} {verb} {what}{names}")
}

fn when(look: Look<'_, '_>) -> String {
    look.period().map_or_else(String::new, |period| period.when())
}

fn join(look: Look<'_, '_>, several: &[Condition], with: &str) -> String {
    several.iter().map(|one| tell(look, one)).collect::<Vec<_>>().join(with)
}

fn show(look: Look<'_, '_>, value: &Exact) -> String {
    words::number(value, &look.measure().unit)
}

fn gap(look: Look<'_, '_>, value: &Exact) -> String {
    words::difference(&value.magnitude(), &look.measure().unit)
}

/// `94.96%`, as it is judged.
fn value(look: Look<'_, '_>) -> String {
    match look.value() {
        Some(value) => show(look, &value),
        None => look.figure().map_or_else(String::new, |figure| {
            words::amount(&figure.amount, look.measure(), look.judge.book)
        }),
    }
}

fn tell_status(look: Look<'_, '_>, status: Status) -> String {
    match status {
        Status::OnTarget | Status::OffTarget => {
            let force = look.in_force();
            let Some(goal) = force.goal() else { return String::new() };
            let is = if look.on_target() == Truth::True { "is" } else { "is not" };
            format!("{} {is} {}", value(look), words::goal(goal, &look.measure().unit))
        }
        Status::Missing
        | Status::Late
        | Status::Stale
        | Status::Provisional
        | Status::Estimated
        | Status::Revised
        | Status::Incomplete
        | Status::Unrated => "by what was submitted".to_owned(),
    }
}

fn tell_level(look: Look<'_, '_>) -> String {
    let rating = look.judge.book.rating_of(look.measure());
    match (look.grade(), rating) {
        (Graded::Level(level), Some(rating)) => format!("it is {}", rating.word(level)),
        (Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown, _) | (_, None) => {
            "it has no level".to_owned()
        }
    }
}

/// `the baseline, 92.7%`.
fn name(look: Look<'_, '_>, reference: &Reference) -> String {
    let figure = look.reference(reference).map_or_else(String::new, |figure| show(look, &figure));
    match reference {
        Reference::Target => format!("the target, {figure}"),
        Reference::Baseline => format!("the baseline, {figure}"),
        Reference::Value(offset) => match look.offset(*offset).and_then(Look::period) {
            Some(period) => format!("{period}, {figure}"),
            None => figure,
        },
        Reference::Amount(_) => figure,
    }
}

/// How a value stands to a reference: `it misses the target, 95%, by 5.6 points`.
fn against(look: Look<'_, '_>, of: &Reference) -> String {
    let miss = look.value().and_then(|value| look.miss_of(of, &value));
    let Some(miss) = miss else { return String::new() };
    let name = name(look, of);
    let both_ways = look.way(of).is_none();
    if miss.is_zero() {
        format!("{} is level with {name}", value(look))
    } else if both_ways {
        format!("{} is {} from {name}", value(look), gap(look, &miss))
    } else if miss.is_negative() {
        format!("{} is better than {name}, by {}", value(look), gap(look, &miss))
    } else {
        format!("{} is worse than {name}, by {}", value(look), gap(look, &miss))
    }
}

fn tell_within(look: Look<'_, '_>, of: &Reference, worse: &Tolerance) -> String {
    let allowed = look.tolerance(worse).map_or_else(String::new, |allowed| gap(look, &allowed));
    format!("{}, and up to {allowed} is allowed", against(look, of))
}

fn tell_moves(look: Look<'_, '_>, movement: Movement, since: crate::model::Since) -> String {
    let reference = super::condition::since_reference(since);
    if movement == Movement::Unchanged && look.way(&reference).is_none() {
        return format!("{}, after {}", value(look), name(look, &reference));
    }
    against(look, &reference)
}

fn tell_compare(look: Look<'_, '_>, left: &Expression, how: Comparison, right: &Expression) -> String {
    let (Some(one), Some(other)) = (look.amount_of(left), look.amount_of(right)) else {
        return String::new();
    };
    let holds = how.holds(&one, &other);
    let is = if holds { "is" } else { "is not" };
    let words = match how {
        Comparison::Equal => "equal to",
        Comparison::NotEqual => "other than",
        Comparison::Above => "above",
        Comparison::AtLeast => "at least",
        Comparison::Below => "below",
        Comparison::AtMost => "at most",
    };
    let (one, other) = if in_unit(left) && (in_unit(right) || matches!(right, Expression::Number(_))) {
        (show(look, &one), show(look, &other))
    } else {
        (one.text(), other.text())
    };
    format!("{one} {is} {words} {other}")
}

/// True for an amount that is in the unit of the measure.
fn in_unit(expression: &Expression) -> bool {
    match expression {
        Expression::Quantity {
            quantity,
            measure: None,
            offset: Offset::Now | Offset::Before | Offset::LastYear | Offset::Named(_),
        } => !matches!(quantity, Quantity::Numerator | Quantity::Denominator),
        Expression::Plus(a, b) | Expression::Minus(a, b) => in_unit(a) && in_unit(b),
        Expression::Window { .. } | Expression::EachYear { .. } => true,
        Expression::Quantity { .. }
        | Expression::Number(_)
        | Expression::Times(..)
        | Expression::Over(..)
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::PercentOf(..) => false,
    }
}
