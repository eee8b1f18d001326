//! What a scenario looks at, and so which steps it could notice at all: the rest need not be tried on it.

use std::collections::{BTreeMap, BTreeSet};

use super::generate::covers;
use super::run::{Trial, members};
use super::sites::{Owner, Place};
use super::slim::Needed;
use super::ties::named;
use crate::base::arena::Id;
use crate::model::scenario::Expectation;
use crate::model::walk::measures_of_escalation;
use crate::model::{Escalation, Ladder, Measure, RuleBook};

/// What a scenario looks at.
pub(super) struct Looks {
    /// The measures its expectations rest on.
    pub(super) measures: BTreeSet<Id<Measure>>,
    /// The escalations whose cases they rest on.
    escalations: BTreeSet<Id<Escalation>>,
    /// Those of which its reports have a case.
    opened: BTreeSet<Id<Escalation>>,
    /// The ladders whose stages they rest on; none for any.
    ladders: Option<BTreeSet<Id<Ladder>>>,
    /// True where a report is looked at as a whole.
    everything: bool,
    /// True where anything rests on the stage of a ladder.
    stages: bool,
    /// True where the level of a theme or board is expected.
    shares: bool,
    /// True where somebody answered or did something.
    has_answers: bool,
}

impl Looks {
    /// What a scenario that passes looks at.
    pub(super) fn of(
        book: &RuleBook,
        read: &BTreeMap<Id<Measure>, Vec<Id<Measure>>>,
        trial: &Trial<'_>,
        needed: Option<&Needed>,
    ) -> Self {
        let mut looks = Self {
            measures: BTreeSet::new(),
            escalations: BTreeSet::new(),
            opened: BTreeSet::new(),
            ladders: needed.map(|needed| needed.ladders.clone()),
            everything: false,
            stages: trial.reports().any(|(_, _, only)| only.stages),
            shares: false,
            has_answers: !trial.scenario.answers.is_empty()
                || !trial.scenario.acts.is_empty()
                || !trial.scenario.files.is_empty(),
        };
        let mut waiting: Vec<Id<Measure>> = Vec::new();
        for report in &trial.scenario.reports {
            looks.everything |= report.nothing_else.is_some();
            for expect in &report.expects {
                looks.expectation(book, &expect.what, &mut waiting);
            }
        }
        looks.follow(book, &mut waiting);
        while let Some(measure) = waiting.pop() {
            if looks.measures.insert(measure) {
                waiting.extend(read.get(&measure).into_iter().flatten());
            }
        }
        let reports = trial.reports().map(|(made, laid, only)| trial.report(book, made, laid, only));
        looks.opened = reports.flat_map(|report| report.cases).map(|case| case.escalation).collect();
        looks
    }

    fn expectation(&mut self, book: &RuleBook, what: &Expectation, waiting: &mut Vec<Id<Measure>>) {
        match what {
            Expectation::Result { .. } | Expectation::Figure { .. } => {}
            Expectation::Case(case) => {
                self.escalations.insert(case.escalation);
            }
            Expectation::NoCase { escalation: Some(rule), .. } => {
                self.escalations.insert(*rule);
            }
            Expectation::NoCase { escalation: None, .. } | Expectation::Total { .. } => {
                self.everything = true
            }
            Expectation::Share { whose, .. } => {
                self.shares = true;
                waiting.extend(members(book, *whose));
            }
            Expectation::Stage { .. } => (self.stages, self.everything) = (true, true),
        }
        match what.subject() {
            Some(subject) => waiting.push(subject.measure),
            None => self.everything |= !matches!(what, Expectation::Share { .. }),
        }
    }

    /// An escalation is replaced by others, and may wait for the answers to any: those count as looked at too.
    fn follow(&mut self, book: &RuleBook, waiting: &mut Vec<Id<Measure>>) {
        let rules = || book.escalations.iter().filter(|(_, rule)| !rule.faulty);
        loop {
            let known = self.escalations.len();
            let replacing =
                rules().filter(|(_, rule)| rule.replaces.iter().any(|one| self.escalations.contains(one)));
            let replacing: Vec<Id<Escalation>> = replacing.map(|(id, _)| id).collect();
            self.escalations.extend(replacing);
            let waited_for: Vec<Id<Escalation>> =
                self.escalations.iter().flat_map(|id| named(&book.escalations[*id])).collect();
            self.escalations.extend(waited_for);
            if self.has_answers {
                let about = |rule: &Escalation| waiting.iter().any(|measure| covers(book, rule, *measure));
                self.escalations.extend(rules().filter(|(_, rule)| about(rule)).map(|(id, _)| id));
            }
            if self.escalations.len() == known {
                break;
            }
        }
        let read = self.escalations.iter().map(|id| measures_of_escalation(book, &book.escalations[*id]));
        waiting.extend(read.flatten());
    }

    /// True where a step in an escalation is felt only by way of others that name it.
    pub(super) fn nobody_answers(&self) -> bool {
        !self.everything && !self.stages && !self.has_answers
    }

    /// True when a scenario could notice a step at a place.
    pub(super) fn concern(&self, place: &Place, owners: &[Owner]) -> bool {
        owners.iter().any(|owner| match owner {
            Owner::Measure(measure) => self.everything || self.measures.contains(measure),
            Owner::Escalation(rule) => {
                // Who is asked and by when shows only in a case.
                let shows = !place.is_of_answers() || self.opened.contains(rule);
                shows && (self.everything || self.stages || self.escalations.contains(rule))
            }
            Owner::Ladder(ladder) => self.ladders.as_ref().is_none_or(|ladders| ladders.contains(ladder)),
            Owner::Share(_) => self.everything || self.shares,
        })
    }
}
