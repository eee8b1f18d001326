//! Escalations: what opens and closes them, who is asked and by when.

use super::amounts::For;
use super::records::Standing;
use super::terms::terms;
use super::{Checker, diags, whole_book};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{
    Condition, Escalation, Measure, MeasureSet, PLACEHOLDERS, Party, PartyKind, Rating, Recipient, Scope,
};
use crate::syntax::ast::{self, AppliesTo, EscalationClause, Item, Tree};

pub(super) fn escalations(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Escalation(rule) = item else { continue };
        let Some(id) =
            cx.names.escalations.find(&rule.id.text).filter(|id| cx.book.escalations[*id].span == rule.span)
        else {
            continue;
        };
        let whole = one(cx, id, rule);
        cx.book.escalations[id].faulty = !whole || rule.broken;
    }
}

fn one(cx: &mut Checker, id: Id<Escalation>, rule: &ast::Escalation) -> bool {
    let mut whole = true;
    for clause in &rule.clauses {
        if let EscalationClause::Applies(applies, _) = clause {
            match scope(cx, applies) {
                Some(scope) => cx.book.escalations[id].scope = scope,
                None => whole = false,
            }
        }
    }
    // Where it is not clear which measures are meant, their units decide nothing.
    let says_scope = rule.clauses.iter().any(|c| matches!(c, EscalationClause::Applies(..)));
    let scope_known = whole && (says_scope || !rule.broken);
    let mut has_when = false;
    for clause in &rule.clauses {
        whole &= match clause {
            EscalationClause::When(cond) => {
                has_when = true;
                let read = condition(cx, id, cond, scope_known);
                let ok = read.is_some();
                if let Some(read) = read {
                    cx.book.escalations[id].when = read;
                }
                ok
            }
            EscalationClause::Closes(cond) => {
                cx.standing = Standing::Closing;
                let read = condition(cx, id, cond, scope_known);
                cx.standing = Standing::Elsewhere;
                let ok = read.is_some();
                cx.book.escalations[id].closes_when = read;
                ok
            }
            other => clause_of(cx, id, other),
        };
    }
    whole &= terms(cx, id, rule);
    whole &= whole_book::about_no_measure(cx, id);
    if !has_when && !rule.broken {
        cx.findings.push(diags::escalation_without_when(&rule.id));
        whole = false;
    }
    if cx.book.escalations[id].to.is_empty() && !rule.broken && !rule.clauses.iter().any(says_to) {
        cx.findings.push(diags::escalation_asks_nobody(&rule.id));
        whole = false;
    }
    recipients_exist(cx, id, rule);
    whole
}

fn says_to(clause: &EscalationClause) -> bool {
    match clause {
        EscalationClause::Dated(inner, _) => says_to(inner),
        other => matches!(other, EscalationClause::To(..)),
    }
}

fn clause_of(cx: &mut Checker, id: Id<Escalation>, clause: &EscalationClause) -> bool {
    match clause {
        EscalationClause::AskOnce(_) => {
            cx.book.escalations[id].ask_once = true;
            true
        }
        EscalationClause::Once(_) => {
            cx.book.escalations[id].ask_once = true;
            cx.book.escalations[id].once = true;
            true
        }
        EscalationClause::Replaces(names) => {
            let found: Vec<_> = names.iter().map(|n| cx.escalation(n)).collect();
            let whole = found.iter().all(Option::is_some);
            cx.book.escalations[id].replaces = found.into_iter().flatten().collect();
            whole
        }
        EscalationClause::When(_)
        | EscalationClause::Closes(_)
        | EscalationClause::Applies(..)
        // These may change in time, and are read together.
        | EscalationClause::To(..)
        | EscalationClause::Respond(..)
        | EscalationClause::Ask(_)
        | EscalationClause::Then { .. }
        | EscalationClause::Dated(..)
        | EscalationClause::Note(_) => true,
    }
}

fn scope(cx: &mut Checker, applies: &AppliesTo) -> Option<Scope> {
    Some(match applies {
        AppliesTo::WholeBook => Scope::WholeBook,
        AppliesTo::Set(set) => Scope::Measures(cx.measure_set(set)?),
    })
}

/// The condition is tried in the unit of every measure in scope, so that `by more than 5%` is caught where it is
/// ambiguous; what is kept reads the same for all.
fn condition(cx: &mut Checker, id: Id<Escalation>, cond: &ast::Cond, scope_known: bool) -> Option<Condition> {
    let before = cx.findings.all.len();
    let rule_span = cx.book.escalations[id].span;
    let generic = cx.condition(cond, For { unit: None, id: "", span: rule_span }, None)?;
    if scope_known && mentions_amount(&generic) {
        for measure in in_scope(cx, id) {
            let (unit, name, span) = {
                let row = &cx.book.measures[measure];
                (row.unit.clone(), row.id.clone(), row.id_span)
            };
            let rating: Option<Id<Rating>> = None;
            cx.condition(cond, For { unit: Some(&unit), id: &name, span }, rating);
        }
    }
    (cx.findings.all.len() == before).then_some(generic)
}

