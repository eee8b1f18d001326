//! How many periods, groups or measures a condition holds for, with those that are not known.

use super::lasting::bounds;
use super::look::Look;
use super::moment::truth_of;
use super::outcome::Truth;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::data::{PlaceId, State};
use crate::model::{Comparison, CountOf, CountOver, Expression, Measure};

/// What was counted.
pub(super) struct Counted<'j, 'a> {
    /// Each with whether the condition holds for it.
    pub looks: Vec<(Look<'j, 'a>, Truth)>,
    /// Periods before the first figure, of which nothing can be known.
    pub before: u32,
    share: bool,
}

impl<'j, 'a> Counted<'j, 'a> {
    /// How many it holds for, and how many are not known.
    fn numbers(&self) -> (usize, usize) {
        let count = |wanted| self.looks.iter().filter(|(_, holds)| *holds == wanted).count();
        (count(Truth::True), count(Truth::Unknown) + self.before as usize)
    }

    /// How many there are.
    pub(super) fn of(&self) -> usize {
        self.looks.len() + self.before as usize
    }

    /// The least and the most it can be; none for a share of nothing.
    pub(super) fn range(&self) -> Option<(Exact, Exact)> {
        let amount = |count: usize| {
            let count = Exact::from(i64::try_from(count).ok()?);
            let of = Exact::from(i64::try_from(self.of()).ok()?);
            if self.share { count.times(&Exact::from(100)).over(&of) } else { Some(count) }
        };
        let (held, open) = self.numbers();
        Some((amount(held)?, amount(held + open)?))
    }

    /// What it comes to, when all are known.
    pub(super) fn exactly(&self) -> Option<Exact> {
        let (least, most) = self.range()?;
        (least == most).then_some(least)
    }

    /// Those for which it holds so.
    pub(super) fn those(&self, wanted: Truth) -> impl Iterator<Item = Look<'j, 'a>> {
        self.looks.iter().filter(move |(_, holds)| *holds == wanted).map(|(look, _)| *look)
    }
}

/// The count that an amount is, when it is just one.
pub(super) fn as_count(amount: &Expression) -> Option<&CountOf> {
    match amount {
        Expression::CountOf(count) => Some(count),
        Expression::Named { of, .. } => as_count(of),
        _ => None,
    }
}

impl<'j, 'a> Look<'j, 'a> {
    /// Counts.
    pub(super) fn count_of(self, count: &CountOf) -> Option<Counted<'j, 'a>> {
        let (looks, before) = match &count.over {
            CountOver::Periods(whose, reach) => {
                let stretch = self.stretch(whose, *reach)?;
                let before =
                    stretch.wanted.saturating_sub(u32::try_from(stretch.looks.len()).unwrap_or(u32::MAX));
                (stretch.looks, before)
            }
            CountOver::Groups(measure) => (self.groups_of(measure.unwrap_or(self.series.measure)), 0),
            CountOver::Measures(set) => (self.members_of(set), 0),
        };
        let looks = looks.into_iter().map(|look| (look, look.holds_of_result(&count.condition)));
        Some(Counted { looks: looks.collect(), before, share: count.share })
    }

    /// The groups of a measure that count: not those it does not apply to, nor those that had not begun.
    fn groups_of(self, measure: Id<Measure>) -> Vec<Self> {
        let all = self.judge.of_measure(measure).iter();
        let groups = all.filter(|series| series.place != PlaceId::WHOLE);
        let looks = groups.map(|series| self.of(series, self.slot_in(series).unwrap_or(self.slot)));
        let counts = |look: &Self| match look.state() {
            Some(State::NotApplicable) => false,
            Some(_) => true,
            None => look.slot > look.series.last(),
        };
        looks.filter(counts).collect()
    }

    /// Whether two amounts compare so, where one of them is a count: known when those that are not known cannot change it.
    pub(super) fn compares(self, left: &Expression, how: Comparison, right: &Expression) -> Truth {
        let (count, other, how) = match (as_count(left), as_count(right)) {
            (Some(count), _) => (count, right, how),
            (None, Some(count)) => (count, left, turned(how)),
            (None, None) => return truth_of(self.compare_amounts(left, how, right)),
        };
        let range = self.count_of(count).and_then(|counted| counted.range());
        match range.zip(self.amount_of(other)) {
            Some(((least, most), with)) => bounds(&least, how, &most, &with),
            None => Truth::Unknown,
        }
    }

    fn compare_amounts(self, left: &Expression, how: Comparison, right: &Expression) -> Option<bool> {
        Some(how.holds(&self.amount_of(left)?, &self.amount_of(right)?))
    }
}

/// The comparison seen from the other side.
fn turned(how: Comparison) -> Comparison {
    match how {
        Comparison::Equal | Comparison::NotEqual => how,
        Comparison::Above => Comparison::Below,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Below => Comparison::Above,
        Comparison::AtMost => Comparison::AtLeast,
    }
}
