//! Which comment belongs to which line: a comment beside a line stays with it, one above a line goes where that goes.

use super::pieces::comment_text;
use crate::syntax::outline::Entry;
use crate::syntax::plain_text::Comment;

/// A line of a body or a file, with what belongs to it.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) kind: Kind<'a>,
    /// True when a blank line stands before it.
    pub(super) blank_before: bool,
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// A comment that has its line to itself.
    Comment(&'a str),
    /// A declaration or a line, and the comment beside it.
    Entry(&'a Entry, Option<&'a str>),
}

/// The nodes of a body or a file.
#[derive(Debug, Default)]
pub(super) struct Nodes<'a> {
    /// The comment beside the opening brace.
    pub(super) beside_brace: Option<&'a str>,
    pub(super) nodes: Vec<Node<'a>>,
}

/// The comments from one place to another.
pub(super) fn comments_within(comments: &[Comment], start: usize, end: usize) -> &[Comment] {
    let first = comments.partition_point(|comment| (comment.span.start as usize) < start);
    let last = comments.partition_point(|comment| (comment.span.start as usize) < end);
    comments.get(first..last).unwrap_or(&[])
}

/// Puts lines and the comments between them in one row. `start` is where the text that holds them begins; `braced` is
/// true when that is behind a brace.
pub(super) fn nodes<'a>(
    source: &'a str,
    entries: &'a [Entry],
    comments: &'a [Comment],
    start: usize,
    braced: bool,
) -> Nodes<'a> {
    let mut found = Nodes::default();
    let mut end = start;
    let mut entries = entries.iter().peekable();
    let mut comments = comments;
    loop {
        let next_comment = comments.first().map(|comment| comment.span.start as usize);
        let next_entry = entries.peek().map(|entry| entry.start);
        match (next_entry, next_comment) {
            (None, None) => return found,
            (Some(at), other) if other.is_none_or(|comment| at < comment) => {
                let Some(entry) = entries.next() else { return found };
                // Comments within it are its own affair.
                comments = comments_within(comments, entry.end, usize::MAX);
                let blank_before = !found.nodes.is_empty() && has_blank_line(source, end, at);
                found.nodes.push(Node { kind: Kind::Entry(entry, None), blank_before });
                end = entry.end;
            }
            (_, Some(at)) => {
                let Some((comment, rest)) = comments.split_first() else { return found };
                comments = rest;
                let text = comment_text(source, comment);
                let beside = !source.get(end..at).unwrap_or("").contains('\n');
                match found.nodes.last_mut() {
                    Some(Node { kind: Kind::Entry(_, beside_it @ None), .. }) if beside => {
                        *beside_it = Some(text);
                    }
                    None if beside && braced => found.beside_brace = Some(text),
                    _ => {
                        let blank_before = !found.nodes.is_empty() && has_blank_line(source, end, at);
                        found.nodes.push(Node { kind: Kind::Comment(text), blank_before });
                    }
                }
                end = comment.span.end as usize;
            }
            (Some(_), None) => return found,
        }
    }
}

fn has_blank_line(source: &str, start: usize, end: usize) -> bool {
    source.get(start..end).unwrap_or("").matches('\n').count() > 1
}
