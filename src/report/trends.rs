//! The figures behind a result as a chart, and what is said of it to those who do not see it.

use std::borrow::Cow;

use super::chart::{Chart, Dot, Line, Role, Sign};
use super::document::Cell;
use super::view::View;
use crate::base::exact::Exact;
use crate::base::unit::{Kind, Unit};
use crate::eval::outcome::{Amount, ControlPoint, Figure, GoalUsed, Outcome, Trend, TrendPoint};
use crate::plain;

/// How many periods a chart goes back.
pub const CHARTED: usize = 24;

/// The figures over time as a cell; empty where there is no chart of them.
#[must_use]
pub fn cell(view: &View<'_>, outcome: &Outcome) -> Cell {
    view.chart(outcome).map_or_else(|| Cell::absent(""), Cell::Trend)
}

/// Makes the chart of a result; none where there are too few figures, or the run kept none.
#[must_use]
pub fn chart(view: &View<'_>, outcome: &Outcome) -> Option<Chart> {
    let trend = &*newest(view.trend(outcome)?);
    let unit = view.unit(outcome);
    let points: Vec<Point<'_>> = trend.points.iter().map(|point| Point::of(view, point)).collect();
    if points.iter().filter(|point| point.number.is_some()).count() < 2 {
        return None;
    }
    let (before, after) = signs(unit);
    let breaks = trend.points.iter().enumerate().skip(1).filter(|(_, point)| point.breaks).map(|(at, _)| at);
    let mut lines = vec![figures(view, outcome, &points, trend)];
    lines.extend(targets(&points, unit));
    lines.extend(control(trend, unit));
    Some(Chart {
        description: description(view, outcome, &points, trend),
        title: view.label(outcome),
        before: before.to_owned(),
        after: after.to_owned(),
        unit: unit.words.clone(),
        periods: trend.points.iter().map(|point| point.period.to_string()).collect(),
        lines,
        breaks: breaks.collect(),
    })
}

/// The part of a trend that is drawn, which is the same whatever else of the past a run keeps.
fn newest(trend: &Trend) -> Cow<'_, Trend> {
    let left_out = trend.points.len().saturating_sub(CHARTED);
    match trend.points.get(left_out..) {
        Some(points) if left_out > 0 => Cow::Owned(Trend { points: points.to_vec() }),
        Some(_) | None => Cow::Borrowed(trend),
    }
}

/// A point with the number that may be shown.
struct Point<'p> {
    of: &'p TrendPoint,
    number: Option<(&'p Exact, u8)>,
}

impl<'p> Point<'p> {
    fn of(view: &View<'_>, of: &'p TrendPoint) -> Self {
        let shown = |figure: &&Figure| !view.is_secret_figure(figure);
        let number = of.figure.as_ref().filter(shown).and_then(|figure| match &figure.amount {
            Amount::Number { value, places } => Some((value, *places)),
            Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => None,
        });
        Self { of, number }
    }
}

/// What stands before and after a number on the axis.
fn signs(unit: &Unit) -> (&'static str, &'static str) {
    match unit.kind {
        Kind::Percent => ("", "%"),
        Kind::Money => ("£", ""),
        Kind::Count
        | Kind::Rate
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => ("", ""),
    }
}

fn figures(view: &View<'_>, outcome: &Outcome, points: &[Point<'_>], trend: &Trend) -> Line {
    let unit = view.unit(outcome);
    let has_limits = trend.has_limits();
    let dot = |point: &Point<'_>| {
        let (value, places) = point.number?;
        let sign =
            if has_limits { signal(point.of.control.as_deref()) } else { level(view, outcome, point.of) };
        Some(Dot { at: value.clone(), shown: unit.show_places(value, places), sign })
    };
    Line { name: "Value".to_owned(), role: Role::Figures, dots: points.iter().map(dot).collect() }
}

fn level(view: &View<'_>, outcome: &Outcome, point: &TrendPoint) -> Sign {
    let rating = view.rating(outcome);
    let found = rating.and_then(|rating| Some((rating, point.level?)));
    found.map_or(Sign::Plain, |(rating, level)| {
        let of = u8::try_from(rating.levels.len()).unwrap_or(u8::MAX);
        Sign::Level(level, of, rating.word(level).to_owned())
    })
}

