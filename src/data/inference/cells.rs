//! One figure, of a measure for a place in a period, and how it stands to readers.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::base::unit::{Kind, rate_base};
use crate::data::disclosure::count;
use crate::data::exposure::Hidden;
use crate::data::observations::{Observations, PlaceId, Row};
use crate::data::submitted::State;
use crate::model::{Measure, OnGroups, RuleBook, Withholding};

/// What of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum What {
    /// Its value.
    Value,
    /// Its numerator.
    Numerator,
    /// Its denominator.
    Denominator,
}

/// A figure, by the slot of its measure's own rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Cell {
    pub measure: Id<Measure>,
    pub slot: Slot,
    pub place: PlaceId,
    pub what: What,
}

/// How a figure stands to readers.
#[derive(Debug, Clone)]
pub(super) enum Standing {
    /// They see it.
    Shown(Exact),
    /// It is withheld: what they know of it before any sum is done, and whether it was to be withheld for itself.
    Held { asked_for: bool, range: Hidden },
    /// Nobody has it, or it is not believed.
    Unknown,
    /// It does not apply, and counts as nought.
    Nought,
}

/// One row for each slot that has one, in their order.
type BySlot = Vec<(Slot, Row)>;

/// The rows of each measure and place by slot, laid out when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Index {
    rows: FxHashMap<(Id<Measure>, PlaceId), BySlot>,
}

impl Index {
    /// The row of a figure, where it has one.
    pub(super) fn row(&mut self, book: &RuleBook, seen: &Observations, cell: &Cell) -> Option<Row> {
        let rows = self.series(book, seen, cell.measure, cell.place);
        let at = rows.binary_search_by_key(&cell.slot, |(slot, _)| *slot).ok()?;
        rows.get(at).map(|(_, row)| *row)
    }

    /// All rows of a measure and place that stand, one for each slot.
    pub(super) fn series(
        &mut self,
        book: &RuleBook,
        seen: &Observations,
        id: Id<Measure>,
        place: PlaceId,
    ) -> &[(Slot, Row)] {
        self.rows.entry((id, place)).or_insert_with(|| laid_out(book, seen, id, place))
    }
}

/// One row for each slot: that of the slot's own period before one of a month within it.
fn laid_out(book: &RuleBook, seen: &Observations, id: Id<Measure>, place: PlaceId) -> Vec<(Slot, Row)> {
    let due = book.measures[id].due;
    let Some(series) = seen.find(id, place) else { return Vec::new() };
    let is_own = |row: Row, slot: Slot| {
        let own = due.period(slot).zip(seen.period(row));
        own.is_some_and(|(own, row)| (own.start, own.end) == (row.start, row.end))
    };
    let mut kept: Vec<(Slot, Row)> = Vec::with_capacity(series.rows.len());
    for row in seen.rows(series) {
        let Some(period) = seen.period(row) else { continue };
        let slot = due.slot_of(period.end);
        match kept.last_mut().filter(|(last, _)| *last == slot) {
            None => kept.push((slot, row)),
            Some(last) if !is_own(last.1, slot) || is_own(row, slot) => last.1 = row,
            Some(_) => {}
        }
    }
    kept
}

