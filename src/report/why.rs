//! The derivation of one result as a document: how it came about, step by step.

use super::document::{Block, Cell, Document, Fold};
use super::view::View;
use crate::base::diag::Place;
use crate::base::period::date_name;
use crate::base::source::Sources;
use crate::base::unit::Unit;
use crate::eval::explain::{Derivation, DerivationStep, HistoryLine, StepKind};
use crate::eval::outcome::{Case, CaseState, FigureSource, Outcome, ResultKind, Truth};
use crate::model::{Measure, RuleBook};
use crate::plain;

/// A derivation in words.
///
/// `cases` are those of the assessment; the ones about this measure and group are told.
#[must_use]
pub fn page(book: &RuleBook, sources: &Sources, derivation: &Derivation, cases: &[Case]) -> Document {
    let outcome = &derivation.outcome;
    let measure = &book.measures[outcome.measure];
    let group = if outcome.group.is_empty() { String::new() } else { format!(" ({})", outcome.group) };
    let is = match outcome.kind {
        ResultKind::Rated => outcome.level_word.clone(),
        ResultKind::Unrated
        | ResultKind::NotRated
        | ResultKind::Missing
        | ResultKind::NotDue
        | ResultKind::Withheld
        | ResultKind::NotApplicable
        | ResultKind::Invalid => outcome.kind_word().to_owned(),
    };
    let when = derivation.period.map_or_else(String::new, |period| format!(" {}", period.when()));
    let mut document =
        Document::new(format!("Why {}{group} is {is}{when}", measure.id), measure.title.clone());
    document.blocks.push(section("How it was reckoned", steps(&derivation.steps, sources)));
    let mut remarks: Vec<String> = outcome
        .remarks
        .iter()
        .filter(|remark| !outcome.says_already(remark))
        .map(|remark| plain::sentence(&plain::remark(remark, plain::Context::of(book, measure))))
        .chain(beside(outcome, measure))
        .collect();
    let past = plain::history::history(&outcome.history, measure, book.rating_of(measure));
    remarks.extend(past.iter().map(|said| plain::sentence(said)));
    push(&mut document, "What else to know", remarks);
    push(&mut document, "What would change it", derivation.smallest_change.clone());
    let unit = if outcome.is_part { &measure.unit } else { measure.unit_of_whole() };
    push(&mut document, "Its history", history(&derivation.history, (measure, unit), book, sources));
    for position in &derivation.positions {
        push(&mut document, "Its stages", super::ladders::derivation(position, book));
    }
    let own =
        cases.iter().filter(|case| case.measure == Some(outcome.measure) && case.place == outcome.place);
    push(&mut document, "Who was told", own.flat_map(|case| told(case, book)).collect());
    document
}

/// How one result came about, behind a line; none where the run kept nothing of it.
#[must_use]
pub fn fold(view: &View<'_>, outcome: &Outcome) -> Option<Fold> {
    let lines = steps(&view.steps(outcome), view.inputs.sources);
    if lines.is_empty() {
        return None;
    }
    let is = match &view.level(outcome) {
        Cell::Level { word, .. } => word.clone(),
        other => other.shown(),
    };
    let summary = format!("Why {} is {is}", view.short_label(outcome));
    Some(Fold { summary, blocks: vec![Block::List(lines)] })
}

/// The interval that came with the figure, and what the control chart says.
fn beside(outcome: &Outcome, measure: &Measure) -> Vec<String> {
    let interval = outcome.interval();
    let interval =
        interval.map(|ends| format!("the interval is {}", plain::statistics::interval(ends, &measure.unit)));
    let counts = outcome.made_of().map(plain::statistics::made_of);
    let control = outcome.control().into_iter();
    let control = control.flat_map(|seen| plain::statistics::control(seen, &measure.unit));
    interval.into_iter().chain(counts).chain(control).map(|said| plain::sentence(&said)).collect()
}

fn section(heading: &str, lines: Vec<String>) -> Block {
    let body = match lines.len() {
        1 => lines.into_iter().map(Block::Paragraph).collect(),
        _ => vec![Block::List(lines)],
    };
    Block::section(heading, body)
}

fn push(document: &mut Document, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        document.blocks.push(section(heading, lines));
    }
}

fn steps(steps: &[DerivationStep], sources: &Sources) -> Vec<String> {
    steps
        .iter()
        .map(|step| {
            let tried = match (step.kind, step.truth) {
                (StepKind::Line | StepKind::Cap, Some(Truth::True)) => "yes: ",
                (StepKind::Line | StepKind::Cap, Some(Truth::False)) => "no: ",
                (StepKind::Line | StepKind::Cap, Some(Truth::Unknown)) => "not known: ",
                (StepKind::Line | StepKind::Cap, None) => "not reached: ",
                (
                    StepKind::Value
                    | StepKind::Computed
                    | StepKind::Definition
                    | StepKind::Target
                    | StepKind::Gap
                    | StepKind::Compared
                    | StepKind::Outlook
                    | StepKind::Result,
                    _,
                ) => "",
            };
            let place =
                step.place.as_ref().map_or_else(String::new, |place| format!(" [{}]", shown(place, sources)));
            format!("{tried}{}{place}", step.text)
        })
        .collect()
}

fn shown(place: &Place, sources: &Sources) -> String {
    match place {
        Place::Rule(span) => sources.place(*span),
        Place::Data(cell) => cell.in_short(),
    }
}

fn history(
    lines: &[HistoryLine],
    (measure, unit): (&Measure, &Unit),
    book: &RuleBook,
    sources: &Sources,
) -> Vec<String> {
    let rating = book.rating_of(measure);
    lines
        .iter()
        .map(|line| {
            let Some(figure) = &line.figure else {
                // A level that is made of others has no figure.
                let none = if line.level_word.is_empty() { "no figure" } else { &line.level_word };
                return format!("{}: {none}", line.period);
            };
            let value = plain::amount(&figure.amount, unit, rating);
            let mut level =
                if line.level_word.is_empty() { String::new() } else { format!(", {}", line.level_word) };
            if let Some(definition) = &line.by {
                level.push_str(&format!(" {}", plain::history::by_definition(definition)));
            }
            if let Some(because) = &line.not_comparable {
                level.push_str(&format!(", not comparable: {because}"));
            }
            for one in &line.replaced {
                level.push_str(&format!("; {}", plain::history::replaced(one, measure, rating)));
            }
            let place = match &figure.source {
                FigureSource::Data(cell) => cell.in_short(),
                FigureSource::Baseline(span) => format!("the baseline, {}", sources.place(*span)),
                FigureSource::Computed(span) => format!("computed, {}", sources.place(*span)),
            };
            format!("{}: {value}{level} [{place}]", figure.period)
        })
        .collect()
}

fn told(case: &Case, book: &RuleBook) -> Vec<String> {
    let rule = &book.escalations[case.escalation];
    let stands = match case.state {
        CaseState::Open if case.due.is_none() => "open",
        state => plain::outcome::case_state(state),
    };
    let mut lines = vec![format!("{}: {stands}", rule.title)];
    lines.extend(case.steps.iter().map(|step| {
        let told =
            step.told.map(|party| &book.parties[party].title).filter(|title| !step.text.contains(*title));
        let who = told.map_or_else(String::new, |title| format!(" (told: {title})"));
        format!("{}: {}{who}", date_name(step.on), step.text)
    }));
    lines
}
