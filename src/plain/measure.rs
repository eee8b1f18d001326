//! A measure as plain sentences, one for each thing the rules say of it.

use super::escalation::party;
use super::rating::rating;
use super::reckoning::computed;
use super::target::target;
use super::{Context, and_list, count, period, sentence};
use crate::base::period::month_name;
use crate::base::rhythm::{Rhythm, Step};
use crate::model::{Against, Aim, Baseline, Counts, Measure, OnGroups, RuleBook, TargetSequence, Trajectory};

/// Every rule of a measure, as sentences for a board to approve.
#[must_use]
pub fn measure(of: &Measure, book: &RuleBook) -> Vec<String> {
    let context = Context::of(book, of);
    let mut said = vec![format!("{} {}", of.id, of.title)];
    if let Some(owner) = of.owner {
        said.push(format!("{} is responsible", party(owner, book)));
    }
    said.push(format!("it is reported in {}, {}", of.unit.words, due(&of.due)));
    said.extend(
        of.first_due.as_ref().map(|first| format!("the first figure due is that of {}", period(first))),
    );
    said.extend(of.aim.map(|way| aim(way).to_owned()));
    said.extend(of.baseline.as_ref().map(|from| format!("the baseline is {}", baseline(from, context))));
    for (member, from) in &of.member_baselines {
        said.push(format!("the baseline of {member} is {}", baseline(from, context)));
    }
    for sequence in &of.targets {
        said.extend(targets(sequence, of, book));
    }
    said.extend(super::groups::own_targets(of, book));
    said.extend(against(of));
    said.extend(of.trajectory.as_ref().map(|way| trajectory(way, context)));
    said.extend(of.counts.map(|way| counts(way).to_owned()));
    said.extend(in_time(of, context));
    said.extend(computed(of, context));
    if of.says_first_met {
        said.push("its results say when the target was first met".to_owned());
    }
    if !of.by.is_empty() {
        let kinds: Vec<&str> = of.by.iter().map(|id| book.groupings[*id].id.as_str()).collect();
        said.push(format!("it is reported by {}; {}", and_list(&kinds), on_groups(of.on_groups)));
    }
    if let Some(ranked) = of.ranked {
        let test = super::benchmark::peers(ranked.peers, book);
        said.push(format!("its place is given among {test}"));
    }
    said.extend(super::groups::groups(of, book));
    if let Some(list) = &of.list {
        said.extend(rating(list, context));
        if let Some(level) = of.missing_level {
            said.push(format!("{} when missing", book.ratings[list.rating].word(level)));
        }
    }
    if let Some(periods) = of.stale_unrated_after {
        said.push(format!("a figure more than {} old is not rated", count(periods, context.period_noun())));
    }
    if let Some((low, high)) = &of.plausible {
        said.push(format!("only values from {} to {} are believed", context.show(low), context.show(high)));
    }
    said.iter().map(|one| sentence(one)).collect()
}

fn baseline(of: &Baseline, context: Context<'_>) -> String {
    let figure = context.unit().map_or_else(|| of.value.text(), |u| u.show_places(&of.value, of.places));
    match &of.period {
        Some(when) => format!("{figure} in {}", period(when)),
        None => format!("{figure}, of no stated period"),
    }
}

fn targets(of: &TargetSequence, measure: &Measure, book: &RuleBook) -> Vec<String> {
    let name = of.name.as_ref().map_or_else(String::new, |name| format!("{name} "));
    of.targets.iter().map(|one| format!("the {name}target is {}", target(one, measure, book))).collect()
}

fn against(of: &Measure) -> Option<String> {
    let name =
        |at: &usize| of.targets.get(*at).and_then(|s| s.name.as_deref()).unwrap_or("unnamed").to_owned();
    match &of.against {
        Against::Only => None,
        Against::Sequence(at) => Some(format!("it is rated against the {} target", name(at))),
        Against::HarderOf(all) => {
            let names: Vec<String> = all.iter().map(name).collect();
            Some(format!("it is rated against the harder of the {} targets", and_list(&names)))
        }
    }
}

