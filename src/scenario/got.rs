//! What came instead of what was expected, and the line that decided it with its numbers.

use super::cases;
use super::compare::{Failure, Other, result, stands, total};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::eval::outcome::{Assessment, Outcome as Seen, Truth};
use crate::model::scenario::{
    CaseExpected, Expect, Expectation, ExpectedAmount, Outcome, ResultFigure, Stands, Subject, TotalWord,
    Whole,
};
use crate::model::{Ladder, Measure, RuleBook, ShareOf, Since};
use crate::plain;

/// An expectation that is not met.
pub(super) fn failure(book: &RuleBook, report: &Assessment, expect: &Expect) -> Failure {
    let expected = expected(book, &expect.what);
    let fail = |got: String, line: Option<Span>, because: String, instead: Option<String>| Failure {
        span: expect.span,
        expected: expected.clone(),
        got,
        line,
        because,
        instead,
    };
    match &expect.what {
        Expectation::Result { subject, outcome, .. } => {
            let Some(seen) = result(report, subject) else {
                return fail(no_result(book, report, subject), None, String::new(), None);
            };
            let name = name(book, subject);
            let word = out(seen, outcome);
            let instead = format!("{name} is {word}");
            let line = seen.decided_by.or_else(|| seen.target.as_ref().map(|target| target.span));
            fail(instead.clone(), line, numbers(book, seen), Some(instead))
        }
        Expectation::Figure { subject, which, .. } => {
            let Some(seen) = result(report, subject) else {
                return fail(no_result(book, report, subject), None, String::new(), None);
            };
            let said = figure_of(*which, &name(book, subject));
            match figure_words(book, seen, *which) {
                Some(words) => {
                    let instead = format!("{said} is {}", as_written(&words));
                    let line = seen.target.as_ref().map(|target| target.span);
                    fail(format!("{said} is {words}"), line, numbers(book, seen), Some(instead))
                }
                None => fail(format!("there is no {said}"), None, numbers(book, seen), None),
            }
        }
        Expectation::Case(wanted) => case(book, report, wanted, &fail),
        Expectation::NoCase { escalation, about } => {
            let mut live = report.cases.iter().filter(|case| case.state.is_live());
            let case = live.find(|case| cases::is_about(case, *escalation, about.as_ref()));
            let words = case.map(|case| cases::words(book, report, case, None)).unwrap_or_default();
            let other = case.map(|case| cases::other(book, report, case));
            let (line, because) = other.map_or((None, String::new()), |one| (one.line, one.because));
            fail(words.clone(), line, because, Some(words).filter(|words| !words.is_empty()))
        }
        Expectation::Total { of, whose, .. } => {
            let words = total_words(book, total(report, of, *whose), of, *whose);
            let count = |of| total_words(book, total(report, &of, *whose), &of, Whole::Book);
            let all = [TotalWord::Measures, TotalWord::Due, TotalWord::Rated, TotalWord::OnTarget].map(count);
            fail(words.clone(), None, format!("of {}", all.join(", ")), Some(words))
        }
        Expectation::Share { whose, .. } => share(book, report, *whose, &fail),
        Expectation::Stage { who, ladder, .. } => stage(book, report, who, *ladder, &fail),
    }
}

/// The level that a theme or board has, and the share that gave it.
fn share(book: &RuleBook, report: &Assessment, whose: ShareOf, fail: Fail<'_>) -> Failure {
    let name = whole(book, whose);
    let Some(share) = super::compare::standing(report, whose) else {
        return fail(format!("{name} has no level in this report"), None, String::new(), None);
    };
    let word = super::compare::share_word(share).unwrap_or("not rated");
    let words = format!("{name} is {word}");
    let because = format!("{} of {} on target", share.on_target, share.of);
    fail(words.clone(), share.decided_by, because, Some(words))
}

/// `theme start`, `board CT`.
pub(super) fn whole(book: &RuleBook, whose: ShareOf) -> String {
    match whose {
        ShareOf::Theme(theme) => format!("theme {}", book.themes[theme].id),
        ShareOf::Owner(party) => format!("board {}", book.parties[party].id),
    }
}

/// How a failure is made of what came, the line that decided it, why, and the words that would be met.
type Fail<'f> = &'f dyn Fn(String, Option<Span>, String, Option<String>) -> Failure;

