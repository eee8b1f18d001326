//! Conditions on what is on record: the stage of a ladder, what became of an event, who decided.

use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::base::suggest::nearest;
use crate::model::{Condition, CountOver, Event, Expression, Ladder, LoopTest, Record, Reference, Tolerance};
use crate::syntax::ast::{Name, RecordWords};

/// Where a condition stands, which decides what it may read of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In a rating, or after `when` in an escalation.
    Elsewhere,
    /// After `closes when` in an escalation: there is an open case.
    Closing,
    /// In a stage of a ladder.
    Ladder,
}

impl Checker {
    pub(super) fn ladder(&mut self, name: &Name) -> Option<Id<Ladder>> {
        self.find(diags::NameKind::Ladder, name, |n| &n.ladders)
    }

    pub(super) fn event(&mut self, name: &Name) -> Option<Id<Event>> {
        self.find(diags::NameKind::Event, name, |n| &n.events)
    }

    /// What a condition asks of the record; none when a name is not known or it means nothing here.
    pub(super) fn record(&mut self, words: &RecordWords, span: Span) -> Option<Record> {
        Some(match words {
            RecordWords::InStage { stage, ladder } => self.in_stage(stage, ladder.as_ref())?,
            RecordWords::Happened { event: name, state, since_it } => {
                let event = self.event(name)?;
                if *since_it && self.standing == Standing::Elsewhere {
                    self.findings.push(diags::only_in_a_ladder("`since it entered`", span));
                    return None;
                }
                let state = match state {
                    Some(state) => Some(self.event_state(event, state)?),
                    None => None,
                };
                Record::Happened { event, state, since_it: *since_it }
            }
            RecordWords::DecidedBy(name) => {
                let by = self.party(name)?;
                self.in_a_ladder("`by decision of`", span)?;
                Record::DecidedBy(by)
            }
            RecordWords::SinceEntry { better } => {
                self.in_a_ladder("`than when it entered`", span)?;
                Record::SinceEntry { better: *better }
            }
        })
    }

    fn in_a_ladder(&mut self, what: &str, span: Span) -> Option<()> {
        if self.standing == Standing::Ladder {
            return Some(());
        }
        self.findings.push(diags::only_in_a_ladder(what, span));
        None
    }

    fn in_stage(&mut self, name: &Name, ladder: Option<&Name>) -> Option<Record> {
        let among: Vec<Id<Ladder>> = match ladder {
            Some(ladder) => vec![self.ladder(ladder)?],
            None => self.book.ladders.ids().collect(),
        };
        let found: Vec<(Id<Ladder>, usize)> =
            among.iter().filter_map(|id| Some((*id, self.book.ladders[*id].stage(&name.text)?))).collect();
        match found.as_slice() {
            [(ladder, stage)] => Some(Record::InStage { ladder: *ladder, stage: *stage }),
            [] => {
                let stages = among.iter().flat_map(|id| &self.book.ladders[*id].stages);
                let known: Vec<String> = stages.map(|stage| stage.id.clone()).collect();
                let unread = self.names.unread.has("ladder") || self.names.unread.has(&name.text);
                if !unread {
                    let meant = nearest(&name.text, known.iter().map(String::as_str));
                    let finding = diags::unknown_name(diags::NameKind::Stage, name, &known, meant);
                    self.findings.push(finding);
                }
                None
            }
            several => {
                let ids: Vec<String> =
                    several.iter().map(|(id, _)| self.book.ladders[*id].id.clone()).collect();
                self.findings.push(diags::which_ladder(name, &ids));
                None
            }
        }
    }

    fn event_state(&mut self, event: Id<Event>, name: &Name) -> Option<usize> {
        let declared = &self.book.events[event];
        let found = declared.state(&name.text);
        if found.is_none() {
            let known: Vec<String> = declared.states.iter().map(|state| state.id.clone()).collect();
            let meant = nearest(&name.text, known.iter().map(String::as_str));
            self.findings.push(diags::unknown_name(diags::NameKind::EventState, name, &known, meant));
        }
        found
    }
}

