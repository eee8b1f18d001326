//! Columns that rows have in common: what follows the clause words, the titles of boards, the questions of an escalation.

use super::WIDTH;
use super::pieces::Word;
use super::row::Row;

/// How many columns there may be, and the space before each at the least.
const COUNT: usize = 4;

/// Where the columns of a group of rows begin, counted from where the rows do; none for one that is not kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    starts: [Option<usize>; COUNT],
    /// The least space before each.
    gaps: [usize; COUNT],
}

/// What the columns of a kind of rows are like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Where the first column begins at the least.
    pub(super) first: usize,
    /// The space between the longest clause word and the first column.
    pub(super) first_gap: usize,
    /// The least space before the second.
    pub(super) second_gap: usize,
}

impl Columns {
    /// The columns of some rows that begin at `indent`.
    pub(super) fn of(rows: &[&Row<'_>], indent: usize, manner: Manner) -> Self {
        let mut columns = Self { starts: [None; COUNT], gaps: [1, manner.second_gap, 1, 1] };
        for number in 0..COUNT {
            let ends = rows.iter().filter_map(|row| columns.end_before(row, number));
            let Some(longest) = ends.max() else { continue };
            let (least, gap) = match number {
                0 => (manner.first, manner.first_gap),
                _ => (0, columns.gaps.get(number).copied().unwrap_or(1)),
            };
            if let Some(start) = columns.starts.get_mut(number) {
                *start = Some((longest + gap).max(least));
            }
        }
        columns.without_too_wide(rows, indent)
    }

    /// Where the first column begins.
    pub(super) fn first(&self) -> Option<usize> {
        self.starts.first().copied().flatten()
    }

    /// Gives up columns, the last first, that make a row too wide which would not be so without them.
    fn without_too_wide(mut self, rows: &[&Row<'_>], indent: usize) -> Self {
        let none = Self { gaps: self.gaps, ..Self::default() };
        for number in (1..COUNT).rev() {
            if self.starts.get(number).copied().flatten().is_none() {
                continue;
            }
            let too_wide = |columns: &Self, row: &Row<'_>| indent + columns.width_of(row) > WIDTH;
            if rows.iter().any(|row| too_wide(&self, row) && !too_wide(&none, row))
                && let Some(start) = self.starts.get_mut(number)
            {
                *start = None;
            }
        }
        self
    }

    /// How far the words before a column reach; none for a row that has no such column.
    fn end_before(&self, row: &Row<'_>, number: usize) -> Option<usize> {
        let begins = |word: &Word<'_>| word.column.is_some_and(|column| usize::from(column) == number);
        if !row.words().any(begins) {
            return None;
        }
        let mut end = 0;
        for (word, spaces) in self.spaced(row.words()) {
            if begins(word) {
                return Some(end);
            }
            end += spaces + word.width;
        }
        None
    }

    fn width_of(&self, row: &Row<'_>) -> usize {
        self.spaced(row.words()).map(|(word, spaces)| spaces + word.width).sum()
    }

    /// Each word with the spaces before it.
    pub(super) fn spaced<'w, 's: 'w>(
        &self,
        words: impl Iterator<Item = &'w Word<'s>>,
    ) -> impl Iterator<Item = (&'w Word<'s>, usize)> {
        let mut end = 0;
        words.enumerate().map(move |(at, word)| {
            let column = word.column.map(usize::from);
            let start = column.and_then(|number| self.starts.get(number).copied().flatten());
            let gap = column.and_then(|number| self.gaps.get(number).copied()).unwrap_or(1).max(1);
            let before = match start {
                _ if at == 0 || word.glued => 0,
                Some(start) => start.saturating_sub(end).max(gap),
                None => gap,
            };
            end += before + word.width;
            (word, before)
        })
    }
}
