//! `lint::escalation-never-opens`: the condition of an escalation can hold for none of the measures it watches.

use super::linted::Linted;
use super::place;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Measure, Scope};
use crate::plain::{self, Context};

/// The condition of an escalation can hold for none of the measures it watches.
pub const ESCALATION_NEVER_OPENS: Code = Code("lint::escalation-never-opens");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations() {
        let chances = linted.chances();
        let mut is_told = false;
        let (opens, any) = match linted.watched(rule) {
            None => (chances.of(&rule.when, None).holds, true),
            Some(watched) => {
                let measure = |id| &linted.book.measures[id];
                let opens = watched.iter().any(|id| chances.of(&rule.when, Some(measure(*id))).holds);
                // That they have no rating is told of them, and mends this too.
                is_told = watched.iter().map(|id| measure(*id)).all(lost_its_rating);
                (opens, !watched.is_empty())
            }
        };
        if any && !opens && !is_told {
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

/// A measure with a target and nothing that turns it into a level.
fn lost_its_rating(measure: &Measure) -> bool {
    measure.list.is_none() && !measure.is_monitor() && !measure.targets.is_empty()
}
