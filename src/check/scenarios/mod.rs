//! Scenarios: what is given is looked up and dated, and what is expected is something that a report can say.

mod expects;
mod givens;
mod shares;

use chrono::NaiveDate;

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::suggest::nearest;
use crate::model::scenario::{ReportMade, Scenario, Subject};
use crate::model::{Grouping, Measure};
use crate::syntax::ast::{Item, Name, ScenarioClause, ScenarioItem, SubjectWords, Tree};

pub(super) fn scenarios(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Scenario(written) = item else { continue };
        let same = |known: &&Scenario| known.title == written.title.text;
        if let Some(first) = cx.book.scenarios.iter().find(same).map(|one| one.span) {
            cx.findings.push(diags::declared_twice(diags::NameKind::Scenario, &written.title, first));
        }
        let scenario = scenario(cx, written);
        cx.book.scenarios.push(scenario);
    }
}

fn scenario(cx: &mut Checker, written: &ScenarioItem) -> Scenario {
    let mut scenario = Scenario {
        title: written.title.text.clone(),
        figures: Vec::new(),
        files: Vec::new(),
        answers: Vec::new(),
        acts: Vec::new(),
        reports: Vec::new(),
        faulty: written.broken,
        span: written.title.span,
    };
    for clause in &written.clauses {
        if let ScenarioClause::Report(period, as_of, span) = clause {
            match cx.period(period, None) {
                Some(period) => {
                    let as_of = as_of.unwrap_or(period.end);
                    scenario.reports.push(ReportMade {
                        period,
                        as_of,
                        expects: Vec::new(),
                        nothing_else: None,
                        span: *span,
                    });
                }
                None => scenario.faulty = true,
            }
        }
    }
    let first_day = scenario.reports.first().map(|report| report.as_of);
    let mut report = 0;
    for clause in &written.clauses {
        let done = add(cx, &mut scenario, clause, first_day, &mut report);
        scenario.faulty |= done.is_none();
    }
    expects_something(cx, written, &mut scenario);
    scenario
}

/// Adds what a clause says; none when a part of it is faulty, which has then been said.
fn add(
    cx: &mut Checker,
    scenario: &mut Scenario,
    clause: &ScenarioClause,
    first_day: Option<NaiveDate>,
    report: &mut usize,
) -> Option<()> {
    match clause {
        ScenarioClause::Given(given) => scenario.figures.extend(givens::figures(cx, given, first_day)?),
        ScenarioClause::File(file) => scenario.files.push(givens::file(file)),
        ScenarioClause::Answer(answer) => scenario.answers.push(givens::answer(cx, answer)?),
        ScenarioClause::Event(event) => scenario.acts.push(givens::act(cx, event)?),
        ScenarioClause::Report(..) => *report += 1,
        ScenarioClause::Expect(expect) => {
            let nothing_else = expect.nothing_else;
            let read = expects::expect(cx, expect);
            if let Some(at) = scenario.reports.get_mut(report.saturating_sub(1)) {
                at.expects.extend(read.clone());
                at.nothing_else = at.nothing_else.or(nothing_else);
            }
            read?;
        }
        ScenarioClause::NothingElse(span) => {
            if let Some(at) = scenario.reports.get_mut(report.saturating_sub(1)) {
                at.nothing_else = Some(*span);
            }
        }
        ScenarioClause::Note(_) => {}
    }
    Some(())
}

/// A scenario that looks at no report, or expects nothing of one, proves nothing.
fn expects_something(cx: &mut Checker, written: &ScenarioItem, scenario: &mut Scenario) {
    if written.broken {
        return;
    }
    let says_report = written.clauses.iter().any(|clause| matches!(clause, ScenarioClause::Report(..)));
    if !says_report {
        cx.findings.push(diags::scenario_without_report(&written.title));
        scenario.faulty = true;
        return;
    }
    if scenario.faulty {
        return;
    }
    let empty = scenario.reports.iter().find(|one| one.expects.is_empty() && one.nothing_else.is_none());
    if let Some(empty) = empty {
        cx.findings.push(diags::scenario_expects_nothing(&written.title, empty.span));
        scenario.faulty = true;
    }
}

/// A measure with the groups of it that are meant.
fn subject(cx: &mut Checker, words: &SubjectWords) -> Option<Subject> {
    let measure = cx.measure(&words.name)?;
    let groups = groups(cx, measure, &words.groups)?;
    Some(Subject { measure, groups })
}

/// The groups of a measure that are named.
fn groups(cx: &mut Checker, measure: Id<Measure>, names: &[Name]) -> Option<Vec<(Id<Grouping>, String)>> {
    let kinds = cx.book.measures[measure].by.clone();
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let own = kinds.iter().find_map(|kind| {
            let members = cx.book.groupings[*kind].members.iter();
            let mut named = members.filter(|member| {
                member.id.eq_ignore_ascii_case(&name.text) || member.title.eq_ignore_ascii_case(&name.text)
            });
            named.next().map(|member| (*kind, member.id.clone()))
        });
        let from_data = || kinds.iter().find(|kind| cx.book.groupings[**kind].from_data);
        match own.or_else(|| from_data().map(|kind| (*kind, name.text.clone()))) {
            Some(group) => found.push(group),
            None => {
                let members = kinds.iter().flat_map(|kind| &cx.book.groupings[*kind].members);
                let known: Vec<String> = members.map(|member| member.id.clone()).collect();
                let meant = nearest(&name.text, known.iter().map(String::as_str));
                cx.findings.push(diags::unknown_name(diags::NameKind::Member, name, &known, meant));
            }
        }
    }
    (found.len() == names.len()).then_some(found)
}
