//! Ratings as sentences: one for each line, in the order they are tried.

use super::condition::condition;
use super::{Context, count};
use crate::model::{DecisionList, Line, Rating};

/// `amber when within 5 points of target`.
#[must_use]
pub fn line(line: &Line, rating: &Rating, context: Context<'_>) -> String {
    format!("{} when {}", rating.word(line.level), condition(&line.when, context))
}

/// Every line of a decision list, then what is left, then its caps.
#[must_use]
pub fn rating(list: &DecisionList, context: Context<'_>) -> Vec<String> {
    let rating = &context.book.ratings[list.rating];
    let mut sentences = Vec::new();
    if let Some(places) = list.rounded_to {
        let to = if places == 0 {
            "to a whole number".to_owned()
        } else {
            format!("to {}", count(u32::from(places), "decimal place"))
        };
        sentences.push(format!("the value is first rounded {to}, halves up"));
    }
    sentences.extend(list.lines.iter().map(|one| line(one, rating, context)));
    match list.otherwise {
        Some((level, _)) => sentences.push(format!("{} otherwise", rating.word(level))),
        None => sentences.push("not rated otherwise".to_owned()),
    }
    sentences.extend(list.caps.iter().map(|one| cap(one, rating, context)));
    sentences
}

/// `no better than amber when provisional`
#[must_use]
pub fn cap(cap: &Line, rating: &Rating, context: Context<'_>) -> String {
    format!("no better than {} when {}", rating.word(cap.level), condition(&cap.when, context))
}
