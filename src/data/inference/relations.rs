//! Which equations hold about withheld figures: what the book and the data tell of how figures hang together, for each
//! place and period in which something is withheld.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

use super::affine::Affine;
use super::cells::{Cell, Cells, Index, What, scale};
use super::formulas::At;
use super::numerators;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::rhythm::{Rhythm, Slot, Step};
use crate::base::unit::Kind;
use crate::data::observations::{Observations, PlaceId, Row};
use crate::data::submitted::State;
use crate::model::walk::measures_read;
use crate::model::{Measure, Offset, OverTime, Reach, RuleBook};

/// A way in which figures hang together.
#[derive(Debug, Clone)]
pub(super) enum Relation<'b> {
    /// A measure is the total of others.
    Total { whole: Id<Measure>, parts: &'b [Id<Measure>] },
    /// It is the total or the average of the periods of another.
    OverTime { whole: Id<Measure>, over: &'b OverTime },
    /// It is a numerator over a denominator, one of which or both are measures.
    Quotient { whole: Id<Measure>, numerator: Option<Id<Measure>>, denominator: Option<Id<Measure>> },
    /// The numerator or denominator that stands beside its figures is the figure of another.
    SamePart { whole: Id<Measure>, what: What, part: Id<Measure> },
}

/// What is withheld first where it closes the gap: what is derived most, and so costs least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Derived {
    Quotient,
    OverTime,
    Total,
    Groups,
}

/// Figures that come to nought together.
#[derive(Debug)]
pub(super) struct Equation {
    pub derived: Derived,
    /// The figure that the others make.
    pub whole: Cell,
    pub amount: Affine,
}

/// Every relation of a book and its data.
pub(super) struct Relations<'b> {
    all: Vec<(Relation<'b>, Involved)>,
    /// Every measure of any of them.
    linked: Vec<Id<Measure>>,
    is_empty: bool,
}

/// The measures of a relation, and how long after a figure it may still be in one of their sums.
#[derive(Debug, Default)]
struct Involved {
    measures: BTreeSet<Id<Measure>>,
    months: u32,
}

/// Longer than any board report looks back.
const AGES: u32 = 520;

/// The relations that a book names.
fn named(book: &RuleBook) -> Vec<Relation<'_>> {
    let mut all = Vec::new();
    for (whole, measure) in book.measures.iter() {
        all.extend(measure.total_of.iter().map(|of| Relation::Total { whole, parts: &of.measures }));
        let made_of = &measure.made_of;
        all.extend(made_of.over_time.iter().map(|over| Relation::OverTime { whole, over }));
        let part = |part: Option<(Id<Measure>, _)>| part.map(|(id, _)| id);
        let (numerator, denominator) = (part(made_of.numerator), part(made_of.denominator));
        if numerator.is_some() || denominator.is_some() {
            all.push(Relation::Quotient { whole, numerator, denominator });
        }
        let parts = [(What::Numerator, numerator), (What::Denominator, denominator)];
        let named = parts.into_iter().filter_map(|(what, part)| Some((what, part?)));
        all.extend(named.map(|(what, part)| Relation::SamePart { whole, what, part }));
    }
    all
}

/// The measures of every named relation that has some measures in it.
pub(super) fn linked_with(book: &RuleBook, measures: &BTreeSet<Id<Measure>>) -> BTreeSet<Id<Measure>> {
    let involved = named(book).into_iter().map(|one| one.involved(book).measures);
    involved.filter(|all| !all.is_disjoint(measures)).flatten().collect()
}

