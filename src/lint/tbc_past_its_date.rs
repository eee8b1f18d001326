//! `lint::tbc-past-its-date`: a target that was to be set by a day that has passed.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;
use crate::model::Goal;

/// A target that was to be set by a day that has passed.
pub const TBC_PAST_ITS_DATE: Code = Code("lint::tbc-past-its-date");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
            let Goal::ToBeSet { by } = &target.goal else { continue };
            if by.end < linted.as_of {
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
