//! What a measure says of time in plain words: changes of definition, periods left out, control limits, and changes of
//! target that nobody agreed.

use super::target::target;
use super::{and_list, period};
use crate::model::{ControlChart, Measure, Rebase, RefusedChange, RuleBook};

/// What its figures counted at which time.
#[must_use]
pub fn definitions(of: &Measure) -> Vec<String> {
    let said = |one: &crate::model::Definition| {
        let from = one.from.map_or_else(|| "at first".to_owned(), |from| format!("from {}", period(&from)));
        match one.words.as_str() {
            "" => format!("{from}, it is by another definition than later"),
            words => format!("{from}, it counts: {words}"),
        }
    };
    of.definitions.iter().map(said).collect()
}

/// The periods that compare with no other.
#[must_use]
pub fn exclusions(of: &Measure) -> Vec<String> {
    let said = |one: &crate::model::Exclusion| {
        let periods: Vec<String> = one.periods.iter().map(period).collect();
        let (compare, are) = if periods.len() == 1 { ("compares", "is") } else { ("compare", "are") };
        format!(
            "{} {compare} with no other period and {are} not rated, because \"{}\"",
            and_list(&periods),
            one.because
        )
    };
    of.excluded.iter().map(said).collect()
}

/// How its control limits are drawn.
#[must_use]
pub fn chart(of: &ControlChart) -> String {
    let points =
        of.from_first.map_or_else(|| "all points".to_owned(), |first| format!("the first {first} points"));
    format!(
        "its control limits are drawn by {}, from {points} since they were last drawn anew",
        of.rules.name()
    )
}

/// Where they were drawn anew.
#[must_use]
pub fn rebases(of: &ControlChart) -> Vec<String> {
    let said =
        |one: &Rebase| format!("they are drawn anew at {}, because \"{}\"", period(&one.at), one.because);
    of.rebases.iter().map(said).collect()
}

/// A change of target that is not used.
#[must_use]
pub fn refused(of: &RefusedChange, measure: &Measure, book: &RuleBook) -> String {
    let lacks = match (of.has_approver, of.has_reason) {
        (false, false) => "nobody agreed it and nothing says why",
        (false, true) => "nobody agreed it",
        (true, _) => "nothing says why",
    };
    let name = of.name.as_ref().map_or_else(String::new, |name| format!("{name} "));
    format!("the {name}target {} is not used, because {lacks}", target(&of.target, measure, book))
}
