//! What a number counts: children, per cent of children, pounds, days. Units decide which numbers may meet.

use super::exact::Exact;
use super::number::parse_number;

/// The kinds that never meet one another unconverted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Things or people counted, or any bare number: `children`, `hours per month`.
    Count,
    /// Hundredths of something; held as the number before the sign, so 95% is 95.
    Percent,
    /// So many per 1,000, per 100,000 and so on.
    Rate,
    /// Pounds.
    Money,
    /// A length of time, held in the unit's own measure of it.
    Duration(TimeUnit),
    /// Points awarded.
    Points,
    /// A milestone: met or not.
    YesNo,
    /// A date by which something was done.
    Date,
    /// A status judged by people.
    Rating,
}

/// What lengths of time are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months, which have no fixed length.
    Month,
    /// Years.
    Year,
}

impl TimeUnit {
    /// Reads `min`, `minutes`, `days` and their like.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "s" | "sec" | "secs" | "second" | "seconds" => Self::Second,
            "min" | "mins" | "minute" | "minutes" => Self::Minute,
            "h" | "hr" | "hrs" | "hour" | "hours" => Self::Hour,
            "d" | "day" | "days" => Self::Day,
            "week" | "weeks" => Self::Week,
            "month" | "months" => Self::Month,
            "year" | "years" => Self::Year,
            _ => return None,
        })
    }

    /// How many seconds it lasts; none for months and years.
    #[must_use]
    pub fn seconds(self) -> Option<i64> {
        Some(match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 604_800,
            Self::Month | Self::Year => return None,
        })
    }

    /// The word for several.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }
}

/// A unit: its kind, and the words the author gave it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Decides which numbers may meet.
    pub kind: Kind,
    /// As it is printed: `children`, `% of children`, `per 100,000 smokers`.
    pub words: String,
}

impl Unit {
    /// The unit that the words after `unit` name.
    ///
    /// ```
    /// use plimsoll::base::unit::{Kind, Unit};
    /// assert_eq!(Unit::from_words("% of children").kind, Kind::Percent);
    /// assert_eq!(Unit::from_words("hours per month").kind, Kind::Count);
    /// ```
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = words.to_lowercase();
        let kind = match lower.as_str() {
            "yes or no" | "yes/no" => Kind::YesNo,
            "date" => Kind::Date,
            "rating" => Kind::Rating,
            "points" => Kind::Points,
            _ if lower.starts_with('%') || lower.starts_with("per cent") || lower.starts_with("percent") => {
                Kind::Percent
            }
            _ if lower.starts_with('£') => Kind::Money,
            _ if lower.starts_with("per ") || stated_base(&lower) != Base::None => Kind::Rate,
            one => TimeUnit::from_word(one).map_or(Kind::Count, Kind::Duration),
        };
        Self { kind, words }
    }

    /// True when values of it may be added up: what is counted, pounds, points.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(self.kind, Kind::Count | Kind::Money | Kind::Points)
    }

    /// What a part over a whole is multiplied by: 100 for percentages, 100,000 for `per 100,000`; none where a unit is
    /// no share.
    #[must_use]
    pub fn per(&self) -> Option<Exact> {
        match self.kind {
            Kind::Percent => Some(Exact::from(100)),
            Kind::Rate => Some(rate_base(&self.words)),
            Kind::Count | Kind::Money | Kind::Points => None,
            Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => None,
        }
    }

    /// True when values of it are numbers.
    #[must_use]
    pub fn is_number(&self) -> bool {
        !matches!(self.kind, Kind::YesNo | Kind::Date | Kind::Rating)
    }

    /// True for so many a week, a month and so on: such figures are alike however long their period is.
    ///
    /// ```
    /// use plimsoll::base::unit::Unit;
    /// assert!(Unit::from_words("hours per month").is_per_time());
    /// assert!(!Unit::from_words("hours of care").is_per_time());
    /// ```
    #[must_use]
    pub fn is_per_time(&self) -> bool {
        let lower = self.words.to_lowercase();
        let mut words = lower.split_whitespace().skip_while(|word| *word != "per").skip(1);
        words.next().is_some_and(|word| word == "quarter" || TimeUnit::from_word(word).is_some())
    }

    /// A value as a reader sees it: `94.96%`, `24,550`, `£10,400,000`, `7 min 30 s`.
    #[must_use]
    pub fn show(&self, value: &Exact) -> String {
        self.show_text(value, &value.text())
    }

    /// A value with at least `places` decimals, as it was submitted.
    #[must_use]
    pub fn show_places(&self, value: &Exact, places: u8) -> String {
        match value.places() {
            Some(own) if own <= places => self.show_text(value, &value.text_to(places)),
            _ => self.show(value),
        }
    }

    /// A value that is written out already, as it stands in its unit: `33 1/3%`.
    #[must_use]
    pub fn show_as(&self, value: &Exact, written: &str) -> String {
        self.show_text(value, written)
    }

    fn show_text(&self, value: &Exact, text: &str) -> String {
        match self.kind {
            Kind::Percent => format!("{text}%"),
            Kind::Money => match text.strip_prefix('-') {
                Some(rest) => format!("-£{rest}"),
                None => format!("£{text}"),
            },
            Kind::Duration(unit) => super::duration::show(unit, value, text),
            // A difference between percentages that stands as a figure of its own.
            Kind::Points if self.words == "percentage points" => {
                let s = if text == "1" { "" } else { "s" };
                format!("{text} point{s}")
            }
            Kind::Count | Kind::Rate | Kind::Points | Kind::YesNo | Kind::Date | Kind::Rating => {
                text.to_owned()
            }
        }
    }

    /// A value of the unit, for examples.
    #[must_use]
    pub fn example(&self) -> String {
        let number = match self.kind {
            Kind::Count => 789,
            Kind::Percent => 94,
            Kind::Rate => 2_337,
            Kind::Money => 500_000,
            Kind::Duration(_) => 12,
            Kind::Points => 40,
            Kind::YesNo => return "no".to_owned(),
            Kind::Date => return "31 March 2019".to_owned(),
            Kind::Rating => return "amber".to_owned(),
        };
        self.show(&Exact::from(number))
    }

    /// A difference between two values: `0.1 points` for percentages, else as a value.
    #[must_use]
    pub fn show_difference(&self, difference: &Exact) -> String {
        match self.kind {
            Kind::Percent if difference.text() == "1" => "1 point".to_owned(),
            Kind::Percent => format!("{} points", difference.text()),
            Kind::Count
            | Kind::Rate
            | Kind::Money
            | Kind::Duration(_)
            | Kind::Points
            | Kind::YesNo
            | Kind::Date
            | Kind::Rating => self.show(difference),
        }
    }
}

