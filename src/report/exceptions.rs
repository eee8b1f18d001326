//! What is said of an exception: the facts, why it is one, whom it was put to, what was asked and what came back.

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::document::{Block, Cell, Column, Fact, Row, RowKind, Table};
use super::framework::notes;
use super::view::View;
use super::{answers, compared, letters, summary, why};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, CaseState, Exception, ExceptionKind, Outcome, Prompt, ResultKind, Step};
use crate::model::Party;
use crate::plain;

/// Every exception with its result.
#[must_use]
pub fn every<'v>(view: &'v View<'_>) -> Vec<(&'v Exception, &'v Outcome)> {
    let exceptions = view.inputs.assessment.exceptions.iter();
    exceptions.filter_map(|e| Some((e, view.outcome(e.result)?))).collect()
}

/// How many exceptions, what is owed, and those that are told in full at a glance.
#[must_use]
pub fn counted(
    view: &View<'_>,
    own: &[(&Exception, &Outcome)],
    shown: &[(&Exception, &Outcome)],
) -> Vec<Block> {
    if own.is_empty() {
        return vec![Block::Paragraph("There are no exceptions.".to_owned())];
    }
    let number = plain::count(u32::try_from(own.len()).unwrap_or(u32::MAX), "exception");
    let kinds = summary::exceptions_by_kind(view, own.iter().map(|(exception, _)| *exception));
    let mut blocks = vec![Block::Paragraph(format!("{number}: {kinds}."))];
    blocks.extend(answers_awaited(view, own));
    if own.len() > shown.len() {
        let more = own.len() - shown.len();
        // A paper that has no room for a result does not tell it either.
        let all_have_room = own.iter().all(|(_, outcome)| view.has_room(outcome));
        blocks.push(Block::Paragraph(format!(
            "{} are told of below; {} more are in {}.",
            letters::number(shown.len()),
            letters::number(more),
            if all_have_room { "the paper of the framework" } else { view.inputs.record.everything() }
        )));
    }
    blocks.push(Block::Table(Table {
        title: "Exceptions at a glance".to_owned(),
        columns: vec![
            Column::left("Ref"),
            Column::left("Measure"),
            Column::left("Level"),
            Column::left("Response"),
        ],
        rows: shown.iter().map(|(exception, outcome)| glance(view, exception, outcome)).collect(),
        key: Vec::new(),
        empty: String::new(),
    }));
    blocks
}

fn glance(view: &View<'_>, exception: &Exception, outcome: &Outcome) -> Row {
    let measure = view.measure(outcome);
    let group = view.group(outcome);
    let comma = if group.is_empty() { "" } else { ": " };
    let cells = vec![
        Cell::text(&measure.id),
        Cell::text(format!("{}{comma}{group}", measure.title)),
        view.level(outcome),
        Cell::Text(response(view, exception)),
    ];
    Row { cells, told_in: view.label(outcome), ..Row::default() }
}

/// The cases of an exception that want an answer and have none, or not all of it.
fn waiting<'v>(view: &'v View<'_>, exception: &'v Exception) -> impl Iterator<Item = &'v Case> {
    let is_open = |case: &&Case| matches!(case.state, CaseState::Open | CaseState::Overdue);
    cases(view, exception).filter(is_open).filter(|case| case.wants_answer(view.inputs.book))
}

/// True for a case whose answer should have come by now. The day itself is in time.
fn is_late(view: &View<'_>, case: &Case) -> bool {
    case.due.is_some_and(|day| day < view.inputs.assessment.as_of)
}

