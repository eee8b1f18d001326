//! Computed measures: what their figures come to, and whether a list of amounts has one for every case.

use super::amounts::For;
use super::bands::fold;
use super::stretches::{stretches, words_for};
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::diag::Severity;
use crate::base::exact::Exact;
use crate::base::unit::{Kind, Unit};
use crate::model::{AmountList, Computed, Condition, Expression, Measure, Offset, Quantity};
use crate::syntax::ast::{ComputedWords, Expr, MeasureClause, MeasureItem};

/// Reads what the figures of a measure come to; false when it is faulty.
pub(super) fn computed(cx: &mut Checker, id: Id<Measure>, words: &ComputedWords, unit: &Unit) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    let amount = if matches!(unit.kind, Kind::YesNo | Kind::Rating) {
        cx.findings.push(diags::computed_needs_a_number(words.span, &cx.book.measures[id]));
        None
    } else {
        cx.computing = Some(id);
        cx.list_settles = matches!(words.amount, Expr::List(_));
        let amount = cx.expression(&words.amount, measure);
        cx.computing = None;
        cx.list_settles = false;
        amount
    };
    let whole = amount.is_some();
    cx.book.measures[id].computed = Some(Computed { amount, text: words.text.clone(), span: words.span });
    whole
}

/// Clauses that speak of submitted figures say nothing of a computed measure.
pub(super) fn nothing_is_submitted(cx: &mut Checker, item: &MeasureItem) {
    let Some(computed) = item.clauses.iter().find(|c| matches!(c.node, MeasureClause::Computed(_))) else {
        return;
    };
    for clause in &item.clauses {
        let word = match clause.node {
            MeasureClause::Plausible(..) => "plausible",
            MeasureClause::MissingIs(_) => "missing is",
            _ => continue,
        };
        cx.findings.push(diags::nothing_is_submitted(word, clause.span, computed.span));
    }
}

/// A figure that lines of a list compare with numbers.
type Subject = (Quantity, Option<Id<Measure>>, Offset);

fn subject(of: &Expression) -> Option<Subject> {
    match of {
        Expression::Quantity { quantity, measure, offset } => Some((*quantity, *measure, *offset)),
        Expression::Named { of, .. } => subject(of),
        _ => None,
    }
}

fn number(of: &Expression) -> Option<Exact> {
    match of {
        Expression::Number(number) | Expression::Amount(number, _) => Some(number.clone()),
        Expression::Named { of, .. } => number(of),
        _ => None,
    }
}

/// Every figure and number that a condition compares.
fn compared(condition: &Condition, found: &mut Vec<(Subject, Exact)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| compared(part, found)),
        Condition::Not(inner) | Condition::Named { condition: inner, .. } => compared(inner, found),
        Condition::Compare { left, right, .. } => {
            found.extend(subject(left).zip(number(right)));
            found.extend(subject(right).zip(number(left)));
        }
        _ => {}
    }
}

/// Whether a condition holds where a figure has a value; none where more than that figure decides.
fn holds(condition: &Condition, of: Subject, value: &Exact) -> Option<bool> {
    match condition {
        Condition::All(parts) => fold(parts.iter().map(|part| holds(part, of, value)), false),
        Condition::Any(parts) => fold(parts.iter().map(|part| holds(part, of, value)), true),
        Condition::Not(inner) => holds(inner, of, value).map(|held| !held),
        Condition::Named { condition: inner, .. } => holds(inner, of, value),
        Condition::Compare { left, comparison, right, .. } if subject(left) == Some(of) => {
            Some(comparison.holds(value, &number(right)?))
        }
        Condition::Compare { left, comparison, right, .. } if subject(right) == Some(of) => {
            Some(comparison.holds(&number(left)?, value))
        }
        _ => None,
    }
}

impl Checker {
    /// A list has an amount for every case: by `otherwise`, or provably where its lines compare one figure with
    /// numbers. A line that no figure reaches is told of.
    pub(super) fn list_is_complete(&mut self, list: &AmountList, measure: For<'_>) -> Option<()> {
        let mut found = Vec::new();
        list.lines.iter().for_each(|line| compared(&line.when, &mut found));
        let first = found.first().map(|(subject, _)| *subject);
        let Some(of) = first.filter(|of| found.iter().all(|(other, _)| other == of)) else {
            if list.otherwise.is_none() && measure.unit.is_some() {
                self.findings.push(diags::cases_without_amount(list.span, None, Severity::Warning));
            }
            return Some(());
        };
        let mut cuts: Vec<Exact> = found.into_iter().map(|(_, cut)| cut).collect();
        cuts.sort();
        cuts.dedup();
        let unit = match of.1 {
            Some(id) => Some(self.book.measures[id].unit.clone()),
            None => measure.unit.cloned(),
        };
        let Some(unit) = unit else { return Some(()) };
        let hundred = Exact::from(100);
        let tried = stretches(&cuts, (unit.kind == Kind::Percent).then_some(&hundred));
        let mut reached = vec![false; list.lines.len()];
        let mut open = Vec::new();
        for stretch in &tried {
            let mut covered = false;
            for (line, reached) in list.lines.iter().zip(reached.iter_mut()) {
                let held = holds(&line.when, of, &stretch.value);
                *reached |= held != Some(false);
                covered |= held != Some(false);
                if held == Some(true) {
                    break;
                }
            }
            if !covered {
                open.push(stretch);
            }
        }
        for (line, _) in list.lines.iter().zip(&reached).filter(|(_, reached)| !**reached) {
            self.findings.push(diags::amount_never_reached(line.span));
        }
        if let (None, Some(first), Some(last)) = (&list.otherwise, open.first(), open.last()) {
            let words = words_for(first, last, &unit);
            self.findings.push(diags::cases_without_amount(list.span, Some(&words), Severity::Error));
            return None;
        }
        Some(())
    }
}
