//! Periods: months, quarters, years and spans of months, each knowing its first and last day and its name.

mod parse;

use chrono::{Datelike, Months, NaiveDate};

pub use parse::{PeriodFault, parse_date, parse_period};

/// What shape of period it is, which decides its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// One day.
    Day,
    /// Seven days, named by the last.
    Week,
    /// A calendar month.
    Month,
    /// Three months of the year in use.
    Quarter,
    /// Six months of the year in use.
    Half,
    /// A school term: autumn (September to December), spring (January to March), summer (April to August).
    Term,
    /// Twelve months from the year's start.
    Year,
    /// Any other run of months or days.
    Span,
}

/// The month a year starts in: 4 for April to March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct YearStart(pub u32);

impl YearStart {
    /// April to March.
    pub const FINANCIAL: Self = Self(4);
    /// January to December.
    pub const CALENDAR: Self = Self(1);
    /// September to August.
    pub const ACADEMIC: Self = Self(9);

    /// `April to March`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{} to {}", month_name(self.0), month_name((self.0 + 10) % 12 + 1))
    }
}

/// How long a period is: in months where it is made of whole ones, for those count alike though some are longer; else in
/// days. A week is seven of them whatever months it touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Whole months.
    Months(u32),
    /// Days.
    Days(u32),
}

impl Length {
    /// How many.
    #[must_use]
    pub fn count(self) -> u32 {
        match self {
            Self::Months(count) | Self::Days(count) => count,
        }
    }

    /// `3 months' share`, `one month's share`, `7 days' share`.
    #[must_use]
    pub fn share_words(self) -> String {
        match self {
            Self::Months(1) => "one month's share".to_owned(),
            Self::Months(count) => format!("{count} months' share"),
            Self::Days(1) => "one day's share".to_owned(),
            Self::Days(count) => format!("{count} days' share"),
        }
    }
}

/// A period.
///
/// ```
/// use plimsoll::base::period::{Period, YearStart, parse_period};
/// let q3 = parse_period("Q3 2018/19", Some(YearStart::FINANCIAL)).unwrap();
/// assert_eq!(q3.to_string(), "Q3 2018/19");
/// assert_eq!(q3.end.to_string(), "2018-12-31");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub start: NaiveDate,
    /// Last day, which belongs to it.
    pub end: NaiveDate,
    /// Decides its name.
    pub shape: Shape,
    /// The year it is named in.
    pub year_start: YearStart,
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    /// By last day, then the longer first, so that a series reads in the order its figures were complete.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.end, self.start, self.shape, self.year_start).cmp(&(
            other.end,
            other.start,
            other.shape,
            other.year_start,
        ))
    }
}

impl Period {
    /// A run of whole months from the first of `start`'s month. None past the ends of the calendar.
    #[must_use]
    pub fn months(start: NaiveDate, months: u32, shape: Shape, year_start: YearStart) -> Option<Self> {
        let start = start.with_day(1)?;
        let end = start.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Self { start, end, shape, year_start })
    }

    /// One calendar month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(NaiveDate::from_ymd_opt(year, month, 1)?, 1, Shape::Month, YearStart::FINANCIAL)
    }

    /// Quarter `n` (1 to 4) of the year that starts in `year`.
    #[must_use]
    pub fn quarter(year: i32, n: u32, year_start: YearStart) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, year_start.0, 1)?;
        let start = first.checked_add_months(Months::new((n.checked_sub(1)?) * 3))?;
        (n <= 4).then(|| Self::months(start, 3, Shape::Quarter, year_start)).flatten()
    }

    /// Half `n` (1 or 2) of the year that starts in `year`.
    #[must_use]
    pub fn half(year: i32, n: u32, year_start: YearStart) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, year_start.0, 1)?;
        let start = first.checked_add_months(Months::new((n.checked_sub(1)?) * 6))?;
        (n <= 2).then(|| Self::months(start, 6, Shape::Half, year_start)).flatten()
    }

    /// Term `n` (1 to 3) of the school year that starts in September of `year`.
    #[must_use]
    pub fn term(year: i32, n: u32) -> Option<Self> {
        let (year, month, months) = match n {
            1 => (year, 9, 4),
            2 => (year + 1, 1, 3),
            3 => (year + 1, 4, 5),
            _ => return None,
        };
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        Self::months(start, months, Shape::Term, YearStart::ACADEMIC)
    }

    /// The twelve months that start in `year`.
    #[must_use]
    pub fn year(year: i32, year_start: YearStart) -> Option<Self> {
        Self::months(NaiveDate::from_ymd_opt(year, year_start.0, 1)?, 12, Shape::Year, year_start)
    }

    /// A single day.
    #[must_use]
    pub fn day(day: NaiveDate) -> Self {
        Self { start: day, end: day, shape: Shape::Day, year_start: YearStart::FINANCIAL }
    }

    /// The seven days that end on `end`.
    #[must_use]
    pub fn week_ending(end: NaiveDate) -> Option<Self> {
        let start = end.checked_sub_days(chrono::Days::new(6))?;
        Some(Self { start, end, shape: Shape::Week, year_start: YearStart::FINANCIAL })
    }

    /// True when the day belongs to it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.start <= day && day <= self.end
    }

    /// True when every day of `other` belongs to it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The whole year, in the given year start, that its last day falls in.
    #[must_use]
    pub fn its_year(&self, year_start: YearStart) -> Option<Self> {
        Self::year(year_of(self.end, year_start), year_start)
    }

    /// When, in a sentence: `in Q3 2018/19`, `on 13 June 2019`, `in the week ending 3 March 2019`.
    #[must_use]
    pub fn when(&self) -> String {
        match self.shape {
            Shape::Day => format!("on {self}"),
            Shape::Week => format!("in the {self}"),
            Shape::Month | Shape::Quarter | Shape::Half | Shape::Term | Shape::Year | Shape::Span => {
                format!("in {self}")
            }
        }
    }

    /// How long it is.
    #[must_use]
    pub fn length(&self) -> Length {
        let ends_month = self.end.succ_opt().is_none_or(|next| next.day() == 1);
        if self.start.day() != 1 || !ends_month {
            return Length::Days(self.days());
        }
        let years = (self.end.year() - self.start.year()).unsigned_abs();
        Length::Months(years * 12 + self.end.month() - self.start.month() + 1)
    }

    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> u32 {
        u32::try_from((self.end - self.start).num_days() + 1).unwrap_or_default()
    }

    /// How much of a year it is: its length and, counted alike, that of the year. It is never more than all of it.
    #[must_use]
    pub fn part_of(&self, year: &Self) -> (Length, Length) {
        match self.length() {
            Length::Months(months) => (Length::Months(months.min(12)), Length::Months(12)),
            Length::Days(days) => (Length::Days(days.min(year.days())), Length::Days(year.days())),
        }
    }
}

