//! The letters of a clause → words, signs and comments.

use std::borrow::Cow;

use super::row::width;
use crate::syntax::outline::{Mark, MarkKind};
use crate::syntax::plain_text::{Comment, plain_form};

/// A word, a sign, or text that is not to be parted.
#[derive(Debug, Clone)]
pub(super) struct Word<'s> {
    /// Taken from the text itself where it is written there as it is to be.
    pub(super) text: Cow<'s, str>,
    /// How wide it is on the screen.
    pub(super) width: usize,
    /// True when no space stands before it.
    pub(super) glued: bool,
    /// Where a line may be broken before it, and how well.
    pub(super) breaks: Option<Break>,
    /// The column that begins here.
    pub(super) column: Option<u8>,
}

/// How good a place is to break a line, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Before `because` and `agreed by`.
    Aside,
    /// Before `and` or `or` between conditions.
    Joiner,
    /// After a comma.
    Comma,
    /// After `+` and `-`.
    Operator,
    /// The same, within brackets.
    Within,
}

impl<'s> Word<'s> {
    /// Text that stands by itself.
    pub(super) fn plain(text: impl Into<Cow<'s, str>>) -> Self {
        let text = text.into();
        Self { width: width(&text), text, glued: false, breaks: None, column: None }
    }
}

/// A piece of a clause.
#[derive(Debug, Clone)]
pub(super) enum Piece<'s> {
    Word(Word<'s>),
    Comment {
        text: &'s str,
        /// True when nothing else stands on its line.
        own_line: bool,
    },
}

/// The text of a comment.
pub(super) fn comment_text<'s>(source: &'s str, comment: &Comment) -> &'s str {
    source.get(comment.span.start as usize..comment.span.end as usize).unwrap_or("")
}

/// Takes the letters from `start` to `end` apart.
pub(super) fn pieces<'s>(
    source: &'s str,
    (start, end): (usize, usize),
    marks: &[Mark],
    comments: &[Comment],
) -> Vec<Piece<'s>> {
    let mut scan = Scan { source, end, marks, comments, at: start, depth: 0, pieces: Vec::new() };
    while scan.at < end {
        scan.step();
    }
    scan.pieces
}

struct Scan<'a, 's> {
    source: &'s str,
    end: usize,
    /// Those that are still to come.
    marks: &'a [Mark],
    comments: &'a [Comment],
    at: usize,
    depth: usize,
    pieces: Vec<Piece<'s>>,
}

/// What is known of the next letter.
#[derive(Default)]
struct Known {
    column: Option<u8>,
    breaks: Option<Break>,
    whole: Option<Mark>,
}

