//! Which definition a figure is by, where the definition of its measure changed.

use csv::ByteRecord;

use super::diags;
use super::observations::{Observations, PlaceId, Row, WorkedAgain};
use super::periods::When;
use super::rows::Rows;
use super::settle::Settling;
use super::submitted::State;
use super::table::text_of;
use super::words::key;
use crate::base::arena::Id;
use crate::model::{Definition, Measure};

impl Rows<'_, '_> {
    /// The definition that a row names, where it is another than that of its period's own time; `Some(None)` where it
    /// is the same. None when it names one that is not known, and the row is not used.
    pub(super) fn definition(
        &mut self,
        line: u32,
        record: &ByteRecord,
        id: Id<Measure>,
        period: When,
    ) -> Option<Option<u8>> {
        let Some(column) = self.columns.definition else { return Some(None) };
        let measure = &self.reader.book.measures[id];
        let When::At(number) = period else { return Some(None) };
        let text = record.get(column).map(text_of).unwrap_or_default();
        let (name, Some(period)) = (key(&text), self.reader.periods.get(number)) else { return Some(None) };
        if measure.definitions.len() < 2 || matches!(name.as_str(), "" | "-") {
            return Some(None);
        }
        let Some(named) = measure.definitions.iter().position(|one| is_called(one, &name)) else {
            let known: Vec<String> = measure.definitions.iter().filter_map(called).collect();
            let cell = self.cell(line, column, &text);
            self.tell(line, diags::UNKNOWN_DEFINITION, || {
                diags::unknown_definition(cell, &measure.id, &known)
            });
            return None;
        };
        let own = measure.definition_of(measure.due.slot_of(period.end));
        Some((named != own).then_some(u8::try_from(named).ok()).flatten())
    }
}

/// True when a definition goes by this name: its words, or the period it begins with.
fn is_called(definition: &Definition, name: &str) -> bool {
    let from = definition.from.map(|from| key(&from.to_string()));
    (!definition.words.is_empty() && key(&definition.words) == name)
        || from.is_some_and(|from| from == name || format!("from {from}") == name)
}

/// What a data file may call a definition.
fn called(definition: &Definition) -> Option<String> {
    if !definition.words.is_empty() {
        return Some(format!("`{}`", definition.words));
    }
    definition.from.map(|from| format!("`from {from}`"))
}

impl Settling<'_> {
    /// The rows that are by another definition than their period's own, in order of their numbers.
    pub(super) fn by_other_definitions(&self, early: &[u32]) -> Vec<u32> {
        let other = self.seen.extra.iter().filter(|(_, extra)| extra.definition.is_some());
        let mut rows: Vec<u32> = other.map(|(row, _)| *row).collect();
        rows.retain(|row| early.binary_search(row).is_err());
        rows.sort_unstable();
        rows
    }

    /// Puts those rows in order, leaving one for each period and definition.
    pub(super) fn settle_definitions(&mut self, mut rows: Vec<u32>) {
        rows.sort_by_key(|row| of(&self.seen, *row));
        let mut rest = rows.as_slice();
        while let Some(first) = rest.first() {
            let wanted = of(&self.seen, *first);
            let same = rest.iter().take_while(|row| of(&self.seen, **row) == wanted).count();
            let (rows, after) = rest.split_at(same);
            rest = after;
            let row = Row(if same == 1 { *first } else { self.resolve(rows) });
            if let Some((_, _, _, definition)) = wanted {
                self.seen.worked_again.push(WorkedAgain { definition, row });
            }
        }
    }
}

/// Measure, place, period and definition of a row.
fn of(seen: &Observations, row: u32) -> Option<(Id<Measure>, PlaceId, u32, u8)> {
    let at = row as usize;
    let definition = seen.extra(Row(row))?.definition?;
    Some((*seen.measure.get(at)?, *seen.place.get(at)?, *seen.period.get(at)?, definition))
}

/// Where one group's figure by another definition is withheld, so are those of all groups: none is to be worked out
/// from the others.
pub(super) fn withheld_together(seen: &Observations) -> Vec<Row> {
    let of = |one: &WorkedAgain| {
        let at = one.row.0 as usize;
        (seen.measure.get(at).copied(), seen.period.get(at).copied(), one.definition)
    };
    let held: Vec<_> =
        seen.worked_again.iter().filter(|one| seen.state(one.row) == State::Withheld).map(of).collect();
    seen.worked_again.iter().filter(|one| held.contains(&of(one))).map(|one| one.row).collect()
}
