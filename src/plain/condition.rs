//! Conditions in words, as they follow `when`: `worsening for 2 quarters running`.

use super::answers::loop_test;
use super::expression::{expression, offset, reference, tolerance};
use super::reckoning::{in_its_unit, time};
use super::{Context, and_list, benchmark, count, or_list, period};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::unit::Kind;
use crate::model::{
    Comparison, Condition, Escalation, Expression, LevelTest, Measure, MeasureSet, Movement, Quantity,
    Record, Reference, Since, Status, Tally, Tolerance, sides,
};

/// A condition in words, to follow `when`.
#[must_use]
pub fn condition(of: &Condition, context: Context<'_>) -> String {
    match of {
        Condition::All(parts) => joined(parts, "and", context),
        Condition::Any(parts) => joined(parts, "or", context),
        Condition::Not(inner) => denied(inner, context),
        Condition::Status(which, _) => status(*which).to_owned(),
        Condition::Level(test, _) => level_test(test),
        Condition::Within { of, worse, better, .. } => within(of, worse, better.as_ref(), context),
        Condition::Than { better, or_equal, reference: with, by_more_than, .. } => {
            let way = if *better { "better than" } else { "worse than" };
            let equal = if *or_equal { " or equal to" } else { "" };
            let more = by_more_than.as_ref().map_or_else(String::new, |t| more_than(t, with, context));
            format!("{way}{equal} {}{more}", reference(with, context))
        }
        Condition::Moves { movement, since, by_more_than, .. } => {
            moves(*movement, *since, by_more_than.as_ref(), context)
        }
        Condition::Compare { left, comparison: how, right, .. } => compare(left, *how, right, context),
        Condition::Forecast(prospect, _) => prospect.words().to_owned(),
        Condition::Placed { among, test, .. } => benchmark::placed(*among, test, context.book),
        Condition::OutsideRange { above: true, .. } => "above the range".to_owned(),
        Condition::OutsideRange { above: false, .. } => "below the range".to_owned(),
        Condition::Statistical(statistic, _) => statistic.words().to_owned(),
        Condition::For { condition, periods, without_gaps, .. } => {
            let running = if *periods > 1 { " running" } else { "" };
            let gaps = if *without_gaps { " without gaps" } else { "" };
            let how_long = count(*periods, own_periods(context));
            format!("{} for {how_long}{running}{gaps}", bracketed(condition, context))
        }
        Condition::InLast { condition, least, of, .. } => {
            let last = count(*of, own_periods(context));
            format!("{} in at least {least} of the last {last}", bracketed(condition, context))
        }
        Condition::ForTime { condition, length, step, .. } => {
            format!("{} for {}", bracketed(condition, context), time(*length, *step))
        }
        Condition::FirstTime { condition, .. } => {
            format!("{} for the first time", bracketed(condition, context))
        }
        Condition::InTime { from, until, .. } => in_time(from.as_ref(), until.as_ref()),
        Condition::Named { define, .. } => context.book.defines[*define].name.clone(),
        Condition::In { condition, offset: when, .. } => {
            format!("({}) in {}", self::condition(condition, context), offset(*when, context))
        }
        Condition::OfMeasure { measure, condition, .. } => of_measure(*measure, condition, context),
        Condition::Tally(tally) => tallied(tally, context),
        Condition::AnyGroup { condition, .. } => of_groups("any", condition, context),
        Condition::EachGroup { condition, .. } => of_groups("each", condition, context),
        Condition::Known(amount, _) => format!("{} is known", expression(amount, context)),
        Condition::NoResponse { escalation, overdue, .. } => no_response(*escalation, *overdue, context),
        Condition::RecoveryPassed(_) => "the recovery date has passed".to_owned(),
        Condition::SameText(_) => "the response has the same text as last time".to_owned(),
        Condition::OnRecord(record, _) => super::ladder::record(record, context),
        Condition::Loop(test, _) => loop_test(*test, context),
        Condition::OldBy { periods, .. } => {
            format!("the figure is more than {} old", count(*periods, context.period_noun()))
        }
    }
}

