//! Numbers, days and times of cells as text that reads as they were typed.
//!
//! A workbook holds a number in binary. Typed numbers have at most 15 digits, and the shortest decimal with the same
//! binary form is what was typed. Only formulas leave more digits behind (0.1 + 0.2 is 0.30000000000000004); those are
//! cut to the 15 that Excel itself shows and compares by.

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::times::Clock;
use crate::base::period::month_name;

/// How the format of a cell shows its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As it is.
    #[default]
    Plainly,
    /// As a hundred times the number, with a per cent sign.
    Percent,
    /// As month and year, without the day.
    Month,
    /// As a time.
    Time(Clock),
}

impl Shown {
    /// By the code of a number format, such as `0.0%` or `mmm-yy`.
    pub(super) fn by(format: &str) -> Self {
        let letters = letters_of(format);
        if let Some(clock) = Clock::by(&letters) {
            return Self::Time(clock);
        }
        let has = |letter: char| letters.contains(letter);
        if has('%') {
            Self::Percent
        } else if has('m') && has('y') && !has('d') && !has('h') && !has('s') {
            Self::Month
        } else {
            Self::Plainly
        }
    }
}

/// A format without what it only quotes, in lower case; `[h]` is hours beyond a day.
fn letters_of(format: &str) -> String {
    let (mut out, mut quoted, mut bracketed, mut escaped) = (String::new(), false, false, false);
    let spans = ["h", "m", "s"].map(|letter| [format!("[{letter}]"), format!("[{letter}{letter}]")]);
    let format = spans.iter().flatten().fold(format.to_ascii_lowercase(), |format, span| {
        format.replace(span.as_str(), span.trim_matches(['[', ']']))
    });
    for letter in format.chars() {
        match letter {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' | '_' if !quoted => escaped = true,
            '[' if !quoted => bracketed = true,
            ']' => bracketed = false,
            _ if quoted || bracketed => {}
            _ => out.extend(letter.to_lowercase()),
        }
    }
    out
}

/// A number in digits, from the shortest decimal that gives it: `0.735`, `1e-7`.
pub(super) fn number(shortest: &str, shown: Shown) -> String {
    let Some(parts) = parts(shortest) else { return shortest.to_owned() };
    with_point(cut(parts), shown)
}

/// Sign, digits, and how many of them stand before the point.
type Parts = (bool, String, i32);

fn parts(text: &str) -> Option<Parts> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    let power: i32 = power.parse().ok().filter(|power| (-400..=400).contains(power))?;
    let digits = format!("{whole}{places}");
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((negative, digits, i32::try_from(whole.len()).ok()? + power))
}

/// At most 15 digits, rounded, unless the number is whole.
fn cut((negative, digits, point): Parts) -> Parts {
    const KEPT: usize = 15;
    let noughts = digits.len() - digits.trim_start_matches('0').len();
    let is_whole = usize::try_from(point).is_ok_and(|point| point >= digits.trim_end_matches('0').len());
    let Some((kept, rest)) = digits.split_at_checked(noughts + KEPT).filter(|_| !is_whole) else {
        return (negative, digits, point);
    };
    let mut kept = kept.as_bytes().to_vec();
    let mut carry = rest.starts_with(['5', '6', '7', '8', '9']);
    for digit in kept.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == b'9';
        *digit = if carry { b'0' } else { *digit + 1 };
    }
    let kept = kept.into_iter().map(char::from).collect::<String>();
    if carry { (negative, format!("1{kept}"), point + 1) } else { (negative, kept, point) }
}

fn with_point((negative, digits, point): Parts, shown: Shown) -> String {
    let point = if shown == Shown::Percent { point + 2 } else { point };
    let before = usize::try_from(point.max(0)).unwrap_or(0);
    let zeros = usize::try_from((-point).max(0)).unwrap_or(0);
    let mut digits = format!("{}{digits}", "0".repeat(zeros));
    while digits.len() < before {
        digits.push('0');
    }
    let (whole, places) = digits.split_at(before.min(digits.len()));
    let (whole, places) = (whole.trim_start_matches('0'), places.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if places.is_empty() { "" } else { "." };
    let sign = if negative && (whole != "0" || !places.is_empty()) { "-" } else { "" };
    let percent = if shown == Shown::Percent { "%" } else { "" };
    format!("{sign}{whole}{point}{places}{percent}")
}

/// A day as `2019-06-13`, with its time where it has one; a month where its format shows no day.
pub(super) fn day(at: NaiveDateTime, shown: Shown) -> String {
    if shown == Shown::Month {
        return format!("{} {}", month_name(at.month()), at.year());
    }
    let day = at.date().format("%Y-%m-%d");
    if at.time() == NaiveTime::MIN {
        day.to_string()
    } else {
        format!("{day} {}", at.time().format("%H:%M:%S"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, number};

    #[test]
    fn numbers_read_as_they_were_typed() {
        let plain = |text: &str| number(text, Shown::Plainly);
        assert_eq!(plain("789"), "789");
        assert_eq!(plain("0.30000000000000004"), "0.3");
        assert_eq!(plain("0.9999999999999999"), "1");
        assert_eq!(plain("1e-7"), "0.0000001");
        assert_eq!(plain("1.5E3"), "1500");
        assert_eq!(plain("24550.25"), "24550.25");
        assert_eq!(plain("1000000000000000000000"), "1000000000000000000000");
        assert_eq!(plain("-0"), "0");
        assert_eq!(plain("0.8484848484848485"), "0.848484848484849");
        assert_eq!(plain("123456789012345"), "123456789012345");
        assert_eq!(plain("inf"), "inf");
    }

    #[test]
    fn a_fraction_that_is_shown_as_a_percentage_is_one() {
        let percent = |text: &str| number(text, Shown::Percent);
        let typed = ["0.735", "0.07", "1.4", "1", "0", "-0.005", "0.9496"];
        assert_eq!(typed.map(percent), ["73.5%", "7%", "140%", "100%", "0%", "-0.5%", "94.96%"]);
    }

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(Shown::by("0.0%"), Shown::Percent);
        assert_eq!(Shown::by("0.0\"%\""), Shown::Plainly);
        assert_eq!(Shown::by("mmm-yy"), Shown::Month);
        assert_eq!(Shown::by("[$-809]dd mmmm yyyy"), Shown::Plainly);
        assert_eq!(Shown::by("General"), Shown::Plainly);
    }
}
