//! The figures around one that is moved: whose they are, of which periods, and what they are while it moves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::boundaries::{Groups, Setting};
use super::{figures, named_amounts, reading};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::base::span::Span;
use crate::eval::Only;
use crate::eval::outcome::GoalUsed;
use crate::model::scenario::{GivenFigure, period_words};
use crate::model::walk::{Part, measures_of_rules};
use crate::model::{Condition, Expression, Grouping, Measure, RuleBook, Target, Tolerance, Trajectory};

/// Every setting in which the figures of a measure are looked at: its periods, and what came before.
pub(super) fn settings(book: &RuleBook, id: Id<Measure>) -> Vec<Setting> {
    let mut all = Vec::new();
    for (slot, only_for_its_target) in slots(book, id) {
        for past in pasts(book, id) {
            all.extend(setting(book, id, slot, past, only_for_its_target));
        }
    }
    all
}

/// A setting for every period whose rules may differ from those of others, with nothing before: also each period of a year
/// whose target is shared out, and those next to a time that a rule names.
pub(super) fn every_setting(book: &RuleBook, id: Id<Measure>) -> Vec<Setting> {
    let measure = &book.measures[id];
    let due = measure.due;
    let mut all: BTreeSet<Slot> = slots(book, id).into_iter().map(|(slot, _)| slot).collect();
    let named = reading::times_named(measure);
    all.extend(named.iter().flat_map(|time| [due.slot_of(time.start) - 1, due.slot_of(time.end) + 1]));
    for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
        for year in target.year.iter().filter(|_| target.pro_rata) {
            all.extend(due.slot_of(year.start)..=due.slot_of(year.end));
        }
    }
    all.into_iter().filter_map(|slot| setting(book, id, slot, Past::Nothing, false)).collect()
}

/// The setting of the newest report, with nothing before.
pub(super) fn newest(book: &RuleBook, id: Id<Measure>) -> Option<Setting> {
    setting(book, id, book.calendar.due_by(book.measures[id].due, anchor(book)), Past::Nothing, false)
}

/// What came before the figure that is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Past {
    /// Nothing.
    Nothing,
    /// A good figure in the period before.
    Good,
    /// A bad figure in the period before.
    Bad,
    /// Good figures for more than a year.
    Long,
    /// Figures for more than a year that are better than they need be.
    LongBest,
    /// Nothing; but those that it is compared with differ from one another.
    Apart,
    /// Bad figures for some periods.
    LongBad(u32),
}

/// The pasts that make a difference to the rules of a measure.
fn pasts(book: &RuleBook, id: Id<Measure>) -> Vec<Past> {
    let measure = &book.measures[id];
    let mut all = vec![Past::Nothing];
    if reading::looks_back(measure) {
        all.extend([Past::Good, Past::Bad, Past::Long]);
        if reading::reads_windows(measure) {
            all.push(Past::LongBest);
        }
    } else if reading::is_watched_over_time(book, id) {
        all.push(Past::Good);
    }
    if book.comparators.is_some() && reading::reads_peers(measure) {
        all.push(Past::Apart);
    }
    all
}

/// The day of the newest report that a book names, else the last day of its year.
fn anchor(book: &RuleBook) -> NaiveDate {
    let framework = &book.framework;
    let last = framework.report_days.last().copied();
    let year = framework.year.map(|year| year.end);
    last.or(year).or_else(|| NaiveDate::from_ymd_opt(2026, 3, 31)).unwrap_or_default()
}

