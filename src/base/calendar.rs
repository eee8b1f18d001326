//! Working days: weekends, and the bank holidays of a country when a rule book names them.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use rustc_hash::FxHashSet;

use super::period::Period;
use super::rhythm::{Arrears, Rhythm, Slot, Step, term_from};

/// Bank holidays that come with the program, by the name a rule book uses. Source: gov.uk/bank-holidays and the
/// Banking and Financial Dealings Act 1971 with its proclamations, 2000 to 2030.
pub const BANK_HOLIDAYS: &[(&str, &str)] = &[
    ("england", include_str!("bank_holidays/england-and-wales.csv")),
    ("northern ireland", include_str!("bank_holidays/northern-ireland.csv")),
    ("scotland", include_str!("bank_holidays/scotland.csv")),
    ("wales", include_str!("bank_holidays/england-and-wales.csv")),
];

/// Which days are working days.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// What it leaves out, in words: `the bank holidays of England`; none when only weekends are known.
    pub name: Option<String>,
    holidays: FxHashSet<NaiveDate>,
    last_known: Option<NaiveDate>,
    /// True where the rule book names days of its own on which nobody works.
    has_closed_days: bool,
    /// The last days of school terms, where the book gives them.
    terms: Vec<(Period, NaiveDate)>,
}

impl Calendar {
    /// Weekends only.
    #[must_use]
    pub fn weekends_only() -> Self {
        Self::default()
    }

    /// The bank holidays of a country that comes with the program.
    #[must_use]
    pub fn bank_holidays(country: &str) -> Option<Self> {
        let (_, table) = BANK_HOLIDAYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(country))?;
        let days = table.lines().skip(1).filter_map(|line| line.get(..10)?.parse().ok());
        let mut calendar =
            Self { name: Some(format!("the bank holidays of {}", capitalised(country))), ..Self::default() };
        days.for_each(|day| calendar.add(day));
        Some(calendar)
    }

    /// This calendar with the bank holidays of another country besides its own: a day that is one in either is not
    /// worked.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.name = match (self.name, other.name) {
            (Some(one), Some(other)) if one == other => Some(one),
            (Some(one), Some(other)) => {
                Some(format!("{one} and {}", other.strip_prefix("the bank holidays ").unwrap_or(&other)))
            }
            (one, other) => one.or(other),
        };
        self.holidays.extend(other.holidays);
        self.terms.extend(other.terms);
        self.has_closed_days |= other.has_closed_days;
        // Beyond the end of either table a bank holiday may be missed.
        self.last_known = match (self.last_known, other.last_known) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self
    }

    /// Sets the last day of a school term.
    pub fn ends_term(&mut self, term: Period, last: NaiveDate) {
        self.terms.retain(|(known, _)| *known != term);
        self.terms.push((term, last));
    }

    /// The day on which a period is over: its last, or of a school term the last day of school where that is known.
    #[must_use]
    pub fn over(&self, period: &Period) -> NaiveDate {
        let term = self.terms.iter().find(|(term, _)| term == period);
        term.map_or(period.end, |(_, last)| *last)
    }

    /// The last day on which a slot's figure is still in time by its arrears; without any, the day its period is over.
    #[must_use]
    pub fn due_day(&self, rhythm: Rhythm, slot: Slot) -> Option<NaiveDate> {
        let period = rhythm.period(slot)?;
        let over = self.over(&period);
        let Some(Arrears { count, step }) = rhythm.arrears else { return Some(over) };
        match (step, step.months()) {
            (_, Some(months)) => {
                // From the first of the month after, so that the last day of a month stays the last day of one.
                let months = u32::try_from(months).ok()?.checked_mul(count)?;
                over.succ_opt()?.checked_add_months(Months::new(months))?.pred_opt()
            }
            (Step::Term, None) => Some(self.over(&term_from(period.end, i64::from(count))?)),
            (_, None) => over.checked_add_days(Days::new(7 * u64::from(count))),
        }
    }

    /// The first day on which a slot counts as not in: the day its period is over, for then its report is made; where its
    /// figure may come in arrears, the day after the last on which it is in time.
    #[must_use]
    pub fn expected_from(&self, rhythm: Rhythm, slot: Slot) -> Option<NaiveDate> {
        let due = self.due_day(rhythm, slot)?;
        if rhythm.arrears.is_some() { due.succ_opt() } else { Some(due) }
    }

    /// The newest slot whose figure is expected to be in on a day.
    #[must_use]
    pub fn expected(&self, rhythm: Rhythm, day: NaiveDate) -> Slot {
        newest(rhythm, day, |slot| self.expected_from(rhythm, slot))
    }

    /// The newest slot whose figure falls due by the end of a day.
    #[must_use]
    pub fn due_by(&self, rhythm: Rhythm, day: NaiveDate) -> Slot {
        newest(rhythm, day, |slot| self.due_day(rhythm, slot))
    }

    /// Adds a day on which the organisation itself is closed.
    pub fn close(&mut self, day: NaiveDate) {
        self.has_closed_days = true;
        self.holidays.insert(day);
    }

    /// What working days leave out besides weekends, in words; none where no bank holidays are named.
    #[must_use]
    pub fn left_out(&self) -> Option<String> {
        let name = self.name.as_ref()?;
        Some(match self.has_closed_days {
            true => format!("{name}, and the days that the rule book names as closed"),
            false => name.clone(),
        })
    }

    /// Adds a bank holiday.
    pub fn add(&mut self, day: NaiveDate) {
        self.last_known = self.last_known.max(NaiveDate::from_ymd_opt(day.year(), 12, 31));
        self.holidays.insert(day);
    }

    /// True on Monday to Friday but bank holidays.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The day that is `count` working days after `day`, which is itself not counted.
    #[must_use]
    pub fn working_days_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let mut at = day;
        let mut left = count;
        while left > 0 {
            let Some(next) = at.checked_add_days(Days::new(1)) else { return at };
            at = next;
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        at
    }

    /// The first working day after `day`.
    #[must_use]
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        self.working_days_after(day, 1)
    }

    /// Working days after `from` up to and including `to`.
    #[must_use]
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.is_working_day(*day)).count()
            as u32
    }

    /// True when the bank holidays of that day's year are known.
    #[must_use]
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.last_known.is_some_and(|last| day <= last)
    }
}

/// The newest slot up to the one that holds a day whose own day has come by then.
fn newest(rhythm: Rhythm, day: NaiveDate, of: impl Fn(Slot) -> Option<NaiveDate>) -> Slot {
    let mut slot = rhythm.slot_of(day);
    while of(slot).is_some_and(|own| own > day) {
        slot -= 1;
    }
    slot
}

fn capitalised(country: &str) -> String {
    let word = |word: &str| {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    country.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