fn signal(point: Option<&ControlPoint>) -> Sign {
    point.and_then(|point| point.signal).map_or(Sign::Plain, Sign::Signal)
}

/// The target of each period as a line; the two ends of a range as two.
fn targets(points: &[Point<'_>], unit: &Unit) -> Vec<Line> {
    let line = |name: &str, pick: fn(&GoalUsed) -> Option<&Exact>| {
        let dot = |point: &Point<'_>| {
            let figure = pick(point.of.goal.as_ref()?)?;
            Some(Dot { at: figure.clone(), shown: unit.show(figure), sign: Sign::Plain })
        };
        let dots: Vec<Option<Dot>> = points.iter().map(dot).collect();
        let is_there = dots.iter().any(Option::is_some);
        is_there.then(|| Line { name: name.to_owned(), role: Role::Target, dots })
    };
    let one = line("Target", |goal| match goal {
        GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => Some(figure),
        GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => None,
    });
    let high = line("Target, highest", |goal| match goal {
        GoalUsed::Between { high, .. } => Some(high),
        GoalUsed::Limit { .. }
        | GoalUsed::Exactly { .. }
        | GoalUsed::MetBy { .. }
        | GoalUsed::ToBeSet { .. } => None,
    });
    let low = line("Target, lowest", |goal| match goal {
        GoalUsed::Between { low, .. } => Some(low),
        GoalUsed::Limit { .. }
        | GoalUsed::Exactly { .. }
        | GoalUsed::MetBy { .. }
        | GoalUsed::ToBeSet { .. } => None,
    });
    [one, high, low].into_iter().flatten().collect()
}

/// The mean and both limits of a control chart, rounded as far as a reader needs.
fn control(trend: &Trend, unit: &Unit) -> Vec<Line> {
    if !trend.has_limits() {
        return Vec::new();
    }
    let line = |name: &str, role: Role, pick: fn(&ControlPoint) -> &Exact| {
        let dot = |point: &TrendPoint| {
            let figure = pick(point.control.as_deref()?).rounded(2);
            Some(Dot { shown: unit.show(&figure), at: figure, sign: Sign::Plain })
        };
        Line { name: name.to_owned(), role, dots: trend.points.iter().map(dot).collect() }
    };
    vec![
        line("Mean", Role::Mean, |point| &point.mean),
        line("Upper limit", Role::Limit, |point| &point.limits.1),
        line("Lower limit", Role::Limit, |point| &point.limits.0),
    ]
}

/// What the picture shows, in sentences.
fn description(view: &View<'_>, outcome: &Outcome, points: &[Point<'_>], trend: &Trend) -> String {
    let unit = view.unit(outcome);
    let known = || points.iter().filter_map(|point| Some((point, point.number?)));
    let said = |(point, (value, places)): (&Point<'_>, (&Exact, u8))| {
        format!("{} in {}", unit.show_places(value, places), point.of.period)
    };
    let number = u32::try_from(known().count()).unwrap_or(u32::MAX);
    let ends = known().next().map(said).zip(known().next_back().map(said));
    let mut text = ends.map_or_else(String::new, |(first, last)| {
        format!("{}, from {first} to {last}.", plain::capital(&plain::count(number, "figure")))
    });
    if let Some((point, _)) = known().next_back()
        && let Some(goal) = &point.of.goal
    {
        text.push_str(&format!(
            " The target for {} is {}.",
            point.of.period,
            plain::target::goal_used(goal, unit)
        ));
    }
    if let Some((point, _)) = known().next_back()
        && let Sign::Level(_, _, word) = level(view, outcome, point.of)
    {
        text.push_str(&format!(" The newest figure is {word}."));
    }
    if trend.has_limits() {
        let signals = known().filter(|(point, _)| signal(point.of.control.as_deref()) != Sign::Plain).count();
        let signals = u32::try_from(signals).unwrap_or(u32::MAX);
        text.push_str(&format!(
            " {} in the control chart.",
            plain::capital(&plain::count(signals, "signal"))
        ));
    }
    text
}
