//! Wilson's interval for a share: so many of so many.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::base::exact::Exact;

/// The ends between which a share most likely lies, as per cent.
///
/// # Shapes and units
///
/// Both ends are per cent, from 0 to 100, in floating point. They are for comparing and for printing, and no level is
/// decided on their last digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    lower: f64,
    upper: f64,
}

impl Interval {
    /// The 95% interval of `count` of `of`; none when they are no share: nothing of nothing, or more than all.
    ///
    /// ```
    /// use plimsoll::base::exact::Exact;
    /// use plimsoll::stats::Interval;
    /// let interval = Interval::wilson_95(&Exact::from(110), &Exact::from(200)).unwrap();
    /// assert_eq!(interval.words(), "48.1% to 61.7%");
    /// ```
    ///
    /// # Source
    ///
    /// Wilson EB (1927), J. Am. Stat. Assoc. 22:209-212, without continuity correction, as public health bodies in
    /// England use it (OHID, "Public health technical guide: confidence intervals"):
    /// `(2x + z² ∓ z·√(z² + 4x(1 − x/n))) / (2(n + z²))`.
    #[must_use]
    pub fn wilson_95(count: &Exact, of: &Exact) -> Option<Self> {
        Self::wilson(count.to_f64(), of.to_f64(), quantile(0.95)?)
    }

    fn wilson(count: f64, of: f64, z: f64) -> Option<Self> {
        if !(count >= 0.0 && of > 0.0 && count <= of) {
            return None;
        }
        let square = z * z;
        let middle = 2.0 * count + square;
        let reach = z * (square + 4.0 * count * (1.0 - count / of)).sqrt();
        let twice = 2.0 * (of + square);
        // A share of none or of all ends at the end, whatever the last digits of the sum.
        let lower = (100.0 * (middle - reach) / twice).max(0.0);
        let upper = (100.0 * (middle + reach) / twice).min(100.0);
        Some(Self { lower, upper })
    }

    /// True when it lies wholly above another: they neither overlap nor touch.
    #[must_use]
    pub fn is_above(&self, other: &Self) -> bool {
        self.lower > other.upper
    }

    /// `48.1% to 61.7%`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{:.1}% to {:.1}%", self.lower, self.upper)
    }
}

/// How many standard deviations either side of the mean hold this share of a normal distribution.
fn quantile(share: f64) -> Option<f64> {
    Some(Normal::new(0.0, 1.0).ok()?.inverse_cdf(share + (1.0 - share) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::{Interval, quantile};

    fn shown(count: f64, of: f64) -> Option<String> {
        Some(Interval::wilson(count, of, quantile(0.95)?)?.words())
    }

    /// The figures of the needs that this was written for, each to one decimal.
    #[test]
    fn shares_of_two_hundred() {
        let known = [
            (110.0, "48.1% to 61.7%"),
            (118.0, "52.1% to 65.6%"),
            (124.0, "55.1% to 68.4%"),
            (140.0, "63.3% to 75.9%"),
            (150.0, "68.6% to 80.5%"),
        ];
        for (count, words) in known {
            assert_eq!(shown(count, 200.0).as_deref(), Some(words));
        }
    }

    /// Newcombe RG (1998), Statistics in Medicine 17:857-872, table I: four shares that books of statistics go by.
    #[test]
    fn shares_that_newcombe_printed() {
        let known = [
            (81.0, 263.0, "25.5% to 36.6%"),
            (15.0, 148.0, "6.2% to 16.0%"),
            (0.0, 20.0, "0.0% to 16.1%"),
            (1.0, 29.0, "0.6% to 17.2%"),
        ];
        for (count, of, words) in known {
            assert_eq!(shown(count, of).as_deref(), Some(words));
        }
    }

    #[test]
    fn what_is_no_share_has_no_interval() {
        assert_eq!(shown(0.0, 0.0), None);
        assert_eq!(shown(5.0, 4.0), None);
        assert_eq!(shown(-1.0, 4.0), None);
    }

    #[test]
    fn touching_is_not_above() {
        let low = Interval { lower: 10.0, upper: 20.0 };
        let high = Interval { lower: 20.0, upper: 30.0 };
        assert!(!high.is_above(&low) && !low.is_above(&high));
        assert!(Interval { lower: 20.1, ..high }.is_above(&low));
    }
}
