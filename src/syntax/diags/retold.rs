//! Lines in words that a rule book says in another way, or in another order: told back in a form that can be read.
//!
//! A line is only told back if the whole of it can then be read, so that the help is never a second fault.

use std::ops::Range;

use pest::Parser;

use super::habits::say;
use super::respelt::respelt;
use super::turn_list::{TURNS, Turn};
use crate::base::diag::{Applies, Diagnostic};
use crate::base::period::month_name;
use crate::base::span::Span;
use crate::base::suggest::only_slip;
use crate::syntax::clause_words::{Inside, clause_words};
use crate::syntax::grammar::{PlimParser, Rule};

/// Levels by the words that most books use.
pub(super) const LEVELS: &[&str] = &["green", "amber", "red", "blue", "yellow"];
/// Conditions that an officer may write with no `when` before them.
const CONDITIONS: &[&str] = &["missing", "late", "off", "worsening", "below", "no"];
/// Clause words that an officer may write last: `CT owner`.
const LAST: &[&str] = &["owner", "theme", "rating", "unit", "target", "baseline"];

/// A line on its way to a form that can be read.
#[derive(Clone)]
struct Told {
    text: String,
    /// Whether it can mean nothing else.
    sure: bool,
    /// What is wrong, where a turn has its own words for it.
    says: Option<&'static str>,
}

/// The finding for a line that can be read once it is said another way; none where no way is known.
pub(super) fn retold(text: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    let as_it_is = Told { text: text.to_owned(), sure: true, says: None };
    let told = std::iter::once(as_it_is)
        .chain(reshaped(text, inside))
        .find_map(|told| with_turns(told, text, inside))?;
    Some(finding(text, &told, span))
}

/// Applies one turn of phrase after another, until the line can be read.
fn with_turns(mut told: Told, written: &str, inside: Inside) -> Option<Told> {
    if told.text != written && is_read(&told.text, inside) {
        return Some(told);
    }
    let turns = || TURNS.iter().filter(|turn| turn.inside.is_empty() || turn.inside.contains(&inside));
    let after = |told: &Told, turn: &Turn| {
        let text = turned(&told.text, turn)?;
        Some(Told { text, sure: told.sure && turn.sure, says: told.says.or(turn.says) })
    };
    // One turn by itself changes least.
    let by_one = turns().filter_map(|turn| after(&told, turn)).find(|told| is_read(&told.text, inside));
    if by_one.is_some() {
        return by_one;
    }
    for turn in turns() {
        if let Some(next) = after(&told, turn) {
            told = next;
            if is_read(&told.text, inside) {
                return Some(told);
            }
        }
    }
    None
}

pub(super) fn is_read(text: &str, inside: Inside) -> bool {
    let whole = |rule| PlimParser::parse(rule, text).is_ok_and(|pairs| pairs.as_str().len() == text.len());
    let rated = matches!(inside, Inside::Measure | Inside::Rating);
    clause_words(inside).iter().any(|known| whole(known.rule)) || (rated && whole(Rule::otherwise_line))
}

/// A line with one space between its words; what stands in quotation marks is left as it is.
fn evenly_spaced(text: &str) -> String {
    let words: Vec<&str> = tokens(text).into_iter().filter_map(|word| text.get(word)).collect();
    words.join(" ")
}

fn finding(written: &str, told: &Told, span: Span) -> Diagnostic {
    let (old, new) = difference(written, &told.text);
    let part = written.get(old.clone()).unwrap_or("").trim();
    let replacement = told.text.get(new).unwrap_or("");
    let instead = replacement.trim();
    let place = |range: &Range<usize>| {
        Span::new(span.file, span.start as usize + range.start, span.start as usize + range.end)
    };
    let message = match (told.says, part, instead) {
        (Some(says), _, _) => says.to_owned(),
        (None, "", missing) => format!("`{missing}` is missing in this line"),
        (None, part, "") => format!("`{part}` has no place in this line"),
        (None, part, _) => format!("`{part}` is said another way in a rule book"),
    };
    let label = match (part, instead) {
        ("", missing) => format!("write `{missing}` before this"),
        (_, "") => "leave this out".to_owned(),
        (_, instead) => format!("write `{instead}`"),
    };
    let at = match part {
        "" => word_at(written, old.start),
        part => old.end - part.len()..old.end,
    };
    let applies = if told.sure { Applies::ByItself } else { Applies::IfMeant };
    say(&message, &label, format!("write `{}`", evenly_spaced(&told.text)), place(&at)).edit(
        place(&old),
        replacement,
        applies,
    )
}

/// The word that begins at an offset, or the last word of the line.
fn word_at(text: &str, offset: usize) -> Range<usize> {
    let all = tokens(text);
    let found = all.iter().find(|word| word.start >= offset).or(all.last());
    found.cloned().unwrap_or(0..text.len())
}