/// The calendar year in which the year that holds `day` starts.
#[must_use]
pub fn year_of(day: NaiveDate, year_start: YearStart) -> i32 {
    if day.month() >= year_start.0 { day.year() } else { day.year() - 1 }
}

/// `2018/19`, or `2018` for calendar years.
#[must_use]
pub fn year_name(first: i32, year_start: YearStart) -> String {
    YearNamed(first, year_start).to_string()
}

/// A year by the calendar year in which it starts. Long reports name very many periods, so no text is made of it.
struct YearNamed(i32, YearStart);

impl std::fmt::Display for YearNamed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(first, year_start) = self;
        if *year_start == YearStart::CALENDAR {
            return write!(f, "{first}");
        }
        write!(f, "{first}/{:02}", (first + 1).rem_euclid(100))
    }
}

/// `13 June 2019`.
#[must_use]
pub fn date_name(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// `January`.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(month.wrapping_sub(1) as usize).copied().unwrap_or("")
}

/// The month of a name, in any case: `January`, `Jan`, `Sept`.
#[must_use]
pub fn month_named(word: &str) -> Option<u32> {
    let is = |month: &u32| {
        let name = month_name(*month);
        let starts = || name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        word.len() == name.len() && starts()
            || word.len() == 3 && starts()
            || *month == 9 && word.len() == 4 && starts()
    };
    (1..=12).find(is)
}

/// `Jan`; `Sept` for September, as the field prints it.
#[must_use]
pub fn month_short(month: u32) -> &'static str {
    match month {
        9 => "Sept",
        _ => month_name(month).get(..3).unwrap_or(""),
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (start, end) = (self.start, self.end);
        let first = year_of(start, self.year_start);
        let year = || YearNamed(first, self.year_start);
        let into_year = (start.month() + 12 - self.year_start.0) % 12;
        match self.shape {
            Shape::Day => write!(f, "{}", date_name(start)),
            Shape::Week => write!(f, "week ending {}", date_name(end)),
            Shape::Month => write!(f, "{} {}", month_short(start.month()), start.year()),
            Shape::Quarter => write!(f, "Q{} {}", into_year / 3 + 1, year()),
            Shape::Half => write!(f, "H{} {}", into_year / 6 + 1, year()),
            Shape::Term => {
                let n = match start.month() {
                    9 => 1,
                    1 => 2,
                    _ => 3,
                };
                write!(f, "T{n} {}", year())
            }
            Shape::Year => write!(f, "{}", year()),
            Shape::Span if start.day() != 1 || end.succ_opt().is_some_and(|next| next.day() != 1) => {
                write!(f, "{} to {}", date_name(start), date_name(end))
            }
            Shape::Span if start.year() == end.year() => {
                write!(f, "{} to {} {}", month_short(start.month()), month_short(end.month()), end.year())
            }
            Shape::Span => write!(
                f,
                "{} {} to {} {}",
                month_short(start.month()),
                start.year(),
                month_short(end.month()),
                end.year()
            ),
        }
    }
}
