//! A form that came back: rows left open, marks for a figure that is not there, and what the form itself would have
//! refused.

use csv::ByteRecord;

use super::diags;
use super::rows::{Found, Rows};
use super::submitted::State;
use super::table::{text_of, trimmed};
use super::words::{no_value, plain};
use crate::base::arena::Id;
use crate::model::Measure;

/// A word where a figure goes that says there is none, and what it says.
fn word_for_none(text: &str) -> Option<State> {
    no_value(&plain(text)).map(|(state, _)| state).filter(|_| !text.is_empty())
}

impl Rows<'_, '_> {
    /// True where no value is given, and nothing that one is made of.
    pub(super) fn value_is_blank(&self, record: &ByteRecord) -> bool {
        let said = [self.columns.value, self.columns.numerator, self.columns.denominator];
        said.iter().flatten().filter_map(|at| record.get(*at)).all(|cell| trimmed(cell).is_empty())
    }

    /// True for a row that says nothing: of a form that nobody filled in, or without a figure in place of an earlier one.
    pub(super) fn says_nothing(&mut self, line: u32, record: &ByteRecord) -> bool {
        if self.value_is_blank(record) {
            return self.columns.revises || self.is_left_open(record);
        }
        self.columns.revises && self.tell_nothing_to_revise(line, record)
    }

    /// True for a row of a form that nobody filled in: it says nothing, as if it were not there.
    pub(super) fn is_left_open(&self, record: &ByteRecord) -> bool {
        let columns = &self.columns;
        // Who would send it is written into the form before it goes out.
        let beside = [columns.mark, columns.note, columns.on, columns.still_expected];
        let forecast = columns.forecast.map(|(at, _)| at);
        let mut said = beside.into_iter().chain([forecast]).flatten().filter_map(|at| record.get(at));
        self.sheet.in_workbook && said.all(|cell| trimmed(cell).is_empty())
    }

    /// A word such as `n/a` under `Revised value` means that there is nothing to revise, not that the figure is gone.
    fn tell_nothing_to_revise(&mut self, line: u32, record: &ByteRecord) -> bool {
        let Some(column) = self.columns.value else { return false };
        let text = text_of(record.get(column).unwrap_or(&[])).into_owned();
        let Some(State::Missing | State::NotApplicable) = word_for_none(&text) else { return false };
        let cell = self.cell(line, column, &text);
        self.tell(line, diags::WORD_WHERE_A_FIGURE_GOES, || diags::nothing_to_revise(cell));
        true
    }

    /// Tells of a figure in a workbook with a column for the day it was sent in, and no day there.
    pub(super) fn tell_without_day(&mut self, line: u32, record: &ByteRecord, measure: Id<Measure>) {
        let Some(on) = self.columns.on.filter(|_| self.sheet.in_workbook) else { return };
        if self.value_is_blank(record) || !record.get(on).is_none_or(|cell| trimmed(cell).is_empty()) {
            return;
        }
        let cell = self.cell(line, on, "");
        let id = self.reader.book.measures[measure].id.clone();
        let finding = diags::without_its_day(cell, &id);
        if self.columns.revises {
            // Beside the figure that it is to replace, that it has no day is the reason why neither stands.
            self.reader.undated_revisions.push(((self.file, line), finding));
        } else {
            self.tell(line, diags::WITHOUT_ITS_DAY, || finding);
        }
    }

    /// Tells of a figure in one board's workbook for a measure that is another's.
    pub(super) fn tell_other_board(&mut self, line: u32, record: &ByteRecord, measure: Id<Measure>) {
        let Some(board) = self.sheet.board else { return };
        let book = self.reader.book;
        let measure = &book.measures[measure];
        let Some(owner) = measure.owner.filter(|owner| *owner != board) else { return };
        if self.value_is_blank(record) {
            return;
        }
        let at = self.columns.measure;
        let cell = self.cell(line, at, &text_of(record.get(at).unwrap_or(&[])));
        self.tell(line, diags::FIGURE_OF_ANOTHER_BOARD, || {
            let (owner, board) = (&book.parties[owner].title, &book.parties[board].title);
            diags::figure_of_another_board(cell, &measure.id, owner, board)
        });
    }

