//! Which escalations watch a series, in the order in which one may silence another, and which of them read the loop.

use crate::base::arena::Id;
use crate::eval::milestone::is_milestone;
use crate::eval::reads::differs_by_asker;
use crate::model::walk::{Part, measures_read};
use crate::model::{
    Condition, Escalation, Expression, Goal, LoopTest, Measure, MeasureSet, RuleBook, Scope, Status, Tally,
};

/// An escalation that can be used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule<'a> {
    /// Its id.
    pub id: Id<Escalation>,
    /// What it says.
    pub escalation: &'a Escalation,
    /// True when its conditions read what is known of answers.
    pub reads_loop: bool,
    /// True when its conditions wait for figures: they hold because a day passed and nothing came.
    pub waits: bool,
    /// True when its conditions read the figures of other measures.
    pub reads_others: bool,
}

/// Every escalation that can be used; one that replaces another comes before it, else as declared.
pub(super) fn rules(book: &RuleBook) -> Vec<Rule<'_>> {
    let mut left: Vec<Rule<'_>> = book
        .escalations
        .iter()
        .filter(|(_, escalation)| !escalation.faulty)
        .map(|(id, escalation)| {
            let reads = |test: fn(&Condition) -> bool| {
                any_part(&escalation.when, test)
                    || escalation.closes_when.as_ref().is_some_and(|closes| any_part(closes, test))
            };
            let (reads_loop, waits, reads_others) = (reads(reads_loop), reads(waits), reads(reads_others));
            Rule { id, escalation, reads_loop, waits, reads_others }
        })
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

/// True when a test holds of a condition or of any part of it.
fn any_part(condition: &Condition, test: fn(&Condition) -> bool) -> bool {
    test(condition)
        || condition.parts().into_iter().any(|part| match part {
            Part::Condition(inner) => any_part(inner, test),
            Part::Amount(amount) => any_within(amount, test),
        })
}

fn any_within(amount: &Expression, test: fn(&Condition) -> bool) -> bool {
    amount.parts().into_iter().any(|part| match part {
        Part::Condition(inner) => any_part(inner, test),
        Part::Amount(inner) => any_within(inner, test),
    })
}

/// The counts over measures that a rule comes down to, beside figures of its own, by `and`, `or` and `not` alone: what it
/// comes to can only change when one of them does. None where it reads others in any other way, or goes by the day.
pub(super) fn counts_alone<'a>(rule: &Rule<'a>) -> Option<Vec<&'a Tally>> {
    let mut found = Vec::new();
    let alone = !rule.reads_loop && !rule.waits && rule.escalation.closes_when.is_none();
    (alone && is_of_counts(&rule.escalation.when, &mut found)).then_some(found)
}

fn is_of_counts<'c>(condition: &'c Condition, found: &mut Vec<&'c Tally>) -> bool {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().all(|one| is_of_counts(one, found)),
        Condition::Not(one) | Condition::Named { condition: one, .. } => is_of_counts(one, found),
        Condition::Tally(tally) => {
            found.push(tally);
            true
        }
        _ => !any_part(condition, reads_others) && !differs_by_asker(condition),
    }
}

/// For each measure, true where its level depends on the day it is looked at: on how old its figure is, or on whether the
/// day of a milestone has passed.
pub(super) fn ageing(book: &RuleBook) -> Vec<bool> {
    let ages = |measure: &Measure| {
        let mut lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
        measure.stale_unrated_after.is_some()
            || is_milestone(measure)
            || lines.any(|line| any_part(&line.when, waits))
    };
    book.measures.values().map(ages).collect()
}

/// For each measure, true where its level, its target or its figures depend on other measures.
pub(super) fn made_with_others(book: &RuleBook) -> Vec<bool> {
    let mut with_others: Vec<bool> = book
        .measures
        .values()
        .map(|measure| rates_by_others(measure) || measure.composite.is_some())
        .collect();
    // What is reckoned from such a measure depends on them as well, and so on.
    loop {
        let by_source = |measure: &Measure| {
            let amount = measure.computed.as_ref().and_then(|computed| computed.amount.as_ref());
            let read = amount.map_or_else(Vec::new, |amount| measures_read(book, amount));
            read.iter().any(|id| with_others.get(id.index()) == Some(&true))
        };
        let next: Vec<bool> = book
            .measures
            .iter()
            .map(|(id, measure)| with_others.get(id.index()) == Some(&true) || by_source(measure))
            .collect();
        if next == with_others {
            return with_others;
        }
        with_others = next;
    }
}

fn rates_by_others(measure: &Measure) -> bool {
    let mut lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    let mut figures = targets.filter_map(|target| match &target.goal {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => Some(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
    });
    lines.any(|line| any_part(&line.when, reads_others)) || figures.any(|figure| figure.any(&is_elsewhere))
}

fn reads_loop(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::SameText(_)
            | Condition::Loop(..)
    )
}

fn waits(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::OldBy { .. }
            | Condition::Loop(LoopTest::ReturnNotIn, _)
            | Condition::Status(Status::Stale | Status::Missing, _)
    )
}

fn reads_others(condition: &Condition) -> bool {
    match condition {
        Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. } => true,
        _ => condition.parts().into_iter().any(|part| match part {
            Part::Amount(amount) => amount.any(&is_elsewhere),
            Part::Condition(_) => false,
        }),
    }
}

fn is_elsewhere(amount: &Expression) -> bool {
    match amount {
        Expression::Quantity { measure, .. } | Expression::Benchmark { measure, .. } => measure.is_some(),
        Expression::Window(window) => !window.is_own(),
        Expression::Elsewhere(elsewhere) => !elsewhere.whose.is_own(),
        Expression::CountOf(_) => true,
        // What these are made of is asked by itself; peers are held against the series' own measure.
        Expression::Number(_)
        | Expression::Amount(..)
        | Expression::OfPeers { .. }
        | Expression::Position { .. }
        | Expression::Plus(..)
        | Expression::Minus(..)
        | Expression::Times(..)
        | Expression::Over(..)
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::PercentOf(..)
        | Expression::EachYear { .. }
        | Expression::EachYearOnTheLast { .. }
        | Expression::Named { .. }
        | Expression::Rounded { .. }
        | Expression::List(_)
        | Expression::Converted(..) => false,
    }
}
