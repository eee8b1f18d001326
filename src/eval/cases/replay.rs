//! When a case opens and closes: one series, looked at on each of its report days.
//!
//! On each day a rule reads the states of cases as the day began; then cases close, then cases open, those that
//! replace others first. What is not known neither opens nor closes anything.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;

use super::history::{self, Draft};
use super::inbox::{
    Asked, Inbox, answered_by, complete_on, known_on, newest_recovery, repeats, says_nothing, unanswered,
};
use super::openings::Openings;
use super::waivers::{self, Subject};
use super::watch::{Rule, ageing, covers, made_with_others, replaces, rules};
use super::{Asks, Holds, Watched, closing};
use crate::base::arena::Id;
use crate::data::{Response, Responses};
use crate::eval::moment::{Answered, LoopFacts, Moment, Occasion};
use crate::eval::outcome::{Case, CaseState, Truth};
use crate::model::{Escalation, Measure, RuleBook, Waiver};

/// Replays any number of series of one book.
#[derive(Debug)]
pub struct Replay<'a> {
    pub(super) book: &'a RuleBook,
    inbox: Inbox<'a>,
    as_of: NaiveDate,
    rules: Vec<Rule<'a>>,
    /// For each measure, whether its results depend on other measures.
    with_others: Vec<bool>,
    /// For each measure, whether its results depend on how old its figure is.
    ageing: Vec<bool>,
    openings: Openings<'a>,
    /// Where the cases of one series after another are drafted.
    drafts: RefCell<Vec<Draft<'a>>>,
}

impl<'a> Replay<'a> {
    /// Sorts rules and responses once for all series.
    #[must_use]
    pub fn new(book: &'a RuleBook, responses: &'a Responses, as_of: NaiveDate) -> Self {
        Self {
            book,
            inbox: Inbox::new(responses, as_of),
            as_of,
            rules: rules(book),
            with_others: made_with_others(book),
            ageing: ageing(book),
            openings: Openings::default(),
            drafts: RefCell::default(),
        }
    }

    /// The same for one rule by itself, whatever would silence it.
    #[must_use]
    pub fn of_rule(
        book: &'a RuleBook,
        responses: &'a Responses,
        as_of: NaiveDate,
        rule: Id<Escalation>,
    ) -> Self {
        let mut replay = Self::new(book, responses, as_of);
        replay.rules.retain(|one| one.id == rule);
        replay
    }

    /// True for a measure whose results depend on other measures, and so change when something becomes known of those.
    pub(super) fn is_with_others(&self, measure: Option<Id<Measure>>) -> bool {
        measure.is_some_and(|measure| self.with_others.get(measure.index()) == Some(&true))
    }

    /// True for a measure whose results change as its figure grows old.
    pub(super) fn is_ageing(&self, measure: Option<Id<Measure>>) -> bool {
        measure.is_some_and(|measure| self.ageing.get(measure.index()) == Some(&true))
    }

    /// The rules it replays.
    pub(super) fn rules(&self) -> &[Rule<'a>] {
        &self.rules
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
        let mut cases = Vec::new();
        self.add_series(watched, Asks { holds, reason: &|_, _, _| None }, &mut cases);
        cases
    }

    /// The same, added to cases of other series.
    pub(super) fn add_series(&self, watched: &Watched<'_>, asks: Asks<'_>, cases: &mut Vec<Case>) {
        let watching = self.rules.iter().filter(|rule| covers(self.book, rule.escalation, watched.measure));
        let changes = self.is_with_others(watched.measure) || self.is_ageing(watched.measure);
        let rule = |rule: &Rule<'a>| Rule { reads_others: rule.reads_others || changes, ..*rule };
        let watches: Vec<Watch<'a>> =
            watching.map(|one| Watch { rule: rule(one), stands: Stands::Idle }).collect();
        if watches.is_empty() {
            return;
        }
        let reads_loop = watches.iter().any(|watch| watch.rule.reads_loop);
        let facts = LoopFacts::default();
        let mut run = Run {
            replay: self,
            watched,
            asks,
            watches,
            drafts: self.drafts.take(),
            facts,
            reads_loop,
            settled: None,
            last: None,
        };
        for moment in watched.moments.iter().take_while(|moment| moment.day <= self.as_of) {
            run.wake(moment.day);
            run.look(moment);
        }
        run.stand_down(self.as_of);
        run.wake(self.as_of.succ_opt().unwrap_or(self.as_of));
        let mut drafts = run.drafts;
        let own = cases.len();
        cases.extend(drafts.drain(..).map(|draft| history::write(self.book, self.as_of, draft)));
        self.drafts.replace(drafts);
        if let Some(own) = cases.get_mut(own..) {
            own.sort_by_key(|case| case.opened_on);
        }
    }
}

