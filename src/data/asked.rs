//! Which question a row answers: by its short name (`cause`), or in the words in which it was put.

use super::words::key;
use crate::base::arena::Id;
use crate::model::{Escalation, RuleBook};

/// The short names of the questions that an escalation asks at any time, or that any does, sorted.
pub(super) fn fields(book: &RuleBook, escalation: Option<Id<Escalation>>) -> Vec<&str> {
    let mut known: Vec<&str> = asks(book, escalation).map(|(field, _)| field).collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn asks(book: &RuleBook, escalation: Option<Id<Escalation>>) -> impl Iterator<Item = (&str, &str)> {
    let asking = book.escalations.iter().filter(move |(id, _)| escalation.is_none_or(|one| one == *id));
    let asks = asking.flat_map(|(_, escalation)| escalation.all_terms()).flat_map(|(_, terms)| terms.asks);
    asks.map(|ask| (ask.field.as_str(), ask.text.as_str()))
}

/// The short name of the question that is meant: `cause`, `cause: …`, or the question itself with its blanks filled in.
/// None where no question is meant, or more than one may be.
#[must_use]
pub fn field_asked<'b>(
    book: &'b RuleBook,
    escalation: Option<Id<Escalation>>,
    text: &str,
) -> Option<&'b str> {
    let name = key(text);
    let known = fields(book, escalation);
    let named = |name: &str| known.iter().find(|field| key(field) == name).copied();
    let before_colon = || named(name.split_once(':').map(|(field, _)| field.trim())?);
    if let Some(field) = named(&name).or_else(before_colon) {
        return Some(field);
    }
    let mut meant: Vec<&str> =
        asks(book, escalation).filter(|(_, put)| is_put(&key(put), &name)).map(|(field, _)| field).collect();
    meant.sort_unstable();
    meant.dedup();
    match meant.as_slice() {
        [field] => Some(field),
        _ => None,
    }
}

/// True where a text is a question whose blanks, such as `{value}`, may hold anything.
fn is_put(question: &str, text: &str) -> bool {
    let mut pieces = question.split('{').enumerate().map(|(at, piece)| match (at, piece.split_once('}')) {
        (0, _) | (_, None) => piece,
        (_, Some((_, after))) => after,
    });
    let Some(mut rest) = pieces.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut last = None;
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or("");
        last = Some(piece);
    }
    rest.is_empty() || last.is_some_and(|last| last.is_empty() || rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::is_put;

    #[test]
    fn the_blanks_of_a_question_may_hold_anything() {
        let question = "set out why {measure} was {value} in {period}.";
        assert!(is_put(question, "set out why 1.1 was 94% in q3 2018/19."));
        assert!(!is_put(question, "set out why 1.1 rose"));
        assert!(is_put("what explains the result?", "what explains the result?"));
        assert!(!is_put("what explains the result?", "what explains the result? a mild winter"));
        assert!(is_put("what of {measure}", "what of 1.1"));
    }
}
