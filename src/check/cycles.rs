//! Circles: boards that report to one another, measures that wait for one another, escalations that replace one another.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{
    Condition, Escalation, Expression, Measure, MeasureSet, Offset, Quantity, Reference, RuleBook, Status,
    Tolerance,
};

pub(super) fn cycles(cx: &mut Checker) {
    boards(cx);
    measures(cx);
    replaces(cx);
}

/// The nodes of the first circle through `start`, in order, if there is one.
fn circle(start: usize, next: &dyn Fn(usize) -> Vec<usize>, count: usize) -> Option<Vec<usize>> {
    let mut path = vec![start];
    let mut pending = vec![next(start)];
    let mut seen = vec![false; count];
    while let Some(choices) = pending.last_mut() {
        match choices.pop() {
            Some(node) if node == start => return Some(path),
            Some(node) if seen.get(node).copied() == Some(false) => {
                if let Some(mark) = seen.get_mut(node) {
                    *mark = true;
                }
                path.push(node);
                pending.push(next(node));
            }
            Some(_) => {}
            None => {
                pending.pop();
                path.pop();
            }
        }
    }
    None
}

/// Finds each circle once and tells of it: `told` holds the nodes of circles already found.
fn each_circle(count: usize, next: &dyn Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut told = vec![false; count];
    let mut found = Vec::new();
    for start in 0..count {
        if told.get(start).copied() == Some(true) || next(start).is_empty() {
            continue;
        }
        if let Some(nodes) = circle(start, next, count) {
            for node in &nodes {
                if let Some(mark) = told.get_mut(*node) {
                    *mark = true;
                }
            }
            found.push(nodes);
        }
    }
    found
}

fn boards(cx: &mut Checker) {
    let parties = &cx.book.parties;
    let next = |at: usize| {
        let party = parties.id_at(at).map(|id| &parties[id]);
        party.and_then(|p| p.reports_to).map(|id| vec![id.index()]).unwrap_or_default()
    };
    for nodes in each_circle(parties.len(), &next) {
        let rows: Vec<_> = nodes.iter().filter_map(|n| cx.book.parties.id_at(*n)).collect();
        let names: Vec<String> = rows.iter().map(|id| cx.book.parties[*id].id.clone()).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.parties[*id].span);
        cx.findings.push(diags::circular("boards that report to one another", &names, span));
        for id in rows {
            cx.book.parties[id].reports_to = None;
        }
    }
}

fn measures(cx: &mut Checker) {
    let read: Vec<Vec<usize>> = cx
        .book
        .measures
        .iter()
        .map(|(id, measure)| {
            let mut reads = Vec::new();
            let lines = measure.list.iter().flat_map(|l| l.lines.iter().chain(&l.caps));
            lines.for_each(|line| condition(&cx.book, id, &line.when, &mut reads));
            reads.sort_unstable();
            reads.dedup();
            reads.into_iter().map(Id::index).collect()
        })
        .collect();
    let next = |at: usize| read.get(at).cloned().unwrap_or_default();
    for nodes in each_circle(read.len(), &next) {
        let rows: Vec<Id<Measure>> = nodes.iter().filter_map(|n| cx.book.measures.id_at(*n)).collect();
        let names: Vec<String> =
            rows.iter().map(|id| format!("measure {}", cx.book.measures[*id].id)).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.measures[*id].id_span);
        cx.findings.push(diags::circular("measures that wait for one another's level", &names, span));
        for id in rows {
            cx.book.measures[id].faulty = true;
        }
    }
}

fn replaces(cx: &mut Checker) {
    let rules = &cx.book.escalations;
    let next = |at: usize| {
        let rule = rules.id_at(at).map(|id| &rules[id]);
        rule.map(|r| r.replaces.iter().map(|id| id.index()).collect()).unwrap_or_default()
    };
    for nodes in each_circle(rules.len(), &next) {
        let rows: Vec<Id<Escalation>> = nodes.iter().filter_map(|n| cx.book.escalations.id_at(*n)).collect();
        let names: Vec<String> = rows.iter().map(|id| cx.book.escalations[*id].id.clone()).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.escalations[*id].span);
        cx.findings.push(diags::circular("escalations that replace one another", &names, span));
        for id in rows {
            cx.book.escalations[id].replaces.clear();
        }
    }
}

/// The measures whose level in the same period a condition on `own` reads.
fn condition(book: &RuleBook, own: Id<Measure>, when: &Condition, reads: &mut Vec<Id<Measure>>) {
    match when {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| condition(book, own, part, reads));
        }
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::AnyGroup { condition: inner, .. } => condition(book, own, inner, reads),
        Condition::In { .. } => {}
        Condition::OfMeasure { measure, condition: inner, .. } => {
            reads.push(*measure);
            condition(book, *measure, inner, reads);
        }
        Condition::Level(..) | Condition::Status(Status::Unrated, _) => reads.push(own),
        Condition::Tally(tally) => {
            for (id, counted) in book.measures.iter().filter(|(_, counted)| !counted.is_monitor()) {
                let is_counted = match &tally.measures {
                    MeasureSet::All => true,
                    MeasureSet::Theme(theme) => counted.themes.contains(theme),
                    MeasureSet::OwnedBy(party) => counted.owner == Some(*party),
                    MeasureSet::Listed(listed) => listed.contains(&id),
                };
                if is_counted {
                    condition(book, id, &tally.condition, reads);
                }
            }
        }
        Condition::Within { of, worse, .. } => {
            reference(of, reads);
            if let Tolerance::PercentOf(_, of) = worse {
                reference(of, reads);
            }
        }
        Condition::Than { reference: of, .. } => reference(of, reads),
        Condition::Compare { left, right, .. } => {
            expression(left, reads);
            expression(right, reads);
        }
        Condition::Known(inner, _) => expression(inner, reads),
        Condition::Status(..)
        | Condition::Moves { .. }
        | Condition::OutsideRange { .. }
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. } => {}
    }
}

fn reference(of: &Reference, reads: &mut Vec<Id<Measure>>) {
    if let Reference::Amount(inner) = of {
        expression(inner, reads);
    }
}

/// Values are submitted, so reading another measure's value is no circle; reading its shortfall needs its target only.
fn expression(inner: &Expression, reads: &mut Vec<Id<Measure>>) {
    match inner {
        Expression::Quantity {
            quantity: Quantity::Target | Quantity::Shortfall,
            measure: Some(measure),
            offset: Offset::Now,
        } => {
            reads.push(*measure);
        }
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => {
            expression(a, reads);
            expression(b, reads);
        }
        Expression::PercentOf(_, a) => expression(a, reads),
        Expression::Min(all) | Expression::Max(all) => all.iter().for_each(|e| expression(e, reads)),
        Expression::EachYear { start, .. } => expression(start, reads),
        Expression::Number(_) | Expression::Quantity { .. } | Expression::Window { .. } => {}
    }
}
