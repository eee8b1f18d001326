//! When a case opens and closes: one series, looked at on each of its report days.
//!
//! On each day a rule reads the states of cases as the day began; then cases close, then cases open, those that
//! replace others first. What is not known neither opens nor closes anything.

use chrono::NaiveDate;

use super::history::{self, Draft};
use super::inbox::{Asked, Inbox, complete_on, known_on, newest_recovery, repeats};
use super::waivers::{self, Subject};
use super::watch::{Rule, covers, replaces, rules};
use super::{Holds, Watched, due, who, words};
use crate::data::Responses;
use crate::eval::moment::{LoopFacts, Moment};
use crate::eval::outcome::{Case, CaseState, Truth};
use crate::model::{RuleBook, Waiver};

/// Replays any number of series of one book.
#[derive(Debug)]
pub struct Replay<'a> {
    book: &'a RuleBook,
    inbox: Inbox<'a>,
    as_of: NaiveDate,
    rules: Vec<Rule<'a>>,
}

impl<'a> Replay<'a> {
    /// Sorts rules and responses once for all series.
    #[must_use]
    pub fn new(book: &'a RuleBook, responses: &'a Responses, as_of: NaiveDate) -> Self {
        Self { book, inbox: Inbox::new(responses, as_of), as_of, rules: rules(book) }
    }

    /// Every case of one series up to the day of the run, by the day it opened.
    ///
    /// ```
    /// # use plimsoll::data::{PlaceId, Responses};
    /// # use plimsoll::eval::{cases::{Replay, Watched}, outcome::Truth};
    /// # use plimsoll::model::RuleBook;
    /// let (book, responses) = (RuleBook::default(), Responses::default());
    /// let watched = Watched { measure: None, place: PlaceId::WHOLE, group: String::new(), moments: &[] };
    /// let replay = Replay::new(&book, &responses, "2019-06-13".parse().unwrap());
    /// assert!(replay.series(&watched, &|_, _, _| Truth::Unknown).is_empty());
    /// ```
    #[must_use]
    pub fn series(&self, watched: &Watched<'_>, holds: Holds<'_>) -> Vec<Case> {
        let watching = self.rules.iter().filter(|rule| covers(self.book, rule.escalation, watched.measure));
        let watches: Vec<Watch<'a>> =
            watching.map(|rule| Watch { rule: *rule, stands: Stands::Idle }).collect();
        if watches.is_empty() {
            return Vec::new();
        }
        let reads_loop = watches.iter().any(|watch| watch.rule.reads_loop);
        let facts = LoopFacts::default();
        let mut run = Run {
            replay: self,
            watched,
            holds,
            watches,
            drafts: Vec::new(),
            facts,
            reads_loop,
            settled: None,
        };
        for moment in watched.moments.iter().take_while(|moment| moment.day <= self.as_of) {
            run.look(moment);
        }
        run.stand_down(self.as_of);
        let drafts = run.drafts.into_iter();
        let mut cases: Vec<Case> = drafts.map(|draft| history::write(self.book, self.as_of, draft)).collect();
        cases.sort_by_key(|case| case.opened_on);
        cases
    }
}

/// One escalation as it watches one series.
struct Watch<'a> {
    rule: Rule<'a>,
    stands: Stands,
}

/// What an escalation is doing about one series.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Nothing.
    Idle,
    /// Its case, at this position, is live.
    Live(usize),
    /// Its case closed at this moment; it may open another at the next.
    JustClosed,
    /// A waiver stands it down, until what would open it is over or the waiver is.
    Waived,
}

/// The replay of one series.
struct Run<'r, 'a> {
    replay: &'r Replay<'a>,
    watched: &'r Watched<'r>,
    holds: Holds<'r>,
    watches: Vec<Watch<'a>>,
    drafts: Vec<Draft<'a>>,
    facts: LoopFacts,
    reads_loop: bool,
    /// The last day on which a case recovered and none was left live: recovery days named before are history.
    settled: Option<NaiveDate>,
}