impl<'s> Scan<'_, 's> {
    fn next_char(&self) -> Option<char> {
        self.source.get(self.at..self.end).and_then(|rest| rest.chars().next())
    }

    fn step(&mut self) {
        if let Some((first, rest)) = self.comments.split_first()
            && first.span.start as usize == self.at
        {
            self.comments = rest;
            self.at = first.span.end as usize;
            let text = comment_text(self.source, first);
            self.pieces.push(Piece::Comment { text, own_line: first.own_line });
            return;
        }
        let Some(c) = self.next_char() else {
            self.at = self.end;
            return;
        };
        if is_space(c) {
            self.at += c.len_utf8();
            return;
        }
        let known = self.known(self.at + c.len_utf8());
        let last = self.last_word().map_or(Last::default(), Last::of);
        let breaks = known.breaks.or(last.breaks);
        let first = self.pieces.len();
        self.words(c, known.whole, last);
        if let Some(Piece::Word(first)) = self.pieces.get_mut(first) {
            first.breaks = breaks.map(|kind| if self.depth > 0 { Break::Within } else { kind });
            first.column = known.column;
            if first.text == "(" {
                self.depth += 1;
            }
        }
    }

    /// Takes the marks that begin before a place.
    fn known(&mut self, before: usize) -> Known {
        let mut known = Known::default();
        while let Some((mark, rest)) = self.marks.split_first()
            && mark.start < before
        {
            self.marks = rest;
            match mark.kind {
                MarkKind::Column(number) => known.column = Some(number),
                MarkKind::Joiner => known.breaks = Some(Break::Joiner),
                MarkKind::Aside => known.breaks = Some(Break::Aside),
                MarkKind::Written(_)
                | MarkKind::Kept
                | MarkKind::Number
                | MarkKind::Operator
                | MarkKind::Suffix => known.whole = Some(*mark),
            }
        }
        known
    }

    fn last_word(&self) -> Option<&Word<'s>> {
        match self.pieces.last() {
            Some(Piece::Word(word)) => Some(word),
            Some(Piece::Comment { .. }) | None => None,
        }
    }

    /// The next word, and steps behind it; several or none for words that have another form.
    fn words(&mut self, c: char, whole: Option<Mark>, last: Last) {
        let text = match whole.map(|mark| (mark.kind, mark.end)) {
            Some((MarkKind::Written(text), end)) => {
                self.at = end;
                self.pieces.extend(text.split_whitespace().map(|word| Piece::Word(Word::plain(word))));
                return;
            }
            Some((MarkKind::Kept, end)) => self.kept(end),
            Some((
                MarkKind::Number
                | MarkKind::Operator
                | MarkKind::Suffix
                | MarkKind::Joiner
                | MarkKind::Aside
                | MarkKind::Column(_),
                end,
            )) => self.plain_until(end),
            None => self.unmarked(c),
        };
        if text == ")" {
            self.depth = self.depth.saturating_sub(1);
        }
        let is_suffix = whole.is_some_and(|mark| mark.kind == MarkKind::Suffix);
        let is_call = text == "(" && self.ends_with_call();
        let is_percent = text.starts_with('%') && last.is_number;
        let glued =
            last.is_bracket || is_suffix || is_call || is_percent || matches!(&*text, ")" | "," | ":");
        self.pieces.push(Piece::Word(Word { glued, ..Word::plain(text) }));
    }

    /// Letters that nothing more is known of.
    fn unmarked(&mut self, c: char) -> Cow<'s, str> {
        match c {
            '"' | '“' | '”' | '„' => self.quoted(c),
            '(' | ')' | ',' | ':' => {
                let start = self.at;
                self.at += 1;
                Cow::Borrowed(self.source.get(start..self.at).unwrap_or(""))
            }
            _ if is_comparing(c) => {
                let sign = self.while_it_is(is_comparing);
                match &*sign {
                    "=>" => Cow::Borrowed(">="),
                    "=<" => Cow::Borrowed("<="),
                    _ => sign,
                }
            }
            _ => self.while_it_is(|c| {
                !is_space(c)
                    && !is_comparing(c)
                    && !matches!(c, '"' | '“' | '”' | '„' | '(' | ')' | ',' | ':')
            }),
        }
    }

    /// Text in quotes, in straight ones. What it says stays as it is: it is the officer's, and is printed.
    fn quoted(&mut self, open: char) -> Cow<'s, str> {
        let start = self.at + open.len_utf8();
        let rest = self.source.get(start..self.end).unwrap_or("");
        let closes = |c: char| if open == '"' { c == '"' } else { matches!(c, '”' | '"') };
        let Some((length, close)) = rest.char_indices().find(|(_, c)| closes(*c)) else {
            return self.plain_until(self.end);
        };
        let inside = rest.get(..length).unwrap_or("");
        self.at = start + length + close.len_utf8();
        match self.source.get(start - open.len_utf8()..self.at) {
            Some(whole) if open == '"' && close == '"' => Cow::Borrowed(whole),
            Some(_) | None => Cow::Owned(format!("\"{inside}\"")),
        }
    }

    /// Letters of one kind, made plain, up to where the next mark or comment begins.
    fn while_it_is(&mut self, fits: impl Fn(char) -> bool) -> Cow<'s, str> {
        let start = self.at;
        let next_mark = self.marks.iter().find(|mark| parts_words(mark.kind)).map(|mark| mark.start);
        let next_comment = self.comments.first().map(|comment| comment.span.start as usize);
        let stop = [next_mark, next_comment].into_iter().flatten().min().unwrap_or(self.end).min(self.end);
        let mut is_plain = true;
        for c in self.source.get(start..self.end).unwrap_or("").chars() {
            if !fits(c) || (self.at > start && self.at + c.len_utf8() > stop) {
                break;
            }
            is_plain &= plain_form(c).is_none();
            self.at += c.len_utf8();
        }
        let text = self.source.get(start..self.at).unwrap_or("");
        if is_plain { Cow::Borrowed(text) } else { Cow::Owned(plainly(text)) }
    }

    fn plain_until(&mut self, end: usize) -> Cow<'s, str> {
        let end = end.min(self.end);
        let text = self.source.get(self.at..end).unwrap_or("");
        if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.at = self.at.max(end);
            return Cow::Borrowed(text);
        }
        let mut text = String::new();
        while let Some(c) = self.next_char().filter(|_| self.at < end) {
            if is_space(c) {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            } else {
                push_plain(&mut text, c);
            }
            self.at += c.len_utf8();
        }
        Cow::Owned(text)
    }

    /// The words as they stand, with one space between them, up to a comment among them.
    fn kept(&mut self, end: usize) -> Cow<'s, str> {
        let comment = self.comments.first().map(|comment| comment.span.start as usize);
        let end = comment.map_or(end, |comment| comment.min(end));
        let written = self.source.get(self.at..end).unwrap_or("").trim();
        self.at = end;
        let two_spaces = |pair: &[u8]| matches!(pair, [b' ', b' ']);
        if written.bytes().all(|byte| matches!(byte, b' '..=b'~'))
            && !written.as_bytes().windows(2).any(two_spaces)
        {
            return Cow::Borrowed(written);
        }
        Cow::Owned(written.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// True after `min`, `max`, `round`, `round up` and `round down`.
    fn ends_with_call(&self) -> bool {
        let mut words = self.pieces.iter().rev().filter_map(|piece| match piece {
            Piece::Word(word) => Some(word.text.to_ascii_lowercase()),
            Piece::Comment { .. } => None,
        });
        match words.next().as_deref() {
            Some("min" | "max" | "round") => true,
            Some("up" | "down") => words.next().as_deref() == Some("round"),
            _ => false,
        }
    }
}

