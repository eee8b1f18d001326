//! `lint::rating-repeated`: two ratings judge alike, so a change to one may forget the other.

use rustc_hash::FxHashMap;

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{DecisionList, Measure, Rating, RuleBook};
use crate::plain::{self, Context};

/// Two ratings judge alike.
pub const RATING_REPEATED: Code = Code("lint::rating-repeated");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let mut of_rating: Vec<Option<String>> = vec![None; linted.book.ratings.len()];
    for measure in linted.book.measures.values() {
        let Some(list) = measure.list.as_ref() else { continue };
        let Some(known) = of_rating.get_mut(list.rating.index()) else { continue };
        // A measure with lines of its own does not show its rating as it was written.
        if known.is_none() && !has_own_lines(measure, list) {
            *known = Some(words(linted.book, list));
        }
    }
    let mut seen: FxHashMap<&str, &Rating> = FxHashMap::default();
    for (rating, words) in linted.book.ratings.values().zip(&of_rating) {
        let Some(words) = words else { continue };
        let first = *seen.entry(words).or_insert(rating);
        if first.span == rating.span {
            continue;
        }
        found.push(
            Diagnostic::warning(
                RATING_REPEATED,
                format!("ratings `{}` and `{}` judge alike", first.id, rating.id),
            )
            .label(rating.span, "the same lines as the other")
            .label(first.span, "declared first here")
            .help("use one of them everywhere, or change the one that should differ"),
        );
    }
}

fn has_own_lines(measure: &Measure, list: &DecisionList) -> bool {
    let own = |line: &crate::model::Line| {
        line.span.file == measure.span.file
            && measure.span.start <= line.span.start
            && line.span.end <= measure.span.end
    };
    list.lines.iter().chain(&list.caps).any(own)
}

fn words(book: &RuleBook, list: &DecisionList) -> String {
    let rating = &book.ratings[list.rating];
    let when = |condition| plain::condition(condition, Context::whole(book));
    let mut all: Vec<String> = rating.levels.iter().map(|level| level.word.clone()).collect();
    let lines =
        list.lines.iter().map(|line| format!("{} when {}", rating.word(line.level), when(&line.when)));
    all.extend(lines);
    all.extend(list.otherwise.map(|(level, _)| format!("{} otherwise", rating.word(level))));
    let caps =
        list.caps.iter().map(|cap| format!("at best {} when {}", rating.word(cap.level), when(&cap.when)));
    all.extend(caps);
    all.extend(list.rounded_to.map(|places| format!("rounded to {places}")));
    all.join("; ")
}
