//! What a computed measure reads, as so many times each figure that is not seen.
//!
//! Sums, differences, multiples, sums and averages over periods are said exactly. What is no sum (the smallest of several,
//! a product of two that are not seen, a decision list) is said roughly: which figures it reads.

use super::affine::Affine;
use super::cells::{Cell, Cells, What};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::{Slot, Step};
use crate::data::observations::PlaceId;
use crate::model::walk::Part;
use crate::model::{
    Elsewhere, Expression, GroupName, Measure, Offset, Quantity, Reach, RuleBook, Whose, Window, Windowed,
};

/// Measures may be computed from one another through so many and no more; circles are found when a book is checked.
const DEEPEST: u8 = 8;
/// A window over more periods than these is cut short: no board report looks back further.
const LONGEST: Slot = 520;

/// Where an amount is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub measure: Id<Measure>,
    pub place: PlaceId,
    pub slot: Slot,
    depth: u8,
}

impl At {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { measure: cell.measure, place: cell.place, slot: cell.slot, depth: 0 }
    }

    fn cell(self, what: What) -> Cell {
        Cell { measure: self.measure, place: self.place, slot: self.slot, what }
    }

    fn at(self, slot: Slot) -> Self {
        Self { slot, ..self }
    }
}

impl Cells<'_> {
    /// A figure, computed or not.
    pub(super) fn amount(&mut self, cell: &Cell) -> Affine {
        self.of_cell(At::of(cell), cell.what)
    }

    fn of_cell(&mut self, at: At, what: What) -> Affine {
        let book = self.book;
        match book.measures[at.measure].computed.as_ref() {
            None => self.figure(&at.cell(what)),
            Some(computed) => match computed.amount.as_ref().filter(|_| at.depth < DEEPEST) {
                Some(amount) => self.of_expression(amount, At { depth: at.depth + 1, ..at }),
                None => Affine::told_elsewhere(),
            },
        }
    }

    fn of_expression(&mut self, of: &Expression, at: At) -> Affine {
        match of {
            Expression::Number(number) | Expression::Amount(number, _) => Affine::number(number.clone()),
            Expression::Quantity { quantity, measure, offset } => {
                let whose = Whose { measure: *measure, group: None };
                let found = self.other(at, &whose).and_then(|at| self.offset(at, *offset));
                found.map_or_else(Affine::told_elsewhere, |at| self.quantity(at, *quantity))
            }
            Expression::Elsewhere(elsewhere) => self.elsewhere(elsewhere, at),
            Expression::Plus(a, b) => self.of_expression(a, at).plus(self.of_expression(b, at)),
            Expression::Minus(a, b) => self.of_expression(a, at).minus(self.of_expression(b, at)),
            Expression::Times(a, b) => {
                let (a, b) = (self.of_expression(a, at), self.of_expression(b, at));
                product(a, b)
            }
            Expression::Over(a, b) => {
                let (a, b) = (self.of_expression(a, at), self.of_expression(b, at));
                match b.known().and_then(|by| Exact::from(1).over(by)) {
                    Some(by) => a.scaled(&by).beside(b),
                    None => a.with(b),
                }
            }
            Expression::PercentOf(per_cent, of) => {
                self.of_expression(of, at).scaled(&Exact::from(1).percent(per_cent))
            }
            Expression::Named { of, .. } | Expression::Rounded { of, .. } => self.of_expression(of, at),
            Expression::Converted(conversion, of) => {
                let by = conversion.of(&Exact::from(1), &self.book.measures[at.measure].unit);
                self.of_expression(of, at).scaled(&by.unwrap_or_else(|| Exact::from(1)))
            }
            Expression::Window(window) => self.window(window, at),
            Expression::Min(_)
            | Expression::Max(_)
            | Expression::List(_)
            | Expression::EachYear { .. }
            | Expression::EachYearOnTheLast { .. }
            | Expression::Benchmark { .. }
            | Expression::OfPeers { .. }
            | Expression::Position { .. }
            | Expression::CountOf(_) => self.roughly(of, at),
        }
    }

    /// Only which figures are read.
    fn roughly(&mut self, of: &Expression, at: At) -> Affine {
        let amounts = of.parts().into_iter().filter_map(|part| match part {
            Part::Amount(amount) => Some(amount),
            // A condition says on which side of a threshold a figure is, and not which it is.
            Part::Condition(_) => None,
        });
        let amounts: Vec<&Expression> = amounts.collect();
        amounts
            .into_iter()
            .fold(Affine::told_elsewhere(), |all, amount| all.with(self.of_expression(amount, at)))
    }

    fn quantity(&mut self, at: At, quantity: Quantity) -> Affine {
        match quantity {
            Quantity::Value => self.of_cell(at, What::Value),
            Quantity::Numerator => self.of_cell(at, What::Numerator),
            Quantity::Denominator => self.of_cell(at, What::Denominator),
            Quantity::Shortfall => Affine::told_elsewhere().with(self.of_cell(at, What::Value)),
            Quantity::Target
            | Quantity::Baseline
            | Quantity::Forecast
            | Quantity::Lower
            | Quantity::Upper => Affine::told_elsewhere(),
        }
    }

    fn elsewhere(&mut self, elsewhere: &Elsewhere, at: At) -> Affine {
        let found = self.other(at, &elsewhere.whose).and_then(|at| self.offset(at, elsewhere.offset));
        found.map_or_else(Affine::told_elsewhere, |at| self.of_expression(&elsewhere.of, at))
    }

    fn window(&mut self, window: &Windowed, at: At) -> Affine {
        let places: Vec<At> = if window.measures.is_empty() {
            let Some(there) = self.other(at, &window.whose) else { return Affine::told_elsewhere() };
            self.slots(there, window.reach, at).into_iter().map(|slot| there.at(slot)).collect()
        } else {
            let whose = |id: &Id<Measure>| Whose { measure: Some(*id), group: None };
            window.measures.iter().filter_map(|id| self.other(at, &whose(id))).collect()
        };
        let mut all: Vec<Affine> = Vec::with_capacity(places.len());
        for there in places {
            let one = match (&window.of, window.window) {
                (_, Window::Pooled) => {
                    let above = self.of_cell(there, What::Numerator);
                    above.with(self.of_cell(there, What::Denominator))
                }
                (Some(of), _) => self.of_expression(of, there),
                (None, _) => self.of_cell(there, What::Value),
            };
            // Where those that are not known are left out, nothing of them is in it.
            if window.known_at_least.is_none() || one.unseen.is_empty() {
                all.push(one);
            }
        }
        put_together(window.window, all)
    }

    /// The periods that a window is over, in the rhythm of the measure it is read at.
    pub(super) fn slots(&mut self, there: At, reach: Reach, from: At) -> Vec<Slot> {
        let measure = &self.book.measures[there.measure];
        let due = measure.due;
        let own = &self.book.measures[from.measure];
        let now = own.due.period(from.slot);
        let whole_from = |day| {
            let slot = due.slot_of(day);
            let cut = due.period(slot).is_some_and(|period| period.start < day);
            if cut { slot + 1 } else { slot }
        };
        let compares = |slot: &Slot| measure.exclusion_of(*slot).is_none();
        let first = match reach {
            Reach::Last(count) => {
                let back = (0..LONGEST).map(|back| there.slot - back).filter(compares);
                let mut slots: Vec<Slot> = back.take(count as usize).collect();
                slots.reverse();
                return slots;
            }
            Reach::Years(years) => {
                let back = |slot: &Slot| year_before(self.book, there.measure, *slot);
                let all = std::iter::successors(back(&there.slot), back).take(years as usize);
                return all.collect();
            }
            Reach::LastTime(count, step) => {
                let after = due.period(there.slot).and_then(|period| period.end.succ_opt());
                after.and_then(|after| before(after, count, step)).map(whole_from)
            }
            Reach::YearSoFar => {
                let year = now.and_then(|period| period.its_year(own.year_start));
                year.map(|year| due.slot_of(year.start))
            }
            Reach::Since(period) => Some(whole_from(period.start)),
            Reach::Within => now.map(|period| whole_from(period.start)),
            Reach::All => Some(there.slot - LONGEST),
        };
        let due_since = measure.first_due.map(|period| due.slot_of(period.end));
        let first = first.unwrap_or(there.slot).max(there.slot - LONGEST);
        let first = due_since.map_or(first, |due_since| first.max(due_since));
        (first..=there.slot).filter(compares).collect()
    }

    /// The same time at another measure or group; none where it has no such place.
    pub(super) fn other(&self, at: At, whose: &Whose) -> Option<At> {
        let measure = whose.measure.unwrap_or(at.measure);
        let slot = if whose.measure.is_none() { at.slot } else { aligned(self.book, at, measure)? };
        let place = match &whose.group {
            Some(group) => self.place_of(group)?,
            None => like(self.book, at, measure)?,
        };
        Some(At { measure, place, slot, ..at })
    }

    fn place_of(&self, group: &GroupName) -> Option<PlaceId> {
        let is_it = |place: &crate::data::Place| match place.parts.as_slice() {
            [(kind, member)] => *kind == group.grouping && member.eq_ignore_ascii_case(&group.member),
            _ => false,
        };
        let at = self.seen.places.iter().position(is_it)?;
        u32::try_from(at).ok().map(PlaceId)
    }

    fn offset(&self, at: At, offset: Offset) -> Option<At> {
        let measure = &self.book.measures[at.measure];
        let slot = match offset {
            Offset::Now => at.slot,
            Offset::Before => {
                let mut back = (1..LONGEST).map(|back| at.slot - back);
                back.find(|slot| measure.exclusion_of(*slot).is_none())?
            }
            Offset::LastYear => year_before(self.book, at.measure, at.slot)?,
            Offset::Named(period) => measure.due.slot_of(period.end),
        };
        Some(at.at(slot))
    }
}

