//! Peers: the figures of others for one period, what they make together, and a value's place among them.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::look::Look;
use super::outcome::Rank;
use super::words;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::base::suggest::listed;
use crate::data::{PlaceId, State};
use crate::model::{
    Benchmark, Grouping, Measure, OfPeers, Offset, PeerSet, PlaceTest, Position, Ranking, Window,
};

/// A measure, and the kind of group whose members are peers.
type Kind = (Id<Measure>, Id<Grouping>);

/// What was read of peers, kept because every one of them is held against all the others.
#[derive(Debug, Default)]
pub(super) struct PeersRead {
    circles: RefCell<FxHashMap<Kind, Rc<Circles>>>,
    /// By kind, circle and slot.
    fields: RefCell<FxHashMap<(Kind, usize, Slot), Rc<Known>>>,
}

/// The circles of one measure and kind of group.
#[derive(Debug, Default)]
struct Circles {
    of: FxHashMap<PlaceId, usize>,
    members: Vec<Vec<PlaceId>>,
}

/// The figures of one circle in one slot.
#[derive(Debug)]
struct Known {
    /// From the lowest to the highest.
    sorted: Vec<Exact>,
    total: Exact,
    /// Those whose figure is not known, in the order of places.
    unknown: Vec<(PlaceId, String)>,
}

impl Known {
    fn new(mut known: Vec<Exact>, unknown: Vec<(PlaceId, String)>) -> Self {
        known.sort();
        let total = known.iter().fold(Exact::zero(), |sum, value| sum.plus(value));
        Self { sorted: known, total, unknown }
    }
}

/// The figures of the others: those of a circle without one's own.
pub(super) struct Others {
    all: Rc<Known>,
    /// Where one's own figure stands among all.
    own: Option<usize>,
    /// One's own place, where it is one of the circle.
    place: Option<PlaceId>,
}

impl Others {
    pub(super) fn len(&self) -> usize {
        self.all.sorted.len() - usize::from(self.own.is_some())
    }

    /// From the lowest.
    fn get(&self, at: usize) -> Option<&Exact> {
        let skipped = self.own.is_some_and(|own| at >= own);
        self.all.sorted.get(at + usize::from(skipped))
    }

    /// Every figure, from the lowest.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Exact> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    fn own(&self) -> Option<&Exact> {
        self.all.sorted.get(self.own?)
    }

    /// How many are below a value, and how many are at most that.
    fn counts(&self, value: &Exact) -> (usize, usize) {
        let below = self.all.sorted.partition_point(|other| other < value);
        let up_to = self.all.sorted.partition_point(|other| other <= value);
        let own = |is: fn(&Exact, &Exact) -> bool| usize::from(self.own().is_some_and(|own| is(own, value)));
        (below - own(|own, value| own < value), up_to - own(|own, value| own <= value))
    }

    fn put_together(&self, window: Window) -> Option<Exact> {
        let count = |number: usize| Exact::from(i64::try_from(number).unwrap_or(i64::MAX));
        let total = || match self.own() {
            Some(own) => self.all.total.minus(own),
            None => self.all.total.clone(),
        };
        let last = self.len().checked_sub(1)?;
        match window {
            Window::Total => Some(total()),
            Window::Average => total().over(&count(self.len())),
            Window::Lowest => self.get(0).cloned(),
            Window::Highest => self.get(last).cloned(),
            Window::Median => self.get(last / 2)?.plus(self.get(self.len() / 2)?).over(&Exact::from(2)),
            Window::Pooled | Window::Latest => None,
        }
    }

    /// The figure that puts a value among the best so many per cent of these and itself.
    fn needed_for(&self, share: &Exact, higher: bool) -> Option<Exact> {
        let among = self.len() + 1;
        let last_place = (1..=among).rev().find(|place| is_within(*place, among, share))?;
        // Of all places, no figure is asked for.
        let from_the_best = last_place.checked_sub(1).filter(|_| last_place < among)?;
        let at = if higher { self.len().checked_sub(1 + from_the_best)? } else { from_the_best };
        self.get(at).cloned()
    }

    /// How many have a figure that is not known.
    fn unknown(&self) -> usize {
        let is_own = |place| self.all.unknown.binary_search_by_key(&place, |(place, _)| *place).is_ok();
        self.all.unknown.len() - usize::from(self.place.is_some_and(is_own))
    }

    /// What a figure made of them stands on.
    pub(super) fn said(&self) -> String {
        let count = |number| words::count(narrow(number), "peer");
        match self.unknown() {
            0 => format!("the target is reckoned from the figures of {}", count(self.len())),
            unknown => format!(
                "incomplete: the target is reckoned from the figures of {} of {}",
                self.len(),
                count(self.len() + unknown)
            ),
        }
    }

    fn unknown_said(&self, period: &Period) -> String {
        let names = self.all.unknown.iter().filter(|(place, _)| Some(*place) != self.place);
        let mut names: Vec<String> = names.take(3).map(|(_, title)| title.clone()).collect();
        let more = self.unknown() - names.len();
        if more > 0 {
            names.push(format!("{more} more"));
        }
        format!("no figure of {} for {period} is known", listed(&names, "and"))
    }
}

