//! A series as a control chart: its groups between rebases with their limits, and each point with what it fires.

use super::rule_sets::{Conflict, Gaps, Settings};
use super::rules::{Fired, Placed, fired};
use crate::base::exact::Exact;

/// A series as a control chart.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The stretches between rebases, oldest first.
    pub groups: Vec<Group>,
    /// One for each value given, oldest first.
    pub points: Vec<Point>,
}

/// The values between two rebases.
#[derive(Debug, Clone)]
pub struct Group {
    /// How many values it has.
    pub n: usize,
    /// Their mean; of the first ones where the limits are fixed on those. None when there is no value.
    pub mean: Option<Exact>,
    /// The mean of the moving ranges that were kept.
    pub mean_range: Option<Exact>,
    /// How many moving ranges were left out.
    pub screened_out: usize,
    /// None with too few values.
    pub limits: Option<Limits>,
    /// False with fewer values than the rule set asks for.
    pub judged: bool,
    /// True when there are so few values that the limits are on trial.
    pub on_trial: bool,
}

/// Control limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Lower process limit.
    pub lower: Exact,
    /// Upper process limit.
    pub upper: Exact,
    /// Two thirds of the way from the mean to the lower one.
    pub near_lower: Exact,
    /// Two thirds of the way from the mean to the upper one.
    pub near_upper: Exact,
}

/// A value on the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The value; none where it is missing.
    pub value: Option<Exact>,
    /// Position of its group.
    pub group: usize,
    /// -1 below the mean, 1 above it, 0 on it.
    pub side: i8,
    /// -1 below the lower limit, 1 above the upper one, 0 between them.
    pub outside: i8,
    /// The same for a value between a near limit and the limit.
    pub near: i8,
    /// Every rule it fires, in the order of the label.
    pub fired: Vec<Fired>,
    /// False where it is missing, or its group has too few values.
    pub judged: bool,
}

/// How a target stands to the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assurance {
    /// It will be met unless something changes.
    Met,
    /// It will sometimes be met and sometimes missed, by chance alone.
    HitOrMiss,
    /// It will be missed unless something changes.
    Missed,
}

/// Draws a series. Positions in `rebases` begin a new group; with `fix_after` the mean and limits of each group are
/// those of its first values.
///
/// # Shapes and units
/// One value for each period, oldest first, none where it is missing; limits are in the unit of the values.
#[must_use]
pub fn chart(
    values: &[Option<Exact>],
    rebases: &[usize],
    fix_after: Option<usize>,
    settings: &Settings,
) -> Chart {
    let mut bounds: Vec<usize> = rebases.iter().copied().filter(|at| *at > 0 && *at < values.len()).collect();
    bounds.extend([0, values.len()]);
    bounds.sort_unstable();
    bounds.dedup();
    let mut drawn = Chart { groups: Vec::new(), points: Vec::with_capacity(values.len()) };
    for pair in bounds.windows(2) {
        let [from, to] = pair else { continue };
        let own = values.get(*from..*to).unwrap_or(&[]);
        let group = group(own, fix_after, settings);
        drawn.points.extend(points(own, drawn.groups.len(), &group, settings));
        drawn.groups.push(group);
    }
    drawn
}

fn mean(of: &[Exact]) -> Option<Exact> {
    let sum = of.iter().fold(Exact::zero(), |sum, one| sum.plus(one));
    sum.over(&Exact::from(i64::try_from(of.len()).ok()?))
}

fn group(values: &[Option<Exact>], fix_after: Option<usize>, settings: &Settings) -> Group {
    let n = values.iter().flatten().count();
    let judged = n >= settings.least_points && n > 0;
    let based: Vec<Exact> = values.iter().flatten().take(fix_after.unwrap_or(n)).cloned().collect();
    let mut ranges = if judged { ranges(values, based.len(), settings.gaps) } else { Vec::new() };
    let all = ranges.len();
    if let Some(first) = mean(&ranges).filter(|first| settings.screens && !first.is_zero()) {
        let most = first.times(&Exact::decimal(3267, 3));
        ranges.retain(|range| *range < most);
    }
    let (mean, mean_range) = (mean(&based), mean(&ranges));
    let limits = mean.as_ref().zip(mean_range.as_ref());
    Group {
        n,
        limits: limits.and_then(|(mean, range)| limits_of(mean, range, settings)),
        mean,
        mean_range,
        screened_out: all - ranges.len(),
        judged,
        on_trial: n < settings.trial_below,
    }
}

