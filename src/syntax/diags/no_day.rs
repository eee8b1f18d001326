//! A deadline that names no day: `respond by Friday`, `respond asap`, `respond within a fortnight`.

use pest::Parser;

use super::habits::say;
use crate::base::diag::Diagnostic;
use crate::base::span::Span;
use crate::syntax::clause_words::Inside;
use crate::syntax::grammar::{PlimParser, Rule};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Lengths of time by a name of their own.
const LENGTHS: [(&str, &str); 8] = [
    ("a fortnight", "14 days"),
    ("a week", "7 days"),
    ("24 hours", "1 day"),
    ("48 hours", "2 days"),
    ("72 hours", "3 days"),
    ("one week", "7 days"),
    ("two weeks", "14 days"),
    ("ten working days", "10 working days"),
];
/// Words for soon.
const SOON: [&str; 6] = ["asap", "a.s.a.p.", "as soon as possible", "immediately", "promptly", "urgently"];
/// Ends of something that is another day each time.
const ENDS: [&str; 7] =
    ["end of", "the end of", "close of", "next week", "next month", "month end", "quarter end"];

/// The finding for a `respond` line without a day; none where it is another line, or has one.
#[must_use]
pub fn no_day(text: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let lower = text.to_lowercase();
    let after = lower.strip_prefix("respond").filter(|after| after.starts_with([' ', '\t', ':']))?;
    if inside != Inside::Escalation {
        return None;
    }
    let when = after.trim_start_matches([' ', '\t', ':']);
    let at = |part: &str| {
        let start = span.start as usize + lower.len() - part.len();
        Span::new(span.file, start, span.end as usize)
    };
    let bare = ["within", "in", "by", "before", "on", "no later than"]
        .into_iter()
        .find_map(|word| when.strip_prefix(word).filter(|rest| rest.starts_with(' ')).map(str::trim_start));
    let bare = bare.unwrap_or(when);
    if let Some((_, days)) = LENGTHS.iter().find(|(length, _)| bare == *length) {
        let line = format!("respond within {days}");
        let finding = say(
            "a deadline is counted in days",
            "another length of time",
            format!("write `{line}`"),
            at(bare),
        );
        let is_read = PlimParser::parse(Rule::respond, &line).is_ok_and(|pairs| pairs.as_str() == line);
        return is_read.then(|| finding.fix(span, line));
    }
    let day = ["next ", "the next ", "this ", "the following ", "the "]
        .into_iter()
        .find_map(|w| bare.strip_prefix(w));
    let day = day.unwrap_or(bare).trim_end_matches('.');
    let forms = "write so many days from when it is asked, as in `respond within 5 working days`, or one day for all, as in `respond by 12 July 2019`";
    if WEEKDAYS.iter().any(|known| *known == day || known.get(..3) == Some(day)) {
        return Some(say(
            "a weekday by itself is no day to answer by",
            "which week?",
            forms.to_owned(),
            at(bare),
        ));
    }
    if SOON.contains(&bare) {
        return Some(say("a deadline needs a day", "which day is that?", forms.to_owned(), at(bare)));
    }
    let ends = ENDS.iter().any(|end| bare.starts_with(end));
    ends.then(|| say("this is another day each time", "counted from when?", forms.to_owned(), at(bare)))
}
