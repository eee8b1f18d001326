//! When an agreed waiver stands a case down.

use chrono::NaiveDate;

use super::words::named;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::model::{Escalation, Measure, RuleBook, Waiver};

/// What a waiver has to be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'g> {
    /// The rule.
    pub escalation: Id<Escalation>,
    /// The measure; none for the whole book.
    pub measure: Option<Id<Measure>>,
    /// The group's label; empty for the whole.
    pub group: &'g str,
}

/// The first waiver declared that stands the subject down on this day.
pub(super) fn in_force<'b>(book: &'b RuleBook, subject: Subject<'_>, day: NaiveDate) -> Option<&'b Waiver> {
    book.waivers.iter().find(|waiver| stands(waiver, subject) && holds_on(waiver, day))
}

/// The first day after `after`, and up to `to`, on which a waiver was agreed that stands the subject down.
pub(super) fn agreed_between<'b>(
    book: &'b RuleBook,
    subject: Subject<'_>,
    after: NaiveDate,
    to: NaiveDate,
) -> Option<(NaiveDate, &'b Waiver)> {
    let waivers = book.waivers.iter().filter(|waiver| stands(waiver, subject));
    waivers
        .filter_map(|waiver| Some((waiver.agreed_on?, waiver)))
        .filter(|(day, waiver)| after < *day && *day <= to && holds_on(waiver, *day))
        .min_by_key(|(day, _)| *day)
}

/// A waiver without a reason, or that nobody agreed, stands nothing down.
fn stands(waiver: &Waiver, subject: Subject<'_>) -> bool {
    let rule = match (waiver.escalation, waiver.ladder) {
        (Some(escalation), _) => escalation == subject.escalation,
        (None, ladder) => ladder.is_none(),
    };
    let covered = match subject.measure {
        Some(measure) => {
            let every_measure = waiver.measures.is_empty() && waiver.groups.is_some();
            every_measure || waiver.measures.contains(&measure)
        }
        // A case of the whole book is stood down only by a waiver that names its rule and no measure.
        None => waiver.measures.is_empty() && waiver.escalation.is_some(),
    };
    let grouped = waiver.groups.as_ref().is_none_or(|(_, ids)| {
        subject.group.split(", ").any(|part| ids.iter().any(|id| id.eq_ignore_ascii_case(part)))
    });
    is_agreed(waiver) && rule && covered && grouped
}

/// True when it says why, and who agreed.
pub(in crate::eval) fn is_agreed(waiver: &Waiver) -> bool {
    waiver.because.as_deref().is_some_and(|because| !because.trim().is_empty()) && waiver.agreed_by.is_some()
}

/// True on a day from its agreement to its end.
pub(in crate::eval) fn holds_on(waiver: &Waiver, day: NaiveDate) -> bool {
    waiver.agreed_on.is_none_or(|agreed| agreed <= day) && waiver.until.is_none_or(|until| day <= until)
}

/// `stood down until 26 September 2019: "Target not yet available", agreed by … on 13 June 2019`.
pub(in crate::eval) fn words(book: &RuleBook, waiver: &Waiver) -> String {
    let mut text = "stood down".to_owned();
    if let Some(until) = waiver.until {
        text.push_str(&format!(" until {}", date_name(until)));
    }
    if let Some(because) = &waiver.because {
        text.push_str(&format!(" because \"{}\"", because.trim()));
    }
    if let Some(party) = waiver.agreed_by {
        text.push_str(&format!(", agreed by {}", named(book, party)));
    }
    if let Some(day) = waiver.agreed_on {
        text.push_str(&format!(" on {}", date_name(day)));
    }
    text
}
