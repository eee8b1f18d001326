//! Exact numbers. Every judgement is made on these, and none on a float.
//!
//! An [`Exact`] is a fraction of two whole numbers. It is held in 128 bits while it fits, and in as many as it
//! needs when it does not, so that a third of a baseline or 28 of 33 is compared without any rounding.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Signed, ToPrimitive, Zero};

use super::digits::{digits, written};

/// An exact number.
///
/// ```
/// use plimsoll::base::exact::Exact;
/// let third = Exact::from(789).over(&Exact::from(3)).unwrap();
/// assert_eq!(third, Exact::from(263));
/// assert!(Exact::decimal(9496, 2) < Exact::from(95));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Exact {
    /// Fits in 128-bit numerator and denominator.
    Small(Ratio<i128>),
    /// Does not.
    Big(Box<BigRational>),
}

impl Exact {
    /// Nought.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// `mantissa` divided by ten to the power `places`: `decimal(9496, 2)` is 94.96.
    #[must_use]
    pub fn decimal(mantissa: i64, places: u8) -> Self {
        if places == 0 {
            return Self::from(mantissa);
        }
        match 10_i128.checked_pow(u32::from(places)) {
            Some(power) => Self::Small(in_lowest_terms(mantissa, places, power)),
            None => Self::big(BigRational::new(mantissa.into(), BigInt::from(10).pow(u32::from(places)))),
        }
    }

    fn big(value: BigRational) -> Self {
        match (value.numer().to_i128(), value.denom().to_i128()) {
            (Some(numerator), Some(denominator)) => Self::Small(Ratio::new_raw(numerator, denominator)),
            _ => Self::Big(Box::new(value)),
        }
    }

    fn widen(&self) -> BigRational {
        match self {
            Self::Small(r) => BigRational::new_raw((*r.numer()).into(), (*r.denom()).into()),
            Self::Big(b) => (**b).clone(),
        }
    }

    fn with(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(result) = small(a, b)
        {
            return Self::Small(result);
        }
        Self::big(big(self.widen(), other.widen()))
    }

    /// `above` divided by `below`, which is above nought.
    #[must_use]
    pub fn ratio(above: i128, below: i128) -> Self {
        Self::Small(lowest(above, below))
    }

    /// Numerator and denominator in lowest terms, the denominator above nought; none where they do not fit in 128 bits.
    #[must_use]
    pub fn as_ratio(&self) -> Option<(i128, i128)> {
        match self {
            Self::Small(ratio) => Some((*ratio.numer(), *ratio.denom())),
            Self::Big(_) => None,
        }
    }

