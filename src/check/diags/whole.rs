//! The book as a whole: what is missing from it, circular in it, or not available yet.

use crate::base::diag::{Code, Diagnostic};
use crate::base::period::PeriodFault;
use crate::base::span::{Span, Spanned};
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{Later, Name};

/// The book declares nothing.
pub const EMPTY_BOOK: Code = Code("check::empty-book");
/// Two frameworks in one book.
pub const TWO_FRAMEWORKS: Code = Code("check::two-frameworks");
/// A measure without an owner.
pub const MISSING_OWNER: Code = Code("check::missing-owner");
/// A measure without a unit.
pub const MISSING_UNIT: Code = Code("check::missing-unit");
/// A rate whose base cannot be read.
pub const RATE_OF_NO_NUMBER: Code = Code("check::rate-of-no-number");
/// A rate whose base is no number: `per 10 000 people`.
#[must_use]
pub fn rate_of_no_number(words: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(RATE_OF_NO_NUMBER, format!("how many `{}` is counted per cannot be read", words.node))
        .label(words.span, "the number after `per` is not in one piece, or has letters in it")
        .help("write the number after `per` with commas and without spaces, as in `per 10,000 people`, or as `per 10k people` or `per million people`")
}

/// A circle.
pub const CIRCULAR: Code = Code("check::circular");
/// A part of the language that this version does not judge.
pub const NOT_AVAILABLE_YET: Code = Code("check::not-available-yet");
/// `Q2 2005` in a book that does not say when its years start.
pub const YEAR_NOT_DECLARED: Code = Code("check::year-not-declared");
/// `every other year`: which ones?
pub const EVERY_OTHER_NEEDS_ANCHOR: Code = Code("check::every-other-needs-anchor");
/// `due in Q1 and March`.
pub const UNEVEN_RHYTHM: Code = Code("check::uneven-rhythm");
/// Terms that are not the three of their school year.
pub const TERMS_OUT_OF_ORDER: Code = Code("check::terms-out-of-order");
/// `trajectory { Q1 780 }` in a book without a year.
pub const TRAJECTORY_NEEDS_YEAR: Code = Code("check::trajectory-needs-year");

/// The book declares nothing.
#[must_use]
pub fn empty_book() -> Diagnostic {
    Diagnostic::error(EMPTY_BOOK, "this rule book declares nothing")
        .help("begin with `framework \"Title\" { year April to March }` and a `measure`; `plimsoll new FOLDER` makes a book to start from")
}

/// Two frameworks in one book.
#[must_use]
pub fn two_frameworks(again: Span, first: Span) -> Diagnostic {
    Diagnostic::error(TWO_FRAMEWORKS, "a rule book has one framework")
        .label(again, "a second one, which is not used")
        .label(first, "the first one")
        .help("put the second in a folder of its own, or delete it")
}

/// A measure without an owner.
#[must_use]
pub fn missing_owner(name: &Name) -> Diagnostic {
    Diagnostic::warning(MISSING_OWNER, format!("measure `{}` has no responsible board", name.text))
        .label(name.span, "nobody would be asked about it")
        .help("add `owner` and the id of a board, as in `owner CT`")
}

/// A measure without a unit.
#[must_use]
pub fn missing_unit(name: &Name) -> Diagnostic {
    Diagnostic::warning(MISSING_UNIT, format!("measure `{}` has no unit", name.text))
        .label(name.span, "read as a count")
        .help("add `unit children`, `unit % of children`, or what its numbers count")
}

/// A circle.
#[must_use]
pub fn circular(what: &str, names: &[String], at: Span) -> Diagnostic {
    if let [one] = names {
        return Diagnostic::error(CIRCULAR, format!("{one} waits for itself"))
            .label(at, "what it is made of reads it again")
            .help("leave it out of what it counts or reads, or read it a period earlier: `(red) in the period before`");
    }
    let mut shown = names.to_vec();
    shown.extend(names.first().cloned());
    Diagnostic::error(CIRCULAR, format!("a circle of {what}"))
        .label(at, format!("the circle is {}", shown.join(" → ")))
        .help("break the circle by changing one of them")
}

/// A part of the language that this version does not judge.
#[must_use]
pub fn not_available_yet(later: &Later) -> Diagnostic {
    Diagnostic::error(NOT_AVAILABLE_YET, format!("{} is not available yet", later.what))
        .label(later.span, "read and understood, but what it stands in is not judged")
        .help("keep it if a later version will use it, or take it out to be rid of this message")
}

/// `Q2 2005` in a book that does not say when its years start.
#[must_use]
pub fn year_not_declared(text: &str, fault: &PeriodFault, at: Span) -> Diagnostic {
    Diagnostic::error(YEAR_NOT_DECLARED, format!("`{text}` can be two different periods")).label(at, fault.words()).help(
        "write `year April to March` or `year January to December` in `framework`, or name the years, as in `Q2 2005/06`",
    )
}

/// `every other year`: which ones?
#[must_use]
pub fn every_other_needs_anchor(at: Span) -> Diagnostic {
    Diagnostic::warning(EVERY_OTHER_NEEDS_ANCHOR, "it is not clear in which of them a figure is due")
        .label(at, "which ones?")
        .help("add `, last in 2018/19` with a period in which it was due")
}

/// Terms that are not the three of their school year.
#[must_use]
pub fn terms_out_of_order(at: Span, year: &str) -> Diagnostic {
    Diagnostic::error(TERMS_OUT_OF_ORDER, format!("these are not the three terms of the school year {year}"))
        .label(at, "three terms, one after another, each from its first day to its last")
        .help(
            "write them as in `terms 2018/19: 3 September 2018 to 19 December 2018, 7 January 2019 to 5 April 2019, \
             23 April 2019 to 24 July 2019`",
        )
}

/// `due in Q1 and March`.
#[must_use]
pub fn uneven_rhythm(at: Span) -> Diagnostic {
    Diagnostic::error(UNEVEN_RHYTHM, "the figures of one measure are due for periods of one length")
        .label(at, "these are not all of one length")
        .help("name parts of one kind, as in `due in Q1 and Q2`, `due in H1` or `due in March and September`")
}

/// `trajectory { Q1 780 }` in a book without a year.
#[must_use]
pub fn trajectory_needs_year(when: &PeriodText) -> Diagnostic {
    Diagnostic::error(TRAJECTORY_NEEDS_YEAR, format!("`{}` of which year?", when.node))
        .label(when.span, "the framework names no year")
        .help(format!("write `{} 2019/20`, or `year 2019/20, April to March` in `framework`", when.node))
}
