//! The notes that are owed before a report goes out: every entry that a live case asks for, there or not.

use chrono::NaiveDate;

use super::inbox::{Inbox, Reply, answers_field, is_blank, is_plain_note};
use crate::data::Responses;
use crate::eval::outcome::{Case, NoteOwed};
use crate::model::RuleBook;

/// Entries that are a name or a day: a note in prose does not fill them in.
const BY_THEMSELVES: [&str; 3] = ["lead", "recovery", "due"];

/// One for each live case that asks something, in the order in which reports list measures.
#[must_use]
pub fn notes_owed(book: &RuleBook, responses: &Responses, as_of: NaiveDate, cases: &[Case]) -> Vec<NoteOwed> {
    let inbox = Inbox::new(responses, as_of);
    let live = cases.iter().enumerate().filter(|(_, case)| case.state.is_live());
    let mut notes: Vec<NoteOwed> =
        live.filter_map(|(at, case)| owed(book, at, case, &inbox.replies(case))).collect();
    let mut rank = vec![None; book.measures.len()];
    for (at, id) in book.reading_order().into_iter().enumerate() {
        if let Some(slot) = rank.get_mut(id.index()) {
            *slot = Some(at);
        }
    }
    let listed = |note: &NoteOwed| note.measure.and_then(|id| rank.get(id.index()).copied().flatten());
    notes.sort_by_key(|note| (listed(note), note.place, note.case));
    notes
}

fn owed(book: &RuleBook, at: usize, case: &Case, replies: &[Reply<'_>]) -> Option<NoteOwed> {
    let asks = &book.escalations[case.escalation].terms_on(case.opened_on).asks;
    let entry = |field: &str| (field.to_owned(), is_there(field, replies));
    (!asks.is_empty()).then(|| NoteOwed {
        case: at,
        measure: case.measure,
        place: case.place,
        board: case.measure.and_then(|id| book.measures[id].owner),
        entries: asks.iter().map(|ask| entry(&ask.field)).collect(),
    })
}

/// True when an entry was answered by its field or in its column, or, where it is prose, by a note on the whole.
fn is_there(field: &str, replies: &[Reply<'_>]) -> bool {
    let prose = !BY_THEMSELVES.iter().any(|own| own.eq_ignore_ascii_case(field));
    replies.iter().any(|reply| {
        answers_field(reply.row, field) || (prose && is_plain_note(reply.row) && !is_blank(&reply.row.text))
    })
}