/// What periods that are counted one by one are called: a number of months or years would be read by the calendar, as
/// the language reads it.
fn own_periods(context: Context<'_>) -> &'static str {
    if context.period_noun() == "quarter" { "quarter" } else { "period" }
}

fn in_time(from: Option<&Period>, until: Option<&Period>) -> String {
    let from = from.map(|from| format!("from {}", period(from)));
    let until = until.map(|until| format!("until {}", period(until)));
    from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}

fn joined(parts: &[Condition], word: &str, context: Context<'_>) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part_of_list(part, context)).collect();
    parts.join(&format!(" {word} "))
}

/// One part of an `and` or `or`: in brackets where its own words could be read across the one next to it.
fn part_of_list(of: &Condition, context: Context<'_>) -> String {
    let words = condition(of, context);
    let brackets = match of {
        Condition::All(parts) | Condition::Any(parts) => parts.len() > 1,
        Condition::Level(test, _) => has_or(test),
        Condition::Within { better, .. } => better.is_some(),
        Condition::Not(_)
        | Condition::For { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. } => true,
        Condition::InTime { .. }
        | Condition::Named { .. }
        | Condition::Status(..)
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Placed { .. }
        | Condition::Statistical(..)
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::OnRecord(..) => false,
    };
    if brackets { format!("({words})") } else { words }
}

fn has_or(of: &LevelTest) -> bool {
    match of {
        LevelTest::OneOf(words) => words.len() > 1,
        LevelTest::OrWorse(_) | LevelTest::OrBetter(_) => true,
    }
}

/// `not late`; `value is not known`; with brackets where `not` could be read of the first word only.
fn denied(of: &Condition, context: Context<'_>) -> String {
    match of {
        Condition::Known(amount, _) => format!("{} is not known", expression(amount, context)),
        Condition::Level(test, _) if has_or(test) => format!("not ({})", level_test(test)),
        Condition::Status(which, _) => format!("not {}", status(*which)),
        Condition::Level(test, _) => format!("not {}", level_test(test)),
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Placed { .. }
        | Condition::Statistical(..)
        | Condition::For { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::Named { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. } => format!("not ({})", condition(of, context)),
        Condition::OnRecord(record, _) => super::ladder::not_record(record, context),
    }
}

/// In brackets where it has parts of its own, so that no reader has to know which of `and` and `or` goes first.
fn bracketed(of: &Condition, context: Context<'_>) -> String {
    let words = condition(of, context);
    if is_compound(of) { format!("({words})") } else { words }
}

fn is_compound(of: &Condition) -> bool {
    match of {
        Condition::All(parts) | Condition::Any(parts) => parts.len() > 1,
        Condition::Compare { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. } => true,
        Condition::OnRecord(record, _) => !matches!(record, Record::InStage { .. }),
        Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::Named { .. }
        | Condition::Not(_)
        | Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Placed { .. }
        | Condition::Statistical(..)
        | Condition::For { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::Known(..) => false,
    }
}

/// True when the words can follow `is`: `red`, `within 5 points of target`.
pub(super) fn is_predicate(of: &Condition) -> bool {
    match of {
        Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Placed { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..) => true,
        Condition::Statistical(statistic, _) => statistic.reads_chart(),
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::ForTime { condition: inner, .. }
        | Condition::FirstTime { condition: inner, .. }
        | Condition::InLast { condition: inner, .. } => is_predicate(inner),
        Condition::Named { .. } => true,
        Condition::All(_)
        | Condition::Any(_)
        | Condition::In { .. }
        | Condition::InTime { .. }
        | Condition::Compare { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. } => false,
        Condition::OnRecord(record, _) => matches!(record, Record::InStage { .. }),
    }
}

/// `on target`, `late`.
#[must_use]
pub fn status(of: Status) -> &'static str {
    match of {
        Status::OnTarget => "on target",
        Status::OffTarget => "off target",
        Status::Missing => "missing",
        Status::Late => "late",
        Status::Stale => "judged on an old figure",
        Status::Provisional => "provisional",
        Status::Estimated => "estimated",
        Status::Revised => "revised",
        Status::Incomplete => "incomplete",
        Status::Unrated => "unrated",
    }
}

pub(super) fn level_test(of: &LevelTest) -> String {
    match of {
        LevelTest::OneOf(words) => or_list(words),
        LevelTest::OrWorse(word) => format!("{word} or worse"),
        LevelTest::OrBetter(word) => format!("{word} or better"),
    }
}

fn within(of: &Reference, worse: &Tolerance, better: Option<&Tolerance>, context: Context<'_>) -> String {
    let figure = reference(of, context);
    let worse_words = tolerance(worse, of, context);
    let Some(better) = better else {
        // `5% of target` already names what it is within.
        return if worse_words.ends_with(&format!("% of {figure}")) {
            format!("within {worse_words}")
        } else {
            format!("within {worse_words} of {figure}")
        };
    };
    let better_words = tolerance(better, of, context);
    let Some(measure) = context.measure else {
        return format!("at most {worse_words} worse and at most {better_words} better than {figure}");
    };
    let (below, above) = sides(worse_words, better_words, measure.higher_is_better);
    format!("from {below} below to {above} above {figure}")
}

fn more_than(by: &Tolerance, with: &Reference, context: Context<'_>) -> String {
    format!(" by more than {}", tolerance(by, with, context))
}

fn moves(movement: Movement, since: Since, by: Option<&Tolerance>, context: Context<'_>) -> String {
    let with = match since {
        Since::Previous => Reference::Value(crate::model::Offset::Before),
        Since::LastYear => Reference::Value(crate::model::Offset::LastYear),
        Since::Baseline => Reference::Baseline,
    };
    let by = by.map_or_else(String::new, |t| more_than(t, &with, context));
    format!("{}{by}{}", movement_word(movement), since_words(since))
}

/// `worsening`.
#[must_use]
pub fn movement_word(of: Movement) -> &'static str {
    match of {
        Movement::Improving => "improving",
        Movement::Worsening => "worsening",
        Movement::Unchanged => "unchanged",
    }
}

fn since_words(of: Since) -> &'static str {
    match of {
        Since::Previous => "",
        Since::LastYear => " since last year",
        Since::Baseline => " since baseline",
    }
}

