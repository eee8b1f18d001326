//! Fractions of what is counted in whole numbers: 201.5 households.
//!
//! A count is taken to be of whole things where the rule book writes all its figures without a point. An average of counts
//! (`people per week`) may well have a fraction. A fraction in a form, which refuses it when it is typed, is a slip; so is
//! one among many whole figures. Where there are several, the measure counts so; where there is little to go by, the
//! fraction is pointed out and used.

use super::diags;
use super::measures::figures;
use super::observations::{Observations, Row};
use super::settle::Settling;
use super::submitted::State;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::model::Measure;

/// One in so many may be a slip; one alone always may.
const AMONG: usize = 10;
/// So many whole figures show that whole things are counted.
const ENOUGH: usize = 3;

/// True for a count that may have a fraction, by what the rule book says of it.
#[must_use]
pub fn may_have_fractions(measure: &Measure) -> bool {
    let averages = ["per", "average", "mean", "median"];
    let is_average =
        measure.unit.words.split(' ').any(|word| averages.contains(&word.to_lowercase().as_str()));
    let baselines = measure.baseline.iter().chain(measure.member_baselines.iter().map(|(_, own)| own));
    // `13.0` says that tenths are counted.
    let with_a_point = baselines.into_iter().any(|baseline| baseline.places > 0);
    let ends = measure.plausible.iter().flat_map(|(low, high)| [low.clone(), high.clone()]);
    let mut all = figures(measure).map(|(_, figure)| figure).chain(ends);
    is_average || with_a_point || all.any(|figure: Exact| !figure.is_whole())
}

/// Doubts fractions of counts.
pub(super) fn doubt(all: &mut Settling<'_>) {
    for (id, measure) in all.book.measures.iter() {
        // Of a measure without a unit nobody knows what it counts.
        let counts = measure.unit.kind == Kind::Count && !measure.unit.words.is_empty();
        if !counts || may_have_fractions(measure) {
            continue;
        }
        let (mut rows, mut of_forms, mut others) = (0_usize, Vec::new(), Vec::new());
        for series in all.seen.of_measure(id) {
            // How others count says nothing of the measure's own figures.
            let place = all.seen.place(series.place).map_or(&[][..], |place| place.parts.as_slice());
            if place.iter().any(|(kind, _)| Some(*kind) == all.book.comparators) {
                continue;
            }
            let range = series.rows.start as usize..series.rows.end as usize;
            let own = all.seen.order.get(range).unwrap_or(&[]);
            rows += own.len();
            for row in own.iter().map(|row| Row(*row)).filter(|row| is_fraction(&all.seen, *row)) {
                if all.is_of_a_form(row) { &mut of_forms } else { &mut others }.push(row);
            }
        }
        if others.len() > (rows / AMONG).max(1) {
            continue;
        }
        let is_sure = rows - of_forms.len() - others.len() >= ENOUGH;
        of_forms.into_iter().for_each(|row| all.tell_fraction(measure, row, true));
        others.into_iter().for_each(|row| all.tell_fraction(measure, row, is_sure));
    }
}

fn is_fraction(seen: &Observations, row: Row) -> bool {
    let at = row.0 as usize;
    let places = seen.decimals.get(at).copied().unwrap_or_default();
    if places == 0 || seen.state(row) != State::Number {
        return false;
    }
    let one = 10_i64.checked_pow(u32::from(places));
    one.zip(seen.mantissa.get(at)).is_some_and(|(one, mantissa)| mantissa % one != 0)
}

impl Settling<'_> {
    /// True for a row of a form, whose columns to fill in have an arrow.
    fn is_of_a_form(&self, row: Row) -> bool {
        let column = self.values.get(usize::from(self.at(row).0));
        column.is_some_and(|column| column.heading.starts_with('→'))
    }

    fn tell_fraction(&mut self, measure: &Measure, row: Row, is_sure: bool) {
        let (at, cell, shown, which) = (self.at(row), self.cell(row), self.shown(row), self.which(row));
        let counted = &measure.unit.words;
        self.findings.add(at, diags::FRACTION_OF_A_COUNT, || {
            diags::fraction_of_a_count(cell, &which, &shown, counted, is_sure)
        });
        if is_sure {
            self.disbelieve(row, format!("{shown} is not a whole number of {counted}"));
        }
    }
}
