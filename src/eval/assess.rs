//! The whole judgement of one report, put together from its parts.

use chrono::NaiveDate;

use super::cases;
use super::changes;
use super::differences;
use super::exceptions;
use super::findings;
use super::judge::Judge;
use super::outcome::Assessment;
use super::results;
use super::totals;
use crate::base::period::Period;
use crate::base::rhythm::{Rhythm, Step};
use crate::data::{Observations, Responses, Row, State};
use crate::model::RuleBook;

/// Everything one judgement reads.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// The submitted values.
    pub data: &'a Observations,
    /// The answers that came back.
    pub responses: &'a Responses,
    /// The period to report; none for that of the newest figure.
    pub period: Option<Period>,
    /// The day as of which it is reported.
    pub as_of: NaiveDate,
}

impl Run<'_> {
    /// The period reported: the one asked for, else that of the newest figure.
    #[must_use]
    pub fn reported(&self) -> Period {
        self.period.unwrap_or_else(|| report_period(self.book, self.data, self.as_of))
    }
}

/// Judges a report.
#[must_use]
pub fn assess(run: &Run<'_>) -> Assessment {
    let period = run.reported();
    let judge = Judge::new(run, period);
    let results = results::all(&judge);
    let previous = previous_period(run.book, &period);
    let cases = cases::cases(&judge, run);
    let mut prompts = cases::prompts(run.book, run.responses, run.as_of, &cases, &results);
    cases::add_book_facts(&judge, run, &cases, &mut prompts);
    let exceptions = exceptions::all(&judge, run, &results, &cases);
    let mut findings = findings::all(&judge, run, &results, &exceptions);
    findings.extend(cases::findings(run.book, run.responses, run.as_of, &cases));
    let differences = differences::all(&judge, &results);
    // The report before lays all figures out again; both at once would be held for nothing.
    drop(judge);
    let (changes, compared) =
        previous.map_or_else(Default::default, |before| changes::all(run, &before, &results));
    Assessment {
        period,
        previous_period: previous,
        as_of: run.as_of,
        totals: totals::all(run.book, &results),
        differences,
        changes,
        compared_with_before: compared,
        findings,
        results,
        cases,
        prompts,
        exceptions,
    }
}

/// The rhythm in which a book reports; quarters where it says none.
fn rhythm(book: &RuleBook) -> Rhythm {
    book.framework.due.unwrap_or_else(|| Rhythm::every(Step::Quarter, book.year_start()))
}

/// The period of the book's rhythm that holds the last day of the newest figure known by `as_of`; with no figure,
/// the one that holds `as_of`.
#[must_use]
pub fn report_period(book: &RuleBook, data: &Observations, as_of: NaiveDate) -> Period {
    let known = |row: &Row| data.known_on(*row).is_some_and(|day| day <= as_of);
    let newest = |is_figure: bool| {
        let rows = data.order.iter().map(|row| Row(*row)).filter(known);
        let wanted = rows.filter(|row| !is_figure || is_shown(data.state(*row)));
        wanted.filter_map(|row| data.period(row)).map(|period| period.end).filter(|end| *end <= as_of).max()
    };
    let day = newest(true).or_else(|| newest(false)).unwrap_or(as_of);
    let rhythm = rhythm(book);
    rhythm.period(rhythm.slot_of(day)).unwrap_or_else(|| Period::day(day))
}

fn is_shown(state: State) -> bool {
    match state {
        State::Number | State::Yes | State::No | State::Day | State::Level => true,
        State::Missing | State::NotApplicable | State::Withheld | State::Invalid => false,
    }
}

/// The report period before `period`.
#[must_use]
pub fn previous_period(book: &RuleBook, period: &Period) -> Option<Period> {
    let rhythm = rhythm(book);
    rhythm.period(rhythm.slot_of(period.start.pred_opt()?))
}
