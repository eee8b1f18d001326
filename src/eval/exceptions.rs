//! Results that somebody has to look at, with the cases and answers that belong to them.

use rustc_hash::FxHashMap;

use super::assess::Run;
use super::cases::{answer, says_nothing};
use super::judge::Judge;
use super::outcome::{Answer, Case, Exception, ExceptionKind, Outcome, ResultKind, Truth};
use crate::base::arena::Id;
use crate::data::{PlaceId, Response, Responses};
use crate::model::{Measure, OnGroups};

/// Every exception, in the order of the results.
pub(super) fn all(judge: &Judge<'_>, run: &Run<'_>, results: &[Outcome], cases: &[Case]) -> Vec<Exception> {
    let whole = results.iter().enumerate().filter(|(_, one)| !one.is_part || is_done_without(judge, one));
    let (live, inbox) = (Live::new(cases), by_measure(run.responses));
    whole.filter_map(|(at, outcome)| exception(judge, (&inbox, cases), at, outcome, &live)).collect()
}

/// True for a group that sent nothing, or nothing usable, where its whole is judged without it: that owes a return.
fn is_done_without(judge: &Judge<'_>, part: &Outcome) -> bool {
    let leaves_out = match judge.book.measures[part.measure].on_groups {
        OnGroups::TotalOfKnown(_) | OnGroups::WorstOfKnown(_) => true,
        OnGroups::Each | OnGroups::Worst | OnGroups::AtLeast { .. } | OnGroups::Total | OnGroups::Gap => {
            false
        }
    };
    leaves_out
        && matches!(part.kind, ResultKind::Missing | ResultKind::Invalid)
        && judge.of_measure(part.measure).iter().any(|one| one.place == part.place && one.made.is_own())
}

/// Answers by the measure they are about, in the order they were read.
type Inbox<'r> = FxHashMap<Id<Measure>, Vec<&'r Response>>;

fn by_measure(responses: &Responses) -> Inbox<'_> {
    let mut inbox = Inbox::default();
    let telling = responses.rows.iter().filter(|row| !says_nothing(row));
    for (measure, row) in telling.filter_map(|row| Some((row.measure?, row))) {
        inbox.entry(measure).or_default().push(row);
    }
    inbox
}

/// Positions of live cases: of each measure, and of each of its groups.
#[derive(Debug, Default)]
struct Live {
    of_measure: FxHashMap<Id<Measure>, Vec<usize>>,
    of_place: FxHashMap<(Id<Measure>, PlaceId), Vec<usize>>,
}

impl Live {
    fn new(cases: &[Case]) -> Self {
        let mut live = Self::default();
        for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.state.is_live()) {
            if let Some(measure) = case.measure {
                live.of_measure.entry(measure).or_default().push(at);
                live.of_place.entry((measure, case.place)).or_default().push(at);
            }
        }
        live
    }

    /// The live cases of a result, or of one of the groups beneath it.
    fn concerning(&self, outcome: &Outcome) -> Vec<usize> {
        let found = match outcome.place {
            PlaceId::WHOLE => self.of_measure.get(&outcome.measure),
            place => self.of_place.get(&(outcome.measure, place)),
        };
        found.cloned().unwrap_or_default()
    }
}

fn exception(
    judge: &Judge<'_>,
    (inbox, cases): (&Inbox<'_>, &[Case]),
    at: usize,
    outcome: &Outcome,
    live: &Live,
) -> Option<Exception> {
    let live = live.concerning(outcome);
    // On target is no exception, below the best of several levels as it may be; unless a rule or people hold it down.
    let on_target = outcome.on_target == Truth::True
        && outcome.held_down_by().is_none()
        && !is_decided_by_a_cap(judge, outcome)
        && outcome.set_by_hand().is_none();
    let below_best = outcome.level.is_some_and(|level| level > 0) && !on_target;
    let kind = match outcome.kind {
        _ if !live.is_empty() => ExceptionKind::Escalated,
        _ if outcome.is_missing() => ExceptionKind::Missing,
        ResultKind::Missing => ExceptionKind::Missing,
        ResultKind::Invalid => ExceptionKind::Invalid,
        // That it is not rated is as the book wants it.
        ResultKind::NotRated if outcome.history.not_comparable.is_some() => return None,
        ResultKind::NotRated => ExceptionKind::NotRated,
        ResultKind::Rated if below_best => ExceptionKind::NotEscalated,
        ResultKind::Rated
        | ResultKind::Unrated
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable => return None,
    };
    let rows = inbox.get(&outcome.measure).into_iter().flatten();
    // Those for its period, those that name none, and those for the period that opened a case which is still live.
    let rhythm = judge.book.measures[outcome.measure].due;
    let slots: Vec<i64> =
        live.iter().filter_map(|at| cases.get(*at)).map(|case| rhythm.slot_of(case.opened_for.end)).collect();
    let of_case = |row: &Response| {
        let known = row.submitted.is_none_or(|day| day <= judge.as_of);
        known && row.period.is_some_and(|period| slots.contains(&rhythm.slot_of(period.end)))
    };
    let response: Vec<Answer> = rows
        .filter(|row| is_about(judge, row, outcome) || of_case(row))
        .filter(|row| outcome.place == PlaceId::WHOLE || row.is_about_group(&outcome.group))
        .map(|row| answer(row))
        .collect();
    // Only what a rule asks for is owed; a result that no rule asks about is listed as just that.
    let mut asking = live.iter().filter_map(|at| cases.get(*at));
    let response_owed = response.is_empty() && asking.any(|case| case.wants_answer(judge.book));
    Some(Exception { result: at, kind, cases: live, response_owed, response })
}

/// True where a cap gives the level that the lines leave open.
fn is_decided_by_a_cap(judge: &Judge<'_>, outcome: &Outcome) -> bool {
    let list = judge.book.measures[outcome.measure].list.as_ref();
    let mut caps = list.into_iter().flat_map(|list| &list.caps);
    caps.any(|cap| outcome.decided_by == Some(cap.span))
}

/// True for an answer that belongs to a result.
pub(super) fn is_about(judge: &Judge<'_>, row: &Response, outcome: &Outcome) -> bool {
    if row.measure != Some(outcome.measure)
        || !row.is_about_group(&outcome.group)
        || row.submitted.is_some_and(|day| day > judge.as_of)
    {
        return false;
    }
    let Some(period) = row.period else { return true };
    let rhythm = judge.book.measures[outcome.measure].due;
    let figure = outcome.figure.as_ref().map(|figure| figure.period);
    let slot = rhythm.slot_of(period.end);
    let own = [figure, outcome.expected];
    own.into_iter().flatten().any(|own| rhythm.slot_of(own.end) == slot)
}