/// What every question about figures is asked of.
pub(super) struct Cells<'a> {
    pub book: &'a RuleBook,
    pub seen: &'a Observations,
    pub index: &'a mut Index,
    /// The rows that were to be withheld for themselves.
    pub asked_for: &'a FxHashSet<u32>,
    /// Where the figure of all groups together is withheld.
    held_totals: FxHashSet<(Id<Measure>, Slot)>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        book: &'a RuleBook,
        seen: &'a Observations,
        index: &'a mut Index,
        asked_for: &'a FxHashSet<u32>,
    ) -> Self {
        let slots = |(id, periods): (&Id<Measure>, &'a Vec<Period>)| {
            let (id, due) = (*id, book.measures[*id].due);
            periods.iter().map(move |period| (id, due.slot_of(period.end)))
        };
        let held_totals = seen.withheld_totals.iter().flat_map(slots).collect();
        Self { book, seen, index, asked_for, held_totals }
    }

    /// The figures of all groups together that are withheld, in order.
    pub(super) fn held_totals(&self) -> Vec<(Id<Measure>, Slot)> {
        let mut all: Vec<_> = self.held_totals.iter().copied().collect();
        all.sort_unstable();
        all
    }

    pub(super) fn row(&mut self, cell: &Cell) -> Option<Row> {
        self.index.row(self.book, self.seen, cell)
    }

    /// `measure 3.3 for JR in Q2 2018/19`.
    pub(super) fn name(&self, cell: &Cell) -> String {
        let measure = &self.book.measures[cell.measure];
        let label = self.seen.place(cell.place).map(crate::data::Place::label).unwrap_or_default();
        let group = if label.is_empty() { String::new() } else { format!(" for {label}") };
        let when = measure.due.period(cell.slot).map(|period| format!(" {}", period.when()));
        format!("measure {}{group}{}", measure.id, when.unwrap_or_default())
    }

    /// How a figure stands that is not computed.
    pub(super) fn standing(&mut self, cell: &Cell) -> Standing {
        let Some(row) = self.row(cell) else { return self.joined(cell) };
        let seen = self.seen;
        let shown = |number: Option<Exact>| number.map_or(Standing::Unknown, Standing::Shown);
        match seen.state(row) {
            State::Number => shown(match cell.what {
                What::Value => seen.number(row),
                What::Numerator => seen.numerator(row),
                What::Denominator => seen.denominator(row),
            }),
            State::Withheld => Standing::Held {
                asked_for: self.asked_for.contains(&row.0) && cell.what != What::Denominator,
                range: self.range(cell, row),
            },
            State::NotApplicable => Standing::Nought,
            State::Yes | State::No | State::Day | State::Level | State::Missing | State::Invalid => {
                Standing::Unknown
            }
        }
    }

    /// What a reader knows of a withheld count: by the rule it is small, unless it was withheld because of another.
    fn range(&self, cell: &Cell, row: Row) -> Hidden {
        let measure = &self.book.measures[cell.measure];
        let is_count = match measure.unit.kind {
            Kind::Percent | Kind::Rate => cell.what == What::Numerator,
            _ => true,
        };
        match (&measure.withholds, count(measure, self.seen, row)) {
            (Some(rule @ Withholding::Counts { from, to, .. }), Some(count))
                if is_count && rule.holds_back(&count) =>
            {
                Hidden { least: from.clone(), most: Some(to.clone()) }
            }
            _ => Hidden { least: Exact::zero(), most: None },
        }
    }

    /// How the figure of all groups together stands, which is in no row.
    fn joined(&mut self, cell: &Cell) -> Standing {
        let measure = &self.book.measures[cell.measure];
        let of_known = match measure.on_groups {
            OnGroups::Total => false,
            OnGroups::TotalOfKnown(_) => true,
            OnGroups::Each
            | OnGroups::Worst
            | OnGroups::WorstOfKnown(_)
            | OnGroups::AtLeast { .. }
            | OnGroups::Gap => return Standing::Unknown,
        };
        if cell.place != PlaceId::WHOLE || measure.by.is_empty() {
            return Standing::Unknown;
        }
        let mut sums: [Option<Exact>; 2] = [None, None];
        for place in self.places_of(cell.measure) {
            let Some(row) = self.row(&Cell { place, ..*cell }) else { continue };
            let Some(parts) = self.true_parts(measure, row) else {
                if of_known || self.seen.state(row) == State::NotApplicable {
                    continue;
                }
                return Standing::Unknown;
            };
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum = part.map(|part| sum.as_ref().map_or_else(|| part.clone(), |sum| sum.plus(&part)));
            }
        }
        let [above, below] = sums;
        let value = match (cell.what, measure.unit.kind) {
            (What::Denominator, _) => below,
            (What::Value, Kind::Percent | Kind::Rate) => {
                let value = above.zip(below);
                value.and_then(|(above, below)| above.times(&scale(measure)).over(&below))
            }
            (What::Value | What::Numerator, _) => above,
        };
        let Some(value) = value else { return Standing::Unknown };
        if !self.is_withheld_total(cell) {
            return Standing::Shown(value);
        }
        let small = measure.withholds.as_ref().filter(|rule| rule.holds_back(&value));
        match small {
            Some(Withholding::Counts { from, to, .. }) => Standing::Held {
                asked_for: true,
                range: Hidden { least: from.clone(), most: Some(to.clone()) },
            },
            Some(Withholding::Everything(_)) | None => Standing::Held {
                asked_for: small.is_some(),
                range: Hidden { least: Exact::zero(), most: None },
            },
        }
    }

    /// True for a group whose figure did not come, where the whole is put together from those that are known.
    pub(super) fn is_left_out(&mut self, whole: &Cell, part: &Cell) -> bool {
        let measure = &self.book.measures[whole.measure];
        let of_known = matches!(measure.on_groups, OnGroups::TotalOfKnown(_));
        if !of_known || self.row(whole).is_some() {
            return false;
        }
        self.row(part).is_some_and(|row| self.true_parts(measure, row).is_none())
    }

    /// The number of a group, or its numerator and denominator, also where they are withheld.
    fn true_parts(&self, measure: &Measure, row: Row) -> Option<[Option<Exact>; 2]> {
        let seen = self.seen;
        let kept = seen.kept(row);
        match measure.unit.kind {
            Kind::Percent | Kind::Rate => {
                let shown = seen.numerator(row).zip(seen.denominator(row));
                let (above, below) = shown.or_else(|| kept?.parts.clone())?;
                Some([Some(above), Some(below)])
            }
            _ => Some([Some(seen.number(row).or_else(|| kept?.number.clone())?), None]),
        }
    }

    fn is_withheld_total(&self, cell: &Cell) -> bool {
        let measure = &self.book.measures[cell.measure];
        matches!(measure.withholds, Some(Withholding::Everything(_)))
            || self.held_totals.contains(&(cell.measure, cell.slot))
    }

    /// The places of a measure's own groups that have figures, in order; not the whole, and no benchmark or peer.
    pub(super) fn places_of(&self, id: Id<Measure>) -> Vec<PlaceId> {
        let own = |place: &PlaceId| {
            let parts = self.seen.place(*place).map_or(&[][..], |place| place.parts.as_slice());
            *place != PlaceId::WHOLE && !parts.iter().any(|(kind, _)| Some(*kind) == self.book.comparators)
        };
        self.seen.of_measure(id).iter().map(|series| series.place).filter(own).collect()
    }
}

/// What a numerator over a denominator is multiplied by.
pub(super) fn scale(measure: &Measure) -> Exact {
    match measure.unit.kind {
        Kind::Percent => Exact::from(100),
        _ => rate_base(&measure.unit.words),
    }
}
