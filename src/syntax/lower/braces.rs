//! A brace that is missing after the first line of a declaration, or closes it too early: one slip, after which every
//! clause would stand outside. The text is read again as if the brace stood where it belongs.

use super::bad_clause::{homes, known_word};
use pest::iterators::Pairs;

use super::{Pair, Rule};
use crate::base::diag::Diagnostic;
use crate::base::span::{FileId, Span};
use crate::syntax::clause_words::{DECLARATIONS, Inside, clause_words};
use crate::syntax::diags;

/// A brace that belongs elsewhere.
pub(super) struct Misplaced {
    /// The byte to write over, so that nothing else moves.
    pub(super) at: usize,
    /// What stands there when the text is read again.
    pub(super) instead: u8,
    pub(super) finding: Diagnostic,
}

/// True when every declaration of a file could be read.
pub(super) fn nothing_broken(read: &Pairs<'_, Rule>) -> bool {
    read.clone().flat_map(Pair::into_inner).all(|item| item.as_rule() != Rule::broken_item)
}

/// The braces that are missing or too early among the declarations of a file. A file in which no brace is left over
/// has none.
pub(super) fn misplaced(file: FileId, read: Pairs<'_, Rule>, text: &str) -> Vec<Misplaced> {
    let items = || read.clone().flat_map(Pair::into_inner);
    if !items().any(|item| is_stray(&item)) {
        return Vec::new();
    }
    let items: Vec<Pair<'_>> = items().collect();
    let mut found = Vec::new();
    let mut rest = items.as_slice();
    while let Some((item, after)) = rest.split_first() {
        rest = after;
        let Some(kind) = kind_of(item) else { continue };
        let Some(outside) = clauses_outside(after, kind) else { continue };
        let Some(one) = (match item.as_rule() {
            Rule::broken_item => never_opened(file, item, text),
            _ => closed_early(file, item, after.get(outside)),
        }) else {
            continue;
        };
        found.push(one);
        rest = after.get(outside + 1..).unwrap_or(&[]);
    }
    found
}

/// The round and square brackets that stand alone on the line where a declaration should be closed: another begins after
/// them, or the file ends.
pub(super) fn other_brackets(file: FileId, text: &str) -> Vec<Misplaced> {
    let mut found = Vec::new();
    let (mut at, mut open) = (0, 0_i32);
    for line in text.split_inclusive('\n') {
        let sign = line.trim_matches([' ', '\t', '\n', ';']);
        if matches!(sign, ")" | "]") && open == 0 && text.get(at + line.len()..).is_some_and(begins_anew) {
            let place = at + line.find(sign).unwrap_or(0);
            let finding = diags::another_bracket(sign, Span::new(file, place, place + sign.len()));
            found.push(Misplaced { at: place, instead: b'}', finding });
        }
        at += line.len();
        // What stands in quotation marks opens nothing.
        for part in line.split('"').step_by(2) {
            for letter in part.bytes() {
                match letter {
                    b'(' | b'[' => open += 1,
                    b')' | b']' => open = (open - 1).max(0),
                    b'{' | b'}' => open = 0,
                    _ => {}
                }
            }
        }
    }
    found
}

/// True for a text that begins with a declaration, and for one with nothing in it.
fn begins_anew(text: &str) -> bool {
    let Some(line) = text.lines().find(|line| !line.trim().is_empty()) else { return true };
    let first = line.split_whitespace().next().unwrap_or("");
    let is_declared = DECLARATIONS.iter().any(|(word, _)| word.eq_ignore_ascii_case(first));
    line.contains('{') || (is_declared && line.contains('"'))
}

/// The text with those braces where they belong, byte for byte as long.
pub(super) fn put_right(text: &str, misplaced: &[Misplaced]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for one in misplaced {
        if let Some(byte) = bytes.get_mut(one.at) {
            *byte = one.instead;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn is_stray(item: &Pair<'_>) -> bool {
    item.as_rule() == Rule::broken_item && item.as_str().trim() == "}"
}

/// What kind of declaration it is, or was meant to be.
fn kind_of(item: &Pair<'_>) -> Option<Inside> {
    let text = item.as_str();
    let is_whole = item.as_rule() != Rule::broken_item && text.trim_end().ends_with('}');
    let is_head = item.as_rule() == Rule::broken_item && !text.contains(['{', '}']);
    if !is_whole && !is_head {
        return None;
    }
    let first = text.split(|c: char| c.is_whitespace()).next()?;
    Inside::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(first))
}

/// How many clauses of a declaration stand outside it, up to a brace that closes nothing else; at least one of them
/// could be nothing but a clause.
fn clauses_outside(after: &[Pair<'_>], kind: Inside) -> Option<usize> {
    let count = after.iter().position(|item| {
        let text = item.as_str();
        let first = text.split_whitespace().next().unwrap_or("");
        let declares = item.as_rule() != Rule::broken_item
            || DECLARATIONS.iter().any(|(word, _)| word.eq_ignore_ascii_case(first));
        let is_clause = known_word(clause_words(kind), text.trim_start()).is_some();
        is_stray(item) || text.contains('{') || (declares && !is_clause)
    })?;
    let outside = after.get(..count)?;
    let certain = outside.iter().any(|item| {
        let first = item.as_str().split_whitespace().next().unwrap_or("");
        item.as_rule() == Rule::broken_item && homes(first).contains(&kind)
    });
    (after.get(count).is_some_and(is_stray) && certain).then_some(count)
}

fn never_opened(file: FileId, item: &Pair<'_>, text: &str) -> Option<Misplaced> {
    let start = item.as_span().start();
    let head = item.as_str().trim_end();
    let end = start + head.len();
    let line_end = end + text.get(end..)?.find('\n')?;
    if !text.get(end..line_end)?.trim().is_empty() {
        return None;
    }
    let finding = diags::never_opened(Span::new(file, start, end));
    Some(Misplaced { at: line_end, instead: b'{', finding })
}

fn closed_early(file: FileId, item: &Pair<'_>, last: Option<&Pair<'_>>) -> Option<Misplaced> {
    let at = item.as_span().start() + item.as_str().trim_end().len() - 1;
    let end = last?.as_span().start();
    let finding = diags::closed_early(Span::new(file, at, at + 1), Span::new(file, end, end + 1));
    Some(Misplaced { at, instead: b' ', finding })
}
