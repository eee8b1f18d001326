//! By when an answer is due, and why there is no day when there is none.

use chrono::{Days, Months, NaiveDate};

use super::who::{Nobody, resolve_for};
use super::words::named;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::base::rhythm::{Step, term_from};
use crate::model::{Measure, Party, Respond, RuleBook};

/// Why an answer has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoDay {
    /// The rule sets none.
    NotSet,
    /// No meeting of this party is listed after the day it is asked.
    NoMeeting(Id<Party>),
    /// The rule goes by the meeting of somebody who is not there.
    Nobody(Nobody),
    /// The day the rule names had passed when the case opened.
    Passed(NaiveDate),
    /// The day lies past the end of the calendar.
    OutOfReach,
}

impl NoDay {
    /// `no later meeting of the Health Improvement Board is listed`.
    pub(super) fn words(self, book: &RuleBook) -> String {
        match self {
            Self::NotSet => "the rule sets no day".to_owned(),
            Self::NoMeeting(party) => format!("no later meeting of {} is listed", named(book, party)),
            Self::Nobody(nobody) => format!("{}, so there is no meeting to go by", nobody.words(book)),
            Self::Passed(day) => {
                format!("the day the rule names, {}, had passed when it was asked", date_name(day))
            }
            Self::OutOfReach => "the day is past the end of the calendar".to_owned(),
        }
    }
}

/// The last day on which an answer to a case asked on `asked` is in time.
pub(super) fn due(
    book: &RuleBook,
    respond: Option<Respond>,
    whose: (Option<Id<Measure>>, Option<Id<Party>>),
    asked: NaiveDate,
) -> Result<NaiveDate, NoDay> {
    match respond.ok_or(NoDay::NotSet)? {
        Respond::WorkingDays(count) => Ok(book.calendar.working_days_after(asked, count)),
        Respond::Days(count) => asked.checked_add_days(Days::new(u64::from(count))).ok_or(NoDay::OutOfReach),
        Respond::After(count, step) => later(book, asked, count, step).ok_or(NoDay::OutOfReach),
        Respond::NextMeeting(recipient) => {
            let party = resolve_for(book, whose, recipient).map_err(NoDay::Nobody)?;
            let meets = book.parties[party].meets.iter();
            meets.filter(|day| **day > asked).min().copied().ok_or(NoDay::NoMeeting(party))
        }
        Respond::On(day) if day < asked => Err(NoDay::Passed(day)),
        Respond::On(day) => Ok(day),
    }
}

/// `count` steps after a day; a month that is too short ends on its last day, and terms end when the school's do.
fn later(book: &RuleBook, day: NaiveDate, count: u32, step: Step) -> Option<NaiveDate> {
    let months = match step {
        Step::Week => return day.checked_add_days(Days::new(7 * u64::from(count))),
        Step::Month => 1,
        Step::Quarter => 3,
        Step::Term => return Some(book.calendar.over(&term_from(day, i64::from(count))?)),
        Step::Half => 6,
        Step::Year => 12,
    };
    day.checked_add_months(Months::new(count.checked_mul(months)?))
}
