//! Steps that change nothing: proved by judging, by the rules as they are and by the rules with the step, a figure in every
//! place where the two could part.
//!
//! That is possible where a result goes by the figure itself and by nothing else: it can then change only at the figures
//! that the rules name, and the figures at these, next to them and between them stand for all others. Where a result goes
//! by other figures as well nothing is proved, and the step counts as not noticed.

use std::collections::BTreeSet;

use super::boundaries::{Setting, places};
use super::settings::{drivers, every_setting, figures_named, settings};
use super::sites::Owner;
use super::slim::{Needed, Reads, slim};
use super::{milestones, named_amounts, reading};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::eval::outcome::Amount;
use crate::eval::{Only, share_level};
use crate::model::{Measure, RuleBook};

/// So many steps of the unit to each side of every figure that the rules name.
const BESIDE: i64 = 6;

/// Both books: the rules as they are, and with the step.
pub(super) struct Pair<'b> {
    pub(super) now: &'b RuleBook,
    pub(super) moved: &'b RuleBook,
}

impl Pair<'_> {
    /// True when no figure of any owner of the rule gives another result or another case.
    pub(super) fn is_alike(&self, owners: &[Owner]) -> bool {
        owners.iter().all(|owner| match owner {
            Owner::Measure(id) => self.is_alike_for(*id),
            Owner::Share(at) => self.is_alike_of_shares(*at),
            Owner::Escalation(_) | Owner::Ladder(_) => false,
        })
    }

    /// There are only so many measures, so every share that there can be is tried.
    fn is_alike_of_shares(&self, at: usize) -> bool {
        let (Some(now), Some(moved)) = (self.now.shares.get(at), self.moved.shares.get(at)) else {
            return false;
        };
        let most = i64::try_from(super::run::members(self.now, now.whose).len()).unwrap_or(i64::MAX);
        let mut all = (1..=most).flat_map(|of| (0..=of).map(move |part| (part, of)));
        all.all(|(part, of)| {
            let value = Exact::from(100 * part).over(&Exact::from(of));
            value.is_some_and(|value| share_level(&now.list, &value) == share_level(&moved.list, &value))
        })
    }

    fn is_alike_for(&self, id: Id<Measure>) -> bool {
        let measure = &self.now.measures[id];
        if !named_amounts::goes_by_its_figure(measure) || reading::forecast_is_read(self.now, id) {
            return false;
        }
        let only = [Only::of(self.now, BTreeSet::from([id]))];
        let Some(needed) = Reads::of(self.now).needed(self.now, &only) else { return false };
        let (now, moved) = (without_escalations(self.now, &needed), without_escalations(self.moved, &needed));
        let own = Pair { now: &now, moved: &moved };
        let strict = reading::target_is_read(self.now, id);
        if measure.unit.kind == Kind::YesNo {
            let days = milestones::days_about(&now, id);
            return !days.is_empty()
                && days.iter().all(|(setting, value)| own.gives_the_same(setting, value, strict));
        }
        let values = named_amounts::values_it_can_have(measure);
        if measure.computed.is_some() && values.is_none() {
            return false;
        }
        own.is_alike_over(id, values.as_ref(), strict)
    }

    fn gives_the_same(&self, setting: &Setting, value: &str, strict: bool) -> bool {
        match (setting.came(self.now, value), setting.came(self.moved, value)) {
            (Some(one), Some(other)) => {
                (one.level, one.kind, one.on_target) == (other.level, other.kind, other.on_target)
                    && (!strict || one.target == other.target)
            }
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Every figure gives the same; of a measure that can have only so many values, all have come up.
    fn is_alike_over(&self, id: Id<Measure>, values: Option<&BTreeSet<Exact>>, strict: bool) -> bool {
        let mut seen = BTreeSet::new();
        let mut known = BTreeSet::new();
        // What others come to may rest on what came before.
        let all = if values.is_some() { settings(self.now, id) } else { every_setting(self.now, id) };
        for setting in all {
            for driver in drivers(self.now, &setting) {
                let target = |book| driver.came(book, &driver.base()).and_then(|came| came.target);
                let judged = (driver.group.clone(), driver.moved, target(self.now), target(self.moved));
                // Two periods with the same target come out alike, unless a rule names its time.
                if values.is_none()
                    && reading::times_named(&self.now.measures[id]).is_empty()
                    && !known.insert(judged)
                {
                    continue;
                }
                for value in self.tried(&driver) {
                    if !self.gives_the_same(&driver, &value, strict) {
                        return false;
                    }
                    let report = driver.report(self.now, &value);
                    let figure = driver.result(&report).and_then(|result| result.figure.as_ref());
                    if let Some(Amount::Number { value, .. }) = figure.map(|figure| &figure.amount) {
                        seen.insert(value.clone());
                    }
                }
            }
        }
        !seen.is_empty() && values.is_none_or(|values| values.is_subset(&seen))
    }

    /// The figures at, next to and between all that either book names.
    fn tried(&self, setting: &Setting) -> Vec<String> {
        let Some(moved) = setting.figures.get(setting.moved) else { return Vec::new() };
        let measure = &self.now.measures[moved.measure];
        let (written, mut named) = figures_named(self.now, setting);
        let (also_written, also_named) = figures_named(self.moved, setting);
        named.extend(also_named);
        let fine = places(measure, &written).max(places(measure, &also_written));
        // A count has no parts; anything else may come with more places than the rules are written with.
        let steps: &[u8] = if measure.unit.kind == Kind::Count { &[0] } else { &[0, 2] };
        let mut all = BTreeSet::from([Exact::zero()]);
        for figure in &named {
            for more in steps {
                let step = Exact::decimal(1, fine + more);
                let near = figure.rounded(fine + more);
                let beside = (-BESIDE..=BESIDE).map(|by| near.plus(&step.times(&Exact::from(by))));
                all.extend(beside.filter(|value| !value.is_negative()));
            }
        }
        let sorted: Vec<&Exact> = all.iter().collect();
        let between = sorted.windows(2).filter_map(|pair| match pair {
            [low, high] => low.plus(high).over(&Exact::from(2)).map(|middle| middle.rounded(fine)),
            _ => None,
        });
        let between: Vec<Exact> = between.collect();
        if let Some(far) = all.last().map(|last| last.times(&Exact::from(3)).plus(&Exact::from(1))) {
            all.insert(far.rounded(fine));
        }
        all.extend(between);
        all.iter().map(|value| measure.unit.show(value)).collect()
    }
}

/// No more of a book than the results of a measure rest on; what escalations go by is compared itself.
fn without_escalations(book: &RuleBook, needed: &Needed) -> RuleBook {
    let mut plain = slim(book, needed);
    let ids: Vec<_> = plain.escalations.ids().collect();
    for id in ids {
        plain.escalations[id].faulty = true;
    }
    plain
}
