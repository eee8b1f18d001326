//! `lint::escalations-contradict`: two escalations ask the same people about the same thing by two different days.

use super::linted::Linted;
use super::{pairs, place};
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Escalation, RuleBook};
use crate::plain;

/// Two escalations ask the same people about the same thing by two different days.
pub const ESCALATIONS_CONTRADICT: Code = Code("lint::escalations-contradict");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (first, again) in pairs::alike(linted) {
        let (Some(_), Some(_)) = (first.respond, again.respond) else { continue };
        if first.respond == again.respond {
            continue;
        }
        found.push(
            Diagnostic::warning(
                ESCALATIONS_CONTRADICT,
                format!("escalations `{}` and `{}` set two days for one answer", first.id, again.id),
            )
            .label(place::opens(again), format!("to be answered {}", by_when(again, linted.book)))
            .label(
                place::opens(first),
                format!("and {}, by the same people about the same thing", by_when(first, linted.book)),
            )
            .help("keep the day that is meant, let one `replaces` the other, or part them with `applies to`"),
        );
    }
}

fn by_when(rule: &Escalation, book: &RuleBook) -> String {
    rule.respond.as_ref().map(|respond| plain::respond(respond, book)).unwrap_or_default()
}
