//! Results that somebody has to look at, with the cases and answers that belong to them.

use super::assess::Run;
use super::judge::Judge;
use super::outcome::{Answer, Case, CaseState, Exception, ExceptionKind, Outcome, ResultKind};
use crate::data::{PlaceId, Response};

/// Every exception, in the order of the results.
pub(super) fn all(judge: &Judge<'_>, run: &Run<'_>, results: &[Outcome], cases: &[Case]) -> Vec<Exception> {
    let whole = results.iter().enumerate().filter(|(_, outcome)| !outcome.is_part);
    whole.filter_map(|(at, outcome)| exception(judge, run, at, outcome, cases)).collect()
}

fn exception(
    judge: &Judge<'_>,
    run: &Run<'_>,
    at: usize,
    outcome: &Outcome,
    cases: &[Case],
) -> Option<Exception> {
    let live: Vec<usize> =
        cases.iter().enumerate().filter(|(_, case)| concerns(case, outcome)).map(|(at, _)| at).collect();
    let below_best = outcome.level.is_some_and(|level| level > 0);
    let kind = match outcome.kind {
        _ if !live.is_empty() => ExceptionKind::Escalated,
        ResultKind::Missing => ExceptionKind::Missing,
        ResultKind::Invalid => ExceptionKind::Invalid,
        ResultKind::NotRated => ExceptionKind::NotRated,
        ResultKind::Rated if below_best => ExceptionKind::NotEscalated,
        ResultKind::Rated
        | ResultKind::Unrated
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable => return None,
    };
    let response = answers(judge, run, outcome);
    let stood_down = cases.iter().any(|case| is_stood_down(case, outcome));
    let response_owed = (below_best && !stood_down || !live.is_empty()) && response.is_empty();
    Some(Exception { result: at, kind, cases: live, response_owed, response })
}

/// True for a live case of this result, or of one of the groups beneath it.
fn concerns(case: &Case, outcome: &Outcome) -> bool {
    case.state.is_live()
        && case.measure == Some(outcome.measure)
        && (case.place == outcome.place || outcome.place == PlaceId::WHOLE)
}

/// True when a waiver stands down the case of this very figure, so that nobody owes an answer.
fn is_stood_down(case: &Case, outcome: &Outcome) -> bool {
    case.state == CaseState::Waived
        && case.measure == Some(outcome.measure)
        && case.place == outcome.place
        && outcome.figure.as_ref().is_some_and(|figure| figure.period == case.opened_for)
}

/// The answers that came back about a result: those for its period, and those that name none.
pub(super) fn answers(judge: &Judge<'_>, run: &Run<'_>, outcome: &Outcome) -> Vec<Answer> {
    run.responses.rows.iter().filter(|row| is_about(judge, row, outcome)).map(answer).collect()
}

/// True for an answer that belongs to a result.
pub(super) fn is_about(judge: &Judge<'_>, row: &Response, outcome: &Outcome) -> bool {
    if row.measure != outcome.measure || row.submitted.is_some_and(|day| day > judge.as_of) {
        return false;
    }
    let Some(period) = row.period else { return true };
    let rhythm = judge.book.measures[outcome.measure].due;
    let figure = outcome.figure.as_ref().map(|figure| figure.period);
    let slot = rhythm.slot_of(period.end);
    let own = [figure, outcome.expected];
    own.into_iter().flatten().any(|own| rhythm.slot_of(own.end) == slot)
}

fn answer(row: &Response) -> Answer {
    Answer {
        field: row.field.clone().unwrap_or_default(),
        text: row.text.clone(),
        lead: row.lead.clone(),
        due: row.due,
        recovery: row.recovery,
        submitted: row.submitted,
        source: row.cell.clone(),
    }
}
