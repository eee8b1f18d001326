//! The series of computed measures: a point in each of their own periods for which a source has something.

use rustc_hash::{FxHashMap, FxHashSet};

use super::horizon;
use super::judge::at_place;
use super::of_groups::joined;
use super::timeline::{Builder, Frame, Made, Point, SeriesTimeline};
use crate::base::arena::Id;
use crate::base::rhythm::Slot;
use crate::data::PlaceId;
use crate::model::walk::measures_read;
use crate::model::{Measure, OnGroups};

/// Series that were laid out, by measure.
type Laid = FxHashMap<Id<Measure>, Vec<SeriesTimeline>>;

impl Builder<'_> {
    /// Adds the series of every computed measure, those it reads first, and puts all in the order of measures and places.
    pub(super) fn computed(&self, all: &mut Vec<SeriesTimeline>) {
        let computed = self.book.measures.iter().filter(|(_, measure)| measure.computed.is_some());
        let ids: Vec<Id<Measure>> = computed.map(|(id, _)| id).collect();
        if ids.is_empty() {
            return;
        }
        let mut made = Laid::default();
        let mut seen = FxHashSet::default();
        for id in &ids {
            self.after_its_sources(*id, all, &mut made, &mut seen);
        }
        all.extend(ids.iter().filter_map(|id| made.remove(id)).flatten());
        all.sort_by_key(|series| series.measure);
    }

    /// A measure after those it reads. Measures in a circle are faulty, and each is laid out once.
    fn after_its_sources(
        &self,
        id: Id<Measure>,
        submitted: &[SeriesTimeline],
        made: &mut Laid,
        seen: &mut FxHashSet<Id<Measure>>,
    ) {
        let mut pending = vec![(id, false)];
        while let Some((id, sources_done)) = pending.pop() {
            if sources_done {
                let read = self.read_by(id);
                let sources: Vec<&[SeriesTimeline]> =
                    read.iter().map(|id| sources(*id, submitted, made)).collect();
                let own = self.of_computed(id, &sources);
                made.insert(id, own);
            } else if seen.insert(id) {
                pending.push((id, true));
                let computed = |id: &Id<Measure>| self.book.measures[*id].computed.is_some();
                pending.extend(self.read_by(id).into_iter().filter(computed).map(|id| (id, false)));
            }
        }
    }

    /// The measures whose figures make those of a computed one.
    fn read_by(&self, id: Id<Measure>) -> Vec<Id<Measure>> {
        let computed = self.book.measures[id].computed.as_ref();
        let amount = computed.and_then(|computed| computed.amount.as_ref());
        let read = amount.map_or_else(Vec::new, |amount| measures_read(self.book, amount));
        read.into_iter().filter(|other| *other != id).collect()
    }

    fn of_computed(&self, id: Id<Measure>, sources: &[&[SeriesTimeline]]) -> Vec<SeriesTimeline> {
        let measure = &self.book.measures[id];
        let frame = Frame::new(self.book, id, horizon::expected(self.book, measure, (self.cut, self.day)));
        let alike = |source: &[SeriesTimeline]| {
            source.first().is_some_and(|first| self.book.measures[first.measure].by == measure.by)
        };
        let (shared, others): (Vec<&[SeriesTimeline]>, Vec<&[SeriesTimeline]>) =
            sources.iter().partition(|source| !measure.by.is_empty() && alike(source));
        let mut places = self.places.of_measure((self.book, measure), id, self.data);
        if !measure.by.is_empty() {
            let named = shared.iter().flat_map(|source| source.iter()).map(|series| series.place);
            places.extend(named.filter(|place| *place != PlaceId::WHOLE));
            places.sort_unstable();
            places.dedup();
        }
        let common: Vec<Slot> = others
            .iter()
            .flat_map(|source| source.iter())
            .flat_map(|series| self.slots(&frame, series))
            .collect();
        let whole = || {
            let all =
                shared.iter().flat_map(|source| source.iter()).flat_map(|series| self.slots(&frame, series));
            self.reckoned(&frame, PlaceId::WHOLE, common.iter().copied().chain(all).collect(), false)
        };
        if places.is_empty() {
            return vec![whole()];
        }
        let is_part = measure.on_groups != OnGroups::Each;
        let part = |place: PlaceId| {
            let own = shared.iter().filter_map(|source| at_place(source, place));
            let slots = own.flat_map(|series| self.slots(&frame, series)).chain(common.iter().copied());
            self.reckoned(&frame, place, slots.collect(), is_part)
        };
        let parts: Vec<SeriesTimeline> = places.into_iter().map(part).collect();
        let mut all = match measure.on_groups {
            OnGroups::Each => Vec::new(),
            OnGroups::Worst | OnGroups::WorstOfKnown(_) | OnGroups::AtLeast { .. } => {
                vec![joined(&frame, &parts, Made::Worst, None)]
            }
            OnGroups::Gap => vec![joined(&frame, &parts, Made::Gap, None)],
            OnGroups::Total | OnGroups::TotalOfKnown(_) => vec![whole()],
        };
        all.extend(parts);
        all
    }

    /// The series of one place: a point where a source that it reads has one. With no source at all it is looked for in the
    /// period in which a figure would be expected.
    fn reckoned(
        &self,
        frame: &Frame<'_>,
        place: PlaceId,
        mut slots: Vec<Slot>,
        is_part: bool,
    ) -> SeriesTimeline {
        let mut series = frame.empty(place, is_part);
        series.made = Made::Computed;
        slots.sort_unstable();
        slots.dedup();
        let first = slots.first().copied().unwrap_or(frame.expected);
        let last = slots.last().copied().unwrap_or(frame.expected);
        series.report = last;
        let baseline = self.baseline_slot(frame, place).filter(|slot| *slot < last);
        let due = self.due_since(frame, place);
        series.span([baseline, due].into_iter().flatten().fold(first, Slot::min), last);
        slots.iter().for_each(|slot| series.put(*slot, Point::Computed));
        if slots.is_empty() {
            series.put(frame.expected, Point::Computed);
        }
        if let Some(slot) = baseline.filter(|slot| series.point(*slot) == Some(Point::Gap)) {
            series.put(slot, Point::Baseline);
        }
        series
    }

    /// The slots of a computed measure in which a source has a figure. Periods that are not over wait.
    fn slots(&self, frame: &Frame<'_>, source: &SeriesTimeline) -> Vec<Slot> {
        let due = frame.measure.due;
        let first_due = frame.measure.first_due.map(|period| due.slot_of(period.end));
        let mut slots = Vec::new();
        for (slot, point) in (source.first..).zip(&source.points) {
            if !matches!(point, Point::Row(_) | Point::Joined | Point::Computed) {
                continue;
            }
            let Some(period) = source.rhythm.period(slot) else { continue };
            let own = due.slot_of(period.end);
            let over = due.period(own).is_some_and(|period| period.end <= self.cut);
            if over && first_due.is_none_or(|first| first <= own) && slots.last() != Some(&own) {
                slots.push(own);
            }
        }
        slots
    }
}

/// The series of a measure, sorted by place.
fn sources<'s>(id: Id<Measure>, submitted: &'s [SeriesTimeline], made: &'s Laid) -> &'s [SeriesTimeline] {
    if let Some(own) = made.get(&id) {
        return own;
    }
    let from = submitted.partition_point(|series| series.measure < id);
    let to = submitted.partition_point(|series| series.measure <= id);
    submitted.get(from..to).unwrap_or(&[])
}
