//! Parsed text → tree: one function for each rule of the grammar.

mod answers;
mod bad_clause;
mod benchmark;
mod braces;
mod condition;
mod escalation;
mod expression;
mod groups;
mod heads;
mod items;
mod ladder;
mod measure;
mod reckoning;
mod report;
mod scenario;
mod size;
mod target;
mod words;

use pest::Parser;
use pest::iterators::Pairs;

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
    let mut lower =
        Lower { file, source, findings: Vec::new(), broken: 0, lost: Vec::new(), read_anew: Vec::new() };
    lower.findings.extend(plain.unclosed_quotes.iter().map(|at| diags::unclosed_quote(*at)));
    lower.findings.extend(plain.too_deep.iter().map(|at| diags::too_deep(*at)));
    let mut tree = Tree { comments: plain.comments, ..Tree::default() };
    let brackets = braces::other_brackets(file, &plain.text);
    let text_with_braces = braces::put_right(&plain.text, &brackets);
    lower.findings.extend(brackets.into_iter().map(|one| one.finding));
    let mut read = PlimParser::parse(Rule::file, &text_with_braces);
    // Only a text with a declaration that cannot be read is ever read again.
    let is_whole = read.as_ref().is_ok_and(braces::nothing_broken);
    let misplaced = match &read {
        Ok(pairs) if !is_whole => braces::misplaced(file, pairs.clone(), &text_with_braces),
        Ok(_) | Err(_) => Vec::new(),
    };
    let (text_again, text_with_heads);
    let mut text = text_with_braces.as_str();
    if !misplaced.is_empty() {
        text_again = braces::put_right(text, &misplaced);
        text = &text_again;
        read = PlimParser::parse(Rule::file, text);
        lower.findings.extend(misplaced.into_iter().map(|one| one.finding));
    }
    let heads = match &read {
        Ok(pairs) if !is_whole => lower.readable_heads(pairs),
        Ok(_) | Err(_) => Vec::new(),
    };
    if !heads.is_empty() {
        text_with_heads = heads::put_right(text, &heads);
        read = PlimParser::parse(Rule::file, &text_with_heads);
    }
    match read {
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
    /// Where declarations begin whose first line is read in another form; it has its finding.
    read_anew: Vec<usize>,
}

impl Lower<'_> {
    fn item(&mut self, pair: Pair<'_>) -> Option<Item> {
        let is_read_anew = !self.read_anew.is_empty() && self.read_anew.contains(&pair.as_span().start());
        self.broken = u32::from(is_read_anew);
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
                let told = self.findings.len();
                self.broken_item(&pair);
                if is_read_anew {
                    self.findings.truncate(told);
                }
                None
            }
            _ => None,
        }
    }

    /// The first lines that are read in another form, each with its finding told.
    fn readable_heads(&mut self, read: &Pairs<'_, Rule>) -> Vec<heads::Head> {
        let mut found = Vec::new();
        for item in read.clone().flat_map(Pair::into_inner) {
            let Some(head) = heads::readable(&item) else { continue };
            let lost = self.lost.len();
            self.broken_item(&item);
            self.lost.truncate(lost);
            self.read_anew.push(head.at);
            found.push(head);
        }
        found
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
        let word = text.split_whitespace().next().unwrap_or("").to_lowercase();
        self.findings.push(diags::missing_brace(
            &word,
            whole,
            Span::new(self.file, last, last),
            self.broken == 0,
        ));
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
