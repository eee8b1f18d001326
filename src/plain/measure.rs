//! A measure as plain sentences, one for each thing the rules say of it.

use super::escalation::party;
use super::rating::rating;
use super::reckoning::computed;
use super::target::target;
use super::{Context, and_list, count, period, sentence};
use crate::base::rhythm::Rhythm;
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
    said.extend(against(of));
    said.extend(of.trajectory.as_ref().map(|way| trajectory(way, context)));
    said.extend(of.counts.map(|way| counts(way).to_owned()));
    said.extend(computed(of, context));
    if of.says_first_met {
        said.push("its results say when the target was first met".to_owned());
    }
    if !of.by.is_empty() {
        let kinds: Vec<&str> = of.by.iter().map(|id| book.groupings[*id].id.as_str()).collect();
        said.push(format!("it is reported by {}; {}", and_list(&kinds), on_groups(of.on_groups)));
    }
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

fn trajectory(of: &Trajectory, context: Context<'_>) -> String {
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
pub fn on_groups(of: OnGroups) -> &'static str {
    match of {
        OnGroups::Each => "each is rated by itself",
        OnGroups::Worst => "the worst one gives its level",
        OnGroups::Total => "the figure for all together is rated",
    }
}

/// `due quarterly, 1 quarter in arrears`.
#[must_use]
pub fn due(of: &Rhythm) -> String {
    let often = match of.every {
        0 | 1 => of.step.adverb().to_owned(),
        2 => format!("every other {}", of.step.noun()),
        more => format!("every {}", count(more, of.step.noun())),
    };
    let arrears = of
        .arrears
        .map_or_else(String::new, |late| format!(", {} in arrears", count(late.count, late.step.noun())));
    format!("due {often}{arrears}")
}
