//! Lines of a rating that can never be known for a measure: `better than target` of a range, an amount of a milestone.

use crate::base::unit::Kind;
use crate::model::{Condition, DecisionList, Goal, Measure, Movement, Reference, Tolerance};

use super::bands::is_value;
use super::{Checker, diags};

/// Why a line can never be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// There is no better side: the target is a range or one figure.
    NoBetterSide,
    /// What is submitted is no number.
    NoNumber,
    /// A share of a day.
    ShareOfADay,
}

/// False when a line that can never be known leaves this measure without any level; that it cannot be known is said.
pub(super) fn lines_fit(
    cx: &mut Checker,
    measure: &Measure,
    goal: Option<&Goal>,
    list: &DecisionList,
) -> bool {
    let mut lines = list.lines.iter().chain(&list.caps).enumerate();
    let found = lines.find_map(|(at, line)| Some((at, line, misfit(&line.when, measure, goal)?)));
    let Some((at, line, why)) = found else { return true };
    // A line before it may hold, and then it is not asked; a share of a day gives a level, and a wrong one.
    let is_sound = at > 0 && why != Misfit::ShareOfADay;
    let word = cx.book.ratings[list.rating].word(line.level).to_owned();
    cx.findings.push(diags::line_never_known(&word, line.span, measure, (why, is_sound)));
    is_sound
}

fn misfit(condition: &Condition, measure: &Measure, goal: Option<&Goal>) -> Option<Misfit> {
    let range = matches!(goal, Some(Goal::Between { .. } | Goal::Exactly { .. }));
    let no_way = measure.higher_is_better.is_none() && measure.gap.is_none() && range;
    let number = |share| no_number(measure, share);
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().find_map(|part| misfit(part, measure, goal))
        }
        Condition::Not(inner)
        | Condition::Named { condition: inner, .. }
        | Condition::For { condition: inner, .. }
        | Condition::ForTime { condition: inner, .. }
        | Condition::FirstTime { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::In { condition: inner, .. } => misfit(inner, measure, goal),
        Condition::Within { worse, .. } => number(Some(worse)),
        Condition::Than { reference, by_more_than, .. } => {
            let no_side = if matches!(reference, Reference::Target) { range } else { no_way };
            number(by_more_than.as_ref()).or(no_side.then_some(Misfit::NoBetterSide))
        }
        Condition::Moves { movement, by_more_than, .. } => {
            let sided = *movement != Movement::Unchanged && no_way;
            number(by_more_than.as_ref()).or(sided.then_some(Misfit::NoBetterSide))
        }
        Condition::Compare { left, right, .. } => {
            let reads = is_value(left) || is_value(right);
            number(None).filter(|_| reads)
        }
        Condition::Status(..)
        | Condition::OutsideRange { .. }
        | Condition::Level(..)
        | Condition::Statistical(..)
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::InTime { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::OnRecord(..) => None,
    }
}

/// Why nothing can be reckoned with the values of a measure.
fn no_number(measure: &Measure, share: Option<&Tolerance>) -> Option<Misfit> {
    match measure.unit.kind {
        Kind::YesNo => Some(Misfit::NoNumber),
        Kind::Date => {
            let is_share = matches!(share, Some(Tolerance::PercentOf(..)));
            is_share.then_some(Misfit::ShareOfADay)
        }
        Kind::Count
        | Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::Rating => None,
    }
}
