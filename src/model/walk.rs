//! Walking through conditions and amounts: the parts directly within each, so that what a rule reads is found in one way.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Condition, CountOver, Escalation, Expression, Goal, GroupName, Measure, MeasureSet, Offset, Quantity,
    Record, Reference, RuleBook, Scope, Tolerance, Whose,
};
use crate::base::arena::Id;

/// A part directly within a condition or an amount.
#[derive(Debug, Clone, Copy)]
pub enum Part<'m> {
    /// An amount.
    Amount(&'m Expression),
    /// A condition.
    Condition(&'m Condition),
}

impl Expression {
    /// The parts directly within it.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        match self {
            Self::Number(_)
            | Self::Amount(..)
            | Self::Quantity { .. }
            | Self::Benchmark { .. }
            | Self::OfPeers { .. }
            | Self::Position { .. } => Vec::new(),
            Self::EachYearOnTheLast { start, .. } => vec![Part::Amount(start)],
            Self::Plus(a, b) | Self::Minus(a, b) | Self::Times(a, b) | Self::Over(a, b) => {
                vec![Part::Amount(a), Part::Amount(b)]
            }
            Self::Min(all) | Self::Max(all) => all.iter().map(Part::Amount).collect(),
            Self::PercentOf(_, of)
            | Self::Converted(_, of)
            | Self::Named { of, .. }
            | Self::Rounded { of, .. } => vec![Part::Amount(of)],
            Self::EachYear { start, step } => {
                let mut parts = vec![Part::Amount(start)];
                parts.extend(step.amount().map(Part::Amount));
                parts
            }
            Self::Window(window) => window.of.iter().map(Part::Amount).collect(),
            Self::Elsewhere(elsewhere) => vec![Part::Amount(&elsewhere.of)],
            Self::CountOf(count) => vec![Part::Condition(&count.condition)],
            Self::List(list) => {
                let mut parts = Vec::with_capacity(list.lines.len() * 2 + 1);
                for line in &list.lines {
                    parts.extend([Part::Condition(&line.when), Part::Amount(&line.amount)]);
                }
                parts.extend(list.otherwise.iter().map(|(amount, _)| Part::Amount(amount)));
                parts
            }
        }
    }

    /// True when a test holds of it or of any amount within it; conditions within it are not looked into.
    pub fn any(&self, test: &impl Fn(&Self) -> bool) -> bool {
        test(self)
            || self.parts().into_iter().any(|part| match part {
                Part::Amount(amount) => amount.any(test),
                Part::Condition(_) => false,
            })
    }
}

impl Condition {
    /// The parts directly within it.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().map(Part::Condition).collect(),
            Self::Not(condition)
            | Self::For { condition, .. }
            | Self::ForTime { condition, .. }
            | Self::FirstTime { condition, .. }
            | Self::InLast { condition, .. }
            | Self::In { condition, .. }
            | Self::OfMeasure { condition, .. }
            | Self::AnyGroup { condition, .. }
            | Self::EachGroup { condition, .. }
            | Self::Named { condition, .. } => vec![Part::Condition(condition)],
            Self::Tally(tally) => vec![Part::Condition(&tally.condition)],
            Self::Within { of, worse, better, .. } => {
                let amounts = [of.amount(), worse.amount(), better.as_ref().and_then(Tolerance::amount)];
                amounts.into_iter().flatten().map(Part::Amount).collect()
            }
            Self::Than { reference, by_more_than, .. } => {
                let amounts = [reference.amount(), by_more_than.as_ref().and_then(Tolerance::amount)];
                amounts.into_iter().flatten().map(Part::Amount).collect()
            }
            Self::Moves { by_more_than, .. } => {
                by_more_than.as_ref().and_then(Tolerance::amount).map(Part::Amount).into_iter().collect()
            }
            Self::Compare { left, right, .. } => vec![Part::Amount(left), Part::Amount(right)],
            Self::Known(amount, _) => vec![Part::Amount(amount)],
            Self::Status(..)
            | Self::Level(..)
            | Self::OutsideRange { .. }
            | Self::Placed { .. }
            | Self::Forecast(..)
            | Self::Statistical(..)
            | Self::OnRecord(..)
            | Self::InTime { .. }
            | Self::NoResponse { .. }
            | Self::RecoveryPassed(_)
            | Self::Loop(..)
            | Self::OldBy { .. }
            | Self::SameText(_) => Vec::new(),
        }
    }
}

