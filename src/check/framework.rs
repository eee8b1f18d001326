//! The framework: its year, its rhythm, and the calendar of working days.

use chrono::NaiveDate;

use super::rhythms::rhythm;
use super::{Checker, diags};
use crate::base::calendar::{BANK_HOLIDAYS, Calendar};
use crate::base::period::{Period, PeriodFault, YearStart, parse_period, year_of as year_of_day};
use crate::base::span::Span;
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{CalendarClause, Framework, FrameworkClause, Item, Tree, YearClause};
use crate::syntax::diags::bad_period;

pub(super) fn framework(cx: &mut Checker, trees: &[Tree]) {
    let items = || trees.iter().flat_map(|tree| &tree.items);
    // What counts working days asks for them.
    for item in items() {
        if let Item::Calendar(written) = item {
            calendar(cx, &written.clauses);
        }
    }
    let mut first: Option<&Framework> = None;
    for item in items() {
        let Item::Framework(found) = item else { continue };
        match first {
            Some(first) => cx.findings.push(diags::two_frameworks(found.span, first.span)),
            None => {
                first = Some(found);
                one_framework(cx, found);
            }
        }
    }
}

fn one_framework(cx: &mut Checker, written: &Framework) {
    cx.book.framework.title = written.title.as_ref().map(|t| t.node.clone()).unwrap_or_default();
    cx.book.framework.span = Some(written.span);
    for clause in &written.clauses {
        if let FrameworkClause::Year(year) = clause {
            let (start, period) = year_of(cx, year, None);
            cx.book.framework.year_start = start;
            cx.book.framework.year = period;
        }
    }
    for clause in &written.clauses {
        match clause {
            FrameworkClause::Due(due) => {
                let year_start = cx.book.year_start();
                cx.book.framework.due = rhythm(cx, due, year_start, None);
            }
            FrameworkClause::ReportDays(days, _) => {
                cx.book.framework.report_days.extend(days);
                cx.book.framework.report_days.sort_unstable();
                cx.book.framework.report_days.dedup();
            }
            FrameworkClause::WithinOneTarget => cx.book.framework.within_one_target = true,
            FrameworkClause::Source(text) => cx.book.framework.source = Some(text.node.clone()),
            FrameworkClause::Year(_) | FrameworkClause::Contact(_) | FrameworkClause::Note(_) => {}
        }
    }
}

/// The start of the year and the year itself that a `year` clause says.
pub(super) fn year_of(
    cx: &mut Checker,
    clause: &YearClause,
    otherwise: Option<YearStart>,
) -> (Option<YearStart>, Option<Period>) {
    let start = clause.start.or(otherwise);
    let period = clause.period.as_ref().and_then(|text| period(cx, text, start));
    let from_period = period.filter(|p| {
        clause.period.as_ref().is_some_and(|t| t.node.contains(['/', '-']))
            || p.start.to_string().ends_with("01-01")
    });
    (start.or(from_period.map(|p| p.year_start)), period)
}

/// Reads a period's text in a year, or says why it cannot be read.
pub(super) fn period(cx: &mut Checker, text: &PeriodText, year_start: Option<YearStart>) -> Option<Period> {
    match parse_period(&text.node, year_start) {
        Ok(period) => Some(period),
        Err(fault @ PeriodFault::NoYearDeclared { .. }) => {
            if !cx.names.unread.framework {
                cx.findings.push(diags::year_not_declared(&text.node, &fault, text.span));
            }
            None
        }
        Err(fault) => {
            cx.findings.push(bad_period(&text.node, &fault, text.span));
            None
        }
    }
}

impl Checker {
    /// Reads a period in the year a measure uses; without a declared year a bare quarter is an error.
    pub(super) fn period(&mut self, text: &PeriodText, own_year: Option<YearStart>) -> Option<Period> {
        let year = own_year.or(self.book.framework.year_start);
        period(self, text, year)
    }
}

/// The three terms of a school year, one after another.
fn terms(cx: &mut Checker, year: &PeriodText, days: &[(NaiveDate, NaiveDate)], at: Span) {
    let Some(year) = period(cx, year, Some(YearStart::ACADEMIC)) else { return };
    let first = year_of_day(year.start, YearStart::ACADEMIC);
    let within = Period::year(first, YearStart::ACADEMIC);
    let fits = |day: NaiveDate| within.is_some_and(|year| year.contains(day));
    let in_order = days.is_sorted_by(|one, other| one.1 < other.0);
    if days.len() != 3 || !in_order || !days.iter().all(|(from, to)| fits(*from) && fits(*to)) {
        cx.findings.push(diags::terms_out_of_order(at, &year.to_string()));
        return;
    }
    for (number, (_, last)) in (1..).zip(days) {
        if let Some(term) = Period::term(first, number) {
            cx.book.calendar.ends_term(term, *last);
        }
    }
}

/// Nobody is closed for longer than this many days; a slip in a year must not fill the calendar.
const LONGEST_CLOSED: usize = 366;

fn calendar(cx: &mut Checker, clauses: &[CalendarClause]) {
    for clause in clauses {
        match clause {
            CalendarClause::BankHolidays(countries) => {
                for country in countries {
                    match Calendar::bank_holidays(&country.text) {
                        Some(calendar) => {
                            cx.book.calendar = std::mem::take(&mut cx.book.calendar).and(calendar);
                        }
                        None => {
                            let known: Vec<String> =
                                BANK_HOLIDAYS.iter().map(|(name, _)| format!("`{name}`")).collect();
                            cx.names.unread.calendar = true;
                            cx.findings.push(diags::unknown_bank_holidays(country, &known));
                        }
                    }
                }
            }
            CalendarClause::Closed(runs) => {
                for (first, last) in runs {
                    let days = first.iter_days().take_while(|day| day <= last).take(LONGEST_CLOSED);
                    days.for_each(|day| cx.book.calendar.close(day));
                }
            }
            CalendarClause::Terms(year, days, at) => terms(cx, year, days, *at),
            CalendarClause::Note(_) => {}
        }
    }
}
