//! When figures are due: every quarter, every other year, in some parts of the year only.

use super::{Checker, diags};
use crate::base::parts::Parts;
use crate::base::period::{Period, PeriodFault, YearStart, month_name};
use crate::base::rhythm::{Rhythm, Step};
use crate::syntax::ast::{DueClause, DueWords};
use crate::syntax::diags::bad_period;

/// The rhythm a `due` clause says. What is due every other time is due the first time.
pub(super) fn rhythm(
    cx: &mut Checker,
    due: &DueClause,
    year_start: YearStart,
    first_due: Option<Period>,
) -> Option<Rhythm> {
    let year_start = due.year_start.unwrap_or(year_start);
    let anchor = due.anchor.as_ref().and_then(|text| cx.period(text, Some(year_start)));
    let (step, every, named) = match &due.words {
        DueWords::Every(step) => (*step, 1, &due.parts),
        DueWords::EveryNth(count, step) => (*step, (*count).max(1), &due.parts),
        DueWords::In(parts) => (Step::Year, 1, parts),
    };
    let (step, parts) = match named.as_slice() {
        [] => (step, None),
        // Only a year has parts that can be named.
        _ if step != Step::Year => return mixed(cx, due),
        named => parts(cx, due, named, year_start)?,
    };
    let anchor = anchor.or(first_due.filter(|_| every > 1));
    if every > 1 && anchor.is_none() {
        cx.findings.push(diags::every_other_needs_anchor(due.span));
    }
    one_due_day(cx, due);
    let (arrears, returned) = (due.arrears, due.returned);
    Some(Rhythm { step, parts, every, anchor, arrears, returned, year_start })
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

fn mixed<T>(cx: &mut Checker, due: &DueClause) -> Option<T> {
    cx.findings.push(diags::uneven_rhythm(due.span));
    None
}

/// The steps of the year that are named, which are all of one length. All of them together are a plain rhythm.
fn parts(
    cx: &mut Checker,
    due: &DueClause,
    named: &[String],
    year_start: YearStart,
) -> Option<(Step, Option<Parts>)> {
    let mut read = Vec::new();
    for name in named {
        let Some((step, place, of)) = part(name, year_start) else {
            cx.findings.push(bad_period(name, &PeriodFault::NoSuchPart, due.span));
            return None;
        };
        read.push((step, place, of));
    }
    let (step, _, of) = *read.first()?;
    if read.iter().any(|(other, _, _)| *other != step) {
        return mixed(cx, due);
    }
    let parts = Parts::of(read.iter().map(|(_, place, _)| *place))?;
    Some((step, Some(parts).filter(|parts| parts.count() < i64::from(of))))
}

/// The step that a part of the year is, its place in the year from 0, and how many of them there are.
fn part(name: &str, year_start: YearStart) -> Option<(Step, u32, u32)> {
    let month = |month: &u32| month_name(*month).to_uppercase().starts_with(name.get(..3).unwrap_or("?"));
    if let Some(month) = (1..=12).find(month) {
        return Some((Step::Month, (month + 12 - year_start.0) % 12, 12));
    }
    let (step, of) = match name.chars().next()? {
        'Q' => (Step::Quarter, 4),
        'H' => (Step::Half, 2),
        'T' => (Step::Term, 3),
        _ => return None,
    };
    let place = name.get(1..)?.parse::<u32>().ok()?.checked_sub(1)?;
    (place < of).then_some((step, place, of))
}