impl Affine {
    /// The same amount, where another that is wholly seen was read for it as well.
    fn beside(mut self, other: Self) -> Self {
        self.seen.extend(other.seen);
        self.loud.extend(other.loud);
        self
    }
}

fn product(a: Affine, b: Affine) -> Affine {
    match (a.known().cloned(), b.known().cloned()) {
        (_, Some(by)) => a.scaled(&by).beside(b),
        (Some(by), None) => b.scaled(&by).beside(a),
        (None, None) => a.with(b),
    }
}

fn put_together(window: Window, all: Vec<Affine>) -> Affine {
    let count = Exact::from(i64::try_from(all.len()).unwrap_or(i64::MAX));
    match window {
        Window::Total => all.into_iter().fold(Affine::zero(), Affine::plus),
        Window::Average => {
            let total = all.into_iter().fold(Affine::zero(), Affine::plus);
            match Exact::from(1).over(&count) {
                Some(by) => total.scaled(&by),
                None => total,
            }
        }
        Window::Latest => {
            let known = all.into_iter().rfind(|one| one.unseen.is_empty());
            known.unwrap_or_else(Affine::told_elsewhere)
        }
        Window::Lowest | Window::Highest | Window::Median | Window::Pooled => {
            all.into_iter().fold(Affine::told_elsewhere(), Affine::with)
        }
    }
}

