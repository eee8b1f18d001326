//! Holds what is expected against a report.

use super::{cases, got};
use crate::base::span::Span;
use crate::eval::outcome::{
    Amount, Assessment, Climber, ExceptionKind, GoalUsed, Outcome as Seen, Remark, ResultKind, ReturnState,
    ShareStatus, TotalOf, Truth,
};
use crate::model::scenario::{
    Expect, Expectation, ExpectedAmount, Outcome, ReportMade, ResultFigure, Scenario, Stands, Subject,
    TotalWord, Whole,
};
use crate::model::{RuleBook, ShareOf};

/// What was expected, what came, and what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The expectation, or what could not be read.
    pub span: Span,
    /// What was expected; empty where nothing was compared.
    pub expected: String,
    /// What came.
    pub got: String,
    /// The line that decided it, where there is one.
    pub line: Option<Span>,
    /// The numbers it decided on, and why, in words; may be empty.
    pub because: String,
    /// The words that would be met, where there are such.
    pub instead: Option<String>,
}

impl Failure {
    /// Something given that cannot be read.
    pub(super) fn unread(span: Span, why: &str) -> Self {
        let expected = String::new();
        Self { span, expected, got: why.to_owned(), line: None, because: String::new(), instead: None }
    }
}

/// True when all that is expected of a report is met.
pub(super) fn holds(book: &RuleBook, scenario: &Scenario, made: &ReportMade, report: &Assessment) -> bool {
    made.expects.iter().all(|expect| is_met(book, report, &expect.what))
        && (made.nothing_else.is_none() || others(book, scenario, made, report).is_empty())
}

/// All that is not as expected.
pub(super) fn failures(
    book: &RuleBook,
    scenario: &Scenario,
    made: &ReportMade,
    report: &Assessment,
    unread: &[(Option<Span>, String)],
) -> Vec<Failure> {
    let missed = made.expects.iter().filter(|expect| !is_met(book, report, &expect.what));
    let mut found: Vec<Failure> = missed.map(|expect| got::failure(book, report, expect)).collect();
    if let Some(failure) = found.first_mut()
        && failure.because.is_empty()
        && let Some((_, why)) = unread.first()
    {
        failure.because.clone_from(why);
    }
    if let Some(span) = made.nothing_else {
        let others = others(book, scenario, made, report);
        found.extend(others.into_iter().map(|other| Failure {
            span,
            expected: "and nothing else".to_owned(),
            got: format!("also {}", other.words),
            line: other.line,
            because: other.because,
            instead: None,
        }));
    }
    found
}

/// True when a result is the one that is meant.
pub(super) fn is_of(result: &Seen, subject: &Subject) -> bool {
    result.measure == subject.measure && is_place(&result.group, subject)
}

/// True when a label names just the groups that are meant.
pub(super) fn is_place(label: &str, subject: &Subject) -> bool {
    let parts: Vec<&str> = label.split(", ").filter(|part| !part.is_empty()).collect();
    parts.len() == subject.groups.len()
        && subject.groups.iter().all(|(_, member)| parts.iter().any(|part| part.eq_ignore_ascii_case(member)))
}

/// The result that is meant, where there is one.
pub(super) fn result<'r>(report: &'r Assessment, subject: &Subject) -> Option<&'r Seen> {
    report.results.iter().find(|result| is_of(result, subject))
}