impl Reference {
    /// The amount within it, when it is one.
    #[must_use]
    pub fn amount(&self) -> Option<&Expression> {
        match self {
            Self::Amount(amount) => Some(amount),
            Self::Target | Self::Baseline | Self::Value(_) => None,
        }
    }
}

impl Tolerance {
    /// The amount within it, when it is a share of one.
    #[must_use]
    pub fn amount(&self) -> Option<&Expression> {
        match self {
            Self::PercentOf(_, of) => of.amount(),
            Self::Amount(_) => None,
        }
    }
}

impl Whose {
    /// True for the measure and group being judged.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.measure.is_none() && self.group.is_none()
    }
}

impl Expression {
    /// A figure of the series, or of another measure or group, in some period.
    #[must_use]
    pub fn quantity(quantity: Quantity, whose: Whose, offset: Offset) -> Self {
        match whose {
            Whose { measure, group: None } => Self::Quantity { quantity, measure, offset },
            whose @ Whose { group: Some(GroupName { .. }), .. } => {
                let of = Self::Quantity { quantity, measure: None, offset: Offset::Now };
                Self::Elsewhere(Box::new(super::Elsewhere { whose, offset, of }))
            }
        }
    }
}

/// The measures that an amount reads, other than the one it is on, each once, in the order of the book.
#[must_use]
pub fn measures_read(book: &RuleBook, amount: &Expression) -> Vec<Id<Measure>> {
    let mut found = Vec::new();
    of_amount(book, amount, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// The measures that a condition reads, other than the one it is on.
#[must_use]
pub fn measures_of_condition(book: &RuleBook, condition: &Condition) -> Vec<Id<Measure>> {
    let mut found = Vec::new();
    of_condition(book, condition, &mut found);
    found
}

fn of_parts(book: &RuleBook, parts: Vec<Part<'_>>, found: &mut Vec<Id<Measure>>) {
    for part in parts {
        match part {
            Part::Amount(amount) => of_amount(book, amount, found),
            Part::Condition(condition) => of_condition(book, condition, found),
        }
    }
}

fn of_amount(book: &RuleBook, amount: &Expression, found: &mut Vec<Id<Measure>>) {
    match amount {
        Expression::Quantity { measure, .. } | Expression::Benchmark { measure, .. } => found.extend(measure),
        Expression::Window(window) => {
            found.extend(window.whose.measure);
            found.extend(&window.measures);
        }
        Expression::Elsewhere(elsewhere) => found.extend(elsewhere.whose.measure),
        Expression::CountOf(count) => match &count.over {
            CountOver::Periods(whose, _) => found.extend(whose.measure),
            CountOver::Groups(measure) => found.extend(measure),
            CountOver::Measures(set) => found.extend(members(book, set)),
        },
        Expression::Number(_)
        | Expression::Amount(..)
        | Expression::Plus(..)
        | Expression::Minus(..)
        | Expression::Times(..)
        | Expression::Over(..)
        | Expression::Min(_)
        | Expression::Max(_)
        | Expression::PercentOf(..)
        | Expression::EachYear { .. }
        | Expression::EachYearOnTheLast { .. }
        | Expression::OfPeers { .. }
        | Expression::Position { .. }
        | Expression::Named { .. }
        | Expression::Rounded { .. }
        | Expression::List(_)
        | Expression::Converted(..) => {}
    }
    of_parts(book, amount.parts(), found);
}

fn of_condition(book: &RuleBook, condition: &Condition, found: &mut Vec<Id<Measure>>) {
    match condition {
        Condition::OfMeasure { measure, .. } => found.push(*measure),
        Condition::Tally(tally) => found.extend(members(book, &tally.measures)),
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
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::Named { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::SameText(_) => {}
    }
    of_parts(book, condition.parts(), found);
}

/// The measures of a set that are counted: those that are only watched are not.
#[must_use]
pub fn members(book: &RuleBook, set: &MeasureSet) -> Vec<Id<Measure>> {
    let mut counted = book.members_of(set);
    counted.retain(|id| !book.measures[*id].is_monitor());
    // Those that are listed are named in any order.
    counted.sort_unstable();
    counted.dedup();
    counted
}

/// The measures that the conditions of an escalation read.
#[must_use]
pub fn measures_of_escalation(book: &RuleBook, rule: &Escalation) -> Vec<Id<Measure>> {
    let mut found = Vec::new();
    of_condition(book, &rule.when, &mut found);
    rule.closes_when.iter().for_each(|closes| of_condition(book, closes, &mut found));
    found
}

/// The measures that the rules of each measure read: in its figures, its targets and its levels.
#[must_use]
pub fn measures_of_rules(book: &RuleBook) -> BTreeMap<Id<Measure>, Vec<Id<Measure>>> {
    let mut all = BTreeMap::new();
    for (id, measure) in book.measures.iter() {
        let mut found = Vec::new();
        for line in measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps)) {
            of_condition(book, &line.when, &mut found);
        }
        let amounts = measure.computed.iter().filter_map(|computed| computed.amount.as_ref());
        amounts.for_each(|amount| of_amount(book, amount, &mut found));
        for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
            match &target.goal {
                Goal::Limit { figure, .. } | Goal::Exactly { figure } => of_amount(book, figure, &mut found),
                Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => {}
            }
        }
        found.extend(measure.composite.iter().flat_map(|composite| &composite.measures));
        found.extend(measure.total_of.iter().flat_map(|total| &total.measures));
        found.extend(measure.made_of.measures());
        found.sort_unstable();
        found.dedup();
        all.insert(id, found);
    }
    all
}

