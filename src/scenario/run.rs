//! Runs scenarios: what they give is laid out once, each of their reports is made, and what is expected is compared.

use std::collections::BTreeSet;

use super::compare::{self, Failure};
use super::given::{Laid, Tables, lay};
use crate::base::arena::Id;
use crate::eval::outcome::Assessment;
use crate::eval::{Only, Run, assess_alone};
use crate::model::scenario::{Expect, Expectation, ReportMade, Scenario};
use crate::model::{Escalation, Measure, MeasureSet, RuleBook, ShareOf};

/// A scenario with its figures laid out for each of its reports, ready to be judged by any rules that read figures alike.
#[derive(Debug)]
pub struct Trial<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) laid: Vec<Laid>,
    /// What of each report its expectations are about.
    only: Vec<Only>,
}

/// How a scenario came out.
#[derive(Debug)]
pub struct Ran {
    /// The reports that were made of it, in order.
    pub reports: Vec<Assessment>,
    /// What was not as expected; empty for a scenario that passes.
    pub failures: Vec<Failure>,
}

impl<'s> Trial<'s> {
    /// Reads what a scenario gives.
    #[must_use]
    pub fn new(book: &RuleBook, scenario: &'s Scenario, tables: &Tables) -> Self {
        let laid = scenario.reports.iter().map(|one| lay(book, scenario, one.as_of, tables)).collect();
        let only = scenario.reports.iter().map(|one| only(book, one)).collect();
        Self { scenario, laid, only }
    }

    /// What of each of its reports its expectations are about.
    pub(super) fn only(&self) -> &[Only] {
        &self.only
    }

    /// Makes one report by some rules.
    pub(super) fn report(&self, book: &RuleBook, made: &ReportMade, laid: &Laid, only: &Only) -> Assessment {
        let run = Run {
            book,
            data: &laid.data,
            responses: &laid.responses,
            period: Some(made.period),
            as_of: made.as_of,
        };
        assess_alone(&run, only)
    }

    /// Its reports with what was laid out for each.
    pub(super) fn reports(&self) -> impl Iterator<Item = (&'s ReportMade, &Laid, &Only)> {
        let laid = self.laid.iter().zip(&self.only);
        self.scenario.reports.iter().zip(laid).map(|(made, (laid, only))| (made, laid, only))
    }

    /// True when every expectation is met by some rules; the first that is not ends it.
    pub(super) fn passes(&self, book: &RuleBook) -> bool {
        self.reports().all(|(made, laid, only)| {
            let report = self.report(book, made, laid, only);
            compare::holds(book, self.scenario, made, &report)
        })
    }
}

impl Trial<'_> {
    /// True when every expectation of cases of some escalations is met.
    pub(super) fn passes_for(&self, book: &RuleBook, rules: &BTreeSet<Id<Escalation>>) -> bool {
        self.reports().all(|(made, laid, only)| {
            let report = self.report(book, made, laid, only);
            let of_them = |expect: &&Expect| match &expect.what {
                Expectation::Case(case) => rules.contains(&case.escalation),
                Expectation::NoCase { escalation, .. } => escalation.is_none_or(|rule| rules.contains(&rule)),
                Expectation::Result { .. }
                | Expectation::Figure { .. }
                | Expectation::Total { .. }
                | Expectation::Share { .. }
                | Expectation::Stage { .. } => false,
            };
            made.expects.iter().filter(of_them).all(|expect| compare::is_met(book, &report, &expect.what))
        })
    }
}

/// Runs a scenario by the rules of its book.
#[must_use]
pub fn run(book: &RuleBook, trial: &Trial<'_>) -> Ran {
    let mut reports = Vec::with_capacity(trial.laid.len());
    let mut failures = Vec::new();
    for (made, laid, only) in trial.reports() {
        let report = trial.report(book, made, laid, only);
        for (span, why) in &laid.unread {
            // What cannot be read is a failure of its own where it is no figure, and explains others where it is one.
            if span.is_none_or(|span| trial.scenario.files.iter().any(|file| file.span == span)) {
                failures.push(Failure::unread(span.unwrap_or(made.span), why));
            }
        }
        failures.extend(compare::failures(book, trial.scenario, made, &report, &laid.unread));
        reports.push(report);
    }
    failures.dedup();
    Ran { reports, failures }
}

/// What of a report its expectations are about.
fn only(book: &RuleBook, made: &ReportMade) -> Only {
    let about = |expect: &Expect| match &expect.what {
        Expectation::Stage { .. } | Expectation::Total { .. } => None,
        Expectation::Share { whose, .. } => Some(members(book, *whose)),
        Expectation::Result { .. }
        | Expectation::Figure { .. }
        | Expectation::Case(_)
        | Expectation::NoCase { .. } => expect.what.subject().map(|subject| vec![subject.measure]),
    };
    let measures: Option<Vec<Vec<_>>> = made.expects.iter().map(about).collect();
    let Some(measures) = measures.filter(|_| made.nothing_else.is_none()) else { return Only::everything() };
    let totals = made.expects.iter().any(|expect| matches!(expect.what, Expectation::Share { .. }));
    Only { totals, ..Only::of(book, measures.into_iter().flatten().collect()) }
}

/// The measures of a theme or board.
pub(super) fn members(book: &RuleBook, whose: ShareOf) -> Vec<Id<Measure>> {
    book.members_of(&match whose {
        ShareOf::Theme(theme) => MeasureSet::Theme(theme),
        ShareOf::Owner(party) => MeasureSet::OwnedBy(party),
    })
}
