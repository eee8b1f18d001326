//! The figures behind each result over time, for reports with charts and for workbooks. Other reports never come here.

use super::judge::{Graded, Judge};
use super::look::Look;
use super::outcome::{Outcome, ResultKind, Trend, TrendPoint};

/// A trend for each result, in their order; with no points where there are no numbers to draw, they are withheld, or a page
/// has no room for the result.
pub(super) fn all(judge: &Judge<'_>, results: &[Outcome], room: &[bool], most: usize) -> Vec<Trend> {
    let of = |(outcome, has_room): (&Outcome, &bool)| {
        if *has_room { of(judge, outcome, most).unwrap_or_default() } else { Trend::default() }
    };
    results.iter().zip(room).map(of).collect()
}

fn of(judge: &Judge<'_>, outcome: &Outcome, most: usize) -> Option<Trend> {
    if outcome.kind == ResultKind::Withheld {
        return None;
    }
    let series = judge.series_of(outcome.measure, outcome.place)?;
    let look = judge.look(series, series.report);
    let newest = series.report.max(series.first);
    let slots = series.earliest..=newest;
    let from = slots.clone().count().saturating_sub(most);
    let mut points: Vec<TrendPoint> = slots
        .skip(from)
        .map(|slot| look.in_its_time(slot))
        .filter(|look| look.slot >= series.first)
        .filter_map(point)
        .collect();
    for (point, control) in points.iter_mut().rev().zip(look.control_points().into_iter().rev()) {
        point.control = control.map(Box::new);
    }
    // A table of the past holds every point there is: room for more of them would be half as much again.
    points.shrink_to_fit();
    let known = points.iter().any(|point| point.figure.is_some());
    known.then_some(Trend { points })
}

fn point(look: Look<'_, '_>) -> Option<TrendPoint> {
    let figure = look.figure();
    let level = match look.grade() {
        Graded::Level(level) => Some(level).filter(|_| !look.is_baseline()),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
    };
    Some(TrendPoint {
        period: look.period()?,
        level: level.filter(|_| figure.is_some()),
        figure,
        goal: look.goal().map(|goal| goal.as_ref().clone()),
        breaks: look.not_comparable().is_some() || look.begins_definition(),
        control: None,
    })
}

impl Look<'_, '_> {
    /// True for the first period of a definition that is not the first.
    fn begins_definition(self) -> bool {
        let definition = |slot| self.in_its_time(slot).definition;
        self.slot > self.series.first && definition(self.slot) != definition(self.slot - 1)
    }
}
