//! A rule book without what a result cannot rest on, so that a scenario about one measure costs what one measure costs.
//!
//! Everything keeps its place in the book, and what is left out is left as an empty shell: whatever is judged of the rest
//! comes out as it does by the whole book.

use std::collections::{BTreeMap, BTreeSet};

use super::generate::covers;
use crate::base::arena::Id;
use crate::eval::Only;
use crate::model::walk::{Part, measures_of_escalation, measures_of_rules};
use crate::model::{Aim, Condition, Expression, Ladder, Measure, Record, RuleBook};

/// What the rules of a book read, once for many slim books.
pub(super) struct Reads {
    measures: BTreeMap<Id<Measure>, Vec<Id<Measure>>>,
}

/// What results rest on.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Needed {
    /// The measures asked about.
    asked: BTreeSet<Id<Measure>>,
    measures: BTreeSet<Id<Measure>>,
    pub(super) ladders: BTreeSet<Id<Ladder>>,
}

impl Reads {
    pub(super) fn of(book: &RuleBook) -> Self {
        Self { measures: measures_of_rules(book) }
    }

    /// What a report rests on, as far as it is wanted; none where that may be anything.
    pub(super) fn needed(&self, book: &RuleBook, only: &[Only]) -> Option<Needed> {
        let mut needed = Needed::default();
        for one in only {
            needed.asked.extend(one.measures.as_ref()?);
        }
        let mut waiting: Vec<Id<Measure>> = needed.asked.iter().copied().collect();
        let asked = needed.asked.clone();
        let rules = book.escalations.values().filter(|rule| !rule.faulty);
        for rule in rules.filter(|rule| asked.iter().any(|id| covers(book, rule, *id))) {
            waiting.extend(measures_of_escalation(book, rule));
            for condition in std::iter::once(&rule.when).chain(&rule.closes_when) {
                ladders_of(book, condition, &mut needed, &mut waiting);
            }
        }
        while let Some(id) = waiting.pop() {
            if needed.measures.insert(id) {
                waiting.extend(self.measures.get(&id).into_iter().flatten());
                let list = book.measures[id].list.iter();
                for line in list.flat_map(|list| list.lines.iter().chain(&list.caps)) {
                    ladders_of(book, &line.when, &mut needed, &mut waiting);
                }
            }
        }
        Some(needed)
    }
}

/// The ladders whose stages a condition reads, with the measures that theirs read in turn.
fn ladders_of(book: &RuleBook, condition: &Condition, needed: &mut Needed, waiting: &mut Vec<Id<Measure>>) {
    if let Condition::OnRecord(Record::InStage { ladder, .. }, _) = condition
        && needed.ladders.insert(*ladder)
    {
        let own = &book.ladders[*ladder];
        waiting.extend(book.members_of(&own.measures));
        for entered in own.stages.iter().flat_map(|stage| stage.enter.iter().chain(&stage.leave)) {
            waiting.extend(crate::model::walk::measures_of_condition(book, entered));
            ladders_of(book, entered, needed, waiting);
        }
    }
    for part in condition.parts() {
        match part {
            Part::Condition(inner) => ladders_of(book, inner, needed, waiting),
            Part::Amount(amount) => ladders_of_amount(book, amount, needed, waiting),
        }
    }
}

fn ladders_of_amount(
    book: &RuleBook,
    amount: &Expression,
    needed: &mut Needed,
    waiting: &mut Vec<Id<Measure>>,
) {
    for part in amount.parts() {
        match part {
            Part::Condition(inner) => ladders_of(book, inner, needed, waiting),
            Part::Amount(inner) => ladders_of_amount(book, inner, needed, waiting),
        }
    }
}

/// The book with only what is needed in it.
pub(super) fn slim(book: &RuleBook, needed: &Needed) -> RuleBook {
    let mut slim = book.clone();
    slim.scenarios.clear();
    slim.reports.clear();
    slim.asides = Default::default();
    for id in book.measures.ids().filter(|id| !needed.measures.contains(id)) {
        let own = &book.measures[id];
        let shell = Measure::new("", "", own.due, own.span, own.id_span);
        // One that is only watched is never counted with others.
        slim.measures[id] = Measure { faulty: true, aim: Some(Aim::Monitor), ..shell };
    }
    for (id, rule) in book.escalations.iter() {
        let kept = needed.asked.iter().any(|measure| covers(book, rule, *measure));
        slim.escalations[id].faulty |= !kept;
    }
    for id in book.ladders.ids().filter(|id| !needed.ladders.contains(id)) {
        slim.ladders[id].faulty = true;
    }
    slim
}
