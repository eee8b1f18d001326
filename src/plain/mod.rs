//! Floor 3: a checked rule, or a judged result, as plain English. `show`, reports and prompts all use these words.
//!
//! Phrases stay as close to the language's own as English allows, so that what is printed can be written back:
//! `plain::target` reads again as a `target` clause. The words are the reader's: "old figure", "withheld".

mod answers;
pub mod benchmark;
pub mod book;
pub mod comparators;
pub mod condition;
pub mod declared;
pub mod escalation;
pub mod expression;
pub mod framework;
pub mod groups;
pub mod history;
pub mod in_time;
pub mod ladder;
pub mod level_values;
pub mod measure;
pub mod members;
pub mod outcome;
pub mod paper;
pub mod party;
pub mod rating;
pub mod reckoning;
pub mod statistics;
pub mod target;
pub mod waiver;

pub use book::book;
pub use condition::condition;
pub use declared::{Clause, Declared, DeclaredKind, Use};
pub use escalation::{escalation, recipient, respond};
pub use expression::expression;
pub use measure::measure;
pub use outcome::{amount, exception_kind, gap, movement, remark, result_kind, result_kind_meaning};
pub use rating::{line, rating};
pub use target::{goal_used, target, target_used};
pub use waiver::waiver;

use crate::base::exact::Exact;
use crate::base::period::{Period, Shape, month_name};
use crate::base::unit::Unit;
use crate::model::{Measure, RuleBook};

/// What a phrase is about: the book that gives names, and the measure that gives the unit.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rule book.
    pub book: &'a RuleBook,
    /// The measure; none for a rule that holds for many.
    pub measure: Option<&'a Measure>,
    /// True where amounts are reckoned with signs, as the language writes them: `1.1 * target`, not `1.1 times target`.
    pub signs: bool,
}

impl<'a> Context<'a> {
    /// A phrase about one measure.
    #[must_use]
    pub fn of(book: &'a RuleBook, measure: &'a Measure) -> Self {
        Self { book, measure: Some(measure), signs: false }
    }

    /// A phrase about the whole book.
    #[must_use]
    pub fn whole(book: &'a RuleBook) -> Self {
        Self { book, measure: None, signs: false }
    }

    /// The same phrase, with amounts reckoned as the language writes them.
    #[must_use]
    pub fn with_signs(self) -> Self {
        Self { signs: true, ..self }
    }

    /// The unit of its numbers, when one measure gives it.
    #[must_use]
    pub fn unit(self) -> Option<&'a Unit> {
        self.measure.map(|m| &m.unit)
    }

    /// A number in the measure's unit, or bare.
    #[must_use]
    pub fn show(self, number: &Exact) -> String {
        self.unit().map_or_else(|| number.text(), |unit| unit.show(number))
    }

    /// A distance in the measure's unit (points on a percentage), or bare.
    #[must_use]
    pub fn show_difference(self, number: &Exact) -> String {
        self.unit().map_or_else(|| number.text(), |unit| unit.show_difference(number))
    }

    /// `quarter` for a quarterly measure; `period` when periods have no one name.
    #[must_use]
    pub fn period_noun(self) -> &'static str {
        self.measure.map_or("period", |m| m.due.noun())
    }
}

/// A period as a sentence has it: `March 2020` where a table has `Mar 2020`.
#[must_use]
pub fn period(period: &Period) -> String {
    use chrono::Datelike;
    match period.shape {
        Shape::Month => format!("{} {}", month_name(period.start.month()), period.start.year()),
        Shape::Day | Shape::Week | Shape::Quarter | Shape::Half | Shape::Term | Shape::Year | Shape::Span => {
            period.to_string()
        }
    }
}

/// `a, b and c`.
#[must_use]
pub fn and_list<S: AsRef<str>>(items: &[S]) -> String {
    list(items, "and")
}

/// `a, b and 512 more`: a list of names that is cut where nobody would read on.
#[must_use]
pub fn and_some<S: AsRef<str>>(items: &[S], most: usize) -> String {
    if items.len() <= most {
        return and_list(items);
    }
    let mut shown: Vec<String> = items.iter().take(most).map(|item| item.as_ref().to_owned()).collect();
    shown.push(format!("{} more", items.len() - most));
    and_list(&shown)
}

/// `a, b or c`.
#[must_use]
pub fn or_list<S: AsRef<str>>(items: &[S]) -> String {
    list(items, "or")
}

fn list<S: AsRef<str>>(items: &[S], last: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.as_ref().to_owned(),
        Some((end, others)) => {
            let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", others.join(", "), end.as_ref())
        }
    }
}

/// `1 quarter`, `2 quarters`: the noun must take a plain `s`.
#[must_use]
pub fn count(number: u32, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {noun}{s}", Exact::from(i64::from(number)).text())
}

/// With its first letter a capital, for the start of a sentence.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a full stop, unless it already ends a sentence.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.is_empty() || text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}
