//! What a scenario expects: levels, figures, cases, totals and stages by their names.

use super::super::amounts::For;
use super::super::{Checker, diags};
use super::{shares, subject};
use crate::base::arena::Id;
use crate::base::period::YearStart;
use crate::base::span::Spanned;
use crate::model::scenario::{
    CaseExpected, CaseWord, Expect, Expectation, ExpectedAmount, KINDS, Outcome, ResultFigure, Stands,
    Subject, TotalWord, Whole,
};
use crate::model::{Escalation, Ladder};
use crate::syntax::ast::{
    AboutWords, Amount, CasePartWords, ExpectWords, ExpectationWords, FigureOf, FigureWords, Name,
    SubjectWords,
};

pub(super) fn expect(cx: &mut Checker, words: &ExpectWords) -> Option<Expect> {
    let what = match &words.what {
        ExpectationWords::NoCase(name, about) => {
            let any = ["case", "cases", "escalation"].iter().any(|word| name.text.eq_ignore_ascii_case(word));
            let known = cx.names.escalations.find(&name.text);
            let escalation = if any && known.is_none() { None } else { Some(cx.escalation(name)?) };
            let about = match about {
                Some(about) => Some(subject(cx, &about.subject)?),
                None => None,
            };
            Expectation::NoCase { escalation, about }
        }
        ExpectationWords::Figure(which, words, figure, amount) => {
            let subject = subject(cx, words)?;
            figure_of(cx, *which, subject, figure, amount.as_ref())?
        }
        ExpectationWords::Stage(who, stage, ladder) => stage_of(cx, who, stage, ladder.as_ref())?,
        ExpectationWords::Result(words, not, outcome) => {
            let subject = subject(cx, words)?;
            Expectation::Result { outcome: outcome_of(cx, &subject, outcome)?, subject, not: *not }
        }
        ExpectationWords::Share(is_theme, name, not, word) => {
            shares::expected(cx, *is_theme, name, *not, word)?
        }
        ExpectationWords::Total(count, word, whose) => {
            let whose = match whose {
                Some(name) => whose_totals(cx, name)?,
                None => Whole::Book,
            };
            Expectation::Total { count: *count, of: total_of(cx, word)?, whose }
        }
        ExpectationWords::Case(name, parts) => {
            let escalation = cx.escalation(name)?;
            Expectation::Case(case(cx, escalation, parts)?)
        }
    };
    Some(Expect { what, span: words.span })
}

fn figure_of(
    cx: &mut Checker,
    which: FigureOf,
    subject: Subject,
    figure: &FigureWords,
    amount: Option<&Amount>,
) -> Option<Expectation> {
    let own = &cx.book.measures[subject.measure];
    let (unit, id, span) = (own.unit.clone(), own.id.clone(), own.id_span);
    let whose = For { unit: Some(&unit), id: &id, span };
    let amount = match (which, amount) {
        (FigureOf::Gap, Some(amount)) => ExpectedAmount::Number(cx.difference_in(amount, whose)?),
        (FigureOf::Value | FigureOf::Target, Some(amount)) => {
            ExpectedAmount::Number(cx.value_in(amount, whose)?)
        }
        (_, None) => ExpectedAmount::Words(figure.text.clone()),
    };
    let which = match which {
        FigureOf::Value => ResultFigure::Value,
        FigureOf::Target => ResultFigure::Target,
        FigureOf::Gap => ResultFigure::Gap,
    };
    Some(Expectation::Figure { subject, which, amount })
}

fn outcome_of(cx: &mut Checker, subject: &Subject, word: &Spanned<String>) -> Option<Outcome> {
    Some(match word.node.as_str() {
        "on target" => Outcome::OnTarget,
        "off target" => Outcome::OffTarget,
        "late" => Outcome::Late,
        "old figure" | "stale" => Outcome::Old,
        "improving" => Outcome::Improving,
        "worsening" => Outcome::Worsening,
        "unchanged" => Outcome::Unchanged,
        "suppressed" => Outcome::Kind("withheld"),
        other => match KINDS.iter().find(|kind| **kind == other) {
            Some(kind) => Outcome::Kind(kind),
            None => {
                let rating = cx.book.measures[subject.measure].list.as_ref().map(|list| list.rating);
                Outcome::Level(level(cx, word, rating)?)
            }
        },
    })
}

/// A level by its word or letter, or a finding that lists what a result can be.
fn level(
    cx: &mut Checker,
    word: &Spanned<String>,
    rating: Option<Id<crate::model::Rating>>,
) -> Option<String> {
    let ratings: Vec<_> = match rating {
        Some(id) => vec![&cx.book.ratings[id]],
        None => cx.book.ratings.values().collect(),
    };
    let found = ratings.iter().find_map(|rating| Some(rating.word(rating.level(&word.node)?).to_owned()));
    if found.is_none() {
        let mut known: Vec<String> =
            ratings.iter().flat_map(|rating| &rating.levels).map(|level| level.word.clone()).collect();
        known.sort();
        known.dedup();
        cx.findings.push(diags::unknown_outcome(word, &known));
    }
    found
}

