//! How much a letter holds. Nobody answers a letter of a thousand pages: what presses most stands in it in full, and the
//! rest is counted, measure by measure, with the file in which each of them stands.

use std::cmp::Reverse;
use std::hash::Hash;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::eval::outcome::{Case, badness};
use crate::model::Measure;
use crate::plain;
use crate::report::document::{Block, Cell, Column, Row, RowKind, Table};
use crate::report::view::View;

/// A letter tells of no more matters than these in full.
pub(super) const MOST_IN_FULL: usize = 40;

/// How much something presses, the most first: the day an answer is due, where one is, and the level from the worst.
type Urgency = (bool, Option<NaiveDate>, Reverse<(u8, bool)>);

/// How much a case presses that is to be answered by a day, or is only told, and its measure.
pub fn pressing(
    view: &View<'_>,
    case: Option<&Case>,
    due: Option<NaiveDate>,
) -> (Urgency, Option<Id<Measure>>) {
    let measure = case.and_then(|case| case.measure);
    let outcome = case.and_then(|case| view.outcome_of(case.measure?, case.place));
    ((due.is_none(), due, Reverse(outcome.map_or((0, false), badness))), measure)
}

/// Those that there is room for, which are those that press most, and the others; both in the order in which they came.
/// Of those that press alike, each kind has its turn, so that one measure of many groups does not crowd out the others.
pub fn parted<T, K: Ord, G: Eq + Hash>(
    all: Vec<T>,
    room: usize,
    pressing: impl Fn(&T) -> (K, G),
) -> (Vec<T>, Vec<T>) {
    if all.len() <= room {
        return (all, Vec::new());
    }
    let mut order: Vec<(K, G, usize)> = Vec::with_capacity(all.len());
    for (at, one) in all.iter().enumerate() {
        let (key, kind) = pressing(one);
        order.push((key, kind, at));
    }
    order.sort_by(|one, other| (&one.0, one.2).cmp(&(&other.0, other.2)));
    let mut in_turn: Vec<(usize, usize, usize)> = Vec::with_capacity(all.len());
    for (group, alike) in order.chunk_by(|one, next| one.0 == next.0).enumerate() {
        let mut turns: FxHashMap<&G, usize> = FxHashMap::default();
        for (_, kind, at) in alike {
            let turn = turns.entry(kind).or_default();
            in_turn.push((group, *turn, *at));
            *turn += 1;
        }
    }
    in_turn.sort_unstable();
    let mut has_room = vec![false; all.len()];
    for (_, _, at) in in_turn.into_iter().take(room) {
        if let Some(slot) = has_room.get_mut(at) {
            *slot = true;
        }
    }
    let mut has_room = has_room.into_iter();
    all.into_iter().partition(|_| has_room.next() == Some(true))
}

/// `40 are set out below, …; the table counts the 8,338 others, …`.
pub(super) fn said(shown: usize, left: usize, which: &str, place: &str) -> Block {
    Block::Paragraph(format!(
        "{} are set out below, {which}; the table counts the {} others, {place}.",
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

/// So many measures are named in the table of what there is no room for.
const MOST_MEASURES: usize = 100;

/// What a letter has no room for, counted by measure; `what` heads the count.
pub(super) fn counted(view: &View<'_>, what: &str, left: &[Left]) -> Block {
    let has_days = left.iter().any(|one| one.due.is_some());
    let mut by_measure: Vec<(Option<Id<Measure>>, Vec<Left>)> = Vec::new();
    let mut known = FxHashMap::default();
    for one in left {
        let at = *known.entry(one.measure).or_insert(by_measure.len());
        match by_measure.get_mut(at) {
            Some((_, own)) => own.push(*one),
            None => by_measure.push((one.measure, vec![*one])),
        }
    }
    let (named, others) = by_measure.split_at(by_measure.len().min(MOST_MEASURES));
    let row = |about: String, own: &[Left]| Row::plain(cells(view, about, own, has_days));
    let mut rows: Vec<Row> = named.iter().map(|(measure, own)| row(about(view, *measure), own)).collect();
    if !others.is_empty() {
        let own: Vec<Left> = others.iter().flat_map(|(_, own)| own).copied().collect();
        let more = u32::try_from(others.len()).unwrap_or(u32::MAX);
        rows.push(row(format!("{} more", plain::count(more, "measure")), &own));
    }
    if rows.len() > 1 {
        let cells = cells(view, "All of these".to_owned(), left, has_days);
        rows.push(Row { kind: RowKind::Total, cells, ..Row::default() });
    }
    let mut columns = vec![Column::left("Measure"), Column::right(what)];
    if has_days {
        columns.extend([Column::right("Overdue"), Column::left("First due")]);
    }
    Block::Table(Table { title: "The others by measure".to_owned(), columns, rows, ..Table::default() })
}

/// How many there are, and where answers are due how many are overdue and by when the first is due.
fn cells(view: &View<'_>, about: String, own: &[Left], has_days: bool) -> Vec<Cell> {
    let count = |of: usize| Cell::count(u32::try_from(of).unwrap_or(u32::MAX));
    let mut cells = vec![Cell::Text(about), count(own.len())];
    if has_days {
        let as_of = view.inputs.assessment.as_of;
        let overdue = own.iter().filter(|one| one.due.is_some_and(|day| day < as_of)).count();
        let first = own.iter().filter_map(|one| one.due).min();
        cells.push(count(overdue));
        cells.push(first.map_or_else(|| Cell::absent("no day set"), Cell::Day));
    }
    cells
}

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
        let key = |one: &i32| (*one, ());
        assert_eq!(parted(all.clone(), 5, key), (all.clone(), vec![]));
        assert_eq!(parted(all.clone(), 3, key), (vec![1, 1, 3], vec![5, 4]));
        assert_eq!(parted(all, 1, key), (vec![1], vec![5, 4, 1, 3]));
    }

    #[test]
    fn of_those_that_press_alike_each_kind_has_its_turn() {
        let all = vec![(2, 'c'), (1, 'a'), (1, 'a'), (1, 'a'), (1, 'b'), (1, 'b')];
        let (shown, left) = parted(all, 3, |(day, kind)| (*day, *kind));
        assert_eq!(shown, [(1, 'a'), (1, 'a'), (1, 'b')]);
        assert_eq!(left, [(2, 'c'), (1, 'a'), (1, 'b')]);
    }
}
