//! Keeps withheld figures from being reckoned across measures and periods. Figures hang together in ways that a book or its
//! data tell: totals of measures, sums over periods, numerators and denominators, groups and their whole, and what computed
//! measures read. Each way is an equation between figures, and a withheld one that follows from those that are shown is
//! kept back by withholding one more.
//!
//! | file | what it does |
//! |---|---|
//! | `cells` | one figure: a measure, a place, a period; whether readers see it |
//! | `affine` | an amount as so many times each figure that is not seen, and what the rest comes to |
//! | `formulas` | what a computed measure reads, as such an amount |
//! | `relations` | which equations hold about withheld figures |
//! | `numerators` | measures whose figures stand as numerators or denominators beside those of another |
//! | `algebra` | whether a figure follows from equations: by elimination over fractions, and by what is left for counts |
//! | `closing` | which figure is withheld as well: what is derived before what was submitted |
//!
//! A percentage or rate is taken to be exact. A rounded one leaves a range for its numerator, and where that is wide one
//! figure too many is withheld; never one too few.

mod affine;
mod algebra;
mod cells;
mod closing;
mod formulas;
mod numerators;
mod relations;

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::crossing;
use super::disclosure::{of_measure, withhold};
use super::observations::{Observations, Row};
use super::submitted::State;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::model::{Measure, RuleBook};
use cells::{Cell, Cells, Index};
use closing::Step;
use relations::Relations;

/// Withholds what would give a withheld figure away across measures and periods. `asked_for` are the rows that were to be
/// withheld before anything was withheld for their sake. Comes back with rows that are not believed, whose number may not
/// be told all the same.
pub(super) fn close(
    book: &RuleBook,
    seen: &mut Observations,
    asked_for: &FxHashSet<u32>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Row> {
    if !seen.state.contains(&State::Withheld) && seen.withheld_totals.is_empty() {
        return Vec::new();
    }
    let mut index = Index::default();
    let relations = Relations::of(book, seen, &mut index);
    if relations.is_empty() {
        return Vec::new();
    }
    // Each round withholds something that was not withheld yet, so it ends.
    let mut done: BTreeSet<Cell> = BTreeSet::new();
    loop {
        let mut cells = Cells::new(book, seen, &mut index, asked_for);
        let equations = relations.equations(&mut cells);
        let mut steps = closing::steps(&equations);
        steps.retain(|step| done.insert(step.withhold));
        if steps.is_empty() {
            return relations::loud(&equations);
        }
        let told: Vec<(Step, String)> =
            steps.into_iter().map(|step| (step, cells.name(&step.for_the_sake_of))).collect();
        let mut touched: Vec<Id<Measure>> = told.iter().map(|(step, _)| step.withhold.measure).collect();
        for (step, sake) in told {
            hold(book, seen, &mut index, step.withhold, &sake, findings);
        }
        touched.sort_unstable();
        touched.dedup();
        for id in touched {
            among_groups(book, seen, id, findings);
        }
    }
}

/// Withholds one figure, wherever it stands.
fn hold(
    book: &RuleBook,
    seen: &mut Observations,
    index: &mut Index,
    cell: Cell,
    sake: &str,
    findings: &mut Vec<Diagnostic>,
) {
    match index.row(book, seen, &cell) {
        Some(row) => {
            let measure = &book.measures[cell.measure];
            let label = seen.place(cell.place).map(super::Place::label).unwrap_or_default();
            let when = seen.period(row).map(|period| period.when()).unwrap_or_default();
            let mut at = seen.cell(row);
            at.text = String::new();
            findings.push(super::diags::withheld_beside(&measure.id, &label, &when, at, sake));
            withhold(seen, row, &format!("withheld as well, so that {sake} cannot be worked out"));
        }
        None => {
            let period = book.measures[cell.measure].due.period(cell.slot);
            seen.withhold_total(cell.measure, period);
        }
    }
}

/// What is withheld of a measure may give something away among its own groups.
fn among_groups(book: &RuleBook, seen: &mut Observations, id: Id<Measure>, findings: &mut Vec<Diagnostic>) {
    let measure = &book.measures[id];
    match measure.by.len() {
        0 => {}
        1 => of_measure(book, id, measure, seen, findings),
        _ => crossing::of_measure(book, id, measure, seen, findings),
    }
}

/// The measures that hang together with any of some, as the book tells.
pub(super) fn linked_with(book: &RuleBook, measures: &BTreeSet<Id<Measure>>) -> BTreeSet<Id<Measure>> {
    if measures.is_empty() {
        return BTreeSet::new();
    }
    relations::linked_with(book, measures)
}
