//! Turns of phrase that have another form in a rule book: American dates, titles without quotes, `if … then …`.

use super::BAD_PERIOD;
use super::habits::{TEXT_NEEDS_QUOTES, say};
use super::tell_whom::declared;
use crate::base::diag::Diagnostic;
use crate::base::period::{YearStart, date_name, parse_date, parse_period};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::syntax::clause_words::Inside;

/// Words after which `then` is meant to be `than`.
pub(super) const COMPARATIVES: &[&str] =
    &["fewer", "less", "more", "lower", "higher", "greater", "better", "worse"];

/// A word of a clause with the place of its first letter.
type Word<'t> = (usize, &'t str);

/// The words of a text, none of what stands in quotes.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut offset = 0;
    for (position, part) in text.split('"').enumerate() {
        if position % 2 == 0 {
            let mut at = offset;
            for word in part.split([' ', '\t', '\n']) {
                if !word.is_empty() {
                    found.push((at, word));
                }
                at += word.len() + 1;
            }
        }
        offset += part.len() + 1;
    }
    found
}

fn part_of(span: Span, from: usize, to: usize) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start + from, start + to)
}

/// `September 30, 2025`: the day stands before the month.
pub(super) fn month_first(text: &str, span: Span) -> Option<Diagnostic> {
    let all = words(text);
    for three in all.windows(3) {
        let [(start, month), (_, day), (last, year)] = three else { continue };
        let day = day.trim_end_matches(',').trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let year = year.trim_end_matches([',', '.']);
        let in_order = month.starts_with(|c: char| c.is_ascii_alphabetic())
            && day.len() <= 2
            && year.len() == 4
            && year.chars().all(|c| c.is_ascii_digit());
        if !in_order {
            continue;
        }
        let Ok(meant) = parse_date(&format!("{day} {month} {year}")) else { continue };
        let end = last + year.len();
        let written = text.get(*start..end).unwrap_or("");
        let meant = date_name(meant);
        return Some(
            Diagnostic::error(BAD_PERIOD, format!("`{written}` is not a day or period that can be read"))
                .label(part_of(span, *start, end), "the day stands before the month")
                .help(format!("write `{meant}`"))
                .fix(part_of(span, *start, end), meant),
        );
    }
    None
}

/// `meets 13 June, 26 September`: a day of which year?
pub(super) fn day_without_year(text: &str, span: Span) -> Option<Diagnostic> {
    let all = words(text);
    for (at, (start, day)) in all.iter().enumerate() {
        let digits = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let Some((second, month)) = all.get(at + 1) else { continue };
        let bare = month.trim_end_matches([',', ';']);
        let is_day = (1..=2).contains(&digits.len()) && parse_date(&format!("{digits} {bare} 2000")).is_ok();
        let has_year =
            all.get(at + 2).is_some_and(|(_, word)| word.starts_with(|c: char| c.is_ascii_digit()));
        if !is_day || (has_year && bare.len() == month.len()) {
            continue;
        }
        let end = second + bare.len();
        let written = text.get(*start..end).unwrap_or("");
        return Some(
            Diagnostic::error(BAD_PERIOD, format!("`{written}` does not say in which year"))
                .label(part_of(span, *start, end), "the year is missing")
                .help(format!("write the day with its year, as in `{digits} {bare} 2019`")),
        );
    }
    None
}

/// `owner Place Delivery Board`: a title stands in quotes, or its id in its place.
pub(super) fn title_without_quotes(text: &str, span: Span, source: &str) -> Option<Diagnostic> {
    const BEFORE: &[&str] =
        &["responsible board", "owned by", "reports to", "responsible", "owner", "theme", "rating", "to"];
    const NOT_IN_TITLES: &[&str] = &["against", "by", "from", "on", "otherwise", "when", "if", "within"];
    const RECIPIENTS: &[&str] = &["owner", "the owner", "board above", "the board", "role"];
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(who) = spaced
        .strip_prefix("to the ")
        .map(str::trim)
        .filter(|who| !who.is_empty() && who.chars().all(|c| c.is_alphabetic() || c == ' '))
        .filter(|who| {
            !RECIPIENTS.iter().any(|known| format!("the {who}").starts_with(known) || who.starts_with(known))
        })
    {
        let id = who.split(' ').next()?.to_lowercase();
        let declare =
            format!("write `to {id}`, and declare `role {id} \"The {who}\"` outside the escalation");
        return Some(say("who is told is named by an id", "no id begins with `the`", declare, span));
    }
    let lower = text.to_lowercase();
    let word = BEFORE.iter().find(|word| {
        lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with([' ', '\t', ':', '=']))
    })?;
    let title = text.get(word.len()..)?.trim_matches([' ', '\t', ':', '=']);
    let parts: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
    let is_title = parts.len() > 1
        && title.starts_with(|c: char| c.is_alphabetic())
        && !title.contains(['"', ',', '%', '<', '>', '(', '{'])
        && !parts.iter().any(|part| NOT_IN_TITLES.contains(&part.as_str()))
        && !RECIPIENTS.iter().any(|known| parts.join(" ").starts_with(known));
    if !is_title {
        return None;
    }
    let start = text.find(title)?;
    let at = part_of(span, start, start + title.len());
    if let Some(finding) = nobody_by_that_title(word, title, at, source) {
        return Some(finding);
    }
    Some(
        Diagnostic::error(TEXT_NEEDS_QUOTES, format!("the title after `{word}` needs quotation marks"))
            .label(at, "a title stands in double quotes")
            .help(format!("write `{word} \"{title}\"`, or the id that it is declared with"))
            .fix(at, format!("\"{title}\"")),
    )
}