/// The case that comes nearest to the one expected.
fn case(book: &RuleBook, report: &Assessment, wanted: &CaseExpected, fail: Fail<'_>) -> Failure {
    let rule = &book.escalations[wanted.escalation];
    let line = Some(rule.when.span().unwrap_or(rule.span));
    let about = wanted.about.as_ref();
    let because = about.and_then(|about| result(report, about)).map(|seen| numbers(book, seen));
    match cases::nearest(report, wanted) {
        Some(case) => {
            let words = cases::words(book, report, case, Some(wanted));
            let last = case.steps.last().map(|step| step.text.clone());
            let because = last.or(because).unwrap_or_default();
            fail(words.clone(), line, because, Some(words))
        }
        None => {
            let about = about.map(|about| format!(" about {}", name(book, about)));
            let words = format!("no {}{}", rule.id, about.unwrap_or_default());
            fail(words.clone(), line, because.unwrap_or_default(), Some(words))
        }
    }
}

/// The stage it is in.
fn stage(book: &RuleBook, report: &Assessment, who: &Stands, ladder: Id<Ladder>, fail: Fail<'_>) -> Failure {
    let own = &book.ladders[ladder];
    let positions = report.positions.iter().filter(|position| position.ladder == ladder);
    let mut found = positions.filter(|position| stands(&position.climber, &position.name, who));
    match found.next() {
        Some(position) => {
            let stage = position.stage.and_then(|at| own.stages.get(at));
            let because = position.moves.last().map(|last| last.because.clone()).unwrap_or_default();
            let words = stage.map(|stage| format!("{} in stage {} of {}", position.name, stage.id, own.id));
            let shown =
                words.clone().unwrap_or_else(|| format!("{} in no stage of {}", position.name, own.id));
            fail(shown, stage.map(|stage| stage.span), because, words)
        }
        None => fail(format!("it does not stand on {}", own.id), Some(own.span), String::new(), None),
    }
}

/// `1.14`, or `2.8 for JR`.
pub(super) fn name(book: &RuleBook, subject: &Subject) -> String {
    let id = &book.measures[subject.measure].id;
    if subject.groups.is_empty() {
        return id.clone();
    }
    let groups: Vec<&str> = subject.groups.iter().map(|(_, member)| member.as_str()).collect();
    format!("{id} for {}", groups.join(", "))
}

fn no_result(book: &RuleBook, report: &Assessment, subject: &Subject) -> String {
    let own: Vec<String> = report
        .results
        .iter()
        .filter(|result| result.measure == subject.measure && !result.group.is_empty())
        .map(|result| result.group.clone())
        .collect();
    let have =
        if own.is_empty() { String::new() } else { format!("; it has results for {}", own.join(", ")) };
    format!("there is no result of {}{have}", name(book, subject))
}

/// How a result came out, in the word that answers what was asked.
fn out(seen: &Seen, asked: &Outcome) -> String {
    let level = || match seen.level {
        Some(_) => seen.level_word.clone(),
        None => seen.kind.word().to_owned(),
    };
    match asked {
        Outcome::Level(_) | Outcome::Kind(_) => level(),
        Outcome::OnTarget | Outcome::OffTarget => match seen.on_target {
            Truth::True => "on target".to_owned(),
            Truth::False => "off target".to_owned(),
            Truth::Unknown => seen.kind.word().to_owned(),
        },
        Outcome::Late => "not late".to_owned(),
        Outcome::Old => "not old figure".to_owned(),
        Outcome::Improving | Outcome::Worsening | Outcome::Unchanged => {
            match seen.movement.previous.as_ref().and_then(|movement| movement.better) {
                Some(1..) => "improving".to_owned(),
                Some(0) => "unchanged".to_owned(),
                Some(_) => "worsening".to_owned(),
                None => level(),
            }
        }
    }
}

/// The figures a result was decided on: `89.4% in Q3 2018/19 against 95% or more: 5.6 points short`.
pub(super) fn numbers(book: &RuleBook, seen: &Seen) -> String {
    let measure: &Measure = &book.measures[seen.measure];
    let unit = measure.unit_of_whole();
    let rating = book.rating_of(measure);
    let goal = seen.target.as_ref().map(|target| &target.goal);
    let mut said = match &seen.figure {
        Some(figure) => {
            format!(
                "{} {}",
                plain::outcome::amount_against(&figure.amount, goal, unit, rating),
                figure.period.when()
            )
        }
        None => seen.reason.clone(),
    };
    if let (Some(target), Some(_)) = (&seen.target, &seen.figure) {
        said.push_str(&format!(" against {}", plain::target_used(target, unit)));
    }
    if let Some(gap) = plain::gap(seen, unit).filter(|_| seen.figure.is_some()) {
        said.push_str(&format!(": {gap}"));
    }
    if let Some(movement) = seen.movement.previous.as_ref().filter(|_| seen.figure.is_some()) {
        said.push_str(&format!("; {}", plain::movement(movement, Since::Previous, unit)));
    }
    if seen.figure.is_some() && !seen.reason.is_empty() {
        said.push_str(&format!("; {}", seen.reason));
    }
    said
}

