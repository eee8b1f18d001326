//! What conditions on the record came to: `the meeting was offered on 3 June 2019 and is not recorded as refused`.

use super::records::Taken;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::base::suggest::listed;
use crate::data::{Act, What};
use crate::eval::cases::words::named;
use crate::eval::look::Look;
use crate::eval::outcome::Truth;
use crate::eval::words;
use crate::model::{Condition, Event, Record};

impl<'j> Look<'j, '_> {
    /// A condition on the record, with its days and figures.
    pub(in crate::eval) fn tell_record(self, record: &Record) -> String {
        match record {
            Record::InStage { ladder, stage } => {
                let period = self.series.rhythm.period(self.slot);
                let began = period.map_or_else(String::new, |period| format!("as {period} began, "));
                let was = if self.on_record(record) == Truth::True { "was" } else { "was not" };
                let title = self.judge.book.ladders[*ladder].stage_title(Some(*stage));
                format!("{began}it {was} in stage {title}")
            }
            Record::Happened { event, state, since_it } => {
                let states: Vec<usize> = state.iter().copied().collect();
                match self.happened(*event, *state, *since_it).flatten() {
                    Some(act) => happened(&self.judge.book.events[*event], act),
                    None => self.not_happened(*event, &states, *since_it),
                }
            }
            Record::DecidedBy(party) => match self.decided(*party) {
                Some(act) => {
                    let why = act.because.as_deref().map_or_else(String::new, |why| format!(": \"{why}\""));
                    format!("{} decided so on {}{why}", named(self.judge.book, *party), date_name(act.on))
                }
                None => format!("no such decision of {} is on record", named(self.judge.book, *party)),
            },
            Record::SinceEntry { better } => self.tell_since_entry(*better),
        }
    }

    /// That none of these became of an event, and what became of it instead.
    fn not_happened(self, event: Id<Event>, states: &[usize], since_it: bool) -> String {
        let declared = &self.judge.book.events[event];
        let since = match (since_it, self.facts.climbing.is_some()) {
            (false, _) => "",
            (true, true) => " since it entered",
            (true, false) => " since it opened",
        };
        match self.happened(event, None, since_it).flatten() {
            None => format!("no {} is on record{since}", small(&declared.title)),
            Some(act) => {
                let wanted = states.iter().filter_map(|at| declared.states.get(*at));
                let wanted: Vec<String> = wanted.map(|state| small(&state.title)).collect();
                format!("{}, and is not on record as {}", happened(declared, act), listed(&wanted, "or"))
            }
        }
    }

    fn tell_since_entry(self, better: bool) -> String {
        let Some(two) = self.since_entry() else { return String::new() };
        let shown = |look: Self| {
            look.value().map_or_else(String::new, |value| words::number(&value, &look.measure().unit))
        };
        let then = self.at(two.entered);
        let when =
            |look: Self| look.period().map_or_else(String::new, |period| format!(" {}", period.when()));
        let holds = self.on_record(&Record::SinceEntry { better });
        let is = if holds == Truth::True { "is" } else { "is not" };
        let way = if better { "better" } else { "worse" };
        let overlap = !two.now.is_above(&two.then) && !two.then.is_above(&two.now);
        let why = if overlap { ": the intervals overlap" } else { "" };
        format!(
            "{}{} ({}) {is} significantly {way} than {}{} ({}){why}",
            shown(self),
            when(self),
            two.now.words(),
            shown(then),
            when(then),
            two.then.words()
        )
    }

    /// Why a condition on the record cannot be known; none where it always can.
    pub(in crate::eval) fn record_unknown(self, record: &Record) -> Option<String> {
        match record {
            Record::InStage { ladder, .. } => {
                let ladder = &self.judge.book.ladders[*ladder];
                Some(format!("the ladder {} is not used, since its rule is faulty", ladder.title))
            }
            Record::Happened { .. } => Some("nothing has been opened yet".to_owned()),
            Record::DecidedBy(_) => None,
            Record::SinceEntry { .. } => {
                Some(if self.facts.climbing.is_none_or(|climbing| climbing.entered.is_none()) {
                    "it has not been entered".to_owned()
                } else {
                    "the numbers that the shares are made of are not all known".to_owned()
                })
            }
        }
    }

    /// Each part of a condition that does not hold, in words.
    pub(super) fn tests_not_met(self, condition: &Condition) -> Vec<String> {
        let parts = match condition {
            Condition::All(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let failing = parts.iter().filter(|part| self.holds(part) != Truth::True && !self.is_left_out(part));
        failing.map(|part| self.say(part)).filter(|text| !text.is_empty()).collect()
    }

    /// What a condition came to. Of several that would each do, those that hold are told; where none does, all are.
    pub(super) fn say(self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => {
                parts.iter().map(|part| self.say(part)).collect::<Vec<_>>().join(", and ")
            }
            Condition::Any(parts) => {
                let holding: Vec<&Condition> =
                    parts.iter().filter(|part| self.holds(part) == Truth::True).collect();
                if let (true, Some((event, states, since_it))) = (holding.is_empty(), one_event(parts)) {
                    return self.not_happened(event, &states, since_it);
                }
                let told = if holding.is_empty() { parts.iter().collect() } else { holding };
                told.into_iter()
                    .filter(|part| !self.is_left_out(part))
                    .map(|part| self.say(part))
                    .collect::<Vec<_>>()
                    .join(", or ")
            }
            Condition::Tally(_) => {
                let told = crate::eval::telling::tell(self, condition);
                told.strip_prefix("so it is for ")
                    .map_or(told.clone(), |count| format!("it holds for {count}"))
            }
            one => crate::eval::telling::tell(self, one),
        }
    }

    /// Where nothing is taken as decided, decisions are not spoken of either.
    fn is_left_out(self, condition: &Condition) -> bool {
        let without = self.facts.climbing.is_some_and(|c| c.taken == Taken::WithoutDecisions);
        without && matches!(condition, Condition::OnRecord(Record::DecidedBy(_), _))
    }

    /// The newest decision by which a condition on the move in question holds, where it does so only by a decision.
    pub(super) fn decision_in(self, condition: &Condition) -> Option<&'j Act> {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().filter_map(|part| self.decision_in(part)).max_by_key(|act| act.on)
            }
            Condition::Not(inner) => self.decision_in(inner),
            Condition::OnRecord(Record::DecidedBy(party), _) => self.decided(*party),
            Condition::OnRecord(..)
            | Condition::For { .. }
            | Condition::InLast { .. }
            | Condition::In { .. }
            | Condition::OfMeasure { .. }
            | Condition::Tally(_)
            | Condition::AnyGroup { .. }
            | Condition::EachGroup { .. }
            | Condition::ForTime { .. }
            | Condition::FirstTime { .. }
            | Condition::InTime { .. }
            | Condition::Named { .. }
            | Condition::Status(..)
            | Condition::Level(..)
            | Condition::Within { .. }
            | Condition::Than { .. }
            | Condition::Moves { .. }
            | Condition::Compare { .. }
            | Condition::OutsideRange { .. }
            | Condition::Placed { .. }
            | Condition::Forecast(..)
            | Condition::Statistical(..)
            | Condition::Known(..)
            | Condition::NoResponse { .. }
            | Condition::RecoveryPassed(_)
            | Condition::Loop(..)
            | Condition::OldBy { .. }
            | Condition::SameText(_) => None,
        }
    }
}

