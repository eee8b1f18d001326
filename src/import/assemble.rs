//! The rows of a table → one draft: names, boards, themes, groups and rhythms.

use super::Wishes;
use super::colours;
use super::draft::{Draft, Grouping, Kind, Measure, Named, Point};
use super::entry::{self, Context};
use super::members::members;
use super::names::{first_word, free, initials, name, quotable};
use super::owners::Owners;
use super::phrase;
use super::roles::{Columns, Role};
use super::table::{Table, TableRow, filled};
use super::words::{GREEN, colour, is_comparator};
use crate::base::period::{Period, Shape, YearStart, parse_period};
use crate::base::suggest::listed;
use crate::base::unit::{Kind as UnitKind, Unit};
use crate::data::words::{key, no_value};

/// Puts a table's measures together.
///
/// # Errors
/// A sentence, when the year that the command line says is none.
pub fn draft(table: &Table, columns: &Columns, wishes: &Wishes) -> Result<Draft, String> {
    let periods = periods(table, columns);
    let period = period_of_values(table, columns, wishes)?;
    let (year, year_taken_from) = year(table, columns, wishes, &periods)?;
    let mut draft = Draft {
        title: quotable(wishes.title.as_deref().or(table.banner.as_deref()).unwrap_or_default()),
        source: quotable(&table.name),
        year,
        year_taken_from,
        due: "quarterly",
        own_numbers: table.own_numbers,
        ..Draft::default()
    };
    if draft.title.is_empty() {
        draft.title = "Performance framework".to_owned();
    }
    let context = Context {
        columns,
        headings: &table.headings,
        periods,
        period,
        year: &draft.year.clone(),
        tolerance_in_points: wishes.tolerance_in_points,
    };
    let owners = Owners::of(table.rows.iter().filter_map(|row| Some(row.cell(columns.of(Role::Owner)?))));
    let mut section = String::new();
    for row in &table.rows {
        if let Some(heading) = section_heading(row, columns) {
            section = heading;
            draft.sections.push(row.number);
            continue;
        }
        let cell = |role: Role| columns.of(role).map_or("", |at| row.cell(at));
        let mut measure = entry::measure(&context, row);
        give_id(&mut measure, columns.of(Role::Id).map(|at| row.cell(at)), &draft.measures);
        measure.theme =
            named(&mut draft.themes, columns.of(Role::Theme).map_or(&section, |at| row.cell(at)), first_word);
        if let Some(theme) = measure.theme.and_then(|at| draft.themes.get(at)) {
            measure.put(Kind::Theme, theme.id.clone());
        }
        let (owner, short) = owners.full(cell(Role::Owner));
        if let Some(short) = short {
            measure.read(None, format!("says \"{short}\" for who is responsible: read as {owner}"));
        }
        give_owner(&mut measure, &owner, columns.of(Role::Owner).is_some(), &mut draft.boards);
        give_groups(&mut measure, row, columns, &mut draft.groupings);
        tell_response(&mut measure, cell(Role::Rag));
        draft.levels.extend(colour(cell(Role::Rag)));
        draft.measures.push(measure);
    }
    draft.levels.sort_unstable();
    draft.levels.dedup();
    let headings = columns.values.iter().map(|(at, _)| *at).chain(columns.of(Role::Value));
    let rolling = headings.filter_map(|at| table.headings.get(at)).any(|heading| rolls(heading));
    rhythms(&mut draft, rolling);
    colours::ratings(&mut draft);
    Ok(draft)
}

/// The text of a row that stands alone at its beginning, as the heading of the rows below; a table with a column of
/// themes has none.
fn section_heading(row: &TableRow, columns: &Columns) -> Option<String> {
    let alone = columns.of(Role::Theme).is_none() && filled(&row.cells) == 1 && row.cells.len() > 2;
    row.cells.first().filter(|cell| alone && !cell.is_empty()).cloned()
}

/// The period of the values, where the table has no column for it: in the heading of the values, or on the command line.
fn period_of_values(table: &Table, columns: &Columns, wishes: &Wishes) -> Result<Option<String>, String> {
    if let Some(said) = &wishes.period {
        let period =
            phrase::period(said).map_err(|fault| format!("`{said}` is not a period: {}", fault.words()))?;
        return Ok(Some(period.to_string()));
    }
    let Some(at) = columns.of(Role::Value).filter(|_| columns.of(Role::Period).is_none()) else {
        return Ok(None);
    };
    let headed = table.headings.get(at).and_then(|heading| phrase::period_in(heading));
    let has_figures = table.rows.iter().any(|row| phrase::figure(row.cell(at)).is_some());
    match headed {
        Some(period) => Ok(Some(period.to_string())),
        None if has_figures => Err(format!(
            "{} has values and no column for their period; say it with --period \"Q3 2018/19\", or the column with --columns period=\"HEADING\"",
            table.name
        )),
        None => Ok(None),
    }
}

