//! What is said of an exception: the facts, why it is one, whom it was put to, what was asked and what came back.

use chrono::NaiveDate;

use super::document::{Block, Cell, Column, Fact, Row, RowKind, Table};
use super::framework::notes;
use super::view::View;
use super::{answers, compared, summary, why};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, CaseState, Exception, FigureSource, Outcome, Prompt, ResultKind, Step};
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
    let owing: Vec<String> =
        own.iter().filter(|(e, _)| e.response_owed).map(|(_, outcome)| view.short_label(outcome)).collect();
    if !owing.is_empty() {
        blocks.push(Block::act(format!(
            "no response received for {}.",
            plain::and_some(&owing, summary::MOST_NAMES)
        )));
    }
    if own.len() > shown.len() {
        let more = own.len() - shown.len();
        blocks.push(Block::Paragraph(format!(
            "{} are told of below; {more} more are in results.json.",
            plain::capital(&shown.len().to_string())
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

/// How it stands with the answer to an exception: `none yet: due 27 June 2019`.
fn response(view: &View<'_>, exception: &Exception) -> String {
    let open = |case: &&Case| case.wants_answer(view.inputs.book) && case.state != CaseState::Answered;
    let waiting = cases(view, exception).any(|case| open(&case));
    let due = cases(view, exception).filter(open).filter_map(|case| case.due).min();
    let as_of = view.inputs.assessment.as_of;
    let by = |day: NaiveDate| format!("{} {}", if day < as_of { "was due" } else { "due" }, date_name(day));
    match (exception.response_owed, exception.response.is_empty(), due) {
        (true, _, Some(day)) if day < as_of => format!("none: {}", by(day)),
        (true, _, Some(day)) => format!("none yet: {}", by(day)),
        (true, _, None) => "none yet: no day set".to_owned(),
        (false, false, Some(day)) => format!("not in full: {}", by(day)),
        (false, false, None) if waiting => "not in full".to_owned(),
        (false, false, None) => "received".to_owned(),
        (false, true, _) => "not asked for".to_owned(),
    }
}

/// How many exceptions each board has, and how many answers.
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
            count(&|one| of(one) && !one.0.response.is_empty() && !is_waited_for(view, one.0)),
            count(&|one| of(one) && is_waited_for(view, one.0)),
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
            Column::right("Response received"),
            Column::right("Response owed"),
        ],
        rows,
        key: Vec::new(),
        empty: String::new(),
    }
}

/// True where an answer, or part of one, is still to come.
fn is_waited_for(view: &View<'_>, exception: &Exception) -> bool {
    let open = |case: &Case| matches!(case.state, CaseState::Open | CaseState::Overdue);
    cases(view, exception).any(|case| open(case) && case.wants_answer(view.inputs.book))
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
        false => plain::exception_kind(exception.kind),
    };
    blocks.push(Block::Paragraph(format!("Why it is here: {why}.")));
    blocks.extend(view.chart(outcome).map(Block::Chart));
    let notes = notes(view, outcome);
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    blocks.extend(cases(view, exception).map(|case| Block::Facts(case_facts(view, case))));
    let response = view.answers(Some(outcome.measure), outcome.place, &exception.response);
    let prompts = &view.inputs.assessment.prompts;
    let own: Vec<&Prompt> = prompts.iter().filter(|prompt| exception.cases.contains(&prompt.case)).collect();
    let said = answers::blocks(view, &own, &response);
    if said.is_empty() && exception.response_owed {
        blocks.push(Block::act("no response received."));
    }
    blocks.extend(said);
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
    if let Some(figure) = &outcome.figure {
        let how = match figure.source {
            FigureSource::Computed(_) => "Computed in",
            FigureSource::Data(_) | FigureSource::Baseline(_) => "Read in",
        };
        facts.push(Fact::text(how, view.source(&figure.source)));
    }
    facts.extend(view.decided(outcome).map(|line| Fact::text("Decided by", line)));
    facts
}

/// Who was asked, by when, and how it stands.
#[must_use]
pub fn case_facts(view: &View<'_>, case: &Case) -> Vec<Fact> {
    let rule = &view.inputs.book.escalations[case.escalation];
    let to: Vec<&str> = case.to.iter().map(|id| view.party(*id)).collect();
    let opened = format!("{}, opened on {} for {}", rule.title, date_name(case.opened_on), case.opened_for);
    let mut facts = vec![Fact::text("Case", opened)];
    if !to.is_empty() {
        let name = if case.wants_answer(view.inputs.book) { "Asked of" } else { "Told" };
        facts.push(Fact::text(name, plain::and_list(&to)));
    }
    facts.push(due(view, Some(case), case.due));
    facts.push(Fact::text(
        "How it stands",
        match (case.state, case.due) {
            (CaseState::Open, None) => "open",
            (state, _) => plain::outcome::case_state(state),
        },
    ));
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
