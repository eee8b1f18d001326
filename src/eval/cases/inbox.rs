//! Responses as they came in: which case each of them answers, from which day, and when a case was fully answered.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::base::period::Period;
use crate::data::{Response, Responses};
use crate::eval::outcome::{Answer, Case};
use crate::model::{Ask, Escalation, Measure, Party, PartyKind, RuleBook};

/// The responses known on one day, by measure.
#[derive(Debug, Clone, Default)]
pub struct Inbox<'a> {
    by_subject: FxHashMap<Option<Id<Measure>>, Vec<&'a Response>>,
}

/// A response, as one case sees it.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// The day from which it answers the case.
    pub on: NaiveDate,
    /// The response.
    pub row: &'a Response,
}

/// What a case has to know of itself to tell which responses are about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'c> {
    pub escalation: Id<Escalation>,
    pub measure: Option<Id<Measure>>,
    pub group: &'c str,
    pub opened_for: Period,
    pub opened_on: NaiveDate,
}

impl<'c> From<&'c Case> for Asked<'c> {
    fn from(case: &'c Case) -> Self {
        Self {
            escalation: case.escalation,
            measure: case.measure,
            group: &case.group,
            opened_for: case.opened_for,
            opened_on: case.opened_on,
        }
    }
}

impl<'a> Inbox<'a> {
    /// The responses known on a day: submitted by then, or without a day of their own.
    #[must_use]
    pub fn new(responses: &'a Responses, as_of: NaiveDate) -> Self {
        let mut by_subject: FxHashMap<Option<Id<Measure>>, Vec<&'a Response>> = FxHashMap::default();
        for row in responses.rows.iter().filter(|row| known_on(row) <= as_of) {
            by_subject.entry(row.measure).or_default().push(row);
        }
        for rows in by_subject.values_mut() {
            in_order(rows);
        }
        Self { by_subject }
    }

    /// The responses about a measure, or about the whole book, in the order they became known.
    #[must_use]
    pub fn about(&self, measure: Option<Id<Measure>>) -> &[&'a Response] {
        self.by_subject.get(&measure).map_or(&[], Vec::as_slice)
    }

    /// The responses about a group of a measure that were known on a day.
    pub(super) fn known(
        &self,
        measure: Option<Id<Measure>>,
        group: &str,
        day: NaiveDate,
    ) -> Vec<&'a Response> {
        let rows = self.about(measure);
        let known = rows.get(..rows.partition_point(|row| known_on(row) <= day)).unwrap_or(&[]);
        known.iter().copied().filter(|row| row.is_about_group(group)).collect()
    }

    /// The responses that answer a case, in the order they came, those after it closed left out.
    #[must_use]
    pub fn replies(&self, case: &Case) -> Vec<Reply<'a>> {
        let mut replies = self.replies_to(Asked::from(case));
        replies.retain(|reply| case.closed_on.is_none_or(|closed| reply.on <= closed));
        replies
    }

    /// The responses that answer a case if it stays open.
    pub(super) fn replies_to(&self, asked: Asked<'_>) -> Vec<Reply<'a>> {
        let rows = self.about(asked.measure).iter();
        let mut replies: Vec<Reply<'a>> =
            rows.filter_map(|row| Some(Reply { on: answers_from(row, asked)?, row })).collect();
        replies.sort_by_key(|reply| reply.on);
        replies
    }
}

/// Puts responses in the order in which they became known. Those of one day stand as their file and line have them, so
/// that the order in which files are read changes nothing.
pub(super) fn in_order(rows: &mut [&Response]) {
    rows.sort_by(|one, other| {
        let key = |row: &Response| (known_on(row), row.cell.line);
        key(one).cmp(&key(other)).then_with(|| one.cell.file.cmp(&other.cell.file))
    });
}

/// The party that a response says it is from; none where it says none, or one that the book does not know.
pub(super) fn answered_by(book: &RuleBook, row: &Response) -> Option<Id<Party>> {
    let by = row.by.as_deref()?.trim();
    let is_it = |party: &Party| {
        let title = party.title.strip_prefix("The ").unwrap_or(&party.title);
        let plain = by.strip_prefix("the ").or_else(|| by.strip_prefix("The ")).unwrap_or(by);
        party.id.eq_ignore_ascii_case(by) || title.eq_ignore_ascii_case(plain)
    };
    book.parties.iter().find(|(_, party)| is_it(party)).map(|(id, _)| id)
}

/// True when somebody else than was asked has answered: a board of its own, and neither above nor below one of them.
pub(super) fn is_another(book: &RuleBook, by: Id<Party>, asked: &[Id<Party>]) -> bool {
    let kin = |one: Id<Party>, other: Id<Party>| {
        one == other || book.above(one) == Some(other) || book.above(other) == Some(one)
    };
    book.parties[by].kind == PartyKind::Board && !asked.is_empty() && !asked.iter().any(|one| kin(*one, by))
}

/// The day a response became known: when it was submitted; without a day, the start of the period it is about,
/// since it cannot have come before; with neither, ever.
pub(super) fn known_on(row: &Response) -> NaiveDate {
    row.submitted.or_else(|| Some(row.period?.start)).unwrap_or(NaiveDate::MIN)
}

