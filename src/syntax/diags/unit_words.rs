//! Units that say what no unit can.

use super::habits::say;
use crate::base::diag::Diagnostic;
use crate::base::period::{YearStart, parse_date, parse_period};
use crate::base::span::Span;

/// `unit children until 2018/19`: a unit has no end, and what is counted may change only by a definition.
#[must_use]
pub fn unit_for_a_time(words: &str, at: Span) -> Option<Diagnostic> {
    let lower = words.to_lowercase();
    let (start, joint) = ["until", "from", "since", "before", "after"]
        .into_iter()
        .find_map(|word| Some((lower.rfind(&format!(" {word} "))?, word)))?;
    let time = words.get(start + joint.len() + 2..)?;
    if parse_period(time, Some(YearStart::FINANCIAL)).is_err() && parse_date(time).is_err() {
        return None;
    }
    let unit = words.get(..start)?;
    let from = at.start as usize + start;
    let part = Span::new(at.file, from + 1, at.end as usize);
    let finding = say(
        "a unit holds for all the figures of its measure",
        "it cannot begin or end",
        format!(
            "write `unit {unit}`; where what is counted changed, say so on a line of its own: `definition from {time} \"what is counted from then on\"`"
        ),
        part,
    );
    Some(finding.suggest(Span::new(at.file, from, at.end as usize), ""))
}
