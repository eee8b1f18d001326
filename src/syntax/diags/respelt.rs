//! Lines with their periods, days and quotation marks as officers write them elsewhere: each in the spelling of a rule
//! book, and what to say of it.

use super::retold::tokens;

/// A line in another spelling, and what is wrong with the one it has.
pub(super) struct Respelt {
    /// The line as it can be read.
    pub(super) text: String,
    /// What is wrong.
    pub(super) says: &'static str,
    /// Whether it can mean nothing else.
    pub(super) sure: bool,
}

/// The line in each spelling in which it differs.
pub(super) fn respelt(text: &str) -> Vec<Respelt> {
    let all: Vec<&str> = tokens(text).into_iter().filter_map(|word| text.get(word)).collect();
    let one = |text: Option<String>, says, sure| text.map(|text| Respelt { text, says, sure });
    [
        one(terms(&all), "a term is written by its number in the school year", false),
        one(bare_years(&all), "a year is written by its numbers alone", true),
        one(without_weekdays(&all), "a day is written without its weekday", false),
        one(without_colons(&all), "a colon has no place within a line", true),
        one(without_quotes(text), "only text stands in quotation marks", true),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The words with some of them changed; none where none is.
fn changed(words: &[&str], told: Vec<String>) -> Option<String> {
    (told.iter().map(String::as_str).ne(words.iter().copied())).then(|| told.join(" "))
}

fn year_of(word: &str) -> Option<u32> {
    let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|_| is_year)
}

/// `2018/19`, `2018-19`, `2018/2019`: a school year, by the year in which it begins.
fn school_year(word: &str) -> Option<u32> {
    let (first, last) = word.split_once(['/', '-'])?;
    let (begins, last) = (year_of(first)?, last.get(last.len().checked_sub(2)?..)?);
    (last.parse().ok() == Some((begins + 1) % 100)).then_some(begins)
}

/// `Summer term 2019`, `Autumn 2018`, `Spring term 2018/19`: the term by its number.
fn terms(words: &[&str]) -> Option<String> {
    let mut told = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let number = match word.to_lowercase().as_str() {
            "autumn" => 1,
            "spring" => 2,
            "summer" => 3,
            _ => 0,
        };
        let noun = words.get(at + 1).is_some_and(|word| word.eq_ignore_ascii_case("term"));
        let year = words.get(at + 1 + usize::from(noun)).map(|year| year.trim_end_matches(','));
        let begins = year.and_then(|year| {
            // The autumn term is in the year in which the school year begins, the others in the next.
            school_year(year).or_else(|| Some(year_of(year)? - u32::from(number > 1)))
        });
        match begins.filter(|_| number > 0) {
            Some(begins) => {
                let comma = words.get(at + 1 + usize::from(noun)).is_some_and(|year| year.ends_with(','));
                let comma = if comma { "," } else { "" };
                told.push(format!("T{number} {begins}/{:02}{comma}", (begins + 1) % 100));
                at += 2 + usize::from(noun);
            }
            None => {
                told.push((*word).to_owned());
                at += 1;
            }
        }
    }
    changed(words, told)
}

/// `FY2018/19`, `AY17/18`, `FY 2018/19`: without the letters.
fn bare_years(words: &[&str]) -> Option<String> {
    let bare = |word: &&str| {
        let lower = word.to_lowercase();
        let Some(year) = ["fy", "ay"].into_iter().find_map(|letters| lower.strip_prefix(letters)) else {
            return (*word).to_owned();
        };
        match year.split_once(['/', '-']) {
            _ if year.is_empty() => String::new(),
            Some((first, _)) if first.len() == 2 && year.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("20{year}")
            }
            _ if year.starts_with(|c: char| c.is_ascii_digit()) => year.to_owned(),
            _ => (*word).to_owned(),
        }
    };
    let told: Vec<String> = words.iter().map(bare).filter(|word| !word.is_empty()).collect();
    changed(words, told)
}

/// `Tuesday 16 October 2018`: the day without its weekday, which the date says already.
fn without_weekdays(words: &[&str]) -> Option<String> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_weekday = |at: usize, word: &str| {
        let lower = word.trim_end_matches([',', '.']).to_lowercase();
        let named = DAYS.iter().any(|day| {
            lower == *day || (lower.starts_with(day) && lower.ends_with("day")) || lower == format!("{day}rs")
        });
        named && words.get(at + 1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    };
    let kept = words.iter().enumerate().filter(|(at, word)| !is_weekday(*at, word));
    let told = kept.map(|(_, word)| (*word).to_owned()).collect();
    changed(words, told)
}

/// `baseline 2017/18: 95%`: without the colon.
fn without_colons(words: &[&str]) -> Option<String> {
    let bare = |word: &&str| match word.starts_with('"') {
        true => (*word).to_owned(),
        false => word.trim_end_matches(':').to_owned(),
    };
    changed(words, words.iter().map(bare).filter(|word| !word.is_empty()).collect())
}

/// `target '12% or fewer'`: what is no text, without its quotation marks.
fn without_quotes(text: &str) -> Option<String> {
    let (before, rest) = text.split_once([' ', '\t'])?;
    let rest = rest.trim();
    let inside = ['\'', '"'].into_iter().find_map(|mark| rest.strip_prefix(mark)?.strip_suffix(mark))?;
    (!inside.is_empty() && !inside.contains(['\'', '"'])).then(|| format!("{before} {inside}"))
}
