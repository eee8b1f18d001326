//! The figures around one that is moved: whose they are, of which periods, and what they are while it moves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::boundaries::{Groups, Setting};
use super::generate::covers;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::{Rhythm, Slot, Step};
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::eval::Only;
use crate::eval::outcome::GoalUsed;
use crate::model::scenario::{GivenFigure, period_words};
use crate::model::walk::{Part, measures_of_rules};
use crate::model::{
    Condition, Expression, Goal, Grouping, Measure, Offset, OnGroups, Reference, RuleBook, Target, Tolerance,
    Trajectory,
};

/// Every setting in which the figures of a measure are looked at: its periods, and what came before.
pub(super) fn settings(book: &RuleBook, id: Id<Measure>) -> Vec<Setting> {
    let mut all = Vec::new();
    for (at, slot) in slots(book, id).into_iter().enumerate() {
        for past in pasts(book, id) {
            all.extend(setting(book, id, slot, past, at > 0));
        }
    }
    all
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
    /// Bad figures for some periods.
    LongBad(u32),
}

/// The pasts that make a difference to the rules of a measure.
fn pasts(book: &RuleBook, id: Id<Measure>) -> Vec<Past> {
    let measure = &book.measures[id];
    let lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    let mut own = lines.into_iter().any(|line| looks_back(&line.when));
    own |= measure.targets.iter().flat_map(|sequence| &sequence.targets).any(|target| match &target.goal {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => amount_looks_back(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => false,
    });
    own |= measure.computed.iter().filter_map(|one| one.amount.as_ref()).any(amount_looks_back);
    if own {
        return vec![Past::Nothing, Past::Good, Past::Bad, Past::Long];
    }
    let rules = book.escalations.values().filter(|rule| !rule.faulty && covers(book, rule, id));
    let mut back = rules.into_iter().map(|rule| looks_back(&rule.when));
    if back.any(|back| back) { vec![Past::Nothing, Past::Good] } else { vec![Past::Nothing] }
}

fn looks_back(condition: &Condition) -> bool {
    let own = matches!(
        condition,
        Condition::Moves { .. }
            | Condition::For { .. }
            | Condition::ForTime { .. }
            | Condition::InLast { .. }
            | Condition::FirstTime { .. }
            | Condition::In { .. }
            | Condition::Within { of: Reference::Value(_), .. }
            | Condition::Than { reference: Reference::Value(_), .. }
    );
    own || condition.parts().into_iter().any(part_looks_back)
}

fn part_looks_back(part: Part<'_>) -> bool {
    match part {
        Part::Amount(amount) => amount_looks_back(amount),
        Part::Condition(condition) => looks_back(condition),
    }
}

fn amount_looks_back(amount: &Expression) -> bool {
    let mut own = matches!(amount, Expression::Window(_) | Expression::CountOf(_));
    if let Expression::Quantity { offset, .. } = amount {
        own |= *offset != Offset::Now;
    }
    if let Expression::Elsewhere(elsewhere) = amount {
        own |= elsewhere.offset != Offset::Now;
    }
    own || amount.parts().into_iter().any(part_looks_back)
}

/// The day of the newest report that a book names, else the last day of its year.
fn anchor(book: &RuleBook) -> NaiveDate {
    let framework = &book.framework;
    let last = framework.report_days.last().copied();
    let year = framework.year.map(|year| year.end);
    last.or(year).or_else(|| NaiveDate::from_ymd_opt(2026, 3, 31)).unwrap_or_default()
}

/// The periods in which the figures of a measure are looked at: the newest of the newest report, then one for each
/// target and each step of a trajectory.
fn slots(book: &RuleBook, id: Id<Measure>) -> Vec<Slot> {
    let measure = &book.measures[id];
    let due = measure.due;
    let first = measure.first_due.map(|period| due.slot_of(period.end));
    let mut found = vec![due.expected(anchor(book))];
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
    let mut seen = BTreeSet::new();
    found.retain(|slot| first.is_none_or(|first| *slot >= first) && seen.insert(*slot));
    if found.is_empty() {
        found.extend(first);
    }
    found
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
    let day = measure.due.due_day(slot)?.max(anchor_within(book, measure, slot));
    let returned = measure.due.return_day(slot, &book.calendar).unwrap_or(day);
    let as_of = day.max(returned);
    let rhythm = book.framework.due.unwrap_or_else(|| Rhythm::every(Step::Quarter, book.year_start()));
    let report = rhythm.period(rhythm.slot_of(as_of))?;
    let mut figures = Vec::new();
    for (series, groups) in series(book, id) {
        let own = &book.measures[series];
        let last = if series == id { slot } else { own.due.expected(as_of) };
        figures.extend(figures_of(book, (series, &groups), own, last, past)?);
    }
    let moved = figures.iter().rposition(|figure| figure.measure == id);
    let moved = moved.or_else(|| figures.len().checked_sub(1))?;
    let after = match past {
        Past::Nothing => String::new(),
        Past::Good => " after a good one".to_owned(),
        Past::Bad => " after a bad one".to_owned(),
        Past::Long => " after good ones".to_owned(),
        Past::LongBad(count) => format!(" after {count} bad ones"),
    };
    let only = Only::of(book, std::iter::once(id).collect());
    let group = Vec::new();
    Some(Setting { measure: id, group, report, as_of, figures, moved, after, only_for_its_target, only })
}

/// The newest report day, where the period is the newest one then; else no day.
fn anchor_within(book: &RuleBook, measure: &Measure, slot: Slot) -> NaiveDate {
    let day = anchor(book);
    if measure.due.expected(day) == slot { day } else { NaiveDate::MIN }
}

/// Figures of one series up to a period.
fn figures_of(
    book: &RuleBook,
    (id, groups): (Id<Measure>, &Groups),
    own: &Measure,
    last: Slot,
    past: Past,
) -> Option<Vec<GivenFigure>> {
    let good = comfortable(book, own);
    let bad = uncomfortable(own, &good);
    let year = own.due.slots_per_year().unwrap_or(4);
    let before: Vec<(Slot, &String)> = match past {
        Past::Nothing => Vec::new(),
        Past::Good => vec![(last - 1, &good)],
        Past::Bad => vec![(last - 1, &bad)],
        Past::Long => (1..=year.max(4)).rev().map(|back| (last - back, &good)).collect(),
        Past::LongBad(count) => {
            let bad_ones = (1..=i64::from(count)).rev().map(|back| (last - back, &bad));
            std::iter::once((last - i64::from(count) - 1, &good)).chain(bad_ones).collect()
        }
    };
    let in_counts = own.unit.kind == Kind::Percent && !groups.is_empty();
    let pooled = in_counts && matches!(own.on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_));
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
fn series(book: &RuleBook, id: Id<Measure>) -> Vec<(Id<Measure>, Groups)> {
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
        if let Some(kind) = book.comparators.filter(|_| reads_others(measure)) {
            let others = book.groupings[kind].members.iter();
            found.extend(others.map(|member| (one, vec![(kind, member.id.clone())])));
        }
    }
    // Its own last, so that what is moved stands after what it is compared with.
    found.sort_by_key(|(one, groups)| (*one == id, Some(*one), groups.clone()));
    found
}

