//! Scenarios made for every threshold of a book: at it, just below it, just above it, and with the figure missing.
//!
//! Nothing here knows what a rule means. The figures of each measure are moved over all that they may be, the rules are
//! asked what comes of each, and a scenario is written wherever that changes; so every scenario passes by the rules as
//! they stand.

use std::collections::BTreeSet;

use super::boundaries::{Boundary, Judged, Setting, boundaries, day, places, samples};
use super::milestones;
use super::settings::{drivers, figures_named, settings};
use super::slim::{Reads, slim};
use super::{shares, story, together};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::eval::Only;
use crate::eval::outcome::{Assessment, Case, GoalUsed, Outcome as Seen, Truth};
use crate::model::scenario::{
    CaseExpected, CaseWord, Expect, Expectation, Outcome, ReportMade, Scenario, Subject,
};
use crate::model::{Escalation, Goal, Measure, MeasureSet, RuleBook, Scope};

/// Scenarios that were made.
#[derive(Debug, Default)]
pub struct Generated {
    /// They pass by the rules as they are.
    pub scenarios: Vec<Scenario>,
}

impl Generated {
    /// As rule text.
    #[must_use]
    pub fn text(&self, book: &RuleBook) -> String {
        let all: Vec<String> = self.scenarios.iter().map(|one| super::write::scenario(book, one)).collect();
        all.join("\n")
    }
}

/// Makes them: measure by measure in the order of the book, then escalation by escalation.
#[must_use]
pub fn generate(book: &RuleBook) -> Generated {
    let slims = Slims::new(book);
    let mut works: Vec<Work> = Vec::new();
    for id in book.reading_order() {
        let measure = &book.measures[id];
        let judged = measure.list.is_some() || !measure.targets.is_empty();
        if !measure.faulty && !measure.is_monitor() && judged {
            works.push(Work::Measure(id));
        }
    }
    works.extend((0..book.shares.len()).map(Work::Share));
    works
        .extend(book.escalations.iter().filter(|(_, rule)| !rule.faulty).map(|(id, _)| Work::Escalation(id)));
    let made = together::each(&works, |work| work.done(&slims));
    let mut titles = BTreeSet::new();
    let is_new = |one: &Scenario| titles.insert(one.title.clone());
    Generated { scenarios: made.into_iter().flatten().filter(is_new).collect() }
}

/// What scenarios are made about.
enum Work {
    Measure(Id<Measure>),
    /// A theme or board that is rated itself.
    Share(usize),
    Escalation(Id<Escalation>),
}

impl Work {
    fn done(&self, slims: &Slims<'_>) -> Vec<Scenario> {
        match self {
            Self::Measure(id) => {
                let own = slims.of(*id);
                let mut made = Made::new(&own);
                made.measure(*id);
                made.scenarios
            }
            Self::Share(at) => shares::scenarios(slims.book, *at),
            Self::Escalation(id) => {
                let rule = &slims.book.escalations[*id];
                for measure in story::tried(slims.book, rule) {
                    let own = slims.of(measure);
                    let mut made = Made::new(&own);
                    if story::told(&mut made, *id, rule, measure) {
                        return made.scenarios;
                    }
                }
                Vec::new()
            }
        }
    }
}

/// What has been made so far.
pub(super) struct Made<'b> {
    /// No more of the book than the measure rests on.
    pub(super) book: &'b RuleBook,
    titles: BTreeSet<String>,
    scenarios: Vec<Scenario>,
}

/// Books of no more than one measure rests on.
struct Slims<'b> {
    book: &'b RuleBook,
    reads: Reads,
}

impl<'b> Slims<'b> {
    fn new(book: &'b RuleBook) -> Self {
        Self { book, reads: Reads::of(book) }
    }

    fn of(&self, measure: Id<Measure>) -> RuleBook {
        let only = Only::of(self.book, std::iter::once(measure).collect());
        let needed = self.reads.needed(self.book, &[only]);
        needed.map_or_else(|| self.book.clone(), |needed| slim(self.book, &needed))
    }
}

impl<'b> Made<'b> {
    fn new(book: &'b RuleBook) -> Self {
        Self { book, titles: BTreeSet::new(), scenarios: Vec::new() }
    }

