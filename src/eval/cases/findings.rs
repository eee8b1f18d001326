//! What somebody should look at in the loop of asking and answering.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::diags;
use super::due::{NoDay, due};
use super::inbox::{
    Inbox, Reply, answered_by, answers, complete_on, folded, in_order, is_another, is_plain_note, is_prose,
    known_on, newest_recovery, same_field, says_nothing, unanswered,
};
use super::openings::group_owner;
use super::who::{Nobody, resolve};
use super::words::working_days as working_days_named;
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic, Place};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::data::{Response, Responses};
use crate::eval::outcome::{Case, CaseState};
use crate::model::{Ask, Escalation, Grouping, Measure, Respond, RuleBook};

/// Findings about who is asked, by when, and what came back, each told once.
#[must_use]
pub fn findings(book: &RuleBook, responses: &Responses, as_of: NaiveDate, cases: &[Case]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(nobody_to_tell(book, cases));
    found.extend(days_not_set(book, cases));
    found.extend(working_days(book, cases));
    let mut rows: Vec<&Response> = responses.rows.iter().filter(|row| known_on(row) <= as_of).collect();
    in_order(&mut rows);
    found.extend(repeated_texts(book, &rows));
    found.extend(rows.iter().filter_map(|row| recovery_in_the_past(row)));
    let inbox = Inbox::new(responses, as_of);
    let mut seen = BTreeSet::new();
    for finding in about_cases(book, &inbox, responses, as_of, cases).chain(unplaced(book, &rows, cases)) {
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
        let terms = book.escalations[id].all_terms().map(|(_, terms)| terms);
        let recipients =
            terms.flat_map(|t| t.to.iter().copied().chain(t.climbs.iter().map(|climb| climb.to)));
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
        let terms = escalation.terms_on(case.opened_on);
        let whose = (case.measure, group_owner(book, &terms, &case.group));
        match due(book, terms.respond, whose, case.opened_on) {
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
        let terms = escalation.terms_on(case.opened_on);
        let climbs = case.due.is_some() && !terms.climbs.is_empty();
        climbs || matches!(terms.respond, Some(Respond::WorkingDays(_)))
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

/// A measure, its groups and a question: what one response after another is about.
type Topic<'r> = (Option<Id<Measure>>, &'r [(Id<Grouping>, String)], String);

/// Texts that came before: in the last response about the measure, or in one about another measure.
fn repeated_texts(book: &RuleBook, rows: &[&Response]) -> Vec<Diagnostic> {
    let mut newest: FxHashMap<Topic<'_>, &Response> = FxHashMap::default();
    let mut first: FxHashMap<String, &Response> = FxHashMap::default();
    let mut found = Vec::new();
    for row in rows.iter().copied().filter(|row| is_prose(row)) {
        let text = folded(&row.text);
        let field = row.field.as_deref().unwrap_or("").trim().to_lowercase();
        let before = newest.insert((row.measure, &row.group, field), row);
        let earliest = *first.entry(text.clone()).or_insert(row);
        if let Some(before) = before.filter(|before| !same_day(before, row) && folded(&before.text) == text) {
            found.push(diags::unchanged_text(&about(book, row.measure), row, before));
        } else if let (Some(measure), Some(other)) = (row.measure, earliest.measure)
            && measure != other
            && is_telling(&text)
            && !same_row(row, earliest)
            && !names(&row.text, &book.measures[measure])
        {
            let (measure, other) = (&book.measures[measure], &book.measures[other]);
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

/// ``measure `1.14` ``, or the whole book.
fn about(book: &RuleBook, measure: Option<Id<Measure>>) -> String {
    measure.map_or_else(|| "the whole book".to_owned(), |id| format!("measure `{}`", book.measures[id].id))
}

/// The measure of a case with its group, or the whole book.
fn about_case(book: &RuleBook, case: &Case) -> String {
    let group = if case.group.is_empty() { String::new() } else { format!(" ({})", case.group) };
    format!("{}{group}", about(book, case.measure))
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
    responses: &'a Responses,
    as_of: NaiveDate,
    cases: &'a [Case],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let live = cases.iter().filter(|case| case.state.is_live());
    live.filter(move |case| !inbox.about(case.measure).is_empty()).flat_map(move |case| {
        let replies = inbox.replies(case);
        let replies: Vec<_> = replies.into_iter().filter(|reply| !says_nothing(reply.row)).collect();
        let about = about_case(book, case);
        let escalation = &book.escalations[case.escalation];
        let asks = escalation.terms_on(case.opened_on).asks;
        let own = [
            recovery_missed(&about, &replies, as_of),
            field_unanswered(book, (case, &about), asks, &replies, responses),
            late_response(book, case, asks, &about, &replies),
            answered_by_another(book, case, &about, &replies),
        ];
        own.into_iter().flatten()
    })
}

fn recovery_missed(about: &str, replies: &[Reply<'_>], as_of: NaiveDate) -> Option<Diagnostic> {
    let rows: Vec<&Response> = replies.iter().map(|reply| reply.row).collect();
    let (recovery, row) = newest_recovery(&rows)?;
    (recovery < as_of).then(|| diags::recovery_missed(about, row, recovery))
}

fn field_unanswered(
    book: &RuleBook,
    (case, about): (&Case, &str),
    asks: &[Ask],
    replies: &[Reply<'_>],
    responses: &Responses,
) -> Option<Diagnostic> {
    let escalation = &book.escalations[case.escalation];
    let newest = replies.last()?;
    let left_out = unanswered(asks, replies);
    if left_out.is_empty() {
        return None;
    }
    let note = replies.iter().rev().find(|reply| is_plain_note(reply.row));
    Some(match note {
        Some(note) => diags::answered_as_a_whole(escalation, about, note.row, &left_out),
        None => {
            let open = left_open(case, responses, &left_out);
            diags::field_unanswered(escalation, about, newest.row, &left_out, open)
        }
    })
}

/// The row in which the first of the questions that were left out would have been answered: the newest of a form.
fn left_open<'a>(case: &Case, responses: &'a Responses, left_out: &[&str]) -> Option<&'a Response> {
    let blank = responses.rows.iter().filter(|row| says_nothing(row));
    let is_it = |row: &&Response, field: &str| {
        row.measure == case.measure
            && row.escalation.is_none_or(|own| own == case.escalation)
            && row.period.is_none_or(|own| own == case.opened_for)
            && row.is_about_group(&case.group)
            && row.field.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(field))
    };
    let rows: Vec<&Response> = responses.left_open.iter().chain(blank).collect();
    left_out.iter().find_map(|field| rows.iter().rev().find(|row| is_it(row, field)).copied())
}

/// The full answer came after the day it was due.
fn late_response(
    book: &RuleBook,
    case: &Case,
    asks: &[Ask],
    about: &str,
    replies: &[Reply<'_>],
) -> Option<Diagnostic> {
    let (due, complete) = (case.due?, complete_on(asks, replies)?);
    let completing = replies.iter().find(|reply| reply.on == complete)?;
    let came = completing.row.submitted.filter(|came| *came > due)?;
    let late = match book.calendar.working_days_between(due, came) {
        0 => "before the next working day".to_owned(),
        days => working_days_named(days),
    };
    Some(diags::late_response(about, completing.row, due, &late))
}

/// The newest answer is from a board that is neither one of those asked nor above or below one.
fn answered_by_another(
    book: &RuleBook,
    case: &Case,
    about: &str,
    replies: &[Reply<'_>],
) -> Option<Diagnostic> {
    let newest = replies.last()?.row;
    let by = answered_by(book, newest).filter(|by| is_another(book, *by, &case.to))?;
    let asked: Vec<String> = case.to.iter().map(|id| format!("`{}`", book.parties[*id].id)).collect();
    Some(diags::answered_by_another(about, newest, &book.parties[by].id, &listed(&asked, "and")))
}

/// Responses that came too late for any case, or that count for several because nothing says which.
fn unplaced<'a>(
    book: &'a RuleBook,
    rows: &'a [&'a Response],
    cases: &'a [Case],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let mut by_measure: FxHashMap<Option<Id<Measure>>, Vec<&Case>> = FxHashMap::default();
    for case in asking(cases).filter(|_| !rows.is_empty()) {
        by_measure.entry(case.measure).or_default().push(case);
    }
    rows.iter().filter(|row| !says_nothing(row)).filter_map(move |row| {
        let named = about(book, row.measure);
        let of_measure = by_measure.get(&row.measure)?.iter();
        let of_rule = of_measure.filter(|case| row.escalation.is_none_or(|id| id == case.escalation));
        let of_rule: Vec<&Case> = of_rule.copied().collect();
        let mut answered: BTreeMap<_, usize> = BTreeMap::new();
        for case in of_rule.iter().filter(|case| answers(row, case)) {
            *answered.entry((case.escalation, case.place)).or_default() += 1;
        }
        let most = answered.values().max().copied().unwrap_or(0);
        if row.period.is_none() && row.submitted.is_none() && most > 1 {
            return Some(diags::undated_response(&named, row, most));
        }
        let came = row.submitted.filter(|_| answered.is_empty())?;
        let about_it = |case: &&&Case| row.period.is_none_or(|period| period.end >= case.opened_for.start);
        let closed = of_rule.iter().filter(about_it).filter_map(|case| case.closed_on);
        let closed = closed.filter(|closed| *closed < came).max()?;
        Some(diags::response_after_close(&named, row, came, closed))
    })
}
