//! The facts of a prompt: short sentences, and the words that fill its questions.

use chrono::NaiveDate;

use super::words::{goal, named, sentence};
use crate::base::exact::Exact;
use crate::base::period::{Period, date_name};
use crate::eval::outcome::{
    Amount, Case, CaseState, Figure, FigureSource, GoalUsed, MovementSeen, Outcome, Remark, ResultKind,
    TargetUsed, Truth,
};
use crate::model::{Measure, RuleBook};

const NOT_KNOWN: &str = "not known";

/// The period a result is about: that of its figure, else the one expected.
pub(super) fn current_period(result: &Outcome) -> Option<Period> {
    result.figure.as_ref().map(|figure| figure.period).or(result.expected)
}

/// The period that a case asks about: of the newest figure, unless the case waits for a later one.
fn asked_about(case: &Case, result: Option<&Outcome>) -> Period {
    let current = result.and_then(current_period);
    current.filter(|current| case.opened_for.start <= current.end).unwrap_or(case.opened_for)
}

/// What stands for a placeholder of a question.
pub(super) fn placeholder(book: &RuleBook, case: &Case, result: Option<&Outcome>, name: &str) -> String {
    let measure = case.measure.map(|id| &book.measures[id]);
    let seen = |movement: Option<&MovementSeen>| Some(shown(book, measure?, &movement?.from));
    let found = match name {
        // Quoted, since a title may be a sentence of its own: `When will ‘1.1 Reduce the number of …’ be back on target?`
        "measure" => measure.map(|measure| format!("‘{} {}’", measure.id, measure.title)),
        "owner" => measure.and_then(|measure| Some(named(book, measure.owner?))),
        "group" => Some(case.group.clone()).filter(|group| !group.is_empty()),
        "period" => Some(asked_about(case, result).to_string()),
        "value" => result.and_then(|result| Some(shown(book, measure?, result.figure.as_ref()?))),
        "previous" => seen(result.and_then(|result| result.movement.previous.as_ref()))
            .or_else(|| Some(shown(book, measure?, result?.last_known.as_ref()?))),
        "baseline" => seen(result.and_then(|result| result.movement.baseline.as_deref()))
            .or_else(|| baseline_words(measure?, &case.group)),
        "target" => {
            result.and_then(|result| Some(goal(measure?.unit_of_whole(), &result.target.as_ref()?.goal)))
        }
        "level" => result.map(level).filter(|level| !level.is_empty()),
        "gap" => result.and_then(|result| {
            Some(measure?.unit_of_whole().show_difference(&result.gap.as_ref()?.magnitude()))
        }),
        "value as % of target" => result.and_then(|result| {
            let Amount::Number { value, .. } = &result.figure.as_ref()?.amount else { return None };
            share_of_target(result, value)
        }),
        "gap as % of target" => {
            result.and_then(|result| share_of_target(result, &result.gap.as_ref()?.magnitude()))
        }
        _ => None,
    };
    found.unwrap_or_else(|| NOT_KNOWN.to_owned())
}

/// `452.8%`: an amount as a share of the figure that is aimed at.
fn share_of_target(result: &Outcome, amount: &Exact) -> Option<String> {
    let figure = match &result.target.as_ref()?.goal {
        GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => figure,
        GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => return None,
    };
    Some(amount.times(&Exact::from(100)).over(figure)?.share_text())
}

fn baseline_words(measure: &Measure, group: &str) -> Option<String> {
    let baseline =
        crate::eval::timeline::baseline_of(measure, Some(group).filter(|group| !group.is_empty()))?;
    Some(measure.unit_of_whole().show_places(&baseline.value, baseline.places))
}

fn level(result: &Outcome) -> String {
    if result.level_word.is_empty() { result.kind.word().to_owned() } else { result.level_word.clone() }
}

/// A figure as a reader sees it.
fn shown(book: &RuleBook, measure: &Measure, figure: &Figure) -> String {
    match &figure.amount {
        Amount::Number { value, places } => measure.unit_of_whole().show_places(value, *places),
        Amount::Met(true) => "met".to_owned(),
        Amount::Met(false) => "not met".to_owned(),
        Amount::Day(day) => date_name(*day),
        Amount::Level(level) => {
            book.rating_of(measure).map_or(NOT_KNOWN, |rating| rating.word(*level)).to_owned()
        }
    }
}

