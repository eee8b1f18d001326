//! `lint::unfinished-text`: words that somebody meant to come back to stand in a title or a question.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;

/// Words that somebody meant to come back to stand in a title or a question.
pub const UNFINISHED_TEXT: Code = Code("lint::unfinished-text");

/// Written by people for themselves.
const LEFT_OVER: &[&str] =
    &["todo", "fixme", "xxx", "xx", "tbd", "tbc", "lorem", "???", "??", "[insert", "<insert"];

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let book = linted.book;
    let mut say = |text: &str, what: String, at: Span| {
        let lower = text.to_lowercase();
        let mut words =
            lower.split_whitespace().map(|word| word.trim_matches(['.', ',', ':', ';', '(', ')']));
        let Some(left) = words.find(|word| LEFT_OVER.contains(word)) else { return };
        found.push(
            Diagnostic::warning(UNFINISHED_TEXT, format!("{what} is not finished: it says `{left}`"))
                .label(at, "it is printed in reports as it stands")
                .help("write the words that are meant"),
        );
    };
    for measure in book.measures.values() {
        say(&measure.title, format!("the title of measure `{}`", measure.id), measure.id_span);
        for note in &measure.notes {
            say(note, format!("a note of measure `{}`", measure.id), measure.id_span);
        }
    }
    for party in book.parties.values() {
        say(&party.title, format!("the name of `{}`", party.id), party.span);
    }
    for theme in book.themes.values() {
        say(&theme.title, format!("the title of theme `{}`", theme.id), theme.span);
    }
    for rule in book.escalations.values() {
        say(&rule.title, format!("the title of escalation `{}`", rule.id), rule.span);
        for ask in &rule.asks {
            say(&ask.text, format!("a question of escalation `{}`", rule.id), ask.span);
        }
    }
}
