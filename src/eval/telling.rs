//! What a condition came to, with its numbers: `it misses 95% by 0.04 points, and 5 points are allowed`.

use super::counting::as_count;
use super::judge::Graded;
use super::look::Look;
use super::outcome::Truth;
use super::statistics;
use super::unknown;
use super::words;
use super::{arithmetic, comparisons};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::{Kind, Unit};
use crate::model::{
    Comparison, Condition, Expression, LevelTest, LoopTest, Measure, Movement, Quantity, Reference, Status,
    Tally, Tolerance, sides,
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
        Condition::Status(status, _) => tell_status(look, *status, look.holds(condition)),
        Condition::Level(..) => tell_level(look),
        Condition::Within { of, worse, better, .. } => tell_within(look, of, worse, better.as_ref()),
        Condition::Than { reference, .. } => against(look, reference),
        Condition::Moves { movement, since, .. } => tell_moves(look, *movement, *since),
        Condition::Compare { left, comparison, right, .. } => tell_compare(look, left, *comparison, right),
        Condition::Placed { among, .. } => comparisons::tell_place(look, *among),
        Condition::OutsideRange { .. } => tell_status(look, Status::OnTarget, look.holds(condition)),
        Condition::Forecast(..) => tell_forecast(look),
        Condition::Statistical(statistic, _) => statistics::tell(look, *statistic),
        Condition::For { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::InLast { .. }
        | Condition::In { .. } => tell_over_time(look, condition),
        Condition::Named { define, condition, .. } => {
            format!("{}: {}", look.judge.book.defines[*define].name, tell(look, condition))
        }
        Condition::OfMeasure { measure, condition, .. } => {
            let id = &look.judge.book.measures[*measure].id;
            let inner = look.elsewhere(*measure).map_or_else(String::new, |other| tell(other, condition));
            format!("measure {id}: {inner}")
        }
        Condition::Tally(tally) => tell_tally(look, tally),
        Condition::AnyGroup { condition, .. } => tell_groups(look, condition, Truth::True),
        Condition::EachGroup { condition, .. } => tell_groups(look, condition, Truth::False),
        Condition::Known(expression, _) => match look.amount_of(expression) {
            Some(amount) => format!("it is {}", words::number(&amount, look.unit())),
            None => unknown::of_expression(look, expression),
        },
        Condition::OnRecord(record, _) => look.tell_record(record),
        Condition::OldBy { .. } | Condition::Loop(LoopTest::ReturnNotIn, _) => {
            "by what was submitted".to_owned()
        }
        Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..) => "by the responses".to_owned(),
    }
}

/// Conditions that look at other periods, or at which period it is.
fn tell_over_time(look: Look<'_, '_>, condition: &Condition) -> String {
    match condition {
        Condition::For { condition, periods, without_gaps, .. } => {
            let run = look.run(condition, *without_gaps, *periods);
            let (who, what) = lasting_words(condition);
            format!("{who} {what} for {} running, and {periods} are asked for", words::count(run, "period"))
        }
        Condition::InLast { condition, least, of, .. } => {
            let (held, unknown) = look.held_in_last(condition, *of);
            let unknown =
                if unknown == 0 { String::new() } else { format!(" (of {unknown} it is not known)") };
            format!("it held in {held} of the last {of} periods{unknown}, and {least} are asked for")
        }
        Condition::ForTime { condition, length, step, .. } => {
            format!("it is asked for {}: {}", words::count(*length, step.noun()), tell(look, condition))
        }
        Condition::FirstTime { condition, .. } => {
            let earlier = std::iter::successors(look.earlier(), |look| look.earlier());
            let mut held = earlier.filter(|look| look.holds_of_result(condition) == Truth::True);
            let before = held.next().and_then(Look::period);
            before.map_or_else(
                || tell(look, condition),
                |period| format!("so it was before, {}", period.when()),
            )
        }
        Condition::InTime { .. } => {
            format!("it is of {}", look.period().map_or_else(String::new, |p| p.to_string()))
        }
        Condition::In { condition, offset, .. } => look
            .offset(*offset)
            .map_or_else(String::new, |other| format!("{}: {}", when(other), tell(other, condition))),
        _ => String::new(),
    }
}

