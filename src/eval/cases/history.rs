//! What happened to a case, in order of days: asked, answered, overdue, taken higher, closed.
//!
//! Opening and closing come from the replay; the rest follows from the case's own dates and the responses to it.

use std::rc::Rc;

use chrono::NaiveDate;

use super::inbox::{Reply, complete_on, is_plain_note, says_nothing, unanswered};
use super::openings::Opening;
use super::words::working_days;
use crate::base::period::date_name;
use crate::base::rhythm::Slot;
use crate::base::suggest::listed;
use crate::eval::outcome::{Case, CaseState, Step};
use crate::model::RuleBook;

/// A case while history is replayed.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// What is settled at its opening; it has no steps yet.
    pub case: Case,
    /// The slot looked at when it opened.
    pub slot: Slot,
    /// What it shares with others that opened on the day; none when a waiver stood it down at once.
    pub opening: Option<Rc<Opening<'a>>>,
    /// Every response that answers it if it stays open.
    pub replies: Vec<Reply<'a>>,
    /// The day it would be fully answered if it stays open.
    pub complete_on: Option<NaiveDate>,
    /// Why it closed, in the reader's words.
    pub closing: Option<String>,
}

impl Draft<'_> {
    /// Closes the case.
    pub(super) fn close(&mut self, day: NaiveDate, state: CaseState, why: String) {
        self.case.closed_on = Some(day);
        self.case.state = state;
        self.closing = Some(why);
    }

    /// Puts the case on record as one that nobody is asked about.
    pub(super) fn stand_down_at_once(&mut self, why: String) {
        self.case.to.clear();
        self.case.due = None;
        self.case.due_reason = "stood down, so nothing is asked".to_owned();
        self.opening = None;
        self.replies.clear();
        self.complete_on = None;
        self.close(self.case.opened_on, CaseState::Waived, why);
    }
}

/// Writes a case's steps, and how it stands on the day of the run.
pub(super) fn write(book: &RuleBook, as_of: NaiveDate, draft: Draft<'_>) -> Case {
    let last = draft.case.closed_on.unwrap_or(as_of);
    let (mut steps, mut ahead) = (Vec::new(), Vec::new());
    if let Some(opening) = &draft.opening {
        let most = opening.first.len() + opening.silent.len() + draft.replies.len() + 1;
        steps.reserve_exact(most);
        steps.extend_from_slice(&opening.first);
        let came = draft.replies.partition_point(|reply| reply.on <= last);
        answered(book, &draft, opening, draft.replies.get(..came).unwrap_or(&[]), &mut steps);
        steps.extend(passed(&draft, opening, as_of).cloned());
        if draft.case.closed_on.is_none() && draft.complete_on.is_none_or(|complete| complete > as_of) {
            ahead.extend(opening.silent.iter().filter(|step| step.on > as_of).cloned());
        }
    }
    let Draft { mut case, complete_on, closing, .. } = draft;
    steps.extend(closing.map(|text| Step { on: last, told: None, nobody: false, text }));
    steps.sort_by_key(|step| step.on);
    if case.closed_on.is_none() {
        case.state = match (complete_on, case.due) {
            (Some(complete), _) if complete <= as_of => CaseState::Answered,
            (_, Some(due)) if due < as_of => CaseState::Overdue,
            (_, Some(_) | None) => CaseState::Open,
        };
    }
    case.steps = steps;
    case.ahead = ahead;
    case
}

/// The answers that came while it was open, day by day.
fn answered(
    book: &RuleBook,
    draft: &Draft<'_>,
    opening: &Opening<'_>,
    replies: &[Reply<'_>],
    steps: &mut Vec<Step>,
) {
    let asks = opening.terms.asks;
    let mut came = 0;
    for group in replies.chunk_by(|a, b| a.on == b.on) {
        came += group.len();
        let Some(on) = group.first().map(|reply| reply.on) else { continue };
        if group.iter().all(|reply| says_nothing(reply.row)) {
            continue;
        }
        let so_far = replies.get(..came).unwrap_or(replies);
        // A note answers the whole; what else it leaves open is shown beside the questions.
        let by_note = so_far.iter().any(|reply| is_plain_note(reply.row));
        let missing = if by_note { Vec::new() } else { unanswered(asks, so_far) };
        let missing: Vec<String> = missing.into_iter().map(str::to_owned).collect();
        let missing = listed(&missing, "and");
        let mut text = match complete_on(asks, so_far) {
            None => "answered in part".to_owned(),
            Some(complete) if complete < on => "answered again".to_owned(),
            Some(_) => whole_answer(book, draft, group, on),
        };
        match group.iter().filter_map(|reply| reply.row.submitted).max() {
            None => text.push_str("; the day it came is not known"),
            Some(day) if day < on => text.push_str(&format!(" before it opened, on {}", date_name(day))),
            Some(_) => {}
        }
        if !missing.is_empty() {
            text.push_str(&format!("; nothing on {missing} yet"));
        }
        steps.push(Step { on, told: None, nobody: false, text });
    }
}

/// `answered`, and how late; a response without a day is held to have come in time.
fn whole_answer(book: &RuleBook, draft: &Draft<'_>, group: &[Reply<'_>], on: NaiveDate) -> String {
    let note = if group.iter().any(|reply| is_plain_note(reply.row)) { " by a note" } else { "" };
    let dated = group.iter().any(|reply| reply.row.submitted.is_some());
    let Some(due) = draft.case.due.filter(|due| dated && *due < on) else { return format!("answered{note}") };
    match book.calendar.working_days_between(due, on) {
        0 => format!("answered late{note}, before the next working day after it was due"),
        late => format!("answered late{note}, {} after it was due", working_days(late)),
    }
}

/// What happened because no full answer had come: the day passed, and others were told. Nothing more happens on the day
/// a case closes.
fn passed<'o>(
    draft: &Draft<'_>,
    opening: &'o Opening<'_>,
    as_of: NaiveDate,
) -> impl Iterator<Item = &'o Step> {
    let (closed_on, complete_on) = (draft.case.closed_on, draft.complete_on);
    opening.silent.iter().filter(move |step| {
        step.on <= as_of
            && closed_on.is_none_or(|closed| step.on < closed)
            && complete_on.is_none_or(|complete| complete >= step.on)
    })
}
