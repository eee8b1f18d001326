//! Which figures a board owes for a period, and which it has given.

use super::super::view::View;
use super::For;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::data::{PlaceId, State};
use crate::eval::outcome::{Outcome, ResultKind, TargetUsed, is_done, is_milestone};
use crate::model::{Measure, OnGroups, Party};

/// A figure that is asked for, or that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DueRow {
    /// Position of its result in the view.
    pub(super) outcome: usize,
    pub(super) measure: Id<Measure>,
    pub(super) place: PlaceId,
    pub(super) period: Period,
    /// The slot of the period.
    pub(super) slot: Slot,
    /// The target of that period.
    pub(super) target: Option<TargetUsed>,
}

/// What a board owes and what it gave.
#[derive(Debug, Default)]
pub(super) struct Due {
    /// Figures asked for.
    pub(super) rows: Vec<DueRow>,
    /// The newest figure of each series.
    pub(super) given: Vec<DueRow>,
}

pub(super) fn of_board(view: &View<'_>, of: For<'_>, board: Option<Id<Party>>) -> Due {
    let mut due = Due::default();
    for (at, outcome) in view.outcomes().iter().enumerate() {
        let measure = view.measure(outcome);
        if measure.owner != board || !is_sent_in(view, measure, outcome) {
            continue;
        }
        let row = |slot: Slot| {
            let (outcome_at, measure, place) = (at, outcome.measure, outcome.place);
            let period = view.measure(outcome).due.period(slot)?;
            let target = (of.target)(measure, place, slot);
            Some(DueRow { outcome: outcome_at, measure, place, period, slot, target })
        };
        due.rows.extend(slots(view, of, measure, outcome).into_iter().filter_map(row));
        let given = newest(view, measure, outcome);
        due.given.extend(given.and_then(|(slot, period)| Some(DueRow { period, ..row(slot)? })));
    }
    due
}

/// True for a figure that somebody sends in: not for one that is made of others, and not for a whole that is judged by
/// its groups or adds up from them.
fn is_sent_in(view: &View<'_>, measure: &Measure, outcome: &Outcome) -> bool {
    let made = measure.computed.is_some() || measure.composite.is_some() || measure.faulty;
    if made || (outcome.kind == ResultKind::NotApplicable && outcome.expected.is_none()) {
        return false;
    }
    if outcome.place != PlaceId::WHOLE {
        let members = view.members(Some(outcome.measure), outcome.place, &outcome.group);
        let excluded = |member: &str| measure.excluded_groups.iter().any(|one| one.member == member);
        return !members.iter().any(|(_, member)| excluded(member));
    }
    let of_groups = match measure.on_groups {
        OnGroups::Worst | OnGroups::WorstOfKnown(_) | OnGroups::AtLeast { .. } | OnGroups::Gap => true,
        OnGroups::Each | OnGroups::Total | OnGroups::TotalOfKnown(_) => measure.adds_up_groups(),
    };
    measure.by.is_empty() || !of_groups
}

/// The slots whose figures are wanted: those that fall due in the period, and older ones that are still owed.
fn slots(view: &View<'_>, of: For<'_>, measure: &Measure, outcome: &Outcome) -> Vec<Slot> {
    let calendar = &view.inputs.book.calendar;
    let last = calendar.due_by(measure.due, of.period.end);
    let fresh = |slot: Slot| {
        let before = of.period.start.pred_opt();
        before.is_none_or(|before| slot > calendar.due_by(measure.due, before))
    };
    let known = in_hand(view, outcome);
    let newest = known.iter().max().copied();
    let years = measure.due.slots_per_year().unwrap_or(4).max(1);
    let first_due = |slot: Slot| {
        let first = measure.first_due.map(|first| measure.due.slot_of(first.end));
        first.is_none_or(|first| slot >= first)
    };
    // Of a milestone that is met nothing more is asked, and of one that is still to come nothing older.
    let day = view.inputs.assessment.as_of;
    let newest_figure = outcome.figure.as_ref().or(outcome.last_known.as_deref());
    if newest_figure.is_some_and(|figure| is_done(measure, figure, day)) {
        return Vec::new();
    }
    let is_milestone = is_milestone(measure);
    let wanted = |slot: &Slot| {
        if is_milestone && *slot != last {
            return false;
        }
        // A gap that a later figure came after is history.
        let is_owed = newest.is_some_and(|newest| *slot > newest);
        first_due(*slot) && !known.contains(slot) && (fresh(*slot) || is_owed)
    };
    (last - years + 1..=last).filter(wanted).collect()
}

/// The slots of which something is in hand: a figure, or a word that there is none and will be none.
fn in_hand(view: &View<'_>, outcome: &Outcome) -> Vec<Slot> {
    let data = view.inputs.data;
    let measure = view.measure(outcome);
    let Some(series) = data.find(outcome.measure, outcome.place) else { return Vec::new() };
    let given = data.rows(series).filter(|row| !matches!(data.state(*row), State::Missing | State::Invalid));
    given.filter_map(|row| data.period(row)).map(|period| measure.due.slot_of(period.end)).collect()
}

/// The newest figure: its slot, and its period as it was given.
fn newest(view: &View<'_>, measure: &Measure, outcome: &Outcome) -> Option<(Slot, Period)> {
    let newest = in_hand(view, outcome).into_iter().max()?;
    // Only a figure that is shown can be corrected.
    let figure = outcome.figure.as_ref().or(outcome.last_known.as_deref())?;
    let shown = outcome.kind != ResultKind::Withheld && !view.is_secret_figure(figure);
    (shown && measure.due.slot_of(figure.period.end) == newest).then_some((newest, figure.period))
}
