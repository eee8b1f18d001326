//! Levels that people set on figures: the level, who set it, when and why. One without all of them does not stand.

use csv::ByteRecord;

use super::diags;
use super::observations::Judgement;
use super::rows::{Found, Rows};
use super::table::{Header, text_of, trimmed};
use super::words::plain;
use crate::base::period::parse_date;

const LEVEL: &[&str] = &["judged", "judgedlevel", "setbyhand", "levelsetbyhand"];
const BY: &[&str] = &["judgedby", "setby"];
const ON: &[&str] = &["judgedon", "judgeddate", "seton"];
const BECAUSE: &[&str] = &["judgedbecause", "judgedwhy", "judgedreason", "setbecause"];

/// The columns of levels set by hand.
#[derive(Debug, Clone, Copy, Default)]
pub struct JudgedColumns {
    /// The level.
    pub level: Option<usize>,
    by: Option<usize>,
    on: Option<usize>,
    because: Option<usize>,
}

impl JudgedColumns {
    /// Finds the columns among those that are free.
    pub fn find(header: &Header, is_free: impl Fn(&usize) -> bool) -> Self {
        let find = |headings: &[&str]| header.find(headings).filter(&is_free);
        Self { level: find(LEVEL), by: find(BY), on: find(ON), because: find(BECAUSE) }
    }

    /// Those that there are.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        [self.level, self.by, self.on, self.because].into_iter().flatten()
    }
}

impl Rows<'_, '_> {
    /// The level that was set by hand in a row, when it stands.
    pub(super) fn judged(&mut self, found: &Found, record: &ByteRecord) -> Option<Box<Judgement>> {
        let columns = self.columns.judged;
        let at = columns.level?;
        let cell = |column: Option<usize>| {
            let cell = record.get(column?).filter(|cell| !trimmed(cell).is_empty())?;
            Some(plain(&text_of(cell)).into_owned()).filter(|text| text != "-")
        };
        let level = cell(Some(at))?;
        let on = cell(columns.on).and_then(|day| parse_date(&day).ok());
        // The report must not know of a level that was set later, nor of what is wrong with it.
        if let Some((on, day)) = on.zip(self.reader.known_by).filter(|(on, day)| on > day) {
            self.set_later(found, (at, &level), (on, day));
            return None;
        }
        let book = self.reader.book;
        let rating = book.rating_of(&book.measures[found.measure]);
        let Some(position) = rating.and_then(|rating| rating.level(&level)) else {
            let place = self.cell(found.line, at, &level);
            self.tell_level(found.measure, place, false);
            return None;
        };
        let (by, because) = (cell(columns.by), cell(columns.because));
        let missing: Vec<&str> =
            [("who set it", by.is_none()), ("when", on.is_none()), ("why", because.is_none())]
                .into_iter()
                .filter_map(|(what, missing)| missing.then_some(what))
                .collect();
        if let (Some(by), Some(on), Some(because)) = (by, on, because) {
            return Some(Box::new(Judgement { level: position, by, on, because }));
        }
        let id = book.measures[found.measure].id.clone();
        let place = self.cell(found.line, at, &level);
        self.tell(found.line, diags::JUDGED_WITHOUT_GROUNDS, || {
            diags::judged_without_grounds(place, &id, &level, &missing)
        });
        None
    }
}
