//! Numbers with words and signs about them: `£10.4m`, `>2,337 per 100,000`, `7 min 30 s`, `87% of children`.

use super::clock::clock;
use super::value::{Fault, Odd, Reading};
use crate::base::exact::Exact;
use crate::base::number::{NumberFault, parse_number};
use crate::base::suggest::listed;
use crate::base::unit::{Base, Kind, TimeUnit, Unit, rate_base, stated_base};

/// Signs and words that make a bound of a number, longest first.
const BOUNDS: [&str; 14] = [
    "no more than",
    "no less than",
    "more than",
    "less than",
    "fewer than",
    "at least",
    "at most",
    "up to",
    "over",
    "under",
    "above",
    "below",
    ">=",
    "<=",
];

/// Signs and words that say a number was rounded.
const ABOUT: [&str; 17] = [
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "circa",
    "ca.",
    "ca",
    "c.",
    "c",
    "roughly",
    "nearly",
    "almost",
    "estimated",
    "est.",
    "≈",
    "~",
];

/// The same after the number.
const ABOUT_IT: [&str; 8] =
    [" approximately", " (approximately)", " approx.", " approx", " (approx.)", " (approx)", " or so", "ish"];

/// Reads a number with what stands about it as a value of `unit`.
///
/// # Errors
/// The [`Fault`] that says what is wrong and what to write.
pub fn quantity(text: &str, unit: &Unit) -> Result<Reading, Fault> {
    let (text, odd) = without_bound(text);
    let mut reading = clock(text, unit).unwrap_or_else(|| bare_quantity(text, unit))?;
    reading.odd.extend(odd);
    Ok(reading)
}

fn without_bound(text: &str) -> (&str, Option<Odd>) {
    let strip = |words: &[&str]| {
        words.iter().find_map(|word| {
            let head = text.get(..word.len())?;
            let rest = text.get(word.len()..)?;
            let apart = !word.ends_with(|c: char| c.is_alphabetic()) || rest.starts_with([' ', '£']);
            (apart && head.eq_ignore_ascii_case(word)).then(|| rest.trim_start())
        })
    };
    if let Some(rest) = strip(&BOUNDS) {
        return (rest, Some(Odd::Inequality));
    }
    if let Some(rest) = text.strip_prefix(['>', '<', '≥', '≤']) {
        return (rest.trim_start(), Some(Odd::Inequality));
    }
    if let Some(rest) = text.strip_suffix('+') {
        return (rest.trim_end(), Some(Odd::Inequality));
    }
    if let Some(rest) = text.strip_suffix(" or more").or_else(|| text.strip_suffix(" or fewer")) {
        return (rest.trim_end(), Some(Odd::Inequality));
    }
    let after = |text: &'_ str| ABOUT_IT.iter().find_map(|word| Some(text.strip_suffix(word)?.len()));
    let before = strip(&ABOUT);
    let rest = before.unwrap_or(text);
    match after(rest) {
        Some(length) => (rest.get(..length).unwrap_or(rest), Some(Odd::Rounded)),
        None => (rest, before.map(|_| Odd::Rounded)),
    }
}

fn bare_quantity(text: &str, unit: &Unit) -> Result<Reading, Fault> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let (pounds, rest) = match unsigned.strip_prefix('£') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, unsigned),
    };
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(length);
    let (digits, tail) = match digits.strip_suffix([',', '.']) {
        Some(fewer) if !tail.is_empty() => (fewer, tail),
        _ => (digits, tail),
    };
    if digits.is_empty() || lookalike(rest) {
        return Err(number_fault(rest, unit));
    }
    let number = match parse_number(digits) {
        Ok(number) => number,
        Err(fault) => return Err(explain(&fault, digits, tail, unit)),
    };
    let number = if negative { number.exact().negated() } else { number.exact() };
    let tail = tail.trim_start();
    if !pounds && let Some(span) = duration(rest) {
        return time(&span, tail, negative, unit);
    }
    if pounds || unit.kind == Kind::Money {
        return money(&number, tail, pounds, unit);
    }
    if tail.is_empty() {
        return made(&number);
    }
    if let Some(of) = after_percent(tail) {
        return percentage(&number, of, unit);
    }
    if tail.starts_with("per ") && unit.kind == Kind::Rate {
        return rate(&number, tail, unit);
    }
    other_words(&number, tail, rest, unit)
}

