//! Past reports judged again: by revised figures, by other rules, or both.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::exit::Problem;
use super::load;
use crate::base::diag::Diagnostic;
use crate::base::period::Period;
use crate::eval::Run;
use crate::eval::outcome::Restatement;
use crate::eval::restate::{Versions, days, restate as restate_day};

/// Which past reports are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Which {
    /// The first day whose reports are looked at; none for all.
    pub(super) from: Option<NaiveDate>,
    /// The day up to which figures are known.
    pub(super) as_of: NaiveDate,
    /// The period whose results are looked at; none for all.
    pub(super) period: Option<Period>,
}

/// What was reported, by the rules of then where these are given, beside what the rules and the figures of today say.
pub(super) fn restated(
    book: &load::Book,
    was: Option<&load::Book>,
    data: &[PathBuf],
    now: &load::Submitted,
    which: Which,
) -> Result<Restatement, Problem> {
    let then_book = was.unwrap_or(book);
    let read_anew = was.map(|was| load::submitted(was, data, &[], &[], which.as_of)).transpose()?;
    let revised = run(then_book, read_anew.as_ref().unwrap_or(now), which.as_of);
    let now = run(book, now, which.as_of);
    let mut found = Restatement::default();
    for day in days(&revised).into_iter().filter(|day| which.from.is_none_or(|from| from <= *day)) {
        let known = load::submitted(then_book, data, &[], &[], day)?;
        let then = run(then_book, &known, day);
        add(&mut found, restate_day(&Versions { then, revised, now, only: which.period }));
    }
    Ok(found)
}

/// What two versions of the rules say of the same figures.
pub(super) struct Compared {
    /// The results that differ.
    pub(super) found: Restatement,
    /// On how many days something was first reported.
    pub(super) days: usize,
    /// What was found wrong with the figures.
    pub(super) findings: Vec<Diagnostic>,
}

/// Judges past reports by two versions of the rules, on the figures that were known on the day of each.
pub(super) fn compared(
    old: &load::Book,
    new: &load::Book,
    data: &[PathBuf],
    which: Which,
) -> Result<Compared, Problem> {
    let findings = load::submitted(new, data, &[], &[], which.as_of)?.findings;
    let known = load::submitted(old, data, &[], &[], which.as_of)?;
    let mut days = days(&run(old, &known, which.as_of));
    days.retain(|day| which.from.is_none_or(|from| from <= *day));
    let mut found = Restatement::default();
    for day in &days {
        let (were, are) =
            (load::submitted(old, data, &[], &[], *day)?, load::submitted(new, data, &[], &[], *day)?);
        let (then, now) = (run(old, &were, *day), run(new, &are, *day));
        add(&mut found, restate_day(&Versions { then, revised: then, now, only: which.period }));
    }
    Ok(Compared { found, days: days.len(), findings })
}

fn add(found: &mut Restatement, of_day: Restatement) {
    found.compared += of_day.compared;
    found.altered.extend(of_day.altered);
}

fn run<'r>(book: &'r load::Book, submitted: &'r load::Submitted, as_of: NaiveDate) -> Run<'r> {
    Run { book: &book.book, data: &submitted.data, responses: &submitted.responses, period: None, as_of }
}
