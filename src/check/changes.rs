//! Changes of target within the year: each says who agreed it and why, or the target before it stands.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::model::{Bound, Expression, Goal, Measure, RefusedChange, Target, TargetSequence};
use crate::syntax::ast::{TargetTail, TargetWords};

/// Looks at one target before it joins the others of its name: a change within the year that nobody agreed, or that
/// gives no reason, is put among those refused. None where it is; with no target before it nothing stands, and the
/// measure is at fault.
pub(super) fn agreed(
    cx: &mut Checker,
    id: Id<Measure>,
    words: &TargetWords,
    target: Target,
    name: Option<&String>,
    before: &[TargetSequence],
) -> Result<Target, bool> {
    let Some(from) = target.change_within_year() else { return Ok(target) };
    let has_approver = target.agreement.as_ref().is_some_and(|a| a.by.is_some());
    let has_reason = target.agreement.as_ref().is_some_and(|a| a.because.is_some());
    if has_approver && has_reason || matches!(target.goal, Goal::ToBeSet { .. }) {
        return Ok(target);
    }
    let own = before.iter().find(|sequence| sequence.name.as_ref() == name);
    let standing = own.and_then(|sequence| sequence.targets.iter().rfind(|old| begins_before(old, &from)));
    // An approver whose name is not known has been told of already.
    let named = words.tails.iter().any(|tail| matches!(tail.node, TargetTail::Agreed(..)));
    if !(named && has_reason) {
        let easier = standing.and_then(|old| is_easier(&target.goal, &old.goal));
        let old = standing.map(|old| old.span);
        let lacks = (!has_approver && !named, !has_reason);
        cx.findings.push(diags::change_without_agreement(words.span, &from.to_string(), lacks, easier, old));
    }
    let stands = standing.is_some();
    if stands {
        let refused = RefusedChange { target, from, name: name.cloned(), has_approver, has_reason };
        cx.book.measures[id].refused.push(refused);
    }
    Err(stands)
}

fn begins_before(old: &Target, from: &Period) -> bool {
    old.from.or(old.year).is_none_or(|begins| begins.start < from.start)
}

/// Whether a goal is met by more values than another; none where that cannot be told.
fn is_easier(new: &Goal, old: &Goal) -> Option<bool> {
    let plain = |goal: &Goal| match goal {
        Goal::Limit { bound, figure: Expression::Number(figure) } => Some((*bound, figure.clone())),
        Goal::Limit { .. }
        | Goal::Between { .. }
        | Goal::Exactly { .. }
        | Goal::ToBeSet { .. }
        | Goal::MetBy { .. } => None,
    };
    let ((new_side, new), (old_side, old)): ((Bound, Exact), (Bound, Exact)) = (plain(new)?, plain(old)?);
    (new_side.is_floor() == old_side.is_floor() && new != old).then(|| (new < old) == new_side.is_floor())
}
