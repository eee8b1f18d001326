//! Keeps withheld figures from being shown or worked out. Counts that a rule calls too small are taken out of the rows;
//! where what is shown would give a withheld figure away, the next smallest group is withheld too, or else the total.
//!
//! It is done to the rows themselves, so that no result, report, derivation or history can print what was held back.
//! What was submitted is kept aside for totals that may be shown.
//! Source: the usual secondary suppression of one further cell, as in NHS Digital's disclosure control for HES.

use rustc_hash::FxHashSet;

use super::crossing;
use super::diags;
use super::earlier;
use super::exposure::{Hidden, is_any_given_away};
use super::hushing;
use super::inference;
use super::observations::{Kept, Observations, PlaceId, Row};
use super::submitted::{State, WORDS_FOR_NO_VALUE};
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::model::{Measure, OnGroups, RuleBook, Withholding};

/// Why a figure is withheld.
const SMALL: &str = "a small number";
pub(super) const AS_WELL: &str = "withheld as well, so that another group's figure cannot be worked out";
const UNCLEAR: &str = "it is not clear which counts of this measure may be shown";

/// Withholds what has to be withheld, strikes it out of the findings there are, and tells of what is withheld as well.
pub(super) fn protect(book: &RuleBook, seen: &mut Observations, told: &mut [Diagnostic]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let by_rule = book.measures.values().any(|measure| measure.withholds.is_some());
    if by_rule {
        small_counts(book, seen);
    }
    let is_any = by_rule || seen.state.contains(&State::Withheld);
    let asked_for = is_any.then(|| withheld_so_far(seen));
    for row in super::definition::withheld_together(seen) {
        withhold(seen, row, AS_WELL);
    }
    // Most files withhold nothing, and sorting every row to find that out would cost a tenth of the reading.
    if is_any {
        for (id, measure) in book.measures.iter().filter(|(_, measure)| measure.by.len() == 1) {
            of_measure(book, id, measure, seen, &mut findings);
        }
        for (id, measure) in book.measures.iter().filter(|(_, measure)| measure.by.len() > 1) {
            crossing::of_measure(book, id, measure, seen, &mut findings);
        }
        let asked_for = asked_for.unwrap_or_default();
        let quiet = inference::close(book, seen, &asked_for, &mut findings);
        earlier::submissions(book, seen);
        if by_rule || !quiet.is_empty() {
            hushing::hush(book, seen, &quiet, told);
        }
    }
    findings
}

/// The rows that are withheld now.
fn withheld_so_far(seen: &Observations) -> FxHashSet<u32> {
    let rows = (0..).zip(&seen.state).filter(|(_, state)| **state == State::Withheld);
    rows.map(|(row, _)| row).collect()
}

/// Takes every count that is too small, or the rate made from it, out of its row.
fn small_counts(book: &RuleBook, seen: &mut Observations) {
    let rows = (0..u32::try_from(seen.len()).unwrap_or(u32::MAX)).map(Row);
    let numbers: Vec<Row> = rows.filter(|row| seen.state(*row) == State::Number).collect();
    for row in numbers {
        let Some(measure) = seen.measure.get(row.0 as usize).map(|id| &book.measures[*id]) else { continue };
        match &measure.withholds {
            None => {}
            Some(Withholding::Everything(_)) => withhold(seen, row, UNCLEAR),
            // A rate without its count may be made from any.
            Some(rule @ Withholding::Counts { .. }) => match count(measure, seen, row) {
                Some(count) if !rule.holds_back(&count) => {}
                Some(_) => withhold(seen, row, SMALL),
                None => withhold(seen, row, UNCLEAR),
            },
        }
    }
}

/// The count of a row: its value, or of a share or rate its numerator.
pub(super) fn count(measure: &Measure, seen: &Observations, row: Row) -> Option<Exact> {
    let kept = seen.kept(row);
    match measure.unit.kind {
        Kind::Percent | Kind::Rate => seen.numerator(row).or_else(|| Some(kept?.parts.as_ref()?.0.clone())),
        Kind::Count
        | Kind::Money
        | Kind::Points
        | Kind::Duration(_)
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => seen.number(row).or_else(|| kept?.number.clone()),
    }
}

