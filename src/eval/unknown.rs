//! Why something cannot be known, in the reader's words. Asked only once it is known that it matters.

use super::amounts::Chosen;
use super::comparisons;
use super::counting::as_count;
use super::look::Look;
use super::outcome::Truth;
use super::profile;
use super::statistics;
use super::target::InForce;
use crate::base::arena::Id;
use crate::data::{PlaceId, State};
use crate::model::{
    Condition, CountOf, Elsewhere, Expression, Line, LoopTest, Measure, Movement, Offset, Quantity, Reach,
    Reference, Since, Status, Tolerance, Window, Windowed,
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
            .or_else(|| look.movement_left_out(*since))
            .or_else(|| of_tolerance(look, by_more_than.as_ref()?))
            .or_else(|| (*movement != Movement::Unchanged).then(|| no_way(look))),
        Condition::Compare { left, right, .. } => Some(of_comparison(look, left, right)),
        Condition::Placed { among, .. } => look.place_among(*among).err(),
        Condition::OutsideRange { .. } => of_value(look).or_else(|| of_reference(look, &Reference::Target)),
        Condition::Statistical(statistic, _) => Some(statistics::unknown(look, *statistic)),
        Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::FirstTime { condition, .. } => {
            of_condition(look, condition).or_else(|| Some("earlier periods are not known".to_owned()))
        }
        Condition::InLast { condition, of, .. } => {
            of_condition(look, condition).or_else(|| of_last(look, condition, *of))
        }
        Condition::Named { condition, .. } => of_condition(look, condition),
        Condition::InTime { .. } => Some("the period is past the ends of the calendar".to_owned()),
        Condition::In { condition, offset, .. } => match look.offset(*offset) {
            Some(other) => of_condition(other, condition),
            None => Some(no_period(look, *offset)),
        },
        Condition::OfMeasure { measure, condition, .. } => match look.elsewhere(*measure) {
            Some(other) => of_condition(other, condition).map(|reason| of_other(other, &reason)),
            None => Some(format!("nothing is known of measure {}", look.judge.book.measures[*measure].id)),
        },
        Condition::Forecast(..) => Some(look.no_forecast()),
        Condition::Tally(_) => Some("the results of the measures counted are not all known".to_owned()),
        Condition::AnyGroup { .. } | Condition::EachGroup { .. } => {
            Some("the results of the groups are not all known".to_owned())
        }
        Condition::Known(..) | Condition::NoResponse { .. } => None,
        Condition::RecoveryPassed(_) => Some("no response names a recovery day".to_owned()),
        Condition::SameText(_) => Some("there are no two responses to compare".to_owned()),
        Condition::Loop(LoopTest::ReturnNotIn, _) => Some("no day is set for its return".to_owned()),
        Condition::Loop(..) => Some("no response says so".to_owned()),
        Condition::OldBy { .. } => Some("there never was a figure".to_owned()),
        Condition::OnRecord(record, _) => look.record_unknown(record),
    }
}

fn of_comparison(look: Look<'_, '_>, left: &Expression, right: &Expression) -> String {
    let counted = [left, right].into_iter().find_map(as_count).and_then(|count| of_count(look, count));
    let side = if look.amount_of(left).is_none() { left } else { right };
    counted.unwrap_or_else(|| of_expression(look, side))
}

/// `it held in 2 of the last 3 periods, and 1 is not known`.
fn of_last(look: Look<'_, '_>, condition: &Condition, of: u32) -> Option<String> {
    let first = (look.slot - i64::from(of) + 1).max(look.series.first);
    let held = |wanted| {
        (first..=look.slot).filter(|slot| look.at(*slot).holds_of_result(condition) == wanted).count()
    };
    let (so, not) = (held(Truth::True), held(Truth::False));
    let open = (of as usize).saturating_sub(so + not);
    let are = if open == 1 { "is" } else { "are" };
    Some(format!("it held in {so} of the last {of} periods, and {open} {are} not known"))
}

/// `it holds for 2 of 3, and 1 is not known: there is no figure for Q3 2019/20`.
fn of_count(look: Look<'_, '_>, count: &CountOf) -> Option<String> {
    let counted = look.count_of(count)?;
    let open: Vec<Look<'_, '_>> = counted.those(Truth::Unknown).collect();
    let missing = open.len() + counted.before as usize;
    if counted.of() == 0 {
        return Some("there is nothing to count".to_owned());
    }
    if missing == 0 {
        return None;
    }
    let are = if missing == 1 { "is" } else { "are" };
    let why = open.first().and_then(|first| Some((first, of_condition(*first, &count.condition)?)));
    let why = why.map_or_else(String::new, |(first, reason)| format!(": {}", told(*first, &reason)));
    let held = counted.those(Truth::True).count();
    Some(format!("it holds for {held} of {}, and {missing} {are} not known{why}", counted.of()))
}

