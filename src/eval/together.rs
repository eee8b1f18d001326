//! The groups' figures put together: which of them count, and what their parts add up to.

use super::look::Look;
use super::outcome::Remark;
use super::timeline::Made;
use crate::base::exact::Exact;
use crate::base::suggest::listed;
use crate::data::State;
use crate::model::OnGroups;

/// What cannot be reckoned, for [`Look::silent`].
pub(super) const THE_TOTAL: &str = "the total";

impl<'j, 'a> Look<'j, 'a> {
    /// How many groups have to be known where those that are not are left out; none where all have to be.
    fn known_at_least(self) -> Option<u32> {
        match self.measure().on_groups {
            OnGroups::TotalOfKnown(least) => Some(least),
            OnGroups::Each
            | OnGroups::Worst
            | OnGroups::WorstOfKnown(_)
            | OnGroups::AtLeast { .. }
            | OnGroups::Total
            | OnGroups::Gap => None,
        }
    }

    /// The groups whose figures are put together.
    ///
    /// # Errors
    /// In words, when too few of them are known.
    pub(super) fn put_together(self) -> Result<Vec<Self>, String> {
        let all: Vec<Self> = self.counted_parts().collect();
        let Some(least) = self.known_at_least() else { return Ok(all) };
        let of = all.len();
        let known: Vec<Self> = all.into_iter().filter(|part| part.true_number().is_some()).collect();
        // Of the groups within another one all may be fewer than are asked for of the whole.
        if known.len() < (least as usize).min(of) {
            return Err(format!(
                "only {} of the {of} groups have a figure, and {least} have to",
                known.len()
            ));
        }
        Ok(known)
    }

    /// The groups that a total does without.
    pub(super) fn left_out(self) -> impl Iterator<Item = Self> {
        let leaves_out =
            self.series.made == Made::Total && self.known_at_least().is_some() && self.is_joined_total();
        let all = leaves_out.then(|| self.counted_parts()).into_iter().flatten();
        all.filter(|part| part.true_number().is_none())
    }

    /// True for a group that this gap is reckoned from.
    pub(super) fn reckons_with(self, part: &Self) -> bool {
        self.reckoned_from().iter().any(|one| one.series.place == part.series.place)
    }

    /// The numerators and denominators of the groups added up.
    ///
    /// # Errors
    /// In words, when a group that counts has none.
    pub(super) fn added_parts(self) -> Result<(Exact, Exact), String> {
        let (mut above, mut below) = (Exact::zero(), Exact::zero());
        for part in self.put_together()? {
            part.true_number().ok_or_else(|| part.silent(THE_TOTAL))?;
            let pair = part.true_parts();
            let (numerator, denominator) = pair.ok_or_else(|| {
                let group = self.judge.title(part.series.place);
                format!(
                    "the total cannot be reckoned: the figure for {group} has no numerator and denominator"
                )
            })?;
            above = above.plus(&numerator);
            below = below.plus(&denominator);
        }
        Ok((above, below))
    }

    /// The same, where this is a total that was put together.
    pub(super) fn pooled_parts(self) -> Option<(Exact, Exact)> {
        (self.is_joined_total() && !self.is_gap()).then(|| self.added_parts().ok()).flatten()
    }

    /// What a figure that was put together is made of, and what it does without.
    pub(super) fn together_remarks(self) -> Vec<Remark> {
        if !self.is_joined_total() || self.state() != Some(State::Number) || self.number().is_none() {
            return Vec::new();
        }
        if self.is_gap() {
            return self.gap_words().map(Remark::Said).into_iter().collect();
        }
        let left_out: Vec<Self> = self.left_out().collect();
        let is_in = |part: &Self| {
            part.state() != Some(State::NotApplicable)
                && !left_out.iter().any(|one| one.series.place == part.series.place)
        };
        let name = |part: &Self| self.judge.title(part.series.place);
        let groups: Vec<String> = self.parts().filter(is_in).map(|part| name(&part)).collect();
        let mut said = format!("put together from {}", groups.join(", "));
        if let Some((numerator, denominator)) = self.pooled_parts() {
            said.push_str(&format!(": {} of {}", numerator.text(), denominator.text()));
        }
        let mut remarks = vec![Remark::Said(said)];
        let missing = |part: &&Self| matches!(part.state(), Some(State::Missing) | None);
        let silent: Vec<String> = left_out.iter().filter(missing).map(&name).collect();
        if !silent.is_empty() {
            remarks.push(Remark::Incomplete { why: format!("no return from {}", listed(&silent, "and")) });
        }
        let others: Vec<String> = left_out.iter().filter(|part| !missing(part)).map(name).collect();
        if !others.is_empty() {
            remarks.push(Remark::Incomplete {
                why: format!("no usable figure from {}", listed(&others, "and")),
            });
        }
        remarks
    }
}
