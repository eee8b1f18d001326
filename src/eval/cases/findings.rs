//! What somebody should look at in the loop of asking and answering.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::diags;
use super::due::{NoDay, due};
use super::inbox::{
    Inbox, Reply, answers, folded, is_plain_note, is_prose, known_on, newest_recovery, same_field,
    says_nothing, unanswered,
};
use super::who::{Nobody, resolve};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic, Place};
use crate::base::span::Span;
use crate::data::{Response, Responses};
use crate::eval::outcome::{Case, CaseState};
use crate::model::{Escalation, Measure, Respond, RuleBook};

/// Findings about who is asked, by when, and what came back, each told once.
#[must_use]
pub fn findings(book: &RuleBook, responses: &Responses, as_of: NaiveDate, cases: &[Case]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(nobody_to_tell(book, cases));
    found.extend(days_not_set(book, cases));
    found.extend(working_days(book, cases));
    let mut rows: Vec<&Response> = responses.rows.iter().filter(|row| known_on(row) <= as_of).collect();
    rows.sort_by_key(|row| known_on(row));
    found.extend(repeated_texts(book, &rows));
    found.extend(rows.iter().filter_map(|row| recovery_in_the_past(row)));
    let inbox = Inbox::new(responses, as_of);
    let mut seen = BTreeSet::new();
    for finding in about_cases(book, &inbox, as_of, cases).chain(unplaced(book, &rows, cases)) {
        // A response about a measure answers for all of its groups, and is at fault only once.
        if first_time(&mut seen, &finding) {
            found.push(finding);
        }
    }
    found
}

fn first_time(seen: &mut BTreeSet<(Code, Cell)>, finding: &Diagnostic) -> bool {
    match finding.primary().map(|label| &label.place) {
        Some(Place::Data(cell)) => seen.insert((finding.code, cell.clone())),
        Some(Place::Rule(_)) | None => true,
    }
}

/// The cases that asked somebody something.
fn asking(cases: &[Case]) -> impl Iterator<Item = &Case> {
    cases.iter().filter(|case| case.state != CaseState::Waived)
}

fn nobody_to_tell<'a>(book: &'a RuleBook, cases: &'a [Case]) -> impl Iterator<Item = Diagnostic> + 'a {
    let subjects: BTreeSet<_> = asking(cases).map(|case| (case.escalation, case.measure)).collect();
    let mut missing = BTreeSet::new();
    for (id, measure) in subjects {
        let escalation = &book.escalations[id];
        let recipients = escalation.to.iter().copied().chain(escalation.climbs.iter().map(|climb| climb.to));
        missing.extend(recipients.filter_map(|to| Some((id, resolve(book, measure, to).err()?))));
    }
    missing.into_iter().map(|(id, nobody)| {
        let (span, help) = where_missing(book, &book.escalations[id], nobody);
        diags::nobody_to_tell(&book.escalations[id], &nobody.words(book), span, help)
    })
}

fn where_missing(book: &RuleBook, escalation: &Escalation, nobody: Nobody) -> (Span, &'static str) {
    match nobody {
        Nobody::WholeBook => (escalation.span, "name a board or a role after `to`"),
        Nobody::NoOwner(measure) => {
            (book.measures[measure].id_span, "write `owner` and a board in the measure")
        }
        Nobody::NoBoardAbove(party) => {
            (book.parties[party].span, "write `reports to` and a board in the board")
        }
    }
}

/// Cases without a day for their answer, though the rule wants one: the newest of each kind.
fn days_not_set(book: &RuleBook, cases: &[Case]) -> Vec<Diagnostic> {
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for case in asking(cases).filter(|case| case.due.is_none()).collect::<Vec<_>>().into_iter().rev() {
        let escalation = &book.escalations[case.escalation];
        match due(book, escalation, case.measure, case.opened_on) {
            Err(NoDay::NoMeeting(party)) if seen.insert((case.escalation, Some(party))) => {
                found.push(diags::no_meeting_listed(escalation, &book.parties[party], case.opened_on));
            }
            Err(NoDay::Passed(day)) if seen.insert((case.escalation, None)) => {
                found.push(diags::day_passed(escalation, day, case.opened_on));
            }
            // Whoever is nobody is told of above; the others are as the rule has them.
            Err(
                NoDay::NoMeeting(_) | NoDay::Passed(_) | NoDay::Nobody(_) | NoDay::NotSet | NoDay::OutOfReach,
            )
            | Ok(_) => {}
        }
    }
    found.reverse();
    found
}

/// One finding for the book, at the first case whose working days were counted without bank holidays.
fn working_days(book: &RuleBook, cases: &[Case]) -> Option<Diagnostic> {
    let counts = |case: &&Case| {
        let escalation = &book.escalations[case.escalation];
        let climbs = case.due.is_some() && !escalation.climbs.is_empty();
        climbs || matches!(escalation.respond, Some(Respond::WorkingDays(_)))
    };
    let mut counting = asking(cases).filter(counts);
    if book.calendar.name.is_none() {
        return counting.next().map(|case| diags::no_calendar(&book.escalations[case.escalation]));
    }
    counting.find_map(|case| {
        let day = case.due.filter(|day| !book.calendar.knows(*day))?;
        Some(diags::bank_holidays_not_known(&book.escalations[case.escalation], day))
    })
}

