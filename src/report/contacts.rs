//! Whom to write to, where the rules say so: with an answer to a letter, with a workbook that is filled in, about a paper.

use super::document::Fact;
use super::recipients::{asks, tops};
use crate::base::arena::Id;
use crate::model::{About, Party, RuleBook};
use crate::plain;

/// Where somebody is reached: what the rules say of that board or post itself.
#[must_use]
pub fn of(book: &RuleBook, party: Id<Party>) -> Option<&str> {
    book.asides.contact(About::Party(party))
}

/// To whom somebody sends figures and answers: to the board that asks, or to those who keep the framework.
#[must_use]
pub fn for_answers(book: &RuleBook, from: Id<Party>) -> Option<&str> {
    let asking = asks(book, from).and_then(|board| of(book, board));
    asking.or_else(|| book.asides.contact(About::Framework))
}

/// Whom to ask about a paper: those who keep the framework, or the one board above all others.
#[must_use]
pub fn for_papers(book: &RuleBook) -> Option<&str> {
    let top = || match tops(book).as_slice() {
        [one] => of(book, *one),
        _ => None,
    };
    book.asides.contact(About::Framework).or_else(top)
}

/// The same as the value of a fact, which begins with a capital letter unless it is an address.
#[must_use]
pub fn fact(name: &str, whom: &str) -> Fact {
    let is_address = whom.split_whitespace().next().is_some_and(|word| word.contains(['@', '/']));
    Fact::text(name, if is_address { whom.to_owned() } else { plain::capital(whom) })
}
