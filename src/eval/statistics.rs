//! Intervals and control charts: as conditions read them, as derivations tell them and as results show them.

use std::cmp::Ordering;

use super::look::Look;
use super::outcome::{Assurance, ControlPoint, ControlSeen, GoalUsed, SignalSeen};
use super::unknown::{no_figure, of_reference, of_value};
use super::words;
use crate::base::exact::Exact;
use crate::model::{ControlChart, Reference, Statistic};
use crate::stats::xmr::{Chart, Fired, Point, Settings, chart};

/// The chart of a series up to one of its slots.
struct Drawn<'a> {
    rule: &'a ControlChart,
    settings: Settings,
    chart: Chart,
}

/// Which way a special cause goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// There is none.
    None,
    Better,
    Worse,
    /// There is one, and neither way is better.
    OfNoWay,
}

impl<'j, 'a> Look<'j, 'a> {
    /// Both ends of the interval that came with the figure.
    pub(super) fn interval(self) -> Option<(Exact, Exact)> {
        self.extra()?.interval.clone()
    }

    /// The series up to this slot as a control chart; none where the measure has none. A period without a figure is no
    /// point, and a baseline is none either.
    fn drawn(self) -> Option<Drawn<'a>> {
        let rule = self.measure().chart.as_ref()?;
        let settings = rule.rules.settings();
        let looks = || (self.series.first..=self.slot).map(|slot| self.at(slot));
        let values: Vec<Option<Exact>> =
            looks().map(|look| look.charted().filter(|_| !look.is_baseline())).collect();
        let begins = |at: &crate::base::period::Period| {
            looks().position(|look| look.period().is_some_and(|period| period.start >= at.start))
        };
        let rebases: Vec<usize> = rule.rebases.iter().filter_map(|rebase| begins(&rebase.at)).collect();
        let from_first = rule.from_first.map(|count| count as usize);
        let chart = chart(&values, &rebases, from_first, &settings);
        Some(Drawn { rule, settings, chart })
    }

    /// What the control chart up to this slot has for each slot from the first: none where there are too few figures to
    /// judge by. Empty for a measure without a chart.
    pub(super) fn control_points(self) -> Vec<Option<ControlPoint>> {
        let Some(drawn) = self.drawn() else { return Vec::new() };
        let higher = self.measure().higher_is_better;
        let point = |point: &Point| {
            let group = drawn.chart.groups.get(point.group).filter(|group| group.judged)?;
            let limits = group.limits.as_ref()?;
            let signal = Some(point).filter(|point| point.judged)?.signal(higher, &drawn.settings);
            Some(ControlPoint {
                mean: group.mean.clone()?,
                limits: (limits.lower.clone(), limits.upper.clone()),
                signal: signal.map(|fired| higher.map(|higher| higher == fired.high)),
            })
        };
        drawn.chart.points.iter().map(point).collect()
    }

    /// The number as submitted, or as it is supposed to be: limits are drawn on unrounded values.
    fn charted(self) -> Option<Exact> {
        self.supposed.and_then(|supposed| supposed.value_at(self)).or_else(|| self.number())
    }

    /// Whether a condition on the interval or the chart holds; none where it cannot be known.
    pub(super) fn statistic(self, statistic: Statistic) -> Option<bool> {
        match statistic {
            Statistic::TargetInside => Some(self.target_by_interval()? == Ordering::Equal),
            Statistic::IntervalBetter => Some(self.target_by_interval()? == Ordering::Less),
            Statistic::IntervalWorse => Some(self.target_by_interval()? == Ordering::Greater),
            Statistic::SpecialCause => Some(self.cause()? != Cause::None),
            Statistic::Concern => Some(self.cause()? == Cause::Worse),
            Statistic::Improvement => Some(self.cause()? == Cause::Better),
            Statistic::NotCapable => Some(self.assurance(&self.drawn()?)? == Assurance::Missed),
        }
    }

    /// The special cause that the chart shows here; none where it cannot be known.
    fn cause(self) -> Option<Cause> {
        let Some(fired) = self.drawn()?.signal(self)? else { return Some(Cause::None) };
        Some(match self.measure().higher_is_better {
            Some(higher) if fired.high == higher => Cause::Better,
            Some(_) => Cause::Worse,
            None => Cause::OfNoWay,
        })
    }

    /// Where the target lies as the interval sees it: less where the whole interval is better, greater where it is worse.
    /// Which side is better is the target's own.
    fn target_by_interval(self) -> Option<Ordering> {
        let (lower, upper) = self.interval()?;
        let goal = self.goal()?;
        let GoalUsed::Limit { bound, figure } = goal.as_ref() else { return None };
        if lower <= *figure && *figure <= upper {
            return Some(Ordering::Equal);
        }
        let is_better = (lower > *figure) == bound.is_floor();
        Some(if is_better { Ordering::Less } else { Ordering::Greater })
    }

    fn assurance(self, drawn: &Drawn<'_>) -> Option<Assurance> {
        let goal = self.goal()?;
        let GoalUsed::Limit { bound, figure } = goal.as_ref() else { return None };
        drawn.enough().then(|| drawn.chart.assurance(figure, bound.is_floor())).flatten()
    }
}