/// Which answers are late, and by when others are asked for. Only what is late needs somebody to act.
#[must_use]
pub fn answers_awaited(view: &View<'_>, own: &[(&Exception, &Outcome)]) -> Vec<Block> {
    let mut by_day: Vec<(Option<NaiveDate>, Vec<String>)> = Vec::new();
    // There may be thousands of them.
    let mut told: FxHashSet<(Option<NaiveDate>, String)> = FxHashSet::default();
    for (exception, outcome) in own {
        let name = view.short_label(outcome);
        for case in waiting(view, exception) {
            if !told.insert((case.due, name.clone())) {
                continue;
            }
            match by_day.iter_mut().find(|(day, _)| *day == case.due) {
                Some((_, names)) => names.push(name.clone()),
                None => by_day.push((case.due, vec![name.clone()])),
            }
        }
    }
    by_day.sort_by_key(|(day, _)| (day.is_none(), *day));
    let as_of = view.inputs.assessment.as_of;
    let (late, to_come): (Vec<_>, Vec<_>) =
        by_day.iter().partition(|(day, _)| day.is_some_and(|day| day < as_of));
    let said = |of: &[&(Option<NaiveDate>, Vec<String>)], before: &str| {
        let one = |(day, names): &&(Option<NaiveDate>, Vec<String>)| {
            let names = plain::and_some(names, summary::MOST_NAMES);
            match day {
                Some(day) => format!("{before}{} ({names})", date_name(*day)),
                None => format!("with no day set ({names})"),
            }
        };
        plain::and_list(&of.iter().map(one).collect::<Vec<_>>())
    };
    let mut blocks = Vec::new();
    if !late.is_empty() {
        blocks.push(Block::act(format!("answers are late: those due {}.", said(&late, "by "))));
    }
    if !to_come.is_empty() {
        blocks.push(Block::Paragraph(format!("Answers are asked for {}.", said(&to_come, "by "))));
    }
    blocks
}

/// How it stands with the answer to an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    NotAsked,
    Answered,
    Awaited,
    Late,
}

fn standing(view: &View<'_>, exception: &Exception) -> Standing {
    if waiting(view, exception).any(|case| is_late(view, case)) {
        Standing::Late
    } else if waiting(view, exception).next().is_some() {
        Standing::Awaited
    } else if exception.response.is_empty() {
        Standing::NotAsked
    } else {
        Standing::Answered
    }
}

/// How it stands with the answer to an exception: `asked for by 27 June 2019`.
fn response(view: &View<'_>, exception: &Exception) -> String {
    let due = waiting(view, exception).filter_map(|case| case.due).min();
    let in_part = !exception.response.is_empty();
    match (standing(view, exception), due) {
        (Standing::Late, Some(day)) if in_part => format!("in part; the rest was due {}", date_name(day)),
        (Standing::Late, Some(day)) => format!("late: was due {}", date_name(day)),
        (Standing::Awaited, Some(day)) if in_part => format!("in part; the rest by {}", date_name(day)),
        (Standing::Awaited, Some(day)) => format!("asked for by {}", date_name(day)),
        (Standing::Awaited | Standing::Late, None) if in_part => "in part".to_owned(),
        (Standing::Awaited | Standing::Late, None) => "asked for; no day set".to_owned(),
        (Standing::Answered, _) => "received".to_owned(),
        (Standing::NotAsked, _) => "not asked for".to_owned(),
    }
}

