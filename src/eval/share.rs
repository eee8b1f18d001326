//! Themes and boards rated by the share of their measures that are on target.

use super::outcome::{ShareStatus, TotalOf, Totals};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::model::{Condition, DecisionList, Expression, RuleBook, ShareOf};

/// How the theme or board of these totals stands; none where it is not rated itself.
pub(super) fn status(book: &RuleBook, totals: &Totals) -> Option<ShareStatus> {
    let is_its_own = |whose: ShareOf| match (whose, totals.of) {
        (ShareOf::Theme(theme), TotalOf::Theme(of)) => theme == of,
        (ShareOf::Owner(owner), TotalOf::Owner(of)) => Some(owner) == of,
        (ShareOf::Theme(_) | ShareOf::Owner(_), TotalOf::Book | TotalOf::Theme(_) | TotalOf::Owner(_)) => {
            false
        }
    };
    let share = book.shares.iter().find(|share| is_its_own(share.whose))?;
    let (on_target, of) = (totals.on_target, if share.of_due { totals.due } else { totals.rated });
    let decided = per_cent(on_target, of).and_then(|value| decide(&share.list, &value));
    let rating = share.list.rating;
    Some(ShareStatus {
        rating,
        on_target,
        of,
        of_due: share.of_due,
        level: decided.map(|(level, _)| level),
        word: decided.map_or_else(String::new, |(level, _)| book.ratings[rating].word(level).to_owned()),
        decided_by: decided.map(|(_, line)| line),
    })
}

/// The level that a share in per cent has; none where no line holds.
#[must_use]
pub fn share_level(list: &DecisionList, value: &Exact) -> Option<u8> {
    decide(list, value).map(|(level, _)| level)
}

/// The exact share in per cent; none of nothing.
fn per_cent(part: u32, of: u32) -> Option<Exact> {
    Exact::from(100 * i64::from(part)).over(&Exact::from(i64::from(of)))
}

/// The first line that holds, compared unrounded unless the rating itself rounds.
fn decide(list: &DecisionList, value: &Exact) -> Option<(u8, Span)> {
    let value = list.rounded_to.map_or_else(|| value.clone(), |places| value.rounded(places));
    let line = list.lines.iter().find(|line| holds(&line.when, &value));
    line.map(|line| (line.level, line.span)).or(list.otherwise)
}

/// Whether cut points hold of a share; checking lets nothing else stand in such a rating.
fn holds(condition: &Condition, value: &Exact) -> bool {
    match condition {
        Condition::All(all) => all.iter().all(|one| holds(one, value)),
        Condition::Any(any) => any.iter().any(|one| holds(one, value)),
        Condition::Not(one) => !holds(one, value),
        Condition::Compare { comparison, right: Expression::Number(cut), .. } => comparison.holds(value, cut),
        Condition::Compare { .. }
        | Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::OutsideRange { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::EachGroup { .. }
        | Condition::Named { .. }
        | Condition::OnRecord(..)
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::For { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::SameText(_) => false,
    }
}