/// The event, and what would have to become of it, where several conditions all ask for the same one.
fn one_event(parts: &[Condition]) -> Option<(Id<Event>, Vec<usize>, bool)> {
    let asked = |part: &Condition| {
        let Condition::OnRecord(Record::Happened { event, state, since_it }, _) = part else { return None };
        Some((*event, (*state)?, *since_it))
    };
    let all: Vec<(Id<Event>, usize, bool)> = parts.iter().map(asked).collect::<Option<_>>()?;
    let (event, _, since_it) = *all.first()?;
    let same = all.iter().all(|(own, _, since)| *own == event && *since == since_it);
    same.then(|| (event, all.iter().map(|(_, state, _)| *state).collect(), since_it))
}

/// `the meeting was offered on 3 June 2019`.
fn happened(event: &Event, act: &Act) -> String {
    let became = match act.what {
        What::Happened { state, .. } => event.states.get(state).map_or("", |state| state.title.as_str()),
        What::MovesTo { .. } | What::Leaves { .. } => "",
    };
    format!("the {} was {} on {}", small(&event.title), small(became), date_name(act.on))
}

/// With a small first letter, as a sentence has it; what is in capitals stays so.
fn small(title: &str) -> String {
    let mut letters = title.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.chars().next().is_some_and(char::is_uppercase) {
        return title.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}
