//! Cases of a report against the cases that are expected.

use super::compare::{Other, is_place};
use super::got;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Assessment, Case};
use crate::model::scenario::{CaseExpected, CaseWord, Subject};
use crate::model::{Escalation, Party, RuleBook};

/// True when a case is of an escalation and about a subject.
pub(super) fn is_about(case: &Case, escalation: Option<Id<Escalation>>, about: Option<&Subject>) -> bool {
    escalation.is_none_or(|wanted| wanted == case.escalation)
        && about.is_none_or(|about| {
            case.measure == Some(about.measure) && (about.groups.is_empty() || is_place(&case.group, about))
        })
}

/// True when a case is the one expected, in all that is said of it.
pub(super) fn is_it(report: &Assessment, case: &Case, wanted: &CaseExpected) -> bool {
    is_about(case, Some(wanted.escalation), wanted.about.as_ref()) && differs(report, case, wanted).is_empty()
}

/// What of a case is not as expected.
pub(super) fn differs(report: &Assessment, case: &Case, wanted: &CaseExpected) -> Vec<&'static str> {
    let mut found = Vec::new();
    let state = match wanted.state {
        None => case.state.is_live(),
        Some(CaseWord::Closed) => !case.state.is_live(),
        Some(CaseWord::Is(word)) => case.state.word() == word,
    };
    if !state {
        found.push("state");
    }
    if wanted.opened_for.is_some_and(|period| (period.start, period.end) != ends(case)) {
        found.push("period");
    }
    if wanted.to.as_ref().is_some_and(|to| !same_parties(to, &case.to)) {
        found.push("to");
    }
    if wanted.due.is_some() && wanted.due != case.due {
        found.push("due");
    }
    if wanted.opened.is_some_and(|day| day != case.opened_on) {
        found.push("opened");
    }
    let told =
        |party: Id<Party>, on| case.steps.iter().any(|step| step.told == Some(party) && on_day(on, step.on));
    if !wanted.told.iter().all(|(party, on)| told(*party, *on)) {
        found.push("told");
    }
    let is_asked =
        |field: &str, text: &str| asks(report, case, field).is_some_and(|asked| quoted_alike(&asked, text));
    if !wanted.asks.iter().all(|(field, text)| is_asked(field, text)) {
        found.push("asks");
    }
    found
}

fn on_day(wanted: Option<chrono::NaiveDate>, day: chrono::NaiveDate) -> bool {
    wanted.is_none_or(|wanted| wanted == day)
}

fn ends(case: &Case) -> (chrono::NaiveDate, chrono::NaiveDate) {
    (case.opened_for.start, case.opened_for.end)
}

fn same_parties(wanted: &[Id<Party>], to: &[Id<Party>]) -> bool {
    wanted.len() == to.len() && wanted.iter().all(|party| to.contains(party))
}

/// True for the same words, however their quotation marks are typed.
fn quoted_alike(one: &str, other: &str) -> bool {
    let folded = |text: &str| text.replace(['‘', '’', '“', '”', '"'], "'");
    folded(one) == folded(other)
}

/// The text of a question as this report puts it; none where it does not ask.
pub(super) fn asks(report: &Assessment, case: &Case, field: &str) -> Option<String> {
    let prompt = report
        .prompts
        .iter()
        .find(|prompt| report.cases.get(prompt.case).is_some_and(|own| own.id == case.id))?;
    prompt.questions.iter().find(|(own, _)| own == field).map(|(_, text)| text.clone())
}

/// `report_card to NHSE about 1.14 due 12 September 2019`, as a scenario would expect it.
pub(super) fn words(
    book: &RuleBook,
    report: &Assessment,
    case: &Case,
    like: Option<&CaseExpected>,
) -> String {
    let mut out = book.escalations[case.escalation].id.clone();
    let wants = |part: fn(&CaseExpected) -> bool| like.is_none_or(part);
    if wants(|like| like.to.is_some()) && !case.to.is_empty() {
        let to: Vec<&str> = case.to.iter().map(|party| book.parties[*party].id.as_str()).collect();
        out.push_str(&format!(" to {}", to.join(", ")));
    }
    if let Some(measure) = case.measure {
        out.push_str(&format!(" about {}", book.measures[measure].id));
        if !case.group.is_empty() {
            out.push_str(&format!(" for {}", case.group));
        }
        if like.is_some_and(|like| like.opened_for.is_some()) {
            out.push_str(&format!(" in {}", case.opened_for));
        }
    }
    if wants(|like| like.due.is_some())
        && let Some(due) = case.due
    {
        out.push_str(&format!(" due {}", date_name(due)));
    }
    if like.is_some_and(|like| like.opened.is_some()) {
        out.push_str(&format!(" opened {}", date_name(case.opened_on)));
    }
    let told = like.map_or(&[][..], |like| &like.told);
    for (party, on) in told {
        let step = case.steps.iter().find(|step| step.told == Some(*party));
        if let Some(step) = step {
            out.push_str(&format!(" telling {}", book.parties[*party].id));
            if on.is_some() {
                out.push_str(&format!(" on {}", date_name(step.on)));
            }
        }
    }
    for (field, _) in like.map_or(&[][..], |like| &like.asks) {
        if let Some(text) = asks(report, case, field) {
            out.push_str(&format!(" asks {field} \"{text}\""));
        }
    }
    let shown = match like {
        None => true,
        Some(like) => like.state.is_some() || !case.state.is_live(),
    };
    if shown {
        out.push_str(&format!(" {}", case.state.word()));
    }
    out
}

/// The case that comes nearest to the one expected.
pub(super) fn nearest<'r>(report: &'r Assessment, wanted: &CaseExpected) -> Option<&'r Case> {
    let own =
        report.cases.iter().filter(|case| is_about(case, Some(wanted.escalation), wanted.about.as_ref()));
    own.min_by_key(|case| (differs(report, case, wanted).len(), !case.state.is_live()))
}

/// A case that no expectation names.
pub(super) fn other(book: &RuleBook, report: &Assessment, case: &Case) -> Other {
    let result = report
        .results
        .iter()
        .find(|result| Some(result.measure) == case.measure && result.place == case.place);
    Other {
        words: words(book, report, case, None),
        line: Some(
            book.escalations[case.escalation].when.span().unwrap_or(book.escalations[case.escalation].span),
        ),
        because: result.map(|result| got::numbers(book, result)).unwrap_or_default(),
    }
}
