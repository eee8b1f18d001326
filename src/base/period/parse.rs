//! Reads the many spellings of a period: `Q3 2018/19`, `2018-19 Q3`, `Jan-19`, `Sept 18 to Feb 19`, `2018-12-31`.

use chrono::NaiveDate;

use super::{Period, Shape, YearStart, date_name, month_named};

/// Why a text is not one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodFault {
    /// The form is not known.
    Unknown,
    /// `Apr to Nov`: which year?
    NoYear,
    /// `2018-29`: the second year does not follow the first; here is what was probably meant.
    YearsDoNotFollow {
        /// `2018/19`.
        meant: String,
    },
    /// `Q5`, `T4`, `H3`: there is no such part of a year.
    NoSuchPart,
    /// `31 June 2019`: there is no such day; the month's last day stands here.
    NoSuchDay {
        /// Last day of that month.
        last: NaiveDate,
    },
    /// `03/04/2019` cannot be; or `12/25/2019` is month first.
    MonthFirst {
        /// The date read month first.
        meant: NaiveDate,
    },
    /// A quarter or half without a declared year: it has two readings, ending on these days.
    NoYearDeclared {
        /// Last day if years run January to December.
        calendar: NaiveDate,
        /// Last day if years run April to March.
        financial: NaiveDate,
    },
    /// The last day comes before the first.
    EndsBeforeItStarts,
}

impl PeriodFault {
    /// What is wrong, in the reader's words, with what to write.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Unknown => {
                "write a period such as `Q3 2018/19`, `Jan 2019`, `2018/19`, `Apr to Nov 2018` or `31 December 2018`".into()
            }
            Self::NoYear => "say which year, for example `Apr to Nov 2018`".into(),
            Self::YearsDoNotFollow { meant } => format!("the second year must follow the first, as in `{meant}`"),
            Self::NoSuchPart => "a year has Q1 to Q4, H1 and H2, and T1 to T3".into(),
            Self::NoSuchDay { last } => format!("that month ends on {}", date_name(*last)),
            Self::MonthFirst { meant } => format!("write the day first: `{}`", date_name(*meant)),
            Self::NoYearDeclared { calendar, financial } => format!(
                "it may end on {} (years January to December) or {} (years April to March): write the year in `framework`",
                date_name(*calendar),
                date_name(*financial)
            ),
            Self::EndsBeforeItStarts => "the end comes before the start".into(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token<'a> {
    Word(&'a str),
    /// Digits, as written.
    Number(&'a str),
    Slash,
    Dash,
}

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let length = match first {
            '0'..='9' => run(|c| c.is_ascii_digit()),
            'a'..='z' | 'A'..='Z' => run(|c| c.is_ascii_alphabetic()),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match first {
            '0'..='9' => out.push(Token::Number(piece)),
            'a'..='z' | 'A'..='Z' => out.push(Token::Word(piece)),
            '/' => out.push(Token::Slash),
            '-' | '–' | '—' | '−' => out.push(Token::Dash),
            ' ' | '\u{a0}' | '\t' | ',' | '.' | '\'' | '’' | '(' | ')' => {}
            _ => return None,
        }
        rest = after;
    }
    Some(out)
}

/// A year of two or four digits.
fn full_year(digits: &str) -> Option<i32> {
    match digits.len() {
        4 => digits.parse().ok().filter(|y| (1900..2200).contains(y)),
        2 => digits.parse::<i32>().ok().map(|y| if y >= 70 { 1900 + y } else { 2000 + y }),
        _ => None,
    }
}

/// `2018/19`, `2018-19`, `18/19`, `2018/2019`: the year it starts in.
fn split_year(first: &str, second: &str) -> Result<i32, PeriodFault> {
    let from = full_year(first).ok_or(PeriodFault::Unknown)?;
    let to = full_year(second).ok_or(PeriodFault::Unknown)?;
    if to.rem_euclid(100) == (from + 1).rem_euclid(100) {
        Ok(from)
    } else {
        Err(PeriodFault::YearsDoNotFollow { meant: format!("{from}/{:02}", (from + 1).rem_euclid(100)) })
    }
}

/// Reads a day: `13 June 2019`, `13-Jun-19`, `2019-06-13`, `13/06/2019` (day first).
///
/// # Errors
/// The [`PeriodFault`] that says why not.
pub fn parse_date(text: &str) -> Result<NaiveDate, PeriodFault> {
    let tokens = tokens(text).ok_or(PeriodFault::Unknown)?;
    date_from(&tokens)
}

fn date_from(tokens: &[Token<'_>]) -> Result<NaiveDate, PeriodFault> {
    use Token::{Dash, Number, Slash, Word};
    let (year, month, day) = match tokens {
        [Number(d), Word(m), Number(y)] | [Number(d), Dash, Word(m), Dash, Number(y)] => {
            (y, month_named(m), d)
        }
        [Number(d), Word(suffix), Word(m), Number(y)] if matches!(*suffix, "st" | "nd" | "rd" | "th") => {
            (y, month_named(m), d)
        }
        [Number(y), Dash, Number(m), Dash, Number(d)] if y.len() == 4 => (y, m.parse().ok(), d),
        [Number(d), Slash, Number(m), Slash, Number(y)] | [Number(d), Dash, Number(m), Dash, Number(y)] => {
            (y, m.parse().ok(), d)
        }
        _ => return Err(PeriodFault::Unknown),
    };
    let year = full_year(year).ok_or(PeriodFault::Unknown)?;
    let month = month.ok_or(PeriodFault::Unknown)?;
    let day: u32 = day.parse().map_err(|_| PeriodFault::Unknown)?;
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(date);
    }
    if let Some(meant) = NaiveDate::from_ymd_opt(year, day, month) {
        return Err(PeriodFault::MonthFirst { meant });
    }
    match Period::month(year, month) {
        Some(period) if (1..=31).contains(&day) => Err(PeriodFault::NoSuchDay { last: period.end }),
        _ => Err(PeriodFault::Unknown),
    }
}

/// Reads a period in any of its spellings. `year_start` is the year in use; without one a bare quarter is an error.
///
/// # Errors
/// The [`PeriodFault`] that says why not, and what was probably meant.
pub fn parse_period(text: &str, year_start: Option<YearStart>) -> Result<Period, PeriodFault> {
    let tokens = tokens(text).ok_or(PeriodFault::Unknown)?;
    let (tokens, year_start) = named_year(&tokens, year_start);
    period_from(tokens, year_start)
}

/// `school year 2016/17`, `financial year 2018/19`, `week ending …` handled apart, `year 2018/19`.
fn named_year<'t, 's>(
    tokens: &'t [Token<'s>],
    year_start: Option<YearStart>,
) -> (&'t [Token<'s>], Option<YearStart>) {
    let Some((Token::Word(first), rest)) = tokens.split_first() else { return (tokens, year_start) };
    let after = |rest: &'t [Token<'s>]| match rest.split_first() {
        Some((Token::Word(word), rest)) if word.eq_ignore_ascii_case("year") => rest,
        _ => rest,
    };
    match first.to_ascii_lowercase().as_str() {
        "school" | "academic" => (after(rest), Some(YearStart::ACADEMIC)),
        "financial" | "fy" => (after(rest), Some(YearStart::FINANCIAL)),
        "calendar" => (after(rest), Some(YearStart::CALENDAR)),
        "year" => (rest, year_start),
        _ => (tokens, year_start),
    }
}

