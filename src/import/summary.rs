//! What came of an import, for the officer who asked for it.

use super::draft::{Kind, Measure, Point, Remark};
use super::prove::Proved;
use super::roles::{Columns, How, Role};
use super::table::Table;
use crate::base::suggest::listed as listed_words;

/// Points in the order in which they are told.
const POINTS: [Point; 13] = [
    Point::WrongWay,
    Point::RatedWithoutTarget,
    Point::DoubleTarget,
    Point::IdTwice,
    Point::NoId,
    Point::NoOwner,
    Point::ColourDoesNotFit,
    Point::UnitsDiffer,
    Point::Harder,
    Point::WholeYear,
    Point::WayTaken,
    Point::PeriodTaken,
    Point::NoColour,
];

/// Each column with what it was read as, a line for each; `flag` gives the words for another choice.
#[must_use]
pub fn columns(table: &Table, columns: &Columns) -> Vec<String> {
    let heading = |at: usize| table.headings.get(at).map_or("", String::as_str);
    let mut lines: Vec<String> = columns
        .given
        .iter()
        .map(|(role, at, how)| {
            let why = match how {
                How::Said => ", as you said",
                How::Heading => "",
                How::Content => ", from what stands in it",
            };
            format!("{:<9} \"{}\": {}{why}", role.word(), heading(*at), role.means())
        })
        .collect();
    for (at, period) in &columns.values {
        lines.push(format!("{:<9} \"{}\": the values of {period}", Role::Value.word(), heading(*at)));
    }
    let quoted = |all: Vec<usize>| -> String {
        let all: Vec<String> = all.into_iter().map(|at| format!("\"{}\"", heading(at))).collect();
        listed_words(&all, "and")
    };
    if !columns.parts.is_empty() {
        lines.push(format!(
            "not read  {}, which name no year: say it with --year 2019/20",
            quoted(columns.parts.iter().map(|(at, _)| *at).collect())
        ));
    }
    if !columns.levels.is_empty() {
        lines.push(format!(
            "not read  {}, which say where levels begin: write each in its measure, as in `green when value at least 90%`",
            quoted(columns.levels.clone())
        ));
    }
    let unread: Vec<String> = columns.unread.iter().map(|at| format!("\"{}\"", heading(*at))).collect();
    if columns.of(Role::Id).is_none() {
        lines.push("no column of ids: each measure is called by its row".to_owned());
    }
    if !unread.is_empty() {
        lines.push(format!("not read  {}", unread.join(", ")));
    }
    lines
}

/// How many rows were read whole, and how many with a doubt.
#[must_use]
pub fn counts(proved: &Proved) -> (usize, usize) {
    let doubtful = proved.draft.measures.iter().filter(|measure| measure.is_doubtful()).count();
    (proved.draft.measures.len() - doubtful, doubtful)
}

/// The rows that a kind of remark was made on.
#[must_use]
pub fn pointed(proved: &Proved, point: Point) -> Vec<&Measure> {
    let has = |remark: &Remark| remark.point == Some(point);
    proved.draft.measures.iter().filter(|measure| measure.remarks.iter().any(has)).collect()
}

/// The whole summary.
#[must_use]
pub fn summary(table: &Table, found: &Columns, proved: &Proved) -> String {
    let mut out = String::from(
        "What each column was read as; say --columns target=\"HEADING\" and so on where that is wrong:\n",
    );
    for line in columns(table, found) {
        out.push_str(&format!("  {line}\n"));
    }
    let (whole, doubtful) = counts(proved);
    let rows = proved.draft.measures.len();
    out.push_str(&format!(
        "\n{rows} {}: {whole} read whole, {doubtful} with a doubt\n",
        if rows == 1 { "row" } else { "rows" }
    ));
    if !proved.draft.sections.is_empty() {
        let rows: Vec<String> = proved.draft.sections.iter().map(u64::to_string).collect();
        out.push_str(&format!(
            "  and headings of the rows below them, read as themes: {}\n",
            rows.join(", ")
        ));
    }
    for row in &table.lost {
        out.push_str(&format!("  line {row} was not read: a quotation mark opens in it and never closes\n"));
    }
    doubts(&mut out, proved);
    points(&mut out, proved);
    by_check(&mut out, proved);
    out
}

fn doubts(out: &mut String, proved: &Proved) {
    for measure in proved.draft.measures.iter().filter(|measure| measure.is_doubtful()) {
        for remark in measure.remarks.iter().filter(|remark| remark.doubt) {
            let joined = ["says ", "is ", "has ", "names "].iter().any(|verb| remark.words.starts_with(verb));
            let sign = if joined { "" } else { ":" };
            out.push_str(&format!("\n  row {} ({}){sign} {}\n", measure.row, measure.id, remark.words));
            if let Some(help) = &remark.help {
                out.push_str(&format!("    to do: {help}\n"));
            }
        }
    }
}

fn points(out: &mut String, proved: &Proved) {
    let told: Vec<(Point, Vec<&Measure>)> = POINTS
        .into_iter()
        .map(|point| (point, pointed(proved, point)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    if !told.is_empty() {
        out.push_str("\nTo look at; each stands as a comment above its measure:\n");
    }
    for (point, rows) in told {
        out.push_str(&format!("  {}: {}\n", point.words(), listed(&rows)));
    }
}

/// What `check` says of the book, by kind, so that nobody is surprised by it.
fn by_check(out: &mut String, proved: &Proved) {
    let mut codes: Vec<&str> = proved.said.iter().map(|(code, _)| *code).collect();
    codes.dedup();
    if codes.is_empty() {
        return;
    }
    out.push_str("\n`plimsoll check` will have to say of them:\n");
    for code in codes {
        let own = || proved.said.iter().filter(|(own, _)| *own == code);
        let rows: Vec<&Measure> = own().filter_map(|(_, at)| proved.draft.measures.get((*at)?)).collect();
        let of_book = own().any(|(_, at)| at.is_none()).then(|| "what stands beside the measures".to_owned());
        let of_rows = (!rows.is_empty()).then(|| listed(&rows));
        let of: Vec<String> = of_rows.into_iter().chain(of_book).collect();
        out.push_str(&format!("  {code}: {}\n", of.join("; and ")));
    }
}

fn listed(rows: &[&Measure]) -> String {
    let names: Vec<String> = rows
        .iter()
        .map(|measure| {
            if measure.clause(Kind::Unit).is_some() || !measure.lost {
                format!("{} ({})", measure.row, measure.id)
            } else {
                measure.row.to_string()
            }
        })
        .collect();
    let word = if rows.len() == 1 { "row" } else { "rows" };
    format!("{} {word}: {}", rows.len(), names.join(", "))
}