/// What is said of the year's end, and of movement while the target moves.
fn in_time(of: &Measure, context: Context<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if of.scaled_up {
        said.push("each figure is multiplied up to the year before it is judged: an estimate".to_owned());
    }
    said.extend(of.projection.map(|how| {
        format!("where no forecast is submitted, the year's figure is projected {}", how.words())
    }));
    if let Some(list) = &of.year_end {
        let rating = &context.book.ratings[list.rating].id;
        said.push(format!("the forecast is rated by {rating}, beside the current level"));
    }
    if of.within_one_target {
        said.push(
            "movement since the period before is given only while the target stays the same".to_owned(),
        );
    }
    said
}

pub(super) fn trajectory(of: &Trajectory, context: Context<'_>) -> String {
    match of {
        Trajectory::Points { points, .. } => {
            let steps: Vec<String> = points
                .iter()
                .map(|(when, figure)| format!("{} in {}", context.show(figure), period(when)))
                .collect();
            format!("the way to the target is {}", and_list(&steps))
        }
        Trajectory::StraightFromBaseline { .. } => {
            "the way to the target is in equal steps from the baseline".to_owned()
        }
    }
}

/// What is wanted, as a sentence.
#[must_use]
pub fn aim(of: Aim) -> &'static str {
    match of {
        Aim::Reduce => "lower is better",
        Aim::Increase => "higher is better",
        Aim::Maintain => "the aim is to maintain it: the target says what to stay within",
        Aim::Monitor => "it is only watched, and never rated",
    }
}

/// How values add up in time, as a sentence.
#[must_use]
pub fn counts(of: Counts) -> &'static str {
    match of {
        Counts::InPeriod => "each figure is of its own period alone",
        Counts::FromStartOfYear => "each figure counts from the start of the year",
        Counts::LastTwelveMonths => "each figure is of the twelve months that end with its period",
        Counts::AtEndOfPeriod => "each figure is how things stood at the end of the period",
    }
}

/// How groups make one rating.
#[must_use]
pub fn on_groups(of: OnGroups) -> String {
    match of {
        OnGroups::Each => "each is rated by itself".to_owned(),
        OnGroups::Worst => "the worst one gives its level".to_owned(),
        OnGroups::WorstOfKnown(least) => {
            format!("the worst of those known gives its level{}", at_least(least))
        }
        OnGroups::AtLeast { least, of } => format!("its level is the best that {least} of the {of} reach"),
        OnGroups::Total => "the figure for all together is rated".to_owned(),
        OnGroups::TotalOfKnown(least) => {
            format!("the figure for those known together is rated{}", at_least(least))
        }
        OnGroups::Gap => "the gap between two of them is rated".to_owned(),
    }
}

/// A part of the year as it is written: `Q1`, `March`.
fn part_name(of: &Rhythm, place: u32) -> String {
    match of.step {
        Step::Month => month_name((place + of.year_start.0 - 1) % 12 + 1).to_owned(),
        Step::Quarter => format!("Q{}", place + 1),
        Step::Half => format!("H{}", place + 1),
        Step::Term => format!("T{}", place + 1),
        Step::Week | Step::Year => of.step.noun().to_owned(),
    }
}

fn at_least(least: u32) -> String {
    if least > 1 { format!(", when at least {least} are") } else { String::new() }
}

/// `due quarterly, 1 quarter in arrears`.
#[must_use]
pub fn due(of: &Rhythm) -> String {
    let step = if of.parts.is_some() { "year" } else { of.step.noun() };
    let parts = of.parts.map(|parts| {
        let names: Vec<String> = parts.places().map(|place| part_name(of, place)).collect();
        format!("in {}", and_list(&names))
    });
    let often = match (of.every, parts) {
        (0 | 1, None) => of.step.adverb().to_owned(),
        (0 | 1, Some(parts)) => parts,
        (2, None) => format!("every other {step}"),
        (2, Some(parts)) => format!("every other {step}, {parts}"),
        (more, None) => format!("every {}", count(more, step)),
        (more, Some(parts)) => format!("every {}, {parts}", count(more, step)),
    };
    let arrears = of
        .arrears
        .map_or_else(String::new, |late| format!(", {} in arrears", count(late.count, late.step.noun())));
    format!("due {often}{arrears}")
}
