//! Why a case closes where the figure alone does not say so: people set its level, or its forecast is another.

use crate::base::period::date_name;
use crate::eval::judge::Judge;
use crate::eval::look::{Look, Supposed};
use crate::eval::moment::{LoopFacts, Moment};
use crate::eval::outcome::{CaseState, Truth};
use crate::eval::timeline::SeriesTimeline;
use crate::model::Condition;

/// The reason in the reader's words; none where it is the figure. `over` is what the condition came to, that the case
/// closes on.
pub(super) fn reason(
    judge: &Judge<'_>,
    series: &SeriesTimeline,
    (condition, over): (&Condition, Truth),
    moment: &Moment,
    facts: &LoopFacts,
) -> Option<String> {
    let look = Look { facts, on: Some(moment.day), ..judge.look(series, moment.slot) };
    by_hand(look, condition, over).or_else(|| by_forecast(look))
}

/// How a case ends on what became known of figures.
pub(super) fn on_figures(moment: &Moment, look: &Moment) -> (CaseState, String) {
    if moment.corrected {
        return (CaseState::Corrected, "closed as corrected: a figure it stood on was wrong".to_owned());
    }
    (CaseState::Recovered, format!("closed as recovered on the figure for {}", look.period))
}

/// That a level was set by hand, where by the rules alone the case would stay open.
fn by_hand(look: Look<'_, '_>, condition: &Condition, over: Truth) -> Option<String> {
    if look.judge.data.judged.is_empty() {
        return None;
    }
    let beneath = look.parts().chain(look.made_of().filter_map(|(_, part)| part));
    let (set, of) = std::iter::once(look).chain(beneath).find_map(|one| Some((one.set_level()?, one)))?;
    let nothing = Supposed::at(look);
    if (Look { supposed: Some(&nothing), ..look }).holds(condition) == over {
        return None;
    }
    let rating = look.judge.book.rating_of(of.measure());
    let word = rating.map_or("", |rating| rating.word(set.level));
    let period = of.period().map_or_else(String::new, |period| format!(" for {period}"));
    Some(format!(
        "closed as recovered: the level of the figure{period} was set by hand to {word}, by {} on {}",
        set.by,
        date_name(set.on)
    ))
}

/// That the forecast with a figure is another than before, and the figure the same.
fn by_forecast(look: Look<'_, '_>) -> Option<String> {
    let judge = look.judge;
    let row = look.row().filter(|row| judge.corrections.repeats(*row))?;
    let before = judge.corrections.back_from(row).nth(1)?;
    let forecast = |row| judge.data.extra(row).and_then(|extra| extra.forecast.as_ref());
    if judge.data.known_on(row) != look.on || forecast(row) == forecast(before) {
        return None;
    }
    Some(format!("closed as recovered on a new forecast; the figure for {} is the same", look.period()?))
}
