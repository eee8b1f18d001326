//! When a thing moves: each look in the order of days, with what was known on that day.

use std::rc::Rc;

use chrono::NaiveDate;

use super::climbers::{self, From, members};
use super::log::Track;
use super::looks::{self, Arrivals, Look};
use super::reach::Reach;
use super::records::{Climbing, Moving, Taken};
use super::told::told;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::data::Act;
use crate::eval::assess::Run;
use crate::eval::cases::waivers;
use crate::eval::judge::Judge;
use crate::eval::known_then::Past;
use crate::eval::look;
use crate::eval::moment::LoopFacts;
use crate::eval::outcome::{Climber, Decision, Move, MoveKind, Truth};
use crate::model::{Condition, Ladder};

/// Replays every ladder of a book into the judge's log.
pub(in crate::eval) fn replay(judge: &Judge<'_>, run: &Run<'_>) {
    let tracks = climbers::all(judge);
    let looks = looks::all(judge, &tracks, run.as_of);
    let arrivals = tracks.iter().map(|track| arrivals(judge, track)).collect();
    judge.stages.begin(tracks);
    let replay = Replay {
        judge,
        past: Past::new(run, judge.horizon(), Rc::clone(&judge.stages)),
        arrivals,
        everything: Arrivals::of(judge, judge.series().iter()),
        reach: Reach::new(judge.book),
    };
    for look in looks {
        replay.look(look);
    }
}

fn arrivals(judge: &Judge<'_>, track: &Track) -> Arrivals {
    match &track.from {
        // A whole is made of its groups.
        From::Series(measure, _) => Arrivals::of(judge, judge.of_measure(*measure).iter()),
        From::Observer(_) => {
            Arrivals::of(judge, members(judge, &judge.book.ladders[track.ladder], track.climber))
        }
    }
}

struct Replay<'j, 'a> {
    judge: &'j Judge<'a>,
    past: Past<'j, 'a>,
    /// For each track, when the figures it goes by came in.
    arrivals: Vec<Arrivals>,
    /// The same for all figures, for conditions that reach beyond the thing's own.
    everything: Arrivals,
    reach: Reach,
}

/// How a thing stands as a look begins.
#[derive(Clone)]
pub(super) struct Standing {
    pub ladder: Id<Ladder>,
    pub climber: Climber,
    pub from: From,
    pub stage: Option<usize>,
    pub resting: Option<usize>,
    pub entered: Option<(Slot, NaiveDate)>,
    /// The slot of the newest move.
    moved_on: Option<Slot>,
    /// The newest move, where it entered the stage it is in: before it, and on which slot.
    entering: Option<(Slot, Option<usize>)>,
    returned: u32,
    stood_down: bool,
}

impl Standing {
    pub(super) fn of(track: &Track) -> Self {
        let newest = track.moves.last();
        let entering = newest.filter(|(_, made)| made.kind == MoveKind::Entered);
        let returns = track.moves.iter().filter(|(_, made)| made.kind == MoveKind::Left).count();
        Self {
            ladder: track.ladder,
            climber: track.climber,
            from: track.from.clone(),
            stage: track.stage(),
            resting: track.resting,
            entered: track.entered(),
            moved_on: newest.map(|(slot, _)| *slot),
            entering: entering.map(|(slot, made)| (*slot, made.from)),
            returned: u32::try_from(returns).unwrap_or(u32::MAX),
            stood_down: !track.stood_down.is_empty(),
        }
    }

    /// True when it has gone down as often as its ladder lets it.
    pub(super) fn may_return(&self, ladder: &Ladder) -> bool {
        ladder.returns.is_none_or(|most| self.returned < most)
    }
}

/// Looks at a thing with a move in question; none where a judge has no figures of it.
pub(super) fn ask<'a, T>(
    judge: &Judge<'a>,
    standing: &Standing,
    at: (Slot, NaiveDate),
    question: (Moving, Taken),
    answer: impl FnOnce(look::Look<'_, 'a>) -> T,
) -> Option<T> {
    let series = standing.from.series(judge)?;
    let start = series.rhythm.period(at.0)?.start;
    let climbing = Climbing {
        ladder: standing.ladder,
        climber: standing.climber,
        entered: standing.entered,
        moving: question.0,
        taken: question.1,
    };
    let facts = LoopFacts { now: Some((start, at.1)), climbing: Some(climbing), ..LoopFacts::default() };
    // Which figure of another rhythm was current, and how old one was, goes by the day.
    Some(answer(look::Look { facts: &facts, on: Some(at.1), ..judge.look(series, at.0) }))
}

