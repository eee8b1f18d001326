//! Movement within one target: a figure is not compared with the one before it when the target has moved between them.

use crate::base::period::Period;
use crate::eval::look::Look;
use crate::eval::outcome::GoalUsed;
use crate::eval::words;
use crate::model::{Offset, Since};

/// Why the movement since the period before is not given; none when it is, or when there is nothing before.
pub(super) fn left_out(look: Look<'_, '_>) -> Option<String> {
    if !look.measure().within_one_target {
        return None;
    }
    let before = look.offset(Offset::Before)?;
    before.value()?;
    let seen = goals_of_year(look);
    let (_, first) = seen.first()?;
    if seen.iter().all(|(_, goal)| goal == first) {
        return None;
    }
    let since = before.period()?;
    let why = match seen.iter().find(|(_, goal)| goal.is_none()) {
        Some((period, _)) => format!("the target for {period} is not known"),
        None => {
            let mut steps: Vec<String> = Vec::new();
            for goal in seen.iter().filter_map(|(_, goal)| goal.as_ref()) {
                let shown = words::goal(goal, &look.measure().unit);
                if steps.last() != Some(&shown) {
                    steps.push(shown);
                }
            }
            format!("the target went from {}", steps.join(" to "))
        }
    };
    Some(format!("the movement since {since} is not given: {why}"))
}

impl Look<'_, '_> {
    /// Why a movement is not given.
    pub(in crate::eval) fn movement_left_out(self, since: Since) -> Option<String> {
        match since {
            Since::Previous => left_out(self),
            Since::LastYear | Since::Baseline => None,
        }
    }
}

/// The target of the period before, and of each period of the year up to this one.
fn goals_of_year(look: Look<'_, '_>) -> Vec<(Period, Option<GoalUsed>)> {
    let Some(year) = look.year() else { return Vec::new() };
    let first = look.series.rhythm.slot_of(year.start).min(look.slot - 1);
    let looks = (first..=look.slot).map(|slot| look.at(slot));
    looks.filter_map(|look| Some((look.period()?, look.goal().map(|goal| goal.into_owned())))).collect()
}
