//! Escalations as sentences: who is told, when, by when they answer, and what they are asked.

use super::condition::{condition, measure_set};
use super::{Context, and_list, count, sentence};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::model::{Climb, Earlier, Escalation, Measure, Party, Recipient, Respond, RuleBook, Scope, Waiver};

/// A party's full name, or its short one where it has no other.
#[must_use]
pub fn party(id: Id<Party>, book: &RuleBook) -> &str {
    let party = &book.parties[id];
    if party.title.is_empty() { &party.id } else { &party.title }
}

/// `the responsible board`, `NHS England`.
#[must_use]
pub fn recipient(of: &Recipient, book: &RuleBook) -> String {
    match of {
        Recipient::Owner => "the responsible board".to_owned(),
        Recipient::AboveOwner => "the board above the responsible board".to_owned(),
        Recipient::Party(id) => party(*id, book).to_owned(),
    }
}

/// `within 10 working days`.
#[must_use]
pub fn respond(of: &Respond, book: &RuleBook) -> String {
    match of {
        Respond::WorkingDays(days) => format!("within {}", count(*days, "working day")),
        Respond::After(number, step) => format!("within {}", count(*number, step.noun())),
        Respond::Days(days) => format!("within {}", count(*days, "day")),
        Respond::NextMeeting(whose) => format!("by the next meeting of {}", recipient(whose, book)),
        Respond::On(day) => format!("by {}", date_name(*day)),
    }
}

/// An escalation as a few plain sentences.
#[must_use]
pub fn escalation(of: &Escalation, book: &RuleBook) -> String {
    let context = Context { book, measure: the_one_measure(of, book) };
    let to: Vec<String> = of.to.iter().map(|who| recipient(who, book)).collect();
    let by = of.respond.as_ref().map_or_else(String::new, |r| format!(" {}", respond(r, book)));
    let about = match &of.scope {
        Scope::Measures(set) => measures_watched(set, context),
        Scope::WholeBook => "for the book as a whole".to_owned(),
    };
    let when = condition(&of.when, context);
    let verb = if to.len() == 1 { "is" } else { "are" };
    let whom = if to.is_empty() { "nobody".to_owned() } else { and_list(&to) };
    let mut sentences = vec![if of.asks.is_empty() {
        format!("{}: {about}, when {when}, {whom} {verb} told.", of.title)
    } else {
        format!("{}: {about}, when {when}, {whom} {verb} asked to respond{by}.", of.title)
    }];
    if !of.asks.is_empty() {
        let asks: Vec<&str> = of.asks.iter().map(|ask| ask.text.as_str()).collect();
        sentences.push(format!("It asks: {}", asks.join(" ")));
    }
    if of.ask_once {
        sentences.push("It asks once, not in every report.".to_owned());
    }
    sentences.push(match &of.closes_when {
        Some(closes) => format!("It closes when {}.", condition(closes, context)),
        None => "It closes when that no longer holds.".to_owned(),
    });
    if !of.replaces.is_empty() {
        let others: Vec<&str> = of.replaces.iter().map(|id| book.escalations[*id].title.as_str()).collect();
        sentences
            .push(format!("While it is open for a measure, it takes the place of {}.", and_list(&others)));
    }
    sentences.extend(of.climbs.iter().map(|step| climb(step, book)));
    sentences.extend(of.earlier.iter().rev().map(|earlier| before(earlier, book)));
    sentences.join(" ")
}

/// What it asked until a day, of whom and by when.
fn before(of: &Earlier, book: &RuleBook) -> String {
    let to: Vec<String> = of.to.iter().map(|who| recipient(who, book)).collect();
    let whom =
        if to.is_empty() { "nobody was told".to_owned() } else { format!("it went to {}", and_list(&to)) };
    let by =
        of.respond.as_ref().map_or_else(String::new, |r| format!(", to be answered {}", respond(r, book)));
    let asks: Vec<&str> = of.asks.iter().map(|ask| ask.text.as_str()).collect();
    let asked = if asks.is_empty() { String::new() } else { format!(", and asked: {}", asks.join(" ")) };
    sentence(&format!("for cases opened up to {}, {whom}{by}{asked}", date_name(of.last_day)))
}

fn the_one_measure<'a>(of: &Escalation, book: &'a RuleBook) -> Option<&'a Measure> {
    match &of.scope {
        Scope::Measures(crate::model::MeasureSet::Listed(ids)) => match ids.as_slice() {
            [only] => Some(&book.measures[*only]),
            _ => None,
        },
        Scope::Measures(
            crate::model::MeasureSet::All
            | crate::model::MeasureSet::Theme(_)
            | crate::model::MeasureSet::OwnedBy(_),
        )
        | Scope::WholeBook => None,
    }
}

fn measures_watched(set: &crate::model::MeasureSet, context: Context<'_>) -> String {
    match set {
        crate::model::MeasureSet::All => "for each measure".to_owned(),
        crate::model::MeasureSet::Theme(_)
        | crate::model::MeasureSet::OwnedBy(_)
        | crate::model::MeasureSet::Listed(_) => format!("for {}", measure_set(set, context)),
    }
}

fn climb(of: &Climb, book: &RuleBook) -> String {
    let who = recipient(&of.to, book);
    match of.working_days_after_due {
        0 => sentence(&format!(
            "if there is no response by the day it is due, {who} is told on the next working day"
        )),
        days => sentence(&format!(
            "if there is no response {} after it was due, {who} is told on the next working day",
            count(days, "working day")
        )),
    }
}

/// A waiver as one sentence.
#[must_use]
pub fn waiver(of: &Waiver, book: &RuleBook) -> String {
    let ids: Vec<&str> = of.measures.iter().map(|id| book.measures[*id].id.as_str()).collect();
    let s = if ids.len() == 1 { "" } else { "s" };
    let what = of.escalation.map_or("all escalations", |id| book.escalations[id].title.as_str());
    let until = of.until.map_or_else(String::new, |day| format!(" until the end of {}", date_name(day)));
    let why = of.because.as_ref().map_or_else(String::new, |why| format!(", because \"{why}\""));
    let by = of.agreed_by.map_or_else(String::new, |id| format!("; agreed by {}", party(id, book)));
    let on = of.agreed_on.map_or_else(String::new, |day| match of.agreed_by {
        Some(_) => format!(" on {}", date_name(day)),
        None => format!("; agreed on {}", date_name(day)),
    });
    format!("{}: measure{s} {} stood down from {what}{until}{why}{by}{on}.", of.title, and_list(&ids))
}
