//! A measure as plain sentences, one for each thing the rules say of it.

use super::declared::{Declared, DeclaredKind, Use};
use super::escalation::party;
use super::rating::{cap, is_within, line, rating, rounding};
use super::reckoning::computed;
use super::target::target;
use super::{Context, and_list, count, period, sentence};
use crate::base::period::month_name;
use crate::base::rhythm::{Rhythm, Step};
use crate::base::unit::Kind;
use crate::model::{
    Against, Aim, Baseline, Counts, Measure, OnGroups, Projection, RuleBook, TargetSequence, Trajectory,
    Withholding,
};

/// Every rule of a measure, as sentences for a board to approve.
#[must_use]
pub fn measure(of: &Measure, book: &RuleBook) -> Vec<String> {
    let said = declared(of, book);
    std::iter::once(sentence(&said.name())).chain(said.sentences().map(str::to_owned)).collect()
}

/// A measure for those who read or compare the rules.
#[must_use]
pub fn declared(of: &Measure, book: &RuleBook) -> Declared {
    let mut said = Declared::new(DeclaredKind::Measure, &of.id, &of.title);
    said.formerly.clone_from(&of.formerly);
    belongs(of, book, &mut said);
    figures(of, book, &mut said);
    wanted(of, book, &mut said);
    grouped(of, book, &mut said);
    rated(of, book, &mut said);
    told_apart(of, book, &mut said);
    beside(of, book, &mut said);
    said
}

/// Whose it is, and where it stands.
fn belongs(of: &Measure, book: &RuleBook, said: &mut Declared) {
    let themes: Vec<&str> = of.themes.iter().map(|id| book.themes[*id].title.as_str()).collect();
    let s = if themes.len() == 1 { "" } else { "s" };
    if !themes.is_empty() {
        said.says("theme", [format!("it belongs to the theme{s} {}", and_list(&themes))]);
    }
    said.says("owner", of.owner.map(|owner| format!("{} is responsible", party(owner, book))));
    if of.faulty {
        said.says_for("faulty", Use::Shown, ["it is not judged until its rule is mended"]);
    }
}

/// What its figures count, when they are due, and how they come about.
fn figures(of: &Measure, book: &RuleBook, said: &mut Declared) {
    let context = Context::of(book, of);
    said.says("unit", reported(of));
    // What the framework says for all is said there where it changes.
    let used = if book.framework.due == Some(of.due) { Use::Shown } else { Use::Both };
    said.says_for("due", used, [format!("it is {}", due(&of.due))]);
    if of.year_start != book.year_start() {
        said.says("year", [format!("its year runs from {}", of.year_start.words())]);
    }
    said.says(
        "first due",
        of.first_due.as_ref().map(|first| format!("the first figure due is that of {}", period(first))),
    );
    said.says("counts", of.counts.map(counts));
    if of.scaled_up {
        let text = "each figure is multiplied up to the year before it is judged: an estimate";
        said.says("scaled up", [text]);
    }
    said.says("computed", computed(of, context));
    let text = |how: Projection| {
        format!("where no forecast is submitted, the year's figure is projected {}", how.words())
    };
    said.says("forecast", of.projection.map(text));
    said.says("definition", super::in_time::definitions(of));
    said.says("excluding", super::in_time::exclusions(of));
}

/// `it is reported in % of children`; nothing for a measure that has no figures.
fn reported(of: &Measure) -> Option<String> {
    match of.unit.kind {
        _ if of.composite.is_some() || of.unit.words.is_empty() => None,
        Kind::YesNo => Some("it is reported as yes or no".to_owned()),
        Kind::Date => Some("it is reported as a day".to_owned()),
        Kind::Rating => Some("people judge it, and report a level".to_owned()),
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Money | Kind::Points | Kind::Duration(_) => {
            Some(format!("it is reported in {}", of.unit.words))
        }
    }
}

/// Which way is wanted, from where, and what has to be reached.
fn wanted(of: &Measure, book: &RuleBook, said: &mut Declared) {
    let context = Context::of(book, of);
    said.says("aim", of.aim.map(aim));
    let mut from: Vec<String> =
        of.baseline.iter().map(|from| format!("the baseline is {}", baseline(from, context))).collect();
    from.extend(
        of.member_baselines
            .iter()
            .map(|(member, from)| format!("the baseline of {member} is {}", baseline(from, context))),
    );
    said.says("baseline", from);
    said.says("target", of.targets.iter().flat_map(|sequence| targets(sequence, of, book)));
    said.says("refused target", of.refused.iter().map(|one| super::in_time::refused(one, of, book)));
    said.says("target of a group", super::groups::own_targets(of, book));
    said.says("against", against(of));
    said.says("trajectory", of.trajectory.as_ref().map(|way| trajectory(way, context)));
    if of.says_first_met {
        said.says("first met", ["its results say when the target was first met"]);
    }
    if of.within_one_target {
        let text = "movement since the period before is given only while the target stays the same";
        let used = if book.framework.within_one_target { Use::Shown } else { Use::Both };
        said.says_for("movement", used, [text]);
    }
}