/// A reason with the group it is about, where it is about one.
fn told(look: Look<'_, '_>, reason: &str) -> String {
    match look.judge.label(look.series.place) {
        group if group.is_empty() => reason.to_owned(),
        group => format!("for {group}, {reason}"),
    }
}

fn of_status(look: Look<'_, '_>, status: Status) -> Option<String> {
    match status {
        Status::OnTarget | Status::OffTarget => {
            look.met_since().or_else(|| of_value(look)).or_else(|| of_reference(look, &Reference::Target))
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
    // A figure that is itself computed from one that is not known passes that reason on.
    if other.is_computed() && reason.starts_with("of measure ") {
        return reason.to_owned();
    }
    let group = other.judge.label(other.series.place);
    let group = if group.is_empty() || !other.computing { String::new() } else { format!(" ({group})") };
    format!("of measure {}{group}, {reason}", other.measure().id)
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

pub(super) fn no_figure(look: Look<'_, '_>) -> String {
    if let Some(reason) = does_not_compare(look) {
        return reason;
    }
    let period = look.period().map_or_else(String::new, |period| format!(" for {period}"));
    match look.state() {
        Some(State::Withheld) => format!("the figure{period} is withheld"),
        Some(State::NotApplicable) => format!("the figure{period} is not applicable"),
        Some(State::Invalid) => format!("the figure{period} could not be read"),
        Some(State::Yes | State::No | State::Level) => format!("what was submitted{period} is not a number"),
        Some(State::Number | State::Day | State::Missing) | None => format!("there is no figure{period}"),
    }
}

/// Why a figure is not in the series: its period is left out, or it is by another definition.
fn does_not_compare(look: Look<'_, '_>) -> Option<String> {
    let period = look.period()?;
    if let Some(because) = look.not_comparable() {
        return Some(format!("{period} is not comparable: {because}"));
    }
    if look.is_own_definition() || look.point().is_some() {
        return None;
    }
    let from = look.definition_named(look.definition).from?;
    Some(format!("the definition changed in {from}, and there is no figure for {period} by the new one"))
}

fn no_period(look: Look<'_, '_>, offset: Offset) -> String {
    match offset {
        Offset::Named(period) => {
            format!("{period} is not a period that measure {} reports on", look.measure().id)
        }
        Offset::Now | Offset::Before | Offset::LastYear => "there is no such period".to_owned(),
    }
}

pub(super) fn of_value(look: Look<'_, '_>) -> Option<String> {
    if look.value().is_some() {
        return None;
    }
    Some(if let Some(reason) = look.not_reckoned() {
        reason
    } else if look.is_joined_total() {
        look.together().err().unwrap_or_else(|| no_figure(look))
    } else {
        no_figure(look)
    })
}

fn of_since(look: Look<'_, '_>, since: Since) -> Option<String> {
    of_reference(look, &super::condition::since_reference(since))
}

pub(super) fn of_reference(look: Look<'_, '_>, reference: &Reference) -> Option<String> {
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
        Reference::Baseline => Some(no_baseline(look)),
        Reference::Value(offset) => Some(of_quantity(look, Quantity::Value, *offset)),
        Reference::Amount(expression) => Some(of_expression(look, expression)),
    }
}

fn of_quantity(look: Look<'_, '_>, quantity: Quantity, offset: Offset) -> String {
    let here = look;
    let Some(look) = look.offset(offset) else { return no_period(look, offset) };
    let begun = look.slot >= look.series.earliest;
    if let (false, Offset::Before, Quantity::Value, Some(own)) = (begun, offset, quantity, here.period())
        && !look.measure().excluded.is_empty()
    {
        return format!("there is no comparable figure before {own}");
    }
    let period = look.period().map_or_else(String::new, |period| format!(" for {period}"));
    match quantity {
        Quantity::Value => of_value(look).unwrap_or_else(|| no_figure(look)),
        Quantity::Baseline => no_baseline(look),
        Quantity::Target | Quantity::Shortfall => of_reference(look, &Reference::Target)
            .or_else(|| of_value(look))
            .unwrap_or_else(|| format!("there is no target figure{period}")),
        Quantity::Forecast => look.no_forecast(),
        Quantity::Lower | Quantity::Upper => statistics::no_interval(look),
        Quantity::Numerator => format!("there is no numerator{period}"),
        Quantity::Denominator => format!("there is no denominator{period}"),
    }
}

fn no_baseline(look: Look<'_, '_>) -> String {
    let written = look.judge.places.baseline(look.measure(), look.series.place, look.judge.data);
    let words =
        if written.is_some() { "the baseline is by an earlier definition" } else { "there is no baseline" };
    words.to_owned()
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
                None => nothing_of(look, *id),
            },
        },
        Expression::Benchmark { benchmark, measure, when } => {
            comparisons::no_benchmark(look, *benchmark, *measure, *when)
        }
        Expression::OfPeers { peers, what, known_at_least } => {
            let reason = look.of_peers(*peers, what, *known_at_least).err();
            reason.unwrap_or_else(|| "the figures of peers are not known".to_owned())
        }
        Expression::Position { among, offset, .. } => match look.offset(*offset) {
            Some(other) => other.place_among(*among).err().unwrap_or_default(),
            None => no_period(look, *offset),
        },
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => inner(&[a, b]),
        Expression::Min(all) | Expression::Max(all) => inner(&all.iter().collect::<Vec<_>>()),
        Expression::PercentOf(_, of)
        | Expression::Named { of, .. }
        | Expression::Rounded { of, .. }
        | Expression::Converted(_, of) => inner(&[of]),
        Expression::EachYear { start, .. } | Expression::EachYearOnTheLast { start, .. } => {
            match look.baseline() {
                None => no_baseline(look),
                Some(baseline) if baseline.period.is_none() => {
                    "the baseline names no period, so the years since then are not known".to_owned()
                }
                Some(_) => inner(&[start]),
            }
        }
        Expression::Amount(..) => "the amount is not known".to_owned(),
        Expression::Window(window) => of_window(look, window),
        Expression::Elsewhere(elsewhere) => of_elsewhere(look, elsewhere),
        Expression::CountOf(count) => {
            of_count(look, count).unwrap_or_else(|| "not all that is counted is known".to_owned())
        }
        Expression::List(list) => match look.choose(list) {
            Chosen::Line(amount) => of_expression(look, amount),
            Chosen::Undecided(line) => {
                of_condition(look, &line.when).unwrap_or_else(|| of_expression(look, &line.amount))
            }
            Chosen::NoLine => "no line of the list holds".to_owned(),
        },
    }
}

