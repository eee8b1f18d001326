//! How a text is laid out: its declarations and clauses with their places, and what may be told of the letters between.
//!
//! The tree says what was meant and forgets how it was written; the outline keeps how it was written and knows of the
//! meaning only a fingerprint. The formatter works on it, and compares the fingerprints before and after.

mod marks;
mod reading;

use pest::Parser;

use super::clause_words::{Inside, clause_words};
use super::grammar::{PlimParser, Rule};
use super::plain_text::{Comment, plain_text};
use crate::base::span::FileId;

pub use marks::{Mark, MarkKind};

type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// A text as it is laid out.
#[derive(Debug)]
pub struct Outline {
    /// Declarations, in order.
    pub entries: Vec<Entry>,
    /// Comments, in order.
    pub comments: Vec<Comment>,
    /// The text made plain, byte for byte as long as the text itself.
    pub plain: String,
}

/// A declaration, or a line within one. Offsets are bytes of the text.
#[derive(Debug)]
pub struct Entry {
    /// What it is.
    pub what: What,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What is known of its letters before the brace, in order of their places.
    pub marks: Vec<Mark>,
    /// A fingerprint of what the grammar reads in it before the brace: the same for two spellings that mean the same.
    pub reading: u64,
    /// What stands between its braces.
    pub body: Option<Body>,
}

/// What stands between two braces.
#[derive(Debug)]
pub struct Body {
    /// Which clauses may stand there; none for lines of another kind, such as those of a list of amounts.
    pub inside: Option<Inside>,
    /// The opening brace.
    pub open: usize,
    /// The closing brace.
    pub close: usize,
    /// The lines.
    pub entries: Vec<Entry>,
}

/// What a declaration or line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A declaration.
    Declaration(Inside),
    /// `define`
    Define,
    /// A clause, by the word it is known by in `clause_words`; nothing for one that is in no list.
    Clause(&'static str),
    /// A line of a rating: `green when …`, `red otherwise`.
    Level,
    /// A member of a kind of group, or a state of an event.
    Member,
    /// A stage of a ladder.
    Stage,
    /// A line of a list of amounts.
    AmountLine,
    /// A point of a trajectory.
    Point,
    /// A declaration that cannot be read, or one with a clause in it that cannot.
    Unread,
}

/// The outline of a text; none where a brace or quotation mark is missing or too many, so that nobody can tell where
/// one declaration ends and the next begins.
#[must_use]
pub fn outline(source: &str) -> Option<Outline> {
    let plain = plain_text(FileId::default(), source);
    if !plain.unclosed_quotes.is_empty() {
        return None;
    }
    let mut file = PlimParser::parse(Rule::file, &plain.text).ok()?;
    let draw = Draw { source, plain: &plain.text };
    let items = file.next()?.into_inner().filter(|pair| pair.as_rule() != Rule::EOI);
    let entries = items.map(|pair| draw.item(&pair)).collect::<Option<Vec<_>>>()?;
    Some(Outline { entries, comments: plain.comments, plain: plain.text })
}

struct Draw<'s> {
    source: &'s str,
    plain: &'s str,
}

impl Draw<'_> {
    /// A declaration; none where the structure is broken.
    fn item(&self, pair: &Pair<'_>) -> Option<Entry> {
        if !is_whole(pair) {
            return None;
        }
        let rule = pair.as_rule();
        let what = match inside_of(rule) {
            Some(inside) => What::Declaration(inside),
            None if rule == Rule::define => What::Define,
            None => What::Unread,
        };
        if what == What::Unread || has_bad_clause(pair) {
            return Some(self.unread(pair));
        }
        let lines = inside_of(rule);
        self.entry(pair, what, lines)
    }

    fn unread(&self, pair: &Pair<'_>) -> Entry {
        let (start, end) = self.place(pair);
        let reading = reading::of_text(self.source.get(start..end).unwrap_or(""));
        Entry { what: What::Unread, start, end, marks: Vec::new(), reading, body: None }
    }

    fn entry(&self, pair: &Pair<'_>, what: What, inside: Option<Inside>) -> Option<Entry> {
        let (start, end) = self.place(pair);
        let open = may_have_body(pair.as_rule()).then(|| self.opening_brace(start, end)).flatten();
        let (marks, reading) = reading::of_pair(pair, open.unwrap_or(end), self.source);
        let body = match open {
            Some(open) => Some(self.body(pair, inside, open, end)?),
            None => None,
        };
        Some(Entry { what, start, end, marks, reading, body })
    }

    /// None where the last byte is not the closing brace.
    fn body(&self, pair: &Pair<'_>, inside: Option<Inside>, open: usize, end: usize) -> Option<Body> {
        let close = end.checked_sub(1).filter(|at| self.plain.get(*at..end) == Some("}"))?;
        let lines = lines_of(pair, open).into_iter().map(|line| self.line(&line, inside));
        Some(Body { inside, open, close, entries: lines.collect::<Option<Vec<_>>>()? })
    }

    fn line(&self, pair: &Pair<'_>, inside: Option<Inside>) -> Option<Entry> {
        let rule = pair.as_rule();
        let what = match rule {
            Rule::level_line | Rule::otherwise_line => What::Level,
            Rule::member | Rule::event_state => What::Member,
            Rule::stage => What::Stage,
            Rule::amount_when | Rule::amount_otherwise => What::AmountLine,
            Rule::trajectory_point => What::Point,
            _ => What::Clause(inside.map_or("", |inside| word_of(inside, rule, pair.as_str()))),
        };
        self.entry(pair, what, (what == What::Stage).then_some(Inside::Stage))
    }

    /// From the first byte to the last that is no space, with the whole of a letter that is written in several bytes.
    fn place(&self, pair: &Pair<'_>) -> (usize, usize) {
        let span = pair.as_span();
        let (mut start, mut end) = (span.start(), span.start() + span.as_str().trim_end().len());
        while !self.source.is_char_boundary(start) {
            start -= 1;
        }
        while !self.source.is_char_boundary(end) {
            end += 1;
        }
        (start, end)
    }

    /// The first brace that is not in quotes.
    fn opening_brace(&self, start: usize, end: usize) -> Option<usize> {
        let text = self.plain.get(start..end)?;
        let mut quoted = false;
        let at = text.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'{' && !quoted
        })?;
        Some(start + at)
    }
}

