//! Where the level stated in print and the level that the rules give are not the same, and why.

use super::boundary;
use super::judge::Judge;
use super::look::Look;
use super::outcome::{Difference, GoalUsed, Outcome, Remark, ResultKind, Truth};
use super::words;
use crate::base::exact::Exact;
use crate::base::unit::Kind;

/// Every difference, in the order of the results.
pub(super) fn all(judge: &Judge<'_>, results: &[Outcome]) -> Vec<Difference> {
    if results.iter().all(|outcome| outcome.stated.is_none()) {
        return Vec::new();
    }
    let mut whole_states = false;
    let mut differences = Vec::new();
    for (at, outcome) in results.iter().enumerate() {
        if !outcome.is_part {
            whole_states = outcome.stated.is_some();
        }
        // What is printed once for the whole is not held against each group as well.
        if outcome.is_part && (whole_states || outcome.stated.is_none()) {
            continue;
        }
        let found = difference(judge, outcome);
        differences.extend(found.map(|reason| Difference {
            result: at,
            stated: outcome.stated.clone().unwrap_or_default(),
            reckoned: outcome.level_word.clone(),
            reason,
        }));
    }
    differences
}

/// Why the two levels differ; none when they do not.
fn difference(judge: &Judge<'_>, outcome: &Outcome) -> Option<String> {
    let Some(stated) = &outcome.stated else {
        return (outcome.kind == ResultKind::Rated).then(|| "no rating was printed".to_owned());
    };
    let measure = &judge.book.measures[outcome.measure];
    let level = judge.book.rating_of(measure).and_then(|rating| rating.level(stated.trim()));
    match (level, outcome.level) {
        (Some(stated), Some(reckoned)) if stated == reckoned => None,
        (Some(stated), Some(_)) => Some(numbers(judge, outcome, stated)),
        (None, Some(_)) => Some(format!("`{stated}` is not a level of its rating")),
        (_, None) => Some(without_level(outcome)),
    }
}

fn without_level(outcome: &Outcome) -> String {
    let reason = &outcome.reason;
    match outcome.kind {
        ResultKind::Unrated if is_without_target(outcome) => {
            format!("rated in print without a target: {reason}")
        }
        ResultKind::Unrated => format!("printed with a rating, and nothing rates it: {reason}"),
        ResultKind::NotRated => format!("the rules could not rate it: {reason}"),
        ResultKind::Missing => format!("printed with a rating and without a figure: {reason}"),
        ResultKind::Rated
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable
        | ResultKind::Invalid => {
            format!("printed with a rating, and it is {}: {reason}", outcome.kind.word())
        }
    }
}

/// True where a target is to be set, has lapsed or never was.
fn is_without_target(outcome: &Outcome) -> bool {
    !outcome.remarks.contains(&Remark::MonitorOnly)
        && outcome.target.as_ref().is_none_or(|target| matches!(target.goal, GoalUsed::ToBeSet { .. }))
}

/// `794 is 44 (5.9%) above 750, which the rules make red; 787 or fewer would be amber`.
fn numbers(judge: &Judge<'_>, outcome: &Outcome, stated: u8) -> String {
    let series = judge.series_of(outcome.measure, outcome.place);
    let look = series.map(|series| judge.look(series, series.report));
    let look = look.and_then(|look| if look.is_worst_of_groups() { look.worst_part() } else { Some(look) });
    let distance = look.and_then(|look| distance(look, outcome));
    let word = &outcome.level_word;
    let mut reason = match distance {
        Some(distance) => format!("{distance}, which the rules make {word}"),
        None => format!("the rules make it {word}"),
    };
    if let Some(other) = look.and_then(|look| boundary::would_be(look, stated)) {
        reason.push_str("; ");
        reason.push_str(&other);
    }
    reason
}

fn distance(look: Look<'_, '_>, outcome: &Outcome) -> Option<String> {
    let unit = look.unit();
    let value = look.value()?;
    let shown = match look.scale() {
        Some(_) => words::number(&value, unit),
        None => words::amount(&outcome.figure.as_ref()?.amount, look.measure(), look.judge.book),
    };
    let force = look.in_force();
    let goal = force.goal()?;
    if outcome.on_target == Truth::True {
        return Some(format!("{shown} meets the target of {}", words::goal(goal, unit)));
    }
    let figure = goal.figure_for(Some(&value))?;
    let gap = value.minus(&figure);
    let side = if gap.is_negative() { "below" } else { "above" };
    let share = match (goal, unit.kind) {
        (GoalUsed::MetBy { .. }, _) | (_, Kind::Percent) => None,
        _ => gap.magnitude().times(&Exact::from(100)).over(&figure.magnitude()),
    };
    let share = share.map_or_else(String::new, |share| format!(" ({})", share.share_text()));
    if gap.is_zero() {
        return Some(format!("{shown} is not {}", words::goal(goal, unit)));
    }
    let gap = words::difference(&gap.magnitude(), unit);
    Some(format!("{shown} is {gap}{share} {side} {}", words::number(&figure, unit)))
}
