//! `lint::same-title`: two measures have one title, and a reader of a report cannot tell them apart.

use rustc_hash::FxHashMap;

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::Measure;

/// Two measures have one title.
pub const SAME_TITLE: Code = Code("lint::same-title");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<String, &Measure> = FxHashMap::default();
    for measure in linted.book.measures.values().filter(|measure| measure.title != measure.id) {
        let title = plain_title(&measure.title);
        if title.is_empty() {
            continue;
        }
        let first = *seen.entry(title).or_insert(measure);
        if first.id_span != measure.id_span && first.unit == measure.unit {
            found.push(
                Diagnostic::warning(
                    SAME_TITLE,
                    format!("measures `{}` and `{}` have the same title", first.id, measure.id),
                )
                .label(measure.id_span, "the title stands here")
                .label(first.id_span, "and here")
                .help("say in each title what it alone counts, or keep one of the two"),
            );
        }
    }
}

/// A title without what writers change at will: letter case, marks, spaces.
pub(super) fn plain_title(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
