//! Escalations as sentences: who is told, when, by when they answer, and what they are asked.

use super::book::notes;
use super::condition::{condition, measure_set};
use super::declared::{Declared, DeclaredKind, Use};
use super::{Context, and_list, count, sentence};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::model::{
    About, Ask, Climb, Earlier, Escalation, Measure, Party, Recipient, Respond, RuleBook, Scope,
};

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
        Recipient::OwnerOf(kind) => {
            let grouping = &book.groupings[*kind];
            let name = if grouping.title.is_empty() { &grouping.id } else { &grouping.title };
            format!("the owner of the {}, or else the responsible board", name.to_lowercase())
        }
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
    let mut said = Declared::new(DeclaredKind::Escalation, &of.id, &of.title);
    clauses(of, book, &mut said);
    let sentences: Vec<&str> = said.sentences().collect();
    format!("{}: {}", of.title, sentences.join(" "))
}

/// An escalation for those who read or compare the rules.
#[must_use]
pub fn declared(id: Id<Escalation>, book: &RuleBook) -> Declared {
    let of = &book.escalations[id];
    let mut said = Declared::new(DeclaredKind::Escalation, &of.id, &of.title);
    clauses(of, book, &mut said);
    notes(About::Escalation(id), book, &mut said);
    said
}

fn clauses(of: &Escalation, book: &RuleBook, said: &mut Declared) {
    let context = Context { measure: the_one_measure(of, book), ..Context::whole(book) };
    said.says("when", [opens(of, context)]);
    said.says("ask", of.asks.iter().map(asked));
    if of.ask_once {
        said.says("ask once", ["it asks once, not in every report"]);
    }
    said.says(
        "closes",
        [match &of.closes_when {
            Some(closes) => format!("it closes when {}", condition(closes, context)),
            None => "it closes when that no longer holds".to_owned(),
        }],
    );
    if of.once {
        said.says("once", ["it opens once for each thing it watches, and not again"]);
    }
    if !of.replaces.is_empty() {
        let others: Vec<&str> = of.replaces.iter().map(|id| book.escalations[*id].title.as_str()).collect();
        let text = format!("while it is open for a measure, it takes the place of {}", and_list(&others));
        said.says("replaces", [text]);
    }
    said.says("then", of.climbs.iter().map(|step| climb(step, book)));
    said.says("earlier", of.earlier.iter().rev().map(|earlier| before(earlier, book)));
    if of.faulty {
        said.says_for("faulty", Use::Shown, ["it is not used until its rule is mended"]);
    }
}

/// Which measures it watches, when it opens, and who is asked for what by when.
fn opens(of: &Escalation, context: Context<'_>) -> String {
    let book = context.book;
    let to: Vec<String> = of.to.iter().map(|who| recipient(who, book)).collect();
    let about = match &of.scope {
        Scope::Measures(set) => measures_watched(set, context),
        Scope::WholeBook => "for the book as a whole".to_owned(),
    };
    let when = condition(&of.when, context);
    let verb = if to.len() == 1 { "is" } else { "are" };
    let whom = if to.is_empty() { "nobody".to_owned() } else { and_list(&to) };
    let by = of.respond.as_ref().map_or_else(String::new, |r| format!(" {}", respond(r, book)));
    if of.latest_terms().wants_answer() {
        format!("{about}, when {when}, {whom} {verb} asked to respond{by}")
    } else {
        format!("{about}, when {when}, {whom} {verb} told")
    }
}

/// `it asks for cause: What explains the result?`
fn asked(of: &Ask) -> String {
    format!("it asks for {}: {}", of.field, of.text)
}

/// What it asked until a day, of whom and by when.
fn before(of: &Earlier, book: &RuleBook) -> String {
    let to: Vec<String> = of.to.iter().map(|who| recipient(who, book)).collect();
    let whom =
        if to.is_empty() { "nobody was told".to_owned() } else { format!("it went to {}", and_list(&to)) };
    let by =
        of.respond.as_ref().map_or_else(String::new, |r| format!(", to be answered {}", respond(r, book)));
    let asks: Vec<String> =
        of.asks.iter().map(|ask| format!("{} ({})", ask.text.trim_end_matches('.'), ask.field)).collect();
    let asked = if asks.is_empty() { String::new() } else { format!(", and asked: {}", asks.join(" ")) };
    let climbs: Vec<String> = of.climbs.iter().map(|step| climb(step, book)).collect();
    let then = if climbs.is_empty() { String::new() } else { format!("; {}", climbs.join("; ")) };
    sentence(&format!("for cases opened up to {}, {whom}{by}{asked}{then}", date_name(of.last_day)))
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
        0 => format!("if there is no response by the day it is due, {who} is told on the next working day"),
        days => format!(
            "if there is no response {} after it was due, {who} is told on the next working day",
            count(days, "working day")
        ),
    }
}
