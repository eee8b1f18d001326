//! `lint::escalation-never-opens`: the condition of an escalation can hold for none of the measures it watches.

use super::linted::Linted;
use super::place;
use crate::base::diag::{Code, Diagnostic};
use crate::model::Scope;
use crate::plain::{self, Context};

/// The condition of an escalation can hold for none of the measures it watches.
pub const ESCALATION_NEVER_OPENS: Code = Code("lint::escalation-never-opens");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations() {
        let chances = linted.chances();
        let (opens, any) = match linted.watched(rule) {
            None => (chances.of(&rule.when, None).holds, true),
            Some(watched) => {
                let measure = |id| &linted.book.measures[id];
                let opens = watched.iter().any(|id| chances.of(&rule.when, Some(measure(*id))).holds);
                (opens, !watched.is_empty())
            }
        };
        if any && !opens {
            let when = plain::condition(&rule.when, Context::whole(linted.book));
            let why = match rule.scope {
                Scope::Measures(_) => format!("`{when}` can hold for none of its measures"),
                Scope::WholeBook => format!("`{when}` can never hold"),
            };
            found.push(
                Diagnostic::warning(
                    ESCALATION_NEVER_OPENS,
                    format!("escalation `{}` can never open", rule.id),
                )
                .label(place::opens(rule), why)
                .help(
                    "mend its `when` line: the levels, targets and measures that it names have to be there",
                ),
            );
        }
    }
}
