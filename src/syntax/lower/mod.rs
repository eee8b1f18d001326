//! Parsed text → tree: one function for each rule of the grammar.

mod answers;
mod bad_clause;
mod benchmark;
mod condition;
mod escalation;
mod expression;
mod groups;
mod items;
mod ladder;
mod measure;
mod reckoning;
mod report;
mod scenario;
mod target;
mod words;

use pest::Parser;

use super::ast::{Item, Tree};
use super::diags;
use super::grammar::{PlimParser, Rule};
use super::plain_text::plain_text;
use crate::base::diag::{Diagnostic, Place};
use crate::base::span::{FileId, Span};

type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// What reading one file yields: a tree, whatever the text, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The tree.
    pub tree: Tree,
    /// What could not be read.
    pub findings: Vec<Diagnostic>,
}

/// Reads one rule file.
///
/// It always yields a tree. A clause that cannot be read is left out of it and yields one finding.
#[must_use]
pub fn parse(file: FileId, source: &str) -> Parsed {
    let plain = plain_text(file, source);
    let mut lower = Lower { file, source, findings: Vec::new(), broken: 0, lost: Vec::new() };
    lower.findings.extend(plain.unclosed_quotes.iter().map(|at| diags::unclosed_quote(*at)));
    lower.findings.extend(plain.too_deep.iter().map(|at| diags::too_deep(*at)));
    let mut tree = Tree { comments: plain.comments, ..Tree::default() };
    match PlimParser::parse(Rule::file, &plain.text) {
        Ok(mut pairs) => {
            for pair in pairs.next().into_iter().flat_map(Pair::into_inner) {
                tree.items.extend(lower.item(pair));
            }
        }
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            lower.findings.push(diags::too_deep(Span::new(file, at, (at + 1).min(source.len()))));
            lower.lost.extend(source.split_whitespace().map(str::to_lowercase));
        }
    }
    tree.lost = lower.lost;
    for finding in &mut lower.findings {
        for label in &mut finding.labels {
            if let Place::Rule(span) = &mut label.place {
                *span = whole_letters(*span, source);
            }
        }
        for fix in &mut finding.fixes {
            fix.span = whole_letters(fix.span, source);
        }
    }
    Parsed { tree, findings: lower.findings }
}

/// A dash of three bytes is read as spaces and a hyphen, so a span may begin or end inside it: here it takes it whole.
fn whole_letters(span: Span, source: &str) -> Span {
    let (mut start, mut end) = (span.start as usize, (span.end as usize).min(source.len()));
    while start > 0 && !source.is_char_boundary(start) {
        start -= 1;
    }
    while end < source.len() && !source.is_char_boundary(end) {
        end += 1;
    }
    Span::new(span.file, start.min(end), end)
}

struct Lower<'s> {
    file: FileId,
    source: &'s str,
    findings: Vec<Diagnostic>,
    /// How many clauses of the declaration at hand could not be read.
    broken: u32,
    /// The first words of declarations that could not be read.
    lost: Vec<String>,
}

impl Lower<'_> {
    fn item(&mut self, pair: Pair<'_>) -> Option<Item> {
        self.broken = 0;
        match pair.as_rule() {
            Rule::framework => Some(self.framework(pair)),
            Rule::board => Some(self.board(pair, false)),
            Rule::role => Some(self.board(pair, true)),
            Rule::theme => Some(self.theme(pair)),
            Rule::groups => Some(self.groups(pair)),
            Rule::benchmark => Some(self.benchmark(pair)),
            Rule::calendar => Some(self.calendar(pair)),
            Rule::rating => Some(self.rating(pair)),
            Rule::define => self.define(&pair),
            Rule::measure => Some(self.measure(pair)),
            Rule::escalation => Some(self.escalation(pair)),
            Rule::waiver => Some(self.waiver(pair)),
            Rule::report => Some(self.report(pair)),
            Rule::ladder => Some(self.ladder(pair)),
            Rule::event => Some(self.event(pair)),
            Rule::scenario => Some(self.scenario(pair)),
            Rule::broken_item => {
                self.broken_item(&pair);
                None
            }
            _ => None,
        }
    }

    fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        let length = span.as_str().trim_end().len();
        whole_letters(Span::new(self.file, span.start(), span.start() + length), self.source)
    }

    /// The text of a pair as the file has it.
    fn text(&self, pair: &Pair<'_>) -> &str {
        let span = self.span(pair);
        self.source.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Handles the parts that any declaration may have: clauses that could not be read and a missing brace.
    fn recover(&mut self, item: &Pair<'_>, part: &Pair<'_>, inside: bad_clause::Inside) -> bool {
        match part.as_rule() {
            Rule::bad_clause => {
                self.broken += 1;
                self.bad_clause(part, inside);
                true
            }
            Rule::unclosed => {
                self.unclosed(item, part);
                true
            }
            _ => false,
        }
    }

    fn unclosed(&mut self, item: &Pair<'_>, at: &Pair<'_>) {
        let start = item.as_span().start();
        let text = item.as_span().as_str();
        let head = text.find(['{', '\n']).unwrap_or(text.len());
        let whole = Span::new(self.file, start, start + text.get(..head).unwrap_or("").trim_end().len());
        let end = at.as_span().start();
        let last = self.source.get(..end).unwrap_or("").trim_end().len();
        self.findings.push(diags::missing_brace(whole, Span::new(self.file, last, last)));
    }
}

/// The first child of a rule.
fn child<'i>(pair: &Pair<'i>, rule: Rule) -> Option<Pair<'i>> {
    pair.clone().into_inner().find(|p| p.as_rule() == rule)
}

/// All children of a rule.
fn children<'i>(pair: &Pair<'i>, rule: Rule) -> impl Iterator<Item = Pair<'i>> {
    pair.clone().into_inner().filter(move |p| p.as_rule() == rule)
}

/// True when it has a child of a rule.
fn has(pair: &Pair<'_>, rule: Rule) -> bool {
    child(pair, rule).is_some()
}
