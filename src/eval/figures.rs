//! What stands in a slot: its state, its number, and the figure as a reader sees it.

use super::limits::Fraction;
use super::look::Look;
use super::outcome::{Amount, Figure, FigureSource};
use super::timeline::{Made, Point, SeriesTimeline};
use super::together::THE_TOTAL;
use crate::base::diag::Cell;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::base::unit::Kind;
use crate::data::{Extra, Kept, Mark, Marks, NOT_GIVEN, Row, State};
use crate::model::{Baseline, Withholding};
use chrono::Datelike;

/// Ten to the power of so many decimal places, as far as they are written in data.
const POWERS: [i64; 13] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
];

impl<'j, 'a> Look<'j, 'a> {
    /// What was submitted; missing where nothing was; none outside the series and before the first due period.
    pub(super) fn state(self) -> Option<State> {
        if matches!(self.series.made, Made::Excluded(_)) {
            return Some(State::NotApplicable);
        }
        match self.point()? {
            Point::Gap => self.is_owed().then_some(State::Missing),
            Point::Row(row) => Some(self.judge.data.state(row)),
            Point::Undated(at) => self.judge.data.undated.get(at as usize).map(|row| row.state),
            Point::Baseline => Some(State::Number),
            Point::Joined => match self.series.made {
                Made::Worst => self.worst_part()?.state(),
                Made::Composite => Some(self.composite_state()),
                Made::Total if self.total_is_withheld() => Some(State::Withheld),
                Made::Total
                | Made::Gap
                | Made::Submitted
                | Made::Whole
                | Made::Computed
                | Made::Excluded(_) => Some(self.together_state()),
            },
            Point::Computed => Some(self.point_reckoned().map_or(State::Number, |reckoned| reckoned.state)),
        }
    }

    /// True where the groups' total may not be shown: it would give one of them away, or is itself too small.
    fn total_is_withheld(self) -> bool {
        if matches!(self.measure().withholds, Some(Withholding::Everything(_))) {
            return true;
        }
        let slot = |period: &Period| self.series.rhythm.slot_of(period.end) == self.slot;
        self.judge.data.withheld_totals.get(&self.series.measure).is_some_and(|held| held.iter().any(slot))
    }

    /// What stands in the slot, as far as it was known on the day of the look.
    pub(super) fn point(self) -> Option<Point> {
        let point = if self.is_own_definition() {
            self.series.point(self.slot)
        } else {
            self.series.point_by(self.slot, self.definition)
        };
        let Some(day) = self.on else { return point };
        match point {
            Some(Point::Row(row)) => {
                let known = self.judge.corrections.known_by(self.judge.data, row, day);
                Some(known.map_or(Point::Gap, Point::Row))
            }
            // Nothing is made of what nobody had heard of yet.
            Some(Point::Joined | Point::Computed)
                if self.is_own_definition() && !self.judge.is_known_on(self.series, self.slot, day) =>
            {
                Some(Point::Gap)
            }
            None if self.slot > self.series.last() => Some(Point::Gap),
            other => other,
        }
    }

    /// The row of this slot, when there is one.
    pub(super) fn row(self) -> Option<Row> {
        match self.point()? {
            Point::Row(row) => Some(row),
            Point::Gap | Point::Undated(_) | Point::Baseline | Point::Joined | Point::Computed => None,
        }
    }

