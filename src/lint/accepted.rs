//! What the files of a book accept: `# plimsoll: accept unused-board because "it starts in April"`.
//!
//! It is a comment, because it changes nothing of what the rules mean. It holds for the declaration that it stands in,
//! beside or above; with `in this file` it holds for the whole file.

use super::registry::{by_name, no_such_lint};
use super::{Level, Levels};
use crate::base::diag::{Code, Diagnostic};
use crate::base::source::Sources;
use crate::base::span::{FileId, Span};
use crate::syntax::ast::{Item, Tree};
use crate::syntax::plain_text::Comment;

/// Something is accepted that is not there.
pub const ACCEPTS_NOTHING: Code = Code("lint::accepts-nothing");
/// A comment is meant to accept something and cannot be read.
pub const ACCEPT_NOT_READ: Code = Code("lint::accept-not-read");

/// Everything that the files of a book accept.
#[derive(Debug, Default)]
pub struct Accepted {
    all: Vec<Acceptance>,
    misread: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Acceptance {
    code: Code,
    file: FileId,
    /// The declaration it is for; none for the whole file.
    within: Option<Span>,
    /// Its name in the comment.
    at: Span,
    used: bool,
}

impl Accepted {
    /// Reads the comments of the files of a book.
    #[must_use]
    pub fn read(trees: &[Tree], sources: &Sources) -> Self {
        let mut accepted = Self::default();
        for tree in trees {
            for comment in &tree.comments {
                accepted.comment(comment, tree, sources);
            }
        }
        accepted
    }

    /// True when a finding at this place is accepted, which is remembered.
    pub(super) fn accepts(&mut self, code: Code, at: Span) -> bool {
        let mut accepts = false;
        let here = |one: &&mut Acceptance| {
            let inside = |within: Span| within.start <= at.start && at.end <= within.end;
            one.code == code && one.file == at.file && one.within.is_none_or(inside)
        };
        for one in self.all.iter_mut().filter(here) {
            one.used = true;
            accepts = true;
        }
        accepts
    }

    /// The comments that could not be read and, when every lint has run, what is accepted and was not found.
    #[must_use]
    pub fn findings(&self, levels: &Levels, all_have_run: bool) -> Vec<Diagnostic> {
        let mut found = self.misread.clone();
        let on = |one: &&Acceptance| {
            super::registry::by_code(one.code).is_some_and(|lint| levels.of(lint, one.file) != Level::Off)
        };
        let unused = self.all.iter().filter(|one| !one.used).filter(on);
        found.extend(unused.filter(|_| all_have_run).map(accepts_nothing));
        found
    }

    fn comment(&mut self, comment: &Comment, tree: &Tree, sources: &Sources) {
        let text = sources.text(comment.span).trim_end();
        let Some(rest) = after_word(text.trim_start_matches('#'), "plimsoll:") else { return };
        let at = |part: &str| {
            let from = comment.span.start as usize + (part.as_ptr() as usize - text.as_ptr() as usize);
            Span::new(comment.span.file, from, from + part.len())
        };
        let said = match Said::read(text, rest) {
            Ok(said) => said,
            Err((what, part)) => return self.misread.push(not_read(what, at(part))),
        };
        let within = if said.whole_file { None } else { declaration(tree, comment, sources) };
        if !said.whole_file && within.is_none() {
            self.misread.push(not_read(
                "this comment is for the declaration below it, and there is none".to_owned(),
                at(text),
            ));
            return;
        }
        for word in said.names {
            match by_name(word) {
                Some(lint) => {
                    let file = comment.span.file;
                    self.all.push(Acceptance { code: lint.code, file, within, at: at(word), used: false });
                }
                None => self.misread.push(not_read(no_such_lint(word), at(word))),
            }
        }
    }
}

/// The words of a comment that accepts something.
struct Said<'t> {
    whole_file: bool,
    names: Vec<&'t str>,
}

impl<'t> Said<'t> {
    /// Reads what stands after `plimsoll:`; else what is wrong with it, and with which part of the comment.
    fn read(text: &'t str, rest: &'t str) -> Result<Self, (String, &'t str)> {
        let Some(rest) = after_word(rest, "accept") else {
            let first = rest.split_whitespace().next().unwrap_or(text);
            return Err((format!("`{first}` is nothing that a comment can ask of the program"), first));
        };
        let in_file = after_word(rest, "in this file");
        let rest = in_file.unwrap_or(rest);
        let (names, reason) = split_word(rest, "because").unwrap_or((rest, ""));
        let quotes = |c: char| c.is_whitespace() || "\"“”„'".contains(c);
        if reason.trim_matches(quotes).is_empty() {
            let part = if names.trim().is_empty() { text } else { names.trim() };
            return Err(("this comment does not say why it is accepted".to_owned(), part));
        }
        let names: Vec<&str> =
            names.split([',', ' ', '\t']).filter(|word| !word.is_empty() && *word != "and").collect();
        if names.is_empty() {
            return Err(("this comment does not say what is accepted".to_owned(), text));
        }
        Ok(Self { whole_file: in_file.is_some(), names })
    }
}

/// The rest of a text that begins with these words, in any letter case.
fn after_word<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let (head, rest) = text.split_at_checked(words.len())?;
    let ends = words.ends_with(':') || rest.is_empty() || rest.starts_with(char::is_whitespace);
    (ends && head.eq_ignore_ascii_case(words)).then(|| rest.trim_start())
}

/// What stands before and after a word.
fn split_word<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let starts = text.match_indices(word).map(|(at, _)| at);
    let mut whole = starts.filter_map(|at| Some((text.get(..at)?, text.get(at + word.len()..)?)));
    whole.find(|(before, after)| {
        let open = before.is_empty() || before.ends_with(char::is_whitespace);
        open && (after.is_empty() || !after.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })
}

/// The declaration that a comment stands in, beside or above.
fn declaration(tree: &Tree, comment: &Comment, sources: &Sources) -> Option<Span> {
    let at = comment.span.start;
    let spans = || tree.items.iter().map(Item::span);
    let inside = spans().find(|span| span.start <= at && at < span.end);
    let beside = || {
        let before = spans().filter(|span| span.end <= at).max_by_key(|span| span.end)?;
        let between = Span { start: before.end, end: at, ..before };
        (!comment.own_line && !sources.text(between).contains('\n')).then_some(before)
    };
    let below = || spans().filter(|span| span.start > at).min_by_key(|span| span.start);
    inside.or_else(beside).or_else(below)
}

fn not_read(what: String, at: Span) -> Diagnostic {
    Diagnostic::warning(ACCEPT_NOT_READ, what)
        .label(at, "so nothing is accepted here")
        .help("write `# plimsoll: accept unused-board because \"the reason\"` above or in the declaration, or `accept in this file …`")
}

fn accepts_nothing(one: &Acceptance) -> Diagnostic {
    let name = one.code.0.rsplit("::").next().unwrap_or(one.code.0);
    let place = if one.within.is_some() { "declaration" } else { "file" };
    Diagnostic::warning(ACCEPTS_NOTHING, format!("there is no `{name}` here to accept"))
        .label(one.at, format!("nothing of the kind is found in this {place}"))
        .help("take the comment out, or move it to the declaration that it is meant for")
}
