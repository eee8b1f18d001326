//! Which part of a declaration's first line cannot be read: its id or its title.

use super::UNREADABLE_DECLARATION;
use super::retold::is_read;
use crate::base::diag::{Applies, Diagnostic};
use crate::base::span::Span;
use crate::syntax::clause_words::Inside;

/// Declarations whose first line is an id and a title in quotes.
const TITLED: &[&str] = &["board", "escalation", "groups", "measure", "role", "theme"];

/// `measure P/1 "Title"`, `measure P 1 "Title"`, `measure P1 Title`: the part that is wrong; none where the head is in
/// order or another part is at fault. A line without braces that begins with `measure` or `escalation` is likelier a
/// heading pasted from somewhere.
#[must_use]
pub fn faulty_head(word: &str, head: &str, has_braces: bool, at: Span) -> Option<Diagnostic> {
    let after = head.get(word.len()..)?;
    let rest = after.trim_start();
    let start = at.start as usize + head.len() - rest.len();
    if let Some(finding) = sign_after_word(word, after, at.start as usize + word.len(), at) {
        return Some(finding);
    }
    if let Some(finding) =
        title_before_id(word, rest, Span::new(at.file, start, at.start as usize + head.len()))
    {
        return Some(finding);
    }
    if let Some(finding) = clauses_without_braces(word, head, has_braces, at) {
        return Some(finding);
    }
    let is_heading = matches!(word, "measure" | "escalation") && !has_braces;
    if is_heading || !TITLED.contains(&word) || rest.is_empty() || rest.starts_with('"') {
        return None;
    }
    let length = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
    let id = rest.get(..length)?;
    let id_span = Span::new(at.file, start, start + length);
    let is_title = rest.contains(' ') && !rest.contains('"') && begins_a_title(id);
    if is_title {
        let whole = rest.trim_end();
        return Some(title_for_id(word, whole, Span::new(at.file, start, start + whole.len())));
    }
    if let Some(sign) = misplaced_sign(id) {
        return Some(sign_in_id(word, id, sign, id_span));
    }
    let title = rest.get(length..)?;
    let bare_length = title.find('"').unwrap_or(title.len());
    let bare = title.get(..bare_length)?.trim();
    if bare.is_empty() {
        return None;
    }
    let bare_start = start + length + (title.len() - title.trim_start().len());
    let bare_span = Span::new(at.file, bare_start, bare_start + bare.len());
    Some(if bare_length < title.len() {
        words_in_id(word, id, bare, id_span.to(bare_span))
    } else {
        title_needs_quotes(word, id, bare, bare_span)
    })
}

/// `board CT "Children's Trust" reports to HWB`: what a declaration says stands between braces.
fn clauses_without_braces(word: &str, head: &str, has_braces: bool, at: Span) -> Option<Diagnostic> {
    let inside = Inside::ALL.into_iter().find(|inside| inside.word() == word)?;
    let last = head.rfind('"').filter(|_| !has_braces && head.matches('"').count() == 2)? + 1;
    let clauses = head.get(last..)?;
    let bare = clauses.trim_matches([' ', '\t', ',', ':', '-']);
    let all_read = bare.split(';').all(|clause| is_read(clause.trim(), inside));
    if bare.is_empty() || !all_read {
        return None;
    }
    let start = at.start as usize + last;
    let place = Span::new(at.file, start + clauses.find(bare)?, start + clauses.find(bare)? + bare.len());
    let title = head.get(..last)?;
    Some(
        Diagnostic::error(UNREADABLE_DECLARATION, format!("what a {word} says stands between braces"))
            .label(place, "no braces round this")
            .help(format!("write `{title} {{ {bare} }}`"))
            .fix(Span::new(at.file, start, start + clauses.len()), format!(" {{ {bare} }}")),
    )
}

/// `theme: start "…"`: a sign where a space is meant.
fn sign_after_word(word: &str, after: &str, start: usize, at: Span) -> Option<Diagnostic> {
    let rest = after.trim_start();
    let sign = rest.chars().next().filter(|sign| matches!(sign, ':' | '=') && TITLED.contains(&word))?;
    let declared = rest.trim_start_matches([':', '=', ' ']);
    let from = start + after.len() - rest.len();
    let whole = Span::new(at.file, start, start + after.len() - declared.len());
    Some(
        Diagnostic::error(UNREADABLE_DECLARATION, format!("`{word}` needs no `{sign}` after it"))
            .label(Span::new(at.file, from, from + 1), "a sign where a space is meant")
            .help(format!("write `{word} {}`", declared.trim_end()))
            .fix(whole, " "),
    )
}

