//! How everything stands in the report: the stage of each thing, how it came there, and what holds it where it is.

use rustc_hash::FxHashMap;

use super::climbers::{is_observer, members};
use super::log::Track;
use super::records::{Moving, Taken};
use super::replay::{Standing, ask, decision};
use crate::base::arena::Id;
use crate::data::{PlaceId, What};
use crate::eval::judge::Judge;
use crate::eval::outcome::{Climber, Decision, Outcome, Position, Truth};
use crate::eval::timeline::SeriesTimeline;
use crate::model::{Condition, Ladder, Measure};

/// The position of every thing on every ladder, with the results it stands beside.
pub(in crate::eval) fn positions(judge: &Judge<'_>, results: &[Outcome]) -> Vec<Position> {
    let beside = Beside::new(results);
    let tracks = judge.stages.tracks();
    tracks
        .iter()
        .map(|track| Position { results: beside.of(judge, track), ..position(judge, track) })
        .collect()
}

/// The positions that stand beside one result, without the results.
pub(in crate::eval) fn of_result(judge: &Judge<'_>, outcome: &Outcome) -> Vec<Position> {
    let beside = Beside::new(std::slice::from_ref(outcome));
    let tracks = judge.stages.tracks();
    let own = tracks.iter().filter(|track| !beside.of(judge, track).is_empty());
    own.map(|track| position(judge, track)).collect()
}

/// Which results stand where.
struct Beside {
    at: FxHashMap<(Id<Measure>, PlaceId), usize>,
}

impl Beside {
    fn new(results: &[Outcome]) -> Self {
        let all = results.iter().enumerate();
        Self { at: all.map(|(at, result)| ((result.measure, result.place), at)).collect() }
    }

    /// A stage stands beside the result of its own measure or group; that of a board or a theme beside none.
    fn of(&self, judge: &Judge<'_>, track: &Track) -> Vec<usize> {
        let mut found: Vec<usize> = match track.climber {
            Climber::Measure(id, place) => self.at.get(&(id, place)).copied().into_iter().collect(),
            Climber::Group(place) => {
                let own = members(judge, &judge.book.ladders[track.ladder], track.climber);
                let own = own.filter(|series| series.place == place);
                own.filter_map(|series| self.at.get(&(series.measure, series.place)).copied()).collect()
            }
            Climber::Board(_) | Climber::Theme(_) | Climber::Book => Vec::new(),
        };
        found.sort_unstable();
        found
    }
}

fn position(judge: &Judge<'_>, track: &Track) -> Position {
    let ladder = &judge.book.ladders[track.ladder];
    let name = name(judge, track.climber);
    let now = track.stage();
    let stage = if ladder.from_next_period { as_period_began(judge, track) } else { now };
    Position {
        id: format!("{}/{name}", ladder.id),
        ladder: track.ladder,
        climber: track.climber,
        name,
        stage,
        next: (stage != now).then_some(now),
        moves: track.moves.iter().map(|(_, made)| made.clone()).collect(),
        stays: stays(judge, track, ladder),
        waits: waits(judge, track, ladder),
        unused: unused(judge, track),
        stood_down: track.stood_down.clone(),
        results: Vec::new(),
    }
}

/// What readers call a thing: an id for what has one.
fn name(judge: &Judge<'_>, climber: Climber) -> String {
    let book = judge.book;
    match climber {
        Climber::Measure(id, PlaceId::WHOLE) => book.measures[id].id.clone(),
        Climber::Measure(id, place) => format!("{} {}", book.measures[id].id, judge.label(place)),
        Climber::Board(party) => book.parties[party].id.clone(),
        Climber::Theme(theme) => book.themes[theme].id.clone(),
        Climber::Group(place) => judge.label(place),
        Climber::Book => "the whole book".to_owned(),
    }
}

/// The stage as the period of the figures in the report began.
fn as_period_began(judge: &Judge<'_>, track: &Track) -> Option<usize> {
    let series = track.from.series(judge);
    let newest = |series: &SeriesTimeline| if is_observer(series) { series.expected } else { series.report };
    let period = series.and_then(|series| series.rhythm.period(newest(series)));
    period.map_or(track.resting, |period| track.stage_before(period.start, None))
}

/// Each test for leaving that is not met; none where nothing says when it is left, or where it cannot be.
fn stays(judge: &Judge<'_>, track: &Track, ladder: &Ladder) -> Vec<String> {
    let (Some(stage), Some(last)) = (track.stage(), track.last) else { return Vec::new() };
    let leave = ladder.stages.get(stage).and_then(|stage| stage.leave.as_ref());
    let Some(leave) = leave.filter(|_| Some(stage) != track.resting && track.stood_down.is_empty()) else {
        return Vec::new();
    };
    let standing = Standing::of(track);
    let question = (Moving::OutOf(stage), Taken::AsRecorded);
    let tests = ask(judge, &standing, last, question, |look| look.tests_not_met(leave));
    let tests = tests.unwrap_or_default();
    if tests.is_empty() && !standing.may_return(ladder) {
        return vec!["it has gone down as often as it may".to_owned()];
    }
    tests
}

/// The higher stages that only an act or a decision keeps it from, and what they wait for.
fn waits(judge: &Judge<'_>, track: &Track, ladder: &Ladder) -> Vec<(usize, String)> {
    let Some(last) = track.last.filter(|_| track.stood_down.is_empty()) else { return Vec::new() };
    let standing = Standing::of(track);
    let above = track.stage().map_or(0, |stage| stage + 1);
    let holds = |at, taken, enter: &Condition| {
        ask(judge, &standing, last, (Moving::Into(at), taken), |look| look.holds(enter))
    };
    let higher = ladder.stages.iter().enumerate().skip(above);
    let waiting = higher.filter_map(|(at, stage)| {
        let enter = stage.enter.as_ref()?;
        if holds(at, Taken::AsIfDone, enter)? != Truth::True {
            return None;
        }
        let question = (Moving::Into(at), Taken::AsRecorded);
        let tests = ask(judge, &standing, last, question, |look| look.tests_not_met(enter))?;
        (!tests.is_empty()).then(|| (at, tests.join("; ")))
    });
    waiting.collect()
}

/// Decisions about a thing on its ladder by which it was not moved.
fn unused(judge: &Judge<'_>, track: &Track) -> Vec<Decision> {
    let about = |what: What| match what {
        What::MovesTo { ladder, .. } | What::Leaves { ladder } => ladder == track.ladder,
        What::Happened { .. } => false,
    };
    let acts = track.acts.iter().filter_map(|at| judge.acts.get(*at));
    let known = acts.filter(|act| about(act.what) && act.known_on() <= judge.as_of());
    let decisions = known.filter_map(decision);
    let used = |one: &Decision| {
        track.moves.iter().any(|(_, made)| made.decision.as_ref().is_some_and(|d| d.source == one.source))
    };
    decisions.filter(|one| !used(one)).collect()
}
