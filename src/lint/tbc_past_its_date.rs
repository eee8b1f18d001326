//! `lint::tbc-past-its-date`: a target that was to be set by a day that has passed.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;
use crate::model::Goal;

/// A target that was to be set by a day that has passed.
pub const TBC_PAST_ITS_DATE: Code = Code("lint::tbc-past-its-date");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        for (sequence, target) in
            measure.targets.iter().flat_map(|all| all.targets.iter().map(move |one| (all, one)))
        {
            let Goal::ToBeSet { by } = &target.goal else { continue };
            // What follows it has been set: the line only tells how things were.
            let is_last = sequence.targets.last().is_some_and(|last| last.span == target.span);
            if by.end < linted.as_of && is_last {
                let (day, today) = (date_name(by.end), date_name(linted.as_of));
                found.push(
                    Diagnostic::warning(
                        TBC_PAST_ITS_DATE,
                        format!("the target of measure `{}` is still to be set", measure.id),
                    )
                    .label(target.span, format!("it was due by {day}, and this is {today}"))
                    .help("write the target that was set, or the new day by which it will be"),
                );
            }
        }
    }
}