/// The facts of the result that a case is about.
pub(super) fn facts(
    book: &RuleBook,
    case: &Case,
    result: Option<&Outcome>,
    then: Option<&Outcome>,
) -> Vec<String> {
    let mut facts = Vec::new();
    if let (Some(id), Some(result)) = (case.measure, result) {
        let measure = &book.measures[id];
        facts.extend(not_submitted(case, result));
        facts.push(standing(book, measure, result));
        facts.extend(result.last_known.as_ref().filter(|_| result.figure.is_none()).map(|known| {
            format!("The last known figure is {} {}.", shown(book, measure, known), known.period.when())
        }));
        facts.extend(movements(book, measure, result));
        facts.extend(result.outlook.iter().flat_map(|outlook| outlook.said()).map(sentence));
        facts.extend(reservations(measure, result));
        facts.extend(past(book, measure, result));
    }
    facts.extend(result.zip(then).and_then(|(result, then)| when_asked(book, case, result, then)));
    facts
}

/// `When it was asked, on 19 January 2026, it was 84.9% in Q3 2025/26.`, where the figure is another one since.
fn when_asked(book: &RuleBook, case: &Case, result: &Outcome, then: &Outcome) -> Option<String> {
    let (measure, figure) = (&book.measures[case.measure?], then.figure.as_ref()?);
    let same = |now: &Figure| now.period == figure.period && now.amount == figure.amount;
    if result.figure.as_ref().is_some_and(same) {
        return None;
    }
    let (value, level) = (shown(book, measure, figure), &then.level_word);
    let level = if level.is_empty() || *level == value { String::new() } else { format!(", {level}") };
    let asked = if case.wants_answer(book) { "asked" } else { "told" };
    let (day, when) = (date_name(case.opened_on), figure.period.when());
    Some(format!("When it was {asked}, on {day}, it was {value} {when}{level}."))
}

/// `No figure for Q2 2019/20 was submitted.`, where a case waits for one and the newest is of a period before.
fn not_submitted(case: &Case, result: &Outcome) -> Option<String> {
    let is_before = current_period(result).is_some_and(|current| current.end < case.opened_for.start);
    is_before.then(|| format!("No figure for {} was submitted.", case.opened_for))
}

/// `89.4% in Q3 2018/19 is red: 5.6 points below the target of 95% or more.`
fn standing(book: &RuleBook, measure: &Measure, result: &Outcome) -> String {
    let reason = if result.reason.is_empty() { String::new() } else { format!(": {}", result.reason) };
    let Some(figure) = &result.figure else {
        let period = result.expected.map_or_else(|| "the period".to_owned(), |period| period.to_string());
        return match result.kind {
            ResultKind::Missing if result.said_absent().is_some() => said_instead(result, &period),
            // The reason that is given where none was submitted with it says the same again.
            ResultKind::Missing if reason.contains("and not submitted") => {
                format!("No figure for {period} was submitted.")
            }
            ResultKind::Missing => format!("No figure for {period} was submitted{reason}."),
            ResultKind::Invalid => format!("The figure for {period} could not be used{reason}."),
            ResultKind::Rated
            | ResultKind::Unrated
            | ResultKind::NotRated
            | ResultKind::NotDue
            | ResultKind::Withheld
            | ResultKind::NotApplicable => {
                format!("The result for {period} is {}{reason}.", level(result))
            }
        };
    };
    let against = against_target(measure, figure, result).map_or(reason, |text| format!(": {text}"));
    let value = shown(book, measure, figure);
    match figure.amount {
        Amount::Number { .. } => format!("{value} {} is {}{against}.", figure.period.when(), level(result)),
        Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => {
            format!("The result for {} is \"{value}\", which is {}{against}.", figure.period, level(result))
        }
    }
}

