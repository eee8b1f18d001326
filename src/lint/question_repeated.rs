//! `lint::question-repeated`: an escalation asks the same question twice.

use rustc_hash::FxHashMap;

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;

/// An escalation asks the same question twice.
pub const QUESTION_REPEATED: Code = Code("lint::question-repeated");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations() {
        let mut seen: FxHashMap<String, Span> = FxHashMap::default();
        for ask in &rule.asks {
            let words = ask.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            if words.is_empty() {
                continue;
            }
            let first = *seen.entry(words).or_insert(ask.span);
            if first != ask.span {
                found.push(
                    Diagnostic::warning(
                        QUESTION_REPEATED,
                        format!("escalation `{}` asks the same question twice", rule.id),
                    )
                    .label(ask.span, "asked again here")
                    .label(first, "asked first here")
                    .help("take one of them out, or ask what was meant"),
                );
            }
        }
    }
}
