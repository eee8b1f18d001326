//! Which steps of the year something is due in: `Q1 and Q2`, `March and September`.

/// Some of the steps of a year, by their place in it.
///
/// ```
/// use plimsoll::base::parts::Parts;
/// let q1_and_q2 = Parts::of([0, 1]).unwrap();
/// // Of four quarters a year: Q3 of the first year waits for Q1 of the next, which is the third that is due.
/// assert_eq!(q1_and_q2.first_from(2, 4), 2);
/// assert_eq!(q1_and_q2.nth(2, 4), 4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Parts(u16);

impl Parts {
    /// The steps at these places, the first of the year being 0; none where there are none, or more than twelve.
    #[must_use]
    pub fn of(places: impl IntoIterator<Item = u32>) -> Option<Self> {
        let mut bits = 0_u16;
        for place in places {
            bits |= 1_u16.checked_shl(place).filter(|_| place < 12)?;
        }
        (bits != 0).then_some(Self(bits))
    }

    /// How many there are in a year.
    #[must_use]
    pub fn count(self) -> i64 {
        i64::from(self.0.count_ones())
    }

    /// The places in the year, first to last.
    pub fn places(self) -> impl Iterator<Item = u32> {
        (0..12).filter(move |place| self.0 & (1 << place) != 0)
    }

    /// Position, among the steps that are due, of the first that is due from `step` on; a year has `of` steps.
    #[must_use]
    pub fn first_from(self, step: i64, of: i64) -> i64 {
        let (year, place) = (step.div_euclid(of), step.rem_euclid(of));
        let passed = self.places().filter(|due| i64::from(*due) < place).count();
        year * self.count() + i64::try_from(passed).unwrap_or(0)
    }

    /// The step at a position among those that are due; a year has `of` steps.
    #[must_use]
    pub fn nth(self, position: i64, of: i64) -> i64 {
        let (year, within) = (position.div_euclid(self.count()), position.rem_euclid(self.count()));
        let place = usize::try_from(within).ok().and_then(|at| self.places().nth(at));
        year * of + i64::from(place.unwrap_or(0))
    }
}
