//! How much of the rules the expectations reach: levels of measures, steps of escalations, lines of rules.

use std::collections::BTreeSet;

use super::cases;
use super::compare::result;
use super::run::Ran;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::eval::outcome::{Assessment, Case, CaseState};
use crate::model::scenario::{Expectation, Scenario};
use crate::model::{Goal, RuleBook};

/// One kind of thing that may be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What they are: `levels`.
    pub what: &'static str,
    /// How many of them are reached.
    pub reached: usize,
    /// How many there are.
    pub of: usize,
    /// Those that are not, in the reader's words, in the order of the book.
    pub left: Vec<String>,
}

impl Kind {
    /// The share reached, in whole per cent, rounded down; all of nothing is 100.
    #[must_use]
    pub fn per_cent(&self) -> usize {
        (self.reached * 100).checked_div(self.of).unwrap_or(100)
    }
}

/// What may come of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Opened,
    Answered,
    Overdue,
    Climb(usize),
    Closed,
}

#[derive(Debug, Default)]
struct Reached {
    levels: BTreeSet<(usize, u8)>,
    steps: BTreeSet<(usize, Step)>,
    lines: BTreeSet<Span>,
}

/// Adds up what the scenarios that pass reach. A level counts where an expectation names its result, a step where one
/// names its case.
#[must_use]
pub fn coverage(book: &RuleBook, sources: &Sources, all: &[(&Scenario, &Ran)]) -> Vec<Kind> {
    let mut reached = Reached::default();
    for (scenario, ran) in all.iter().filter(|(_, ran)| ran.failures.is_empty()) {
        for (made, report) in scenario.reports.iter().zip(&ran.reports) {
            for expect in &made.expects {
                reach(book, report, &expect.what, &mut reached);
            }
        }
    }
    vec![levels(book, &reached), steps(book, &reached), lines(book, sources, &reached)]
}

fn reach(book: &RuleBook, report: &Assessment, what: &Expectation, reached: &mut Reached) {
    if let Expectation::Case(wanted) = what {
        let mut cases = report.cases.iter();
        if let Some(case) = cases.find(|case| cases::is_it(report, case, wanted)) {
            reach_case(book, case, reached);
        }
    }
    let Some(seen) = what.subject().and_then(|subject| result(report, subject)) else { return };
    if let Some(level) = seen.level {
        reached.levels.insert((seen.measure.index(), level));
    }
    reached.lines.extend(seen.decided_by);
    reached.lines.extend(seen.target.as_ref().map(|target| target.span));
}

fn reach_case(book: &RuleBook, case: &Case, reached: &mut Reached) {
    let rule = &book.escalations[case.escalation];
    let at = case.escalation.index();
    let mut add = |step| reached.steps.insert((at, step));
    add(Step::Opened);
    match case.state {
        CaseState::Answered => {
            add(Step::Answered);
        }
        CaseState::Overdue => {
            add(Step::Overdue);
        }
        CaseState::Recovered => {
            add(Step::Closed);
        }
        CaseState::Open | CaseState::Corrected | CaseState::Waived | CaseState::Replaced => {}
    }
    let told = case.steps.iter().filter(|step| step.told.is_some_and(|party| !case.to.contains(&party)));
    for climb in 0..told.count().min(rule.climbs.len()) {
        add(Step::Climb(climb));
    }
    reached.lines.extend(rule.when.span());
    if case.state == CaseState::Recovered {
        reached.lines.extend(rule.closes_when.as_ref().and_then(crate::model::Condition::span));
    }
}

fn levels(book: &RuleBook, reached: &Reached) -> Kind {
    let (mut count, mut of, mut left) = (0, 0, Vec::new());
    for (id, measure) in book.measures.iter().filter(|(_, measure)| !measure.faulty) {
        let Some(list) = &measure.list else { continue };
        let mut own: Vec<u8> = list.lines.iter().map(|line| line.level).collect();
        own.extend(list.otherwise.map(|(level, _)| level));
        own.sort_unstable();
        own.dedup();
        of += own.len();
        let is_left = |level: &&u8| !reached.levels.contains(&(id.index(), **level));
        let words: Vec<&str> =
            own.iter().filter(is_left).map(|level| book.ratings[list.rating].word(*level)).collect();
        count += own.len() - words.len();
        if !words.is_empty() {
            left.push(format!("{}: {}", measure.id, words.join(", ")));
        }
    }
    Kind { what: "levels", reached: count, of, left }
}

fn steps(book: &RuleBook, reached: &Reached) -> Kind {
    let (mut count, mut of, mut left) = (0, 0, Vec::new());
    for (id, rule) in book.escalations.iter().filter(|(_, rule)| !rule.faulty) {
        let mut own = vec![(Step::Opened, "opened".to_owned())];
        if !rule.asks.is_empty() {
            own.push((Step::Answered, "answered".to_owned()));
        }
        if rule.respond.is_some() {
            own.push((Step::Overdue, "overdue".to_owned()));
        }
        for (at, climb) in rule.climbs.iter().enumerate() {
            own.push((Step::Climb(at), format!("then {}", crate::plain::recipient(&climb.to, book))));
        }
        own.push((Step::Closed, "recovered".to_owned()));
        of += own.len();
        let is_left = |(step, _): &&(Step, String)| !reached.steps.contains(&(id.index(), *step));
        let words: Vec<&str> = own.iter().filter(is_left).map(|(_, word)| word.as_str()).collect();
        count += own.len() - words.len();
        if !words.is_empty() {
            left.push(format!("{}: {}", rule.id, words.join(", ")));
        }
    }
    Kind { what: "escalation steps", reached: count, of, left }
}

/// Lines of ratings, targets, and what opens and closes cases; a line that many measures share is one.
fn lines(book: &RuleBook, sources: &Sources, reached: &Reached) -> Kind {
    let mut all: BTreeSet<Span> = BTreeSet::new();
    for measure in book.measures.values().filter(|measure| !measure.faulty) {
        if let Some(list) = &measure.list {
            all.extend(list.lines.iter().map(|line| line.span));
            all.extend(list.otherwise.map(|(_, span)| span));
        }
        let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
        all.extend(targets.filter(|one| !matches!(one.goal, Goal::ToBeSet { .. })).map(|one| one.span));
    }
    for rule in book.escalations.values().filter(|rule| !rule.faulty) {
        all.extend(rule.when.span());
        all.extend(rule.closes_when.as_ref().and_then(crate::model::Condition::span));
    }
    let left: Vec<String> = all
        .difference(&reached.lines)
        .map(|span| {
            let line = sources.line_column(*span).line;
            let text = sources.text(*span).split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{}, line {line}: {text}", sources.name(*span))
        })
        .collect();
    Kind { what: "clauses", reached: all.len() - left.len(), of: all.len(), left }
}