    /// A word for no value where marks stand, such as `not yet available`.
    pub(super) fn mark_for_no_value(&self, record: &ByteRecord) -> Option<(State, String)> {
        let text = text_of(record.get(self.columns.mark?)?);
        let (state, _) = no_value(&plain(&text)).filter(|_| !matches!(&*text, "" | "-"))?;
        Some((state, text.into_owned()))
    }

    /// Such a word where it stands for the value: beside a blank one, or one that says no more; `suppressed` holds for
    /// any.
    pub(super) fn said_instead(&self, record: &ByteRecord) -> Option<String> {
        let (state, text) = self.mark_for_no_value(record)?;
        let is_word = || {
            let value = self.columns.value.and_then(|at| record.get(at));
            value.is_some_and(|cell| word_for_none(&text_of(cell)).is_some())
        };
        (state == State::Withheld || self.value_is_blank(record) || is_word()).then_some(text)
    }

    /// A figure, and beside it a mark that says there is none: which of them is meant, nobody can tell. What is told is
    /// the reason why it is not judged.
    pub(super) fn denied(&mut self, found: &Found, record: &ByteRecord) -> Option<String> {
        let (_, mark) = self.mark_for_no_value(record)?;
        if self.said_instead(record).is_some() {
            return None;
        }
        let text = |at: Option<usize>| at.and_then(|at| record.get(at)).map(text_of).unwrap_or_default();
        let value = text(self.columns.value);
        let figure = if value.is_empty() {
            let parts = [self.columns.numerator, self.columns.denominator].map(text);
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" of ")
        } else {
            value.into_owned()
        };
        let cell = self.cell(found.line, self.columns.mark.unwrap_or(0), &mark);
        let id = &self.reader.book.measures[found.measure].id;
        self.tell(found.line, diags::FIGURE_MARKED_AS_NONE, || {
            diags::figure_marked_as_none(cell, id, &figure)
        });
        Some(format!("`{figure}` stands beside `{mark}`"))
    }

    /// The column of marks of a form, which has an arrow over each column to fill in.
    pub(super) fn form_mark(&self) -> Option<usize> {
        self.columns.mark.filter(|mark| self.is_filled_in(*mark))
    }

    /// True for a column of a form that is filled in by hand.
    pub(super) fn is_filled_in(&self, column: usize) -> bool {
        self.sheet.header.cell(column).starts_with('→')
    }

    /// How a row of this table says that there is no value yet.
    pub(super) fn or_none_yet(&self) -> String {
        match self.form_mark() {
            Some(mark) => format!(
                "leave the cell blank and choose `not yet available` under `{}` where there is no figure yet",
                self.sheet.header.cell(mark)
            ),
            None => "`nya` where there is none yet".to_owned(),
        }
    }

    /// How a row of this table says that its figure is an estimate.
    pub(super) fn estimated(&self) -> String {
        match self.columns.mark {
            Some(mark) if self.form_mark().is_some() => {
                format!("`estimated` under `{}`", self.sheet.header.cell(mark))
            }
            Some(mark) => format!("`e` under `{}`", self.sheet.header.cell(mark)),
            None => "`e` in a column `mark`".to_owned(),
        }
    }

    /// Tells of a word in a cell of a form that takes a figure; the word is read, and marks have a column of their own.
    pub(super) fn tell_word(&mut self, found: &Found, record: &ByteRecord, state: State) {
        let Some((column, mark)) = self.columns.value.zip(self.form_mark()) else { return };
        let text = text_of(record.get(column).unwrap_or(&[])).into_owned();
        if text.is_empty() || self.mark_for_no_value(record).is_some() {
            return;
        }
        let (cell, mark) = (self.cell(found.line, column, &text), self.sheet.header.cell(mark).to_owned());
        self.tell(found.line, diags::WORD_WHERE_A_FIGURE_GOES, || {
            diags::word_where_a_figure_goes(cell, state, &mark)
        });
    }
}
