//! What a clause or declaration that could not be read was probably meant to be.

use pest::Parser;

use super::{Lower, Pair};
use crate::base::diag::Applies;
use crate::base::span::Span;
use crate::base::suggest::{nearest, only_slip};
use crate::syntax::clause_words::{ClauseWord, DECLARATIONS, clause_words};
use crate::syntax::diags;
use crate::syntax::grammar::{PlimParser, Rule};

pub(super) use crate::syntax::clause_words::Inside;

impl Lower<'_> {
    pub(super) fn bad_clause(&mut self, pair: &Pair<'_>, inside: Inside) {
        let span = self.span(pair);
        let text = pair.as_str().trim_end();
        if text.is_empty() {
            return;
        }
        let own_words = clause_words(inside);
        let finding = diags::lookalike_in_clause(text, span)
            .or_else(|| one_slip(own_words, text, span))
            .or_else(|| diags::tell_whom(text, span, inside, self.source))
            .or_else(|| diags::two_in_one(text, span, inside, self.source))
            .or_else(|| diags::no_day(text, span, inside))
            .or_else(|| diags::declared_elsewhere(text, span, inside, self.source))
            .or_else(|| diags::habit(text, span, inside, self.source))
            .or_else(|| {
                let known = known_word(own_words, text).or_else(|| begun_with(own_words, text))?;
                Some(self.unreadable(known, text, span))
            })
            .unwrap_or_else(|| {
                let word = first_word(text);
                let at = Span::new(span.file, span.start as usize, span.start as usize + word.len());
                let mut elsewhere = homes(word);
                elsewhere.retain(|other| *other != inside);
                diags::unknown_clause(word, at, inside, misspelt(own_words, word, text), &elsewhere)
            });
        if !self.already_told(span) {
            self.findings.push(finding);
        }
    }

    /// A quotation mark that was never closed, or a bracket too many, has its own finding; the clause it broke needs
    /// no second one.
    fn already_told(&self, span: Span) -> bool {
        self.findings.iter().any(|f| {
            matches!(f.code, diags::UNCLOSED_QUOTE | diags::TOO_DEEP)
                && f.labels.iter().any(|l| {
                    matches!(l.place, crate::base::diag::Place::Rule(at) if at.file == span.file && at.start >= span.start && at.start < span.end.max(span.start + 1))
                })
        })
    }

    /// A known clause word with something after it that cannot be read: the label goes where reading stopped.
    fn unreadable(&self, known: &ClauseWord, text: &str, span: Span) -> crate::base::diag::Diagnostic {
        let stopped = match PlimParser::parse(known.rule, text) {
            Ok(mut pairs) => pairs.next().map_or(0, |p| p.as_span().end()),
            Err(error) => match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            },
        };
        let rest = text.get(stopped..).unwrap_or("");
        let skipped = rest.len() - rest.trim_start().len();
        let start = stopped + skipped;
        let rest = rest.trim_start();
        // A comma where reading stopped is what cannot be read.
        let word = match rest.split([' ', '\t', ',', ';']).next().unwrap_or("") {
            "" => rest.get(..rest.chars().next().map_or(0, char::len_utf8)).unwrap_or(""),
            word => word,
        };
        let offset = span.start as usize;
        let at = if word.is_empty() {
            Span::new(span.file, offset + text.len(), offset + text.len())
        } else {
            Span::new(span.file, offset + start, offset + start + word.len())
        };
        if let Some((slip, meant)) = misspelt_inside(known, text, stopped) {
            let from = offset + slip.start;
            let at = Span::new(span.file, from, from + slip.len());
            return diags::misspelt_inside(known.word, text.get(slip).unwrap_or(""), meant, at);
        }
        if known.rule == Rule::target
            && let Ok(read) = PlimParser::parse(known.rule, text)
            && !read.as_str().trim().is_empty()
        {
            return diags::unreadable_tail(read.as_str().trim_end(), word, at);
        }
        diags::unreadable_clause(known.word, word, known.forms, at, span)
    }

    pub(super) fn broken_item(&mut self, pair: &Pair<'_>) {
        let span = self.span(pair);
        let text = pair.as_str().trim_end();
        let word = first_word(text);
        if text == "}" {
            self.findings.push(diags::stray_brace(span));
            return;
        }
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '{' | ':' | '='));
        self.lost.extend(words.filter(|w| !w.is_empty()).take(2).map(str::to_lowercase));
        if let Some(finding) = diags::lookalike_in_clause(text.split('{').next().unwrap_or(text), span) {
            self.findings.push(finding);
            return;
        }
        let head_length = text.find(['{', '\n']).unwrap_or(text.len());
        let head = text.get(..head_length).unwrap_or(text).trim_end();
        let at = Span::new(span.file, span.start as usize, span.start as usize + word.len());
        let whole = Span::new(span.file, span.start as usize, span.start as usize + head.len());
        if self.already_told(whole) {
            return;
        }
        let declared = DECLARATIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        self.findings.push(match declared {
            Some((name, form)) => diags::faulty_head(name, head, text.contains('{'), whole)
                .unwrap_or_else(|| diags::unreadable_declaration(name, form, whole)),
            None => {
                // It may have been any declaration.
                self.lost.push(String::new());
                diags::unknown_declaration(word, at, meant_declaration(word, text), &homes(word))
            }
        });
    }
}

