//! What a scenario gives, as the text of data files, read as `run` reads them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::base::arena::Id;
use crate::base::diag::{Diagnostic, Place, Severity};
use crate::base::span::Span;
use crate::data::{Observations, Reader, Responses, read_acts, read_extensions, read_responses_by};
use crate::model::scenario::{ActAbout, GivenAct, GivenAnswer, GivenFigure, Scenario, Table};
use crate::model::{Grouping, RuleBook};

/// The name by which findings know the text that is made of a scenario's own figures.
const OWN: &str = "the scenario";

/// Tables beside the book by their paths; an error in the reader's words for one that cannot be read.
pub type Tables = BTreeMap<String, Result<Vec<u8>, String>>;

/// What was read for one report.
#[derive(Debug)]
pub(super) struct Laid {
    pub(super) data: Observations,
    pub(super) responses: Responses,
    /// What could not be read, each with its place in the scenario where it has one.
    pub(super) unread: Vec<(Option<Span>, String)>,
}

/// Reads all that a scenario gives, as it was known on a day.
pub(super) fn lay(book: &RuleBook, scenario: &Scenario, as_of: NaiveDate, tables: &Tables) -> Laid {
    let mut reader = Reader::new(book).known_by(as_of).supposing();
    let mut unread = Vec::new();
    let mut responses = Responses::default();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for file in scenario.files.iter().filter(|file| file.table == Table::Figures) {
        match tables.get(&file.path) {
            Some(Ok(bytes)) => reader.read_csv(&file.path, bytes),
            other => unread.push((Some(file.span), cannot_read(&file.path, other))),
        }
    }
    if !scenario.figures.is_empty() {
        reader.read_csv(OWN, &figures(book, &scenario.figures));
    }
    let (data, of_figures) = reader.finish(as_of);
    for file in &scenario.files {
        let bytes = match (file.table, tables.get(&file.path)) {
            (Table::Figures, _) => continue,
            (_, Some(Ok(bytes))) => bytes,
            (_, other) => {
                unread.push((Some(file.span), cannot_read(&file.path, other)));
                continue;
            }
        };
        findings.extend(match file.table {
            Table::Answers => read_responses_by(book, &file.path, bytes, Some(as_of), &mut responses),
            Table::Extensions => read_extensions(book, &file.path, bytes, &mut responses),
            Table::Events | Table::Figures => read_acts(book, &file.path, bytes, as_of, &mut responses),
        });
    }
    if !scenario.answers.is_empty() {
        let text = answers(book, &scenario.answers);
        findings.extend(read_responses_by(book, OWN, &text, Some(as_of), &mut responses));
    }
    if !scenario.acts.is_empty() {
        findings.extend(read_acts(book, OWN, &acts(book, &scenario.acts), as_of, &mut responses));
    }
    unread.extend(of_figures.iter().filter_map(|finding| unreadable(finding, &scenario.figures)));
    unread.extend(findings.iter().filter_map(|finding| unreadable(finding, &[])));
    Laid { data, responses, unread }
}

fn cannot_read(path: &str, found: Option<&Result<Vec<u8>, String>>) -> String {
    match found {
        Some(Err(why)) => format!("cannot read {path}: {why}"),
        Some(Ok(_)) | None => format!("cannot read {path}"),
    }
}

/// An error about what was given, with the figure it is about.
fn unreadable(finding: &Diagnostic, figures: &[GivenFigure]) -> Option<(Option<Span>, String)> {
    if finding.severity != Severity::Error {
        return None;
    }
    let place = finding.primary().map(|label| &label.place);
    let own = match place {
        // The first line has the headings.
        Some(Place::Data(cell)) if cell.file == OWN => {
            usize::try_from(cell.line).ok().and_then(|line| figures.get(line.checked_sub(2)?))
        }
        Some(Place::Data(_) | Place::Rule(_)) | None => None,
    };
    let text = match place {
        Some(Place::Data(cell)) if cell.file != OWN => {
            format!("{} ({}, {})", finding.message, cell.file, cell.place())
        }
        Some(Place::Data(_) | Place::Rule(_)) | None => finding.message.clone(),
    };
    Some((own.map(|figure| figure.span), text))
}

/// The kinds of group that some rows name, each with its heading.
fn kinds<'g>(
    book: &RuleBook,
    groups: impl Iterator<Item = &'g (Id<Grouping>, String)>,
) -> Vec<(Id<Grouping>, String)> {
    let mut found: Vec<Id<Grouping>> = groups.map(|(kind, _)| *kind).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|kind| (kind, book.groupings[kind].id.clone())).collect()
}