/// The first part of a condition that is about the series it stands on, and not about measures it names or counts.
pub(super) fn of_one_series(condition: &Condition) -> Option<Span> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(of_one_series),
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::ForTime { condition: inner, .. }
        | Condition::FirstTime { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::Named { condition: inner, .. }
        | Condition::In { condition: inner, .. } => of_one_series(inner),
        Condition::Status(_, span)
        | Condition::Level(_, span)
        | Condition::Within { span, .. }
        | Condition::Than { span, .. }
        | Condition::Moves { span, .. }
        | Condition::OutsideRange { span, .. }
        | Condition::Placed { span, .. }
        | Condition::Forecast(_, span)
        | Condition::Statistical(_, span)
        | Condition::AnyGroup { span, .. }
        | Condition::EachGroup { span, .. }
        | Condition::Loop(LoopTest::ReturnNotIn, span)
        | Condition::OldBy { span, .. }
        | Condition::OnRecord(Record::SinceEntry { .. }, span) => Some(*span),
        Condition::Compare { left, right, span, .. } => {
            (reads_series(left) || reads_series(right)).then_some(*span)
        }
        Condition::Known(amount, span) => reads_series(amount).then_some(*span),
        Condition::OfMeasure { .. }
        | Condition::InTime { .. }
        | Condition::Tally(_)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OnRecord(..) => None,
    }
}

fn reads_series(amount: &Expression) -> bool {
    match amount {
        Expression::Number(_) | Expression::Amount(..) => false,
        Expression::Quantity { measure, .. } => measure.is_none(),
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => reads_series(a) || reads_series(b),
        Expression::Min(all) | Expression::Max(all) => all.iter().any(reads_series),
        Expression::PercentOf(_, of)
        | Expression::Named { of, .. }
        | Expression::Rounded { of, .. }
        | Expression::Converted(_, of) => reads_series(of),
        Expression::Window(window) => window.whose.measure.is_none(),
        Expression::Elsewhere(elsewhere) => elsewhere.whose.measure.is_none(),
        Expression::CountOf(count) => match &count.over {
            CountOver::Measures(_) => false,
            CountOver::Groups(measure) => measure.is_none(),
            CountOver::Periods(whose, _) => whose.measure.is_none(),
        },
        Expression::List(list) => {
            let lines = list.lines.iter();
            let amounts =
                lines.map(|line| &line.amount).chain(list.otherwise.iter().map(|(amount, _)| amount));
            amounts.into_iter().any(reads_series)
                || list.lines.iter().any(|line| of_one_series(&line.when).is_some())
        }
        Expression::Benchmark { measure, .. } => measure.is_none(),
        Expression::OfPeers { .. } | Expression::Position { .. } => true,
        Expression::EachYear { start, step } => reads_series(start) || steps_by_series(step),
        Expression::EachYearOnTheLast { start, .. } => reads_series(start),
    }
}

fn steps_by_series(step: &Tolerance) -> bool {
    match step {
        Tolerance::Amount(_) => false,
        Tolerance::PercentOf(_, of) => match of.as_ref() {
            Reference::Target | Reference::Baseline | Reference::Value(_) => true,
            Reference::Amount(amount) => reads_series(amount),
        },
    }
}

/// The first part of a condition that reads the answers to cases.
pub(super) fn of_answers(condition: &Condition) -> Option<Span> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(of_answers),
        Condition::Not(inner)
        | Condition::For { condition: inner, .. }
        | Condition::InLast { condition: inner, .. }
        | Condition::In { condition: inner, .. }
        | Condition::ForTime { condition: inner, .. }
        | Condition::FirstTime { condition: inner, .. }
        | Condition::Named { condition: inner, .. }
        | Condition::OfMeasure { condition: inner, .. }
        | Condition::EachGroup { condition: inner, .. }
        | Condition::AnyGroup { condition: inner, .. } => of_answers(inner),
        Condition::Tally(tally) => of_answers(&tally.condition),
        Condition::Loop(LoopTest::ReturnNotIn, _) => None,
        Condition::NoResponse { span, .. }
        | Condition::RecoveryPassed(span)
        | Condition::SameText(span)
        | Condition::Loop(_, span) => Some(*span),
        Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::InTime { .. }
        | Condition::OldBy { .. }
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::Known(..)
        | Condition::OnRecord(..) => None,
    }
}
