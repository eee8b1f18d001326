//! What one cell says as a value of one unit, and what is wrong with it when it says nothing.

use chrono::Datelike;

use super::formula;
use super::quantity::quantity;
use super::submitted::{Marks, State, WORDS_FOR_NO_VALUE};
use super::words::{no_value, plain, split_marks, yes_or_no};
use crate::base::exact::Exact;
use crate::base::period::{PeriodFault, parse_date};
use crate::base::unit::{Kind, TimeUnit, Unit};
use crate::model::Rating;

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What kind of answer it is.
    pub state: State,
    /// The number without its point, or as [`State`] says.
    pub mantissa: i64,
    /// Decimal places.
    pub places: u8,
    /// The number itself, where the two above hold it rounded.
    pub exact: Option<Exact>,
    /// Marks that stood beside it.
    pub marks: Marks,
    /// The text as written, where it is not plainly the value.
    pub text: Option<String>,
    /// True when it carried a sign or word of its unit (`%`).
    pub signed: bool,
    /// What is odd about it, although it was read.
    pub odd: Vec<Odd>,
}

/// What is odd about a value that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    /// `>2,337`: the figure lies somewhere beyond it.
    Inequality,
    /// `about 40`: the figure lies somewhere near it.
    Rounded,
    /// A letter or sign with no known meaning.
    UnknownMark(String),
}

/// Why a cell is no value of its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Unreadable {
        /// What is wrong, when more can be said than that.
        why: Option<String>,
        /// What to write.
        write: Option<String>,
        /// True where there may be no value yet, so that how to say that is told as well.
        or_none: bool,
    },
    /// It can be read, and is of another unit.
    WrongUnit {
        /// What it is: `a percentage`.
        is: String,
        /// What to write.
        write: Option<String>,
    },
    /// It is no level of the measure's rating.
    UnknownLevel,
}

impl Fault {
    /// Nothing more can be said.
    pub fn unreadable() -> Self {
        Self::Unreadable { why: None, write: None, or_none: true }
    }

    /// It is no such value, which is written like this.
    pub fn written(write: impl Into<String>) -> Self {
        Self::Unreadable { why: None, write: Some(write.into()), or_none: true }
    }

    /// It is not a number, for this reason, and this is what to write.
    pub fn because(why: impl Into<String>, write: impl Into<String>) -> Self {
        Self::Unreadable { why: Some(why.into()), write: Some(write.into()), or_none: false }
    }
}

/// What a value has to be.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'b> {
    /// The measure's unit.
    pub unit: &'b Unit,
    /// The measure's rating, for units whose values are levels.
    pub rating: Option<&'b Rating>,
}

impl Reading {
    /// A reading with nothing odd about it.
    pub fn new(state: State, mantissa: i64, places: u8) -> Self {
        Self {
            state,
            mantissa,
            places,
            exact: None,
            marks: Marks::NONE,
            text: None,
            signed: false,
            odd: Vec::new(),
        }
    }

    /// True for an answer that can be judged.
    pub fn is_value(&self) -> bool {
        match self.state {
            State::Number | State::Yes | State::No | State::Day | State::Level => true,
            State::Missing | State::NotApplicable | State::Withheld | State::Invalid => false,
        }
    }

    /// A number, rounded to as many places as the columns hold when it has no end.
    pub fn of_number(number: &Exact) -> Option<Self> {
        let own = number.places().filter(|places| *places <= 12);
        let mut places = own.unwrap_or(12);
        loop {
            let rounded = number.rounded(places);
            let digits = rounded.times(&power_of_ten(places)).plain();
            if let Ok(mantissa) = digits.parse::<i64>() {
                let exact = (rounded != *number).then(|| number.clone());
                return Some(Self { exact, ..Self::new(State::Number, mantissa, places) });
            }
            places = places.checked_sub(1)?;
        }
    }
}

/// Ten to the power `places`.
pub fn power_of_ten(places: u8) -> Exact {
    (0..places).fold(Exact::from(1), |power, _| power.times(&Exact::from(10)))
}

/// A number that needs no thought: digits, with a sign, thousands commas, a point and a per cent sign if need be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainNumber {
    /// All its digits.
    pub mantissa: i64,
    /// How many of them stand after the point.
    pub places: u8,
    /// True when a per cent sign follows.
    pub percent: bool,
}

/// Reads a plain number; none for anything else, also when it may still be a value.
pub fn plain_number(bytes: &[u8]) -> Option<PlainNumber> {
    let (negative, bytes) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    let (percent, bytes) = match bytes {
        [rest @ .., b'%'] => (true, rest),
        _ => (false, bytes),
    };
    let (mut mantissa, mut digits, mut places, mut run) = (0_i64, 0_u32, 0_u8, 0_u32);
    let (mut point, mut commas) = (false, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                if digits > 18 {
                    return None;
                }
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                if point { places += 1 } else { run += 1 }
            }
            b'.' if !point && (!commas || run == 3) => point = true,
            b',' if !point && (if commas { run == 3 } else { (1..=3).contains(&run) }) => {
                commas = true;
                run = 0;
            }
            _ => return None,
        }
    }
    let whole = digits > 0 && (!commas || run == 3) && !(point && places == 0);
    whole.then_some(PlainNumber { mantissa: if negative { -mantissa } else { mantissa }, places, percent })
}

