//! `lint::baseline-undated`: a baseline does not say of which period it is. Off unless the book asks for it.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A baseline does not say of which period it is.
pub const BASELINE_UNDATED: Code = Code("lint::baseline-undated");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values() {
        let of_members = measure.member_baselines.iter().map(|(_, baseline)| baseline);
        let mut all = measure.baseline.iter().chain(of_members);
        if let Some(baseline) = all.find(|baseline| baseline.period.is_none()) {
            found.push(
                Diagnostic::warning(
                    BASELINE_UNDATED,
                    format!("the baseline of measure `{}` does not say of when it is", measure.id),
                )
                .label(baseline.span, "of which period?")
                .help(format!(
                    "write its period, as in `baseline {} in Jan 2019`",
                    measure.unit.show_places(&baseline.value, baseline.places)
                )),
            );
        }
    }
}