impl Replay<'_, '_> {
    fn look(&self, look: Look) {
        let judge = self.judge;
        let Some(standing) = judge.stages.tracks().get(look.track).map(Standing::of) else { return };
        judge.stages.write(look.track, |track| track.last = Some((look.slot, look.day)));
        let ladder = &judge.book.ladders[standing.ladder];
        if self.stood_down(&standing, look) {
            return;
        }
        if look.corrected && self.take_back(&standing, ladder, look) {
            return;
        }
        if self.rise(&standing, ladder, look) {
            return;
        }
        self.fall(&standing, ladder, look);
    }

    /// True while a waiver stands the ladder down for it: it stands where everything begins, and nobody is told.
    fn stood_down(&self, standing: &Standing, look: Look) -> bool {
        let judge = self.judge;
        let waiver = {
            let tracks = judge.stages.tracks();
            let Some(track) = tracks.get(look.track) else { return false };
            let mut own = judge.book.waivers.iter().filter(|waiver| judge.stands_down(waiver, track));
            own.find(|waiver| waivers::is_agreed(waiver) && waivers::holds_on(waiver, look.day))
        };
        let words = waiver.map_or_else(String::new, |waiver| waivers::words(judge.book, waiver));
        if waiver.is_some() && !standing.stood_down && standing.stage != standing.resting {
            let grounds = Grounds { because: words.clone(), ..Grounds::default() };
            self.make(standing, look, MoveKind::StoodDown, standing.resting, grounds);
        }
        judge.stages.write(look.track, |track| track.stood_down = words);
        waiver.is_some()
    }

    /// Takes back a stage that was entered on a figure that was wrong, when its condition does not hold with the right
    /// one.
    fn take_back(&self, standing: &Standing, ladder: &Ladder, look: Look) -> bool {
        let Some((slot, before)) = standing.entering else { return false };
        let enter = standing.stage.and_then(|at| Some((at, ladder.stages.get(at)?.enter.as_ref()?)));
        let Some((stage, enter)) = enter else { return false };
        let then = Look { slot, ..look };
        if self.holds(standing, then, (Moving::Into(stage), Taken::AsIfDone), enter) != Truth::False {
            return false;
        }
        let because = "a figure it was entered on was wrong".to_owned();
        self.make(standing, look, MoveKind::Corrected, before, Grounds { because, ..Grounds::default() });
        true
    }

    /// Enters the highest stage above the one it is in whose condition holds.
    fn rise(&self, standing: &Standing, ladder: &Ladder, look: Look) -> bool {
        let above = standing.stage.map_or(0, |stage| stage + 1);
        for (at, stage) in ladder.stages.iter().enumerate().skip(above).rev() {
            let Some(enter) = &stage.enter else { continue };
            let moving = Moving::Into(at);
            if self.holds(standing, look, (moving, Taken::AsRecorded), enter) == Truth::True {
                let grounds = self.grounds(standing, look, moving, enter);
                self.make(standing, look, MoveKind::Entered, Some(at), grounds);
                return true;
            }
        }
        false
    }

    /// Leaves the stage it is in for a lower one, at most once on the figures of one period.
    fn fall(&self, standing: &Standing, ladder: &Ladder, look: Look) {
        let Some(stage) = standing.stage.filter(|_| standing.stage != standing.resting) else { return };
        let leaves = |at: usize| {
            let leave = ladder.stages.get(at)?.leave.as_ref()?;
            let held = self.holds(standing, look, (Moving::OutOf(at), Taken::AsRecorded), leave);
            (held == Truth::True).then_some(leave)
        };
        if standing.moved_on == Some(look.slot) || !standing.may_return(ladder) {
            return;
        }
        let Some(leave) = leaves(stage) else { return };
        let mut to = below(stage, standing.resting);
        while let Some(at) = to.filter(|at| !ladder.one_down && Some(*at) != standing.resting) {
            // Past every stage that it would leave too.
            if leaves(at).is_none() {
                break;
            }
            to = below(at, standing.resting);
        }
        let grounds = self.grounds(standing, look, Moving::OutOf(stage), leave);
        self.make(standing, look, MoveKind::Left, to, grounds);
    }

