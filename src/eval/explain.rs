//! How one result came about, step by step: plain data for `plimsoll why`.

use super::assess::Run;
use super::boundary;
use super::horizon::Judges;
use super::judge::Judge;
use super::ladders;
use super::look::Look;
use super::outcome::{
    DefinitionNamed, Figure, FigureSource, ForecastSource, GoalUsed, Outcome, Position, Replaced, ResultKind,
    Truth,
};
use super::rating::Decision;
use super::results;
use super::target::InForce;
use super::telling;
use super::timeline::Made;
use super::verdict::without_target;
use super::words;
use super::{comparisons, computing};
use crate::base::arena::Id;
use crate::base::diag::Place;
use crate::base::period::{Period, date_name};
use crate::base::span::Span;
use crate::data::PlaceId;
use crate::model::{DecisionList, Line, Measure};

/// How one result came about.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// The result.
    pub outcome: Outcome,
    /// The period of the figure that was judged, or for which one was due.
    pub period: Option<Period>,
    /// Every step, in order.
    pub steps: Vec<DerivationStep>,
    /// The figures before it and its own, oldest first.
    pub history: Vec<HistoryLine>,
    /// How it stands on the ladders that it is on.
    pub positions: Vec<Position>,
    /// What would give another level, each a short sentence.
    pub smallest_change: Vec<String>,
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// What was submitted.
    Value,
    /// How a computed figure was reckoned.
    Computed,
    /// What a name in the rules stands for.
    Definition,
    /// What it was held against.
    Target,
    /// The difference between the two.
    Gap,
    /// What it says of other times: an earlier target, a forecast, what it takes to recover.
    Outlook,
    /// A benchmark or a place among peers.
    Compared,
    /// A line of the rating that was tried.
    Line,
    /// A cap on the level that was tried.
    Cap,
    /// What came of it.
    Result,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivationStep {
    /// What it is about.
    pub kind: StepKind,
    /// In a short sentence with its numbers.
    pub text: String,
    /// Whether it held, where it is a line that was tried; none where it was not reached.
    pub truth: Option<Truth>,
    /// The rule or the row it stands on.
    pub place: Option<Place>,
}

/// One period of the history of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// The period.
    pub period: Period,
    /// The figure; none where there is none or it may not be shown.
    pub figure: Option<Figure>,
    /// Position in the rating.
    pub level: Option<u8>,
    /// Its word.
    pub level_word: String,
    /// Whether the target was met.
    pub on_target: Truth,
    /// The definition that the figure is by, where that is another than its time's.
    pub by: Option<DefinitionNamed>,
    /// Why it compares with no other.
    pub not_comparable: Option<String>,
    /// What the figure replaced, newest first.
    pub replaced: Vec<Replaced>,
}

/// How the results of a measure came about: of one place, or, where `place` is the whole, of the whole and of each
/// group.
#[must_use]
pub fn derive(run: &Run<'_>, measure: Id<Measure>, place: PlaceId) -> Vec<Derivation> {
    let judges = Judges::new(run, run.reported());
    let mut outcomes = Vec::new();
    results::of_measure(judges.report(), measure, &mut outcomes);
    let wanted = outcomes.into_iter().filter(|one| place == PlaceId::WHOLE || one.place == place);
    wanted.filter_map(|outcome| derivation(&judges, outcome)).collect()
}

/// A page tells of no more results than these how they came about; `why` tells of each.
const MOST_TOLD: usize = 400;

/// How each result came about, in their order; empty for those that a page has no room for.
pub(super) fn all(judge: &Judge<'_>, results: &[Outcome], room: &[bool]) -> Vec<Vec<DerivationStep>> {
    let mut told = 0;
    let of = |(outcome, has_room): (&Outcome, &bool)| {
        if !has_room || told == MOST_TOLD || outcome.kind == ResultKind::Withheld {
            return Vec::new();
        }
        told += 1;
        let series = judge.series_of(outcome.measure, outcome.place);
        series.map_or_else(Vec::new, |series| steps(judge.look(series, series.report), outcome))
    };
    results.iter().zip(room).map(of).collect()
}

fn derivation(judges: &Judges<'_>, outcome: Outcome) -> Option<Derivation> {
    let judge = judges.report();
    let series = judge.series_of(outcome.measure, outcome.place)?;
    let look = judge.look(series, series.report);
    let own = !matches!(series.made, Made::Worst | Made::Composite) && outcome.set_by_hand().is_none();
    let rated = outcome.kind == ResultKind::Rated && own;
    Some(Derivation {
        period: look.period(),
        steps: steps(look, &outcome),
        history: history(look),
        positions: ladders::of_result(judges.history(), &outcome),
        smallest_change: if rated { boundary::smallest_changes(look) } else { Vec::new() },
        outcome,
    })
}