/// True when a rule looks at a moment.
fn looks(rule: &Rule<'_>, moment: &Moment) -> bool {
    match moment.occasion {
        Occasion::Report => true,
        Occasion::Waiting => rule.waits,
        Occasion::Elsewhere => rule.reads_others,
    }
}

/// The look at what a case waits for, where nothing newer than before that has come: an older figure says nothing of it.
/// None where the figure looked at is of the case's own time or later.
fn awaited(draft: &Draft<'_>, moment: &Moment) -> Option<Moment> {
    let (slot, period) = (draft.slot, draft.case.opened_for);
    (moment.slot < slot).then_some(Moment { slot, period, as_known_then: true, ..*moment })
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
    /// A waiver stands it down, up to and including this day, or for ever; until then or until what would open it is
    /// over.
    Waived(Option<NaiveDate>),
}

/// The replay of one series.
struct Run<'r, 'a> {
    replay: &'r Replay<'a>,
    watched: &'r Watched<'r>,
    asks: Asks<'r>,
    watches: Vec<Watch<'a>>,
    drafts: Vec<Draft<'a>>,
    facts: LoopFacts,
    reads_loop: bool,
    /// The last day on which a case recovered and none was left live: recovery days named before are history.
    settled: Option<NaiveDate>,
    /// The look before.
    last: Option<Moment>,
}