/// `The figure for 2023/24 is not yet available, as Public Health said on 18 April 2024: "Not asked this year."`
fn said_instead(result: &Outcome, period: &str) -> String {
    let Some(said) = result.said_absent() else { return format!("No figure for {period} was submitted.") };
    let by = result.history.submitted_by.as_deref().filter(|by| !by.trim().is_empty());
    let on = result.history.submitted_on.map(|day| format!(" on {}", date_name(day)));
    let who = match (by, on) {
        (None, None) => String::new(),
        (None, Some(on)) => format!(", as was said{on}"),
        (Some(by), on) => format!(", as {by} said{}", on.unwrap_or_default()),
    };
    let note =
        said.note.as_deref().map_or_else(|| ".".to_owned(), |note| format!(": \"{}\"", sentence(note)));
    format!("The figure for {period} is {}{who}{note}", said.absence.words())
}

/// `5.6 points below the target of 95% or more`.
fn against_target(measure: &Measure, figure: &Figure, result: &Outcome) -> Option<String> {
    let target = result.target.as_ref()?;
    let words = target_words(measure, target);
    if matches!(target.goal, GoalUsed::ToBeSet { .. }) {
        return Some(words);
    }
    match result.on_target {
        Truth::Unknown => return None,
        Truth::True => return Some(format!("it meets {words}")),
        Truth::False => {}
    }
    let missed = missed_by(measure, figure, result, target);
    Some(missed.map_or_else(|| format!("it does not meet {words}"), |by| format!("{by} {words}")))
}

/// `the target of 95% or more`, with its name where it has one.
fn target_words(measure: &Measure, target: &TargetUsed) -> String {
    let name = target.name.as_ref().map_or_else(String::new, |name| format!("{name} "));
    let goal_words = goal(measure.unit_of_whole(), &target.goal);
    match target.goal {
        GoalUsed::ToBeSet { .. } | GoalUsed::MetBy { .. } => format!("the {name}target, {goal_words}"),
        GoalUsed::Limit { .. } | GoalUsed::Between { .. } | GoalUsed::Exactly { .. } => {
            format!("the {name}target of {goal_words}")
        }
    }
}

/// `5.6 points below`; none when the value is level with the figure, which a strict target does not count as met.
fn missed_by(measure: &Measure, figure: &Figure, result: &Outcome, target: &TargetUsed) -> Option<String> {
    let value = result.judged_number().filter(|_| matches!(figure.amount, Amount::Number { .. }))?;
    let gap = result.gap.as_ref().filter(|gap| !gap.is_zero())?.magnitude();
    let above = match &target.goal {
        GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => value > figure,
        GoalUsed::Between { high, .. } => value > high,
        GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => return None,
    };
    Some(format!(
        "{} {}",
        measure.unit_of_whole().show_difference(&gap),
        if above { "above" } else { "below" }
    ))
}

/// Where it was before, on each clock; the baseline is not told twice.
fn movements(book: &RuleBook, measure: &Measure, result: &Outcome) -> Vec<String> {
    let seen = &result.movement;
    let is_baseline = |from: &Figure| {
        matches!(from.source, FigureSource::Baseline(_))
            || seen
                .baseline
                .as_ref()
                .is_some_and(|b| b.from.period == from.period && b.from.amount == from.amount)
    };
    let told = |movement: &MovementSeen, mark: &str| {
        let from = shown(book, measure, &movement.from);
        format!("It was {from} {}{mark}: {}.", movement.from.period.when(), direction(measure, movement))
    };
    let mut sentences = Vec::new();
    let mut baseline_told = false;
    if let Some(previous) = &seen.previous {
        baseline_told = is_baseline(&previous.from);
        sentences.push(told(previous, if baseline_told { " (the baseline)" } else { "" }));
    }
    let same_as_previous = |year: &&MovementSeen| {
        seen.previous.as_ref().is_none_or(|previous| previous.from.period != year.from.period)
    };
    if let Some(year) = seen.last_year.as_ref().filter(same_as_previous) {
        sentences.push(told(year, " (a year before)"));
    }
    if let Some(baseline) = seen.baseline.as_ref().filter(|_| !baseline_told) {
        sentences.push(told(baseline, " (the baseline)"));
    }
    sentences
}