    /// Sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.with(other, added, |a, b| a + b)
    }

    /// Difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let less = |a: &Ratio<i128>, b: &Ratio<i128>| {
            added(a, &Ratio::new_raw(b.numer().checked_neg()?, *b.denom()))
        };
        self.with(other, less, |a, b| a - b)
    }

    /// Product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.with(other, multiplied, |a, b| a * b)
    }

    /// Quotient; none when dividing by nought.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| self.with(other, Ratio::checked_div, |a, b| a / b))
    }

    /// `per cent` hundredths of this number.
    #[must_use]
    pub fn percent(&self, per_cent: &Self) -> Self {
        self.times(per_cent).times(&Self::Small(Ratio::new_raw(1, 100)))
    }

    /// The same number with the other sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self::zero().minus(self)
    }

    /// Without its sign.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    /// True for nought.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match self {
            Self::Small(r) => r.numer().is_zero(),
            Self::Big(b) => b.is_zero(),
        }
    }

    /// True below nought.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Small(r) => *r.numer() < 0,
            Self::Big(b) => b.is_negative(),
        }
    }

    /// True for a whole number.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Small(r) => r.is_integer(),
            Self::Big(b) => b.is_integer(),
        }
    }

    /// The fewest decimal places that write it exactly; none when no number of places does (a third).
    #[must_use]
    pub fn places(&self) -> Option<u8> {
        if let Self::Small(r) = self
            && let Ok(denominator) = u64::try_from(*r.denom())
        {
            return places_of(denominator);
        }
        let mut denominator = match self {
            Self::Small(r) => BigInt::from(*r.denom()),
            Self::Big(b) => b.denom().clone(),
        };
        let mut count = [0_u32, 0];
        for (slot, prime) in count.iter_mut().zip([2_u32, 5]) {
            while (&denominator % prime).is_zero() {
                denominator /= prime;
                *slot += 1;
            }
        }
        (denominator == BigInt::from(1)).then(|| count.iter().max().copied().unwrap_or(0).min(255) as u8)
    }

    /// Rounded to `places` decimal places, halves away from nought.
    #[must_use]
    pub fn rounded(&self, places: u8) -> Self {
        if let Some((scaled, power)) = self.scaled(places) {
            return Self::Small(Ratio::new(scaled, power));
        }
        let scale = BigRational::from_integer(BigInt::from(10).pow(u32::from(places)));
        let scaled = self.widen() * &scale;
        Self::big(BigRational::from_integer(scaled.round().to_integer()) / scale)
    }

    /// This number times ten to the power `places`, rounded halves away from nought, and that power; none where they
    /// do not fit in 128 bits.
    fn scaled(&self, places: u8) -> Option<(i128, i128)> {
        let Self::Small(r) = self else { return None };
        let power = 10_i128.checked_pow(u32::from(places))?;
        let (numerator, denominator) = (*r.numer(), *r.denom());
        // Most denominators divide the power, and then there is nothing to round.
        if let (Ok(power_64), Ok(denominator_64)) = (u64::try_from(power), u64::try_from(denominator))
            && power_64.checked_rem(denominator_64) == Some(0)
        {
            let times = i128::from(power_64.checked_div(denominator_64)?);
            return Some((i128::checked_mul(numerator, times)?, power));
        }
        let scaled = i128::checked_mul(numerator, power)?;
        let (whole, rest) = (scaled.checked_div(denominator)?, scaled.checked_rem(denominator)?);
        let up = rest.unsigned_abs() >= denominator.unsigned_abs().checked_sub(rest.unsigned_abs())?;
        let step = if !up { 0 } else { rest.signum() };
        Some((whole.checked_add(step)?, power))
    }

    /// Text with thousands commas: exact where 8 places or fewer write it, else to 2 places after `about`.
    ///
    /// ```
    /// use plimsoll::base::exact::Exact;
    /// assert_eq!(Exact::from(24550).text(), "24,550");
    /// assert_eq!(Exact::decimal(9496, 2).text(), "94.96");
    /// assert_eq!(Exact::from(500).over(&Exact::from(3)).unwrap().text(), "about 166.67");
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        match self.places() {
            Some(places) if places <= 8 => self.text_to(places),
            _ => format!("about {}", self.text_to(2)),
        }
    }

    /// A share in per cent to one place, or to more where that would make it look like a whole or a half that it is not:
    /// a miss of 5.0004% is not 5%.
    ///
    /// ```
    /// use plimsoll::base::exact::Exact;
    /// assert_eq!(Exact::decimal(5867, 3).share_text(), "5.9%");
    /// assert_eq!(Exact::decimal(50004, 4).share_text(), "5.0004%");
    /// assert_eq!(Exact::decimal(499_999_999, 8).share_text(), "just under 5%");
    /// assert_eq!(Exact::decimal(2, 2).share_text(), "less than 0.1%");
    /// ```
    #[must_use]
    pub fn share_text(&self) -> String {
        let looks_round = |rounded: &Self| rounded.times(&Self::from(2)).is_whole() && rounded != self;
        let first = self.rounded(1);
        if first.is_zero() && !self.is_zero() {
            return "less than 0.1%".to_owned();
        }
        match (1..=4).map(|places| self.rounded(places)).find(|rounded| !looks_round(rounded)) {
            Some(rounded) => format!("{}%", rounded.text()),
            None if *self > first => format!("just over {}%", first.text()),
            None => format!("just under {}%", first.text()),
        }
    }

    /// Text with thousands commas and exactly `places` decimal places, rounded halves away from nought.
    #[must_use]
    pub fn text_to(&self, places: u8) -> String {
        if let Some((scaled, _)) = self.scaled(places)
            && let Ok(size) = u64::try_from(scaled.unsigned_abs())
        {
            return digits(scaled < 0, size, usize::from(places), true);
        }
        let plain = self.plain_to(places);
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let mut out = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        if let Some(fraction) = fraction {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }

    /// A decimal string without commas, for machines: exact when up to 12 places write it, else 12 places.
    #[must_use]
    pub fn plain(&self) -> String {
        self.plain_to(self.places().unwrap_or(12).min(12))
    }

    fn plain_to(&self, places: u8) -> String {
        if let Some((scaled, power)) = self.scaled(places) {
            return written(scaled, power, places);
        }
        let rounded = self.rounded(places).widen();
        let scaled = (rounded.abs() * BigInt::from(10).pow(u32::from(places))).to_integer().to_string();
        let sign = if rounded.is_negative() { "-" } else { "" };
        let places = usize::from(places);
        if places == 0 {
            return format!("{sign}{scaled}");
        }
        let padded = format!("{scaled:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        format!("{sign}{whole}.{fraction}")
    }

    /// Nearest float, for drawing only; no judgement uses it.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Small(r) => r.to_f64(),
            Self::Big(b) => b.to_f64(),
        }
        .unwrap_or(f64::NAN)
    }
}

