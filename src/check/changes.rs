//! Changes of target within the year: each says who agreed it and why, or the target before it stands.

use super::targets::Read;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::model::{Bound, Expression, Goal, Measure, PartyKind, RefusedChange, Target};

/// Takes out the changes within the year that nobody agreed, or that give no reason. They are refused, and the target
/// before them stands; with none before it nothing stands, and the measure is at fault.
pub(super) fn without_refused(cx: &mut Checker, id: Id<Measure>, all: Vec<Read>) -> (Vec<Read>, bool) {
    let mut kept: Vec<Read> = Vec::with_capacity(all.len());
    let mut waiting: Vec<(Read, Period)> = Vec::new();
    for read in all {
        match read.target.change_within_year().filter(|_| !is_agreed(&read.target)) {
            Some(from) => waiting.push((read, from)),
            None => kept.push(read),
        }
    }
    let mut whole = true;
    for (read, from) in waiting {
        whole &= refuse(cx, id, read, from, &kept);
    }
    (kept, whole)
}

fn is_agreed(target: &Target) -> bool {
    let agreed = target.agreement.as_ref().is_some_and(|a| a.by.is_some() && a.because.is_some());
    agreed || matches!(target.goal, Goal::ToBeSet { .. })
}

/// True when another target stands in its place.
fn refuse(cx: &mut Checker, id: Id<Measure>, read: Read, from: Period, kept: &[Read]) -> bool {
    let Read { name, member, target, names_approver } = read;
    let agreement = target.agreement.as_ref();
    let has_approver = agreement.is_some_and(|a| a.by.is_some());
    let has_reason = agreement.is_some_and(|a| a.because.is_some());
    let before = kept
        .iter()
        .filter(|other| other.name == name && other.member == member && begins_before(&other.target, &from));
    let standing = before.map(|other| &other.target).max_by_key(|old| old.from.or(old.year).map(|p| p.start));
    // An approver whose name is not known has been told of already.
    if !(names_approver && has_reason) {
        let easier = standing.and_then(|old| is_easier(&target.goal, &old.goal));
        let lacks = (!names_approver, !has_reason);
        let old = standing.map(|old| old.span);
        let board = cx.a_board();
        let (from, at) = (from.to_string(), target.span);
        let finding = diags::change_without_agreement(at, &from, lacks, easier, (old, board.as_deref()));
        cx.findings.push(finding);
    }
    if standing.is_none() {
        return false;
    }
    cx.book.measures[id].refused.push(RefusedChange { target, from, name, has_approver, has_reason });
    true
}

impl Checker {
    /// A board of this book for an example of what to write: the first that nobody is above.
    pub(super) fn a_board(&self) -> Option<String> {
        let boards = || self.book.parties.values().filter(|party| party.kind == PartyKind::Board);
        let board = boards().find(|board| board.reports_to.is_none()).or_else(|| boards().next());
        board.map(|board| board.id.clone())
    }
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
