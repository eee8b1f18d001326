//! Who is told what, and when, over many periods: from the figures, or from rules alone, as if every one of them had
//! opened its cases on one day and nobody answered.

use chrono::NaiveDate;

use super::judged::cases;
use super::proof::prove;
use super::watch::covers;
use super::{Replay, Watched, sort};
use crate::base::arena::Id;
use crate::base::rhythm::{Rhythm, Step as Steps};
use crate::base::suggest::listed;
use crate::data::{PlaceId, Responses};
use crate::eval::assess::Run;
use crate::eval::horizon::Judges;
use crate::eval::judge::{Graded, Judge};
use crate::eval::ladders;
use crate::eval::look::Look;
use crate::eval::moment::Moment;
use crate::eval::outcome::{Amount, Case, CaseState, Figure, Moved, Simulation, Telling, Truth};
use crate::eval::words;
use crate::model::walk::Part;
use crate::model::{Condition, Escalation, Measure, RuleBook, Scope};

/// What the figures of a run would have told whom, from one day to another.
#[must_use]
pub fn simulate(run: &Run<'_>, from: NaiveDate, to: NaiveDate) -> Simulation {
    let judges = Judges::new(run, run.reported());
    let cases = cases(judges.history(), run);
    let told = tellings(&cases, (from, to), |case| reason(judges.history(), case));
    let moved = moved(judges.history(), from, to);
    Simulation { from, to, from_figures: true, told, cases, moved, proof: prove(run.book, from, to) }
}

/// What rules alone would tell whom, if each opened its cases on `from` and nobody answered until `to`.
#[must_use]
pub fn simulate_rules(book: &RuleBook, from: NaiveDate, to: NaiveDate) -> Simulation {
    let responses = Responses::default();
    let mut cases = Vec::new();
    for (id, rule) in book.escalations.iter().filter(|(_, rule)| !rule.faulty) {
        let replay = Replay::of_rule(book, &responses, to, id);
        let subjects: Vec<Option<Id<Measure>>> = match rule.scope {
            Scope::WholeBook => vec![None],
            Scope::Measures(_) => {
                book.measures.ids().map(Some).filter(|measure| covers(book, rule, *measure)).collect()
            }
        };
        for measure in subjects {
            let Some(moment) = opening_moment(book, measure, from) else { continue };
            let moments = [moment];
            let watched = Watched { measure, place: PlaceId::WHOLE, group: String::new(), moments: &moments };
            cases.extend(replay.series(&watched, &|_, _, _| Truth::True));
        }
    }
    sort(book, &mut cases);
    let told = tellings(&cases, (from, to), |case| supposed(book, case.escalation));
    let moved = Vec::new();
    Simulation { from, to, from_figures: false, told, cases, moved, proof: prove(book, from, to) }
}

/// Every move on a ladder from one day to another, those of one day in the order of their ladders.
fn moved(judge: &Judge<'_>, from: NaiveDate, to: NaiveDate) -> Vec<Moved> {
    let mut found = Vec::new();
    for position in ladders::positions(judge, &[]) {
        let own = position.moves.into_iter().filter(|made| from <= made.on && made.on <= to);
        found.extend(own.map(|made| Moved {
            ladder: position.ladder,
            climber: position.climber,
            name: position.name.clone(),
            made,
        }));
    }
    found.sort_by_key(|moved| moved.made.on);
    found
}

fn supposed(book: &RuleBook, id: Id<Escalation>) -> String {
    format!("suppose that {} opens", book.escalations[id].name())
}

/// The look on a day, at the newest period that has ended.
fn opening_moment(book: &RuleBook, measure: Option<Id<Measure>>, day: NaiveDate) -> Option<Moment> {
    let year_start = book.year_start();
    let book_rhythm = book.framework.due.unwrap_or_else(|| Rhythm::every(Steps::Quarter, year_start));
    let rhythm = measure.map_or(book_rhythm, |id| book.measures[id].due);
    let slot = rhythm.slot_of(day);
    let ended = rhythm.period(slot).is_some_and(|period| period.end <= day);
    let slot = if ended { slot } else { slot - 1 };
    Some(Moment::new(slot, rhythm.period(slot)?, day))
}

fn tellings(
    cases: &[Case],
    (from, to): (NaiveDate, NaiveDate),
    reason: impl Fn(&Case) -> String,
) -> Vec<Telling> {
    let mut told = Vec::new();
    for (at, case) in
        cases.iter().enumerate().filter(|(_, case)| case.state != CaseState::Waived || !case.to.is_empty())
    {
        for step in case.steps.iter().filter(|step| from <= step.on && step.on <= to) {
            if step.told.is_none() && !step.nobody {
                continue;
            }
            let opening = step.on == case.opened_on && step.told.is_some_and(|to| case.to.contains(&to));
            let why = if opening { reason(case) } else { step.text.clone() };
            told.push(Telling {
                on: step.on,
                to: step.told,
                case: at,
                why,
                due: case.due.filter(|_| opening),
            });
        }
    }
    told.sort_by_key(|telling| (telling.on, telling.case));
    told
}

/// `red: 89.4% in Q3 2018/19`: what was known of the figure when the case opened; where the rule goes by groups, also
/// which of them opened it.
fn reason(judge: &Judge<'_>, case: &Case) -> String {
    let Some(id) = case.measure else { return format!("for the whole book, {}", case.opened_for) };
    let series = judge.series_of(id, case.place);
    let Some(series) = series else { return format!("on the figure for {}", case.opened_for) };
    let mut look = judge.look(series, series.rhythm.slot_of(case.opened_for.end));
    look.on = Some(case.opened_on);
    let of_figure = reason_by_figure(look, case);
    match opening_groups(look, &judge.book.escalations[case.escalation].when) {
        Some(groups) if !groups.is_empty() => format!("{of_figure}; by {}", listed(&groups, "and")),
        Some(_) | None => of_figure,
    }
}

/// The groups of which a condition on any of them holds; none for other conditions. What a rule says of other times,
/// as in `(any site is red) and until Q4 2018/19`, opened nothing and names nobody.
fn opening_groups(look: Look<'_, '_>, condition: &Condition) -> Option<Vec<String>> {
    if look.holds(condition) != Truth::True {
        return None;
    }
    if let Condition::AnyGroup { condition, .. } = condition {
        let held = look.groups().filter(|group| group.holds(condition) == Truth::True);
        return Some(held.map(|group| look.judge.title(group.series.place)).collect());
    }
    condition.parts().into_iter().find_map(|part| match part {
        Part::Condition(inner) => opening_groups(look, inner),
        Part::Amount(_) => None,
    })
}

fn reason_by_figure(look: Look<'_, '_>, case: &Case) -> String {
    let book = look.judge.book;
    let level = match look.grade() {
        Graded::Level(level) => book.rating_of(look.measure()).map_or("", |rating| rating.word(level)),
        Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => "",
    };
    match look.figure() {
        // What people judge, and what is made of others, has a level and no figure.
        Some(Figure { amount: Amount::Level(_), .. }) | None if !level.is_empty() => {
            format!("{level} {}", case.opened_for.when())
        }
        Some(figure) => {
            let value = match &figure.amount {
                Amount::Number { value, places } => look.unit().show_places(value, *places),
                other => words::amount(other, look.measure(), book),
            };
            let level = if level.is_empty() { String::new() } else { format!("{level}: ") };
            format!("{level}{value} {}", figure.period.when())
        }
        None => format!("no figure for {}", case.opened_for),
    }
}