impl Drawn<'_> {
    /// How many points there are since the last rebase.
    fn points(&self) -> usize {
        self.chart.last_group().map_or(0, |group| group.n)
    }

    fn enough(&self) -> bool {
        self.chart.last_group().is_some_and(|group| group.judged)
    }

    /// The signal of the look's own point, if there is one; the outer none where it cannot be known.
    fn signal(&self, look: Look<'_, '_>) -> Option<Option<Fired>> {
        let point = self.chart.points.last().filter(|point| point.value.is_some() && point.judged)?;
        Some(point.signal(look.measure().higher_is_better, &self.settings))
    }
}

/// Why a condition on the interval or the chart cannot be known.
pub(super) fn unknown(look: Look<'_, '_>, statistic: Statistic) -> String {
    let target = || of_reference(look, &Reference::Target);
    if !statistic.reads_chart() {
        return of_value(look)
            .or_else(|| look.interval().is_none().then(|| no_interval(look)))
            .or_else(target)
            .unwrap_or_else(|| "the target is not one figure".to_owned());
    }
    let Some(drawn) = look.drawn() else {
        return format!("measure {} has no control limits", look.measure().id);
    };
    if !drawn.enough() {
        return not_enough(&drawn);
    }
    let own = if statistic.reads_target() { target() } else { of_value(look) };
    own.unwrap_or_else(|| no_figure(look))
}

/// `unavailable: no interval came with the figure for 2018/19`.
pub(super) fn no_interval(look: Look<'_, '_>) -> String {
    let period = look.period().map_or_else(String::new, |period| format!(" for {period}"));
    format!("unavailable: no interval came with the figure{period}")
}

fn not_enough(drawn: &Drawn<'_>) -> String {
    format!("not enough data ({} of {})", drawn.points(), drawn.settings.least_points)
}

/// What a condition on the interval or the chart came to, with its numbers.
pub(super) fn tell(look: Look<'_, '_>, statistic: Statistic) -> String {
    let show = |amount: &Exact| words::number(amount, &look.measure().unit);
    if !statistic.reads_chart() {
        let (Some((lower, upper)), Some(goal)) = (look.interval(), look.goal()) else { return String::new() };
        let figure = goal.figure_for(None).map_or_else(String::new, |figure| show(&figure));
        return format!("the interval is {} to {}, and the target {figure}", show(&lower), show(&upper));
    }
    let Some(drawn) = look.drawn() else { return String::new() };
    let signal = drawn.signal(look).flatten();
    let said = signal.map_or_else(
        || "no signal".to_owned(),
        |fired| format!("{}, {}", fired.rule.words(), if fired.high { "high" } else { "low" }),
    );
    let group = drawn.chart.last_group();
    let limits = group.and_then(|group| group.mean.as_ref().zip(group.limits.as_ref()));
    let limits = limits.map_or_else(String::new, |(mean, limits)| {
        let (mean, lower, upper) = (show(mean), show(&limits.lower), show(&limits.upper));
        format!("; mean {mean}, limits {lower} to {upper} by {}", drawn.rule.rules.name())
    });
    format!("{said}{limits}")
}

/// What the chart of a result shows; none where its measure has none.
pub(super) fn seen(look: Look<'_, '_>) -> Option<ControlSeen> {
    let drawn = look.drawn()?;
    let group = drawn.chart.last_group();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let higher = look.measure().higher_is_better;
    let last = look.period();
    let mut rebases = drawn.rule.rebases.iter().rev();
    let rebased = rebases.find(|rebase| last.is_some_and(|period| period.end >= rebase.at.start));
    Some(ControlSeen {
        rules: drawn.rule.rules,
        points: count(drawn.points()),
        least: count(drawn.settings.least_points),
        enough: drawn.enough(),
        on_trial: group.is_some_and(|group| group.on_trial),
        mean: group.and_then(|group| group.mean.clone()).filter(|_| drawn.enough()),
        limits: group.and_then(|group| group.limits.as_ref()).map(|l| (l.lower.clone(), l.upper.clone())),
        signal: drawn.signal(look).flatten().map(|fired| SignalSeen {
            rule: fired.rule,
            high: fired.high,
            better: higher.map(|higher| higher == fired.high),
        }),
        assurance: look.assurance(&drawn),
        rebased: rebased.map(|rebase| (rebase.at, rebase.because.clone())),
    })
}