pub(super) fn of_measure(
    book: &RuleBook,
    id: Id<Measure>,
    measure: &Measure,
    seen: &mut Observations,
    findings: &mut Vec<Diagnostic>,
) {
    let rows = rows_of(book, seen, id);
    if !rows.iter().any(|row| seen.state(*row) == State::Withheld) {
        return;
    }
    let asked_for = matches!(measure.withholds, Some(Withholding::Counts { next_smallest: true, .. }));
    let periods = by_period(&rows, seen);
    for same in periods {
        let mut table = Table::of(measure, seen, &same);
        while let Some(next) = table.next_to_withhold(measure, seen) {
            match next {
                Next::Group(row) => {
                    // A book that says so itself need not be told of every one.
                    if !asked_for {
                        findings.push(withheld_as_well(measure, seen, row));
                    }
                    withhold(seen, row, AS_WELL);
                    table.further.insert(row);
                }
                Next::Total => {
                    table.withhold_total(id, seen);
                    break;
                }
            }
        }
    }
}

/// The figures of one measure and period: its groups, and the total that a reader sees beside them.
struct Table {
    groups: Vec<Row>,
    /// The row of the whole, whatever it holds.
    whole: Option<Row>,
    total: Total,
    /// Groups that are withheld because of another one.
    further: FxHashSet<Row>,
}

/// The total of a table.
enum Total {
    /// None is shown.
    None,
    /// It was submitted.
    Row(Row),
    /// It is put together from the groups.
    Joined,
    /// It is put together from those groups that are known.
    JoinedOfKnown,
}

/// What has to be withheld next.
enum Next {
    Group(Row),
    Total,
}

impl Table {
    fn of(measure: &Measure, seen: &Observations, rows: &[Row]) -> Self {
        let is_whole = |row: &&Row| place(seen, **row) == PlaceId::WHOLE;
        let groups: Vec<Row> = rows.iter().filter(|row| !is_whole(row)).copied().collect();
        let total = match rows.iter().find(is_whole) {
            Some(row) if seen.state(*row) == State::Number => Total::Row(*row),
            Some(_) => Total::None,
            None => match measure.on_groups {
                OnGroups::Total => Total::Joined,
                OnGroups::TotalOfKnown(_) => Total::JoinedOfKnown,
                OnGroups::Each
                | OnGroups::Worst
                | OnGroups::WorstOfKnown(_)
                | OnGroups::AtLeast { .. }
                | OnGroups::Gap => Total::None,
            },
        };
        let whole = rows.iter().find(is_whole).copied();
        Self { groups, whole, total, further: FxHashSet::default() }
    }

    /// What gives a withheld figure away, and so has to be withheld next; none when nothing does.
    fn next_to_withhold(&self, measure: &Measure, seen: &Observations) -> Option<Next> {
        if measure.withholds.as_ref().is_some_and(|rule| self.is_small_total(measure, seen, rule)) {
            return Some(Next::Total);
        }
        if let Some(row) = self.adds_up_to_a_withheld_whole(measure, seen) {
            return Some(Next::Group(row));
        }
        // A total of those that are known goes without a figure that did not come with its mark.
        let is_in =
            |row: &Row| !matches!(self.total, Total::JoinedOfKnown) || count(measure, seen, *row).is_some();
        let held = |row: &Row| seen.state(*row) == State::Withheld && is_in(row);
        let hidden: Vec<Row> = self.groups.iter().copied().filter(held).collect();
        let shown = || self.groups.iter().filter(|row| seen.state(**row) == State::Number);
        let counts: Option<Vec<Exact>> = shown().map(|row| count(measure, seen, *row)).collect();
        let (total, counts) = (self.total(measure, seen)?, counts?);
        if hidden.is_empty() {
            return None;
        }
        let together = counts.iter().fold(total, |rest, count| rest.minus(count));
        let least_shown = counts.iter().filter(|count| !count.is_zero()).min();
        let known: Vec<Hidden> =
            hidden.iter().map(|row| self.known_of(measure, seen, *row, least_shown)).collect();
        let given_away = match measure.withholds {
            Some(_) => is_any_given_away(&known, &together),
            None => hidden.len() == 1,
        };
        if !given_away {
            return None;
        }
        let next_smallest = match &measure.withholds {
            Some(Withholding::Counts { next_smallest, .. }) => *next_smallest,
            Some(Withholding::Everything(_)) | None => true,
        };
        let counted = shown().filter_map(|row| Some((count(measure, seen, *row)?, *row)));
        let next = counted.filter(|(count, _)| !count.is_zero() && next_smallest).min();
        Some(next.map_or(Next::Total, |(_, row)| Next::Group(row)))
    }

    /// The group to withhold where the whole is withheld and every group is shown, so that they add up to it.
    fn adds_up_to_a_withheld_whole(&self, measure: &Measure, seen: &Observations) -> Option<Row> {
        let whole = self.whole.filter(|row| seen.state(*row) == State::Withheld)?;
        let all_shown = self.groups.iter().all(|row| seen.state(*row) == State::Number);
        let counted = self.groups.iter().filter_map(|row| Some((count(measure, seen, *row)?, *row)));
        let least = counted.filter(|(count, _)| !count.is_zero()).min().map(|(_, row)| row);
        least.filter(|row| all_shown && *row != whole)
    }

