//! What the board is asked to do: a list made from the facts of the run, each line one thing to decide or to follow up.

use chrono::NaiveDate;

use super::Scope;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::data::PlaceId;
use crate::eval::outcome::{Answer, Case, CaseState, Outcome, Position, Remark, Truth};
use crate::model::Party;
use crate::plain;
use crate::report::ladders;
use crate::report::summary::MOST_NAMES;

/// Each thing in a sentence, the most pressing first.
pub(super) fn items(scope: &Scope<'_>) -> Vec<String> {
    let mut items = answers_owed(scope);
    items.extend(newly_worst(scope));
    items.extend(climbed(scope));
    items.extend(waiting(scope));
    items.extend(not_back(scope));
    items.extend(figures_owed(scope));
    items.extend(targets_to_set(scope));
    if items.is_empty() && !scope.outcomes.is_empty() {
        items.push("Note this report; nothing in it has to be decided.".to_owned());
    }
    items
}

fn some(names: &[String]) -> String {
    plain::and_some(names, MOST_NAMES)
}

/// The live cases of this paper that want an answer and have none, or not all of it.
fn open_cases<'v>(scope: &'v Scope<'_>) -> impl Iterator<Item = &'v Case> {
    let assessment = scope.view.inputs.assessment;
    let waits = |case: &&Case| {
        matches!(case.state, CaseState::Open | CaseState::Overdue)
            && case.wants_answer(scope.view.inputs.book)
    };
    let of = |at: &usize| assessment.cases.get(*at);
    scope.exceptions.iter().flat_map(move |(one, _)| one.cases.iter().filter_map(of)).filter(waits)
}

/// Answers that somebody owes by a day.
struct Owed {
    is_late: bool,
    due: Option<NaiveDate>,
    who: Id<Party>,
    about: Vec<String>,
}

/// Answers that did not come in time, then those that are still to come, by the day and who owes them.
fn answers_owed(scope: &Scope<'_>) -> Vec<String> {
    let as_of = scope.view.inputs.assessment.as_of;
    let mut owed: Vec<Owed> = Vec::new();
    for case in open_cases(scope) {
        let name = called(scope, case);
        for who in case.to.iter().copied() {
            match owed.iter_mut().find(|known| known.who == who && known.due == case.due) {
                Some(known) if known.about.contains(&name) => {}
                Some(known) => known.about.push(name.clone()),
                None => owed.push(Owed {
                    is_late: case.due.is_some_and(|day| day < as_of),
                    due: case.due,
                    who,
                    about: vec![name.clone()],
                }),
            }
        }
    }
    owed.sort_by_key(|one| (!one.is_late, one.due.is_none(), one.due, one.who));
    owed.iter().map(|one| owed_line(scope, one)).collect()
}

fn owed_line(scope: &Scope<'_>, owed: &Owed) -> String {
    let about = some(&owed.about);
    let is_own = scope.of.is_some() && Some(owed.who) == scope.reader;
    let who = scope.view.party(owed.who);
    let day = owed.due.map_or_else(String::new, |day| format!(" by {}", date_name(day)));
    match (is_own, owed.is_late) {
        (true, true) => format!("Answer now what was due{day}: {about}."),
        (true, false) => format!("Answer{day}: {about}."),
        (false, true) => format!("Ask {who} for what it did not answer{day}: {about}."),
        (false, false) => format!("Expect answers from {who}{day}: {about}."),
    }
}

/// `1.4`, or `2.8 (John Radcliffe)`.
fn called(scope: &Scope<'_>, case: &Case) -> String {
    let Some(id) = case.measure else { return "the whole book".to_owned() };
    let name = &scope.view.inputs.book.measures[id].id;
    let group = scope.view.group_named(case.place, &case.group);
    if group.is_empty() || case.place == PlaceId::WHOLE { name.clone() } else { format!("{name} ({group})") }
}

