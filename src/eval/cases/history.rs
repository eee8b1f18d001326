//! What happened to a case, in order of days: asked, answered, overdue, taken higher, closed.
//!
//! Opening and closing come from the replay; the rest follows from the case's own dates and the responses to it.

use chrono::NaiveDate;

use super::inbox::{Reply, complete_on, is_plain_note, says_nothing, unanswered};
use super::who::{Nobody, resolve};
use super::words::{named, working_days};
use crate::base::period::date_name;
use crate::base::suggest::listed;
use crate::eval::outcome::{Case, CaseState, Step};
use crate::model::{Escalation, RuleBook};

/// A case while history is replayed.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// What is settled at its opening; it has no steps yet.
    pub case: Case,
    /// Its rule.
    pub rule: &'a Escalation,
    /// Why somebody the rule names is nobody.
    pub nobody: Vec<Nobody>,
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
        self.nobody.clear();
        self.replies.clear();
        self.complete_on = None;
        self.close(self.case.opened_on, CaseState::Waived, why);
    }

    pub(super) fn stood_down_at_once(&self) -> bool {
        self.case.state == CaseState::Waived && self.case.closed_on == Some(self.case.opened_on)
    }
}

/// Writes a case's steps, and how it stands on the day of the run.
pub(super) fn write(book: &RuleBook, as_of: NaiveDate, draft: Draft<'_>) -> Case {
    let last = draft.case.closed_on.unwrap_or(as_of);
    let mut steps = Vec::new();
    if !draft.stood_down_at_once() {
        opening(book, &draft, &mut steps);
        let came = draft.replies.partition_point(|reply| reply.on <= last);
        answered(book, &draft, draft.replies.get(..came).unwrap_or(&[]), &mut steps);
        passed(book, &draft, as_of, &mut steps);
    }
    let Draft { mut case, complete_on, closing, .. } = draft;
    steps.extend(closing.map(|text| Step { on: last, told: None, text }));
    steps.sort_by_key(|step| step.on);
    if case.closed_on.is_none() {
        case.state = match (complete_on, case.due) {
            (Some(complete), _) if complete <= as_of => CaseState::Answered,
            (_, Some(due)) if due < as_of => CaseState::Overdue,
            (_, Some(_) | None) => CaseState::Open,
        };
    }
    case.steps = steps;
    case
}

/// Who was asked on the day it opened, and who could not be.
fn opening(book: &RuleBook, draft: &Draft<'_>, steps: &mut Vec<Step>) {
    let case = &draft.case;
    let wants_answer = draft.rule.respond.is_some() || !draft.rule.asks.is_empty();
    let by = match case.due {
        Some(due) => format!("answer due {}", date_name(due)),
        None if wants_answer => format!("no day for the answer: {}", case.due_reason),
        None => "for information".to_owned(),
    };
    let mut say = |told, text| steps.push(Step { on: case.opened_on, told, text });
    for party in &case.to {
        say(Some(*party), format!("opened for {} and put to {}; {by}", case.opened_for, named(book, *party)));
    }
    for nobody in &draft.nobody {
        say(None, format!("nobody to tell: {}", nobody.words(book)));
    }
    if case.to.is_empty() && draft.nobody.is_empty() {
        say(None, "nobody to tell: the rule names nobody".to_owned());
    }
    if case.due.is_none() && !draft.rule.climbs.is_empty() {
        say(
            None,
            format!("nobody else is told when no answer comes, since there is no day: {}", case.due_reason),
        );
    }
}

/// The answers that came while it was open, day by day.
fn answered(book: &RuleBook, draft: &Draft<'_>, replies: &[Reply<'_>], steps: &mut Vec<Step>) {
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
        let missing = if by_note { Vec::new() } else { unanswered(draft.rule, so_far) };
        let missing: Vec<String> = missing.into_iter().map(str::to_owned).collect();
        let missing = listed(&missing, "and");
        let mut text = match complete_on(draft.rule, so_far) {
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
        steps.push(Step { on, told: None, text });
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

/// What happened because no full answer had come: the day passed, and others were told.
fn passed(book: &RuleBook, draft: &Draft<'_>, as_of: NaiveDate, steps: &mut Vec<Step>) {
    let case = &draft.case;
    let Some(due) = case.due else { return };
    // Nothing more happens on the day a case closes.
    let still = |day: NaiveDate| {
        day <= as_of
            && case.closed_on.is_none_or(|closed| day < closed)
            && draft.complete_on.is_none_or(|complete| complete >= day)
    };
    let Some(next) = due.succ_opt() else { return };
    if still(next) {
        let text = format!("overdue: no full answer came by {}", date_name(due));
        steps.push(Step { on: next, told: None, text });
    }
    for climb in &draft.rule.climbs {
        let waited = book.calendar.working_days_after(due, climb.working_days_after_due);
        let on = book.calendar.next_working_day(waited);
        if !still(on) {
            continue;
        }
        let (told, text) = match resolve(book, case.measure, climb.to) {
            Ok(party) => (Some(party), format!("no full answer yet: taken to {}", named(book, party))),
            Err(nobody) => (None, format!("no full answer yet, and nobody to tell: {}", nobody.words(book))),
        };
        steps.push(Step { on, told, text });
    }
}
