//! What a result says of other times: the target before a change, the forecast, and what it takes to recover.

mod earlier;
mod forecast;
mod one_target;
mod recovery;
mod so_far;

use super::look::{Look, Supposed};
use super::outcome::{Outlook, ScaledUp, TargetUsed};
use super::target::InForce;
use super::words;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::unit::{Kind, Unit};
use crate::model::Measure;

/// The outlook of a result that was judged; none where it says nothing.
pub(super) fn of(look: Look<'_, '_>) -> Option<Box<Outlook>> {
    if look.measure().faulty || look.is_too_old() || look.is_worst_of_groups() {
        return None;
    }
    let outlook = Outlook {
        earlier: earlier::stood(look),
        refused: earlier::refused(look),
        scaled: scaled(look),
        movement_left_out: one_target::left_out(look),
        forecast: forecast::seen(look),
        no_forecast: forecast::none(look),
        recovery: recovery::of(look),
    };
    (outlook != Outlook::default()).then(|| Box::new(outlook))
}

/// `1,476 tonnes` for counts, whose number alone does not say of what.
fn with_unit(amount: &Exact, unit: &Unit) -> String {
    let shown = unit.show_difference(amount);
    match unit.kind {
        Kind::Count if !unit.words.is_empty() => format!("{shown} {}", unit.words),
        Kind::Count
        | Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => shown,
    }
}

fn scaled(look: Look<'_, '_>) -> Option<ScaledUp> {
    let (factor, unit) = (look.scale()?, &look.measure().unit);
    if factor == Exact::from(1) {
        return None;
    }
    let (figure, estimate) = (look.number()?, look.value()?);
    let words = format!(
        "{} × {} = {} for the year: an estimate",
        words::number(&figure, unit),
        factor.text(),
        words::number(&estimate, unit)
    );
    Some(ScaledUp { factor, estimate, words })
}

fn used(force: InForce<'_>, measure: &Measure) -> Option<TargetUsed> {
    match force {
        InForce::Known(standing) => Some(standing.used(measure)),
        InForce::None
        | InForce::NotYet { .. }
        | InForce::ToBeSet { .. }
        | InForce::Lapsed { .. }
        | InForce::Unknown { .. } => None,
    }
}

impl<'a> Look<'_, 'a> {
    /// What a figure is multiplied by to stand for the year; none where the book does not ask for it.
    pub(super) fn scale(self) -> Option<Exact> {
        if !self.measure().scaled_up {
            return None;
        }
        let (part, whole) = self.period()?.part_of(&self.year()?);
        Exact::from(i64::from(whole.count())).over(&Exact::from(i64::from(part.count())))
    }

    /// The year of the figure.
    fn year(self) -> Option<Period> {
        self.period()?.its_year(self.measure().year_start)
    }

    /// The target that the whole year's figure is held against: that of its last period, before it is shared out over
    /// the periods.
    fn year_target(self) -> InForce<'a> {
        let Some(year) = self.year() else { return InForce::None };
        let end = self.at(self.series.rhythm.slot_of(year.end));
        let supposed = Supposed { whole_year: true, ..Supposed::at(end) };
        Look { supposed: Some(&supposed), ..end }.in_force()
    }
}