    /// What only some rows have.
    pub(super) fn extra(self) -> Option<&'a Extra> {
        self.judge.data.extra(self.row()?)
    }

    /// The period of the figure, else of the slot.
    pub(super) fn period(self) -> Option<Period> {
        let own = self.row().and_then(|row| self.judge.data.period(row));
        own.or_else(|| self.series.rhythm.period(self.slot))
    }

    /// Marks that came with the figure.
    pub(super) fn marks(self) -> Marks {
        match self.point() {
            Some(Point::Row(row)) => self.judge.data.marks(row),
            Some(Point::Joined) if self.is_composite() => {
                let incomplete = self.is_incomplete_composite();
                if incomplete { Marks::NONE.with(Mark::Incomplete) } else { Marks::NONE }
            }
            Some(Point::Joined) => {
                let marks = if self.left_out().next().is_some() {
                    Marks::NONE.with(Mark::Incomplete)
                } else {
                    Marks::NONE
                };
                let given = |part: &Self| matches!(part.point(), Some(Point::Row(_) | Point::Computed));
                let looks = self.parts().filter(given);
                let looks = looks.filter(|part| !self.is_gap() || self.reckons_with(part));
                looks.fold(marks, |marks, part| marks.and(part.marks()))
            }
            Some(Point::Computed) => self.point_reckoned().map_or(Marks::NONE, |reckoned| reckoned.marks),
            Some(Point::Gap | Point::Undated(_) | Point::Baseline) | None => Marks::NONE,
        }
    }

    /// The number that is judged: as submitted, or rounded where the book says so.
    pub(super) fn value(self) -> Option<Exact> {
        if self.is_excluded() {
            return None;
        }
        let value = match self.supposed.and_then(|supposed| supposed.value_at(self)) {
            Some(value) => value,
            None => match self.scale() {
                Some(factor) => self.number()?.times(&factor),
                None => self.number()?,
            },
        };
        let rounded = self.measure().list.as_ref().and_then(|list| list.rounded_to);
        Some(rounded.map_or(value.clone(), |places| value.rounded(places)))
    }

    /// What was judged in the place of the number that is printed, where the book rounds it first and that alters it.
    pub(super) fn rounded_first(self) -> Option<String> {
        self.measure().list.as_ref()?.rounded_to?;
        let (judged, number) = (self.value()?, self.number()?);
        let shown = self.measure().unit.show(&judged);
        (judged != number && self.scale().is_none())
            .then(|| format!("it is rounded to {shown} before it is judged"))
    }

    /// The number as submitted; a day counts as its number of days.
    pub(super) fn number(self) -> Option<Exact> {
        let data = self.judge.data;
        match self.point()? {
            Point::Row(row) => match data.state(row) {
                State::Number => self.of_row(row),
                State::Day => data.mantissa.get(row.0 as usize).map(|days| Exact::from(*days)),
                State::Yes
                | State::No
                | State::Level
                | State::Missing
                | State::NotApplicable
                | State::Withheld
                | State::Invalid => None,
            },
            Point::Baseline => self.baseline().map(|baseline| baseline.value.clone()),
            Point::Joined => match self.series.made {
                Made::Worst => self.worst_part()?.number(),
                Made::Total if self.total_is_withheld() => None,
                Made::Total | Made::Gap | Made::Computed => self.together().ok(),
                Made::Composite | Made::Submitted | Made::Whole | Made::Excluded(_) => None,
            },
            Point::Computed => self.point_reckoned()?.amount.clone(),
            Point::Gap | Point::Undated(_) => None,
        }
    }

    /// Decimal places of the figure as written.
    pub(super) fn places(self) -> u8 {
        match self.point() {
            Some(Point::Row(row)) => self.judge.data.decimals.get(row.0 as usize).copied().unwrap_or(0),
            Some(Point::Baseline) => self.baseline().map_or(0, |baseline| baseline.places),
            Some(Point::Joined) => {
                let written = self.parts().map(Look::places).max().unwrap_or(0);
                let own = self.number().and_then(|number| number.places());
                own.map_or(written, |own| own.min(written))
            }
            Some(Point::Gap | Point::Undated(_) | Point::Computed) | None => 0,
        }
    }

    /// Where the series started from, if that is by the definition looked at.
    pub(super) fn baseline(self) -> Option<&'a Baseline> {
        // A gap starts from no figure that is written.
        if self.is_gap() {
            return None;
        }
        let baseline = self.judge.places.baseline(self.measure(), self.series.place, self.judge.data)?;
        let comparable = self.judge.comparable(self.series.measure);
        let is_alike = comparable.is_one_definition()
            || baseline.period.is_some_and(|period| {
                comparable.definition_of(self.series.rhythm.slot_of(period.end)) == self.definition
            });
        is_alike.then_some(baseline)
    }

    /// The looks at the groups beneath this one.
    pub(super) fn parts(self) -> impl Iterator<Item = Self> {
        self.judge.parts(self.series).map(move |part| self.of(part, self.part_slot(part)))
    }

    /// The slot at which a group is looked at for the whole: in the report the worst is found among the newest figures
    /// of each; figures that are put together are all of one period.
    fn part_slot(self, part: &SeriesTimeline) -> Slot {
        if self.series.made != Made::Worst {
            return self.slot;
        }
        match self.on {
            None if self.slot == self.series.report => part.report,
            None => self.slot,
            Some(day) => {
                let newest = self.judge.newest_on(self.series, day);
                let newest = newest.filter(|newest| *newest <= self.slot);
                newest.and_then(|_| self.judge.newest_on(part, day)).unwrap_or(self.slot)
            }
        }
    }

    /// The groups that have to be known before their whole is: all but those it does not apply to, those not due yet
    /// and, before their first figure, those that had not begun.
    pub(super) fn counted_parts(self) -> impl Iterator<Item = Self> {
        self.parts().filter(|part| !part.is_unheard_of()).filter(|part| match part.state() {
            Some(State::NotApplicable) => false,
            Some(_) => part.milestone_ahead().is_none(),
            None => part.slot > part.series.last() && part.judge.is_due(part.series, part.slot),
        })
    }

    /// True for a group that only the data name, on a day on which none of its figures had come.
    pub(super) fn is_unheard_of(self) -> bool {
        let Some(day) = self.on else { return false };
        let declared = self.judge.places.is_declared(self.measure(), self.series.place);
        !declared && self.judge.newest_on(self.series, day).is_none()
    }

    /// True where the figure is that of the groups put together.
    pub(super) fn is_joined_total(self) -> bool {
        matches!(self.series.made, Made::Total | Made::Gap) && self.judge.is_joined(self.series, self.slot)
    }

    fn together_state(self) -> State {
        let from: Vec<Self> = if self.is_gap() { self.reckoned_from() } else { self.parts().collect() };
        let mut states = from.into_iter().map(|part| part.state().unwrap_or(State::Missing));
        let Some(first) = states.next() else { return State::Missing };
        // Withheld by a rule, they may still be put together.
        let adds_up = first == State::Withheld && self.parts().all(|part| part.true_number().is_some());
        let alike = first != State::Number && !adds_up && states.all(|state| state == first);
        if alike { first } else { State::Number }
    }

    /// The groups' figures put together, or why they cannot be.
    pub(super) fn together(self) -> Result<Exact, String> {
        if self.is_gap() {
            return self.gap();
        }
        let unit = &self.measure().unit;
        match unit.kind {
            Kind::Count | Kind::Money | Kind::Points => {
                let mut total = Exact::zero();
                let mut known = false;
                for part in self.put_together()? {
                    total = total.plus(&part.true_number().ok_or_else(|| part.silent(THE_TOTAL))?);
                    known = true;
                }
                known.then_some(total).ok_or_else(|| "no group has a figure".to_owned())
            }
            Kind::Percent | Kind::Rate => self.pooled(),
            Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => {
                Err(format!("figures in {} of several groups cannot be added up", unit.words))
            }
        }
    }

    /// The counts that a figure is made of: its own, or those of its groups put together.
    pub(super) fn counts_behind(self) -> Option<(Exact, Exact)> {
        if self.is_joined_total() {
            return self.pooled_parts();
        }
        self.numerator().zip(self.denominator())
    }

    pub(super) fn numerator(self) -> Option<Exact> {
        match self.row() {
            Some(row) => self.judge.data.numerator(row),
            None if self.is_worst_of_groups() => self.worst_part()?.numerator(),
            None => self.pooled_parts().map(|(numerator, _)| numerator),
        }
    }

    pub(super) fn denominator(self) -> Option<Exact> {
        match self.row() {
            Some(row) => self.judge.data.denominator(row),
            None if self.is_worst_of_groups() => self.worst_part()?.denominator(),
            None => self.pooled_parts().map(|(_, denominator)| denominator),
        }
    }

    fn pooled(self) -> Result<Exact, String> {
        let (above, below) = self.added_parts()?;
        let per = self.per().ok_or("the total cannot be reckoned: the unit does not say per how many")?;
        above.times(&per).over(&below).ok_or_else(|| "the denominators add up to nought".to_owned())
    }

    /// The number of a group as submitted, for the total of its groups and nothing else: also where it is withheld.
    pub(super) fn true_number(self) -> Option<Exact> {
        self.number().or_else(|| self.kept()?.number.clone())
    }

    /// Its numerator and denominator likewise.
    pub(super) fn true_parts(self) -> Option<(Exact, Exact)> {
        let kept = || self.kept().and_then(|kept| kept.parts.clone());
        self.numerator().zip(self.denominator()).or_else(kept)
    }

    fn kept(self) -> Option<&'a Kept> {
        self.judge.data.kept(self.row()?)
    }

    /// What a numerator over a denominator is multiplied by: 100 for percentages, 100,000 for `per 100,000`.
    pub(super) fn per(self) -> Option<Exact> {
        self.measure().unit.per()
    }

    /// The number of a row: what its parts give where the value written beside them is only that, rounded. 95% written
    /// for 2,374 of 2,500 is 94.96%, and does not meet 95%.
    pub(super) fn of_row(self, row: Row) -> Option<Exact> {
        if self.judge.data.state(row) != State::Number {
            return None;
        }
        if let Some(fraction) = self.fraction_of(row) {
            return Some(Exact::ratio(fraction.above.into(), fraction.below.into()));
        }
        let data = self.judge.data;
        let written = data.number(row)?;
        let quotient = || data.numerator(row)?.times(&self.per()?).over(&data.denominator(row)?);
        let places = data.decimals.get(row.0 as usize).copied().unwrap_or(0);
        let half = || Exact::decimal(5, places.saturating_add(1));
        let is_it = |exact: &Exact| exact.minus(&written).magnitude() <= half();
        Some(quotient().filter(is_it).unwrap_or(written))
    }

    /// The same in whole numbers, where the columns hold all of it: most rows are judged so.
    pub(super) fn fraction_of(self, row: Row) -> Option<Fraction> {
        let data = self.judge.data;
        let at = row.0 as usize;
        if !data.extra.is_empty() && data.extra(row).is_some_and(Extra::changes_number) {
            return None;
        }
        let mantissa = *data.mantissa.get(at)?;
        let power = *POWERS.get(usize::from(*data.decimals.get(at)?))?;
        let written = Fraction { above: mantissa, below: power };
        let column = |all: &[i64]| all.get(at).copied().filter(|whole| *whole != NOT_GIVEN);
        let parts = column(&data.numerators).zip(column(&data.denominators)).filter(|(_, below)| *below != 0);
        let (Some((above, below)), Some(per)) = (parts, self.judge.steady(self.series.measure)?.per) else {
            return Some(written);
        };
        let above = above.checked_mul(per)?;
        // How far apart the two are, in units of the last place that was written; half of one is rounding.
        let quotient = i128::from(above) * i128::from(power);
        let apart = (quotient - i128::from(mantissa) * i128::from(below)).unsigned_abs();
        if apart > u128::from(below.unsigned_abs() / 2) {
            return Some(written);
        }
        let sign = below.signum();
        Some(Fraction { above: above.checked_mul(sign)?, below: below.checked_mul(sign)? })
    }

    /// `the total cannot be reckoned: there is no figure for Horton General for Q1 2019/20`.
    pub(super) fn silent(self, what: &str) -> String {
        let group = self.judge.title(self.series.place);
        let period = self.series.rhythm.period(self.slot).map_or_else(String::new, |p| format!(" for {p}"));
        format!("{what} cannot be reckoned: there is no figure for {group}{period}")
    }

    /// The figure as a reader sees it; none where nothing that may be shown was submitted.
    pub(super) fn figure(self) -> Option<Figure> {
        let amount = self.amount()?;
        let (source, note) = self.source()?;
        let marks = self.marks();
        let period = match self.point() {
            Some(Point::Baseline) => self.baseline()?.period?,
            Some(Point::Gap | Point::Row(_) | Point::Undated(_) | Point::Joined | Point::Computed) | None => {
                self.period()?
            }
        };
        Some(Figure { amount, period, marks, note, source })
    }

    fn amount(self) -> Option<Amount> {
        let row = self.row();
        let mantissa = || self.judge.data.mantissa.get(row?.0 as usize).copied();
        match self.state()? {
            State::Number => Some(Amount::Number { value: self.number()?, places: self.places() }),
            State::Yes => Some(Amount::Met(true)),
            State::No => Some(Amount::Met(false)),
            State::Day => {
                let reckoned = || self.number()?.plain().parse().ok();
                let days = i32::try_from(mantissa().or_else(reckoned)?).ok()?;
                chrono::NaiveDate::from_num_days_from_ce_opt(days).map(Amount::Day)
            }
            State::Level => u8::try_from(mantissa()?).ok().map(Amount::Level),
            State::Missing | State::NotApplicable | State::Withheld | State::Invalid => None,
        }
    }

    fn source(self) -> Option<(FigureSource, Option<String>)> {
        match self.point()? {
            Point::Row(row) => {
                let note = self.extra().and_then(|extra| extra.note.clone());
                Some((FigureSource::Data(self.judge.data.cell(row)), note))
            }
            Point::Undated(at) => {
                let row = self.judge.data.undated.get(at as usize)?;
                Some((FigureSource::Data(row.cell.clone()), None))
            }
            Point::Baseline => Some((FigureSource::Baseline(self.baseline()?.span), None)),
            Point::Joined if self.series.made == Made::Worst => self.worst_part()?.source(),
            Point::Computed => Some((FigureSource::Computed(self.measure().computed.as_ref()?.span), None)),
            Point::Joined => {
                let from: Vec<Self> =
                    if self.is_gap() { self.reckoned_from() } else { self.parts().collect() };
                let (first, _) = from.iter().find_map(|part| part.source())?;
                let FigureSource::Data(cell) = first else { return Some((first, None)) };
                let withheld = self.parts().any(|part| part.state() == Some(State::Withheld));
                let number = |part: &Self| Some(part.number()?.text());
                let numbers: Vec<String> = from.iter().filter(|_| !withheld).filter_map(number).collect();
                let sign = if self.is_gap() { " and " } else { " + " };
                Some((FigureSource::Data(Cell { text: numbers.join(sign), ..cell }), None))
            }
            Point::Gap => None,
        }
    }

    /// The newest figure before this slot that was submitted and may be shown.
    pub(super) fn last_known(self) -> Option<Figure> {
        let earlier = (self.series.first..self.slot).rev().map(|slot| self.in_its_time(slot));
        earlier.filter(|look| !matches!(look.point(), Some(Point::Baseline))).find_map(Look::figure)
    }

    /// True when the row carries the mark.
    pub(super) fn has_mark(self, mark: Mark) -> bool {
        self.marks().has(mark)
    }
}

/// A day as a number, so that days are compared and subtracted like other amounts.
pub(super) fn day_number(day: chrono::NaiveDate) -> Exact {
    Exact::from(i64::from(day.num_days_from_ce()))
}
