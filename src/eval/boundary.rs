//! Where a level begins: the exact figures at which a decision list gives another level, in sentences that hold for
//! every value.

use super::edges::{self, Edge, Stretch};
use super::judge::Graded;
use super::look::{Look, Supposed};
use super::outcome::GoalUsed;
use super::timeline::Made;
use super::words;
use crate::base::exact::Exact;
use crate::base::unit::{Kind, TimeUnit, Unit};
use crate::model::{Bound, Condition, DecisionList, Rating, Reference, Tolerance};

/// What values would give other levels, and what target would, each a short sentence.
pub(super) fn smallest_changes(look: Look<'_, '_>) -> Vec<String> {
    let (Some(list), Graded::Level(now)) = (&look.measure().list, look.grade()) else { return Vec::new() };
    let rating = &look.judge.book.ratings[list.rating];
    let stretches = stretches(look, list);
    let levels =
        (0..rating.levels.len()).filter_map(|at| u8::try_from(at).ok()).filter(|level| *level != now);
    let mut sentences: Vec<String> = levels
        .flat_map(|level| sentences(look, &stretches, level, now, rating))
        .map(|(_, said)| said)
        .collect();
    sentences.extend(other_target(look, now, rating));
    sentences
}

/// `787 or fewer would be amber`, for one level; none where no value near any figure gives it.
pub(super) fn would_be(look: Look<'_, '_>, level: u8) -> Option<String> {
    let list = look.measure().list.as_ref()?;
    let Graded::Level(now) = look.grade() else { return None };
    let rating = &look.judge.book.ratings[list.rating];
    let said = sentences(look, &stretches(look, list), level, now, rating);
    said.into_iter().min_by(|one, other| one.0.cmp(&other.0)).map(|(_, said)| said)
}

/// What is said of one level to each side of the value, with how far off it begins.
fn sentences(
    look: Look<'_, '_>,
    all: &[Stretch],
    level: u8,
    now: u8,
    rating: &Rating,
) -> Vec<(Exact, String)> {
    let Some(value) = look.value() else { return Vec::new() };
    let (unit, word) = (look.unit(), rating.word(level));
    let told = |upward: bool| {
        let to_side = || all.iter().filter(|one| one.is_beyond(&value, upward));
        let mine = to_side().filter(|one| one.level == Some(level));
        let nearest = mine.min_by_key(|one| one.distance(&value, upward))?;
        let (near, far) = nearest.edges(upward);
        let near = near?;
        let beyond: Vec<Option<u8>> =
            to_side().filter(|one| one.is_after(nearest, upward)).map(|one| one.level).collect();
        let whether = |test: &dyn Fn(u8) -> bool| beyond.iter().all(|one| one.is_some_and(test));
        let tail = if whether(&|one| one == level) {
            Some("")
        } else if level < now && whether(&|one| one <= level) {
            Some(" or better")
        } else {
            (level > now && whether(&|one| one >= level)).then_some(" or worse")
        };
        let said = match (tail, far) {
            (Some(tail), _) => format!("{} would be {word}{tail}", near.words(upward, unit)),
            (None, Some(far)) if far.at == near.at => {
                format!("{} would be {word}", words::edge(&near.at, unit))
            }
            (None, Some(far)) => {
                let but = if far.included { "but not " } else { "but " };
                let far = words::past(&words::edge(&far.at, unit), upward == far.included, unit);
                format!("{} {but}{far} would be {word}", near.words(upward, unit))
            }
            (None, None) => format!("{} would be {word}", near.words(upward, unit)),
        };
        Some((nearest.distance(&value, upward), said))
    };
    [false, true].into_iter().filter_map(told).collect()
}

impl Edge {
    fn words(&self, upward: bool, unit: &Unit) -> String {
        let shown = words::edge(&self.at, unit);
        if self.included { words::onward(&shown, upward, unit) } else { words::past(&shown, upward, unit) }
    }
}

/// The level of every value, in stretches from the lowest value to the highest.
fn stretches(look: Look<'_, '_>, list: &DecisionList) -> Vec<Stretch> {
    let mut found = Found { figures: Vec::new(), is_all: true };
    list.lines.iter().chain(&list.caps).for_each(|line| collect(look, &line.when, &mut found));
    let mut figures = found.figures;
    if let Some(places) = list.rounded_to {
        // A value is rounded before it is judged, so a level begins half a step to one side.
        let halves = |figure: &Exact| {
            let near = figure.rounded(places);
            [-3, -1, 1, 3].map(|half| near.plus(&Exact::decimal(half, places).percent(&Exact::from(50))))
        };
        let more: Vec<Exact> = figures.iter().flat_map(halves).collect();
        figures.extend(more);
    }
    let level = |value: &Exact| supposing(look, Some(value.clone()), None);
    let (low, high) = believable(look);
    let stretches = edges::stretches(figures, (low, high), found.is_all, level);
    if is_whole(look) { edges::of_whole_numbers(stretches) } else { stretches }
}

fn supposing(look: Look<'_, '_>, value: Option<Exact>, target: Option<Exact>) -> Option<u8> {
    let supposed = Supposed { value, target, ..Supposed::at(look) };
    match (Look { supposed: Some(&supposed), ..look }).grade() {
        Graded::Level(level) => Some(level),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
    }
}

/// True where the values surely go up by ones: days, and things counted of which none was ever a part of one.
fn is_whole(look: Look<'_, '_>) -> bool {
    let unit = look.unit();
    match unit.kind {
        Kind::Date => return true,
        Kind::Count => {}
        Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Rating => return false,
    }
    let measured =
        unit.words.split_whitespace().any(|word| word == "per" || TimeUnit::from_word(word).is_some());
    let counted = match look.series.made {
        Made::Submitted | Made::Whole | Made::Total => !measured,
        Made::Gap | Made::Computed | Made::Worst | Made::Composite | Made::Excluded(_) => false,
    };
    counted && look.back().filter_map(Look::value).all(|value| value.is_whole())
}

