//! Keeps withheld figures from being worked out where a measure is by several kinds of group: each kind adds up to the same
//! whole, so what one kind hides another may tell.
//!
//! To find the fewest figures that have to go is hard in general, and here a figure too many is better than one too few:
//! of a period with a withheld figure, only the finest groups stay, and nothing that they add up to.

use super::diags;
use super::disclosure::{AS_WELL, by_period, place, rows_of, withhold};
use super::observations::{Observations, Row};
use super::submitted::State;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::model::{Measure, OnGroups, RuleBook};

/// Withholds what would give a withheld figure of a measure by several kinds of group away.
pub(super) fn of_measure(
    book: &RuleBook,
    id: Id<Measure>,
    measure: &Measure,
    seen: &mut Observations,
    findings: &mut Vec<Diagnostic>,
) {
    let rows = rows_of(book, seen, id);
    let periods = by_period(&rows, seen);
    for same in periods {
        if !same.iter().any(|row| seen.state(*row) == State::Withheld) {
            continue;
        }
        let further: Vec<Row> =
            tells(seen, &same).into_iter().filter(|row| seen.state(*row) == State::Number).collect();
        for row in further {
            findings.push(where_kinds_meet(measure, seen, row));
            withhold(seen, row, AS_WELL);
        }
        if matches!(measure.on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_)) {
            let period = same.first().and_then(|row| seen.period(*row));
            seen.withhold_total(id, period);
        }
    }
}

/// The rows of a period that may tell of a withheld one: all that add up to or from it.
fn tells(seen: &Observations, rows: &[Row]) -> Vec<Row> {
    let kinds = |row: &Row| -> Vec<_> {
        let parts = seen.place(place(seen, *row)).map_or(&[][..], |place| place.parts.as_slice());
        parts.iter().map(|(kind, _)| *kind).collect()
    };
    let depth = rows.iter().map(|row| kinds(row).len()).max().unwrap_or(0);
    let finest: Vec<Row> = rows.iter().copied().filter(|row| kinds(row).len() == depth).collect();
    let hidden = |row: &Row| seen.state(*row) == State::Withheld;
    let one_kind = finest.first().is_none_or(|first| finest.iter().all(|row| kinds(row) == kinds(first)));
    let in_the_finest = rows.iter().filter(|row| hidden(row)).all(|row| kinds(row).len() == depth);
    if one_kind && in_the_finest {
        return rows.iter().copied().filter(|row| kinds(row).len() < depth).collect();
    }
    // What is hidden is a sum of finer ones, or another kind adds up to the same: nothing can be shown beside it.
    rows.to_vec()
}

fn where_kinds_meet(measure: &Measure, seen: &Observations, row: Row) -> Diagnostic {
    let label = seen.place(place(seen, row)).map(super::Place::label).unwrap_or_default();
    let when = seen.period(row).map(|period| period.when()).unwrap_or_default();
    let mut cell = seen.cell(row);
    cell.text = String::new();
    diags::withheld_where_kinds_meet(&measure.id, &label, &when, cell)
}