/// True when an expectation is met.
pub(super) fn is_met(book: &RuleBook, report: &Assessment, what: &Expectation) -> bool {
    match what {
        Expectation::Result { subject, not, outcome } => {
            result(report, subject).is_some_and(|result| comes_out(book, result, outcome) != *not)
        }
        Expectation::Figure { subject, which, amount } => {
            result(report, subject).is_some_and(|result| has_figure(book, result, *which, amount))
        }
        Expectation::Case(case) => report.cases.iter().any(|seen| cases::is_it(report, seen, case)),
        Expectation::NoCase { escalation, about } => {
            let mut live = report.cases.iter().filter(|case| case.state.is_live());
            !live.any(|case| cases::is_about(case, *escalation, about.as_ref()))
        }
        Expectation::Share { whose, not, level } => {
            standing(report, *whose).is_some_and(|share| (share_word(share) == level.as_deref()) != *not)
        }
        Expectation::Total { count, of, whose } => total(report, of, *whose) == *count,
        Expectation::Stage { who, ladder, stage } => {
            let positions = report.positions.iter().filter(|position| position.ladder == *ladder);
            let mut own = positions.filter(|position| stands(&position.climber, &position.name, who));
            own.any(|position| position.stage == Some(*stage))
        }
    }
}

/// True when it stands on a ladder.
pub(super) fn stands(climber: &Climber, name: &str, who: &Stands) -> bool {
    match (climber, who) {
        (Climber::Measure(measure, _), Stands::Measure(subject)) => {
            let label = name.split_once(' ').map_or("", |(_, group)| group);
            *measure == subject.measure && (subject.groups.is_empty() || is_place(label, subject))
        }
        (Climber::Board(own), Stands::Party(party)) => own == party,
        (Climber::Theme(own), Stands::Theme(theme)) => own == theme,
        (Climber::Group(_), Stands::Group(group)) => name.eq_ignore_ascii_case(group),
        (Climber::Book, Stands::Book) => true,
        (
            Climber::Measure(..) | Climber::Board(_) | Climber::Theme(_) | Climber::Group(_) | Climber::Book,
            _,
        ) => false,
    }
}

/// True when a result comes out so.
fn comes_out(book: &RuleBook, result: &Seen, outcome: &Outcome) -> bool {
    let moves = |wanted: fn(i8) -> bool| {
        let better = result.movement.previous.as_ref().and_then(|movement| movement.better);
        better.is_some_and(wanted)
    };
    match outcome {
        Outcome::Level(word) => {
            let rating = book.rating_of(&book.measures[result.measure]);
            rating.zip(result.level).is_some_and(|(rating, level)| rating.word(level) == word)
        }
        Outcome::Kind(word) if *word == ResultKind::Missing.word() => result.is_missing(),
        Outcome::Kind(word) => result.kind.word() == *word,
        Outcome::OnTarget => result.on_target == Truth::True,
        Outcome::OffTarget => result.on_target == Truth::False,
        Outcome::Late => {
            let returned = result.returned.as_ref().map(|returned| returned.state);
            matches!(returned, Some(ReturnState::Late { .. }))
                || result.remarks.iter().any(|remark| matches!(remark, Remark::Late { .. }))
        }
        Outcome::Old => result.remarks.iter().any(|remark| matches!(remark, Remark::OldFigure { .. })),
        Outcome::Improving => moves(|way| way > 0),
        Outcome::Worsening => moves(|way| way < 0),
        Outcome::Unchanged => moves(|way| way == 0),
    }
}

/// True when a result has a figure.
fn has_figure(book: &RuleBook, result: &Seen, which: ResultFigure, amount: &ExpectedAmount) -> bool {
    let number = match which {
        ResultFigure::Value => match result.figure.as_ref().map(|figure| &figure.amount) {
            Some(Amount::Number { value, .. }) => Some(value),
            Some(Amount::Met(_) | Amount::Day(_) | Amount::Level(_)) | None => None,
        },
        ResultFigure::Target => match result.target.as_ref().map(|target| &target.goal) {
            Some(GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure }) => Some(figure),
            Some(GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. }) | None => None,
        },
        ResultFigure::Gap => result.gap.as_ref(),
    };
    match amount {
        ExpectedAmount::Number(wanted) => number == Some(wanted),
        ExpectedAmount::Words(words) => {
            got::figure_words(book, result, which).is_some_and(|shown| shown.eq_ignore_ascii_case(words))
        }
    }
}

