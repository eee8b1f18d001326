//! Control charts and withheld counts: rule sets by name, rebases with their reasons, counts in order.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::model::{ControlChart, Measure, Rebase, RuleSet, Withholding};
use crate::syntax::ast::{AmountKind, MeasureClause, MeasureItem, WithholdWords};

/// The chart that `spc` and `rebased` draw; a fault in it costs the measure.
pub(super) fn control_chart(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) {
    let mut whole = true;
    let mut drawn = None;
    for clause in &item.clauses {
        let MeasureClause::Spc(name, from_first) = &clause.node else { continue };
        match RuleSet::named(&name.text) {
            Some(rules) => {
                let chart =
                    ControlChart { rules, from_first: *from_first, rebases: Vec::new(), span: clause.span };
                drawn = Some(chart);
            }
            None => {
                cx.findings.push(diags::unknown_rule_set(name));
                whole = false;
            }
        }
    }
    let mut rebases = Vec::new();
    for clause in &item.clauses {
        let MeasureClause::Rebased(at, because) = &clause.node else { continue };
        let period = cx.period(at, super::targets::own_year(cx, id));
        if because.is_none() {
            cx.findings.push(diags::rebase_without_reason(clause.span));
        }
        match period.zip(because.as_ref()) {
            Some((at, because)) => {
                rebases.push(Rebase { at, because: because.node.clone(), span: clause.span });
            }
            None => whole = false,
        }
        if whole && drawn.is_none() {
            cx.findings.push(diags::no_control_chart(&item.id, clause.span));
            whole = false;
        }
    }
    rebases.sort_by_key(|rebase| rebase.at.start);
    cx.book.measures[id].chart = drawn.map(|chart| ControlChart { rebases, ..chart });
    cx.book.measures[id].faulty |= !whole;
}

/// The counts that are withheld. Where the rule cannot be used, nothing of the measure is shown: a fault may cost a
/// figure, and never give one away.
pub(super) fn withholding(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) {
    for clause in &item.clauses {
        let MeasureClause::Withhold(words) = &clause.node else { continue };
        let measure = &cx.book.measures[id];
        let counted = match measure.unit.kind {
            Kind::Count | Kind::Percent | Kind::Rate => true,
            Kind::Money | Kind::Points | Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => false,
        };
        let fault = match words {
            None => Some(diags::withhold_unreadable(clause.span)),
            Some(words) if !in_order(words) => Some(diags::withhold_unreadable(clause.span)),
            Some(_) if !counted => Some(diags::withhold_needs_counts(clause.span, measure)),
            Some(_) if measure.by.len() > 1 => Some(diags::withhold_one_kind_of_group(clause.span, measure)),
            Some(_) => None,
        };
        let rule = match (fault, words) {
            (None, Some(words)) => Withholding::Counts {
                from: words.from.value.clone(),
                to: words.to.value.clone(),
                next_smallest: words.next_smallest,
                span: clause.span,
            },
            (fault, _) => {
                cx.findings.extend(fault);
                cx.book.measures[id].faulty = true;
                Withholding::Everything(clause.span)
            }
        };
        cx.book.measures[id].withholds = Some(rule);
    }
}

/// Bare whole numbers, the smaller one first.
fn in_order(words: &WithholdWords) -> bool {
    let whole = |amount: &crate::syntax::ast::Amount| {
        amount.kind == AmountKind::Bare && amount.value.is_whole() && !amount.value.is_negative()
    };
    whole(&words.from)
        && whole(&words.to)
        && words.from.value <= words.to.value
        && words.to.value > Exact::zero()
}
