//! Circles: boards that report to one another, measures that wait for one another, escalations that replace one another.

use super::{Checker, diags, reads};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{Escalation, Measure};

pub(super) fn cycles(cx: &mut Checker) {
    boards(cx);
    measures(cx);
    replaces(cx);
}

/// The nodes of the first circle through `start`, in order, if there is one.
pub(super) fn circle(start: usize, next: &dyn Fn(usize) -> Vec<usize>, count: usize) -> Option<Vec<usize>> {
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

/// A figure or a level of a measure, in the same period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// Its figure, which only a computed measure reckons from others.
    Figure(Id<Measure>),
    /// Its level or target, which its figure and the lines of its rating give.
    Level(Id<Measure>),
}

impl Node {
    fn at(self) -> usize {
        match self {
            Self::Figure(id) => 2 * id.index(),
            Self::Level(id) => 2 * id.index() + 1,
        }
    }
}

fn measures(cx: &mut Checker) {
    let mut read: Vec<Vec<usize>> = Vec::with_capacity(2 * cx.book.measures.len());
    for (id, measure) in cx.book.measures.iter() {
        let figure = measure.computed.as_ref().and_then(|computed| computed.amount.as_ref());
        read.push(nodes(figure.map_or_else(Vec::new, |amount| reads::of_figure(&cx.book, id, amount))));
        read.push(nodes(reads::of_level(&cx.book, id, measure)));
    }
    let next = |at: usize| read.get(at).cloned().unwrap_or_default();
    for found in each_circle(read.len(), &next) {
        let mut rows: Vec<Id<Measure>> = Vec::new();
        for id in found.iter().filter_map(|at| cx.book.measures.id_at(at / 2)) {
            if !rows.contains(&id) {
                rows.push(id);
            }
        }
        let names: Vec<String> =
            rows.iter().map(|id| format!("measure {}", cx.book.measures[*id].id)).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.measures[*id].id_span);
        let what = if found.iter().any(|at| at % 2 == 0) {
            "measures that are computed from one another"
        } else {
            "measures that wait for one another's level"
        };
        cx.findings.push(diags::circular(what, &names, span));
        for id in rows {
            cx.book.measures[id].faulty = true;
        }
    }
}

fn nodes(read: Vec<Node>) -> Vec<usize> {
    let mut at: Vec<usize> = read.into_iter().map(Node::at).collect();
    at.sort_unstable();
    at.dedup();
    at
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