fn compare(left: &Expression, how: Comparison, right: &Expression, context: Context<'_>) -> String {
    // A number is shown in the unit of what it is compared with.
    let inner = match subject(left).or_else(|| subject(right)) {
        Some((_, Quantity::Numerator | Quantity::Denominator)) => Context::whole(context.book),
        Some((Some(id), _)) => Context::of(context.book, &context.book.measures[id]),
        Some((
            None,
            Quantity::Value
            | Quantity::Target
            | Quantity::Baseline
            | Quantity::Shortfall
            | Quantity::Forecast
            | Quantity::Lower
            | Quantity::Upper,
        ))
        | None => context,
    };
    // A share is in per cent, whatever the measure's own unit is; a count of things has none.
    let counted = [left, right].into_iter().find_map(|side| match side {
        Expression::CountOf(count) => Some(if count.share { Kind::Percent } else { Kind::Count }),
        _ => None,
    });
    let side = |of: &Expression| match (of, counted) {
        (Expression::Number(number), Some(kind)) => in_its_unit(number, kind),
        (of, _) => expression(of, inner),
    };
    format!("{} {} {}", side(left), comparison(how), side(right))
}

fn subject(of: &Expression) -> Option<(Option<Id<Measure>>, Quantity)> {
    match of {
        Expression::Quantity { quantity, measure, .. } => Some((*measure, *quantity)),
        Expression::Plus(left, right) | Expression::Minus(left, right) => {
            subject(left).or_else(|| subject(right))
        }
        Expression::Min(all) | Expression::Max(all) => all.iter().find_map(subject),
        Expression::PercentOf(_, whole) => subject(whole),
        Expression::EachYear { start, .. } | Expression::EachYearOnTheLast { start, .. } => subject(start),
        Expression::Benchmark { measure, .. } => Some((*measure, Quantity::Value)),
        Expression::OfPeers { .. } => Some((None, Quantity::Value)),
        // A place has no unit, and neither have the parts of a whole.
        Expression::Position { .. } => Some((None, Quantity::Numerator)),
        Expression::Elsewhere(elsewhere) => {
            let inner = subject(&elsewhere.of)?;
            Some((elsewhere.whose.measure.or(inner.0), inner.1))
        }
        Expression::Window(window) if window.of.is_none() => {
            window.first_measure().map(|id| (Some(id), Quantity::Value))
        }
        // What these yield need not be in the unit of what they read.
        Expression::Times(..)
        | Expression::Over(..)
        | Expression::Number(_)
        | Expression::Amount(..)
        | Expression::Window(_)
        | Expression::Named { .. }
        | Expression::Rounded { .. }
        | Expression::CountOf(_)
        | Expression::List(_)
        | Expression::Converted(..) => None,
    }
}

