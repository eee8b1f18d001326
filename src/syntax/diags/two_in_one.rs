//! One line for what takes two: two owners, a target with a level behind it, what opens an escalation with who is told.

use std::ops::Range;

use pest::Parser;

use super::habits::say;
use super::retold::{LEVELS, is_amount, tokens};
use super::tell_whom::declared;
use crate::base::diag::{Applies, Diagnostic};
use crate::base::span::Span;
use crate::base::suggest::nearest;
use crate::syntax::clause_words::Inside;
use crate::syntax::grammar::{PlimParser, Rule};

/// The finding for a line that holds two; none where it holds one. `source` is the file it stands in, for the boards
/// that are declared there and the other lines of the same declaration.
#[must_use]
pub fn two_in_one(text: &str, span: Span, inside: Inside, source: &str) -> Option<Diagnostic> {
    if inside == Inside::Measure {
        return two_owners(text, span).or_else(|| target_and_level(text, span, source));
    }
    (inside == Inside::Escalation).then(|| opened_and_told(text, span, source)).flatten()
}

fn part_of(span: Span, part: Range<usize>) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start + part.start, start + part.end)
}

/// What stands between two lines: a new line with the room that this one has before it, or `; ` where it shares a line.
fn between_lines(span: Span, source: &str) -> String {
    let before = source.get(..span.start as usize).unwrap_or("");
    let room = before.rsplit('\n').next().unwrap_or("");
    if room.trim().is_empty() { format!("\n{room}") } else { "; ".to_owned() }
}

/// The declaration around a line, from its first word to its last brace or the next declaration.
fn around(span: Span, source: &str) -> &str {
    let (start, end) = (span.start as usize, span.end as usize);
    let open = source.get(..start).and_then(|before| before.rfind('{')).unwrap_or(0);
    let close = source.get(end..).and_then(|after| after.find('}')).map_or(source.len(), |at| end + at);
    source.get(open..close).unwrap_or("")
}

// ---- owners ---------------------------------------------------------------------------------------------------------

/// `owner CT, HWB`: others are told by an escalation.
fn two_owners(text: &str, span: Span) -> Option<Diagnostic> {
    const BEFORE: [&str; 4] = ["owner", "owned by", "responsible board", "responsible"];
    let word = BEFORE.into_iter().find(|word| {
        let head = text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        head && text.get(word.len()..).is_some_and(|rest| rest.starts_with([' ', '\t', ':', '=']))
    })?;
    let own = text.get(word.len()..)?;
    let named: Vec<Range<usize>> = names_in(own)?;
    let (first, rest) = named.split_first()?;
    let last = rest.last()?;
    let name = |range: &Range<usize>| own.get(range.clone()).unwrap_or("");
    let others: Vec<&str> = rest.iter().map(name).collect();
    let at = word.len() + first.end..word.len() + last.end;
    let finding = say(
        "a measure has one owner, who answers for it",
        "a second owner",
        format!(
            "write `owner {}`, or whichever of them answers for it; others are told in an escalation, with `to owner and {}`",
            name(first),
            others.join(" and ")
        ),
        part_of(span, word.len() + rest.first()?.start..at.end),
    );
    Some(finding.suggest(part_of(span, at), ""))
}

/// The names of a list that is parted by commas, signs or `and`; none where anything else stands in it.
fn names_in(list: &str) -> Option<Vec<Range<usize>>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for token in tokens(list) {
        let mut at = token.start;
        let word = list.get(token.clone())?;
        if word.starts_with('"') {
            let bare = word.trim_end_matches(',');
            found.push(at..at + bare.len());
            continue;
        }
        for piece in word.split([',', '/', '&', '+']) {
            let joins = piece.is_empty() || matches!(piece.to_lowercase().as_str(), "and" | "with" | "or");
            if !joins {
                let is_name = piece.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
                if !is_name {
                    return None;
                }
                found.push(at..at + piece.len());
            }
            at += piece.len() + 1;
        }
    }
    // Words with nothing between them are a title.
    let is_parted = |two: &[Range<usize>]| match two {
        [one, other] => !list.get(one.end..other.start).is_none_or(|gap| gap.trim().is_empty()),
        _ => true,
    };
    found.windows(2).all(is_parted).then_some(found)
}

// ---- a target with a level ------------------------------------------------------------------------------------------

/// Words that say nothing of a level's limit.
const FILLERS: &[&str] = &["is", "are", "at", "when", "if", "and", "with", "for", "then", "=", "-", "–"];

/// `target 95% or more, 90% is amber`.
fn target_and_level(text: &str, span: Span, source: &str) -> Option<Diagnostic> {
    let target = PlimParser::parse(Rule::target, text).ok()?.as_str().trim_end();
    let rest = text.get(target.len()..)?;
    let aside = rest.trim_start_matches([' ', '\t', ',', ':', '(', '–', '-']);
    let begins = text.len() - aside.len();
    let aside = aside.trim_end_matches([')', '.', ' ']);
    let mut level = None;
    let mut words: Vec<&str> = Vec::new();
    for word in aside.split([' ', '\t', ':', ',']).filter(|word| !word.is_empty()) {
        if LEVELS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            if level.replace(word.to_lowercase()).is_some() {
                return None;
            }
        } else if !(FILLERS.contains(&word.to_lowercase().as_str())) || (word == "and" && !words.is_empty()) {
            words.push(word);
        }
    }
    let level = level?;
    let line = format!("{level} when {}", limit(&level, &words, lower_is_better(target, span, source))?);
    let is_read = PlimParser::parse(Rule::level_line, &line).is_ok_and(|pairs| pairs.as_str() == line);
    is_read.then(|| {
        say(
            "a target and a level are two lines",
            "a level, not a part of the target",
            format!("write `{target}` on one line, and `{line}` on the next"),
            part_of(span, begins..begins + aside.len()),
        )
        .suggest(part_of(span, target.len()..text.len()), format!("{}{line}", between_lines(span, source)))
    })
}

