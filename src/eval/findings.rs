//! Findings of judging: one of a kind for each measure, however many groups it has.

use rustc_hash::{FxHashMap, FxHashSet};

use super::adding_up;
use super::assess::Run;
use super::comparators;
use super::diags;
use super::judge::Judge;
use super::ladders;
use super::made_of;
use super::months;
use super::outcome::{Exception, Figure, FigureSource, GoalUsed, Outcome, Remark, ResultKind};
use super::returns;
use super::timeline::{Made, Point};
use super::ungrouped;
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::period::Period;
use crate::data::{Row, State};
use crate::model::{Measure, RuleBook};

/// Every finding, in the order of the results.
pub(super) fn all(
    judge: &Judge<'_>,
    run: &Run<'_>,
    results: &[Outcome],
    exceptions: &[Exception],
) -> Vec<Diagnostic> {
    let mut once: FxHashSet<(Code, Id<Measure>)> = FxHashSet::default();
    let mut findings = Vec::new();
    for outcome in results {
        for finding in of_outcome(judge, outcome) {
            if once.insert((finding.code, outcome.measure)) {
                findings.push(finding);
            }
        }
    }
    if let Some(file) = run.data.files.iter().find(|file| file.unusable) {
        told_together(judge, &file.name, &mut findings, &once);
    }
    findings.extend(comparators::without_data(judge));
    findings.extend(adding_up::all(judge, results));
    findings.extend(made_of::all(judge, results));
    findings.extend(not_used(judge));
    findings.extend(ungrouped::all(judge));
    findings.extend(idle_responses(judge, run, results, exceptions));
    findings.extend(returns::findings(judge, &run.responses.extensions));
    findings.extend(ladders::findings(judge));
    findings
}

/// Figures that may all be in a file that could not be used are told of once.
fn told_together(
    judge: &Judge<'_>,
    file: &str,
    findings: &mut Vec<Diagnostic>,
    once: &FxHashSet<(Code, Id<Measure>)>,
) {
    let silent = |id: &Id<Measure>| once.contains(&(diags::NOT_SUBMITTED, *id));
    let ids = judge.book.reading_order().into_iter().filter(silent);
    let measures: Vec<&str> = ids.map(|id| judge.book.measures[id].id.as_str()).collect();
    if measures.is_empty() {
        return;
    }
    findings.retain(|finding| finding.code != diags::NOT_SUBMITTED);
    findings.push(diags::perhaps_in_a_file(file, &measures));
}

fn of_outcome(judge: &Judge<'_>, outcome: &Outcome) -> Vec<Diagnostic> {
    let measure = &judge.book.measures[outcome.measure];
    if outcome.is_part {
        return not_submitted(judge, measure, outcome).into_iter().collect();
    }
    let mut findings = Vec::new();
    findings.extend(months_not_sent(judge, measure, outcome));
    match outcome.kind {
        ResultKind::NotRated if measure.faulty => findings.push(diags::faulty_rule(measure)),
        ResultKind::NotRated if is_too_old(judge, outcome) => {
            findings.extend(too_old_figure(measure, outcome));
        }
        ResultKind::NotRated if outcome.history.not_comparable.is_some() => {}
        ResultKind::NotRated if is_not_reckoned(judge, outcome) => {
            let span = measure.computed.as_ref().map_or(measure.id_span, |computed| computed.span);
            findings.push(diags::computed_from_unknown(
                measure,
                &whose(measure, outcome),
                span,
                &outcome.reason,
            ));
        }
        ResultKind::NotRated => {
            findings.push(diags::unknown_stops_rating(measure, &whose(measure, outcome), &outcome.reason));
        }
        ResultKind::Missing => findings.extend(not_submitted(judge, measure, outcome)),
        ResultKind::Rated
        | ResultKind::Unrated
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable
        | ResultKind::Invalid => {}
    }
    // What a faulty rule says of targets is not to be relied on.
    let remarks = outcome.remarks.iter().filter(|_| !measure.faulty);
    findings.extend(remarks.filter_map(|remark| of_remark(judge.book, measure, outcome, remark)));
    findings
}

