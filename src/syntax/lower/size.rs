//! A number that can be read in several ways, beside the other figures of its measure: the one way that gives a figure of
//! their size is what was probably meant.

use super::{Lower, Pair, Rule};
use crate::base::diag::Place;
use crate::base::exact::Exact;
use crate::base::number::{NumberFault, parse_number};
use crate::syntax::diags;

/// Figures are of one size if none is more than so many times the other.
const OF_ONE_SIZE: i64 = 3;

impl Lower<'_> {
    /// Offers a reading for the numbers that were told since `told`, where the other figures of the measure leave one.
    pub(super) fn read_by_size(&mut self, measure: &Pair<'_>, told: usize) {
        if self.findings.get(told..).is_none_or(|new| new.iter().all(|f| f.code != diags::BAD_NUMBER)) {
            return;
        }
        let mut figures = Vec::new();
        figures_in(measure, &mut figures);
        let source = self.source;
        let new = self.findings.iter_mut().skip(told);
        for finding in new.filter(|f| f.code == diags::BAD_NUMBER && f.fixes.is_empty()) {
            let Some(Place::Rule(at)) = finding.primary().map(|label| label.place.clone()) else { continue };
            let text = source.get(at.start as usize..at.end as usize).unwrap_or("");
            let Err(NumberFault::Commas { grouped, longer: Some(longer), decimal }) = parse_number(text)
            else {
                continue;
            };
            let readings: Vec<String> =
                [Some(longer), Some(grouped), decimal].into_iter().flatten().collect();
            let mut fitting = readings.iter().filter(|reading| fits(reading, &figures));
            if let (Some(fit), None, Some(beside)) = (fitting.next(), fitting.next(), figures.first()) {
                *finding = diags::number_of_a_size(finding.clone(), fit, &readings, &beside.0, at);
            }
        }
    }
}

/// The figures that a measure is held against or starts from, as they are written and as they are.
fn figures_in(pair: &Pair<'_>, found: &mut Vec<(String, Exact)>) {
    for inner in pair.clone().into_inner() {
        match inner.as_rule() {
            // What is said of the baseline is no figure of its size.
            Rule::relative | Rule::each_year | Rule::level_line | Rule::bad_clause => {}
            Rule::number | Rule::money_number => {
                let text = inner.as_str().trim().trim_start_matches('-').trim_start_matches('£').trim_start();
                let read = parse_number(text).ok().map(|number| number.exact());
                found.extend(
                    read.filter(|value| *value > Exact::zero()).map(|value| (text.to_owned(), value)),
                );
            }
            _ => figures_in(&inner, found),
        }
    }
}

fn fits(reading: &str, figures: &[(String, Exact)]) -> bool {
    let Ok(number) = parse_number(reading) else { return false };
    let (value, most) = (number.exact(), Exact::from(OF_ONE_SIZE));
    !figures.is_empty()
        && figures.iter().all(|(_, own)| value <= own.times(&most) && *own <= value.times(&most))
}
