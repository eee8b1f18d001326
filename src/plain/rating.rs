//! Ratings as sentences: one for each line, in the order they are tried.

use super::book::notes;
use super::condition::condition;
use super::declared::{Declared, DeclaredKind, Use};
use super::{Context, and_list, count};
use crate::base::arena::Id;
use crate::base::rhythm::{Rhythm, Step};
use crate::base::span::Span;
use crate::base::unit::Unit;
use crate::model::{About, DecisionList, Line, Measure, Rating, RuleBook, ShareOf};

/// `amber when within 5 points of target`.
#[must_use]
pub fn line(line: &Line, rating: &Rating, context: Context<'_>) -> String {
    format!("{} when {}", rating.word(line.level), condition(&line.when, context))
}

/// Every line of a decision list, then what is left, then its caps.
#[must_use]
pub fn rating(list: &DecisionList, context: Context<'_>) -> Vec<String> {
    let rating = &context.book.ratings[list.rating];
    let mut sentences: Vec<String> = rounding(list).into_iter().collect();
    sentences.extend(list.lines.iter().map(|one| line(one, rating, context)));
    match list.otherwise {
        Some((level, _)) => sentences.push(format!("{} otherwise", rating.word(level))),
        None => sentences.push("not rated otherwise".to_owned()),
    }
    sentences.extend(list.caps.iter().map(|one| cap(one, rating, context)));
    sentences
}

/// `no better than amber when provisional`
#[must_use]
pub fn cap(cap: &Line, rating: &Rating, context: Context<'_>) -> String {
    format!("no better than {} when {}", rating.word(cap.level), condition(&cap.when, context))
}

/// `the value is first rounded to 1 decimal place, halves up`
pub(super) fn rounding(list: &DecisionList) -> Option<String> {
    let to = match list.rounded_to? {
        0 => "to a whole number".to_owned(),
        places => format!("to {}", count(u32::from(places), "decimal place")),
    };
    Some(format!("the value is first rounded {to}, halves up"))
}

/// A list that uses a rating, and the measure whose unit its figures are in.
struct UsedBy<'b> {
    measure: std::borrow::Cow<'b, Measure>,
    list: &'b DecisionList,
}

/// A rating for those who read or compare the rules: its levels, and its lines as the measures read them that it rates.
/// A rating that rates nothing has no lines, for nothing says what its figures count.
#[must_use]
pub fn declared(id: Id<Rating>, book: &RuleBook) -> Declared {
    let of = &book.ratings[id];
    let mut said = Declared::new(DeclaredKind::Rating, &of.id, &of.id);
    let levels: Vec<String> = of
        .levels
        .iter()
        .map(|level| match level.letter.as_str() {
            "" => level.word.clone(),
            letter => format!("{} ({letter})", level.word),
        })
        .collect();
    said.says("levels", [format!("its levels, from best to worst, are {}", and_list(&levels))]);
    let lists = lists_of(id, book);
    said.says("line", lines(&lists, of, book));
    said.says_for("used", Use::Shown, used(id, book));
    notes(About::Rating(id), book, &mut said);
    said
}

fn lists_of(id: Id<Rating>, book: &RuleBook) -> Vec<UsedBy<'_>> {
    use std::borrow::Cow;
    let mut lists = Vec::new();
    for measure in book.measures.values() {
        let own = [measure.list.as_ref(), measure.year_end.as_ref()];
        let own = own.into_iter().flatten().filter(|list| list.rating == id);
        lists.extend(own.map(|list| UsedBy { measure: Cow::Borrowed(measure), list }));
    }
    for share in book.shares.iter().filter(|share| share.list.rating == id) {
        // A share is in per cent, whatever the measures count.
        let due = Rhythm::every(Step::Quarter, book.year_start());
        let mut measure = Measure::new("", "", due, Span::default(), Span::default());
        measure.unit = Unit::from_words("% of measures on target");
        lists.push(UsedBy { measure: Cow::Owned(measure), list: &share.list });
    }
    lists
}

/// The rating's own lines, in the order written: those that a measure replaces are not among them.
fn lines(lists: &[UsedBy<'_>], rating: &Rating, book: &RuleBook) -> Vec<String> {
    let mut found: Vec<(Span, Vec<String>, String)> = Vec::new();
    let mut note =
        |span: Span, words: String, plain: String| match found.iter_mut().find(|(own, _, _)| *own == span) {
            Some((_, said, _)) if said.contains(&words) => {}
            Some((_, said, _)) => said.push(words),
            None => found.push((span, vec![words], plain)),
        };
    let whole = Context::whole(book);
    for used in lists {
        let context = Context::of(book, &used.measure);
        for one in used.list.lines.iter().filter(|one| !is_within(one.span, &used.measure)) {
            note(one.span, line(one, rating, context), line(one, rating, whole));
        }
        if let Some((level, span)) = used.list.otherwise.filter(|(_, span)| !is_within(*span, &used.measure))
        {
            let words = format!("{} otherwise", rating.word(level));
            note(span, words.clone(), words);
        }
        for one in used.list.caps.iter().filter(|one| !is_within(one.span, &used.measure)) {
            note(one.span, cap(one, rating, context), cap(one, rating, whole));
        }
    }
    found.sort_by_key(|(span, _, _)| *span);
    // Where measures read a line in words of their own (a quarter, a month), it is said in words that fit them all.
    let fitting = |(_, said, plain): (Span, Vec<String>, String)| match said.as_slice() {
        [only] => only.clone(),
        _ => plain,
    };
    found.into_iter().map(fitting).collect()
}

/// True for a place inside the declaration of a measure.
pub(super) fn is_within(place: Span, measure: &Measure) -> bool {
    let whole = measure.span;
    place.file == whole.file && whole.start <= place.start && place.end <= whole.end && !whole.is_empty()
}

/// What a rating rates, for a reader.
fn used(id: Id<Rating>, book: &RuleBook) -> Vec<String> {
    let rated = |measure: &&Measure| measure.list.as_ref().is_some_and(|list| list.rating == id);
    let in_order = || book.reading_order().into_iter().map(|id| &book.measures[id]);
    let measures: Vec<&str> = in_order().filter(rated).map(|m| m.id.as_str()).collect();
    let s = if measures.len() == 1 { "" } else { "s" };
    let mut said = Vec::new();
    if !measures.is_empty() {
        said.push(format!("it rates measure{s} {}", and_list(&measures)));
    }
    let ends = |measure: &&Measure| measure.year_end.as_ref().is_some_and(|list| list.rating == id);
    let ends: Vec<&str> = in_order().filter(ends).map(|m| m.id.as_str()).collect();
    let s = if ends.len() == 1 { "" } else { "s" };
    if !ends.is_empty() {
        said.push(format!("it rates the forecast of measure{s} {}", and_list(&ends)));
    }
    let shares = book.shares.iter().filter(|share| share.list.rating == id);
    let whose: Vec<&str> = shares
        .map(|share| match share.whose {
            ShareOf::Theme(theme) => book.themes[theme].title.as_str(),
            ShareOf::Owner(party) => super::escalation::party(party, book),
        })
        .collect();
    if !whose.is_empty() {
        said.push(format!("it rates {} by the share of their measures that are on target", and_list(&whose)));
    }
    if said.is_empty() {
        said.push("nothing is rated by it".to_owned());
    }
    said
}
