//! An assessment put into the shapes of JSON v1.

use chrono::{Datelike, NaiveDate};

use super::super::answers::is_answered;
use super::super::counted;
use super::super::findings::position;
use super::super::prompts::facts_said;
use super::super::view::View;
use super::history::history;
use super::shape::Each;
use super::{SCHEMA, case_shape, compared, ladders, outlook, paper_shape, papers, shape, statistics};
use crate::base::diag::{Cell, Diagnostic, Place};
use crate::base::in_sheet::parted;
use crate::base::source::Sources;
use crate::base::unit::Unit;
use crate::data::PlaceId;
use crate::eval::outcome::{
    Amount, Answer, Case, Difference, Exception, Figure, FigureSource, GoalUsed, Later, MovementSeen,
    Outcome, Prompt, Refusal, ReturnSeen, ReturnState, SetByHand, ShareStatus, SourceFigure, TargetUsed,
    TotalOf, Totals, Truth,
};
use crate::model::Bound;
use crate::plain;

/// The whole run.
pub(super) fn report<'v>(view: &'v View<'v>) -> shape::Report<'v> {
    let assessment = view.inputs.assessment;
    shape::Report {
        schema: SCHEMA,
        run: run(view),
        results: Each { view, all: view.outcomes(), shape: |view, one| Some(result(view, one)) },
        exceptions: Each { view, all: &assessment.exceptions, shape: exception },
        cases: Each { view, all: &assessment.cases, shape: |view, one| Some(case(view, one)) },
        ladders: assessment.positions.iter().map(|one| ladders::position(view, one)).collect(),
        prompts: Each { view, all: &assessment.prompts, shape: |view, one| Some(prompt(view, one)) },
        reports: assessment.papers.iter().filter_map(|paper| papers::paper(view, paper)).collect(),
        totals: Each { view, all: &assessment.totals, shape: |view, one| Some(totals(view, one)) },
        differences: Each { view, all: &assessment.differences, shape: difference },
        findings: Each {
            view,
            all: &assessment.findings,
            shape: |view, one| Some(finding(&view.hushed_finding(one), view.inputs.sources)),
        },
    }
}

fn run(view: &View<'_>) -> shape::Run {
    let record = view.inputs.record;
    let files = |named: &[(String, String)]| {
        named.iter().map(|(file, sum)| shape::File { file: file.clone(), sha256: sum.clone() }).collect()
    };
    shape::Run {
        program: record.program.clone(),
        framework: view.inputs.book.framework.title.clone(),
        period: record.period.clone(),
        as_of: record.as_of.clone(),
        rules: files(&record.rules),
        data: files(&record.data),
        arguments: record.arguments.clone(),
    }
}

fn result(view: &View<'_>, outcome: &Outcome) -> shape::Result {
    let measure = view.measure(outcome);
    let figure = outcome.figure.as_ref();
    let period = figure.map(|f| f.period).or(outcome.expected);
    shape::Result {
        measure: measure.id.clone(),
        group: some(&outcome.group),
        period: period.map(|p| p.to_string()),
        value: figure.map(|f| value_of(view, outcome, f)),
        unit: view.unit(outcome).words.clone(),
        result: outcome.kind.word(),
        level: outcome.level.and_then(|_| some(&outcome.level_word)),
        rating: view.judged_by(outcome).map(|rating| rating.id.clone()),
        level_without_cap: compared::level_without_cap(view, outcome),
        target: outcome.target.as_ref().map(|used| target(used, view.unit(outcome))),
        gap: outcome.gap.as_ref().map(|gap| gap.plain()),
        movement: shape::Movements {
            previous: outcome.movement.previous.as_ref().map(movement),
            last_year: outcome.movement.last_year.as_ref().map(movement),
            baseline: outcome.movement.baseline.as_deref().map(movement),
        },
        benchmarks: compared::benchmarks(view, outcome),
        place: compared::place(view, outcome),
        interval: outcome
            .interval()
            .map(|(lower, upper)| paper_shape::Interval { lower: lower.plain(), upper: upper.plain() }),
        numerator: outcome.made_of().map(|(above, _)| above.plain()),
        denominator: outcome.made_of().map(|(_, below)| below.plain()),
        control: outcome.control().map(statistics::control),
        stated: outcome.stated.clone(),
        first_met: outcome.first_met.map(|period| period.to_string()),
        computed_from: outcome.computed_from.iter().map(|one| computed_from(view, one)).collect(),
        source: figure.map(|f| source_of(view, &f.source)),
        marks: view.marks(outcome),
        remarks: view.remarks(outcome),
        reason: some(&outcome.reason),
        on_target: match outcome.on_target {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        },
        part: outcome.is_part,
        outlook: outlook::of(view, outcome),
        history: history(view, outcome),
        set_by_hand: outcome.set_by_hand().map(set_by_hand),
        stages: ladders::beside(view, outcome),
        returned: outcome.returned.as_deref().map(returned),
    }
}

