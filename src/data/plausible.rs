//! Values of a size that cannot be: outside what the measure says, or a hundred times what its figures are.
//!
//! A value is not believed when it is more than a hundred times, or less than a hundredth of, every figure that the
//! rule book gives for its measure, unless the other values of its series are of that size too. Nought is never
//! doubted: it is a common count. Percentages are not doubted here, and neither is a figure below ten.

use super::diags;
use super::measures::figures;
use super::observations::{PlaceId, Row};
use super::settle::Settling;
use super::submitted::State;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::{Kind, TimeUnit};
use crate::model::Measure;

/// What stands before the bounds that a measure sets; they are the rules' own, and are told whatever is withheld.
pub(super) const BY_THE_RULES: &str = "plausible values from";

/// Numbers are compared in units of a millionth of a millionth.
const PLACES: u8 = 12;
/// How many times larger or smaller a value has to be.
const TIMES: i128 = 100;
const ONE: i128 = 1_000_000_000_000;
/// Figures below this are no yardstick.
const LEAST: i128 = 10 * ONE;
/// More than there are people on earth.
const MOST_COUNTED: i64 = 10_000_000_000;
/// Nothing lasts longer that is measured here.
const MOST_YEARS: i64 = 100;
/// How many other values make a yardstick.
const OTHERS: usize = 3;

