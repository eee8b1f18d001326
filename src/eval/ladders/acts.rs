//! Which acts are about which thing, and when they are known.

use chrono::NaiveDate;

use super::log::Track;
use crate::data::{About, Act, PlaceId};
use crate::eval::judge::Judge;
use crate::eval::outcome::Climber;
use crate::model::{Ladder, MeasureSet, Per, Waiver};

impl Judge<'_> {
    /// Positions of the acts about a thing on a ladder, by the day they became known.
    pub(super) fn acts_about(&self, ladder: &Ladder, climber: Climber) -> Vec<usize> {
        let own = |act: &Act| self.is_about(&act.about, climber) && in_scope(ladder, &act.about);
        let mut found: Vec<usize> =
            self.acts.iter().enumerate().filter(|(_, act)| own(act)).map(|(at, _)| at).collect();
        found.sort_by_key(|at| self.acts.get(*at).map(Act::known_on));
        found
    }

    /// True when an act is about a thing: whatever its row names fits, and it names enough. What is said of a measure
    /// without a group holds for each of its groups; what is said of one measure is not said of its board.
    pub(super) fn is_about(&self, about: &About, climber: Climber) -> bool {
        let whole = about.measure.is_none() && about.member.is_none();
        match climber {
            Climber::Measure(id, place) => {
                let measure = &self.book.measures[id];
                let member = about.member.as_ref();
                let named = about.measure.is_some() || (member.is_some() && place != PlaceId::WHOLE);
                named
                    && about.measure.is_none_or(|named| named == id)
                    && member.is_none_or(|member| self.is_member(place, member))
                    && about.board.is_none_or(|board| measure.owner == Some(board))
                    && about.theme.is_none_or(|theme| measure.themes.contains(&theme))
            }
            Climber::Board(board) => whole && about.theme.is_none() && about.board == Some(board),
            Climber::Theme(theme) => whole && about.board.is_none() && about.theme == Some(theme),
            Climber::Group(place) => {
                let member = about.member.as_ref();
                member.is_some_and(|member| self.is_member(place, member))
                    && about.board.is_none()
                    && about.theme.is_none()
            }
            Climber::Book => whole && about.board.is_none() && about.theme.is_none(),
        }
    }

    fn is_member(
        &self,
        place: PlaceId,
        member: &(crate::base::arena::Id<crate::model::Grouping>, String),
    ) -> bool {
        let parts = self.places.place(place, self.data).map_or(&[][..], |place| place.parts.as_slice());
        parts.iter().any(|(grouping, name)| *grouping == member.0 && name.eq_ignore_ascii_case(&member.1))
    }

    /// True when a waiver is about a ladder and this thing on it, whether it holds or not.
    pub(super) fn stands_down(&self, waiver: &Waiver, track: &Track) -> bool {
        let measure = waiver.measures.is_empty()
            || matches!(track.climber, Climber::Measure(id, _) if waiver.measures.contains(&id));
        let place = match track.climber {
            Climber::Measure(_, place) | Climber::Group(place) => place,
            Climber::Board(_) | Climber::Theme(_) | Climber::Book => PlaceId::WHOLE,
        };
        let group = waiver.groups.as_ref().is_none_or(|(grouping, ids)| {
            ids.iter().any(|id| self.is_member(place, &(*grouping, id.clone())))
        });
        waiver.ladder == Some(track.ladder) && measure && group
    }
}

/// On a ladder of groups, an act about one of its measures counts, and one about another does not.
fn in_scope(ladder: &Ladder, about: &About) -> bool {
    match (ladder.per, about.measure, &ladder.measures) {
        (Per::Group(_), Some(measure), MeasureSet::Listed(listed)) => listed.contains(&measure),
        (Per::Group(_) | Per::Measure | Per::Board | Per::Theme | Per::Book, _, _) => true,
    }
}

/// True when an act is on record by a day.
pub(super) fn is_known(act: &Act, day: NaiveDate) -> bool {
    act.known_on() <= day
}