/// Numerator and denominator where both fit in 64 bits, which divide far quicker than 128.
fn narrow(number: &Ratio<i128>) -> Option<(i64, i64)> {
    Some((i64::try_from(*number.numer()).ok()?, i64::try_from(*number.denom()).ok()?))
}

/// The greatest common divisor.
fn common(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

/// `numerator / denominator` in lowest terms; the denominator is above nought.
fn lowest(numerator: i128, denominator: i128) -> Ratio<i128> {
    if denominator == 1 {
        return Ratio::new_raw(numerator, 1);
    }
    match (u64::try_from(numerator.unsigned_abs()), u64::try_from(denominator)) {
        (Ok(size), Ok(below)) if below != 0 => {
            let divisor = common(size, below).max(1);
            let size = i128::from(size / divisor);
            let signed = if numerator < 0 { -size } else { size };
            Ratio::new_raw(signed, i128::from(below / divisor))
        }
        _ => Ratio::new(numerator, denominator),
    }
}

fn added(a: &Ratio<i128>, b: &Ratio<i128>) -> Option<Ratio<i128>> {
    if a.denom() == b.denom() {
        return Some(lowest(i128::checked_add(*a.numer(), *b.numer())?, *a.denom()));
    }
    let (Some((a_above, a_below)), Some((b_above, b_below))) = (narrow(a), narrow(b)) else {
        return CheckedAdd::checked_add(a, b);
    };
    // A product of two numbers of 63 bits fits in 127 bits, and so does the sum of two such but for the very largest.
    let (left, right) =
        (i128::from(a_above) * i128::from(b_below), i128::from(b_above) * i128::from(a_below));
    let above = left.checked_add(right)?;
    Some(lowest(above, i128::from(a_below) * i128::from(b_below)))
}

fn multiplied(a: &Ratio<i128>, b: &Ratio<i128>) -> Option<Ratio<i128>> {
    let (Some((a_above, a_below)), Some((b_above, b_below))) = (narrow(a), narrow(b)) else {
        return CheckedMul::checked_mul(a, b);
    };
    let across = |above: i64, below: i64| common(above.unsigned_abs(), below.unsigned_abs()).max(1);
    let (one, other) = (across(a_above, b_below), across(b_above, a_below));
    let over = |number: i64, divisor: u64| i128::from(number).checked_div(i128::from(divisor));
    Some(Ratio::new_raw(
        over(a_above, one)? * over(b_above, other)?,
        over(a_below, other)? * over(b_below, one)?,
    ))
}

/// `mantissa` over ten to the power `places`, which is `power`. Its only prime divisors are 2 and 5.
fn in_lowest_terms(mantissa: i64, places: u8, power: i128) -> Ratio<i128> {
    if mantissa == 0 {
        return Ratio::new_raw(0, 1);
    }
    let (mut numerator, mut denominator) = (mantissa, power);
    let twos = mantissa.trailing_zeros().min(u32::from(places));
    numerator >>= twos;
    denominator >>= twos;
    for _ in 0..places {
        if numerator % 5 != 0 {
            break;
        }
        numerator /= 5;
        denominator /= 5;
    }
    Ratio::new_raw(i128::from(numerator), denominator)
}

/// The fewest decimal places that write one over `denominator`.
fn places_of(denominator: u64) -> Option<u8> {
    let twos = denominator.trailing_zeros();
    let (mut rest, mut fives) = (denominator.checked_shr(twos)?, 0_u32);
    while rest.is_multiple_of(5) && rest > 0 {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then(|| u8::try_from(twos.max(fives)).unwrap_or(u8::MAX))
}

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Self::Small(Ratio::new_raw(i128::from(whole), 1))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Self::Small(a), Self::Small(b)) = (self, other) {
            if a.denom() == b.denom() {
                return a.numer().cmp(b.numer());
            }
            if let (Some(left), Some(right)) =
                (CheckedMul::checked_mul(a.numer(), b.denom()), CheckedMul::checked_mul(b.numer(), a.denom()))
            {
                return left.cmp(&right);
            }
        }
        self.widen().cmp(&other.widen())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.text())
    }
}

