//! What officers write first, and what it is called here.

use pest::Parser;

use super::{retold, turns};
use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;
use crate::syntax::clause_words::{Inside, clause_words};
use crate::syntax::grammar::{PlimParser, Rule};

/// A line in words that mean something here under another name.
pub const SAY_IT_LIKE_THIS: Code = Code("syntax::say-it-like-this");
/// Text without quotation marks.
pub const TEXT_NEEDS_QUOTES: Code = Code("syntax::text-needs-quotes");

/// The finding for a clause that is written as officers often first write it; none when it is not one of those.
#[must_use]
pub fn habit(text: &str, span: Span, inside: Inside, source: &str) -> Option<Diagnostic> {
    let lower = text.to_lowercase();
    let spaced = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    needs_quotes(text, &lower, span)
        .or_else(|| turns::month_first(text, span))
        .or_else(|| turns::day_without_year(text, span))
        .or_else(|| digits_with_letter(text, span))
        .or_else(|| retold::retold(text, span, inside))
        .or_else(|| turns::title_without_quotes(text, span, source))
        .or_else(|| retold::band(text, span, inside))
        .or_else(|| level_with_sign(text, span, inside))
        .or_else(|| turns::turn_of_phrase(text, span, inside))
        .or_else(|| known_phrase(&spaced, span, inside))
        .or_else(|| other_word(&lower, span, inside))
}

pub(super) fn say(message: &str, label: &str, help: String, at: Span) -> Diagnostic {
    Diagnostic::error(SAY_IT_LIKE_THIS, message).label(at, label).help(help)
}

fn needs_quotes(text: &str, lower: &str, span: Span) -> Option<Diagnostic> {
    let word = ["note", "source", "because", "held by", "contact"]
        .into_iter()
        .find(|w| lower.starts_with(&format!("{w} ")));
    let word = match word {
        Some(word) => word,
        None => asked(text, lower)?,
    };
    let rest = text.get(word.len()..)?.trim_start_matches([' ', ':', '=']).trim_end();
    // Text in single quotes is told back in double ones.
    if rest.is_empty() || rest.contains('"') || rest.starts_with('\'') {
        return None;
    }
    let start =
        span.start as usize + text.len() - text.get(word.len()..)?.trim_start_matches([' ', ':', '=']).len();
    let at = Span::new(span.file, start, start + rest.len());
    Some(
        Diagnostic::error(TEXT_NEEDS_QUOTES, format!("the text after `{word}` needs quotation marks"))
            .label(at, "text stands in double quotes")
            .help(format!("write `{word} \"{rest}\"`"))
            .fix(at, format!("\"{rest}\"")),
    )
}

/// `ask cause What explains the result?`: the words before the question.
fn asked<'t>(text: &'t str, lower: &str) -> Option<&'t str> {
    let id = lower.strip_prefix("ask ")?.split(' ').next()?;
    let question = text.get("ask ".len() + id.len()..)?;
    let is_id = id.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':');
    (is_id && question.trim().contains(' ')).then(|| text.get(.."ask ".len() + id.len()).unwrap_or(text))
}

/// `red: below 80%`, `green = 95%+`.
fn level_with_sign(text: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let (word, rest) = text.split_once([':', '='])?;
    let level = word.trim();
    let is_level = ["green", "amber", "red", "blue", "yellow"].contains(&level.to_lowercase().as_str());
    if !is_level || !matches!(inside, Inside::Rating | Inside::Measure) {
        return None;
    }
    let rest = rest.trim();
    // What was written may be a condition itself, or the end of one.
    let whole = |condition: &String| {
        PlimParser::parse(Rule::cond, condition)
            .is_ok_and(|mut pairs| pairs.next().is_some_and(|p| p.as_str().len() == condition.len()))
    };
    let condition = [format!("value {rest}"), rest.to_owned()]
        .into_iter()
        .find(|condition| !rest.is_empty() && whole(condition))
        .unwrap_or_else(|| "value at least 85%".to_owned());
    Some(say(
        "a level is given by a condition after `when`",
        "`when` is missing",
        format!("write `{level} when {condition}`, or `{level} otherwise` on the last line"),
        span,
    ))
}

