//! Circles: boards that report to one another, measures that wait for one another, escalations that replace one another.

use super::knots::knots;
use super::{Checker, diags, reads};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{Escalation, Measure, Party};

pub(super) fn cycles(cx: &mut Checker) {
    boards(cx);
    measures(cx);
    replaces(cx);
}

/// The nodes of the first circle through `start`, in order, if there is one.
fn circle(start: usize, next: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut path = vec![start];
    let mut pending = vec![next.get(start)?.clone()];
    let mut seen = vec![false; next.len()];
    while let Some(choices) = pending.last_mut() {
        match choices.pop() {
            Some(node) if node == start => return Some(path),
            Some(node) if seen.get(node).copied() == Some(false) => {
                if let Some(mark) = seen.get_mut(node) {
                    *mark = true;
                }
                path.push(node);
                pending.push(next.get(node).cloned().unwrap_or_default());
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

/// How many circles are told of that have a node in common with one another; the rest when these are mended.
const MOST_IN_ONE: usize = 20;

/// Finds each circle once, in the order of their first nodes: `told` holds the nodes of circles already found. `next`
/// holds what each node reads.
pub(super) fn each_circle(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let is_knot = |group: &Vec<usize>| match group.as_slice() {
        [only] => next.get(*only).is_some_and(|read| read.contains(only)),
        _ => true,
    };
    let mut told = vec![false; next.len()];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for group in knots(next).into_iter().filter(is_knot) {
        let before = found.len();
        for start in group {
            if found.len() == before + MOST_IN_ONE {
                break;
            }
            if told.get(start).copied() == Some(true) {
                continue;
            }
            let Some(nodes) = circle(start, next) else { continue };
            for node in &nodes {
                if let Some(mark) = told.get_mut(*node) {
                    *mark = true;
                }
            }
            found.push(nodes);
        }
    }
    found.sort_by_key(|nodes| nodes.first().copied());
    found
}

fn boards(cx: &mut Checker) {
    let parties = &cx.book.parties;
    let above = |party: &Party| party.reports_to.map(|id| id.index()).into_iter().collect();
    let next: Vec<Vec<usize>> = parties.values().map(above).collect();
    for nodes in each_circle(&next) {
        let rows: Vec<_> = nodes.iter().filter_map(|n| cx.book.parties.id_at(*n)).collect();
        let names: Vec<String> = rows.iter().map(|id| cx.book.parties[*id].id.clone()).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.parties[*id].span);
        cx.findings.push(diags::circular("boards that report to one another", &names, span));
        for id in rows {
            cx.book.parties[id].reports_to = None;
        }
    }
}

/// A figure, a level or a target of a measure, in the same period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// Its figure, which only a computed measure reckons from others.
    Figure(Id<Measure>),
    /// Its level, which its figure, its target and the lines of its rating give.
    Level(Id<Measure>),
    /// Its target, which may be reckoned from figures and targets of others.
    Target(Id<Measure>),
}

impl Node {
    fn at(self) -> usize {
        match self {
            Self::Figure(id) => 3 * id.index(),
            Self::Level(id) => 3 * id.index() + 1,
            Self::Target(id) => 3 * id.index() + 2,
        }
    }
}

fn measures(cx: &mut Checker) {
    let mut read: Vec<Vec<usize>> = Vec::with_capacity(3 * cx.book.measures.len());
    for (id, measure) in cx.book.measures.iter() {
        let figure = measure.computed.as_ref().and_then(|computed| computed.amount.as_ref());
        read.push(nodes(figure.map_or_else(Vec::new, |amount| reads::of_figure(&cx.book, id, amount))));
        read.push(nodes(reads::of_level(&cx.book, id, measure)));
        read.push(nodes(reads::of_target(&cx.book, id, measure)));
    }
    for found in each_circle(&read) {
        let mut rows: Vec<Id<Measure>> = Vec::new();
        for id in found.iter().filter_map(|at| cx.book.measures.id_at(at / 3)) {
            if !rows.contains(&id) {
                rows.push(id);
            }
        }
        let names: Vec<String> =
            rows.iter().map(|id| format!("measure {}", cx.book.measures[*id].id)).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.measures[*id].id_span);
        let what = if found.iter().any(|at| at % 3 == 0) {
            "measures that are computed from one another"
        } else if found.iter().all(|at| at % 3 == 2) {
            "targets that are set by one another"
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
    let replaced = |rule: &Escalation| rule.replaces.iter().map(|id| id.index()).collect();
    let next: Vec<Vec<usize>> = rules.values().map(replaced).collect();
    for nodes in each_circle(&next) {
        let rows: Vec<Id<Escalation>> = nodes.iter().filter_map(|n| cx.book.escalations.id_at(*n)).collect();
        let names: Vec<String> = rows.iter().map(|id| cx.book.escalations[*id].id.clone()).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.escalations[*id].span);
        cx.findings.push(diags::circular("escalations that replace one another", &names, span));
        for id in rows {
            cx.book.escalations[id].replaces.clear();
        }
    }
}
