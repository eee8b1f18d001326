//! Declarations whose first line cannot be read, while their clauses can: one slip must not hide all the others. The
//! text is read again with a first line that can be read in its place, as long to the byte.

use super::bad_clause::meant_declaration;
use super::{Pair, Rule};
use crate::syntax::clause_words::DECLARATIONS;

/// A first line to read in place of the one that is there.
pub(super) struct Head {
    /// Where it begins.
    pub(super) at: usize,
    /// As many bytes as stand there.
    pub(super) instead: String,
}

/// The first line in its plainest form; none where it is not clear what is declared, or by what name.
pub(super) fn readable(item: &Pair<'_>) -> Option<Head> {
    let text = item.as_str();
    if item.as_rule() != Rule::broken_item || !text.trim_end().ends_with('}') {
        return None;
    }
    let head = text.split('{').next().filter(|head| head.len() < text.len() && !head.contains('\n'))?;
    let word = head.split_whitespace().next()?;
    let declared =
        DECLARATIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(name, _)| *name);
    let kind = match declared {
        Some(name) => name,
        None => meant_declaration(word, text)?.word,
    };
    let plain = match kind {
        "framework" | "calendar" => kind.to_owned(),
        _ => format!("{kind} {}", id_in(head.get(head.find(word)? + word.len()..)?)?),
    };
    let room = head.len().checked_sub(plain.len() + 1)?;
    Some(Head { at: item.as_span().start(), instead: format!("{plain} {}", " ".repeat(room)) })
}

/// The text with those first lines in it.
pub(super) fn put_right(text: &str, heads: &[Head]) -> String {
    let mut text = text.to_owned();
    for head in heads {
        let place = head.at..head.at + head.instead.len();
        if text.is_char_boundary(place.start) && text.is_char_boundary(place.end) && place.end <= text.len() {
            text.replace_range(place, &head.instead);
        }
    }
    text
}

/// The one word outside quotation marks, if it is an id or would be without the sign after it.
fn id_in(rest: &str) -> Option<&str> {
    let outside: String = rest.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let first = outside.split_whitespace().next()?;
    let is_alone = outside.split_whitespace().count() == 1;
    let id = first.trim_end_matches([':', '=', ',']);
    let is_name = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.ends_with(|c: char| c.is_ascii_alphanumeric());
    // Of several words with no title in quotes, the first is an id only if it could not begin the title.
    let could_begin_a_title = id.chars().skip(1).any(|c| c.is_ascii_lowercase()) || id.len() < 2;
    let clear = is_alone || (!rest.contains('"') && !could_begin_a_title);
    (is_name && clear).then(|| rest.find(id).and_then(|at| rest.get(at..at + id.len())))?
}
