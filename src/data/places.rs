//! Group members and their combinations as they come, each numbered once.

use rustc_hash::FxHashMap;

use super::observations::{Place, PlaceId};
use super::words::{is_whole, key};
use crate::base::arena::Id;
use crate::model::{Grouping, RuleBook};

/// One member of one kind of group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MemberId(u32);

/// What a group cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// All groups together.
    Whole,
    /// This member.
    Member(MemberId),
    /// No member of this kind of group.
    Unknown,
}

#[derive(Debug)]
struct Member {
    grouping: Id<Grouping>,
    /// Position among the declared; those that data brought come after.
    declared: usize,
    id: String,
}

/// Members and places. A place is numbered as it comes, and renumbered at the end, so that the order of rows
/// decides nothing.
#[derive(Debug)]
pub struct Places {
    members: Vec<Member>,
    by_name: FxHashMap<(usize, String), Said>,
    from_data: Vec<bool>,
    /// Each place's members, in the order of the kinds of group.
    places: Vec<Vec<MemberId>>,
    /// The kinds of group of each place, as bits.
    kinds: Vec<u64>,
    steps: FxHashMap<(PlaceId, MemberId), PlaceId>,
    /// The larger member that each member is a part of, where it is one.
    lies_in: FxHashMap<MemberId, MemberId>,
    last_step: (PlaceId, MemberId, PlaceId),
}

impl Places {
    /// The members that a book declares, and the whole.
    pub fn new(book: &RuleBook) -> Self {
        let mut places = Self {
            members: Vec::new(),
            by_name: FxHashMap::default(),
            from_data: book.groupings.values().map(|grouping| grouping.from_data).collect(),
            places: vec![Vec::new()],
            kinds: vec![0],
            steps: FxHashMap::default(),
            lies_in: FxHashMap::default(),
            last_step: (PlaceId(u32::MAX), MemberId(u32::MAX), PlaceId::WHOLE),
        };
        for (grouping, declared) in book.groupings.iter() {
            for (at, member) in declared.members.iter().enumerate() {
                let id = places.add_member(grouping, at, member.id.clone());
                for name in [&member.id, &member.title] {
                    places.by_name.entry((grouping.index(), key(name))).or_insert(Said::Member(id));
                }
            }
        }
        for nest in &book.nestings {
            for (inner, outer) in &nest.members {
                let known =
                    |kind: Id<Grouping>, name: &str| places.by_name.get(&(kind.index(), key(name))).copied();
                if let (Some(Said::Member(inner)), Some(Said::Member(outer))) =
                    (known(nest.inner, inner), known(nest.outer, outer))
                {
                    places.lies_in.insert(inner, outer);
                }
            }
        }
        places
    }

    fn add_member(&mut self, grouping: Id<Grouping>, declared: usize, id: String) -> MemberId {
        self.members.push(Member { grouping, declared, id });
        MemberId(self.members.len() as u32 - 1)
    }

    /// Reads a group cell.
    pub fn member(&mut self, grouping: Id<Grouping>, text: &str) -> Said {
        let name = (grouping.index(), key(text));
        if let Some(known) = self.by_name.get(&name) {
            return *known;
        }
        if is_whole(&name.1) {
            return Said::Whole;
        }
        if !self.from_data.get(grouping.index()).copied().unwrap_or(false) {
            return Said::Unknown;
        }
        let id = super::words::plain(text).into_owned();
        let said = Said::Member(self.add_member(grouping, usize::MAX, id));
        self.by_name.insert(name, said);
        said
    }

    /// The place with one more member. Members are added in the order of the kinds of group.
    pub fn with(&mut self, place: PlaceId, member: MemberId) -> PlaceId {
        if self.last_step.0 == place && self.last_step.1 == member {
            return self.last_step.2;
        }
        let next = match self.steps.get(&(place, member)) {
            Some(next) => *next,
            None => self.add_place(place, member),
        };
        self.last_step = (place, member, next);
        next
    }

