//! The harder of several targets: which way is harder has to be written somewhere.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::model::Measure;
use crate::syntax::ast::{Expr, GoalWords, MeasureClause, MeasureItem, Name, TargetTail, TargetWords};

/// True when a measure is rated against the harder of targets of which it cannot be told which is harder, which is
/// then said. Where the words of one of them say which way is better (`80% or more`), it is so for the others too.
pub(super) fn of_which(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) -> bool {
    let names = item.clauses.iter().find_map(|clause| match &clause.node {
        MeasureClause::Rating(words) if words.against.len() > 1 => Some(&words.against),
        _ => None,
    });
    let Some(names) = names.filter(|_| cx.book.measures[id].higher_is_better.is_none()) else {
        return false;
    };
    let found: Vec<_> = names.iter().filter_map(|name| Some((name, target_named(item, name)?))).collect();
    let Some(first) = names.first().filter(|_| found.len() == names.len()) else { return false };
    let sides: Vec<bool> = found.iter().filter_map(|(_, target)| side(target)).collect();
    let way = sides.first().copied().filter(|first| sides.iter().all(|side| side == first));
    let takes_a_way = |target: &TargetWords| match &target.goal {
        GoalWords::Between(..) | GoalWords::Exactly(_) | GoalWords::MetBy(_) => false,
        GoalWords::ToBeSet(_)
        | GoalWords::Limit(..)
        | GoalWords::NoWorseThan(..)
        | GoalWords::Relative { .. }
        | GoalWords::EachYear { .. }
        | GoalWords::Bare(_)
        | GoalWords::Later(_) => true,
    };
    if let Some(way) = way.filter(|_| found.iter().all(|(_, target)| takes_a_way(target))) {
        cx.book.measures[id].higher_is_better = Some(way);
        return false;
    }
    let figures: Vec<String> = found.iter().map(|(name, target)| figure(cx, id, name, target)).collect();
    let finding = diags::harder_needs_aim(first.span, &cx.book.measures[id].id, &figures);
    cx.findings.push(finding);
    true
}

fn target_named<'i>(item: &'i MeasureItem, name: &Name) -> Option<&'i TargetWords> {
    item.clauses.iter().find_map(|clause| match &clause.node {
        MeasureClause::Target(words) => {
            let own = |tail: &TargetTail| matches!(tail, TargetTail::As(own) if own.text.eq_ignore_ascii_case(&name.text));
            words.tails.iter().any(|tail| own(&tail.node)).then_some(&**words)
        }
        _ => None,
    })
}

/// True where the words of a target want more, false where they want less; none where they leave it to the aim.
fn side(target: &TargetWords) -> Option<bool> {
    match &target.goal {
        GoalWords::Limit(bound, _) => Some(bound.is_floor()),
        GoalWords::Relative { below, .. } => below.map(|below| !below),
        GoalWords::EachYear { lower, .. } => lower.map(|lower| !lower),
        GoalWords::ToBeSet(_)
        | GoalWords::MetBy(_)
        | GoalWords::Between(..)
        | GoalWords::Exactly(_)
        | GoalWords::NoWorseThan(..)
        | GoalWords::Bare(_)
        | GoalWords::Later(_) => None,
    }
}

/// `80%`, `benchmark national`; for any other target its name.
fn figure(cx: &Checker, id: Id<Measure>, name: &Name, target: &TargetWords) -> String {
    let show = |value| cx.book.measures[id].unit.show(value);
    match &target.goal {
        GoalWords::Bare(amount) | GoalWords::Limit(_, Expr::Amount(amount)) => show(&amount.value),
        GoalWords::Between(low, high) => format!("{} to {}", show(&low.value), show(&high.value)),
        GoalWords::NoWorseThan(Expr::Benchmark(words), _) | GoalWords::Limit(_, Expr::Benchmark(words)) => {
            format!("benchmark `{}`", words.name.text)
        }
        GoalWords::ToBeSet(_)
        | GoalWords::MetBy(_)
        | GoalWords::Exactly(_)
        | GoalWords::Limit(..)
        | GoalWords::NoWorseThan(..)
        | GoalWords::Relative { .. }
        | GoalWords::EachYear { .. }
        | GoalWords::Later(_) => format!("target `{}`", name.text),
    }
}
