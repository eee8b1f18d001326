//! What a reader can work out of the figures that are shown, when others are withheld.

use crate::base::exact::Exact;

/// What a reader knows of a withheld count before any sum is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// It is at least this.
    pub least: Exact,
    /// It is at most this; none where nothing says so.
    pub most: Option<Exact>,
}

/// True when one of several withheld counts can be worked out from what they come to together: by subtraction, or since
/// the others leave it no room (two counts from 1 to 4 that come to 8 are both 4).
#[must_use]
pub fn is_any_given_away(hidden: &[Hidden], together: &Exact) -> bool {
    let others = |at: usize| hidden.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, h)| h);
    hidden.iter().enumerate().any(|(at, own)| {
        let least_of_others = others(at).fold(Exact::zero(), |sum, one| sum.plus(&one.least));
        let most_of_others =
            others(at).try_fold(Exact::zero(), |sum, one| Some(sum.plus(one.most.as_ref()?)));
        let mut most = together.minus(&least_of_others);
        if let Some(own) = &own.most {
            most = most.min(own.clone());
        }
        let mut least = own.least.clone();
        if let Some(others) = most_of_others {
            least = least.max(together.minus(&others));
        }
        // Counts are whole: with less than one between them there is only one that fits.
        most.minus(&least) < Exact::from(1)
    })
}

#[cfg(test)]
mod tests {
    use super::{Hidden, is_any_given_away};
    use crate::base::exact::Exact;

    fn hidden(least: i64, most: Option<i64>) -> Hidden {
        Hidden { least: Exact::from(least), most: most.map(Exact::from) }
    }

    #[test]
    fn a_single_count_is_what_is_left_over() {
        assert!(is_any_given_away(&[hidden(1, Some(4))], &Exact::from(3)));
    }

    #[test]
    fn two_counts_are_safe_while_their_sum_leaves_room() {
        let small = || hidden(1, Some(4));
        assert!(!is_any_given_away(&[small(), small()], &Exact::from(5)));
        assert!(is_any_given_away(&[small(), small()], &Exact::from(8)));
        assert!(is_any_given_away(&[small(), small()], &Exact::from(2)));
        assert!(!is_any_given_away(&[small(), hidden(5, Some(12))], &Exact::from(12)));
        assert!(is_any_given_away(&[small(), hidden(5, None)], &Exact::from(6)));
    }
}
