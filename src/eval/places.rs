//! Which places each measure has: those that the data bring, and declared members that never submitted anything.

use rustc_hash::FxHashMap;

use super::timeline::baseline_of;
use crate::base::arena::Id;
use crate::data::{Observations, Place, PlaceId};
use crate::model::{Baseline, Grouping, Measure, RuleBook};

/// The places of a book and its data.
pub(super) struct Places {
    /// Declared members without a row of data anywhere; their ids follow those of the data.
    silent: Vec<Place>,
    first_silent: u32,
    /// For each grouping its declared members, in order.
    members: FxHashMap<Id<Grouping>, Vec<PlaceId>>,
    undated: FxHashMap<(Id<Measure>, PlaceId), u32>,
    undated_places: FxHashMap<Id<Measure>, Vec<PlaceId>>,
}

impl Places {
    pub(super) fn new(book: &RuleBook, data: &Observations) -> Self {
        let first_silent = u32::try_from(data.places.len().max(1)).unwrap_or(u32::MAX);
        let mut places = Self {
            silent: Vec::new(),
            first_silent,
            members: FxHashMap::default(),
            undated: FxHashMap::default(),
            undated_places: FxHashMap::default(),
        };
        for (grouping, declared) in book.groupings.iter() {
            let ids =
                declared.members.iter().map(|member| places.single(grouping, &member.id, data)).collect();
            places.members.insert(grouping, ids);
        }
        for (at, row) in data.undated.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            places.undated.insert((row.measure, row.place), at);
            places.undated_places.entry(row.measure).or_default().push(row.place);
        }
        places
    }

    /// The id of one member by itself, made up when no row of data has it.
    fn single(&mut self, grouping: Id<Grouping>, member: &str, data: &Observations) -> PlaceId {
        let is_it = |place: &Place| match place.parts.as_slice() {
            [(kind, name)] => *kind == grouping && name.eq_ignore_ascii_case(member),
            _ => false,
        };
        if let Some(at) = data.places.iter().position(is_it) {
            return PlaceId(u32::try_from(at).unwrap_or(u32::MAX));
        }
        self.silent.push(Place { parts: vec![(grouping, member.to_owned())] });
        PlaceId(self.first_silent + u32::try_from(self.silent.len() - 1).unwrap_or(0))
    }

    /// The place behind an id.
    pub(super) fn place<'p>(&'p self, id: PlaceId, data: &'p Observations) -> Option<&'p Place> {
        match id.0.checked_sub(self.first_silent) {
            Some(at) => self.silent.get(at as usize),
            None => data.place(id),
        }
    }

    /// The groups that a measure has a result for, sorted; none for a measure with one figure.
    pub(super) fn of_measure(&self, measure: &Measure, id: Id<Measure>, data: &Observations) -> Vec<PlaceId> {
        if measure.by.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<PlaceId> = data.of_measure(id).iter().map(|series| series.place).collect();
        found.extend(self.undated_places.get(&id).into_iter().flatten());
        if let [grouping] = measure.by.as_slice() {
            found.extend(self.members.get(grouping).into_iter().flatten());
        }
        found.retain(|place| *place != PlaceId::WHOLE);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where a place stands among the declared members; those that are not declared come last.
    pub(super) fn rank(&self, measure: &Measure, place: PlaceId) -> usize {
        let members = measure.by.first().and_then(|grouping| self.members.get(grouping));
        members.and_then(|members| members.iter().position(|id| *id == place)).unwrap_or(usize::MAX)
    }

    /// The row that says something of a measure and place without naming a period.
    pub(super) fn undated(&self, measure: Id<Measure>, place: PlaceId) -> Option<u32> {
        self.undated.get(&(measure, place)).copied()
    }

    /// Where a place started from.
    pub(super) fn baseline<'m>(
        &self,
        measure: &'m Measure,
        place: PlaceId,
        data: &Observations,
    ) -> Option<&'m Baseline> {
        let member = self.place(place, data).and_then(|place| place.parts.first());
        baseline_of(measure, member.map(|(_, name)| name.as_str()))
    }
}
