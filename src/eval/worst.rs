//! The result of a measure that goes by its worst group.

use super::by_hand;
use super::joining;
use super::judge::{Graded, Judge};
use super::outcome::{Movements, Outcome, Remark, ResultKind, Truth};
use super::results::level_word;
use super::timeline::SeriesTimeline;
use crate::base::rare::Rare;
use crate::base::suggest::listed;
use crate::data::{Mark, PlaceId};
use crate::model::{How, Joining};

/// The whole, from the results of its groups.
pub(super) fn whole(judge: &Judge<'_>, series: &SeriesTimeline, parts: &[Outcome]) -> Outcome {
    let look = judge.look(series, series.report);
    let joining = look.joining();
    let own: Vec<PlaceId> = judge.parts(series).map(|part| part.place).collect();
    let parts: Vec<&Outcome> = parts.iter().filter(|part| own.contains(&part.place)).collect();
    let parts = parts.as_slice();
    let counted = |kind| !matches!(kind, ResultKind::NotApplicable | ResultKind::NotDue);
    let known = parts.iter().filter(|part| part.kind == ResultKind::Rated).count();
    let of = parts.iter().filter(|part| counted(part.kind)).count();
    let open: Vec<PlaceId> = look.open_parts().map(|part| part.series.place).collect();
    let silent: Vec<&Outcome> = parts.iter().filter(|part| open.contains(&part.place)).copied().collect();
    let decided = match look.worst_grade() {
        Graded::Level(level) => Some(level),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
    };
    let deciding = look.worst_part().map(|part| part.series.place);
    let base = parts.iter().find(|part| Some(part.place) == deciding).copied();
    let mut whole = base.cloned().unwrap_or_else(|| nothing(series));
    // What a group's result says of other times is said beside that group.
    whole.outlook = None;
    if whole.comparisons.place.is_some() {
        whole.comparisons.place = None;
    }
    if decided.is_none() && whole.level.is_some() {
        not_known(&mut whole, joining, &silent);
    } else if known > 0 {
        whole
            .remarks
            .extend(decided.map(|level| decided_by(judge, joining, parts, (level, known, of), &whole)));
        if joining.known_at_least.is_some() && !silent.is_empty() {
            let names: Vec<String> = silent.iter().map(|part| judge.title(part.place)).collect();
            let why = format!("no result from {}", listed(&names, "and"));
            whole.remarks.push(Remark::Incomplete { why });
        }
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
    whole.on_target = all_on_target(joining, parts);
    whole.stated = stated(judge, series, parts);
    // What was set on the group that decides is said of that group.
    whole.remarks.retain(|remark| !matches!(remark, Remark::SetByHand(_)));
    by_hand::apply(judge, series, &mut whole);
    whole
}

/// What decided: `the level is that of the worst, Horton General; 2 of 2 have a result`, or how many reach it.
fn decided_by(
    judge: &Judge<'_>,
    joining: Joining,
    parts: &[&Outcome],
    (level, known, of): (u8, usize, usize),
    whole: &Outcome,
) -> Remark {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match joining.how {
        How::Worst | How::Average => {
            Remark::WorstOf { group: judge.title(whole.place), known: number(known), of: number(of) }
        }
        How::AtLeast { least, .. } => {
            let reach = parts.iter().filter(|part| part.level.is_some_and(|own| own <= level));
            let names: Vec<String> = reach.map(|part| judge.title(part.place)).collect();
            let reached = joining::reached(level, &whole.level_word, &names, (least, of));
            let shown = judge.title(whole.place);
            Remark::Said(format!(
                "{reached}; the figure shown is that of {shown}; {known} of {of} have a result"
            ))
        }
    }
}

fn joint_reason(judge: &Judge<'_>, parts: &[&Outcome], base: &Outcome) -> String {
    if parts.iter().all(|part| part.kind == base.kind && part.reason == base.reason) {
        return base.reason.clone();
    }
    format!("{}: {}", judge.title(base.place), base.reason)
}

/// All known groups are well, and one is not known: so it is not known how the worst stands.
fn not_known(whole: &mut Outcome, joining: Joining, silent: &[&Outcome]) {
    let silent: Vec<String> = silent.iter().map(|part| format!("{} ({})", part.group, part.reason)).collect();
    let what = match joining.how {
        How::Worst | How::Average => "the worst".to_owned(),
        How::AtLeast { least, of } => format!("what {least} of {of} reach"),
    };
    whole.kind = ResultKind::NotRated;
    whole.reason = match (silent.is_empty(), joining.known_at_least) {
        (true, _) => format!("{what} is not known: too few groups have a result"),
        (false, Some(least)) => {
            format!("fewer than {least} groups have a result: not {}", silent.join(" and "))
        }
        (false, None) => format!("{what} is not known without {}", silent.join(" and ")),
    };
    (whole.level, whole.decided_by, whole.gap) = (None, None, None);
    (whole.figure, whole.last_known) = (None, None);
    whole.movement = Movements::default();
    whole.comparisons = Rare::default();
    whole.remarks.retain(|remark| !matches!(remark, Remark::OldFigure { .. } | Remark::Late { .. }));
}

/// Groups that stand on an old figure, where the worst one does not.
fn old_groups(parts: &[&Outcome], whole: &Outcome) -> Vec<Remark> {
    let old = |part: &&Outcome| {
        let old = part.remarks.iter().find_map(|remark| match remark {
            Remark::OldFigure { expected, .. } => Some(expected),
            _ => None,
        })?;
        let period = part.figure.as_ref()?.period;
        Some(Remark::Said(format!("{}: the figure is an old one, of {period} and not of {old}", part.group)))
    };
    parts.iter().filter(|part| part.group != whole.group).filter_map(old).collect()
}

/// Met when every group that has to be known meets it, or as many as are asked for; one that is not known leaves it open.
fn all_on_target(joining: Joining, parts: &[&Outcome]) -> Truth {
    let counts = |part: &&&Outcome| {
        part.history.not_comparable.is_none()
            && !matches!(part.kind, ResultKind::Unrated | ResultKind::NotDue | ResultKind::NotApplicable)
    };
    joining::on_target(joining, parts.iter().filter(counts).map(|part| part.on_target))
}

/// What was printed for the whole: beside a row of its own, else the same word beside every group that has one.
fn stated(judge: &Judge<'_>, series: &SeriesTimeline, parts: &[&Outcome]) -> Option<String> {
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
        expected: series.rhythm.period(series.expected),
        reason: "no group is known".to_owned(),
        ..Outcome::empty(series.measure, ResultKind::Missing)
    }
}