fn returned(seen: &ReturnSeen) -> shape::Return {
    let extension = |later: &Later| shape::ReturnExtension {
        until: iso(later.until),
        recorded: later.recorded.map(iso),
        because: later.because.clone(),
        refused: later.refused.map(Refusal::words),
    };
    shape::Return {
        state: seen.state.word(),
        due: iso(seen.due),
        first_due: iso(seen.first_due),
        received: seen.received.map(iso),
        working_days_late: match seen.state {
            ReturnState::Late { working_days } => Some(working_days),
            ReturnState::Awaited | ReturnState::InTime | ReturnState::NotIn => None,
        },
        extensions: seen.later.iter().map(extension).collect(),
    }
}

fn computed_from(view: &View<'_>, one: &SourceFigure) -> shape::ComputedFrom {
    let book = view.inputs.book;
    let measure = &book.measures[one.measure];
    let parts = one.parts.as_ref();
    let value = match &one.figure.amount {
        Amount::Number { value, .. } => value.plain(),
        Amount::Met(met) => (if *met { "yes" } else { "no" }).to_owned(),
        Amount::Day(day) => iso(*day),
        Amount::Level(level) => book.rating_of(measure).map_or("", |rating| rating.word(*level)).to_owned(),
    };
    shape::ComputedFrom {
        measure: measure.id.clone(),
        group: some(&one.group),
        period: one.figure.period.to_string(),
        value,
        numerator: parts.map(|(above, _)| above.plain()),
        denominator: parts.map(|(_, below)| below.plain()),
        source: source_of(view, &one.figure.source),
    }
}

fn set_by_hand(set: &SetByHand) -> shape::SetByHand {
    shape::SetByHand {
        by: set.by.clone(),
        on: iso(set.on),
        because: set.because.clone(),
        by_the_rules: some(&set.computed_word),
    }
}

fn share(view: &View<'_>, share: &ShareStatus) -> shape::Share {
    shape::Share {
        rating: view.inputs.book.ratings[share.rating].id.clone(),
        level: some(&share.word),
        on_target: share.on_target,
        of: share.of,
        of_those: if share.of_due { "due" } else { "rated" },
        shown: (share.of > 0).then(|| super::super::view::share(share.on_target, share.of)),
        decided_by: share.decided_by.map(|span| source_of(view, &FigureSource::Baseline(span))),
    }
}

pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// `2019-06-13`, put together digit by digit: there are many thousands of days in a long run.
pub fn iso(day: NaiveDate) -> String {
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    if !(0..=9999).contains(&year) {
        return day.format("%Y-%m-%d").to_string();
    }
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let year = year.unsigned_abs();
    let digits = [year / 1000, year / 100, year / 10, year];
    let mut text = String::with_capacity(10);
    text.extend(digits.map(digit));
    for part in [month, of_month] {
        text.push('-');
        text.push(digit(part / 10));
        text.push(digit(part));
    }
    text
}

pub(super) fn value_of(view: &View<'_>, outcome: &Outcome, figure: &Figure) -> String {
    amount(view, outcome, &figure.amount)
}