impl<'b> Relations<'b> {
    pub(super) fn of(book: &'b RuleBook, seen: &Observations, index: &mut Index) -> Self {
        let mut all = named(book);
        all.extend(numerators::found(book, seen, index));
        let all: Vec<(Relation<'b>, Involved)> =
            all.into_iter().map(|one| (one.clone(), one.involved(book))).collect();
        let linked: BTreeSet<Id<Measure>> =
            all.iter().flat_map(|(_, involved)| involved.measures.iter().copied()).collect();
        let linked: Vec<Id<Measure>> = linked.into_iter().collect();
        let is_held = |id: &Id<Measure>| {
            let rows = seen.of_measure(*id).iter().flat_map(|series| seen.rows(series));
            rows.into_iter().any(|row| seen.state(row) == State::Withheld)
                || seen.withheld_totals.contains_key(id)
        };
        let is_empty = !linked.iter().any(is_held);
        Self { all, linked, is_empty }
    }

    /// True where nothing hangs together of which something is withheld.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Every equation with a figure in it that is withheld, in a fixed order.
    pub(super) fn equations(&self, cells: &mut Cells<'_>) -> Vec<Equation> {
        let held = self.held(cells);
        let last = cells.seen.periods.iter().map(|period| period.end).max();
        let Some(last) = last else { return Vec::new() };
        let mut all = Vec::new();
        for (relation, involved) in &self.all {
            for (place, slot) in times(cells.book, relation, involved, &held, last) {
                all.extend(relation.equation(cells, place, slot));
            }
        }
        for id in &self.linked {
            if held.contains_key(id) && !cells.book.measures[*id].by.is_empty() {
                groups(cells, *id, &held, &mut all);
            }
        }
        all.retain(|one| !one.amount.unseen.is_empty());
        all
    }

    /// The places and last days of what is withheld, by measure.
    fn held(&self, cells: &mut Cells<'_>) -> Held {
        let mut held = Held::default();
        let linked: FxHashSet<Id<Measure>> = self.linked.iter().copied().collect();
        for id in &self.linked {
            let due = cells.book.measures[*id].due;
            for series in cells.seen.of_measure(*id) {
                for (slot, row) in cells.index.series(cells.book, cells.seen, *id, series.place) {
                    if cells.seen.state(*row) == State::Withheld
                        && let Some(period) = due.period(*slot)
                    {
                        held.entry(*id).or_default().insert((series.place, period.end));
                    }
                }
            }
        }
        for (id, slot) in cells.held_totals() {
            if let Some(period) = cells.book.measures[id].due.period(slot).filter(|_| linked.contains(&id)) {
                held.entry(id).or_default().insert((PlaceId::WHOLE, period.end));
            }
        }
        held
    }
}

type Held = BTreeMap<Id<Measure>, BTreeSet<(PlaceId, NaiveDate)>>;

/// The places and slots of a relation's whole in which something withheld may be.
fn times(
    book: &RuleBook,
    relation: &Relation<'_>,
    involved: &Involved,
    held: &Held,
    last: NaiveDate,
) -> BTreeSet<(PlaceId, Slot)> {
    let whole = &book.measures[relation.whole()];
    let mut times = BTreeSet::new();
    for (place, end) in involved.measures.iter().filter_map(|id| held.get(id)).flatten() {
        let until = end.checked_add_months(Months::new(involved.months)).unwrap_or(last).min(last);
        for slot in whole.due.slot_of(*end)..=whole.due.slot_of(until.max(*end)) {
            times.insert((*place, slot));
            // What a group is withheld for may be in what is computed for the whole.
            times.insert((PlaceId::WHOLE, slot));
        }
    }
    times
}

impl Relation<'_> {
    fn whole(&self) -> Id<Measure> {
        match self {
            Self::Total { whole, .. }
            | Self::OverTime { whole, .. }
            | Self::Quotient { whole, .. }
            | Self::SamePart { whole, .. } => *whole,
        }
    }

    fn involved(&self, book: &RuleBook) -> Involved {
        let mut involved = Involved::default();
        let mut open = vec![self.whole()];
        match self {
            Self::Total { parts, .. } => open.extend(parts.iter().copied()),
            Self::OverTime { over, .. } => {
                open.push(over.measure);
                involved.months = months(over.reach, book.measures[over.measure].due);
            }
            Self::Quotient { numerator, denominator, .. } => {
                open.extend(numerator.iter().chain(denominator).copied());
            }
            Self::SamePart { part, .. } => open.push(*part),
        }
        while let Some(id) = open.pop() {
            if !involved.measures.insert(id) {
                continue;
            }
            let computed = book.measures[id].computed.as_ref();
            if let Some(amount) = computed.and_then(|computed| computed.amount.as_ref()) {
                open.extend(measures_read(book, amount));
                if looks_back(amount) {
                    involved.months = AGES;
                }
            }
        }
        involved
    }