/// The day from which a response answers a case, if it is about that case.
///
/// A response that came while the case was open answers it, unless it is about an earlier period. One that came
/// before the case opened answers it from the first day, if it is about the period that opened it. One without a
/// day is held to have come in time.
fn answers_from(row: &Response, asked: Asked<'_>) -> Option<NaiveDate> {
    if !row.is_about_group(asked.group) {
        return None;
    }
    if row.escalation.is_some_and(|escalation| escalation != asked.escalation) {
        return None;
    }
    let about_it = row.period.is_none_or(|period| period.end >= asked.opened_for.start);
    let about_opening = row.period.is_some_and(|period| about_it && period.start <= asked.opened_for.end);
    let came_before = row.submitted.is_some_and(|day| day < asked.opened_on);
    if came_before {
        return about_opening.then_some(asked.opened_on);
    }
    about_it.then(|| known_on(row).max(asked.opened_on))
}

/// True when a response answers a case.
pub(super) fn answers(row: &Response, case: &Case) -> bool {
    let same_measure = case.measure == row.measure;
    let from = answers_from(row, Asked::from(case)).filter(|_| same_measure);
    from.is_some_and(|from| case.closed_on.is_none_or(|closed| from <= closed))
}

/// True when the text says nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// True when a response leaves everything blank.
#[must_use]
pub fn says_nothing(row: &Response) -> bool {
    let no_lead = row.lead.as_deref().is_none_or(is_blank);
    is_blank(&row.text) && no_lead && row.due.is_none() && row.recovery.is_none()
}

/// True when a response answers the case as a whole: a note that names no question.
pub(super) fn is_plain_note(row: &Response) -> bool {
    row.field.as_deref().is_none_or(is_blank) && !is_blank(&row.text)
}

/// True when a response answers this question: by its field, or in the column for who leads, when it is done or
/// when the measure is back on target.
pub(super) fn answers_field(row: &Response, field: &str) -> bool {
    let named = row.field.as_deref().is_some_and(|own| own.trim().eq_ignore_ascii_case(field));
    let column = match field.to_ascii_lowercase().as_str() {
        "lead" => row.lead.as_deref().is_some_and(|lead| !is_blank(lead)),
        "recovery" => row.recovery.is_some(),
        "due" => row.due.is_some(),
        _ => false,
    };
    column || (named && !is_blank(&row.text))
}

/// The questions that none of these responses answers by field.
pub(super) fn unanswered<'e>(asks: &'e [Ask], replies: &[Reply<'_>]) -> Vec<&'e str> {
    let fields = asks.iter().map(|ask| ask.field.as_str());
    fields.filter(|field| !replies.iter().any(|reply| answers_field(reply.row, field))).collect()
}

/// The day on which a case was fully answered: by a plain note, or when the last of its questions had an answer.
/// Where nothing particular is asked, anything that says something will do.
pub(super) fn complete_on(asks: &[Ask], replies: &[Reply<'_>]) -> Option<NaiveDate> {
    let note = replies.iter().find(|reply| is_plain_note(reply.row)).map(|reply| reply.on);
    let by_field = if asks.is_empty() {
        replies.iter().find(|reply| !is_blank(&reply.row.text)).map(|reply| reply.on)
    } else {
        let first =
            |field: &str| replies.iter().find(|reply| answers_field(reply.row, field)).map(|reply| reply.on);
        let days: Option<Vec<NaiveDate>> = asks.iter().map(|ask| first(&ask.field)).collect();
        days.and_then(|days| days.into_iter().max())
    };
    [note, by_field].into_iter().flatten().min()
}

/// A response as reports show it.
#[must_use]
pub fn answer(row: &Response) -> Answer {
    Answer {
        escalation: row.escalation,
        field: row.field.clone().unwrap_or_default(),
        text: row.text.clone(),
        lead: row.lead.clone(),
        due: row.due,
        recovery: row.recovery,
        submitted: row.submitted,
        source: row.cell.clone(),
    }
}

/// The newest recovery day named in these responses, and the response that names it.
pub(super) fn newest_recovery<'a>(rows: &[&'a Response]) -> Option<(NaiveDate, &'a Response)> {
    rows.iter().rev().find_map(|row| Some((row.recovery?, *row)))
}

/// Text as it is compared: letter case and spacing do not matter.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// True when a response says something in prose; the same name or day twice says nothing about care taken.
pub(super) fn is_prose(row: &Response) -> bool {
    let names_or_days = ["lead", "recovery", "due"];
    let field = row.field.as_deref().unwrap_or("").trim();
    !is_blank(&row.text) && !names_or_days.iter().any(|name| field.eq_ignore_ascii_case(name))
}

/// Whether the newest submission repeats, in every question it answers in prose, the one before; unknown with
/// fewer than two. `rows` are of one measure, in the order they became known.
pub(super) fn repeats(rows: &[&Response]) -> Option<bool> {
    let same_submission = |a: &&Response, b: &&Response| known_on(a) == known_on(b) && a.period == b.period;
    let prose: Vec<&Response> = rows.iter().copied().filter(|row| is_prose(row)).collect();
    let mut submissions = prose.chunk_by(same_submission).rev();
    let (newest, before) = (submissions.next()?, submissions.next()?);
    let repeated = |row: &&Response| {
        before.iter().any(|old| same_field(old, row) && folded(&old.text) == folded(&row.text))
    };
    Some(newest.iter().all(repeated))
}

/// True when both answer the same question, or both none.
pub(super) fn same_field(a: &Response, b: &Response) -> bool {
    let name = |row: &Response| row.field.as_deref().unwrap_or("").trim().to_lowercase();
    name(a) == name(b)
}