/// How many exceptions each board has, and how it stands with the answers: the counts of a row add up.
#[must_use]
pub fn counts_by_board(view: &View<'_>, all: &[(&Exception, &Outcome)]) -> Table {
    let mut owners: Vec<Option<Id<Party>>> = all.iter().map(|(_, o)| view.measure(o).owner).collect();
    owners.sort_unstable_by_key(|owner| (owner.is_none(), *owner));
    owners.dedup();
    let count = |test: &dyn Fn(&(&Exception, &Outcome)) -> bool| {
        Cell::count(u32::try_from(all.iter().filter(|one| test(one)).count()).unwrap_or(u32::MAX))
    };
    let cells = |name: &str, of: &dyn Fn(&(&Exception, &Outcome)) -> bool| {
        vec![
            Cell::text(name),
            count(of),
            count(&|one| of(one) && standing(view, one.0) == Standing::Answered),
            count(&|one| of(one) && standing(view, one.0) == Standing::Awaited),
            count(&|one| of(one) && standing(view, one.0) == Standing::Late),
            count(&|one| of(one) && standing(view, one.0) == Standing::NotAsked),
        ]
    };
    let mut rows: Vec<Row> = owners
        .iter()
        .map(|owner| {
            let name = owner.map_or("No responsible board", |id| view.party(id));
            Row::plain(cells(name, &|(_, outcome)| view.measure(outcome).owner == *owner))
        })
        .collect();
    rows.push(Row { kind: RowKind::Total, cells: cells("All", &|_| true), ..Row::default() });
    Table {
        title: "Exceptions by responsible board".to_owned(),
        columns: vec![
            Column::left("Responsible board"),
            Column::right("Exceptions"),
            Column::right("Answered"),
            Column::right("To be answered"),
            Column::right("Late"),
            Column::right("No answer asked for"),
        ],
        rows,
        key: Vec::new(),
        empty: String::new(),
    }
}

fn cases<'v>(view: &'v View<'_>, exception: &'v Exception) -> impl Iterator<Item = &'v Case> {
    exception.cases.iter().filter_map(|at| view.inputs.assessment.cases.get(*at))
}

/// Facts, why it is an exception, what was asked and what was answered.
#[must_use]
pub fn details(view: &View<'_>, exception: &Exception, outcome: &Outcome) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(facts(view, outcome))];
    let why = match summary::is_only_told(view, exception) {
        true => "the rules tell somebody of it, and ask for no response",
        false => match outcome.said_absent().filter(|_| exception.kind == ExceptionKind::Missing) {
            Some(_) => "a figure was due, and somebody said that there is none",
            None => plain::exception_kind(exception.kind),
        },
    };
    if let Some(Block::Facts(facts)) = blocks.first_mut() {
        facts.push(Fact::text("Why it is here", why));
    }
    blocks.extend(view.chart(outcome).map(Block::Chart));
    let notes = notes(view, outcome);
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    let of_cases: Vec<Fact> = cases(view, exception).flat_map(|case| case_facts(view, case)).collect();
    if !of_cases.is_empty() {
        blocks.push(Block::Facts(of_cases));
    }
    let response = view.answers(Some(outcome.measure), outcome.place, &exception.response);
    let prompts = &view.inputs.assessment.prompts;
    let own: Vec<&Prompt> = prompts.iter().filter(|prompt| exception.cases.contains(&prompt.case)).collect();
    let late = waiting(view, exception).filter(|case| is_late(view, case)).filter_map(|case| case.due).min();
    blocks.extend(late.map(|day| {
        let full = if exception.response.is_empty() { "no answer" } else { "no full answer" };
        Block::act(format!("{full} has come; it was due by {}.", date_name(day)))
    }));
    blocks.extend(answers::blocks(view, &own, &response));
    blocks.extend(why::fold(view, outcome).map(Block::Fold));
    blocks
}

/// Level, value, target and the rest of one result.
#[must_use]
pub fn facts(view: &View<'_>, outcome: &Outcome) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Level", view.level(outcome))];
    if outcome.outlook.as_ref().is_some_and(|o| o.forecast.as_ref().is_some_and(|f| f.is_rated)) {
        facts.push(Fact::new("Year end", view.year_end(outcome)));
    }
    let value = match &outcome.figure {
        Some(figure) => format!("{} {}", view.value(outcome).shown(), figure.period.when()),
        None => match outcome.expected.filter(|_| outcome.kind == ResultKind::Missing) {
            Some(period) => format!("{} for {period}", view.value(outcome).shown()),
            None => view.value(outcome).shown(),
        },
    };
    facts.push(Fact::text("Value", value));
    facts.push(Fact::new("Target", view.target(outcome)));
    if let Cell::Text(gap) = view.gap(outcome) {
        facts.push(Fact::text("Gap", gap));
    }
    facts.extend(match view.baseline(outcome) {
        Cell::Absent(_) => None,
        baseline => Some(Fact::new("Baseline", baseline)),
    });
    facts.extend(view.movements(outcome).into_iter().map(|way| Fact::text("Movement", way)));
    facts.extend(compared::facts(view, outcome));
    facts.extend(view.decided(outcome).map(|line| Fact::text("Decided by", line)));
    facts
}

