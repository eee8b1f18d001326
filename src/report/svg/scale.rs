//! Where a number stands on an axis, and which numbers the axis names. Positions are drawn, never judged, so they are
//! floats; the same numbers give the same positions on every machine.

/// An axis from low to high in round steps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// An axis that holds all of the numbers. It begins at nought where they reach near it, or where they are shares that
    /// would else look larger than they are.
    pub(super) fn over(numbers: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for number in numbers.filter(|number| number.is_finite()) {
            low = low.min(number);
            high = high.max(number);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if low > 0.0 && low < 0.4 * high {
            low = 0.0;
        }
        if high < 0.0 && high > 0.4 * low {
            high = 0.0;
        }
        if (high - low).abs() < f64::EPSILON {
            let around = if high == 0.0 { 1.0 } else { high.abs() * 0.05 };
            (low, high) = (low - around, high + around);
        }
        let step = round_step((high - low) / 4.0);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Self { low, high, step }
    }

    /// 0 at the low end, 1 at the high one.
    pub(super) fn share(&self, number: f64) -> f64 {
        (number - self.low) / (self.high - self.low)
    }

    /// The numbers that are named, with as many decimal places as they need.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let places = self.places();
        let count = ((self.high - self.low) / self.step).round().clamp(1.0, 12.0);
        let mut ticks = Vec::new();
        let mut at = 0.0;
        while at <= count {
            let number = self.low + at * self.step;
            ticks.push((number, with_commas(&format!("{number:.places$}"))));
            at += 1.0;
        }
        ticks
    }

    fn places(&self) -> usize {
        let mut places = 0;
        let mut step = self.step;
        while places < 6 && (step - step.round()).abs() > 1e-6 {
            step *= 10.0;
            places += 1;
        }
        places
    }
}

/// The next of 1, 2, 2.5, 5 and 10 times a power of ten.
fn round_step(wanted: f64) -> f64 {
    let power = 10f64.powf(wanted.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|round| round * power);
    steps.into_iter().find(|step| *step >= wanted * 0.999).unwrap_or(wanted)
}

/// `24,550` of `24550`.
fn with_commas(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, parts) = rest.split_once('.').map_or((rest, None), |(whole, parts)| (whole, Some(parts)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(parts) = parts {
        out.push('.');
        out.push_str(parts);
    }
    // Nought has no sign.
    if out.chars().all(|c| matches!(c, '-' | '0' | '.')) {
        out.trim_start_matches('-').to_owned()
    } else {
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn named(numbers: &[f64]) -> Vec<String> {
        Scale::over(numbers.iter().copied()).ticks().into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn an_axis_names_round_numbers_around_its_figures() {
        assert_eq!(named(&[91.2, 94.9]), ["91", "92", "93", "94", "95"]);
        assert_eq!(named(&[690.0, 789.0]), ["675", "700", "725", "750", "775", "800"]);
        assert_eq!(named(&[3.0, 24_550.0]), ["0", "10,000", "20,000", "30,000"]);
        assert_eq!(named(&[0.5, 0.75]), ["0.5", "0.6", "0.7", "0.8"]);
        assert_eq!(named(&[-0.4, 0.4]), ["-0.4", "-0.2", "0.0", "0.2", "0.4"]);
    }

    #[test]
    fn one_figure_or_none_still_has_an_axis() {
        assert_eq!(
            named(&[100.0]),
            ["95", "97.5", "100.0", "102.5", "105.0"].map(|n| if n == "95" { "95.0" } else { n })
        );
        assert_eq!(named(&[]).len(), 5);
        assert_eq!(named(&[f64::NAN, 0.0]).first().map(String::as_str), Some("-1.0"));
    }

    #[test]
    fn a_share_runs_from_the_low_end_to_the_high_one() {
        let scale = Scale::over([0.0, 10.0].into_iter());
        assert!((scale.share(0.0)).abs() < 1e-9 && (scale.share(10.0) - scale.share(0.0)).abs() <= 1.0);
    }
}