/// The shorter periods within the one reported of which no figure came.
fn months_not_sent(judge: &Judge<'_>, measure: &Measure, outcome: &Outcome) -> Option<Diagnostic> {
    let series = judge.of_measure(outcome.measure).iter().find(|series| series.place == outcome.place)?;
    let gone = months::missing(judge, series);
    (!gone.is_empty()).then(|| diags::part_not_submitted(measure, &whose(measure, outcome), &gone))
}

fn is_too_old(judge: &Judge<'_>, outcome: &Outcome) -> bool {
    let series = judge.series_of(outcome.measure, outcome.place);
    series.is_some_and(|series| judge.look(series, series.report).is_too_old())
}

/// True for a computed figure that something unknown keeps from being reckoned.
fn is_not_reckoned(judge: &Judge<'_>, outcome: &Outcome) -> bool {
    let series = judge.series_of(outcome.measure, outcome.place);
    series.is_some_and(|series| judge.look(series, series.report).not_reckoned().is_some())
}

fn too_old_figure(measure: &Measure, outcome: &Outcome) -> Option<Diagnostic> {
    let (figure, expected) = (outcome.figure.as_ref()?, outcome.expected.as_ref()?);
    let whose = whose(measure, outcome);
    Some(diags::too_old_figure(measure, &whose, &figure.period, expected, cell(figure)))
}

/// `measure `2.8``, or `measure `2.8` (JR)`.
fn whose(measure: &Measure, outcome: &Outcome) -> String {
    if outcome.group.is_empty() {
        format!("measure `{}`", measure.id)
    } else {
        format!("measure `{}` ({})", measure.id, outcome.group)
    }
}

fn of_remark(book: &RuleBook, measure: &Measure, outcome: &Outcome, remark: &Remark) -> Option<Diagnostic> {
    match remark {
        Remark::OldFigure { expected, .. } if outcome.kind != ResultKind::NotRated => {
            let figure = outcome.figure.as_ref()?;
            let whose = whose(measure, outcome);
            Some(diags::old_figure(measure, &whose, &figure.period, expected, cell(figure)))
        }
        Remark::TargetOfAnotherYear { target } => {
            let value_year = outcome.figure.as_ref()?.period.its_year(measure.year_start)?;
            let span = outcome.target.as_ref()?.span;
            Some(diags::target_of_another_year(measure, span, target, &value_year))
        }
        Remark::TargetToBeSet { by, overdue: true } => {
            let target = outcome.target.as_ref()?;
            matches!(target.goal, GoalUsed::ToBeSet { .. })
                .then(|| diags::target_still_to_be_set(book, measure, target.span, by))
        }
        Remark::TargetLapsed { by } => Some(diags::target_lapsed(measure, by)),
        Remark::OldFigure { .. }
        | Remark::TargetToBeSet { .. }
        | Remark::Late { .. }
        | Remark::LastYearsTargetStands
        | Remark::ProRata { .. }
        | Remark::Trajectory
        | Remark::MonitorOnly
        | Remark::WorstOf { .. }
        | Remark::Incomplete { .. }
        | Remark::SetByHand(_)
        | Remark::Capped { .. }
        | Remark::Said(_) => None,
    }
}

/// Figures that came for what the rules give none: measures whose level is made of others, and groups left out.
fn not_used(judge: &Judge<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for id in judge.book.reading_order() {
        let measure = &judge.book.measures[id];
        if measure.composite.is_none() && measure.excluded_groups.is_empty() {
            continue;
        }
        for series in judge.data.of_measure(id) {
            let excluded = judge.places.excluded(measure, series.place, judge.data);
            let is_figure = |row: &Row| {
                matches!(
                    judge.data.state(*row),
                    State::Number | State::Yes | State::No | State::Day | State::Level
                )
            };
            let Some(row) = judge.data.rows(series).rev().find(is_figure) else { continue };
            let cell = judge.data.cell(row);
            match excluded.and_then(|at| measure.excluded_groups.get(at)) {
                Some(left_out) => findings.push(diags::figure_of_an_excluded_group(measure, left_out, cell)),
                None if measure.composite.is_some() => {
                    findings.push(diags::figure_of_a_composite(measure, cell))
                }
                None => {}
            }
        }
    }
    findings.extend(levels_not_used(judge));
    findings
}

