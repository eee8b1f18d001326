//! Which group a measure goes by that goes by its worst, and the level that its groups make: found once for print and
//! for the rules that read it.

use super::joining;
use super::judge::Graded;
use super::look::Look;
use super::outcome::{ResultKind, Truth};
use super::rating::known_on_target;
use super::ruling::{NotRated, Ruling};
use crate::base::exact::Exact;
use crate::data::State;
use crate::model::{How, Joining};

/// How bad a group is, larger being worse: by its level, then one with a figure before one without, then by what asks for
/// attention where none has a level, then by how far it misses its target.
type HowBad = (Option<u8>, bool, u8, Option<Exact>);

impl Look<'_, '_> {
    /// The worst level of the groups. While one of them is not known, those that are may show that it is bad, and never
    /// that it is good.
    pub(super) fn worst_grade(self) -> Graded {
        let known: Vec<u8> = self.counted_parts().filter_map(Self::level).collect();
        let unknown = self.open_parts().count();
        // Whether they are on target matters only where one is not known.
        let met = || known_on_target(self.counted_parts().map(Self::on_target));
        let met = if unknown > 0 { met() } else { Truth::Unknown };
        let mut parts = self.counted_parts();
        match joining::level(self.joining(), &known, unknown, self.last_level(), met) {
            Some(level) => Graded::Level(level),
            None if known.is_empty() && unknown == 0 && parts.any(|part| part.grade() == Graded::Unrated) => {
                Graded::Unrated
            }
            None => Graded::Unknown,
        }
    }

    fn level(self) -> Option<u8> {
        match self.grade() {
            Graded::Level(level) => Some(level),
            Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
        }
    }

    /// The groups that should have a level and have none.
    pub(super) fn open_parts(self) -> impl Iterator<Item = Self> {
        self.counted_parts().filter(|part| match part.grade() {
            Graded::Level(_) | Graded::Unrated => false,
            Graded::NotYet | Graded::Busy => true,
            Graded::Unknown => match part.ruling() {
                Ruling::NotDue(_) | Ruling::NotApplicable | Ruling::NotRated(NotRated::NotComparable) => {
                    false
                }
                Ruling::Level { .. }
                | Ruling::Missing(_)
                | Ruling::Withheld
                | Ruling::Invalid
                | Ruling::Unrated(_)
                | Ruling::NotRated(_) => true,
            },
        })
    }

    /// The group that decides: the worst by level, then by how far it misses the target, then the first; of a number of
    /// groups the one at that number. Where none has a level, the one whose result asks for most attention.
    pub(super) fn worst_part(self) -> Option<Self> {
        // A group that had not begun is none of them.
        let begun =
            |part: &Self| !part.is_unheard_of() && (part.state().is_some() || part.slot > part.series.last());
        let parts: Vec<(Self, Option<u8>)> =
            self.parts().filter(begun).map(|part| (part, part.level())).collect();
        let any_level = parts.iter().any(|(_, level)| level.is_some());
        let how_bad = |part: Self, level: Option<u8>| -> HowBad {
            let has_figure = !matches!(part.state(), Some(State::Missing) | None);
            let asks = if any_level { 0 } else { attention(part.ruling().kind()) };
            (level, any_level && has_figure, asks, part.miss())
        };
        let all: Vec<(Self, HowBad)> =
            parts.into_iter().map(|(part, level)| (part, how_bad(part, level))).collect();
        let joining = self.joining();
        let joining = if any_level { joining } else { Joining { how: How::Worst, ..joining } };
        let unknown = match joining.how {
            How::Worst | How::Average => 0,
            How::AtLeast { .. } => self.open_parts().count(),
        };
        let is_known = |one: &(Self, HowBad)| one.1.0.is_some();
        joining::deciding(joining, all, unknown, is_known, |one| one.1.clone()).map(|(part, _)| part)
    }
}

fn attention(kind: ResultKind) -> u8 {
    match kind {
        ResultKind::NotDue => 0,
        ResultKind::NotApplicable => 1,
        ResultKind::Withheld => 2,
        ResultKind::Unrated => 3,
        ResultKind::Rated => 4,
        ResultKind::Missing => 5,
        ResultKind::Invalid => 6,
        ResultKind::NotRated => 7,
    }
}
