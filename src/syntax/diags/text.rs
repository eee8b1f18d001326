//! Letters, numbers, quotation marks and dates.

use crate::base::diag::{Code, Diagnostic};
use crate::base::number::NumberFault;
use crate::base::period::{PeriodFault, date_name};
use crate::base::span::Span;

/// A quotation mark is opened and not closed on its line.
pub const UNCLOSED_QUOTE: Code = Code("syntax::unclosed-quote");
/// A `:` or `=` after a clause word.
pub const SIGN_AFTER_WORD: Code = Code("syntax::sign-after-word");
/// A unit in quotation marks.
pub const QUOTES_NOT_NEEDED: Code = Code("syntax::quotes-not-needed");
/// A Cyrillic or Greek letter that looks Latin.
pub const LOOKALIKE_LETTER: Code = Code("syntax::lookalike-letter");
/// A number that cannot be read.
pub const BAD_NUMBER: Code = Code("syntax::bad-number");
/// A day or period that cannot be.
pub const BAD_PERIOD: Code = Code("syntax::bad-period");
/// Brackets within brackets, or parts joined to parts, too many to read.
pub const TOO_DEEP: Code = Code("syntax::too-deep");

/// A quotation mark is opened and not closed on its line.
#[must_use]
pub fn unclosed_quote(at: Span) -> Diagnostic {
    Diagnostic::error(UNCLOSED_QUOTE, "this quotation mark is never closed")
        .label(at, "the text begins here and runs to the end of the line")
        .help("put a second `\"` where the text ends, on the same line")
}

/// A `:` or `=` after a clause word: read as if it were not there.
#[must_use]
pub fn sign_after_word(word: &str, sign: &str, at: Span, edit: (Span, &str)) -> Diagnostic {
    Diagnostic::warning(SIGN_AFTER_WORD, format!("`{word}` needs no `{sign}` after it"))
        .label(at, "read as if it were not there")
        .help(format!("write `{word}` and then the rest, with a space between"))
        .fix(edit.0, edit.1)
}

/// The words of a unit in quotation marks: read without them.
#[must_use]
pub fn quotes_not_needed(words: &str, at: Span) -> Diagnostic {
    Diagnostic::warning(QUOTES_NOT_NEEDED, "the words of a `unit` need no quotation marks")
        .label(at, "read as if they were not there")
        .help(format!("write `unit {words}`"))
        .fix(at, words)
}

/// A Cyrillic or Greek letter in a name.
#[must_use]
pub fn lookalike_letter(name: &str, at: Span) -> Option<Diagnostic> {
    let letter = name.chars().find(|c| latin_for(*c).is_some())?;
    let plain: String = name.chars().map(|c| latin_for(c).unwrap_or(c)).collect();
    Some(
        Diagnostic::error(
            LOOKALIKE_LETTER,
            format!("`{name}` has a {} letter that looks like a Latin one", script(letter)),
        )
        .label(at, format!("`{letter}` here is not the letter on an English keyboard"))
        .help(format!("type `{plain}` again on an English keyboard"))
        .fix(at, plain),
    )
}

/// A Cyrillic or Greek letter anywhere in a clause but in quotes.
#[must_use]
pub fn lookalike_in_clause(text: &str, span: Span) -> Option<Diagnostic> {
    let mut quoted = false;
    let (offset, letter) = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        !quoted && latin_for(*c).is_some()
    })?;
    let plain = latin_for(letter)?;
    let start = span.start as usize + offset;
    let at = Span::new(span.file, start, start + letter.len_utf8());
    Some(
        Diagnostic::error(
            LOOKALIKE_LETTER,
            format!("a {} letter stands where a Latin `{plain}` is meant", script(letter)),
        )
        .label(at, format!("`{letter}` here is not the letter on an English keyboard"))
        .help(format!("type `{plain}` again on an English keyboard"))
        .fix(at, plain.to_string()),
    )
}

fn script(letter: char) -> &'static str {
    if ('\u{370}'..'\u{400}').contains(&letter) { "Greek" } else { "Cyrillic" }
}

/// The Latin letter that a Cyrillic or Greek one looks like.
#[must_use]
pub fn latin_for(letter: char) -> Option<char> {
    const PAIRS: &str = "АAВBЕEКKМMНHОOРPСCТTХXаaеeоoрpсcхxуyіiЅSјjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";
    let mut letters = PAIRS.chars();
    while let (Some(other), Some(latin)) = (letters.next(), letters.next()) {
        if other == letter {
            return Some(latin);
        }
    }
    None
}

