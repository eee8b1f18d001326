//! What it takes to meet the target after all: from what there is so far, and from what is still to come.

use super::so_far::SoFar;
use super::with_unit;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::eval::look::Look;
use crate::eval::outcome::{GoalUsed, Recovery, Remark, Truth};
use crate::eval::target::InForce;
use crate::eval::words;
use crate::model::{Bound, Counts, Trajectory};

/// What it takes; none where the target is met, or where it cannot be told from what was submitted. What can no longer be
/// met is told always.
pub(super) fn of(look: Look<'_, '_>) -> Option<Recovery> {
    let measure = look.measure();
    if measure.is_monitor() || measure.targets.is_empty() || look.is_baseline() {
        return None;
    }
    let found = of_year(look).or_else(|| next_step(look))?;
    (!found.is_possible || look.on_target() == Truth::False).then_some(found)
}

/// To the year's target.
fn of_year(look: Look<'_, '_>) -> Option<Recovery> {
    if !leads_to_the_year(look) {
        return None;
    }
    let InForce::Known(standing) = look.year_target() else { return None };
    let of_another = |remark: &Remark| matches!(remark, Remark::TargetOfAnotherYear { .. });
    if standing.remarks.iter().any(of_another) {
        return None;
    }
    let GoalUsed::Limit { bound, figure } = &standing.goal else { return None };
    let so_far = look.year_so_far().ok()?;
    if is_total(look) {
        of_total(look, &so_far, *bound, figure)
    } else {
        of_share(look, &so_far, *bound, figure, look.still_expected()?)
    }
}

/// True for counts and money, whose figures add up.
fn is_total(look: Look<'_, '_>) -> bool {
    matches!(look.measure().unit.kind, Kind::Count | Kind::Money | Kind::Points)
}

/// True where the figures lead to the year's: a percentage or rate with what is still expected, or a count whose target is
/// the year's. Asked first, since most results do not.
fn leads_to_the_year(look: Look<'_, '_>) -> bool {
    let measure = look.measure();
    let mut targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    match measure.unit.kind {
        Kind::Percent | Kind::Rate => look.still_expected().is_some(),
        Kind::Count | Kind::Money | Kind::Points => {
            measure.scaled_up
                || measure.trajectory.is_some()
                || measure.counts == Some(Counts::FromStartOfYear)
                || targets.any(|target| target.pro_rata)
        }
        Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => false,
    }
}

/// The first whole number on the right side of a figure.
fn whole(figure: &Exact, bound: Bound) -> Exact {
    let one = Exact::from(1);
    let near = figure.rounded(0);
    let (down, up) = if near > *figure {
        (near.minus(&one), near)
    } else if near < *figure {
        (near.clone(), near.plus(&one))
    } else {
        (near.clone(), near)
    };
    match bound {
        Bound::AtLeast => up,
        Bound::AtMost => down,
        Bound::Above => down.plus(&one),
        Bound::Below => up.minus(&one),
    }
}

/// A percentage or rate: so many of those that are still expected.
fn of_share(
    look: Look<'_, '_>,
    so_far: &SoFar,
    bound: Bound,
    figure: &Exact,
    expected: Exact,
) -> Option<Recovery> {
    let unit = &look.measure().unit;
    let (numerator, denominator) = so_far.parts.as_ref()?;
    let per = look.per()?;
    let all = denominator.plus(&expected);
    let needed = whole(&figure.times(&all).over(&per)?.minus(numerator), bound);
    let rate = needed.times(&per).over(&expected);
    let floor = bound.is_floor();
    if floor && (needed.is_negative() || needed.is_zero()) {
        return None;
    }
    let is_possible =
        if floor { unit.kind != Kind::Percent || needed <= expected } else { !needed.is_negative() };
    let goal = GoalUsed::Limit { bound, figure: figure.clone() };
    let now = words::number(&so_far.value, unit);
    let shown = rate.as_ref().map_or_else(String::new, |rate| format!(" = {}", words::number(rate, unit)));
    let (have, of) = (needed.text(), expected.text());
    let words = match (floor, is_possible) {
        (true, true) => format!("{now} so far; needs {have} of {of}{shown} from here on"),
        (true, false) => format!("{now} so far; would need {have} of {of}: {GONE}"),
        (false, true) => format!("{now} so far; may have at most {have} of {of}{shown} from here on"),
        (false, false) => format!("{now} so far, with {of} still expected: {GONE}"),
    };
    let words = to_meet(look, so_far, &goal, &words);
    Some(Recovery {
        goal,
        of: so_far.year,
        is_possible,
        needed: Some(needed),
        expected: Some(expected),
        rate: rate.filter(|_| is_possible),
        words,
    })
}

