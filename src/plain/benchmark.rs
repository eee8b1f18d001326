//! Benchmarks, peers and places in words: `benchmark "England average"`, `joint 4th of 6`.

use super::{Context, expression};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::unit::Unit;
use crate::eval::outcome::{Amount, BenchmarkSeen, PlaceSeen, Rank};
use crate::model::{Benchmark, Measure, OfPeers, Offset, PeerSet, PlaceTest, Position, Ranking, RuleBook};

/// `benchmark "England average" for the same period`.
#[must_use]
pub fn benchmark(
    of: Id<Benchmark>,
    measure: Option<Id<Measure>>,
    when: Option<Offset>,
    context: Context<'_>,
) -> String {
    let whose =
        measure.map_or_else(String::new, |id| format!(" of measure {}", context.book.measures[id].id));
    let when = match when {
        None => String::new(),
        Some(Offset::Now) => " for the same period".to_owned(),
        Some(offset @ (Offset::Before | Offset::LastYear | Offset::Named(_))) => {
            format!(" in {}", expression::offset(offset, context))
        }
    };
    format!("benchmark \"{}\"{whose}{when}", context.book.benchmarks[of].title)
}

/// `peers`, `benchmark "Similar areas"`, `groups site`.
#[must_use]
pub fn peers(of: PeerSet, book: &RuleBook) -> String {
    match of {
        PeerSet::Own => "peers".to_owned(),
        PeerSet::Benchmark(id) => format!("benchmark \"{}\"", book.benchmarks[id].title),
        PeerSet::Groups(id) => format!("groups {}", book.groupings[id].id),
    }
}

/// `of those known at least 4`; nothing where all have to be.
#[must_use]
pub(super) fn known(least: Option<u32>) -> String {
    least.map_or_else(String::new, |least| format!(" of those known at least {least}"))
}

/// `the median of peers`.
#[must_use]
pub fn of_peers(whose: PeerSet, what: &OfPeers, least: Option<u32>, book: &RuleBook) -> String {
    let (whose, known) = (peers(whose, book), known(least));
    match what {
        OfPeers::Window(window) => {
            format!("the {} of {whose}{known}", super::reckoning::window_word(*window))
        }
        OfPeers::Best(share) => format!("the figure to be {}{known}", best(share, &whose)),
    }
}

/// `in the best 25% of peers`.
#[must_use]
pub fn best(share: &Exact, whose: &str) -> String {
    format!("in the best {} of {whose}", part(share))
}

/// `25%`; a third has no decimals that would say it.
fn part(share: &Exact) -> String {
    let third = Exact::from(100).over(&Exact::from(3));
    if third.as_ref() == Some(share) { "third".to_owned() } else { format!("{}%", share.text()) }
}

/// `rank of peers`.
#[must_use]
pub fn position(of: Position, among: Ranking, when: Offset, context: Context<'_>) -> String {
    let word = match of {
        Position::Rank => "rank",
        Position::Quartile => "quartile",
    };
    let when = match when {
        Offset::Now => String::new(),
        Offset::Before | Offset::LastYear | Offset::Named(_) => {
            format!(" in {}", expression::offset(when, context))
        }
    };
    format!("{word} among {}{}{when}", peers(among.peers, context.book), known(among.known_at_least))
}

/// `in the best 25% of peers`, `ranked 3rd or better among peers`.
#[must_use]
pub fn placed(among: Ranking, test: &PlaceTest, book: &RuleBook) -> String {
    let whose = peers(among.peers, book);
    let known = known(among.known_at_least);
    match test {
        PlaceTest::OrBetter(place) => format!("ranked {} or better among {whose}{known}", ordinal(*place)),
        PlaceTest::OrWorse(place) => format!("ranked {} or worse among {whose}{known}", ordinal(*place)),
        PlaceTest::Best(share) => format!("{}{known}", best(share, &whose)),
        PlaceTest::Worst(share) => format!("in the worst {} of {whose}{known}", part(share)),
    }
}

/// `1st`, `22nd`, `13th`.
#[must_use]
pub fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        (_, _) => "th",
    };
    format!("{number}{ending}")
}

/// `joint 4th of 6`; `2nd of the 5 known of 6` where some are not known.
#[must_use]
pub fn rank(of: &Rank) -> String {
    let joint = if of.joint { "joint " } else { "" };
    let among =
        if of.known < of.all { format!("the {} known of {}", of.known, of.all) } else { of.all.to_string() };
    format!("{joint}{} of {among}", ordinal(of.place))
}

/// `joint 4th of 6; up 2 places since 2016/17 (improving)`, or that the place is not yet available.
#[must_use]
pub fn place(of: &PlaceSeen) -> String {
    let Some(now) = &of.rank else { return "not yet available".to_owned() };
    let Some((period, before)) = &of.before else { return rank(now) };
    let moved = match i64::from(before.place) - i64::from(now.place) {
        0 => format!("the same place as in {period}"),
        up @ 1.. => format!("up {} since {period} (improving)", places(up)),
        down => format!("down {} since {period} (worsening)", places(-down)),
    };
    format!("{}; {moved}", rank(now))
}

fn places(number: i64) -> String {
    if number == 1 { "1 place".to_owned() } else { format!("{number} places") }
}

/// `24% in 2017/18 (the value is 4 points below it)`; none where its figure is not known.
#[must_use]
pub fn seen(of: &BenchmarkSeen, unit: &Unit) -> Option<String> {
    let figure = of.figure.as_ref()?;
    let Amount::Number { value, places } = &figure.amount else { return None };
    let shown = format!("{} in {}", unit.show_places(value, *places), figure.period);
    let Some(difference) = &of.difference else { return Some(shown) };
    let whose = if of.of_last_known { "the last known figure" } else { "the value" };
    let stands = match (difference.is_zero(), difference.is_negative()) {
        (true, _) => "level with it".to_owned(),
        (false, true) => format!("{} below it", unit.show_difference(&difference.magnitude())),
        (false, false) => format!("{} above it", unit.show_difference(difference)),
    };
    Some(format!("{shown} ({whose} is {stands})"))
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn places_are_said_as_people_say_them() {
        let said: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 112, 123].into_iter().map(ordinal).collect();
        assert_eq!(said.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 112th 123rd");
    }
}
