//! `lint::questions-without-deadline`: an escalation asks and sets no day for the answer, where others of the book do.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// An escalation asks and sets no day for the answer, where others of the book do.
pub const QUESTIONS_WITHOUT_DEADLINE: Code = Code("lint::questions-without-deadline");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    // A book whose answers come with the next return sets no days at all.
    let asking = || linted.escalations().filter(|(_, rule)| !rule.asks.is_empty());
    let with_day = asking().filter(|(_, rule)| rule.respond.is_some()).count();
    if with_day * 2 <= asking().count() {
        return;
    }
    for (_, rule) in asking() {
        let asks = rule.asks.first().filter(|_| rule.respond.is_none());
        let Some(first) = asks else { continue };
        found.push(
            Diagnostic::warning(
                QUESTIONS_WITHOUT_DEADLINE,
                format!("escalation `{}` asks and sets no day for the answer", rule.id),
            )
            .label(first.span, "asked here, and never overdue")
            .help("add `respond within 10 working days`, or `respond by the next meeting`"),
        );
    }
}