/// The smallest run of whole words in which two texts differ, in each of them.
fn difference(one: &str, other: &str) -> (Range<usize>, Range<usize>) {
    let (ours, theirs) = (tokens(one), tokens(other));
    let same = |a: &Range<usize>, b: &Range<usize>| one.get(a.clone()) == other.get(b.clone());
    let before = ours.iter().zip(&theirs).take_while(|(a, b)| same(a, b)).count();
    let left = (ours.len() - before).min(theirs.len() - before);
    let after = ours.iter().rev().zip(theirs.iter().rev()).take(left).take_while(|(a, b)| same(a, b)).count();
    let range = |all: &[Range<usize>], length: usize| {
        let words = all.get(before..all.len() - after).unwrap_or(&[]);
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => {
                let at = all.get(before).map_or(length, |next| next.start);
                at..at
            }
        }
    };
    let (old, new) = (range(&ours, one.len()), range(&theirs, other.len()));
    // What is put between two words brings a space with it, as does what is taken out.
    match (old.is_empty(), new.is_empty()) {
        (true, false) if after > 0 => (old, new.start..other.len().min(new.end + 1)),
        (true, false) => (one.len()..one.len(), before_space(other, new.start)..new.end),
        (false, true) => (before_space(one, old.start)..old.end, new.start..new.start),
        _ => (old, new),
    }
}

fn before_space(text: &str, at: usize) -> usize {
    text.get(..at).map_or(at, |before| before.trim_end().len())
}

/// The words of a line; what stands in quotation marks is one.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut quoted) = (Vec::new(), None, false);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !quoted {
            found.extend(start.take().map(|from: usize| from..at));
            continue;
        }
        quoted ^= c == '"';
        start.get_or_insert(at);
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

/// The text with a turn of phrase in its other form, at the first place where it stands.
fn turned(text: &str, turn: &Turn) -> Option<String> {
    let all = tokens(text);
    let (from, at_start) = match turn.from.split_first() {
        Some((&"^", rest)) => (rest, true),
        _ => (turn.from, false),
    };
    let (from, at_end) = match from.split_last() {
        Some((&"$", rest)) => (rest, true),
        _ => (from, false),
    };
    let found = all.windows(from.len()).enumerate().find(|(at, words)| {
        (!at_start || *at == 0)
            && (!at_end || at + from.len() == all.len())
            && words.iter().zip(from).all(|(word, wanted)| fits(text.get(word.clone()).unwrap_or(""), wanted))
    });
    let (_, words) = found?;
    let new: Vec<&str> = turn
        .to
        .iter()
        .map(|word| match word.strip_prefix('$').and_then(|n| n.parse::<usize>().ok()) {
            Some(n) => words.get(n - 1).and_then(|word| text.get(word.clone())).unwrap_or(""),
            None => word,
        })
        .collect();
    let (first, last) = (words.first()?, words.last()?);
    let (before, after) = (text.get(..first.start)?, text.get(last.end..)?);
    // Brackets stand against the word that they are round.
    let new = new.join(" ").replace("( ", "(").replace(" )", ")");
    Some(format!("{before}{new}{after}"))
}

fn fits(word: &str, wanted: &str) -> bool {
    match wanted {
        "#" => is_amount(word),
        "@" => LEVELS.iter().any(|level| level.eq_ignore_ascii_case(word)),
        "*" => true,
        _ => wanted.split('|').any(|one| one.eq_ignore_ascii_case(word)),
    }
}

pub(super) fn is_amount(word: &str) -> bool {
    word.trim_start_matches(['£', '-', '.']).starts_with(|c: char| c.is_ascii_digit())
}

/// The line in other shapes: with its first word, in another order, without a noun, with its month spelt out.
fn reshaped(text: &str, inside: Inside) -> Vec<Told> {
    let all = tokens(text);
    let words: Vec<&str> = all.iter().filter_map(|word| text.get(word.clone())).collect();
    let perhaps = |text: String| Told { text, sure: false, says: None };
    let surely = |text: String| Told { text, sure: true, says: None };
    let mut found = Vec::new();
    let months = month_spelt_out(&words);
    let says =
        Some(if text.contains('/') { "a month is written by its name" } else { "this month is misspelt" });
    found.extend(months.map(|text| Told { text, sure: true, says }));
    found.extend(longer_than(&words).map(surely));
    let other = respelt(text).into_iter();
    found.extend(other.map(|one| Told { text: one.text, sure: one.sure, says: Some(one.says) }));
    found.extend(in_double_quotes(text).map(surely));
    let first = words.first().copied().unwrap_or("");
    let begins = |known: &[&str]| known.iter().any(|word| word.eq_ignore_ascii_case(first));
    if let ["ask", id, question @ ..] = words.as_slice()
        && let Some(id) = id.strip_suffix([':', ',', '='])
    {
        found.push(surely(format!("ask {id} {}", question.join(" "))));
    }
    if let ["ask", question] = words.as_slice()
        && question.starts_with('"')
    {
        let says = Some("a question has a short name for its answer before it");
        found.push(Told { text: format!("ask answer {question}"), sure: false, says });
    }
    if inside == Inside::Measure && is_amount(first) {
        found.push(perhaps(format!("target {text}")));
    }
    if inside == Inside::Escalation && (begins(LEVELS) || begins(CONDITIONS)) {
        found.push(perhaps(format!("when {text}")));
    }
    if let Some((last, rest)) = words.split_last()
        && !rest.is_empty()
        && LAST.iter().any(|word| word.eq_ignore_ascii_case(last))
    {
        found.push(perhaps(format!("{} {}", last.to_lowercase(), rest.join(" "))));
    }
    found.extend(without_noun(&words).map(perhaps));
    found
}