/// Words that are clear to a person and have another name here, with that name.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("accountable", "owner"),
    ("accountable to", "reports to"),
    ("ambition", "target"),
    ("board", "owner"),
    ("chair", "held by"),
    ("chaired by", "held by"),
    ("collected", "due"),
    ("comment", "note"),
    ("comments", "note"),
    ("data source", "source"),
    ("dates", "meets"),
    ("deadline", "respond"),
    ("description", "note"),
    ("direction", "aim"),
    ("frequency", "due"),
    ("goal", "target"),
    ("if", "when"),
    ("lead", "owner"),
    ("parent", "reports to"),
    ("part of", "reports to"),
    ("polarity", "aim"),
    ("question", "ask"),
    ("recipient", "to"),
    ("recipients", "to"),
    ("responsible", "owner"),
    ("trigger", "when"),
];

/// `lead "Jane"`, `polarity higher`: a word with another name here.
fn other_word(lower: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let begins = |word: &str| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    let known_as = |meant: &str| clause_words(inside).iter().find(|known| known.word == meant);
    let (word, known, meant) = OTHER_WORDS
        .iter()
        .find_map(|(word, meant)| Some((word, known_as(meant).filter(|_| begins(word))?, meant)))?;
    let at = Span::new(span.file, span.start as usize, span.start as usize + word.len());
    let help = format!("write {}", known.forms);
    Some(say(&format!("this is said with `{meant}`"), "another word is used here", help, at))
}

/// `1O0`, `5O%`.
fn digits_with_letter(text: &str, span: Span) -> Option<Diagnostic> {
    let mut offset = 0;
    for word in text.split_inclusive([' ', '\t']) {
        let bare = word.trim_end().trim_end_matches('%').trim_end_matches(',');
        let fault = crate::base::number::parse_number(bare);
        if let Err(fault @ crate::base::number::NumberFault::LookalikeLetter { .. }) = fault
            && bare.chars().any(|c| c.is_ascii_digit())
        {
            let start = span.start as usize + offset;
            return Some(super::bad_number(bare, &fault, Span::new(span.file, start, start + bare.len())));
        }
        offset += word.len();
    }
    None
}

fn known_phrase(lower: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let starts = |words: &[&str]| words.iter().any(|w| lower.starts_with(w));
    if inside == Inside::Measure
        && starts(&[
            "no target",
            "target none",
            "target: none",
            "target n/a",
            "target: n/a",
            "target monitor",
        ])
    {
        let help =
            "write `aim monitor` and no target, or `target tbc by Q1 2019/20` if one will be set".to_owned();
        return Some(say(
            "a measure without a target is one that is only watched",
            "there is no target here",
            help,
            span,
        ));
    }
    if starts(&["rag tolerance", "tolerance"]) {
        let number = lower.split(' ').find(|w| w.starts_with(|c: char| c.is_ascii_digit())).unwrap_or("5%");
        let number = number.trim_end_matches('%');
        let help = format!(
            "write `amber when within {number} points of target` in the measure or its rating if it is a percentage, or `amber when within {number}% of target`"
        );
        return Some(say("a tolerance is a line of a rating", "not a clause of its own", help, span));
    }
    if starts(&["email ", "notify ", "tell ", "alert "]) {
        let help = "declare `escalation exception \"Exception report\" { when red; to owner; respond within 10 working days }`; \
                    nothing is sent by this program, it writes the letter"
            .to_owned();
        return Some(say("who is told is said in an escalation", "not a clause of its own", help, span));
    }
    if turns::COMPARATIVES.iter().any(|word| lower.contains(&format!("{word} then"))) {
        let help = "write `than` instead of `then`".to_owned();
        return Some(say("`then` is written where `than` is meant", "in this line", help, span));
    }
    if starts(&["must ", "should "]) {
        let help =
            "say what has to be as a `target`, and what follows from a miss as an `escalation`".to_owned();
        return Some(say(
            "what must be is said as a target or an escalation",
            "this line is not read",
            help,
            span,
        ));
    }
    None
}
