//! What each paper of the book shows, lists apart and leaves out, and who reads it on which day.

use chrono::{Datelike, Months, NaiveDate};

use super::cases::diags;
use super::explain::history;
use super::judge::Judge;
use super::look::Look;
use super::moment::truth_of;
use super::outcome::{Outcome, Paper, PaperLine, Reading, ResultKind, Truth};
use crate::base::diag::Diagnostic;
use crate::base::period::Period;
use crate::model::{Apart, Condition, CopyTo, HistoryWanted, LevelTest, PaperDay, Reader, Report, Status};

/// Every paper whose rule is in order, and what is to be said of their days.
pub(super) fn all(judge: &Judge<'_>, results: &[Outcome]) -> (Vec<Paper>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let reports = judge.book.reports.iter().enumerate().filter(|(_, report)| !report.faulty);
    let papers = reports.map(|(at, report)| paper(judge, results, at, report, &mut findings)).collect();
    (papers, findings)
}

fn paper(
    judge: &Judge<'_>,
    results: &[Outcome],
    at: usize,
    report: &Report,
    findings: &mut Vec<Diagnostic>,
) -> Paper {
    let mut paper = Paper {
        report: at,
        shown: Vec::new(),
        apart: report.apart.iter().map(|_| Vec::new()).collect(),
        left_out: Vec::new(),
        levels: Vec::new(),
        rated: 0,
        readings: Vec::new(),
    };
    for (at, outcome) in results.iter().enumerate().filter(|(_, outcome)| !outcome.is_part) {
        count(judge, &mut paper, outcome);
        let seen = Seen { judge, outcome };
        let apart = report.apart.iter().position(|rule| seen.is_apart(rule));
        let shows = report.shows.as_ref().is_none_or(|when| seen.holds(when) == Truth::True);
        if report.always.contains(&outcome.measure) {
            paper.shown.push(seen.line(at, report.history.as_ref()));
        } else if let Some(list) = apart.and_then(|apart| paper.apart.get_mut(apart)) {
            list.push(at);
        } else if shows {
            paper.shown.push(seen.line(at, report.history.as_ref()));
        } else {
            paper.left_out.push(at);
        }
    }
    paper.readings = readings(judge, results, report, findings);
    paper
}

/// Adds a result to the levels of the whole, whether the paper shows it or not.
fn count(judge: &Judge<'_>, paper: &mut Paper, outcome: &Outcome) {
    let rating = judge.book.rating_of(&judge.book.measures[outcome.measure]);
    let (Some(rating), Some(_)) = (rating, outcome.level) else { return };
    paper.rated += 1;
    for level in &rating.levels {
        if paper.levels.iter().all(|(word, _)| *word != level.word) {
            paper.levels.push((level.word.clone(), 0));
        }
    }
    if let Some((_, count)) = paper.levels.iter_mut().find(|(word, _)| *word == outcome.level_word) {
        *count += 1;
    }
}

/// A result as the rules of a paper look at it.
#[derive(Clone, Copy)]
struct Seen<'s, 'a> {
    judge: &'s Judge<'a>,
    outcome: &'s Outcome,
}

impl<'s, 'a> Seen<'s, 'a> {
    fn look(self) -> Option<Look<'s, 'a>> {
        let own = self.judge.series_of(self.outcome.measure, self.outcome.place)?;
        Some(self.judge.look(own, own.report))
    }

    /// Whether a condition holds of the result; its level is the one that was given.
    fn holds(self, condition: &Condition) -> Truth {
        match condition {
            Condition::Level(test, _) => self.has_level(test),
            // Missing is what did not come for the period reported, whatever older figure stands.
            Condition::Status(Status::Missing, _) => truth_of(Some(self.outcome.is_missing())),
            Condition::Any(any) if any.iter().any(|one| self.holds(one) == Truth::True) => Truth::True,
            _ => self.look().map_or(Truth::Unknown, |look| look.holds(condition)),
        }
    }

    fn has_level(self, test: &LevelTest) -> Truth {
        let book = self.judge.book;
        let rating = book.rating_of(&book.measures[self.outcome.measure]);
        let (Some(level), Some(rating)) = (self.outcome.level, rating) else { return Truth::Unknown };
        let known = match test {
            LevelTest::OneOf(words) => Some(words.iter().any(|word| rating.level(word) == Some(level))),
            LevelTest::OrWorse(word) => {
                book.against_level(rating, level, word).map(std::cmp::Ordering::is_ge)
            }
            LevelTest::OrBetter(word) => {
                book.against_level(rating, level, word).map(std::cmp::Ordering::is_le)
            }
        };
        truth_of(known)
    }

    fn is_apart(self, rule: &Apart) -> bool {
        match rule {
            Apart::WithoutTarget => self.outcome.kind == ResultKind::Unrated,
            Apart::When(condition) => self.holds(condition) == Truth::True,
        }
    }

