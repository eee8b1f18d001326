//! Of which groups a result is.

use super::View;
use crate::base::arena::Id;
use crate::data::PlaceId;
use crate::model::{Grouping, Measure};

impl<'a> View<'a> {
    /// The kinds of group at a place with the member of each; none for the whole.
    #[must_use]
    pub fn members(
        &self,
        measure: Option<Id<Measure>>,
        place: PlaceId,
        label: &str,
    ) -> Vec<(Id<Grouping>, &'a str)> {
        let (book, data) = (self.inputs.book, self.inputs.data);
        if place == PlaceId::WHOLE {
            return Vec::new();
        }
        if let Some(known) = data.place(place) {
            return known.parts.iter().map(|(kind, member)| (*kind, member.as_str())).collect();
        }
        // A member that never submitted anything stands in no data: the book declares it.
        let own = measure.into_iter().flat_map(|id| &book.measures[id].by).copied();
        let declared = |kind: Id<Grouping>| {
            let members = &book.groupings[kind].members;
            let found = members.iter().find(|member| member.id.eq_ignore_ascii_case(label))?;
            Some((kind, found.id.as_str()))
        };
        own.chain(book.groupings.ids()).find_map(declared).into_iter().collect()
    }
}
