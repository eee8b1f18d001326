//! Keeps a withheld figure from being worked out: where just one group is withheld and the figure for the whole is
//! there, the next smallest group is withheld too.
//!
//! It is done to the rows themselves, so that no result, report, derivation or history can print what was held back.
//! Source: the usual secondary suppression of one further cell, as in NHS Digital's disclosure control for HES.

use super::diags;
use super::observations::{Observations, PlaceId, Row, State, WORDS_FOR_NO_VALUE};
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::base::unit::Kind;
use crate::model::{Measure, RuleBook};

/// Withholds what has to be withheld as well, and tells of each.
pub(super) fn protect(book: &RuleBook, seen: &mut Observations) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // Most files withhold nothing, and sorting every row to find that out would cost a tenth of the reading.
    if !seen.state.contains(&State::Withheld) {
        return findings;
    }
    for row in super::definition::withheld_together(seen) {
        withhold(seen, row);
    }
    for (id, measure) in book.measures.iter().filter(|(_, measure)| measure.by.len() == 1) {
        let rows = rows_of(seen, id);
        if !rows.iter().any(|row| seen.state(*row) == State::Withheld) {
            continue;
        }
        let by_period = rows.chunk_by(|a, b| seen.period(*a) == seen.period(*b));
        let held: Vec<Row> = by_period.filter_map(|same| to_withhold(measure, seen, same)).collect();
        for row in held {
            findings.push(withheld_as_well(measure, seen, row));
            withhold(seen, row);
        }
    }
    findings
}

/// The rows of a measure that stand, by period and then by place.
fn rows_of(seen: &Observations, id: Id<Measure>) -> Vec<Row> {
    let mut rows: Vec<Row> = seen.of_measure(id).iter().flat_map(|series| seen.rows(series)).collect();
    rows.sort_by_key(|row| (seen.period(*row), place(seen, *row)));
    rows
}

fn place(seen: &Observations, row: Row) -> PlaceId {
    seen.place.get(row.0 as usize).copied().unwrap_or(PlaceId::WHOLE)
}

/// The row that would give a single withheld one away; none where nothing does.
fn to_withhold(measure: &Measure, seen: &Observations, rows: &[Row]) -> Option<Row> {
    let is_whole = |row: &&Row| place(seen, **row) == PlaceId::WHOLE;
    let whole = rows.iter().find(is_whole).filter(|row| seen.state(**row) == State::Number)?;
    let adds_up = matches!(measure.unit.kind, Kind::Count | Kind::Money | Kind::Points);
    if !adds_up && seen.numerator(*whole).is_none() {
        return None;
    }
    let groups: Vec<Row> = rows.iter().filter(|row| !is_whole(row)).copied().collect();
    if groups.iter().filter(|row| seen.state(**row) == State::Withheld).count() != 1 {
        return None;
    }
    let known =
        groups.iter().filter_map(|row| Some((seen.numerator(*row).or_else(|| seen.number(*row))?, *row)));
    let next = known.filter(|(number, _)| !number.is_zero()).min();
    Some(next.map_or(*whole, |(_, row)| row))
}

fn withhold(seen: &mut Observations, row: Row) {
    let at = row.0 as usize;
    let word = WORDS_FOR_NO_VALUE.iter().position(|(_, state)| *state == State::Withheld).unwrap_or(0);
    if let Some(state) = seen.state.get_mut(at) {
        *state = State::Withheld;
    }
    if let Some(mantissa) = seen.mantissa.get_mut(at) {
        *mantissa = word as i64;
    }
    if let Some(decimals) = seen.decimals.get_mut(at) {
        *decimals = 0;
    }
    for parts in [&mut seen.numerators, &mut seen.denominators] {
        if let Some(part) = parts.get_mut(at) {
            *part = super::observations::NOT_GIVEN;
        }
    }
    let extra = seen.extra.entry(row.0).or_default();
    (extra.text, extra.exact, extra.numerator, extra.denominator) = (None, None, None, None);
    extra.reason = Some("withheld so that another group's figure cannot be worked out".to_owned());
}

fn withheld_as_well(measure: &Measure, seen: &Observations, row: Row) -> Diagnostic {
    let label = seen.place(place(seen, row)).map(super::Place::label).unwrap_or_default();
    let which = if label.is_empty() { "the whole".to_owned() } else { label };
    let when = seen.period(row).map(|period| period.when()).unwrap_or_default();
    let mut cell = seen.cell(row);
    cell.text = String::new();
    diags::withheld_as_well(&measure.id, &which, &when, cell)
}
