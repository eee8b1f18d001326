//! What a scenario gives: figures with their periods and days, tables, answers and events.

use chrono::NaiveDate;

use super::super::{Checker, diags};
use super::{groups, subject};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::span::Span;
use crate::model::Measure;
use crate::model::scenario::{ActAbout, GivenAct, GivenAnswer, GivenFigure, GivenFile, Table, period_words};
use crate::syntax::ast::{
    AnswerWords, EventWords, FileWord, FileWords, GivenValueWords, GivenWords, Name, SubjectWords,
};

/// So many periods may one figure be repeated for.
const MOST: u32 = 240;

pub(super) fn figures(
    cx: &mut Checker,
    given: &GivenWords,
    first_day: Option<NaiveDate>,
) -> Option<Vec<GivenFigure>> {
    let measure = cx.measure(&given.subject.name)?;
    let mut places = groups(cx, measure, &given.subject.groups)?;
    if let Some(name) = &given.benchmark {
        places.push(comparator(cx, name)?);
    }
    let mut all = Vec::new();
    let mut last = None;
    for value in &given.values {
        for period in periods(cx, measure, value, &mut last)? {
            let days = Days::of(cx, measure, value, &period, first_day)?;
            let row = |figure: &crate::syntax::ast::FigureWords, submitted| GivenFigure {
                measure,
                groups: places.clone(),
                period: period_words(&cx.book.measures[measure], &period),
                value: figure.text.clone(),
                of: figure.of.clone(),
                marks: value.marks.join(", "),
                submitted,
                forecast: value.forecast.clone().unwrap_or_default(),
                span: value.span,
            };
            all.push(row(&value.figure, days.first));
            if let Some((revised, _)) = &value.revised {
                all.push(row(revised, days.revised));
            }
        }
    }
    Some(all)
}

/// The periods that a figure is of: the one named or the one after the figure before, and those after it.
fn periods(
    cx: &mut Checker,
    measure: Id<Measure>,
    value: &GivenValueWords,
    last: &mut Option<Period>,
) -> Option<Vec<Period>> {
    let own = &cx.book.measures[measure];
    let (rhythm, year_start) = (own.due, own.year_start);
    let after = |period: &Period| rhythm.period(rhythm.slot_of(period.end) + 1);
    let first = match (&value.when, &*last) {
        (Some(text), _) => cx.period(text, Some(year_start))?,
        (None, Some(before)) => after(before)?,
        (None, None) => {
            let id = own.id.clone();
            cx.findings.push(diags::figure_of_which_period(&id, value.span));
            return None;
        }
    };
    let mut all = vec![first];
    for _ in 1..value.repeated.unwrap_or(1).min(MOST) {
        all.push(after(all.last()?)?);
    }
    *last = all.last().copied();
    Some(all)
}

/// The days on which a figure came, and was revised.
struct Days {
    first: Option<NaiveDate>,
    revised: Option<NaiveDate>,
}

impl Days {
    fn of(
        cx: &mut Checker,
        measure: Id<Measure>,
        value: &GivenValueWords,
        period: &Period,
        first_day: Option<NaiveDate>,
    ) -> Option<Self> {
        let mut first = value.submitted;
        if let Some(late) = value.late {
            first = Some(day_after_return(cx, measure, period, late)?);
        }
        let revised = value.revised.as_ref().and_then(|(_, on)| on.or(first_day));
        if revised.is_some() && first.is_none() {
            first = Some(period.end);
        }
        Some(Self { first, revised })
    }
}

/// The first day on which a figure is late.
fn day_after_return(cx: &mut Checker, measure: Id<Measure>, period: &Period, at: Span) -> Option<NaiveDate> {
    let own = &cx.book.measures[measure];
    let slot = own.due.slot_of(period.end);
    let due = own.due.return_day(slot, &cx.book.calendar).or_else(|| {
        own.due.arrears?;
        cx.book.calendar.due_day(own.due, slot)
    });
    if due.is_none() {
        let (id, declared) = (own.id.clone(), own.id_span);
        cx.findings.push(diags::cannot_be_late(&id, at, declared));
    }
    due?.succ_opt()
}

