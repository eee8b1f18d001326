//! Whether a case can stay open with nobody told: shown from the rules alone, or refuted by an example.

use chrono::NaiveDate;

use super::watch::covers;
use super::who::{Nobody, resolve};
use super::words::named;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::base::suggest::listed;
use crate::eval::outcome::{Point, Proof, Shown};
use crate::model::{
    Condition, Escalation, LevelTest, Measure, Party, Recipient, Respond, RuleBook, Scope, Status, Terms,
};

/// So many names are listed before the rest are counted.
const FEW: usize = 6;

/// Looks at every escalation for cases that open from `from` to `to`.
#[must_use]
pub fn prove(book: &RuleBook, from: NaiveDate, to: NaiveDate) -> Proof {
    let escalations = book.escalations.iter().map(|(id, rule)| shown(book, id, rule, from, to)).collect();
    let watched = |id| book.escalations.values().any(|rule| !rule.faulty && covers(book, rule, Some(id)));
    let unwatched = book.reading_order().into_iter().filter(|id| !watched(*id)).collect();
    let endless = book.waivers.iter().filter(|waiver| waiver.until.is_none());
    Proof { escalations, unwatched, endless_waivers: endless.map(|waiver| waiver.title.clone()).collect() }
}

fn shown(book: &RuleBook, id: Id<Escalation>, rule: &Escalation, from: NaiveDate, to: NaiveDate) -> Shown {
    if rule.faulty {
        let text = "A line of it is wrong, so it opens no case and tells nobody.".to_owned();
        return Shown { escalation: id, points: vec![Point { holds: false, text }] };
    }
    let subjects = subjects(book, rule);
    if subjects.is_empty() {
        let text = "It watches no measure of the book, so it opens no case.".to_owned();
        return Shown { escalation: id, points: vec![Point { holds: true, text }] };
    }
    let mut points = Vec::new();
    let mut start = from;
    for (last_day, terms) in rule.all_terms() {
        let end = last_day.map_or(to, |last| last.min(to));
        if start > end {
            continue;
        }
        let when = if rule.earlier.is_empty() {
            String::new()
        } else {
            format!("From {} to {}: ", date_name(start), date_name(end))
        };
        let own = [
            told(book, &terms, &subjects),
            deadline(book, &terms, &subjects, (start, end)),
            climbs(book, &terms, &subjects),
        ];
        let dated = own.into_iter().map(|point| Point { text: format!("{when}{}", point.text), ..point });
        points.extend(dated);
        let Some(next) = end.succ_opt() else { break };
        start = next;
    }
    points.push(closes(book, rule, &subjects));
    Shown { escalation: id, points }
}

/// The measures it watches; none among them stands for the whole book.
fn subjects(book: &RuleBook, rule: &Escalation) -> Vec<Option<Id<Measure>>> {
    match rule.scope {
        Scope::WholeBook => vec![None],
        Scope::Measures(_) => {
            book.reading_order().into_iter().map(Some).filter(|id| covers(book, rule, *id)).collect()
        }
    }
}

fn point(holds: bool, text: String) -> Point {
    Point { holds, text }
}

/// `measures 1.1, 1.2 and 4 more`.
fn measures(book: &RuleBook, of: &[Option<Id<Measure>>]) -> String {
    let ids: Vec<String> = of.iter().flatten().map(|id| book.measures[*id].id.clone()).collect();
    if ids.is_empty() {
        return "the whole book".to_owned();
    }
    let s = if ids.len() == 1 { "" } else { "s" };
    format!("measure{s} {}", few(ids))
}

fn few(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(FEW);
    if more > 0 {
        names.truncate(FEW);
        names.push(format!("{more} more"));
    }
    listed(&names, "and")
}

/// Everybody behind recipients, over all subjects, each once and in order.
fn behind(book: &RuleBook, subjects: &[Option<Id<Measure>>], to: &[Recipient]) -> Vec<Id<Party>> {
    let mut parties: Vec<Id<Party>> = Vec::new();
    for subject in subjects {
        parties.extend(to.iter().filter_map(|one| resolve(book, *subject, *one).ok()));
        parties.sort_unstable();
        parties.dedup();
    }
    parties
}

fn names(book: &RuleBook, parties: &[Id<Party>]) -> String {
    few(parties.iter().map(|id| named(book, *id)).collect())
}

/// Somebody is told of every case when it opens.
fn told(book: &RuleBook, terms: &Terms<'_>, subjects: &[Option<Id<Measure>>]) -> Point {
    let nobody =
        |subject: &&Option<Id<Measure>>| terms.to.iter().all(|to| resolve(book, **subject, *to).is_err());
    let lost: Vec<Option<Id<Measure>>> = subjects.iter().filter(nobody).copied().collect();
    let Some(first) = lost.first() else {
        let told = names(book, &behind(book, subjects, terms.to));
        return point(true, format!("Each case is told to somebody when it opens: {told}."));
    };
    let why = terms.to.iter().find_map(|to| resolve(book, *first, *to).err());
    let why = why.map_or_else(|| "the rule names nobody".to_owned(), |why: Nobody| why.words(book));
    point(false, format!("A case of {} is told to nobody: {why}.", measures(book, &lost)))
}