/// The periods in which the figures of a measure are looked at: the newest of the newest report and those that a line of
/// its levels names; then one for each target and each step of a trajectory, for the sake of these alone.
fn slots(book: &RuleBook, id: Id<Measure>) -> Vec<(Slot, bool)> {
    let measure = &book.measures[id];
    let due = measure.due;
    let first = measure.first_due.map(|period| due.slot_of(period.end));
    let mut found = vec![book.calendar.due_by(due, anchor(book))];
    found.extend(reading::times_named(measure).iter().map(|period| due.slot_of(period.end)));
    let for_themselves = found.clone();
    let sequences = measure.targets.iter().chain(measure.of_members.iter().flat_map(|one| &one.targets));
    for target in sequences.flat_map(|sequence| &sequence.targets) {
        found.extend(period_of(target).map(|period| due.slot_of(period.end)));
        found.extend(target.year.map(|period| due.slot_of(period.start)));
        found.extend(target.from.map(|period| due.slot_of(period.start)));
    }
    let own = measure.of_members.iter().filter_map(|one| one.trajectory.as_ref());
    for trajectory in measure.trajectory.iter().chain(own) {
        if let Trajectory::Points { points, .. } = trajectory {
            found.extend(points.iter().map(|(period, _)| due.slot_of(period.end)));
        }
    }
    // A period that is left out has no result; the one before it may have the same target.
    let before_left_out =
        |slot: Slot| (0..).map(|back| slot - back).find(|slot| measure.exclusion_of(*slot).is_none());
    let mut found: Vec<Slot> = found.into_iter().filter_map(before_left_out).collect();
    let mut seen = BTreeSet::new();
    found.retain(|slot| first.is_none_or(|first| *slot >= first) && seen.insert(*slot));
    if found.is_empty() {
        found.extend(first);
    }
    let only_for_its_target = |(at, slot): (usize, Slot)| (slot, at > 0 && !for_themselves.contains(&slot));
    found.into_iter().enumerate().map(only_for_its_target).collect()
}

fn period_of(target: &Target) -> Option<Period> {
    target.by.or(target.year)
}

/// One setting; none where its periods have no place in time.
pub(super) fn setting(
    book: &RuleBook,
    id: Id<Measure>,
    slot: Slot,
    past: Past,
    only_for_its_target: bool,
) -> Option<Setting> {
    let measure = &book.measures[id];
    let calendar = &book.calendar;
    let day = calendar.due_day(measure.due, slot)?.max(anchor_within(book, measure, slot));
    let day = measure.due.return_day(slot, calendar).map_or(day, |returned| day.max(returned));
    // Where no figure is given the report has to be one that expects it.
    let as_of = calendar.expected_from(measure.due, slot)?.max(day);
    let rhythm = book.rhythm();
    let report = rhythm.period(rhythm.slot_of(day))?;
    let mut figures = Vec::new();
    for (series, groups) in series(book, id) {
        let own = &book.measures[series];
        let last = if series == id { slot } else { book.calendar.expected(own.due, as_of) };
        figures.extend(figures_of(book, id, (series, &groups), last, past)?);
    }
    let moved = figures.iter().rposition(|figure| figure.measure == id);
    let moved = moved.or_else(|| figures.len().checked_sub(1))?;
    let after = match past {
        Past::Nothing => String::new(),
        Past::Good => " after a good one".to_owned(),
        Past::Bad => " after a bad one".to_owned(),
        Past::Long => " after good ones".to_owned(),
        Past::LongBest => " after very good ones".to_owned(),
        Past::Apart => " among others that differ".to_owned(),
        Past::LongBad(count) => format!(" after {count} bad ones"),
    };
    let only = Only::of(book, std::iter::once(id).collect());
    let group = Vec::new();
    Some(Setting { measure: id, group, report, as_of, figures, moved, after, only_for_its_target, only })
}

/// The newest report day, where the period is the newest one then; else no day.
fn anchor_within(book: &RuleBook, measure: &Measure, slot: Slot) -> NaiveDate {
    let day = anchor(book);
    if book.calendar.due_by(measure.due, day) == slot { day } else { NaiveDate::MIN }
}

/// Figures of one series up to a period.
fn figures_of(
    book: &RuleBook,
    asked: Id<Measure>,
    (id, groups): (Id<Measure>, &Groups),
    last: Slot,
    past: Past,
) -> Option<Vec<GivenFigure>> {
    let own = &book.measures[id];
    let good = figures::of_series(book, asked, (id, groups), past == Past::Apart);
    let bad = figures::uncomfortable(own, &good);
    let best = figures::very_good(own, &good);
    let year = own.due.slots_per_year().unwrap_or(4);
    let before: Vec<(Slot, &String)> = match past {
        Past::Nothing | Past::Apart => Vec::new(),
        Past::Good => vec![(last - 1, &good)],
        Past::Bad => vec![(last - 1, &bad)],
        Past::Long => (1..=year.max(4)).rev().map(|back| (last - back, &good)).collect(),
        Past::LongBest => (1..=year.max(4)).rev().map(|back| (last - back, &best)).collect(),
        Past::LongBad(count) => {
            let bad_ones = (1..=i64::from(count)).rev().map(|back| (last - back, &bad));
            std::iter::once((last - i64::from(count) - 1, &good)).chain(bad_ones).collect()
        }
    };
    let pooled = reading::in_counts(own, !groups.is_empty());
    let row = |slot: Slot, value: &String| {
        let period = own.due.period(slot)?;
        Some(GivenFigure {
            measure: id,
            groups: groups.clone(),
            period: period_words(own, &period),
            value: value.clone(),
            of: None,
            marks: String::new(),
            submitted: None,
            forecast: String::new(),
            span: Span::default(),
        })
        .map(|mut figure| {
            if pooled {
                figure.of = Some(String::new());
                super::boundaries::set(&mut figure, value);
            }
            figure
        })
    };
    let mut figures = Vec::new();
    for (slot, value) in before {
        figures.push(row(slot, value)?);
    }
    figures.push(row(last, &good)?);
    Some(figures)
}