fn comparator(cx: &mut Checker, name: &Name) -> Option<(Id<crate::model::Grouping>, String)> {
    let grouping = cx.book.comparators;
    let member = grouping.and_then(|kind| {
        let members = cx.book.groupings[kind].members.iter();
        let mut named = members.filter(|member| {
            member.id.eq_ignore_ascii_case(&name.text) || member.title.eq_ignore_ascii_case(&name.text)
        });
        named.next().map(|member| (kind, member.id.clone()))
    });
    if member.is_none() {
        cx.find(diags::NameKind::Benchmark, name, |names| &names.benchmarks)?;
    }
    member
}

pub(super) fn file(words: &FileWords) -> GivenFile {
    let table = match words.kind {
        FileWord::Figures => Table::Figures,
        FileWord::Answers => Table::Answers,
        FileWord::Events => Table::Events,
        FileWord::Extensions => Table::Extensions,
    };
    GivenFile { table, path: words.path.node.clone(), span: words.path.span }
}

pub(super) fn answer(cx: &mut Checker, words: &AnswerWords) -> Option<GivenAnswer> {
    let escalation = cx.escalation(&words.escalation)?;
    let about = match &words.about {
        Some(about) => {
            let subject = subject(cx, &about.subject)?;
            Some((subject.measure, subject.groups))
        }
        None => None,
    };
    let own_year = about.as_ref().map(|(measure, _)| cx.book.measures[*measure].year_start);
    let period = match words.about.as_ref().and_then(|about| about.period.as_ref()) {
        Some(text) => cx.period(text, own_year)?.to_string(),
        None => String::new(),
    };
    let by = match &words.by {
        Some(name) => Some(cx.party(name)?),
        None => None,
    };
    Some(GivenAnswer {
        escalation,
        about,
        period,
        on: words.on,
        by: by.map(|party| cx.book.parties[party].id.clone()),
        parts: words.parts.iter().map(|(field, text)| (field.clone(), text.node.clone())).collect(),
        span: words.span,
    })
}

pub(super) fn act(cx: &mut Checker, words: &EventWords) -> Option<GivenAct> {
    let ladder = cx.names.ladders.find(&words.event.text);
    let (event, state) = match ladder {
        Some(ladder) => {
            let own = &cx.book.ladders[ladder];
            let stage = own.stage(&words.state.text);
            let known: Vec<String> = own.stages.iter().map(|stage| stage.id.clone()).collect();
            let id = own.id.clone();
            let Some(stage) = stage.and_then(|at| known.get(at).cloned()) else {
                let finding = diags::unknown_name(diags::NameKind::Stage, &words.state, &known, None);
                cx.findings.push(finding);
                return None;
            };
            (id, stage)
        }
        None => {
            let event = cx.event(&words.event)?;
            let own = &cx.book.events[event];
            let known: Vec<String> = own.states.iter().map(|state| state.id.clone()).collect();
            let id = own.id.clone();
            let found = own.state(&words.state.text).and_then(|at| known.get(at).cloned());
            let Some(state) = found else {
                let finding = diags::unknown_name(diags::NameKind::EventState, &words.state, &known, None);
                cx.findings.push(finding);
                return None;
            };
            (id, state)
        }
    };
    let about = match &words.subject {
        Some(subject) => Some(about(cx, subject)?),
        None => None,
    };
    let by = match &words.by {
        Some(name) => Some(cx.party(name)?),
        None => None,
    };
    Some(GivenAct {
        event,
        state,
        about,
        on: words.on,
        by: by.map(|party| cx.book.parties[party].id.clone()),
        because: words.because.as_ref().map(|text| text.node.clone()).unwrap_or_default(),
        span: words.span,
    })
}

fn about(cx: &mut Checker, words: &SubjectWords) -> Option<ActAbout> {
    if words.groups.is_empty() {
        if let Some(party) = cx.names.parties.find(&words.name.text) {
            return Some(ActAbout::Party(party));
        }
        if let Some(theme) = cx.names.themes.find(&words.name.text) {
            return Some(ActAbout::Theme(theme));
        }
    }
    let subject = subject(cx, words)?;
    Some(ActAbout::Measure(subject.measure, subject.groups))
}