    fn add_place(&mut self, place: PlaceId, member: MemberId) -> PlaceId {
        let mut members = self.places.get(place.0 as usize).cloned().unwrap_or_default();
        members.push(member);
        let all = members.len();
        // A row that names a ward and the area it lies in is of the ward.
        let named = members.clone();
        members.retain(|one| !named.iter().any(|other| self.holds(*one, *other)));
        if members.len() < all {
            let next = members.into_iter().fold(PlaceId::WHOLE, |place, member| self.with(place, member));
            self.steps.insert((place, member), next);
            return next;
        }
        let kind = self.members.get(member.0 as usize).map_or(0, |m| bit(m.grouping));
        let next = PlaceId(self.places.len() as u32);
        self.kinds.push(self.kinds(place) | kind);
        self.places.push(members);
        self.steps.insert((place, member), next);
        next
    }

    /// True when one member holds another, directly or through others.
    fn holds(&self, outer: MemberId, inner: MemberId) -> bool {
        let mut above = self.lies_in.get(&inner);
        while let Some(next) = above {
            if *next == outer {
                return true;
            }
            above = self.lies_in.get(next);
        }
        false
    }

    /// A member of a place with another, larger one that does not hold it: `Barton` said to be in another area.
    pub fn misplaced(&self, place: PlaceId) -> Option<(String, String)> {
        if self.lies_in.is_empty() {
            return None;
        }
        let members = self.places.get(place.0 as usize)?;
        let member = |id: &MemberId| self.members.get(id.0 as usize);
        members.iter().find_map(|inner| {
            let right = member(self.lies_in.get(inner)?)?;
            let same_kind = |one: &&MemberId| member(one).is_some_and(|one| one.grouping == right.grouping);
            let wrong = members.iter().find(same_kind)?;
            (member(wrong)?.id != right.id).then(|| Some((member(inner)?.id.clone(), right.id.clone())))?
        })
    }

    /// The kinds of group of a place, as bits.
    pub fn kinds(&self, place: PlaceId) -> u64 {
        self.kinds.get(place.0 as usize).copied().unwrap_or(0)
    }

    /// A place's label, for findings.
    pub fn label(&self, place: PlaceId) -> String {
        self.spelt(place).label()
    }

    fn spelt(&self, place: PlaceId) -> Place {
        let members = self.places.get(place.0 as usize).map_or(&[][..], Vec::as_slice);
        let parts = members.iter().filter_map(|m| self.members.get(m.0 as usize));
        Place { parts: parts.map(|m| (m.grouping, m.id.clone())).collect() }
    }

    /// The places that are used, in the order of the book and then of their names, and the new number of each.
    pub fn in_order(&self, used: &[bool]) -> (Vec<Place>, Vec<PlaceId>) {
        let is_used = |at: &usize| *at == 0 || used.get(*at).copied().unwrap_or(false);
        let mut order: Vec<usize> = (0..self.places.len()).filter(is_used).collect();
        let rank = |place: &usize| -> Vec<(usize, usize, &str)> {
            let members = self.places.get(*place).map_or(&[][..], Vec::as_slice);
            let parts = members.iter().filter_map(|m| self.members.get(m.0 as usize));
            parts.map(|m| (m.grouping.index(), m.declared, m.id.as_str())).collect()
        };
        order.sort_by_cached_key(rank);
        let mut renumbered = vec![PlaceId::WHOLE; self.places.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = renumbered.get_mut(*old) {
                *slot = PlaceId(new as u32);
            }
        }
        (order.iter().map(|old| self.spelt(PlaceId(*old as u32))).collect(), renumbered)
    }
}

/// The bit of a kind of group.
pub fn bit(grouping: Id<Grouping>) -> u64 {
    1_u64.checked_shl(grouping.index() as u32).unwrap_or(0)
}