const GONE: &str = "can no longer be met; forecast to miss";

/// `to meet the target of 95% or more for 2019/20: …`, marked as the projection it is.
fn to_meet(look: Look<'_, '_>, so_far: &SoFar, goal: &GoalUsed, words: &str) -> String {
    let goal = words::goal(goal, &look.measure().unit);
    format!("the target of {goal} for {}, as a projection: {words}", so_far.year)
}

/// A count or sum of money: so much in the periods that are left.
fn of_total(look: Look<'_, '_>, so_far: &SoFar, bound: Bound, figure: &Exact) -> Option<Recovery> {
    let unit = &look.measure().unit;
    let periods = look.periods_left(so_far.year);
    let left = figure.minus(&so_far.value);
    if periods <= 0 {
        return None;
    }
    let floor = bound.is_floor();
    let done = left.is_negative() || (left.is_zero() && bound.includes_end());
    if floor && done {
        return None;
    }
    let expected = look.still_expected();
    let counts_up = matches!(unit.kind, Kind::Count | Kind::Points);
    let is_possible = if floor {
        expected.as_ref().is_none_or(|expected| left <= *expected)
    } else {
        !(counts_up && (left.is_negative() || left.is_zero() && !bound.includes_end()))
    };
    let goal = GoalUsed::Limit { bound, figure: figure.clone() };
    let now = words::number(&so_far.value, unit);
    let words = match (&expected, is_possible) {
        (_, false) if !floor => format!("{now} so far: {GONE}"),
        (Some(expected), false) => {
            format!("{now} so far; would need {} of {}: {GONE}", left.text(), expected.text())
        }
        (Some(expected), true) if floor => {
            format!("{now} so far; needs {} of the {} still expected", left.text(), expected.text())
        }
        (_, _) => format!("{now} so far; {}", over_the_rest(look, periods, &left, bound)),
    };
    let words = to_meet(look, so_far, &goal, &words);
    Some(Recovery { goal, of: so_far.year, is_possible, needed: Some(left), expected, rate: None, words })
}

/// `the next quarter has to be at least 340`, or `needs at least 1,020 in the 3 quarters left, 340 a quarter`.
fn over_the_rest(look: Look<'_, '_>, periods: i64, left: &Exact, bound: Bound) -> String {
    let unit = &look.measure().unit;
    let noun = if look.series.rhythm.every <= 1 { look.series.rhythm.step.noun() } else { "period" };
    let side = match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Above => "more than",
        Bound::Below => "less than",
    };
    let cumulative = look.measure().counts == Some(Counts::FromStartOfYear);
    if periods == 1 {
        let verb = if cumulative { "has to bring" } else { "has to be" };
        return format!("the next {noun} {verb} {side} {}", with_unit(left, unit));
    }
    let verb = if bound.is_floor() { "needs" } else { "may have" };
    let each = left.over(&Exact::from(periods)).map_or_else(String::new, |each| {
        let each = whole_for_counts(look, &each, bound);
        format!(", {} a {noun}", words::number(&each, unit))
    });
    format!("{verb} {side} {} in the {periods} {noun}s left{each}", with_unit(left, unit))
}

fn whole_for_counts(look: Look<'_, '_>, each: &Exact, bound: Bound) -> Exact {
    match look.measure().unit.kind {
        Kind::Count | Kind::Points => whole(each, bound),
        Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => each.clone(),
    }
}

/// Where figures do not add up and a trajectory leads on: what the next figure has to be.
fn next_step(look: Look<'_, '_>) -> Option<Recovery> {
    let measure = look.measure();
    let adds_up = matches!(measure.unit.kind, Kind::Count | Kind::Money | Kind::Points)
        && !matches!(measure.counts, Some(Counts::AtEndOfPeriod | Counts::LastTwelveMonths));
    let stepped = matches!(
        measure.trajectory,
        Some(Trajectory::Points { .. } | Trajectory::StraightFromBaseline { .. })
    );
    if adds_up || !stepped {
        return None;
    }
    let next = look.at(look.slot + 1);
    let (of, goal) = (next.period()?, next.goal()?.into_owned());
    let words =
        format!("to be back on target, {of} has to be {}: a projection", words::goal(&goal, &measure.unit));
    Some(Recovery { goal, of, is_possible: true, needed: None, expected: None, rate: None, words })
}
