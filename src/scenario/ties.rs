//! Which escalations feel a step in another one: those it silences, and those that wait for its answers.

use std::collections::BTreeSet;

use crate::base::arena::Id;
use crate::model::walk::Part;
use crate::model::{Condition, Escalation, LoopTest, RuleBook};

type Rules = BTreeSet<Id<Escalation>>;

/// How far a step in one escalation is felt, where nobody has answered anything.
#[derive(Debug, Clone)]
pub(super) struct Felt {
    /// Those whose cases may come out otherwise.
    pub(super) by: Rules,
    /// All that have to be judged to tell.
    needed: Rules,
}

impl Felt {
    pub(super) fn of(book: &RuleBook, rule: Id<Escalation>) -> Self {
        let mut by = Rules::from([rule]);
        grow(&mut by, |by| {
            let silenced = by.iter().flat_map(|one| book.escalations[*one].replaces.clone());
            let waiting =
                book.escalations.iter().filter(|(_, one)| !named(one).is_disjoint(by)).map(|(id, _)| id);
            silenced.chain(waiting).collect()
        });
        let mut needed = by.clone();
        grow(&mut needed, |needed| {
            let silencing = |one: &Escalation| one.replaces.iter().any(|other| needed.contains(other));
            let silencing = book.escalations.iter().filter(|(_, one)| silencing(one)).map(|(id, _)| id);
            let waited_for = needed.iter().flat_map(|one| named(&book.escalations[*one]));
            silencing.chain(waited_for).collect()
        });
        Self { by, needed }
    }

    /// Leaves all escalations out that need not be judged.
    pub(super) fn narrow(&self, book: &mut RuleBook) {
        let ids: Vec<Id<Escalation>> = book.escalations.ids().collect();
        for id in ids.into_iter().filter(|id| !self.needed.contains(id)) {
            book.escalations[id].faulty = true;
        }
    }
}

fn grow(rules: &mut Rules, next: impl Fn(&Rules) -> Vec<Id<Escalation>>) {
    loop {
        let known = rules.len();
        let more = next(rules);
        rules.extend(more);
        if rules.len() == known {
            return;
        }
    }
}

/// The escalations whose answers one asks for by their names.
pub(super) fn named(rule: &Escalation) -> Rules {
    let mut found = Rules::new();
    for condition in std::iter::once(&rule.when).chain(&rule.closes_when) {
        names(condition, &mut found);
    }
    found
}

fn names(condition: &Condition, found: &mut Rules) {
    match condition {
        Condition::NoResponse { escalation, .. }
        | Condition::Loop(
            LoopTest::Late(escalation, _) | LoopTest::Incomplete(escalation) | LoopTest::Blank(escalation),
            _,
        ) => found.extend(escalation),
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::OnRecord(..)
        | Condition::For { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Named { .. }
        | Condition::Known(..)
        | Condition::RecoveryPassed(_)
        | Condition::Loop(LoopTest::RecoveryInThePast | LoopTest::AnsweredBy(_) | LoopTest::ReturnNotIn, _)
        | Condition::OldBy { .. }
        | Condition::SameText(_) => {}
    }
    for part in condition.parts() {
        if let Part::Condition(inner) = part {
            names(inner, found);
        }
    }
}