/// `is at least`.
#[must_use]
pub fn comparison(of: Comparison) -> &'static str {
    match of {
        Comparison::Equal => "is",
        Comparison::NotEqual => "is not",
        Comparison::Above => "is above",
        Comparison::AtLeast => "is at least",
        Comparison::Below => "is below",
        Comparison::AtMost => "is at most",
    }
}

fn of_measure(measure: Id<Measure>, inner: &Condition, context: Context<'_>) -> String {
    let other = &context.book.measures[measure];
    let words = condition(inner, Context::of(context.book, other));
    if is_predicate(inner) {
        format!("measure {} is {words}", other.id)
    } else {
        format!("({words}) of measure {}", other.id)
    }
}

fn tallied(of: &Tally, context: Context<'_>) -> String {
    let which = measure_set(&of.measures, context);
    let inner = condition(&of.condition, Context::whole(context.book));
    let what =
        if is_predicate(&of.condition) { format!("that are {inner}") } else { format!("where ({inner})") };
    if of.of_all {
        return format!("every measure that is due and has a target is {inner}");
    }
    let (kind, sign) = if of.share { ("share", "%") } else { ("number", "") };
    format!("the {kind} of {which} {what} {} {}{sign}", comparison(of.comparison), of.amount.text())
}

/// `measures in the theme A good start in life`.
#[must_use]
pub fn measure_set(of: &MeasureSet, context: Context<'_>) -> String {
    match of {
        MeasureSet::All => "measures".to_owned(),
        MeasureSet::Theme(id) => format!("measures in the theme {}", context.book.themes[*id].title),
        MeasureSet::OwnedBy(id) => format!("measures owned by {}", context.book.parties[*id].title),
        MeasureSet::Listed(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| context.book.measures[*id].id.as_str()).collect();
            let s = if ids.len() == 1 { "" } else { "s" };
            format!("measure{s} {}", and_list(&ids))
        }
    }
}

fn of_groups(which: &str, inner: &Condition, context: Context<'_>) -> String {
    let kind =
        context.measure.and_then(|m| m.by.first()).map_or("group", |id| &context.book.groupings[*id].id);
    let words = condition(inner, context);
    if is_predicate(inner) {
        format!("{which} {kind} is {words}")
    } else {
        format!("({words}) for {which} {kind}")
    }
}

fn no_response(which: Option<Id<Escalation>>, overdue: bool, context: Context<'_>) -> String {
    let to = which.map_or_else(String::new, |id| format!(" to {}", context.book.escalations[id].title));
    if overdue { format!("the response{to} is overdue") } else { format!("there is no response{to}") }
}
