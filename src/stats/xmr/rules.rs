//! The four rules for special causes, over the points of one stretch.

use super::rule_sets::{Settings, Ties};
use crate::base::exact::Exact;

/// A rule for special causes. Their order is the order in which a point is labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// One point beyond a limit.
    Outside,
    /// Several points in a row, each further the same way.
    Trend,
    /// Two of three points near a limit, on one side.
    TwoOfThree,
    /// Several points in a row on one side of the mean.
    Shift,
}

/// A rule that a point fires, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fired {
    /// The rule.
    pub rule: Rule,
    /// True for high or rising.
    pub high: bool,
}

impl Rule {
    /// `a point outside the limits`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Outside => "a point outside the limits",
            Self::Trend => "a trend",
            Self::TwoOfThree => "two of three points near a limit",
            Self::Shift => "a run on one side of the mean",
        }
    }
}

/// A point as the rules see it: -1 below, 1 above, 0 neither.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub value: Exact,
    pub side: i8,
    pub outside: i8,
    pub near: i8,
}

/// The rules that each point of a stretch fires. No run crosses the end of a stretch.
pub(super) fn fired(stretch: &[Placed], settings: &Settings) -> Vec<Vec<Fired>> {
    let mut all: Vec<Vec<Fired>> = vec![Vec::new(); stretch.len()];
    let mut flag = |at: usize, rule: Rule, way: i8| {
        let found = Fired { rule, high: way > 0 };
        if let Some(own) = all.get_mut(at)
            && way != 0
            && !own.contains(&found)
        {
            own.push(found);
        }
    };
    for (at, point) in stretch.iter().enumerate() {
        flag(at, Rule::Outside, point.outside);
    }
    for (at, way) in trends(stretch, settings).into_iter().enumerate() {
        flag(at, Rule::Trend, way);
    }
    two_of_three(stretch, settings, &mut |at, way| flag(at, Rule::TwoOfThree, way));
    let sides: Vec<i8> = stretch.iter().map(|point| point.side).collect();
    let mut start = 0;
    for run in sides.chunk_by(|a, b| a == b) {
        if run.len() >= settings.run_length {
            run.iter().enumerate().for_each(|(at, way)| flag(start + at, Rule::Shift, *way));
        }
        start += run.len();
    }
    all.iter_mut().for_each(|own| own.sort_unstable());
    all
}

/// Which way the trend goes that each point is part of: 0 for none. Where two meet, the later one counts.
fn trends(stretch: &[Placed], settings: &Settings) -> Vec<i8> {
    // Equal neighbours are one point of a trend where ties are ignored, and each a point of its own where they end it.
    let mut steps: Vec<(std::ops::Range<usize>, Exact)> = Vec::new();
    for (at, point) in stretch.iter().enumerate() {
        match steps.last_mut() {
            Some((range, value)) if settings.ties == Ties::Ignored && *value == point.value => {
                range.end = at + 1;
            }
            _ => steps.push((at..at + 1, point.value.clone())),
        }
    }
    let ways: Vec<i8> = steps
        .windows(2)
        .map(|pair| match pair {
            [(_, a), (_, b)] if b > a => 1,
            [(_, a), (_, b)] if b < a => -1,
            _ => 0,
        })
        .collect();
    let mut found = vec![0; stretch.len()];
    let mut start = 0;
    for run in ways.chunk_by(|a, b| a == b) {
        let way = run.first().copied().unwrap_or(0);
        if way != 0 && run.len() + 1 >= settings.trend_length {
            for (range, _) in steps.iter().skip(start).take(run.len() + 1) {
                found.iter_mut().skip(range.start).take(range.len()).for_each(|own| *own = way);
            }
        }
        start += run.len();
    }
    found
}

/// Calls `flag` for each point of three of which two are near a limit on one side of the mean.
fn two_of_three(stretch: &[Placed], settings: &Settings, flag: &mut dyn FnMut(usize, i8)) {
    let close =
        |point: &Placed, way: i8| point.near == way || (settings.beyond_counts && point.outside == way);
    for (at, three) in stretch.windows(3).enumerate() {
        for way in [1, -1] {
            let one_side = three.iter().all(|point| point.side == way);
            let count = three.iter().filter(|point| close(point, way)).count();
            if count < 2 || (settings.same_side && !one_side) {
                continue;
            }
            for (step, point) in three.iter().enumerate() {
                if close(point, way) || !settings.flags_near_only {
                    flag(at + step, way);
                }
            }
        }
    }
}