/// A number that cannot be read.
#[must_use]
pub fn bad_number(text: &str, fault: &NumberFault, at: Span) -> Diagnostic {
    let error = |message: String| Diagnostic::error(BAD_NUMBER, message);
    match fault {
        NumberFault::Commas { grouped, longer: Some(longer), decimal } => {
            let decimal = decimal.as_ref().map_or_else(String::new, |decimal| {
                format!(", or `{decimal}` if it stands for a decimal point")
            });
            error(format!("the comma in `{text}` does not part thousands"))
                .label(at, "a comma stands before each group of three digits")
                .help(format!("write `{longer}` if a digit is missing, `{grouped}` if the comma is in the wrong place{decimal}"))
        }
        NumberFault::Commas { grouped, longer: None, .. } => {
            error(format!("the comma in `{text}` does not part thousands"))
                .label(at, "a comma stands before each group of three digits")
                .help(format!("write `{grouped}`"))
                .suggest(at, grouped.clone())
        }
        NumberFault::LookalikeLetter { letter, mended } => {
            error(format!("`{text}` has the letter `{letter}` among its digits"))
                .label(at, "a letter, not a digit")
                .help(format!("write `{mended}`"))
                .fix(at, mended.clone())
        }
        NumberFault::TooLong => error(format!("`{text}` has more digits than can be judged exactly"))
            .label(at, "18 digits are the most")
            .help("write the number with fewer digits, or use a larger unit"),
        NumberFault::NotANumber => error(format!("`{text}` is not a number"))
            .label(at, "a number was looked for here")
            .help("write digits, as in `24,550` or `2.48`"),
    }
}

/// A number with several readings, of which one is of the size of the other figures beside it.
#[must_use]
pub fn number_of_a_size(
    finding: Diagnostic,
    fit: &str,
    readings: &[String],
    beside: &str,
    at: Span,
) -> Diagnostic {
    let others: Vec<String> =
        readings.iter().filter(|reading| *reading != fit).map(|reading| format!("`{reading}`")).collect();
    finding
        .help(format!(
            "write `{fit}`, which is about the size of the `{beside}` in this measure, or {} if that is what is meant",
            others.join(" or ")
        ))
        .suggest(at, fit)
}

/// `94,5%`, `0,75`: a comma before decimals, as in much of Europe. More than 100 per cent, or thousands that begin with
/// nought, cannot be meant.
#[must_use]
pub fn decimal_comma(text: &str, decimal: &str, at: Span) -> Diagnostic {
    Diagnostic::error(BAD_NUMBER, format!("the comma in `{text}` stands where a decimal point belongs"))
        .label(at, "a comma only parts thousands")
        .help(format!("write `{decimal}`"))
        .fix(at, decimal)
}

/// A day or period that cannot be.
#[must_use]
pub fn bad_period(text: &str, fault: &PeriodFault, at: Span) -> Diagnostic {
    let finding = Diagnostic::error(BAD_PERIOD, format!("`{text}` is not a day or period that can be read"))
        .label(at, fault.words());
    match fault {
        PeriodFault::MonthFirst { meant } => {
            let meant = date_name(*meant);
            finding.help(format!("write `{meant}`")).fix(at, meant)
        }
        PeriodFault::NoSuchDay { last } => {
            let last = date_name(*last);
            finding.help(format!("write `{last}`, or the day that is meant")).suggest(at, last)
        }
        PeriodFault::YearsDoNotFollow { meant } => finding.help(format!("write `{meant}`, or the year that is meant")).suggest(at, meant.clone()),
        PeriodFault::NoYearDeclared { .. } => {
            finding.help("write `year April to March` (or the months your years run) in `framework`")
        }
        PeriodFault::NoSuchPart if text.starts_with(['Q', 'q']) && text.is_ascii() => {
            let year = text.get(2..).unwrap_or("");
            finding.help(format!("write `Q1{year}`, `Q2{year}`, `Q3{year}` or `Q4{year}`, whichever is meant"))
        }
        PeriodFault::Unknown | PeriodFault::NoYear | PeriodFault::NoSuchPart | PeriodFault::EndsBeforeItStarts => {
            finding.help("write a day as `13 June 2019`, and a period as `Q3 2018/19`, `Jan 2019`, `2018/19` or `Apr to Nov 2018`")
        }
    }
}

/// Brackets within brackets, or parts joined to parts, too many to read.
#[must_use]
pub fn too_deep(at: Span) -> Diagnostic {
    Diagnostic::error(TOO_DEEP, "this has too many parts inside one another to be read")
        .label(at, "reading stopped here")
        .help("leave out brackets that do not matter, or split it into several lines or measures")
}