/// Every answer that is asked for has a day, or none is promised.
fn deadline(
    book: &RuleBook,
    terms: &Terms<'_>,
    subjects: &[Option<Id<Measure>>],
    (from, to): (NaiveDate, NaiveDate),
) -> Point {
    match terms.respond {
        None => point(true, "No day for an answer is promised.".to_owned()),
        Some(Respond::WorkingDays(_) | Respond::Days(_) | Respond::After(..)) => {
            point(true, "Each answer has a day by which it is due.".to_owned())
        }
        Some(Respond::On(day)) if day < to => point(
            false,
            format!(
                "A case that opens after {} has no day for its answer: that day has passed.",
                date_name(day)
            ),
        ),
        Some(Respond::On(day)) => point(true, format!("Each answer is due on {}.", date_name(day))),
        Some(Respond::NextMeeting(whose)) => {
            let nobody = subjects.iter().find_map(|subject| resolve(book, *subject, whose).err());
            if let Some(nobody) = nobody {
                let why = nobody.words(book);
                return point(
                    false,
                    format!("An answer has no day: {why}, so there is no meeting to go by."),
                );
            }
            let boards = behind(book, subjects, &[whose]);
            let last = |id: &Id<Party>| book.parties[*id].meets.iter().max().copied();
            match boards.iter().min_by_key(|id| last(id)) {
                Some(board) if last(board).is_none_or(|last| last <= to) => {
                    let since = last(board).map_or(from, |last| last.max(from));
                    point(
                        false,
                        format!(
                            "A case that opens on or after {} has no day for its answer: no later meeting of {} is listed.",
                            date_name(since),
                            named(book, *board)
                        ),
                    )
                }
                Some(_) | None => point(
                    true,
                    format!(
                        "A meeting of {} is listed after each day up to {}.",
                        names(book, &boards),
                        date_name(to)
                    ),
                ),
            }
        }
    }
}

/// Everybody who is told next is there, and waits for a day that is set.
fn climbs(book: &RuleBook, terms: &Terms<'_>, subjects: &[Option<Id<Measure>>]) -> Point {
    if terms.climbs.is_empty() {
        return point(true, "Nobody else is named who is told when no answer comes.".to_owned());
    }
    if terms.respond.is_none() {
        let text = "Whoever is told next is never told: no day for an answer is set.".to_owned();
        return point(false, text);
    }
    for climb in terms.climbs {
        let nobody = |subject: &&Option<Id<Measure>>| resolve(book, **subject, climb.to).is_err();
        let lost: Vec<Option<Id<Measure>>> = subjects.iter().filter(nobody).copied().collect();
        if let Some(why) = lost.first().and_then(|first| resolve(book, *first, climb.to).err()) {
            let about = measures(book, &lost);
            return point(
                false,
                format!("When no answer comes for {about}, nobody else is told: {}.", why.words(book)),
            );
        }
    }
    let to: Vec<Recipient> = terms.climbs.iter().map(|climb| climb.to).collect();
    let next = names(book, &behind(book, subjects, &to));
    point(true, format!("When no answer comes, somebody else is told: {next}."))
}

/// Every case can close again.
fn closes(book: &RuleBook, rule: &Escalation, subjects: &[Option<Id<Measure>>]) -> Point {
    let Some(condition) = &rule.closes_when else {
        return point(true, "A case closes when what opened it no longer holds.".to_owned());
    };
    let stuck: Vec<Option<Id<Measure>>> = subjects
        .iter()
        .copied()
        .filter(|subject| subject.is_some_and(|id| !can_hold(book, &book.measures[id], condition)))
        .collect();
    if stuck.is_empty() {
        return point(true, "What closes a case can come about for each measure.".to_owned());
    }
    let about = measures(book, &stuck);
    point(false, format!("A case of {about} never closes: what closes it cannot come about there."))
}

/// False when a condition can never hold of a measure: it names a level its rating has not, or a target it has not.
fn can_hold(book: &RuleBook, measure: &Measure, condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| can_hold(book, measure, part)),
        Condition::Any(parts) => parts.iter().any(|part| can_hold(book, measure, part)),
        Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::Named { condition, .. }
        | Condition::InLast { condition, .. }
        | Condition::In { condition, .. } => can_hold(book, measure, condition),
        Condition::Level(LevelTest::OneOf(words), _) => {
            let rating = book.rating_of(measure);
            rating.is_some_and(|rating| words.iter().any(|word| rating.level(word).is_some()))
        }
        Condition::Level(LevelTest::OrWorse(_) | LevelTest::OrBetter(_), _) => {
            book.rating_of(measure).is_some()
        }
        Condition::Status(Status::OnTarget, _) => !measure.targets.is_empty() && !measure.is_monitor(),
        Condition::Status(..)
        | Condition::Not(_)
        | Condition::OfMeasure { .. }
        | Condition::AnyGroup { .. }
        | Condition::Tally(_)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::OnRecord(..)
        | Condition::InTime { .. }
        | Condition::FirstTime { .. }
        | Condition::EachGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::SameText(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. } => true,
    }
}