/// What fell to the worst level since the report before.
fn newly_worst(scope: &Scope<'_>) -> Option<String> {
    let before = scope.view.inputs.assessment.previous_period?;
    let fell = scope.changes().filter(|(change, outcome)| {
        let worst = scope.view.rating(outcome).map(|rating| rating.levels.len().saturating_sub(1));
        change.better < 0 && outcome.level.map(usize::from) == worst && worst.is_some()
    });
    let fell: Vec<&Outcome> = fell.map(|(_, outcome)| outcome).collect();
    let word = &fell.first()?.level_word;
    let names = scope.names(fell.iter().copied());
    Some(format!("Look into what has turned {word} since {before}: {}.", some(&names)))
}

/// Cases that went up to the reader because nobody answered.
fn climbed(scope: &Scope<'_>) -> Option<String> {
    let reader = scope.reader?;
    let cases = scope.view.inputs.assessment.cases.iter();
    let reached = cases.filter(|case| {
        let told = case.steps.iter().any(|step| step.told == Some(reader) && step.on > case.opened_on);
        case.state.is_live() && told && !case.to.contains(&reader)
    });
    let names: Vec<String> = reached.map(|case| called(scope, case)).collect();
    (!names.is_empty())
        .then(|| format!("Decide on what has been brought up to this board: {}.", some(&names)))
}

/// What would stand higher on a ladder but for something that has not happened yet.
fn waiting(scope: &Scope<'_>) -> Vec<String> {
    if scope.of.is_some() {
        return Vec::new();
    }
    let view = scope.view;
    let lines = |position: &Position| {
        let ladder = &view.inputs.book.ladders[position.ladder];
        let name = ladders::name(view, position);
        let line = |(stage, what): &(usize, String)| {
            let what = ladders::hushed(view, position, what);
            format!("Consider {name}, which is not in {} yet: {what}.", ladder.stage_title(Some(*stage)))
        };
        position.waits.iter().map(line).collect::<Vec<_>>()
    };
    view.inputs.assessment.positions.iter().flat_map(lines).collect()
}

/// Results that were to be back on target by a day that has passed.
fn not_back(scope: &Scope<'_>) -> Option<String> {
    let as_of = scope.view.inputs.assessment.as_of;
    let newest =
        |all: &[Answer]| all.iter().filter_map(|answer| Some((answer.submitted, answer.recovery?))).max();
    let late = scope.exceptions.iter().filter(|(exception, outcome)| {
        let promised = newest(&exception.response).is_some_and(|(_, day)| day < as_of);
        promised && outcome.on_target != Truth::True
    });
    let names = scope.names(late.map(|(_, outcome)| *outcome));
    (!names.is_empty())
        .then(|| format!("Ask why these are not back on target by the day that was given: {}.", some(&names)))
}

fn figures_owed(scope: &Scope<'_>) -> Option<String> {
    let missing = scope.exceptions.iter().filter(|(_, outcome)| outcome.is_missing());
    let names = scope.names(missing.map(|(_, outcome)| *outcome));
    let verb = if scope.of.is_some() { "Submit" } else { "Ask for" };
    (!names.is_empty())
        .then(|| format!("{verb} the figures that were due and did not come: {}.", some(&names)))
}

/// Targets whose day to be set has passed, and those that have lapsed.
fn targets_to_set(scope: &Scope<'_>) -> Option<String> {
    let lacks = |outcome: &&&Outcome| {
        outcome.remarks.iter().any(|remark| match remark {
            Remark::TargetToBeSet { overdue, .. } => *overdue,
            Remark::TargetLapsed { .. } => true,
            Remark::OldFigure { .. }
            | Remark::Late { .. }
            | Remark::TargetOfAnotherYear { .. }
            | Remark::LastYearsTargetStands
            | Remark::ProRata { .. }
            | Remark::Trajectory
            | Remark::MonitorOnly
            | Remark::WorstOf { .. }
            | Remark::Incomplete { .. }
            | Remark::Capped { .. }
            | Remark::SetByHand(_)
            | Remark::Said(_) => false,
        })
    };
    let names = scope.names(scope.outcomes.iter().filter(|one| !one.is_part).filter(lacks).copied());
    (!names.is_empty())
        .then(|| format!("Agree the targets that should have been set by now: {}.", some(&names)))
}