pub(super) fn step(kind: StepKind, text: String, place: Option<Place>) -> DerivationStep {
    DerivationStep { kind, text, truth: None, place }
}

fn steps(look: Look<'_, '_>, outcome: &Outcome) -> Vec<DerivationStep> {
    if look.is_worst_of_groups() {
        return worst_steps(look, outcome);
    }
    if look.is_composite() {
        return composite_steps(look, outcome);
    }
    let mut steps = gap_steps(look);
    steps.push(value_step(look, outcome));
    steps.extend(computing::steps(look));
    if outcome.figure.is_some() {
        steps.extend(target_steps(look, outcome));
        steps.extend(comparisons::steps(look, outcome));
        steps.extend(line_steps(look, outcome));
    } else {
        steps.extend(comparisons::steps(look, outcome));
    }
    steps.extend(computing::definitions(look));
    steps.push(result_step(look, outcome));
    steps.extend(outlook_steps(outcome));
    steps
}

/// What the result says of other times, each with the line or row it stands on.
fn outlook_steps(outcome: &Outcome) -> Vec<DerivationStep> {
    let Some(outlook) = &outcome.outlook else { return Vec::new() };
    let forecast = outlook.forecast.as_ref().and_then(|forecast| match &forecast.source {
        ForecastSource::Submitted(cell) => Some(Place::Data(cell.clone())),
        ForecastSource::Projected(_) => None,
    });
    let place = |words: &str| {
        let earlier = outlook.earlier.iter().find(|one| one.words == words).map(|one| one.target.span);
        let refused = outlook.refused.iter().find(|one| one.words == words).map(|one| one.span);
        let is_forecast = outlook.forecast.as_ref().is_some_and(|one| one.words == words);
        let rule = earlier.or(refused).map(Place::Rule);
        rule.or_else(|| forecast.clone().filter(|_| is_forecast))
    };
    let in_value = |words: &&str| outlook.scaled.as_ref().is_none_or(|scaled| scaled.words != **words);
    outlook
        .said()
        .filter(in_value)
        .map(|words| step(StepKind::Outlook, words.to_owned(), place(words)))
        .collect()
}

fn worst_steps(look: Look<'_, '_>, outcome: &Outcome) -> Vec<DerivationStep> {
    let of_part = |part: Look<'_, '_>| {
        let verdict = part.verdict();
        let word = results::level_word(look.judge, part.series, verdict.level);
        let word = if word.is_empty() { verdict.kind.word().to_owned() } else { word };
        let value = part.figure().map(|f| words::amount(&f.amount, part.measure(), part.judge.book));
        let value = value.map_or_else(String::new, |value| format!("{value}, "));
        let text = format!("{}: {value}{word}", look.judge.label(part.series.place));
        step(StepKind::Value, text, part.figure().map(|figure| place_of(&figure)))
    };
    let mut steps: Vec<DerivationStep> = look.parts().map(of_part).collect();
    let mut result = result_step(look, outcome);
    if outcome.level.is_some() {
        result.text = format!("{}, as its worst group", outcome.level_word);
    }
    steps.push(result);
    steps
}

/// The measures that a level is made of, each with its value and level.
fn composite_steps(look: Look<'_, '_>, outcome: &Outcome) -> Vec<DerivationStep> {
    let mut steps = Vec::new();
    for part in look.composed().map(|composed| composed.parts).unwrap_or_default() {
        let figure = part.look.and_then(Look::figure);
        let value = figure
            .as_ref()
            .zip(part.look)
            .map_or_else(String::new, |(figure, look)| format!("{}, ", look.shown(&figure.amount)));
        let rating = look.judge.book.rating_of(look.measure());
        let level = match (part.level, rating) {
            (Some(level), Some(rating)) => rating.word(level).to_owned(),
            (Some(_) | None, _) => part.reason(),
        };
        let text = format!("{}: {value}{level}", part.name());
        steps.push(step(StepKind::Value, text, figure.map(|figure| place_of(&figure))));
    }
    let list = look.measure().list.as_ref();
    for cap in list.iter().flat_map(|list| &list.caps) {
        steps.push(tried_step(look, StepKind::Cap, cap));
    }
    steps.push(result_step(look, outcome));
    steps
}

/// The two groups of a gap, each with its value.
fn gap_steps(look: Look<'_, '_>) -> Vec<DerivationStep> {
    let groups = if look.is_gap() { look.reckoned_from() } else { Vec::new() };
    let of_group = |part: Look<'_, '_>| {
        let figure = part.figure();
        let value =
            figure.as_ref().map_or_else(|| "no figure".to_owned(), |figure| part.shown(&figure.amount));
        let text = format!("{}: {value}", look.judge.label(part.series.place));
        step(StepKind::Value, text, figure.map(|figure| place_of(&figure)))
    };
    groups.into_iter().map(of_group).collect()
}

