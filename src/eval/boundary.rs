//! Where a level begins: the values just at and beside every figure that a decision list compares with.

use super::judge::Graded;
use super::look::{Look, Supposed};
use super::outcome::GoalUsed;
use super::words;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::model::{
    Bound, Condition, DecisionList, Expression, Offset, Quantity, Rating, Reference, Tolerance,
};

/// A value and the level it would have.
struct Sample {
    value: Exact,
    level: u8,
}

/// What values would give other levels, and what target would, each a short sentence.
pub(super) fn smallest_changes(look: Look<'_, '_>) -> Vec<String> {
    let (Some(list), Graded::Level(now)) = (&look.measure().list, look.grade()) else { return Vec::new() };
    let rating = &look.judge.book.ratings[list.rating];
    let samples = samples(look, list);
    let levels =
        (0..rating.levels.len()).filter_map(|at| u8::try_from(at).ok()).filter(|level| *level != now);
    let mut sentences: Vec<String> =
        levels.filter_map(|level| sentence(look, &samples, level, now, rating)).collect();
    sentences.extend(other_target(look, now, rating));
    sentences
}

/// `787 or fewer would be amber`, for one level; none where no value near any figure gives it.
pub(super) fn would_be(look: Look<'_, '_>, level: u8) -> Option<String> {
    let list = look.measure().list.as_ref()?;
    let Graded::Level(now) = look.grade() else { return None };
    sentence(look, &samples(look, list), level, now, &look.judge.book.ratings[list.rating])
}

fn sentence(look: Look<'_, '_>, samples: &[Sample], level: u8, now: u8, rating: &Rating) -> Option<String> {
    let value = look.value()?;
    let distance = |sample: &&Sample| sample.value.minus(&value).magnitude();
    let nearest = samples.iter().filter(|sample| sample.level == level).min_by_key(distance)?;
    let upward = nearest.value > value;
    let beyond = || {
        samples
            .iter()
            .filter(|one| if upward { one.value > nearest.value } else { one.value < nearest.value })
    };
    let unit = look.unit();
    let shown = words::number(&nearest.value, unit);
    let word = rating.word(level);
    let (further, tail) = if level < now {
        (beyond().all(|one| one.level <= level), " or better")
    } else {
        (beyond().all(|one| one.level >= level), " or worse")
    };
    Some(if beyond().all(|one| one.level == level) {
        format!("{} would be {word}", words::onward(&shown, upward, unit))
    } else if further {
        format!("{} would be {word}{tail}", words::onward(&shown, upward, unit))
    } else {
        format!("{shown} would be {word}")
    })
}

/// The level of every value that lies at or beside a boundary.
fn samples(look: Look<'_, '_>, list: &DecisionList) -> Vec<Sample> {
    let mut boundaries = Vec::new();
    list.lines.iter().chain(&list.caps).for_each(|line| collect(look, &line.when, &mut boundaries));
    let places = grid(look, &boundaries);
    let step = Exact::decimal(1, places);
    let mut values: Vec<Exact> = Vec::with_capacity(boundaries.len() * 3);
    for boundary in &boundaries {
        let mut below = boundary.rounded(places);
        if below > *boundary {
            below = below.minus(&step);
        }
        values.extend([below.minus(&step), below.plus(&step), below]);
    }
    let allowed = believable(look);
    values.retain(|value| allowed(value));
    values.sort();
    values.dedup();
    let graded = values.into_iter().map(|value| (supposing(look, Some(value.clone()), None), value));
    graded.filter_map(|(level, value)| Some(Sample { value, level: level? })).collect()
}

fn supposing(look: Look<'_, '_>, value: Option<Exact>, target: Option<Exact>) -> Option<u8> {
    let supposed = Supposed { value, target, ..Supposed::at(look) };
    match (Look { supposed: Some(&supposed), ..look }).grade() {
        Graded::Level(level) => Some(level),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
    }
}

/// Decimal places of the smallest step: as the value was written; of a percentage also as finely as the figures it is
/// held against.
fn grid(look: Look<'_, '_>, boundaries: &[Exact]) -> u8 {
    // A quotient has no last written place; tenths are fine enough to tell levels apart.
    let own = if look.value().and_then(|value| value.places()).is_some() { look.places().min(6) } else { 1 };
    if look.unit().kind != Kind::Percent {
        return own;
    }
    let written = boundaries.iter().filter_map(Exact::places).filter(|places| *places <= 2);
    written.max().unwrap_or(0).max(own)
}

/// Leaves out values that cannot be: below nought, above 100%.
fn believable(look: Look<'_, '_>) -> impl Fn(&Exact) -> bool {
    let value = look.value().unwrap_or_else(Exact::zero);
    let (negative, above) = (value.is_negative(), value > Exact::from(100));
    let percent = look.unit().kind == Kind::Percent;
    move |value| (negative || !value.is_negative()) && (!percent || above || *value <= Exact::from(100))
}

/// Every figure at which a condition may change.
fn collect(look: Look<'_, '_>, condition: &Condition, found: &mut Vec<Exact>) {
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
            found.extend(look.ends(&Reference::Target).into_iter().flat_map(<[Exact; 2]>::from))
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
            found.extend(others.iter().flat_map(super::peers::Others::figures).cloned());
        }
        Condition::Compare { left, right, .. } => {
            let other = if is_value(left) { right } else { left };
            if is_value(left) || is_value(right) {
                found.extend(look.amount_of(other));
            }
        }
        Condition::Level(..)
        | Condition::Forecast(..)
        | Condition::Statistical(..)
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

fn is_value(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
    )
}

fn around(look: Look<'_, '_>, of: &Reference, by: Option<&Tolerance>, found: &mut Vec<Exact>) {
    let by = by.map_or(Some(Exact::zero()), |by| look.tolerance(by));
    let Some(by) = by else { return };
    for end in look.ends(of).into_iter().flat_map(<[Exact; 2]>::from) {
        found.extend([end.minus(&by), end.plus(&by)]);
    }
}

/// `the target would have to be 73.7% or less for it to be green as it stands`.
fn other_target(look: Look<'_, '_>, now: u8, rating: &Rating) -> Option<String> {
    let value = look.value()?;
    let force = look.in_force();
    let GoalUsed::Limit { bound, .. } = force.goal()? else { return None };
    let step = Exact::decimal(1, look.places());
    let (target, words) = match bound {
        Bound::AtLeast => (value.clone(), "or lower"),
        Bound::AtMost => (value.clone(), "or higher"),
        Bound::Above => (value.minus(&step), "or lower"),
        Bound::Below => (value.plus(&step), "or higher"),
    };
    let level = supposing(look, None, Some(target.clone())).filter(|level| *level < now)?;
    let target = words::number(&target, look.unit());
    Some(format!(
        "the target would have to be {target} {words} for it to be {} as it stands",
        rating.word(level)
    ))
}
