//! What the board is asked to do: a list made from the facts of the run, each line one thing to decide or to follow up.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Scope;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Answer, Case, CaseState, Outcome, Position, Remark, Truth};
use crate::model::Party;
use crate::report::document::{About, Task};
use crate::report::summary::MOST_NAMES;
use crate::report::{ladders, letters, positions};

/// Each thing with what it is about, the most pressing first.
pub(super) fn items(scope: &Scope<'_>) -> Vec<Task> {
    let mut items = answers_owed(scope);
    items.extend(newly_worst(scope));
    items.extend(climbed(scope));
    items.extend(waiting(scope));
    items.extend(not_back(scope));
    items.extend(figures_owed(scope));
    items.extend(targets_to_set(scope));
    if items.is_empty() && !scope.outcomes.is_empty() {
        let what = "Note this report; nothing in it has to be decided".to_owned();
        items.push(Task { what, about: Vec::new() });
    }
    items
}

/// A task about some results; none where there are none.
fn task(what: String, labels: Vec<String>) -> Option<Task> {
    let more = labels.len().saturating_sub(MOST_NAMES);
    let about =
        labels.into_iter().take(MOST_NAMES).map(|label| About { told_in: label.clone(), name: label });
    let mut about: Vec<About> = about.collect();
    if about.is_empty() {
        return None;
    }
    if more > 0 {
        about.push(About { name: format!("{more} more"), told_in: String::new() });
    }
    Some(Task { what, about })
}