pub(super) fn made(number: &Exact) -> Result<Reading, Fault> {
    Reading::of_number(number).ok_or_else(too_long)
}

fn too_long() -> Fault {
    Fault::because("it has more digits than a value can have", "write at most 18 digits")
}

/// True for a run of digits with a letter among them that looks like one.
fn lookalike(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or(text).trim_end_matches('%');
    matches!(parse_number(first), Err(NumberFault::LookalikeLetter { .. }))
}

fn number_fault(text: &str, unit: &Unit) -> Fault {
    let percent = text.ends_with('%');
    let bare = text.trim_end_matches('%').trim_end();
    match parse_number(bare.split(' ').next().unwrap_or(bare)) {
        Err(NumberFault::LookalikeLetter { letter, mended }) => {
            let sign = if percent { "%" } else { "" };
            Fault::because(
                format!("the letter `{letter}` stands among the digits"),
                format!("write `{mended}{sign}`"),
            )
        }
        _ if bare.starts_with('(') && bare.ends_with(')') => {
            let inner = bare.trim_matches(['(', ')']);
            Fault::because("brackets are not read as a minus", format!("write `-{inner}` or `{inner}`"))
        }
        _ => example(unit),
    }
}

/// What a value of the unit looks like.
pub(super) fn example(unit: &Unit) -> Fault {
    match unit.kind {
        Kind::Percent => Fault::written("write a percentage such as `26%`"),
        Kind::Money => Fault::written("write an amount such as `£10.4m`"),
        Kind::Duration(unit) => {
            Fault::written(format!("write a length of time such as `12 {}`", unit.word()))
        }
        Kind::Count | Kind::Rate | Kind::Points => Fault::written("write a number such as `1,500`"),
        Kind::YesNo | Kind::Date | Kind::Rating => Fault::unreadable(),
    }
}

fn explain(fault: &NumberFault, digits: &str, tail: &str, unit: &Unit) -> Fault {
    match fault {
        NumberFault::Commas { grouped, longer, .. } => {
            let decimal =
                digits.split_once(',').filter(|(_, after)| after.len() < 3 && !after.contains([',', '.']));
            let sign = if after_percent(tail.trim_start()).is_some() { "%" } else { "" };
            // Of a percentage nothing parts thousands: the comma is that of a language which writes points so.
            if unit.kind == Kind::Percent
                && let Some((whole, after)) = decimal.filter(|(_, after)| !after.is_empty())
            {
                return Fault::because(
                    "its comma stands where a decimal point belongs",
                    format!("write `{whole}.{after}{sign}`"),
                );
            }
            let mut choices: Vec<String> = longer.iter().map(|longer| format!("`{longer}`")).collect();
            choices.push(format!("`{grouped}`"));
            choices.extend(
                decimal
                    .filter(|(_, after)| !after.is_empty())
                    .map(|(whole, after)| format!("`{whole}.{after}`")),
            );
            let comma = if decimal.is_some() { "its comma does" } else { "its commas do" };
            Fault::because(format!("{comma} not part thousands"), format!("write {}", listed(&choices, "or")))
        }
        NumberFault::LookalikeLetter { letter, mended } => Fault::because(
            format!("the letter `{letter}` stands among the digits"),
            format!("write `{mended}`"),
        ),
        NumberFault::TooLong => too_long(),
        NumberFault::NotANumber => Fault::unreadable(),
    }
}

/// What follows a per cent sign or word.
fn after_percent(tail: &str) -> Option<&str> {
    ["%", "percent", "per cent", "pct"].iter().find_map(|word| {
        let head = tail.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| tail.get(word.len()..).map(str::trim_start))?
    })
}