/// `owner Jane Smith`: where the file declares boards and none has that title, quotes alone would not help.
fn nobody_by_that_title(word: &str, title: &str, at: Span, source: &str) -> Option<Diagnostic> {
    if matches!(word, "theme" | "rating") || source.contains(&format!("\"{title}\"")) {
        return None;
    }
    let known = declared(source);
    if known.is_empty() {
        return None;
    }
    let few = if known.len() <= 8 {
        let quoted: Vec<String> = known.iter().map(|id| format!("`{word} {id}`")).collect();
        format!("write {}", listed(&quoted, "or"))
    } else {
        format!("write `{word}` and the id of a board or role, as in `{word} {}`", known.first()?)
    };
    let id = title.split_whitespace().find(|word| !word.eq_ignore_ascii_case("the"))?.to_lowercase();
    let person = format!("a person or post is declared as `role {id} \"{title}\"`");
    Some(say(
        &format!("after `{word}` stands the id of a board or role"),
        "no board or role has this title",
        format!("{few}; {person}"),
        at,
    ))
}

/// The other turns of phrase.
pub(super) fn turn_of_phrase(text: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = spaced.to_lowercase();
    if_then(&lower, span, inside)
        .or_else(|| (inside == Inside::Measure).then(|| change_alone(&spaced, &lower, span)).flatten())
        .or_else(|| (inside == Inside::Measure).then(|| done_by_a_day(text, &spaced, span)).flatten())
        .or_else(|| (inside == Inside::Measure).then(|| rated_by(&spaced, &lower, span)).flatten())
}

/// `if red then email Bob`.
fn if_then(lower: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let rest = lower.strip_prefix("if ").or_else(|| lower.strip_prefix("when "))?;
    let (condition, _) = rest.split_once(" then ")?;
    let condition = condition.trim_end_matches(',');
    let compares = COMPARATIVES.iter().any(|word| condition.ends_with(word));
    if compares || !matches!(inside, Inside::Measure | Inside::Rating | Inside::Escalation) {
        return None;
    }
    let place = if inside == Inside::Escalation { "" } else { "in an `escalation`, " };
    Some(say(
        "what opens an escalation and who is told are two lines",
        "one line for both",
        format!(
            "{place}write `when {condition}` on one line, and `to owner` (or who else is told) on the next"
        ),
        span,
    ))
}

/// `reduce by 10%` and `maintain` as lines of their own.
fn change_alone(spaced: &str, lower: &str, span: Span) -> Option<Diagnostic> {
    let (word, rest) = lower.split_once(' ').unwrap_or((lower, ""));
    let aim = match word {
        "reduce" | "decrease" | "cut" => "reduce",
        "increase" | "raise" => "increase",
        "maintain" | "monitor" if rest.is_empty() => word,
        _ => return None,
    };
    let own = spaced.get(word.len()..).unwrap_or("").trim_start();
    let help = if rest.starts_with("by ") && aim != "maintain" {
        format!("write `target {aim} {own}`, with `aim {aim}` on a line of its own")
    } else {
        format!("write `aim {aim}`, and how far as a `target`")
    };
    let help = if aim == "monitor" { "write `aim monitor`".to_owned() } else { help };
    Some(say("what is wanted is said after `aim` or `target`", "the first word is missing", help, span))
}

/// `target adopted by 30 September 2025`.
fn done_by_a_day(text: &str, spaced: &str, span: Span) -> Option<Diagnostic> {
    let lower = spaced.to_lowercase();
    let rest = lower.strip_prefix("target ")?;
    let (done, _) = rest.split_once(" by ")?;
    let is_milestone = done.split(' ').count() <= 3 && done.chars().all(|c| c.is_alphabetic() || c == ' ');
    let day = spaced.get("target ".len() + done.len() + " by ".len()..)?;
    let is_day = parse_date(day).is_ok() || parse_period(day, Some(YearStart::FINANCIAL)).is_ok();
    if !is_milestone || !is_day {
        return None;
    }
    let finding = say(
        "a milestone is met by a day",
        "what is done stands in the title",
        format!("write `target met by {day}`, with `unit yes or no`"),
        span,
    );
    let start = text.to_lowercase().find(done)?;
    Some(finding.fix(part_of(span, start, start + done.len()), "met"))
}

/// `rated by worst site`.
fn rated_by(spaced: &str, lower: &str, span: Span) -> Option<Diagnostic> {
    let rest = lower.strip_prefix("rated by ")?;
    let own = spaced.get("rated by ".len()..)?;
    let bare = rest.strip_prefix("the ").unwrap_or(rest);
    let own = own.get(rest.len() - bare.len()..)?;
    let help = match bare.split(' ').next() {
        Some("worst" | "total") => format!("write `rated on the {own}`"),
        Some("each") => format!("write `rated on {own}`"),
        _ => "write `rated on the worst site`, `rated on each site` or `rated on the total`".to_owned(),
    };
    Some(say("a measure is rated on its groups", "`on` is meant here", help, span))
}