/// The declarations that have a clause of this word: measures first, then escalations, since most clauses are theirs.
pub(super) fn homes(word: &str) -> Vec<Inside> {
    let mut found: Vec<Inside> =
        Inside::ALL.into_iter().filter(|inside| known_word(clause_words(*inside), word).is_some()).collect();
    found.sort_by_key(|inside| (*inside != Inside::Measure, *inside != Inside::Escalation));
    found
}

/// The declaration that goes by another word elsewhere.
fn other_word(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "indicator" | "kpi" | "metric" | "pi" => Some("measure"),
        "committee" | "partnership" => Some("board"),
        "threshold" | "thresholds" | "rag" | "tolerance" | "bands" => Some("rating"),
        "trigger" | "alert" => Some("escalation"),
        _ => None,
    }
}

/// The clause that was meant by a misspelt first word. Where the line can be read with it, and no other word is as
/// near, it can be no other.
fn misspelt(words: &'static [ClauseWord], word: &str, text: &str) -> Option<diags::Meant> {
    let first_of = |known: &ClauseWord| known.word.split(' ').next().unwrap_or(known.word);
    let firsts = || words.iter().map(first_of);
    let meant = nearest(word, firsts())?;
    let start = text.find(word)?;
    let mended = format!("{meant}{}", text.get(start + word.len()..)?);
    let fits = |known: &&ClauseWord| first_of(known) == meant;
    let is_read = |known: &&ClauseWord| {
        fits(known)
            && PlimParser::parse(known.rule, &mended).is_ok_and(|pairs| pairs.as_str().len() == mended.len())
    };
    let read = words.iter().find(is_read);
    let known = read.or_else(|| words.iter().find(fits))?;
    let sure = read.is_some() && only_slip(word, firsts()) == Some(meant);
    let applies = if sure { Applies::ByItself } else { Applies::IfMeant };
    Some(diags::Meant { word: meant, forms: known.forms, applies })
}

/// Words that stand inside clauses, and are mistyped there.
const INNER: &[&str] = &[
    "above",
    "after",
    "agreed",
    "and",
    "average",
    "baseline",
    "because",
    "before",
    "below",
    "best",
    "better",
    "between",
    "board",
    "days",
    "each",
    "equal",
    "every",
    "exactly",
    "fewer",
    "for",
    "from",
    "higher",
    "improving",
    "last",
    "least",
    "less",
    "lower",
    "measure",
    "measures",
    "meeting",
    "members",
    "missing",
    "month",
    "months",
    "more",
    "most",
    "next",
    "off",
    "only",
    "or",
    "otherwise",
    "over",
    "owner",
    "percentage",
    "period",
    "periods",
    "points",
    "previous",
    "quarter",
    "quarters",
    "range",
    "response",
    "same",
    "start",
    "target",
    "than",
    "the",
    "total",
    "unchanged",
    "under",
    "until",
    "value",
    "when",
    "where",
    "within",
    "working",
    "worse",
    "worsening",
    "year",
    "years",
];

