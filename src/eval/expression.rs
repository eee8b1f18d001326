//! Amounts: what an expression comes to at one look. None means it cannot be known.

use super::amounts::Chosen;
use super::look::Look;
use crate::base::exact::Exact;
use crate::base::period::year_of;
use crate::model::{Expression, Quantity, Reference, Tolerance, Window};

impl<'j, 'a> Look<'j, 'a> {
    /// What an expression comes to.
    pub(super) fn amount_of(self, expression: &Expression) -> Option<Exact> {
        match expression {
            Expression::Number(number) => Some(number.clone()),
            Expression::Quantity { quantity, measure, offset } => {
                let look = match measure {
                    Some(measure) => self.elsewhere(*measure)?,
                    None => self,
                };
                look.offset(*offset)?.quantity(*quantity)
            }
            Expression::Benchmark { benchmark, measure, when } => {
                let look = match measure {
                    Some(measure) => self.elsewhere(*measure)?,
                    None => self,
                };
                look.benchmark(*benchmark, *when)
            }
            Expression::OfPeers { peers, what, known_at_least } => {
                self.of_peers(*peers, what, *known_at_least).ok()
            }
            Expression::Position { position, among, offset } => self.position(*position, *among, *offset),
            Expression::Plus(a, b) => Some(self.amount_of(a)?.plus(&self.amount_of(b)?)),
            Expression::Minus(a, b) => Some(self.amount_of(a)?.minus(&self.amount_of(b)?)),
            Expression::Times(a, b) => Some(self.amount_of(a)?.times(&self.amount_of(b)?)),
            Expression::Over(a, b) => self.amount_of(a)?.over(&self.amount_of(b)?),
            Expression::Min(all) => self.all_of(all)?.into_iter().min(),
            Expression::Max(all) => self.all_of(all)?.into_iter().max(),
            Expression::PercentOf(per_cent, of) => Some(self.amount_of(of)?.percent(per_cent)),
            Expression::EachYear { start, step } => self.each_year(start, step),
            Expression::EachYearOnTheLast { start, per_cent } => self.each_year_on_the_last(start, per_cent),
            Expression::Amount(number, _) => Some(number.clone()),
            Expression::Window(window) => self.window(window),
            Expression::Elsewhere(elsewhere) => {
                self.other(&elsewhere.whose)?.offset(elsewhere.offset)?.amount_of(&elsewhere.of)
            }
            Expression::Named { of, .. } => self.amount_of(of),
            Expression::Rounded { rounding, of, to } => rounding.of(&self.amount_of(of)?, to),
            Expression::CountOf(count) => self.count_of(count)?.exactly(),
            Expression::List(list) => match self.choose(list) {
                Chosen::Line(amount) => self.amount_of(amount),
                Chosen::Undecided(_) | Chosen::NoLine => None,
            },
            Expression::Converted(conversion, of) => Some(conversion.of(&self.amount_of(of)?)),
        }
    }

    fn all_of(self, all: &[Expression]) -> Option<Vec<Exact>> {
        all.iter().map(|one| self.amount_of(one)).collect()
    }

    fn quantity(self, quantity: Quantity) -> Option<Exact> {
        // What was asked by one definition says nothing of another.
        if !self.is_own_definition() && matches!(quantity, Quantity::Target | Quantity::Shortfall) {
            return None;
        }
        match quantity {
            Quantity::Value => self.value(),
            Quantity::Target => {
                let value = self.value();
                self.goal()?.figure_for(value.as_ref())
            }
            Quantity::Baseline => self.baseline().map(|baseline| baseline.value.clone()),
            Quantity::Shortfall => {
                let miss = self.goal()?.miss(&self.value()?)?;
                Some(if miss.is_negative() { Exact::zero() } else { miss })
            }
            Quantity::Forecast => self.forecast_figure(),
            Quantity::Lower => self.interval().map(|(lower, _)| lower),
            Quantity::Upper => self.interval().map(|(_, upper)| upper),
            Quantity::Numerator => self.numerator(),
            Quantity::Denominator => self.denominator(),
        }
    }

    /// A step repeated for each year from the baseline's year to the figure's.
    fn each_year(self, start: &Expression, step: &Tolerance) -> Option<Exact> {
        let years = self.years_since_baseline()?;
        let step = match step {
            Tolerance::Amount(step) => step.clone(),
            Tolerance::PercentOf(per_cent, of) => self.reference(of)?.percent(per_cent),
        };
        Some(self.amount_of(start)?.plus(&step.times(&Exact::from(i64::from(years)))))
    }

    /// A step in per cent of the year before, repeated for each year from the baseline's to the figure's.
    fn each_year_on_the_last(self, start: &Expression, per_cent: &Exact) -> Option<Exact> {
        const MOST_YEARS: u32 = 200;
        let years = self.years_since_baseline()?;
        let once = Exact::from(1).plus(&Exact::from(1).percent(per_cent));
        let count = years.unsigned_abs();
        if count > MOST_YEARS {
            return None;
        }
        let all = (0..count).fold(Exact::from(1), |all, _| all.times(&once));
        let start = self.amount_of(start)?;
        if years < 0 { start.over(&all) } else { Some(start.times(&all)) }
    }

    /// From the baseline's year to the figure's.
    fn years_since_baseline(self) -> Option<i32> {
        let year_start = self.measure().year_start;
        let from = year_of(self.baseline()?.period?.end, year_start);
        Some(year_of(self.period()?.end, year_start) - from)
    }

    /// The figure as a window takes it: a total is of figures as they were submitted, not as they were scaled up.
    pub(super) fn in_window(self, window: Window) -> Option<Exact> {
        if window == Window::Total && self.measure().scaled_up { self.number() } else { self.value() }
    }

    /// The figure that a reference names.
    pub(super) fn reference(self, reference: &Reference) -> Option<Exact> {
        match reference {
            Reference::Target => self.quantity(Quantity::Target),
            Reference::Baseline => self.quantity(Quantity::Baseline),
            Reference::Value(offset) => self.offset(*offset)?.value(),
            Reference::Amount(expression) => self.amount_of(expression),
        }
    }

    /// How much a tolerance comes to; never below nought.
    pub(super) fn tolerance(self, tolerance: &Tolerance) -> Option<Exact> {
        match tolerance {
            Tolerance::Amount(amount) => Some(amount.magnitude()),
            Tolerance::PercentOf(per_cent, of) => Some(self.reference(of)?.magnitude().percent(per_cent)),
        }
    }
}
