//! A paper that a book asks for, in plain sentences: what it shows, what it lists apart, and who reads it when.

use super::condition::{is_predicate, level_test};
use super::declared::{Declared, DeclaredKind};
use super::escalation::party;
use super::{Context, and_list, condition, count};
use crate::base::arena::Id;
use crate::model::{Apart, Condition, HistoryWanted, PaperDay, Party, Reader, Report, RuleBook};

/// A paper.
#[must_use]
pub fn declared(of: &Report, book: &RuleBook) -> Declared {
    let context = Context::whole(book);
    let mut said = Declared::new(DeclaredKind::Report, &of.id, &of.title);
    said.says(
        "shows",
        [match &of.shows {
            Some(when) => format!("it shows {}", what(when, context)),
            None => "it shows all results".to_owned(),
        }],
    );
    if !of.always.is_empty() {
        let ids: Vec<&str> = of.always.iter().map(|id| book.measures[*id].id.as_str()).collect();
        let s = if ids.len() == 1 { "" } else { "s" };
        said.says("always", [format!("whatever their result, it shows measure{s} {}", and_list(&ids))]);
    }
    said.says(
        "lists",
        of.apart.iter().map(|apart| match apart {
            Apart::WithoutTarget => "it lists measures without a target apart".to_owned(),
            Apart::When(when) => format!("it lists apart {}", what(when, context)),
        }),
    );
    if of.lists_notes {
        said.says("lists notes owed", ["it lists the notes that are owed"]);
    }
    said.says("history", of.history.as_ref().map(|wanted| history(wanted, context)));
    said.says("to", of.readers.iter().map(|one| reader(one, book)));
    said.says(
        "copy",
        of.copies.iter().map(|copy| {
            let level = level_test(&copy.level);
            format!(
                "a result of {level} goes to {} the same day{}",
                names(&copy.to, book),
                parts(&copy.parts)
            )
        }),
    );
    if of.faulty {
        said.says("faulty", ["it cannot be made until its rule is mended"]);
    }
    said.says("note", of.notes.iter().map(|note| format!("Note: {note}")));
    said
}

/// `what is amber or worse`; `results where the response is overdue`.
fn what(of: &Condition, context: Context<'_>) -> String {
    let is = match of {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(is_predicate),
        other => is_predicate(other),
    };
    let words = condition(of, context);
    if is { format!("what is {words}") } else { format!("results where {words}") }
}

fn history(of: &HistoryWanted, context: Context<'_>) -> String {
    let noun = match of.months {
        Some(12) => "year",
        Some(6) => "half-year",
        Some(3) => "quarter",
        Some(1) => "month",
        Some(_) | None => "period",
    };
    let which = match &of.when {
        Some(when) => what(when, context),
        None => "every result it shows".to_owned(),
    };
    format!("it gives {} of history of {which}", count(of.count, noun))
}

fn names(of: &[Id<Party>], book: &RuleBook) -> String {
    and_list(&of.iter().map(|id| party(*id, book)).collect::<Vec<_>>())
}

fn parts(of: &[String]) -> String {
    if of.is_empty() { String::new() } else { format!(" in {}", and_list(of)) }
}

/// `it goes to All members by newsletter on the last working day of the month after the period, in Q1 and Q3`.
fn reader(of: &Reader, book: &RuleBook) -> String {
    let by = of.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let day = match of.day {
        PaperDay::NextMeeting(whose) if of.to == [whose] => " for its next meeting".to_owned(),
        PaperDay::NextMeeting(whose) => format!(" for the next meeting of {}", party(whose, book)),
        PaperDay::LastWorkingDay => " on the last working day of the month after the period".to_owned(),
        PaperDay::WorkingDays(days) => format!(" {} after the period", count(days, "working day")),
        PaperDay::NotSet => String::new(),
    };
    let parts = parts(&of.parts);
    let comma = if parts.is_empty() { "" } else { "," };
    format!("it goes to {}{by}{day}{comma}{parts}", names(&of.to, book))
}
