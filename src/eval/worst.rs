//! The result of a measure that goes by its worst group.

use super::judge::Judge;
use super::outcome::{Movements, Outcome, Remark, ResultKind, Truth};
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
    if known > 0 {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let group = judge.title(whole.place);
        whole.remarks.push(Remark::WorstOf { group, known: number(known), of: number(of) });
    } else if parts.len() > 1 {
        whole.reason = joint_reason(judge, parts, &whole);
    }
    if known < of
        && let Some(figure) = &mut whole.figure
    {
        figure.marks = figure.marks.with(Mark::Incomplete);
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

fn all_on_target(parts: &[Outcome]) -> Truth {
    let mut known =
        parts.iter().map(|part| part.on_target).filter(|truth| *truth != Truth::Unknown).peekable();
    if known.peek().is_none() { Truth::Unknown } else { Truth::all(known) }
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
    }
}