    /// What a move is made on, and the decision without which it would not have been made.
    fn grounds(&self, standing: &Standing, look: Look, moving: Moving, condition: &Condition) -> Grounds {
        let alone = (moving, Taken::WithoutDecisions);
        let by_rules = self.holds(standing, look, alone, condition) == Truth::True;
        let told = self.asked(standing, look, (moving, Taken::AsRecorded), |look| {
            let decision = look.decision_in(condition).and_then(decision);
            (look.say(condition), decision)
        });
        let (because, decision) = told.unwrap_or_default();
        if by_rules || decision.is_none() {
            return Grounds { because, ..Grounds::default() };
        }
        let without = self.asked(standing, look, alone, |look| look.tests_not_met(condition));
        Grounds { because, decision, without_decision: without.unwrap_or_default() }
    }

    fn holds(
        &self,
        standing: &Standing,
        look: Look,
        question: (Moving, Taken),
        condition: &Condition,
    ) -> Truth {
        self.asked(standing, look, question, |look| look.holds(condition)).unwrap_or(Truth::Unknown)
    }

    /// Asks with what was known on the day of the look.
    fn asked<T>(
        &self,
        standing: &Standing,
        look: Look,
        question: (Moving, Taken),
        answer: impl FnOnce(look::Look<'_, '_>) -> T,
    ) -> Option<T> {
        let at = (look.slot, look.day);
        let series = standing.from.series(self.judge)?;
        let end = series.rhythm.period(look.slot)?.end;
        let own = self.arrivals.get(look.track).is_none_or(|own| own.all_known(end, look.day));
        if own && self.everything.all_known(end, look.day) {
            return ask(self.judge, standing, at, question, answer);
        }
        if own && !self.reach.of(standing.ladder) {
            return ask(self.judge, standing, at, question, answer);
        }
        ask(&self.past.on(look.day), standing, at, question, answer)
    }

    fn make(&self, standing: &Standing, look: Look, kind: MoveKind, to: Option<usize>, grounds: Grounds) {
        let judge = self.judge;
        let ladder = &judge.book.ladders[standing.ladder];
        let Some((figures, during, next)) = periods(judge, standing, look) else { return };
        let (told, nobody) = match (kind, to.and_then(|at| ladder.stages.get(at))) {
            (MoveKind::Entered, Some(stage)) => told(judge, ladder, standing.climber, &stage.to),
            (MoveKind::Entered | MoveKind::Left | MoveKind::Corrected | MoveKind::StoodDown, _) => {
                (Vec::new(), Vec::new())
            }
        };
        let made = Move {
            on: look.day,
            figures,
            during,
            holds_from: ladder.from_next_period.then_some(next),
            from: standing.stage,
            to,
            kind,
            told,
            nobody,
            because: grounds.because,
            decision: grounds.decision,
            without_decision: grounds.without_decision,
        };
        if judge.stages.was_asked_after(&made) {
            judge.forget();
        }
        judge.stages.write(look.track, |track| track.moves.push((look.slot, made)));
    }
}

/// What a move is made on.
#[derive(Default)]
struct Grounds {
    because: String,
    decision: Option<Decision>,
    without_decision: Vec<String>,
}

/// The stage below, down to where everything begins.
fn below(stage: usize, resting: Option<usize>) -> Option<usize> {
    stage.checked_sub(1).or(resting)
}

/// The period of the figures, the one in which the move is made, and the one after that.
fn periods(judge: &Judge<'_>, standing: &Standing, look: Look) -> Option<(Period, Period, Period)> {
    let rhythm = standing.from.series(judge)?.rhythm;
    let slot = if look.is_news { look.slot } else { look.slot.max(rhythm.slot_of(look.day)) };
    Some((rhythm.period(look.slot)?, rhythm.period(slot)?, rhythm.period(slot + 1)?))
}

/// A decision as it is shown.
pub(super) fn decision(act: &Act) -> Option<Decision> {
    let because = act.because.clone().unwrap_or_default();
    Some(Decision { by: act.party?, on: act.on, because, source: act.cell.clone() })
}