fn period_from(tokens: &[Token<'_>], year_start: Option<YearStart>) -> Result<Period, PeriodFault> {
    use Token::{Dash, Number, Slash, Word};
    let unknown = PeriodFault::Unknown;
    match tokens {
        [Number(y)] if y.len() == 4 => {
            let year = full_year(y).ok_or(unknown.clone())?;
            Period::year(year, YearStart::CALENDAR).ok_or(unknown)
        }
        [Number(a), Slash | Dash, Number(b)] if a.len() != 1 => match split_year(a, b) {
            Ok(from) => split_period(from, year_start).ok_or(unknown),
            Err(fault) => numeric_month(a, b).ok_or(fault),
        },
        [Number(m), Slash, Number(y)] => numeric_month(m, y).ok_or(unknown),
        [Word(m), Number(y)] | [Word(m), Dash, Number(y)] if month_named(m).is_some() => {
            let year = full_year(y).ok_or(unknown.clone())?;
            Period::month(year, month_named(m).unwrap_or(1)).ok_or(unknown)
        }
        [Word(part), Number(n), rest @ ..] if part.len() == 1 => part_of_year(part, n, rest, year_start),
        [Number(a), Slash | Dash, Number(b), Dash, Word(part), Number(n)]
        | [Number(a), Slash | Dash, Number(b), Word(part), Number(n)] => {
            part_of_year(part, n, &[Number(a), Slash, Number(b)], year_start)
        }
        [Number(a), Word(part), Number(n)] | [Number(a), Dash, Word(part), Number(n)]
            if part.len() == 1 && a.len() == 4 =>
        {
            part_of_year(part, n, &[Number(a)], year_start)
        }
        [Word(week), Word(ending), rest @ ..]
            if week.eq_ignore_ascii_case("week") && ending.eq_ignore_ascii_case("ending") =>
        {
            Period::week_ending(date_from(rest)?).ok_or(unknown)
        }
        [Word(w), Slash, Word(e), rest @ ..]
            if w.eq_ignore_ascii_case("w") && e.eq_ignore_ascii_case("e") =>
        {
            Period::week_ending(date_from(rest)?).ok_or(unknown)
        }
        _ => match date_from(tokens) {
            Ok(day) => Ok(Period::day(day)),
            Err(PeriodFault::Unknown) => span_from(tokens),
            Err(fault) => Err(fault),
        },
    }
}

fn numeric_month(month: &str, year: &str) -> Option<Period> {
    let (month, year) = if month.len() == 4 { (year, month) } else { (month, year) };
    let month: u32 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    (year.len() == 4).then(|| Period::month(full_year(year)?, month)).flatten()
}

fn split_period(from: i32, year_start: Option<YearStart>) -> Option<Period> {
    let start = match year_start {
        None | Some(YearStart::CALENDAR) => YearStart::FINANCIAL,
        Some(start) => start,
    };
    Period::year(from, start)
}

/// `Q3` and the year after it.
fn part_of_year(
    part: &str,
    n: &str,
    rest: &[Token<'_>],
    year_start: Option<YearStart>,
) -> Result<Period, PeriodFault> {
    use Token::{Dash, Number, Slash};
    let n: u32 = n.parse().map_err(|_| PeriodFault::Unknown)?;
    let letter = part.to_ascii_uppercase();
    let most = match letter.as_str() {
        "Q" => 4,
        "H" => 2,
        "T" => 3,
        _ => return Err(PeriodFault::Unknown),
    };
    if n == 0 || n > most {
        return Err(PeriodFault::NoSuchPart);
    }
    let rest = if let [Dash, rest @ ..] = rest { rest } else { rest };
    let (year, split) = match rest {
        [Number(a), Slash | Dash, Number(b)] => (split_year(a, b)?, true),
        [Number(y)] => (full_year(y).ok_or(PeriodFault::Unknown)?, false),
        [] => return Err(PeriodFault::NoYear),
        _ => return Err(PeriodFault::Unknown),
    };
    if letter == "T" {
        return Period::term(year, n).ok_or(PeriodFault::Unknown);
    }
    let make =
        |start| if letter == "Q" { Period::quarter(year, n, start) } else { Period::half(year, n, start) };
    let start = match (year_start, split) {
        (Some(YearStart::CALENDAR), true) => YearStart::FINANCIAL,
        (Some(start), _) => start,
        (None, true) => YearStart::FINANCIAL,
        (None, false) => {
            return Err(match (make(YearStart::CALENDAR), make(YearStart::FINANCIAL)) {
                (Some(c), Some(f)) => PeriodFault::NoYearDeclared { calendar: c.end, financial: f.end },
                _ => PeriodFault::Unknown,
            });
        }
    };
    make(start).ok_or(PeriodFault::Unknown)
}

/// `Apr to Nov 2018`, `Sept 18 to Feb 19`, `Apr-Jan 2019`, `1 April 2018 to 31 March 2019`.
fn span_from(tokens: &[Token<'_>]) -> Result<Period, PeriodFault> {
    let joins = |t: &Token<'_>| {
        matches!(t, Token::Dash) || matches!(t, Token::Word(w) if w.eq_ignore_ascii_case("to"))
    };
    for at in tokens.iter().enumerate().filter(|(_, t)| joins(t)).map(|(at, _)| at) {
        let (left, right) = tokens.split_at(at);
        let right = right.split_first().map_or(right, |(_, rest)| rest);
        if let (Ok(from), Ok(to)) = (date_from(left), date_from(right)) {
            let span = Period { start: from, end: to, shape: Shape::Span, year_start: YearStart::FINANCIAL };
            return if from <= to { Ok(span) } else { Err(PeriodFault::EndsBeforeItStarts) };
        }
        let (Some((from, from_year)), Some((to, to_year))) = (month_and_year(left), month_and_year(right))
        else {
            continue;
        };
        let Some(to_year) = to_year else { return Err(PeriodFault::NoYear) };
        let from_year = from_year.unwrap_or(if from <= to { to_year } else { to_year - 1 });
        let months = (to_year - from_year) * 12 + to as i32 - from as i32 + 1;
        if months < 1 {
            return Err(PeriodFault::EndsBeforeItStarts);
        }
        let start = NaiveDate::from_ymd_opt(from_year, from, 1).ok_or(PeriodFault::Unknown)?;
        return Period::months(start, months as u32, Shape::Span, YearStart::FINANCIAL)
            .ok_or(PeriodFault::Unknown);
    }
    Err(PeriodFault::Unknown)
}

fn month_and_year(tokens: &[Token<'_>]) -> Option<(u32, Option<i32>)> {
    match tokens {
        [Token::Word(m)] => Some((month_named(m)?, None)),
        [Token::Word(m), Token::Number(y)] | [Token::Word(m), Token::Dash, Token::Number(y)] => {
            Some((month_named(m)?, Some(full_year(y)?)))
        }
        _ => None,
    }
}