fn member(groups: &[(Id<Grouping>, String)], kind: Id<Grouping>) -> &str {
    groups.iter().find(|(own, _)| *own == kind).map_or("", |(_, member)| member.as_str())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Rows as the bytes of a CSV file.
fn csv(rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, and all rows are as long as the first.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn figures(book: &RuleBook, figures: &[GivenFigure]) -> Vec<u8> {
    let kinds = kinds(book, figures.iter().flat_map(|figure| &figure.groups));
    let counts = figures.iter().any(|figure| figure.of.is_some());
    let forecasts = figures.iter().any(|figure| !figure.forecast.is_empty());
    let released = book.comparators;
    let mut head = vec!["measure".to_owned()];
    head.extend(kinds.iter().map(|(_, heading)| heading.clone()));
    head.extend(["period", "value", "mark", "submitted"].map(str::to_owned));
    head.extend(released.map(|_| "released".to_owned()));
    if counts {
        head.extend(["numerator", "denominator"].map(str::to_owned));
    }
    if forecasts {
        head.push("forecast".to_owned());
    }
    let mut rows = vec![head];
    for figure in figures {
        let of_others = released.is_some_and(|kind| figure.groups.iter().any(|(own, _)| *own == kind));
        let mut row = vec![book.measures[figure.measure].id.clone()];
        row.extend(kinds.iter().map(|(kind, _)| member(&figure.groups, *kind).to_owned()));
        let value = if figure.of.is_some() { String::new() } else { figure.value.clone() };
        row.extend([figure.period.clone(), value, figure.marks.clone()]);
        row.push(if of_others { String::new() } else { day(figure.submitted) });
        if released.is_some() {
            row.push(if of_others { day(figure.submitted) } else { String::new() });
        }
        if counts {
            let above = figure.of.as_ref().map(|_| figure.value.clone());
            row.extend([above.unwrap_or_default(), figure.of.clone().unwrap_or_default()]);
        }
        if forecasts {
            row.push(figure.forecast.clone());
        }
        rows.push(row);
    }
    csv(rows)
}

/// One row for each part; who leads and when it should be over stand in columns of their own as well.
fn answers(book: &RuleBook, answers: &[GivenAnswer]) -> Vec<u8> {
    let groups = answers.iter().filter_map(|answer| answer.about.as_ref()).flat_map(|(_, groups)| groups);
    let kinds = kinds(book, groups);
    let mut head = vec!["measure".to_owned()];
    head.extend(kinds.iter().map(|(_, heading)| heading.clone()));
    let rest = ["escalation", "period", "field", "text", "lead", "due", "recovery", "submitted", "by"];
    head.extend(rest.map(str::to_owned));
    let mut rows = vec![head];
    for answer in answers {
        for (field, text) in &answer.parts {
            let column = |name: &str| if field == name { text.clone() } else { String::new() };
            let measure = answer.about.as_ref().map(|(measure, _)| book.measures[*measure].id.clone());
            let groups = answer.about.as_ref().map_or(&[][..], |(_, groups)| groups);
            let mut row = vec![measure.unwrap_or_default()];
            row.extend(kinds.iter().map(|(kind, _)| member(groups, *kind).to_owned()));
            row.extend([book.escalations[answer.escalation].id.clone(), answer.period.clone()]);
            row.extend([field.clone(), text.clone(), column("lead"), column("due"), column("recovery")]);
            row.extend([day(Some(answer.on)), answer.by.clone().unwrap_or_default()]);
            rows.push(row);
        }
    }
    csv(rows)
}

fn acts(book: &RuleBook, acts: &[GivenAct]) -> Vec<u8> {
    let groups = acts.iter().flat_map(|act| match &act.about {
        Some(ActAbout::Measure(_, groups)) => groups.as_slice(),
        Some(ActAbout::Party(_) | ActAbout::Theme(_)) | None => &[],
    });
    let kinds = kinds(book, groups);
    let mut head: Vec<String> = ["event", "state", "measure"].map(str::to_owned).to_vec();
    head.extend(kinds.iter().map(|(_, heading)| heading.clone()));
    head.extend(["board", "theme", "on", "by", "because"].map(str::to_owned));
    let mut rows = vec![head];
    for act in acts {
        let (mut measure, mut board, mut theme) = (String::new(), String::new(), String::new());
        let mut own: &[(Id<Grouping>, String)] = &[];
        match &act.about {
            Some(ActAbout::Measure(id, groups)) => {
                measure = book.measures[*id].id.clone();
                own = groups;
            }
            Some(ActAbout::Party(id)) => board = book.parties[*id].id.clone(),
            Some(ActAbout::Theme(id)) => theme = book.themes[*id].id.clone(),
            None => {}
        }
        let mut row = vec![act.event.clone(), act.state.clone(), measure];
        row.extend(kinds.iter().map(|(kind, _)| member(own, *kind).to_owned()));
        row.extend([board, theme, day(Some(act.on)), act.by.clone().unwrap_or_default()]);
        row.push(act.because.clone());
        rows.push(row);
    }
    csv(rows)
}