/// An amount as JSON has it.
pub(super) fn amount(view: &View<'_>, outcome: &Outcome, amount: &Amount) -> String {
    match amount {
        Amount::Number { value, .. } => value.plain(),
        Amount::Met(true) => "yes".to_owned(),
        Amount::Met(false) => "no".to_owned(),
        Amount::Day(day) => iso(*day),
        Amount::Level(level) => view.rating(outcome).map_or("", |rating| rating.word(*level)).to_owned(),
    }
}

pub(super) fn target(used: &TargetUsed, unit: &Unit) -> shape::Target {
    let mut target = shape::Target {
        name: used.name.clone(),
        words: plain::goal_used(&used.goal, unit),
        kind: "",
        figure: None,
        low: None,
        high: None,
        day: None,
        period: None,
    };
    match &used.goal {
        GoalUsed::Limit { bound, figure } => {
            target.kind = match bound {
                Bound::AtLeast => "at least",
                Bound::AtMost => "at most",
                Bound::Above => "above",
                Bound::Below => "below",
            };
            target.figure = Some(figure.plain());
        }
        GoalUsed::Between { low, high } => {
            target.kind = "between";
            target.low = Some(low.plain());
            target.high = Some(high.plain());
        }
        GoalUsed::Exactly { figure } => {
            target.kind = "exactly";
            target.figure = Some(figure.plain());
        }
        GoalUsed::MetBy { day } => {
            target.kind = "met by";
            target.day = Some(iso(*day));
        }
        GoalUsed::ToBeSet { by } => {
            target.kind = "to be set by";
            target.period = Some(by.to_string());
        }
    }
    target
}

pub(super) fn movement(seen: &MovementSeen) -> shape::Movement {
    shape::Movement {
        since: seen.from.period.to_string(),
        change: seen.change.plain(),
        direction: seen.better.map(|way| match way {
            1.. => "improving",
            0 => "unchanged",
            _ => "worsening",
        }),
    }
}

pub(super) fn source_of(view: &View<'_>, source: &FigureSource) -> shape::Source {
    match source {
        FigureSource::Data(cell) => source_cell(cell),
        FigureSource::Baseline(span) | FigureSource::Computed(span) => shape::Source {
            file: view.inputs.sources.name(*span).to_owned(),
            line: u64::from(view.inputs.sources.line_column(*span).line),
            sheet: None,
            cell: None,
        },
    }
}

pub(super) fn source_cell(cell: &Cell) -> shape::Source {
    shape::Source {
        file: cell.path().to_owned(),
        line: cell.line,
        sheet: cell.sheet().map(str::to_owned),
        cell: cell.address(),
    }
}

fn exception(view: &View<'_>, exception: &Exception) -> Option<shape::Exception> {
    let outcome = view.outcome(exception.result)?;
    let cases = &view.inputs.assessment.cases;
    Some(shape::Exception {
        measure: view.measure(outcome).id.clone(),
        group: some(&outcome.group),
        kind: exception.kind.word(),
        cases: exception.cases.iter().filter_map(|at| Some(cases.get(*at)?.id.clone())).collect(),
        response_owed: exception.response_owed,
        response: answers(&view.answers(Some(outcome.measure), outcome.place, &exception.response)),
    })
}

fn answers(all: &[Answer]) -> Option<Vec<case_shape::Answer>> {
    let answer = |answer: &Answer| case_shape::Answer {
        field: some(&answer.field),
        text: answer.text.clone(),
        lead: answer.lead.clone(),
        due: answer.due.map(iso),
        recovery: answer.recovery.map(iso),
        submitted: answer.submitted.map(iso),
        source: source_cell(&answer.source),
    };
    (!all.is_empty()).then(|| all.iter().map(answer).collect())
}

fn case(view: &View<'_>, case: &Case) -> case_shape::Case {
    let book = view.inputs.book;
    let hush =
        |text: &str| case.measure.map_or_else(|| text.to_owned(), |m| view.hushed(m, case.place, text));
    case_shape::Case {
        id: case.id.clone(),
        escalation: book.escalations[case.escalation].id.clone(),
        measure: case.measure.map(|id| book.measures[id].id.clone()),
        group: some(&case.group),
        opened_for: case.opened_for.to_string(),
        opened_on: iso(case.opened_on),
        to: case.to.iter().map(|id| view.party_id(*id).to_owned()).collect(),
        due: case.due.map(iso),
        due_reason: some(&case.due_reason),
        state: case.state.word(),
        closed_on: case.closed_on.map(iso),
        steps: case
            .steps
            .iter()
            .map(|step| case_shape::Step {
                on: iso(step.on),
                told: step.told.map(|id| view.party_id(id).to_owned()),
                text: hush(&step.text),
            })
            .collect(),
    }
}