fn percentage(number: &Exact, of: &str, unit: &Unit) -> Result<Reading, Fault> {
    if has_digit(of) {
        return Err(several());
    }
    if unit.kind != Kind::Percent {
        return Err(Fault::WrongUnit { is: "a percentage".into(), write: None });
    }
    let words = unit.words.trim_start_matches('%').trim_start();
    if !words_fit(of, words) {
        return Err(foreign_words(of));
    }
    Ok(Reading { signed: true, ..made(number)? })
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn several() -> Fault {
    Fault::because(
        "there is more than one number in it",
        "write one value to a cell, and a row for each further one",
    )
}

fn foreign_words(words: &str) -> Fault {
    Fault::because(
        format!("`{words}` stands after the number"),
        "write the number alone, and what it means in a `note` column",
    )
}

fn money(number: &Exact, tail: &str, pounds: bool, unit: &Unit) -> Result<Reading, Fault> {
    let (factor, rest) = multiplier(tail);
    if has_digit(rest) {
        return Err(several());
    }
    if unit.kind != Kind::Money {
        return Err(Fault::WrongUnit { is: "an amount of money".into(), write: None });
    }
    if !pounds && after_percent(rest).is_some() {
        return Err(Fault::WrongUnit { is: "a percentage".into(), write: None });
    }
    if !rest.is_empty() && !words_fit(rest, unit.words.trim_start_matches('£').trim_start()) {
        return Err(foreign_words(rest));
    }
    match factor {
        Some(factor) if pounds => Ok(Reading { signed: true, ..made(&number.times(&Exact::from(factor)))? }),
        Some(_) => Err(Fault::because(
            "`k`, `m` and `bn` are read only after `£`",
            format!("write `£{}{tail}`", number.text()),
        )),
        None if pounds => Ok(Reading { signed: true, ..made(number)? }),
        None => made(&number.times(&Exact::from(unit_factor(unit)))),
    }
}

/// What a bare number is multiplied by in a unit of thousands or millions of pounds.
fn unit_factor(unit: &Unit) -> i64 {
    let words = unit.words.trim_start_matches('£').to_ascii_lowercase();
    match words.split(' ').next().unwrap_or("") {
        "k" | "000" | "000s" | "thousand" | "thousands" => 1_000,
        "m" | "million" | "millions" => 1_000_000,
        "bn" | "billion" | "billions" => 1_000_000_000,
        _ => 1,
    }
}

fn multiplier(tail: &str) -> (Option<i64>, &str) {
    let length = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
    let (word, rest) = tail.split_at(length);
    let factor = match word.to_ascii_lowercase().as_str() {
        "k" | "thousand" => 1_000,
        "m" | "mn" | "million" => 1_000_000,
        "bn" | "billion" => 1_000_000_000,
        _ => return (None, tail),
    };
    (Some(factor), rest.trim_start())
}

fn rate(number: &Exact, tail: &str, unit: &Unit) -> Result<Reading, Fault> {
    let wanted = rate_base(&unit.words);
    let given = match stated_base(tail) {
        Base::Of(base) => Some(base),
        Base::None | Base::Unreadable => None,
    };
    // A rate of another base is turned into this one only where its base is a number that can be read.
    if let Some(given) = given.as_ref().filter(|given| **given != wanted) {
        let same = number.times(&wanted).over(given);
        return Err(Fault::WrongUnit {
            is: format!("a rate per {}", given.text()),
            write: same.map(|n| format!("write `{}`, the same rate per {}", n.text(), wanted.text())),
        });
    }
    if given.is_none() && !words_fit(tail, &unit.words) {
        return Err(Fault::WrongUnit { is: format!("a rate {tail}"), write: None });
    }
    // The base is the same number, however it is spelt: what follows it is to fit.
    let after_base = |words: &str| words.split_whitespace().skip(2).collect::<Vec<_>>().join(" ");
    if given.is_some() && !words_fit(&after_base(tail), &after_base(&unit.words)) {
        let words = tail.split(' ').skip(2).collect::<Vec<_>>().join(" ");
        return Err(foreign_words(&words));
    }
    Ok(Reading { signed: true, ..made(number)? })
}

/// A length of time as its parts: `7 min 30 s`, `1h 20min`, `12 days`.
fn duration(text: &str) -> Option<Vec<(Exact, TimeUnit)>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
        let (digits, after) = rest.split_at(length);
        let number = parse_number(digits).ok()?.exact();
        let after = after.trim_start();
        let length = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (word, after) = after.split_at(length);
        // `m` is a minute only after hours: by itself it may be a million.
        let after_hours = matches!(parts.last(), Some((_, TimeUnit::Hour)));
        let unit =
            if word == "m" && after_hours { Some(TimeUnit::Minute) } else { TimeUnit::from_word(word) };
        parts.push((number, unit?));
        rest = after.trim_start_matches([',', ' ']);
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
    (!parts.is_empty()).then_some(parts)
}