/// A clause that is read once one word of it is set right, by a slip of the keyboard and no more.
fn one_slip(words: &'static [ClauseWord], text: &str, span: Span) -> Option<crate::base::diag::Diagnostic> {
    let known = known_word(words, text)?;
    let (slip, meant) = misspelt_inside(known, text, known.word.len())?;
    let word = text.get(slip.clone())?;
    let is_sure = only_slip(word, INNER.iter().copied()) == Some(meant);
    let from = span.start as usize + slip.start;
    let at = Span::new(span.file, from, from + slip.len());
    is_sure.then(|| diags::misspelt_inside(known.word, word, meant, at))
}

/// More words than this are not tried.
const MOST_TRIED: usize = 8;

/// A misspelt word at or after the place where reading stopped, and what was meant: the one word with which the whole
/// clause can be read.
fn misspelt_inside(
    known: &ClauseWord,
    text: &str,
    stopped: usize,
) -> Option<(std::ops::Range<usize>, &'static str)> {
    let rest = text.get(stopped..)?;
    // Reading may have stopped within the word.
    let begins = text.get(..stopped)?.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let from = if rest.starts_with(char::is_alphabetic) { begins } else { stopped };
    let mut words = Vec::new();
    let mut at = from;
    for word in text.get(from..)?.split(|c: char| !c.is_alphabetic()) {
        if word.chars().count() > 2 {
            words.push(at..at + word.len());
        }
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    words.into_iter().take(MOST_TRIED).find_map(|range| {
        let word = text.get(range.clone())?;
        let meant = nearest(word, INNER.iter().copied()).filter(|meant| !meant.eq_ignore_ascii_case(word))?;
        let mended = format!("{}{meant}{}", text.get(..range.start)?, text.get(range.end..)?);
        let is_read =
            PlimParser::parse(known.rule, &mended).is_ok_and(|pairs| pairs.as_str().len() == mended.len());
        is_read.then_some((range, meant))
    })
}

/// The declaration that was meant by a first word, likewise.
pub(super) fn meant_declaration(word: &str, text: &str) -> Option<diags::Meant> {
    let names = || DECLARATIONS.iter().map(|(name, _)| *name);
    let meant = |word, applies| diags::Meant { word, forms: "", applies };
    if let Some(other) = other_word(word) {
        return Some(meant(other, Applies::IfMeant));
    }
    let near = nearest(word, names())?;
    let start = text.find(word)?;
    let mended = format!("{near}{}", text.get(start + word.len()..)?);
    let is_read = PlimParser::parse(Rule::file, &mended).is_ok_and(|mut pairs| {
        let first = pairs.next().and_then(|file| file.into_inner().next());
        first.is_some_and(|item| item.as_rule() != Rule::broken_item)
    });
    let sure = is_read && only_slip(word, names()) == Some(near);
    Some(meant(near, if sure { Applies::ByItself } else { Applies::IfMeant }))
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | '{' | '"' | ';'))
        .find(|w| !w.is_empty())
        .unwrap_or(text)
}

/// A clause of several words that the text begins with the first of: `reports HWB`.
fn begun_with<'w>(words: &'w [ClauseWord], text: &str) -> Option<&'w ClauseWord> {
    let first = first_word(text);
    words.iter().find(|known| {
        known.word.split_once(' ').is_some_and(|(begins, _)| begins.eq_ignore_ascii_case(first))
    })
}

/// The longest clause word that the text begins with.
pub(super) fn known_word<'w>(words: &'w [ClauseWord], text: &str) -> Option<&'w ClauseWord> {
    words
        .iter()
        .filter(|known| {
            let starts =
                text.get(..known.word.len()).is_some_and(|head| head.eq_ignore_ascii_case(known.word));
            let next = text.get(known.word.len()..).and_then(|rest| rest.chars().next());
            starts && next.is_none_or(|c| !c.is_alphanumeric() && c != '_')
        })
        .max_by_key(|known| known.word.len())
}