/// A result that no expectation names.
pub(super) fn other(book: &RuleBook, seen: &Seen) -> Other {
    let id = &book.measures[seen.measure].id;
    let group = if seen.group.is_empty() { String::new() } else { format!(" for {}", seen.group) };
    let word = if seen.level.is_some() { seen.level_word.clone() } else { seen.kind.word().to_owned() };
    Other { words: format!("{id}{group} is {word}"), line: seen.decided_by, because: numbers(book, seen) }
}

fn figure_of(which: ResultFigure, name: &str) -> String {
    let word = match which {
        ResultFigure::Value => "value",
        ResultFigure::Target => "target",
        ResultFigure::Gap => "gap",
    };
    format!("{word} of {name}")
}

/// Words that the language reads as an amount stay as they are; any others stand in quotes.
fn as_written(words: &str) -> String {
    let reads = words.starts_with(|c: char| c.is_ascii_digit() || "-£".contains(c)) || !words.contains(' ');
    if reads { words.to_owned() } else { format!("\"{words}\"") }
}

/// A figure of a result as a scenario would write it.
pub(super) fn figure_words(book: &RuleBook, seen: &Seen, which: ResultFigure) -> Option<String> {
    let measure = &book.measures[seen.measure];
    let unit = measure.unit_of_whole();
    match which {
        ResultFigure::Value => {
            let figure = seen.figure.as_ref()?;
            Some(plain::amount(&figure.amount, unit, book.rating_of(measure)))
        }
        ResultFigure::Target => match &seen.target.as_ref()?.goal {
            crate::eval::outcome::GoalUsed::Limit { figure, .. }
            | crate::eval::outcome::GoalUsed::Exactly { figure } => Some(unit.show(figure)),
            other => Some(plain::goal_used(other, unit)),
        },
        ResultFigure::Gap => seen.gap.as_ref().map(|gap| unit.show_difference(gap)),
    }
}

/// An expectation in the words in which a scenario says it.
pub(super) fn expected(book: &RuleBook, what: &Expectation) -> String {
    match what {
        Expectation::Result { subject, not, outcome } => {
            let not = if *not { "not " } else { "" };
            let word = match outcome {
                Outcome::Level(word) => word.as_str(),
                Outcome::Kind(word) => word,
                Outcome::OnTarget => "on target",
                Outcome::OffTarget => "off target",
                Outcome::Late => "late",
                Outcome::Old => "old figure",
                Outcome::Improving => "improving",
                Outcome::Worsening => "worsening",
                Outcome::Unchanged => "unchanged",
            };
            format!("{} is {not}{word}", name(book, subject))
        }
        Expectation::Figure { subject, which, amount } => {
            let unit = book.measures[subject.measure].unit_of_whole();
            let amount = match (amount, which) {
                (ExpectedAmount::Number(number), ResultFigure::Gap) => unit.show_difference(number),
                (ExpectedAmount::Number(number), _) => unit.show(number),
                (ExpectedAmount::Words(words), _) => words.clone(),
            };
            format!("{} is {amount}", figure_of(*which, &name(book, subject)))
        }
        Expectation::Case(case) => super::write::case(book, case),
        Expectation::NoCase { escalation, about } => {
            let rule = escalation.map_or("case", |rule| book.escalations[rule].id.as_str());
            let about = about.as_ref().map(|about| format!(" about {}", name(book, about)));
            format!("no {rule}{}", about.unwrap_or_default())
        }
        Expectation::Share { whose, not, level } => {
            let not = if *not { "not " } else { "" };
            format!("{} is {not}{}", whole(book, *whose), level.as_deref().unwrap_or("not rated"))
        }
        Expectation::Total { count, of, whose } => total_words(book, *count, of, *whose),
        Expectation::Stage { who, ladder, stage } => {
            let own = &book.ladders[*ladder];
            let stage = own.stages.get(*stage).map_or("", |stage| stage.id.as_str());
            format!("{} in stage {stage} of {}", super::write::stands(book, who), own.id)
        }
    }
}

fn total_words(book: &RuleBook, count: u32, of: &TotalWord, whose: Whole) -> String {
    let word = match of {
        TotalWord::Measures if count == 1 => "measure",
        TotalWord::Measures => "measures",
        TotalWord::Due => "due",
        TotalWord::Rated => "rated",
        TotalWord::OnTarget => "on target",
        TotalWord::Level(word) => word.as_str(),
        TotalWord::Kind(word) => word,
    };
    let whose = match whose {
        Whole::Book => String::new(),
        Whole::Theme(theme) => format!(" of {}", book.themes[theme].id),
        Whole::Owner(party) => format!(" of {}", book.parties[party].id),
    };
    format!("{count} {word}{whose}")
}