/// Levels that were set by hand on no figure, or after the report day.
fn levels_not_used(judge: &Judge<'_>) -> Vec<Diagnostic> {
    let mut rows: Vec<Row> = judge.data.judged.keys().map(|row| Row(*row)).collect();
    rows.sort_unstable();
    let finding = |row: Row| {
        let set = judge.data.judged.get(&row.0)?;
        let measure = &judge.book.measures[*judge.data.measure.get(row.0 as usize)?];
        let made_of_others = measure.composite.is_some() || !measure.by.is_empty();
        let figure = matches!(judge.data.state(row), State::Number | State::Yes | State::No | State::Day);
        if set.on > judge.as_of {
            return Some(diags::level_set_later(measure, set.on, judge.as_of, judge.data.cell(row)));
        }
        (!figure && !made_of_others).then(|| diags::level_set_on_no_figure(measure, judge.data.cell(row)))
    };
    rows.into_iter().filter_map(finding).collect()
}

fn cell(figure: &Figure) -> Option<Cell> {
    match &figure.source {
        FigureSource::Data(cell) => Some(cell.clone()),
        FigureSource::Baseline(_) | FigureSource::Computed(_) => None,
    }
}

/// Something due of which there is no row at all; a row that says `nya` is an answer of a kind.
fn not_submitted(judge: &Judge<'_>, measure: &Measure, outcome: &Outcome) -> Option<Diagnostic> {
    if outcome.kind != ResultKind::Missing {
        return None;
    }
    let series = judge.series_of(outcome.measure, outcome.place)?;
    let has_parts = series.made != Made::Submitted;
    let silent = !has_parts && matches!(series.point(series.report), Some(Point::Gap));
    let period: Option<&Period> = outcome.expected.as_ref();
    silent.then(|| diags::not_submitted(measure, &whose(measure, outcome), period))
}

/// Answers that nothing in this report asks for: about a result that is no exception, or for a period of which there
/// is no figure. Answers to earlier figures are history and need no word. One finding for each measure.
fn idle_responses(
    judge: &Judge<'_>,
    run: &Run<'_>,
    results: &[Outcome],
    exceptions: &[Exception],
) -> Vec<Diagnostic> {
    let mut own: FxHashMap<Id<Measure>, Vec<usize>> = FxHashMap::default();
    for (at, outcome) in results.iter().enumerate() {
        own.entry(outcome.measure).or_default().push(at);
    }
    let asked: FxHashSet<usize> = exceptions.iter().map(|one| one.result).collect();
    let mut once: FxHashSet<Id<Measure>> = FxHashSet::default();
    let mut findings = Vec::new();
    let known = run.responses.rows.iter().filter(|row| row.submitted.is_none_or(|day| day <= run.as_of));
    for (own_measure, row) in known.filter_map(|row| Some((row.measure?, row))) {
        let of_measure = own.get(&own_measure).map_or(&[][..], Vec::as_slice);
        let about = |at: &&usize| {
            results.get(**at).is_some_and(|outcome| super::exceptions::is_about(judge, row, outcome))
        };
        let now: Vec<&usize> = of_measure.iter().filter(about).collect();
        let measure = &judge.book.measures[own_measure];
        let finding = match row.period {
            Some(period) if now.is_empty() && !has_figure(judge, own_measure, &period) => {
                diags::response_for_no_figure(measure, &period, row.cell.clone())
            }
            _ if !now.is_empty() && now.iter().all(|at| !asked.contains(*at)) => {
                diags::response_without_exception(measure, row.cell.clone())
            }
            _ => continue,
        };
        if once.insert(own_measure) {
            findings.push(finding);
        }
    }
    findings
}

/// True when something was submitted for the slot that a period falls in.
fn has_figure(judge: &Judge<'_>, measure: Id<Measure>, period: &Period) -> bool {
    judge.of_measure(measure).iter().any(|series| {
        let point = series.point(series.rhythm.slot_of(period.end));
        matches!(point, Some(Point::Row(_) | Point::Undated(_) | Point::Joined | Point::Computed))
    })
}
