//! `lint::closes-as-it-opens`: what opens an escalation also closes it.

use super::linted::Linted;
use super::place;
use crate::base::diag::{Code, Diagnostic};
use crate::plain::{self, Context};

/// What opens an escalation also closes it.
pub const CLOSES_AS_IT_OPENS: Code = Code("lint::closes-as-it-opens");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations() {
        let Some(closes) = &rule.closes_when else { continue };
        let whole = Context::whole(linted.book);
        let when = plain::condition(&rule.when, whole);
        if plain::condition(closes, whole) == when {
            found.push(
                Diagnostic::warning(
                    CLOSES_AS_IT_OPENS,
                    format!("escalation `{}` closes on the condition that opens it", rule.id),
                )
                .label(place::closes(rule), format!("`{when}` both opens a case and closes it"))
                .help("say in `closes when` what has to be true again, as in `closes when on target for 2 periods`"),
            );
        }
    }
}