/// True when a measure is held against benchmarks or peers.
fn reads_others(measure: &Measure) -> bool {
    fn amount(of: &Expression) -> bool {
        let own = matches!(
            of,
            Expression::Benchmark { .. } | Expression::OfPeers { .. } | Expression::Position { .. }
        );
        own || of.parts().into_iter().any(part)
    }
    fn condition(of: &Condition) -> bool {
        matches!(of, Condition::Placed { .. }) || of.parts().into_iter().any(part)
    }
    fn part(of: Part<'_>) -> bool {
        match of {
            Part::Amount(one) => amount(one),
            Part::Condition(one) => condition(one),
        }
    }
    let targets = measure.targets.iter().flat_map(|sequence| &sequence.targets);
    let of_targets = targets.into_iter().any(|target| match &target.goal {
        Goal::Limit { figure, .. } | Goal::Exactly { figure } => amount(figure),
        Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => false,
    });
    let lines = measure.list.iter().flat_map(|list| list.lines.iter().chain(&list.caps));
    of_targets || lines.into_iter().any(|line| condition(&line.when))
}

/// The groups that figures of a measure are of: each declared member of its own kind of group, or the whole.
fn places_of(book: &RuleBook, measure: &Measure) -> Vec<Groups> {
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

/// A setting for each figure that may be moved, with the result that it is asked for: one for a measure of its own, one
/// for each group that has rules of its own, and one for each measure that it is made of.
pub(super) fn drivers(book: &RuleBook, setting: &Setting) -> Vec<Setting> {
    let measure = &book.measures[setting.measure];
    let mut movers: Vec<usize> = Vec::new();
    let newest = |id: Id<Measure>, groups: &Groups| {
        setting.figures.iter().rposition(|figure| figure.measure == id && figure.groups == *groups)
    };
    let mut seen: BTreeSet<(Id<Measure>, bool)> = BTreeSet::new();
    for (id, groups) in series(book, setting.measure).into_iter().rev() {
        let of_others = groups.iter().any(|(kind, _)| Some(*kind) == book.comparators);
        let has_own_rules = groups.iter().any(|(_, member)| {
            let own = measure.of_members.iter().any(|one| one.member.eq_ignore_ascii_case(member));
            own || measure.member_baselines.iter().any(|(one, _)| one.eq_ignore_ascii_case(member))
        });
        if !of_others && (seen.insert((id, false)) || has_own_rules) {
            movers.extend(newest(id, &groups));
        }
    }
    let mut found = Vec::new();
    for moved in movers {
        let Some(figure) = setting.figures.get(moved) else { continue };
        let mut whole = Setting { moved, ..setting.clone() };
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
    let base_number = moved.and_then(|one| number_of(&one.value, one.of.as_deref()));
    let others = setting.figures.iter().filter(|one| one.groups.is_empty());
    let mut bases: Vec<Exact> = base_number.into_iter().collect();
    bases.extend(others.filter_map(|one| number_of(&one.value, one.of.as_deref())));
    anchors.extend(measure.baseline.iter().map(|baseline| baseline.value.clone()));
    anchors.extend(measure.member_baselines.iter().map(|(_, baseline)| baseline.value.clone()));
    let (mut written, mut all) = (anchors.clone(), anchors.clone());
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
            Part::Amount(_) => {}
        }
    }
}

