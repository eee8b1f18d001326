//! Who gets what: the prompts and news of a report, sorted by those they are for.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::data::PlaceId;
use crate::eval::outcome::{Case, CaseState, Prompt, Step};
use crate::model::{Measure, Party};
use crate::report::Inputs;

/// What one reader is asked and told.
#[derive(Debug)]
pub(super) struct Post<'v> {
    /// Who.
    pub to: Id<Party>,
    /// What is asked and not answered in full, soonest due first, and of one day in the order of the papers.
    pub asked: Vec<&'v Prompt>,
    /// What was asked and is answered.
    pub answered: Vec<&'v Prompt>,
    /// What is told since the report before.
    pub told: Vec<&'v Prompt>,
    /// What is told since the report before because others did not answer.
    pub over_silence: Vec<Told<'v>>,
    /// The cases that were told before and still stand, with the day.
    pub told_before: Vec<(usize, NaiveDate)>,
}

/// A case that was brought to somebody because others did not answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'v> {
    /// Its position among the cases.
    pub at: usize,
    /// The case.
    pub case: &'v Case,
    /// What was done.
    pub step: &'v Step,
}

impl Post<'_> {
    fn is_empty(&self) -> bool {
        let nothing_told = self.told.is_empty() && self.over_silence.is_empty();
        self.asked.is_empty() && nothing_told
    }
}

/// The post of everybody who has any, in the order of the book. What was answered, and what was told before, stands in a
/// letter beside the rest and is no reason for one.
pub(super) fn sorted<'v>(inputs: Inputs<'v>) -> Vec<Post<'v>> {
    let assessment = inputs.assessment;
    let before = report_before(inputs);
    let is_new = |day: NaiveDate| before.is_none_or(|before| day > before);
    let mut all: Vec<Post<'v>> = inputs.book.parties.ids().map(empty).collect();
    for prompt in &assessment.prompts {
        let (Some(case), Some(post)) = (assessment.cases.get(prompt.case), all.get_mut(prompt.to.index()))
        else {
            continue;
        };
        match (case.wants_answer(inputs.book), case.state) {
            (true, CaseState::Answered) => post.answered.push(prompt),
            (true, _) => post.asked.push(prompt),
            (false, _) if is_new(case.opened_on) => post.told.push(prompt),
            (false, _) => post.told_before.push((prompt.case, case.opened_on)),
        }
    }
    for (at, case) in assessment.cases.iter().enumerate().filter(|(_, case)| is_unanswered(case)) {
        for step in case.steps.iter().filter(|step| step.on > case.opened_on) {
            let Some(post) = step.told.and_then(|told| all.get_mut(told.index())) else { continue };
            if is_new(step.on) {
                post.over_silence.push(Told { at, case, step });
            } else {
                post.told_before.push((at, step.on));
            }
        }
    }
    let order = Order::of(inputs);
    for post in &mut all {
        // What has no day comes after what has one.
        post.asked.sort_by_key(|prompt| (prompt.due.is_none(), prompt.due, order.at(inputs, prompt.case)));
        post.answered.sort_by_key(|prompt| order.at(inputs, prompt.case));
        post.told.sort_by_key(|prompt| order.at(inputs, prompt.case));
        post.over_silence.sort_by_key(|told| order.at(inputs, told.at));
        post.told_before.sort_by_key(|(at, since)| (*since, order.at(inputs, *at)));
    }
    all.retain(|post| !post.is_empty());
    all
}

/// Where each result stands in the papers, so that letters list what they are about in the same order.
struct Order(FxHashMap<(Id<Measure>, PlaceId), usize>);

impl Order {
    fn of(inputs: Inputs<'_>) -> Self {
        let results = inputs.assessment.results.iter().enumerate();
        Self(results.map(|(at, one)| ((one.measure, one.place), at)).collect())
    }

    /// What is about the book as a whole comes last.
    fn at(&self, inputs: Inputs<'_>, case: usize) -> (usize, usize) {
        let found = inputs.assessment.cases.get(case);
        let place = found.and_then(|case| self.0.get(&(case.measure?, case.place)));
        (place.copied().unwrap_or(usize::MAX), case)
    }
}

fn empty<'v>(to: Id<Party>) -> Post<'v> {
    Post {
        to,
        asked: Vec::new(),
        answered: Vec::new(),
        told: Vec::new(),
        over_silence: Vec::new(),
        told_before: Vec::new(),
    }
}

fn is_unanswered(case: &Case) -> bool {
    matches!(case.state, CaseState::Open | CaseState::Overdue)
}

/// The day of the report before this one; without days for reports, the end of the period before.
fn report_before(inputs: Inputs<'_>) -> Option<NaiveDate> {
    let assessment = inputs.assessment;
    let days = &inputs.book.framework.report_days;
    if days.is_empty() {
        return assessment.previous_period.map(|period| period.end);
    }
    days.iter().filter(|day| **day < assessment.as_of).max().copied()
}
