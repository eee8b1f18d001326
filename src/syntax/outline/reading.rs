//! One walk over what the grammar read in a clause: the marks of its letters, and a fingerprint of its meaning.
//!
//! The fingerprint takes in every rule of the grammar and every word that a rule ends in, in order, but no place and no
//! space. Where two ways of writing mean the same, the mark names the one to write and the fingerprint sees only that
//! one, so the two can never drift apart.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::grammar::Rule;
use super::Pair;
use super::marks::{Mark, MarkKind};

/// The fingerprint of a text as it stands, but for its line ends.
pub(super) fn of_text(text: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    text.chars().filter(|c| *c != '\r').for_each(|c| c.hash(&mut hash));
    hash.finish()
}

/// The marks and the fingerprint of a clause or of the head of a declaration, as far as `until`.
pub(super) fn of_pair(pair: &Pair<'_>, until: usize, source: &str) -> (Vec<Mark>, u64) {
    let mut walk = Walk {
        source,
        start: pair.as_span().start(),
        until,
        marks: Vec::new(),
        read: Vec::with_capacity(256),
    };
    walk.visit(pair, Rule::file);
    walk.marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut hash = DefaultHasher::new();
    walk.read.hash(&mut hash);
    (walk.marks, hash.finish())
}

struct Walk<'s> {
    source: &'s str,
    start: usize,
    until: usize,
    marks: Vec<Mark>,
    /// What was read, one rule and word after another.
    read: Vec<u8>,
}

impl Walk<'_> {
    fn visit(&mut self, pair: &Pair<'_>, parent: Rule) {
        let rule = pair.as_rule();
        if pair.as_span().start() >= self.until {
            return;
        }
        self.mark(pair, parent);
        if let Some((written, rules)) = plain_words(pair, parent) {
            self.put(pair, MarkKind::Written(written));
            rules.iter().for_each(|rule| self.add_rule(*rule));
            return;
        }
        // These stand for what is within them, and for no more.
        let is_there = !matches!(rule, Rule::aim | Rule::aim_word | Rule::counts_how);
        if is_there {
            self.add_rule(rule);
        }
        let mut inner = pair.clone().into_inner().peekable();
        if inner.peek().is_none() {
            self.add_word(pair);
        }
        for part in inner {
            self.visit(&part, rule);
        }
        if is_there {
            // Where a rule ends is a part of what was read.
            self.read.extend(u16::MAX.to_le_bytes());
        }
    }

    fn add_rule(&mut self, rule: Rule) {
        self.read.extend((rule as u16).to_le_bytes());
    }

    /// The letters of a word, without spaces, which say nothing; in lower case where case says nothing.
    fn add_word(&mut self, pair: &Pair<'_>) {
        let (start, end) = (pair.as_span().start(), pair.as_span().end());
        match pair.as_rule() {
            // The sign is `>=` or `=>`, and the rule has said which way round.
            Rule::cmp_at_least | Rule::cmp_at_most | Rule::bound_at_least | Rule::bound_at_most => {}
            Rule::string_text => self.read.extend(self.source.get(start..end).unwrap_or("").bytes()),
            Rule::rest_of_clause => {
                let words = self.source.get(start..end).unwrap_or("").split_whitespace();
                words.for_each(|word| self.read.extend(word.bytes().chain([b' '])));
            }
            Rule::name | Rule::defined_name => self.read.extend(pair.as_str().bytes()),
            _ => {
                let letters = pair.as_str().bytes().filter(|byte| !byte.is_ascii_whitespace());
                self.read.extend(letters.map(|byte| byte.to_ascii_lowercase()));
            }
        }
        self.read.push(u8::MAX);
    }

    fn put(&mut self, pair: &Pair<'_>, kind: MarkKind) {
        let span = pair.as_span();
        let end = span.start() + span.as_str().trim_end().len();
        self.marks.push(Mark { start: span.start(), end, kind });
    }

    fn mark(&mut self, pair: &Pair<'_>, parent: Rule) {
        let first = pair.as_span().start() == self.start;
        let kind = match (pair.as_rule(), parent) {
            (Rule::rest_of_clause, _) => MarkKind::Kept,
            (Rule::number | Rule::money_number, _) if pair.as_str().contains(',') => MarkKind::Number,
            (Rule::plus | Rule::minus | Rule::times | Rule::divided, _) => MarkKind::Operator,
            (Rule::plus_sign, _) => MarkKind::Suffix,
            (Rule::joiner, _) => MarkKind::Joiner,
            (Rule::kw_because, Rule::because) | (Rule::kw_agreed, Rule::agreed) => MarkKind::Aside,
            (Rule::kw_when | Rule::kw_if, Rule::level_line | Rule::amount_when) => MarkKind::Column(1),
            (Rule::kw_otherwise | Rule::kw_in, Rule::otherwise_line | Rule::amount_otherwise) if !first => {
                MarkKind::Column(1)
            }
            (Rule::string, parent) if has_title(parent) => MarkKind::Column(1),
            (Rule::in_outer, _) => MarkKind::Column(2),
            (Rule::member_owner, _) => MarkKind::Column(3),
            _ => return,
        };
        self.put(pair, kind);
    }
}