/// What is said of its groups, and of the measures that it is made of.
fn grouped(of: &Measure, book: &RuleBook, said: &mut Declared) {
    if !of.by.is_empty() {
        let kinds: Vec<&str> = of.by.iter().map(|id| book.groupings[*id].id.as_str()).collect();
        said.says("by", [format!("it is reported by {}; {}", and_list(&kinds), on_groups(of.on_groups))]);
    }
    said.says("gap", super::groups::gap(of, book));
    said.says("excluding groups", super::groups::left_out(of, book));
    said.says("total of", super::groups::total_of(of, book));
    said.says("made of", super::groups::made_of(of, book));
    said.says("composite", super::groups::composite(of, book));
    said.says(
        "ranked",
        of.ranked.map(|ranked| {
            let peers = super::benchmark::peers(ranked.peers, book);
            let known = ranked.known_at_least.map_or_else(String::new, |least| {
                format!(", when at least {} are known", count(least, "of them").trim_end_matches('s'))
            });
            format!("its place is given among {peers}{known}")
        }),
    );
}

/// How it is rated: every line for a reader, and those of its own, which alone are changes of this measure.
fn rated(of: &Measure, book: &RuleBook, said: &mut Declared) {
    let context = Context::of(book, of);
    if let Some(list) = &of.list {
        let id = &book.ratings[list.rating].id;
        said.says("rating", [format!("it is rated by {id}")]);
        // Where people or other measures give the level, the lines do not; caps still hold.
        let judged = of.composite.is_some() || of.unit.kind == Kind::Rating;
        let words = &book.ratings[list.rating];
        let lines = if judged {
            list.caps.iter().map(|one| cap(one, words, context)).collect()
        } else {
            rating(list, context)
        };
        said.says_for("level", Use::Shown, lines);
        said.says_for("level", Use::Compared, own_lines(of, list, context));
        said.says_for("level values", Use::Shown, super::level_values::level_values(of, book));
        said.says("missing", of.missing_level.map(|level| format!("{} when missing", words.word(level))));
    }
    said.says(
        "rating on the forecast",
        of.year_end.as_ref().map(|list| {
            let rating = &book.ratings[list.rating].id;
            format!("the forecast is rated by {rating}, beside the current level")
        }),
    );
    said.says(
        "stale",
        of.stale_unrated_after.map(|periods| {
            format!("a figure more than {} old is not rated", count(periods, context.period_noun()))
        }),
    );
    said.says(
        "significance",
        of.significant_from.as_ref().map(|least| {
            let least = context.show_difference(least);
            format!("a change of level is significant if the figure moved by {least} or more")
        }),
    );
}

fn own_lines(of: &Measure, list: &crate::model::DecisionList, context: Context<'_>) -> Vec<String> {
    let words = &context.book.ratings[list.rating];
    let own = |line: &&crate::model::Line| is_within(line.span, of);
    let mut said: Vec<String> = rounding(list).into_iter().collect();
    said.extend(list.lines.iter().filter(own).map(|one| line(one, words, context)));
    let otherwise = list.otherwise.filter(|(_, span)| is_within(*span, of));
    said.extend(otherwise.map(|(level, _)| format!("{} otherwise", words.word(level))));
    said.extend(list.caps.iter().filter(own).map(|one| cap(one, words, context)));
    said
}

/// What statistics, disclosure and plausibility say of its figures.
fn told_apart(of: &Measure, book: &RuleBook, said: &mut Declared) {
    let context = Context::of(book, of);
    said.says("spc", of.chart.as_ref().map(super::in_time::chart));
    said.says("rebased", of.chart.iter().flat_map(super::in_time::rebases));
    said.says("withhold", of.withholds.as_ref().map(withholding));
    said.says(
        "plausible",
        of.plausible.as_ref().map(|(low, high)| {
            format!("only values from {} to {} are believed", context.show(low), context.show(high))
        }),
    );
}

fn withholding(of: &Withholding) -> String {
    match of {
        Withholding::Counts { from, to, next_smallest, .. } => {
            let next = if *next_smallest {
                "; where one of them could be worked out, the next smallest is withheld too"
            } else {
                ""
            };
            format!("counts from {} to {} are withheld{next}", from.text(), to.text())
        }
        Withholding::Everything(_) => "nothing of it is shown until its rule is mended".to_owned(),
    }
}

/// What goes with it and changes no result.
fn beside(of: &Measure, book: &RuleBook, said: &mut Declared) {
    if !of.formerly.is_empty() {
        said.says("formerly", [format!("it was formerly {}", and_list(&of.formerly))]);
    }
    let linked: Vec<&str> = of.linked.iter().map(|id| book.measures[*id].id.as_str()).collect();
    let s = if linked.len() == 1 { "" } else { "s" };
    if !linked.is_empty() {
        said.says("linked", [format!("it is linked to measure{s} {}", and_list(&linked))]);
    }
    said.says("note", of.notes.iter().map(|note| format!("Note: {note}")));
    said.says("source", of.source.as_ref().map(|text| format!("Source: {text}")));
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
        Against::HarderOf(all) | Against::HarderOfKnown(all) => {
            let names: Vec<String> = all.iter().map(name).collect();
            let known = matches!(of.against, Against::HarderOfKnown(_));
            let known = if known { ", of those that are known" } else { "" };
            Some(format!("it is rated against the harder of the {} targets{known}", and_list(&names)))
        }
    }
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
    let returned = of.returned.map_or_else(String::new, |returned| {
        let days = if returned.working { "working day" } else { "day" };
        format!(", {} after the {} ends", count(returned.count, days), of.noun())
    });
    let last = of.anchor.map_or_else(String::new, |anchor| format!(", last in {}", period(&anchor)));
    format!("due {often}{last}{arrears}{returned}")
}