/// `Janury 2019`, `01/2019`: the month by its name.
fn month_spelt_out(words: &[&str]) -> Option<String> {
    let names: Vec<String> = (1..=12).map(month_name).map(str::to_owned).collect();
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let mut changed = false;
    let told: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let numbers = word.split_once('/').and_then(|(month, y)| Some((month.parse::<usize>().ok()?, y)));
            let meant = match numbers {
                Some((month @ 1..=12, y)) if year(&y) => {
                    Some(format!("{} {y}", short(names.get(month - 1)?)))
                }
                _ if words.get(at + 1).is_some_and(year) => {
                    only_slip(word, names.iter().map(String::as_str)).map(str::to_owned)
                }
                _ => None,
            };
            changed |= meant.is_some();
            Some(meant.unwrap_or_else(|| (*word).to_owned()))
        })
        .collect::<Option<_>>()?;
    changed.then(|| told.join(" "))
}

/// `Jan` for `January`.
fn short(month: &str) -> &str {
    month.get(..3).unwrap_or(month)
}

/// `for more than 2 quarters`: at least three of them.
fn longer_than(words: &[&str]) -> Option<String> {
    let at = words.windows(3).position(|three| {
        three.iter().zip(["for", "more", "than"]).all(|(word, wanted)| word.eq_ignore_ascii_case(wanted))
    })?;
    let count: u32 = words.get(at + 3)?.parse().ok().filter(|count| *count < 60)?;
    let after = words.get(at + 4..)?.join(" ");
    Some(format!("{} for {} {after}", words.get(..at)?.join(" "), count + 1))
}

/// `note 'text'`: text stands in double quotation marks.
fn in_double_quotes(text: &str) -> Option<String> {
    let (before, rest) = text.split_once(" '")?;
    let inside = rest.trim_end().strip_suffix('\'')?;
    (!text.contains('"') && !inside.is_empty()).then(|| format!("{before} \"{inside}\""))
}

/// `target 750 children or fewer`: a number takes its unit from the measure.
fn without_noun(words: &[&str]) -> Option<String> {
    let at = words.windows(2).position(|two| {
        matches!(two, [number, noun] if is_amount(number)
            && noun.len() > 3
            && noun.bytes().all(|b| b.is_ascii_lowercase())
            && !["points", "below", "above", "lower", "higher", "under", "more", "less"].contains(noun))
    })?;
    let kept: Vec<&str> =
        words.iter().enumerate().filter(|(n, _)| *n != at + 1).map(|(_, word)| *word).collect();
    Some(kept.join(" "))
}

/// `80-90 amber`, `amber: 80% to 90%`: a band of figures beside its level.
pub(super) fn band(text: &str, span: Span, inside: Inside) -> Option<Diagnostic> {
    if !matches!(inside, Inside::Rating | Inside::Measure) {
        return None;
    }
    let mut numbers = Vec::new();
    let mut level = None;
    for word in text.split([' ', '\t', '-', ':', '=', '–']).filter(|word| !word.is_empty()) {
        match word {
            number if is_amount(number) => numbers.push(number),
            "to" | "when" | "if" | "from" | "between" | "and" => {}
            word if level.is_none() => level = Some(word),
            _ => return None,
        }
    }
    let (Some(level), [low, high]) = (level, numbers.as_slice()) else { return None };
    let sign = if high.ends_with('%') && !low.ends_with('%') { "%" } else { "" };
    let line = format!("{} when value from {low}{sign} to {high}", level.to_lowercase());
    let whole =
        PlimParser::parse(Rule::level_line, &line).is_ok_and(|pairs| pairs.as_str().len() == line.len());
    whole.then(|| {
        say(
            "a level is given by a condition after `when`",
            "a band without its condition",
            format!("write `{line}`"),
            span,
        )
        .suggest(span, line)
    })
}
