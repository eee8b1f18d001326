//! `lint::former-id-in-use`: the former id of one measure is the id of another, so old data may be read as the wrong one.

use rustc_hash::FxHashMap;

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::Measure;

/// The former id of one measure is the id, or a former id, of another.
pub const FORMER_ID_IN_USE: Code = Code("lint::former-id-in-use");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let book = linted.book;
    let mut by_id: FxHashMap<String, &Measure> = FxHashMap::default();
    for measure in book.measures.values() {
        by_id.insert(measure.id.to_lowercase(), measure);
    }
    for measure in book.measures.values() {
        for former in &measure.formerly {
            let other = *by_id.entry(former.to_lowercase()).or_insert(measure);
            if other.id_span == measure.id_span {
                continue;
            }
            found.push(
                Diagnostic::warning(
                    FORMER_ID_IN_USE,
                    format!(
                        "`{former}` is said to be an older id of measure `{}`, and is another's",
                        measure.id
                    ),
                )
                .label(measure.id_span, format!("`formerly {former}` is written here"))
                .label(other.id_span, "figures by that id are taken for this one")
                .help(
                    "figures from before the change have to be written with the id that the measure has now",
                ),
            );
        }
    }
}
