//! The whole judgement of one report, put together from its parts.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::asked;
use super::cases;
use super::changes;
use super::comparators;
use super::differences;
use super::exceptions;
use super::explain;
use super::findings;
use super::horizon::Judges;
use super::ladders;
use super::outcome::{Assessment, room};
use super::papers;
use super::results;
use super::totals;
use super::trends;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::data::{Observations, Responses, Row, State};
use crate::model::walk::stages_matter;
use crate::model::{Measure, RuleBook};

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
    assess_with_trends(run, LookBack::Nothing)
}

/// How far back a run keeps the figures behind each result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LookBack {
    /// Not at all.
    Nothing,
    /// So many periods, for the charts of pages; for the results that a page has room for.
    ForPages(usize),
    /// As far as there are any, for tables.
    Everything,
}

/// Judges a report, and keeps the figures over time behind each result, for charts and tables, and how it came about.
#[must_use]
pub fn assess_with_trends(run: &Run<'_>, back: LookBack) -> Assessment {
    let period = run.reported();
    let judges = Judges::new(run, period);
    let (judge, history) = (judges.report(), judges.history());
    let results = results::all(judge);
    let previous = previous_period(run.book, &period);
    let cases = cases::cases(history, run);
    let known = (run.book, run.responses, run.as_of);
    let mut prompts =
        cases::prompts_as_asked(known, &cases, &results, &|case| asked::as_asked(history, case));
    cases::add_book_facts(history, run, &cases, &mut prompts);
    let exceptions = exceptions::all(judge, run, &results, &cases);
    let mut findings = findings::all(judge, run, &results, &exceptions);
    findings.extend(cases::findings(run.book, run.responses, run.as_of, &cases));
    let differences = differences::all(judge, &results);
    let (papers, about_papers) = papers::all(judge, &results);
    findings.extend(about_papers);
    let lists_notes = run.book.reports.iter().any(|report| report.lists_notes && !report.faulty);
    let notes = lists_notes.then(|| cases::notes_owed(run.book, run.responses, run.as_of, &cases));
    let positions = ladders::positions(history, &results);
    let (room, most) = match back {
        LookBack::Nothing => (Vec::new(), 0),
        LookBack::ForPages(most) => (room(&results), most),
        LookBack::Everything => (vec![true; results.len()], usize::MAX),
    };
    let trends = trends::all(judge, &results, &room, most);
    let steps = explain::all(judge, &results, &room);
    // The report before lays all figures out again; both at once would be held for nothing.
    drop(judges);
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
        positions,
        prompts,
        exceptions,
        papers,
        notes,
        trends,
        steps,
    }
}

/// What of a report is wanted.
#[derive(Debug, Clone)]
pub struct Only {
    /// The results and cases of these measures; none for all, with what is of the whole book.
    pub measures: Option<BTreeSet<Id<Measure>>>,
    /// False where nothing that is wanted rests on a stage of a ladder.
    pub stages: bool,
    /// True where totals are wanted too. With some measures alone they are right for those themes and boards whose
    /// measures are all among them.
    pub totals: bool,
}

impl Only {
    /// All of it.
    #[must_use]
    pub fn everything() -> Self {
        Self { measures: None, stages: true, totals: true }
    }

    /// What is of some measures.
    #[must_use]
    pub fn of(book: &RuleBook, measures: BTreeSet<Id<Measure>>) -> Self {
        let stages = !book.ladders.is_empty() && stages_matter(book, &measures);
        Self { measures: Some(measures), stages, totals: false }
    }
}

/// Judges a report for itself, without what it says of other reports, of print and of the data: its results, cases,
/// prompts, stages, exceptions and totals are those that [`assess`] gives.
#[must_use]
pub fn assess_alone(run: &Run<'_>, only: &Only) -> Assessment {
    let period = run.reported();
    let judges = if only.stages { Judges::new(run, period) } else { Judges::without_stages(run, period) };
    let (judge, history) = (judges.report(), judges.history());
    let (only, totals) = (only.measures.as_ref(), only.totals);
    let wanted = |id: Id<Measure>| only.is_none_or(|only| only.contains(&id));
    let mut results = Vec::new();
    let listed = run.book.measures.ids().filter(|id| wanted(*id)).collect();
    for id in run.book.in_reading_order(listed) {
        results::of_measure(judge, id, &mut results);
    }
    let cases = cases::cases_of(history, run, &wanted, only.is_none());
    let known = (run.book, run.responses, run.as_of);
    let mut prompts =
        cases::prompts_as_asked(known, &cases, &results, &|case| asked::as_asked(history, case));
    if only.is_none() {
        cases::add_book_facts(history, run, &cases, &mut prompts);
    }
    let exceptions = exceptions::all(judge, run, &results, &cases);
    let positions = if only.is_some() { Vec::new() } else { ladders::positions(history, &results) };
    Assessment {
        period,
        previous_period: previous_period(run.book, &period),
        as_of: run.as_of,
        totals: if totals { totals::all(run.book, &results) } else { Vec::new() },
        differences: Vec::new(),
        changes: Vec::new(),
        compared_with_before: 0,
        findings: Vec::new(),
        results,
        cases,
        positions,
        prompts,
        exceptions,
        papers: Vec::new(),
        notes: None,
        trends: Vec::new(),
        steps: Vec::new(),
    }
}

/// The period of the book's rhythm that holds the last day of the newest figure known by `as_of`; with no figure,
/// the one that holds `as_of`.
#[must_use]
pub fn report_period(book: &RuleBook, data: &Observations, as_of: NaiveDate) -> Period {
    let of_others: Vec<bool> =
        data.places.iter().map(|place| comparators::named(place, book.comparators).is_some()).collect();
    let own = |row: &Row| {
        if book.comparators.is_none() {
            return true;
        }
        let place = data.place.get(row.0 as usize).and_then(|place| of_others.get(place.0 as usize));
        place != Some(&true)
    };
    let known = |row: &Row| own(row) && data.known_on(*row).is_some_and(|day| day <= as_of);
    let newest = |is_figure: bool| {
        let rows = data.order.iter().map(|row| Row(*row)).filter(known);
        let wanted = rows.filter(|row| !is_figure || is_figure_in(data, *row));
        wanted.filter_map(|row| data.over(row)).filter(|over| *over <= as_of).max()
    };
    let day = newest(true).or_else(|| newest(false)).unwrap_or(as_of);
    let rhythm = book.rhythm();
    rhythm.period(rhythm.slot_of(day)).unwrap_or_else(|| Period::day(day))
}

/// True for a row that holds a figure, also one that a rule withholds.
fn is_figure_in(data: &Observations, row: Row) -> bool {
    match data.state(row) {
        State::Number | State::Yes | State::No | State::Day | State::Level => true,
        State::Withheld => data.kept(row).is_some(),
        State::Missing | State::NotApplicable | State::Invalid => false,
    }
}

/// The report period before `period`.
#[must_use]
pub fn previous_period(book: &RuleBook, period: &Period) -> Option<Period> {
    let rhythm = book.rhythm();
    rhythm.period(rhythm.slot_of(period.start.pred_opt()?))
}
