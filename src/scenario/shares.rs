//! Themes and boards rated by their share on target: so many of so many measures on target, about each cut point.

use std::collections::BTreeSet;

use super::boundaries::Setting;
use super::run::members;
use super::settings::newest;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::eval::outcome::{Assessment, ShareStatus, Truth};
use crate::eval::{Only, share_level};
use crate::model::scenario::{Expect, Expectation, GivenFigure, ReportMade, Scenario};
use crate::model::{Measure, RuleBook, ShareOf, ShareRating};

/// A measure with figures of which it is known that they are on target, and off it.
struct Member {
    good: Vec<GivenFigure>,
    bad: Vec<GivenFigure>,
}

/// Scenarios for one theme or board: for each cut point the shares at it, next below it and next above it.
pub(super) fn scenarios(book: &RuleBook, at: usize) -> Vec<Scenario> {
    let Some(share) = book.shares.get(at) else { return Vec::new() };
    let own = members(book, share.whose);
    let only = Only { totals: true, ..Only::of(book, own.iter().copied().collect()) };
    let usable: Vec<(Member, Setting)> = own.iter().filter_map(|id| member(book, *id)).collect();
    let Some((_, setting)) = usable.first() else { return Vec::new() };
    let setting = Setting { only, ..setting.clone() };
    let parts: Vec<&Member> = usable.iter().map(|(member, _)| member).collect();
    let mut made = Vec::new();
    let mut done = BTreeSet::new();
    for (on_target, of) in counts(share, parts.len()) {
        if !done.insert((on_target, of)) {
            continue;
        }
        let given = parts.iter().take(of).enumerate();
        let figures =
            given.flat_map(|(at, one)| if at < on_target { one.good.clone() } else { one.bad.clone() });
        let scenario = Setting { figures: figures.collect(), moved: usize::MAX, ..setting.clone() };
        made.extend(told(book, share.whose, &scenario, (on_target, of)));
    }
    made
}

/// So many of so many, for each line of the rating: the share next below each place where the level changes, and the one
/// next above it; and the whole of each.
fn counts(share: &ShareRating, most: usize) -> Vec<(usize, usize)> {
    let mut all: Vec<(Exact, usize, usize)> = Vec::new();
    for of in 1..=most {
        for on_target in 0..=of {
            all.extend(per_cent(on_target, of).map(|value| (value, on_target, of)));
        }
    }
    // Of two that come to the same share, the one with more measures shows more.
    all.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.cmp(&a.2)));
    all.dedup_by(|a, b| a.0 == b.0);
    let level = |value: &Exact| share_level(&share.list, value);
    let mut found = Vec::new();
    for pair in all.windows(2) {
        if let [(low, below, of_below), (high, above, of_above)] = pair
            && level(low) != level(high)
        {
            found.extend([(*below, *of_below), (*above, *of_above)]);
        }
    }
    found
}

fn per_cent(part: usize, of: usize) -> Option<Exact> {
    let (part, of) = (i64::try_from(part).ok()?, i64::try_from(of).ok()?);
    Exact::from(100 * part).over(&Exact::from(of))
}

/// A measure of which both kinds of figure are known.
fn member(book: &RuleBook, id: Id<Measure>) -> Option<(Member, Setting)> {
    let measure = &book.measures[id];
    if measure.faulty || measure.is_monitor() || measure.computed.is_some() || measure.composite.is_some() {
        return None;
    }
    let setting = newest(book, id)?;
    let comes = |figures: &[GivenFigure]| {
        let tried = Setting { figures: figures.to_vec(), moved: usize::MAX, ..setting.clone() };
        let report = tried.report(book, "");
        let seen = tried.result(&report)?;
        // A figure that is old or incomplete is no pass.
        seen.level.filter(|_| seen.remarks.is_empty()).map(|_| seen.on_target)
    };
    let good = setting.figures.clone();
    let bad = super::figures::all_off_target(book, &good, id);
    let fits = comes(&good) == Some(Truth::True) && comes(&bad) == Some(Truth::False);
    fits.then_some((Member { good, bad }, setting))
}

/// The scenario, where its figures come to the share that they should.
fn told(
    book: &RuleBook,
    whose: ShareOf,
    setting: &Setting,
    (on_target, of): (usize, usize),
) -> Option<Scenario> {
    let report: Assessment = setting.report(book, "");
    let share: &ShareStatus = super::compare::standing(&report, whose)?;
    let level = super::compare::share_word(share).map(str::to_owned);
    let expect = Expect { what: Expectation::Share { whose, not: false, level }, span: Span::default() };
    let name = super::got::whole(book, whose);
    let title = format!("{name} with {on_target} of {of} on target, {}", setting.report);
    let as_meant = (u32::try_from(on_target), u32::try_from(of)) == (Ok(share.on_target), Ok(share.of));
    let made = ReportMade {
        period: setting.report,
        as_of: setting.as_of,
        expects: vec![expect],
        nothing_else: None,
        span: Span::default(),
    };
    as_meant.then(|| Scenario { title, reports: vec![made], ..setting.scenario("") })
}