/// What has lasted, where few words say it: `it has been`, `off target`.
fn lasting_words(condition: &Condition) -> (&'static str, String) {
    let state = match condition {
        Condition::Status(Status::OnTarget, _) => "on target".to_owned(),
        Condition::Status(Status::OffTarget, _) => "off target".to_owned(),
        Condition::Level(LevelTest::OneOf(levels), _) => crate::base::suggest::listed(levels, "or"),
        Condition::Level(LevelTest::OrWorse(level), _) => format!("{level} or worse"),
        Condition::Level(LevelTest::OrBetter(level), _) => format!("{level} or better"),
        _ => return ("what is asked for", "has held".to_owned()),
    };
    ("it has been", state)
}

/// Groups stand in the order in which the book declares them, and others by name: never in that of the files.
fn in_order(look: &Look<'_, '_>) -> (Id<Measure>, usize, String) {
    let (judge, series) = (look.judge, look.series);
    (series.measure, judge.places.rank(look.measure(), series.place), judge.label(series.place))
}

/// The groups for which a condition holds, or, where it should hold for each, those for which it does not.
fn tell_groups(look: Look<'_, '_>, condition: &Condition, wanted: Truth) -> String {
    let mut those: Vec<Look<'_, '_>> =
        look.groups().filter(|group| group.holds(condition) == wanted).collect();
    those.sort_by_cached_key(in_order);
    let named = |group: &Look<'_, '_>| look.judge.label(group.series.place);
    let those = those.iter().map(named).collect::<Vec<_>>().join(", ");
    match (wanted, those.is_empty()) {
        (Truth::True, true) => "no group is".to_owned(),
        (Truth::True, false) => format!("so it is for {those}"),
        (Truth::False | Truth::Unknown, true) => "every group is".to_owned(),
        (Truth::False | Truth::Unknown, false) => format!("it is not so for {those}"),
    }
}

/// How the forecast stands to the target.
fn tell_forecast(look: Look<'_, '_>) -> String {
    look.prospect().map_or_else(|| look.no_forecast(), |prospect| prospect.words().to_owned())
}

/// What a count of measures came to.
struct Tallied {
    /// For how many it holds.
    held: usize,
    /// Of how many.
    of: usize,
    /// Which they are, and of which it is not known, with the sign before them.
    names: String,
}

/// `so it is for 2 of 4 measures: 1.1 and 1.5; not known: 1.3`.
fn tell_tally(look: Look<'_, '_>, tally: &Tally) -> String {
    let Tallied { held, of, names } = tallied(look, tally);
    format!("so it is for {held} of {}{names}", words::count(of as u32, "measure"))
}

fn tallied(look: Look<'_, '_>, tally: &Tally) -> Tallied {
    let mut counted = look.counted(tally);
    counted.sort_by_cached_key(|(look, _)| in_order(look));
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
    let failing = named(Truth::False);
    let names = match () {
        () if tally.of_all && failing.is_empty() => String::new(),
        () if tally.of_all => format!("; not for {}", failing.join(", ")),
        () if held.is_empty() => String::new(),
        () => format!(": {}", held.join(", ")),
    };
    let open =
        if unknown.is_empty() { String::new() } else { format!("; not known: {}", unknown.join(", ")) };
    Tallied { held: held.len(), of: counted.len(), names: format!("{names}{open}") }
}

/// `3 of 7 measures are red: 1.1, 1.5 and 2.2; not known: 1.3`, to stand by itself.
pub(super) fn told_tally(look: Look<'_, '_>, tally: &Tally) -> String {
    let Tallied { held, of, names } = tallied(look, tally);
    let verb = if held == 1 { "is" } else { "are" };
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
    format!("{held} of {} {verb} {what}{names}", words::count(of as u32, "measure"))
}

fn when(look: Look<'_, '_>) -> String {
    look.period().map_or_else(String::new, |period| period.when())
}

fn join(look: Look<'_, '_>, several: &[Condition], with: &str) -> String {
    several.iter().map(|one| tell(look, one)).collect::<Vec<_>>().join(with)
}

fn show(look: Look<'_, '_>, value: &Exact) -> String {
    words::number(value, look.unit())
}

