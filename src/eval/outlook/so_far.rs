//! The year so far: what its figures add up to, and how much of it has gone by.

use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::unit::Kind;
use crate::data::State;
use crate::eval::look::Look;
use crate::model::Counts;

/// The year so far.
pub(super) struct SoFar {
    /// The year.
    pub year: Period,
    /// What it comes to: a total, or for a percentage or rate that of all its cases.
    pub value: Exact,
    /// Numerator and denominator of a percentage or rate.
    pub parts: Option<(Exact, Exact)>,
}

impl Look<'_, '_> {
    /// The year so far, or why it cannot be known.
    pub(super) fn year_so_far(self) -> Result<SoFar, String> {
        let year = self.year().ok_or("the figure is of no one year")?;
        match self.measure().counts {
            Some(Counts::FromStartOfYear) => {
                let value = self.number().ok_or("there is no figure")?;
                Ok(SoFar { year, value, parts: self.numerator().zip(self.denominator()) })
            }
            Some(Counts::InPeriod) => self.added_up(year),
            Some(Counts::LastTwelveMonths | Counts::AtEndOfPeriod) | None => {
                Err("its figures do not lead from the start of the year to its end".to_owned())
            }
        }
    }

    /// The periods of the year one after another; every one has to be known.
    fn added_up(self, year: Period) -> Result<SoFar, String> {
        let first = self.series.rhythm.slot_of(year.start);
        let (mut total, mut above, mut below) = (Exact::zero(), Exact::zero(), Exact::zero());
        let mut has_parts = true;
        for look in (first..=self.slot).map(|slot| self.at(slot)) {
            let known = look.number().filter(|_| look.state() == Some(State::Number));
            total = total.plus(&known.ok_or_else(|| {
                let period = look.period().map_or_else(String::new, |period| format!(" for {period}"));
                format!("there is no figure{period}")
            })?);
            match look.numerator().zip(look.denominator()) {
                Some((numerator, denominator)) => {
                    (above, below) = (above.plus(&numerator), below.plus(&denominator));
                }
                None => has_parts = false,
            }
        }
        let parts = has_parts.then_some((above, below));
        let value = match self.measure().unit.kind {
            Kind::Count | Kind::Money | Kind::Points => Some(total),
            Kind::Percent | Kind::Rate => {
                parts.as_ref().and_then(|(above, below)| above.times(&self.per()?).over(below))
            }
            Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => None,
        };
        let value = value.ok_or("its figures have no numerators and denominators to put together")?;
        Ok(SoFar { year, value, parts })
    }

    /// How many times the year so far goes into the year: by months where it ends with one, else by days.
    pub(super) fn times_to_year(self, year: Period) -> Option<Exact> {
        let so_far = Period { end: self.period()?.end, ..year };
        let (part, whole) = so_far.part_of(&year);
        Exact::from(i64::from(whole.count())).over(&Exact::from(i64::from(part.count())))
    }

    /// How many of the measure's own periods are left in the year.
    pub(super) fn periods_left(self, year: Period) -> i64 {
        self.series.rhythm.slot_of(year.end) - self.slot
    }

    /// What is still expected in the year, as it was submitted with the figure.
    pub(super) fn still_expected(self) -> Option<Exact> {
        self.extra()?.still_expected.clone()
    }
}
