//! The days on which history is replayed, and what is known of answers on each.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::outcome::Truth;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::model::Escalation;

/// One look at a series: the figure that is current on a report day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The slot whose figure is current.
    pub slot: Slot,
    /// The period that the figure is of, or, where it is missing, the period it was expected for.
    pub period: Period,
    /// The report day: one of the book's report days, else the day the figure became known.
    pub day: NaiveDate,
}

/// What is known of the answers to the cases of one series on one day. Conditions on the loop read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoopFacts {
    /// The escalation whose condition is being read: `no response` without a name is about its own case.
    pub asking: Option<Id<Escalation>>,
    /// For each escalation that has a live case: whether it has had no response.
    pub no_response: FxHashMap<Id<Escalation>, bool>,
    /// For each escalation that has a live case: whether it has had no response and its due day has passed.
    pub overdue: FxHashMap<Id<Escalation>, bool>,
    /// Whether a recovery day named in a response has passed; unknown when none was named.
    pub recovery_passed: Option<bool>,
    /// Whether the newest response has the same text as the one before; unknown with fewer than two.
    pub same_text: Option<bool>,
}

/// `Some(true)` is true, `Some(false)` is false, `None` is unknown.
#[must_use]
pub fn truth_of(known: Option<bool>) -> Truth {
    match known {
        Some(true) => Truth::True,
        Some(false) => Truth::False,
        None => Truth::Unknown,
    }
}
