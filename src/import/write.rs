//! A draft as the files of a rule book, in the layout of the shipped books, and where each clause stands in them.

use std::ops::Range;

use super::colours::lines;
use super::draft::{Draft, Kind, Measure, Remark};

/// How long a line of comment is at most.
const WIDTH: usize = 118;

/// A file of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name within the book's folder, with `/` between its parts.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Where a measure's clause stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Position of the file.
    pub file: usize,
    /// Bytes of it.
    pub range: Range<usize>,
    /// Position of the measure.
    pub measure: usize,
    /// Which clause; none for the whole measure.
    pub clause: Option<Kind>,
}

/// The files of rules, with the places of their measures: those of clauses before that of the whole measure.
#[must_use]
pub fn rules(draft: &Draft, columns: &[String]) -> (Vec<File>, Vec<Place>) {
    let mut files = vec![File { name: "framework.plim".to_owned(), text: framework(draft, columns) }];
    let mut places = Vec::new();
    let themes: Vec<Option<usize>> = (0..draft.themes.len()).map(Some).chain([None]).collect();
    for theme in themes {
        let of_theme: Vec<usize> = (0..draft.measures.len())
            .filter(|at| draft.measures.get(*at).is_some_and(|measure| measure.theme == theme))
            .collect();
        if of_theme.is_empty() {
            continue;
        }
        let named = theme.and_then(|at| draft.themes.get(at));
        let (mut name, title) = named.map_or(("measures".to_owned(), "Measures".to_owned()), |t| {
            (t.id.to_lowercase(), t.title.clone())
        });
        if name == "framework" || (named.is_some() && name == "measures") {
            name.push_str("_theme");
        }
        let mut text = format!("# {title}\n");
        for at in of_theme {
            text.push('\n');
            if let Some(measure) = draft.measures.get(at) {
                write_measure(&mut text, measure, at, files.len(), &mut places);
            }
        }
        files.push(File { name: format!("{name}.plim"), text });
    }
    (files, places)
}

fn framework(draft: &Draft, columns: &[String]) -> String {
    let mut out = String::new();
    comment(&mut out, &draft.title);
    out.push_str("#\n");
    let rows = match draft.own_numbers {
        true => "Rows are numbered as the table numbers them.",
        false => "Rows are numbered as a spreadsheet shows them; the headings are row 1.",
    };
    comment(
        &mut out,
        &format!(
            "Made from {} by `plimsoll import`. {rows} Each measure has the remarks on its row above it; where one asks for something, it says what to write.",
            draft.source
        ),
    );
    out.push_str("#\n");
    for line in columns {
        out.push_str(&format!("# {line}\n"));
    }
    let months = if draft.year.contains('/') { "April to March" } else { "January to December" };
    if let Some(from) = &draft.year_taken_from {
        out.push_str("#\n");
        comment(&mut out, &format!("The year is taken from {from}."));
    }
    out.push_str(&format!(
        "\nframework \"{}\" {{\n  year    {}, {months}\n  due     {}\n  source  \"{}\"\n}}\n",
        draft.title, draft.year, draft.due, draft.source
    ));
    blocks(&mut out, draft);
    out
}

fn blocks(out: &mut String, draft: &Draft) {
    let width = |all: &[super::draft::Named]| all.iter().map(|named| named.id.len()).max().unwrap_or(0);
    for (word, all) in [("board", &draft.boards), ("theme", &draft.themes)] {
        if !all.is_empty() {
            out.push('\n');
        }
        for named in all {
            out.push_str(&format!("{word} {:<w$} \"{}\"\n", named.id, named.title, w = width(all)));
        }
    }
    for grouping in &draft.groupings {
        out.push_str("\n# Call these groups what they are.\n");
        out.push_str(&format!("groups {} \"Group\" {{\n", grouping.id));
        for member in &grouping.members {
            out.push_str(&format!("  {member}\n"));
        }
        out.push_str("}\n");
    }
    for rating in &draft.ratings {
        out.push('\n');
        for line in &rating.comment {
            comment(out, line);
        }
        out.push_str(&format!("rating {} {{\n", rating.id));
        for line in lines(rating) {
            out.push_str(&format!("  {line}\n"));
        }
        out.push_str("}\n");
    }
    if draft.measures.iter().any(|measure| !measure.response.is_empty()) {
        let amber = draft.ratings.iter().any(|rating| rating.amber.is_some());
        let when = if amber { "amber or worse" } else { "off target" };
        out.push_str(&format!(
            "\n# The table says what is being done about its red and amber rows, so somebody asked for it.\n\
             escalation exception \"Exception report\" {{\n  when  {when}\n  to    owner\n  \
             ask   action \"What is being done to improve performance?\"\n}}\n",
        ));
    }
}