/// How many a rate is counted per: 100,000 in `per 100,000 smokers`, one in `per household`.
#[must_use]
pub fn rate_base(words: &str) -> Exact {
    match stated_base(words) {
        Base::Of(base) => base,
        Base::None | Base::Unreadable => Exact::from(1),
    }
}

/// What stands after `per`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// No number: `per household`.
    None,
    /// A number: 10,000 in `per 10,000 people`, `per 10k people` and `per ten thousand people`.
    Of(Exact),
    /// Digits that are no number: `per 10 000 people`.
    Unreadable,
}

/// The number that words such as `deaths per 100,000 people` name: the first that stands after a `per`.
///
/// ```
/// use plimsoll::base::exact::Exact;
/// use plimsoll::base::unit::{Base, stated_base};
/// assert_eq!(stated_base("visits per month per 1,000 people"), Base::Of(Exact::from(1_000)));
/// assert_eq!(stated_base("per 10 000 people"), Base::Unreadable);
/// assert_eq!(stated_base("per household"), Base::None);
/// ```
#[must_use]
pub fn stated_base(words: &str) -> Base {
    let lower = words.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_end_matches([',', '.'])).collect();
    let after_per = (1..words.len()).filter(|at| words.get(at - 1) == Some(&"per"));
    after_per
        .map(|at| base_at(words.get(at..).unwrap_or_default()))
        .find(|base| *base != Base::None)
        .unwrap_or(Base::None)
}

fn base_at(words: &[&str]) -> Base {
    let (first, next) = (words.first().copied().unwrap_or(""), words.get(1).copied().unwrap_or(""));
    let begins = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let many = |word: &str| match word {
        "hundred" => Some(100),
        "thousand" | "k" => Some(1_000),
        "million" | "m" | "mn" => Some(1_000_000),
        _ => None,
    };
    let said = match first {
        "ten" => Some((10, many(next))),
        "hundred" if next == "thousand" => Some((100, Some(1_000))),
        _ => many(first).filter(|_| first.len() > 2).map(|number| (number, None)),
    };
    if let Some((number, times)) = said {
        return Base::Of(Exact::from(number * times.unwrap_or(1)));
    }
    if !begins(first) {
        return Base::None;
    }
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match first.get(digits.len()..).unwrap_or("") {
        "" => many(next),
        letters => match many(letters) {
            Some(factor) => Some(factor),
            None => return Base::Unreadable,
        },
    };
    match parse_number(digits) {
        Ok(number) if !begins(next) => Base::Of(number.exact().times(&Exact::from(factor.unwrap_or(1)))),
        Ok(_) | Err(_) => Base::Unreadable,
    }
}
