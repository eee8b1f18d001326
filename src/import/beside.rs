//! Other tables of the same pack: where one of them, or a note, names another target for a measure, that is pointed out.

use super::draft::{Draft, Kind, Point};
use super::names::quotable;
use super::phrase::{self, Figure, Goal};
use super::roles::{Columns, Role, columns};
use super::table::Table;
use crate::base::exact::Exact;
use crate::data::words::key;
use crate::syntax::ast::AmountKind;

/// A target that something else than the target cell names.
struct Other {
    title: String,
    words: Vec<String>,
    row: u64,
    said: String,
    value: Exact,
}

/// Points out what other tables say.
///
/// # Errors
/// A sentence, when such a table has no titles.
pub fn tables(draft: &mut Draft, others: &[Table]) -> Result<(), String> {
    for table in others {
        let found = columns(table, &[], None)?;
        let all = targets_of(table, &found);
        for measure in draft.measures.iter_mut().filter(|measure| !measure.lost) {
            let own = words(&measure.title);
            let best = all
                .iter()
                .filter_map(|other| Some((likeness(&own, &other.words)?, other)))
                .reduce(|best, next| if next.0 > best.0 { next } else { best });
            let Some((_, other)) = best else { continue };
            let target = measure.clause(Kind::Target);
            let own = target.and_then(phrase::target).and_then(|target| figure_of(&target.goal));
            if own.is_some_and(|own| own == other.value)
                || (target.is_none() && measure.clause(Kind::Trajectory).is_none())
            {
                continue;
            }
            let words = format!(
                "{}, row {}, says \"{}\" for \"{}\"",
                quotable(&table.name),
                other.row,
                other.said,
                other.title
            );
            measure.read(Some(Point::DoubleTarget), words);
        }
    }
    Ok(())
}

/// Points out what the notes of the table itself say.
pub fn notes(draft: &mut Draft) {
    for measure in draft.measures.iter_mut().filter(|measure| !measure.lost) {
        let target = measure.clause(Kind::Target).and_then(phrase::target);
        let Some(target) = target else { continue };
        let own = figure_of(&target.goal);
        let notes: Vec<String> = measure.values.iter().map(|value| value.note.clone()).collect();
        let named =
            notes.iter().flat_map(|note| targets_in(note)).find(|named| Some(&named.value) != own.as_ref());
        if let Some(named) = named {
            measure
                .read(Some(Point::DoubleTarget), format!("has a note that names a target of {}", named.text));
        }
    }
}

/// Points out what another column of the table says: a national standard beside a local plan.
pub fn columns_of(draft: &mut Draft, table: &Table, found: &Columns) {
    let names = |heading: &str| {
        let heading = key(heading);
        let words = ["target", "standard", "plan", "trajectory", "ambition", "stretch", "benchmark"];
        let is_past =
            ["last year", "previous", "prior", "baseline"].iter().any(|word| heading.contains(word));
        !is_past
            && words.iter().any(|word| heading.split(|c: char| !c.is_alphanumeric()).any(|own| own == *word))
    };
    for at in found.unread.iter().copied() {
        let Some(heading) = table.headings.get(at).filter(|heading| names(heading)) else { continue };
        for measure in draft.measures.iter_mut().filter(|measure| !measure.lost) {
            let Some(row) = table.rows.iter().find(|row| row.number == measure.row) else { continue };
            let Some(other) = phrase::target(row.cell(at)).and_then(|target| figure_of(&target.goal)) else {
                continue;
            };
            let own = measure
                .clause(Kind::Target)
                .and_then(phrase::target)
                .and_then(|target| figure_of(&target.goal));
            if measure.clause(Kind::Target).is_some() && own.as_ref() != Some(&other) {
                let words = format!(
                    "says \"{}\" under \"{}\", which is not the target",
                    quotable(row.cell(at)),
                    quotable(heading)
                );
                measure.read(Some(Point::DoubleTarget), words);
            }
        }
    }
}

fn figure_of(goal: &Goal) -> Option<Exact> {
    match goal {
        Goal::Figure(figure, _) => Some(figure.value.clone()),
        Goal::Range(..) | Goal::ToBeSet | Goal::MetBy | Goal::Other => None,
    }
}

fn targets_of(table: &Table, found: &Columns) -> Vec<Other> {
    let Some(title) = found.of(Role::Title) else { return Vec::new() };
    let mut all = Vec::new();
    for row in &table.rows {
        let cell = found.of(Role::Target).map_or("", |at| row.cell(at)).trim_matches(['(', ')']);
        let by_cell =
            phrase::target(cell).and_then(|target| Some((quotable(cell), figure_of(&target.goal)?)));
        let elsewhere = || row.cells.iter().find_map(|cell| targets_in(cell).into_iter().next());
        let found =
            by_cell.or_else(|| elsewhere().map(|figure| (format!("target {}", figure.text), figure.value)));
        if let Some((said, value)) = found {
            let title = quotable(row.cell(title));
            all.push(Other { words: words(&title), title, row: row.number, said, value });
        }
    }
    all
}

