//! Periods as they come: each spelling is read once, and each period is numbered once.

use rustc_hash::FxHashMap;

use super::table::text_of;
use super::words::plain;
use crate::base::period::{Period, PeriodFault, Shape, YearStart, parse_period};
use crate::base::rhythm::Rhythm;

/// What decides how a measure's periods are read: the year they are named in, and its own periods.
pub type Frame = (YearStart, Rhythm);

/// What a period cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The period with this number.
    At(u32),
    /// The same, where the cell is a day in figures that is not the last of one of the measure's own periods.
    Day(u32),
    /// Nothing.
    Blank,
    /// Something that is no period; see [`Periods::fault`].
    Fault,
}

/// All periods that occur.
#[derive(Debug, Default)]
pub struct Periods {
    spellings: FxHashMap<Box<[u8]>, Vec<(Frame, When)>>,
    numbers: FxHashMap<Period, u32>,
    all: Vec<Period>,
    last_text: Vec<u8>,
    last: Option<(Frame, When)>,
}

impl Periods {
    /// Reads a period cell in the year of its measure. The last day of one of the measure's own periods is that
    /// period.
    pub fn read(&mut self, cell: &[u8], frame: Frame) -> When {
        if let Some((last, when)) = self.last
            && last == frame
            && self.last_text == cell
        {
            return when;
        }
        let known = self.spellings.get(cell).and_then(|all| all.iter().find(|(known, _)| *known == frame));
        let when = match known {
            Some((_, when)) => *when,
            None => self.read_anew(cell, frame),
        };
        self.last = Some((frame, when));
        self.last_text.clear();
        self.last_text.extend_from_slice(cell);
        when
    }

    fn read_anew(&mut self, cell: &[u8], frame: Frame) -> When {
        let text = text_of(cell);
        let (year, due) = frame;
        let when = match read_period(&text, year) {
            None => When::Blank,
            Some(Err(_)) => When::Fault,
            Some(Ok(period)) => {
                let own = own_or(period, due);
                let number = self.number(own);
                let in_figures = !text.chars().any(char::is_alphabetic);
                if own.shape == Shape::Day && in_figures { When::Day(number) } else { When::At(number) }
            }
        };
        self.spellings.entry(cell.into()).or_default().push((frame, when));
        when
    }

    /// The period with this number.
    pub fn get(&self, number: u32) -> Option<Period> {
        self.all.get(number as usize).copied()
    }

    fn number(&mut self, period: Period) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(period).or_insert(next);
        if number == next {
            self.all.push(period);
        }
        number
    }

    /// What is wrong with a cell that is no period.
    pub fn fault(text: &str, year: YearStart) -> PeriodFault {
        match read_period(text, year) {
            Some(Err(fault)) => fault,
            Some(Ok(_)) | None => PeriodFault::Unknown,
        }
    }

    /// The periods from oldest to newest, and the new number of each.
    pub fn in_order(&self) -> (Vec<Period>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.all.len() as u32).collect();
        let period = |at: &u32| self.all.get(*at as usize).copied();
        order.sort_by_key(period);
        let mut renumbered = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = renumbered.get_mut(*old as usize) {
                *slot = new as u32;
            }
        }
        (order.iter().filter_map(period).collect(), renumbered)
    }
}

/// The measure's own period, where what is written has just its days (`Jul to Sep 2019` is `Q2 2019/20`), is the last of
/// them, or is a year within which the measure is due once, before its end; else the period as it is.
///
/// One period under two names would be two periods, and two figures of it would never meet.
pub fn own_or(period: Period, due: Rhythm) -> Period {
    let own = |day| due.period(due.slot_of(day));
    let is_it =
        |own: &Period| own.end == period.end && (period.shape == Shape::Day || own.start == period.start);
    if let Some(same) = own(period.end).filter(is_it) {
        return same;
    }
    if due.parts.is_some_and(|parts| parts.count() == 1) && period.shape == Shape::Year {
        return own(period.start).filter(|own| own.end != period.end && period.covers(own)).unwrap_or(period);
    }
    period
}

/// A period, a fault, or none where the cell says nothing.
pub fn read_period(text: &str, year: YearStart) -> Option<Result<Period, PeriodFault>> {
    let text = plain(text);
    let lower = text.to_ascii_lowercase();
    if matches!(lower.as_str(), "" | "-" | "n/a" | "na" | "none") {
        return None;
    }
    if text.chars().count() > 60 {
        return Some(Err(PeriodFault::Unknown));
    }
    Some(parse_period(&text, Some(year)))
}