impl<'a> Run<'_, 'a> {
    fn look(&mut self, moment: &Moment) {
        self.stand_down(moment.day);
        self.facts.no_response.clear();
        self.facts.overdue.clear();
        (self.facts.recovery_passed, self.facts.same_text) = (None, None);
        self.facts.now = Some((moment.period.start, moment.day));
        if self.reads_loop || self.any_live() {
            self.gather(moment.day);
        }
        self.close(moment);
        self.open(moment);
    }

    fn any_live(&self) -> bool {
        self.watches.iter().any(|watch| matches!(watch.stands, Stands::Live(_)))
    }

    /// Closes live cases that a waiver stands down, on the day it was agreed, up to and including `day`.
    fn stand_down(&mut self, day: NaiveDate) {
        let book = self.replay.book;
        for watch in &mut self.watches {
            let Stands::Live(at) = watch.stands else { continue };
            let Some(draft) = self.drafts.get_mut(at) else { continue };
            let subject = Subject {
                escalation: watch.rule.id,
                measure: self.watched.measure,
                group: &self.watched.group,
            };
            if let Some((agreed, waiver)) = waivers::agreed_between(book, subject, draft.case.opened_on, day)
            {
                draft.close(agreed, CaseState::Waived, waivers::words(book, waiver));
                watch.stands = Stands::Waived;
            }
        }
    }

    /// Gathers what is known of answers as the day begins.
    fn gather(&mut self, day: NaiveDate) {
        for watch in &self.watches {
            let Stands::Live(at) = watch.stands else { continue };
            let Some(draft) = self.drafts.get(at) else { continue };
            let silent = draft.complete_on.is_none_or(|complete| complete > day);
            let passed = draft.case.due.is_some_and(|due| due < day);
            self.facts.no_response.insert(watch.rule.id, silent);
            self.facts.overdue.insert(watch.rule.id, silent && passed);
        }
        let known = self.replay.inbox.known(self.watched.measure, day);
        self.facts.same_text = repeats(known);
        let old = known.partition_point(|row| self.settled.is_some_and(|settled| known_on(row) <= settled));
        let newest = known.get(old..).and_then(newest_recovery);
        self.facts.recovery_passed = newest.map(|(recovery, _)| recovery < day);
    }

    /// Closes the cases whose reason is over.
    fn close(&mut self, moment: &Moment) {
        let mut recovered = false;
        for watch in &mut self.watches {
            let Stands::Live(at) = watch.stands else { continue };
            self.facts.asking = Some(watch.rule.id);
            self.facts.opened_on = self.drafts.get(at).map(|draft| draft.case.opened_on);
            let escalation = watch.rule.escalation;
            let over = match &escalation.closes_when {
                Some(closes) => (self.holds)(closes, moment, &self.facts) == Truth::True,
                None => (self.holds)(&escalation.when, moment, &self.facts) == Truth::False,
            };
            if over && let Some(draft) = self.drafts.get_mut(at) {
                let (state, text) = if moment.corrected {
                    (CaseState::Corrected, "closed as corrected: a figure it stood on was wrong".to_owned())
                } else {
                    let text = format!("closed as recovered on the figure for {}", moment.period);
                    (CaseState::Recovered, text)
                };
                draft.close(moment.day, state, text);
                watch.stands = Stands::JustClosed;
                recovered = true;
            }
        }
        if recovered && !self.any_live() {
            self.settled = Some(moment.day);
        }
    }

    /// Opens cases, those that replace others first.
    fn open(&mut self, moment: &Moment) {
        for at in 0..self.watches.len() {
            let Some(Watch { rule, stands }) = self.watches.get(at) else { continue };
            let (rule, stands) = (*rule, *stands);
            let next = match stands {
                Stands::Live(_) => continue,
                Stands::JustClosed => Stands::Idle,
                Stands::Idle | Stands::Waived if self.silenced(&rule) => continue,
                Stands::Idle | Stands::Waived => self.consider(&rule, stands, moment),
            };
            if let Some(watch) = self.watches.get_mut(at) {
                watch.stands = next;
            }
            if matches!(next, Stands::Live(_)) {
                self.replace(&rule, moment);
            }
        }
    }

    /// What an escalation without a live case does at this moment.
    fn consider(&mut self, rule: &Rule<'a>, stands: Stands, moment: &Moment) -> Stands {
        self.facts.asking = Some(rule.id);
        self.facts.opened_on = None;
        if rule.escalation.once && self.has_asked(rule) {
            return stands;
        }
        match (self.holds)(&rule.escalation.when, moment, &self.facts) {
            Truth::Unknown => return stands,
            Truth::False => return Stands::Idle,
            Truth::True => {}
        }
        let subject =
            Subject { escalation: rule.id, measure: self.watched.measure, group: &self.watched.group };
        let waiver = waivers::in_force(self.replay.book, subject, moment.day);
        if waiver.is_some() && stands == Stands::Waived {
            return stands;
        }
        let draft = self.draft(rule, moment, waiver);
        self.drafts.push(draft);
        if waiver.is_some() { Stands::Waived } else { Stands::Live(self.drafts.len() - 1) }
    }

    /// True when the rule has had a case here that was put to somebody.
    fn has_asked(&self, rule: &Rule<'a>) -> bool {
        let asked = |draft: &Draft<'_>| draft.case.escalation == rule.id && !draft.stood_down_at_once();
        self.drafts.iter().any(asked)
    }

    /// True while a live case of another escalation silences this one.
    fn silenced(&self, rule: &Rule<'a>) -> bool {
        self.watches
            .iter()
            .any(|other| matches!(other.stands, Stands::Live(_)) && replaces(&other.rule, rule))
    }

    /// Closes the live cases that a case just opened replaces.
    fn replace(&mut self, by: &Rule<'a>, moment: &Moment) {
        for watch in &mut self.watches {
            let Stands::Live(at) = watch.stands else { continue };
            if replaces(by, &watch.rule)
                && let Some(draft) = self.drafts.get_mut(at)
            {
                draft.close(
                    moment.day,
                    CaseState::Replaced,
                    format!("replaced by {}", words::title(by.escalation)),
                );
                watch.stands = Stands::JustClosed;
            }
        }
    }

    /// A new case; with a waiver it is on record and asks nothing of anybody.
    fn draft(&self, rule: &Rule<'a>, moment: &Moment, waiver: Option<&Waiver>) -> Draft<'a> {
        let (book, measure) = (self.replay.book, self.watched.measure);
        let (opened_for, opened_on) = (moment.period, moment.day);
        let asked = Asked { escalation: rule.id, measure, opened_for, opened_on };
        let (to, nobody) = who::resolve_all(book, measure, &rule.escalation.to);
        let due = due::due(book, rule.escalation, measure, opened_on);
        let case = Case {
            id: self.case_id(rule, moment),
            escalation: rule.id,
            measure,
            place: self.watched.place,
            group: self.watched.group.clone(),
            opened_for,
            opened_on,
            to,
            due: due.ok(),
            due_reason: due.err().map_or_else(String::new, |why| why.words(book)),
            state: CaseState::Open,
            closed_on: None,
            steps: Vec::new(),
        };
        let replies = self.replay.inbox.replies_to(asked);
        let complete_on = complete_on(rule.escalation, &replies);
        let mut draft = Draft { case, rule: rule.escalation, nobody, complete_on, replies, closing: None };
        if let Some(waiver) = waiver {
            draft.stand_down_at_once(waivers::words(book, waiver));
        }
        draft
    }

    /// `exception/1.14/JR/Q3 2018/19`; a second case of the same figure has `/2` after it.
    fn case_id(&self, rule: &Rule<'a>, moment: &Moment) -> String {
        let measure = self.watched.measure.map_or("whole book", |id| &self.replay.book.measures[id].id);
        let group = if self.watched.group.is_empty() { "" } else { "/" };
        let group = format!("{group}{}", self.watched.group);
        let id = format!("{}/{measure}{group}/{}", rule.escalation.id, moment.period);
        let same =
            |draft: &&Draft<'_>| draft.case.escalation == rule.id && draft.case.opened_for == moment.period;
        match self.drafts.iter().filter(same).count() {
            0 => id,
            earlier => format!("{id}/{}", earlier + 1),
        }
    }
}
