//! `lint::escalation-never-closes`: what closes an escalation can hold for none of the measures that open it.

use super::chances::Chance;
use super::linted::Linted;
use super::place;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Escalation, Measure};
use crate::plain::{self, Context};

/// What closes an escalation can hold for none of the measures that open it.
pub const ESCALATION_NEVER_CLOSES: Code = Code("lint::escalation-never-closes");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations() {
        let stays = |measure: Option<&Measure>| {
            let opens = linted.chances().of(&rule.when, measure);
            opens.holds.then(|| !closes(linted, rule, opens, measure))
        };
        let each: Vec<bool> = match linted.watched(rule) {
            None => stays(None).into_iter().collect(),
            Some(watched) => {
                watched.iter().filter_map(|id| stays(Some(&linted.book.measures[*id]))).collect()
            }
        };
        if each.is_empty() || each.contains(&false) {
            continue;
        }
        let whole = Context::whole(linted.book);
        let why = match &rule.closes_when {
            Some(closes) => format!("`{}` can never come to hold", plain::condition(closes, whole)),
            None => format!("`{}` can never cease to hold", plain::condition(&rule.when, whole)),
        };
        found.push(
            Diagnostic::warning(
                ESCALATION_NEVER_CLOSES,
                format!("a case of escalation `{}` can never close", rule.id),
            )
            .label(place::closes(rule), why)
            .help("mend its `closes when` line, or leave it out: a case then closes when `when` no longer holds"),
        );
    }
}

fn closes(linted: &Linted<'_>, rule: &Escalation, opens: Chance, measure: Option<&Measure>) -> bool {
    rule.closes_when.as_ref().map_or(opens.fails, |closes| linted.chances().of(closes, measure).holds)
}