impl<'a> Run<'_, 'a> {
    fn look(&mut self, moment: &Moment) {
        self.stand_down(moment.day);
        self.facts.now = Some((moment.period.start, moment.day));
        if self.reads_loop {
            self.gather(moment.day);
        }
        self.close(moment);
        self.open(moment);
        self.last = Some(*moment);
    }

    /// Goes through the waivers that were agreed or ended before `until`, in the order of days. A case opens on the day
    /// after one ended where what it stood down still holds: there need be no report on that day.
    fn wake(&mut self, until: NaiveDate) {
        if self.replay.book.waivers.is_empty() {
            return;
        }
        loop {
            let end = self.next_end(until);
            let agreed = self.next_agreed(until).filter(|agreed| end.is_none_or(|(_, end)| *agreed <= end));
            if let Some(agreed) = agreed {
                self.stand_down(agreed);
                continue;
            }
            let Some((at, day)) = end else { return };
            let (Some(last), Some(watch)) = (self.last, self.watches.get_mut(at)) else { return };
            let stands = std::mem::replace(&mut watch.stands, Stands::Idle);
            let rule = watch.rule;
            let moment = Moment { day, corrected: false, ..last };
            self.stand_down(day);
            if self.reads_loop {
                self.gather(day);
            }
            self.facts.asking = Some(rule.id);
            let known = (self.asks.holds)(&rule.escalation.when, &moment, &self.facts) != Truth::Unknown;
            if known && !self.silenced(&rule) {
                self.start(at, &rule, stands, &moment);
            }
        }
    }

    /// The first day before `until` on which a waiver is over, and the watch it stood down.
    fn next_end(&self, until: NaiveDate) -> Option<(usize, NaiveDate)> {
        let ends = self.watches.iter().enumerate().filter_map(|(at, watch)| match watch.stands {
            Stands::Waived(Some(end)) => Some((at, end.succ_opt()?)),
            Stands::Waived(None) | Stands::Idle | Stands::Live(_) | Stands::JustClosed => None,
        });
        ends.filter(|(_, day)| *day < until).min_by_key(|(at, day)| (*day, *at))
    }

    /// The first day before `until` on which a waiver was agreed that stands a live case down.
    fn next_agreed(&self, until: NaiveDate) -> Option<NaiveDate> {
        let live = self.watches.iter().filter_map(|watch| match watch.stands {
            Stands::Live(at) => Some((watch.rule.id, self.drafts.get(at)?.case.opened_on)),
            Stands::Idle | Stands::JustClosed | Stands::Waived(_) => None,
        });
        let (book, last) = (self.replay.book, until.pred_opt()?);
        let agreed =
            live.filter_map(|(rule, opened)| waivers::agreed_between(book, self.subject(rule), opened, last));
        agreed.map(|(day, _)| day).min()
    }

    fn subject(&self, escalation: Id<Escalation>) -> Subject<'_> {
        Subject { escalation, measure: self.watched.measure, group: &self.watched.group }
    }

    fn any_live(&self) -> bool {
        self.watches.iter().any(|watch| matches!(watch.stands, Stands::Live(_)))
    }

    /// Closes live cases that a waiver stands down, on the day it was agreed, up to and including `day`.
    fn stand_down(&mut self, day: NaiveDate) {
        let book = self.replay.book;
        if book.waivers.is_empty() {
            return;
        }
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
                watch.stands = Stands::Waived(waiver.until);
            }
        }
    }

    /// Gathers what is known of answers on a day, what came on it included.
    fn gather(&mut self, day: NaiveDate) {
        self.facts.answers.clear();
        for watch in &self.watches {
            let Stands::Live(at) = watch.stands else { continue };
            let Some(draft) = self.drafts.get(at) else { continue };
            self.facts.answers.insert(watch.rule.id, self.answered(draft, day));
        }
        let known = self.replay.inbox.known(self.watched.measure, &self.watched.group, day);
        self.facts.same_text = repeats(&known);
        let telling: Vec<&Response> = known.iter().copied().filter(|row| !says_nothing(row)).collect();
        let newest = telling.last().copied();
        self.facts.answered_by = newest.and_then(|row| answered_by(self.replay.book, row));
        let old = known.partition_point(|row| self.settled.is_some_and(|settled| known_on(row) <= settled));
        let newest = known.get(old..).and_then(newest_recovery);
        self.facts.recovery_passed = newest.map(|(recovery, _)| recovery < day);
        self.facts.recovery_in_the_past = newest.and_then(|(recovery, row)| Some(recovery < row.submitted?));
    }

    /// How a live case was answered by the end of a day.
    fn answered(&self, draft: &Draft<'_>, day: NaiveDate) -> Answered {
        let came = draft.replies.partition_point(|reply| reply.on <= day);
        let replies = draft.replies.get(..came).unwrap_or(&[]);
        let complete = draft.complete_on.filter(|complete| *complete <= day);
        let due = draft.case.due;
        let said: Vec<_> = replies.iter().copied().filter(|reply| !says_nothing(reply.row)).collect();
        let asks = draft.opening.as_ref().map_or(&[][..], |opening| opening.terms.asks);
        let late = |complete: NaiveDate| {
            let due = due.filter(|due| *due < complete)?;
            Some(self.replay.book.calendar.working_days_between(due, complete))
        };
        Answered {
            silent: complete.is_none(),
            overdue: complete.is_none() && due.is_some_and(|due| due < day),
            late: complete.and_then(late),
            incomplete: complete.is_none() && !said.is_empty() && !unanswered(asks, &said).is_empty(),
            blank: said.is_empty() && !replies.is_empty(),
        }
    }

    /// Closes the cases whose reason is over.
    fn close(&mut self, moment: &Moment) {
        let mut recovered = false;
        for watch in &mut self.watches {
            let Stands::Live(at) = watch.stands else { continue };
            if !looks(&watch.rule, moment) {
                continue;
            }
            let Some(draft) = self.drafts.get(at) else { continue };
            self.facts.asking = Some(watch.rule.id);
            self.facts.opened_on = Some(draft.case.opened_on);
            let awaited = awaited(draft, moment);
            let look = awaited.as_ref().unwrap_or(moment);
            let escalation = watch.rule.escalation;
            let over = match &escalation.closes_when {
                Some(closes) => (closes, Truth::True),
                None => (&escalation.when, Truth::False),
            };
            if (self.asks.holds)(over.0, look, &self.facts) == over.1
                && let Some(draft) = self.drafts.get_mut(at)
            {
                let (state, text) = match (self.asks.reason)(over, look, &self.facts) {
                    Some(reason) => (CaseState::Recovered, reason),
                    None => closing::on_figures(moment, look),
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
            match stands {
                Stands::Live(_) => {}
                Stands::JustClosed => self.stand(at, Stands::Idle),
                Stands::Idle | Stands::Waived(_) if !looks(&rule, moment) || self.silenced(&rule) => {}
                Stands::Idle | Stands::Waived(_) => self.start(at, &rule, stands, moment),
            }
        }
    }

    fn stand(&mut self, at: usize, stands: Stands) {
        if let Some(watch) = self.watches.get_mut(at) {
            watch.stands = stands;
        }
    }

    /// Opens a case of an escalation without a live one, where its time has come.
    fn start(&mut self, at: usize, rule: &Rule<'a>, stands: Stands, moment: &Moment) {
        let next = self.consider(rule, stands, moment);
        self.stand(at, next);
        if matches!(next, Stands::Live(_)) {
            self.replace(rule, moment);
        }
    }

    /// What an escalation without a live case does at this moment.
    fn consider(&mut self, rule: &Rule<'a>, stands: Stands, moment: &Moment) -> Stands {
        self.facts.asking = Some(rule.id);
        self.facts.opened_on = None;
        if rule.escalation.once && self.has_asked(rule) {
            return stands;
        }
        match (self.asks.holds)(&rule.escalation.when, moment, &self.facts) {
            Truth::Unknown => return stands,
            Truth::False => return Stands::Idle,
            Truth::True => {}
        }
        let waiver = waivers::in_force(self.replay.book, self.subject(rule.id), moment.day);
        if let (Some(waiver), Stands::Waived(_)) = (waiver, stands) {
            return Stands::Waived(waiver.until);
        }
        let draft = self.draft(rule, moment, waiver);
        self.drafts.push(draft);
        waiver.map_or(Stands::Live(self.drafts.len() - 1), |waiver| Stands::Waived(waiver.until))
    }

    /// True when the rule has had a case here that was put to somebody.
    fn has_asked(&self, rule: &Rule<'a>) -> bool {
        let asked = |draft: &Draft<'_>| draft.case.escalation == rule.id && draft.opening.is_some();
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
                draft.close(moment.day, CaseState::Replaced, format!("replaced by {}", by.escalation.name()));
                watch.stands = Stands::JustClosed;
            }
        }
    }

    /// A new case; with a waiver it is on record and asks nothing of anybody.
    fn draft(&self, rule: &Rule<'a>, moment: &Moment, waiver: Option<&Waiver>) -> Draft<'a> {
        let (book, measure) = (self.replay.book, self.watched.measure);
        let (opened_for, opened_on) = (moment.period, moment.day);
        let opening = self.replay.openings.on(book, rule, measure, &opened_for, opened_on);
        let case = Case {
            id: self.case_id(rule, moment, &opening.period),
            escalation: rule.id,
            measure,
            place: self.watched.place,
            group: self.watched.group.clone(),
            opened_for,
            opened_on,
            to: opening.to.clone(),
            due: opening.due,
            due_reason: opening.due_reason.clone(),
            state: CaseState::Open,
            closed_on: None,
            steps: Vec::new(),
            ahead: Vec::new(),
        };
        let group = &self.watched.group;
        let asked = Asked { escalation: rule.id, measure, group, opened_for, opened_on };
        let replies = self.replay.inbox.replies_to(asked);
        let complete_on = complete_on(opening.terms.asks, &replies);
        let mut draft = Draft {
            case,
            slot: moment.slot,
            opening: Some(Rc::clone(&opening)),
            complete_on,
            replies,
            closing: None,
        };
        if let Some(waiver) = waiver {
            draft.stand_down_at_once(waivers::words(book, waiver));
        }
        draft
    }

    /// `exception/1.14/JR/Q3 2018/19`; a second case of the same figure has `/2` after it.
    fn case_id(&self, rule: &Rule<'a>, moment: &Moment, period: &str) -> String {
        let measure = self.watched.measure.map_or("whole book", |id| &self.replay.book.measures[id].id);
        let (rule_id, group) = (rule.escalation.id.as_str(), self.watched.group.as_str());
        let mut id = String::with_capacity(rule_id.len() + measure.len() + group.len() + period.len() + 5);
        for part in [rule_id, measure, group].into_iter().filter(|part| !part.is_empty()) {
            id.push_str(part);
            id.push('/');
        }
        id.push_str(period);
        let same =
            |draft: &&Draft<'_>| draft.case.escalation == rule.id && draft.case.opened_for == moment.period;
        match self.drafts.iter().filter(same).count() {
            0 => id,
            earlier => format!("{id}/{}", earlier + 1),
        }
    }
}
