//! How much a letter holds. Nobody answers a letter of a thousand pages: what presses most stands in it in full, and the
//! rest is counted, measure by measure, with the file in which each of them stands.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::eval::outcome::{Case, badness};
use crate::model::Measure;
use crate::plain;
use crate::report::document::{Block, Cell, Column, Row, RowKind, Table};
use crate::report::view::View;

/// A letter tells of no more matters than these in full.
pub(super) const MOST_IN_FULL: usize = 40;

/// How much something presses, the least first: the day an answer is due, where one is, and the level from the worst.
pub type Pressing = (bool, Option<NaiveDate>, Reverse<(u8, bool)>);

/// How much a case presses that is to be answered by a day, or is only told.
pub fn pressing(view: &View<'_>, case: Option<&Case>, due: Option<NaiveDate>) -> Pressing {
    let outcome = case.and_then(|case| view.outcome_of(case.measure?, case.place));
    (due.is_none(), due, Reverse(outcome.map_or((0, false), badness)))
}

/// Those that there is room for, which are those that press most, and the others; both in the order in which they came.
pub fn parted<T, K: Ord>(all: Vec<T>, room: usize, pressing: impl Fn(&T) -> K) -> (Vec<T>, Vec<T>) {
    if all.len() <= room {
        return (all, Vec::new());
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_cached_key(|at| all.get(*at).map(&pressing));
    let mut has_room = vec![false; all.len()];
    for at in order.into_iter().take(room) {
        if let Some(slot) = has_room.get_mut(at) {
            *slot = true;
        }
    }
    let mut has_room = has_room.into_iter();
    all.into_iter().partition(|_| has_room.next() == Some(true))
}

/// `40 are set out below: …; 8,338 more are counted …`.
pub(super) fn said(shown: usize, left: usize, which: &str, place: &str) -> Block {
    Block::Paragraph(format!(
        "{} are set out below, {which}; {} more are counted after them, measure by measure, and stand in full in {place}.",
        number(shown),
        number(left)
    ))
}

/// `8,338`.
pub fn number(of: usize) -> String {
    Cell::count(u32::try_from(of).unwrap_or(u32::MAX)).shown()
}

/// Something that a letter has no room for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// What it is about.
    pub measure: Option<Id<Measure>>,
    /// The day by which it is to be answered.
    pub due: Option<NaiveDate>,
}

/// What a letter has no room for, counted by measure; `what` heads the count.
pub(super) fn counted(view: &View<'_>, what: &str, left: &[Left]) -> Block {
    let as_of = view.inputs.assessment.as_of;
    let has_days = left.iter().any(|one| one.due.is_some());
    let mut of_measures: Vec<Option<Id<Measure>>> = Vec::new();
    for one in left {
        if !of_measures.contains(&one.measure) {
            of_measures.push(one.measure);
        }
    }
    let row = |kind: RowKind, about: String, own: &[Left]| {
        let overdue = own.iter().filter(|one| one.due.is_some_and(|day| day < as_of)).count();
        let count = |of: usize| Cell::count(u32::try_from(of).unwrap_or(u32::MAX));
        let mut cells = vec![Cell::Text(about), count(own.len())];
        if has_days {
            let first = own.iter().filter_map(|one| one.due).min();
            cells.push(count(overdue));
            cells.push(first.map_or_else(|| Cell::absent("no day set"), Cell::Day));
        }
        Row { kind, cells, ..Row::default() }
    };
    let of = |measures: &[Option<Id<Measure>>]| -> Vec<Left> {
        left.iter().filter(|one| measures.contains(&one.measure)).copied().collect()
    };
    let (named, others) = of_measures.split_at(of_measures.len().min(MOST_MEASURES));
    let mut rows: Vec<Row> =
        named.iter().map(|one| row(RowKind::Plain, about(view, *one), &of(&[*one]))).collect();
    if !others.is_empty() {
        let more = u32::try_from(others.len()).unwrap_or(u32::MAX);
        rows.push(row(RowKind::Plain, format!("{} more", plain::count(more, "measure")), &of(others)));
    }
    if rows.len() > 1 {
        rows.push(row(RowKind::Total, "All of these".to_owned(), left));
    }
    let mut columns = vec![Column::left("Measure"), Column::right(what)];
    if has_days {
        columns.extend([Column::right("Overdue"), Column::left("First due")]);
    }
    Block::Table(Table {
        title: "The others, measure by measure".to_owned(),
        columns,
        rows,
        ..Table::default()
    })
}

/// So many measures are named in the table of what there is no room for.
const MOST_MEASURES: usize = 100;

fn about(view: &View<'_>, measure: Option<Id<Measure>>) -> String {
    let Some(id) = measure else { return "The framework as a whole".to_owned() };
    let measure = &view.inputs.book.measures[id];
    format!("{} {}", measure.id, measure.title)
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn there_is_room_for_what_presses_most_in_the_order_in_which_it_came() {
        let all = vec![5, 1, 4, 1, 3];
        assert_eq!(parted(all.clone(), 5, |one| *one), (all.clone(), vec![]));
        assert_eq!(parted(all.clone(), 3, |one| *one), (vec![1, 1, 3], vec![5, 4]));
        assert_eq!(parted(all, 1, |one| *one), (vec![1], vec![5, 4, 1, 3]));
    }
}
