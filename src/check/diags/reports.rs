//! Reports and their readers.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::span::Span;
use crate::base::suggest::listed;

/// A report that goes to two readers in one quarter.
pub const TWO_READERS: Code = Code("check::two-readers");
/// A report that nobody reads in some quarter.
pub const NOBODY_READS: Code = Code("check::nobody-reads");
/// A part of the year in which the book makes no report.
pub const PART_NEVER_REPORTED: Code = Code("check::part-never-reported");
/// A paper that goes by the meetings of a board that lists none.
pub const PAPER_WITHOUT_MEETING: Code = Code("check::paper-without-meeting");

/// A report that goes to two readers in one quarter.
#[must_use]
pub fn two_readers(report: &str, part: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::warning(TWO_READERS, format!("in {part} two lines say who reads report `{report}`"))
        .label(second, format!("this one also holds in {part}"))
        .label(first, "this one was said first")
        .help(format!("name all its readers of {part} in one line, or take {part} out of one of the two; as it stands it goes to both"))
}

/// A report that nobody reads in some quarter.
#[must_use]
pub fn nobody_reads(report: &str, parts: &[String], at: Span, board: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        NOBODY_READS,
        Severity::Advice,
        format!("nobody reads report `{report}` in {}", listed(parts, "and")),
    )
    .label(at, "it is made then all the same")
    .help(format!(
        "add a reader for these, as in `to {} in Q1`, if somebody should read it",
        board.unwrap_or("HWB")
    ))
}

/// A part of the year in which the book makes no report.
#[must_use]
pub fn part_never_reported(part: &str, at: Span, known: &[String]) -> Diagnostic {
    let finding = Diagnostic::error(PART_NEVER_REPORTED, format!("this book never reports on {part}"))
        .label(at, "so this would never hold");
    if known.is_empty() {
        return finding.help("leave `in` out: the book's `due` gives it no parts of a year");
    }
    finding.help(format!("write {}, as the book's `due` has them", listed(known, "or")))
}

/// A paper that goes by the meetings of a board that lists none.
#[must_use]
pub fn paper_without_meeting(party: &str, title: &str, at: Span, declared: Span) -> Diagnostic {
    Diagnostic::warning(
        PAPER_WITHOUT_MEETING,
        format!("no meeting of the {title} is listed, so no day is set for this paper"),
    )
    .label(at, "goes by its meetings")
    .label(declared, "no `meets` here")
    .help(format!("add `meets 12 September 2019` to `{party}`"))
}
