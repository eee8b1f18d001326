//! Targets that were changed within the year: what stood before, and what the level would have been on it.

use super::used;
use crate::base::period::{Period, date_name};
use crate::base::span::Span;
use crate::eval::judge::Graded;
use crate::eval::look::{Look, Supposed};
use crate::eval::outcome::{EarlierTarget, GoalUsed, RefusedTarget};
use crate::eval::results::level_word;
use crate::eval::target::InForce;
use crate::eval::words;
use crate::model::{Against, Agreement, Expression, Goal, RefusedChange, RuleBook, Target, TargetSequence};

/// The targets that changes within the figure's year took the place of, oldest first. There are none where a target
/// merely follows one that had ended, nor where the figure is judged as it would have been.
pub(super) fn stood(look: Look<'_, '_>) -> Vec<EarlierTarget> {
    let measure = look.measure();
    let mut targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    if !targets.any(|target| target.change_within_year().is_some()) {
        return Vec::new();
    }
    let InForce::Known(now) = look.in_force() else { return Vec::new() };
    let judged = match &measure.against {
        Against::HarderOf(all) | Against::HarderOfKnown(all) => all.clone(),
        Against::Only | Against::Sequence(_) => vec![now.sequence],
    };
    let of_sequence = |at: usize| {
        let changes = measure.targets.get(at).map_or_else(Vec::new, |one| changes(look, one));
        let spans: Vec<Span> = changes.iter().map(|(target, _)| target.span).collect();
        let dropped = move |from: usize| spans.iter().skip(from).copied().collect();
        let earlier = changes.into_iter().enumerate();
        earlier.map(|(at, change)| (change, dropped(at))).collect::<Vec<_>>()
    };
    let all = judged.into_iter().flat_map(of_sequence);
    all.filter_map(|((change, from), without)| one(look, &now.goal, change, from, without)).collect()
}

/// The changes of one sequence within the figure's year that are in force for it and known, oldest first.
fn changes<'a>(look: Look<'_, 'a>, sequence: &'a TargetSequence) -> Vec<(&'a Target, Period)> {
    let (Some(year), Some(period)) = (look.year(), look.period()) else { return Vec::new() };
    let of_year = sequence.targets.iter().filter_map(|target| Some((target, target.change_within_year()?)));
    let mut changes: Vec<_> = of_year
        .filter(|(target, from)| {
            year.contains(from.start)
                && from.start <= period.end
                && target.by.is_none_or(|by| period.end <= by.end)
                && !look.is_unseen(target)
        })
        .collect();
    changes.sort_by_key(|(_, from)| from.start);
    changes
}

fn one(
    look: Look<'_, '_>,
    now: &GoalUsed,
    change: &Target,
    until: Period,
    without: Vec<Span>,
) -> Option<EarlierTarget> {
    let supposed = Supposed { without, ..Supposed::at(look) };
    let then = Look { supposed: Some(&supposed), ..look };
    let force = then.in_force();
    let InForce::Known(standing) = &force else { return None };
    // A target of another year stands only for want of one.
    if standing.goal == *now || standing.target.year.is_some_and(|year| !year.contains(until.start)) {
        return None;
    }
    let level = match then.grade() {
        Graded::Level(level) => Some(level),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
    };
    let level_word = level_word(look.judge, look.series, level);
    let old = words::goal(&standing.goal, &look.measure().unit);
    let name = look.measure().targets.get(standing.sequence).and_then(|sequence| sequence.name.as_ref());
    let name = name.map_or_else(String::new, |name| format!("{name} "));
    let would =
        if level.is_some() { format!(", on which this would be {level_word}") } else { String::new() };
    let agreed = change.agreement.as_ref().map_or_else(String::new, |by| agreement(by, look.judge.book));
    let words = format!("the {name}target was {old} until it changed from {until}{would}{agreed}");
    let agreed = change.agreement.clone();
    Some(EarlierTarget { target: used(force, look.measure())?, until, agreed, level, level_word, words })
}

/// `; the change was agreed by Cabinet on 26 September 2019 because "new benefit"`.
fn agreement(of: &Agreement, book: &RuleBook) -> String {
    let by = of.by.map_or_else(String::new, |by| format!(" by {}", book.parties[by].title));
    let on = of.on.map_or_else(String::new, |day| format!(" on {}", date_name(day)));
    let why = of.because.as_ref().map_or_else(String::new, |why| format!(" because \"{why}\""));
    format!("; the change was agreed{by}{on}{why}")
}

/// Changes that would hold for the figure and are not used.
pub(super) fn refused(look: Look<'_, '_>) -> Vec<RefusedTarget> {
    let measure = look.measure();
    let Some(period) = look.period() else { return Vec::new() };
    let in_time = |change: &&RefusedChange| {
        change.from.start <= period.end && change.target.by.is_none_or(|by| period.end <= by.end)
    };
    let refused = measure.refused.iter().filter(in_time);
    refused
        .map(|change| {
            let goal = plain_goal(&change.target.goal);
            let to = goal
                .as_ref()
                .map_or_else(String::new, |goal| format!(" to {}", words::goal(goal, &measure.unit)));
            let why = match (change.has_approver, change.has_reason) {
                (false, false) => "nobody agreed it, and no reason is given",
                (false, true) => "nobody agreed it",
                (true, _) => "no reason is given",
            };
            let from = change.from;
            let words =
                format!("the change of target{to} from {from} is refused, and the old one stands: {why}");
            RefusedTarget { goal, from, span: change.target.span, words }
        })
        .collect()
}

/// A goal of plain figures, which needs no reckoning.
fn plain_goal(goal: &Goal) -> Option<GoalUsed> {
    match goal {
        Goal::Limit { bound, figure: Expression::Number(figure) } => {
            Some(GoalUsed::Limit { bound: *bound, figure: figure.clone() })
        }
        Goal::Exactly { figure: Expression::Number(figure) } => {
            Some(GoalUsed::Exactly { figure: figure.clone() })
        }
        Goal::Between { low, high } => Some(GoalUsed::Between { low: low.clone(), high: high.clone() }),
        Goal::MetBy { day } => Some(GoalUsed::MetBy { day: *day }),
        Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } => None,
    }
}