fn time(parts: &[(Exact, TimeUnit)], tail: &str, negative: bool, unit: &Unit) -> Result<Reading, Fault> {
    let Kind::Duration(wanted) = unit.kind else {
        let number = parts.first().map(|(number, _)| number.clone()).filter(|_| parts.len() == 1);
        return match number {
            Some(number) if words_fit(tail, &unit.words) => {
                made(&if negative { number.negated() } else { number })
            }
            _ => Err(Fault::WrongUnit { is: "a length of time".into(), write: None }),
        };
    };
    let mut total = Exact::zero();
    for (number, given) in parts {
        let same = if *given == wanted {
            Some(number.clone())
        } else {
            let seconds = given.seconds().map(|s| number.times(&Exact::from(s)));
            seconds.and_then(|s| s.over(&Exact::from(wanted.seconds()?)))
        };
        let Some(same) = same else {
            return Err(Fault::WrongUnit {
                is: format!("a number of {}", given.word()),
                write: Some(format!("write the number of {}", wanted.word())),
            });
        };
        total = total.plus(&same);
    }
    Ok(Reading { signed: true, ..made(&if negative { total.negated() } else { total })? })
}

fn other_words(number: &Exact, tail: &str, text: &str, unit: &Unit) -> Result<Reading, Fault> {
    if words_fit(tail, &unit.words) {
        return Ok(Reading { signed: true, ..made(number)? });
    }
    if let Ok(scientific) = scientific(text) {
        return Err(Fault::because(
            "a spreadsheet has shortened it",
            format!("write all its digits, perhaps `{}`", scientific.text()),
        ));
    }
    if tail.starts_with(':') {
        return Err(Fault::because(
            "a time of day is not a value",
            "write a length of time in words, such as `7 min 30 s`",
        ));
    }
    if has_digit(tail) {
        return Err(several());
    }
    let lower = tail.to_ascii_lowercase();
    if matches!(lower.as_str(), "points" | "point" | "pp" | "pts" | "percentage points") {
        return Err(Fault::WrongUnit { is: "a number of points".into(), write: None });
    }
    if tail.starts_with("per ") {
        return Err(Fault::WrongUnit { is: "a rate".into(), write: None });
    }
    if multiplier(tail).0.is_some() {
        return Err(Fault::because(
            "`k`, `m` and `bn` are read only after `£`",
            "write all the digits of the number",
        ));
    }
    let plain_words = lower.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-' || c == '/');
    if plain_words && unit.kind == Kind::Count && lower.chars().count() > 2 {
        return Err(Fault::WrongUnit { is: format!("a number of {tail}"), write: None });
    }
    Err(foreign_words(tail))
}

/// `1.2E+03`: the number it stands for.
fn scientific(text: &str) -> Result<Exact, ()> {
    let (digits, power) = text.split_once(['E', 'e']).ok_or(())?;
    let number = parse_number(digits).map_err(|_| ())?.exact();
    let power: u8 = power.trim_start_matches('+').parse().map_err(|_| ())?;
    if power > 18 {
        return Err(());
    }
    Ok(number.times(&super::value::power_of_ten(power)))
}

/// True when words after a number only repeat the start of the unit's words: `hours` of `hours per month`.
pub fn words_fit(words: &str, unit: &str) -> bool {
    let plural = |word: &str| word.to_lowercase().trim_end_matches(['s', '.', ',']).to_owned();
    let mut wanted = unit.split_whitespace().map(plural);
    let singular = [("child", "children"), ("person", "people")];
    words.split_whitespace().map(plural).all(|word| {
        wanted.next().is_some_and(|want| {
            word == want || singular.iter().any(|(one, many)| word == *one && want == plural(many))
        })
    })
}
