//! The stages so far: written once while history is replayed, and read by every rule that asks for a stage.

use std::cell::{Cell, Ref, RefCell};

use chrono::NaiveDate;

use super::climbers::From;
use crate::base::arena::Id;
use crate::base::rhythm::Slot;
use crate::eval::outcome::{Climber, Move};
use crate::model::Ladder;

/// The history of every thing on every ladder.
#[derive(Debug, Default)]
pub struct StageLog {
    tracks: RefCell<Vec<Track>>,
    /// The latest first day of a period as of which a stage was asked for.
    asked: Cell<Option<NaiveDate>>,
}

/// One thing on one ladder, over time.
#[derive(Debug)]
pub(super) struct Track {
    pub ladder: Id<Ladder>,
    pub climber: Climber,
    /// From where it is looked at.
    pub from: From,
    /// Where everything begins.
    pub resting: Option<usize>,
    /// Positions of the acts that are about it.
    pub acts: Vec<usize>,
    /// Each move, and the slot on whose figures it was made, in the order in which they were made.
    pub moves: Vec<(Slot, Move)>,
    /// The newest look.
    pub last: Option<(Slot, NaiveDate)>,
    /// The words of the waiver that stands it down at the newest look.
    pub stood_down: String,
}

impl Track {
    /// The stage after the newest move.
    pub(super) fn stage(&self) -> Option<usize> {
        self.moves.last().map_or(self.resting, |(_, made)| made.to)
    }

    /// The slot and day of the move into the stage it is in.
    pub(super) fn entered(&self) -> Option<(Slot, NaiveDate)> {
        self.moves.last().map(|(slot, made)| (*slot, made.on))
    }

    /// The stage as a period that begins on `start` began, as far as was known on a day.
    pub(super) fn stage_before(&self, start: NaiveDate, known: Option<NaiveDate>) -> Option<usize> {
        let before =
            |made: &&(Slot, Move)| made.1.during.end < start && known.is_none_or(|day| made.1.on <= day);
        self.moves.iter().rev().find(before).map_or(self.resting, |(_, made)| made.to)
    }
}

impl StageLog {
    /// Everything that stands on a ladder, before its first look.
    pub(super) fn begin(&self, tracks: Vec<Track>) {
        self.tracks.replace(tracks);
    }

    /// Every track.
    pub(super) fn tracks(&self) -> Ref<'_, Vec<Track>> {
        self.tracks.borrow()
    }

    /// Changes a track.
    pub(super) fn write(&self, at: usize, change: impl FnOnce(&mut Track)) {
        if let Some(track) = self.tracks.borrow_mut().get_mut(at) {
            change(track);
        }
    }

    /// True when a period that begins after this move was made has been asked about already.
    pub(super) fn was_asked_after(&self, made: &Move) -> bool {
        self.asked.get().is_some_and(|start| made.during.end < start)
    }

    /// True when something that `is` so was in a stage of a ladder as a period that begins on `start` began.
    pub(super) fn was_in(
        &self,
        ladder: Id<Ladder>,
        stage: usize,
        start: NaiveDate,
        known: Option<NaiveDate>,
        is: impl Fn(Climber) -> bool,
    ) -> bool {
        self.asked.set(self.asked.get().max(Some(start)));
        let tracks = self.tracks();
        let mut own = tracks.iter().filter(|track| track.ladder == ladder && is(track.climber));
        own.any(|track| track.stage_before(start, known) == Some(stage))
    }
}
