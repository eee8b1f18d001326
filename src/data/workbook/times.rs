//! Times of cells as text, as their sheet shows them: `9:36`, `09:36:00`, `9:36 AM`; and `9 min 36 s` where the format
//! leaves no doubt that minutes come first.

/// How the format of a cell shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Clock {
    /// Hours with a nought before them where they have one digit.
    padded: bool,
    /// Seconds are shown.
    seconds: bool,
    /// `AM` and `PM`.
    halves: bool,
    /// No hours: minutes and seconds.
    minutes_first: bool,
}

impl Clock {
    /// Hours, minutes and seconds, where nothing says how they are shown.
    pub(super) const PLAIN: Self = Self { padded: false, seconds: true, halves: false, minutes_first: false };

    /// By the letters of a number format such as `h:mm` or `[mm]:ss`; none for a format that shows days, or no time.
    pub(super) fn by(letters: &str) -> Option<Self> {
        let has = |text: &str| letters.contains(text);
        let of_days = has("y") || has("d");
        (!of_days && (has("h") || has("s"))).then(|| Self {
            padded: has("hh"),
            seconds: has("s"),
            halves: has("am/pm") || has("a/p"),
            minutes_first: !has("h"),
        })
    }

    /// By what a cell shows of so many seconds.
    pub(super) fn by_text(shown: &str, seconds: i64) -> Option<Self> {
        let lower = shown.trim().to_ascii_lowercase();
        let halves = lower.ends_with("am") || lower.ends_with("pm");
        let text = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
        let parts: Vec<&str> = text.split(':').collect();
        let first: i64 = parts.first()?.parse().ok()?;
        let has_seconds = parts.len() == 3;
        let by_hours = has_seconds || halves || first == seconds / 3_600;
        let padded = parts.first()?.len() > 1;
        let known = parts.len() >= 2 && (by_hours || first == seconds / 60);
        known.then_some(Self { padded, seconds: has_seconds || !by_hours, halves, minutes_first: !by_hours })
    }

    /// So many seconds as the cell shows them. Seconds that it hides are said.
    pub(super) fn text(self, seconds: i64) -> String {
        let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.abs());
        if self.minutes_first {
            return format!("{sign}{}", length(seconds));
        }
        let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let half = match (self.halves, hours >= 12) {
            (false, _) => "",
            (true, false) => " AM",
            (true, true) => " PM",
        };
        let hours = if self.halves && !(1..=12).contains(&hours) { (hours + 11) % 12 + 1 } else { hours };
        let hours = if self.padded { format!("{hours:02}") } else { hours.to_string() };
        let rest = if self.seconds || rest > 0 { format!(":{rest:02}") } else { String::new() };
        format!("{sign}{hours}:{minutes:02}{rest}{half}")
    }
}

/// `7 h 30 min`
fn length(seconds: i64) -> String {
    let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let said: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if said.is_empty() { "0 s".to_owned() } else { said.join(" ") }
}

/// The seconds of a length of time, to the nearest: a spreadsheet holds it as a fraction of a day.
pub(super) fn seconds_of(length: chrono::Duration) -> i64 {
    (length.num_milliseconds() + 500).div_euclid(1_000)
}

/// True for less than a day.
pub(super) fn is_part_of_a_day(length: chrono::Duration) -> bool {
    (0..86_400_000).contains(&length.num_milliseconds())
}

#[cfg(test)]
mod tests {
    use super::{Clock, seconds_of};

    fn text(format: &str, milliseconds: i64) -> Option<String> {
        let length = chrono::Duration::milliseconds(milliseconds);
        Clock::by(format).map(|clock| clock.text(seconds_of(length)))
    }

    #[test]
    fn times_are_quoted_as_the_sheet_shows_them() {
        assert_eq!(text("h:mm", 34_560_000).as_deref(), Some("9:36"));
        assert_eq!(text("hh:mm:ss", 34_559_999).as_deref(), Some("09:36:00"));
        assert_eq!(text("h:mm am/pm", 77_760_000).as_deref(), Some("9:36 PM"));
        assert_eq!(text("h:mm", 576_000).as_deref(), Some("0:09:36"));
        assert_eq!(text("mm:ss", 576_000).as_deref(), Some("9 min 36 s"));
        assert_eq!(text("h:mm:ss", 91_800_000).as_deref(), Some("25:30:00"));
        assert_eq!(text("d mmmm yyyy", 576_000), None);
        assert_eq!(text("0.0%", 576_000), None);
    }

    #[test]
    fn what_a_cell_shows_tells_hours_from_minutes() {
        let by = |shown, seconds| Clock::by_text(shown, seconds).map(|clock| clock.text(seconds));
        assert_eq!(by("09:36:00", 34_560).as_deref(), Some("09:36:00"));
        assert_eq!(by("9:36", 34_560).as_deref(), Some("9:36"));
        assert_eq!(by("09:36", 576).as_deref(), Some("9 min 36 s"));
        assert_eq!(by("9.5 hours", 34_200), None);
    }
}