    fn line(self, at: usize, wanted: Option<&HistoryWanted>) -> PaperLine {
        let wanted = wanted.filter(|wanted| {
            let all = wanted.when.as_ref().is_none_or(|when| self.holds(when) == Truth::True);
            all && self.outcome.kind != ResultKind::Withheld
        });
        let history = wanted.zip(self.look()).map(|(wanted, look)| reaching_back(look, wanted));
        PaperLine { result: at, history: history.unwrap_or_default() }
    }
}

/// The figures of the last so many years or periods, the newest included.
fn reaching_back(look: Look<'_, '_>, wanted: &HistoryWanted) -> Vec<super::explain::HistoryLine> {
    let mut lines = history(look);
    if let Some(months) = wanted.months {
        let back = Months::new(wanted.count.saturating_mul(months));
        let from = look.period().and_then(|period| period.end.checked_sub_months(back));
        lines.retain(|line| from.is_none_or(|from| line.period.end > from));
    } else {
        let keep = lines.len().saturating_sub(wanted.count as usize);
        lines.drain(..keep);
    }
    lines
}

/// `Q2` of `Q2 2019/20`; the whole name where a period is no part of a year.
fn part_of(period: &Period) -> String {
    let name = period.to_string();
    name.split_once(' ').map_or(name.clone(), |(part, _)| part.to_owned())
}

fn goes_in(parts: &[String], part: &str) -> bool {
    parts.is_empty() || parts.iter().any(|own| own == part)
}

fn readings(
    judge: &Judge<'_>,
    results: &[Outcome],
    report: &Report,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Reading> {
    let period = judge.period();
    let part = part_of(&period);
    let mut all = Vec::new();
    for reader in report.readers.iter().filter(|reader| goes_in(&reader.parts, &part)) {
        all.push(reading(judge, report, reader, &period, findings));
    }
    // A copy goes on the day the paper goes; where no paper goes, there is no such day.
    let Some(on) = all.first().map(|first| first.on) else { return all };
    for copy in report.copies.iter().filter(|copy| goes_in(&copy.parts, &part)) {
        let own = copied(judge, results, copy);
        if !own.is_empty() {
            let (to, day_is) = (copy.to.clone(), "the same day".to_owned());
            all.push(Reading { to, by: None, on, day_is, results: Some(own) });
        }
    }
    all
}

/// The results that a copy is made of: those with a figure of the period reported. An old figure went when it was new.
fn copied(judge: &Judge<'_>, results: &[Outcome], copy: &CopyTo) -> Vec<usize> {
    let is_new = |outcome: &Outcome| {
        let end = judge.period().end;
        let figure = outcome.figure.as_ref().map(|figure| figure.period.end);
        figure.is_none_or(|figure| judge.period().start <= figure && figure <= end)
    };
    let whole = results.iter().enumerate().filter(|(_, outcome)| !outcome.is_part);
    let own = whole.filter(|(_, outcome)| {
        Seen { judge, outcome }.has_level(&copy.level) == Truth::True && is_new(outcome)
    });
    own.map(|(at, _)| at).collect()
}

fn reading(
    judge: &Judge<'_>,
    report: &Report,
    reader: &Reader,
    period: &Period,
    findings: &mut Vec<Diagnostic>,
) -> Reading {
    let book = judge.book;
    let (on, day_is) = match reader.day {
        PaperDay::NotSet => (None, String::new()),
        PaperDay::NextMeeting(party) => {
            let meets = &book.parties[party].meets;
            let next = meets.iter().filter(|day| **day > period.end).min().copied();
            // A board that lists no meeting at all is a matter of the rules, and was told of there.
            if next.is_none() && !meets.is_empty() {
                let (id, party) = (&report.id, &book.parties[party]);
                findings.push(diags::no_meeting_for_paper(id, party, period.end, reader.span));
            }
            let title = &book.parties[party].title;
            let said = match next {
                Some(_) => format!("the next meeting of {title}"),
                None => format!("no later meeting of {title} is listed"),
            };
            (next, said)
        }
        PaperDay::LastWorkingDay => {
            let noun = book.framework.due.map_or("quarter", |due| due.step.noun());
            (
                last_working_day(judge, period.end),
                format!("the last working day of the month after the {noun}"),
            )
        }
        PaperDay::WorkingDays(count) => {
            (Some(book.calendar.working_days_after(period.end, count)), String::new())
        }
    };
    Reading { to: reader.to.clone(), by: reader.by.clone(), on, day_is, results: None }
}

/// The last working day of the month after the one in which a period ends.
fn last_working_day(judge: &Judge<'_>, end: NaiveDate) -> Option<NaiveDate> {
    let month = end.with_day(1)?.checked_add_months(Months::new(1))?;
    let mut day = month.checked_add_months(Months::new(1))?.pred_opt()?;
    while !judge.book.calendar.is_working_day(day) && day > month {
        day = day.pred_opt()?;
    }
    Some(day)
}
