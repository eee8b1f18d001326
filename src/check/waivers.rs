//! Waivers: what they stand down, until when, and who agreed.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::suggest::nearest;
use crate::model::{Grouping, Waiver};
use crate::syntax::ast::{self, Item, Name, Tree, WaiverClause};

pub(super) fn waivers(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Waiver(written) = item else { continue };
        let mut waiver = Waiver {
            title: written.title.text.clone(),
            measures: Vec::new(),
            groups: None,
            escalation: None,
            ladder: None,
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
                WaiverClause::For(kind, names) => {
                    waiver.groups = groups(cx, kind, names);
                    whole &= waiver.groups.is_some();
                }
                WaiverClause::Ladder(name) => {
                    waiver.ladder = cx.ladder(name);
                    whole &= waiver.ladder.is_some();
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
        whole &= agreement(cx, written, &waiver);
        if !until_said {
            cx.findings.push(diags::waiver_without_end(&written.title));
        }
        if whole {
            cx.book.waivers.push(waiver);
        }
    }
}

/// False, and told, where a waiver does not say why, or who agreed, or when.
fn agreement(cx: &mut Checker, written: &ast::Waiver, waiver: &Waiver) -> bool {
    let agreed = written.clauses.iter().any(|c| matches!(c, WaiverClause::Agreed(_, Some(_))));
    if waiver.because.is_some() && waiver.agreed_by.is_some() && waiver.agreed_on.is_some() {
        return true;
    }
    // A board that is not declared has been told.
    if !written.broken && (!agreed || waiver.because.is_none()) {
        let board = cx.a_board();
        let why = waiver.because.is_some();
        cx.findings.push(diags::waiver_without_agreement(&written.title, why, agreed, board.as_deref()));
    }
    false
}

/// The members that a waiver names, as their kind of group declares them.
fn groups(cx: &mut Checker, kind: &Name, names: &[Name]) -> Option<(Id<Grouping>, Vec<String>)> {
    let grouping = cx.grouping(kind)?;
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let declared = &cx.book.groupings[grouping];
        let own = declared.members.iter().find(|member| {
            member.id.eq_ignore_ascii_case(&name.text) || member.title.eq_ignore_ascii_case(&name.text)
        });
        match own {
            Some(member) => found.push(member.id.clone()),
            None if declared.from_data => found.push(name.text.clone()),
            None => {
                let known: Vec<String> = declared.members.iter().map(|member| member.id.clone()).collect();
                let meant = nearest(&name.text, known.iter().map(String::as_str));
                cx.findings.push(diags::unknown_name(diags::NameKind::Member, name, &known, meant));
            }
        }
    }
    (found.len() == names.len()).then_some((grouping, found))
}