/// What the word before says of the next.
#[derive(Debug, Clone, Copy, Default)]
struct Last {
    is_bracket: bool,
    is_number: bool,
    /// How good a place to break a line is behind it.
    breaks: Option<Break>,
}

impl Last {
    fn of(word: &Word<'_>) -> Self {
        let breaks = match &*word.text {
            "," => Some(Break::Comma),
            "+" | "-" => Some(Break::Operator),
            _ => None,
        };
        let is_number = word.text.ends_with(|c: char| c.is_ascii_digit());
        Self { is_bracket: word.text == "(", is_number, breaks }
    }
}

/// True for a mark that a run of letters may not go across.
fn parts_words(kind: MarkKind) -> bool {
    match kind {
        MarkKind::Written(_)
        | MarkKind::Kept
        | MarkKind::Number
        | MarkKind::Operator
        | MarkKind::Suffix
        | MarkKind::Column(_) => true,
        MarkKind::Joiner | MarkKind::Aside => false,
    }
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || plain_form(c) == Some("")
}

fn is_comparing(c: char) -> bool {
    matches!(c, '<' | '>' | '=' | '!' | '≥' | '≤' | '≠')
}

fn plainly(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    written.chars().for_each(|c| push_plain(&mut text, c));
    text
}

fn push_plain(text: &mut String, c: char) {
    match plain_form(c) {
        Some(plain) => text.push_str(plain),
        None => text.push(c),
    }
}
