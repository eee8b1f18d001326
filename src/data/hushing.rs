//! Strikes withheld figures out of what was said of their rows before they were withheld.

use rustc_hash::FxHashSet;

use super::observations::{Observations, Row};
use super::plausible::BY_THE_RULES;
use super::submitted::State;
use crate::base::diag::{Diagnostic, Place};
use crate::base::period::month_name;
use crate::model::RuleBook;

/// Takes every number out of the findings about rows that a rule withholds, or that could not be read and belong to a
/// measure whose small counts are withheld, and about those in `quiet`, in order: rows that are not believed and would give
/// a withheld figure away.
pub(super) fn hush(book: &RuleBook, seen: &mut Observations, quiet: &[Row], told: &mut [Diagnostic]) {
    let mut places: FxHashSet<(String, u64)> = FxHashSet::default();
    for row in (0..u32::try_from(seen.len()).unwrap_or(u32::MAX)).map(Row) {
        let at = row.0 as usize;
        let by_rule = seen.measure.get(at).is_some_and(|id| book.measures[*id].withholds.is_some());
        let is_quiet = quiet.binary_search(&row).is_ok();
        if !(by_rule || is_quiet) || !matches!(seen.state(row), State::Withheld | State::Invalid) {
            continue;
        }
        let cell = seen.cell(row);
        places.insert((cell.file, cell.line));
        if seen.state(row) == State::Invalid {
            let extra = seen.extra.entry(row.0).or_default();
            (extra.text, extra.exact, extra.numerator, extra.denominator) = (None, None, None, None);
            extra.reason = extra.reason.take().map(|reason| without_numbers(&reason));
        }
    }
    for finding in told {
        let about = finding.labels.iter().any(|label| match &label.place {
            Place::Data(cell) => places.contains(&(cell.file.clone(), cell.line)),
            Place::Rule(_) => false,
        });
        if about {
            hush_one(finding);
        }
    }
}

fn hush_one(finding: &mut Diagnostic) {
    finding.message = without_numbers(&finding.message);
    finding.help = finding.help.as_deref().map(without_numbers);
    for label in &mut finding.labels {
        label.text = without_numbers(&label.text);
        if let Place::Data(cell) = &mut label.place {
            cell.text = String::new();
        }
    }
}

/// The text without its numbers. What the rules say is plausible stays, for they say it to everybody.
fn without_numbers(text: &str) -> String {
    let (said, rules) = text.split_at(text.find(BY_THE_RULES).unwrap_or(text.len()));
    let said = struck_out(said).replace("the value withheld of", "a withheld value of");
    match said.strip_prefix("withheld is ") {
        Some(rest) => format!("a withheld value is {rest}{rules}"),
        None => said + rules,
    }
}

/// The text without its numbers; names, years and periods such as `1.4`, `2018/19` and `Q3` stay.
fn struck_out(text: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '_' | '-');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(part) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !part(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let bare = word.trim_end_matches(['.', ',']);
        let is_number = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let is_year = bare.len() == 4 && (bare.starts_with("19") || bare.starts_with("20"));
        out.push_str(before);
        // A measure is named by its id, and the id is no figure.
        let is_id = out.ends_with("measure `");
        let is_day = begins_with_month(after);
        if is_number && !is_id && !is_year && !is_day {
            out.push_str("withheld");
            out.push_str(word.get(bare.len()..).unwrap_or(""));
        } else {
            out.push_str(word);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// True for the rest of a day: ` May 2019`.
fn begins_with_month(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let month = words.next().is_some_and(|word| (1..=12).any(|month| month_name(month) == word));
    let year = words.next().and_then(|word| word.get(..4));
    month && text.starts_with(' ') && year.is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_are_taken_out_and_names_are_not() {
        let said = "the value 3 of measure `1.4` in Q3 2018/19 is 3 of 2,000, on 3 May 2019.";
        let hushed =
            "a withheld value of measure `1.4` in Q3 2018/19 is withheld of withheld, on 3 May 2019.";
        assert_eq!(without_numbers(said), hushed);
        let said = "57 is not believed against plausible values from 0 to 40";
        let hushed = "a withheld value is not believed against plausible values from 0 to 40";
        assert_eq!(without_numbers(said), hushed);
    }
}