fn write_measure(out: &mut String, measure: &Measure, at: usize, file: usize, places: &mut Vec<Place>) {
    for remark in &measure.remarks {
        comment(out, &sentence(measure.row, remark));
    }
    if measure.lost {
        return comment(
            out,
            &format!("row {} is left out: {} \"{}\"", measure.row, measure.id, measure.title),
        );
    }
    let start = out.len();
    out.push_str(&format!("measure {} \"{}\" {{\n", measure.id, measure.title));
    let words =
        measure.clauses.iter().filter(|clause| clause.kind != Kind::Amber).map(|c| c.kind.word().len());
    let width = words.max().unwrap_or(0).max(9);
    for clause in &measure.clauses {
        let from = out.len();
        let word = clause.kind.word();
        out.push_str(&format!(
            "  {word:<w$} {}\n",
            clause.words,
            w = if clause.kind == Kind::Amber { 0 } else { width }
        ));
        places.push(Place { file, range: from..out.len(), measure: at, clause: Some(clause.kind) });
    }
    out.push_str("}\n");
    places.push(Place { file, range: start..out.len(), measure: at, clause: None });
}

/// A remark with its row, as a sentence.
#[must_use]
pub fn sentence(row: u64, remark: &Remark) -> String {
    let joined = ["says ", "is ", "has ", "names "].iter().any(|verb| remark.words.starts_with(verb));
    let sign = if joined { "" } else { ":" };
    let help = remark.help.as_ref().map_or_else(String::new, |help| format!("; to do: {help}"));
    format!("row {row}{sign} {}{help}", remark.words)
}

/// A comment, over as many lines as it takes.
fn comment(out: &mut String, words: &str) {
    let mut line = String::from("#");
    for word in words.split_whitespace() {
        if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#  ");
        }
        line.push(' ');
        line.push_str(word);
    }
    out.push_str(&line);
    out.push('\n');
}

/// The files of data: the values, and the answers where the table has them.
#[must_use]
pub fn data(draft: &Draft) -> Vec<File> {
    let mut values = String::from("measure,period,value,stated rating,note\n");
    let mut answers = String::from("measure,escalation,period,field,text\n");
    let none = answers.len();
    for measure in draft.measures.iter().filter(|measure| !measure.lost) {
        for row in &measure.values {
            let note = on_one_line(&row.note);
            let (period, value) = (on_one_line(&row.period), on_one_line(&row.value));
            values.push_str(&csv_line(&[&measure.id, &period, &value, &row.stated, &note]));
        }
        if !measure.response.is_empty() {
            let period = measure.values.last().map_or("", |row| row.period.as_str());
            answers.push_str(&csv_line(&[
                &measure.id,
                "exception",
                period,
                "action",
                &on_one_line(&measure.response),
            ]));
        }
    }
    let mut files = vec![File { name: "data/values.csv".to_owned(), text: values }];
    if answers.len() > none {
        files.push(File { name: "data/responses.csv".to_owned(), text: answers });
    }
    files
}

/// Text on one line, so that a row of the file is a line of it.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn csv_line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            let plain = !cell.contains([',', '"', '\n', '\r', ';', '\t', '|']) && cell.trim() == *cell;
            if plain { (*cell).to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
        })
        .collect();
    format!("{}\n", cells.join(","))
}
