//! Waivers: what they stand down, until when, and who agreed.

use super::{Checker, diags};
use crate::model::Waiver;
use crate::syntax::ast::{Item, Tree, WaiverClause};

pub(super) fn waivers(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Waiver(written) = item else { continue };
        let mut waiver = Waiver {
            title: written.title.text.clone(),
            measures: Vec::new(),
            escalation: None,
            until: None,
            because: None,
            agreed_by: None,
            agreed_on: None,
            span: written.title.span,
        };
        let mut whole = !written.broken;
        let mut until_said = written.broken;
        for clause in &written.clauses {
            match clause {
                WaiverClause::Measures(names) => {
                    let found: Vec<_> = names.iter().map(|n| cx.measure(n)).collect();
                    whole &= found.iter().all(Option::is_some);
                    waiver.measures.extend(found.into_iter().flatten());
                }
                WaiverClause::Escalation(name) => {
                    waiver.escalation = cx.escalation(name);
                    whole &= waiver.escalation.is_some();
                }
                WaiverClause::Until(text) => {
                    let period = cx.period(text, None);
                    whole &= period.is_some();
                    until_said = true;
                    waiver.until = period.map(|p| p.end);
                }
                WaiverClause::Because(text) => waiver.because = Some(text.node.clone()),
                WaiverClause::Agreed(name, on) => {
                    waiver.agreed_by = cx.party(name);
                    waiver.agreed_on = *on;
                }
                WaiverClause::Note(_) => {}
            }
        }
        let agreed = written.clauses.iter().any(|c| matches!(c, WaiverClause::Agreed(..)));
        if waiver.because.is_none() || waiver.agreed_by.is_none() {
            if !written.broken && (!agreed || waiver.because.is_none()) {
                cx.findings.push(diags::waiver_without_agreement(&written.title));
            }
            whole = false;
        }
        if !until_said {
            cx.findings.push(diags::waiver_without_end(&written.title));
        }
        if whole {
            cx.book.waivers.push(waiver);
        }
    }
}
