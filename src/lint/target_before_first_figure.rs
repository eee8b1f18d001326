//! `lint::target-before-first-figure`: a target is over before the first figure is due.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A target is over before the first figure is due.
pub const TARGET_BEFORE_FIRST_FIGURE: Code = Code("lint::target-before-first-figure");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let Some(first) = measure.first_due else { continue };
        for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
            let Some(last) = target.by.or(target.year).filter(|last| last.end < first.start) else {
                continue;
            };
            found.push(
                Diagnostic::warning(
                    TARGET_BEFORE_FIRST_FIGURE,
                    format!("no figure of measure `{}` is ever held against this target", measure.id),
                )
                .label(target.span, format!("it is over at the end of {last}"))
                .label(measure.id_span, format!("the first figure due here is that of {first}"))
                .help("mend the period of the target, or the `first due` line"),
            );
        }
    }
}
