//! Which escalations watch a series, in the order in which one may silence another, and which of them read the loop.

use crate::base::arena::Id;
use crate::model::{Condition, Escalation, Measure, MeasureSet, RuleBook, Scope};

/// An escalation that can be used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule<'a> {
    /// Its id.
    pub id: Id<Escalation>,
    /// What it says.
    pub escalation: &'a Escalation,
    /// True when its conditions read what is known of answers.
    pub reads_loop: bool,
}

/// Every escalation that can be used; one that replaces another comes before it, else as declared.
pub(super) fn rules(book: &RuleBook) -> Vec<Rule<'_>> {
    let mut left: Vec<Rule<'_>> = book
        .escalations
        .iter()
        .filter(|(_, escalation)| !escalation.faulty)
        .map(|(id, escalation)| Rule { id, escalation, reads_loop: reads_loop_itself(escalation) })
        .collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free = |rule: &Rule<'_>| !left.iter().any(|other| replaces(other, rule));
        // Two that replace each other: the one declared first goes first.
        let at = left.iter().position(free).unwrap_or(0);
        ordered.push(left.remove(at));
    }
    ordered
}

/// True when a case of `one` silences `other`.
pub(super) fn replaces(one: &Rule<'_>, other: &Rule<'_>) -> bool {
    one.id != other.id && one.escalation.replaces.contains(&other.id)
}

/// True when the escalation watches this measure; none stands for the whole book.
pub(super) fn covers(book: &RuleBook, escalation: &Escalation, measure: Option<Id<Measure>>) -> bool {
    match (&escalation.scope, measure) {
        (Scope::WholeBook, None) => true,
        (Scope::Measures(set), Some(measure)) => in_set(book, set, measure),
        (Scope::WholeBook, Some(_)) | (Scope::Measures(_), None) => false,
    }
}

fn in_set(book: &RuleBook, set: &MeasureSet, measure: Id<Measure>) -> bool {
    match set {
        MeasureSet::All => true,
        MeasureSet::Theme(theme) => book.measures[measure].themes.contains(theme),
        MeasureSet::OwnedBy(party) => book.measures[measure].owner == Some(*party),
        MeasureSet::Listed(listed) => listed.contains(&measure),
    }
}

fn reads_loop_itself(escalation: &Escalation) -> bool {
    reads_loop(&escalation.when) || escalation.closes_when.as_ref().is_some_and(reads_loop)
}

/// True when a condition, or any part of it, reads what is known of answers.
fn reads_loop(condition: &Condition) -> bool {
    match condition {
        Condition::NoResponse { .. } | Condition::RecoveryPassed(_) | Condition::SameText(_) => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(reads_loop),
        Condition::Not(condition)
        | Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::FirstTime { condition, .. }
        | Condition::InLast { condition, .. }
        | Condition::In { condition, .. }
        | Condition::OfMeasure { condition, .. }
        | Condition::Named { condition, .. }
        | Condition::EachGroup { condition, .. }
        | Condition::AnyGroup { condition, .. } => reads_loop(condition),
        Condition::Tally(tally) => reads_loop(&tally.condition),
        Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Placed { .. }
        | Condition::Statistical(..)
        | Condition::InTime { .. }
        | Condition::Known(..)
        | Condition::OnRecord(..) => false,
    }
}