fn stage_of(
    cx: &mut Checker,
    who: &SubjectWords,
    stage: &Spanned<String>,
    ladder: Option<&Name>,
) -> Option<Expectation> {
    let name = |text: &Spanned<String>| Name { text: text.node.clone(), quoted: false, span: text.span };
    let ladder = match ladder {
        Some(name) => cx.ladder(name)?,
        None => {
            let having: Vec<Id<Ladder>> = cx
                .book
                .ladders
                .iter()
                .filter(|(_, one)| one.stage(&stage.node).is_some())
                .map(|(id, _)| id)
                .collect();
            match having.as_slice() {
                [one] => *one,
                [] => {
                    let all = cx.book.ladders.values().flat_map(|ladder| &ladder.stages);
                    let known: Vec<String> = all.map(|stage| stage.id.clone()).collect();
                    cx.findings.push(diags::unknown_name(diags::NameKind::Stage, &name(stage), &known, None));
                    return None;
                }
                several => {
                    let known: Vec<String> =
                        several.iter().map(|id| cx.book.ladders[*id].id.clone()).collect();
                    cx.findings.push(diags::stage_of_which(&name(stage), &known));
                    return None;
                }
            }
        }
    };
    let own = &cx.book.ladders[ladder];
    let Some(at) = own.stage(&stage.node) else {
        let known: Vec<String> = own.stages.iter().map(|stage| stage.id.clone()).collect();
        cx.findings.push(diags::unknown_name(diags::NameKind::Stage, &name(stage), &known, None));
        return None;
    };
    Some(Expectation::Stage { who: stands(cx, who)?, ladder, stage: at })
}

fn stands(cx: &mut Checker, words: &SubjectWords) -> Option<Stands> {
    let name = &words.name.text;
    if let Some(party) = cx.names.parties.find(name) {
        return Some(Stands::Party(party));
    }
    if let Some(theme) = cx.names.themes.find(name) {
        return Some(Stands::Theme(theme));
    }
    if cx.names.measures.find(name).is_none() {
        if name.eq_ignore_ascii_case("book") {
            return Some(Stands::Book);
        }
        let members = cx.book.groupings.values().flat_map(|kind| &kind.members);
        let mut named = members.filter(|member| member.id.eq_ignore_ascii_case(name));
        if let Some(member) = named.next() {
            return Some(Stands::Group(member.id.clone()));
        }
    }
    Some(Stands::Measure(subject(cx, words)?))
}

fn whose_totals(cx: &mut Checker, name: &Name) -> Option<Whole> {
    match cx.names.themes.find(&name.text) {
        Some(theme) => Some(Whole::Theme(theme)),
        None => cx.party(name).map(Whole::Owner),
    }
}

fn total_of(cx: &mut Checker, word: &Spanned<String>) -> Option<TotalWord> {
    Some(match word.node.as_str() {
        "measures" | "measure" => TotalWord::Measures,
        "due" => TotalWord::Due,
        "rated" => TotalWord::Rated,
        "on target" => TotalWord::OnTarget,
        other => match KINDS.iter().find(|kind| **kind == other) {
            Some(kind) => TotalWord::Kind(kind),
            None => TotalWord::Level(level(cx, word, None)?),
        },
    })
}

fn case(cx: &mut Checker, escalation: Id<Escalation>, parts: &[CasePartWords]) -> Option<CaseExpected> {
    let mut case = CaseExpected {
        escalation,
        about: None,
        opened_for: None,
        to: None,
        due: None,
        opened: None,
        state: None,
        told: Vec::new(),
        asks: Vec::new(),
    };
    for part in parts {
        match part {
            CasePartWords::To(names) => {
                let found: Vec<_> = names.iter().map(|name| cx.party(name)).collect();
                case.to = Some(found.into_iter().collect::<Option<Vec<_>>>()?);
            }
            CasePartWords::About(about) => {
                let AboutWords { subject: words, period } = about;
                let about = subject(cx, words)?;
                if let Some(text) = period {
                    let own: YearStart = cx.book.measures[about.measure].year_start;
                    case.opened_for = Some(cx.period(text, Some(own))?);
                }
                case.about = Some(about);
            }
            CasePartWords::Due(day) => case.due = Some(*day),
            CasePartWords::Opened(day) => case.opened = Some(*day),
            CasePartWords::Told(name, on) => case.told.push((cx.party(name)?, *on)),
            CasePartWords::Asks(field, text) => {
                let known: Vec<String> =
                    cx.book.escalations[escalation].asks.iter().map(|ask| ask.field.clone()).collect();
                if !known.contains(&field.node) {
                    cx.findings.push(diags::no_such_question(field, &known));
                    return None;
                }
                case.asks.push((field.node.clone(), text.node.clone()));
            }
            CasePartWords::State(word) => case.state = Some(state(&word.node)),
        }
    }
    Some(case)
}

fn state(word: &str) -> CaseWord {
    const STATES: [&str; 7] =
        ["open", "answered", "overdue", "recovered", "corrected", "stood down", "replaced"];
    STATES.iter().find(|state| **state == word).map_or(CaseWord::Closed, |state| CaseWord::Is(state))
}