/// A figure that is well on target, where the rules name one.
pub(super) fn comfortable(book: &RuleBook, measure: &Measure) -> String {
    match measure.unit.kind {
        Kind::YesNo => return "yes".to_owned(),
        Kind::Rating => {
            let rating = book.rating_of(measure).or_else(|| book.ratings.values().next());
            return rating.map(|rating| rating.word(0).to_owned()).unwrap_or_default();
        }
        Kind::Date => {
            let met =
                measure.targets.iter().flat_map(|sequence| &sequence.targets).find_map(|target| match target
                    .goal
                {
                    Goal::MetBy { day } => Some(day),
                    Goal::Limit { .. }
                    | Goal::Between { .. }
                    | Goal::Exactly { .. }
                    | Goal::ToBeSet { .. } => None,
                });
            return met.map(super::boundaries::day).unwrap_or_default();
        }
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Money | Kind::Duration(_) | Kind::Points => {}
    }
    let last =
        measure.judged_targets().and_then(|sequence| sequence.targets.iter().rev().find_map(figure_of));
    let figure = last.or_else(|| measure.baseline.as_ref().map(|baseline| baseline.value.clone()));
    let default = if measure.unit.kind == Kind::Percent { 50 } else { 100 };
    measure.unit.show(&figure.unwrap_or_else(|| Exact::from(default)))
}

fn figure_of(target: &Target) -> Option<Exact> {
    match &target.goal {
        Goal::Limit { figure: Expression::Number(figure), .. }
        | Goal::Exactly { figure: Expression::Number(figure) } => Some(figure.clone()),
        Goal::Between { low, high } => low.plus(high).over(&Exact::from(2)).map(|middle| middle.rounded(0)),
        Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
    }
}

/// A figure that is well off target.
fn uncomfortable(measure: &Measure, good: &str) -> String {
    let Ok(number) = crate::base::number::parse_number(good.trim_matches(['%', '£'])) else {
        return match measure.unit.kind {
            Kind::YesNo => "no".to_owned(),
            Kind::Count
            | Kind::Percent
            | Kind::Rate
            | Kind::Money
            | Kind::Duration(_)
            | Kind::Points
            | Kind::Date
            | Kind::Rating => good.to_owned(),
        };
    };
    let share = if measure.higher_is_better == Some(false) { 150 } else { 60 };
    let value = number.exact().percent(&Exact::from(share)).rounded(number.places);
    let value = if value.is_zero() { Exact::from(5) } else { value };
    measure.unit.show(&value)
}

/// The number that a figure in words is; counts as their share in per cent.
fn number_of(value: &str, of: Option<&str>) -> Option<Exact> {
    let number = crate::base::number::parse_number(value.trim_matches(['%', '£'])).ok()?.exact();
    match of {
        Some(of) => {
            let below = crate::base::number::parse_number(of).ok()?.exact();
            number.times(&Exact::from(100)).over(&below)
        }
        None => Some(number),
    }
}
