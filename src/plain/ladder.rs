//! Ladders in words: what is on record of a thing, and when each stage is entered and left.

use super::book::notes;
use super::condition::{condition, measure_set};
use super::declared::{Declared, DeclaredKind, Use};
use super::escalation::{party, recipient};
use super::{Context, and_list, count, or_list, sentence};
use crate::base::arena::Id;
use crate::model::{About, Event, Ladder, Measure, MeasureSet, Per, Recipient, Record, RuleBook, Stage};

/// `in stage Critical`, `the meeting was held`, `by decision of the Board`.
#[must_use]
pub fn record(of: &Record, context: Context<'_>) -> String {
    match of {
        Record::InStage { ladder, stage } => {
            let own = &context.book.ladders[*ladder];
            let title = own.stage_title(Some(*stage));
            let others = context.book.ladders.iter().filter(|(id, _)| id != ladder);
            // Where two ladders have a stage of one name, which is meant has to be said.
            let named = others.map(|(_, other)| other).any(|other| other.stage(title).is_some());
            let of = if named { format!(" of {}", own.id) } else { String::new() };
            format!("in stage {}{of}", as_name(title))
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

/// A name of several words stands in quotes, so that it is plain where it ends.
fn as_name(of: &str) -> String {
    let one_word = of.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    if one_word { of.to_owned() } else { format!("\"{of}\"") }
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
    let mut said = Declared::new(DeclaredKind::Ladder, &of.id, &of.title);
    clauses(of, book, &mut said);
    let sentences = said.sentences().skip(1).map(str::to_owned);
    std::iter::once(format!("{}: {}.", of.title, about(of, book))).chain(sentences).collect()
}

/// A ladder for those who read or compare the rules.
#[must_use]
pub fn declared(id: Id<Ladder>, book: &RuleBook) -> Declared {
    let of = &book.ladders[id];
    let mut said = Declared::new(DeclaredKind::Ladder, &of.id, &of.title);
    clauses(of, book, &mut said);
    notes(About::Ladder(id), book, &mut said);
    said
}

fn clauses(of: &Ladder, book: &RuleBook, said: &mut Declared) {
    said.says("per", [format!("it is for {}", about(of, book))]);
    let context = Context { measure: the_one_measure(of, book), ..Context::whole(book) };
    said.says("stage", of.stages.iter().map(|one| stage(one, context)));
    if of.one_down {
        said.says("down", ["it goes down one stage at a time"]);
    }
    said.says(
        "returns",
        of.returns.map(|times| {
            let often = if times == 1 { "once".to_owned() } else { count(times, "time") };
            format!("it goes down at most {often}")
        }),
    );
    if of.from_next_period {
        said.says("takes effect", ["a move takes effect from the next period"]);
    }
    if of.faulty {
        said.says_for("faulty", Use::Shown, ["it is not used until its rule is mended"]);
    }
}

/// What stands on a ladder, and by which measures.
fn about(of: &Ladder, book: &RuleBook) -> String {
    let own = match of.per {
        Per::Measure => "each measure by itself".to_owned(),
        Per::Board => "each board by its own measures".to_owned(),
        Per::Theme => "each theme by its own measures".to_owned(),
        Per::Group(id) => format!("each {} by itself", book.groupings[id].title.to_lowercase()),
        Per::Book => "the book as a whole".to_owned(),
    };
    match &of.measures {
        MeasureSet::All => own,
        MeasureSet::Theme(_) | MeasureSet::OwnedBy(_) | MeasureSet::Listed(_) => {
            format!("{own}, for {} alone", measure_set(&of.measures, Context::whole(book)))
        }
    }
}

/// An event for those who read or compare the rules.
#[must_use]
pub fn event(id: Id<Event>, book: &RuleBook) -> Declared {
    let of = &book.events[id];
    let mut said = Declared::new(DeclaredKind::Event, &of.id, &of.title);
    let states: Vec<&str> = of.states.iter().map(|state| state.title.as_str()).collect();
    said.says(
        "states",
        [match states.as_slice() {
            [] => "data say when it happened".to_owned(),
            some => format!("data say when it was {}", or_list(some)),
        }],
    );
    notes(About::Event(id), book, &mut said);
    said
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
        Recipient::OwnerOf(_) | Recipient::Party(_) => recipient(who, book),
    }
}