/// `board "Children's Trust" CT`: the other way round.
fn title_before_id(word: &str, rest: &str, at: Span) -> Option<Diagnostic> {
    let (title, id) = rest.strip_prefix('"')?.split_once('"')?;
    let id = id.trim();
    if !TITLED.contains(&word)
        || id.is_empty()
        || id.contains(char::is_whitespace)
        || misplaced_sign(id).is_some()
    {
        return None;
    }
    let meant = format!("{id} \"{title}\"");
    Some(
        Diagnostic::error(UNREADABLE_DECLARATION, format!("the id of a {word} stands before its title"))
            .label(at, "the other way round")
            .help(format!("write `{word} {meant}`"))
            .fix(at, meant),
    )
}

/// `Children's`, `Health`, `A`: a word that is no id, but begins a title.
fn begins_a_title(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let small = word.chars().skip(1).any(char::is_lowercase);
    plain && word.starts_with(char::is_uppercase) && (small || word == "A")
}

/// `board Children's Trust`: a title and no id.
fn title_for_id(word: &str, title: &str, at: Span) -> Diagnostic {
    let capitals = title.split_whitespace().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
    let initials: String = capitals.collect();
    let longest =
        title.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).max_by_key(|w| w.len());
    let id = match longest {
        Some(longest) if initials.len() < 2 => longest.to_lowercase(),
        Some(_) | None => initials,
    };
    let meant = format!("{id} \"{title}\"");
    Diagnostic::error(UNREADABLE_DECLARATION, format!("this {word} has a title and no id"))
        .label(at, "a short id comes first, then the title in double quotes")
        .help(format!("write `{word} {meant}`, with any id that other lines can use"))
        .suggest(at, meant)
}

/// The first sign that cannot stand where it does in an id.
fn misplaced_sign(id: &str) -> Option<char> {
    let inside = id.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-'));
    let at_end = id.chars().last().filter(|c| matches!(c, '.' | '-'));
    inside.or(at_end).or_else(|| id.chars().next().filter(|c| !c.is_alphanumeric()))
}

fn sign_in_id(word: &str, id: &str, sign: char, at: Span) -> Diagnostic {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-');
    let mended: Vec<&str> = id.split(is_sign).filter(|part| !part.is_empty()).collect();
    let mended = mended.join(".");
    let mended = mended.trim_matches(|c: char| !c.is_alphanumeric());
    let finding = Diagnostic::error(
        UNREADABLE_DECLARATION,
        format!(
            "`{sign}` cannot stand {} the id of a {word}",
            if id.ends_with(sign) { "after" } else { "in" }
        ),
    )
    .label(at, "letters, digits, and `.` `_` `-` between them");
    if mended.is_empty() {
        return finding.help(format!("write an id and then the title, as in `{word} P1 \"Title\"`"));
    }
    // A sign that only parts the id from the title is no part of it; any other leaves two ids to choose from.
    let parts_only = id.strip_suffix([':', '=', ',', '.', '-']) == Some(mended);
    let applies = if parts_only { Applies::ByItself } else { Applies::IfMeant };
    finding
        .help(format!("write `{word} {mended}` and then the title in double quotes"))
        .edit(at, mended, applies)
}

fn words_in_id(word: &str, id: &str, more: &str, at: Span) -> Diagnostic {
    let plain = more.split_whitespace().all(|part| misplaced_sign(part).is_none());
    let finding =
        Diagnostic::error(UNREADABLE_DECLARATION, format!("the id of this {word} is more than one word"))
            .label(at, "an id has no spaces in it");
    if !plain {
        return finding.help(format!("write one word and then the title, as in `{word} {id} \"Title\"`"));
    }
    let whole = format!("{id}_{}", more.split_whitespace().collect::<Vec<_>>().join("_"));
    finding.help(format!("write `{word} {whole}` and then the title in double quotes")).suggest(at, whole)
}

fn title_needs_quotes(word: &str, id: &str, title: &str, at: Span) -> Diagnostic {
    // Single quotes are not told back within double ones.
    let inside = title.strip_prefix(['\'', '‘', '’']).and_then(|rest| rest.strip_suffix(['\'', '‘', '’']));
    let title = inside.unwrap_or(title);
    Diagnostic::error(UNREADABLE_DECLARATION, format!("the title of {word} `{id}` needs double quotes"))
        .label(at, "a title stands in double quotes")
        .help(format!("write `{word} {id} \"{title}\"`"))
        .fix(at, format!("\"{title}\""))
}
