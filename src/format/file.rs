//! A whole file: declarations, the blank lines between them, and the comments beside their lines.

use super::block::{Piled, Sheet, columns_of_runs, lines_of};
use super::nodes::nodes;
use super::row::{Line, width};
use super::table::Manner;
use crate::syntax::outline::Outline;

/// The space before a comment beside a line.
const BESIDE: usize = 2;
/// Comments stand in one column beside lines that are no wider than this; beside a wider line a comment follows it.
const NARROW: usize = 70;

/// The canonical layout of a text.
pub(super) fn lay_out(source: &str, outline: &Outline) -> String {
    let mut sheet = Sheet { source, comments: &outline.comments, groups: Vec::new() };
    let found = nodes(source, &outline.entries, &outline.comments, 0, false);
    let written: Vec<bool> = found.nodes.iter().map(|node| node.blank_before).collect();
    let piled = sheet.pile(found.nodes, None, 0);
    let blanks = blank_lines(&piled, &written);
    let columns = columns_of_runs(&piled, 0, Manner { first: 0, first_gap: 1, second_gap: 1 });
    let mut lines = Vec::new();
    let mut group = sheet.new_group(0);
    for (piled, blank) in piled.into_iter().zip(blanks) {
        if blank {
            lines.push(Line::plain(String::new()));
            group = sheet.new_group(0);
        }
        lines_of(&mut lines, piled, 0, &columns, group);
    }
    joined(&lines, sheet.groups)
}

/// Where blank lines go: round every declaration of several lines and the comment above it; elsewhere where they were.
fn blank_lines(piled: &[Piled<'_>], written: &[bool]) -> Vec<bool> {
    let mut blanks = Vec::with_capacity(piled.len());
    // From the end, for a comment looks at what it stands above.
    let mut heavy_below = false;
    let mut blank_below = true;
    for (at, (piled_here, was)) in piled.iter().zip(written).enumerate().rev() {
        let heavy = match piled_here {
            Piled::Block(_) => true,
            Piled::Comment(_) => !blank_below && heavy_below,
            Piled::Row(..) => false,
        };
        let before = at.checked_sub(1).and_then(|at| piled.get(at));
        let blank = match before {
            None => false,
            Some(Piled::Block(_)) => true,
            Some(Piled::Row(..)) => *was || heavy,
            Some(Piled::Comment(_)) => *was,
        };
        blanks.push(blank);
        (heavy_below, blank_below) = (heavy, blank);
    }
    blanks.reverse();
    blanks
}

/// The lines with the comments beside them.
fn joined(lines: &[Line<'_>], mut columns: Vec<usize>) -> String {
    for line in lines.iter().filter(|line| line.comment.is_some()) {
        let width = width(&line.text);
        let column = line.group.checked_sub(1).and_then(|at| columns.get_mut(at));
        if let Some(column) = column.filter(|_| width <= NARROW) {
            *column = (*column).max(width + BESIDE);
        }
    }
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        text.push_str(&line.text);
        if let Some(comment) = line.comment {
            let column = line.group.checked_sub(1).and_then(|at| columns.get(at)).copied().unwrap_or(0);
            let spaces = column.saturating_sub(width(&line.text)).max(BESIDE);
            text.extend(std::iter::repeat_n(' ', spaces));
            text.push_str(comment);
        }
        text.push('\n');
    }
    text
}
