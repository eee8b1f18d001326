//! Control charts and withheld counts: rule sets by name, rebases with their reasons, counts in order.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Spanned;
use crate::base::unit::Kind;
use crate::model::{ControlChart, Measure, Rebase, RuleSet, Withholding};
use crate::syntax::ast::{Amount, AmountKind, MeasureClause, MeasureItem, WithheldCounts, WithholdWords};

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
            WithholdWords::Misspelt => None,
            WithholdWords::Unreadable => Some(diags::withhold_unreadable(clause.span)),
            WithholdWords::Counts(counts) if !in_order(counts) => {
                Some(diags::withhold_unreadable(clause.span))
            }
            WithholdWords::Counts(_) if !counted => Some(diags::withhold_needs_counts(clause.span, measure)),
            WithholdWords::Counts(_) if measure.by.len() > 1 => {
                Some(diags::withhold_one_kind_of_group(clause.span, measure))
            }
            WithholdWords::Counts(_) if item.clauses.iter().any(is_computed) => {
                Some(diags::withhold_computed(clause.span, measure))
            }
            WithholdWords::Counts(_) => None,
        };
        let rule = match (fault, words) {
            (None, WithholdWords::Counts(counts)) => Withholding::Counts {
                from: counts.from.value.clone(),
                to: counts.to.value.clone(),
                next_smallest: counts.next_smallest,
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

fn is_computed(clause: &Spanned<MeasureClause>) -> bool {
    matches!(clause.node, MeasureClause::Computed(_))
}

/// Bare whole numbers, the smaller one first.
fn in_order(counts: &WithheldCounts) -> bool {
    let (from, to) = (&counts.from, &counts.to);
    let whole = |amount: &Amount| {
        amount.kind == AmountKind::Bare && amount.value.is_whole() && !amount.value.is_negative()
    };
    whole(from) && whole(to) && from.value <= to.value && to.value > Exact::zero()
}