/// A figure of the rule book, scaled, and what it is.
type Figure = (i128, &'static str);

/// What the rule book says of the size of a measure's values.
struct Yardstick {
    /// The ends of `plausible between`, scaled.
    declared: Option<(i128, i128)>,
    /// The smallest and largest figure of the book.
    figures: Option<(Figure, Figure)>,
    /// True when sizes are compared.
    by_size: bool,
    /// What no figure of this unit comes to, whatever the rule book says, scaled.
    most: Option<i128>,
}

fn scaled(number: &Exact) -> Option<i128> {
    number.times(&super::value::power_of_ten(PLACES)).rounded(0).plain().parse().ok()
}

impl Yardstick {
    fn of(measure: &Measure) -> Self {
        let by_size = match measure.unit.kind {
            Kind::Count | Kind::Rate | Kind::Money | Kind::Duration(_) => measure.plausible.is_none(),
            Kind::Percent | Kind::Points | Kind::YesNo | Kind::Date | Kind::Rating => false,
        };
        let mut all: Vec<Figure> = figures(measure)
            .filter_map(|(what, figure)| Some((scaled(&figure.magnitude())?, what)))
            .filter(|(figure, _)| *figure >= least(measure))
            .collect();
        all.sort_by_key(|(figure, _)| *figure);
        let ends = measure.plausible.as_ref();
        Self {
            declared: ends.and_then(|(low, high)| Some((scaled(low)?, scaled(high)?))),
            figures: all.first().copied().zip(all.last().copied()),
            by_size,
            most: most(measure).filter(|_| measure.plausible.is_none()).and_then(|most| scaled(&most)),
        }
    }

    /// The figure that a value is far from, when it is far from all of them.
    /// A group's value may well be a small part of a figure for the whole.
    fn far(&self, value: i128, is_part: bool) -> Option<Figure> {
        let (least, most) = self.figures?;
        let size = value.abs();
        if size > most.0.saturating_mul(TIMES) {
            return Some(most);
        }
        (!is_part && size != 0 && size.saturating_mul(TIMES) < least.0).then_some(least)
    }
}

/// The least figure that is a yardstick: chance makes much of small counts, but not of minutes.
fn least(measure: &Measure) -> i128 {
    match measure.unit.kind {
        Kind::Duration(TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) => ONE,
        Kind::Duration(TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)
        | Kind::Count
        | Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => LEAST,
    }
}

/// What no count and no length of time comes to.
fn most(measure: &Measure) -> Option<Exact> {
    let years = |per_year: i64| Some(Exact::from(MOST_YEARS * per_year));
    match measure.unit.kind {
        Kind::Count => Some(Exact::from(MOST_COUNTED)),
        Kind::Duration(TimeUnit::Second) => years(366 * 86_400),
        Kind::Duration(TimeUnit::Minute) => years(366 * 1_440),
        Kind::Duration(TimeUnit::Hour) => years(366 * 24),
        Kind::Duration(TimeUnit::Day) => years(366),
        Kind::Duration(TimeUnit::Week) => years(53),
        Kind::Duration(TimeUnit::Month) => years(12),
        Kind::Duration(TimeUnit::Year) => years(1),
        Kind::Percent | Kind::Rate | Kind::Money | Kind::Points | Kind::YesNo | Kind::Date | Kind::Rating => {
            None
        }
    }
}

/// The most that is believed of a measure whose largest figure in hand is this: by its plausible ends, by its own figures,
/// or by what no figure of its unit comes to. None where there is no end.
#[must_use]
pub fn most_believed(measure: &Measure, in_hand: Option<&Exact>) -> Option<Exact> {
    if let Some((_, high)) = &measure.plausible {
        return Some(high.clone());
    }
    let yardstick = Yardstick::of(measure);
    let own = figures(measure).map(|(_, figure)| figure.magnitude()).max();
    let own = own.filter(|_| yardstick.by_size && yardstick.figures.is_some());
    let times = |figure: &Exact| figure.times(&Exact::from(TIMES as i64));
    let most = own.map(|own| times(in_hand.filter(|seen| **seen > own).unwrap_or(&own)));
    [most, self::most(measure)].into_iter().flatten().min()
}

fn is_far(value: i128, from: i128) -> bool {
    value != 0
        && from >= LEAST
        && (value.abs() > from.saturating_mul(TIMES) || value.abs().saturating_mul(TIMES) < from)
}

/// Takes values that cannot be believed out of judging.
pub(super) fn doubt(all: &mut Settling<'_>) {
    let yardsticks: Vec<Yardstick> = all.book.measures.values().map(Yardstick::of).collect();
    for at in 0..all.seen.series.len() {
        let Some(series) = all.seen.series.get(at) else { continue };
        let Some(yardstick) = yardsticks.get(series.measure.index()) else { continue };
        // What is plausible for a measure says nothing of the figures of others: England is larger.
        let place = all.seen.place(series.place).map_or(&[][..], |place| place.parts.as_slice());
        if place.iter().any(|(kind, _)| Some(*kind) == all.book.comparators) {
            continue;
        }
        if yardstick.declared.is_none() && yardstick.most.is_none() && !yardstick.by_size {
            continue;
        }
        let measure = series.measure;
        let range = series.rows.start as usize..series.rows.end as usize;
        doubt_series(all, measure, range, yardstick);
    }
}

fn doubt_series(
    all: &mut Settling<'_>,
    measure: Id<Measure>,
    range: std::ops::Range<usize>,
    yardstick: &Yardstick,
) {
    let rows = all.seen.order.get(range).unwrap_or(&[]);
    let place = rows.first().and_then(|row| all.seen.place.get(*row as usize));
    let is_part = place.is_some_and(|place| *place != PlaceId::WHOLE);
    let values = || rows.iter().filter_map(|row| Some((Row(*row), value_of(all, Row(*row))?)));
    let declared = |value: i128| yardstick.declared.is_some_and(|(low, high)| value < low || value > high);
    let beyond = |value: i128| yardstick.most.is_some_and(|most| value.abs() > most);
    let (mut smallest, mut largest, mut odd) = (i128::MAX, 0, false);
    for (_, value) in values() {
        if value != 0 {
            smallest = smallest.min(value.abs());
            largest = largest.max(value.abs());
        }
        odd |= declared(value)
            || beyond(value)
            || (yardstick.by_size && yardstick.far(value, is_part).is_some());
    }
    let apart = yardstick.by_size && largest > smallest.saturating_mul(TIMES);
    if !odd && !apart {
        return;
    }
    let values: Vec<(Row, i128)> = values().collect();
    let mut sizes: Vec<i128> = values.iter().map(|(_, value)| value.abs()).collect();
    sizes.sort_unstable();
    let mut never_near = None;
    for (row, value) in values {
        if declared(value) {
            all.doubt_declared(measure, row);
        } else if let Some(most) = yardstick.most.filter(|_| beyond(value)) {
            match yardstick.far(value, is_part).filter(|_| yardstick.by_size) {
                Some((figure, what)) => all.doubt_size(measure, row, figure, what),
                None => all.doubt_size(measure, row, most, "the most that any measure comes to,"),
            }
        } else if yardstick.by_size {
            let median = median_of_others(&sizes, value.abs());
            match (yardstick.far(value, is_part), median) {
                (Some(figure), Some(median)) if !is_far(value, median) => {
                    never_near.get_or_insert((row, figure));
                }
                (Some((figure, what)), _) => all.doubt_size(measure, row, figure, what),
                (None, Some(median)) if yardstick.figures.is_none() && is_far(value, median) => {
                    all.doubt_size(measure, row, median, "the middle of its other values,");
                }
                (None, _) => {}
            }
        }
    }
    if let Some((row, (figure, what))) = never_near {
        let (at, cell, shown) = (all.at(row), all.cell(row), all.shown(row));
        let against = all.figure_words(measure, figure, what);
        let id = &all.book.measures[measure].id;
        all.findings.add(at, diags::IMPLAUSIBLE_VALUE, || diags::never_near(cell, id, &shown, &against));
    }
}

/// A row's number in units of a millionth of a millionth.
fn value_of(all: &Settling<'_>, row: Row) -> Option<i128> {
    let at = row.0 as usize;
    (all.seen.state(row) == State::Number).then_some(())?;
    let up = u32::from(PLACES.checked_sub(*all.seen.decimals.get(at)?)?);
    i128::from(*all.seen.mantissa.get(at)?).checked_mul(10_i128.checked_pow(up)?)
}

/// The middle of the values but one; none when there are too few others.
fn median_of_others(sizes: &[i128], value: i128) -> Option<i128> {
    let others = sizes.len().checked_sub(1).filter(|others| *others >= OTHERS)?;
    let own = sizes.partition_point(|size| *size < value);
    let without_own = |at: usize| sizes.get(if at < own { at } else { at + 1 }).copied();
    let (low, high) = (without_own((others - 1) / 2)?, without_own(others / 2)?);
    // A middle below ten is no yardstick.
    Some((low + high) / 2).filter(|middle| *middle >= LEAST)
}

impl Settling<'_> {
    fn doubt_declared(&mut self, measure: Id<Measure>, row: Row) {
        let measure = &self.book.measures[measure];
        let Some((low, high)) = &measure.plausible else { return };
        let between = format!("{} to {}", measure.unit.show(low), measure.unit.show(high));
        self.tell_doubt(measure, row, &format!("{BY_THE_RULES} {between}"));
    }

    fn doubt_size(&mut self, measure: Id<Measure>, row: Row, figure: i128, what: &str) {
        let against = self.figure_words(measure, figure, what);
        let measure = &self.book.measures[measure];
        self.tell_doubt(measure, row, &against);
    }

    fn figure_words(&self, measure: Id<Measure>, figure: i128, what: &str) -> String {
        let power = super::value::power_of_ten(PLACES);
        let whole = i64::try_from(figure / 1_000_000_000_000).unwrap_or(i64::MAX);
        let rest = Exact::from(i64::try_from(figure % 1_000_000_000_000).unwrap_or(0)).over(&power);
        let number = Exact::from(whole).plus(&rest.unwrap_or_else(Exact::zero));
        format!("{what} {}", self.book.measures[measure].unit.show(&number))
    }

    fn tell_doubt(&mut self, measure: &Measure, row: Row, against: &str) {
        let (at, cell, shown) = (self.at(row), self.cell(row), self.shown(row));
        self.findings
            .add(at, diags::IMPLAUSIBLE_VALUE, || diags::implausible(cell, &measure.id, &shown, against));
        self.disbelieve(row, format!("{shown} is not believed against {against}"));
    }
}