/// How a theme or board stands by its share on target, where it is rated so.
pub(super) fn standing(report: &Assessment, whose: ShareOf) -> Option<&ShareStatus> {
    let of = match whose {
        ShareOf::Theme(theme) => TotalOf::Theme(theme),
        ShareOf::Owner(party) => TotalOf::Owner(Some(party)),
    };
    report.totals.iter().find(|line| line.of == of)?.share.as_ref()
}

/// The level of a theme or board; none where it is not rated.
pub(super) fn share_word(share: &ShareStatus) -> Option<&str> {
    share.level.map(|_| share.word.as_str())
}

/// How many there are.
pub(super) fn total(report: &Assessment, of: &TotalWord, whose: Whole) -> u32 {
    let wanted = |line: &TotalOf| match (line, whose) {
        (TotalOf::Book, Whole::Book) => true,
        (TotalOf::Theme(own), Whole::Theme(theme)) => *own == theme,
        (TotalOf::Owner(own), Whole::Owner(party)) => *own == Some(party),
        (TotalOf::Book | TotalOf::Theme(_) | TotalOf::Owner(_), _) => false,
    };
    let Some(line) = report.totals.iter().find(|line| wanted(&line.of)) else { return 0 };
    match of {
        TotalWord::Measures => line.measures,
        TotalWord::Due => line.due,
        TotalWord::Rated => line.rated,
        TotalWord::OnTarget => line.on_target,
        TotalWord::Level(word) => {
            line.levels.iter().filter(|(own, _)| own == word).map(|(_, count)| count).sum()
        }
        TotalWord::Kind(word) => {
            line.kinds.iter().filter(|(own, _)| own.word() == *word).map(|(_, count)| count).sum()
        }
    }
}

/// Something that came and was not named.
pub(super) struct Other {
    pub(super) words: String,
    pub(super) line: Option<Span>,
    pub(super) because: String,
}

/// Open cases, and results that somebody has to look at, that no expectation names; of the measures that figures are given
/// for, or that an expectation names.
pub(super) fn others(
    book: &RuleBook,
    scenario: &Scenario,
    made: &ReportMade,
    report: &Assessment,
) -> Vec<Other> {
    let subjects = || made.expects.iter().filter_map(|expect| expect.what.subject());
    let by_table = !scenario.files.is_empty();
    let looked_at = |measure| {
        by_table
            || scenario.figures.iter().any(|figure| figure.measure == measure)
            || subjects().any(|subject| subject.measure == measure)
    };
    let named = |expect: &Expect, result: &Seen| match &expect.what {
        Expectation::Result { subject, .. } | Expectation::Figure { subject, .. } => is_of(result, subject),
        Expectation::Case(case) => case.about.as_ref().is_some_and(|about| is_of(result, about)),
        Expectation::NoCase { .. }
        | Expectation::Total { .. }
        | Expectation::Share { .. }
        | Expectation::Stage { .. } => false,
    };
    let mut found = Vec::new();
    for case in report.cases.iter().filter(|case| case.state.is_live()) {
        let is_named = made.expects.iter().any(|expect| match &expect.what {
            Expectation::Case(wanted) => cases::is_it(report, case, wanted),
            Expectation::Result { .. }
            | Expectation::Figure { .. }
            | Expectation::NoCase { .. }
            | Expectation::Total { .. }
            | Expectation::Share { .. }
            | Expectation::Stage { .. } => false,
        });
        if !is_named && case.measure.is_none_or(looked_at) {
            found.push(cases::other(book, report, case));
        }
    }
    for exception in report.exceptions.iter().filter(|one| one.kind != ExceptionKind::Escalated) {
        let Some(result) = report.results.get(exception.result) else { continue };
        let is_named = made.expects.iter().any(|expect| named(expect, result));
        if !is_named && looked_at(result.measure) {
            found.push(got::other(book, result));
        }
    }
    found
}
