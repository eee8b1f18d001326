//! Before and after mean the same: the grammar reads the same in every declaration and clause, and every comment is there.

use std::collections::BTreeMap;

use super::order;
use super::pieces::comment_text;
use crate::syntax::outline::{Body, Entry, Outline};

/// Compares two outlines of what should be the same rules; else the place in the first near which they part.
pub(super) fn same(source: &str, before: &Outline, text: &str, after: &Outline) -> Result<(), usize> {
    let pairs = before.entries.iter().zip(&after.entries);
    for (one, other) in pairs {
        same_entry(one, other)?;
    }
    if before.entries.len() != after.entries.len() {
        return Err(source.len());
    }
    same_comments(source, before, text, after)
}

fn same_entry(one: &Entry, other: &Entry) -> Result<(), usize> {
    if one.what != other.what || one.reading != other.reading {
        return Err(one.start);
    }
    match (&one.body, &other.body) {
        (None, None) => Ok(()),
        (Some(one), Some(other)) => same_body(one, other),
        (Some(_), None) | (None, Some(_)) => Err(one.start),
    }
}

/// Lines of one rank are compared in their order; across ranks order has no meaning.
fn same_body(one: &Body, other: &Body) -> Result<(), usize> {
    let in_order = |body: &Body| -> Vec<usize> {
        let ranks: Vec<usize> =
            body.entries.iter().map(|entry| order::rank(body.inside, entry.what)).collect();
        let mut places: Vec<usize> = (0..ranks.len()).collect();
        places.sort_by_key(|place| ranks.get(*place));
        places
    };
    if one.inside != other.inside || one.entries.len() != other.entries.len() {
        return Err(one.open);
    }
    for (one_at, other_at) in in_order(one).into_iter().zip(in_order(other)) {
        match (one.entries.get(one_at), other.entries.get(other_at)) {
            (Some(one), Some(other)) => same_entry(one, other)?,
            _ => return Err(one.open),
        }
    }
    Ok(())
}

fn same_comments(source: &str, before: &Outline, text: &str, after: &Outline) -> Result<(), usize> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in &after.comments {
        *left.entry(comment_text(text, comment)).or_default() += 1;
    }
    for comment in &before.comments {
        match left.get_mut(comment_text(source, comment)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => return Err(comment.span.start as usize),
        }
    }
    if left.values().all(|count| *count == 0) { Ok(()) } else { Err(0) }
}
