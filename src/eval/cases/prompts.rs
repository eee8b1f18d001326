//! Mitigation prompts: what is asked of whom in this report, with the facts filled in.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::facts;
use super::inbox::{Inbox, answer, says_nothing};
use crate::base::arena::Id;
use crate::base::rhythm::Rhythm;
use crate::data::{PlaceId, Responses};
use crate::eval::outcome::{Case, Outcome, Prompt};
use crate::model::{Measure, RuleBook};

pub use crate::model::PLACEHOLDERS;

/// The prompts of a report: one for each live case and each party it was put to, in the order of the cases.
///
/// A rule that asks once asks only in the report whose figure opened the case.
#[must_use]
pub fn prompts(
    book: &RuleBook,
    responses: &Responses,
    as_of: NaiveDate,
    cases: &[Case],
    results: &[Outcome],
) -> Vec<Prompt> {
    prompts_as_asked((book, responses, as_of), cases, results, &|_| None)
}

/// The same with each question in the words of the day it was put: `asked` is the result of a case as it stood then, none
/// where today's stands for it.
pub(in crate::eval) fn prompts_as_asked(
    (book, responses, as_of): (&RuleBook, &Responses, NaiveDate),
    cases: &[Case],
    results: &[Outcome],
    asked: &dyn Fn(&Case) -> Option<Outcome>,
) -> Vec<Prompt> {
    let inbox = Inbox::new(responses, as_of);
    let by_series: FxHashMap<(Id<Measure>, PlaceId), &Outcome> =
        results.iter().map(|result| ((result.measure, result.place), result)).collect();
    let mut prompts = Vec::new();
    for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.state.is_live()) {
        let result = case.measure.and_then(|measure| by_series.get(&(measure, case.place)).copied());
        if book.escalations[case.escalation].ask_once && !is_first_report(book, as_of, case, result) {
            continue;
        }
        let then = asked(case);
        let questions = questions(book, case, then.as_ref().or(result));
        let facts = facts::facts(book, case, result, then.as_ref());
        let so_far = facts::case_so_far((book, as_of), case, result);
        let replies = inbox.replies(case);
        let telling = replies.iter().filter(|reply| !says_nothing(reply.row));
        let response: Vec<_> = telling.map(|reply| answer(reply.row)).collect();
        let Some((last, others)) = case.to.split_last() else { continue };
        let prompt = Prompt { case: at, to: *last, due: case.due, questions, facts, so_far, response };
        prompts.extend(others.iter().map(|to| Prompt { to: *to, ..prompt.clone() }));
        prompts.push(prompt);
    }
    prompts
}

/// True when no report day has come since the one that opened the case.
fn is_first_report(book: &RuleBook, as_of: NaiveDate, case: &Case, result: Option<&Outcome>) -> bool {
    let days = &book.framework.report_days;
    if !days.is_empty() {
        return !days.iter().any(|day| case.opened_on < *day && *day <= as_of);
    }
    if let Some(result) = result {
        return facts::current_period(result).is_none_or(|period| period == case.opened_for);
    }
    // The whole book is looked at on the last day of each of its periods.
    let rhythm = Rhythm { arrears: None, ..book.rhythm() };
    let newest = rhythm.period(book.calendar.expected(rhythm, as_of));
    newest.is_none_or(|newest| newest.end <= case.opened_on)
}

/// The questions of a case, filled in.
fn questions(book: &RuleBook, case: &Case, result: Option<&Outcome>) -> Vec<(String, String)> {
    let asks = book.escalations[case.escalation].terms_on(case.opened_on).asks.iter();
    let value = |name: &str| facts::placeholder(book, case, result, name);
    asks.map(|ask| (ask.field.clone(), fill(&ask.text, &value))).collect()
}

/// Fills in what stands in braces, where it is one of [`PLACEHOLDERS`].
fn fill(text: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, following)) if PLACEHOLDERS.contains(&name.trim()) => {
                out.push_str(&value(name.trim()));
                rest = following;
            }
            Some(_) | None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