/// The slot of another measure that holds the last day of this one's.
fn aligned(book: &RuleBook, at: At, other: Id<Measure>) -> Option<Slot> {
    let period: Period = book.measures[at.measure].due.period(at.slot)?;
    Some(book.measures[other].due.slot_of(period.end))
}

/// The place of another measure that a figure is reckoned from: the same where both are by the same kinds of group, the
/// whole where the other is by none of them.
pub(super) fn like(book: &RuleBook, at: At, other: Id<Measure>) -> Option<PlaceId> {
    let (own, by) = (&book.measures[at.measure].by, &book.measures[other].by);
    if at.place == PlaceId::WHOLE || !own.iter().any(|kind| by.contains(kind)) {
        return Some(PlaceId::WHOLE);
    }
    (own == by).then_some(at.place)
}

fn year_before(book: &RuleBook, id: Id<Measure>, slot: Slot) -> Option<Slot> {
    let due = book.measures[id].due;
    if let Some(per_year) = due.slots_per_year() {
        return Some(slot - per_year);
    }
    let end = due.period(slot)?.end;
    Some(due.slot_of(end.checked_sub_months(chrono::Months::new(12))?))
}

/// The day so long before another.
fn before(day: chrono::NaiveDate, count: u32, step: Step) -> Option<chrono::NaiveDate> {
    let months = step.months().and_then(|months| u32::try_from(months).ok());
    match (months, step) {
        (Some(months), _) => day.checked_sub_months(chrono::Months::new(months.checked_mul(count)?)),
        (None, Step::Term) => day.checked_sub_months(chrono::Months::new(count.checked_mul(4)?)),
        (None, _) => day.checked_sub_days(chrono::Days::new(7 * u64::from(count))),
    }
}