fn prompt(view: &View<'_>, prompt: &Prompt) -> case_shape::Prompt {
    let case = view.inputs.assessment.cases.get(prompt.case);
    let (measure, place) = case.map_or((None, PlaceId::WHOLE), |case| (case.measure, case.place));
    let hush = |text: &str| measure.map_or_else(|| text.to_owned(), |id| view.hushed(id, place, text));
    let answered = |field: &str| is_answered(field, &prompt.response);
    case_shape::Prompt {
        case: case.map(|case| case.id.clone()),
        measure: measure.map(|id| view.inputs.book.measures[id].id.clone()),
        to: view.party_id(prompt.to).to_owned(),
        due: prompt.due.map(iso),
        questions: prompt
            .questions
            .iter()
            .map(|(field, text)| case_shape::Question {
                field: field.clone(),
                text: hush(text),
                answered: answered(field),
            })
            .collect(),
        facts: facts_said(view, prompt),
        response: answers(&view.answers(measure, place, &prompt.response)),
    }
}

fn totals(view: &View<'_>, totals: &Totals) -> shape::Totals {
    let (of, id) = match totals.of {
        TotalOf::Book => ("book", None),
        TotalOf::Theme(id) => ("theme", Some(view.inputs.book.themes[id].id.clone())),
        TotalOf::Owner(id) => ("owner", id.map(|id| view.party_id(id).to_owned())),
    };
    let levels = |counts: &[(String, u32)]| -> Vec<shape::LevelCount> {
        counts
            .iter()
            .map(|(level, count)| shape::LevelCount { level: level.clone(), count: *count })
            .collect()
    };
    let kinds = totals.kinds.iter();
    let notes = papers::notes_of(view, totals.of);
    shape::Totals {
        notes_owed: notes.map(|(owed, _)| owed),
        notes_complete: notes.map(|(_, complete)| complete),
        of,
        id,
        measures: counted::measures(view, totals.of),
        results: totals.measures,
        due: totals.due,
        targets_to_be_set: totals.targets_to_be_set,
        received: totals.received,
        rated: totals.rated,
        on_target: totals.on_target,
        on_target_with_reservation: totals.on_target_with_reservation,
        levels: levels(&totals.levels),
        by_hand: totals.by_hand,
        levels_by_hand: levels(&totals.levels_by_hand),
        status: totals.share.as_ref().map(|status| share(view, status)),
        kinds: kinds.map(|(kind, count)| shape::KindCount { result: kind.word(), count: *count }).collect(),
    }
}

fn difference(view: &View<'_>, difference: &Difference) -> Option<shape::Difference> {
    let outcome = view.outcome(difference.result)?;
    Some(shape::Difference {
        measure: view.measure(outcome).id.clone(),
        group: some(&outcome.group),
        stated: some(&difference.stated),
        reckoned: some(&difference.reckoned),
        reason: view.hushed(outcome.measure, outcome.place, &difference.reason),
    })
}

/// One finding with its file, line and column.
pub(super) fn finding(found: &Diagnostic, sources: &Sources) -> shape::Finding {
    let at = position(found, sources);
    let in_sheet = found.primary().and_then(|label| match &label.place {
        Place::Data(cell) => Some(cell),
        Place::Rule(_) => None,
    });
    shape::Finding {
        code: found.code.0,
        severity: found.severity.word(),
        file: at.as_ref().map(|at| parted(&at.file).0.to_owned()),
        line: at.as_ref().map(|at| at.line),
        column: at.as_ref().and_then(|at| at.column),
        sheet: at.as_ref().and_then(|at| parted(&at.file).1.map(str::to_owned)),
        cell: in_sheet.and_then(Cell::address),
        message: found.message.clone(),
        help: found.help.clone(),
    }
}