/// The distances between neighbours among the first so many values.
fn ranges(values: &[Option<Exact>], first: usize, gaps: Gaps) -> Vec<Exact> {
    let mut found = Vec::new();
    let mut before: Option<&Exact> = None;
    let mut seen = 0;
    for value in values {
        match value {
            Some(value) if seen < first => {
                found.extend(before.map(|before| value.minus(before).magnitude()));
                before = Some(value);
                seen += 1;
            }
            None if gaps == Gaps::Break => before = None,
            Some(_) | None => {}
        }
    }
    found
}

fn limits_of(mean: &Exact, range: &Exact, settings: &Settings) -> Option<Limits> {
    let far = range.times(&settings.factor);
    let near = far.times(&Exact::from(2)).over(&Exact::from(3))?;
    Some(Limits {
        lower: mean.minus(&far),
        upper: mean.plus(&far),
        near_lower: mean.minus(&near),
        near_upper: mean.plus(&near),
    })
}

/// Which side of two figures a value is on.
fn beyond(value: &Exact, low: &Exact, high: &Exact) -> i8 {
    if value < low {
        -1
    } else if value > high {
        1
    } else {
        0
    }
}

fn points(values: &[Option<Exact>], at: usize, group: &Group, settings: &Settings) -> Vec<Point> {
    let place = |value: &Exact| {
        let mean = group.mean.as_ref().unwrap_or(value);
        let outside = group.limits.as_ref().map_or(0, |l| beyond(value, &l.lower, &l.upper));
        let near = group.limits.as_ref().map_or(0, |l| beyond(value, &l.near_lower, &l.near_upper));
        Placed {
            value: value.clone(),
            side: beyond(value, mean, mean),
            outside,
            near: if outside == 0 { near } else { 0 },
        }
    };
    let mut out: Vec<Point> = values
        .iter()
        .map(|value| {
            let placed = value.as_ref().map(place);
            let of = |pick: fn(&Placed) -> i8| placed.as_ref().map_or(0, pick);
            Point {
                value: value.clone(),
                group: at,
                side: of(|p| p.side),
                outside: of(|p| p.outside),
                near: of(|p| p.near),
                fired: Vec::new(),
                judged: group.judged && value.is_some(),
            }
        })
        .collect();
    if !group.judged {
        return out;
    }
    for stretch in stretches(values, settings.gaps) {
        let placed: Vec<Placed> =
            stretch.iter().filter_map(|at| values.get(*at)?.as_ref()).map(place).collect();
        for (at, fired) in stretch.into_iter().zip(fired(&placed, settings)) {
            if let Some(point) = out.get_mut(at) {
                point.fired = fired;
            }
        }
    }
    out
}

/// Positions of the values that stand next to one another.
fn stretches(values: &[Option<Exact>], gaps: Gaps) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for (at, value) in values.iter().enumerate() {
        match (value, all.last_mut()) {
            (Some(_), Some(last)) => last.push(at),
            (None, _) if gaps == Gaps::Break => all.push(Vec::new()),
            (Some(_) | None, _) => {}
        }
    }
    all
}

impl Chart {
    /// The last point that has a value.
    #[must_use]
    pub fn latest(&self) -> Option<&Point> {
        self.points.iter().rev().find(|point| point.value.is_some())
    }

    /// The group since the last rebase.
    #[must_use]
    pub fn last_group(&self) -> Option<&Group> {
        self.groups.last()
    }

    /// How a target stands to the limits since the last rebase; none where there are no limits. A target on a limit, to
    /// nine digits, is within them.
    #[must_use]
    pub fn assurance(&self, target: &Exact, higher_is_better: bool) -> Option<Assurance> {
        let limits = self.last_group()?.limits.as_ref()?;
        let size = limits.upper.magnitude().max(limits.lower.magnitude());
        let slack = size.times(&Exact::decimal(1, 9));
        let above = *target > limits.upper.plus(&slack);
        let below = *target < limits.lower.minus(&slack);
        Some(match (above, below) {
            (true, _) if higher_is_better => Assurance::Missed,
            (true, _) => Assurance::Met,
            (_, true) if higher_is_better => Assurance::Met,
            (_, true) => Assurance::Missed,
            (false, false) => Assurance::HitOrMiss,
        })
    }
}

impl Point {
    /// The rule that gives the point its label; none for common cause.
    #[must_use]
    pub fn label(&self) -> Option<Fired> {
        self.fired.first().copied()
    }

    /// The signal that counts, by which way is better, if one is, and by what the rule set says of rules that fire both
    /// ways.
    #[must_use]
    pub fn signal(&self, higher_is_better: Option<bool>, settings: &Settings) -> Option<Fired> {
        let good = self.fired.iter().find(|fired| Some(fired.high) == higher_is_better).copied();
        match settings.conflict {
            Conflict::Improvement => good.or_else(|| self.label()),
            Conflict::FirstRule => self.label(),
        }
    }
}