/// The series whose figures a measure rests on: its own, or those it is made of, group by group.
pub(super) fn series(book: &RuleBook, id: Id<Measure>) -> Vec<(Id<Measure>, Groups)> {
    let read: BTreeMap<Id<Measure>, Vec<Id<Measure>>> = measures_of_rules(book);
    let mut waiting = vec![id];
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(one) = waiting.pop() {
        if !known.insert(one) {
            continue;
        }
        let measure = &book.measures[one];
        waiting.extend(read.get(&one).into_iter().flatten());
        if measure.computed.is_none() && measure.composite.is_none() {
            found.extend(places_of(book, measure).into_iter().map(|groups| (one, groups)));
        }
        if let Some(kind) = book.comparators.filter(|_| reading::reads_others(measure)) {
            let others = book.groupings[kind].members.iter();
            found.extend(others.map(|member| (one, vec![(kind, member.id.clone())])));
        }
    }
    // Its own last, so that what is moved stands after what it is compared with.
    found.sort_by_key(|(one, groups)| (*one == id, Some(*one), groups.clone()));
    found
}

/// The groups that figures of a measure are of: each declared member of its own kind of group, or the whole.
pub(super) fn places_of(book: &RuleBook, measure: &Measure) -> Vec<Groups> {
    let kinds: Vec<Id<Grouping>> = book.own_groups(measure).collect();
    let mut all: Vec<Groups> = vec![Vec::new()];
    for kind in kinds {
        let grouping = &book.groupings[kind];
        let excluded =
            |member: &str| measure.excluded_groups.iter().any(|one| one.member.eq_ignore_ascii_case(member));
        let mut members: Vec<String> =
            grouping.members.iter().map(|one| one.id.clone()).filter(|id| !excluded(id)).collect();
        if members.is_empty() && grouping.from_data {
            members.push("A".to_owned());
        }
        let with = |groups: &Groups, member: &String| {
            let mut groups = groups.clone();
            groups.push((kind, member.clone()));
            groups
        };
        all = all.iter().flat_map(|groups| members.iter().map(move |member| with(groups, member))).collect();
    }
    all
}

/// The group that gives some groups rules of their own, where one does.
fn rules_of_its_own(measure: &Measure, groups: &Groups) -> Option<String> {
    let has = |member: &str| {
        let own = measure.of_members.iter().any(|one| one.member.eq_ignore_ascii_case(member));
        own || measure.member_baselines.iter().any(|(one, _)| one.eq_ignore_ascii_case(member))
    };
    groups.iter().map(|(_, member)| member).find(|member| has(member)).cloned()
}

/// A setting for each figure that may be moved, with the result that it is asked for: one for a measure of its own, one
/// for each group that has rules of its own, and one for each measure that it is made of.
pub(super) fn drivers(book: &RuleBook, setting: &Setting) -> Vec<Setting> {
    let measure = &book.measures[setting.measure];
    let mut movers: Vec<(usize, bool)> = Vec::new();
    let newest = |id: Id<Measure>, groups: &Groups| {
        setting.figures.iter().rposition(|figure| figure.measure == id && figure.groups == *groups)
    };
    let named = reading::groups_named(measure);
    let mut seen: BTreeSet<(Id<Measure>, Option<String>)> = BTreeSet::new();
    for (id, groups) in series(book, setting.measure).into_iter().rev() {
        if groups.iter().any(|(kind, _)| Some(*kind) == book.comparators) {
            continue;
        }
        // Groups with the same rules come out alike, so one of them will do.
        if seen.insert((id, rules_of_its_own(measure, &groups))) {
            movers.extend(newest(id, &groups).map(|at| (at, false)));
        }
        if groups.iter().any(|(_, member)| named.iter().any(|one| one.eq_ignore_ascii_case(member))) {
            movers.extend(newest(id, &groups).map(|at| (at, true)));
        }
    }
    let mut found = Vec::new();
    for (moved, is_named) in movers {
        let Some(figure) = setting.figures.get(moved) else { continue };
        let mut whole = Setting { moved, ..setting.clone() };
        if is_named {
            figures::others_well_on_target(book, &mut whole);
            found.push(whole);
            continue;
        }
        let own_group = figure.measure == setting.measure && !figure.groups.is_empty();
        if own_group {
            let group = Setting { moved, group: figure.groups.clone(), ..setting.clone() };
            found.push(group);
        }
        whole.group = Vec::new();
        found.push(whole);
    }
    found
}