/// True when so many of all are no more than a share of them.
fn is_within(place: usize, among: usize, share: &Exact) -> bool {
    let exact = |number: usize| Exact::from(i64::try_from(number).unwrap_or(i64::MAX));
    exact(place).times(&Exact::from(100)) <= exact(among).times(share)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<'j, 'a> Look<'j, 'a> {
    /// Whose figures are meant, for this measure; none where it has no such peers.
    pub(super) fn resolved(self, peers: PeerSet) -> Option<PeerSet> {
        match peers {
            PeerSet::Own => match self.measure().by.first() {
                Some(grouping) => Some(PeerSet::Groups(*grouping)),
                None => {
                    let all = self.judge.book.benchmarks.iter();
                    let mut with_peers = all.filter(|(_, benchmark)| benchmark.peers.is_some());
                    with_peers.next().map(|(id, _)| PeerSet::Benchmark(id))
                }
            },
            PeerSet::Benchmark(_) | PeerSet::Groups(_) => Some(peers),
        }
    }

    /// The figures of the others for the period of this one; none where there are no others.
    pub(super) fn others(self, peers: PeerSet) -> Option<Others> {
        match self.resolved(peers)? {
            PeerSet::Benchmark(id) => self.others_of_benchmark(id),
            PeerSet::Groups(grouping) => self.other_groups(grouping),
            PeerSet::Own => None,
        }
    }

    /// The peers of a benchmark: those declared, and those that data bring.
    fn peer_names(self, benchmark: Id<Benchmark>) -> Vec<(String, String)> {
        let book = self.judge.book;
        let Some(peers) = &book.benchmarks[benchmark].peers else { return Vec::new() };
        let mut names: Vec<(String, String)> =
            peers.members.iter().map(|peer| (peer.id.clone(), peer.title.clone())).collect();
        if peers.from_data {
            let declared = book.comparators.map_or(&[][..], |id| book.groupings[id].members.as_slice());
            let brought = self.judge.comparators.names(self.series.measure).iter();
            let brought =
                brought.filter(|name| !declared.iter().any(|known| known.id.eq_ignore_ascii_case(name)));
            names.extend(brought.map(|name| (name.clone(), name.clone())));
        }
        names
    }

    /// True when the data have a figure of one of the peers of a benchmark for this measure.
    pub(super) fn has_figures_of_peers(self, benchmark: Id<Benchmark>) -> bool {
        let names = self.judge.comparators.names(self.series.measure);
        let is_known = |peer: &str| names.iter().any(|name| name.eq_ignore_ascii_case(peer));
        !names.is_empty() && self.peer_names(benchmark).iter().any(|(peer, _)| is_known(peer))
    }

    fn others_of_benchmark(self, benchmark: Id<Benchmark>) -> Option<Others> {
        let period = self.period()?;
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for (name, title) in self.peer_names(benchmark) {
            let row = self.of_other_in(&name, &period);
            let state = row.map(|row| self.judge.data.state(row));
            match row.and_then(|row| self.of_row(row)) {
                _ if state == Some(State::NotApplicable) => {}
                Some(value) => known.push(self.as_judged(value)),
                None => unknown.push((PlaceId::WHOLE, title)),
            }
        }
        (!known.is_empty() || !unknown.is_empty()).then(|| Others {
            all: Rc::new(Known::new(known, unknown)),
            own: None,
            place: None,
        })
    }

    /// A figure of another rounded as this measure's own are before they are judged.
    fn as_judged(self, value: Exact) -> Exact {
        let rounded = self.measure().list.as_ref().and_then(|list| list.rounded_to);
        rounded.map_or_else(|| value.clone(), |places| value.rounded(places))
    }

    fn other_groups(self, grouping: Id<Grouping>) -> Option<Others> {
        let circles = self.circles(grouping);
        let circle = *circles.of.get(&self.series.place)?;
        let all = self.field(grouping, circle, &circles);
        let own = Look { supposed: None, ..self }.value();
        let own = own.and_then(|value| all.sorted.binary_search(&value).ok());
        Some(Others { own, place: Some(self.series.place), all })
    }

    /// The circles of the measure's groups of one kind, parted once.
    fn circles(self, grouping: Id<Grouping>) -> Rc<Circles> {
        let kind = (self.series.measure, grouping);
        let read = &self.judge.peers.circles;
        let known = read.borrow().get(&kind).cloned();
        known.unwrap_or_else(|| {
            let groups = self.judge.of_measure(self.series.measure).iter();
            let parts = |place| Some(self.judge.places.place(place, self.judge.data)?.parts.as_slice());
            let groups = groups.filter_map(|series| Some((series.place, parts(series.place)?)));
            let made = Rc::new(circles(groups, grouping));
            read.borrow_mut().insert(kind, Rc::clone(&made));
            made
        })
    }

    /// The figures of a circle in this slot, read once.
    fn field(self, grouping: Id<Grouping>, circle: usize, circles: &Circles) -> Rc<Known> {
        let key = ((self.series.measure, grouping), circle, self.slot);
        let members = circles.members.get(circle).map_or(&[][..], Vec::as_slice);
        let look = Look { supposed: None, ..self };
        if self.on.is_some() {
            // What was known on an earlier day is not remembered.
            return Rc::new(look.circle(members));
        }
        let read = &self.judge.peers.fields;
        let known = read.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let made = Rc::new(look.circle(members));
            read.borrow_mut().insert(key, Rc::clone(&made));
            made
        })
    }

    /// The figures of all groups of a circle in this slot, but those it does not apply to and those not due yet.
    fn circle(self, members: &[PlaceId]) -> Known {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for place in members {
            let all = self.judge.of_measure(self.series.measure);
            let series =
                all.binary_search_by_key(place, |series| series.place).ok().and_then(|at| all.get(at));
            let Some(series) = series else { continue };
            let look = self.of(series, self.slot);
            let counts = match look.state() {
                Some(State::NotApplicable) => false,
                Some(_) => true,
                None => look.slot > series.last() && self.judge.is_due(series, look.slot),
            };
            match look.value().filter(|_| counts) {
                Some(value) => known.push(value),
                None if counts => unknown.push((*place, self.judge.title(*place))),
                None => {}
            }
        }
        Known::new(known, unknown)
    }

    /// How many of the others have to be known; none means all.
    fn needed(self, among: Ranking) -> Option<u32> {
        let declared = match self.resolved(among.peers) {
            Some(PeerSet::Benchmark(id)) => {
                self.judge.book.benchmarks[id].peers.as_ref().and_then(|peers| peers.known_at_least)
            }
            Some(PeerSet::Own | PeerSet::Groups(_)) | None => None,
        };
        among.known_at_least.or(declared)
    }

    /// The others, once enough of them are known.
    ///
    /// # Errors
    /// In words, when there are none or too few are known.
    pub(super) fn enough_others(self, among: Ranking) -> Result<Others, String> {
        let others =
            self.others(among.peers).ok_or_else(|| "there are no peers to compare with".to_owned())?;
        let period = self.period().ok_or_else(|| "there is no such period".to_owned())?;
        match self.needed(among) {
            None if others.unknown() == 0 => {}
            None => return Err(others.unknown_said(&period)),
            Some(least) if others.len() >= least as usize => {}
            Some(least) => {
                let known = match others.len() {
                    0 => format!("no figure of another for {period} is known"),
                    1 => format!("the figure of 1 other for {period} is known"),
                    known => format!("figures of {known} others for {period} are known"),
                };
                return Err(format!("{known}, and {least} are needed"));
            }
        }
        if others.len() == 0 { Err("there are no peers to compare with".to_owned()) } else { Ok(others) }
    }

    /// Its place among the others and itself.
    ///
    /// # Errors
    /// In words, when it cannot be told.
    pub(super) fn place_among(self, among: Ranking) -> Result<Rank, String> {
        let id = &self.measure().id;
        let higher = self.measure().higher_is_better;
        let higher = higher.ok_or_else(|| format!("nothing says which way is better for measure {id}"))?;
        let value = self.value().ok_or_else(|| {
            let period = self.period().map_or_else(String::new, |period| format!(" for {period}"));
            format!("there is no figure{period}")
        })?;
        let others = self.enough_others(among)?;
        let (below, up_to) = others.counts(&value);
        let better = if higher { others.len() - up_to } else { below };
        Ok(Rank {
            place: narrow(better + 1),
            joint: up_to > below,
            known: narrow(others.len() + 1),
            all: narrow(others.len() + others.unknown() + 1),
        })
    }

    /// Its place counted from the worst, which those that are equal share.
    fn place_from_the_worst(self, among: Ranking, rank: Rank) -> Option<u32> {
        let (below, up_to) = self.others(among.peers)?.counts(&self.value()?);
        let equal = narrow(up_to - below);
        Some(rank.known + 1 - rank.place - equal)
    }

    /// Whether its place is one of those asked for.
    pub(super) fn placed(self, among: Ranking, test: &PlaceTest) -> Option<bool> {
        let rank = self.place_among(among).ok()?;
        let all = rank.known as usize;
        Some(match test {
            PlaceTest::OrBetter(place) => rank.place <= *place,
            PlaceTest::OrWorse(place) => rank.place >= *place,
            PlaceTest::Best(share) => is_within(rank.place as usize, all, share),
            PlaceTest::Worst(share) => {
                is_within(self.place_from_the_worst(among, rank)? as usize, all, share)
            }
        })
    }

    /// The number of its place, or of the quarter that is in.
    pub(super) fn position(self, position: Position, among: Ranking, offset: Offset) -> Option<Exact> {
        let rank = self.offset(offset)?.place_among(among).ok()?;
        Some(Exact::from(i64::from(match position {
            Position::Rank => rank.place,
            Position::Quartile => rank.quartile(),
        })))
    }

    /// A figure made of those of the others.
    ///
    /// # Errors
    /// In words, when it cannot be told.
    pub(super) fn of_peers(
        self,
        peers: PeerSet,
        what: &OfPeers,
        known_at_least: Option<u32>,
    ) -> Result<Exact, String> {
        let among = Ranking { peers, known_at_least };
        let others = self.enough_others(among)?;
        match what {
            OfPeers::Window(window) => {
                others.put_together(*window).ok_or_else(|| "there are no peers to compare with".to_owned())
            }
            OfPeers::Best(share) => {
                let higher = self.measure().higher_is_better;
                let higher = higher.ok_or_else(|| "nothing says which way is better".to_owned())?;
                others.needed_for(share, higher).ok_or_else(|| {
                    let all = others.len() + 1;
                    format!("among {all} no place is in the best {}%", share.text())
                })
            }
        }
    }
}

/// The circles of a measure: its groups of one kind that are alike in every other kind.
fn circles<'p>(
    groups: impl Iterator<Item = (PlaceId, &'p [(Id<Grouping>, String)])>,
    grouping: Id<Grouping>,
) -> Circles {
    let mut circles = Circles::default();
    let mut numbers: FxHashMap<Vec<(Id<Grouping>, String)>, usize> = FxHashMap::default();
    for (place, parts) in groups {
        if !parts.iter().any(|(kind, _)| *kind == grouping) {
            continue;
        }
        let rest: Vec<_> = parts.iter().filter(|(kind, _)| *kind != grouping).cloned().collect();
        let next = circles.members.len();
        let number = *numbers.entry(rest).or_insert(next);
        if number == next {
            circles.members.push(Vec::new());
        }
        circles.of.insert(place, number);
        if let Some(members) = circles.members.get_mut(number) {
            members.push(place);
        }
    }
    circles
}