/// True when results or cases of some measures rest on the stage that something has on a ladder.
#[must_use]
pub fn stages_matter(book: &RuleBook, measures: &BTreeSet<Id<Measure>>) -> bool {
    let about = |rule: &&Escalation| match &rule.scope {
        Scope::Measures(set) => book.members_of(set).iter().any(|id| measures.contains(id)),
        Scope::WholeBook => false,
    };
    let rules: Vec<&Escalation> =
        book.escalations.values().filter(|rule| !rule.faulty).filter(about).collect();
    let of_rule =
        |rule: &&Escalation| reads_stage(&rule.when) || rule.closes_when.as_ref().is_some_and(reads_stage);
    if rules.iter().any(of_rule) {
        return true;
    }
    let read = measures_of_rules(book);
    let mut waiting: Vec<Id<Measure>> = measures.iter().copied().collect();
    waiting.extend(rules.iter().flat_map(|rule| measures_of_escalation(book, rule)));
    let mut known = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if known.insert(id) {
            waiting.extend(read.get(&id).into_iter().flatten());
            let list = book.measures[id].list.iter();
            let mut lines = list.flat_map(|list| list.lines.iter().chain(&list.caps));
            if lines.any(|line| reads_stage(&line.when)) {
                return true;
            }
        }
    }
    false
}

fn reads_stage(condition: &Condition) -> bool {
    fn part(of: Part<'_>) -> bool {
        match of {
            Part::Condition(condition) => reads_stage(condition),
            Part::Amount(amount) => amount.parts().into_iter().any(part),
        }
    }
    matches!(condition, Condition::OnRecord(Record::InStage { .. }, _))
        || condition.parts().into_iter().any(part)
}
