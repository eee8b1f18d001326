//! `lint::waiver-is-over`: the last day of a waiver has passed, less than a year ago. Older ones are history, which a
//! book that is replayed from the beginning has to keep.

use chrono::Months;

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;

/// The last day of a waiver has passed, less than a year ago.
pub const WAIVER_IS_OVER: Code = Code("lint::waiver-is-over");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let year_ago = linted.as_of.checked_sub_months(Months::new(12)).unwrap_or(linted.as_of);
    for waiver in &linted.book.waivers {
        let lately = |until: &chrono::NaiveDate| *until < linted.as_of && *until >= year_ago;
        let Some(until) = waiver.until.filter(lately) else { continue };
        let (day, today) = (date_name(until), date_name(linted.as_of));
        found.push(
            Diagnostic::warning(WAIVER_IS_OVER, format!("waiver `{}` no longer holds", waiver.title))
                .label(waiver.span, format!("it ended on {day}, and this is {today}"))
                .help("have it agreed anew with another day, if it should still stand: the escalation applies again"),
        );
    }
}
