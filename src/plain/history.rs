//! The past of a result in words: what its figure replaced, and what it does not compare with.

use super::{amount, movement, period};
use crate::base::period::date_name;
use crate::eval::outcome::{DefinitionNamed, FigureBy, History, Replaced};
use crate::model::{Measure, Rating, Since};

/// Everything a reader should know of a result's past, each without its full stop.
#[must_use]
pub fn history(of: &History, measure: &Measure, rating: Option<&Rating>) -> Vec<String> {
    let mut said: Vec<String> = of.replaced.iter().map(|one| replaced(one, measure, rating)).collect();
    said.extend(of.definition_changed.as_ref().map(|new| {
        let from = new.from.map_or_else(String::new, |from| format!(" in {}", period(&from)));
        let words = if new.words.is_empty() { String::new() } else { format!(" ({})", new.words) };
        format!("the definition changed{from}{words}: no movement is given from the figures before it")
    }));
    said.extend(of.by_other_definitions.iter().map(|one| by_another(one, measure, rating)));
    said
}

/// `revised on 24 May 2019 by Children's Trust: it was 92.4% (values.csv, line 2)`.
#[must_use]
pub fn replaced(of: &Replaced, measure: &Measure, rating: Option<&Rating>) -> String {
    let by = of.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let was =
        of.amount.as_ref().map_or_else(|| "no figure".to_owned(), |was| amount(was, &measure.unit, rating));
    let place = format!("{}, {}", of.source.file, of.source.place());
    format!("revised on {}{by}: it was {was} ({place})", date_name(of.on))
}

/// `72 by the definition from 2006/07 (per 100,000 homes), improving: down 2 since 2004/05; for comparison, not judged`.
fn by_another(of: &FigureBy, measure: &Measure, rating: Option<&Rating>) -> String {
    let shown = amount(&of.figure.amount, &measure.unit, rating);
    let moved = of
        .previous
        .as_ref()
        .map_or_else(String::new, |seen| format!(", {}", movement(seen, Since::Previous, &measure.unit)));
    format!("{shown} {}{moved}; shown for comparison and not judged", by_definition(&of.definition))
}

/// `by the definition from 2006/07 (per 100,000 homes)`.
#[must_use]
pub fn by_definition(of: &DefinitionNamed) -> String {
    let when = match (of.from, of.until) {
        (Some(from), _) => format!(" from {}", period(&from)),
        (None, Some(until)) => format!(" before {}", period(&until)),
        (None, None) => String::new(),
    };
    let words = if of.words.is_empty() { String::new() } else { format!(" ({})", of.words) };
    format!("by the definition{when}{words}")
}

/// Why no movement is given, where there are earlier figures that it might have been given from.
#[must_use]
pub fn movement_not_given(of: &History) -> Option<&'static str> {
    if of.not_comparable.is_some() {
        return Some("not given (not comparable)");
    }
    of.definition_changed.is_some().then_some("not given (definition changed)")
}
