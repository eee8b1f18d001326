//! Which places each measure has: those that the data bring, and declared members that never submitted anything.

use rustc_hash::FxHashMap;

use super::comparators::named;
use super::timeline::baseline_of;
use crate::base::arena::Id;
use crate::data::{Observations, Place, PlaceId};
use crate::model::{Baseline, GroupName, Grouping, Measure, Member, MemberRules, RuleBook};

/// The places of a book and its data.
pub(super) struct Places {
    /// Declared members without a row of data anywhere; their ids follow those of the data.
    silent: Vec<Place>,
    first_silent: u32,
    /// For each grouping its declared members, in order.
    members: FxHashMap<Id<Grouping>, Vec<PlaceId>>,
    ranks: FxHashMap<(Id<Grouping>, PlaceId), usize>,
    comparators: Option<Id<Grouping>>,
    /// The place of each member by itself, by its id in small letters.
    singles: FxHashMap<(Id<Grouping>, String), PlaceId>,
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
            ranks: FxHashMap::default(),
            comparators: book.comparators,
            singles: FxHashMap::default(),
            undated: FxHashMap::default(),
            undated_places: FxHashMap::default(),
        };
        let mut known: FxHashMap<(Id<Grouping>, String), PlaceId> = FxHashMap::default();
        for (at, place) in data.places.iter().enumerate() {
            if let [(grouping, name)] = place.parts.as_slice() {
                let id = PlaceId(u32::try_from(at).unwrap_or(u32::MAX));
                known.entry((*grouping, name.to_ascii_lowercase())).or_insert(id);
            }
        }
        for (grouping, declared) in book.groupings.iter().filter(|(id, _)| Some(*id) != book.comparators) {
            let single = |member: &Member| {
                let id = known.get(&(grouping, member.id.to_ascii_lowercase()));
                id.copied().unwrap_or_else(|| places.made_up(grouping, &member.id))
            };
            let ids: Vec<PlaceId> = declared.members.iter().map(single).collect();
            for (member, id) in declared.members.iter().zip(&ids) {
                places.singles.insert((grouping, member.id.to_ascii_lowercase()), *id);
            }
            for (rank, id) in ids.iter().enumerate() {
                places.ranks.entry((grouping, *id)).or_insert(rank);
            }
            places.members.insert(grouping, ids);
        }
        places.singles.extend(known);
        for (at, row) in data.undated.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            places.undated.insert((row.measure, row.place), at);
            places.undated_places.entry(row.measure).or_default().push(row.place);
        }
        places
    }

    /// The id of one member by itself, of which no row of data has anything.
    fn made_up(&mut self, grouping: Id<Grouping>, member: &str) -> PlaceId {
        self.silent.push(Place { parts: vec![(grouping, member.to_owned())] });
        PlaceId(self.first_silent + u32::try_from(self.silent.len() - 1).unwrap_or(0))
    }

    /// The place of one group by itself.
    pub(super) fn single(&self, group: &GroupName) -> Option<PlaceId> {
        self.singles.get(&(group.grouping, group.member.to_ascii_lowercase())).copied()
    }

    /// The place behind an id.
    pub(super) fn place<'p>(&'p self, id: PlaceId, data: &'p Observations) -> Option<&'p Place> {
        match id.0.checked_sub(self.first_silent) {
            Some(at) => self.silent.get(at as usize),
            None => data.place(id),
        }
    }

    /// Every place with its id.
    pub(super) fn all<'p>(&'p self, data: &'p Observations) -> impl Iterator<Item = (PlaceId, &'p Place)> {
        let numbered = |first: u32, at: usize| PlaceId(first + u32::try_from(at).unwrap_or(0));
        let of_data = data.places.iter().enumerate().map(move |(at, place)| (numbered(0, at), place));
        let silent = self.silent.iter().enumerate();
        of_data.chain(silent.map(move |(at, place)| (numbered(self.first_silent, at), place)))
    }

    /// The groups that a measure has a result for, sorted; none for a measure with one figure.
    pub(super) fn of_measure(
        &self,
        (book, measure): (&RuleBook, &Measure),
        id: Id<Measure>,
        data: &Observations,
    ) -> Vec<PlaceId> {
        if measure.by.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<PlaceId> = data.of_measure(id).iter().map(|series| series.place).collect();
        found.extend(self.undated_places.get(&id).into_iter().flatten());
        let mut own = book.own_groups(measure);
        if let (Some(_), None) = (own.next(), own.next()) {
            // Of one kind, or of kinds that hold one another, every declared member is expected.
            let declared = measure.by.iter().filter_map(|grouping| self.members.get(grouping));
            found.extend(declared.flatten());
        }
        let is_other =
            |place: PlaceId| data.place(place).is_some_and(|place| named(place, self.comparators).is_some());
        found.retain(|place| *place != PlaceId::WHOLE && !is_other(*place));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The members of a kind of group: those declared, in order, then those that only the data name.
    pub(super) fn members_of(&self, grouping: Id<Grouping>, data: &Observations) -> Vec<PlaceId> {
        let mut found = self.members.get(&grouping).cloned().unwrap_or_default();
        for (at, place) in data.places.iter().enumerate() {
            let id = PlaceId(u32::try_from(at).unwrap_or(u32::MAX));
            if matches!(place.parts.as_slice(), [(own, _)] if *own == grouping) && !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// Where a place stands among the declared members; those that are not declared come last.
    pub(super) fn rank(&self, measure: &Measure, place: PlaceId) -> usize {
        let rank = measure.by.iter().find_map(|grouping| self.ranks.get(&(*grouping, place)));
        rank.copied().unwrap_or(usize::MAX)
    }

    /// True for the whole, and for a group that the book declares by itself.
    pub(super) fn is_declared(&self, measure: &Measure, place: PlaceId) -> bool {
        place == PlaceId::WHOLE || self.rank(measure, place) != usize::MAX
    }

    /// Where the reason stands among those of a measure why it does not apply to a place.
    pub(super) fn excluded(&self, measure: &Measure, place: PlaceId, data: &Observations) -> Option<usize> {
        if measure.excluded_groups.is_empty() {
            return None;
        }
        let place = self.place(place, data)?;
        let is_named = |member: &str| place.parts.iter().any(|(_, name)| name.eq_ignore_ascii_case(member));
        measure.excluded_groups.iter().position(|one| is_named(&one.member))
    }

    /// The rules that a place has of its own.
    pub(super) fn own_rules<'m>(
        &self,
        measure: &'m Measure,
        place: PlaceId,
        data: &Observations,
    ) -> Option<&'m MemberRules> {
        if measure.of_members.is_empty() || place == PlaceId::WHOLE {
            return None;
        }
        let place = self.place(place, data)?;
        let is_named = |member: &str| place.parts.iter().any(|(_, name)| name.eq_ignore_ascii_case(member));
        measure.of_members.iter().find(|rules| is_named(&rules.member))
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
