//! Moves every threshold, number, comparison, length of time, recipient and day of the rules by a step, one at a time,
//! and asks whether any scenario notices.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, Change};
use super::run::Trial;
use super::sites::{Owner, Place, walk};
use crate::base::arena::Id;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::model::scenario::Expectation;
use crate::model::walk::{measures_of_escalation, measures_of_rules};
use crate::model::{Measure, RuleBook};

/// A step that no scenario noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// The clause that could say something else.
    pub span: Span,
    /// The first word of its line, where the clause is a whole declaration; else empty.
    pub word: &'static str,
    /// What it could say, in the reader's words: `say 6 instead of 5`.
    pub could: String,
    /// True for a figure that parts one level from another.
    pub is_threshold: bool,
}

/// How well scenarios hold the rules in place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// Steps tried.
    pub tried: u32,
    /// Steps that a scenario noticed.
    pub noticed: u32,
    /// Of those tried, figures that part one level from another.
    pub thresholds: u32,
    /// Of these, noticed.
    pub thresholds_noticed: u32,
    /// What no scenario noticed, in the order of files and lines.
    pub survivors: Vec<Survivor>,
}

impl Survivor {
    /// The survivor as a sentence without its full stop.
    #[must_use]
    pub fn sentence(&self, sources: &Sources) -> String {
        let text = sources.text(self.span);
        let own = |line: &str| line.split([' ', '\t', '{', ';']).any(|word| word == self.word);
        let at = text.lines().position(own).filter(|_| !self.word.is_empty()).unwrap_or(0);
        let line = text.lines().nth(at).unwrap_or("").split('#').next().unwrap_or("").trim();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let number = sources.line_column(self.span).line as usize + at;
        let place = format!("{}, line {number}", sources.name(self.span));
        format!("`{line}` ({place}) could {} and no scenario would notice", self.could)
    }
}

/// One site with all whose rule it is.
struct Site {
    now: Change,
    steps: Vec<Change>,
    owners: Vec<Owner>,
}

/// What a scenario looks at.
struct Looks {
    measures: BTreeSet<Id<Measure>>,
    everything: bool,
    cases: bool,
    stages: bool,
}

/// Tries every step; every scenario given passes by the rules as they are.
#[must_use]
pub fn mutate(book: &RuleBook, trials: &[Trial<'_>]) -> Score {
    let mut base = book.clone();
    base.scenarios.clear();
    let sites = sites(&mut base);
    let read = measures_of_rules(book);
    let looks: Vec<Looks> = trials.iter().map(|trial| looks(book, &read, trial)).collect();
    let mut score = Score::default();
    for (place, site) in &sites {
        for step in &site.steps {
            let mut moved = base.clone();
            walk(&mut moved, &mut |at, _, slot| {
                if at == *place {
                    change::apply(slot, step);
                }
            });
            let mut concerned = trials.iter().zip(&looks).filter(|(_, looks)| concerns(site, looks));
            let noticed = concerned.any(|(trial, _)| !trial.passes(&moved));
            let is_threshold = place.area.is_threshold();
            score.tried += 1;
            score.thresholds += u32::from(is_threshold);
            if noticed {
                score.noticed += 1;
                score.thresholds_noticed += u32::from(is_threshold);
                continue;
            }
            let could = format!("{}{}", change::verb(step), change::words(book, &site.now, step));
            score.survivors.push(Survivor { span: place.span, word: place.word, could, is_threshold });
        }
    }
    score.survivors.sort_by_key(|survivor| survivor.span);
    score
}

fn sites(book: &mut RuleBook) -> BTreeMap<Place, Site> {
    let parties = book.clone();
    let mut sites: BTreeMap<Place, Site> = BTreeMap::new();
    walk(book, &mut |place, owner, slot| {
        let site = sites.entry(place).or_insert_with(|| Site {
            now: change::now(&slot),
            steps: change::steps(&parties, &slot),
            owners: Vec::new(),
        });
        site.owners.push(owner);
    });
    sites
}

/// The measures whose results a scenario's expectations rest on.
fn looks(book: &RuleBook, read: &BTreeMap<Id<Measure>, Vec<Id<Measure>>>, trial: &Trial<'_>) -> Looks {
    let mut looks = Looks { measures: BTreeSet::new(), everything: false, cases: false, stages: false };
    let mut waiting: Vec<Id<Measure>> = Vec::new();
    for report in &trial.scenario.reports {
        looks.everything |= report.nothing_else.is_some();
        for expect in &report.expects {
            match &expect.what {
                Expectation::Result { .. } | Expectation::Figure { .. } => {}
                Expectation::Case(case) => {
                    looks.cases = true;
                    waiting.extend(measures_of_escalation(book, &book.escalations[case.escalation]));
                }
                Expectation::NoCase { escalation, .. } => {
                    looks.cases = true;
                    looks.everything |= escalation.is_none();
                    let rule = escalation.map(|rule| &book.escalations[rule]);
                    waiting.extend(rule.into_iter().flat_map(|rule| measures_of_escalation(book, rule)));
                }
                Expectation::Total { .. } => looks.everything = true,
                Expectation::Stage { .. } => (looks.stages, looks.everything) = (true, true),
            }
            match expect.what.subject() {
                Some(subject) => waiting.push(subject.measure),
                None => looks.everything = true,
            }
        }
    }
    while let Some(measure) = waiting.pop() {
        if looks.measures.insert(measure) {
            waiting.extend(read.get(&measure).into_iter().flatten());
        }
    }
    looks
}

/// True when a scenario could notice a step.
fn concerns(site: &Site, looks: &Looks) -> bool {
    site.owners.iter().any(|owner| match owner {
        Owner::Measure(measure) => looks.everything || looks.measures.contains(measure),
        Owner::Escalation(_) => looks.everything || looks.cases,
        Owner::Ladder(_) => looks.everything || looks.stages || looks.cases,
        Owner::Share(_) => true,
    })
}