/// Longer texts are no values, whatever they say.
const LONGEST: usize = 80;

/// Reads a cell as a value.
///
/// # Errors
/// The [`Fault`] that says what is wrong and what to write.
pub fn read_value(text: &str, asked: Asked<'_>) -> Result<Reading, Fault> {
    let clean = plain(text);
    // A level may have the letter `C`, which would else stand for "withheld".
    let is_level = asked.unit.kind == Kind::Rating && level(&clean, asked.rating).is_ok();
    if let Some((state, word)) = no_value(&clean).filter(|_| !is_level) {
        let as_written = WORDS_FOR_NO_VALUE.get(word).is_some_and(|(known, _)| *known == clean);
        let text = (!as_written).then(|| clean.clone().into_owned());
        return Ok(Reading { text, ..Reading::new(state, word as i64, 0) });
    }
    if clean.chars().count() > LONGEST {
        return Err(Fault::unreadable());
    }
    if clean.starts_with('#') && clean.chars().any(|c| c.is_ascii_uppercase()) {
        let (why, write) = formula::failed(&clean);
        return Err(Fault::Unreadable { why: Some(why.into()), write: Some(write.into()), or_none: true });
    }
    let (rest, trailing) = split_marks(&clean);
    let mut reading = match asked.unit.kind {
        Kind::YesNo => milestone(&clean, asked.unit),
        Kind::Date if yes_or_no(&clean) == Some(false) => Ok(Reading::new(State::No, 0, 0)),
        Kind::Date => day(&clean),
        Kind::Rating => level(&clean, asked.rating),
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Money | Kind::Duration(_) | Kind::Points => {
            quantity(rest, asked.unit)
        }
    }?;
    if asked.unit.is_number() {
        reading.marks = trailing.marks;
        if let Some(unknown) = trailing.unknown {
            reading.odd.push(Odd::UnknownMark(unknown));
        }
    }
    if !reading.odd.is_empty() || reading.state == State::Level {
        reading.text = Some(clean.into_owned());
    }
    Ok(reading)
}

fn milestone(text: &str, unit: &Unit) -> Result<Reading, Fault> {
    match yes_or_no(text) {
        Some(met) => Ok(Reading::new(if met { State::Yes } else { State::No }, 0, 0)),
        None if plain_number(text.as_bytes()).is_some() => Err(Fault::WrongUnit {
            is: "a number".into(),
            write: Some(format!("write `yes` or `no` for {}", unit.words)),
        }),
        None => Err(Fault::written("write `yes` or `no`")),
    }
}

fn day(text: &str) -> Result<Reading, Fault> {
    match parse_date(text) {
        Ok(day) => Ok(Reading::new(State::Day, i64::from(day.num_days_from_ce()), 0)),
        Err(PeriodFault::Unknown) if plain_number(text.as_bytes()).is_some() => Err(Fault::WrongUnit {
            is: "a number".into(),
            write: Some("write a day such as `31 August 2019`".into()),
        }),
        Err(PeriodFault::Unknown) => Err(Fault::written("write a day such as `31 August 2019`")),
        Err(fault) => Err(Fault::Unreadable { why: None, write: Some(fault.words()), or_none: false }),
    }
}

fn level(text: &str, rating: Option<&Rating>) -> Result<Reading, Fault> {
    let found = rating.and_then(|rating| rating.level(text)).ok_or(Fault::UnknownLevel)?;
    Ok(Reading::new(State::Level, i64::from(found), 0))
}

/// What a value of the unit is, for messages: `a number of children`, `a percentage`.
pub fn wanted(unit: &Unit) -> String {
    match unit.kind {
        Kind::Count if unit.words.is_empty() => "a number".into(),
        Kind::Count => format!("a number of {}", unit.words),
        Kind::Percent => "a percentage".into(),
        Kind::Rate => format!("a number {}", unit.words),
        Kind::Money => "an amount of money".into(),
        Kind::Duration(unit @ (TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)) => {
            format!("a length of time in {}", unit.word())
        }
        Kind::Duration(unit) => format!("a number of {}", unit.word()),
        Kind::Points => "a number of points".into(),
        Kind::YesNo => "`yes` or `no`".into(),
        Kind::Date => "a day".into(),
        Kind::Rating => "a level of the rating".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{PlainNumber, plain_number};

    #[test]
    fn plain_numbers_are_read_and_slips_are_left_to_the_careful_reader() {
        let number = |mantissa, places, percent| Some(PlainNumber { mantissa, places, percent });
        assert_eq!(plain_number(b"1,500"), number(1500, 0, false));
        assert_eq!(plain_number(b"51.40%"), number(5140, 2, true));
        assert_eq!(plain_number(b"-3"), number(-3, 0, false));
        for slip in
            ["24,55", "1,5000", "12,5", "1.", "", "-", "%", "1O0", "1,500,", "1.2.3", "1234567890123456789"]
        {
            assert_eq!(plain_number(slip.as_bytes()), None, "{slip}");
        }
    }
}