#[cfg(test)]
mod tests {
    use num_rational::BigRational;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Exact, in_lowest_terms};

    /// The same number in as many bits as it may need, which takes the long way everywhere.
    fn wide(number: &Exact) -> Exact {
        Exact::Big(Box::new(number.widen()))
    }

    proptest! {
        #[test]
        fn short_ways_agree_with_the_long_way(
            above in any::<i64>(),
            below in 1_i64..5000,
            shift in 0_u8..20,
            places in 0_u8..25,
        ) {
            let small = Exact::decimal(above, shift).over(&Exact::from(below)).unwrap();
            let wide = wide(&small);
            prop_assert_eq!(small.places(), wide.places());
            prop_assert_eq!(small.rounded(places), wide.rounded(places));
            prop_assert_eq!(small.text_to(places), wide.text_to(places));
            prop_assert_eq!(small.plain(), wide.plain());
            prop_assert_eq!(small.text(), wide.text());
        }

        #[test]
        fn short_sums_and_products_agree_with_long_ones(
            a in any::<i64>(), b in 1..i64::MAX, c in any::<i64>(), d in 1..i64::MAX, places in 0_u8..10,
        ) {
            let one = Exact::from(a).over(&Exact::from(b)).unwrap();
            let other = Exact::from(c).over(&Exact::from(d)).unwrap();
            let short = Exact::decimal(c, places);
            for (x, y) in [(&one, &other), (&one, &short), (&short, &Exact::decimal(a, places)), (&one, &one)] {
                prop_assert_eq!(x.plus(y), wide(x).plus(y));
                prop_assert_eq!(x.minus(y), wide(x).minus(y));
                prop_assert_eq!(x.times(y), wide(x).times(y));
                prop_assert_eq!(x.cmp(y), wide(x).cmp(y));
            }
        }

        #[test]
        fn a_decimal_is_in_its_lowest_terms(mantissa in any::<i64>(), places in 0_u8..19) {
            let power = 10_i128.pow(u32::from(places));
            let long = num_rational::Ratio::new(i128::from(mantissa), power);
            prop_assert_eq!(in_lowest_terms(mantissa, places, power), long);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_nought() {
        let half = |above: i64| Exact::from(above).over(&Exact::from(2)).unwrap();
        assert_eq!(half(5).text_to(0), "3");
        assert_eq!(half(-5).text_to(0), "-3");
        assert_eq!(Exact::decimal(-4, 1).text_to(0), "0");
        assert_eq!(Exact::from(2).over(&Exact::from(3)).unwrap().rounded(1), Exact::decimal(7, 1));
        assert_eq!(BigRational::from_integer(3.into()), half(6).widen());
    }
}