/// Runs of months, with their year, that stand in the table.
fn periods(table: &Table, columns: &Columns) -> Vec<Period> {
    let cells = table.rows.iter().flat_map(|row| {
        [Role::Baseline, Role::Period].into_iter().filter_map(|role| Some(row.cell(columns.of(role)?)))
    });
    let inside = |cell: &str| {
        cell.split_once('(').and_then(|(_, inside)| inside.split_once(')')).map(|(i, _)| i.to_owned())
    };
    let mut found: Vec<Period> = cells
        .filter_map(|cell| phrase::period(&inside(cell).unwrap_or_else(|| cell.to_owned())).ok())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The book's year: as the command line says, else the one named in the target's heading, else that of the newest value.
fn year(
    table: &Table,
    columns: &Columns,
    wishes: &Wishes,
    periods: &[Period],
) -> Result<(String, Option<String>), String> {
    if let Some(said) = &wishes.year {
        let period = parse_period(said, Some(YearStart::FINANCIAL)).ok().filter(|p| p.shape == Shape::Year);
        let period = period.ok_or_else(|| {
            format!("`{said}` is not a year: write it as 2019/20, or 2019 for January to December")
        })?;
        return Ok((period.to_string(), None));
    }
    let heading = columns.of(Role::Target).and_then(|at| table.headings.get(at));
    let named =
        heading.and_then(|heading| phrase::period_in(heading)).filter(|period| period.shape == Shape::Year);
    if let (Some(year), Some(heading)) = (named, heading) {
        return Ok((year.to_string(), Some(format!("the heading \"{}\"", quotable(heading)))));
    }
    let of_values = columns.values.iter().filter_map(|(_, period)| phrase::period(period).ok());
    let reported =
        table.rows.iter().filter_map(|row| phrase::period(row.cell(columns.of(Role::Period)?)).ok());
    let headed = columns.of(Role::Value).and_then(|at| phrase::period_in(table.headings.get(at)?));
    let said = wishes.period.as_ref().and_then(|said| phrase::period(said).ok());
    let newest =
        of_values.chain(reported).chain(headed).chain(said).max().or_else(|| periods.last().copied());
    let year = newest.and_then(|period| period.its_year(YearStart::FINANCIAL));
    match (newest, year) {
        (Some(newest), Some(year)) => Ok((year.to_string(), Some(format!("the newest figure, of {newest}")))),
        (None, _) | (_, None) => {
            let parts: Vec<String> =
                columns.parts.iter().map(|(_, heading)| format!("\"{heading}\"")).collect();
            let parts = match parts.as_slice() {
                [] => String::new(),
                parts => format!(", and {} name no year", listed(parts, "and")),
            };
            Err(format!("nothing in the table says which year it is for{parts}; say it with --year 2019/20"))
        }
    }
}

fn give_id(measure: &mut Measure, cell: Option<&str>, others: &[Measure]) {
    let taken: Vec<String> = others.iter().map(|other| other.id.clone()).collect();
    let made = format!("row_{}", measure.row);
    let Some(cell) = cell else {
        measure.id = free(&made, &taken);
        return;
    };
    let Some(wanted) = name(cell) else {
        measure.id = free(&made, &taken);
        return measure.read(Some(Point::NoId), format!("has no id, and is called {} here", measure.id));
    };
    measure.id = free(&wanted, &taken);
    if measure.id != wanted {
        let first = others.iter().find(|other| key(&other.id) == key(&wanted)).map_or(0, |other| other.row);
        let words = format!("has the id {wanted}, as row {first} has, and is called {} here", measure.id);
        measure.read(Some(Point::IdTwice), words);
    } else if wanted != cell.trim_end_matches('.') {
        let words = format!("says \"{}\" for the id, which a rule writes as {wanted}", quotable(cell));
        measure.read(None, words);
    }
}

/// The position of a title among those that were met before; a new one is given a name.
fn named(all: &mut Vec<Named>, cell: &str, name_of: fn(&str) -> String) -> Option<usize> {
    let title = quotable(cell);
    if title.is_empty() {
        return None;
    }
    if let Some(at) = all.iter().position(|other| key(&other.title) == key(&title)) {
        return Some(at);
    }
    let mut taken: Vec<String> = all.iter().map(|other| other.id.clone()).collect();
    taken.extend(all.iter().map(|other| other.title.clone()));
    all.push(Named { id: free(&name_of(&title), &taken), title });
    Some(all.len() - 1)
}

fn give_owner(measure: &mut Measure, cell: &str, has_column: bool, boards: &mut Vec<Named>) {
    let cell = if no_value(&key(cell)).is_some() { "" } else { cell };
    match named(boards, cell, initials).and_then(|at| boards.get(at)) {
        Some(board) => measure.put(Kind::Owner, board.id.clone()),
        None if has_column => measure.read(Some(Point::NoOwner), "names nobody who is responsible"),
        None => {}
    }
}

/// Groups, where a value cell has a figure for each.
fn give_groups(measure: &mut Measure, row: &TableRow, columns: &Columns, groupings: &mut Vec<Grouping>) {
    let cells =
        [Role::Value, Role::Baseline].into_iter().filter_map(|role| Some(row.cell(columns.of(role)?)));
    let labels = cells.filter_map(members).map(|members| {
        let own = members.all.into_iter().filter(|(_, label)| !is_comparator(label));
        own.filter_map(|(_, label)| name(&label)).collect::<Vec<_>>()
    });
    let Some(labels) = labels.into_iter().find(|labels| labels.len() > 1) else { return };
    let known = groupings.iter().find(|grouping| labels.iter().all(|label| grouping.members.contains(label)));
    let id = match known {
        Some(grouping) => grouping.id.clone(),
        None => {
            let taken: Vec<String> = groupings.iter().map(|other| other.id.clone()).collect();
            let id = free("group", &taken);
            groupings.push(Grouping { id: id.clone(), members: labels });
            id
        }
    };
    measure.read(None, "has a figure for each of several groups: the worst of them is rated");
    measure.put(Kind::By, id);
}

/// What is being done about a figure that is not off target is kept with the figure's note.
fn tell_response(measure: &mut Measure, rag: &str) {
    let text = std::mem::take(&mut measure.response);
    if text.is_empty() || no_value(&key(&text)).is_some() {
        return;
    }
    if colour(rag).is_some_and(|at| at > GREEN) {
        measure.response = text;
    } else if let Some(value) = measure.values.last_mut() {
        value.note = [value.note.as_str(), &text]
            .iter()
            .filter(|t| !t.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
    }
}

/// A measure's rhythm is that of its values; what most have is said once, for the book.
fn rhythms(draft: &mut Draft, rolling: bool) {
    for measure in &mut draft.measures {
        let shape = measure
            .values
            .last()
            .and_then(|value| phrase::period(&value.period).ok())
            .map(|period| period.shape);
        let due = match shape {
            Some(Shape::Month) => Some("monthly"),
            Some(Shape::Quarter) => Some("quarterly"),
            Some(Shape::Half) => Some("half-yearly"),
            Some(Shape::Term) => Some("termly"),
            Some(Shape::Year) => Some("yearly"),
            Some(Shape::Week) => Some("weekly"),
            Some(Shape::Day | Shape::Span) | None => None,
        };
        if let (Some(due), None) = (due, measure.clause(Kind::Due)) {
            measure.put(Kind::Due, due);
        }
    }
    let count = |due: &str| draft.measures.iter().filter(|m| m.clause(Kind::Due) == Some(due)).count();
    // The first of equals, so that quarterly is the ordinary case.
    let all = ["quarterly", "monthly", "yearly", "half-yearly", "termly", "weekly"];
    let common = all.into_iter().rev().max_by_key(|due| count(due)).unwrap_or("quarterly");
    draft.due = common;
    for measure in &mut draft.measures {
        tell_whole_year(measure, common, rolling);
        if measure.clause(Kind::Due) == Some(common) {
            measure.take(Kind::Due);
        }
    }
}

/// True for words that say each figure is of twelve months.
fn rolls(words: &str) -> bool {
    let words = key(words);
    ["rolling 12", "12 month rolling", "rolling year", "12 months to", "12 months ending", "last 12 months"]
        .iter()
        .any(|said| words.contains(said))
}

/// A count is not held against a whole year's target, or baseline, without a word.
fn tell_whole_year(measure: &mut Measure, common: &str, rolling: bool) {
    let yearly = measure.clause(Kind::Due).unwrap_or(common).starts_with("yearly");
    let counted = matches!(
        Unit::from_words(measure.clause(Kind::Unit).unwrap_or("")).kind,
        UnitKind::Count | UnitKind::Money
    );
    let open = measure.clause(Kind::Target).is_none_or(|target| target.starts_with("tbc"));
    if counted && !measure.lost && (rolling || rolls(&measure.title)) {
        return measure.put(Kind::Counts, "over the last 12 months");
    }
    if yearly || !counted || open {
        return;
    }
    let title = key(&measure.title);
    let words = ["in the year", "during the year", "per year", "per annum", "by year end"];
    let is_year = |text: &str| phrase::period(text).is_ok_and(|period| period.shape == Shape::Year);
    let pairs = title.split(' ').zip(title.split(' ').skip(1));
    let mut in_year = pairs.filter(|(word, next)| matches!(*word, "in" | "during" | "for") && is_year(next));
    let from_year = measure
        .clause(Kind::Baseline)
        .and_then(|words| words.rsplit_once(" in "))
        .is_some_and(|(_, when)| is_year(when));
    let speaks = if in_year.next().is_some() || words.iter().any(|word| title.contains(word)) {
        "the title speaks of a year"
    } else if from_year {
        "the baseline is of a year"
    } else {
        return;
    };
    let words = format!(
        "{speaks}, and figures come more often: if the target is the year's, write `counts in the period`, or `counts from the start of the year`, and `for the year, pro rata` after the target"
    );
    measure.read(Some(Point::WholeYear), words);
}
