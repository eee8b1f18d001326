//! Who is asked, by when and what, with the days from and until which each line holds.

use chrono::NaiveDate;

use super::escalations::placeholders;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{Ask, Climb, Earlier, Escalation, Recipient, Respond};
use crate::syntax::ast::{self, EscalationClause, InForce, RecipientWords, RespondWords};

/// A line that may change in time.
struct Line {
    says: Says,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    span: Span,
}

/// What such a line says.
enum Says {
    To(Vec<Recipient>),
    Respond(Respond),
    Ask(Ask),
    Climb(Climb),
}

impl Says {
    /// What may be said only once at a time, in the reader's words.
    fn what(&self) -> Option<String> {
        match self {
            Self::To(_) => Some("who is told".to_owned()),
            Self::Respond(_) => Some("by when to answer".to_owned()),
            Self::Ask(ask) => Some(format!("the question `{}`", ask.field)),
            Self::Climb(_) => None,
        }
    }
}

impl Line {
    /// True when it holds on the first day of a stretch; none is the beginning of time.
    fn holds_from(&self, start: Option<NaiveDate>) -> bool {
        let begun = self.from.is_none_or(|from| start.is_some_and(|start| from <= start));
        begun && self.until.is_none_or(|until| start.is_none_or(|start| start <= until))
    }
}

/// Reads the lines that may change in time into an escalation; false when one is faulty.
pub(super) fn terms(cx: &mut Checker, id: Id<Escalation>, rule: &ast::Escalation) -> bool {
    let mut whole = true;
    let mut lines = Vec::new();
    for clause in &rule.clauses {
        match line(cx, clause) {
            Read::Line(line) => lines.push(line),
            Read::Faulty => whole = false,
            Read::Other => {}
        }
    }
    whole &= said_once(cx, rule, &lines);
    let starts = starts(&lines);
    let mut stretches: Vec<Earlier> = Vec::with_capacity(starts.len());
    for (at, start) in starts.iter().enumerate() {
        let last_day = starts.get(at + 1).copied().flatten().and_then(|next| next.pred_opt());
        stretches.push(stretch(&lines, *start, last_day.unwrap_or(NaiveDate::MAX)));
    }
    gaps(cx, rule, &lines, &starts, &stretches);
    if let Some(latest) = stretches.pop() {
        let row = &mut cx.book.escalations[id];
        (row.to, row.respond, row.asks, row.climbs) = (latest.to, latest.respond, latest.asks, latest.climbs);
        row.earlier = stretches;
    }
    whole
}

enum Read {
    Line(Line),
    Faulty,
    /// A clause of another kind.
    Other,
}

fn line(cx: &mut Checker, clause: &EscalationClause) -> Read {
    let (clause, time) = match clause {
        EscalationClause::Dated(inner, time) => (inner.as_ref(), Some(time)),
        other => (other, None),
    };
    let Some((says, span)) = says(cx, clause) else { return Read::Other };
    let time = match time {
        Some(time) => days(cx, time),
        None => Some((None, None)),
    };
    match (says, time) {
        (Some(says), Some((from, until))) => Read::Line(Line { says, from, until, span }),
        _ => Read::Faulty,
    }
}

/// What a line says, and where; none for clauses of other kinds, none within for one that is faulty.
fn says(cx: &mut Checker, clause: &EscalationClause) -> Option<(Option<Says>, Span)> {
    Some(match clause {
        EscalationClause::To(words, span) => {
            let read: Vec<_> = words.iter().map(|word| recipient(cx, word)).collect();
            (read.into_iter().collect::<Option<Vec<_>>>().map(Says::To), *span)
        }
        EscalationClause::Respond(words, span) => (respond(cx, words, *span).map(Says::Respond), *span),
        EscalationClause::Ask(ask) => {
            placeholders(cx, ask);
            let span = ask.text.span;
            (Some(Says::Ask(Ask { field: ask.field.text.clone(), text: ask.text.node.clone(), span })), span)
        }
        EscalationClause::Then { to, after, span } => {
            let climb = |to| Says::Climb(Climb { to, working_days_after_due: *after, span: *span });
            (recipient(cx, to).map(climb), *span)
        }
        EscalationClause::When(_)
        | EscalationClause::Applies(..)
        | EscalationClause::AskOnce(_)
        | EscalationClause::Closes(_)
        | EscalationClause::Replaces(_)
        | EscalationClause::Once(_)
        | EscalationClause::Dated(..)
        | EscalationClause::Note(_) => return None,
    })
}

/// The first and the last day of a line; none when they cannot be read or are the wrong way round.
fn days(cx: &mut Checker, time: &InForce) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let from = match &time.from {
        Some(text) => Some(cx.period(text, None)?.start),
        None => None,
    };
    let until = match &time.until {
        Some(text) => Some(cx.period(text, None)?.end),
        None => None,
    };
    if from.zip(until).is_some_and(|(from, until)| from > until) {
        cx.findings.push(diags::ends_before_it_begins(time.span));
        return None;
    }
    Some((from, until))
}

