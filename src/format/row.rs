//! Words → lines. A row is a clause, or a declaration that fits on one line.

use unicode_width::UnicodeWidthStr;

use super::WIDTH;
use super::pieces::{Break, Piece, Word};
use super::table::Columns;

/// How much further in a line stands that goes on with the one before.
const STEP: usize = 2;

/// A row of pieces, not yet laid out.
#[derive(Debug)]
pub(super) struct Row<'s> {
    pub(super) pieces: Vec<Piece<'s>>,
    /// The comment after its last word.
    pub(super) comment: Option<&'s str>,
}

/// A line of the text to be written.
#[derive(Debug)]
pub(super) struct Line<'s> {
    pub(super) text: String,
    /// The comment beside it.
    pub(super) comment: Option<&'s str>,
    /// Lines of the same group have their comments in one column; those of group 0 stand alone.
    pub(super) group: usize,
}

impl Line<'_> {
    /// A line with no comment.
    pub(super) fn plain(text: String) -> Self {
        Self { text, comment: None, group: 0 }
    }
}

/// How wide text is on the screen.
pub(super) fn width(text: &str) -> usize {
    // A plain letter is one column wide; most text has no others.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    UnicodeWidthStr::width(text)
}

/// Text further in by some columns.
pub(super) fn indented(indent: usize, text: &str) -> String {
    let mut line = String::with_capacity(indent + text.len());
    line.extend(std::iter::repeat_n(' ', indent));
    line.push_str(text);
    line
}

/// Where lines begin.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first.
    start: usize,
    /// One that goes on with the one before.
    deeper: usize,
    /// One that goes on with a list.
    hung: usize,
}

/// A word with what stands before it on its line.
#[derive(Clone, Copy)]
struct Placed<'w> {
    word: &'w Word<'w>,
    spaces: usize,
}

impl<'s> Row<'s> {
    /// The words before the first comment.
    pub(super) fn words(&self) -> impl Iterator<Item = &Word<'s>> + Clone {
        self.pieces.iter().map_while(|piece| match piece {
            Piece::Word(word) => Some(word),
            Piece::Comment { .. } => None,
        })
    }

    /// True when it has a comment among its words.
    pub(super) fn is_parted(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Comment { .. }))
    }

    /// Lays the row out: on one line where it fits, else broken where that reads best.
    pub(super) fn lay(&self, lines: &mut Vec<Line<'s>>, indent: usize, columns: &Columns, group: usize) {
        let first = lines.len();
        let mut segment: Vec<&Word<'s>> = Vec::with_capacity(self.pieces.len());
        let deeper = indent + STEP;
        let hung = columns.first().filter(|_| self.words().any(|word| word.column == Some(0)));
        let place = Place { start: indent, deeper, hung: hung.map_or(deeper, |first| indent + first) };
        for piece in &self.pieces {
            match piece {
                Piece::Word(word) => segment.push(word),
                Piece::Comment { text, own_line } => {
                    lay_segment(lines, first, &segment, place, columns);
                    segment.clear();
                    match lines.get_mut(first..).and_then(<[Line<'_>]>::last_mut) {
                        Some(line) if !own_line && line.comment.is_none() => {
                            line.comment = Some(text);
                            line.group = group;
                        }
                        _ => lines.push(Line::plain(indented(deeper, text))),
                    }
                }
            }
        }
        lay_segment(lines, first, &segment, place, columns);
        let last = lines.get_mut(first..).and_then(<[Line<'_>]>::last_mut);
        if let (Some(comment), Some(line)) = (self.comment, last) {
            line.comment = Some(comment);
            line.group = group;
        }
    }
}

/// Lays out the words up to a comment or the end; those after the first comment stand further in. The lines of the row
/// are those from `first`.
fn lay_segment(
    lines: &mut Vec<Line<'_>>,
    first: usize,
    words: &[&Word<'_>],
    place: Place,
    columns: &Columns,
) {
    if words.is_empty() {
        return;
    }
    let begins = lines.len() == first;
    let place = if begins { place } else { Place { start: place.deeper, ..place } };
    let none = Columns::default();
    let columns = if begins { columns } else { &none };
    let placed = columns.spaced(words.iter().copied()).map(|(word, spaces)| Placed { word, spaces });
    lay(lines, &placed.collect::<Vec<_>>(), place);
}

/// On one line if it fits; else broken before each aside, else before each joiner, else where a line is full.
fn lay(lines: &mut Vec<Line<'_>>, words: &[Placed<'_>], place: Place) {
    if place.start + total(words) <= WIDTH {
        lines.push(line_of(words, place.start));
        return;
    }
    for kind in [Break::Aside, Break::Joiner] {
        let parts = parted(words, kind);
        if parts.len() > 1 {
            let mut place = place;
            for part in parts {
                lay(lines, part, place);
                place.start = place.deeper;
            }
            return;
        }
    }
    fill(lines, words, place);
}

/// The words up to each break of a kind.
fn parted<'p, 'w>(words: &'p [Placed<'w>], kind: Break) -> Vec<&'p [Placed<'w>]> {
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.iter().skip(1).position(|placed| placed.word.breaks == Some(kind)) {
        let (part, after) = rest.split_at(at + 1);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Fills line after line, each broken at the best place that keeps it from being too wide.
fn fill(lines: &mut Vec<Line<'_>>, words: &[Placed<'_>], place: Place) {
    let mut rest = words;
    let mut start = place.start;
    while start + total(rest) > WIDTH {
        let Some(at) = best_break(rest, start) else { break };
        let (part, after) = rest.split_at(at);
        lines.push(line_of(part, start));
        start = match after.first().and_then(|placed| placed.word.breaks) {
            Some(Break::Comma) => place.hung,
            Some(Break::Within) => place.deeper + STEP,
            Some(Break::Aside | Break::Joiner | Break::Operator) | None => place.deeper,
        };
        rest = after;
    }
    if !rest.is_empty() {
        lines.push(line_of(rest, start));
    }
}

/// The last of the best places that fit; where none fits, the first there is.
fn best_break(words: &[Placed<'_>], start: usize) -> Option<usize> {
    let mut best: Option<(Break, usize)> = None;
    let mut end = start;
    for (at, placed) in words.iter().enumerate() {
        let before = end;
        end += if at == 0 { 0 } else { placed.spaces } + placed.word.width;
        let Some(kind) = placed.word.breaks.filter(|_| at > 0) else { continue };
        if before <= WIDTH || best.is_none() {
            best = match best {
                Some((other, place)) if other < kind => Some((other, place)),
                _ => Some((kind, at)),
            };
        }
        if before > WIDTH {
            break;
        }
    }
    best.map(|(_, at)| at)
}

fn total(words: &[Placed<'_>]) -> usize {
    let spaces: usize = words.iter().skip(1).map(|placed| placed.spaces).sum();
    spaces + words.iter().map(|placed| placed.word.width).sum::<usize>()
}

fn line_of(words: &[Placed<'_>], start: usize) -> Line<'static> {
    Line::plain(text_of(words.iter().map(|placed| (placed.word, placed.spaces)), start))
}

/// Words with the spaces before each; for the first, those before the line.
pub(super) fn text_of<'w, 's: 'w>(
    words: impl Iterator<Item = (&'w Word<'s>, usize)>,
    start: usize,
) -> String {
    // Most lines are shorter than this.
    let mut text = String::with_capacity(48);
    for (at, (word, spaces)) in words.enumerate() {
        text.extend(std::iter::repeat_n(' ', if at == 0 { start } else { spaces }));
        text.push_str(&word.text);
    }
    text
}