fn of_elsewhere(look: Look<'_, '_>, elsewhere: &Elsewhere) -> String {
    let whose = &elsewhere.whose;
    match look.other(whose) {
        None => nothing_of(look, whose.measure.unwrap_or(look.series.measure)),
        Some(other) => match other.offset(elsewhere.offset) {
            None => no_period(other, elsewhere.offset),
            Some(there) => of_other(there, &of_expression(there, &elsewhere.of)),
        },
    }
}

fn nothing_of(look: Look<'_, '_>, measure: Id<Measure>) -> String {
    let other = &look.judge.book.measures[measure];
    if look.computing
        && !other.by.is_empty()
        && look.judge.of_measure(measure).iter().any(|one| one.place != PlaceId::WHOLE)
    {
        return format!("measure {} has figures for groups, and none that belongs here", other.id);
    }
    format!("nothing is known of measure {}", other.id)
}

/// Why several periods cannot be put together.
fn of_window(look: Look<'_, '_>, window: &Windowed) -> String {
    let Some(stretch) = look.gathered(window) else {
        return nothing_of(look, window.whose.measure.unwrap_or(look.series.measure));
    };
    let reason = |one: &Look<'_, '_>| match (&window.of, window.window) {
        (_, Window::Pooled) if one.number().is_some() => one.fraction().is_none().then(|| {
            let period = one.period().map_or_else(String::new, |period| format!(" for {period}"));
            format!("there is no numerator and denominator{period}")
        }),
        (Some(of), _) => one.amount_of(of).is_none().then(|| of_expression(*one, of)),
        (None, _) => of_value(*one),
    };
    let unknown = stretch.looks.iter().rev().find_map(|one| Some((*one, reason(one)?)));
    match unknown {
        Some((one, reason)) if !window.is_own() => of_other(one, &reason),
        Some((_, reason)) => reason,
        None if !window.measures.is_empty() => "too few of the measures are known".to_owned(),
        None if matches!(window.reach, Reach::Years(_)) => "too few figures are known".to_owned(),
        None => "too few periods are known".to_owned(),
    }
}
