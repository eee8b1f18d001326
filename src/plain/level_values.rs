//! Which values have which level, in words: `green at 95% or more; amber from 90% up to 95%; red below 90%`.

use super::or_list;
use crate::base::unit::Unit;
use crate::model::{EndOfValues, LevelValues, Measure, Rating, RuleBook};

/// What each level means in values; none where that cannot be said.
#[must_use]
pub fn level_values(of: &Measure, book: &RuleBook) -> Option<String> {
    let rating = book.rating_of(of)?;
    if of.level_values.is_empty() {
        return None;
    }
    let unit = of.unit_of_whole();
    let mut said: Vec<(Vec<u8>, Vec<String>)> = Vec::new();
    for run in &of.level_values {
        match said.iter_mut().find(|(levels, _)| *levels == run.levels) {
            Some((_, runs)) => runs.push(values(run, unit)),
            None => said.push((run.levels.clone(), vec![values(run, unit)])),
        }
    }
    said.sort_by(|(a, _), (b, _)| a.cmp(b));
    let lines: Vec<String> = said
        .iter()
        .map(|(levels, runs)| format!("{} {}", words(levels, rating), runs.join(", or ")))
        .collect();
    let rounded = of.list.as_ref().is_some_and(|list| list.rounded_to.is_some());
    let which = if rounded { "by its rounded value" } else { "by its value" };
    let caps = of.list.as_ref().is_some_and(|list| !list.caps.is_empty());
    let but = if caps { "; but no better than its caps allow" } else { "" };
    Some(format!("{which} it is {}{but}", lines.join("; ")))
}

fn words(levels: &[u8], rating: &Rating) -> String {
    or_list(&levels.iter().map(|level| rating.word(*level)).collect::<Vec<_>>())
}

fn values(of: &LevelValues, unit: &Unit) -> String {
    let show = |end: &EndOfValues| unit.show(&end.figure);
    match (&of.from, &of.to) {
        (None, None) => "at any value".to_owned(),
        (None, Some(to)) if to.included => format!("at {} or less", show(to)),
        (None, Some(to)) => format!("below {}", show(to)),
        (Some(from), None) if from.included => format!("at {} or more", show(from)),
        (Some(from), None) => format!("above {}", show(from)),
        (Some(from), Some(to)) if from.figure == to.figure => format!("at {}", show(from)),
        (Some(from), Some(to)) => match (from.included, to.included) {
            (true, true) => format!("from {} to {}", show(from), show(to)),
            (true, false) => format!("from {} up to {}", show(from), show(to)),
            (false, true) => format!("above {} and up to {}", show(from), show(to)),
            (false, false) => format!("above {} and below {}", show(from), show(to)),
        },
    }
}
