//! Figures of benchmarks and peers that stand beside the value, each under a heading of its own.

use csv::ByteRecord;

use super::careful::{Answer, Parts};
use super::measures::Facts;
use super::observations::Extra;
use super::periods::When;
use super::places::Said;
use super::rows::{Found, Rows};
use super::submitted::Marks;
use super::table::text_of;
use super::value::read_value;

impl Rows<'_, '_> {
    /// Reads the figures of others in a row. They are known from the day the row was submitted.
    pub(super) fn figures_beside(&mut self, found: &Found, record: &ByteRecord, facts: &Facts) {
        let Some(comparators) = self.reader.book.comparators else { return };
        if found.moved || !matches!(found.period, When::At(_)) || self.reader.is_of_others(found.place) {
            return;
        }
        for at in 0..self.columns.beside.len() {
            let Some((name, column)) = self.columns.beside.get(at).cloned() else { continue };
            let text = record.get(column).map_or_else(String::new, |cell| text_of(cell).into_owned());
            let Said::Member(member) = self.reader.places.member(comparators, &name) else { continue };
            if text.is_empty() {
                continue;
            }
            let place = self.reader.places.with(found.place, member);
            // Findings name the cell that is read, which is not that of the measure's own value.
            let own = self.columns.value.replace(column);
            let answer = self.answer(&Found { place, ..*found }, &text, facts);
            let extra = Extra { submitted_on: self.known_on(found, record), ..Extra::default() };
            self.store(found, place, answer, Marks::NONE, Some(extra), &Parts::default());
            self.columns.value = own;
        }
    }

    fn answer(&mut self, found: &Found, text: &str, facts: &Facts) -> Answer {
        let asked = self.reader.measures.asked(found.measure);
        match read_value(text, asked) {
            Ok(reading) => self.check(found, reading, text, facts),
            Err(fault) => self.faulty(found, text, &fault),
        }
    }
}
