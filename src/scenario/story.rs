//! Stories for escalations: figures that stay bad until somebody is asked, an answer that does not come, and a recovery.

use chrono::{Days, NaiveDate};

use super::boundaries::Setting;
use super::generate::{Made, covers};
use super::settings::{Past, setting};
use crate::base::arena::Id;
use crate::eval::outcome::Case;
use crate::model::{Escalation, Measure, RuleBook};

/// So many measures an escalation is tried on until one opens it.
const TRIES: usize = 12;
/// So many bad periods running at most.
const LONGEST: u32 = 6;

/// The measures that an escalation is tried on, in order.
pub(super) fn tried(book: &RuleBook, rule: &Escalation) -> Vec<Id<Measure>> {
    let own = book.reading_order().into_iter().filter(|measure| covers(book, rule, *measure));
    let judged =
        own.filter(|measure| !book.measures[*measure].faulty && book.measures[*measure].list.is_some());
    judged.take(TRIES).collect()
}

/// Adds the stories of one escalation about one measure; false where nothing opens it.
pub(super) fn told(made: &mut Made<'_>, id: Id<Escalation>, rule: &Escalation, measure: Id<Measure>) -> bool {
    let Some((setting, value, case)) = opening(made.book, id, measure) else { return false };
    days_of(made, rule, &setting, &value, &case);
    spell(made, rule, measure);
    true
}

/// A setting in which the escalation has a case open, with the figure and the case.
fn opening(book: &RuleBook, id: Id<Escalation>, measure: Id<Measure>) -> Option<(Setting, String, Case)> {
    for past in std::iter::once(Past::Good).chain((1..=LONGEST).map(Past::LongBad)) {
        let Some(setting) = newest(book, measure, past) else { continue };
        let Some(value) = worst(book, &setting) else { continue };
        let report = setting.report(book, &value);
        let case = report.cases.iter().find(|case| case.escalation == id && case.state.is_live());
        if let Some(case) = case {
            return Some((setting, value, case.clone()));
        }
    }
    None
}

fn newest(book: &RuleBook, measure: Id<Measure>, past: Past) -> Option<Setting> {
    let due = book.measures[measure].due;
    let day = book.framework.report_days.last().copied().or(book.framework.year.map(|year| year.end))?;
    setting(book, measure, book.calendar.due_by(due, day), past, false)
}

/// A bad figure: the one that a bad period before would have.
fn worst(book: &RuleBook, setting: &Setting) -> Option<String> {
    let due = book.measures[setting.measure].due;
    let slot = book.calendar.expected(due, setting.as_of);
    let bad = super::settings::setting(book, setting.measure, slot, Past::Bad, false)?;
    let before = bad.figures.iter().rev().filter(|figure| figure.measure == setting.measure).nth(1)?;
    Some(before.value.clone())
}

/// The day an answer is due, the day after, and each day on which somebody else is told.
fn days_of(made: &mut Made<'_>, rule: &Escalation, setting: &Setting, value: &str, case: &Case) {
    let Some(due) = case.due else { return };
    let id = &rule.id;
    let measure = &made.book.measures[setting.measure].id;
    let title = |day: &str| format!("{id} about {measure} with no answer, {day}");
    let mut days: Vec<(NaiveDate, String)> = vec![(due, title("on the day it is due"))];
    days.extend(due.checked_add_days(Days::new(1)).map(|day| (day, title("on the day after"))));
    for climb in &rule.climbs {
        let count = climb.working_days_after_due;
        let told = made.book.calendar.working_days_after(due, count);
        days.push((told, title(&format!("{count} working days after"))));
        let next = made.book.calendar.working_days_after(due, count + 1);
        days.push((next, title(&format!("the working day after {count} working days"))));
    }
    for (as_of, title) in days {
        made.add(&Setting { as_of, ..setting.clone() }, value, title);
    }
}

/// Bad figures for one period, two, three and so on; and good ones after them.
fn spell(made: &mut Made<'_>, rule: &Escalation, measure: Id<Measure>) {
    let (id, name) = (&rule.id, made.book.measures[measure].id.clone());
    for count in 0..=LONGEST {
        let past = if count == 0 { Past::Good } else { Past::LongBad(count) };
        let Some(setting) = newest(made.book, measure, past) else { continue };
        if let Some(value) = worst(made.book, &setting) {
            made.add(&setting, &value, format!("{id} about {name} after {} bad figures running", count + 1));
        }
    }
    for good in 1..=LONGEST {
        let Some(mut setting) = newest(made.book, measure, Past::LongBad(LONGEST)) else { continue };
        let Some(last) = setting.figures.get(setting.moved).map(|figure| figure.value.clone()) else {
            continue;
        };
        let skip = good as usize - 1;
        let own: Vec<usize> = (0..setting.moved)
            .rev()
            .filter(|at| setting.figures.get(*at).is_some_and(|figure| figure.measure == measure))
            .take(skip)
            .collect();
        for at in own {
            if let Some(figure) = setting.figures.get_mut(at) {
                figure.value.clone_from(&last);
            }
        }
        made.add(&setting, &last, format!("{id} about {name} after {good} good figures running"));
    }
}