/// True where text in quotes stands in a column of its own when such lines follow one another.
fn has_title(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::ask
            | Rule::member
            | Rule::event_state
            | Rule::stage
            | Rule::board
            | Rule::role
            | Rule::theme
            | Rule::groups
            | Rule::event
            | Rule::benchmark
            | Rule::measure
            | Rule::escalation
    )
}

/// The words to write, and the rules that they are read by.
type Form = (&'static str, &'static [Rule]);

/// The one form of words that have several of the same meaning.
fn plain_words(pair: &Pair<'_>, parent: Rule) -> Option<Form> {
    use Rule::{
        aim, amount_otherwise, closes, counts, counts_from_start, counts_how, counts_short, due, due_rhythm,
        meets, note, otherwise_line, owner, then_clause,
    };
    let form: Form = match (pair.as_rule(), parent) {
        (Rule::sign, _) | (Rule::kw_to, aim) | (Rule::kw_by, owner) => ("", &[]),
        (Rule::kw_when | Rule::kw_if, parent) if parent != then_clause => ("when", &[Rule::kw_when]),
        (Rule::kw_otherwise | Rule::kw_in, otherwise_line | amount_otherwise) => {
            ("otherwise", &[Rule::kw_otherwise])
        }
        (Rule::kw_all | Rule::kw_other | Rule::kw_cases, otherwise_line | amount_otherwise) => ("", &[]),
        (Rule::kw_notes | Rule::kw_note, note) => ("note", &[Rule::kw_note]),
        (Rule::kw_meetings | Rule::kw_meets, meets) => ("meets", &[Rule::kw_meets]),
        (Rule::kw_close | Rule::kw_closes, closes) => ("closes", &[Rule::kw_closes]),
        (Rule::kw_frequency | Rule::kw_due, due) => ("due", &[Rule::kw_due]),
        (Rule::kw_yearly | Rule::kw_annual | Rule::kw_annually, due_rhythm) => ("yearly", &[Rule::kw_yearly]),
        (Rule::kw_owner | Rule::kw_owned | Rule::responsible, owner) => ("owner", &[Rule::kw_owner]),
        (Rule::kw_counts | Rule::kw_counted, counts) => ("counts", &[Rule::kw_counts]),
        (counts_short, counts) => {
            ("counts from the start of the year", &[Rule::kw_counts, counts_from_start])
        }
        (counts_from_start | counts_short, counts_how) => {
            ("from the start of the year", &[counts_from_start])
        }
        (Rule::kw_aim, aim) => ("aim", &[aim]),
        (Rule::kw_reduce, Rule::aim_word) => ("reduce", &[Rule::kw_reduce]),
        (Rule::kw_increase, Rule::aim_word) => ("increase", &[Rule::kw_increase]),
        (aim, _) => return way_alone(pair),
        _ => return None,
    };
    Some(form)
}

/// `lower is better` and nothing else: an aim.
fn way_alone(pair: &Pair<'_>) -> Option<Form> {
    let mut inner = pair.clone().into_inner();
    if inner.clone().any(|part| part.as_rule() == Rule::aim_word) {
        return None;
    }
    let words = inner.find(|part| part.as_rule() == Rule::polarity_words)?;
    let mut lower = words.into_inner();
    let is_lower = |rule| matches!(rule, Rule::kw_lower | Rule::kw_low | Rule::kw_less | Rule::kw_fewer);
    Some(if lower.any(|part| is_lower(part.as_rule())) {
        ("aim reduce", &[Rule::aim, Rule::kw_reduce])
    } else {
        ("aim increase", &[Rule::aim, Rule::kw_increase])
    })
}
