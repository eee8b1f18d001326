//! What is alike of all cases of one rule and one owner that open on one day: reckoned and worded once.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::due::{NoDay, due};
use super::watch::Rule;
use super::who::{Nobody, resolve_all, resolve_for};
use super::words::named;
use crate::base::arena::Id;
use crate::base::period::{Period, date_name};
use crate::eval::outcome::Step;
use crate::model::{Climb, Escalation, Measure, Party, Recipient, Respond, RuleBook, Terms};

/// What is settled when a case opens.
#[derive(Debug)]
pub(super) struct Opening<'a> {
    /// The terms in force on that day, which it keeps.
    pub terms: Terms<'a>,
    /// Who is asked.
    pub to: Vec<Id<Party>>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Why there is no day, in the reader's words.
    pub due_reason: String,
    /// What happens on the day: who was asked, and who could not be.
    pub first: Vec<Step>,
    /// What happens while no full answer comes, in order of days.
    pub silent: Vec<Step>,
    /// `Q3 2018/19`, as ids have it.
    pub period: String,
}

/// Whose the subject of a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Book,
    Owner(Id<Party>),
    Nobody(Id<Measure>),
}

type Key = (Id<Escalation>, Whose, Option<Id<Party>>, NaiveDate, NaiveDate, NaiveDate);

/// The measure of a case, and who owns its group, where a rule asks for that.
type Of = (Option<Id<Measure>>, Option<Id<Party>>);

/// Openings by rule, owner, day and period.
#[derive(Debug, Default)]
pub(super) struct Openings<'a> {
    known: RefCell<FxHashMap<Key, Rc<Opening<'a>>>>,
}

impl<'a> Openings<'a> {
    /// What is settled when a case of a rule opens on `day` for `period`.
    pub(super) fn on(
        &self,
        book: &'a RuleBook,
        rule: &Rule<'a>,
        (measure, group): (Option<Id<Measure>>, &str),
        period: &Period,
        day: NaiveDate,
    ) -> Rc<Opening<'a>> {
        let of_group = group_owner(book, &rule.escalation.terms_on(day), group);
        let whose = match measure.map(|id| (id, book.measures[id].owner)) {
            None => Whose::Book,
            Some((_, Some(owner))) => Whose::Owner(owner),
            Some((id, None)) => Whose::Nobody(id),
        };
        let key = (rule.id, whose, of_group, day, period.start, period.end);
        let mut known = self.known.borrow_mut();
        Rc::clone(
            known
                .entry(key)
                .or_insert_with(|| Rc::new(opening(book, rule, (measure, of_group), period, day))),
        )
    }
}

/// Who owns the group of a case, where its rule tells the owner of that kind of group.
pub(super) fn group_owner(book: &RuleBook, terms: &Terms<'_>, group: &str) -> Option<Id<Party>> {
    if group.is_empty() {
        return None;
    }
    let of_meeting = match terms.respond {
        Some(Respond::NextMeeting(of)) => Some(of),
        Some(Respond::WorkingDays(_) | Respond::Days(_) | Respond::After(..) | Respond::On(_)) | None => None,
    };
    let all = terms.to.iter().copied().chain(terms.climbs.iter().map(|climb| climb.to)).chain(of_meeting);
    all.filter_map(|to| match to {
        Recipient::OwnerOf(kind) => book.owner_of_group(kind, group),
        Recipient::Owner | Recipient::AboveOwner | Recipient::Party(_) => None,
    })
    .next()
}

fn opening<'a>(book: &'a RuleBook, rule: &Rule<'a>, of: Of, period: &Period, day: NaiveDate) -> Opening<'a> {
    let terms = rule.escalation.terms_on(day);
    let (to, nobody) = resolve_all(book, of, terms.to);
    let due = due(book, terms.respond, of, day);
    let due_reason = due.as_ref().err().map_or_else(String::new, |why| why.words(book));
    let first = first_steps(book, &terms, (&to, &nobody), (period, day), &due, &due_reason);
    let silent = due.as_ref().map_or_else(|_| Vec::new(), |due| silent_steps(book, of, terms.climbs, *due));
    Opening { terms, to, due: due.ok(), due_reason, first, silent, period: period.to_string() }
}

/// Who was asked on the day it opened, and who could not be.
fn first_steps(
    book: &RuleBook,
    terms: &Terms<'_>,
    (to, nobody): (&[Id<Party>], &[Nobody]),
    (period, on): (&Period, NaiveDate),
    due: &Result<NaiveDate, NoDay>,
    due_reason: &str,
) -> Vec<Step> {
    let wants_answer = terms.wants_answer();
    let by = match due {
        Ok(due) => format!("answer due {}", date_name(*due)),
        Err(_) if wants_answer => format!("no day for the answer: {due_reason}"),
        Err(_) => "for information".to_owned(),
    };
    let mut steps = Vec::new();
    let mut say = |told, nobody, text| steps.push(Step { on, told, nobody, text });
    for party in to {
        say(Some(*party), false, format!("opened for {period} and put to {}; {by}", named(book, *party)));
    }
    for nobody in nobody {
        say(None, true, format!("nobody to tell: {}", nobody.words(book)));
    }
    if to.is_empty() && nobody.is_empty() {
        say(None, true, "nobody to tell: the rule names nobody".to_owned());
    }
    if due.is_err() && !terms.climbs.is_empty() {
        say(
            None,
            false,
            format!("nobody else is told when no answer comes, since there is no day: {due_reason}"),
        );
    }
    steps
}

/// What happens because no full answer comes: the day passes, and others are told.
fn silent_steps(book: &RuleBook, of: Of, climbs: &[Climb], due: NaiveDate) -> Vec<Step> {
    let mut steps = Vec::new();
    let Some(next) = due.succ_opt() else { return steps };
    let text = format!("overdue: no full answer came by {}", date_name(due));
    steps.push(Step { on: next, told: None, nobody: false, text });
    for climb in climbs {
        let waited = book.calendar.working_days_after(due, climb.working_days_after_due);
        let on = book.calendar.next_working_day(waited);
        let (told, text) = match resolve_for(book, of, climb.to) {
            Ok(party) => (Some(party), format!("no full answer yet: taken to {}", named(book, party))),
            Err(nobody) => (None, format!("no full answer yet, and nobody to tell: {}", nobody.words(book))),
        };
        steps.push(Step { on, told, nobody: told.is_none(), text });
    }
    steps
}