/// The least and the greatest value that can be: not below nought, not above 100%.
fn believable(look: Look<'_, '_>) -> (Option<Exact>, Option<Exact>) {
    let value = look.value().unwrap_or_else(Exact::zero);
    let low = (!value.is_negative()).then(Exact::zero);
    let hundred = Exact::from(100);
    let high = (look.unit().kind == Kind::Percent && value <= hundred).then_some(hundred);
    let (least, most) = look.measure().plausible.clone().unzip();
    let (least, most) = (least.filter(|least| value >= *least), most.filter(|most| value <= *most));
    (least.or(low), most.or(high))
}

/// Figures at which a level may begin; not all of them where a level hangs on a value in another way.
struct Found {
    figures: Vec<Exact>,
    is_all: bool,
}

impl Found {
    /// Adds the value at which `over` is nought, which may itself go by the value.
    fn crossing(&mut self, look: Look<'_, '_>, over: impl Fn(Look<'_, '_>) -> Option<Exact>) {
        let from = look.value().unwrap_or_else(Exact::zero).rounded(0);
        let probes = [0, 1, 2, 17, 101].map(|more| from.plus(&Exact::from(more)));
        let at = |value: &Exact| {
            let supposed = Supposed { value: Some(value.clone()), ..Supposed::at(look) };
            over(Look { supposed: Some(&supposed), ..look })
        };
        let [first, second, ..] = probes.each_ref().map(at);
        let (Some(first), Some(second)) = (first, second) else {
            self.is_all &= probes.iter().all(|probe| at(probe).is_none());
            return;
        };
        let slope = second.minus(&first);
        let straight = |probe: &Exact| at(probe) == Some(first.plus(&slope.times(&probe.minus(&from))));
        if !probes.iter().all(straight) {
            self.is_all = false;
        } else if let Some(steps) = first.over(&slope) {
            self.figures.push(from.minus(&steps));
        }
    }
}

/// Every figure at which a condition may change.
fn collect(look: Look<'_, '_>, condition: &Condition, found: &mut Found) {
    match condition {
        Condition::All(several) | Condition::Any(several) => {
            several.iter().for_each(|one| collect(look, one, found));
        }
        Condition::Not(one) => collect(look, one, found),
        Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::FirstTime { condition, .. }
        | Condition::Named { condition, .. }
        | Condition::InLast { condition, .. } => collect(look, condition, found),
        Condition::Status(..) | Condition::OutsideRange { .. } => {
            around(look, &Reference::Target, None, found);
        }
        Condition::Within { of, worse, better, .. } => {
            around(look, of, Some(worse), found);
            around(look, of, better.as_ref(), found);
        }
        Condition::Than { reference, by_more_than, .. } => {
            around(look, reference, by_more_than.as_ref(), found)
        }
        Condition::Moves { since, by_more_than, .. } => {
            around(look, &super::condition::since_reference(*since), by_more_than.as_ref(), found);
        }
        Condition::Placed { among, .. } => {
            let others = look.others(among.peers);
            found.figures.extend(others.iter().flat_map(super::peers::Others::figures).cloned());
        }
        Condition::Compare { left, right, .. } => {
            found.crossing(look, |look| Some(look.amount_of(left)?.minus(&look.amount_of(right)?)));
        }
        Condition::Forecast(..) | Condition::Statistical(..) => found.is_all = false,
        Condition::Level(..)
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::InTime { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::OnRecord(..) => {}
    }
}

/// The value that lies a tolerance to either side of a reference; of a range, of both its ends.
fn around(look: Look<'_, '_>, of: &Reference, by: Option<&Tolerance>, found: &mut Found) {
    let by = |look: Look<'_, '_>| by.map_or(Some(Exact::zero()), |by| look.tolerance(by));
    if matches!(of, Reference::Target)
        && let Some(GoalUsed::Between { low, high }) = look.in_force().goal()
    {
        // Which end a share is taken of changes in the middle, so each end is asked at itself.
        for end in [low, high] {
            let supposed = Supposed { value: Some(end.clone()), ..Supposed::at(look) };
            if let Some(by) = by(Look { supposed: Some(&supposed), ..look }) {
                found.figures.extend([end.minus(&by), end.plus(&by)]);
            }
        }
        found.figures.push(low.plus(high).percent(&Exact::from(50)));
        return;
    }
    for side in [Exact::from(-1), Exact::from(1)] {
        found.crossing(look, |look| {
            let figure = look.reference(of)?.plus(&by(look)?.times(&side));
            Some(look.value()?.minus(&figure))
        });
    }
}

/// `the target would have to be 73.7% or lower for it to be green as it stands`.
fn other_target(look: Look<'_, '_>, now: u8, rating: &Rating) -> Option<String> {
    let value = look.value()?;
    let force = look.in_force();
    let GoalUsed::Limit { bound, .. } = force.goal()? else { return None };
    // A strict target has to lie beyond the value itself, by however little.
    let little = Exact::decimal(1, 12);
    let target = words::edge(&value, look.unit());
    let (supposed, words) = match bound {
        Bound::AtLeast => (value.clone(), format!("{target} or lower")),
        Bound::AtMost => (value.clone(), format!("{target} or higher")),
        Bound::Above => (value.minus(&little), format!("lower than {target}")),
        Bound::Below => (value.plus(&little), format!("higher than {target}")),
    };
    let level = supposing(look, None, Some(supposed)).filter(|level| *level < now)?;
    Some(format!("the target would have to be {words} for it to be {} as it stands", rating.word(level)))
}
