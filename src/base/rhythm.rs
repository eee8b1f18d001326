//! How often a figure is due, and how its periods line up one after another.
//!
//! A rhythm cuts time into numbered slots, one after another without gaps: slot 12 follows slot 11. A figure's
//! slot is the one that holds its last day, so a figure of `Mar 2019` fills the quarter that ends in March.

use chrono::{Datelike, Days, NaiveDate};

use super::calendar::Calendar;
use super::parts::Parts;
use super::period::{Period, Shape, YearStart};

/// The length of one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Seven days ending on Sunday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A school term.
    Term,
    /// A year.
    Year,
}

impl Step {
    /// How many months; none for weeks and terms.
    #[must_use]
    pub fn months(self) -> Option<i64> {
        Some(match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
            Self::Week | Self::Term => return None,
        })
    }

    /// `quarterly`.
    #[must_use]
    pub fn adverb(self) -> &'static str {
        match self {
            Self::Week => "weekly",
            Self::Month => "monthly",
            Self::Quarter => "quarterly",
            Self::Half => "every half-year",
            Self::Term => "termly",
            Self::Year => "yearly",
        }
    }

    /// `quarter`.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half-year",
            Self::Term => "term",
            Self::Year => "year",
        }
    }
}

/// The school term so many after the one that holds a day, or before it. Terms differ in length, so that what is said in
/// terms goes by them and not by days or months.
#[must_use]
pub fn term_from(day: NaiveDate, after: i64) -> Option<Period> {
    let terms = Rhythm::every(Step::Term, YearStart::ACADEMIC);
    terms.period(terms.slot_of(day).checked_add(after)?)
}

/// How long after a period's end its figure may come before it counts as not submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Arrears {
    /// How many.
    pub count: u32,
    /// Of what.
    pub step: Step,
}

/// How long after a period's end its figure is due, as a return that somebody sends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Returned {
    /// How many days.
    pub count: u32,
    /// True for working days.
    pub working: bool,
}

/// A rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Length of one slot.
    pub step: Step,
    /// Which steps of the year it is due in (`due in Q1 and Q2`); none for all of them.
    pub parts: Option<Parts>,
    /// Every one of those that are due (1), every other (2) and so on.
    pub every: u32,
    /// With `every` above 1: a period in which it was due.
    pub anchor: Option<Period>,
    /// How long the figure may take.
    pub arrears: Option<Arrears>,
    /// How many days after a period's end its return is due, where the book says so.
    pub returned: Option<Returned>,
    /// The year its periods are named in.
    pub year_start: YearStart,
}

/// A slot's number. Slots of one rhythm follow one another without gaps.
pub type Slot = i64;

impl Rhythm {
    /// Every `step`, with no arrears.
    #[must_use]
    pub fn every(step: Step, year_start: YearStart) -> Self {
        Self { step, parts: None, every: 1, anchor: None, arrears: None, returned: None, year_start }
    }

    fn months_from(self, day: NaiveDate) -> i64 {
        i64::from(day.year()) * 12 + i64::from(day.month()) - i64::from(self.year_start.0)
    }

    /// How many steps make a year; none for weeks.
    fn steps_per_year(self) -> Option<i64> {
        match self.step {
            Step::Month => Some(12),
            Step::Quarter => Some(4),
            Step::Half => Some(2),
            Step::Term => Some(3),
            Step::Year => Some(1),
            Step::Week => None,
        }
    }

    /// The parts of the year it is due in, with how many steps a year has; none where it is due in all of them.
    fn due_parts(self) -> Option<(Parts, i64)> {
        self.parts.zip(self.steps_per_year())
    }

    /// The unit slot (counting every step that is due, whatever `every` says) that holds a day: the first that is due
    /// and does not end before it.
    fn unit_slot(self, day: NaiveDate) -> i64 {
        let step = self.step_at(day);
        self.due_parts().map_or(step, |(parts, of)| parts.first_from(step, of))
    }