    fn measure(&mut self, id: Id<Measure>) {
        let mut targets: BTreeSet<Judged> = BTreeSet::new();
        let mut missing = false;
        for setting in settings(self.book, id) {
            // A target is looked at in one period; in another one only where that brings another target.
            let own = &self.book.measures[setting.measure];
            for driver in drivers(self.book, &setting) {
                let used = self.thresholds(&driver, &targets);
                targets.extend(used);
            }
            if !missing {
                missing = true;
                let id = &own.id;
                let period = setting.figures.get(setting.moved).map(|one| one.period.clone());
                self.add(
                    &setting,
                    "not submitted",
                    format!("{id} with no figure for {}", period.unwrap_or_default()),
                );
            }
        }
    }

    /// Scenarios about each threshold of a setting; what targets they were judged by.
    fn thresholds(&mut self, setting: &Setting, known: &BTreeSet<Judged>) -> BTreeSet<Judged> {
        let mut used = BTreeSet::new();
        let Some(moved) = setting.figures.get(setting.moved) else { return used };
        let mover = &self.book.measures[moved.measure];
        let (written, figures) = figures_named(self.book, setting);
        let report = setting.report(self.book, &setting.base());
        let seen = setting.result(&report);
        let target_figure =
            seen.and_then(|seen| seen.target.as_ref()).and_then(|target| match &target.goal {
                GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => Some(figure.clone()),
                GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => None,
            });
        let target = seen.map(|seen| setting.judged(self.book, &report, seen)).and_then(|came| came.target);
        if setting.only_for_its_target && target.as_ref().is_none_or(|target| known.contains(target)) {
            return used;
        }
        used.extend(target);
        match mover.unit.kind {
            Kind::YesNo => {
                self.words(setting, &["yes".to_owned(), "no".to_owned()]);
                milestones::of(self, setting);
            }
            Kind::Date => self.words(setting, &days(mover)),
            Kind::Rating => {
                let levels =
                    self.book.rating_of(mover).map(|rating| rating.levels.clone()).unwrap_or_default();
                let words: Vec<String> = levels.into_iter().map(|level| level.word).collect();
                self.words(setting, &words);
            }
            Kind::Count | Kind::Percent | Kind::Rate | Kind::Money | Kind::Duration(_) | Kind::Points => {
                let places = places(mover, &written);
                let mut found = boundaries(self.book, setting, &samples(mover, &figures, places), places);
                found.extend(target_itself(setting, target_figure, &found, places));
                self.around(setting, &found, &Exact::decimal(1, places));
            }
        }
        used
    }

    fn around(&mut self, setting: &Setting, found: &[Boundary], step: &Exact) {
        let Some(moved) = setting.figures.get(setting.moved) else { return };
        let unit = &self.book.measures[moved.measure].unit;
        let name = title_of(self.book, setting);
        let mut done: BTreeSet<Exact> = BTreeSet::new();
        for boundary in found {
            let shown = unit.show(&boundary.at);
            let three = [
                (boundary.at.minus(step), format!("{name} just below {shown}{}", setting.after)),
                (boundary.at.clone(), format!("{name} at {shown}{}", setting.after)),
                (boundary.at.plus(step), format!("{name} just above {shown}{}", setting.after)),
            ];
            for (value, title) in three {
                if !value.is_negative() && done.insert(value.clone()) {
                    self.add(setting, &unit.show(&value), title);
                }
            }
        }
    }

    fn words(&mut self, setting: &Setting, words: &[String]) {
        for word in words {
            let title = format!("{} as {word}{}", title_of(self.book, setting), setting.after);
            self.add(setting, word, title);
        }
    }

    /// Adds a scenario that expects what comes of a figure.
    pub(super) fn add(&mut self, setting: &Setting, value: &str, title: String) {
        let report = setting.report(self.book, value);
        let Some(seen) = setting.result(&report) else { return };
        let expects = expectations(self.book, setting, &report, seen);
        let Some(period) = setting.figures.get(setting.moved).map(|one| one.period.clone()) else { return };
        let mut title = if title.contains(&period) { title } else { format!("{title}, {period}") };
        title = title.replace('"', "'");
        if !self.titles.insert(title.clone()) {
            return;
        }
        let made = ReportMade {
            period: setting.report,
            as_of: setting.as_of,
            expects,
            nothing_else: None,
            span: Span::default(),
        };
        self.scenarios.push(Scenario { title, reports: vec![made], ..setting.scenario(value) });
    }
}