fn gap(look: Look<'_, '_>, value: &Exact) -> String {
    words::difference(&value.magnitude(), look.unit())
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

fn tell_status(look: Look<'_, '_>, status: Status, holds: Truth) -> String {
    let is = |what: &str| format!("it is {}{what}", if holds == Truth::True { "" } else { "not " });
    match status {
        Status::OnTarget | Status::OffTarget => {
            let force = look.in_force();
            let Some(goal) = force.goal() else { return String::new() };
            let is = if look.on_target() == Truth::True { "is" } else { "is not" };
            format!("{} {is} {}", value(look), words::goal(goal, look.unit()))
        }
        Status::Missing => is("missing"),
        Status::Late => is("late"),
        Status::Stale => is("an old figure"),
        Status::Provisional => is("provisional"),
        Status::Estimated => is("estimated"),
        Status::Revised => is("revised"),
        Status::Incomplete => is("incomplete"),
        Status::Unrated => is("unrated"),
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

fn tell_within(look: Look<'_, '_>, of: &Reference, worse: &Tolerance, better: Option<&Tolerance>) -> String {
    let shown = |by: &Tolerance| look.tolerance(by).map_or_else(String::new, |by| gap(look, &by));
    let allowed = match better {
        None => format!("up to {}", shown(worse)),
        Some(better) => {
            let (below, above) = sides(worse, better, look.measure().higher_is_better);
            format!("up to {} below and {} above", shown(below), shown(above))
        }
    };
    format!("{}, and {allowed} is allowed", against(look, of))
}

fn tell_moves(look: Look<'_, '_>, movement: Movement, since: crate::model::Since) -> String {
    let reference = super::condition::since_reference(since);
    if movement == Movement::Unchanged && look.way(&reference).is_none() {
        return format!("{}, after {}", value(look), name(look, &reference));
    }
    against(look, &reference)
}

fn tell_compare(look: Look<'_, '_>, left: &Expression, how: Comparison, right: &Expression) -> String {
    let counted =
        [left, right].into_iter().find_map(as_count).and_then(|count| arithmetic::counted(look, count));
    if let Some(counted) = counted {
        return counted;
    }
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
    let (left_unit, right_unit) = (unit_of(look, left), unit_of(look, right));
    let one_unit = left_unit == right_unit || is_bare(left) || is_bare(right);
    let (one, other) = match left_unit.or(right_unit).filter(|_| one_unit) {
        Some(unit) => (words::number(&one, &unit), words::number(&other, &unit)),
        None => (one.text(), other.text()),
    };
    format!("{one} {is} {words} {other}")
}

fn is_bare(expression: &Expression) -> bool {
    matches!(expression, Expression::Number(_))
}

/// The unit that an amount is in, where it is plain; none for products, quotients and bare numbers.
fn unit_of(look: Look<'_, '_>, expression: &Expression) -> Option<Unit> {
    let of_kind = |kind| Unit { kind, words: String::new() };
    let own = || Some(of_kind(look.measure().unit.kind));
    match expression {
        Expression::EachYearOnTheLast { .. }
        | Expression::OfPeers { .. }
        | Expression::Benchmark { measure: None, .. } => own(),
        Expression::Benchmark { .. } | Expression::Position { .. } => None,
        Expression::Quantity { quantity: Quantity::Numerator | Quantity::Denominator, .. } => None,
        Expression::Quantity { measure: None, .. } | Expression::EachYear { .. } => own(),
        Expression::Quantity { measure: Some(id), .. } => {
            Some(of_kind(look.judge.book.measures[*id].unit.kind))
        }
        Expression::Amount(_, kind) => Some(of_kind(*kind)),
        Expression::Plus(a, b) | Expression::Minus(a, b) => {
            unit_of(look, a).filter(|unit| unit_of(look, b).as_ref() == Some(unit))
        }
        Expression::Window(window) if window.of.is_none() => match window.first_measure() {
            Some(id) => Some(of_kind(look.judge.book.measures[id].unit.kind)),
            None => own(),
        },
        Expression::Named { of, .. } => unit_of(look, of),
        Expression::Converted(crate::model::Conversion::FromSeconds, _) => own(),
        Expression::Elsewhere(elsewhere) => match elsewhere.whose.measure {
            Some(id) => Some(of_kind(look.judge.book.measures[id].unit.kind)),
            None => unit_of(look, &elsewhere.of),
        },
        Expression::Converted(crate::model::Conversion::ToPercent, _) => Some(of_kind(Kind::Percent)),
        Expression::Number(_)
        | Expression::Times(..)
        | Expression::Over(..)
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::PercentOf(..)
        | Expression::Window(_)
        | Expression::Rounded { .. }
        | Expression::CountOf(_)
        | Expression::List(_)
        | Expression::Converted(..) => None,
    }
}
