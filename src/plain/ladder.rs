//! Ladders in words: what is on record of a thing, and when each stage is entered and left.

use super::condition::condition;
use super::escalation::{party, recipient};
use super::{Context, and_list, count, sentence};
use crate::base::arena::Id;
use crate::model::{Event, Ladder, Measure, MeasureSet, Per, Recipient, Record, RuleBook, Stage};

/// `in stage Critical`, `the meeting was held`, `by decision of the Board`.
#[must_use]
pub fn record(of: &Record, context: Context<'_>) -> String {
    match of {
        Record::InStage { ladder, stage } => {
            let ladder = &context.book.ladders[*ladder];
            format!("in stage {}", ladder.stage_title(Some(*stage)))
        }
        Record::Happened { event, state, since_it } => {
            let event = &context.book.events[*event];
            let since = since(*since_it);
            match state {
                Some(state) => format!("{} was {}{since}", event_words(event), state_words(event, *state)),
                None => format!("{} is on record{since}", event_words(event)),
            }
        }
        Record::DecidedBy(id) => format!("by decision of {}", party(*id, context.book)),
        Record::SinceEntry { better } => {
            let way = if *better { "better" } else { "worse" };
            format!("significantly {way} than when it entered")
        }
    }
}

/// The same, denied: `the meeting was not held`, `no meeting is on record`.
#[must_use]
pub fn not_record(of: &Record, context: Context<'_>) -> String {
    match of {
        Record::Happened { event, state, since_it } => {
            let event = &context.book.events[*event];
            let since = since(*since_it);
            match state {
                Some(state) => {
                    format!("{} was not {}{since}", event_words(event), state_words(event, *state))
                }
                None => format!("no {} is on record{since}", event_words(event)),
            }
        }
        Record::InStage { .. } | Record::DecidedBy(_) | Record::SinceEntry { .. } => {
            format!("not {}", record(of, context))
        }
    }
}

fn since(since_it: bool) -> &'static str {
    if since_it { " since it entered" } else { "" }
}

/// An event as a sentence has it: with a small first letter.
#[must_use]
pub fn event_words(of: &Event) -> String {
    let mut letters = of.title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What became of an event, as a sentence has it.
#[must_use]
pub fn state_words(of: &Event, state: usize) -> String {
    of.states.get(state).map_or_else(String::new, |state| state.title.to_lowercase())
}

/// A ladder as plain sentences.
#[must_use]
pub fn ladder(of: &Ladder, book: &RuleBook) -> Vec<String> {
    let about = match of.per {
        Per::Measure => "each measure by itself".to_owned(),
        Per::Board => "each board by its own measures".to_owned(),
        Per::Theme => "each theme by its own measures".to_owned(),
        Per::Group(id) => format!("each {} by itself", book.groupings[id].title.to_lowercase()),
        Per::Book => "the book as a whole".to_owned(),
    };
    let mut sentences = vec![format!("{}: {about}.", of.title)];
    let measure = the_one_measure(of, book);
    let context = Context { book, measure };
    sentences.extend(of.stages.iter().map(|one| stage(one, context)));
    if of.one_down {
        sentences.push("It goes down one stage at a time.".to_owned());
    }
    if let Some(times) = of.returns {
        let often = if times == 1 { "once".to_owned() } else { count(times, "time") };
        sentences.push(format!("It goes down at most {often}."));
    }
    if of.from_next_period {
        sentences.push("A move takes effect from the next period.".to_owned());
    }
    sentences
}

/// The measure whose unit the conditions of a ladder are in, where there is just one.
fn the_one_measure<'a>(of: &Ladder, book: &'a RuleBook) -> Option<&'a Measure> {
    let in_set = |id: Id<Measure>, measure: &Measure| match &of.measures {
        MeasureSet::All => true,
        MeasureSet::Theme(theme) => measure.themes.contains(theme),
        MeasureSet::OwnedBy(party) => measure.owner == Some(*party),
        MeasureSet::Listed(listed) => listed.contains(&id),
    };
    let in_group = |measure: &Measure| match of.per {
        Per::Group(grouping) => measure.by.contains(&grouping),
        Per::Measure | Per::Board | Per::Theme | Per::Book => true,
    };
    let mut own = book.measures.iter().filter(|(id, measure)| in_set(*id, measure) && in_group(measure));
    let (_, only) = own.next()?;
    own.next().is_none().then_some(only)
}

fn stage(of: &Stage, context: Context<'_>) -> String {
    let entered = of.enter.as_ref().map_or_else(
        || format!("{} is where everything begins", of.title),
        |when| format!("{} is entered when {}", of.title, condition(when, context)),
    );
    let left = match (&of.leave, &of.enter) {
        (Some(when), _) => format!(", and left when {}", condition(when, context)),
        (None, Some(_)) => ", and never left".to_owned(),
        (None, None) => String::new(),
    };
    let to: Vec<String> = of.to.iter().map(|who| told(who, context.book)).collect();
    let is = if to.len() == 1 { "is" } else { "are" };
    let told = if to.is_empty() { String::new() } else { format!("; {} {is} told", and_list(&to)) };
    sentence(&format!("{entered}{left}{told}"))
}

fn told(who: &Recipient, book: &RuleBook) -> String {
    match who {
        Recipient::Owner => "its owner".to_owned(),
        Recipient::AboveOwner => "the board above its owner".to_owned(),
        Recipient::Party(_) => recipient(who, book),
    }
}