/// Figures that a text calls a target: `a target of 672`, `(target 28)`, `the 95% national target`.
fn targets_in(text: &str) -> Vec<Figure> {
    let plain = key(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let bare =
        |word: &str| word.trim_matches(|c: char| !(c.is_alphanumeric() || "%£".contains(c))).to_owned();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let ends = word.ends_with(['.', ';', ',']);
        if !matches!(bare(word).as_str(), "target" | "targets") {
            continue;
        }
        let next: Vec<String> = words.iter().skip(at + 1).take(2).map(|word| bare(word)).collect();
        let after = match next.as_slice() {
            [of, figure] if matches!(of.as_str(), "of" | "is" | "was") => phrase::figure(figure),
            [figure, ..] => phrase::figure(figure),
            [] => None,
        };
        found.extend(after.filter(|_| !ends));
        found.extend(before(&words, at, &bare));
    }
    found
}

/// A percentage at most four words before `target`, in the same sentence, and no tolerance about it.
fn before(words: &[&str], at: usize, bare: &dyn Fn(&str) -> String) -> Option<Figure> {
    let start = at.saturating_sub(4);
    let near: Vec<&str> = words.iter().skip(start).take(at - start).copied().collect();
    let from = near.iter().rposition(|word| word.ends_with(['.', ';'])).map_or(0, |end| end + 1);
    let near = near.get(from..)?;
    let tolerance =
        near.iter().any(|word| matches!(bare(word).as_str(), "of" | "within" | "below" | "above" | "meet"));
    let figure = near
        .iter()
        .find_map(|word| phrase::figure(&bare(word)).filter(|figure| figure.kind == AmountKind::Percent));
    figure.filter(|_| !tolerance)
}

/// The words of a title that tell it from others.
fn words(title: &str) -> Vec<String> {
    const COMMON: &[&str] = &[
        "the",
        "and",
        "for",
        "with",
        "who",
        "that",
        "which",
        "are",
        "from",
        "number",
        "numbers",
        "proportion",
        "percentage",
        "level",
        "rate",
        "average",
        "increase",
        "reduce",
        "maintain",
        "ensure",
        "monitor",
        "improve",
        "year",
        "school",
        "academic",
        "financial",
        "less",
        "more",
        "fewer",
        "target",
        "per",
        "our",
        "their",
        "during",
        "have",
        "will",
        "all",
    ];
    let lower = key(title);
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2 && !word.contains(|c: char| c.is_ascii_digit()))
        .map(|word| {
            if word == "children" {
                "child"
            } else {
                word.strip_suffix('s').filter(|w| w.len() > 3).unwrap_or(word)
            }
        })
        .filter(|word| !COMMON.contains(word))
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// How alike two titles are, in hundredths: none unless all words of the shorter stand in the longer.
fn likeness(own: &[String], other: &[String]) -> Option<usize> {
    let shared = own.iter().filter(|word| other.contains(word)).count();
    let (shorter, longer) = (own.len().min(other.len()), own.len().max(other.len()));
    let alike = shared * 100 / longer.max(1);
    (shorter >= 2 && shared == shorter && alike >= 40).then_some(alike)
}

#[cfg(test)]
mod tests {
    use super::{likeness, targets_in, words};

    #[test]
    fn notes_name_targets() {
        let read =
            |text: &str| targets_in(text).into_iter().map(|figure| figure.text).collect::<Vec<_>>().join(" ");
        assert_eq!(read("rose to 794 against a target of 672 by March 2019"), "672");
        assert_eq!(read("in school year 18/19 (target 28)"), "28");
        assert_eq!(
            read("fail to reach the 95% national and 90.2% NHS trajectory targets, achieving 81.4%"),
            "90.2%"
        );
        assert_eq!(read("Within 1 % of target for the month. Target last year 19%."), "");
        assert_eq!(read("This is a nationally set target. 18% is year to date"), "");
    }

    #[test]
    fn titles_are_alike_when_one_says_all_of_the_other() {
        let alike = |one: &str, other: &str| likeness(&words(one), &words(other));
        let exclusions = "Reduce the number of permanent exclusions";
        assert_eq!(
            alike(exclusions, "Reduce the number of permanent exclusions to 44 in school year 18/19"),
            Some(100)
        );
        assert!(
            alike(exclusions, "Reduce permanent exclusions for children with special education needs")
                < Some(40)
        );
        assert_eq!(alike(exclusions, "Reduce the number of looked after children"), None);
    }
}
