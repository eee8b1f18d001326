//! Exceptions, and every case with what was asked of whom.

use super::cells::id;
use super::{Column, Rows, Seen, Table, Value};
use crate::base::arena::Id;
use crate::eval::outcome::{Case, Exception, Outcome};
use crate::model::{Party, RuleBook};
use crate::plain;
use crate::report::view::View;

/// The words for how a case stands.
const STATES: &[&str] = &["open", "answered", "overdue", "recovered", "corrected", "stood down", "replaced"];

/// The words for why a result is an exception.
const KINDS: &[&str] = &["escalated", "not escalated", "missing", "invalid", "not rated"];

pub(super) const EXCEPTIONS: Table = Table {
    name: "exceptions",
    title: "Exceptions",
    says: "each row is a result that somebody has to look at, with one of the cases that are open for it",
    columns: &[
        Column::text("result_id", "Result", 14, "the result").required().names("results"),
        Column::text("measure", "Measure", 11, "the reference of the measure").required(),
        Column::text("title", "Title", 48, "what is measured"),
        Column::text("group", "Group", 18, "the group of people or places; none for the whole"),
        Column::text("board", "Board", 10, "the short name of the responsible board"),
        Column::text("level", "Level or result", 15, "the level of the result, or what kind of result it is")
            .required(),
        Column::text("kind", "Why", 15, "why it is an exception").one_of(KINDS).required(),
        Column::text("case", "Case", 26, "the case that is open for it").names("cases"),
        Column::text("escalation", "Escalation", 18, "the rule that opened the case"),
        Column::text("opened_for", "Opened for", 15, "the period whose figure opened it"),
        Column::day("opened", "Opened", "the day it opened"),
        Column::text("to", "Recipients", 18, "the short names of those who were asked"),
        Column::day("due", "Due", "the day the response is due"),
        Column::text("state", "State", 12, "how the case stands").one_of(STATES),
        Column::yes_no("response_owed", "Response owed", "yes where a response is owed and none came")
            .required(),
    ],
    key: "",
    rows: exceptions,
    count: None,
};

/// `run --ledger` writes it by itself.
pub(in crate::report) const CASES: Table = Table {
    name: "cases",
    title: "Cases",
    says: "each row is a case from its opening to its close, oldest first",
    columns: &[
        Column::text("id", "Case", 26, "the name of the case, the same from run to run").required(),
        Column::text("escalation", "Escalation", 18, "the rule that opened it").required(),
        Column::text(
            "measure",
            "Measure",
            11,
            "the reference of the measure; none for a case of the whole book",
        ),
        Column::text("group", "Group", 18, "the label of the group; none for the whole"),
        Column::day("opened", "Opened", "the day it opened").required(),
        Column::text("for", "Opened for", 15, "the period whose figure opened it").required(),
        Column::text("to", "Recipients", 18, "the short names of those who were asked"),
        Column::day("due", "Due", "the day the response was due"),
        Column::text("state", "State", 12, "how it stands").one_of(STATES).required(),
        Column::day("closed", "Closed", "the day it closed"),
        Column::text("told", "Told", 40, "who else was told, and when"),
    ],
    key: "id",
    rows: cases,
    count: None,
};

fn exceptions<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let view = seen.view;
    let all = &view.inputs.assessment.cases;
    let of = move |exception: &'v Exception| {
        let outcome = view.outcome(exception.result)?;
        let mut open: Vec<Option<&Case>> = exception.cases.iter().map(|at| all.get(*at)).collect();
        if open.is_empty() {
            open.push(None);
        }
        Some(open.into_iter().map(move |case| exception_row(view, exception, outcome, case)))
    };
    Box::new(view.inputs.assessment.exceptions.iter().filter_map(of).flatten())
}

fn exception_row(
    view: &View<'_>,
    exception: &Exception,
    outcome: &Outcome,
    case: Option<&Case>,
) -> Vec<Value> {
    let measure = view.measure(outcome);
    let level = match (outcome.level, view.rating(outcome)) {
        (Some(level), Some(rating)) => rating.word(level),
        (Some(_), None) => outcome.level_word.as_str(),
        (None, _) => plain::result_kind(outcome.kind),
    };
    let rule = case.map(|case| view.inputs.book.escalations[case.escalation].id.as_str());
    vec![
        Value::Text(id(view, outcome)),
        Value::text(&measure.id),
        Value::text(&measure.title),
        Value::text(view.group(outcome)),
        Value::maybe_text(measure.owner.map(|owner| view.party_id(owner))),
        Value::text(level),
        Value::text(exception.kind.word()),
        Value::maybe_text(case.map(|case| case.id.as_str())),
        Value::maybe_text(rule),
        Value::maybe_text(case.map(|case| case.opened_for.to_string())),
        Value::day(case.map(|case| case.opened_on)),
        Value::maybe_text(case.map(|case| parties(view.inputs.book, &case.to))),
        Value::day(case.and_then(|case| case.due)),
        Value::maybe_text(case.map(|case| case.state.word())),
        Value::YesNo(exception.response_owed),
    ]
}

fn cases<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let book = seen.view.inputs.book;
    Box::new(seen.view.inputs.assessment.cases.iter().map(|case| case_row(book, case)))
}

/// A row of [`CASES`].
pub(in crate::report) fn case_row(book: &RuleBook, case: &Case) -> Vec<Value> {
    let told = case
        .steps
        .iter()
        .filter_map(|step| Some(format!("{} {}", step.on.format("%Y-%m-%d"), book.parties[step.told?].id)));
    vec![
        Value::text(&case.id),
        Value::text(&book.escalations[case.escalation].id),
        Value::maybe_text(case.measure.map(|measure| book.measures[measure].id.as_str())),
        Value::text(&case.group),
        Value::Day(case.opened_on),
        Value::Text(case.opened_for.to_string()),
        Value::text(parties(book, &case.to)),
        Value::day(case.due),
        Value::text(case.state.word()),
        Value::day(case.closed_on),
        Value::text(told.collect::<Vec<_>>().join("; ")),
    ]
}

/// Short names.
fn parties(book: &RuleBook, all: &[Id<Party>]) -> String {
    all.iter().map(|id| book.parties[*id].id.as_str()).collect::<Vec<_>>().join("; ")
}
