//! `lint::report-shows-nothing`: what a paper shows can hold for no measure of the book.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::plain::{self, Context};

/// What a paper shows can hold for no measure of the book.
pub const REPORT_SHOWS_NOTHING: Code = Code("lint::report-shows-nothing");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for report in linted.book.reports.iter().filter(|report| !report.faulty && report.always.is_empty()) {
        let Some(shows) = &report.shows else { continue };
        let mut measures = linted.book.measures.values();
        if measures.len() == 0 || measures.any(|measure| linted.chances().of(shows, Some(measure)).holds) {
            continue;
        }
        let words = plain::condition(shows, Context::whole(linted.book));
        found.push(
            Diagnostic::warning(
                REPORT_SHOWS_NOTHING,
                format!("report `{}` can never show a result", report.id),
            )
            .label(report.span, format!("`{words}` can hold for no measure of the book"))
            .help("mend its `shows` line, or leave it out to show all"),
        );
    }
}
