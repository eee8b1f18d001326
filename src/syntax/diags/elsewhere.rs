//! Lines that name something that is declared elsewhere: a rating alone on its line, an average of others in a target.

use super::habits::say;
use super::retold::is_read;
use crate::base::diag::Diagnostic;
use crate::base::span::Span;
use crate::syntax::clause_words::Inside;

/// What to write for a line that names something of the file; none where it is no such line. `source` is the file.
#[must_use]
pub fn declared_elsewhere(text: &str, span: Span, inside: Inside, source: &str) -> Option<Diagnostic> {
    if inside != Inside::Measure {
        return None;
    }
    alone(text, span, source)
        .or_else(|| average_of_others(text, span, source))
        .or_else(|| still_to_be_set(text, span))
}

/// The word of the declaration that gives a name, where a clause of a measure goes by it.
fn declared_as(name: &str, source: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 4] =
        [("rating", "rating"), ("theme", "theme"), ("board", "owner"), ("role", "owner")];
    source.lines().map(str::trim_start).find_map(|line| {
        let mut words = line.split([' ', '\t', '{']).filter(|word| !word.is_empty());
        let (first, id) = (words.next()?, words.next()?);
        let kind = KINDS.iter().find(|(kind, _)| *kind == first).filter(|_| id.eq_ignore_ascii_case(name))?;
        Some(kind.1)
    })
}

/// `RAG` on a line of its own.
fn alone(text: &str, span: Span, source: &str) -> Option<Diagnostic> {
    let name = text.trim();
    let clause = declared_as(name, source).filter(|_| !name.contains(char::is_whitespace))?;
    let line = format!("{clause} {name}");
    let finding =
        say(&format!("`{clause}` is missing in this line"), "a name alone", format!("write `{line}`"), span);
    Some(finding.fix(span, line))
}

/// `target above the national average`: figures of others are a benchmark.
fn average_of_others(text: &str, span: Span, source: &str) -> Option<Diagnostic> {
    const WHOSE: [(&str, &str, &str); 7] = [
        ("national average", "national", "National average"),
        ("england average", "england", "England average"),
        ("england", "england", "England average"),
        ("regional average", "region", "Regional average"),
        ("statistical neighbours", "neighbours", "Statistical neighbours"),
        ("statistical neighbour", "neighbours", "Statistical neighbours"),
        ("peer average", "peers", "Peer average"),
    ];
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("target").filter(|rest| rest.starts_with([' ', ':', '\t']))?;
    let (said, id, title) = WHOSE.into_iter().find(|(said, _, _)| rest.contains(said))?;
    let declared = source.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix("benchmark ")?;
        rest.split([' ', '"', '{']).find(|word| !word.is_empty())
    });
    let own = declared.unwrap_or(id);
    let before = rest.split(said).next()?.trim().trim_end_matches("the").trim().trim_end_matches("of").trim();
    let limit = match before {
        "" | "at" | "meet" | "in line with" | "same as" | "equal to" => "no worse than",
        "better than" | "above" | "below" | "over" | "under" | "at least" | "at most" | "no worse than"
        | "no more than" | "no less than" => before,
        "higher than" | "more than" => "above",
        "lower than" | "less than" | "fewer than" => "below",
        _ => return None,
    };
    let line = format!("target {limit} benchmark {own}");
    let declare = match declared {
        Some(_) => String::new(),
        None => format!(
            ", and declare `benchmark {own} \"{title}\"` outside the measure; its figures come with the data"
        ),
    };
    let start = span.start as usize + lower.find(said)?;
    is_read(&line, Inside::Measure).then(|| {
        let at = Span::new(span.file, start, start + said.len());
        say(
            "figures of others are a benchmark",
            "whose figures are these?",
            format!("write `{line}`{declare}"),
            at,
        )
    })
}

/// `target TBC (autumn)`: one that is still to be set says by when.
fn still_to_be_set(text: &str, span: Span) -> Option<Diagnostic> {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("target")?.trim_start_matches([' ', ':', '=', '\t', '(']);
    let unset = [
        "tbc",
        "tba",
        "tbd",
        "to be confirmed",
        "to be agreed",
        "to be set",
        "to be decided",
        "not yet set",
        "?",
    ]
    .into_iter()
    .find(|word| rest.starts_with(word))?;
    let start = span.start as usize + lower.find(unset)?;
    Some(say(
        "a target still to be set says by when it will be",
        "by when?",
        "write `target tbc by Q1 2019/20`, with the period by whose end it will be set; anything else about it goes in a `note \"…\"`".to_owned(),
        Span::new(span.file, start, span.end as usize),
    ))
}
