//! The framework and its calendar in plain sentences.

use chrono::NaiveDate;

use super::book::notes;
use super::declared::{Declared, DeclaredKind};
use super::measure::due;
use super::{and_list, period, sentence};
use crate::base::period::date_name;
use crate::model::{About, RuleBook};

/// What holds for the whole book.
#[must_use]
pub fn framework(book: &RuleBook) -> Declared {
    let of = &book.framework;
    let mut said = Declared::new(DeclaredKind::Framework, "framework", &of.title);
    let starts = of.year_start.map(crate::base::period::YearStart::words);
    match (&of.year, starts) {
        (Some(year), Some(months)) => {
            said.says("year", [format!("the framework is for {}; a year runs from {months}", period(year))])
        }
        (Some(year), None) => said.says("year", [format!("the framework is for {}", period(year))]),
        (None, Some(months)) => said.says("year", [format!("a year runs from {months}")]),
        (None, None) => {}
    }
    said.says(
        "due",
        of.due.as_ref().map(|rhythm| format!("a measure that says nothing else is {}", due(rhythm))),
    );
    if of.within_one_target {
        let text = "for every measure, movement since the period before is given only while the target stays the same";
        said.says("movement", [text]);
    }
    if !of.report_days.is_empty() {
        said.says("report days", [format!("reports are made on {}", days(&of.report_days))]);
    }
    said.says("source", of.source.as_ref().map(|text| format!("Source: {text}")));
    notes(About::Framework, book, &mut said);
    said
}

/// What a working day is; none where the book has no calendar.
#[must_use]
pub fn calendar(book: &RuleBook) -> Option<Declared> {
    let mut said = Declared::new(DeclaredKind::Calendar, "calendar", "Calendar");
    said.says(
        "bank holidays",
        book.calendar.name.as_ref().map(|name| format!("working days leave out weekends and {name}")),
    );
    let closed: Vec<String> = book.asides.closed.iter().map(|(first, last)| run(*first, *last)).collect();
    if !closed.is_empty() {
        said.says("closed", [format!("nobody works on {}", and_list(&closed))]);
    }
    said.says(
        "terms",
        book.asides.terms.iter().map(|(year, terms)| {
            let terms: Vec<String> = terms.iter().map(|(first, last)| run(*first, *last)).collect();
            format!("the school terms of {} are {}", period(year), and_list(&terms))
        }),
    );
    notes(About::Calendar, book, &mut said);
    (!said.clauses.is_empty()).then_some(said)
}

/// `27 December 2023 to 29 December 2023`.
fn run(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { date_name(first) } else { format!("{} to {}", date_name(first), date_name(last)) }
}

/// `13 June 2019, 12 September 2019 and 5 December 2019`.
pub(super) fn days(of: &[NaiveDate]) -> String {
    and_list(&of.iter().map(|day| date_name(*day)).collect::<Vec<_>>())
}

/// The name of the framework, for a heading.
#[must_use]
pub fn title(book: &RuleBook) -> String {
    let title = book.framework.title.trim();
    if title.is_empty() {
        "Performance framework".to_owned()
    } else {
        sentence(title).trim_end_matches('.').to_owned()
    }
}