pub(super) fn place_of(figure: &Figure) -> Place {
    match &figure.source {
        FigureSource::Data(cell) => Place::Data(cell.clone()),
        FigureSource::Baseline(span) | FigureSource::Computed(span) => Place::Rule(*span),
    }
}

fn value_step(look: Look<'_, '_>, outcome: &Outcome) -> DerivationStep {
    let measure = look.measure();
    let Some(figure) = &outcome.figure else {
        let place = look.row().map(|row| Place::Data(look.judge.data.cell(row)));
        return step(StepKind::Value, outcome.reason.clone(), place);
    };
    let shown = look.shown(&figure.amount);
    let rounded = measure.list.as_ref().and_then(|list| list.rounded_to).and(look.value());
    let rounded = rounded
        .map_or_else(String::new, |value| format!(", judged as {}", words::number(&value, look.unit())));
    let age = match look.age() {
        0 => String::new(),
        age => format!(", {} older than expected", words::count(age, "period")),
    };
    let scaled = outcome.outlook.as_ref().and_then(|outlook| outlook.scaled.as_ref());
    let scaled = scaled.map_or_else(String::new, |scaled| format!(", {}", scaled.words));
    let text = format!("{shown} {}{rounded}{scaled}{age}{}", figure.period.when(), submitted(outcome));
    step(StepKind::Value, text, Some(place_of(figure)))
}

/// `, submitted on 10 January 2019 by Children's Trust`.
fn submitted(outcome: &Outcome) -> String {
    let (on, by) = (outcome.history.submitted_on, outcome.history.submitted_by.as_ref());
    if on.is_none() && by.is_none() {
        return String::new();
    }
    let on = on.map_or_else(String::new, |day| format!(" on {}", date_name(day)));
    let by = by.map_or_else(String::new, |who| format!(" by {who}"));
    format!(", submitted{on}{by}")
}

fn target_steps(look: Look<'_, '_>, outcome: &Outcome) -> Vec<DerivationStep> {
    let force = look.in_force();
    let InForce::Known(standing) = &force else {
        let unknown = match &force {
            InForce::Unknown { reason, span, .. } => Some((reason.clone(), Some(*span))),
            InForce::ToBeSet { span, .. } | InForce::Lapsed { span, .. } | InForce::NotYet { span, .. } => {
                without_target(&force, look.judge.as_of).map(|reason| (reason, Some(*span)))
            }
            InForce::None | InForce::Known(_) => None,
        };
        return unknown
            .map(|(text, span)| step(StepKind::Target, text, span.map(Place::Rule)))
            .into_iter()
            .collect();
    };
    let goal = words::goal(&standing.goal, look.unit());
    let mut steps = vec![step(
        StepKind::Target,
        format!("the target is {goal}"),
        Some(Place::Rule(standing.target.span)),
    )];
    let figure = look.value().and_then(|value| Some((standing.goal.figure_for(Some(&value))?, value)));
    if let (Some((figure, value)), Some(miss)) = (figure, &outcome.gap) {
        let show = |amount| words::number(amount, look.unit());
        let difference = words::difference(&miss.magnitude(), look.unit());
        let (larger, smaller) = if figure >= value { (&figure, &value) } else { (&value, &figure) };
        let way = match outcome.on_target {
            Truth::True if miss.is_zero() => "it is met exactly".to_owned(),
            Truth::True => format!("{} − {} = {difference} better", show(larger), show(smaller)),
            Truth::False | Truth::Unknown => {
                format!("{} − {} = {difference} {}", show(larger), show(smaller), missed(&standing.goal))
            }
        };
        steps.push(step(StepKind::Gap, way, None));
    }
    steps
}

/// On which side of a goal a value that misses it is.
fn missed(goal: &GoalUsed) -> &'static str {
    match goal {
        GoalUsed::Limit { bound, .. } if bound.is_floor() => "short",
        GoalUsed::Limit { .. } => "above",
        GoalUsed::Between { .. } => "outside the range",
        GoalUsed::Exactly { .. } => "away",
        GoalUsed::MetBy { .. } => "late",
        GoalUsed::ToBeSet { .. } => "",
    }
}