/// The first day of each stretch in which nothing changes; the first of them is the beginning of time.
fn starts(lines: &[Line]) -> Vec<Option<NaiveDate>> {
    let after = |line: &Line| line.until.and_then(|until| until.succ_opt());
    let mut days: Vec<NaiveDate> = lines.iter().flat_map(|line| [line.from, after(line)]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    std::iter::once(None).chain(days.into_iter().map(Some)).collect()
}

fn stretch(lines: &[Line], start: Option<NaiveDate>, last_day: NaiveDate) -> Earlier {
    let mut own = Earlier { last_day, to: Vec::new(), respond: None, asks: Vec::new(), climbs: Vec::new() };
    for line in lines.iter().filter(|line| line.holds_from(start)) {
        match &line.says {
            Says::To(to) => own.to.clone_from(to),
            Says::Respond(respond) => own.respond = Some(*respond),
            Says::Ask(ask) => own.asks.push(ask.clone()),
            Says::Climb(climb) => own.climbs.push(climb.clone()),
        }
    }
    own
}

/// False when two lines say the same thing at the same time.
fn said_once(cx: &mut Checker, rule: &ast::Escalation, lines: &[Line]) -> bool {
    let mut whole = true;
    for (at, line) in lines.iter().enumerate() {
        let Some(what) = line.says.what() else { continue };
        let meets = |other: &&Line| {
            let starts = [other.from, line.from];
            other.says.what().as_ref() == Some(&what)
                && starts.iter().any(|start| line.holds_from(*start) && other.holds_from(*start))
        };
        if let Some(first) = lines.iter().take(at).find(meets) {
            cx.findings.push(diags::said_twice(&rule.id.text, &what, line.span, first.span));
            whole = false;
        }
    }
    whole
}

/// Stretches in which nobody is told, or between two in which an answer is due none is.
fn gaps(
    cx: &mut Checker,
    rule: &ast::Escalation,
    lines: &[Line],
    starts: &[Option<NaiveDate>],
    stretches: &[Earlier],
) {
    let says_to = lines.iter().find(|line| matches!(line.says, Says::To(_)));
    let says_respond = lines.iter().find(|line| matches!(line.says, Says::Respond(_)));
    let answered: Vec<usize> =
        (0..stretches.len()).filter(|at| stretches.get(*at).is_some_and(|s| s.respond.is_some())).collect();
    for (at, (start, own)) in starts.iter().zip(stretches).enumerate() {
        if let Some(line) = says_to.filter(|_| own.to.is_empty()) {
            let finding = diags::nobody_for_a_time(&rule.id.text, *start, own.last_day, line.span);
            cx.findings.push(finding);
        }
        let between = answered.first().is_some_and(|first| *first < at)
            && answered.last().is_some_and(|last| at < *last);
        if let Some(line) = says_respond.filter(|_| between && own.respond.is_none()) {
            let finding = diags::no_day_for_a_time(&rule.id.text, *start, own.last_day, line.span);
            cx.findings.push(finding);
        }
    }
}

pub(super) fn recipient(cx: &mut Checker, words: &RecipientWords) -> Option<Recipient> {
    Some(match words {
        RecipientWords::Owner(_) => Recipient::Owner,
        RecipientWords::AboveOwner(_) => Recipient::AboveOwner,
        RecipientWords::OwnerOf(kind) => Recipient::OwnerOf(cx.grouping(kind)?),
        RecipientWords::Named(name) => Recipient::Party(cx.recipient_named(name)?),
    })
}

fn respond(cx: &mut Checker, words: &RespondWords, span: Span) -> Option<Respond> {
    Some(match words {
        RespondWords::WorkingDays(n) => {
            if cx.book.calendar.name.is_none() && !cx.names.unread.calendar {
                cx.findings.push(diags::working_days_without_calendar(span));
            }
            Respond::WorkingDays(*n)
        }
        RespondWords::Days(n) => Respond::Days(*n),
        RespondWords::After(n, step) => Respond::After(*n, *step),
        RespondWords::On(day) => Respond::On(*day),
        RespondWords::NextMeeting(of) => {
            let of = match of {
                Some(words) => recipient(cx, words)?,
                None => Recipient::Owner,
            };
            if let Recipient::Party(party) = of
                && cx.book.parties[party].meets.is_empty()
                && !cx.names.unread.parties.contains(&party)
            {
                let party = &cx.book.parties[party];
                let finding = diags::meeting_without_dates(&party.id, &party.title, span, party.span);
                cx.findings.push(finding);
            }
            Respond::NextMeeting(of)
        }
    })
}
