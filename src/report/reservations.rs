//! What a reader of any paper must know before relying on it: rules that are not used, and rules stood down.

use rustc_hash::FxHashMap;

use super::document::Block;
use super::view::View;
use crate::eval::outcome::{Case, CaseState, ExceptionKind};
use crate::plain;

/// Callouts for the head of a paper; none when all rules are used as written.
#[must_use]
pub fn blocks(view: &View<'_>) -> Vec<Block> {
    not_used(view).into_iter().chain(stood_down(view)).collect()
}

/// Rules with an error in them, whose measures are not judged and whose escalations ask nobody.
fn not_used(view: &View<'_>) -> Option<Block> {
    let book = view.inputs.book;
    let order = book.reading_order();
    let measures = order.iter().map(|id| &book.measures[*id]).filter(|measure| measure.faulty);
    let escalations = book.escalations.values().filter(|rule| rule.faulty);
    let ladders = book.ladders.values().filter(|ladder| ladder.faulty);
    let mut rules: Vec<String> = measures.map(|measure| format!("measure {}", measure.id)).collect();
    rules.extend(escalations.map(|rule| format!("the escalation {}", rule.title)));
    rules.extend(
        book.reports.iter().filter(|r| r.faulty).map(|report| format!("the report {}", report.title)),
    );
    rules.extend(ladders.map(|ladder| format!("the ladder {}", ladder.title)));
    let (verb, number) = match rules.len() {
        0 => return None,
        1 => ("is", "1 rule"),
        _ => ("are", "some rules"),
    };
    let all = plain::and_list(&rules);
    Some(Block::act(format!(
        "{number} {verb} not used because of an error in the rule book: {all}. `plimsoll check` says how to mend it."
    )))
}

/// Results below the best level that a waiver keeps from being asked about.
fn stood_down(view: &View<'_>) -> Option<Block> {
    let assessment = view.inputs.assessment;
    // The newest of each result.
    let waived = assessment.cases.iter().filter(|case| case.state == CaseState::Waived);
    let waived: FxHashMap<_, &Case> =
        waived.filter_map(|case| Some(((case.measure?, case.place), case))).collect();
    if waived.is_empty() {
        return None;
    }
    let asked_by_none = assessment.exceptions.iter().filter(|one| one.kind == ExceptionKind::NotEscalated);
    let mut lines: Vec<String> = asked_by_none
        .filter_map(|one| {
            let outcome = view.outcome(one.result)?;
            let text = &waived.get(&(outcome.measure, outcome.place))?.steps.last()?.text;
            Some(format!(
                "{}: {}",
                view.short_label(outcome),
                view.hushed(outcome.measure, outcome.place, text)
            ))
        })
        .collect();
    let more = lines.len().saturating_sub(MOST);
    if more > 0 {
        lines.truncate(MOST);
        lines.push(format!("{more} more, which are in {}", view.inputs.record.everything()));
    }
    (!lines.is_empty()).then(|| Block::note(format!("No response is asked about {}.", lines.join("; "))))
}

/// The head of a paper names no more of what is stood down than this.
const MOST: usize = 40;
