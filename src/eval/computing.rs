//! The steps by which a computed figure came about, and what the names in the rules stand for.

use super::arithmetic;
use super::computed::{Read, What};
use super::explain::{DerivationStep, StepKind, place_of, step, step_at};
use super::look::Look;
use super::outcome::Truth;
use super::target::InForce;
use super::telling;
use crate::base::arena::Id;
use crate::base::diag::Place;
use crate::model::walk::Part;
use crate::model::{AmountList, CountOf, Define, Expression, Goal};

/// Every step of a computed figure; none for one that was submitted.
pub(super) fn steps(look: Look<'_, '_>) -> Vec<DerivationStep> {
    let Some(computed) = look.measure().computed.as_ref().filter(|_| look.is_computed()) else {
        return Vec::new();
    };
    let rule = Some(Place::Rule(computed.span));
    let mut steps = vec![step(StepKind::Computed, format!("computed {}", computed.text), rule.clone())];
    let Some(amount) = look.computed_amount() else { return steps };
    let mut names = Vec::new();
    defined_in(amount, &mut names);
    steps.extend(names.into_iter().map(|id| stands_for(look, id)));
    for read in look.reads() {
        let text = arithmetic::read_from(look, &read);
        steps.extend(text.map(|text| step(StepKind::Computed, text, source(&read))));
    }
    lists_in(amount).into_iter().for_each(|list| steps.extend(lines(look.computing(), list)));
    for count in counts_in(amount) {
        let text = arithmetic::counted(look.computing(), count);
        steps.extend(text.map(|text| step_at(StepKind::Computed, text, None, count.span)));
    }
    steps.extend(arithmetic::equation(look, amount).map(|text| step(StepKind::Computed, text, rule)));
    steps
}

fn source(read: &Read<'_, '_>) -> Option<Place> {
    match read.what {
        What::Value | What::Parts => read.look.figure().map(|figure| place_of(&figure)),
        What::Target => match read.look.in_force() {
            InForce::Known(standing) => Some(Place::Rule(standing.span)),
            InForce::None
            | InForce::NotYet { .. }
            | InForce::ToBeSet { .. }
            | InForce::Lapsed { .. }
            | InForce::Unknown { .. } => None,
        },
        What::Baseline => read.look.baseline().map(|baseline| Place::Rule(baseline.span)),
    }
}

/// The lines of a list that were tried, up to the one that gave the amount.
fn lines(look: Look<'_, '_>, list: &AmountList) -> Vec<DerivationStep> {
    let mut steps = Vec::new();
    for line in &list.lines {
        let held = look.holds(&line.when);
        let text =
            format!("{}: {}", arithmetic::made_of(look, &line.amount), telling::tell(look, &line.when));
        steps.push(step_at(StepKind::Line, text, Some(held), line.span));
        if held == Truth::True {
            return steps;
        }
    }
    if let Some((amount, span)) = &list.otherwise {
        let text = format!("{}: otherwise", arithmetic::made_of(look, amount));
        steps.push(step_at(StepKind::Line, text, Some(Truth::True), *span));
    }
    steps
}

fn stands_for(look: Look<'_, '_>, id: Id<Define>) -> DerivationStep {
    let define = &look.judge.book.defines[id];
    let text = format!("`{}` stands for {}", define.name, define.text);
    step(StepKind::Definition, text, Some(Place::Rule(define.span)))
}

/// What the names stand for that a rating and its target use.
pub(super) fn definitions(look: Look<'_, '_>) -> Vec<DerivationStep> {
    let measure = look.measure();
    let mut names = Vec::new();
    for line in measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps)) {
        in_parts(vec![Part::Condition(&line.when)], &mut names);
    }
    for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
        match &target.goal {
            Goal::Limit { figure, .. } | Goal::Exactly { figure } => defined_in(figure, &mut names),
            Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => {}
        }
    }
    names.into_iter().map(|id| stands_for(look, id)).collect()
}

fn defined_in(amount: &Expression, names: &mut Vec<Id<Define>>) {
    in_parts(vec![Part::Amount(amount)], names);
}

fn in_parts(parts: Vec<Part<'_>>, names: &mut Vec<Id<Define>>) {
    for part in parts {
        let (named, inner) = match part {
            Part::Amount(amount @ Expression::Named { define, .. }) => (Some(*define), amount.parts()),
            Part::Condition(condition @ crate::model::Condition::Named { define, .. }) => {
                (Some(*define), condition.parts())
            }
            Part::Amount(amount) => (None, amount.parts()),
            Part::Condition(condition) => (None, condition.parts()),
        };
        if let Some(id) = named.filter(|id| !names.contains(id)) {
            names.push(id);
        }
        in_parts(inner, names);
    }
}

/// The lists in an amount, and those in what its names stand for.
fn lists_in(amount: &Expression) -> Vec<&AmountList> {
    let mut found = Vec::new();
    each(amount, &mut |inner| {
        if let Expression::List(list) = inner {
            found.push(&**list);
        }
    });
    found
}

fn counts_in(amount: &Expression) -> Vec<&CountOf> {
    let mut found = Vec::new();
    each(amount, &mut |inner| {
        if let Expression::CountOf(count) = inner {
            found.push(&**count);
        }
    });
    found
}

/// Calls `seen` with an amount and those within it that are read at the same place.
fn each<'e>(amount: &'e Expression, seen: &mut impl FnMut(&'e Expression)) {
    seen(amount);
    if matches!(amount, Expression::Elsewhere(_) | Expression::Window(_)) {
        return;
    }
    for part in amount.parts() {
        if let Part::Amount(inner) = part {
            each(inner, seen);
        }
    }
}