/// The figures that the rules of a setting name: targets, baselines, and both ends of each tolerance about them.
///
/// The first list has those that are written, the second all of them.
pub(super) fn figures_named(book: &RuleBook, setting: &Setting) -> (Vec<Exact>, Vec<Exact>) {
    let measure = &book.measures[setting.measure];
    let mut anchors: Vec<Exact> = Vec::new();
    let report = setting.report(book, &setting.base());
    if let Some(seen) = setting.result(&report) {
        for target in seen.target.iter().chain(&seen.other_targets) {
            match &target.goal {
                GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => anchors.push(figure.clone()),
                GoalUsed::Between { low, high } => anchors.extend([low.clone(), high.clone()]),
                GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => {}
            }
        }
    }
    let moved = setting.figures.get(setting.moved);
    let base_number = moved.and_then(|one| figures::number_of(&one.value, one.of.as_deref()));
    let of_others = |one: &&GivenFigure| one.groups.iter().all(|(kind, _)| Some(*kind) == book.comparators);
    let others = setting.figures.iter().filter(of_others);
    let mut bases: Vec<Exact> = base_number.into_iter().collect();
    bases.extend(others.filter_map(|one| figures::number_of(&one.value, one.of.as_deref())));
    anchors.extend(measure.baseline.iter().map(|baseline| baseline.value.clone()));
    anchors.extend(measure.member_baselines.iter().map(|(_, baseline)| baseline.value.clone()));
    let (mut written, mut all) = (anchors.clone(), anchors.clone());
    // What is left of a year's figure when it is shared out is not how fine the unit is.
    if measure.targets.iter().flat_map(|sequence| &sequence.targets).any(|target| target.pro_rata) {
        written.clone_from(&measure.baseline.iter().map(|baseline| baseline.value.clone()).collect());
    }
    let lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    for line in lines {
        sizes(&line.when, &anchors, &mut written, &mut all);
    }
    all.extend(bases);
    all.sort();
    all.dedup();
    (written, all)
}

/// Numbers that a condition names, and tolerances laid about the anchors.
fn sizes(condition: &Condition, anchors: &[Exact], written: &mut Vec<Exact>, found: &mut Vec<Exact>) {
    let mut around = |tolerance: &Tolerance, found: &mut Vec<Exact>| {
        if let Tolerance::Amount(size) = tolerance {
            written.push(size.clone());
        }
        for anchor in anchors {
            let size = match tolerance {
                Tolerance::Amount(size) => size.clone(),
                Tolerance::PercentOf(per_cent, _) => anchor.percent(per_cent),
            };
            found.extend([anchor.minus(&size), anchor.plus(&size)]);
        }
    };
    if let Condition::Within { worse, better, .. } = condition {
        around(worse, found);
        better.iter().for_each(|better| around(better, found));
    }
    if let Condition::Than { by_more_than: Some(by), .. } | Condition::Moves { by_more_than: Some(by), .. } =
        condition
    {
        around(by, found);
    }
    for part in condition.parts() {
        match part {
            Part::Condition(inner) => sizes(inner, anchors, written, found),
            Part::Amount(Expression::Number(number) | Expression::Amount(number, _)) => {
                written.push(number.clone());
                found.push(number.clone());
            }
            // Whatever it is reckoned from is among the anchors.
            Part::Amount(amount) => {
                let of = |target| {
                    anchors
                        .iter()
                        .filter_map(move |one| named_amounts::written(amount, Some(target), Some(one)))
                };
                found.extend(anchors.iter().flat_map(of));
            }
        }
    }
}
