//! One measure in a letter: its facts once, and under them what is asked or told about it.

use rustc_hash::FxHashMap;

use super::post::Told;
use super::words;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, Prompt};
use crate::report::answers;
use crate::report::document::{Block, Cell, Fact, Question};
use crate::report::prompts::facts_of_result;
use crate::report::view::View;

/// What letters look up, gathered once for all of them.
#[derive(Debug)]
pub(super) struct Lookup<'v> {
    /// The first prompt of each case, by the position of the case.
    prompts: FxHashMap<usize, &'v Prompt>,
}

impl<'v> Lookup<'v> {
    pub(super) fn of(view: &View<'v>) -> Self {
        let mut prompts = FxHashMap::default();
        for prompt in &view.inputs.assessment.prompts {
            prompts.entry(prompt.case).or_insert(prompt);
        }
        Self { prompts }
    }
}

/// True where any of these prompts wants an answer.
pub(super) fn is_asked(view: &View<'_>, prompts: &[&Prompt]) -> bool {
    prompts.iter().any(|prompt| wants_answer(view, prompt))
}

pub(super) fn wants_answer(view: &View<'_>, prompt: &Prompt) -> bool {
    let case = view.inputs.assessment.cases.get(prompt.case);
    case.is_some_and(|case| case.wants_answer(view.inputs.book))
}

/// Prompts that are about one measure and group, in the order of the first of each.
pub(super) fn by_subject<'p, 'v: 'p>(
    view: &View<'_>,
    prompts: impl Iterator<Item = &'p &'v Prompt>,
) -> Vec<Vec<&'v Prompt>> {
    let mut all: Vec<Vec<&Prompt>> = Vec::new();
    let mut known = FxHashMap::default();
    for prompt in prompts {
        let case = view.inputs.assessment.cases.get(prompt.case);
        let subject = case.map(|case| (case.measure, case.place, case.group.as_str()));
        let at = *known.entry(subject).or_insert(all.len());
        match all.get_mut(at) {
            Some(own) => own.push(prompt),
            None => all.push(vec![prompt]),
        }
    }
    all
}

/// What is asked about one measure, what comes of it, and what is told of it besides.
pub(super) fn asked(view: &View<'_>, prompts: &[&Prompt]) -> Block {
    let mut blocks = known(view, prompts);
    let (asked, told): (Vec<&Prompt>, Vec<&Prompt>) =
        prompts.iter().partition(|prompt| wants_answer(view, prompt));
    for prompt in asked {
        let Some(case) = view.inputs.assessment.cases.get(prompt.case) else { continue };
        blocks.push(Block::Facts(vec![
            Fact::text("Asked under", words::rule(view, case)),
            Fact::text("Asked on", date_name(case.opened_on)),
            words::due(view, case, prompt.due),
            Fact::new("Reference", Cell::text(&case.id)),
        ]));
        let (measure, place) = (case.measure, case.place);
        let response = view.answers(measure, place, &prompt.response);
        let (answered, open) = answers::parted(view, &[prompt], &response);
        if !answered.is_empty() {
            blocks.push(Block::Paragraph("What you have told us so far:".to_owned()));
            blocks.push(Block::Questions(answered));
            if !open.is_empty() {
                blocks.push(Block::Paragraph("What is still open:".to_owned()));
            }
        }
        let open: Vec<Question> =
            open.into_iter().map(|asked| Question { asked, answers: Vec::new() }).collect();
        if !open.is_empty() {
            blocks.push(Block::Questions(open));
        }
        blocks.push(Block::Paragraph(words::what_follows(view, case)));
    }
    if !told.is_empty() {
        blocks.push(Block::Paragraph("To know besides, with nothing to answer:".to_owned()));
        blocks.push(told_under(view, &told));
    }
    section(view, prompts, blocks)
}

/// What is told about one measure, and by which rules.
pub(super) fn told(view: &View<'_>, prompts: &[&Prompt]) -> Block {
    let mut blocks = known(view, prompts);
    blocks.push(told_under(view, prompts));
    section(view, prompts, blocks)
}

fn told_under(view: &View<'_>, prompts: &[&Prompt]) -> Block {
    let cases = prompts.iter().filter_map(|prompt| view.inputs.assessment.cases.get(prompt.case));
    let told = cases.map(|case| {
        let since = format!("since {}, for {}", date_name(case.opened_on), case.opened_for);
        Fact::text("Told under", format!("{}; {since}", words::rule(view, case)))
    });
    Block::Facts(told.collect())
}

/// What is told because others were asked and did not answer; their questions stay with them.
pub(super) fn unanswered(view: &View<'_>, lookup: &Lookup<'_>, told: &Told<'_>) -> Block {
    let Told { at, case, step } = *told;
    let own: Vec<&Prompt> = lookup.prompts.get(&at).copied().into_iter().collect();
    let mut blocks = known(view, &own);
    blocks.push(Block::Paragraph(words::over_silence(view, case, step)));
    let facts = vec![
        Fact::text("Asked under", words::rule(view, case)),
        Fact::new("Reference", Cell::text(&case.id)),
    ];
    blocks.push(Block::Facts(facts));
    Block::section(view.label_of_case(case), blocks)
}

fn section(view: &View<'_>, prompts: &[&Prompt], blocks: Vec<Block>) -> Block {
    let case = prompts.first().and_then(|prompt| view.inputs.assessment.cases.get(prompt.case));
    Block::section(case.map_or_else(String::new, |case| view.label_of_case(case)), blocks)
}

/// The facts of prompts about one measure, each once. How each case stands is said beside it.
fn known(view: &View<'_>, prompts: &[&Prompt]) -> Vec<Block> {
    let mut said: Vec<String> = Vec::new();
    for fact in prompts.iter().flat_map(|prompt| facts_of_result(view, prompt)) {
        if !said.contains(&fact) {
            said.push(fact);
        }
    }
    if said.is_empty() { Vec::new() } else { vec![Block::List(said)] }
}

/// `red: 44 in Q4 2023/24`: how a case stands, in a cell.
pub(super) fn standing(view: &View<'_>, case: &Case) -> String {
    let outcome = case.measure.and_then(|measure| view.outcome_of(measure, case.place));
    let Some(outcome) = outcome else { return "still open".to_owned() };
    let level = view.level(outcome).shown();
    match &outcome.figure {
        Some(figure) => format!("{level}, {} {}", view.value(outcome).shown(), figure.period.when()),
        None => level,
    }
}
