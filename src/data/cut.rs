//! A number that its own comma cut in two: `98,500` without quotation marks is read as `98` and a note `500`.

use csv::ByteRecord;

use super::careful::Answer;
use super::diags;
use super::observations::Extra;
use super::rows::{Found, Rows};
use super::table::trimmed;

impl Rows<'_, '_> {
    /// The cells that look like one number: a value of one to three digits, and text columns of three digits each
    /// that follow it.
    pub(super) fn cut_number(&self, record: &ByteRecord) -> Option<Vec<String>> {
        let value = self.columns.value?;
        let is_text = |at: usize| self.columns.note == Some(at) || self.columns.by == Some(at);
        // Nearly all rows end here, so nothing is copied before.
        if !is_text(value + 1) || trimmed(record.get(value + 1)?).len() != 3 {
            return None;
        }
        let digits = |at: usize| {
            let cell = trimmed(record.get(at)?);
            let all = !cell.is_empty() && cell.len() <= 3 && cell.iter().all(u8::is_ascii_digit);
            all.then(|| String::from_utf8_lossy(cell).into_owned())
        };
        let first = digits(value).filter(|digits| !digits.starts_with('0'))?;
        let rest: Vec<String> = (value + 1..)
            .take_while(|at| is_text(*at))
            .map_while(digits)
            .take_while(|digits| digits.len() == 3)
            .collect();
        (!rest.is_empty()).then(|| std::iter::once(first).chain(rest).collect())
    }

    /// Tells of such a number, which is not judged.
    pub(super) fn cut_in_two(
        &mut self,
        found: &Found,
        cells: &[String],
        extra: &mut Option<Extra>,
    ) -> Answer {
        let measure = &self.reader.book.measures[found.measure];
        let first = cells.first().map_or("", String::as_str);
        let cell = self.cell(found.line, self.columns.value.unwrap_or(0), first);
        self.tell(found.line, diags::NUMBER_IN_TWO_CELLS, || {
            diags::number_in_two_cells(cell, &measure.id, cells)
        });
        // What looks like the rest of the number is no note and no name.
        if let (Some(extra), Some(value)) = (extra.as_mut(), self.columns.value) {
            let eaten =
                |column: Option<usize>| column.is_some_and(|at| at > value && at < value + cells.len());
            extra.note = extra.note.take().filter(|_| !eaten(self.columns.note));
            extra.submitted_by = extra.submitted_by.take().filter(|_| !eaten(self.columns.by));
        }
        Answer::invalid(first, format!("{} look like one number", diags::cells_in_words(cells)))
    }
}
