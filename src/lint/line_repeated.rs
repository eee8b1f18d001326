//! `lint::line-repeated`: two lines of one list have the same condition, so the later one never decides.

use rustc_hash::{FxHashMap, FxHashSet};

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;
use crate::model::{DecisionList, Measure};
use crate::plain::{self, Context};

/// Two lines of one list have the same condition, so the later one never decides.
pub const LINE_REPEATED: Code = Code("lint::line-repeated");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let mut read: FxHashSet<Vec<Span>> = FxHashSet::default();
    // A line that is out of reach for certain is an error of its own.
    for measure in linted.book.measures.values().filter(|measure| !measure.faulty) {
        for list in measure.list.iter().chain(&measure.year_end) {
            // Hundreds of measures may share one list.
            if list.lines.len() > 1 && read.insert(list.lines.iter().map(|line| line.span).collect()) {
                repeated(linted, measure, list, found);
            }
        }
    }
}

fn repeated(linted: &Linted<'_>, measure: &Measure, list: &DecisionList, found: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    for line in &list.lines {
        let words = plain::condition(&line.when, Context::of(linted.book, measure));
        let Some(first) = seen.get(&words) else {
            seen.insert(words, line.span);
            continue;
        };
        let level = linted.book.ratings[list.rating].word(line.level);
        found.push(
            Diagnostic::warning(LINE_REPEATED, format!("no result is ever {level} by this line"))
                .label(line.span, "a line above it has the same condition")
                .label(*first, "this one always holds first")
                .help("change one of the two conditions, or take this line out"),
        );
    }
}
