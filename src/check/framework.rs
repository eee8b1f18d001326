//! The framework: its year, its rhythm, and the calendar of working days.

use super::{Checker, diags};
use crate::base::calendar::{BANK_HOLIDAYS, Calendar};
use crate::base::period::{Period, PeriodFault, YearStart, parse_period};
use crate::base::rhythm::{Rhythm, Step};
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{
    CalendarClause, DueClause, DueWords, Framework, FrameworkClause, Item, Tree, YearClause,
};
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
            FrameworkClause::Source(text) => cx.book.framework.source = Some(text.node.clone()),
            FrameworkClause::Year(_) | FrameworkClause::Note(_) => {}
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

/// The rhythm a `due` clause says. What is due every other time is due the first time.
pub(super) fn rhythm(
    cx: &mut Checker,
    due: &DueClause,
    year_start: YearStart,
    first_due: Option<Period>,
) -> Option<Rhythm> {
    let year_start = due.year_start.unwrap_or(year_start);
    let anchor = due.anchor.as_ref().and_then(|text| cx.period(text, Some(year_start)));
    let (step, every) = match &due.words {
        DueWords::Every(step) => (*step, 1),
        DueWords::EveryNth(count, step) => (*step, (*count).max(1)),
        DueWords::In(parts) => return due_in(cx, due, parts, year_start),
    };
    let anchor = anchor.or(first_due.filter(|_| every > 1));
    if every > 1 && anchor.is_none() {
        cx.findings.push(diags::every_other_needs_anchor(due.span));
    }
    one_due_day(cx, due);
    Some(Rhythm { step, every, anchor, arrears: due.arrears, returned: due.returned, year_start })
}

/// `due in Q4` is yearly, `due in Q2 and Q4` is every half-year.
fn due_in(cx: &mut Checker, due: &DueClause, parts: &[String], year_start: YearStart) -> Option<Rhythm> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let step = match parts.as_slice() {
        ["Q4"] | ["H2"] | ["T3"] => Step::Year,
        ["Q2", "Q4"] | ["H1", "H2"] => Step::Half,
        ["Q1", "Q2", "Q3", "Q4"] => Step::Quarter,
        _ => {
            cx.findings.push(diags::uneven_rhythm(due.span));
            return None;
        }
    };
    one_due_day(cx, due);
    let (arrears, returned) = (due.arrears, due.returned);
    Some(Rhythm { step, every: 1, anchor: None, arrears, returned, year_start })
}

/// Arrears and a return's due day would be two days for one figure; working days need a calendar.
fn one_due_day(cx: &mut Checker, due: &DueClause) {
    if due.arrears.is_some() && due.returned.is_some() {
        cx.findings.push(diags::two_due_days(due.span));
    }
    if due.returned.is_some_and(|returned| returned.working)
        && cx.book.calendar.name.is_none()
        && !cx.names.unread.calendar
    {
        cx.findings.push(diags::working_days_without_calendar(due.span));
    }
}

fn calendar(cx: &mut Checker, clauses: &[CalendarClause]) {
    for clause in clauses {
        match clause {
            CalendarClause::BankHolidays(countries) => {
                for country in countries {
                    match Calendar::bank_holidays(&country.text) {
                        Some(calendar) => cx.book.calendar = calendar,
                        None => {
                            let known: Vec<String> =
                                BANK_HOLIDAYS.iter().map(|(name, _)| format!("`{name}`")).collect();
                            cx.findings.push(diags::unknown_bank_holidays(country, &known));
                        }
                    }
                }
            }
            CalendarClause::Closed(days) => days.iter().for_each(|day| cx.book.calendar.add(*day)),
            CalendarClause::Note(_) => {}
        }
    }
}
