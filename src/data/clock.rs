//! Lengths of time as clocks show them: `9:36`, `0:09:36`; and numbers that a spreadsheet made of such a text.
//!
//! Whoever types `9:36` for 9 minutes 36 seconds gets 9 hours 36 minutes from a spreadsheet, which holds it as 0.4 of a
//! day. A text or cell is read where it can mean one thing only; else both meanings are offered.

use super::quantity::{example, made};
use super::value::{Fault, Reading};
use crate::base::exact::Exact;
use crate::base::unit::{Kind, TimeUnit, Unit};

/// A text such as `9:36` in its parts.
struct Clock<'t> {
    negative: bool,
    /// Two or three of them.
    parts: Vec<i64>,
    /// The decimals of the last part, with their point.
    rest: &'t str,
    /// True where `am` or `pm` follows.
    half_day: bool,
}

/// The value that a clock text is of a unit; none for a text of another form.
pub(super) fn clock(text: &str, unit: &Unit) -> Option<Result<Reading, Fault>> {
    let clock = Clock::of(text)?;
    let Kind::Duration(of) = unit.kind else {
        return Some(Err(no_value(unit)));
    };
    let by_clock = matches!(of, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    if !by_clock || clock.half_day {
        return Some(Err(no_value(unit)));
    }
    Some(match clock.seconds(of) {
        Ok(seconds) => in_unit(&seconds, of).map_or_else(|| Err(Fault::unreadable()), |it| made(&it)),
        Err((short, long)) => Err(Fault::because(
            format!("it may be {} or {}", spelt(short), spelt(long)),
            format!("write `{}` or `{}`", shown(short), shown(long)),
        )),
    })
}

fn no_value(unit: &Unit) -> Fault {
    match example(unit) {
        Fault::Unreadable { write: Some(write), .. } => Fault::because("a time of day is not a value", write),
        Fault::Unreadable { .. } | Fault::WrongUnit { .. } | Fault::UnknownLevel => Fault::unreadable(),
    }
}

impl<'t> Clock<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let lower = text.to_ascii_lowercase();
        let half_day = lower.ends_with("am") || lower.ends_with("pm");
        let text = if half_day { text.get(..text.len() - 2)?.trim_end() } else { text };
        let (text, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
        let decimals = rest.strip_prefix('.').is_none_or(|d| (1..=6).contains(&d.len()) && is_digits(d));
        let texts: Vec<&str> = text.split(':').collect();
        let is_part = |(at, part): (usize, &&str)| {
            is_digits(part) && if at == 0 { part.len() <= 5 } else { part.len() == 2 && **part < *"60" }
        };
        if !decimals || !(2..=3).contains(&texts.len()) || !texts.iter().enumerate().all(is_part) {
            return None;
        }
        let parts = texts.iter().filter_map(|part| part.parse().ok()).collect();
        Some(Self { negative, parts, rest, half_day })
    }

    /// How many seconds it is, of a measure in `of`; or both that it may be, the shorter first.
    fn seconds(&self, of: TimeUnit) -> Result<Exact, (i64, i64)> {
        let (first, second) =
            (self.parts.first().copied().unwrap_or(0), self.parts.get(1).copied().unwrap_or(0));
        let third = self.parts.get(2).copied();
        let tenths = self.rest.trim_start_matches('.');
        let fraction =
            tenths.parse().map_or_else(|_| Exact::zero(), |d| Exact::decimal(d, tenths.len() as u8));
        // Hours are what a clock begins with, and decimals are of seconds.
        let seconds = match third {
            Some(third) if of == TimeUnit::Hour || third != 0 => first * 3_600 + second * 60 + third,
            None if of == TimeUnit::Hour && self.rest.is_empty() => first * 3_600 + second * 60,
            None if !self.rest.is_empty() => first * 60 + second,
            Some(_) | None => return Err((first * 60 + second, first * 3_600 + second * 60)),
        };
        let seconds = Exact::from(seconds).plus(&fraction);
        Ok(if self.negative { seconds.negated() } else { seconds })
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_unit(seconds: &Exact, of: TimeUnit) -> Option<Exact> {
    seconds.over(&Exact::from(of.seconds()?))
}

/// `9 min 36 s`
fn shown(seconds: i64) -> String {
    Unit { kind: Kind::Duration(TimeUnit::Second), words: String::new() }.show(&Exact::from(seconds))
}

/// `9 minutes 36 seconds`
fn spelt(seconds: i64) -> String {
    let parts = [(seconds / 3_600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> =
        said.map(|(count, noun)| format!("{count} {noun}{}", if *count == 1 { "" } else { "s" })).collect();
    if said.is_empty() { "no time at all".to_owned() } else { said.join(" ") }
}

/// What a spreadsheet may have made a number of, in a measure of time: `9:36` is 0.4 of a day, and 9 min 36 s that were
/// typed as a time are 0.00666… of one. What was meant, as the unit counts it: minutes and seconds, or what the clock says.
pub(super) fn meant_by_part_of_a_day(number: &Exact, of: TimeUnit) -> Vec<Exact> {
    const SECONDS: i64 = 86_400;
    let size = number.times(&Exact::from(SECONDS));
    let whole = size.rounded(0);
    // Of a fraction no more digits are left than a spreadsheet shows.
    let off = size.minus(&whole).magnitude();
    let is_part = *number < Exact::from(1) && !number.is_negative() && !whole.is_zero();
    if !is_part || off > Exact::decimal(1, 6) {
        return Vec::new();
    }
    let by_clock = in_unit(&whole, of);
    // Hours and minutes on the clock, typed for minutes and seconds.
    let sixtieth = whole.over(&Exact::from(60)).filter(Exact::is_whole);
    let typed = sixtieth.filter(|_| of != TimeUnit::Hour).and_then(|seconds| in_unit(&seconds, of));
    typed.into_iter().chain(by_clock).collect()
}

#[cfg(test)]
mod tests {
    use super::{clock, meant_by_part_of_a_day};
    use crate::base::exact::Exact;
    use crate::base::unit::{TimeUnit, Unit};
    use crate::data::value::Fault;

    fn read(text: &str, unit: &str) -> String {
        let unit = Unit::from_words(unit);
        match clock(text, &unit) {
            None => "no clock".to_owned(),
            Some(Ok(reading)) => {
                let value = Exact::decimal(reading.mantissa, reading.places);
                unit.show(&reading.exact.unwrap_or(value))
            }
            Some(Err(Fault::Unreadable { write, .. })) => write.unwrap_or_default(),
            Some(Err(_)) => "fault".to_owned(),
        }
    }

    #[test]
    fn a_clock_is_read_where_it_means_one_thing() {
        assert_eq!(read("0:09:36", "minutes"), "9 min 36 s");
        assert_eq!(read("9:36.5", "minutes"), "9 min 36.5 s");
        assert_eq!(read("1:09:36", "seconds"), "1 h 9 min 36 s");
        assert_eq!(read("9:36", "hours"), "9 h 36 min");
        assert_eq!(read("25:30:00", "hours"), "25 h 30 min");
    }

    #[test]
    fn both_are_offered_where_it_may_mean_two() {
        assert_eq!(read("9:36", "minutes"), "write `9 min 36 s` or `9 h 36 min`");
        assert_eq!(read("09:36:00", "minutes"), "write `9 min 36 s` or `9 h 36 min`");
        assert_eq!(read("0:45", "seconds"), "write `45 s` or `45 min`");
        assert_eq!(read("9:36", "days"), "write a length of time such as `12 days`");
        assert_eq!(read("9:36 AM", "hours"), "write a length of time such as `12 hours`");
        assert_eq!(read("9:36", "fires"), "write a number such as `1,500`");
        assert_eq!(read("9:75", "minutes"), "no clock");
    }

    #[test]
    fn a_part_of_a_day_is_known() {
        let meant = |mantissa, places, of| -> Vec<String> {
            let number = Exact::decimal(mantissa, places);
            meant_by_part_of_a_day(&number, of).iter().map(Exact::text).collect()
        };
        assert_eq!(meant(4, 1, TimeUnit::Minute), ["9.6", "576"]);
        assert_eq!(meant(395_833_333_333_333, 15, TimeUnit::Minute), ["9.5", "570"]);
        assert_eq!(meant(666_666_666_666_667, 17, TimeUnit::Minute), ["9.6"]);
        assert!(meant(36, 1, TimeUnit::Minute).is_empty());
        assert!(meant(123_457, 6, TimeUnit::Minute).is_empty());
    }
}