fn in_scope(cx: &Checker, id: Id<Escalation>) -> Vec<Id<Measure>> {
    match &cx.book.escalations[id].scope {
        Scope::WholeBook => cx.book.measures.ids().collect(),
        Scope::Measures(set) => in_set(cx, set),
    }
}

/// The measures of a set.
pub(super) fn in_set(cx: &Checker, set: &MeasureSet) -> Vec<Id<Measure>> {
    match set {
        MeasureSet::All => cx.book.measures.ids().collect(),
        MeasureSet::Listed(list) => list.clone(),
        MeasureSet::Theme(theme) => {
            cx.book.measures.iter().filter(|(_, m)| m.themes.contains(theme)).map(|(id, _)| id).collect()
        }
        MeasureSet::OwnedBy(owner) => {
            cx.book.measures.iter().filter(|(_, m)| m.owner == Some(*owner)).map(|(id, _)| id).collect()
        }
    }
}

/// True when the condition compares with an amount, which has to fit the unit of each measure.
pub(super) fn mentions_amount(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(mentions_amount),
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::ForTime { condition: inner, .. }
        | Condition::FirstTime { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::In { condition: inner, .. }
        | Condition::Named { condition: inner, .. }
        | Condition::AnyGroup { condition: inner, .. }
        | Condition::EachGroup { condition: inner, .. } => mentions_amount(inner),
        Condition::Within { .. } | Condition::Compare { .. } => true,
        Condition::Than { by_more_than, .. } | Condition::Moves { by_more_than, .. } => {
            by_more_than.is_some()
        }
        Condition::Status(..)
        | Condition::Level(..)
        | Condition::OutsideRange { .. }
        | Condition::Forecast(..)
        | Condition::Placed { .. }
        | Condition::Statistical(..)
        | Condition::InTime { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::OnRecord(..) => false,
    }
}

/// Text in braces that nothing fills in would be printed as it stands, as would a fact in brackets of another kind.
pub(super) fn placeholders(cx: &mut Checker, ask: &ast::Ask) {
    let text = &ask.text.node;
    for (open, close) in [('{', '}'), ('[', ']'), ('<', '>')] {
        for (at, _) in text.match_indices(open) {
            let Some((name, _)) = text.get(at + 1..).and_then(|rest| rest.split_once(close)) else {
                continue;
            };
            let is_known = PLACEHOLDERS.contains(&name.trim());
            let written = Span::new(ask.text.span.file, at, at + name.len() + 2);
            let place = within_quotes(ask, written);
            if open == '{' && !is_known {
                let meant = crate::base::suggest::nearest(name, PLACEHOLDERS.iter().copied());
                cx.findings.push(diags::unknown_placeholder(name, place, meant, PLACEHOLDERS));
            } else if open != '{' && is_known {
                cx.findings.push(diags::placeholder_in_other_brackets(name, (open, close), place));
            }
        }
    }
}

/// The place of a part of a question; all of it where its quotation marks are longer than one letter.
fn within_quotes(ask: &ast::Ask, part: Span) -> Span {
    let whole = ask.text.span;
    if (whole.end - whole.start) as usize != ask.text.node.len() + 2 {
        return whole;
    }
    let first = whole.start as usize + 1;
    Span::new(whole.file, first + part.start as usize, first + part.end as usize)
}

/// The first board that reports to `top` and owns a measure in scope.
fn owner_below(cx: &Checker, id: Id<Escalation>, top: Id<Party>) -> Option<String> {
    let owners = in_scope(cx, id).into_iter().filter_map(|measure| cx.book.measures[measure].owner);
    let below = owners.map(|owner| &cx.book.parties[owner]).find(|party| party.reports_to == Some(top))?;
    Some(below.id.clone())
}

/// `board above owner` needs every owner in scope to report to somebody; a climb needs an answer that is due.
fn recipients_exist(cx: &mut Checker, id: Id<Escalation>, rule: &ast::Escalation) {
    let row = cx.book.escalations[id].clone();
    let above = row.all_terms().any(|(_, terms)| {
        let climbs = terms.climbs.iter().map(|climb| climb.to);
        terms.to.iter().copied().chain(climbs).any(|to| to == Recipient::AboveOwner)
    });
    if above {
        for measure in in_scope(cx, id) {
            let Some(owner) = cx.book.measures[measure].owner else { continue };
            let party = &cx.book.parties[owner];
            let unread = cx.names.unread.parties.contains(&owner);
            if party.reports_to.is_none() && party.kind == PartyKind::Board && !unread {
                let below = owner_below(cx, id, owner);
                let finding = diags::nobody_above(&party.id, below.as_deref(), party.span, rule.id.span);
                cx.findings.push(finding);
            }
        }
    }
    if let (Some(climb), None, false) = (row.climbs.first(), row.respond, rule.broken) {
        cx.findings.push(diags::climb_without_deadline(climb.span, &rule.id.text));
    }
}