/// The condition that was meant by what stands beside a level. One figure by itself is where a level begins on the way
/// down from the target; for red, where it ends.
fn limit(level: &str, words: &[&str], lower_is_better: Option<bool>) -> Option<String> {
    if let [figure] = words
        && let Some((low, high)) = figure.split_once(['-', '–'])
        && is_amount(low)
        && is_amount(high)
    {
        let sign = if high.ends_with('%') && !low.ends_with('%') { "%" } else { "" };
        return Some(format!("value from {low}{sign} to {high}"));
    }
    let [figure] = words else { return Some(format!("value {}", words.join(" "))) };
    if !is_amount(figure) {
        return None;
    }
    let limit = match (level == "red", lower_is_better?) {
        (false, false) => "at least",
        (false, true) => "at most",
        (true, false) => "below",
        (true, true) => "above",
    };
    Some(format!("value {limit} {figure}"))
}

/// By the words of the target, or by the `aim` of the same measure.
fn lower_is_better(target: &str, span: Span, source: &str) -> Option<bool> {
    let words: Vec<String> = target.split_whitespace().map(str::to_lowercase).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    if has(&["fewer", "less", "most", "below", "under", "maximum", "max", "lower"]) {
        return Some(!has(&["no", "not"]));
    }
    if has(&["more", "least", "above", "over", "minimum", "min", "higher"]) || target.ends_with('+') {
        return Some(has(&["no", "not"]));
    }
    let own = around(span, source).to_lowercase();
    match (own.contains("aim reduce"), own.contains("aim increase")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

// ---- what opens an escalation, and who is told ------------------------------------------------------------------------

/// Words that tell somebody, before the name of who it is.
const TELLS: &[&str] =
    &["email", "e-mail", "notify", "tell", "alert", "inform", "contact", "to", "send", "report", "escalate"];

/// `if red then email Bob`.
fn opened_and_told(text: &str, span: Span, source: &str) -> Option<Diagnostic> {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("if ").or_else(|| lower.strip_prefix("when "))?;
    let (condition, _) = rest.split_once(" then ").or_else(|| rest.split_once(", "))?;
    let from = lower.len() - rest.len();
    let condition = text.get(from..from + condition.len())?.trim_end_matches(',').trim();
    let told = text.get(from + rest.find(condition.to_lowercase().as_str())? + condition.len()..)?;
    let told = told.trim_start_matches([' ', ',']).trim_start_matches("then ");
    let line = format!("when {condition}");
    if !PlimParser::parse(Rule::when_clause, &line).is_ok_and(|pairs| pairs.as_str() == line) {
        return None;
    }
    let mut words = told.split_whitespace().skip_while(|word| {
        TELLS.contains(&word.to_lowercase().as_str()) || matches!(*word, "the" | "a" | "an")
    });
    let first = told.split_whitespace().next()?;
    if !TELLS.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    let who = words.next()?.trim_end_matches([',', '.']);
    let to_line =
        around(span, source).split(['\n', ';', '{']).map(str::trim).find(|line| line.starts_with("to "));
    let (help, second) = told_where(&line, who, to_line, source);
    let lines = match second {
        Some(second) => format!("{line}{}{second}", between_lines(span, source)),
        None => line,
    };
    let finding =
        say("what opens an escalation and who is told are two lines", "one line for both", help, span);
    Some(finding.edit(span, lines, Applies::IfMeant))
}

/// The help, and the line on who is told where there is none yet.
fn told_where(line: &str, who: &str, to_line: Option<&str>, source: &str) -> (String, Option<String>) {
    let known = declared(source);
    let is_owner = who.eq_ignore_ascii_case("owner");
    let id = known.iter().find(|id| id.eq_ignore_ascii_case(who)).copied();
    let id = id.or_else(|| nearest(who, known.iter().copied())).or(is_owner.then_some("owner"));
    let fresh = who.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let declare = format!("declare `role {fresh} \"{who}\"` outside the escalation");
    match (to_line, id) {
        (Some(to_line), Some(id)) if to_line.split([' ', ',']).any(|word| word == id) => {
            (format!("write `{line}`; `{to_line}` says already who is told"), None)
        }
        (Some(to_line), Some(id)) => {
            (format!("write `{line}`, and `{to_line} and {id}` where it says `{to_line}`"), None)
        }
        (Some(to_line), None) => (
            format!(
                "write `{line}`, since `{to_line}` says who is told; for {who} as well, write `{to_line} and {fresh}` there and {declare}"
            ),
            None,
        ),
        (None, Some(id)) => {
            (format!("write `{line}` on one line, and `to {id}` on the next"), Some(format!("to {id}")))
        }
        (None, None) => (
            format!(
                "write `{line}` on one line and `to {fresh}` on the next, and {declare}; `to owner` is whoever owns the measure"
            ),
            Some("to owner".to_owned()),
        ),
    }
}