    /// The count of all groups together as a reader knows it; none where it is not shown.
    fn total(&self, measure: &Measure, seen: &Observations) -> Option<Exact> {
        match self.total {
            Total::None => None,
            Total::Row(row) => count(measure, seen, row),
            Total::Joined => {
                let mut counts = self.groups.iter().map(|row| count(measure, seen, *row));
                counts.try_fold(Exact::zero(), |sum, one| Some(sum.plus(&one?)))
            }
            Total::JoinedOfKnown => {
                let counts = self.groups.iter().filter_map(|row| count(measure, seen, *row));
                Some(counts.fold(Exact::zero(), |sum, one| sum.plus(&one)))
            }
        }
    }

    /// True where the groups put together come to a count that is too small itself.
    fn is_small_total(&self, measure: &Measure, seen: &Observations, rule: &Withholding) -> bool {
        let joined = matches!(self.total, Total::Joined | Total::JoinedOfKnown);
        joined && self.total(measure, seen).is_some_and(|total| rule.holds_back(&total))
    }

    /// What a reader knows of a withheld count: by the rule it is small, or it was the next smallest.
    fn known_of(&self, measure: &Measure, seen: &Observations, row: Row, shown: Option<&Exact>) -> Hidden {
        let small = count(measure, seen, row).filter(|_| !self.further.contains(&row));
        match (&measure.withholds, small) {
            (Some(Withholding::Counts { from, to, .. }), Some(_)) => {
                Hidden { least: from.clone(), most: Some(to.clone()) }
            }
            (Some(Withholding::Counts { to, .. }), None) if self.further.contains(&row) => {
                Hidden { least: to.plus(&Exact::from(1)), most: shown.cloned() }
            }
            (Some(_) | None, _) => Hidden { least: Exact::zero(), most: None },
        }
    }

    fn withhold_total(&mut self, id: Id<Measure>, seen: &mut Observations) {
        match self.total {
            Total::Row(row) => withhold(seen, row, AS_WELL),
            Total::Joined | Total::JoinedOfKnown => {
                let period = self.groups.first().and_then(|row| seen.period(*row));
                seen.withhold_total(id, period);
            }
            Total::None => {}
        }
        self.total = Total::None;
    }
}

/// The rows of a measure that stand, by period and then by place.
pub(super) fn rows_of(book: &RuleBook, seen: &Observations, id: Id<Measure>) -> Vec<Row> {
    // Figures of benchmarks and peers are no part of the whole.
    let is_own = |series: &&super::Series| {
        let place = seen.place(series.place);
        !place.is_some_and(|place| place.parts.iter().any(|(kind, _)| Some(*kind) == book.comparators))
    };
    let own = seen.of_measure(id).iter().filter(is_own);
    let mut rows: Vec<Row> = own.flat_map(|series| seen.rows(series)).collect();
    rows.sort_by_key(|row| (seen.period(*row), place(seen, *row)));
    rows
}

/// The same, those of each period together.
pub(super) fn by_period(rows: &[Row], seen: &Observations) -> Vec<Vec<Row>> {
    rows.chunk_by(|a, b| seen.period(*a) == seen.period(*b)).map(<[Row]>::to_vec).collect()
}

pub(super) fn place(seen: &Observations, row: Row) -> PlaceId {
    seen.place.get(row.0 as usize).copied().unwrap_or(PlaceId::WHOLE)
}

/// Takes the figure of a row out of the columns, and keeps it aside.
pub(super) fn withhold(seen: &mut Observations, row: Row, reason: &str) {
    let at = row.0 as usize;
    let kept = Kept { number: seen.number(row), parts: seen.numerator(row).zip(seen.denominator(row)) };
    seen.kept.insert(row.0, kept);
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
    (extra.interval, extra.stated) = (None, None);
    extra.reason = Some(reason.to_owned());
}

pub(super) fn withheld_as_well(measure: &Measure, seen: &Observations, row: Row) -> Diagnostic {
    let label = seen.place(place(seen, row)).map(super::Place::label).unwrap_or_default();
    let which = if label.is_empty() { "the whole".to_owned() } else { label };
    let when = seen.period(row).map(|period| period.when()).unwrap_or_default();
    let mut cell = seen.cell(row);
    cell.text = String::new();
    diags::withheld_as_well(&measure.id, &which, &when, cell)
}
