//! `tell HWB` in an escalation: who is told stands after `to`, by the id of a board or role.

use super::habits::say;
use crate::base::diag::Diagnostic;
use crate::base::span::Span;
use crate::base::suggest::nearest;
use crate::syntax::clause_words::Inside;

/// The words that officers write for `to`.
const WORDS: [&str; 5] = ["email", "notify", "tell", "alert", "inform"];

/// What to write for `tell HWB`. `source` is the file it stands in, for the boards that are declared there.
pub fn tell_whom(text: &str, span: Span, inside: Inside, source: &str) -> Option<Diagnostic> {
    if let Some(finding) = told_by_address(text, span, inside) {
        return Some(finding);
    }
    let mut words = text.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("the"));
    let first = words.next()?;
    if inside != Inside::Escalation || !WORDS.iter().any(|word| word.eq_ignore_ascii_case(first)) {
        return None;
    }
    let who =
        words.next().filter(|who| who.chars().all(|c| c.is_alphanumeric() || c == '_')).unwrap_or("name");
    let known = declared(source);
    let own = known.iter().find(|known| known.eq_ignore_ascii_case(who)).copied();
    let meant = own.or_else(|| nearest(who, known.iter().copied()));
    let sent = "nothing is sent by this program, it writes the letter";
    let help = match meant {
        Some(id) if own.is_some() => format!("write `to {id}`, or `to owner and {id}` for both; {sent}"),
        Some(id) => {
            format!("write `to {id}`, if that is who is meant, or `to owner and {id}` for both; {sent}")
        }
        None => {
            let who = if who.chars().any(char::is_lowercase) { who.to_lowercase() } else { who.to_owned() };
            format!(
                "write `to {who}`, or `to owner and {who}` for both, with the id of a board or role of the book, or declare `role {who} \"Full name\"` outside the escalation; {sent}"
            )
        }
    };
    Some(say("who is told stands after `to`", "said another way", help, span))
}

/// `to jane.smith@council.gov.uk`: a person is a role of the book, and has an id.
fn told_by_address(text: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    if inside != Inside::Escalation {
        return None;
    }
    let address = text.split_whitespace().find(|word| word.contains('@') && word.contains('.'))?;
    let person = address.split('@').next()?;
    let id: String = person.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let id = id.trim_matches('_').to_lowercase();
    let start = span.start as usize + text.find(address)?;
    let help = format!(
        "write `to {id}`, and declare `role {id} \"Full name\"` outside the escalation; nothing is sent by this program, it writes the letter"
    );
    let at = Span::new(span.file, start, start + address.len());
    Some(say("who is told is named by an id, not by an address", "an address", help, at))
}

/// The ids of the boards and roles that lines of the text declare.
pub(super) fn declared(source: &str) -> Vec<&str> {
    let after = |line: &'_ str, word: &str| line.strip_prefix(word).map(str::len);
    let id = |line: &'_ str| ["board ", "role "].iter().find_map(|word| after(line, word));
    let named = source.lines().map(str::trim_start).filter_map(|line| {
        let rest = line.get(line.len() - id(line)?..)?.trim_start();
        rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))).next()
    });
    named.filter(|id| !id.is_empty()).collect()
}
