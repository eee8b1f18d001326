//! The result of a measure that goes by its worst group.

use super::judge::Judge;
use super::outcome::{Movements, Outcome, Remark, ResultKind, Truth};
use super::rating::{is_bad, known_on_target};
use super::results::level_word;
use super::timeline::SeriesTimeline;
use crate::data::{Mark, PlaceId};

/// The whole, from the results of its groups.
pub(super) fn whole(judge: &Judge<'_>, series: &SeriesTimeline, parts: &[Outcome]) -> Outcome {
    let counted = |kind| !matches!(kind, ResultKind::NotApplicable | ResultKind::NotDue);
    let known = parts.iter().filter(|part| part.kind == ResultKind::Rated).count();
    let of = parts.iter().filter(|part| counted(part.kind)).count();
    let base = worst(parts);
    let mut whole = base.cloned().unwrap_or_else(|| nothing(series));
    let silent: Vec<&Outcome> = parts.iter().filter(|part| is_silent(part)).collect();
    if !silent.is_empty()
        && whole
            .level
            .is_some_and(|level| !is_bad(level, known_on_target(parts.iter().map(|part| part.on_target))))
    {
        not_known(&mut whole, &silent);
    } else if known > 0 {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let group = judge.title(whole.place);
        whole.remarks.push(Remark::WorstOf { group, known: number(known), of: number(of) });
    } else if parts.len() > 1 {
        whole.reason = joint_reason(judge, parts, &whole);
    }
    let old = if whole.level.is_some() { old_groups(parts, &whole) } else { Vec::new() };
    if (known < of || !old.is_empty())
        && let Some(figure) = &mut whole.figure
    {
        figure.marks = figure.marks.with(Mark::Incomplete);
    }
    whole.remarks.extend(old);
    if whole.level.is_some() {
        let said = |part: &&Outcome| Remark::Said(format!("{}: {}", part.group, part.reason));
        whole.remarks.extend(silent.iter().map(said));
    }
    whole.place = PlaceId::WHOLE;
    whole.group = String::new();
    whole.is_part = false;
    whole.level_word = level_word(judge, series, whole.level);
    whole.on_target = all_on_target(parts);
    whole.stated = stated(judge, series, parts);
    whole
}

/// The group with the worst level, then the one that misses by most, then the first; where none has a level, the
/// one whose result asks for most attention.
fn worst(parts: &[Outcome]) -> Option<&Outcome> {
    let how_bad = |part: &Outcome| (part.level.is_some(), part.level, attention(part.kind), part.gap.clone());
    let mut worst: Option<&Outcome> = None;
    for part in parts {
        if worst.is_none_or(|worst| how_bad(part) > how_bad(worst)) {
            worst = Some(part);
        }
    }
    worst
}

fn attention(kind: ResultKind) -> u8 {
    match kind {
        ResultKind::NotDue => 0,
        ResultKind::NotApplicable => 1,
        ResultKind::Withheld => 2,
        ResultKind::Unrated => 3,
        ResultKind::Rated => 4,
        ResultKind::Missing => 5,
        ResultKind::Invalid => 6,
        ResultKind::NotRated => 7,
    }
}

fn joint_reason(judge: &Judge<'_>, parts: &[Outcome], base: &Outcome) -> String {
    if parts.iter().all(|part| part.kind == base.kind && part.reason == base.reason) {
        return base.reason.clone();
    }
    format!("{}: {}", judge.title(base.place), base.reason)
}

/// True for a group that should have a level and has none.
fn is_silent(part: &Outcome) -> bool {
    match part.kind {
        ResultKind::Missing | ResultKind::Invalid | ResultKind::NotRated | ResultKind::Withheld => {
            part.level.is_none()
        }
        ResultKind::Rated | ResultKind::Unrated | ResultKind::NotDue | ResultKind::NotApplicable => false,
    }
}

/// All known groups are well, and one is not known: so it is not known how the worst stands.
fn not_known(whole: &mut Outcome, silent: &[&Outcome]) {
    let silent: Vec<String> = silent.iter().map(|part| format!("{} ({})", part.group, part.reason)).collect();
    whole.kind = ResultKind::NotRated;
    whole.reason = format!("the worst is not known without {}", silent.join(" and "));
    (whole.level, whole.decided_by, whole.gap) = (None, None, None);
    (whole.figure, whole.last_known) = (None, None);
    whole.movement = Movements::default();
    whole.remarks.retain(|remark| !matches!(remark, Remark::OldFigure { .. } | Remark::Late { .. }));
}

/// Groups that stand on an old figure, where the worst one does not.
fn old_groups(parts: &[Outcome], whole: &Outcome) -> Vec<Remark> {
    let old = |part: &Outcome| {
        let old = part.remarks.iter().find_map(|remark| match remark {
            Remark::OldFigure { expected, .. } => Some(expected),
            _ => None,
        })?;
        let period = part.figure.as_ref()?.period;
        Some(Remark::Said(format!("{}: the figure is an old one, of {period} and not of {old}", part.group)))
    };
    parts.iter().filter(|part| part.group != whole.group).filter_map(old).collect()
}

/// Met when every group that has to be known meets it; one that is not known leaves it open.
fn all_on_target(parts: &[Outcome]) -> Truth {
    let counts = |part: &&Outcome| {
        !matches!(part.kind, ResultKind::Unrated | ResultKind::NotDue | ResultKind::NotApplicable)
    };
    let mut all = parts.iter().filter(counts).map(|part| part.on_target).peekable();
    if all.peek().is_none() { Truth::Unknown } else { Truth::all(all) }
}

/// What was printed for the whole: beside a row of its own, else the same word beside every group that has one.
fn stated(judge: &Judge<'_>, series: &SeriesTimeline, parts: &[Outcome]) -> Option<String> {
    let data = judge.data;
    let own = data.find(series.measure, PlaceId::WHOLE);
    let own = own.and_then(|rows| data.rows(rows).rev().find_map(|row| data.extra(row)?.stated.clone()));
    own.or_else(|| {
        let mut words = parts.iter().filter_map(|part| part.stated.as_ref());
        let first = words.next()?;
        words.all(|word| word.eq_ignore_ascii_case(first)).then(|| first.clone())
    })
}

fn nothing(series: &SeriesTimeline) -> Outcome {
    Outcome {
        measure: series.measure,
        place: PlaceId::WHOLE,
        group: String::new(),
        is_part: false,
        expected: series.rhythm.period(series.expected),
        kind: ResultKind::Missing,
        reason: "no group is known".to_owned(),
        figure: None,
        last_known: None,
        level: None,
        level_word: String::new(),
        decided_by: None,
        on_target: Truth::Unknown,
        target: None,
        other_targets: Vec::new(),
        gap: None,
        movement: Movements::default(),
        remarks: Vec::new(),
        stated: None,
        returned: None,
    }
}