/// False where a brace is missing or too many.
fn is_whole(pair: &Pair<'_>) -> bool {
    pair.clone().into_inner().all(|inner| match inner.as_rule() {
        Rule::unclosed | Rule::stray_brace => false,
        rule => !holds_lines(rule) || is_whole(&inner),
    })
}

fn has_bad_clause(pair: &Pair<'_>) -> bool {
    pair.clone().into_inner().any(|inner| match inner.as_rule() {
        Rule::bad_clause => true,
        rule => holds_lines(rule) && has_bad_clause(&inner),
    })
}

/// True for what may hold lines, a clause that cannot be read, or the place of a missing brace.
fn holds_lines(rule: Rule) -> bool {
    may_have_body(rule)
        || is_body(rule)
        || matches!(rule, Rule::bad_clause | Rule::nested | Rule::broken_item | Rule::stray_brace)
}

fn may_have_body(rule: Rule) -> bool {
    inside_of(rule).is_some()
        || matches!(rule, Rule::define | Rule::computed | Rule::trajectory | Rule::stage)
}

fn is_body(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::framework_body
            | Rule::party_body
            | Rule::theme_body
            | Rule::groups_body
            | Rule::calendar_body
            | Rule::rating_body
            | Rule::measure_body
            | Rule::escalation_body
            | Rule::waiver_body
            | Rule::stage_body
            | Rule::benchmark_body
            | Rule::amount_list
    )
}

/// What stands between the braces, whether the grammar has a rule of its own for the braces or not.
fn lines_of<'i>(pair: &Pair<'i>, open: usize) -> Vec<Pair<'i>> {
    let mut lines = Vec::new();
    for inner in pair.clone().into_inner() {
        if is_body(inner.as_rule()) {
            lines.extend(inner.into_inner());
        } else if inner.as_span().start() > open {
            lines.push(inner);
        }
    }
    lines
}

fn inside_of(rule: Rule) -> Option<Inside> {
    Some(match rule {
        Rule::framework => Inside::Framework,
        Rule::board | Rule::role => Inside::Board,
        Rule::theme => Inside::Theme,
        Rule::groups => Inside::Groups,
        Rule::calendar => Inside::Calendar,
        Rule::rating => Inside::Rating,
        Rule::measure => Inside::Measure,
        Rule::escalation => Inside::Escalation,
        Rule::waiver => Inside::Waiver,
        Rule::ladder => Inside::Ladder,
        Rule::event => Inside::Event,
        Rule::benchmark => Inside::Benchmark,
        Rule::report => Inside::Report,
        Rule::scenario => Inside::Scenario,
        _ => return None,
    })
}

/// The word that a clause is known by: the one of its rule, or, where several share a rule, the longest it begins with.
fn word_of(inside: Inside, rule: Rule, text: &str) -> &'static str {
    let words = clause_words(inside);
    let mut own = words.iter().filter(|word| word.rule == rule);
    if let (Some(only), None) = (own.next(), own.next()) {
        return only.word;
    }
    match rule {
        Rule::share_rating => return "rating",
        Rule::excluding_periods | Rule::excluding_groups => return "excluding",
        Rule::ask_once => return "ask once",
        _ => {}
    }
    let begins = |known: &&str| {
        let mut written = text.split_whitespace();
        known.split(' ').all(|word| written.next().is_some_and(|own| own.eq_ignore_ascii_case(word)))
    };
    words.iter().map(|known| known.word).filter(begins).max_by_key(|word| word.len()).unwrap_or("")
}
