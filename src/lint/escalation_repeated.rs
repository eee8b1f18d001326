//! `lint::escalation-repeated`: two escalations tell the same people of the same thing by the same day.

use super::linted::Linted;
use super::{pairs, place};
use crate::base::diag::{Code, Diagnostic};

/// Two escalations tell the same people of the same thing by the same day.
pub const ESCALATION_REPEATED: Code = Code("lint::escalation-repeated");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let alike = pairs::alike(linted);
    for (first, again) in alike.iter().filter(|(first, again)| first.respond == again.respond) {
        found.push(
            Diagnostic::warning(
                ESCALATION_REPEATED,
                format!(
                    "escalations `{}` and `{}` tell the same people of the same thing",
                    first.id, again.id
                ),
            )
            .label(place::opens(again), "opens on the same condition, for some of the same measures")
            .label(place::opens(first), "as this one does")
            .help(
                "put their questions into one, let one `replaces` the other, or part them with `applies to`",
            ),
        );
    }
}