    /// What the relation says for one place and slot of its whole; none where it says nothing.
    fn equation(&self, cells: &mut Cells<'_>, place: PlaceId, slot: Slot) -> Option<Equation> {
        let whole = Cell { measure: self.whole(), place, slot, what: What::Value };
        let (derived, amount) = match self {
            Self::Total { parts, .. } => {
                let mut amount = cells.amount(&whole);
                for part in *parts {
                    let part = beside(cells.book, &whole, *part)?;
                    amount = amount.minus(cells.amount(&part));
                }
                (Derived::Total, amount)
            }
            Self::OverTime { over, .. } => (Derived::OverTime, over_time(cells, &whole, over)),
            Self::Quotient { numerator, denominator, .. } => {
                (Derived::Quotient, quotient(cells, &whole, *numerator, *denominator))
            }
            Self::SamePart { what, part, .. } => {
                let (own, part) = (Cell { what: *what, ..whole }, beside(cells.book, &whole, *part)?);
                (Derived::Quotient, cells.amount(&own).minus(cells.amount(&part)))
            }
        };
        Some(Equation { derived, whole, amount })
    }
}

/// The figure of another measure for the same place and period; none where its periods are others.
fn beside(book: &RuleBook, whole: &Cell, part: Id<Measure>) -> Option<Cell> {
    let (own, due) = (book.measures[whole.measure].due.period(whole.slot)?, book.measures[part].due);
    let slot = due.slot_of(own.end);
    let period = due.period(slot).filter(|period| (period.start, period.end) == (own.start, own.end));
    period.map(|_| Cell { measure: part, slot, ..*whole })
}

fn over_time(cells: &mut Cells<'_>, whole: &Cell, over: &OverTime) -> Affine {
    let at = At::of(whole);
    let mut amount = cells.amount(whole);
    let due = cells.book.measures[over.measure].due;
    let Some(period) = cells.book.measures[whole.measure].due.period(whole.slot) else { return amount };
    let there = Cell { measure: over.measure, slot: due.slot_of(period.end), ..*whole };
    let slots = cells.slots(At::of(&there), over.reach, at);
    let count = i64::try_from(slots.len()).unwrap_or(i64::MAX);
    let each = Exact::from(1).over(&Exact::from(count)).filter(|_| over.average);
    for slot in slots {
        let one = cells.amount(&Cell { slot, ..there });
        amount = amount.minus(match &each {
            Some(each) => one.scaled(each),
            None => one,
        });
    }
    amount
}

/// The numerator times the base, less the quotient times the denominator.
fn quotient(
    cells: &mut Cells<'_>,
    whole: &Cell,
    numerator: Option<Id<Measure>>,
    denominator: Option<Id<Measure>>,
) -> Affine {
    let by = scale(&cells.book.measures[whole.measure]);
    let rate = cells.amount(whole);
    let mut part = |part: Option<Id<Measure>>, what: What| {
        let named = part.and_then(|part| beside(cells.book, whole, part)).map(|cell| cells.amount(&cell));
        // A population has no groups of the measure's kind where it is the same for all of them.
        let known =
            |one: &Affine| one.known().is_some() || one.unseen.values().any(|one| one.range.is_some());
        named.filter(known).or_else(|| {
            let own = cells.amount(&Cell { what, ..*whole });
            Some(own).filter(|own| own.known().is_some())
        })
    };
    let above = part(numerator, What::Numerator);
    let below = part(denominator, What::Denominator);
    let Some(above) = above.map(|above| above.scaled(&by)) else { return Affine::zero() };
    // A population that stands in no measure and in no column is known to any reader.
    let Some(below) = below else { return above.minus(Affine { rest: None, ..rate }) };
    let product = match (rate.known().cloned(), below.known().cloned()) {
        (Some(rate_is), Some(_)) => Affine { loud: rate.loud, ..Affine::told_elsewhere() }
            .plus(Affine { seen: rate.seen, ..Affine::zero() })
            .plus(below.scaled(&rate_is)),
        (Some(by), None) => below.scaled(&by).plus(Affine { seen: rate.seen, ..Affine::zero() }),
        (None, Some(by)) => rate.scaled(&by).plus(Affine { seen: below.seen, ..Affine::zero() }),
        (None, None) => rate.plus(below),
    };
    above.minus(Affine { rest: None, ..product })
}