/// Who was asked or told, under which rule and since when, and how it stands.
#[must_use]
pub fn case_facts(view: &View<'_>, case: &Case) -> Vec<Fact> {
    let rule = &view.inputs.book.escalations[case.escalation];
    let to: Vec<&str> = case.to.iter().map(|id| view.party(*id)).collect();
    let asked = case.wants_answer(view.inputs.book);
    let to = if to.is_empty() { "nobody".to_owned() } else { plain::and_list(&to) };
    let on = if asked { "on" } else { "since" };
    let opened =
        format!("{to}, under {}, {on} {} for {}", rule.title, date_name(case.opened_on), case.opened_for);
    // Who is only told has nothing to answer, and a case of that kind is open for as long as it stands.
    let ended = (!asked && case.state != CaseState::Open).then(|| plain::outcome::case_state(case.state));
    let opened = ended.map_or_else(|| opened.clone(), |state| format!("{opened}; {state}"));
    let mut facts = vec![Fact::text(if asked { "Asked" } else { "Told" }, opened)];
    if asked {
        let due = due(view, Some(case), case.due).value.shown();
        let state = match (case.state, case.due) {
            (CaseState::Open, None) => "open",
            (CaseState::Open, Some(_)) => "not answered in full yet",
            (state, _) => plain::outcome::case_state(state),
        };
        facts.push(Fact::text("Answer due", format!("{due}: {state}")));
    }
    // Its opening is said by the facts above.
    let opening =
        |step: &&Step| step.on == case.opened_on && step.told.is_some_and(|id| case.to.contains(&id));
    for step in case.steps.iter().filter(|step| !opening(step)) {
        let name = step.told.map_or("", |id| view.party(id));
        let told = if step.text.contains(name) { String::new() } else { format!(" ({name} was told)") };
        let text = case.measure.map_or_else(|| step.text.clone(), |m| view.hushed(m, case.place, &step.text));
        facts.push(Fact::text(date_name(step.on), format!("{text}{told}")));
    }
    facts
}

/// The day a response is due, or why there is none.
#[must_use]
pub fn due(view: &View<'_>, case: Option<&Case>, day: Option<NaiveDate>) -> Fact {
    let reason = case.map_or("", |case| case.due_reason.as_str());
    let asked = case.is_none_or(|case| case.wants_answer(view.inputs.book));
    Fact::new(
        "Response due",
        match day {
            Some(day) => Cell::Day(day),
            None if !asked => Cell::absent("none asked for"),
            None if reason.is_empty() => Cell::absent("no day set"),
            None => Cell::Text(format!("no day set: {reason}")),
        },
    )
}

/// Where no bank holidays are named, the report says how working days were counted.
#[must_use]
pub fn working_days_said(view: &View<'_>) -> Option<Block> {
    use crate::model::Respond;
    let counted = |rule: &crate::model::Escalation| {
        rule.all_terms().any(|(_, terms)| {
            matches!(terms.respond, Some(Respond::WorkingDays(_))) || !terms.climbs.is_empty()
        })
    };
    let cases = &view.inputs.assessment.cases;
    let used = cases.iter().any(|case| counted(&view.inputs.book.escalations[case.escalation]));
    let calendar = &view.inputs.book.calendar;
    let said = match (calendar.left_out(), used) {
        (_, false) => return None,
        (None, true) => {
            "working days leave out weekends only, since the rule book names no bank holidays.".to_owned()
        }
        (Some(name), true) => format!("working days leave out weekends and {name}."),
    };
    Some(Block::note(said))
}