    /// The step that holds a day, counting all of them.
    fn step_at(self, day: NaiveDate) -> i64 {
        match (self.step, self.step.months()) {
            (_, Some(months)) => self.months_from(day).div_euclid(months),
            (Step::Term, _) => {
                let months = i64::from(day.year()) * 12 + i64::from(day.month()) - 9;
                let within = match months.rem_euclid(12) {
                    0..=3 => 0,
                    4..=6 => 1,
                    _ => 2,
                };
                months.div_euclid(12) * 3 + within
            }
            _ => (i64::from(day.num_days_from_ce()) - 1).div_euclid(7),
        }
    }

    fn offset(self) -> i64 {
        let every = i64::from(self.every.max(1));
        self.anchor.map_or(0, |anchor| (self.unit_slot(anchor.end) + 1).rem_euclid(every))
    }

    /// The slot that holds a day.
    #[must_use]
    pub fn slot_of(self, day: NaiveDate) -> Slot {
        let every = i64::from(self.every.max(1));
        (self.unit_slot(day) - self.offset()).div_euclid(every)
    }

    /// The period a slot stands for: with `every` above 1, the last step of it; of several weeks, all of them.
    #[must_use]
    pub fn period(self, slot: Slot) -> Option<Period> {
        let every = i64::from(self.every.max(1));
        let unit = slot * every + self.offset() + every - 1;
        let step = self.due_parts().map_or(unit, |(parts, of)| parts.nth(unit, of));
        self.step_period(step)
    }

    /// True where its figures come more than once a year.
    #[must_use]
    pub fn is_shorter_than_a_year(self) -> bool {
        let is_part = self.parts.is_none_or(|parts| parts.count() > 1);
        let of_months = self.step.months().map(|months| months * i64::from(self.every.max(1)));
        is_part && self.step != Step::Year && of_months.is_none_or(|months| months < 12)
    }

    /// What one of its periods is called: `quarter`; `period` where that would mislead.
    #[must_use]
    pub fn noun(self) -> &'static str {
        if self.every <= 1 && self.parts.is_none() { self.step.noun() } else { "period" }
    }

    fn step_period(self, unit: i64) -> Option<Period> {
        let first_of = |months: i64| {
            NaiveDate::from_ymd_opt(
                i32::try_from(months.div_euclid(12)).ok()?,
                months.rem_euclid(12) as u32 + 1,
                1,
            )
        };
        let start_month = i64::from(self.year_start.0) - 1;
        let run = |months: i64, shape| {
            // `months_from` counts months so that the year's start is a multiple of twelve.
            let start = first_of(unit * months + start_month)?;
            Period::months(start, months as u32, shape, self.year_start)
        };
        match self.step {
            Step::Month => run(1, Shape::Month),
            Step::Quarter => run(3, Shape::Quarter),
            Step::Half => run(6, Shape::Half),
            Step::Year => run(12, Shape::Year),
            Step::Term => {
                Period::term(i32::try_from(unit.div_euclid(3)).ok()?, unit.rem_euclid(3) as u32 + 1)
            }
            Step::Week => {
                let start = NaiveDate::from_num_days_from_ce_opt(i32::try_from(unit * 7 + 1).ok()?)?;
                let last = Period::week_ending(start.checked_add_days(Days::new(6))?)?;
                let before = Days::new(7 * u64::from(self.every.max(1) - 1));
                let shape = if self.every > 1 { Shape::Span } else { Shape::Week };
                Some(Period { start: last.start.checked_sub_days(before)?, shape, ..last })
            }
        }
    }

    /// How many slots make a year; none when that is not a whole number.
    #[must_use]
    pub fn slots_per_year(self) -> Option<i64> {
        let per_year = self.due_parts().map(|(parts, _)| parts.count()).or(self.steps_per_year())?;
        let every = i64::from(self.every.max(1));
        (per_year % every == 0).then_some(per_year / every)
    }

    /// The day on which the return of a slot is due, where the book says how long it may take.
    #[must_use]
    pub fn return_day(self, slot: Slot, calendar: &Calendar) -> Option<NaiveDate> {
        let Returned { count, working } = self.returned?;
        let end = self.period(slot)?.end;
        if working {
            return Some(calendar.working_days_after(end, count));
        }
        end.checked_add_days(Days::new(u64::from(count)))
    }
}