/// Each line up to the one that decided, or that stopped the rating since it cannot be known; the lines after one that
/// stopped it are not reached. None where the result does not come from the rating.
fn line_steps(look: Look<'_, '_>, outcome: &Outcome) -> Vec<DerivationStep> {
    let measure = look.measure();
    let rated = outcome.kind != ResultKind::Unrated && !measure.faulty && !look.is_too_old();
    let Some(list) = measure.list.as_ref().filter(|_| rated) else {
        return Vec::new();
    };
    let decision = look.decide(list);
    let stops = |line: &Line| matches!(decision, Decision::Undecided(open) if open.span == line.span);
    let mut steps = Vec::new();
    let mut tried = list.lines.iter();
    for line in tried.by_ref() {
        let step = tried_step(look, StepKind::Line, line);
        let decides = step.truth == Some(Truth::True);
        steps.push(step);
        if decides {
            return with_caps(look, list, &decision, steps);
        }
        if stops(line) {
            let rest = tried.map(|line| (line.level, line.span)).chain(list.otherwise);
            let word = |level| look.judge.book.ratings[list.rating].word(level).to_owned();
            steps.extend(rest.map(|(level, at)| step_at(StepKind::Line, word(level), None, at)));
            return steps;
        }
    }
    if let Some((level, span)) = list.otherwise {
        let text = format!("{}: otherwise", look.judge.book.ratings[list.rating].word(level));
        steps.push(step_at(StepKind::Line, text, Some(Truth::True), span));
    }
    with_caps(look, list, &decision, steps)
}

/// The steps, and after them the caps on the level that the lines gave.
fn with_caps(
    look: Look<'_, '_>,
    list: &DecisionList,
    decision: &Decision<'_>,
    mut steps: Vec<DerivationStep>,
) -> Vec<DerivationStep> {
    match decision {
        Decision::Level { .. } | Decision::Undecided(_) => {
            steps.extend(list.caps.iter().map(|cap| tried_step(look, StepKind::Cap, cap)));
        }
        Decision::NoLine => {}
    }
    steps
}

fn tried_step(look: Look<'_, '_>, kind: StepKind, line: &Line) -> DerivationStep {
    let rating = look.judge.book.rating_of(look.measure());
    let word = rating.map_or("", |rating| rating.word(line.level));
    let text = format!("{word}: {}", telling::tell(look, &line.when));
    step_at(kind, text, Some(look.holds(&line.when)), line.span)
}

pub(super) fn step_at(kind: StepKind, text: String, truth: Option<Truth>, span: Span) -> DerivationStep {
    DerivationStep { kind, text, truth, place: Some(Place::Rule(span)) }
}

fn result_step(look: Look<'_, '_>, outcome: &Outcome) -> DerivationStep {
    let text = match (outcome.level_word.is_empty(), outcome.reason.is_empty()) {
        // Its reason stands with what was submitted.
        (true, _) if outcome.said_absent().is_some() => {
            format!("{}, which the rules count as missing", outcome.kind_word())
        }
        (false, true) => outcome.level_word.clone(),
        (false, false) => format!("{}: {}", outcome.level_word, outcome.reason),
        (true, true) => outcome.kind_word().to_owned(),
        (true, false) => format!("{}: {}", outcome.kind_word(), outcome.reason),
    };
    let text = match outcome.set_by_hand() {
        Some(set) if set.computed_word.is_empty() => format!("{text}, set by hand"),
        Some(set) => format!("{text}, set by hand; by the rules {}", set.computed_word),
        None => text,
    };
    let span = outcome.held_down_by().or(outcome.decided_by).unwrap_or(look.measure().span);
    step(StepKind::Result, text, Some(Place::Rule(span)))
}

pub(super) fn history(look: Look<'_, '_>) -> Vec<HistoryLine> {
    let series = look.series;
    let slots = series.earliest..=series.report.max(series.first);
    let looks = slots.map(|slot| look.in_its_time(slot)).filter(|look| look.slot >= series.first);
    let again = (series.earliest..=series.report).flat_map(|slot| look.in_its_time(slot).by_definitions());
    let mut looks: Vec<Look<'_, '_>> = looks.chain(again).collect();
    looks.sort_by_key(|look| (look.slot, look.definition));
    let lines = looks.into_iter().filter_map(|look| {
        let level = match look.grade() {
            super::judge::Graded::Level(level) => Some(level).filter(|_| !look.is_baseline()),
            super::judge::Graded::NotYet
            | super::judge::Graded::Busy
            | super::judge::Graded::Unrated
            | super::judge::Graded::Unknown => None,
        };
        Some(HistoryLine {
            period: look.period()?,
            figure: look.figure(),
            level,
            level_word: results::level_word(look.judge, series, level),
            on_target: look.on_target(),
            by: (!look.is_own_definition()).then(|| look.definition_named(look.definition)),
            not_comparable: look.not_comparable(),
            replaced: look.history().replaced,
        })
    });
    lines.collect()
}
