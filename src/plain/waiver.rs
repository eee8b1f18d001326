//! Waivers in words: what is stood down for which measures, until when, why, and who agreed.

use super::and_list;
use super::book::notes;
use super::declared::{Declared, DeclaredKind};
use super::escalation::party;
use crate::base::period::date_name;
use crate::model::{About, RuleBook, Waiver};

/// A waiver as one sentence.
#[must_use]
pub fn waiver(of: &Waiver, book: &RuleBook) -> String {
    format!("{}: {}.", of.title, words(of, book))
}

fn words(of: &Waiver, book: &RuleBook) -> String {
    let ids: Vec<&str> = of.measures.iter().map(|id| book.measures[*id].id.as_str()).collect();
    let s = if ids.len() == 1 { "" } else { "s" };
    let groups = of.groups.as_ref().map_or_else(String::new, |(kind, members)| {
        format!(" for {} {}", book.groupings[*kind].id, and_list(members))
    });
    let escalation = of.escalation.map(|id| book.escalations[id].title.as_str());
    let ladder = of.ladder.map(|id| book.ladders[id].title.as_str());
    let named: Vec<&str> = escalation.into_iter().chain(ladder).collect();
    let what = if named.is_empty() { "all escalations".to_owned() } else { and_list(&named) };
    let until = of.until.map_or_else(String::new, |day| format!(" until the end of {}", date_name(day)));
    let why = of.because.as_ref().map_or_else(String::new, |why| format!(", because \"{why}\""));
    let by = of.agreed_by.map_or_else(String::new, |id| format!("; agreed by {}", party(id, book)));
    let on = of.agreed_on.map_or_else(String::new, |day| match of.agreed_by {
        Some(_) => format!(" on {}", date_name(day)),
        None => format!("; agreed on {}", date_name(day)),
    });
    format!("measure{s} {}{groups} stood down from {what}{until}{why}{by}{on}", and_list(&ids))
}

/// A waiver for those who read or compare the rules.
#[must_use]
pub fn declared(of: &Waiver, book: &RuleBook) -> Declared {
    let mut said = Declared::new(DeclaredKind::Waiver, &of.title, &of.title);
    said.says("waiver", [words(of, book)]);
    notes(About::Waiver(of.span), book, &mut said);
    said
}
