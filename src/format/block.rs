//! What stands between two braces: clauses in their order, their columns, and what is written on one line.

use super::WIDTH;
use super::nodes::{Kind, Node, Nodes, comments_within, nodes};
use super::order;
use super::pieces::{Piece, Word, pieces};
use super::row::{Line, Row, indented, text_of};
use super::table::{Columns, Manner};
use crate::syntax::clause_words::Inside;
use crate::syntax::outline::{Body, Entry, What};
use crate::syntax::plain_text::Comment;

/// How much further in the lines of a body stand.
const STEP: usize = 2;
/// Comments beside clauses begin in this column, or further on.
const COMMENTS: usize = 40;

/// The text that is laid out.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) source: &'a str,
    pub(super) comments: &'a [Comment],
    /// Groups of lines that have their comments in one column: where that is at the least.
    pub(super) groups: Vec<usize>,
}

/// A node on its way to becoming lines.
#[derive(Debug)]
pub(super) enum Piled<'a> {
    Comment(&'a str),
    /// A row, and the run of rows that it has its columns in common with.
    Row(Row<'a>, usize),
    /// What stands on several lines.
    Block(Vec<Line<'a>>),
}

impl<'a> Sheet<'a> {
    /// A new group, whose comments begin in a column or further on.
    pub(super) fn new_group(&mut self, column: usize) -> usize {
        self.groups.push(column);
        self.groups.len()
    }

    fn body(&mut self, lines: &mut Vec<Line<'a>>, body: &'a Body, found: Nodes<'a>, indent: usize) {
        let group = self.new_group(COMMENTS);
        let sorted = in_order(found.nodes, body.inside);
        let blanks: Vec<bool> = sorted.iter().map(|node| node.blank_before).collect();
        let piled = self.pile(sorted, body.inside, indent);
        let is_list = body.entries.iter().any(|entry| entry.what == What::AmountLine);
        let (first, first_gap) = order::column(body.inside);
        let manner = Manner { first, first_gap, second_gap: if is_list { 2 } else { 1 } };
        let columns = columns_of_runs(&piled, indent, manner);
        for (piled, blank) in piled.into_iter().zip(blanks) {
            if blank {
                lines.push(Line::plain(String::new()));
            }
            lines_of(lines, piled, indent, &columns, group);
        }
    }

    /// Takes each node to rows or to the lines it needs.
    pub(super) fn pile(
        &mut self,
        nodes: Vec<Node<'a>>,
        inside: Option<Inside>,
        indent: usize,
    ) -> Vec<Piled<'a>> {
        let mut piled: Vec<Piled<'a>> = Vec::with_capacity(nodes.len());
        let mut run = 0;
        let mut last: Option<(What, &str)> = None;
        for node in nodes {
            let (entry, comment) = match node.kind {
                Kind::Comment(text) => {
                    last = None;
                    piled.push(Piled::Comment(text));
                    continue;
                }
                Kind::Entry(entry, comment) => (entry, comment),
            };
            match self.row(entry, comment, inside, indent) {
                Some(row) => {
                    let own = (entry.what, first_word(self.source, entry));
                    let of_run = if makes_runs(entry.what) {
                        if node.blank_before || last != Some(own) {
                            run += 1;
                        }
                        run
                    } else {
                        0
                    };
                    last = Some(own);
                    piled.push(Piled::Row(row, of_run));
                }
                None => {
                    last = None;
                    piled.push(Piled::Block(self.block(entry, comment, indent)));
                }
            }
        }
        piled
    }

    /// A declaration or line on one line; none where it was written on several, or does not fit.
    fn row(
        &self,
        entry: &'a Entry,
        comment: Option<&'a str>,
        inside: Option<Inside>,
        indent: usize,
    ) -> Option<Row<'a>> {
        if entry.what == What::Unread {
            return None;
        }
        let mut row = Row { pieces: self.head(entry), comment };
        if let Some(body) = &entry.body {
            let mut braces = Word::plain(self.on_one_line(body)?);
            braces.column = makes_runs(entry.what).then_some(2);
            row.pieces.push(Piece::Word(braces));
            let width: usize =
                Columns::default().spaced(row.words()).map(|(word, spaces)| spaces + word.width).sum();
            if row.is_parted() || indent + width > WIDTH {
                return None;
            }
        }
        if let What::Clause(word) = entry.what {
            let at = order::words_before_column(inside, word);
            if at > 0
                && let Some(Piece::Word(word)) = row.pieces.get_mut(at)
            {
                word.column = Some(0);
            }
        }
        Some(row)
    }

    /// The words before the brace, the words that it is known by in small letters.
    fn head(&self, entry: &'a Entry) -> Vec<Piece<'a>> {
        let end = entry.body.as_ref().map_or(entry.end, |body| body.open);
        let comments = comments_within(self.comments, entry.start, end);
        let mut head = pieces(self.source, (entry.start, end), &entry.marks, comments);
        let known = match entry.what {
            What::Clause(word) => word,
            What::Declaration(_) | What::Define | What::Stage => first_word(self.source, entry),
            What::Level | What::Member | What::AmountLine | What::Point | What::Unread => "",
        };
        for (piece, known) in head.iter_mut().zip(known.split(' ')) {
            if let Piece::Word(word) = piece
                && word.text.bytes().any(|byte| byte.is_ascii_uppercase())
                && word.text.eq_ignore_ascii_case(known)
            {
                word.text.to_mut().make_ascii_lowercase();
            }
        }
        head
    }

    /// `{ reports to HWB; meets 1 May 2019 }`; none where it was not written so.
    fn on_one_line(&self, body: &'a Body) -> Option<String> {
        let comments = comments_within(self.comments, body.open, body.close);
        if body.entries.is_empty() && comments.is_empty() {
            return Some("{ }".to_owned());
        }
        if !comments.is_empty() || self.source.get(body.open..body.close)?.contains('\n') {
            return None;
        }
        let lines = body.entries.iter().map(|entry| {
            let row = self.row(entry, None, body.inside, 0)?;
            Some(text_of(Columns::default().spaced(row.words()), 0))
        });
        Some(format!("{{ {} }}", lines.collect::<Option<Vec<String>>>()?.join("; ")))
    }

    /// A declaration or stage on several lines.
    fn block(&mut self, entry: &'a Entry, comment: Option<&'a str>, indent: usize) -> Vec<Line<'a>> {
        let Some(body) = &entry.body else { return self.as_written(entry, comment) };
        let within = comments_within(self.comments, body.open, body.close);
        let found = nodes(self.source, &body.entries, within, body.open + 1, true);
        let mut head = Row { pieces: self.head(entry), comment: found.beside_brace };
        head.pieces.push(Piece::Word(Word::plain("{")));
        let mut lines = Vec::with_capacity(found.nodes.len() + 2);
        head.lay(&mut lines, indent, &Columns::default(), 0);
        self.body(&mut lines, body, found, indent + STEP);
        lines.push(Line { text: indented(indent, "}"), comment, group: 0 });
        lines
    }

    /// What cannot be read, letter for letter, with what stands before it and the comment beside it.
    fn as_written(&self, entry: &Entry, comment: Option<&'a str>) -> Vec<Line<'a>> {
        let before = self.source.get(..entry.start).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let is_blank = before.get(line_start..).unwrap_or("").chars().all(char::is_whitespace);
        let start = if is_blank { line_start } else { entry.start };
        let rest = self.source.get(entry.end..).unwrap_or("");
        let end = match comment {
            Some(_) => entry.end + rest.split('\n').next().unwrap_or("").trim_end().len(),
            None => entry.end,
        };
        let text = self.source.get(start..end).unwrap_or("");
        text.split('\n').map(|line| Line::plain(line.trim_end_matches('\r').to_owned())).collect()
    }
}

/// True for what has its columns in common only with the lines right before and after it.
fn makes_runs(what: What) -> bool {
    match what {
        What::Declaration(_) | What::Stage => true,
        What::Define
        | What::Clause(_)
        | What::Level
        | What::Member
        | What::AmountLine
        | What::Point
        | What::Unread => false,
    }
}

fn first_word<'s>(source: &'s str, entry: &Entry) -> &'s str {
    let text = source.get(entry.start..entry.end).unwrap_or("");
    text.split(char::is_whitespace).next().unwrap_or("")
}