/// `1.14`, or `2.1 by 2.3` where the figure that is moved is another measure's.
pub(super) fn title_of(book: &RuleBook, setting: &Setting) -> String {
    let own = Subject { measure: setting.measure, groups: setting.group.clone() };
    let own = super::got::name(book, &own);
    let Some(moved) = setting.figures.get(setting.moved) else { return own };
    let mover = Subject { measure: moved.measure, groups: moved.groups.clone() };
    let mover = super::got::name(book, &mover);
    if mover == own { own } else { format!("{own} by {mover}") }
}

/// The target, where nothing changes at it: no figure may be beyond it (`0 or more`).
fn target_itself(
    setting: &Setting,
    figure: Option<Exact>,
    found: &[Boundary],
    places: u8,
) -> Option<Boundary> {
    let moved = setting.figures.get(setting.moved)?;
    let own = moved.measure == setting.measure && moved.groups == setting.group;
    let at = figure.filter(|at| own && at.rounded(places) == *at)?;
    (!found.iter().any(|known| known.at == at)).then_some(Boundary { at })
}

/// The last day on which a milestone is in time, the day before and the day after.
fn days(measure: &Measure) -> Vec<String> {
    let mut found = Vec::new();
    for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
        if let Goal::MetBy { day: last } = target.goal {
            let around = [last.pred_opt(), Some(last), last.succ_opt()];
            found.extend(around.into_iter().flatten().map(day));
        }
    }
    found
}

/// What a report says of a result and of its cases, as expectations.
fn expectations(book: &RuleBook, setting: &Setting, report: &Assessment, seen: &Seen) -> Vec<Expect> {
    let subject = Subject { measure: setting.measure, groups: setting.group.clone() };
    let mut all = vec![Expectation::Result {
        subject: subject.clone(),
        not: false,
        outcome: match seen.level {
            Some(_) => Outcome::Level(seen.level_word.clone()),
            None => Outcome::Kind(seen.kind.word()),
        },
    }];
    let on_target = match seen.on_target {
        Truth::True => Some(Outcome::OnTarget),
        Truth::False => Some(Outcome::OffTarget),
        Truth::Unknown => None,
    };
    all.extend(on_target.map(|outcome| Expectation::Result {
        subject: subject.clone(),
        not: false,
        outcome,
    }));
    let own = |case: &&Case| {
        case.measure == Some(setting.measure)
            && (setting.group.is_empty() || super::compare::is_place(&case.group, &subject))
    };
    let cases: Vec<&Case> = report.cases.iter().filter(own).collect();
    for (id, rule) in book.escalations.iter().filter(|(_, rule)| !rule.faulty) {
        if !covers(book, rule, setting.measure) {
            continue;
        }
        let mut of_rule = cases.iter().filter(|case| case.escalation == id).peekable();
        if of_rule.peek().is_none() {
            all.push(Expectation::NoCase { escalation: Some(id), about: Some(subject.clone()) });
        }
        all.extend(of_rule.map(|case| Expectation::Case(expected_case(setting, case))));
    }
    all.into_iter().map(|what| Expect { what, span: Span::default() }).collect()
}

fn expected_case(setting: &Setting, case: &Case) -> CaseExpected {
    let told = case.steps.iter().filter_map(|step| Some((step.told?, step.on)));
    let told = told.filter(|(party, _)| !case.to.contains(party));
    CaseExpected {
        escalation: case.escalation,
        about: Some(Subject { measure: setting.measure, groups: setting.group.clone() }),
        opened_for: None,
        to: (!case.to.is_empty()).then(|| case.to.clone()),
        due: case.due,
        opened: None,
        state: Some(CaseWord::Is(case.state.word())),
        told: told.map(|(party, on)| (party, Some(on))).collect(),
        asks: Vec::new(),
    }
}

/// True when an escalation may be about a measure.
pub(super) fn covers(book: &RuleBook, rule: &Escalation, measure: Id<Measure>) -> bool {
    match &rule.scope {
        Scope::Measures(
            set @ (MeasureSet::All | MeasureSet::Theme(_) | MeasureSet::OwnedBy(_) | MeasureSet::Listed(_)),
        ) => book.members_of(set).contains(&measure),
        Scope::WholeBook => false,
    }
}
