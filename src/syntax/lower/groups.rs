//! Groups, and results made of several others.

use super::{Lower, Pair, Rule, child, children, has};
use crate::base::span::Spanned;
use crate::syntax::ast::{
    CompositeHow, CompositeWords, ExclusionWords, GapWords, MeasureSetWords, OnGroupsWords, ShareWords,
};

impl Lower<'_> {
    /// `on the worst site`, `on the total of those known`, `on 2 of 3`.
    pub(super) fn on_groups(&mut self, tail: &Pair<'_>) -> Spanned<OnGroupsWords> {
        let span = self.span(tail);
        let name = self.first_name(tail);
        let known = self.those_known(tail);
        let words = if let Some((least, of)) = self.some_of(tail) {
            OnGroupsWords::Some { least, of, name }
        } else if has(tail, Rule::kw_worst) {
            OnGroupsWords::Worst(name, known)
        } else if has(tail, Rule::kw_each) {
            OnGroupsWords::Each(name)
        } else {
            OnGroupsWords::Total(known)
        };
        Spanned::new(words, span)
    }

    /// `from measures 2.1, 2.2 by worst`.
    pub(super) fn composite(&mut self, tail: &Pair<'_>) -> CompositeWords {
        let span = self.span(tail);
        let measures =
            child(tail, Rule::measure_set).map_or(MeasureSetWords::All, |set| self.measure_set(&set));
        let how = match self.some_of(tail) {
            Some((least, of)) => CompositeHow::Some(least, of),
            None if has(tail, Rule::kw_worst) => CompositeHow::Worst,
            None => CompositeHow::Average,
        };
        CompositeWords { measures, how, known_at_least: self.those_known(tail), span }
    }

    fn some_of(&mut self, pair: &Pair<'_>) -> Option<(u32, u32)> {
        let both: Vec<_> = children(&child(pair, Rule::some_of)?, Rule::small_count).collect();
        let mut counts = both.iter().map(|count| self.small_count(count));
        Some((counts.next()?, counts.next()?))
    }

    fn those_known(&mut self, pair: &Pair<'_>) -> Option<u32> {
        child(pair, Rule::of_those_known).map(|known| self.first_count(&known).unwrap_or(1))
    }

    pub(super) fn gap_within(&mut self, part: &Pair<'_>) -> Option<GapWords> {
        let span = self.span(part);
        let names: Vec<_> = children(part, Rule::name_or_title).collect();
        let mut names = names.iter().map(|name| self.name(name));
        let groups = [names.next()?, names.next()?];
        let within = child(part, Rule::tolerance).map(|words| self.tolerance(&words))?;
        Some(GapWords { groups, within, span })
    }

    pub(super) fn excluding_groups(&mut self, part: &Pair<'_>) -> ExclusionWords {
        let span = self.span(part);
        let groups = child(part, Rule::group_names).map(|names| self.names(&names)).unwrap_or_default();
        let because = child(part, Rule::because).and_then(|why| self.first_string(&why));
        ExclusionWords { groups, because, span }
    }

    pub(super) fn share_rating(&mut self, part: &Pair<'_>) -> Option<ShareWords> {
        let span = self.span(part);
        let of_due = child(part, Rule::by_share).is_some_and(|share| has(&share, Rule::kw_due));
        Some(ShareWords { rating: self.first_name(part)?, of_due, span })
    }
}
