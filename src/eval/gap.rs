//! How far two groups of a measure are apart.

use super::look::Look;
use super::outcome::Amount;
use super::timeline::Made;
use super::words;
use crate::base::exact::Exact;
use crate::base::unit::Unit;

impl<'j, 'a> Look<'j, 'a> {
    /// True on the whole of a measure that is rated on the gap between two of its groups.
    pub(super) fn is_gap(self) -> bool {
        self.series.made == Made::Gap
    }

    /// What the numbers of this series are measured in: a gap between percentages is in points.
    pub(super) fn unit(self) -> &'a Unit {
        let measure = self.measure();
        if self.is_gap() { measure.unit_of_whole() } else { &measure.unit }
    }

    /// A figure's amount as a reader sees it.
    pub(super) fn shown(self, amount: &Amount) -> String {
        match amount {
            Amount::Number { value, places } => self.unit().show_places(value, *places),
            Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => {
                words::amount(amount, self.measure(), self.judge.book)
            }
        }
    }

    /// Whether higher is better; of a gap lower is, whatever it is between.
    pub(super) fn higher_is_better(self) -> Option<bool> {
        if self.is_gap() { Some(false) } else { self.measure().higher_is_better }
    }

    /// The looks that a whole is reckoned from: at the two groups of a gap, else at all groups that have to be known.
    pub(super) fn reckoned_from(self) -> Vec<Self> {
        let Some(gap) = self.measure().gap.as_ref().filter(|_| self.is_gap()) else {
            return self.counted_parts().collect();
        };
        let of = |member: &String| {
            self.parts().find(|part| {
                let place = self.judge.places.place(part.series.place, self.judge.data);
                place.is_some_and(|place| {
                    place.parts.iter().any(|(_, name)| name.eq_ignore_ascii_case(member))
                })
            })
        };
        gap.groups.iter().filter_map(of).collect()
    }

    /// How far the two groups are apart, or why that is not known.
    pub(super) fn gap(self) -> Result<Exact, String> {
        let groups = self.reckoned_from();
        let [one, other] = groups.as_slice() else {
            return Err("the gap cannot be reckoned: a group is not known".to_owned());
        };
        let number = |part: &Self| part.value().ok_or_else(|| part.silent("the gap"));
        Ok(number(one)?.minus(&number(other)?).magnitude())
    }

    /// `Most deprived 61% and Least deprived 70%; Most deprived is the worse off`.
    pub(super) fn gap_words(self) -> Option<String> {
        let groups = self.reckoned_from();
        let [one, other] = groups.as_slice() else { return None };
        let said = |part: &Self| {
            let value = part.value()?;
            Some(format!("{} {}", self.judge.title(part.series.place), part.unit().show(&value)))
        };
        let mut words = format!("the gap is that between {} and {}", said(one)?, said(other)?);
        let (first, second) = (one.value()?, other.value()?);
        if let Some(higher) = self.measure().higher_is_better.filter(|_| first != second) {
            let worse = if (first < second) == higher { one } else { other };
            words.push_str(&format!("; {} is the worse off", self.judge.title(worse.series.place)));
        }
        Some(words)
    }
}