/// Texts that came before: in the last response about the measure, or in one about another measure.
fn repeated_texts(book: &RuleBook, rows: &[&Response]) -> Vec<Diagnostic> {
    let mut newest: FxHashMap<(Id<Measure>, String), &Response> = FxHashMap::default();
    let mut first: FxHashMap<String, &Response> = FxHashMap::default();
    let mut found = Vec::new();
    for row in rows.iter().copied().filter(|row| is_prose(row)) {
        let text = folded(&row.text);
        let field = row.field.as_deref().unwrap_or("").trim().to_lowercase();
        let before = newest.insert((row.measure, field), row);
        let measure = &book.measures[row.measure];
        let earliest = *first.entry(text.clone()).or_insert(row);
        if let Some(before) = before.filter(|before| !same_day(before, row) && folded(&before.text) == text) {
            found.push(diags::unchanged_text(measure, row, before));
        } else if earliest.measure != row.measure
            && !same_row(earliest, row)
            && is_telling(&text)
            && !names(&row.text, measure)
        {
            let other = &book.measures[earliest.measure];
            found.push(diags::text_of_another_measure(measure, row, other, earliest));
        }
    }
    found
}

/// Parts of one submission: the same words may answer two escalations.
fn same_day(a: &Response, b: &Response) -> bool {
    known_on(a) == known_on(b) && a.period == b.period && same_field(a, b)
}

/// One row that names several measures serves them all.
fn same_row(a: &Response, b: &Response) -> bool {
    a.cell.file == b.cell.file && a.cell.line == b.cell.line
}

/// Short texts (`as above`, `not applicable`) come to two writers by themselves.
fn is_telling(text: &str) -> bool {
    text.split(' ').count() >= 4
}

/// True when the text names the measure: one note may serve several measures if it says so.
fn names(text: &str, measure: &Measure) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || ",;:()/".contains(c));
    let id = |word: &str| word.trim_end_matches('.').eq_ignore_ascii_case(&measure.id);
    words.into_iter().any(id) || folded(text).contains(&folded(&measure.title))
}

fn recovery_in_the_past(row: &Response) -> Option<Diagnostic> {
    let (recovery, submitted) = (row.recovery?, row.submitted?);
    (recovery < submitted).then(|| diags::recovery_in_the_past(row, recovery, submitted))
}

/// What the answers to live cases leave open.
fn about_cases<'a>(
    book: &'a RuleBook,
    inbox: &'a Inbox<'a>,
    as_of: NaiveDate,
    cases: &'a [Case],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let live = cases.iter().filter(|case| case.state.is_live());
    live.flat_map(move |case| {
        let replies = inbox.replies(case);
        let measure = case.measure.map(|id| &book.measures[id]);
        let missed = measure.and_then(|measure| recovery_missed(measure, &replies, as_of));
        let escalation = &book.escalations[case.escalation];
        let left_out = measure.and_then(|measure| field_unanswered(escalation, measure, &replies));
        missed.into_iter().chain(left_out)
    })
}

fn recovery_missed(measure: &Measure, replies: &[Reply<'_>], as_of: NaiveDate) -> Option<Diagnostic> {
    let rows: Vec<&Response> = replies.iter().map(|reply| reply.row).collect();
    let (recovery, row) = newest_recovery(&rows)?;
    (recovery < as_of).then(|| diags::recovery_missed(measure, row, recovery))
}

fn field_unanswered(escalation: &Escalation, measure: &Measure, replies: &[Reply<'_>]) -> Option<Diagnostic> {
    let newest = replies.last()?;
    let left_out = unanswered(escalation, replies);
    if left_out.is_empty() {
        return None;
    }
    let note = replies.iter().rev().find(|reply| is_plain_note(reply.row));
    Some(match note {
        Some(note) => diags::answered_as_a_whole(escalation, measure, note.row, &left_out),
        None => diags::field_unanswered(escalation, measure, newest.row, &left_out),
    })
}

/// Responses that came too late for any case, or that count for several because nothing says which.
fn unplaced<'a>(
    book: &'a RuleBook,
    rows: &'a [&'a Response],
    cases: &'a [Case],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let mut by_measure: FxHashMap<Id<Measure>, Vec<&Case>> = FxHashMap::default();
    for case in asking(cases) {
        if let Some(measure) = case.measure {
            by_measure.entry(measure).or_default().push(case);
        }
    }
    rows.iter().filter(|row| !says_nothing(row)).filter_map(move |row| {
        let measure = &book.measures[row.measure];
        let of_measure = by_measure.get(&row.measure)?.iter();
        let of_rule = of_measure.filter(|case| row.escalation.is_none_or(|id| id == case.escalation));
        let of_rule: Vec<&Case> = of_rule.copied().collect();
        let mut answered: BTreeMap<_, usize> = BTreeMap::new();
        for case in of_rule.iter().filter(|case| answers(row, case)) {
            *answered.entry((case.escalation, case.place)).or_default() += 1;
        }
        let most = answered.values().max().copied().unwrap_or(0);
        if row.period.is_none() && row.submitted.is_none() && most > 1 {
            return Some(diags::undated_response(measure, row, most));
        }
        let came = row.submitted.filter(|_| answered.is_empty())?;
        let about = |case: &&&Case| row.period.is_none_or(|period| period.end >= case.opened_for.start);
        let closed = of_rule.iter().filter(about).filter_map(|case| case.closed_on);
        let closed = closed.filter(|closed| *closed < came).max()?;
        Some(diags::response_after_close(measure, row, came, closed))
    })
}