/// The groups of a measure and what they add up to, in each slot in which something of it is withheld.
fn groups(cells: &mut Cells<'_>, id: Id<Measure>, held: &Held, all: &mut Vec<Equation>) {
    let measure = &cells.book.measures[id];
    let what = match measure.unit.kind {
        Kind::Count | Kind::Money | Kind::Points => What::Value,
        Kind::Percent | Kind::Rate => What::Numerator,
        Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => return,
    };
    let ends = held.get(&id).into_iter().flatten().map(|(_, end)| measure.due.slot_of(*end));
    let slots: BTreeSet<Slot> = ends.collect();
    let mut places = cells.places_of(id);
    places.insert(0, PlaceId::WHOLE);
    let sums = sums(cells, &places);
    for slot in slots {
        for (whole, parts) in &sums {
            let whole = Cell { measure: id, place: *whole, slot, what };
            let total = cells.figure(&whole);
            if total.unseen.values().any(|one| one.range.is_none()) {
                continue;
            }
            let mut amount = total;
            for place in parts {
                let part = Cell { place: *place, ..whole };
                if cells.is_left_out(&whole, &part) {
                    continue;
                }
                let part = cells.figure(&part);
                // A group of which nobody has a figure may be none at all.
                let is_there = part.unseen.values().all(|one| one.range.is_some());
                amount =
                    amount.minus(if is_there { part } else { Affine { loud: part.loud, ..Affine::zero() } });
            }
            all.push(Equation { derived: Derived::Groups, whole, amount });
        }
    }
}

/// Which places add up to which: by one more kind of group, or by the smaller groups within a larger one.
fn sums(cells: &Cells<'_>, places: &[PlaceId]) -> Vec<(PlaceId, Vec<PlaceId>)> {
    let book = cells.book;
    let parts = |place: &PlaceId| cells.seen.place(*place).map_or(&[][..], |place| place.parts.as_slice());
    let mut all: BTreeMap<(PlaceId, usize), Vec<PlaceId>> = BTreeMap::new();
    let known: FxHashMap<Vec<(usize, String)>, PlaceId> =
        places.iter().map(|place| (key(parts(place).iter()), *place)).collect();
    for place in places {
        for one in parts(place) {
            let rest = || parts(place).iter().filter(|other| other.0 != one.0);
            if let Some(whole) = known.get(&key(rest())) {
                all.entry((*whole, one.0.index())).or_default().push(*place);
            }
            let nest = book.nestings.iter().find(|nest| nest.inner == one.0);
            let larger = nest.and_then(|nest| Some((nest.outer, nest.outer_of(&one.1)?.to_owned())));
            let larger = larger.map(|larger| {
                let with: Vec<_> = rest().cloned().chain(std::iter::once(larger)).collect();
                key(with.iter())
            });
            if let Some(whole) = larger.and_then(|larger| known.get(&larger)) {
                all.entry((*whole, one.0.index())).or_default().push(*place);
            }
        }
    }
    all.into_iter().map(|((whole, _), parts)| (whole, parts)).collect()
}

fn key<'p>(parts: impl Iterator<Item = &'p (Id<crate::model::Grouping>, String)>) -> Vec<(usize, String)> {
    let mut key: Vec<(usize, String)> =
        parts.map(|(kind, member)| (kind.index(), member.to_lowercase())).collect();
    key.sort();
    key
}

/// How many months after a figure a sum may still hold it.
fn months(reach: Reach, due: Rhythm) -> u32 {
    let of = |count: u32, step: Step| match step {
        Step::Week => count / 4 + 1,
        Step::Month => count,
        Step::Quarter => count.saturating_mul(3),
        Step::Term => count.saturating_mul(4),
        Step::Half => count.saturating_mul(6),
        Step::Year => count.saturating_mul(12),
    };
    match reach {
        Reach::Last(count) => of(count.saturating_mul(due.every.max(1)), due.step),
        Reach::LastTime(count, step) => of(count, step),
        Reach::Years(years) => years.saturating_mul(12),
        Reach::YearSoFar | Reach::Within => 12,
        Reach::Since(_) | Reach::All => AGES,
    }
}

/// True for an amount that reads more than one period.
fn looks_back(amount: &crate::model::Expression) -> bool {
    use crate::model::Expression;
    use crate::model::walk::Part;
    match amount {
        Expression::Window(window) => window.measures.is_empty(),
        Expression::Quantity { offset, .. } => *offset != Offset::Now,
        Expression::Elsewhere(elsewhere) => elsewhere.offset != Offset::Now || looks_back(&elsewhere.of),
        _ => amount.parts().iter().any(|part| match part {
            Part::Amount(inner) => looks_back(inner),
            Part::Condition(_) => false,
        }),
    }
}

/// The rows that are not believed, and that an equation with a withheld figure reads.
pub(super) fn loud(equations: &[Equation]) -> Vec<Row> {
    let held = equations.iter().filter(|one| one.amount.unseen.values().any(|one| one.range.is_some()));
    let rows: BTreeSet<Row> = held.flat_map(|one| one.amount.loud.iter().copied()).collect();
    rows.into_iter().collect()
}