fn labels<'o>(scope: &Scope<'_>, outcomes: impl IntoIterator<Item = &'o Outcome>) -> Vec<String> {
    outcomes.into_iter().map(|outcome| scope.view.label(outcome)).collect()
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
fn answers_owed(scope: &Scope<'_>) -> Vec<Task> {
    let as_of = scope.view.inputs.assessment.as_of;
    let mut owed: Vec<Owed> = Vec::new();
    let mut at = FxHashMap::default();
    // Of two cases about one measure and group the name is said once.
    let mut known = FxHashSet::default();
    for case in open_cases(scope) {
        let name = scope.view.label_of_case(case);
        for who in case.to.iter().copied() {
            if !known.insert((who, case.due, name.clone())) {
                continue;
            }
            let at = *at.entry((who, case.due)).or_insert(owed.len());
            match owed.get_mut(at) {
                Some(one) => one.about.push(name.clone()),
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
    owed.into_iter().filter_map(|one| owed_task(scope, one)).collect()
}

fn owed_task(scope: &Scope<'_>, owed: Owed) -> Option<Task> {
    let is_own = scope.of.is_some() && Some(owed.who) == scope.reader;
    let who = scope.view.inputs.book.parties[owed.who].named();
    let day = owed.due.map_or_else(String::new, |day| format!(" by {}", date_name(day)));
    let meets = owed.due.map_or("", |day| beside_the_meeting(scope, day));
    let what = match (is_own, owed.is_late) {
        (true, true) => format!("Answer now what was due{day}"),
        (true, false) => format!("Answer{day}{meets}"),
        (false, true) => format!("Ask {who} for what was not answered{day}"),
        (false, false) => format!("Expect answers from {who}{day}{meets}"),
    };
    task(what, owed.about)
}

/// An answer that is due before the paper is on the table cannot wait for it.
fn beside_the_meeting(scope: &Scope<'_>, due: NaiveDate) -> &'static str {
    match scope.meeting() {
        Some(meeting) if due < meeting => ", which is before the meeting",
        Some(meeting) if due == meeting => ", the day of the meeting",
        Some(_) | None => "",
    }
}

/// What fell to the worst level since the report before.
fn newly_worst(scope: &Scope<'_>) -> Option<Task> {
    let before = scope.view.inputs.assessment.previous_period?;
    let fell = scope.changes().filter(|(change, outcome)| {
        let worst = scope.view.rating(outcome).map(|rating| rating.levels.len().saturating_sub(1));
        change.better < 0 && outcome.level.map(usize::from) == worst && worst.is_some()
    });
    let fell: Vec<&Outcome> = fell.map(|(_, outcome)| outcome).collect();
    let word = &fell.first()?.level_word;
    task(format!("Look into what has turned {word} since {before}"), labels(scope, fell.iter().copied()))
}

/// Cases that went up to the reader because nobody answered.
fn climbed(scope: &Scope<'_>) -> Option<Task> {
    let reader = scope.reader?;
    let cases = scope.view.inputs.assessment.cases.iter();
    let reached = cases.filter(|case| {
        let told = case.steps.iter().any(|step| step.told == Some(reader) && step.on > case.opened_on);
        case.state.is_live() && told && !case.to.contains(&reader)
    });
    let about = reached.map(|case| scope.view.label_of_case(case)).collect();
    task("Decide on what has been brought up to this board".to_owned(), about)
}

/// What would stand higher on a ladder but for something that has not happened yet.
fn waiting(scope: &Scope<'_>) -> Vec<Task> {
    if scope.of.is_some() {
        return Vec::new();
    }
    let view = scope.view;
    let lines = |position: &Position| {
        let ladder = &view.inputs.book.ladders[position.ladder];
        let name = ladders::name(view, position);
        let line = |(stage, what): &(usize, String)| {
            let what = ladders::hushed(view, position, what);
            let stage = ladder.stage_title(Some(*stage));
            Task { what: format!("Consider {name}, which is not in {stage} yet: {what}"), about: Vec::new() }
        };
        position.waits.iter().map(line).collect::<Vec<_>>()
    };
    let waits = view.inputs.assessment.positions.iter().filter(|position| !position.waits.is_empty());
    let (shown, left) = positions::foremost(waits.collect(), positions::MOST_LINES);
    let mut tasks: Vec<Task> = shown.into_iter().flat_map(lines).collect();
    if !left.is_empty() {
        let (more, place) = (letters::number(left.len()), view.inputs.record.in_json());
        let what = format!("Consider {more} more that are not in a higher stage yet, which are in {place}");
        tasks.push(Task { what, about: Vec::new() });
    }
    tasks
}

/// Results that were to be back on target by a day that has passed.
fn not_back(scope: &Scope<'_>) -> Option<Task> {
    let as_of = scope.view.inputs.assessment.as_of;
    let newest =
        |all: &[Answer]| all.iter().filter_map(|answer| Some((answer.submitted, answer.recovery?))).max();
    let late = scope.exceptions.iter().filter(|(exception, outcome)| {
        let promised = newest(&exception.response).is_some_and(|(_, day)| day < as_of);
        promised && outcome.on_target != Truth::True
    });
    let about = labels(scope, late.map(|(_, outcome)| *outcome));
    task("Ask why this is not back on target, though the day given for it has passed".to_owned(), about)
}

/// Figures that nobody sent, and those of which somebody said that they are still to come.
fn figures_owed(scope: &Scope<'_>) -> Vec<Task> {
    let missing = scope.exceptions.iter().filter(|(_, outcome)| outcome.is_missing());
    let (said, silent): (Vec<&Outcome>, Vec<&Outcome>) =
        missing.map(|(_, outcome)| *outcome).partition(|outcome| outcome.said_absent().is_some());
    let is_own = scope.of.is_some();
    let line = |outcomes: Vec<&Outcome>, own: &str, of_others: &str| {
        let what = if is_own { own } else { of_others };
        task(what.to_owned(), labels(scope, outcomes))
    };
    let silent = line(
        silent,
        "Submit the figures that were due and did not come",
        "Ask for the figures that were due and did not come",
    );
    let said = line(
        said,
        "Say when these figures will come, which were said not to be available",
        "Ask when these figures will come, which were said not to be available",
    );
    silent.into_iter().chain(said).collect()
}

/// Targets whose day to be set has passed, and those that have lapsed.
fn targets_to_set(scope: &Scope<'_>) -> Option<Task> {
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
    let about = labels(scope, scope.outcomes.iter().filter(|one| !one.is_part).filter(lacks).copied());
    task("Agree the targets that should have been set by now".to_owned(), about)
}