/// `worsening by 3.3 points`, `unchanged`, or `up by 12` where neither way is better.
fn direction(measure: &Measure, movement: &MovementSeen) -> String {
    let by = || measure.unit_of_whole().show_difference(&movement.change.magnitude());
    match movement.better {
        _ if movement.change == Exact::zero() => "unchanged".to_owned(),
        Some(1) => format!("improving by {}", by()),
        Some(-1) => format!("worsening by {}", by()),
        Some(_) | None if movement.change.is_negative() => format!("down by {}", by()),
        Some(_) | None => format!("up by {}", by()),
    }
}

/// What a reader has to know before relying on the figure.
fn reservations(measure: &Measure, result: &Outcome) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(figure) = &result.figure {
        said.extend(figure.marks.iter().map(|mark| format!("The figure is {}.", mark.word())));
    }
    let news = result.remarks.iter().filter(|remark| !result.says_already(remark));
    said.extend(news.filter_map(|remark| remark_words(measure, remark)));
    said
}

/// What the figure replaced, and why there is no movement.
fn past(book: &RuleBook, measure: &Measure, result: &Outcome) -> Vec<String> {
    let mut said = Vec::new();
    for was in &result.history.replaced {
        let amount = was.amount.as_ref().zip(result.figure.as_ref());
        let amount = amount.map_or_else(
            || "none".to_owned(),
            |(amount, figure)| shown(book, measure, &Figure { amount: amount.clone(), ..figure.clone() }),
        );
        said.push(format!("The figure was revised on {}: before, it was {amount}.", date_name(was.on)));
    }
    if let Some(from) = result.history.definition_changed.as_ref().and_then(|new| new.from) {
        said.push(format!("The definition changed in {from}, so no movement is given from earlier figures."));
    }
    said
}

/// A remark as a sentence; none where the target's own words say it.
fn remark_words(measure: &Measure, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::OldFigure { expected, .. } => {
            format!("This is an old figure: one for {expected} was expected.")
        }
        Remark::Late { due, submitted } => {
            format!("The figure was due on {} and came on {}.", date_name(*due), date_name(*submitted))
        }
        Remark::WorstOf { group, known, of } => {
            let known = if known == of { String::new() } else { format!("the {known} known of ") };
            format!("This is the worst of {known}{of} groups: {group}.")
        }
        Remark::TargetOfAnotherYear { target } => format!("The target is for {target}."),
        Remark::LastYearsTargetStands => "Last year's target stands until this year's is set.".to_owned(),
        Remark::ProRata { year_figure, part } => {
            let figure = measure.unit_of_whole().show(year_figure);
            format!("The target is {} of the year's {figure}.", part.share_words())
        }
        Remark::Trajectory => "The target is a step of the year's trajectory.".to_owned(),
        Remark::TargetLapsed { by } => format!("The target lapsed after {by}."),
        Remark::MonitorOnly => "It has no target: its figures are followed, and not rated.".to_owned(),
        Remark::Incomplete { why } => format!("It is incomplete: {why}."),
        Remark::SetByHand(set) => format!(
            "The level was set by hand by {} on {}: {}",
            set.by,
            date_name(set.on),
            sentence(&set.because)
        ),
        Remark::Capped { .. } => "Another result holds its level down.".to_owned(),
        Remark::TargetToBeSet { .. } => return None,
        Remark::Said(text) => sentence(text),
    })
}

/// `The case opened on 31 December 2018 and the answer is due on 12 September 2019.`
pub(super) fn case_so_far(
    (book, as_of): (&RuleBook, NaiveDate),
    case: &Case,
    result: Option<&Outcome>,
) -> String {
    let current = result.and_then(current_period);
    let mut text = format!("The case opened on {}", date_name(case.opened_on));
    // Where nothing has come for that period, the facts say so before.
    if current.is_some_and(|current| current != case.opened_for && case.opened_for.start <= current.end) {
        text.push_str(&format!(" for {}", case.opened_for));
    }
    match (case.due, case.state) {
        (_, CaseState::Answered) => text.push_str(" and has been answered."),
        (Some(due), _) if due < as_of => {
            text.push_str(&format!(" and the answer was due on {}.", date_name(due)));
        }
        (Some(due), _) => text.push_str(&format!(" and the answer is due on {}.", date_name(due))),
        (None, _) if !case.wants_answer(book) => text.push_str("; it is for information."),
        (None, _) => text.push_str(&format!("; there is no day for the answer: {}.", case.due_reason)),
    }
    text
}
