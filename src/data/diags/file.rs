//! Findings about a file as a whole: its encoding, its headings, the shape of its rows.

use crate::base::diag::{Cell, Code, Diagnostic, Severity};
use crate::base::suggest::listed;

/// The file is not plain text.
pub const NOT_TEXT: Code = Code("data::not-text");
/// A needed column is not there.
pub const MISSING_COLUMN: Code = Code("data::missing-column");
/// A column that nothing reads.
pub const UNKNOWN_COLUMN: Code = Code("data::unknown-column");
/// A row that is wider or narrower than the heading row.
pub const UNEVEN_ROW: Code = Code("data::uneven-row");
/// A quotation mark opens and is never closed.
pub const UNCLOSED_QUOTATION: Code = Code("data::unclosed-quotation");
/// A row of totals among the rows of measures.
pub const TOTAL_ROW: Code = Code("data::total-row");
/// The heading row a second time.
pub const REPEATED_HEADER: Code = Code("data::repeated-header");
/// Further findings that were not told one by one.
pub const MORE_OF_THE_SAME: Code = Code("data::more-of-the-same");

const SAVE_AS: &str = "save the file as `CSV UTF-8 (comma delimited)`";

/// The file is an Excel workbook.
pub fn workbook(file: Cell) -> Diagnostic {
    Diagnostic::error(NOT_TEXT, format!("`{}` is a workbook, not a CSV file", file.file))
        .cell(file, "no row of it can be read")
        .help(SAVE_AS)
}

/// The file is neither UTF-8 nor plainly anything else.
pub fn not_text(file: Cell) -> Diagnostic {
    Diagnostic::error(NOT_TEXT, format!("`{}` is not plain text", file.file))
        .cell(file, "no row of it can be read")
        .help(SAVE_AS)
}

/// The file was saved in the older Windows way.
pub fn read_as_windows(file: Cell) -> Diagnostic {
    Diagnostic::warning(NOT_TEXT, format!("`{}` is saved in an older Windows form", file.file))
        .cell(file, "signs such as `£` and `–` were read as that form writes them")
        .help(SAVE_AS)
}

/// A character was lost when the file was saved.
pub fn lost_character(line: Cell) -> Diagnostic {
    Diagnostic::warning(NOT_TEXT, format!("a letter or sign was lost when `{}` was saved", line.file))
        .cell(line, "`\u{fffd}` stands in its place, here and perhaps further on")
        .help(format!("{SAVE_AS} from the original"))
}

/// A needed column is not there. `near` is a heading that may be meant.
pub fn missing_column(header: Cell, needed: &str, found: &[String], near: Option<&str>) -> Diagnostic {
    let found: Vec<String> =
        found.iter().filter(|h| !h.is_empty()).take(12).map(|heading| format!("`{heading}`")).collect();
    let found = if found.is_empty() {
        "no headings".to_owned()
    } else {
        format!("the headings {}", listed(&found, "and"))
    };
    let finding = Diagnostic::error(MISSING_COLUMN, format!("there is no column `{needed}`"));
    let finding = finding.cell(header, format!("this row has {found}"));
    match near {
        Some(near) => {
            finding.help(format!("write `{needed}` for `{near}`, if that is what the column holds"))
        }
        None => {
            finding.help(format!("put a heading `{needed}` over the column that holds it, in the first row"))
        }
    }
}

/// Columns that nothing reads.
pub fn unknown_column(
    header: Cell,
    unknown: &[String],
    known: &str,
    near: Option<(&str, &str)>,
) -> Diagnostic {
    let names: Vec<String> = unknown.iter().map(|heading| format!("`{heading}`")).collect();
    let (noun, verb) = if names.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("the {noun} {} {verb} not read", listed(&names, "and"));
    let finding = Diagnostic::new(UNKNOWN_COLUMN, Severity::Advice, message).cell(header, "named here");
    match near {
        Some((heading, meant)) => {
            finding.help(format!("write `{meant}` for `{heading}`, if that is what it holds"))
        }
        None => finding.help(format!("the columns that are read are {known}")),
    }
}

/// A row with more filled cells than there are headings.
pub fn wide_row(cell: Cell, cells: usize, headings: usize) -> Diagnostic {
    Diagnostic::error(
        UNEVEN_ROW,
        format!("the row has {cells} cells under {}", count_of(headings, "heading")),
    )
    .cell(cell, "so its value may stand in another column, and is not used")
    .help("put quotation marks round a cell that has a comma in it, as in `\"1,500\"`")
}

/// A row with fewer cells than there are headings.
pub fn short_row(cell: Cell, cells: usize, headings: usize, used: bool) -> Diagnostic {
    let message = format!("the row has {} under {}", count_of(cells, "cell"), count_of(headings, "heading"));
    if used {
        Diagnostic::warning(UNEVEN_ROW, message)
            .cell(cell, "it is read as if the cells at its end were blank")
            .help("check that its cells stand under their headings")
    } else {
        Diagnostic::error(UNEVEN_ROW, message)
            .cell(cell, "it does not reach the columns that are needed, and is not used")
            .help("put each cell under its heading")
    }
}

/// A line of words, such as a footnote.
pub fn words_alone(cell: Cell) -> Diagnostic {
    Diagnostic::warning(UNEVEN_ROW, "the row has words in one cell and nothing else")
        .cell(cell, "it is taken for a caption or a footnote, and is not used")
        .help("delete the row, or give it a period and a value")
}

/// A quotation mark opens and is never closed.
pub fn unclosed_quotation(cell: Cell) -> Diagnostic {
    Diagnostic::error(UNCLOSED_QUOTATION, "a quotation mark opens here and is never closed")
        .cell(cell, "this row is not used; the rows after it are")
        .help(
            "close it at the end of its cell, or delete it; inside a cell a quotation mark is written twice",
        )
}

/// A row of totals.
pub fn total_row(cell: Cell) -> Diagnostic {
    let message = format!("a row is named `{}`, which is no measure", cell.text);
    Diagnostic::warning(TOTAL_ROW, message)
        .cell(cell, "it is not used")
        .help("delete the row, or write the measure here and `all` in the column of groups")
}

/// The heading row a second time.
pub fn repeated_header(cell: Cell) -> Diagnostic {
    Diagnostic::warning(REPEATED_HEADER, "the heading row stands in the file a second time")
        .cell(cell, "it is not used; the rows after it are read under the first headings")
        .help("delete it, and check that the rows after it have their columns in the same order")
}

/// How many further findings there are.
pub fn more_of_the_same(file: &str, line: u32, code: Code, severity: Severity, count: u32) -> Diagnostic {
    let cell = Cell {
        file: file.to_owned(),
        line: u64::from(line),
        column: None,
        position: None,
        text: String::new(),
    };
    let message =
        format!("{} of the kind `{}` in `{file}`", count_of(count as usize, "more finding"), code.0);
    Diagnostic::new(MORE_OF_THE_SAME, severity, message)
        .cell(cell, "the first that is not told stands here")
        .help("mend the ones that are told, and run again")
}

/// `1 cell`, `3 cells`.
pub fn count_of(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
