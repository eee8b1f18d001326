//! Lengths of time as a reader sees them: `9 min 50 s`, never half as that and half as `9.83 minutes`.

use super::exact::Exact;
use super::unit::TimeUnit;

/// Decimals of a second that are written out; a length with more is rounded.
const PLACES: u8 = 6;

/// A length of time in `unit`, whose number is written out as `text`. Seconds, minutes and hours are shown as clocks count
/// them; other lengths keep their number.
pub(super) fn show(unit: TimeUnit, value: &Exact, text: &str) -> String {
    let clock = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    let seconds = unit.seconds().filter(|_| clock).map(|size| value.times(&Exact::from(size)));
    let by_clock = seconds.and_then(|seconds| {
        // A length that no decimals write is rounded by the second, and says so.
        let rounded = seconds.places().is_none_or(|places| places > PLACES);
        let about = if rounded { text.strip_prefix("about ").map(|_| "about ")? } else { "" };
        let seconds = if rounded { seconds.rounded(2) } else { seconds };
        let sign = if seconds.is_negative() { "-" } else { "" };
        Some(format!("{about}{sign}{}", parts(&seconds.magnitude(), unit)?))
    });
    by_clock.unwrap_or_else(|| {
        let word = unit.word();
        let word = if text == "1" { word.trim_end_matches('s') } else { word };
        format!("{text} {word}")
    })
}

/// `1 h 9 min 36.5 s`; nothing is `0 minutes` in the measure's own unit.
fn parts(seconds: &Exact, unit: TimeUnit) -> Option<String> {
    if seconds.is_zero() {
        return Some(format!("0 {}", unit.word()));
    }
    let plain = seconds.plain();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), ""), |(whole, rest)| (whole, rest));
    let mut left: i64 = whole.parse().ok()?;
    let mut said = Vec::new();
    for (size, name) in [(3_600, "h"), (60, "min")] {
        if left >= size {
            said.push(format!("{} {name}", Exact::from(left / size).text()));
            left %= size;
        }
    }
    if left > 0 || !fraction.is_empty() {
        let point = if fraction.is_empty() { "" } else { "." };
        said.push(format!("{left}{point}{fraction} s"));
    }
    Some(said.join(" "))
}

#[cfg(test)]
mod tests {
    use crate::base::exact::Exact;
    use crate::base::unit::Unit;

    #[test]
    fn a_length_of_time_is_shown_in_one_way() {
        let minutes = Unit::from_words("minutes");
        let show = |mantissa, places| minutes.show(&Exact::decimal(mantissa, places));
        assert_eq!(show(95, 1), "9 min 30 s");
        assert_eq!(show(936, 2), "9 min 21.6 s");
        assert_eq!(show(-5, 1), "-30 s");
        assert_eq!(show(0, 0), "0 minutes");
        assert_eq!(show(75_000, 0), "1,250 h");
        let third = Exact::ratio(59, 6);
        assert_eq!(minutes.show(&third), "9 min 50 s");
        assert_eq!(minutes.show(&Exact::ratio(69, 7)), "about 9 min 51.43 s");
        assert_eq!(Unit::from_words("days").show(&Exact::decimal(25, 1)), "2.5 days");
    }
}
