//! Numbers as people write them: `24,550`, `2.48`, `-3`, and the slips that look like numbers.

use super::exact::Exact;

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// All its digits as one whole number.
    pub mantissa: i64,
    /// How many of them stand after the point.
    pub places: u8,
}

impl Number {
    /// The exact number.
    #[must_use]
    pub fn exact(self) -> Exact {
        Exact::decimal(self.mantissa, self.places)
    }
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// `24,55`: the commas do not part thousands; here is what was probably meant.
    Commas {
        /// The same digits with commas where thousands part.
        grouped: String,
        /// With noughts in the place of digits that may be missing: `24,550` for `24,55`; none when none are missing.
        longer: Option<String>,
        /// With a full stop for the comma, as where the comma parts a whole number from its decimals: `94.5`.
        decimal: Option<String>,
    },
    /// `1O0`: a letter that looks like a digit.
    LookalikeLetter {
        /// The letter.
        letter: char,
        /// The text with the digit in its place.
        mended: String,
    },
    /// More digits than can be held (18).
    TooLong,
    /// Not a number at all.
    NotANumber,
}

/// Reads a bare number: an optional sign, digits with or without thousands commas, an optional decimal part.
///
/// # Errors
/// The [`NumberFault`] that says what was probably meant.
///
/// ```
/// use plimsoll::base::number::{NumberFault, parse_number};
/// assert_eq!(parse_number("24,550").unwrap().mantissa, 24550);
/// let NumberFault::Commas { grouped, longer, .. } = parse_number("24,55").unwrap_err() else { panic!() };
/// assert_eq!((grouped.as_str(), longer.as_deref()), ("2,455", Some("24,550")));
/// ```
pub fn parse_number(text: &str) -> Result<Number, NumberFault> {
    let (negative, digits) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().any(|b| b.is_ascii_digit()) {
        return Err(NumberFault::NotANumber);
    }
    if let Some(fault) = lookalike(digits) {
        return Err(fault);
    }
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let clean = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !clean(fraction) || !whole.split(',').all(clean) || (whole.is_empty() && fraction.is_empty()) {
        return Err(NumberFault::NotANumber);
    }
    if whole.contains(',') && !well_grouped(whole) {
        return Err(NumberFault::Commas {
            grouped: grouped(whole, fraction),
            longer: longer(whole),
            decimal: (fraction.is_empty() && whole.matches(',').count() == 1)
                .then(|| whole.replace(',', ".")),
        });
    }
    let mut mantissa: i64 = 0;
    for byte in whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit) {
        mantissa = mantissa
            .checked_mul(10)
            .and_then(|m| m.checked_add(i64::from(byte - b'0')))
            .filter(|m| *m < 1_000_000_000_000_000_000)
            .ok_or(NumberFault::TooLong)?;
    }
    Ok(Number { mantissa: if negative { -mantissa } else { mantissa }, places: fraction.len() as u8 })
}

fn well_grouped(whole: &str) -> bool {
    let mut parts = whole.split(',');
    let first = parts.next().unwrap_or("");
    (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3)
}

/// `24,550` for `24,55`: the last group filled up, where all the others are whole.
fn longer(whole: &str) -> Option<String> {
    let (_, last) = whole.rsplit_once(',')?;
    let filled = format!("{whole}{}", "0".repeat(3_usize.checked_sub(last.len())?));
    (!last.is_empty() && last.len() < 3 && well_grouped(&filled)).then_some(filled)
}

fn grouped(whole: &str, fraction: &str) -> String {
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let exact = digits.parse::<i64>().map_or_else(|_| digits.clone(), |n| Exact::from(n).text_to(0));
    if fraction.is_empty() { exact } else { format!("{exact}.{fraction}") }
}

fn lookalike(digits: &str) -> Option<NumberFault> {
    let digit_for = |c| match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    };
    let letter = digits.chars().find(|c| digit_for(*c).is_some())?;
    let others = digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.' || digit_for(c).is_some());
    let mended = digits.chars().map(|c| digit_for(c).unwrap_or(c)).collect();
    others.then_some(NumberFault::LookalikeLetter { letter, mended })
}