/// The columns of each run; those of rows that are in none come first.
pub(super) fn columns_of_runs(piled: &[Piled<'_>], indent: usize, manner: Manner) -> Vec<Columns> {
    let mut runs: Vec<Vec<&Row<'_>>> = vec![Vec::new()];
    for piled in piled {
        let Piled::Row(row, run) = piled else { continue };
        while runs.len() <= *run {
            runs.push(Vec::new());
        }
        if let Some(rows) = runs.get_mut(*run) {
            rows.push(row);
        }
    }
    runs.iter().map(|rows| Columns::of(rows, indent, manner)).collect()
}

pub(super) fn lines_of<'a>(
    lines: &mut Vec<Line<'a>>,
    piled: Piled<'a>,
    indent: usize,
    columns: &[Columns],
    group: usize,
) {
    match piled {
        Piled::Comment(text) => lines.push(Line::plain(indented(indent, text))),
        Piled::Row(row, run) => {
            let none = Columns::default();
            row.lay(lines, indent, columns.get(run).unwrap_or(&none), group);
        }
        Piled::Block(block) => lines.extend(block),
    }
}

/// Puts lines in their canonical order, each with the comments above it, but never across a blank line; and not those
/// under a blank line and a comment, which may be the heading of them all.
fn in_order(nodes: Vec<Node<'_>>, inside: Option<Inside>) -> Vec<Node<'_>> {
    let mut sorted = Vec::with_capacity(nodes.len());
    let mut paragraph = Vec::new();
    for node in nodes {
        if node.blank_before {
            sorted.extend(paragraph_in_order(std::mem::take(&mut paragraph), inside));
        }
        paragraph.push(node);
    }
    sorted.extend(paragraph_in_order(paragraph, inside));
    sorted
}

fn paragraph_in_order(nodes: Vec<Node<'_>>, inside: Option<Inside>) -> Vec<Node<'_>> {
    let blank = nodes.first().is_some_and(|node| node.blank_before);
    let has_heading = blank && matches!(nodes.first(), Some(Node { kind: Kind::Comment(_), .. }));
    // A comment goes where the line below it goes; what stands above nothing goes last.
    let mut below = usize::MAX;
    let mut ranked: Vec<(usize, Node<'_>)> = Vec::with_capacity(nodes.len());
    for node in nodes.into_iter().rev() {
        if let Kind::Entry(entry, _) = &node.kind {
            below = order::rank(inside, entry.what);
        }
        ranked.push((below, node));
    }
    ranked.reverse();
    if !has_heading {
        ranked.sort_by_key(|(rank, _)| *rank);
    }
    let mut sorted: Vec<Node<'_>> = ranked.into_iter().map(|(_, node)| node).collect();
    for (at, node) in sorted.iter_mut().enumerate() {
        node.blank_before = at == 0 && blank;
    }
    sorted
}
